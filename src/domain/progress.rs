//! How far the sheet has got, step by step of the PDCA header. Counts only; how they are said is the screen's.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::sheet::Sheet;
use super::template::Template;
use super::week::Week;

/// The six modules, in the guided order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Module {
    Goals,
    Tasks,
    Tracking,
    Channel,
    Review,
    Links,
}

impl Module {
    pub const ALL: [Self; 6] = [Self::Goals, Self::Tasks, Self::Tracking, Self::Channel, Self::Review, Self::Links];
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub have: usize,
    pub of: usize,
}

/// What is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Indicators with a target, of those that are on.
    pub goals: Share,
    /// Ticks, of five.
    pub tasks: Share,
    /// Days with tracking, of the working days.
    pub tracking: Share,
    pub messages: usize,
    /// Work, a principal problem and its measure: parts of the review that are there.
    pub review: Share,
}

/// The days a week's page shows: its working days, and any other day something was written on.
pub fn days_shown(sheet: &Sheet, week: Week, calendar: &Calendar) -> Vec<NaiveDate> {
    let is_shown = |date: &NaiveDate| {
        let day = sheet.days.get(date);
        let is_written = day.is_some_and(|it| it.is_tracked() || !it.visits.is_empty() || it.focus.is_some());
        is_written || sheet.works(*date, calendar)
    };
    week.days().filter(is_shown).collect()
}

impl Sheet {
    /// Whether a day is a working day, as the sheet may say by hand.
    pub fn works(&self, date: NaiveDate, calendar: &Calendar) -> bool {
        self.days.get(&date).and_then(|it| it.work).unwrap_or_else(|| calendar.is_workday(date))
    }
}

impl Progress {
    pub fn of(sheet: &Sheet, template: &Template, days: &[NaiveDate], month_target: impl Fn(&super::id::Id) -> bool) -> Self {
        let filled = |it: &Option<String>| it.as_ref().is_some_and(|it| !it.trim().is_empty());
        let targets = template
            .active()
            .filter(|it| sheet.goals.get(&it.id).is_some_and(|it| it.target.is_some()) || month_target(&it.id));
        let principal = sheet.review.principal().and_then(|it| sheet.review.problems.get(it));
        let review = [filled(&sheet.review.work), principal.is_some(), principal.is_some_and(|it| filled(&it.measure))];
        let tracked = days.iter().filter(|it| sheet.days.get(it).is_some_and(super::tracking::Day::is_tracked));
        Self {
            goals: Share { have: targets.count(), of: template.active().count() },
            tasks: Share { have: sheet.ticked().len(), of: super::tasks::MOST_TICKS },
            tracking: Share { have: tracked.count(), of: days.len() },
            messages: sheet.messages.len(),
            review: Share { have: review.into_iter().filter(|it| *it).count(), of: review.len() },
        }
    }
}
