//! What the marketing head and the retailers were told. The officer's part is left out; why is `tables`' affair.

use super::{Cell, Leaf, Source, Table, messages};
use crate::domain::channel::Message;
use crate::domain::extract::Subject;
use crate::domain::id::Id;
use crate::words::tables::Head as H;
use crate::words::{Word, said};

pub fn channel(source: &Source, leaves: &[Leaf]) -> Table {
    let heads = [H::Manager, H::Week, H::To, H::Items, H::Content, H::Means, H::At, H::Answer, H::Customers, H::State];
    let rows = leaves.iter().flat_map(|leaf| messages(leaf.sheet).map(|it| row(source, leaf, it)));
    Table::new(source, Subject::Channel, &heads, rows)
}

fn row(source: &Source, leaf: &Leaf, it: &Message) -> Vec<Cell> {
    let lang = source.lang;
    let listed = |all: Vec<String>| Cell::said(Some(&all.join(lang.say(Word::ListComma))));
    let item = |id: &Id| source.archive.template.channel_item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.2.name));
    let customer = |code: &Id| match source.archive.name(code) {
        Some(name) => format!("{name} {code}"),
        None => code.to_string(),
    };
    let means = it.means.as_ref().and_then(|it| it.parse().ok()).and_then(|it| source.archive.template.means(&it));
    let mut cells = source.of_week(leaf.week);
    cells.extend([
        Cell::word(it.to.map_or("", |it| said::recipient(lang, it.word()))),
        listed(it.items.keys().map(item).collect()),
        Cell::said(it.text.as_ref()),
        means.map_or_else(|| Cell::said(it.means.as_ref()), |it| Cell::word(&lang.label(&it.name))),
        Cell::moment(it.at.as_ref()),
        Cell::said(it.answer.as_ref()),
        listed(it.customers.keys().map(customer).collect()),
        Cell::word(said::message_state(lang, it.state().word())),
    ]);
    cells
}
