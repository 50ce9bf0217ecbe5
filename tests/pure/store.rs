//! A device's storage, simulated: a journal that is written at once, a database that takes batches one after the other, and a
//! record of every single step, so that it can be cut between any two. Shared by the simulations.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use onesheet::domain::edit::Doc;
use onesheet::keeping::log::{Stored, prefix};
use onesheet::keeping::{Row, line};
use onesheet::shelf::{Durability, Shelf, Write};

/// What lies on the shelves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Store([BTreeMap<String, String>; 4]);

impl Store {
    /// Takes a batch, all of it or nothing. Says whether it was taken.
    pub fn take(&mut self, batch: &[Write]) -> bool {
        let is_barred = |it: &Write| matches!(it, Write::Unless(shelf, key) if self.read(*shelf, key).is_some());
        if batch.iter().any(is_barred) {
            return false;
        }
        for it in batch {
            let shelf = &mut self.0[it.shelf() as usize];
            match it {
                Write::Put(_, key, text) => _ = shelf.insert(key.clone(), text.clone()),
                Write::Delete(_, key) => _ = shelf.remove(key),
                Write::DeleteUnder(_, prefix) => shelf.retain(|key, _| !key.starts_with(prefix)),
                Write::Unless(..) => {}
            }
        }
        true
    }

    pub fn read(&self, shelf: Shelf, key: &str) -> Option<&str> {
        self.0[shelf as usize].get(key).map(String::as_str)
    }

    pub fn number(&self, shelf: Shelf, key: &str) -> u64 {
        self.read(shelf, key).map_or(0, |it| it.parse().unwrap())
    }

    pub fn shelf(&self, shelf: Shelf) -> &BTreeMap<String, String> {
        &self.0[shelf as usize]
    }

    /// As the database reads a document: at one moment.
    pub fn stored(&self, doc: &Doc) -> Stored {
        let (key, prefix) = (doc.to_string(), prefix(doc));
        let edits = self.0[Shelf::Edits as usize].range(prefix.clone()..).take_while(|it| it.0.starts_with(&prefix));
        Stored {
            snapshot: self.read(Shelf::Snapshots, &key).map(str::to_owned),
            edits: edits.map(|(key, text)| (key.clone(), text.clone())).collect(),
            is_newer: false,
        }
    }
}

/// The lines of a journal by their keys.
pub type Lines = BTreeMap<String, String>;

/// The rows of lines that are whole.
pub fn rows(lines: &Lines) -> Vec<Row> {
    lines.iter().filter_map(|(key, it)| Some((key.clone(), line::row(it)?.to_owned()))).collect()
}

/// A batch on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub writes: Vec<Write>,
    pub durability: Durability,
}

/// One step a device makes for a page; between any two the power may go.
#[derive(Clone, Debug)]
pub enum Step {
    Line(String, String),
    Gone(String),
    Issue(Rc<Batch>),
    /// The oldest batch on its way has ended, well or not.
    End(bool),
}

/// A device and what pages have had it do.
#[derive(Clone, Debug, Default)]
pub struct Device {
    pub lines: Lines,
    /// What is complete.
    pub store: Store,
    pub on_its_way: VecDeque<Rc<Batch>>,
    pub steps: Vec<Step>,
}

impl Device {
    pub fn line(&mut self, key: &str, text: &str) {
        self.lines.insert(key.to_owned(), text.to_owned());
        self.steps.push(Step::Line(key.to_owned(), text.to_owned()));
    }

    pub fn let_go(&mut self, key: &str) {
        if self.lines.remove(key).is_some() {
            self.steps.push(Step::Gone(key.to_owned()));
        }
    }

    pub fn issue(&mut self, writes: Vec<Write>, durability: Durability) {
        let batch = Rc::new(Batch { writes, durability });
        self.on_its_way.push_back(batch.clone());
        self.steps.push(Step::Issue(batch));
    }

    /// The oldest batch comes to its end; `is_refused` where the browser has no room for it. Says whether it is complete.
    pub fn end(&mut self, is_refused: bool) -> bool {
        let batch = self.on_its_way.pop_front().unwrap();
        let is_complete = !is_refused && self.store.take(&batch.writes);
        self.steps.push(Step::End(is_complete));
        is_complete
    }
}
