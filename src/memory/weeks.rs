//! Each week as a small page: what mattered of it, counted as everywhere. Whether it was handed over is told beside it.

use crate::domain::archive::Archive;
use crate::domain::goals::Standing;
use crate::domain::progress::Share;
use crate::domain::sheet::{Sheet, points};
use crate::domain::visits::VisitCount;
use crate::domain::week::Week;

/// A week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub week: Week,
    /// Indicators that came to their target, of those that were measured against one.
    pub achieved: Share,
    /// Ticks that are done, of those ticked.
    pub ticks: Share,
    pub visits: VisitCount,
    /// The first point of the one problem.
    pub problem: Option<String>,
}

/// The small page of a week.
pub fn card(archive: &Archive, week: Week, sheet: &Sheet) -> Card {
    let standing = archive.template.active().map(|it| sheet.figures(it, archive.template, archive.target(it, week)).standing());
    let mut achieved = Share::default();
    for it in standing.filter(|it| *it != Standing::NotMeasured) {
        achieved.of += 1;
        achieved.have += usize::from(it == Standing::Achieved);
    }
    let principal = sheet.review.principal().and_then(|it| sheet.review.problems.get(it)?.text.as_deref());
    Card {
        week,
        achieved,
        ticks: Share { have: sheet.tasks_done(), of: sheet.ticked().len() },
        visits: sheet.visit_count(),
        problem: principal.and_then(|it| points(it).next()).map(str::to_owned),
    }
}
