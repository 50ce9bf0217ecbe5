//! Opening documents: snapshot, edit log and journal folded into one. A failed or damaged read never becomes an empty sheet.

use std::rc::Rc;

use leptos::prelude::{GetUntracked, Set, Update};
use leptos::task::spawn_local;

use super::saving::{Row, Saving};
use super::session::{Inner, OpenSheet, Opened, Session};
use crate::browser::database::{Database, DatabaseError, Shelf};
use crate::browser::journal::Journal;
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::Path;
use crate::domain::row::{self, DamagedRow};
use crate::domain::sheet::Sheet;
use crate::domain::template::Template;
use crate::domain::undo::Undo;
use crate::domain::week::Week;

/// Why a document could not be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreadable {
    Database(DatabaseError),
    /// The row stays where it is; nothing is shown or written in its place.
    Damaged(DamagedRow),
}

impl From<DatabaseError> for Unreadable {
    fn from(it: DatabaseError) -> Self {
        Self::Database(it)
    }
}

impl From<DamagedRow> for Unreadable {
    fn from(it: DamagedRow) -> Self {
        Self::Damaged(it)
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database(it) => write!(f, "{it}"),
            Self::Damaged(it) => f.write_str(&it.0),
        }
    }
}

/// A document as the device holds it, and journal lines the database has not got.
pub struct Loaded<P: Ord> {
    pub document: Document<P>,
    pub missed: Vec<Row>,
}

/// Folds everything the device holds of a document.
pub async fn load<P: Path>(database: &Database, doc: &Doc, template: &Template) -> Result<Loaded<P>, Unreadable> {
    let mut document = match database.read(Shelf::Snapshots, &doc.to_string()).await? {
        Some(row) => row::to_document(&row, template)?,
        None => Document::default(),
    };
    let prefix = format!("{doc}|");
    for (_, row) in database.read_under(Shelf::Edits, &prefix).await? {
        document.fold(row::to_edit(&row, template)?);
    }
    let mut missed = Vec::new();
    for (key, row) in Journal::probe().all() {
        // A torn journal line is no truth worth stopping for: the database has all that was confirmed.
        let Ok(edit) = row::to_edit::<P>(&row, template) else { continue };
        if key.starts_with(&prefix) && document.fold(edit) {
            missed.push((key, row));
        } else if key.starts_with(&prefix) {
            Journal::probe().remove(&key);
        }
    }
    Ok(Loaded { document, missed })
}

/// Writes journal lines into the log that a killed tab could not.
pub fn rescue(saving: &Rc<Saving>, missed: Vec<Row>, counter: u64) {
    if !missed.is_empty() {
        saving.keep(missed, counter);
    }
}

impl Session {
    /// Opens the sheet of a week, with the roster beside it. Opening writes nothing.
    pub fn open_week(self, week: Week) {
        let inner = self.inner();
        if matches!(inner.opened.get_untracked(), Opened::Week(at, _) if at == week) {
            return;
        }
        let Some(manager) = self.manager() else { return };
        self.left();
        inner.opened.set(Opened::Nothing);
        spawn_local(async move {
            let inner = self.inner();
            match inner.load_week(&manager, week).await {
                Ok(()) => {
                    static OPENINGS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
                    let number = OPENINGS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    inner.can.set((false, false));
                    inner.opened.set(Opened::Week(week, number));
                }
                Err(why) => inner.opened.set(Opened::Unreadable(week, why.to_string())),
            }
        });
    }

    /// Reads the open week again, after an import or another start.
    pub fn reopen(self) {
        let inner = self.inner();
        let at = inner.sheet.borrow().as_ref().map(|it| it.week);
        inner.opened.set(Opened::Nothing);
        if let Some(week) = at {
            self.open_week(week);
        }
    }

    /// Closes whatever sheet is open.
    pub fn close(self) {
        let inner = self.inner();
        self.left();
        *inner.sheet.borrow_mut() = None;
        inner.opened.set(Opened::Nothing);
    }
}

impl Inner {
    async fn load_week(&self, manager: &Id, week: Week) -> Result<(), Unreadable> {
        let doc = Doc::Sheet(manager.clone(), week);
        let roster = load(self.saving.database(), &Doc::Roster(manager.clone()), &self.template).await?;
        let loaded = load(self.saving.database(), &doc, &self.template).await?;
        for latest in [loaded.document.latest(), roster.document.latest()].into_iter().flatten() {
            self.counter.set(self.counter.get().max(latest.counter));
        }
        rescue(&self.saving, [loaded.missed, roster.missed].concat(), self.counter.get());
        let sheet = Sheet::of(&loaded.document);
        *self.roster.borrow_mut() = roster.document;
        self.roster_changed.update(|it| *it += 1);
        *self.sheet.borrow_mut() = Some(OpenSheet { doc, week, document: loaded.document, sheet, undo: Undo::default() });
        Ok(())
    }
}
