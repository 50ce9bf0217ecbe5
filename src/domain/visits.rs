//! Visits: who is planned on a day, with one service point each, and what came of it; and a visit put on another day.

use chrono::NaiveDate;

use super::fold::{Document, is_inside};
use super::id::Id;
use super::path::SheetPath;
use super::sheet::{Sheet, flag, text};
use super::value::{Value, ValueRef};
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
    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
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

/// The edits that put a visit on another day, with everything said of it. There are none where it stays: something came of it,
/// so it happened on its day; the customer stands on the other day already; or two devices say different things of it, and
/// what one of them says would be lost on the way.
pub fn moved(document: &Document<SheetPath>, from: NaiveDate, customer: &Id, to: NaiveDate) -> Vec<(SheetPath, Option<Value>)> {
    use SheetPath as P;
    let sheet = Sheet::of(document);
    let visit = |date: NaiveDate| sheet.days.get(&date).and_then(|it| it.visits.get(customer));
    let record = P::Visit(from, customer.clone());
    let is_disputed = document.disputed().any(|it| is_inside(it.0, &record));
    let (Some(visit), None, false) = (visit(from), visit(to), is_disputed) else { return Vec::new() };
    let Visit { planned, point, outcome: None, note, promise, due } = visit.clone() else { return Vec::new() };
    let text = |it: Option<String>| it.map(Value::Text);
    let fields = [
        (P::VisitPlanned as fn(NaiveDate, Id) -> P, planned.then_some(Value::Flag(true))),
        (P::VisitPoint, text(point)),
        (P::VisitNote, text(note)),
        (P::VisitPromise, text(promise)),
        (P::VisitDue, text(due)),
    ];
    let written = fields.into_iter().filter(|it| it.1.is_some()).map(|(path, value)| (path(to, customer.clone()), value));
    written.chain([(record, None)]).collect()
}
