//! The write path (research/reliability.md §1.5): every edit goes to the journal and the database in the task of its input
//! event; "saved" is said only when the database has confirmed the last one. What failed is kept and written again.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::live::Live;

use crate::browser::clock;
use crate::browser::database::{Database, DatabaseError, Durability, Kind, Shelf, Write};
use crate::browser::journal::Journal;
use crate::browser::{lifecycle, page};
use crate::device::{COUNTER, Row};
use crate::words::said::{SaveFact, StorageFault};

/// What has become of the last edit.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// Confirmed by the database; when, if it was in this session.
    Saved(Option<String>),
    Saving,
    /// The database refused. The edits are in memory and in the journal.
    Failing(DatabaseError),
}

/// Saves rows and says how it went.
pub struct Saving {
    database: Database,
    journal: Journal,
    pub state: Live<SaveState>,
    pending: Cell<u32>,
    /// Rows not confirmed yet, with the number of the write that carries their newest text.
    unconfirmed: RefCell<BTreeMap<String, (u64, String)>>,
    writes: Cell<u64>,
    /// Confirmed only as far as the operating system.
    unflushed: Cell<bool>,
    /// When the oldest pending write began, and whether somebody looks at how long it takes.
    since: Cell<f64>,
    is_watched: Cell<bool>,
}

/// Milliseconds after which a person is told that saving is going on. The mark on `<html>` tells at once.
const WORTH_SAYING: u32 = 400;

impl Saving {
    pub fn new(database: Database, journal: Journal) -> Rc<Self> {
        page::mark("data-save", "saved");
        Rc::new(Self {
            database,
            journal,
            state: Live::new(SaveState::Saved(None)),
            pending: Cell::new(0),
            unconfirmed: RefCell::default(),
            writes: Cell::new(0),
            unflushed: Cell::new(false),
            since: Cell::new(0.0),
            is_watched: Cell::new(false),
        })
    }

    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Keeps rows of the edit log. Synchronous up to the commit of the transaction.
    pub fn keep(self: &Rc<Self>, rows: Vec<Row>, counter: u64) {
        for (key, text) in &rows {
            // A full or blocked journal is no failure while the database answers.
            _ = self.journal.put(key, text);
        }
        self.write(rows, counter);
    }

    fn write(self: &Rc<Self>, rows: Vec<Row>, counter: u64) {
        let number = self.writes.get() + 1;
        self.writes.set(number);
        let keys: Vec<String> = rows.iter().map(|it| it.0.clone()).collect();
        self.unconfirmed.borrow_mut().extend(rows.iter().map(|(key, text)| (key.clone(), (number, text.clone()))));
        let mut batch: Vec<Write> = rows.into_iter().map(|(key, text)| Write::Put(Shelf::Edits, key, text)).collect();
        batch.push(Write::Put(Shelf::Meta, COUNTER.to_owned(), counter.to_string()));
        self.begin();
        let saving = self.clone();
        self.database.write(batch, Durability::Relaxed, move |ended| saving.end(number, &keys, counter, ended));
    }

    fn begin(self: &Rc<Self>) {
        if self.pending.replace(self.pending.get() + 1) == 0 && !self.is_failing() {
            page::mark("data-save", "saving");
            self.since.set(clock::millis());
            if !self.is_watched.replace(true) {
                self.watch();
            }
        }
    }

    /// Says "saving" where it takes long enough to be read: two words a key would draw the page twice a key.
    fn watch(self: &Rc<Self>) {
        let saving = self.clone();
        lifecycle::later(WORTH_SAYING, move || {
            saving.is_watched.set(false);
            if saving.pending.get() == 0 || saving.is_failing() {
                return;
            }
            if clock::millis() - saving.since.get() >= f64::from(WORTH_SAYING) {
                saving.state.change(SaveState::Saving);
            } else {
                saving.is_watched.set(true);
                saving.watch();
            }
        });
    }

    fn is_failing(&self) -> bool {
        matches!(self.state.get_untracked(), SaveState::Failing(_))
    }

