//! Whether sheets are written or copied (Q16): texts in own words that stand on the manager's sheet of the week before, or on that of a
//! colleague of his area. When a field was filled in is on no sheet, so that half of the question is not asked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::alike::{each_copy, has_copy, is_copy, print};
use super::super::answer::{About, Answer, Cell, ChartKind, Place};
use super::super::books::Lane;
use super::super::names::{Label, Name};
use super::super::scope::{Row, Scope, by, managers, share, share_of};
use crate::domain::fold::Document;
use crate::domain::path::{Path, SheetPath};
use crate::domain::value::Value;
use crate::domain::week::Week;
use crate::words::questions::Head as H;

/// The prints of a sheet, each once and in their order, with how often it stands there.
type Said = Vec<(u64, usize)>;

/// What sheets are compared by.
struct Period {
    /// What they say, and those of the week before.
    said: BTreeMap<(Name, Week), Said>,
    /// Prints that colleagues have in an area's week, in their order.
    shared: BTreeMap<(Label, Week), Vec<u64>>,
}

/// A text that somebody of an area wrote in a week.
#[derive(Clone, Copy)]
struct Text {
    print: u64,
    /// One of those who did, and whether there are others.
    by: Name,
    is_of_many: bool,
    /// Whether another manager has one like it.
    is_shared: bool,
}

/// Of every sheet that is asked of or stands beside one. Whoever is asked of, a colleague is a colleague.
fn of_period(scope: &Scope, rows: &[Row]) -> Period {
    let (asked, areas): (BTreeSet<Name>, BTreeSet<Label>) = rows.iter().map(|it| (it.manager, it.lane.person.area)).unzip();
    let (mut said, mut written) = (BTreeMap::new(), BTreeMap::<_, Vec<Text>>::new());
    let weeks = scope.from.plus(-1)..=scope.to;
    for (manager, week, lane) in scope.books.standing().filter(|it| weeks.contains(&it.1)) {
        let area = lane.person.area;
        if !asked.contains(&manager) && !areas.contains(&area) {
            continue;
        }
        let own = said_by(lane);
        // Who says no area has no colleagues.
        if week >= scope.from && !scope.books.labels.text(area).is_empty() {
            let text = |it: &(u64, usize)| Text { print: it.0, by: manager, is_of_many: false, is_shared: false };
            written.entry((area, week)).or_default().extend(own.iter().map(text));
        }
        said.insert((manager, week), own);
    }
    Period { said, shared: written.into_iter().map(|(at, texts)| (at, shared(texts))).collect() }
}

fn said_by(lane: &Lane) -> Said {
    let mut all: Vec<u64> = lane.facts.texts().collect();
    all.sort_unstable();
    all.chunk_by(|one, other| one == other).map(|it| (it[0], it.len())).collect()
}

/// The prints of what two managers have, in their order.
fn shared(mut texts: Vec<Text>) -> Vec<u64> {
    // Those of each manager are in order already, which a stable sort makes use of.
    texts.sort_by_key(|it| it.print);
    // In most of a week's notes the same is said. A manager has each text once: who else has it is another.
    texts.dedup_by(|it, kept| {
        let is_same = it.print == kept.print;
        kept.is_of_many |= is_same;
        is_same
    });
    let prints: Vec<u64> = texts.iter().map(|it| it.print).collect();
    each_copy(prints.into_iter(), |one, other| {
        let (a, b) = (texts[one], texts[other]);
        texts[one].is_shared |= a.by != b.by || b.is_of_many;
        texts[other].is_shared |= a.by != b.by || a.is_of_many;
    });
    texts.into_iter().filter(|it| it.is_of_many || it.is_shared).map(|it| it.print).collect()
}

/// How many texts a sheet has, how many of them stood on the one before, how many a colleague has, and how many are either.
fn counted(own: &[(u64, usize)], before: &[(u64, usize)], shared: &[u64]) -> [usize; 4] {
    let mut many = [0; 4];
    let mut shared = shared.iter().peekable();
    for (print, count) in own {
        let is_old = has_copy(*print, before);
        while shared.next_if(|it| *it < print).is_some() {}
        let is_shared = shared.peek() == Some(&print);
        let said = [true, is_old, is_shared, is_old || is_shared];
        many.iter_mut().zip(said).for_each(|(many, is)| *many += if is { *count } else { 0 });
    }
    many
}

