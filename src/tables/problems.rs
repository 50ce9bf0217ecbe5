//! All problems in one table, for a problem keeps its id from the day it is written until it is solved: those of the days, of
//! the week's review, and those brought in, as the sheet shows them.

use super::{Cell, Leaf, Source, Table};
use crate::domain::extract::Subject;
use crate::domain::id::Id;
use crate::domain::review::{Carried, ProblemState, ReviewProblem};
use crate::domain::tracking::DayProblem;
use crate::domain::week::Week;
use crate::words::said;
use crate::words::tables::{Head as H, Written, written};

pub fn problems(source: &Source, leaves: &[Leaf]) -> Table {
    let heads = [
        H::Manager,
        H::Week,
        H::Date,
        H::Where,
        H::ProblemCode,
        H::Problem,
        H::Cause,
        H::Analysis,
        H::Measure,
        H::Owner,
        H::Due,
        H::State,
        H::Principal,
        H::Since,
        H::Age,
        H::Why,
    ];
    let days = source.days().flat_map(|(week, sheet, date)| {
        let day = sheet.days.get(&date);
        let principal = day.and_then(|it| it.principal());
        let all = day.into_iter().flat_map(|it| it.problems.iter());
        all.map(move |(id, it)| Problem { date: Cell::Date(date), ..of_day(it, principal == Some(id)) }.row(source, week, id))
    });
    let weeks = leaves.iter().flat_map(|leaf| {
        let review = &leaf.sheet.review;
        let own =
            review.problems.iter().map(|(id, it)| of_review(it, review.principal() == Some(id)).row(source, leaf.week, id));
        let brought = leaf.carried.iter().map(|it| of_chain(&it.carried, leaf.week).row(source, leaf.week, &it.id));
        brought.chain(own).collect::<Vec<_>>()
    });
    let mut rows: Vec<Vec<Cell>> = weeks.chain(days).collect();
    // Week by week, the whole week's first; the order within stays.
    rows.sort_by_key(|it| match &it[1] {
        Cell::Text(week) => week.clone(),
        _ => String::new(),
    });
    Table::new(source, Subject::Problems, &heads, rows)
}

/// What is known of a problem where it stands.
struct Problem<'a> {
    at: Written,
    date: Cell,
    text: Option<&'a String>,
    cause: Option<&'a String>,
    analysis: Option<&'a String>,
    measure: Option<&'a String>,
    owner: Option<&'a String>,
    due: Option<&'a String>,
    state: Option<ProblemState>,
    is_principal: Option<bool>,
    since: Option<&'a String>,
    age: Option<i64>,
    why: Option<&'a String>,
}

impl Problem<'_> {
    fn nothing(at: Written) -> Self {
        Self {
            at,
            date: Cell::Empty,
            text: None,
            cause: None,
            analysis: None,
            measure: None,
            owner: None,
            due: None,
            state: None,
            is_principal: None,
            since: None,
            age: None,
            why: None,
        }
    }

    fn row(self, source: &Source, week: Week, id: &Id) -> Vec<Cell> {
        let lang = source.lang;
        let mut cells = source.of_week(week);
        cells.extend([
            self.date,
            Cell::word(written(lang, self.at)),
            Cell::code(id),
            Cell::said(self.text),
            source.cause(self.cause),
            Cell::said(self.analysis),
            Cell::said(self.measure),
            Cell::said(self.owner),
            Cell::date(self.due),
            Cell::word(self.state.map_or("", |it| said::problem_state(lang, it.word()))),
            self.is_principal.map_or(Cell::Empty, |it| Cell::flag(lang, it)),
            Cell::said(self.since),
            self.age.and_then(|it| usize::try_from(it).ok()).map_or(Cell::Empty, Cell::count),
            Cell::said(self.why),
        ]);
        cells
    }
}

fn of_day(it: &DayProblem, is_principal: bool) -> Problem<'_> {
    Problem {
        text: it.text.as_ref(),
        cause: it.cause.as_ref(),
        measure: it.measure.as_ref(),
        is_principal: Some(is_principal),
        ..Problem::nothing(Written::Day)
    }
}

fn of_review(it: &ReviewProblem, is_principal: bool) -> Problem<'_> {
    Problem {
        text: it.text.as_ref(),
        cause: it.cause.as_ref(),
        analysis: it.analysis.as_ref(),
        measure: it.measure.as_ref(),
        owner: it.owner.as_ref(),
        due: it.due.as_ref(),
        // Open unless something else was said.
        state: Some(it.state.unwrap_or(ProblemState::Open)),
        is_principal: Some(is_principal),
        ..Problem::nothing(Written::Review)
    }
}

fn of_chain(it: &Carried, week: Week) -> Problem<'_> {
    Problem {
        text: it.text.as_ref(),
        cause: it.cause.as_ref(),
        measure: it.measure.as_ref(),
        state: Some(it.state()),
        since: it.since.as_ref(),
        age: it.age(week),
        why: it.why.as_ref(),
        ..Problem::nothing(Written::Carried)
    }
}

impl Source<'_> {
    /// A cause by its name; one the template does not know by its code.
    pub(super) fn cause(&self, code: Option<&String>) -> Cell {
        let named = code.and_then(|it| it.parse().ok()).and_then(|it| self.archive.template.cause(&it));
        named.map_or_else(|| Cell::said(code), |it| Cell::word(&self.lang.label(&it.name)))
    }
}
