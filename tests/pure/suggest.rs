//! Suggestions do not hang on the order in which their facts come, and every customer is in them once.

use chrono::{Datelike, Duration, NaiveDate};
use onesheet::domain::chain::Row;
use onesheet::domain::decimal::Decimal;
use onesheet::domain::goals::Figures;
use onesheet::domain::id::Id;
use onesheet::domain::review::{Carried, ProblemState};
use onesheet::domain::suggest::{Candidate, Due, Facts, Reason, candidates, due};
use onesheet::domain::week::parse_date;
use proptest::prelude::*;

use super::devices::id;
use super::laws::cases;

/// A Wednesday.
fn day() -> NaiveDate {
    parse_date("2026-11-25").unwrap()
}

fn is_workday(it: NaiveDate) -> bool {
    it.weekday().number_from_monday() < 6
}

fn customers() -> impl Strategy<Value = Vec<Facts>> {
    let one = (prop::option::of(0_u16..12), prop::option::of(0_u8..9), prop::option::of(1_u8..4), prop::option::of(-2_i64..12));
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let facts = |(at, (cycle_days, order_day, tier, ago)): (usize, (_, _, _, Option<i64>))| Facts {
            code: id(&format!("c{at:02}")),
            cycle_days,
            order_day,
            tier,
            last_visit: ago.map(|it| day() - Duration::days(it)),
        };
        all.into_iter().enumerate().map(facts).collect()
    })
}

/// What has to grow along the list.
fn rank(it: &Due) -> (u8, i64) {
    match it.reason {
        Reason::Overdue(days) => (0, -days),
        Reason::BeforeOrderDay => (1, 0),
        Reason::Tier => (2, 0),
    }
}

fn goal(at: usize, gap: Option<i64>, share: Option<i64>) -> (Id, Figures) {
    let (gap, attainment) = (gap.map(Decimal::from), share.map(Decimal::from));
    (id(&format!("g{at}")), Figures { gap, attainment, ..Figures::default() })
}

fn problem(at: usize, since: u8, state: u8) -> Row {
    let state = Some(ProblemState::ALL[usize::from(state)]);
    let (text, since) = (Some("断货".to_owned()), Some(format!("2026-W{since}")));
    Row { id: id(&format!("p{at}")), carried: Carried { text, since, state, ..Carried::default() } }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn whom_to_visit_does_not_hang_on_the_order_of_the_roster(
        (roster, shuffled) in customers().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        left_out in 0_usize..30,
    ) {
        let planned = [id(&format!("c{left_out:02}"))];
        let all = due(&roster, &planned, day(), &is_workday);
        prop_assert_eq!(&all, &due(&shuffled, &planned, day(), &is_workday));
        let mut codes: Vec<&Id> = all.iter().map(|it| &it.code).collect();
        codes.sort();
        prop_assert!(codes.into_iter().eq(roster.iter().map(|it| &it.code).filter(|it| **it != planned[0])), "each once");
        prop_assert!(all.windows(2).all(|it| rank(&it[0]) <= rank(&it[1])), "{:?}", all);
    }

    #[test]
    fn what_to_ask_first_does_not_hang_on_the_order_of_the_lists(
        goals in prop::collection::vec((prop::option::of(-3_i64..3), prop::option::of(0_i64..3)), 0..8),
        problems in prop::collection::vec((44_u8..48, 0_u8..3), 0..8),
        turn in 0_usize..8,
    ) {
        let mut goals: Vec<_> = goals.into_iter().enumerate().map(|(at, (gap, share))| goal(at, gap, share)).collect();
        let mut problems: Vec<_> = problems.into_iter().enumerate().map(|(at, (since, state))| problem(at, since, state)).collect();
        let all = candidates(&goals, &problems);
        let (in_goals, in_problems) = (turn.min(goals.len()), turn.min(problems.len()));
        goals.rotate_left(in_goals);
        problems.rotate_left(in_problems);
        prop_assert_eq!(&all, &candidates(&goals, &problems));
        let missed = goals.iter().filter(|it| it.1.gap.is_some_and(Decimal::is_negative)).count();
        let open = problems.iter().filter(|it| it.carried.state() == ProblemState::Open).count();
        let is_goal = |it: &Candidate| matches!(it, Candidate::Goal(_));
        prop_assert_eq!((all.iter().filter(|it| is_goal(it)).count(), all.len()), (missed, missed + open));
        let turns = 2 * missed.min(open);
        prop_assert!(all[..turns].iter().enumerate().all(|(at, it)| is_goal(it) == (at % 2 == 1)), "{:?}", all);
    }
}
