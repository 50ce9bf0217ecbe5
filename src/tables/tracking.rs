//! The days: visits, what was tracked, the figures, and what came up. Each line belongs to its day, in a month too.

use chrono::NaiveDate;

use super::{Cell, Source, Table};
use crate::domain::extract::Subject;
use crate::domain::id::Id;
use crate::domain::sheet::Sheet;
use crate::domain::template::Indicator;
use crate::domain::tracking::Day;
use crate::domain::value::Value;
use crate::domain::visits::{Visit, count};
use crate::domain::week::Week;
use crate::words::said;
use crate::words::tables::Head as H;

pub fn visits(source: &Source) -> Table {
    let heads = [
        H::Manager,
        H::Week,
        H::Date,
        H::Weekday,
        H::DayFocus,
        H::CustomerCode,
        H::ShopName,
        H::Planned,
        H::Point,
        H::Outcome,
        H::VisitNote,
        H::Promise,
        H::Due,
    ];
    let rows = each_day(source).flat_map(|(week, date, day)| {
        day.visits.iter().map(move |(code, it)| visit(source, source.of_day(week, date), day, code, it))
    });
    Table::new(source, Subject::Visits, &heads, rows)
}

fn visit(source: &Source, mut cells: Vec<Cell>, day: &Day, code: &Id, it: &Visit) -> Vec<Cell> {
    cells.extend([
        Cell::said(day.focus.as_ref()),
        Cell::code(code),
        Cell::said(source.archive.name(code).as_ref()),
        Cell::flag(source.lang, it.planned),
        Cell::said(it.point.as_ref()),
        Cell::word(it.outcome.map_or("", |it| said::outcome(source.lang, it.word()))),
        Cell::said(it.note.as_ref()),
        Cell::said(it.promise.as_ref()),
        Cell::date(it.due.as_ref()),
    ]);
    cells
}

pub fn days(source: &Source) -> Table {
    let heads = [
        H::Manager,
        H::Week,
        H::Date,
        H::Weekday,
        H::WorkDay,
        H::DayFocus,
        H::VisitsPlanned,
        H::VisitsDone,
        H::Summary,
        H::PrincipalProblem,
        H::Measure,
    ];
    let row = |(week, date, day): (Week, NaiveDate, &Day)| {
        let visits = count(day.visits.values());
        let principal = day.principal().and_then(|it| day.problems.get(it));
        let mut cells = source.of_day(week, date);
        cells.extend([
            Cell::flag(source.lang, source.archive.works(date)),
            Cell::said(day.focus.as_ref()),
            Cell::count(visits.planned as usize),
            Cell::count(visits.done as usize),
            Cell::said(day.summary.as_ref()),
            Cell::said(principal.and_then(|it| it.text.as_ref())),
            Cell::said(principal.and_then(|it| it.measure.as_ref())),
        ]);
        cells
    };
    Table::new(source, Subject::Days, &heads, each_day(source).map(row))
}

/// A line for each figure of a day; of a ratio its two counts as well.
pub fn figures(source: &Source) -> Table {
    let heads = [
        H::Manager,
        H::Week,
        H::Date,
        H::Weekday,
        H::IndicatorCode,
        H::Indicator,
        H::Unit,
        H::Figure,
        H::Numerator,
        H::Denominator,
    ];
    let rows = each_day(source).flat_map(|(week, date, day)| {
        let alone = alone(date, day);
        let indicators = source.archive.template.indicators.iter().filter(|it| it.on || day.values.contains_key(&it.id));
        indicators.filter_map(move |it| Some([source.of_day(week, date), figure(source, &alone, day, it)?].concat()))
    });
    Table::new(source, Subject::Figures, &heads, rows)
}

/// A day as a week of its own, whose figures are then the day's by the very rule of the week.
fn alone(date: NaiveDate, day: &Day) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.days.insert(date, day.clone());
    sheet
}

fn figure(source: &Source, alone: &Sheet, day: &Day, indicator: &Indicator) -> Option<Vec<Cell>> {
    let counted = alone.counted(indicator, source.archive.template);
    let (num, den) = match day.values.get(&indicator.id) {
        Some(Value::Ratio { num, den }) => (*num, *den),
        _ => (None, None),
    };
    counted.or(num).or(den)?;
    let mut cells = source.indicator(indicator).to_vec();
    cells.extend([Cell::number(counted, indicator.decimals), Cell::number(num, 0), Cell::number(den, 0)]);
    Some(cells)
}

pub fn adhoc(source: &Source) -> Table {
    let heads = [H::Manager, H::Week, H::Date, H::Weekday, H::AdHoc, H::Done];
    let rows = each_day(source).flat_map(|(week, date, day)| {
        day.adhoc.values().map(move |it| {
            let mut cells = source.of_day(week, date);
            cells.extend([Cell::said(it.text.as_ref()), Cell::flag(source.lang, it.done)]);
            cells
        })
    });
    Table::new(source, Subject::AdHoc, &heads, rows)
}

/// The days that were filled in.
fn each_day<'a>(source: &'a Source) -> impl Iterator<Item = (Week, NaiveDate, &'a Day)> {
    source.days().filter_map(|(week, sheet, date)| Some((week, date, sheet.days.get(&date)?)))
}

impl Source<'_> {
    /// What begins every row about a day.
    pub(super) fn of_day(&self, week: Week, date: NaiveDate) -> Vec<Cell> {
        let mut cells = self.of_week(week);
        cells.extend([Cell::Date(date), Cell::word(said::weekday(self.lang, date))]);
        cells
    }
}
