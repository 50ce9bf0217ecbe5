//! Suggestions for planning a week: whom to visit, what last week left over, and what might be the week's focus. They only
//! propose; nothing here is written, and which problems are still open is chain's.

use std::cmp::Reverse;

use chrono::{Datelike, Duration, NaiveDate};

use super::chain::{Row, is_filled, is_text};
use super::decimal::Decimal;
use super::goals::{Figures, Standing};
use super::id::Id;
use super::map::{Map, Set};
use super::review::ProblemState;
use super::sheet::Sheet;
use super::visits::{Outcome, Visit};
use super::week::{Week, parse_date};

/// What is known of a customer when a day is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub code: Id,
    /// He is to be seen once in so many days.
    pub cycle_days: Option<u16>,
    /// Monday 1 to Sunday 7.
    pub order_day: Option<u8>,
    /// Higher is bigger.
    pub tier: Option<u8>,
    pub last_visit: Option<NaiveDate>,
}

/// Why a customer stands where he stands. The first that applies is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// By so many days; 0 is due on the very day.
    Overdue(i64),
    /// It is the last working day before the customer orders.
    BeforeOrderDay,
    Tier,
}

/// A customer to visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub code: Id,
    pub reason: Reason,
    /// From the last visit to the day; nothing if he was never visited.
    pub days_since: Option<i64>,
}

/// Whom to visit on a day, best first: the most overdue, then those who order next, then by tier, then by code; each of these
/// decides where the one before it does not. Who is `planned` that week already is left out.
pub fn due(customers: &[Facts], planned: &[Id], day: NaiveDate, is_workday: &dyn Fn(NaiveDate) -> bool) -> Vec<Due> {
    let mut ranked = Map::default();
    for it in customers.iter().filter(|it| !planned.contains(&it.code)) {
        let overdue = overdue(it, day);
        let before = is_before_order_day(it, day, is_workday);
        let reason = match overdue {
            Some(days) => Reason::Overdue(days),
            None if before => Reason::BeforeOrderDay,
            None => Reason::Tier,
        };
        let due = Due { code: it.code.clone(), reason, days_since: days_since(it, day) };
        ranked.insert((Reverse(overdue), !before, Reverse(it.tier), &it.code), due);
    }
    ranked.values().cloned().collect()
}

fn days_since(it: &Facts, day: NaiveDate) -> Option<i64> {
    it.last_visit.map(|last| (day - last).num_days())
}

/// By how many days a customer is overdue on a day; who was never visited, by his whole cycle.
fn overdue(it: &Facts, day: NaiveDate) -> Option<i64> {
    let cycle = it.cycle_days.filter(|it| *it > 0).map(i64::from)?;
    Some(days_since(it, day).map_or(cycle, |since| since - cycle)).filter(|it| *it >= 0)
}

/// Whether the day is the last working day before the customer orders. The order window closes on the evening before, and a
/// weekend or a holiday in between is no day to visit.
fn is_before_order_day(it: &Facts, day: NaiveDate, is_workday: &dyn Fn(NaiveDate) -> bool) -> bool {
    let Some(order) = it.order_day.filter(|it| (1..=7).contains(it)) else { return false };
    let ahead = (i64::from(order) - i64::from(day.weekday().number_from_monday()) - 1).rem_euclid(7) + 1;
    !(1..ahead).any(|it| is_workday(day + Duration::days(it)))
}

/// What last week left over at a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The day of the visit.
    pub day: NaiveDate,
    pub customer: Id,
    pub left: Left,
}

/// Why it is left over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Planned, and missed.
    Missed,
    /// Planned, and done in part.
    Partly,
    /// Planned, and nothing was said of it.
    NotSaid,
    /// Something was promised.
    Promise { text: String, due: Option<NaiveDate> },
}

/// Last week's planned visits that were not done, and its promises, in the order of the days and codes. A visit planned
/// again or done later in that week speaks for the earlier one.
pub fn leftovers(last: &Sheet) -> Vec<Leftover> {
    let mut all = Vec::new();
    for (at, (day, of_day)) in last.days.iter().enumerate() {
        for (customer, visit) in of_day.visits.iter() {
            let speaks = |it: &Visit| it.planned || it.outcome == Some(Outcome::Done);
            let taken_up = last.days.values().skip(at + 1).any(|it| it.visits.get(customer).is_some_and(speaks));
            let missed = not_done(visit).filter(|_| !taken_up);
            let left = missed.into_iter().chain(promise(visit));
            all.extend(left.map(|left| Leftover { day: *day, customer: customer.clone(), left }));
        }
    }
    all
}

fn not_done(visit: &Visit) -> Option<Left> {
    match visit.outcome {
        _ if !visit.planned => None,
        Some(Outcome::Done) => None,
        Some(Outcome::Partly) => Some(Left::Partly),
        Some(Outcome::Missed) => Some(Left::Missed),
        None => Some(Left::NotSaid),
    }
}

fn promise(visit: &Visit) -> Option<Left> {
    let text = visit.promise.clone().filter(|it| is_text(it))?;
    let due = visit.due.as_ref().and_then(|it| parse_date(it).ok());
    Some(Left::Promise { text, due })
}

