//! Whom it is time to visit, out of the roster and the weeks that are read.

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
            due(&customers, &planned, date, &|day| view.sheet.works(day, view.calendar))
        };
        self.read(due).unwrap_or_default()
    }
}