pub fn copied(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let period = of_period(scope, &rows);
    let mut answer = Answer::of(&[H::Manager, H::Sheets, H::OwnTexts, H::AsLastWeek, H::AsColleague, H::CopiedShare]);
    let mut sum = (0, 0);
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let manager = of_one[0].manager;
        let mut many = [0; 4];
        let said = |week| period.said.get(&(manager, week)).map_or(&[][..], Vec::as_slice);
        for it in &of_one {
            let shared = period.shared.get(&(it.lane.person.area, it.week)).map_or(&[][..], Vec::as_slice);
            let more = counted(said(it.week), said(it.week.plus(-1)), shared);
            many.iter_mut().zip(more).for_each(|(many, more)| *many += more);
        }
        let [texts, own, others, either] = many;
        sum = (sum.0 + either, sum.1 + texts);
        let counts = [of_one.len(), texts, own, others].map(Cell::count);
        let cells = [Cell::text(scope.said(manager))].into_iter().chain(counts);
        let cells = cells.chain([Cell::Share(share(either, texts))]).collect();
        // Where nothing is said again there is nothing to lead to.
        let about = (either > 0).then_some(About::SameWords);
        answer.line_about(scope.books.names.get(manager), about, cells);
    }
    let share = share_of(sum.0, sum.1, managers(&rows));
    answer.figure(H::CopiedShare, Cell::Share(share)).charted(ChartKind::Bars, 0, 5)
}

/// Two sheets that say the same, as far as they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Same {
    pub sheet: Place,
    pub other: Place,
    /// How many texts of the first stand on the other.
    pub texts: usize,
}

/// Where a manager's texts stand as well: on his sheets of the week before, and on those of colleagues of his area. Latest first, and
/// of a week most texts first.
pub fn same(scope: &Scope, manager: Name) -> Vec<Same> {
    let mut found = Vec::new();
    for row in scope.rows().iter().filter(|it| it.manager == manager) {
        let (own, area) = (said_by(row.lane), row.lane.person.area);
        let before = row.week.plus(-1);
        let has_colleagues = !scope.books.labels.text(area).is_empty();
        let is_beside = |it: &(Name, Week, &Lane)| {
            let is_own = it.0 == manager && it.1 == before;
            is_own || has_colleagues && it.0 != manager && it.1 == row.week && it.2.person.area == area
        };
        for (other, week, lane) in scope.books.standing().filter(is_beside) {
            let said = said_by(lane);
            let texts = own.iter().filter(|it| has_copy(it.0, &said)).map(|it| it.1).sum();
            if texts > 0 {
                found.push(Same { sheet: (manager, row.week), other: (other, week), texts });
            }
        }
    }
    found.sort_by_key(|it| (Reverse(it.sheet.1), Reverse(it.texts), scope.id(it.other.0), it.other.1));
    found
}

/// A text and where it stands.
pub type Written<'a> = (&'a SheetPath, &'a str);

/// The texts of a sheet that stand on another as well, each beside the one there that is most like it. What somebody's own words are, the
/// facts of both say: they have prints of nothing else.
pub fn beside<'a>(
    (one, of_one): (&'a Document<SheetPath>, &Lane),
    (other, of_other): (&'a Document<SheetPath>, &Lane),
) -> Vec<(Written<'a>, Written<'a>)> {
    let others = own_words(other, of_other);
    let like = |(found, written): (u64, Written<'a>)| {
        let copies = others.iter().filter(|it| is_copy(it.0, found));
        Some((written, copies.min_by_key(|it| (it.0 ^ found).count_ones())?.1))
    };
    own_words(one, of_one).into_iter().filter_map(like).collect()
}

fn own_words<'a>(sheet: &'a Document<SheetPath>, lane: &Lane) -> Vec<(u64, Written<'a>)> {
    let prints: BTreeSet<u64> = lane.facts.texts().collect();
    let own = |(path, value): (&'a SheetPath, &'a Value)| {
        let text = value.as_text()?;
        let found = print(text).filter(|it| prints.contains(it))?;
        // What was carried in says again what he wrote the week before, as it should.
        let is_carried = matches!(path.record(), Some(SheetPath::Carried(_)));
        (!is_carried).then_some((found, (path, text)))
    };
    sheet.live().filter_map(own).collect()
}