/// What might be the week's focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Candidate {
    Goal(Id),
    Problem(Id),
}

/// What to ask of "which hurts most", best first: the oldest open problem, the goal missed by most, the next oldest, and so
/// on. A goal missed without a share of its target (a target of zero) comes after those with one; what is not measured is
/// no candidate. `goals` are the figures to judge by, `problems` the week's effective list.
pub fn candidates(goals: &[(Id, Figures)], problems: &[Row]) -> Vec<Candidate> {
    let missed = goals.iter().filter(|it| it.1.standing() == Standing::Missed);
    let worst: Set<(bool, Option<Decimal>, &Id)> =
        missed.map(|(id, it)| ((it.attainment.is_none(), it.attainment, id), ())).collect();
    let open = problems.iter().filter(|it| it.carried.state() == ProblemState::Open && is_filled(&it.carried.text));
    let oldest: Set<(bool, Option<Week>, &Id)> = open
        .map(|it| {
            let since = it.carried.since.as_ref().and_then(|it| it.parse().ok());
            ((since.is_none(), since, &it.id), ())
        })
        .collect();
    let mut worst = worst.keys().map(|it| Candidate::Goal(it.2.clone()));
    let mut oldest = oldest.keys().map(|it| Candidate::Problem(it.2.clone()));
    let mut all = Vec::new();
    loop {
        let pair = [oldest.next(), worst.next()];
        if pair == [None, None] {
            return all;
        }
        all.extend(pair.into_iter().flatten());
    }
}

#[cfg(test)]
mod tests {
    use super::super::review::Carried;
    use super::*;

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn facts(code: &str, cycle: u16, order_day: u8, tier: u8, last_visit: &str) -> Facts {
        let given = |it: u8| Some(it).filter(|it| *it > 0);
        Facts {
            code: id(code),
            cycle_days: Some(cycle).filter(|it| *it > 0),
            order_day: given(order_day),
            tier: given(tier),
            last_visit: parse_date(last_visit).ok(),
        }
    }

