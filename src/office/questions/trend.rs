//! One indicator over time: pace in the month (Q4), trend freed from short weeks (Q5), what ticking an item does (Q8), and who falls
//! behind his peers (Q18).

use std::collections::{BTreeMap, BTreeSet};

use super::super::answer::{Answer, Cell, ChartKind};
use super::super::names::Name;
use super::super::scope::{Row, Scope, by, managers, may_average};
use super::season::season;
use crate::domain::decimal::Decimal;
use crate::domain::template::Indicator;
use crate::domain::week::{Month, Week};
use crate::words::questions::Head as H;

/// Weeks after a tick in which its effect is looked for.
const AFTER: i64 = 3;
/// Weeks a growth is made of, on either side.
const SIDE: i64 = 4;

pub fn pace(scope: &Scope) -> Answer {
    let mut answer = Answer::of(&[H::Group, H::Managers, H::MonthGoal, H::ToDate, H::WorkdaysGone, H::WorkdaysAll, H::Pace]);
    let Some(indicator) = scope.indicator().filter(|it| it.adds_up()) else { return answer };
    let Some(place) = scope.place(indicator) else { return answer };
    let (month, now) = (Month::of(scope.now()), scope.now());
    let workdays: Vec<_> = month.days().filter(|it| scope.works(*it)).collect();
    let (gone, all) = (workdays.iter().filter(|it| **it <= now).count(), workdays.len());
    let rows = scope.rows_from(Week::of(month.first()));
    // Each manager stands where his last sheet of the month says he is.
    let mut groups: BTreeMap<&str, (usize, Decimal, Decimal)> = BTreeMap::new();
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let last = of_one[of_one.len() - 1];
        let goal = scope.books.goals(last.manager, month).iter().find(|it| it.0 == place);
        let Some((_, goal)) = goal else { continue };
        let actual = of_one.iter().filter_map(|it| in_month(it, place, month)).fold(Decimal::ZERO, |sum, it| sum + it);
        let sum = groups.entry(scope.group(last.lane.person)).or_insert((0, Decimal::ZERO, Decimal::ZERO));
        *sum = (sum.0 + 1, sum.1 + *goal, sum.2 + actual);
    }
    let pace = |(many, goal, actual): (usize, Decimal, Decimal)| {
        let planned = goal.times(gone as i64);
        actual.times(all as i64).divided(planned, 9).filter(|_| may_average(many))
    };
    let mut sum = (0, Decimal::ZERO, Decimal::ZERO);
    for (group, it) in groups {
        sum = (sum.0 + it.0, sum.1 + it.1, sum.2 + it.2);
        let figure = |it| Cell::Figure(Some(it), indicator.decimals);
        let cells = vec![
            Cell::text(scope.group_said(group)),
            Cell::count(it.0),
            figure(it.1),
            figure(it.2),
            Cell::count(gone),
            Cell::count(all),
            Cell::Share(pace(it)),
        ];
        answer.line_in(group, cells);
    }
    answer.in_order().figure(H::Pace, Cell::Share(pace(sum))).charted(ChartKind::Bars, 0, 6)
}

/// What of a sheet's quantity lies in a month.
fn in_month(row: &Row, place: Name, month: Month) -> Option<Decimal> {
    let figure = row.facts().figure(place)?;
    let actual = figure.actual?;
    let (first, last) = (Month::of(row.week.monday()), Month::of(row.week.plus(1).monday().pred_opt()?));
    match (first == month, last == month) {
        (true, true) => Some(actual),
        (true, false) => figure.first,
        (false, true) => Some(actual - figure.first?),
        (false, false) => None,
    }
}

/// A week's figure as weeks can be compared: a quantity by working day, anything else as it is; the mean of several managers.
pub(super) fn comparable(scope: &Scope, rows: &[Row], indicator: &Indicator, place: Name) -> Option<Decimal> {
    let actual = |it: &Row| it.facts().figure(place)?.actual;
    let measured: Vec<(Decimal, u32)> = rows.iter().filter_map(|it| Some((actual(it)?, scope.workdays(it)))).collect();
    let sum = measured.iter().fold(Decimal::ZERO, |sum, it| sum + it.0);
    let by = if indicator.adds_up() { measured.iter().map(|it| it.1).sum::<u32>() as usize } else { measured.len() };
    sum.divided(Decimal::from(by as i64), indicator.decimals + 2)
}

