//! Finding customers: by what is typed of the name or the code, and whom it is time to visit.

use chrono::NaiveDate;

use super::session::Session;
use super::watch::View;
use crate::domain::history::last_seen;
use crate::domain::id::Id;
use crate::domain::map::Set;
use crate::domain::path::{Path, RosterPath};
use crate::domain::suggest::{Due, Facts, due};
use crate::domain::value::Value;

impl Session {
    /// Up to `most` customers whose name or code holds the text, those that begin with it first.
    pub fn find_customers(self, text: &str, most: usize) -> Vec<(Id, String)> {
        // Latin letters alone have two cases in names of shops, and the tables for all others weigh more than this page.
        let (inner, wanted) = (self.inner(), text.trim().to_ascii_lowercase());
        if wanted.is_empty() {
            return Vec::new();
        }
        let (mut first, mut others) = (Vec::new(), Vec::new());
        let roster = inner.roster.borrow();
        for (path, value) in roster.live() {
            let (RosterPath::Name(code), Value::Text(name)) = (path, value) else { continue };
            let (plain, key) = (name.to_ascii_lowercase(), code.as_str().to_ascii_lowercase());
            if plain.starts_with(&wanted) || key.starts_with(&wanted) {
                first.push((code.clone(), name.clone()));
            } else if plain.contains(&wanted) || key.contains(&wanted) {
                others.push((code.clone(), name.clone()));
            }
        }
        first.extend(others);
        first.truncate(most);
        first
    }

    /// Whom to visit on a day, best first: nobody who is planned in that week.
    pub fn due(self, date: NaiveDate) -> Vec<Due> {
        let inner = self.inner();
        let roster = inner.roster.borrow();
        let code = |path: &RosterPath| match path.record() {
            Some(RosterPath::Customer(code)) => Some((code, ())),
            _ => None,
        };
        let codes: Set<Id> = roster.live().filter_map(|it| code(it.0)).collect();
        let number = |path: RosterPath| match roster.get(&path) {
            Some(Value::Number(it)) => it.scaled(0),
            _ => None,
        };
        let due = |view: &View| {
            let sheets = view.sheets();
            let facts = |code: &Id| Facts {
                code: code.clone(),
                cycle_days: number(RosterPath::VisitCycle(code.clone())).and_then(|it| it.try_into().ok()),
                order_day: number(RosterPath::OrderDay(code.clone())).and_then(|it| it.try_into().ok()),
                tier: number(RosterPath::Tier(code.clone())).and_then(|it| it.try_into().ok()),
                last_visit: last_seen(code, date, &sheets),
            };
            let planned: Vec<Id> = view.sheet.days.values().flat_map(|it| it.visits.keys().cloned()).collect();
            let customers: Vec<Facts> = codes.keys().map(facts).collect();
            due(&customers, &planned, date, &|day| view.is_workday(day))
        };
        self.read(due).unwrap_or_default()
    }
}
