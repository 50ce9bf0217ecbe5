//! Customers: who was not seen in his cycle (Q11), and whether attention is fair (Q12).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use super::super::answer::{About, Answer, Cell, Chart, ChartKind, Place};
use super::super::classes::Tiers;
use super::super::names::{Label, Name, Slots};
use super::super::scope::{Row, Scope, by, may_average, share_of};
use super::super::taken::Classes;
use crate::domain::decimal::Decimal;
use crate::words::questions::Head as H;

/// How rosters call a customer that is open for business; who says nothing of it is.
const ACTIVE: &str = "正常";
/// Customers that are told one by one.
const MOST_LINES: usize = 2_000;

/// Whether a customer is open for business, and asked for.
pub(super) fn is_asked(scope: &Scope, it: &Classes) -> bool {
    it.status.is_none_or(|it| scope.books.labels.text(it) == ACTIVE) && scope.is_of_class(it)
}

/// A customer that is to be seen every so many days, and when he was last.
struct Followed {
    code: Name,
    cycle: i64,
    tier: Option<u16>,
    last: Option<NaiveDate>,
}

/// A manager's customers with their last visits up to now, and the days between which his sheets tell of visits.
fn followed(scope: &Scope, manager: Name, slots: &mut Slots) -> (Vec<Followed>, Option<[NaiveDate; 2]>) {
    let asked = |(code, it): (Name, &Classes)| {
        let cycle = it.visit_cycle.filter(|_| is_asked(scope, it))?;
        Some(Followed { code, cycle: cycle.into(), tier: it.tier, last: None })
    };
    let mut all: Vec<Followed> = scope.books.customers_of(manager).filter_map(asked).collect();
    slots.fill(all.iter().map(|it| it.code));
    let (mut told, mut missing) = (None, all.len());
    // Backwards: most customers are found in the last few weeks, and then a manager's earlier ones say nothing new.
    let counting = scope.books.weeks_of(manager).rev().filter(|it| it.0 <= scope.to);
    for (week, lane) in counting.filter_map(|it| Some((it.0, it.1.counts()?))) {
        let sunday = week.monday() + Duration::days(6);
        told = Some([week.monday(), told.map_or(sunday.min(scope.now()), |it: [_; 2]| it[1])]);
        if missing == 0 {
            continue;
        }
        let seen = lane.facts.visits().filter(|it| it.is_done());
        let mut of_week: Vec<(usize, NaiveDate)> = Vec::new();
        for it in seen {
            if let Some(at) = slots.find(it.customer).filter(|at| all[*at].last.is_none()) {
                of_week.push((at, week.monday() + Duration::days(it.day.into())));
            }
        }
        for (at, day) in of_week {
            missing -= usize::from(all[at].last.is_none());
            all[at].last = all[at].last.max(Some(day));
        }
    }
    (all, told)
}

pub fn not_seen(scope: &Scope) -> Answer {
    let mut answer = Answer::of(&[H::Manager, H::Customer, H::Tier, H::Cycle, H::LastVisit, H::Days, H::AsOf]);
    let (mut slots, mut all, mut managers, mut found) = (Slots::default(), 0, 0, Vec::new());
    // Whoever has left sees nobody any more: his customers are somebody else's.
    let here = scope.due().into_iter().filter(|it| it.1.to.is_none_or(|it| scope.to <= it) && it.1.is_meant(scope.to));
    for (manager, _) in here {
        let (followed, told) = followed(scope, manager, &mut slots);
        // Of weeks he has not handed in nobody knows whom he saw: they add no days.
        let Some([first, now]) = told else { continue };
        let before = all;
        for it in followed {
            // One never seen may have been seen before the first sheet: it counts once that is a cycle ago.
            let days = (now - it.last.unwrap_or(first)).num_days();
            if it.last.is_none() && days <= it.cycle {
                continue;
            }
            all += 1;
            if days > it.cycle {
                found.push((days, manager, now, it));
            }
        }
        managers += usize::from(all > before);
    }
    found.sort_by(|a, b| {
        let ids = |it: &(i64, Name, NaiveDate, Followed)| (scope.id(it.1), scope.id(it.3.code));
        (b.3.tier, b.0).cmp(&(a.3.tier, a.0)).then_with(|| ids(a).cmp(&ids(b)))
    });
    let share = share_of(found.len(), all, managers);
    answer.chart = by_manager(scope, &found);
    for (days, manager, now, it) in found.into_iter().take(MOST_LINES) {
        let cells = vec![
            Cell::text(scope.said(manager)),
            Cell::text(scope.id(it.code)),
            Cell::Figure(it.tier.map(|it| Decimal::from(i64::from(it))), 0),
            Cell::Count(it.cycle),
            Cell::text(it.last.map(|it| it.to_string()).unwrap_or_default()),
            Cell::Figure(it.last.map(|_| Decimal::from(days)), 0),
            Cell::text(now),
        ];
        let about = scope.books.names.get(it.code).cloned().map(About::Customer);
        answer.line_about(scope.books.names.get(manager), about, cells);
    }
    answer.figure(H::NotSeenShare, Cell::Share(share))
}

