//! Visits: whether plans are kept (Q10), who was not seen in his cycle (Q11), whether attention is fair (Q12), and whether the work is
//! spread evenly (Q13).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Duration, NaiveDate};

use super::super::answer::{Answer, Cell, ChartKind};
use super::super::facts::{Visit, counted};
use super::super::names::Name;
use super::super::scope::{Row, Scope, by, managers, may_average, share, share_of};
use super::super::taken::Classes;
use crate::domain::decimal::Decimal;
use crate::words::questions::Head as H;

/// How rosters call a customer that is open for business; who says nothing of it is.
const ACTIVE: &str = "正常";
/// Customers that are told one by one.
const MOST_LINES: usize = 2_000;

pub fn plan(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let mut answer = Answer::of(&[H::Manager, H::Planned, H::Done, H::Kept, H::KeptShare, H::AdHocShare]);
    let mut sum = (0, 0, 0);
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let (planned, done, kept) = of_one.iter().fold((0, 0, 0), |sum, it| {
            let it = counts(scope, it);
            (sum.0 + it.0 as usize, sum.1 + it.1 as usize, sum.2 + it.2 as usize)
        });
        sum = (sum.0 + planned, sum.1 + done, sum.2 + kept);
        let counts = [planned, done, kept].map(Cell::count);
        let shares = [share(kept, planned), share(done - kept, done)].map(Cell::Share);
        let cells = [Cell::text(scope.said(of_one[0].manager))].into_iter().chain(counts).chain(shares).collect();
        answer.line_of(scope.books.names.get(of_one[0].manager), None, cells);
    }
    let share = share_of(sum.2, sum.0, managers(&rows));
    answer.figure(H::KeptShare, Cell::Share(share)).charted(ChartKind::Bars, 0, 4)
}

/// A row's visits planned, done, and both, of the market asked for.
fn counts(scope: &Scope, row: &Row) -> (u32, u32, u32) {
    if scope.wish.market.is_empty() {
        return row.facts().visit_counts();
    }
    let is_meant = |it: &Visit| scope.books.classes(row.manager, it.customer).is_some_and(|it| is_of_market(scope, it));
    counted(row.facts().visits().filter(is_meant))
}

/// The last visit up to now of each customer with a cycle, and each manager's first day in the collection.
fn last_visits(scope: &Scope) -> (HashMap<(Name, Name), NaiveDate>, BTreeMap<Name, NaiveDate>) {
    let (mut last, mut first) = (HashMap::new(), BTreeMap::new());
    let mut not_found: BTreeMap<Name, HashSet<Name>> = BTreeMap::new();
    for (manager, customer, _) in scope.books.customers().filter(|it| it.2.visit_cycle.is_some()) {
        not_found.entry(manager).or_default().insert(customer);
    }
    // Backwards: most customers are found in the last few weeks, and then a manager's earlier ones say nothing new.
    for (manager, week, lane) in scope.books.standing().rev().filter(|it| it.1 <= scope.to) {
        first.insert(manager, week.monday());
        let Some(not_found) = not_found.get_mut(&manager).filter(|it| !it.is_empty()) else { continue };
        let mut visits: Vec<_> = lane.facts.visits().filter(|it| it.is_done()).collect();
        visits.sort_by_key(|it| Reverse(it.day));
        for it in visits {
            if not_found.remove(&it.customer) {
                last.insert((manager, it.customer), week.monday() + Duration::days(it.day.into()));
            }
        }
    }
    (last, first)
}

fn is_active(scope: &Scope, it: &Classes) -> bool {
    it.status.is_none_or(|it| scope.books.labels.text(it) == ACTIVE)
}

/// Whether a customer is of the market asked for.
fn is_of_market(scope: &Scope, it: &Classes) -> bool {
    scope.wish.market.is_empty() || it.market.is_some_and(|it| scope.books.labels.text(it) == scope.wish.market)
}

pub fn not_seen(scope: &Scope) -> Answer {
    let mut answer = Answer::of(&[H::Manager, H::Customer, H::Tier, H::Cycle, H::LastVisit, H::Days]);
    let (last, first) = last_visits(scope);
    let (due, now) = (scope.due(), scope.now());
    let mut all = 0;
    let mut found = Vec::new();
    for (manager, customer, it) in scope.books.customers() {
        let Some(cycle) = it.visit_cycle.map(i64::from) else { continue };
        if !due.contains_key(&manager) || !is_active(scope, it) || !is_of_market(scope, it) {
            continue;
        }
        let seen = last.get(&(manager, customer)).copied();
        // One never seen may have been seen before the first sheet: it counts once that is a cycle ago.
        let Some(since) = seen.or(first.get(&manager).copied()) else { continue };
        let days = (now - since).num_days();
        if seen.is_none() && days <= cycle {
            continue;
        }
        all += 1;
        if days > cycle {
            found.push((it.tier, days, manager, customer, cycle, seen));
        }
    }
    found.sort_by(|a, b| (b.0, b.1, scope.id(a.2), scope.id(a.3)).cmp(&(a.0, a.1, scope.id(b.2), scope.id(b.3))));
    let share = share(found.len(), all);
    for (tier, days, manager, customer, cycle, seen) in found.into_iter().take(MOST_LINES) {
        let cells = vec![
            Cell::text(scope.said(manager)),
            Cell::text(scope.id(customer)),
            Cell::Figure(tier.map(|it| Decimal::from(i64::from(it))), 0),
            Cell::Count(cycle),
            Cell::text(seen.map(|it| it.to_string()).unwrap_or_default()),
            Cell::Figure(seen.map(|_| Decimal::from(days)), 0),
        ];
        answer.line_of(scope.books.names.get(manager), None, cells);
    }
    answer.figure(H::NotSeenShare, Cell::Share(share))
}

