//! Whether sheets are written or copied (Q16): texts in own words that stand on the manager's sheet of the week before, or on that of a
//! colleague of his area. When a field was filled in is on no sheet, so that half of the question is not asked.

use std::collections::BTreeMap;

use super::super::alike::{Prints, is_copy};
use super::super::answer::{Answer, Cell, ChartKind};
use super::super::books::{Entry, Lane};
use super::super::names::{Label, Name};
use super::super::scope::{Scope, by, managers, share, share_of};
use crate::domain::week::Week;
use crate::words::questions::Head as H;

/// What managers of an area wrote in a week: each text once, by its print.
type Written = Vec<Text>;

/// A text that somebody wrote.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Text {
    print: u64,
    /// One of those who did, and whether there are others.
    by: Name,
    is_of_many: bool,
    /// Whether another manager has one like it.
    is_shared: bool,
}

/// All texts of the period by area and week. Whoever is asked of, a colleague is a colleague.
fn of_period(scope: &Scope) -> BTreeMap<(Label, Week), Written> {
    let mut all: BTreeMap<(Label, Week), Written> = BTreeMap::new();
    for (manager, week, lane) in scope.books.standing().filter(|it| (scope.from..=scope.to).contains(&it.1)) {
        let text = |print| Text { print, by: manager, is_of_many: false, is_shared: false };
        all.entry((lane.person.area, week)).or_default().extend(lane.facts.texts().map(text));
    }
    let mut prints = Prints::default();
    // Who says no area has no colleagues.
    for (_, texts) in all.iter_mut().filter(|it| !scope.books.labels.text(it.0.0).is_empty()) {
        each_once(texts);
        compare(texts, &mut prints);
    }
    all
}

/// Puts equal texts together: in most of a week's notes the same is said.
fn each_once(texts: &mut Written) {
    texts.sort_unstable();
    texts.dedup_by(|it, kept| {
        let is_same = it.print == kept.print;
        kept.is_of_many |= is_same && it.by != kept.by;
        is_same
    });
    texts.iter_mut().for_each(|it| it.is_shared = it.is_of_many);
}

/// Marks what two managers have.
fn compare(texts: &mut [Text], prints: &mut Prints) {
    prints.fill(texts.iter().map(|it| it.print));
    prints.each_copy(|one, other| {
        let (a, b) = (texts[one], texts[other]);
        texts[one].is_shared |= a.by != b.by || b.is_of_many;
        texts[other].is_shared |= a.by != b.by || a.is_of_many;
    });
}

/// The prints of a sheet, each once and in their order, with how often it stands there.
fn said(lane: &Lane) -> Vec<(u64, usize)> {
    let mut all: Vec<u64> = lane.facts.texts().collect();
    all.sort_unstable();
    all.chunk_by(|one, other| one == other).map(|it| (it[0], it.len())).collect()
}

/// How many texts a sheet has, how many of them stood on the one before, how many a colleague has, and how many are either.
fn counted(own: &[(u64, usize)], before: &[(u64, usize)], written: &[Text]) -> [usize; 4] {
    let mut many = [0; 4];
    for (print, count) in own {
        let is_old = before.iter().any(|it| is_copy(it.0, *print));
        let held = written.binary_search_by_key(print, |it| it.print);
        let is_shared = held.is_ok_and(|at| written[at].is_shared);
        let said = [true, is_old, is_shared, is_old || is_shared];
        many.iter_mut().zip(said).for_each(|(many, is)| *many += if is { *count } else { 0 });
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
        let mut last: Option<(Week, Vec<(u64, usize)>)> = None;
        for it in &of_one {
            let own = said(it.lane);
            let before = it.week.plus(-1);
            let before = match last.take() {
                Some((week, said)) if week == before => said,
                _ => scope.books.entry(manager, before).and_then(Entry::counts).map_or_else(Vec::new, said),
            };
            let written = all.get(&(it.lane.person.area, it.week)).map_or(&[][..], Vec::as_slice);
            many.iter_mut().zip(counted(&own, &before, written)).for_each(|(many, more)| *many += more);
            last = Some((it.week, own));
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
