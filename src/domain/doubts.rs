//! What is doubtful on a sheet about to be handed over: a list to be fixed or accepted, never a wall. What may not be handed over
//! at all (a sixth tick) is the file's to refuse.

use chrono::NaiveDate;

use super::id::Id;
use super::path::SheetPath;
use super::sheet::Sheet;
use super::template::Template;

/// One thing to look at before the sheet goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No indicator has a target; the first that could.
    NoTarget(Id),
    /// Nothing is ticked; the first item that could be.
    NoTick(Id),
    /// An item is ticked without how it is to be done.
    NoMethod(Id),
    /// So many visits planned for a day that is over, and nothing said of how they went; the first of them.
    NoOutcome(NaiveDate, Id, usize),
    /// A day's problems, and none of them is the principal one; the first of them.
    NoDayPrincipal(NaiveDate, Id),
    /// The week's problems, and none of them is the principal one; the first of them.
    NoPrincipal(Id),
    /// The principal problem has no measure.
    NoMeasure(Id),
    /// What was worked on and how far it got is not said.
    NoWork,
}

impl Doubt {
    /// Where it can be settled.
    pub fn path(&self) -> SheetPath {
        match self {
            Self::NoTarget(it) => SheetPath::GoalTarget(it.clone()),
            Self::NoTick(it) => SheetPath::TaskTicked(it.clone()),
            Self::NoMethod(it) => SheetPath::TaskMethod(it.clone()),
            Self::NoOutcome(date, it, _) => SheetPath::VisitOutcome(*date, it.clone()),
            Self::NoDayPrincipal(date, it) => SheetPath::DayProblemText(*date, it.clone()),
            Self::NoPrincipal(it) => SheetPath::ReviewProblemText(it.clone()),
            Self::NoMeasure(it) => SheetPath::ReviewProblemMeasure(it.clone()),
            Self::NoWork => SheetPath::ReviewWork(),
        }
    }
}

/// Every doubt, in the order of the sheet. `given` says which indicators the month gives a target; days after `today` are not over.
pub fn doubts(sheet: &Sheet, template: &Template, given: impl Fn(&Id) -> bool, today: NaiveDate) -> Vec<Doubt> {
    let is_empty = |it: &Option<String>| it.as_ref().is_none_or(|it| it.trim().is_empty());
    let mut all = Vec::new();
    let has_target = |it: &Id| given(it) || sheet.goals.get(it).is_some_and(|it| it.target.is_some());
    if !template.active().any(|it| has_target(&it.id)) {
        all.extend(template.active().next().map(|it| Doubt::NoTarget(it.id.clone())));
    }
    if sheet.ticked().is_empty() {
        all.extend(template.items().next().map(|it| Doubt::NoTick(it.id.clone())));
    }
    let has_no_method = |it: &&Id| sheet.tasks.get(it).is_none_or(|it| is_empty(&it.method));
    all.extend(sheet.ticked().iter().filter(has_no_method).cloned().map(Doubt::NoMethod));
    for (date, day) in sheet.days.iter().filter(|it| *it.0 <= today) {
        let open = day.visits.iter().filter(|it| it.1.planned && it.1.outcome.is_none());
        let open: Vec<&Id> = open.map(|it| it.0).collect();
        all.extend(open.first().map(|it| Doubt::NoOutcome(*date, (*it).clone(), open.len())));
        let first = day.problems.iter().next().filter(|_| day.principal().is_none());
        all.extend(first.map(|it| Doubt::NoDayPrincipal(*date, it.0.clone())));
    }
    match sheet.review.principal() {
        Some(it) if sheet.review.problems.get(it).is_some_and(|it| is_empty(&it.measure)) => {
            all.push(Doubt::NoMeasure(it.clone()));
        }
        Some(_) => {}
        None => all.extend(sheet.review.problems.iter().next().map(|it| Doubt::NoPrincipal(it.0.clone()))),
    }
    if is_empty(&sheet.review.work) {
        all.push(Doubt::NoWork);
    }
    all
}
