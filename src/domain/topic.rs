//! What depends on a path: when one field changes, these parts of the page may say something else, and no others.

use chrono::NaiveDate;

use super::id::Id;
use super::path::{Path, SheetPath};
use super::template::{Aggregation, Template};

/// A part of the sheet that can be watched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// One field.
    Field(SheetPath),
    /// Target, actual, gap and attainment of an indicator.
    Figures(Id),
    /// The visits of a day: who, and what is shown of each.
    Visits(NaiveDate),
    /// The day's summary, ad hoc work and problems.
    Tracking(NaiveDate),
    /// Visits planned and done, over the week.
    VisitCount,
    /// The ticked tasks and how far they are.
    Ticks,
    Focus,
    Carried,
    Messages,
    Review,
    /// What came back for the sheet, and what was answered.
    Replies,
    /// Which days the page shows.
    Days,
    /// How far the steps are.
    Progress,
    /// Fields that two devices wrote without having seen each other. Any edit may settle one.
    Disputes,
}

/// The topics an edit of `path` touches. A removed record touches everything its fields would.
pub fn touched(path: &SheetPath, template: &Template) -> Vec<Topic> {
    use SheetPath as P;
    let mut topics = vec![Topic::Field(path.clone()), Topic::Disputes];
    match path {
        P::Goal(it) | P::GoalTarget(it) | P::GoalActual(it) => {
            topics.extend(figures(it, template));
            topics.push(Topic::Progress);
        }
        P::Task(_) | P::TaskTicked(_) => topics.extend([Topic::Ticks, Topic::Focus, Topic::Progress]),
        P::Day(date) => {
            topics.extend(template.indicators.iter().map(|it| Topic::Figures(it.id.clone())));
            topics.extend([Topic::Visits(*date), Topic::Tracking(*date), Topic::VisitCount, Topic::Days, Topic::Progress]);
        }
        // A month is laid over working days, so its weeks' targets follow.
        P::DayWork(date) => {
            topics.extend(template.indicators.iter().map(|it| Topic::Figures(it.id.clone())));
            topics.extend([Topic::Days, Topic::Progress, Topic::Visits(*date)]);
        }
        P::DayFocus(date) => topics.extend([Topic::Visits(*date), Topic::Days]),
        P::DayValue(date, it) => {
            topics.extend(figures(it, template));
            topics.extend([Topic::Tracking(*date), Topic::Days, Topic::Progress]);
        }
        P::Visit(date, _) | P::VisitPlanned(date, _) | P::VisitOutcome(date, _) => {
            topics.extend(visits(template));
            topics.extend([Topic::Visits(*date), Topic::VisitCount, Topic::Days]);
        }
        P::VisitPoint(date, _) | P::VisitNote(date, _) | P::VisitPromise(date, _) | P::VisitDue(date, _) => {
            topics.push(Topic::Visits(*date));
        }
        _ => topics.extend(of_module(path)),
    }
    topics
}

/// The topics of paths that nothing is counted from.
fn of_module(path: &SheetPath) -> Vec<Topic> {
    use SheetPath as P;
    if let Some(date) = path.day() {
        return vec![Topic::Tracking(date), Topic::Days, Topic::Progress];
    }
    match path {
        P::GoalNote(_) => Vec::new(),
        P::HandedAt() | P::HandedBundle() | P::HandedDigest() => vec![Topic::Replies],
        P::FocusKind() | P::FocusRef() | P::FocusText() => vec![Topic::Focus],
        P::TaskMethod(_) | P::TaskState(_) | P::TaskResult(_) => vec![Topic::Ticks],
        P::ReviewWork() | P::ReviewPrincipal() => vec![Topic::Review, Topic::Progress],
        _ => match path.record().as_ref().unwrap_or(path) {
            P::Carried(_) => vec![Topic::Carried, Topic::Focus],
            P::Message(_) => vec![Topic::Messages, Topic::Progress],
            P::Receipt(_) | P::Comment(_) => vec![Topic::Replies],
            _ => vec![Topic::Review, Topic::Progress],
        },
    }
}

/// The indicator itself and every quotient made of it.
fn figures(changed: &Id, template: &Template) -> Vec<Topic> {
    let depends = |week: &Aggregation| matches!(week, Aggregation::Quotient { of, by, .. } if of == changed || by == changed);
    let made_of = template.indicators.iter().filter(|it| depends(&it.week)).map(|it| it.id.clone());
    std::iter::once(changed.clone()).chain(made_of).map(Topic::Figures).collect()
}

/// The indicators counted from visits.
fn visits(template: &Template) -> impl Iterator<Item = Topic> {
    let counted = template.indicators.iter().filter(|it| matches!(it.week, Aggregation::Visits));
    counted.map(|it| Topic::Figures(it.id.clone()))
}
