//! A page over the simulated storage: what `app/commit`, `app/saving`, `app/open` and `app/tidy` make of the pure core, in the
//! same order. Shared by the simulations; where one of those changes, this does.

use std::collections::VecDeque;

use onesheet::domain::edit::{Doc, Edit, Stamp};
use onesheet::domain::fold::Document;
use onesheet::domain::id::Id;
use onesheet::domain::path::{Kind, Path, SheetPath};
use onesheet::domain::row;
use onesheet::domain::undo::{Change, Undo};
use onesheet::domain::value::Value;
use onesheet::keeping::log::{self, Loaded};
use onesheet::keeping::unconfirmed::Unconfirmed;
use onesheet::keeping::{COUNTER, Row, line};
use onesheet::shelf::{Durability, Shelf, Write};

use super::devices::{id, template};
use super::store::{Device, rows};

pub type Writing = (SheetPath, Option<Value>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Typing,
    Choice,
}

/// An edit as it was made, with the text of its row.
#[derive(Clone, Debug)]
pub struct Made {
    pub doc: Doc,
    pub edit: Edit<SheetPath>,
    pub row: String,
}

/// What a batch on its way is to the page.
#[derive(Clone, Debug)]
enum Sent {
    Rows { connection: u32, number: u64, rows: Vec<Row> },
    Flush,
    Fold,
}

/// A page with one sheet open.
pub struct Page {
    pub device: Id,
    pub tab: Id,
    pub counter: u64,
    pub doc: Doc,
    pub document: Document<SheetPath>,
    pub undo: Undo<SheetPath>,
    /// Everything committed here, in its order.
    pub made: Vec<Made>,
    typing: Option<(String, String)>,
    log: Vec<String>,
    unconfirmed: Unconfirmed,
    sent: VecDeque<Sent>,
    connection: u32,
    pending: usize,
    unflushed: bool,
}

impl Page {
    /// Opens a sheet and writes what a killed page could not.
    pub fn open(device: &mut Device, doc: &Doc, tab: &str) -> Self {
        let mut page = Self {
            device: id("aa"),
            tab: id(tab),
            counter: device.store.number(Shelf::Meta, COUNTER),
            doc: doc.clone(),
            document: Document::default(),
            undo: Undo::default(),
            made: Vec::new(),
            typing: None,
            log: Vec::new(),
            unconfirmed: Unconfirmed::default(),
            sent: VecDeque::new(),
            connection: 0,
            pending: 0,
            unflushed: false,
        };
        let loaded = read(device, doc, rows(&device.lines));
        page.counter = page.counter.max(loaded.document.latest().map_or(0, |it| it.counter));
        loaded.stale.iter().for_each(|it| device.let_go(&it.0));
        if !loaded.missed.is_empty() {
            page.keep(device, loaded.missed);
        }
        (page.document, page.log) = (loaded.document, loaded.keys);
        page
    }

    /// Edits the open sheet and remembers the step.
    pub fn change(&mut self, device: &mut Device, edits: Vec<Writing>, by: By) {
        let changes = edits.iter().flat_map(|(path, value)| Undo::changes(&self.document, path, value.as_ref()));
        let changes: Vec<Change<SheetPath>> =
            changes.filter(|it| it.before != it.after || it.path.kind() == Kind::Record).collect();
        if !changes.is_empty() {
            self.commit(device, edits, by);
            self.undo.record(changes, by == By::Typing);
        }
    }

    pub fn step(&mut self, device: &mut Device, take: impl FnOnce(&mut Undo<SheetPath>) -> Option<Vec<Writing>>) {
        if let Some(edits) = take(&mut self.undo) {
            self.commit(device, edits, By::Choice);
        }
    }

    fn commit(&mut self, device: &mut Device, edits: Vec<Writing>, by: By) {
        let document = &self.document;
        let edits: Vec<Writing> = edits
            .into_iter()
            .filter(|(path, value)| path.kind() == Kind::Record || document.get(path) != value.as_ref())
            .collect();
        let (doc, mut document) = (self.doc.clone(), std::mem::take(&mut self.document));
        self.write(device, &doc, &mut document, edits, by);
        self.document = document;
    }

    /// Edits a document that is not open.
    pub fn write_closed(&mut self, device: &mut Device, doc: &Doc, edits: Vec<Writing>) {
        self.write(device, doc, &mut Document::default(), edits, By::Choice);
    }

