//! A week's goals: one line an indicator, measured or not.

use super::{Cell, Leaf, Source, Table};
use crate::domain::extract::Subject;
use crate::domain::template::Indicator;
use crate::words::tables::{self, Head as H};

pub fn goals(source: &Source, leaves: &[Leaf]) -> Table {
    let heads = [
        H::Manager,
        H::Week,
        H::FirstDay,
        H::IndicatorCode,
        H::Indicator,
        H::Unit,
        H::Target,
        H::Actual,
        H::Gap,
        H::Attainment,
        H::Standing,
        H::Note,
    ];
    let rows = leaves.iter().flat_map(|leaf| {
        // One that was switched off stays in the weeks that speak of it.
        let is_in = |it: &&Indicator| it.on || leaf.sheet.goals.contains_key(&it.id);
        source.archive.template.indicators.iter().filter(is_in).map(|it| row(source, leaf, it))
    });
    Table::new(source, Subject::Goals, &heads, rows)
}

fn row(source: &Source, leaf: &Leaf, indicator: &Indicator) -> Vec<Cell> {
    let figures = leaf.sheet.figures(indicator, source.archive.template, source.archive.target(indicator, leaf.week));
    let note = leaf.sheet.goals.get(&indicator.id).and_then(|it| it.note.as_ref());
    let places = indicator.decimals;
    let mut cells = source.of_week(leaf.week);
    cells.push(Cell::Date(leaf.week.monday()));
    cells.extend(source.indicator(indicator));
    cells.extend([
        Cell::number(figures.target, places),
        Cell::number(figures.actual, places),
        Cell::number(figures.gap, places),
        figures.attainment.map_or(Cell::Empty, Cell::Share),
        Cell::word(tables::standing(source.lang, figures.standing())),
        Cell::said(note),
    ]);
    cells
}

impl Source<'_> {
    /// An indicator's code, name and unit.
    pub(super) fn indicator(&self, it: &Indicator) -> [Cell; 3] {
        [Cell::code(&it.id), Cell::word(&self.lang.label(&it.name)), Cell::word(&self.lang.label(&it.unit))]
    }
}
