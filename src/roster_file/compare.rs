//! A file held against the roster: who is new, what changed field by field, who is not in the file. An empty cell never clears
//! what is held, and a customer who is not in the file stays.

use std::collections::BTreeMap;

use super::fault::{Lost, Problem, ROSTER_MAX, RosterFault, Why};
use super::records::{Record, Records};
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::{Path, RosterPath};
use crate::domain::value::Value;

/// A customer the roster does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub row: usize,
    pub code: Id,
    pub name: Option<String>,
    /// How many fields the file fills.
    pub fields: usize,
}

/// A customer of whom the file says something new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub row: usize,
    pub code: Id,
    /// The name held, else the new one.
    pub name: Option<String>,
    pub fields: Vec<FieldChange>,
}

/// A field before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub path: RosterPath,
    pub old: Option<Value>,
    pub new: Value,
}

/// A customer of the roster whom the file does not have. Stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub code: Id,
    pub name: Option<String>,
}

/// What a file would do to the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    pub added: Vec<Added>,
    pub changed: Vec<Changed>,
    pub unchanged: Vec<Id>,
    pub missing: Vec<Missing>,
    /// Rows that come to nothing.
    pub problems: Vec<Problem>,
    /// All of it as edits, in the order of the file.
    pub edits: Vec<(RosterPath, Option<Value>)>,
}

/// Compares a file with the roster held. Refuses it where both together are more than a roster may have.
pub fn compare(held: &Document<RosterPath>, file: &Records) -> Result<Comparison, RosterFault> {
    let mut ours: BTreeMap<Id, Option<String>> = BTreeMap::new();
    for (path, value) in held.live() {
        if let Some(code) = customer(path) {
            let name = ours.entry(code.clone()).or_default();
            if *path == RosterPath::Name(code) {
                *name = value.as_text().map(str::to_owned);
            }
        }
    }
    let mut comparison = Comparison::default();
    for record in &file.customers {
        match ours.get(&record.code) {
            Some(name) => comparison.met(held, record, name.clone()),
            None => comparison.unmet(record),
        }
    }
    let after = ours.len() + comparison.added.len();
    if !comparison.added.is_empty() && after > ROSTER_MAX {
        return Err(RosterFault::TooManyCustomers { after, most: ROSTER_MAX });
    }
    file.customers.iter().map(|it| &it.code).chain(&file.refused).for_each(|it| _ = ours.remove(it));
    comparison.missing = ours.into_iter().map(|(code, name)| Missing { code, name }).collect();
    Ok(comparison)
}

impl Comparison {
    fn met(&mut self, held: &Document<RosterPath>, record: &Record, name: Option<String>) {
        let changed = record.values.iter().filter(|(path, value)| held.get(path) != Some(value));
        let fields: Vec<FieldChange> = changed
            .map(|(path, value)| FieldChange { path: path.clone(), old: held.get(path).cloned(), new: value.clone() })
            .collect();
        if fields.is_empty() {
            self.unchanged.push(record.code.clone());
            return;
        }
        self.edits.extend(fields.iter().map(|it| (it.path.clone(), Some(it.new.clone()))));
        let name = name.or_else(|| name_in(record));
        self.changed.push(Changed { row: record.row, code: record.code.clone(), name, fields });
    }

    fn unmet(&mut self, record: &Record) {
        if record.values.is_empty() {
            // A customer is what is said of it: a bare code would be nobody, and would be new at every import.
            let why = Why::OnlyCode(record.code.clone());
            self.problems.push(Problem { row: record.row, column: String::new(), why, lost: Lost::Row });
            return;
        }
        self.edits.extend(record.values.iter().map(|(path, value)| (path.clone(), Some(value.clone()))));
        self.added.push(Added {
            row: record.row,
            code: record.code.clone(),
            name: name_in(record),
            fields: record.values.len(),
        });
    }
}

fn customer(path: &RosterPath) -> Option<Id> {
    match path.record()? {
        RosterPath::Customer(code) => Some(code),
        _ => None,
    }
}

fn name_in(record: &Record) -> Option<String> {
    let name = record.values.iter().find(|(path, _)| matches!(path, RosterPath::Name(_)));
    name.and_then(|(_, value)| value.as_text()).map(str::to_owned)
}