    fn write(&mut self, device: &mut Device, doc: &Doc, document: &mut Document<SheetPath>, edits: Vec<Writing>, by: By) {
        if edits.is_empty() {
            return;
        }
        let mut rows = Vec::new();
        for (path, value) in edits {
            self.counter += 1;
            let stamp = Stamp { counter: self.counter, device: self.device.clone(), tab: self.tab.clone() };
            let edit = Edit { path, value, stamp };
            let row = row::of_edit(&edit);
            rows.push((self.row_key(doc, &edit, by), row.clone()));
            document.fold(edit.clone());
            self.made.push(Made { doc: doc.clone(), edit, row });
        }
        let log = &self.log;
        let new: Vec<String> = rows.iter().map(|it| it.0.clone()).filter(|it| log.last() != Some(it)).collect();
        self.log.extend(new);
        self.keep(device, rows);
    }

    fn row_key(&mut self, doc: &Doc, edit: &Edit<SheetPath>, by: By) -> String {
        let field = format!("{doc}/{}", edit.path);
        if let (Some((same, key)), By::Typing) = (&self.typing, by)
            && *same == field
        {
            return key.clone();
        }
        let key = log::key(doc, edit.stamp.counter, self.tab.as_str());
        self.typing = (by == By::Typing).then(|| (field, key.clone()));
        key
    }

    fn keep(&mut self, device: &mut Device, rows: Vec<Row>) {
        rows.iter().for_each(|(key, text)| device.line(key, &line::of(text)));
        self.send(device, rows);
    }

    fn send(&mut self, device: &mut Device, rows: Vec<Row>) {
        self.unflushed = true;
        let number = self.unconfirmed.issue(&rows);
        let puts = rows.iter().map(|(key, text)| Write::Put(Shelf::Edits, key.clone(), text.clone()));
        let counter = Write::Put(Shelf::Meta, COUNTER.to_owned(), self.counter.to_string());
        device.issue(puts.chain([counter]).collect(), Durability::Relaxed);
        self.pending += 1;
        self.sent.push_back(Sent::Rows { connection: self.connection, number, rows });
    }

    /// The oldest batch has come to its end.
    pub fn hear_end(&mut self, device: &mut Device, is_refused: bool) {
        let is_complete = device.end(is_refused);
        match self.sent.pop_front().unwrap() {
            Sent::Rows { connection, number, rows } => {
                if is_complete {
                    let done = self.unconfirmed.confirm(number, rows.into_iter().map(|it| it.0).collect());
                    done.iter().for_each(|it| device.let_go(it));
                }
                if connection == self.connection {
                    self.pending -= 1;
                }
                if is_complete && self.pending == 0 && !self.unconfirmed.is_empty() {
                    self.send(device, self.unconfirmed.rows());
                }
            }
            Sent::Flush => self.unflushed |= !is_complete,
            Sent::Fold => {}
        }
    }

    /// The connection is made anew, and everything unconfirmed is written.
    pub fn retry(&mut self, device: &mut Device) {
        if !self.unconfirmed.is_empty() {
            (self.connection, self.pending) = (self.connection + 1, 0);
            self.send(device, self.unconfirmed.rows());
        }
    }

    /// A field is left.
    pub fn leave(&mut self, device: &mut Device) {
        self.typing = None;
        self.undo.pause();
        self.flush(device);
    }

    fn flush(&mut self, device: &mut Device) {
        if std::mem::take(&mut self.unflushed) {
            let row = Write::Put(Shelf::Meta, "flushed".to_owned(), self.counter.to_string());
            device.issue(vec![row], Durability::Strict);
            self.sent.push_back(Sent::Flush);
        }
    }

    /// Nobody types: what is confirmed goes to the disk, and a log that is `long` into the snapshot.
    pub fn rest(&mut self, device: &mut Device, long: usize) {
        self.flush(device);
        let prefix = log::prefix(&self.doc);
        let keys: Vec<String> = self.log.iter().filter(|it| it.starts_with(&prefix)).cloned().collect();
        if self.is_saved() && keys.len() >= long {
            self.log.clear();
            self.typing = None;
            device.issue(log::folded(&self.doc, &self.document, keys, self.counter), Durability::Relaxed);
            self.sent.push_back(Sent::Fold);
        }
    }

    pub fn is_saved(&self) -> bool {
        self.pending == 0 && self.unconfirmed.is_empty()
    }
}

/// Reads a document, with the late rows in any order.
pub fn read(device: &Device, doc: &Doc, late: Vec<Row>) -> Loaded<SheetPath> {
    log::fold(device.store.stored(doc), doc, &late, template()).unwrap()
}
