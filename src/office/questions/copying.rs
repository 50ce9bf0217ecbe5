//! Whether sheets are written or copied (Q16): texts in own words that stand on the manager's sheet of the week before, or on that of a
//! colleague of his area. When a field was filled in is on no sheet, so that half of the question is not asked.

use std::collections::BTreeMap;

use super::super::alike::is_copy;
use super::super::answer::{Answer, Cell, ChartKind};
use super::super::books::{Entry, Lane};
use super::super::names::{Label, Name};
use super::super::scope::{Row, Scope, by, managers, share, share_of};
use crate::domain::week::Week;
use crate::words::questions::Head as H;

/// A text, and whether another manager has it too.
type Text = (u64, bool);

/// The managers of an area in a week, each with his texts.
type Colleagues = Vec<(Name, Vec<Text>)>;

/// The texts of each manager's week.
type Texts = BTreeMap<(Name, Week), Vec<Text>>;

fn texts(lane: &Lane) -> Vec<Text> {
    lane.facts.texts().map(|it| (it, false)).collect()
}

/// All texts of the period, held against those of the same week in the same area. Whoever is asked of, a colleague is a colleague.
fn of_period(scope: &Scope) -> Texts {
    let mut areas: BTreeMap<(Label, Week), Colleagues> = BTreeMap::new();
    for (manager, week, lane) in scope.books.standing().filter(|it| (scope.from..=scope.to).contains(&it.1)) {
        areas.entry((lane.person.area, week)).or_default().push((manager, texts(lane)));
    }
    let mut all = Texts::new();
    for ((area, week), mut colleagues) in areas {
        if !scope.books.labels.text(area).is_empty() {
            compare(&mut colleagues);
        }
        all.extend(colleagues.into_iter().map(|(manager, texts)| ((manager, week), texts)));
    }
    all
}

/// Marks what two of them have. Each two are looked at once.
fn compare(colleagues: &mut [(Name, Vec<Text>)]) {
    let mut rest = colleagues;
    while let Some((one, others)) = rest.split_first_mut() {
        for (_, other) in others.iter_mut() {
            for own in &mut one.1 {
                for theirs in other.iter_mut().filter(|it| is_copy(it.0, own.0)) {
                    (own.1, theirs.1) = (true, true);
                }
            }
        }
        rest = others;
    }
}

/// How many texts a sheet has, how many of them stood on the one before, how many a colleague has, and how many are either.
fn counted(scope: &Scope, row: &Row, all: &Texts) -> [usize; 4] {
    let before = scope.books.entry(row.manager, row.week.plus(-1)).and_then(Entry::counts);
    let before: Vec<u64> = before.map_or_else(Vec::new, |it| it.facts.texts().collect());
    let mut many = [0; 4];
    for (text, is_shared) in all.get(&(row.manager, row.week)).into_iter().flatten() {
        let is_old = before.iter().any(|it| is_copy(*it, *text));
        let said = [true, is_old, *is_shared, is_old || *is_shared];
        many.iter_mut().zip(said).for_each(|(many, is)| *many += usize::from(is));
    }
    many
}

pub fn copied(scope: &Scope) -> Answer {
    let (rows, all) = (scope.rows(), of_period(scope));
    let mut answer = Answer::of(&[H::Manager, H::Sheets, H::OwnTexts, H::AsLastWeek, H::AsColleague, H::CopiedShare]);
    let mut sum = (0, 0);
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let manager = of_one[0].manager;
        let mut many = [0; 4];
        for it in &of_one {
            many.iter_mut().zip(counted(scope, it, &all)).for_each(|(many, more)| *many += more);
        }
        let [texts, own, others, either] = many;
        sum = (sum.0 + either, sum.1 + texts);
        let counts = [of_one.len(), texts, own, others].map(Cell::count);
        let cells = [Cell::text(scope.said(manager))].into_iter().chain(counts);
        let cells = cells.chain([Cell::Share(share(either, texts))]).collect();
        answer.line_of(scope.books.names.get(manager), None, cells);
    }
    let share = share_of(sum.0, sum.1, managers(&rows));
    answer.figure(H::CopiedShare, Cell::Share(share)).charted(ChartKind::Bars, 0, 5)
}
