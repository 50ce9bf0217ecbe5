//! All that is held of a manager, for whatever is made of many documents: a week's targets and problems and a month's figures come
//! from beyond it. What is made of them, tables or papers, is not here.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::chain::{self, Row};
use super::decimal::Decimal;
use super::id::Id;
use super::map::Map;
use super::month::{MonthDays, MonthView, Plan, holder, target_of};
use super::pace::Course;
use super::sheet::Sheet;
use super::split::Slice;
use super::template::{Indicator, Template};
use super::week::{Month, Week};

/// The documents, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Content {
    pub sheets: Vec<(Week, Sheet)>,
    pub plans: Vec<(Month, Plan)>,
    /// The customers' names by their codes.
    pub names: Map<Id, String>,
}

/// The documents, read by a template and a calendar.
pub struct Archive<'a> {
    pub template: &'a Template,
    pub calendar: &'a Calendar,
    pub sheets: Vec<(Week, Sheet)>,
    pub months: Vec<MonthView>,
    pub names: Map<Id, String>,
    by_hand: Map<NaiveDate, bool>,
}

impl<'a> Archive<'a> {
    pub fn new(template: &'a Template, calendar: &'a Calendar, Content { sheets, plans, names }: Content) -> Self {
        let switched = sheets.iter().flat_map(|it| it.1.days.iter());
        let by_hand: Map<_, _> = switched.filter_map(|(date, day)| Some((*date, day.work?))).collect();
        let works = |day| calendar.is_workday_with(day, &by_hand);
        let months = plans.into_iter().map(|(month, plan)| MonthView::new(month, plan, &works)).collect();
        Self { template, calendar, sheets, months, names, by_hand }
    }

    /// The problems brought into a week.
    pub fn carried(&self, week: Week, sheet: &Sheet) -> Vec<Row> {
        let all: Vec<(Week, &Sheet)> = self.sheets.iter().map(|it| (it.0, &it.1)).collect();
        chain::carried(sheet, &chain::brought_into(week, &all))
    }

    /// Whether a day is a working day, what was switched by hand included.
    pub fn works(&self, day: NaiveDate) -> bool {
        self.calendar.is_workday_with(day, &self.by_hand)
    }

    /// What the months give an indicator in a week.
    pub fn target(&self, indicator: &Indicator, week: Week) -> Option<Decimal> {
        target_of(indicator, week, &self.months)
    }

    /// A customer as the roster calls him; nothing where nobody has named him.
    pub fn name(&self, code: &Id) -> Option<String> {
        self.names.get(code).filter(|it| !it.is_empty()).cloned()
    }

    /// The sheets of a month's weeks.
    pub fn sheets_of(&self, month: Month) -> Vec<(Week, &Sheet)> {
        let is_in = |it: &&(Week, Sheet)| it.0.days().any(|day| Month::of(day) == month);
        self.sheets.iter().filter(is_in).map(|it| (it.0, &it.1)).collect()
    }

    /// A month with what its days come to.
    pub fn course(&self, month: Month) -> Course {
        let works = |day| self.works(day);
        let stored = self.months.iter().find(|it| it.month == month).cloned();
        let view = stored.unwrap_or_else(|| MonthView::new(month, Plan::default(), &works));
        let sheets = self.sheets_of(month);
        let holds = |week| holder(week, &works) == month;
        let of = |all: &[(Week, &Sheet)]| MonthDays::of(month, all.iter().copied(), &holds);
        let of_slice = |it: &Slice| of(&sheets.iter().copied().filter(|sheet| sheet.0 == it.week).collect::<Vec<_>>());
        let by_slice = view.slices.iter().map(of_slice).collect();
        Course { days: of(&sheets), by_slice, view }
    }
}
