//! One indicator over time: pace in the month (Q4), trend freed from short weeks (Q5), what ticking an item does (Q8), and who falls
//! behind his peers (Q18).

use std::collections::{BTreeMap, BTreeSet};

use super::super::answer::{Answer, Cell, ChartKind};
use super::super::names::Name;
use super::super::scope::{Row, Scope, by, may_average, share};
use super::season::season;
use crate::domain::decimal::Decimal;
use crate::domain::template::Indicator;
use crate::domain::week::{Month, Week};
use crate::words::questions::Head as H;

/// Weeks after a tick in which its effect is looked for.
const AFTER: i64 = 3;
/// Weeks a growth is made of, on either side.
const SIDE: i64 = 4;

/// What managers reached of their goals of a month.
#[derive(Clone, Copy, Default)]
struct Reached {
    managers: usize,
    goal: Decimal,
    actual: Decimal,
    /// Working days gone of which there is a figure, of all of them, and each manager's goal as often as he has such days.
    covered: usize,
    planned: Decimal,
}

impl Reached {
    fn and(self, it: Self) -> Self {
        Self {
            managers: self.managers + it.managers,
            goal: self.goal + it.goal,
            actual: self.actual + it.actual,
            covered: self.covered + it.covered,
            planned: self.planned + it.planned,
        }
    }

    /// A week nobody handed in is not measured, which is not nothing: it counts on neither side.
    fn pace(self, workdays: usize) -> Option<Decimal> {
        self.actual.times(workdays as i64).divided(self.planned, 9).filter(|_| may_average(self.managers))
    }
}

pub fn pace(scope: &Scope) -> Answer {
    let heads = [H::Group, H::Managers, H::MonthGoal, H::ToDate, H::WorkdaysGone, H::WorkdaysAll, H::WorkdaysCovered, H::Pace];
    let mut answer = Answer::of(&heads);
    let Some(indicator) = scope.indicator().filter(|it| it.adds_up()) else { return answer };
    let Some(place) = scope.place(indicator) else { return answer };
    let (month, now) = (Month::of(scope.now()), scope.now());
    let workdays: Vec<_> = month.days().filter(|it| scope.works(*it)).collect();
    let gone: Vec<Week> = workdays.iter().filter(|it| **it <= now).map(|it| Week::of(*it)).collect();
    let rows = scope.rows_from(Week::of(month.first()));
    // Each manager stands where his last sheet of the month says he is.
    let mut groups: BTreeMap<&str, Reached> = BTreeMap::new();
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let last = of_one[of_one.len() - 1];
        let goal = scope.books.goals(last.manager, month).iter().find(|it| it.0 == place);
        let Some((_, goal)) = goal.copied() else { continue };
        let parts: Vec<(Week, Decimal)> = of_one.iter().filter_map(|it| Some((it.week, in_month(it, place, month)?))).collect();
        let covered = gone.iter().filter(|week| parts.iter().any(|it| it.0 == **week)).count();
        let actual = parts.iter().fold(Decimal::ZERO, |sum, it| sum + it.1);
        let reached = Reached { managers: 1, goal, actual, covered, planned: goal.times(covered as i64) };
        let sum = groups.entry(scope.group(last.lane.person)).or_default();
        *sum = sum.and(reached);
    }
    let all = groups.values().fold(Reached::default(), |sum, it| sum.and(*it));
    for (group, it) in groups {
        let figure = |it| Cell::Figure(Some(it), indicator.decimals);
        let cells = vec![
            Cell::text(scope.group_said(group)),
            Cell::count(it.managers),
            figure(it.goal),
            figure(it.actual),
            Cell::count(gone.len()),
            Cell::count(workdays.len()),
            Cell::Share(share(it.covered, gone.len() * it.managers)),
            Cell::Share(it.pace(workdays.len())),
        ];
        answer.line_in(group, cells);
    }
    answer.in_order().figure(H::Pace, Cell::Share(all.pace(workdays.len()))).charted(ChartKind::Bars, 0, 7)
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

/// A sheet that has a figure of an indicator.
#[derive(Clone, Copy)]
pub(super) struct Measured<'a> {
    pub row: Row<'a>,
    pub actual: Decimal,
    pub workdays: u32,
}

/// Those of rows that have it.
pub(super) fn measured<'a>(scope: &Scope<'a>, rows: Vec<Row<'a>>, place: Name) -> Vec<Measured<'a>> {
    let of = |row: Row<'a>| Some(Measured { row, actual: row.facts().figure(place)?.actual?, workdays: scope.workdays(&row) });
    rows.into_iter().filter_map(of).collect()
}

/// Figures as they can be compared: a quantity by working day, anything else as it is; the mean of several.
pub(super) fn comparable(all: &[Measured], indicator: &Indicator) -> Option<Decimal> {
    let sum = all.iter().fold(Decimal::ZERO, |sum, it| sum + it.actual);
    let by = if indicator.adds_up() { all.iter().map(|it| it.workdays).sum::<u32>() as usize } else { all.len() };
    sum.divided(Decimal::from(by as i64), indicator.decimals + 2)
}

/// How many managers they are of.
pub(super) fn of_managers(all: &[Measured]) -> usize {
    all.iter().map(|it| it.row.manager).collect::<BTreeSet<_>>().len()
}

