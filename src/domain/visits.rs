//! Visits: who is planned on a day, with one service point each, and what came of it.

use super::path::SheetPath;
use super::sheet::{Sheet, flag, text};
use super::value::Value;
use super::words_of;

words_of! {
    /// What came of a visit. `Partly` is not done.
    Outcome { Done = "done", Partly = "partly", Missed = "missed" }
}

/// One visit of one customer on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    pub planned: bool,
    pub point: Option<String>,
    pub outcome: Option<Outcome>,
    pub note: Option<String>,
    pub promise: Option<String>,
    pub due: Option<String>,
}

impl Visit {
    pub(super) fn set(&mut self, path: &SheetPath, value: Option<&Value>) {
        use SheetPath as P;
        match path {
            P::VisitPlanned(..) => self.planned = flag(value).unwrap_or(false),
            P::VisitPoint(..) => self.point = text(value),
            P::VisitOutcome(..) => self.outcome = Outcome::of(value),
            P::VisitNote(..) => self.note = text(value),
            P::VisitPromise(..) => self.promise = text(value),
            P::VisitDue(..) => self.due = text(value),
            _ => {}
        }
    }
}

/// Visits planned and visits done, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VisitCount {
    pub planned: u32,
    /// Outcome done, planned or not.
    pub done: u32,
}

impl Sheet {
    /// All visits of the week, counted; never retyped.
    pub fn visit_count(&self) -> VisitCount {
        count(self.days.values().flat_map(|it| it.visits.values()))
    }
}

/// Counts visits.
pub fn count<'a>(visits: impl Iterator<Item = &'a Visit>) -> VisitCount {
    visits.fold(VisitCount::default(), |sum, it| VisitCount {
        planned: sum.planned + u32::from(it.planned),
        done: sum.done + u32::from(it.outcome == Some(Outcome::Done)),
    })
}