/// Visits done in the period, by customer; those on the roster that got none are there with none.
fn visits_of(scope: &Scope, rows: &[Row]) -> HashMap<(Name, Name), usize> {
    let asked: BTreeSet<Name> = rows.iter().map(|it| it.manager).collect();
    let meant = |it: &(Name, Name, &Classes)| asked.contains(&it.0) && is_active(scope, it.2) && is_of_market(scope, it.2);
    let mut all: HashMap<(Name, Name), usize> =
        scope.books.customers().filter(meant).map(|(manager, customer, _)| ((manager, customer), 0)).collect();
    for row in rows {
        for it in row.facts().visits().filter(|it| it.is_done()) {
            if let Some(count) = all.get_mut(&(row.manager, it.customer)) {
                *count += 1;
            }
        }
    }
    all
}

pub fn attention(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let visits = visits_of(scope, &rows);
    let mut groups: BTreeMap<(u8, String), (usize, usize)> = BTreeMap::new();
    for ((manager, customer), many) in &visits {
        let Some(it) = scope.books.classes(*manager, *customer) else { continue };
        let market = it.market.map(|it| (0, scope.books.labels.text(it).to_owned()));
        let tier = it.tier.map(|it| (1, tiers(scope, it)));
        for group in [market, tier].into_iter().flatten() {
            let sum = groups.entry(group).or_default();
            *sum = (sum.0 + 1, sum.1 + many);
        }
    }
    let mut answer = Answer::of(&[H::Class, H::Customers, H::Done, H::PerCustomer]);
    for ((_, name), (customers, done)) in groups {
        let per = Decimal::from(done as i64).divided(Decimal::from(customers as i64), 2);
        answer.line(vec![Cell::Text(name), Cell::count(customers), Cell::count(done), Cell::Figure(per, 2)]);
    }
    let mut counts: Vec<usize> = visits.into_values().collect();
    answer.figure(H::Gini, Cell::Figure(gini(&mut counts), 3)).charted(ChartKind::Bars, 0, 3)
}

/// Tiers by fives, so that few customers stand in none.
fn tiers(scope: &Scope, tier: u16) -> String {
    let low = tier.saturating_sub(1) / 5 * 5 + 1;
    let (low, high) = (format!("{low:02}"), format!("{:02}", low + 4));
    match scope.lang {
        crate::words::Lang::Zh => format!("{low}–{high} 档"),
        crate::words::Lang::En => format!("Tiers {low}–{high}"),
    }
}

/// How unevenly visits lie on customers: none at 0, all on one near 1.
pub fn gini(counts: &mut [usize]) -> Option<Decimal> {
    counts.sort_unstable();
    let (many, sum) = (counts.len() as i64, counts.iter().sum::<usize>() as i64);
    let ranked: i64 = (1..).zip(counts.iter()).map(|(rank, it)| rank * *it as i64).sum();
    let top = Decimal::from(2 * ranked - (many + 1) * sum);
    top.divided(Decimal::from(many * sum), 3)
}

pub fn workload(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let customers = by_manager(scope);
    let mut answer = Answer::of(&[H::Manager, H::Done, H::Workdays, H::VisitsPerDay, H::Customers]);
    let mut loads = Vec::new();
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let manager = of_one[0].manager;
        let done: u32 = of_one.iter().map(|it| counts(scope, it).1).sum();
        let workdays: u32 = of_one.iter().map(|it| scope.workdays(it)).sum();
        let per = Decimal::from(i64::from(done)).divided(Decimal::from(i64::from(workdays)), 2);
        loads.extend(per);
        let cells = vec![
            Cell::text(scope.said(manager)),
            Cell::Count(done.into()),
            Cell::Count(workdays.into()),
            Cell::Figure(per, 2),
            Cell::count(customers.get(&manager).copied().unwrap_or(0)),
        ];
        answer.line_of(scope.books.names.get(manager), None, cells);
    }
    let variation = variation(&loads).filter(|_| loads.len() > 1 && may_average(loads.len()));
    answer.figure(H::Variation, Cell::Figure(variation, 3)).charted(ChartKind::Bars, 0, 3)
}

fn by_manager(scope: &Scope) -> BTreeMap<Name, usize> {
    let mut all = BTreeMap::new();
    for (manager, _, it) in scope.books.customers() {
        *all.entry(manager).or_default() += usize::from(is_active(scope, it) && is_of_market(scope, it));
    }
    all
}

/// The coefficient of variation: the standard deviation of all of them over their mean.
pub fn variation(all: &[Decimal]) -> Option<Decimal> {
    // In hundredths, as they stand; squares of whole numbers stay exact.
    let all: Vec<i128> = all.iter().filter_map(|it| it.scaled(2)).collect();
    let (many, sum) = (all.len() as i128, all.iter().sum::<i128>());
    if sum <= 0 {
        return None;
    }
    let squares: i128 = all.iter().map(|it| it * it).sum();
    let root = ((many * squares - sum * sum) as f64).sqrt() / sum as f64;
    Some(Decimal::new((root * 1000.0).round() as i128, 3))
}
