//! Principal problems: which causes are commonest (Q14). How many problems somebody admits is scored nowhere.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::alike;
use super::super::answer::{Answer, Cell, ChartKind, Place as Sheet, label};
use super::super::facts::Problem;
use super::super::names::Name;
use super::super::scope::{Row, Scope, share_of};
use crate::domain::week::Week;
use crate::words::questions::Head as H;

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
    let asked = sheets.values().flatten().map(|it| it.0).collect::<BTreeSet<_>>().len();
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
            Cell::Share(share_of(many, whole, asked)),
            Cell::Share(share_of(sum, whole, asked)),
            Cell::count(who),
        ];
        answer.line_with(sheets, cells);
    }
    let mut answer = answer.figure(H::TopShare, Cell::Share(share_of(top, whole, asked))).charted(ChartKind::Bars, 0, 1);
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
            let sheets: Vec<Sheet> = places.iter().map(|it| (said[*it].0.manager, said[*it].0.week)).collect();
            lines.push(((who.len(), places.len()), sheets, cells.chain([Cell::text(first), Cell::text(last)]).collect()));
        }
    }
    lines.sort_by_key(|it| Reverse(it.0));
    let many = Cell::count(lines.len());
    lines.into_iter().for_each(|it| answer.line_with(it.1, it.2));
    answer.figure(H::AlikeGroups, many)
}

pub(super) fn cause_said(scope: &Scope, cause: Option<Name>) -> String {
    let Some(cause) = cause else { return scope.lang.of("（未选）", "(none chosen)").to_owned() };
    let id = scope.books.names.get(cause);
    label(scope.lang, id.and_then(|it| scope.template.cause(it)).map(|it| &it.name), scope.id(cause))
}