    /// Monday to Friday, but for the days named.
    fn but(off: &'static [&'static str]) -> impl Fn(NaiveDate) -> bool {
        move |it| it.weekday().number_from_monday() < 6 && !off.contains(&it.to_string().as_str())
    }

    /// `code reason days`, on Wednesday 2026-11-25.
    fn said(customers: &[Facts], planned: &[&str]) -> Vec<String> {
        let planned: Vec<Id> = planned.iter().map(|it| id(it)).collect();
        let row = |it: Due| format!("{} {:?} {:?}", it.code, it.reason, it.days_since);
        due(customers, &planned, date("2026-11-25"), &but(&[])).into_iter().map(row).collect()
    }

    #[test]
    fn overdue_comes_first_then_the_order_day_then_the_tier() {
        let customers = [
            facts("small", 0, 0, 2, "2026-11-24"),
            facts("unknown", 0, 0, 0, ""),
            facts("big", 30, 1, 20, "2026-11-24"),
            facts("orders", 30, 4, 1, "2026-11-20"),
            facts("today", 7, 0, 1, "2026-11-18"),
            facts("late", 7, 0, 1, "2026-11-10"),
            facts("never", 14, 0, 1, ""),
            facts("planned", 7, 4, 30, ""),
        ];
        let expected = [
            "never Overdue(14) None",
            "late Overdue(8) Some(15)",
            "today Overdue(0) Some(7)",
            "orders BeforeOrderDay Some(5)",
            "big Tier Some(1)",
            "small Tier Some(1)",
            "unknown Tier None",
        ];
        assert_eq!(said(&customers, &["planned", "gone"]), expected);
    }

    #[test]
    fn each_rule_decides_where_the_one_before_does_not() {
        let customers = [
            facts("d", 7, 0, 5, "2026-11-17"),
            facts("c", 7, 0, 5, "2026-11-17"),
            facts("b", 7, 0, 6, "2026-11-17"),
            facts("a", 7, 4, 1, "2026-11-17"),
            facts("z", 7, 0, 1, "2026-11-16"),
        ];
        let order: Vec<String> = said(&customers, &[]).iter().map(|it| it[..1].to_owned()).collect();
        assert_eq!(order, ["z", "a", "b", "c", "d"]);
        assert_eq!(said(&[facts("ahead", 7, 0, 1, "2026-11-27")], &[]), ["ahead Tier Some(-2)"]);
        let no_cycle = Facts { cycle_days: Some(0), ..facts("none", 0, 0, 1, "2026-11-24") };
        assert_eq!(said(&[no_cycle], &[]), ["none Tier Some(1)"]);
    }

    #[test]
    fn a_visit_belongs_on_the_last_working_day_before_the_order() {
        // 2026-11-23 is a Monday.
        for (day, order_day, off, expected) in [
            ("2026-11-23", 2, &[][..], true),
            ("2026-11-23", 1, &[], false),
            ("2026-11-23", 3, &[], false),
            ("2026-11-23", 3, &["2026-11-24"], true),
            ("2026-11-27", 6, &[], true),
            ("2026-11-27", 7, &[], true),
            ("2026-11-27", 1, &[], true),
            ("2026-11-27", 2, &[], false),
            ("2026-11-27", 2, &["2026-11-30"], true),
            ("2026-11-29", 1, &[], true),
            ("2026-11-23", 0, &[], false),
            ("2026-11-23", 9, &[], false),
        ] {
            let customer = facts("c", 0, order_day, 0, "");
            assert_eq!(is_before_order_day(&customer, date(day), &but(off)), expected, "{day} {order_day} {off:?}");
        }
    }

    fn visit(planned: bool, outcome: Option<Outcome>) -> Visit {
        Visit { planned, outcome, ..Visit::default() }
    }

    fn left(visits: &[(&str, &str, Visit)]) -> Vec<String> {
        let mut sheet = Sheet::default();
        for (day, customer, visit) in visits {
            sheet.days.or_default(&date(day)).visits.insert(id(customer), visit.clone());
        }
        leftovers(&sheet).iter().map(|it| format!("{} {} {:?}", it.day, it.customer, it.left)).collect()
    }

    #[test]
    fn planned_visits_that_were_not_done_are_left_over() {
        let (monday, tuesday) = ("2026-11-23", "2026-11-24");
        for (outcome, expected) in [
            (Some(Outcome::Done), None),
            (Some(Outcome::Partly), Some("2026-11-23 c Partly")),
            (Some(Outcome::Missed), Some("2026-11-23 c Missed")),
            (None, Some("2026-11-23 c NotSaid")),
        ] {
            assert_eq!(left(&[(monday, "c", visit(true, outcome))]), Vec::from_iter(expected));
            assert_eq!(left(&[(monday, "c", visit(false, outcome))]), [""; 0]);
        }
        let missed = (monday, "c", visit(true, Some(Outcome::Missed)));
        let then = |planned, outcome| left(&[missed.clone(), (tuesday, "c", visit(planned, outcome))]);
        assert_eq!(then(false, Some(Outcome::Done)), [""; 0], "made up for");
        assert_eq!(then(true, Some(Outcome::Partly)), ["2026-11-24 c Partly"], "planned again");
        assert_eq!(then(false, Some(Outcome::Partly)), ["2026-11-23 c Missed"]);
        let done_before = [(monday, "c", visit(false, Some(Outcome::Done))), (tuesday, "c", visit(true, None))];
        assert_eq!(left(&done_before), ["2026-11-24 c NotSaid"]);
    }

    #[test]
    fn promises_are_left_over_whatever_came_of_the_visit() {
        let promised = |text: &str, due: Option<&str>, planned| Visit {
            promise: Some(text.to_owned()),
            due: due.map(str::to_owned),
            ..visit(planned, Some(Outcome::Missed))
        };
        let visits = [
            ("2026-11-24", "b", promised("换柜", Some("2026-12-01"), false)),
            ("2026-11-23", "c", promised("送货", None, true)),
            ("2026-11-23", "a", promised(" ", Some("2026-12-01"), false)),
        ];
        let expected = [
            "2026-11-23 c Missed",
            "2026-11-23 c Promise { text: \"送货\", due: None }",
            "2026-11-24 b Promise { text: \"换柜\", due: Some(2026-12-01) }",
        ];
        assert_eq!(left(&visits), expected);
    }

    fn goal(name: &str, gap: Option<i64>, attainment: Option<i64>) -> (Id, Figures) {
        let (gap, attainment) = (gap.map(Decimal::from), attainment.map(Decimal::from));
        (id(name), Figures { gap, attainment, ..Figures::default() })
    }

    fn problem(name: &str, since: &str, state: Option<ProblemState>) -> Row {
        let carried = Carried { text: Some("断货".to_owned()), since: Some(since.to_owned()), state, ..Carried::default() };
        Row { id: id(name), carried }
    }

    #[test]
    fn the_oldest_problem_and_the_worst_goal_take_turns() {
        let goals = [
            goal("ok", Some(0), Some(1)),
            goal("none", None, None),
            goal("share", Some(-1), Some(3)),
            goal("zero", Some(-9), None),
            goal("worst", Some(-1), Some(-2)),
        ];
        let blank = Row { carried: Carried::default(), ..problem("blank", "", None) };
        let problems = [
            problem("p2", "2026-W47", None),
            problem("p4", "x", None),
            problem("gone", "2026-W01", Some(ProblemState::Dropped)),
            problem("p3", "2026-W47", Some(ProblemState::Open)),
            problem("p1", "2025-W50", None),
            blank,
        ];
        let said = |goals: &[(Id, Figures)], problems: &[Row]| {
            let name = |it: Candidate| match it {
                Candidate::Goal(it) | Candidate::Problem(it) => it.to_string(),
            };
            candidates(goals, problems).into_iter().map(name).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said(&goals, &problems), "p1 worst p2 share p3 zero p4");
        assert_eq!((said(&goals, &[]), said(&[], &problems)), ("worst share zero".to_owned(), "p1 p2 p3 p4".to_owned()));
    }
}
