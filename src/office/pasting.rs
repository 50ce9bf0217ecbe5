//! A table of goals pasted out of another program: which row is whose, and which column is which indicator's. A figure is taken only
//! where the table says what it is of; whatever is left out is told, for a goal in the wrong place looks like any other.

use std::collections::BTreeSet;

use super::sending::{indicators, plain};
use super::staff::names_a_column;
use crate::domain::customers;
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::template::{Indicator, Template};

/// What a pasted table says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Manager, indicator, figure.
    pub cells: Vec<(Id, Id, String)>,
    /// Rows whose manager is not known, by their first cell, and figures that are none.
    pub unknown: Vec<String>,
    pub bad: Vec<String>,
    /// Columns that hold something and are no indicator's: the place, from one on, and the head where there is one.
    pub columns: BTreeSet<(usize, String)>,
    /// Rows without heads above them in which a text stands where the figures begin, by their manager.
    pub unclear: Vec<String>,
}

/// What stands under a head.
enum Column<'a> {
    Goal(&'a Indicator),
    /// Who the row is of.
    Own,
    Other(String),
}

struct Reader<'a> {
    managers: &'a [(Id, String)],
    template: &'a Template,
    shown: Vec<&'a Indicator>,
    heads: Option<Vec<Column<'a>>>,
    has_begun: bool,
    pasted: Pasted,
}

/// Reads a table: a manager a row, told by id or by a name nobody else has; the columns by their heads where there are any, else in
/// the order in which they are shown.
pub fn pasted(text: &str, managers: &[(Id, String)], template: &Template) -> Pasted {
    let (shown, pasted) = (indicators(template), Pasted::default());
    let mut reader = Reader { managers, template, shown, heads: None, has_begun: false, pasted };
    // A quote nobody closes is a sign like any other.
    for row in rows(text, true).or_else(|| rows(text, false)).unwrap_or_default() {
        reader.row(&row);
    }
    reader.pasted
}

impl<'a> Reader<'a> {
    fn row(&mut self, cells: &[String]) {
        if let Some((at, id)) = self.manager(cells) {
            self.has_begun = true;
            match self.heads.take() {
                Some(heads) => {
                    self.under(&heads, cells, id);
                    self.heads = Some(heads);
                }
                None => self.in_order(cells, at, id),
            }
        } else if let Some(heads) = self.heads(cells) {
            self.heads = Some(heads);
        } else {
            self.pasted.unknown.extend(cells.iter().find(|it| !it.is_empty()).cloned());
        }
    }

    /// Whose row it is, and which cell says so.
    fn manager(&self, cells: &[String]) -> Option<(usize, &'a Id)> {
        let goal = |it: &Vec<Column>| it.iter().position(|it| matches!(it, Column::Goal(_)));
        let before = self.heads.as_ref().and_then(goal).unwrap_or(2);
        cells.iter().take(before).enumerate().find_map(|(at, it)| Some((at, manager(it, self.managers)?)))
    }

