//! Principal problems: which causes are commonest (Q14), and whether they are solved or only carried on (Q15). How many problems somebody
//! admits is scored nowhere.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::alike;
use super::super::answer::{Answer, Cell, ChartKind, Place as Sheet, label};
use super::super::facts::{Place, Problem};
use super::super::names::Name;
use super::super::scope::{Row, Scope, by, managers, may_average, median, share, share_of};
use crate::domain::decimal::Decimal;
use crate::domain::review::ProblemState;
use crate::domain::week::Week;
use crate::words::questions::Head as H;

/// Weeks in which a problem should be solved, and in which the same cause coming again counts as coming again.
const SOLVED_WITHIN: i64 = 4;
const AGAIN_WITHIN: i64 = 8;
/// How many causes are to cover most of it.
const TOP: usize = 3;

pub fn pareto(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let mut sheets: BTreeMap<Option<Name>, Vec<Sheet>> = BTreeMap::new();
    for row in &rows {
        let Some(problem) = row.facts().principal() else { continue };
        sheets.entry(problem.cause).or_default().push((row.manager, row.week));
    }
    let whole: usize = sheets.values().map(Vec::len).sum();
    let mut lines: Vec<(String, Vec<Sheet>)> = sheets.into_iter().map(|it| (cause_said(scope, it.0), it.1)).collect();
    lines.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let top: usize = lines.iter().take(TOP).map(|it| it.1.len()).sum();
    let mut answer = Answer::of(&[H::Cause, H::Problems, H::Share, H::Cumulated, H::Managers]);
    let mut sum = 0;
    for (cause, sheets) in lines {
        let (many, who) = (sheets.len(), sheets.iter().map(|it| it.0).collect::<BTreeSet<_>>().len());
        sum += many;
        let cells = vec![
            Cell::Text(cause),
            Cell::count(many),
            Cell::Share(share(many, whole)),
            Cell::Share(share(sum, whole)),
            Cell::count(who),
        ];
        answer.line_with(sheets, cells);
    }
    let mut answer = answer.figure(H::TopShare, Cell::Share(share(top, whole))).charted(ChartKind::Bars, 0, 1);
    answer.under = Some(Box::new(shared(scope, &rows)));
    answer
}

/// The same problem across managers: principal problems whose words are alike, most managers first. What one has alone is not told.
fn shared(scope: &Scope, rows: &[Row]) -> Answer {
    let said: Vec<(&Row, Problem)> = rows.iter().filter_map(|it| Some((it, it.lane.facts.principal()?))).collect();
    let texts: Vec<&str> = said.iter().map(|it| it.1.text).collect();
    let mut answer = Answer::of(&[H::AlikeProblem, H::Cause, H::Problems, H::Managers, H::FirstWeek, H::LastWeek]);
    let mut lines = Vec::new();
    for (text, places) in alike::groups(&texts) {
        let who: BTreeSet<Name> = places.iter().map(|it| said[*it].0.manager).collect();
        let weeks: BTreeSet<Week> = places.iter().map(|it| said[*it].0.week).collect();
        let cause = cause_said(scope, places.iter().find_map(|it| said[*it].1.cause));
        let ends = weeks.first().zip(weeks.last()).filter(|_| who.len() > 1);
        if let Some((first, last)) = ends {
            let counts = [places.len(), who.len()].map(Cell::count);
            let cells = [Cell::text(text), Cell::Text(cause)].into_iter().chain(counts);
            lines.push(((who.len(), places.len()), cells.chain([Cell::text(first), Cell::text(last)]).collect()));
        }
    }
    lines.sort_by_key(|it| Reverse(it.0));
    let many = Cell::count(lines.len());
    lines.into_iter().for_each(|it| answer.line(it.1));
    answer.figure(H::AlikeGroups, many)
}

fn cause_said(scope: &Scope, cause: Option<Name>) -> String {
    let Some(cause) = cause else { return scope.lang.of("（未选）", "(none chosen)").to_owned() };
    let id = scope.books.names.get(cause);
    label(scope.lang, id.and_then(|it| scope.template.cause(it)).map(|it| &it.name), scope.id(cause))
}

/// One problem through the weeks of a manager.
struct Chain {
    raised: Week,
    cause: Option<Name>,
    last: Week,
    ended: Option<(Week, ProblemState)>,
}

/// The chains of a manager's sheets, which come in the order of their weeks. A review's word on a problem goes before the list's.
fn chains_of(rows: &[Row]) -> BTreeMap<u64, Chain> {
    let mut chains: BTreeMap<u64, Chain> = BTreeMap::new();
    for row in rows {
        let mut said: BTreeMap<u64, (ProblemState, Option<Name>, Week)> = BTreeMap::new();
        for it in row.facts().problems() {
            match it.place {
                Place::Carried(since) => {
                    _ = said.insert(it.key, (it.state, it.cause, since.filter(|it| *it < row.week).unwrap_or(row.week)))
                }
                Place::Review => {
                    let since = said.get(&it.key).map_or(row.week, |it| it.2);
                    _ = said.insert(it.key, (it.state, it.cause, since));
                }
                Place::Day(_) => {}
            }
        }
        for (key, (state, cause, since)) in said {
            let chain = chains.entry(key).or_insert(Chain { raised: since, cause, last: row.week, ended: None });
            (chain.last, chain.cause) = (row.week, cause.or(chain.cause));
            chain.ended = (state != ProblemState::Open).then_some((row.week, state));
        }
    }
    chains
}

pub fn chains(scope: &Scope) -> Answer {
    // A chain may have begun before the period; it is followed from the first sheet there is.
    let rows = scope.rows_from(scope.first());
    let mut answer =
        Answer::of(&[H::Manager, H::Raised, H::Decided, H::SolvedInTime, H::ClosedShare, H::Dropped, H::MedianAge, H::Again]);
    let mut sum = (0, 0);
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let all = chains_of(&of_one);
        let until = of_one.last().map_or(scope.to, |it| it.week);
        let raised: Vec<&Chain> = all.values().filter(|it| (scope.from..=scope.to).contains(&it.raised)).collect();
        if raised.is_empty() {
            continue;
        }
        // What was raised of late has had no time to be solved.
        let decided: Vec<&&Chain> = raised.iter().filter(|it| it.raised.plus(SOLVED_WITHIN) <= until).collect();
        let is_solved = |it: &Chain| {
            it.ended.is_some_and(|(at, state)| state == ProblemState::Solved && at <= it.raised.plus(SOLVED_WITHIN))
        };
        let solved = decided.iter().filter(|it| is_solved(it)).count();
        let dropped = raised.iter().filter(|it| it.ended.is_some_and(|it| it.1 == ProblemState::Dropped)).count();
        let mut ages: Vec<Decimal> =
            raised.iter().map(|it| Decimal::from((it.last.monday() - it.raised.monday()).num_weeks())).collect();
        let again = raised.iter().filter(|it| comes_again(it, all.values())).count();
        sum = (sum.0 + solved, sum.1 + decided.len());
        let manager = of_one[0].manager;
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
    answer.figure(H::ClosedShare, Cell::Share(whole)).charted(ChartKind::Bars, 0, 4)
}

/// Whether the same cause was raised before by the same manager, not long ago.
fn comes_again<'a>(it: &Chain, mut all: impl Iterator<Item = &'a Chain>) -> bool {
    let recent = it.raised.plus(-AGAIN_WITHIN)..it.raised;
    it.cause.is_some() && all.any(|other| other.cause == it.cause && recent.contains(&other.raised))
}
