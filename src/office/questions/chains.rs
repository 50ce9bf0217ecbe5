//! Whether problems are solved or only carried on from week to week (Q15), manager by manager and one by one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::answer::{Answer, Cell, ChartKind, Line};
use super::super::facts::Place;
use super::super::names::Name;
use super::super::scope::{Row, Scope, by, managers, may_average, median, share, share_of};
use super::problems::cause_said;
use crate::domain::decimal::Decimal;
use crate::domain::review::ProblemState;
use crate::domain::week::Week;
use crate::words::questions::Head as H;

/// Weeks in which a problem should be solved.
pub const SOLVED_WITHIN: i64 = 4;
/// Weeks in which the same cause coming again counts as coming again.
const AGAIN_WITHIN: i64 = 8;
/// Weeks before the period from which on problems are followed: in which week an older one was raised, its row says.
const FOLLOWED: i64 = 26;
/// Problems that are told one by one.
const MOST_LINES: usize = 2_000;

/// One problem through the weeks of a manager.
struct Chain<'a> {
    /// Tells it from the manager's others.
    key: u64,
    manager: Name,
    raised: Week,
    /// The week in which he raised the same cause before, not long ago.
    before: Option<Week>,
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

    fn is_solved_in_time(&self) -> bool {
        self.is(ProblemState::Solved) && self.ended.is_some_and(|it| it.0 <= self.raised.plus(SOLVED_WITHIN))
    }
}

/// The chains of a manager's sheets, which come in the order of their weeks. A review's word on a problem goes before the list's.
fn chains_of<'a>(rows: &[Row<'a>]) -> Vec<Chain<'a>> {
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
            let (manager, raised, cause) = (row.manager, it.since, it.cause);
            let new = || Chain { key, manager, raised, before: None, cause, text: "", weeks: Vec::new(), ended: None };
            let chain = chains.entry(key).or_insert_with(new);
            chain.weeks.push(row.week);
            chain.cause = cause.or(chain.cause);
            chain.text = if it.text.is_empty() { chain.text } else { it.text };
            chain.ended = (it.state != ProblemState::Open).then_some((row.week, it.state));
        }
    }
    let mut chains: Vec<Chain> = chains.into_values().collect();
    look_back(&mut chains);
    chains
}

/// Finds out for each chain of a manager when its cause was raised before.
fn look_back(chains: &mut [Chain]) {
    chains.sort_by_key(|it| (it.cause, it.raised));
    let mut last: Option<(Name, Week, Option<Week>)> = None;
    for it in chains {
        let Some(cause) = it.cause else { continue };
        // Several raised in one week have the same one before them.
        let before = match last {
            Some((of, at, _)) if of == cause && at < it.raised => Some(at),
            Some((of, _, before)) if of == cause => before,
            _ => None,
        };
        last = Some((cause, it.raised, before));
        it.before = before.filter(|week| *week >= it.raised.plus(-AGAIN_WITHIN));
    }
}

pub fn chains(scope: &Scope) -> Answer {
    // A chain may have begun before the period.
    let rows = scope.rows_from(scope.from.plus(-FOLLOWED));
    let mut answer =
        Answer::of(&[H::Manager, H::Raised, H::Decided, H::SolvedInTime, H::ClosedShare, H::Dropped, H::MedianAge, H::Again]);
    let (mut sum, mut standing) = ((0, 0), Vec::new());
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let (all, until) = (chains_of(&of_one), of_one.last().map_or(scope.to, |it| it.week));
        let raised: Vec<&Chain> = all.iter().filter(|it| (scope.from..=scope.to).contains(&it.raised)).collect();
        if !raised.is_empty() {
            // What was raised of late has had no time to be solved.
            let decided: Vec<&&Chain> = raised.iter().filter(|it| it.raised.plus(SOLVED_WITHIN) <= until).collect();
            let solved = decided.iter().filter(|it| it.is_solved_in_time()).count();
            sum = (sum.0 + solved, sum.1 + decided.len());
            answer.lines.push(of_manager(scope, &raised, (decided.len(), solved)));
        }
        standing.extend(all.into_iter().filter(|it| it.last() >= scope.from));
    }
    let whole = share_of(sum.0, sum.1, managers(&rows)).filter(|_| may_average(answer.lines.len()));
    let mut answer = answer.figure(H::ClosedShare, Cell::Share(whole)).charted(ChartKind::Bars, 0, 4);
    answer.under = Some(Box::new(one_by_one(scope, standing)));
    answer
}

/// What became of the problems a manager raised.
fn of_manager(scope: &Scope, raised: &[&Chain], (decided, solved): (usize, usize)) -> Line {
    let mut ages: Vec<Decimal> = raised.iter().map(|it| Decimal::from(it.age())).collect();
    let manager = raised[0].manager;
    let cells = vec![
        Cell::text(scope.said(manager)),
        Cell::count(raised.len()),
        Cell::count(decided),
        Cell::count(solved),
        Cell::Share(share(solved, decided)),
        Cell::count(raised.iter().filter(|it| it.is(ProblemState::Dropped)).count()),
        Cell::Figure(median(&mut ages), 1),
        Cell::count(raised.iter().filter(|it| it.before.is_some()).count()),
    ];
    Line { cells, manager: scope.books.names.get(manager).cloned(), ..Line::default() }
}

/// Every problem that stands in the period: those still open first, the oldest of them at the head.
fn one_by_one(scope: &Scope, mut standing: Vec<Chain>) -> Answer {
    let heads = [H::Manager, H::Cause, H::Problem, H::Raised, H::LastWeek, H::WeeksCarried, H::State, H::AgainSince];
    let mut answer = Answer::of(&heads);
    let open = standing.iter().filter(|it| it.is(ProblemState::Open)).count();
    // The same on every machine, in whichever order files came.
    standing.sort_by_key(|it| (!it.is(ProblemState::Open), Reverse(it.age()), it.raised, scope.id(it.manager), it.key));
    for it in standing.into_iter().take(MOST_LINES) {
        let state = match it.ended {
            None => scope.lang.of("未解决", "open"),
            Some((_, ProblemState::Dropped)) => scope.lang.of("放弃", "dropped"),
            Some(_) => scope.lang.of("已解决", "solved"),
        };
        let cells = vec![
            Cell::text(scope.said(it.manager)),
            Cell::text(cause_said(scope, it.cause)),
            Cell::text(it.text),
            Cell::text(it.raised),
            Cell::text(it.last()),
            Cell::Count(it.age()),
            Cell::text(state),
            Cell::text(it.before.map(|it| it.to_string()).unwrap_or_default()),
        ];
        answer.line_with(it.weeks.iter().map(|week| (it.manager, *week)).collect(), cells);
    }
    answer.figure(H::StillOpen, Cell::count(open))
}