    /// What the cells of a row are heads of, if that is what they are: those that name an indicator, and those above the first manager
    /// that are no figures. Figures beside a name we do not know are somebody's row.
    fn heads(&self, cells: &[String]) -> Option<Vec<Column<'a>>> {
        let mut seen = BTreeSet::new();
        let column = |cell: &String| match indicator(cell, &self.shown) {
            Some(it) if seen.insert(it.id.clone()) => Column::Goal(it),
            _ if names_a_column(cell) => Column::Own,
            _ => Column::Other(cell.clone()),
        };
        let columns: Vec<Column> = cells.iter().map(column).collect();
        let is_own = columns.iter().any(|it| matches!(it, Column::Own));
        let mut past = cells.iter().skip(1).filter(|it| !it.is_empty());
        let is_first = self.heads.is_none() && !self.has_begun;
        let is_of_texts = past.clone().any(|it| !is_figure(it)) && (is_own || !past.any(|it| is_figure(it)));
        (!seen.is_empty() || is_first && is_of_texts).then_some(columns)
    }

    fn under(&mut self, heads: &[Column], cells: &[String], id: &Id) {
        for (at, cell) in cells.iter().enumerate().filter(|it| !it.1.is_empty()) {
            let head = match heads.get(at) {
                Some(Column::Goal(it)) => {
                    self.take(id, it, cell);
                    continue;
                }
                Some(Column::Own) => continue,
                Some(Column::Other(head)) => head.clone(),
                None => String::new(),
            };
            if !is_of(cell, id, self.managers) {
                self.pasted.columns.insert((at + 1, head));
            }
        }
    }

    fn in_order(&mut self, cells: &[String], at: usize, id: &Id) {
        // Id and name may stand side by side; a figure that happens to be the id is one all the same.
        let is_named_twice = cells.get(at + 1).is_some_and(|it| *it != cells[at] && is_of(it, id, self.managers));
        let first = at + 1 + usize::from(is_named_twice);
        let mut said = cells.iter().skip(first).filter(|it| !it.is_empty());
        if said.next().is_some_and(|it| !is_figure(it)) && said.any(|it| is_figure(it)) {
            self.pasted.unclear.push(id.to_string());
            return;
        }
        for (at, cell) in cells.iter().enumerate().skip(first).filter(|it| !it.1.is_empty()) {
            match self.shown.get(at - first).copied() {
                Some(it) => self.take(id, it, cell),
                None => {
                    self.pasted.columns.insert((at + 1, String::new()));
                }
            }
        }
    }

    fn take(&mut self, id: &Id, indicator: &Indicator, cell: &str) {
        match plain(cell, &indicator.id, self.template) {
            Ok(it) => self.pasted.cells.push((id.clone(), indicator.id.clone(), it)),
            Err(_) => self.pasted.bad.push(cell.to_owned()),
        }
    }
}

/// The cells of each row that has any. A quoted cell may hold what else ends one; none where a quote is never closed.
fn rows(text: &str, with_quotes: bool) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut cell, mut is_quoted) = (vec![Vec::new()], String::new(), false);
    let mut signs = text.chars().chain(['\n']).peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted || with_quotes && cell.is_empty() => is_quoted = !is_quoted,
            '\t' | '\n' | '\r' if is_quoted => cell.push(' '),
            '\t' | '\n' | '\r' => {
                rows.last_mut()?.push(std::mem::take(&mut cell).trim().to_owned());
                if sign != '\t' {
                    rows.push(Vec::new());
                }
            }
            _ => cell.push(sign),
        }
    }
    rows.retain(|it| it.iter().any(|it| !it.is_empty()));
    (!is_quoted).then_some(rows)
}

/// The indicator a head names: by id, by its name in either language, or by that and its unit. What two are called is neither's.
fn indicator<'a>(head: &str, shown: &[&'a Indicator]) -> Option<&'a Indicator> {
    let head = fold(head);
    let is_it = |it: &Indicator| {
        let (name, unit) = (&it.name, &it.unit);
        let with_unit = [&name.zh, &name.en].map(|name| [&unit.zh, &unit.en].map(|unit| [name.as_str(), unit].concat()));
        let spelt = [it.id.as_str(), &name.zh, &name.en].map(fold);
        !head.is_empty() && (spelt.contains(&head) || with_unit.iter().flatten().any(|it| fold(it) == head))
    };
    let mut all = shown.iter().filter(|it| is_it(it));
    let first = all.next()?;
    all.next().is_none().then_some(*first)
}

/// A head as it is compared: letters and digits alone, small and of ordinary width.
fn fold(text: &str) -> String {
    text.chars().map(customers::plain).filter(|it| it.is_alphanumeric()).collect()
}

fn is_figure(cell: &str) -> bool {
    Decimal::typed(cell).is_ok()
}

fn manager<'a>(cell: &str, managers: &'a [(Id, String)]) -> Option<&'a Id> {
    let by_id = managers.iter().find(|it| cell.split_whitespace().any(|word| it.0.as_str() == word));
    let mut by_name = managers.iter().filter(|it| !it.1.is_empty() && it.1 == cell);
    let only = by_name.next().filter(|_| by_name.next().is_none());
    by_id.or(only).map(|it| &it.0)
}

/// Whether a cell says who the row is of.
fn is_of(cell: &str, id: &Id, managers: &[(Id, String)]) -> bool {
    let name = managers.iter().find(|it| it.0 == *id).map_or("", |it| &it.1);
    cell.split_whitespace().any(|word| word == id.as_str()) || (!name.is_empty() && cell == name)
}
