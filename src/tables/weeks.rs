//! The weeks in a line each: what was counted, and what the review says.

use chrono::Duration;

use super::{Cell, Leaf, Source, Table, messages};
use crate::domain::extract::Subject;
use crate::domain::id::Id;
use crate::domain::tasks::FocusKind;
use crate::domain::tracking::Day;
use crate::words::said;
use crate::words::tables::Head as H;

/// A week's counts, its focus, and whether it was handed over.
pub fn weeks(source: &Source, leaves: &[Leaf]) -> Table {
    let heads = [
        H::Manager,
        H::Week,
        H::FirstDay,
        H::LastDay,
        H::WorkDays,
        H::FocusKind,
        H::Focus,
        H::TicksTicked,
        H::TicksDone,
        H::VisitsPlanned,
        H::VisitsDone,
        H::DaysTracked,
        H::Messages,
        H::HandedAt,
    ];
    let row = |leaf: &Leaf| {
        let (week, sheet) = (leaf.week, leaf.sheet);
        let visits = sheet.visit_count();
        let kind = sheet.focus.kind.map_or("", |it| said::focus_kind(source.lang, it.word()));
        let mut cells = source.of_week(week);
        cells.extend([
            Cell::Date(week.monday()),
            Cell::Date(week.monday() + Duration::days(6)),
            Cell::count(week.days().filter(|it| source.archive.works(*it)).count()),
            Cell::word(kind),
            Cell::said(Some(&focus(source, leaf))),
            Cell::count(sheet.ticked().len()),
            Cell::count(sheet.tasks_done()),
            Cell::count(visits.planned as usize),
            Cell::count(visits.done as usize),
            Cell::count(sheet.days.values().filter(|it| Day::is_tracked(it)).count()),
            Cell::count(messages(sheet).count()),
            Cell::moment(sheet.handed_at.as_ref()),
        ]);
        cells
    };
    Table::new(source, Subject::Weeks, &heads, leaves.iter().map(row))
}

/// What the focus says: what it refers to, and its words.
fn focus(source: &Source, leaf: &Leaf) -> String {
    let (lang, focus) = (source.lang, &leaf.sheet.focus);
    let refers = focus.refers.as_ref().and_then(|it| it.parse::<Id>().ok());
    let named = refers.and_then(|it| match focus.kind? {
        FocusKind::Problem => leaf.carried.iter().find(|row| row.id == it)?.carried.text.clone(),
        FocusKind::Goal => source.archive.template.indicator(&it).map(|it| lang.label(&it.name)),
        FocusKind::Item => source.archive.template.item(&it).map(|it| lang.label(&it.1.name)),
        FocusKind::Text => None,
    });
    let said = [named, focus.text.clone()].into_iter().flatten().filter(|it| !it.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

/// A week's main work and its one principal problem; its other problems stand among the problems.
pub fn review(source: &Source, leaves: &[Leaf]) -> Table {
    let heads = [
        H::Manager,
        H::Week,
        H::Work,
        H::ProblemCount,
        H::PrincipalProblem,
        H::Cause,
        H::Analysis,
        H::Measure,
        H::Owner,
        H::Due,
        H::State,
    ];
    let row = |leaf: &Leaf| {
        let review = &leaf.sheet.review;
        let it = review.principal().and_then(|it| review.problems.get(it)).cloned().unwrap_or_default();
        let mut cells = source.of_week(leaf.week);
        cells.extend([
            Cell::said(review.work.as_ref()),
            Cell::count(review.problems.len()),
            Cell::said(it.text.as_ref()),
            source.cause(it.cause.as_ref()),
            Cell::said(it.analysis.as_ref()),
            Cell::said(it.measure.as_ref()),
            Cell::said(it.owner.as_ref()),
            Cell::date(it.due.as_ref()),
            Cell::word(it.state.map_or("", |it| said::problem_state(source.lang, it.word()))),
        ]);
        cells
    };
    Table::new(source, Subject::Review, &heads, leaves.iter().map(row))
}
