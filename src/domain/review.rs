//! The week's review: main work, problems with one principal, measures; and last week's problems carried in.

use super::map::Map;

use super::id::Id;
use super::path::SheetPath;
use super::sheet::{id, text};
use super::value::ValueRef;
use super::week::Week;
use super::words_of;

words_of! {
    /// Where a problem stands.
    ProblemState { Open = "open", Solved = "solved", Dropped = "dropped" }
}

/// The review of one week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    pub work: Option<String>,
    pub problems: Map<Id, ReviewProblem>,
    principal: Option<Id>,
}

/// A problem of the week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewProblem {
    pub text: Option<String>,
    pub cause: Option<String>,
    pub analysis: Option<String>,
    pub measure: Option<String>,
    pub owner: Option<String>,
    pub due: Option<String>,
    pub state: Option<ProblemState>,
}

/// A problem brought in from an earlier week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    pub from: Option<String>,
    pub text: Option<String>,
    pub cause: Option<String>,
    pub measure: Option<String>,
    pub since: Option<String>,
    pub state: Option<ProblemState>,
    pub why: Option<String>,
}

impl Review {
    /// The one principal problem; a removed problem is none.
    pub fn principal(&self) -> Option<&Id> {
        self.principal.as_ref().filter(|it| self.problems.contains_key(it))
    }

    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        use SheetPath as P;
        match path {
            P::ReviewWork() => self.work = text(value),
            P::ReviewPrincipal() => self.principal = id(value),
            P::ReviewProblemText(it)
            | P::ReviewProblemCause(it)
            | P::ReviewProblemAnalysis(it)
            | P::ReviewProblemMeasure(it)
            | P::ReviewProblemOwner(it)
            | P::ReviewProblemDue(it)
            | P::ReviewProblemState(it) => {
                let problem = self.problems.or_default(it);
                problem.set(path, value);
                if *problem == ReviewProblem::default() {
                    self.problems.remove(it);
                }
            }
            _ => {}
        }
    }
}

impl ReviewProblem {
    fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        use SheetPath as P;
        match path {
            P::ReviewProblemText(_) => self.text = text(value),
            P::ReviewProblemCause(_) => self.cause = text(value),
            P::ReviewProblemAnalysis(_) => self.analysis = text(value),
            P::ReviewProblemMeasure(_) => self.measure = text(value),
            P::ReviewProblemOwner(_) => self.owner = text(value),
            P::ReviewProblemDue(_) => self.due = text(value),
            P::ReviewProblemState(_) => self.state = ProblemState::of(value),
            _ => {}
        }
    }
}

impl Carried {
    /// Its state; open until somebody decides.
    pub fn state(&self) -> ProblemState {
        self.state.unwrap_or(ProblemState::Open)
    }

    /// How many weeks old it is in `week`, counting the week it was first written as the first.
    pub fn age(&self, week: Week) -> Option<i64> {
        let since: Week = self.since.as_ref()?.parse().ok()?;
        Some((week.monday() - since.monday()).num_weeks() + 1)
    }

    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        use SheetPath as P;
        match path {
            P::CarriedFrom(_) => self.from = text(value),
            P::CarriedText(_) => self.text = text(value),
            P::CarriedCause(_) => self.cause = text(value),
            P::CarriedMeasure(_) => self.measure = text(value),
            P::CarriedSince(_) => self.since = text(value),
            P::CarriedState(_) => self.state = ProblemState::of(value),
            P::CarriedWhy(_) => self.why = text(value),
            _ => {}
        }
    }
}