pub fn trend(scope: &Scope) -> Answer {
    let mut answer = Answer::of(&[H::Week, H::Managers, H::Workdays, H::Actual, H::PerWorkday]);
    let rows = scope.rows();
    let Some(indicator) = scope.indicator() else { return answer };
    let Some(place) = scope.place(indicator) else { return answer };
    let (mut points, places) = (Vec::new(), indicator.decimals);
    for (week, rows) in by(&rows, |it| it.week) {
        let measured: Vec<Row> =
            rows.into_iter().filter(|it| it.facts().figure(place).is_some_and(|it| it.actual.is_some())).collect();
        let many = managers(&measured);
        let figure = comparable(scope, &measured, indicator, place).filter(|_| may_average(many));
        let sum = measured.iter().filter_map(|it| it.facts().figure(place)?.actual).reduce(|sum, it| sum + it);
        let workdays: u32 = measured.iter().map(|it| scope.workdays(it)).sum();
        points.extend(figure.map(|it| ((week.monday() - scope.from.monday()).num_weeks(), it)));
        let cells = vec![
            Cell::text(week),
            Cell::count(many),
            Cell::count(workdays as usize),
            Cell::Figure(sum.filter(|_| indicator.adds_up()), places),
            Cell::Figure(figure, places + 2),
        ];
        answer.line_of(None, Some(week), cells);
    }
    let slope = Cell::Figure(slope(&points, places + 2), places + 2);
    let mut answer = answer.figure(H::Slope, slope).charted(ChartKind::Line, 0, 4);
    answer.under = Some(Box::new(season(scope, indicator, place)));
    answer
}

/// By how much figures rise a week, by least squares; none of fewer than three.
pub fn slope(points: &[(i64, Decimal)], places: u8) -> Option<Decimal> {
    let many = points.len() as i64;
    if many < 3 {
        return None;
    }
    let (x, xx) = points.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.0 * it.0));
    let (y, xy) = points.iter().fold((Decimal::ZERO, Decimal::ZERO), |sum, it| (sum.0 + it.1, sum.1 + it.1.times(it.0)));
    (xy.times(many) - y.times(x)).divided(Decimal::from(many * xx - x * x), places)
}

/// Sheets of a manager by week.
type Weeks<'a> = BTreeMap<Week, Row<'a>>;

/// How much a manager's figure changed from a week to those after it.
fn change(scope: &Scope, weeks: &Weeks, week: Week, indicator: &Indicator, place: Name) -> Option<Decimal> {
    let figure = |it: &Row| comparable(scope, &[*it], indicator, place);
    let before = figure(weeks.get(&week)?)?;
    let after: Vec<Decimal> = (1..=AFTER).filter_map(|it| figure(weeks.get(&week.plus(it))?)).collect();
    mean(&after, indicator.decimals + 2).map(|it| it - before)
}

fn mean(all: &[Decimal], places: u8) -> Option<Decimal> {
    all.iter().copied().fold(Decimal::ZERO, |sum, it| sum + it).divided(Decimal::from(all.len() as i64), places)
}

