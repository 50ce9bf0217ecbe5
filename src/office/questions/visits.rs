//! Visits: whether plans are kept (Q10), and whether the work is spread evenly (Q13).

use std::collections::BTreeMap;

use super::super::answer::{Answer, Cell, ChartKind};
use super::super::facts::{Visit, counted};
use super::super::scope::{Row, Scope, by, managers, may_average, share, share_of};
use super::customers::is_asked;
use crate::domain::decimal::Decimal;
use crate::words::questions::Head as H;

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

/// A row's visits planned, done, and both, of the customers asked for.
fn counts(scope: &Scope, row: &Row) -> (u32, u32, u32) {
    if scope.wish.class.is_any() {
        return row.facts().visit_counts();
    }
    let is_meant = |it: &Visit| scope.books.classes(row.manager, it.customer).is_some_and(|it| scope.is_of_class(it));
    counted(row.facts().visits().filter(is_meant))
}

/// What one manager has to do.
struct Load {
    group: String,
    per_day: Option<Decimal>,
    customers: usize,
}

pub fn workload(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let mut answer = Answer::of(&[H::Manager, H::Done, H::Workdays, H::VisitsPerDay, H::Customers]);
    let mut loads = Vec::new();
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let last = of_one[of_one.len() - 1];
        let done: u32 = of_one.iter().map(|it| counts(scope, it).1).sum();
        let workdays: u32 = of_one.iter().map(|it| scope.workdays(it)).sum();
        let per_day = Decimal::from(i64::from(done)).divided(Decimal::from(i64::from(workdays)), 2);
        let customers = scope.books.customers_of(last.manager).filter(|it| is_asked(scope, it.1)).count();
        let cells = vec![
            Cell::text(scope.said(last.manager)),
            Cell::Count(done.into()),
            Cell::Count(workdays.into()),
            Cell::Figure(per_day, 2),
            Cell::count(customers),
        ];
        answer.line_of(scope.books.names.get(last.manager), None, cells);
        loads.push(Load { group: scope.group(last.lane.person).to_owned(), per_day, customers });
    }
    let all: Vec<&Load> = loads.iter().collect();
    let mut answer = answer.figure(H::Variation, Cell::Figure(uneven(&all).0, 3)).charted(ChartKind::Bars, 0, 3);
    answer.under = Some(Box::new(balance(scope, &loads)));
    answer
}

/// How unevenly visits a day and customers lie on managers; not told of few.
fn uneven(all: &[&Load]) -> (Option<Decimal>, Option<Decimal>) {
    let per_day: Vec<Decimal> = all.iter().filter_map(|it| it.per_day).collect();
    let customers: Vec<Decimal> = all.iter().map(|it| Decimal::from(it.customers as i64)).collect();
    let of = |all: &[Decimal]| variation(all).filter(|_| all.len() > 1 && may_average(all.len()));
    (of(&per_day), of(&customers))
}

/// The same group by group.
fn balance(scope: &Scope, loads: &[Load]) -> Answer {
    let mut groups: BTreeMap<&str, Vec<&Load>> = BTreeMap::new();
    loads.iter().for_each(|it| groups.entry(&it.group).or_default().push(it));
    let mut answer = Answer::of(&[H::Group, H::Managers, H::Variation, H::Customers, H::CustomersVariation]);
    for (group, all) in groups {
        let (visits, customers) = uneven(&all);
        let cells = vec![
            Cell::text(scope.group_said(group)),
            Cell::count(all.len()),
            Cell::Figure(visits, 3),
            Cell::count(all.iter().map(|it| it.customers).sum()),
            Cell::Figure(customers, 3),
        ];
        answer.line_in(group, cells);
    }
    let all: Vec<&Load> = loads.iter().collect();
    answer.in_order().figure(H::CustomersVariation, Cell::Figure(uneven(&all).1, 3))
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
