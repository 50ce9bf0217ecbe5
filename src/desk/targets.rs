//! What the months give each week as targets, for the figures a file carries.

use super::Task;
use crate::bundle::stage::Held;
use crate::device::{Unreadable, switched_in};
use crate::domain::decimal::Decimal;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::month::{MonthView, Plan, target_of};
use crate::domain::template::Template;

/// The months that were gathered, each over its working days.
pub(super) struct Targets(Vec<MonthView>);

impl Task {
    /// Reads which days the weeks of the months gathered switch by hand, in the file or not.
    pub(super) async fn targets(&self, held: &Held) -> Result<Targets, Unreadable> {
        let mut by_hand = Map::default();
        let mut months = Vec::new();
        for (doc, part) in &held.months {
            let Doc::Month(manager, month) = doc else { continue };
            let days = match self.database() {
                Ok(database) => switched_in(database, manager, *month, &self.ask.late, &self.template).await,
                Err(why) => Err(why),
            };
            let days = self.or_held(days)?;
            days.iter().for_each(|it| _ = by_hand.insert(*it.0, *it.1));
            months.push((*month, Plan::of(&part.document)));
        }
        let works = |day| self.calendar.is_workday_with(day, &by_hand);
        Ok(Targets(months.into_iter().map(|it| MonthView::new(it.0, it.1, &works)).collect()))
    }
}

impl Targets {
    /// What a sheet's week is given for an indicator.
    pub(super) fn of(&self, doc: &Doc, indicator: &Id, template: &Template) -> Option<Decimal> {
        let Doc::Sheet(_, week) = doc else { return None };
        target_of(template.indicator(indicator)?, *week, &self.0)
    }
}