pub fn trend(scope: &Scope) -> Answer {
    let mut answer = Answer::of(&[H::Week, H::Managers, H::Workdays, H::Actual, H::PerWorkday]);
    let rows = scope.rows();
    let Some(indicator) = scope.indicator() else { return answer };
    let Some(place) = scope.place(indicator) else { return answer };
    let (mut points, places) = (Vec::new(), indicator.decimals);
    for (week, rows) in by(&rows, |it| it.week) {
        let measured = measured(scope, rows, place);
        let many = of_managers(&measured);
        let figure = comparable(&measured, indicator).filter(|_| may_average(many));
        let sum = measured.iter().map(|it| it.actual).reduce(|sum, it| sum + it);
        let workdays: u32 = measured.iter().map(|it| it.workdays).sum();
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

/// Of a manager's weeks whether the item is ticked, and the indicator's figure.
type Weeks = BTreeMap<Week, (bool, Option<Decimal>)>;

fn weeks_of(scope: &Scope, rows: Vec<Row>, indicator: &Indicator, (place, item): (Name, Name)) -> Weeks {
    let of = |row: Row| {
        let figure = comparable(&measured(scope, vec![row], place), indicator);
        (row.week, (row.facts().ticks().any(|it| it.item == item), figure))
    };
    rows.into_iter().map(of).collect()
}

/// How much a manager's figure changed from a week to those after it.
fn change(weeks: &Weeks, week: Week, places: u8) -> Option<Decimal> {
    let figure = |week| weeks.get(&week)?.1;
    let before = figure(week)?;
    let after: Vec<Decimal> = (1..=AFTER).filter_map(|it| figure(week.plus(it))).collect();
    mean(&after, places).map(|it| it - before)
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
        .map(|all| (all[0].manager, weeks_of(scope, all, indicator, (place, item))))
        .collect();
    let places = indicator.decimals + 2;
    let (mut differences, mut many, mut who) = (Vec::new(), 0, BTreeSet::new());
    for week in scope.weeks() {
        let (mut with, mut without, mut ticking) = (Vec::new(), Vec::new(), Vec::new());
        for (manager, weeks) in &weeks {
            let Some(change) = change(weeks, week, places) else { continue };
            let is_ticked = |at| weeks.get(&week.plus(at)).is_some_and(|it| it.0);
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

/// A manager's two sides of a growth.
struct Sides<'a> {
    last: Row<'a>,
    all: Vec<Measured<'a>>,
    growth: Option<Decimal>,
}

/// Growth of the last weeks over those before, each manager beside the others of his group, whoever is asked of.
pub fn warnings<'a>(scope: &Scope<'a>) -> Answer {
    let mut answer = Answer::of(&[H::Manager, H::Group, H::Before, H::Now, H::Growth, H::PeerGrowth, H::Relative, H::Verdict]);
    let Some(indicator) = scope.indicator().filter(|it| it.adds_up()) else { return answer };
    let Some(place) = scope.place(indicator) else { return answer };
    let (middle, places) = (scope.to.plus(1 - SIDE), indicator.decimals + 2);
    let of_side = |all: &[Measured], is_now: bool| {
        let all = all.iter().filter(|it| (it.row.week >= middle) == is_now);
        all.fold((Decimal::ZERO, 0), |sum, it| (sum.0 + it.actual, sum.1 + i64::from(it.workdays)))
    };
    let side = |all: &[Measured], is_now: bool| {
        let (sum, workdays) = of_side(all, is_now);
        sum.divided(Decimal::from(workdays), places)
    };
    // Of the sums, not of what is shown of them: rounded before, whoever is at the limit would fall below it.
    let growth = |all: &[Measured]| {
        let [(now, days_now), (before, days_before)] = [true, false].map(|it| of_side(all, it));
        now.times(days_before).divided(before.times(days_now), 9).filter(|_| days_before > 0)
    };
    let sides = |rows: Vec<Row<'a>>| {
        let of_one = by(&rows, |it| scope.id(it.manager)).into_values();
        let of_one = of_one.map(|it| (it[it.len() - 1], measured(scope, it, place)));
        of_one.map(|(last, all)| Sides { last, growth: growth(&all), all }).collect::<Vec<_>>()
    };
    let from = scope.to.plus(1 - 2 * SIDE);
    let (asked, mut peers) = (sides(scope.rows_from(from)), sides(scope.everybody_from(from)));
    // Who came or went shows nobody's growth: beside the others he would only pass for it.
    peers.retain(|it| it.growth.is_some());
    let group = |it: &Sides| scope.group(it.last.lane.person);
    let limit = Decimal::new(8, 1);
    let mut flagged = 0;
    for own in &asked {
        let others = peers.iter().filter(|it| it.last.manager != own.last.manager && group(it) == group(own));
        let others: Vec<&Sides> = others.collect();
        let is_enough = may_average(others.len()) && others.len() > 1;
        let peers = growth(&others.iter().flat_map(|it| it.all.iter().copied()).collect::<Vec<_>>()).filter(|_| is_enough);
        let relative = own.growth.zip(peers).and_then(|it| it.0.divided(it.1, 6));
        let is_flagged = relative.is_some_and(|it| it < limit);
        flagged += usize::from(is_flagged);
        let cells = vec![
            Cell::text(scope.said(own.last.manager)),
            Cell::text(scope.group_said(group(own))),
            Cell::Figure(side(&own.all, false), places),
            Cell::Figure(side(&own.all, true), places),
            Cell::Share(own.growth),
            Cell::Share(peers),
            Cell::Share(relative),
            Cell::text(if is_flagged { scope.lang.of("留意", "watch") } else { "" }),
        ];
        answer.line_of(scope.books.names.get(own.last.manager), None, cells);
    }
    answer.figure(H::Flagged, Cell::count(flagged)).charted(ChartKind::Bars, 0, 6)
}
