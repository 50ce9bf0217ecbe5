//! What a briefing is made of: the weeks it is about, the figures that stand on it, the principal problems, and the sheets that are looked through for what
//! went well.

use std::collections::BTreeSet;
use std::fmt;

use super::answer::{Answer, Cell, Place};
use super::questions::{Question, SOLVED_WITHIN};
use super::scope::{Row, Scope, Wish, by};
use super::taken::Digest;
use crate::domain::month::holder;
use crate::domain::week::{Month, Week};
use crate::words::head::{by as said_by, shared};
use crate::words::office::Word;

/// The questions whose figures stand on it, and the one whose figure comes late.
const FIGURES: [&str; 5] = ["Q1", "Q2", "Q10", "Q15", "Q17"];
const CLOSURE: &str = "Q15";

/// The time it is about: a week, or a month's weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub month: Option<Month>,
    pub from: Week,
    pub to: Week,
}

impl Period {
    /// Reads what was chosen: the latest week where that is nothing. A week is of one month alone, so months add up to the year.
    pub fn of(chosen: &str, scope: &Scope) -> Self {
        let Ok(month) = chosen.parse::<Month>() else {
            let week = chosen.parse().unwrap_or(scope.to);
            return Self { month: None, from: week, to: week };
        };
        let first = Week::of(month.first());
        let mut weeks = (0..6).map(|it| first.plus(it)).filter(|it| month_of(*it, scope) == month);
        let from = weeks.next().unwrap_or(first);
        Self { month: Some(month), from, to: weeks.last().unwrap_or(from) }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month {
            Some(month) => month.fmt(f),
            None => self.from.fmt(f),
        }
    }
}

/// The months there are sheets of.
pub fn months(scope: &Scope) -> BTreeSet<Month> {
    let weeks: BTreeSet<Week> = scope.books.entries().map(|it| it.1).collect();
    weeks.into_iter().map(|it| month_of(it, scope)).collect()
}

fn month_of(week: Week, scope: &Scope) -> Month {
    holder(week, &|day| scope.works(day))
}

/// A sheet to look through.
pub struct Original {
    /// Whose it is.
    pub name: String,
    pub digest: Digest,
    pub week: Week,
}

/// What each figure is called, and the figure.
pub fn figures(scope: &Scope) -> Vec<(String, String)> {
    let sheets = (scope.lang.say(Word::Sheets).to_owned(), scope.rows().len().to_string());
    let figure = |name: &&str| {
        let (head, cell) = if *name == CLOSURE { closure(scope)? } else { asked(name, scope) }.figure?;
        let said = cell.plain();
        let shown = match cell {
            _ if said.is_empty() => "—".to_owned(),
            Cell::Share(_) => said + "%",
            _ => said,
        };
        Some((scope.lang.say(head).to_owned(), shown))
    };
    [sheets].into_iter().chain(FIGURES.iter().filter_map(figure)).collect()
}

/// Of the problems whose four weeks end in the period: of its own new ones nobody can know yet whether they are solved in time. Nothing
/// where there is no sheet as old as that.
fn closure(scope: &Scope) -> Option<Answer> {
    if scope.to.plus(-SOLVED_WITHIN) < scope.first {
        return None;
    }
    let wish = Wish { from: Some(scope.from.plus(-SOLVED_WITHIN)), to: Some(scope.to), ..scope.wish.clone() };
    let setting = (scope.template, scope.calendar);
    Some(asked(CLOSURE, &Scope::new(scope.lang, scope.books, setting, (scope.today, &wish))))
}

fn asked(question: &str, scope: &Scope) -> Answer {
    Question::parse(question).map(|it| it.answer(scope)).unwrap_or_default()
}

/// The principal problems: those that several have first, then what each manager has alone.
pub fn problems(scope: &Scope) -> Vec<String> {
    let lang = scope.lang;
    let groups = asked("Q14", scope).under.map(|it| it.lines).unwrap_or_default();
    let told: BTreeSet<Place> = groups.iter().flat_map(|it| it.sheets.iter().copied()).collect();
    let of_several = groups.iter().filter_map(|it| match it.cells.as_slice() {
        [text, cause, _, managers, ..] => Some(shared(lang, &text.plain(), &cause.plain(), &managers.plain())),
        _ => None,
    });
    let own = scope.rows().into_iter().filter(|it| !told.contains(&(it.manager, it.week))).filter_map(|row| {
        let text = row.facts().principal()?.text.replace('\n', "；");
        (!text.is_empty()).then(|| said_by(lang, &scope.said(row.manager), &text))
    });
    of_several.chain(own).collect()
}

/// The sheets of the period, or so many of them that each manager's latest come first.
pub fn originals(scope: &Scope, most: usize) -> Vec<Original> {
    let original = |it: &Row| Original { name: scope.said(it.manager), digest: it.lane.digest, week: it.week };
    let rows = scope.rows();
    if rows.len() <= most {
        return rows.iter().map(original).collect();
    }
    let of_each: Vec<Vec<Row>> = by(&rows, |it| scope.id(it.manager)).into_values().collect();
    // Of more managers than can be looked at, some from the first to the last.
    let step = of_each.len().div_ceil(most.max(1)).max(1);
    let of_one = most / of_each.len().div_ceil(step).max(1);
    of_each.iter().step_by(step).flat_map(|it| it.iter().rev().take(of_one)).map(original).collect()
}
