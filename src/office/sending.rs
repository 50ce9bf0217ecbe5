//! What head office sends its managers to work with: month goals for many at once, days, a template, customers. Typed here as a
//! table; what it becomes in a file is a setup (bundle/write).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::notes::Notes;
use crate::bundle::format::Part;
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{MonthPath, Path, RosterPath};
use crate::domain::template::{Indicator, Template};
use crate::domain::value::{BadValue, Value, from_json, typed};
use crate::domain::week::{Month, parse_date};

/// What a table pasted out of another program says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Manager, indicator, figure.
    pub cells: Vec<(Id, Id, String)>,
    /// Rows whose manager is not known, by their first cell, and figures that are none.
    pub unknown: Vec<String>,
    pub bad: Vec<String>,
}

/// Indicators a month can have a goal of.
pub fn indicators(template: &Template) -> Vec<&Indicator> {
    template.active().collect()
}

/// A goal as it was typed; nothing where nothing is said, and refused where it is no figure of the indicator.
pub fn figure(raw: &str, indicator: &Id, template: &Template) -> Result<Option<Value>, BadValue> {
    typed(&MonthPath::Target(indicator.clone()), raw, template)
}

/// Reads a table: a manager a row, told by id or by a name nobody else has; the columns by their heads where there are any, else in
/// the order in which they are shown.
pub fn pasted(text: &str, managers: &[(Id, String)], template: &Template) -> Pasted {
    let mut pasted = Pasted::default();
    let shown = indicators(template);
    let mut columns: Option<BTreeMap<usize, &Indicator>> = None;
    for line in text.lines().filter(|it| !it.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let named = heads(&cells, &shown);
        if columns.is_none() && !named.is_empty() {
            columns = Some(named);
            continue;
        }
        let found = cells.iter().take(2).find_map(|it| manager(it, managers));
        let Some(id) = found else {
            pasted.unknown.push(cells.first().map(|it| (*it).to_owned()).unwrap_or_default());
            continue;
        };
        let first = cells.iter().take_while(|it| is_of(it, id, managers)).count();
        for (at, raw) in cells.iter().enumerate().skip(first).filter(|it| !it.1.is_empty()) {
            let indicator = match &columns {
                Some(it) => it.get(&at).copied(),
                None => shown.get(at - first).copied(),
            };
            let Some(indicator) = indicator else { continue };
            let raw = raw.replace([',', '，', ' '], "");
            match figure(&raw, &indicator.id, template) {
                Ok(Some(_)) => pasted.cells.push((id.clone(), indicator.id.clone(), raw)),
                Ok(None) => {}
                Err(_) => pasted.bad.push(raw),
            }
        }
    }
    pasted
}

/// Which columns a row names.
fn heads<'a>(cells: &[&str], shown: &[&'a Indicator]) -> BTreeMap<usize, &'a Indicator> {
    let is_it = |it: &Indicator, cell: &str| it.id.as_str() == cell || it.name.zh == cell || it.name.en == cell;
    let named = |(at, cell): (usize, &&str)| Some((at, *shown.iter().find(|it| is_it(it, cell))?));
    cells.iter().enumerate().filter_map(named).collect()
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

/// The goals of a month as documents, a manager each: of all, or of one.
pub fn months(notes: &Notes, month: Month, only: Option<&Id>, template: &Template) -> Vec<Part<MonthPath>> {
    let mut all: BTreeMap<&Id, Document<MonthPath>> = BTreeMap::new();
    for ((at, manager, indicator), raw) in &notes.goals {
        let is_meant = *at == month && only.is_none_or(|it| it == manager);
        if let (true, Ok(Some(value))) = (is_meant, figure(raw, indicator, template)) {
            all.entry(manager).or_default().fill(MonthPath::Target(indicator.clone()), value);
        }
    }
    all.into_iter().map(|(manager, it)| Part::new(Doc::Month(manager.clone(), month), it)).collect()
}

/// Why days cannot be sent as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadDays {
    /// What of it is no date.
    NoDates(Vec<String>),
    /// One that is to be a working day and not to be one.
    Both(NaiveDate),
}

/// Days as they were typed, those that are to be working days and those that are not.
pub fn days(on: &str, off: &str) -> Result<BTreeMap<NaiveDate, bool>, BadDays> {
    let (mut days, mut bad) = (BTreeMap::new(), Vec::new());
    for (text, is_work) in [(on, true), (off, false)] {
        for it in text.split(|it: char| it.is_whitespace() || ",，、;；".contains(it)).filter(|it| !it.is_empty()) {
            match parse_date(it) {
                Ok(date) if days.insert(date, is_work) == Some(!is_work) => return Err(BadDays::Both(date)),
                Ok(_) => {}
                Err(_) => bad.push(it.to_owned()),
            }
        }
    }
    if bad.is_empty() { Ok(days) } else { Err(BadDays::NoDates(bad)) }
}

/// Customers as a file lists them.
pub fn roster_json(roster: &Document<RosterPath>) -> Json {
    let mut all: BTreeMap<String, BTreeMap<String, Json>> = BTreeMap::new();
    for (path, value) in roster.live() {
        let path = path.to_string();
        if let Some((code, field)) = path.split_once('/') {
            all.entry(code.to_owned()).or_default().insert(field.to_owned(), value.to_json());
        }
    }
    let customer = |(code, mut members): (String, BTreeMap<String, Json>)| {
        members.insert("code".to_owned(), Json::Text(code));
        Json::Object(members)
    };
    Json::List(all.into_iter().map(customer).collect())
}

/// And back again, as a document of whom they are for. What is no field of a customer is left out.
pub fn roster(manager: &Id, json: &Json, template: &Template) -> Part<RosterPath> {
    let mut roster = Document::default();
    for customer in json.as_list().unwrap_or_default() {
        let (Some(members), Some(code)) = (customer.as_object(), customer.get("code").and_then(Json::as_text)) else {
            continue;
        };
        for (field, json) in members {
            let Ok(path) = RosterPath::parse(&format!("{code}/{field}")) else { continue };
            if let Ok((Some(value), _)) = from_json(&path, json, template) {
                roster.fill(path, value);
            }
        }
    }
    Part::new(Doc::Roster(manager.clone()), roster)
}
