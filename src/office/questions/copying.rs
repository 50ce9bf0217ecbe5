//! Whether sheets are written or copied (Q16): texts in own words that stand on the manager's sheet of the week before, or on that of a
//! colleague of his area. When a field was filled in is on no sheet, so that half of the question is not asked.

use std::collections::BTreeMap;

use super::super::alike::Prints;
use super::super::answer::{Answer, Cell, ChartKind};
use super::super::books::Entry;
use super::super::names::{Label, Name};
use super::super::scope::{Row, Scope, by, managers, share, share_of};
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

/// How many texts a sheet has, how many of them stood on the one before, how many a colleague has, and how many are either.
fn counted(scope: &Scope, row: &Row, all: &BTreeMap<(Label, Week), Written>, old: &mut Prints) -> [usize; 4] {
    let before = scope.books.entry(row.manager, row.week.plus(-1)).and_then(Entry::counts);
    old.fill(before.into_iter().flat_map(|it| it.facts.texts()));
    let written = all.get(&(row.lane.person.area, row.week)).map_or(&[][..], Vec::as_slice);
    let mut many = [0; 4];
    for text in row.facts().texts() {
        let is_old = old.has_copy(text);
        let held = written.binary_search_by_key(&text, |it| it.print);
        let is_shared = held.is_ok_and(|at| written[at].is_shared);
        let said = [true, is_old, is_shared, is_old || is_shared];
        many.iter_mut().zip(said).for_each(|(many, is)| *many += usize::from(is));
    }
    many
}

pub fn copied(scope: &Scope) -> Answer {
    let (rows, all) = (scope.rows(), of_period(scope));
    let mut answer = Answer::of(&[H::Manager, H::Sheets, H::OwnTexts, H::AsLastWeek, H::AsColleague, H::CopiedShare]);
    let (mut sum, mut old) = ((0, 0), Prints::default());
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let manager = of_one[0].manager;
        let mut many = [0; 4];
        for it in &of_one {
            many.iter_mut().zip(counted(scope, it, &all, &mut old)).for_each(|(many, more)| *many += more);
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
