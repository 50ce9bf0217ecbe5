//! What a reader without the app needs: what each indicator means, and what these tables are.

use super::{Cell, Source, Table};
use crate::domain::decimal::Decimal;
use crate::domain::extract::Subject;
use crate::words::said;
use crate::words::tables::{self, Head as H};

/// Every indicator with its definition, for trade terms clash (spec/method.md, rule 5).
pub fn indicators(source: &Source) -> Table {
    let heads = [H::IndicatorCode, H::Indicator, H::Unit, H::Decimals, H::Definition];
    let rows = source.archive.template.indicators.iter().map(|it| {
        let places = Cell::Number(Decimal::from(i64::from(it.decimals)), 0);
        let mut cells = source.indicator(it).to_vec();
        cells.extend([places, Cell::word(&source.lang.label(&it.definition))]);
        cells
    });
    Table::new(source, Subject::Indicators, &heads, rows)
}

/// Whose they are, of which time, made when, and what is not in them.
pub fn about(source: &Source) -> Table {
    let (lang, maker) = (source.lang, &source.maker);
    let id = maker.id.to_string();
    let who = [&maker.name, &id, &maker.area, &maker.unit].into_iter().filter(|it| !it.is_empty());
    let who = who.cloned().collect::<Vec<_>>().join(" · ");
    let template = &source.archive.template;
    let template = said::template(lang, &lang.label(&template.name), template.version);
    let [manager, period, at, with, note] = tables::about(lang).map(Cell::word);
    let first = [
        vec![manager, Cell::said(Some(&who))],
        vec![period, Cell::word(&tables::period(lang, source.period))],
        vec![at, Cell::moment(Some(&maker.at))],
        vec![with, Cell::word(&template)],
    ];
    let notes = tables::notes(lang).iter().map(|it| vec![note.clone(), Cell::word(it)]);
    Table::new(source, Subject::About, &[H::Subject, H::Content], first.into_iter().chain(notes))
}
