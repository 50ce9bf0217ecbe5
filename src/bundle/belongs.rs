//! What belongs to which document: days to their week, weeks to their month, customers to their manager's roster.

use std::collections::BTreeMap;

use super::canonical;
use super::format::LooseEdit;
use super::limits::RECORDS_MAX;
use super::part::{self, Rules};
use super::refusal::{DocumentFault, DocumentRefusal, Fault, Place};
use super::shape::Shape;
use crate::domain::edit::{Doc, Stamp};
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{Key, MonthPath, Path, SheetPath};
use crate::domain::template::Template;
use crate::domain::week::{Month, Week};

/// A day stands in its own week's sheet alone.
pub fn fits_week(path: &SheetPath, week: Week) -> Result<(), DocumentFault> {
    // A date stands in the paths of days alone.
    match path.keys() {
        [Some(Key::Date(date)), _] if !week.contains(*date) => Err(DocumentFault::OutsideWeek(*date)),
        _ => Ok(()),
    }
}

/// A slice is that of a week with a day in the month.
pub fn fits_month(path: &MonthPath, doc: &Doc) -> Result<(), DocumentFault> {
    match (path, doc) {
        (MonthPath::Slice(_, week), Doc::Month(_, month)) if week.days().all(|it| Month::of(it) != *month) => {
            Err(DocumentFault::OutsideMonth(*week))
        }
        _ => Ok(()),
    }
}

/// Reads a loose edit of a document of one kind.
pub fn loose<P: Path>(
    doc: &Doc,
    path: &str,
    value: &Json,
    stamp: Stamp,
    template: &Template,
    fits: &dyn Fn(&P) -> Result<(), DocumentFault>,
) -> Result<LooseEdit, Fault> {
    // The shape is for nested members; a loose edit names its path.
    let rules = Rules { shape: &Shape::default(), template, records: RECORDS_MAX, before: None, fits };
    part::loose(doc.clone(), path, value, stamp, &rules)
}

/// Members a customer may not have (spec/method.md, rule 8).
const NEVER: [&str; 2] = ["idno", "bank"];

/// A manager's customers: each code, and what is said of it as it is written.
pub type Listed = BTreeMap<String, String>;

/// The list of customers as rosters. A customer who names no manager is the sender's.
pub fn gather(all: &[&str], sender: &Id) -> Result<BTreeMap<Id, Listed>, DocumentRefusal> {
    let mut rosters: BTreeMap<Id, Listed> = BTreeMap::new();
    for (at, customer) in all.iter().enumerate() {
        let refuse = |path: &str, why| DocumentRefusal { place: Place::Customer(at + 1), fault: Fault::new(path, why) };
        if !customer.starts_with('{') {
            return Err(refuse("", DocumentFault::NotAnObject));
        }
        let mut members = canonical::members(customer);
        let manager = match canonical::member(&mut members, "manager").map(canonical::json) {
            None => sender.clone(),
            Some(it) => {
                it.as_text().and_then(|it| it.parse().ok()).ok_or_else(|| refuse("manager", DocumentFault::BadManager))?
            }
        };
        let code = canonical::member(&mut members, "code").map(canonical::json);
        let Some(Json::Text(code)) = code else { return Err(refuse("code", DocumentFault::BadKey)) };
        // The method keeps neither identity numbers nor bank accounts, so what some other program added goes no further.
        members.retain(|(name, _)| !NEVER.contains(&&**name));
        if rosters.entry(manager).or_default().insert(code.clone(), canonical::object(&members)).is_some() {
            return Err(refuse(&code, DocumentFault::Twice));
        }
    }
    Ok(rosters)
}
