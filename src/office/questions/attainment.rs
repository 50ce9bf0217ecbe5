//! Attainment side by side (Q2), whether a gap is local (Q3), and whether targets are realistic (Q6).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::answer::{Answer, Cell, ChartKind};
use super::super::names::Name;
use super::super::scope::{Row, Scope, by, is_summed, may_average, median, quantile, share_of};
use crate::domain::decimal::Decimal;
use crate::domain::goals::attainment;
use crate::domain::template::Indicator;
use crate::words::questions::Head as H;

/// A manager's period in one indicator.
struct Period {
    weeks: usize,
    target: Option<Decimal>,
    actual: Option<Decimal>,
    attainment: Option<Decimal>,
}

/// A quantity adds up over the weeks that have both; of anything else the weeks' attainments are averaged.
fn period(rows: &[Row], indicator: &Indicator, place: Name) -> Period {
    let both = |it: &Row| it.facts().figure(place).and_then(|it| it.target.zip(it.actual));
    let all: Vec<(Decimal, Decimal)> = rows.iter().filter_map(both).collect();
    let sum = all.iter().copied().reduce(|sum, it| (sum.0 + it.0, sum.1 + it.1));
    let adds_up = is_summed(indicator);
    let (target, actual) = (sum.filter(|_| adds_up).map(|it| it.0), sum.filter(|_| adds_up).map(|it| it.1));
    let weekly = || all.iter().filter_map(|it| attainment(&indicator.better, it.1, it.0)).collect::<Vec<_>>();
    let attainment = if adds_up { sum.and_then(|it| attainment(&indicator.better, it.1, it.0)) } else { mean(&weekly()) };
    Period { weeks: all.len(), target, actual, attainment }
}

fn mean(all: &[Decimal]) -> Option<Decimal> {
    all.iter().copied().fold(Decimal::ZERO, |sum, it| sum + it).divided(Decimal::from(all.len() as i64), 4)
}

/// Each manager's period, with the group of his last sheet in it.
fn periods<'a>(scope: &Scope<'a>) -> Vec<(Name, &'a str, Period)> {
    let Some(indicator) = scope.indicator() else { return Vec::new() };
    let Some(place) = scope.place(indicator) else { return Vec::new() };
    let groups = by(&scope.rows(), |it| scope.id(it.manager));
    let of = |rows: Vec<Row<'a>>| {
        let last = rows.last()?;
        Some((last.manager, scope.group(last.lane.person), period(&rows, indicator, place)))
    };
    groups.into_values().filter_map(of).collect()
}

pub fn rank(scope: &Scope) -> Answer {
    let mut all: Vec<_> = periods(scope).into_iter().filter(|it| it.2.attainment.is_some()).collect();
    all.sort_by_key(|it| Reverse(it.2.attainment));
    let places = scope.indicator().map_or(0, |it| it.decimals);
    let mut ranks: BTreeMap<&str, (usize, usize, Option<Decimal>)> = BTreeMap::new();
    let mut answer = Answer::of(&[H::Manager, H::Group, H::Rank, H::Weeks, H::Target, H::Actual, H::Attainment]);
    let mut values = Vec::new();
    for (manager, group, it) in &all {
        // Equals share a rank.
        let seen = ranks.entry(group).or_insert((0, 0, None));
        let rank = if seen.2 == it.attainment { seen.1 } else { seen.0 + 1 };
        *seen = (seen.0 + 1, rank, it.attainment);
        values.extend(it.attainment);
        let cells = vec![
            Cell::text(scope.said(*manager)),
            Cell::text(scope.group_said(group)),
            Cell::count(rank),
            Cell::count(it.weeks),
            Cell::Figure(it.target, places),
            Cell::Figure(it.actual, places),
            Cell::Share(it.attainment),
        ];
        answer.line_of(scope.books.names.get(*manager), None, cells);
    }
    let middle = median(&mut values).filter(|_| may_average(all.len()));
    answer.figure(H::MedianAttainment, Cell::Share(middle)).charted(ChartKind::Bars, 0, 6)
}

pub fn spread_of_gaps(scope: &Scope) -> Answer {
    let mut groups: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (_, group, it) in periods(scope) {
        let Some(attainment) = it.attainment else { continue };
        let sum = groups.entry(group).or_default();
        *sum = (sum.0 + usize::from(attainment < Decimal::from(1)), sum.1 + 1);
    }
    let mut answer = Answer::of(&[H::Group, H::Measured, H::Below, H::GapShare, H::Verdict]);
    // A gap is everywhere from this share of managers on.
    let (everywhere, mut sum) = (Decimal::new(8, 1), (0, 0));
    for (group, (below, measured)) in groups {
        sum = (sum.0 + below, sum.1 + measured);
        let share = share_of(below, measured, measured);
        let verdict = match share {
            // One manager is neither.
            _ if measured == 1 => "",
            None => "",
            Some(it) if it >= everywhere => scope.lang.of("普遍", "everywhere"),
            Some(it) if it.is_zero() => scope.lang.of("没有缺口", "no gap"),
            Some(_) => scope.lang.of("局部", "local"),
        };
        let (said, verdict) = (Cell::text(scope.group_said(group)), Cell::text(verdict));
        answer.line_in(group, vec![said, Cell::count(measured), Cell::count(below), Cell::Share(share), verdict]);
    }
    answer.in_order().figure(H::GapShare, Cell::Share(share_of(sum.0, sum.1, sum.1))).charted(ChartKind::Bars, 0, 3)
}

pub fn realistic(scope: &Scope) -> Answer {
    let mut answer = Answer::of(&[H::Manager, H::Weeks, H::Bias, H::Spread]);
    let (Some(indicator), rows) = (scope.indicator(), scope.rows()) else { return answer };
    let Some(place) = scope.place(indicator) else { return answer };
    let mut biases = Vec::new();
    for rows in by(&rows, |it| scope.id(it.manager)).into_values() {
        let ratio = |it: &Row| {
            let it = it.facts().figure(place)?;
            it.actual?.divided(it.target?, 4)
        };
        let mut ratios: Vec<Decimal> = rows.iter().filter_map(ratio).collect();
        let Some(middle) = median(&mut ratios) else { continue };
        let bias = middle - Decimal::from(1);
        let spread = quantile(&mut ratios, 3, 4).zip(quantile(&mut ratios, 1, 4)).map(|it| it.0 - it.1);
        biases.push(bias);
        let manager = rows[0].manager;
        let cells =
            vec![Cell::text(scope.said(manager)), Cell::count(ratios.len()), Cell::Share(Some(bias)), Cell::Share(spread)];
        answer.line_of(scope.books.names.get(manager), None, cells);
    }
    let middle = median(&mut biases).filter(|_| may_average(answer.lines.len()));
    answer.figure(H::Bias, Cell::Share(middle)).charted(ChartKind::Bars, 0, 2)
}
