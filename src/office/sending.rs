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

/// Indicators a month can have a goal of.
pub fn indicators(template: &Template) -> Vec<&Indicator> {
    template.active().collect()
}

/// A goal as it was typed; nothing where nothing is said, and refused where it is no figure of the indicator.
pub fn figure(raw: &str, indicator: &Id, template: &Template) -> Result<Option<Value>, BadValue> {
    typed(&MonthPath::Target(indicator.clone()), raw, template)
}

/// The same as it is kept, however its digits were typed; empty where nothing is said.
pub fn plain(raw: &str, indicator: &Id, template: &Template) -> Result<String, BadValue> {
    let figure = figure(raw, indicator, template)?;
    Ok(figure.as_ref().and_then(Value::as_number).map_or_else(String::new, |it| it.to_string()))
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