pub fn effect(scope: &Scope) -> Answer {
    let mut answer = Answer::of(&[H::Week, H::Ticked, H::Untouched, H::ChangeTicked, H::ChangeUntouched, H::Difference]);
    let rows = scope.rows();
    let (Some(indicator), Some(item)) = (scope.indicator(), scope.wish.item.as_ref()) else { return answer };
    let (Some(place), Some(item)) = (scope.place(indicator), scope.books.names.find(item)) else { return answer };
    let weeks: Vec<(Name, Weeks)> = by(&rows, |it| scope.id(it.manager))
        .into_values()
        .map(|all| (all[0].manager, all.into_iter().map(|it| (it.week, it)).collect()))
        .collect();
    let places = indicator.decimals + 2;
    let (mut differences, mut many, mut who) = (Vec::new(), 0, BTreeSet::new());
    for week in scope.weeks() {
        let (mut with, mut without, mut ticking) = (Vec::new(), Vec::new(), Vec::new());
        for (manager, weeks) in &weeks {
            let Some(change) = change(scope, weeks, week, indicator, place) else { continue };
            let is_ticked = |at| weeks.get(&week.plus(at)).is_some_and(|it| it.lane.facts.ticks().any(|it| it.item == item));
            match (is_ticked(0), (1..=AFTER).any(is_ticked)) {
                (true, _) => {
                    with.push(change);
                    ticking.push(*manager);
                }
                // Who ticks it within those weeks is neither touched nor untouched.
                (false, true) => {}
                (false, false) => without.push(change),
            }
        }
        let (ticked, untouched) = (mean(&with, places), mean(&without, places).filter(|_| may_average(without.len())));
        let difference = ticked.zip(untouched).map(|it| it.0 - it.1);
        if with.is_empty() {
            continue;
        }
        // A week in which nobody is beside them adds nothing, neither above nor below the line.
        if let Some(difference) = difference {
            many += with.len();
            who.extend(ticking);
            differences.push(difference.times(with.len() as i64));
        }
        let cells = [with.len(), without.len()].map(Cell::count);
        let shown = [ticked.filter(|_| may_average(with.len())), untouched, difference.filter(|_| may_average(with.len()))];
        let cells = [Cell::text(week)].into_iter().chain(cells).chain(shown.map(|it| Cell::Figure(it, places))).collect();
        answer.line_of(None, Some(week), cells);
    }
    let sum = differences.iter().copied().reduce(|sum, it| sum + it);
    let whole = sum.and_then(|it| it.divided(Decimal::from(many as i64), places)).filter(|_| may_average(who.len()));
    answer.figure(H::Difference, Cell::Figure(whole, places)).charted(ChartKind::Line, 0, 5)
}

/// Growth of the last weeks over those before, each manager beside the others of his group.
pub fn warnings(scope: &Scope) -> Answer {
    let mut answer = Answer::of(&[H::Manager, H::Group, H::Before, H::Now, H::Growth, H::PeerGrowth, H::Relative, H::Verdict]);
    let Some(indicator) = scope.indicator().filter(|it| it.adds_up()) else { return answer };
    let Some(place) = scope.place(indicator) else { return answer };
    let (middle, places) = (scope.to.plus(1 - SIDE), indicator.decimals + 2);
    let rows = scope.rows_from(scope.to.plus(1 - 2 * SIDE));
    let side = |rows: &[Row], is_now: bool| {
        let rows: Vec<Row> = rows.iter().filter(|it| (it.week >= middle) == is_now).copied().collect();
        comparable(scope, &rows, indicator, place)
    };
    let growth = |rows: &[Row]| side(rows, true).zip(side(rows, false)).and_then(|it| it.0.divided(it.1, 9));
    let of_one = by(&rows, |it| scope.id(it.manager));
    let group = |rows: &[Row]| rows.last().map_or("", |it| scope.group(it.lane.person));
    let limit = Decimal::new(8, 1);
    let mut flagged = 0;
    for (id, own) in &of_one {
        let others: Vec<Row> =
            of_one.iter().filter(|it| it.0 != id && group(it.1) == group(own)).flat_map(|it| it.1.clone()).collect();
        let peers = growth(&others).filter(|_| may_average(managers(&others)) && managers(&others) > 1);
        let relative = growth(own).zip(peers).and_then(|it| it.0.divided(it.1, 9));
        let is_flagged = relative.is_some_and(|it| it < limit);
        flagged += usize::from(is_flagged);
        let cells = vec![
            Cell::text(scope.said(own[0].manager)),
            Cell::text(scope.group_said(group(own))),
            Cell::Figure(side(own, false), places),
            Cell::Figure(side(own, true), places),
            Cell::Share(growth(own)),
            Cell::Share(peers),
            Cell::Share(relative),
            Cell::text(if is_flagged { scope.lang.of("留意", "watch") } else { "" }),
        ];
        answer.line_of(scope.books.names.get(own[0].manager), None, cells);
    }
    answer.figure(H::Flagged, Cell::count(flagged)).charted(ChartKind::Bars, 0, 6)
}
