//! Whether sheets are written or copied (Q16): texts in own words that stand on the manager's sheet of the week before, or on that of a
//! colleague of his area. When a field was filled in is on no sheet, so that half of the question is not asked.

use std::collections::BTreeMap;

use super::super::alike::is_copy;
use super::super::answer::{Answer, Cell, ChartKind};
use super::super::books::Entry;
use super::super::names::{Label, Name};
use super::super::scope::{Scope, by, managers, share, share_of};
use crate::domain::week::Week;
use crate::words::questions::Head as H;

/// The texts of each manager's week of an area.
type Colleagues = BTreeMap<(Label, Week), Vec<(Name, Vec<u64>)>>;

pub fn copied(scope: &Scope) -> Answer {
    let rows = scope.rows();
    let mut areas = Colleagues::new();
    let is_said = |area: Label| !scope.books.labels.text(area).is_empty();
    // Whoever is asked of, a colleague is a colleague.
    let in_period = scope.books.standing().filter(|it| (scope.from..=scope.to).contains(&it.1));
    for (manager, week, lane) in in_period.filter(|it| is_said(it.2.person.area)) {
        areas.entry((lane.person.area, week)).or_default().push((manager, lane.facts.texts().collect()));
    }
    let mut answer = Answer::of(&[H::Manager, H::Sheets, H::OwnTexts, H::AsLastWeek, H::AsColleague, H::CopiedShare]);
    let mut sum = (0, 0);
    for of_one in by(&rows, |it| scope.id(it.manager)).into_values() {
        let manager = of_one[0].manager;
        let mut many = [0; 4];
        for it in &of_one {
            let before = scope.books.entry(manager, it.week.plus(-1)).and_then(Entry::counts);
            let before = before.map_or_else(Vec::new, |it| it.facts.texts().collect());
            let colleagues = areas.get(&(it.lane.person.area, it.week)).map_or(&[][..], Vec::as_slice);
            for text in it.facts().texts() {
                let own = holds(&before, text);
                let others = colleagues.iter().any(|other| other.0 != manager && holds(&other.1, text));
                let said = [true, own, others, own || others];
                many.iter_mut().zip(said).for_each(|(many, is)| *many += usize::from(is));
            }
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

fn holds(texts: &[u64], text: u64) -> bool {
    texts.iter().any(|it| is_copy(*it, text))
}
