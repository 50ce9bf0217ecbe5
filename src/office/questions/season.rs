//! Seasonality of an indicator (under Q5): its months of the year beside each other, by working days, so that holidays make no month
//! look weak.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::super::answer::{Answer, Cell, ChartKind};
use super::super::names::Name;
use super::super::scope::{Row, Scope, managers, may_average};
use super::trend::comparable;
use crate::domain::month::holder;
use crate::domain::template::Indicator;
use crate::domain::week::Month;
use crate::words::months::of_year;
use crate::words::questions::Head as H;

/// The months of all weeks there are, or from where somebody wants them: a year is seen in no thirteen weeks.
pub(super) fn season(scope: &Scope, indicator: &Indicator, place: Name) -> Answer {
    let mut answer = Answer::of(&[H::Month, H::Years, H::Weeks, H::Managers, H::PerWorkday, H::Season]);
    let mut rows = scope.rows_from(scope.wish.from.unwrap_or_else(|| scope.first()));
    rows.retain(|it| it.facts().figure(place).is_some_and(|it| it.actual.is_some()));
    // A week is that month's which has most of its working days.
    let mut months: BTreeMap<u32, (BTreeSet<i32>, Vec<Row>)> = BTreeMap::new();
    let mut held: BTreeMap<_, Month> = BTreeMap::new();
    for row in &rows {
        let month = held.entry(row.week).or_insert_with(|| holder(row.week, &|day| scope.works(day))).first();
        let (years, of_month) = months.entry(month.month()).or_default();
        years.insert(month.year());
        of_month.push(*row);
    }
    let figure = |rows: &[Row]| comparable(scope, rows, indicator, place).filter(|_| may_average(managers(rows)));
    let (whole, places) = (figure(&rows), indicator.decimals + 2);
    for (month, (years, rows)) in months {
        let weeks: BTreeSet<_> = rows.iter().map(|it| it.week).collect();
        let (per, counts) = (figure(&rows), [years.len(), weeks.len(), managers(&rows)].map(Cell::count));
        let index = per.zip(whole).and_then(|it| it.0.divided(it.1, 9));
        let cells = [Cell::text(of_year(scope.lang, month))].into_iter().chain(counts);
        let cells = cells.chain([Cell::Figure(per, places), Cell::Share(index)]).collect();
        answer.line_with(rows.iter().map(|it| (it.manager, it.week)).collect(), cells);
    }
    let strongest = answer.lines.iter().filter_map(|it| it.cells.last()?.number()).max();
    let strongest = strongest.filter(|_| answer.lines.len() > 1);
    answer.figure(H::StrongestMonth, Cell::Share(strongest)).charted(ChartKind::Bars, 0, 5)
}