    fn end(self: &Rc<Self>, number: u64, keys: &[String], counter: u64, ended: Result<(), DatabaseError>) {
        self.pending.set(self.pending.get().saturating_sub(1));
        match ended {
            Ok(()) => {
                self.unflushed.set(true);
                let mut unconfirmed = self.unconfirmed.borrow_mut();
                for key in keys {
                    if unconfirmed.get(key).is_some_and(|it| it.0 <= number) {
                        unconfirmed.remove(key);
                        self.journal.remove(key);
                    }
                }
                let all_confirmed = unconfirmed.is_empty() && self.pending.get() == 0;
                drop(unconfirmed);
                if all_confirmed {
                    page::mark("data-save", "saved");
                    self.state.change(SaveState::Saved(Some(clock::time_of_day())));
                } else if self.pending.get() == 0 {
                    // The database answers again: what it refused before goes first.
                    self.again(counter);
                }
            }
            Err(error) => {
                page::mark("data-save", "failing");
                self.state.change(SaveState::Failing(error));
            }
        }
    }

    /// Writes everything unconfirmed once more.
    fn again(self: &Rc<Self>, counter: u64) {
        let rows = self.unconfirmed.borrow().iter().map(|(key, (_, text))| (key.clone(), text.clone())).collect();
        self.write(rows, counter);
    }

    /// Opens the database anew and writes everything unconfirmed; for a button that says so.
    pub async fn retry(self: Rc<Self>, counter: u64) {
        if let Err(error) = self.database.reopen().await {
            self.state.change(SaveState::Failing(error));
            return;
        }
        self.again(counter);
    }

    /// Writes a batch that is all or nothing, down to the disk: an import, a hand-over.
    pub fn store(self: &Rc<Self>, batch: Vec<Write>, done: impl FnOnce(Result<(), DatabaseError>) + 'static) {
        self.begin();
        let saving = self.clone();
        self.database.write(batch, Durability::Strict, move |ended| {
            let outcome = ended.clone();
            saving.end(u64::MAX, &[], 0, ended);
            done(outcome);
        });
    }

    /// Somebody else writes for this page: it is saving until what is returned is called.
    pub fn elsewhere(self: &Rc<Self>) -> impl FnOnce() + use<> {
        self.begin();
        let saving = self.clone();
        move || saving.end(u64::MAX, &[], 0, Ok(()))
    }

    /// Rows the database may not have, each once: what is not confirmed, and what else lies in the journal.
    pub fn late(&self) -> Vec<Row> {
        let unconfirmed = self.unconfirmed.borrow();
        let mut late = self.journal.all();
        late.retain(|(key, _)| !unconfirmed.contains_key(key));
        late.extend(unconfirmed.iter().map(|(key, (_, text))| (key.clone(), text.clone())));
        late
    }

    /// Writes late rows into the log that a killed tab could not, and lets go of journal lines that change nothing.
    pub fn rescue(self: &Rc<Self>, missed: Vec<Row>, stale: &[String], counter: u64) {
        stale.iter().for_each(|it| self.journal.remove(it));
        if !missed.is_empty() {
            self.keep(missed, counter);
        }
    }

    /// Has everything confirmed so far written through to the disk.
    pub fn flush(self: &Rc<Self>) {
        if self.unflushed.replace(false) {
            let row = Write::Put(Shelf::Meta, "flushed".to_owned(), clock::now());
            let saving = self.clone();
            self.database.write([row], Durability::Strict, move |ended| {
                if ended.is_err() {
                    saving.unflushed.set(true);
                }
            });
        }
    }
}

impl From<SaveState> for SaveFact {
    fn from(it: SaveState) -> Self {
        match it {
            SaveState::Saved(at) => Self::Saved(at),
            SaveState::Saving => Self::Saving,
            SaveState::Failing(_) => Self::Failing,
        }
    }
}

/// What a fault of the database means to a person.
pub fn fault(error: &DatabaseError) -> StorageFault {
    match error.kind {
        Kind::Quota => StorageFault::Full,
        Kind::Blocked => StorageFault::Blocked,
        Kind::TimedOut => StorageFault::Slow,
        Kind::Closed => StorageFault::Lost,
        Kind::NewerVersion => StorageFault::NewerVersion,
        Kind::Damaged => StorageFault::Damaged,
        Kind::Unavailable => StorageFault::Unavailable,
        Kind::Other => StorageFault::Other,
    }
}
