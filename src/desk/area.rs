//! The area at a glance, by what is held of everything written (`recall`).

use chrono::NaiveDate;

use super::Task;
use super::recall::Recalled;
use crate::domain::archive::Archive;
use crate::domain::customers::found;
use crate::domain::goals::gap;
use crate::domain::progress::Share;
use crate::domain::review::ProblemState;
use crate::domain::sheet::{Sheet, points};
use crate::domain::visits::count;
use crate::domain::week::{Month, Week};
use crate::leaf::Leaf;
use crate::leaf::area::{Area, Handed, MonthLine, SHOP, VISITS, Warnings, page};
use crate::leaf::kept_files::part;
use crate::memory::area::{KINDS, counts, courses, groups, late, overdue};
use crate::memory::ledger::{Chain, chains};
use crate::post::drawing::Drawing;
use crate::words::area::Word as W;
use crate::words::handing::State;

/// The page of the area.
pub(super) const AREA: &str = "area";

/// Weeks after which an open problem is old.
const OLD: i64 = 4;

impl Task {
    /// Who was seen in which week, of those that are looked for.
    pub(super) fn area_visits(&self, all: &Recalled, it: &Drawing) -> Leaf {
        let archive = self.archive(all);
        visits(&Area { lang: self.ask.lang, archive: &archive, today: it.day }, all, it.held(SHOP))
    }

    /// The page; the list of kept files is there already.
    pub(super) fn area(&self, all: &Recalled, it: &Drawing, kept: Leaf) -> Leaf {
        let archive = self.archive(all);
        let area = Area { lang: self.ask.lang, archive: &archive, today: it.day };
        let kinds = KINDS.map(|of| (of(self.ask.who.manager.clone()), counts(&all.roster, of)));
        let weeks = all.weeks();
        let warnings =
            Warnings { overdue: overdue(&all.roster, &weeks, it.day), late: late(&weeks, it.day), old: old(&weeks, it.day) };
        page(
            self.ask.lang,
            vec![
                ("glance", W::Glance, area.glance(all.customers.len(), &kinds)),
                ("warnings", W::Warnings, area.warnings(&warnings)),
                (VISITS, W::Visits, area.visits(visits(&area, all, ""))),
                ("groups", W::Groups, area.groups(&groups(&all.roster))),
                ("files", W::Files, part(self.ask.lang, kept)),
                ("months", W::Months, area.months(&months(&archive, all))),
                ("log", W::Log, area.log(&handed(all))),
            ],
        )
    }
}

/// Who was seen in which week; of those a search finds, everybody.
fn visits(area: &Area, all: &Recalled, query: &str) -> Leaf {
    let weeks = all.weeks();
    let (weeks, courses) = courses(&weeks, Week::of(area.today));
    let found = (!query.trim().is_empty()).then(|| found(&all.customers, query, &all.initials));
    let shown: Vec<_> = courses.iter().filter(|it| found.as_ref().is_none_or(|found| found.contains(&it.code))).collect();
    area.courses(&weeks, &shown)
}

/// The problems that have been open for weeks, the oldest first.
fn old(weeks: &[(Week, &Sheet)], day: NaiveDate) -> Vec<Chain> {
    let all = chains(weeks, Week::of(day));
    all.into_iter().filter(|it| it.state == ProblemState::Open && it.age() >= OLD).collect()
}

/// The months of which anything is known, the latest first.
fn months(archive: &Archive, all: &Recalled) -> Vec<MonthLine> {
    let mut names: Vec<Month> = archive.sheets.iter().flat_map(|it| it.0.days().map(Month::of)).collect();
    names.extend(all.plans.keys());
    names.sort_unstable();
    names.dedup();
    let line = |month: Month| {
        let course = archive.course(month);
        let mut achieved = Share::default();
        for it in archive.template.active() {
            let (goal, actual) = (course.view.goal(it), course.days.actual(it, archive.template));
            let Some((goal, actual)) = goal.zip(actual) else { continue };
            achieved.of += 1;
            achieved.have += usize::from(!gap(&it.better, actual, goal).is_negative());
        }
        let sheets = archive.sheets_of(month);
        let days = sheets.iter().flat_map(|it| it.1.days.iter()).filter(|it| Month::of(*it.0) == month);
        let visits = count(days.flat_map(|it| it.1.visits.values())).done;
        let work = all.plans.get(&month).and_then(|it| it.work.as_deref());
        let work = work.and_then(|it| points(it).next()).map(str::to_owned);
        let is_known = all.plans.contains_key(&month) || achieved.of > 0 || visits > 0;
        is_known.then_some(MonthLine { month, achieved, visits, work })
    };
    names.into_iter().rev().filter_map(line).collect()
}

/// The weeks that were handed over, the latest first.
fn handed(all: &Recalled) -> Vec<Handed> {
    let line = |(week, sheet): (&Week, &Sheet)| {
        let state = all.states.get(week).filter(|it| **it != State::Open)?.clone();
        Some(Handed { week: *week, state, digest: sheet.handed_digest.clone(), receipt: sheet.receipt().cloned() })
    };
    all.sheets.iter().rev().filter_map(line).collect()
}
