//! Tracking: one day's figures, ad hoc work, problems with one principal, and the summary plan against done.

use super::map::Map;

use super::id::Id;
use super::path::SheetPath;
use super::sheet::{flag, id, text};
use super::value::{Value, ValueRef};
use super::visits::Visit;

/// One day of the week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Overrides the calendar.
    pub work: Option<bool>,
    pub focus: Option<String>,
    pub visits: Map<Id, Visit>,
    pub values: Map<Id, Value>,
    pub summary: Option<String>,
    pub adhoc: Map<Id, AdHoc>,
    pub problems: Map<Id, DayProblem>,
    principal: Option<Id>,
}

/// Work that came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdHoc {
    pub text: Option<String>,
    pub done: bool,
}

/// A problem of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayProblem {
    pub text: Option<String>,
    pub cause: Option<String>,
    pub measure: Option<String>,
}

impl Day {
    /// The one principal problem; a removed problem is none.
    pub fn principal(&self) -> Option<&Id> {
        self.principal.as_ref().filter(|it| self.problems.contains_key(it))
    }

    /// Whether anything of the day's tracking has been filled in.
    pub fn is_tracked(&self) -> bool {
        let filled = |it: &Option<String>| it.as_ref().is_some_and(|it| !it.is_empty());
        !self.values.is_empty() || filled(&self.summary) || !self.adhoc.is_empty() || !self.problems.is_empty()
    }

    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        use SheetPath as P;
        match path {
            P::DayWork(_) => self.work = flag(value),
            P::DayFocus(_) => self.focus = text(value),
            P::DaySummary(_) => self.summary = text(value),
            P::DayPrincipal(_) => self.principal = id(value),
            P::DayValue(_, indicator) => match value {
                Some(it) => _ = self.values.insert(indicator.clone(), it.to_value()),
                None => _ = self.values.remove(indicator),
            },
            P::AdHocText(_, id) => self.adhoc.or_default(id).text = text(value),
            P::AdHocDone(_, id) => self.adhoc.or_default(id).done = flag(value).unwrap_or(false),
            P::DayProblemText(_, id) => self.problems.or_default(id).text = text(value),
            P::DayProblemCause(_, id) => self.problems.or_default(id).cause = text(value),
            P::DayProblemMeasure(_, id) => self.problems.or_default(id).measure = text(value),
            P::VisitPlanned(_, customer)
            | P::VisitPoint(_, customer)
            | P::VisitOutcome(_, customer)
            | P::VisitNote(_, customer)
            | P::VisitPromise(_, customer)
            | P::VisitDue(_, customer) => self.visits.or_default(customer).set(path, value),
            _ => {}
        }
        // Whatever else is said leaves something.
        if matches!(value, None | Some(ValueRef::Flag(false))) {
            self.drop_empty(path);
        }
    }

    /// A record all of whose fields are null is absent.
    fn drop_empty(&mut self, path: &SheetPath) {
        use SheetPath as P;
        match path {
            P::VisitPlanned(_, it)
            | P::VisitPoint(_, it)
            | P::VisitOutcome(_, it)
            | P::VisitNote(_, it)
            | P::VisitPromise(_, it)
            | P::VisitDue(_, it)
                if self.visits.get(it) == Some(&Visit::default()) =>
            {
                self.visits.remove(it);
            }
            P::AdHocText(_, it) | P::AdHocDone(_, it) if self.adhoc.get(it) == Some(&AdHoc::default()) => {
                self.adhoc.remove(it);
            }
            P::DayProblemText(_, it) | P::DayProblemCause(_, it) | P::DayProblemMeasure(_, it)
                if self.problems.get(it) == Some(&DayProblem::default()) =>
            {
                self.problems.remove(it);
            }
            _ => {}
        }
    }
}
