//! What is laid out: one manager's documents with all that stands behind them, as the domain reads them.

use chrono::NaiveDate;

use crate::bundle::digest;
use crate::domain::calendar::Calendar;
use crate::domain::chain::{self, Row};
use crate::domain::decimal::Decimal;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::month::{MonthDays, MonthView, Plan, holder, target_of};
use crate::domain::pace::Course;
use crate::domain::path::{Path, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::split::Slice;
use crate::domain::template::{Indicator, Template};
use crate::domain::week::{Month, Week};
use crate::tables::{Content, Maker};
use crate::words::changes::{self, Names};
use crate::words::handing::State;
use crate::words::{Both, Lang};

/// What a revision code is made of: digits enough that two papers do not look alike by chance.
const CODE: usize = 8;

/// A manager's documents.
pub struct Subject<'a> {
    pub lang: Lang,
    pub template: &'a Template,
    pub calendar: &'a Calendar,
    pub maker: Maker,
    pub sheets: Vec<(Week, Sheet)>,
    pub months: Vec<MonthView>,
    pub names: Map<Id, String>,
    by_hand: Map<NaiveDate, bool>,
}

/// Which state of its document a paper shows; a form shows none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The revision code.
    pub code: String,
    /// Whether it was handed over, and written on since.
    pub state: State,
}

impl Default for Edition {
    fn default() -> Self {
        Self { code: String::new(), state: State::Open }
    }
}

/// A short digest of what stands in a document, the same on every device: what a hand-over or head office put there is no part.
pub fn code<P: Path>(document: &Document<P>) -> String {
    let is_own = |path: &str| !path.starts_with("handed/") && !path.starts_with("receipts/");
    let line = |(path, value): (&P, &crate::domain::value::Value)| format!("{path}={}\n", value.to_json().canonical());
    let lines: String = document.live().map(line).filter(|it| is_own(it)).collect();
    let digest = digest::of(&[lines.as_bytes()]);
    let digits: String = digest.rsplit(':').next().unwrap_or_default().chars().take(CODE).collect();
    let (one, two) = digits.split_at(digits.len() / 2);
    format!("{one}-{two}").to_uppercase()
}

impl<'a> Subject<'a> {
    /// The very content tables are made of.
    pub fn new(
        lang: Lang,
        (template, calendar): (&'a Template, &'a Calendar),
        maker: Maker,
        Content { sheets, plans, names }: Content,
    ) -> Self {
        let switched = sheets.iter().flat_map(|it| it.1.days.iter());
        let by_hand: Map<_, _> = switched.filter_map(|(date, day)| Some((*date, day.work?))).collect();
        let works = |day| calendar.is_workday_with(day, &by_hand);
        let view = |(month, plan): (Month, Plan)| MonthView::new(month, plan, &works);
        let months = plans.into_iter().map(view).collect();
        Self { lang, template, calendar, maker, sheets, months, names, by_hand }
    }

    /// The week's sheet; nothing written is an empty one.
    pub fn sheet(&self, week: Week) -> Sheet {
        self.sheets.iter().find(|it| it.0 == week).map(|it| it.1.clone()).unwrap_or_default()
    }

    /// The problems brought into a week.
    pub fn carried(&self, week: Week, sheet: &Sheet) -> Vec<Row> {
        let all: Vec<(Week, &Sheet)> = self.sheets.iter().map(|it| (it.0, &it.1)).collect();
        chain::carried(sheet, &chain::brought_into(week, &all))
    }

    /// What the months give an indicator in a week.
    pub fn target(&self, indicator: &Indicator, week: Week) -> Option<Decimal> {
        target_of(indicator, week, &self.months)
    }

    /// Whether a day is a working day, what was switched by hand included.
    pub fn works(&self, day: NaiveDate) -> bool {
        self.calendar.is_workday_with(day, &self.by_hand)
    }

    /// A customer as the roster calls him, else his code.
    pub fn name(&self, code: &Id) -> String {
        self.names.get(code).filter(|it| !it.is_empty()).cloned().unwrap_or_else(|| code.to_string())
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

    /// Where a value of a sheet stands, in words.
    pub fn place(&self, sheet: &Sheet, path: &SheetPath) -> Both {
        let customer = |code: &Id| self.names.get(code).filter(|it| !it.is_empty()).cloned();
        let text = |path: &SheetPath| match path {
            SheetPath::ReviewProblemText(id) => sheet.review.problems.get(id)?.text.clone(),
            SheetPath::DayProblemText(date, id) => sheet.days.get(date)?.problems.get(id)?.text.clone(),
            _ => None,
        };
        let names = Names { template: self.template, customer: &customer, text: &text };
        Both::of(|lang| changes::place(lang, path, &names))
    }
}
