//! Seasonality of an indicator (under Q5): its months of the year beside each other, by working days, so that holidays make no month
//! look weak.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::super::answer::{Answer, Cell, ChartKind};
use super::super::names::Name;
use super::super::scope::{Scope, may_average};
use super::trend::{Measured, comparable, measured, of_managers};
use crate::domain::month::holder;
use crate::domain::template::Indicator;
use crate::domain::week::Month;
use crate::words::months::of_year;
use crate::words::questions::Head as H;

/// The months of all weeks there are, or from where somebody wants them: a year is seen in no thirteen weeks.
pub(super) fn season(scope: &Scope, indicator: &Indicator, place: Name) -> Answer {
    let mut answer = Answer::of(&[H::Month, H::Years, H::Weeks, H::Managers, H::PerWorkday, H::Season]);
    let from = if scope.wish.from.is_some() { scope.from } else { scope.first };
    let all = measured(scope, scope.rows_from(from), place);
    // A week is that month's which has most of its working days.
    let mut months: BTreeMap<u32, (BTreeSet<i32>, Vec<Measured>)> = BTreeMap::new();
    let mut held: BTreeMap<_, Month> = BTreeMap::new();
    for it in &all {
        let month = held.entry(it.row.week).or_insert_with(|| holder(it.row.week, &|day| scope.works(day))).first();
        let (years, of_month) = months.entry(month.month()).or_default();
        years.insert(month.year());
        of_month.push(*it);
    }
    let figure = |all: &[Measured]| comparable(all, indicator).filter(|_| may_average(of_managers(all)));
    let (whole, places) = (figure(&all), indicator.decimals + 2);
    for (month, (years, all)) in months {
        let weeks: BTreeSet<_> = all.iter().map(|it| it.row.week).collect();
        let (per, counts) = (figure(&all), [years.len(), weeks.len(), of_managers(&all)].map(Cell::count));
        let index = per.zip(whole).and_then(|it| it.0.divided(it.1, 9));
        let cells = [Cell::text(of_year(scope.lang, month))].into_iter().chain(counts);
        let cells = cells.chain([Cell::Figure(per, places), Cell::Share(index)]).collect();
        answer.line_with(all.iter().map(|it| (it.row.manager, it.row.week)).collect(), cells);
    }
    let highest = answer.lines.iter().filter(|it| it.cells.last().and_then(Cell::number).is_some());
    let highest = highest.max_by_key(|it| it.cells.last().and_then(Cell::number)).filter(|_| answer.lines.len() > 1);
    let highest = highest.map_or_else(String::new, |it| it.cells[0].plain());
    answer.figure(H::HighestMonth, Cell::Text(highest)).charted(ChartKind::Bars, 0, 5)
}