/// How many customers each manager has not seen, most first.
fn by_manager(scope: &Scope, found: &[(i64, Name, NaiveDate, Followed)]) -> Chart {
    let mut many: BTreeMap<&str, (Name, i64)> = BTreeMap::new();
    for (_, manager, ..) in found {
        many.entry(scope.id(*manager)).or_insert((*manager, 0)).1 += 1;
    }
    let mut many: Vec<(Name, i64)> = many.into_values().collect();
    many.sort_by_key(|it| Reverse(it.1));
    let points = many.into_iter().map(|(manager, many)| (scope.said(manager), Some(Decimal::from(many)))).collect();
    Chart { kind: ChartKind::Bars, points, of: Some(H::Customers), is_share: false }
}

/// A class of customers, in the order in which they are told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Market(Label),
    Tiers(Tiers),
}

/// What customers of a class got.
#[derive(Default)]
struct Attention {
    customers: usize,
    done: usize,
    sheets: Vec<Place>,
    managers: usize,
    /// The manager that was counted last, and the sheet.
    last: (Option<Name>, Option<Place>),
}

/// All classes, each at a place of its own.
#[derive(Default)]
struct Classing {
    places: BTreeMap<Class, usize>,
    all: Vec<Attention>,
}

impl Classing {
    /// The places of a customer's classes.
    fn of(&mut self, it: &Classes) -> [Option<usize>; 2] {
        let classes = [it.market.map(Class::Market), it.tier.map(|it| Class::Tiers(Tiers::of(it)))];
        classes.map(|it| {
            let next = self.all.len();
            let place = *self.places.entry(it?).or_insert(next);
            if place == next {
                self.all.push(Attention::default());
            }
            Some(place)
        })
    }

    fn of_manager(&mut self, place: usize, manager: Name, done: usize) {
        let sum = &mut self.all[place];
        (sum.customers, sum.done) = (sum.customers + 1, sum.done + done);
        sum.managers += usize::from(sum.last.0 != Some(manager));
        sum.last.0 = Some(manager);
    }

    fn met(&mut self, place: usize, sheet: Place) {
        let sum = &mut self.all[place];
        if sum.last.1 != Some(sheet) {
            sum.sheets.push(sheet);
            sum.last.1 = Some(sheet);
        }
    }
}

/// How often each of a manager's customers was seen in his rows; those on the roster that were not are there with none.
fn visited(scope: &Scope, rows: &[Row], slots: &mut Slots, classing: &mut Classing) -> Vec<usize> {
    let manager = rows[0].manager;
    let asked: Vec<(Name, &Classes)> = scope.books.customers_of(manager).filter(|it| is_asked(scope, it.1)).collect();
    slots.fill(asked.iter().map(|it| it.0));
    let places: Vec<_> = asked.iter().map(|it| classing.of(it.1)).collect();
    let mut counts = vec![0; asked.len()];
    for row in rows {
        for at in row.facts().visits().filter(|it| it.is_done()).filter_map(|it| slots.find(it.customer)) {
            counts[at] += 1;
            places[at].iter().flatten().for_each(|it| classing.met(*it, (manager, row.week)));
        }
    }
    for (places, done) in places.iter().zip(&counts) {
        places.iter().flatten().for_each(|it| classing.of_manager(*it, manager, *done));
    }
    counts
}

pub fn attention(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let (mut slots, mut counts, mut managers, mut classing) = (Slots::default(), Vec::new(), 0, Classing::default());
    for rows in by(&rows, |it| scope.id(it.manager)).into_values() {
        let his = visited(scope, &rows, &mut slots, &mut classing);
        managers += usize::from(!his.is_empty());
        counts.extend(his);
    }
    let Classing { places, mut all } = classing;
    let said = |it: Class| match it {
        Class::Market(it) => (Err(scope.books.labels.text(it)), scope.books.labels.text(it).to_owned()),
        Class::Tiers(it) => (Ok(it), it.said(scope.lang)),
    };
    let mut classes: Vec<_> = places.into_iter().map(|(class, at)| (said(class), std::mem::take(&mut all[at]))).collect();
    // Markets first, by their names.
    classes.sort_by(|a, b| (a.0.0.is_ok(), &a.0.0).cmp(&(b.0.0.is_ok(), &b.0.0)));
    let mut answer = Answer::of(&[H::Class, H::Customers, H::Done, H::PerCustomer]);
    for ((_, name), Attention { customers, done, managers, sheets, .. }) in classes {
        let per = Decimal::from(done as i64).divided(Decimal::from(customers as i64), 2).filter(|_| may_average(managers));
        answer.line_with(sheets, vec![Cell::Text(name), Cell::count(customers), Cell::count(done), Cell::Figure(per, 2)]);
    }
    let gini = gini(&mut counts).filter(|_| may_average(managers));
    answer.figure(H::Gini, Cell::Figure(gini, 3)).charted(ChartKind::Bars, 0, 3)
}

/// How unevenly visits lie on customers: none at 0, all on one near 1.
pub fn gini(counts: &mut [usize]) -> Option<Decimal> {
    counts.sort_unstable();
    let (many, sum) = (counts.len() as i64, counts.iter().sum::<usize>() as i64);
    let ranked: i64 = (1..).zip(counts.iter()).map(|(rank, it)| rank * *it as i64).sum();
    let top = Decimal::from(2 * ranked - (many + 1) * sum);
    top.divided(Decimal::from(many * sum), 3)
}
