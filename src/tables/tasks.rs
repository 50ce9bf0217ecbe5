//! A week's tasks: those that are ticked in their order, then others of which something is said.

use super::{Cell, Leaf, Source, Table};
use crate::domain::extract::Subject;
use crate::domain::id::Id;
use crate::domain::tasks::Task;
use crate::words::tables::{self, Head as H};
use crate::words::{Word, said};

pub fn tasks(source: &Source, leaves: &[Leaf]) -> Table {
    let heads = [H::Manager, H::Week, H::Category, H::TaskCode, H::Task, H::Ticked, H::Method, H::State, H::Result];
    let rows = leaves.iter().flat_map(|leaf| {
        let ticked = leaf.sheet.ticked().iter().map(|it| (it, source.lang.say(Word::Yes)));
        let over = leaf.sheet.ticks_to_choose().iter().map(|it| (it, tables::to_choose(source.lang)));
        let others = leaf.sheet.tasks.iter().filter(|it| is_said(it.1)).map(|it| (it.0, source.lang.say(Word::No)));
        ticked.chain(over).chain(others).map(|(item, ticked)| row(source, leaf, item, ticked))
    });
    Table::new(source, Subject::Tasks, &heads, rows)
}

/// Not ticked, but not blank: it was, or another device has it.
fn is_said(task: &Task) -> bool {
    !task.ticked && *task != Task::default()
}

fn row(source: &Source, leaf: &Leaf, item: &Id, ticked: &str) -> Vec<Cell> {
    let lang = source.lang;
    let named = source.archive.template.item(item);
    let task = leaf.sheet.tasks.get(item).cloned().unwrap_or_default();
    let mut cells = source.of_week(leaf.week);
    cells.extend([
        named.map_or(Cell::Empty, |it| Cell::word(&lang.label(&it.0.name))),
        Cell::code(item),
        named.map_or(Cell::Empty, |it| Cell::word(&lang.label(&it.1.name))),
        Cell::word(ticked),
        Cell::said(task.method.as_ref()),
        Cell::word(said::task_state(lang, task.state().word())),
        Cell::said(task.result.as_ref()),
    ]);
    cells
}
