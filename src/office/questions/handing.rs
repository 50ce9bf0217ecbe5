//! Who has handed in in time (Q1), and what handing in seems to cost (Q20).

use super::super::answer::{Answer, Cell, ChartKind};
use super::super::scope::{Scope, by, managers, may_average, median, share, share_of};
use super::super::wall::{State, tile};
use crate::domain::decimal::Decimal;
use crate::words::questions::Head as H;

pub fn in_time(scope: &Scope) -> Answer {
    let due = scope.due();
    let mut answer =
        Answer::of(&[H::Week, H::Due, H::Came, H::InTime, H::Late, H::UnknownTime, H::Contested, H::Missing, H::InTimeShare]);
    let mut sum = (0, 0);
    for week in scope.weeks() {
        let tiles: Vec<State> = due.iter().map(|(manager, due)| tile(scope, *manager, week, due).is).collect();
        let many = |is| tiles.iter().filter(|it| **it == is).count();
        let (in_time, late, unknown) = (many(State::InTime), many(State::Late), many(State::UnknownTime));
        let (contested, missing) = (many(State::Contested), many(State::Missing));
        let came = in_time + late + unknown + contested;
        let all = came + missing;
        sum = (sum.0 + in_time, sum.1 + all);
        let cells = [all, came, in_time, late, unknown, contested, missing].map(Cell::count);
        let cells = [Cell::text(week)].into_iter().chain(cells).chain([Cell::Share(share_of(in_time, all, all))]).collect();
        answer.line_of(None, Some(week), cells);
    }
    let share = share_of(sum.0, sum.1, due.len());
    answer.figure(H::InTimeShare, Cell::Share(share)).charted(ChartKind::Line, 0, 8)
}

/// What sheets say of it: how long after the last minute they come, and how much is left blank. Minutes are on no sheet.
pub fn burden(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let mut answer = Answer::of(&[H::Week, H::Sheets, H::HoursLate, H::Blanks]);
    let mut all = (0, 0);
    for (week, rows) in by(&rows, |it| it.week) {
        let came = rows.iter().filter_map(|it| scope.books.entry(it.manager, week)?.first(week));
        let mut hours: Vec<Decimal> = came.map(|it| Decimal::from(it.hours_late(week))).collect();
        let counted = rows.iter().filter_map(|it| Some((it.facts(), usize::from(it.facts().asked?))));
        let blank = counted.fold((0, 0), |sum, (it, asked)| {
            let measured = it.figures().filter(|it| it.actual.is_some()).count();
            (sum.0 + asked - measured.min(asked), sum.1 + asked)
        });
        all = (all.0 + blank.0, all.1 + blank.1);
        let many = managers(&rows);
        let hours = median(&mut hours).filter(|_| may_average(many));
        let cells = vec![
            Cell::text(week),
            Cell::count(rows.len()),
            Cell::Figure(hours, 1),
            Cell::Share(share_of(blank.0, blank.1, many)),
        ];
        answer.line_of(None, Some(week), cells);
    }
    let blanks = share(all.0, all.1).filter(|_| may_average(managers(&rows)));
    answer.figure(H::Blanks, Cell::Share(blanks)).charted(ChartKind::Line, 0, 2)
}
