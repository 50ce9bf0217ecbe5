//! What is done in quiet moments: tallies and the steps of undo are written beside each flush, a long log is folded into its
//! snapshot, and what a sheet held when it was read is held against what it held before. Never in the way of typing.

use leptos::task::spawn_local;

use super::hooks::Hooks;
use super::session::{Inner, OpenSheet, Session};
use super::windows::Seat;
use crate::browser::database::{Durability, Shelf, Write};
use crate::browser::{lifecycle, preferences};
use crate::domain::edit::Doc;
use crate::domain::example::MANAGER;
use crate::domain::fold::Document;
use crate::domain::path::Path;
use crate::domain::template::Template;
use crate::domain::undo::Undo;
use crate::domain::week::Week;
use crate::keeping::log::{LONG, folded, prefix};
use crate::keeping::steps;
use crate::keeping::tally::{self, Tally};

/// Milliseconds after a week is opened before its tally is looked at and its steps are read.
const AFTER: u32 = 250;

impl Session {
    /// Has saving tell whom it concerns.
    pub fn keep_house(self) {
        self.inner().saving.tell(Hooks {
            seat_lost: Box::new(move || self.seat_lost()),
            newer: Box::new(move || self.inner().windows.sit(Seat::Newer)),
            kept: Box::new(move |rows| {
                self.inner().windows.say_kept(rows);
                self.heard_kept(rows);
            }),
            flushing: Box::new(move || {
                let inner = self.inner();
                let mut batch = inner.beside_flush();
                batch.extend(inner.safety.beside_flush());
                batch
            }),
        });
    }

    /// Nobody has typed for some seconds.
    pub fn rests(self) {
        let inner = self.inner();
        // Both only while everything is saved, and a flush is a write like any other.
        inner.fold_log();
        self.copy_when_due();
        inner.saving.flush();
    }

    /// Looks for a loss, and takes the steps of undo back, once the week is drawn.
    pub(super) fn look_after_soon(self, week: Week) {
        lifecycle::later(AFTER, move || {
            spawn_local(async move {
                let inner = self.inner();
                let Some(doc) = inner.sheet.borrow().as_ref().map(|it| it.doc.clone()) else { return };
                if doc != doc_of(&doc, week) {
                    return;
                }
                let (tally, steps) = (tally::key(&doc), steps::key(&doc));
                let database = inner.saving.database();
                // What cannot be read now is no loss; the sheet itself was read.
                let Ok(tallied) = database.read(Shelf::Meta, &tally).await else { return };
                let Ok(steps) = database.read(Shelf::Meta, &steps).await else { return };
                inner.look_after(&doc, [tallied, preferences::get(&tally)], steps);
            });
        });
    }

    /// Takes the steps of a month or the roster back, once its page is drawn.
    pub(super) fn bring_steps_back_soon(self, doc: Doc) {
        lifecycle::later(AFTER, move || {
            spawn_local(async move {
                let inner = self.inner();
                let row = inner.saving.database().read(Shelf::Meta, &steps::key(&doc)).await;
                let (Ok(Some(row)), true) = (row, inner.windows.is_at(&doc)) else { return };
                match &doc {
                    Doc::Month(_, month) => {
                        if let Some(document) = inner.months.documents.borrow().get(month) {
                            bring_back(&mut inner.months.undo.borrow_mut(), &row, document, &inner.template);
                        }
                    }
                    Doc::Roster(_) => {
                        bring_back(&mut inner.customers.undo.borrow_mut(), &row, &inner.roster.borrow(), &inner.template);
                    }
                    _ => {}
                }
                self.count_steps();
            });
        });
    }
}

/// Steps that were noted, unless new ones were made meanwhile.
fn bring_back<P: Path>(undo: &mut Undo<P>, row: &str, document: &Document<P>, template: &Template) {
    if undo.can_undo() || undo.can_redo() {
        return;
    }
    if let Some(noted) = steps::read(row, document, template) {
        *undo = noted;
    }
}

/// How many sheets this browser remembers outside the database.
pub fn sheets_noted() -> usize {
    preferences::count(tally::ALL)
}

