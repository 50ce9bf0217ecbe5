//! What belongs to which document: days to their week, weeks to their month, customers to their manager's roster.

use std::borrow::Cow;
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

/// Members of a listed customer that are none of his roster's: whose he is, and what no customer may have (spec/method.md, rule 8). The
/// method keeps neither identity numbers nor bank accounts, so what some other program added goes no further.
pub const BESIDE_CUSTOMERS: [&str; 4] = ["bank", "code", "idno", "manager"];

/// A manager's customers: each code, and the customer as he is written.
pub type Listed<'a> = BTreeMap<Cow<'a, str>, &'a str>;

/// The list of customers as rosters. A customer who names no manager is the sender's.
pub fn gather<'a>(all: &[&'a str], sender: &Id) -> Result<BTreeMap<Id, Listed<'a>>, DocumentRefusal> {
    let mut rosters: BTreeMap<Id, Listed> = BTreeMap::new();
    for (at, &customer) in all.iter().enumerate() {
        let refuse = |path: &str, why| DocumentRefusal { place: Place::Customer(at + 1), fault: Fault::new(path, why) };
        if !customer.starts_with('{') {
            return Err(refuse("", DocumentFault::NotAnObject));
        }
        let [code, manager] = canonical::said(customer, ["code", "manager"]);
        let manager = match manager {
            None => sender.clone(),
            Some(it) => {
                let id = canonical::text(it).and_then(|it| it.parse().ok());
                id.ok_or_else(|| refuse("manager", DocumentFault::BadManager))?
            }
        };
        let code = code.and_then(canonical::text).ok_or_else(|| refuse("code", DocumentFault::BadKey))?;
        let listed = match rosters.last_entry() {
            Some(it) if *it.key() == manager => it.into_mut(),
            _ => rosters.entry(manager).or_default(),
        };
        if listed.insert(code.clone(), customer).is_some() {
            return Err(refuse(&code, DocumentFault::Twice));
        }
    }
    Ok(rosters)
}
