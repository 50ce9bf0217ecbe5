//! The problem chain of the open week: what the weeks before hand on, read after the sheet is drawn and shown computed. The
//! first decision on a row writes it, and so does a hand-over; opening a week writes nothing.

use leptos::task::spawn_local;

use super::session::{Inner, Session};
use super::watch::View;
use crate::browser::database::Shelf;
use crate::browser::lifecycle;
use crate::device::{Unreadable, load};
use crate::domain::chain::{Row, Writing, brought_into, for_hand_over, written_out};
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::map::Set;
use crate::domain::path::{Path, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::domain::week::Week;

/// Milliseconds after a week is opened before the weeks before it are read: the sheet and a first key come first.
const AFTER: u32 = 150;
/// Weeks that are remembered: a visit every thirty days is among them.
const REMEMBERED: usize = 6;
/// Weeks that are gone back at most. The sheet of a week that was handed over holds all that was brought into it.
const MOST_WEEKS: usize = 53;

impl Session {
    /// Reads what the weeks before hand on to the open week, once that is drawn.
    pub fn read_chain_soon(self, week: Week) {
        lifecycle::later(AFTER, move || {
            spawn_local(async move {
                let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
                let read = inner.weeks_back(&manager, week).await;
                let is_open = inner.sheet.borrow().as_ref().is_some_and(|it| it.doc == Doc::Sheet(manager, week));
                if is_open {
                    inner.chain_unreadable.change(read.as_ref().err().map(ToString::to_string));
                    let past = read.unwrap_or_default();
                    *inner.brought.borrow_mut() = brought(week, &past);
                    *inner.past.borrow_mut() = past;
                    inner.tell_brought();
                }
            });
        });
    }

    /// Writes what is still computed of a week's chain, so that its file holds it.
    pub(super) async fn write_chain(self, week: Week) -> Result<(), Unreadable> {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return Ok(()) };
        let brought = brought(week, &inner.weeks_back(&manager, week).await?);
        let doc = Doc::Sheet(manager, week);
        let open = self.read(|view| (view.week == week).then(|| for_hand_over(view.sheet, &brought))).flatten();
        let edits = match open {
            Some(edits) => edits,
            None => {
                let late = inner.saving.late();
                let loaded = load(inner.saving.database(), &doc, &late, &inner.template).await?;
                for_hand_over(&Sheet::of(&loaded.document), &brought)
            }
        };
        if !edits.is_empty() {
            self.edit_document(&doc, edits);
        }
        Ok(())
    }
}

impl Inner {
    /// The sheets of the weeks before, in order: as many as the chain needs, and some to remember visits by.
    async fn weeks_back(&self, manager: &Id, week: Week) -> Result<Vec<(Week, Sheet)>, Unreadable> {
        let (database, late) = (self.saving.database(), self.saving.late());
        let mut sheets: Vec<(Week, Sheet)> = Vec::new();
        let mut is_whole = false;
        for at in self.weeks_before(manager, week).await?.into_iter().rev().take(MOST_WEEKS) {
            if is_whole && sheets.len() >= REMEMBERED {
                break;
            }
            let doc = Doc::Sheet(manager.clone(), at);
            let sheet = Sheet::of(&load(database, &doc, &late, &self.template).await?.document);
            is_whole |= sheet.handed_at.is_some();
            sheets.insert(0, (at, sheet));
        }
        Ok(sheets)
    }

    /// The weeks before that have a sheet, in order.
    async fn weeks_before(&self, manager: &Id, week: Week) -> Result<Vec<Week>, Unreadable> {
        let (database, prefix) = (self.saving.database(), format!("sheet/{manager}/"));
        let mut keys = database.keys_under(Shelf::Snapshots, &prefix).await?;
        keys.extend(database.keys_under(Shelf::Edits, &prefix).await?);
        keys.extend(self.saving.late().into_iter().map(|it| it.0));
        let at = |key: String| key.strip_prefix(&prefix)?.split('|').next()?.parse::<Week>().ok();
        let weeks: Set<Week> = keys.into_iter().filter_map(at).filter(|it| *it < week).map(|it| (it, ())).collect();
        Ok(weeks.keys().copied().collect())
    }

    /// Tells whoever shows something that was brought in.
    fn tell_brought(&self) {
        self.view(|view: &View| {
            let fields = view.carried().into_iter().flat_map(|row| fields(&row.id)).map(Topic::Field);
            let visits = view.week.days().map(Topic::Visits);
            let topics: Vec<Topic> = fields.chain(visits).chain([Topic::Carried, Topic::Focus, Topic::Days]).collect();
            self.watchers.tell_of(&topics, view);
        });
    }

    /// The edits that must come before one at this path: what is computed of a row is written with its first change.
    pub(super) fn before_edit(&self, path: &SheetPath) -> Vec<Writing> {
        let Some(SheetPath::Carried(id)) = path.record() else { return Vec::new() };
        let written = |view: &View| {
            let row = view.carried().into_iter().find(|it| it.id == id)?;
            Some(written_out(view.sheet, &row).into_iter().filter(|it| it.0 != *path).collect())
        };
        self.view(written).flatten().unwrap_or_default()
    }
}

fn brought(week: Week, sheets: &[(Week, Sheet)]) -> Vec<Row> {
    brought_into(week, &sheets.iter().map(|it| (it.0, &it.1)).collect::<Vec<_>>())
}

fn fields(id: &Id) -> [SheetPath; 5] {
    use SheetPath as P;
    [P::CarriedFrom, P::CarriedText, P::CarriedCause, P::CarriedMeasure, P::CarriedSince].map(|it| it(id.clone()))
}

/// What a row says at a path of its record.
pub fn value_in(row: &Row, path: &SheetPath) -> Option<Value> {
    use SheetPath as P;
    let it = &row.carried;
    let text = match path {
        P::CarriedFrom(_) => &it.from,
        P::CarriedText(_) => &it.text,
        P::CarriedCause(_) => &it.cause,
        P::CarriedMeasure(_) => &it.measure,
        P::CarriedSince(_) => &it.since,
        _ => return None,
    };
    text.clone().map(Value::Text)
}