/// The sheet of the same manager in a week.
fn doc_of(doc: &Doc, week: Week) -> Doc {
    match doc {
        Doc::Sheet(manager, _) => Doc::Sheet(manager.clone(), week),
        other => other.clone(),
    }
}

/// The example goes away whole; nothing is noted of it.
fn is_example(doc: &Doc) -> bool {
    matches!(doc, Doc::Sheet(manager, _) if manager.as_str() == MANAGER)
}

impl Inner {
    fn look_after(&self, doc: &Doc, tallies: [Option<String>; 2], steps: Option<String>) {
        let mut open = self.sheet.borrow_mut();
        let Some(open) = open.as_mut().filter(|it| it.doc == *doc && !is_example(doc)) else { return };
        let tallies = tallies.iter().flatten().filter_map(|it| Tally::parse(it));
        let losses = tallies.filter_map(|it| it.lost(&open.tally));
        self.loss.change(losses.max_by_key(|it| it.before));
        open.is_looked_after = true;
        if let Some(steps) = steps {
            bring_back(&mut open.undo, &steps, &open.document, &self.template);
            self.can_step(&open.doc, &open.undo);
        }
    }

    /// The loss was seen: what there is now is what there is.
    pub fn accept_loss(&self) {
        self.loss.change(None);
        self.cleared.change(false);
        if let Some(open) = self.sheet.borrow().as_ref() {
            let batch = note(open);
            self.saving.put(batch);
        }
    }

    fn beside_flush(&self) -> Vec<Write> {
        let mut batch = self.sheet_beside_flush();
        batch.extend(self.page_beside_flush());
        batch
    }

    /// The steps of a month or the roster, while it is on the page.
    fn page_beside_flush(&self) -> Option<Write> {
        let doc = self.windows.on_page().filter(|it| !self.windows.forbids(it) && !self.example.get_untracked())?;
        let steps = match doc {
            Doc::Month(..) => steps::of(&*self.months.undo.try_borrow().ok()?),
            Doc::Roster(_) => steps::of(&*self.customers.undo.try_borrow().ok()?),
            _ => return None,
        };
        Some(Write::Put(Shelf::Meta, steps::key(&doc), steps))
    }

    fn sheet_beside_flush(&self) -> Vec<Write> {
        // Called while the sheet may be held by whoever flushes.
        let Ok(open) = self.sheet.try_borrow() else { return Vec::new() };
        let Some(open) = open.as_ref().filter(|it| it.is_looked_after && !is_example(&it.doc)) else { return Vec::new() };
        let is_silent = self.loss.with_untracked(Option::is_some) || self.windows.forbids(&open.doc);
        if is_silent { Vec::new() } else { note(open) }
    }

    /// Folds a long log into the snapshot, where this window holds the document and everything is confirmed.
    fn fold_log(&self) {
        let open = self.sheet.borrow();
        let Some(open) = open.as_ref().filter(|it| self.saving.is_saved() && self.windows.is_at(&it.doc)) else { return };
        let Some(fence) = self.saving.still_mine() else { return };
        let prefix = prefix(&open.doc);
        let mut log = self.log.borrow_mut();
        let keys: Vec<String> = log.iter().filter(|it| it.starts_with(&prefix)).cloned().collect();
        if keys.len() < LONG {
            return;
        }
        log.clear();
        drop(log);
        // The row of a box that is still typed in goes too: its next key makes one of its own.
        *self.typing.borrow_mut() = None;
        let mut batch = folded(&open.doc, &open.document, keys, self.counter.get());
        batch.insert(0, fence);
        // What is not folded now stays a longer log.
        self.saving.database().write(batch, Durability::Relaxed, |_| {});
    }
}

/// The tally and the steps of the open sheet; the tally once more outside the database.
fn note(open: &OpenSheet) -> Vec<Write> {
    let (tally, key) = (Tally::of(&open.document).to_string(), tally::key(&open.doc));
    preferences::set(&key, &tally);
    vec![Write::Put(Shelf::Meta, key, tally), Write::Put(Shelf::Meta, steps::key(&open.doc), steps::of(&open.undo))]
}
