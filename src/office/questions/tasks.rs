//! What managers choose to work on (Q7), and whether that is finished (Q9). How long a method is says nothing and is not looked at.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::answer::{Answer, Cell, ChartKind, Place, label};
use super::super::names::Name;
use super::super::scope::{Scope, by, managers, share, share_of};
use crate::domain::tasks::TaskState;
use crate::words::questions::Head as H;

pub fn chosen(scope: &Scope) -> Answer {
    let mut ticks: BTreeMap<Name, Vec<Place>> = BTreeMap::new();
    for row in scope.rows() {
        for tick in row.facts().ticks() {
            ticks.entry(tick.item).or_default().push((row.manager, row.week));
        }
    }
    let sum: usize = ticks.values().map(Vec::len).sum();
    // Those never ticked stand last: they may be too many on the list.
    let listed = scope.template.items().map(|it| (&it.id, scope.books.names.find(&it.id)));
    let mut lines: Vec<(String, String, Vec<Place>)> = listed
        .map(|(id, place)| {
            let sheets = place.and_then(|it| ticks.remove(&it)).unwrap_or_default();
            let found = scope.template.item(id);
            (label(scope.lang, found.map(|it| &it.1.name), id.as_str()), category(scope, found.map(|it| &it.0.name)), sheets)
        })
        .collect();
    // Items of another template keep their ids, in whose order they stand.
    let others: BTreeMap<&str, Vec<Place>> = ticks.into_iter().map(|(item, sheets)| (scope.id(item), sheets)).collect();
    lines.extend(others.into_iter().map(|(item, sheets)| (item.to_owned(), String::new(), sheets)));
    lines.sort_by_key(|it| Reverse(it.2.len()));
    let never = lines.iter().filter(|it| it.2.is_empty()).count();
    let mut answer = Answer::of(&[H::Item, H::Category, H::Ticks, H::TickShare]);
    for (name, category, sheets) in lines {
        let count = sheets.len();
        let cells = vec![Cell::Text(name), Cell::Text(category), Cell::count(count), Cell::Share(share(count, sum))];
        answer.line_with(sheets, cells);
    }
    let mut answer = answer.figure(H::NeverTicked, Cell::count(never)).charted(ChartKind::Bars, 0, 2);
    answer.chart.points.retain(|it| it.1.is_some_and(|it| !it.is_zero()));
    answer
}

fn category(scope: &Scope, it: Option<&crate::domain::template::Label>) -> String {
    label(scope.lang, it, "")
}

pub fn finished(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let mut answer = Answer::of(&[H::Manager, H::Ticks, H::Done, H::Partly, H::Open, H::Dropped, H::DoneShare]);
    let mut sum = (0, 0);
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let states: Vec<TaskState> = of_one.iter().flat_map(|it| it.facts().ticks().map(|it| it.state)).collect();
        let many = |is| states.iter().filter(|it| **it == is).count();
        let done = many(TaskState::Done);
        sum = (sum.0 + done, sum.1 + states.len());
        let counts = [states.len(), done, many(TaskState::Partly), many(TaskState::Open), many(TaskState::Dropped)];
        let manager = of_one[0].manager;
        let cells = [Cell::text(scope.said(manager))].into_iter().chain(counts.map(Cell::count));
        let cells = cells.chain([Cell::Share(share(done, states.len()))]).collect();
        answer.line_of(scope.books.names.get(manager), None, cells);
    }
    let share = share_of(sum.0, sum.1, managers(&rows));
    answer.figure(H::DoneShare, Cell::Share(share)).charted(ChartKind::Bars, 0, 6)
}
