//! Whether problems are solved or only carried on from week to week (Q15), manager by manager and one by one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::answer::{Answer, Cell, ChartKind, Place as Sheet};
use super::super::facts::Place;
use super::super::names::Name;
use super::super::scope::{Row, Scope, by, managers, may_average, median, share, share_of};
use super::problems::cause_said;
use crate::domain::decimal::Decimal;
use crate::domain::review::ProblemState;
use crate::domain::week::Week;
use crate::words::questions::Head as H;

/// Weeks in which a problem should be solved, and in which the same cause coming again counts as coming again.
const SOLVED_WITHIN: i64 = 4;
const AGAIN_WITHIN: i64 = 8;
/// Problems that are told one by one.
const MOST_LINES: usize = 2_000;

/// One problem through the weeks of a manager.
struct Chain<'a> {
    raised: Week,
    cause: Option<Name>,
    /// What it says, where it was a principal one.
    text: &'a str,
    /// The weeks whose sheets have it, in their order.
    weeks: Vec<Week>,
    ended: Option<(Week, ProblemState)>,
}

/// What a sheet says of a problem.
struct Said<'a> {
    state: ProblemState,
    cause: Option<Name>,
    since: Week,
    text: &'a str,
}

impl Chain<'_> {
    fn last(&self) -> Week {
        self.weeks.last().copied().unwrap_or(self.raised)
    }

    /// Weeks from the one it was raised in to the last that has it.
    fn age(&self) -> i64 {
        (self.last().monday() - self.raised.monday()).num_weeks()
    }

    fn is(&self, state: ProblemState) -> bool {
        self.ended.map_or(state == ProblemState::Open, |it| it.1 == state)
    }

    /// The week in which the same manager raised the same cause before, not long ago.
    fn before(&self, all: &BTreeMap<u64, Chain>) -> Option<Week> {
        let recent = self.raised.plus(-AGAIN_WITHIN)..self.raised;
        let same = all.values().filter(|it| self.cause.is_some() && it.cause == self.cause);
        same.map(|it| it.raised).filter(|it| recent.contains(it)).max()
    }
}

/// The chains of a manager's sheets, which come in the order of their weeks. A review's word on a problem goes before the list's.
fn chains_of<'a>(rows: &[Row<'a>]) -> BTreeMap<u64, Chain<'a>> {
    let mut chains: BTreeMap<u64, Chain> = BTreeMap::new();
    for row in rows {
        let mut all: BTreeMap<u64, Said> = BTreeMap::new();
        for it in row.lane.facts.problems() {
            let since = match it.place {
                Place::Carried(since) => since.filter(|it| *it < row.week).unwrap_or(row.week),
                Place::Review => all.get(&it.key).map_or(row.week, |it| it.since),
                Place::Day(_) => continue,
            };
            all.insert(it.key, Said { state: it.state, cause: it.cause, since, text: it.text });
        }
        for (key, it) in all {
            let new = || Chain { raised: it.since, cause: it.cause, text: "", weeks: Vec::new(), ended: None };
            let chain = chains.entry(key).or_insert_with(new);
            chain.weeks.push(row.week);
            chain.cause = it.cause.or(chain.cause);
            chain.text = if it.text.is_empty() { chain.text } else { it.text };
            chain.ended = (it.state != ProblemState::Open).then_some((row.week, it.state));
        }
    }
    chains
}

pub fn chains(scope: &Scope) -> Answer {
    // A chain may have begun before the period; it is followed from the first sheet there is.
    let rows = scope.rows_from(scope.first());
    let mut answer =
        Answer::of(&[H::Manager, H::Raised, H::Decided, H::SolvedInTime, H::ClosedShare, H::Dropped, H::MedianAge, H::Again]);
    let (mut sum, mut each) = ((0, 0), Vec::new());
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let all = chains_of(&of_one);
        let (manager, until) = (of_one[0].manager, of_one.last().map_or(scope.to, |it| it.week));
        let raised: Vec<&Chain> = all.values().filter(|it| (scope.from..=scope.to).contains(&it.raised)).collect();
        let standing = all.values().filter(|it| it.last() >= scope.from);
        each.extend(standing.map(|it| one(scope, manager, it, it.before(&all))));
        if raised.is_empty() {
            continue;
        }
        // What was raised of late has had no time to be solved.
        let decided: Vec<&&Chain> = raised.iter().filter(|it| it.raised.plus(SOLVED_WITHIN) <= until).collect();
        let in_time = |it: &Chain| it.ended.is_some_and(|(at, _)| at <= it.raised.plus(SOLVED_WITHIN));
        let solved = decided.iter().filter(|it| it.is(ProblemState::Solved) && in_time(it)).count();
        let dropped = raised.iter().filter(|it| it.is(ProblemState::Dropped)).count();
        let mut ages: Vec<Decimal> = raised.iter().map(|it| Decimal::from(it.age())).collect();
        let again = raised.iter().filter(|it| it.before(&all).is_some()).count();
        sum = (sum.0 + solved, sum.1 + decided.len());
        let cells = vec![
            Cell::text(scope.said(manager)),
            Cell::count(raised.len()),
            Cell::count(decided.len()),
            Cell::count(solved),
            Cell::Share(share(solved, decided.len())),
            Cell::count(dropped),
            Cell::Figure(median(&mut ages), 1),
            Cell::count(again),
        ];
        answer.line_of(scope.books.names.get(manager), None, cells);
    }
    let whole = share_of(sum.0, sum.1, managers(&rows)).filter(|_| may_average(answer.lines.len()));
    let mut answer = answer.figure(H::ClosedShare, Cell::Share(whole)).charted(ChartKind::Bars, 0, 4);
    answer.under = Some(Box::new(one_by_one(each)));
    answer
}

/// A chain as it is told: what orders it, its sheets, and its cells.
type One = ((bool, Reverse<i64>), Vec<Sheet>, Vec<Cell>);

fn one(scope: &Scope, manager: Name, it: &Chain, before: Option<Week>) -> One {
    let state = [
        (ProblemState::Open, scope.lang.of("未解决", "open")),
        (ProblemState::Solved, scope.lang.of("已解决", "solved")),
        (ProblemState::Dropped, scope.lang.of("放弃", "dropped")),
    ];
    let state = state.into_iter().find(|state| it.is(state.0)).map_or("", |it| it.1);
    let cells = vec![
        Cell::text(scope.said(manager)),
        Cell::text(cause_said(scope, it.cause)),
        Cell::text(it.text),
        Cell::text(it.raised),
        Cell::text(it.last()),
        Cell::Count(it.age()),
        Cell::text(state),
        Cell::text(before.map(|it| it.to_string()).unwrap_or_default()),
    ];
    let order = (!it.is(ProblemState::Open), Reverse(it.age()));
    (order, it.weeks.iter().map(|week| (manager, *week)).collect(), cells)
}

/// Every problem that stands in the period: those still open first, the oldest of them at the head.
fn one_by_one(mut each: Vec<One>) -> Answer {
    let heads = [H::Manager, H::Cause, H::Problem, H::Raised, H::LastWeek, H::WeeksCarried, H::State, H::AgainSince];
    let mut answer = Answer::of(&heads);
    let open = each.iter().filter(|it| !it.0.0).count();
    each.sort_by_key(|it| it.0);
    each.into_iter().take(MOST_LINES).for_each(|it| answer.line_with(it.1, it.2));
    answer.figure(H::StillOpen, Cell::count(open))
}
