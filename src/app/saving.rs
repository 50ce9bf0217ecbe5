//! The write path (research/reliability.md §1.5): every edit goes to the journal and the database in the task of its input
//! event; "saved" is said only when the database has confirmed the last one. What failed is kept and written again (`again`).

mod again;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::hooks::Hooks;
use super::live::Live;
use crate::browser::clock;
use crate::browser::database::{Database, DatabaseError, Durability, Kind, Shelf, Write};
use crate::browser::journal::Journal;
use crate::browser::{lifecycle, page};
use crate::device::Unreadable;
use crate::domain::edit::Doc;
use crate::keeping::unconfirmed::Unconfirmed;
use crate::keeping::{COUNTER, Row, fence, line, log};
use crate::words::storage::SaveFact;

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
    /// Which connection the pending writes went to: those of a former one are not waited for.
    connection: Cell<u32>,
    unconfirmed: RefCell<Unconfirmed>,
    /// The highest counter used, written beside every edit.
    counter: Cell<u64>,
    /// Written only as far as the operating system.
    unflushed: Cell<bool>,
    /// When the oldest pending write began, and whether somebody looks at how long it takes.
    since: Cell<f64>,
    is_watched: Cell<bool>,
    /// Attempts since the last success, and whether the next is on its way.
    attempts: Cell<u32>,
    is_retrying: Cell<bool>,
    /// Steps taken to make room since the last success.
    freed: Cell<usize>,
    /// The document this window holds, and the number of the holding.
    seat: RefCell<Option<(Doc, u64)>>,
    hooks: RefCell<Hooks>,
}

/// Milliseconds after which a person is told that saving is going on. The mark on `<html>` tells at once.
const WORTH_SAYING: u32 = 400;
/// Milliseconds after which a write without an answer counts as refused.
pub const TOO_LONG: u32 = 700;

impl Saving {
    pub fn new(database: Database, journal: Journal) -> Rc<Self> {
        page::mark("data-save", "saved");
        Rc::new(Self {
            database,
            journal,
            state: Live::new(SaveState::Saved(None)),
            pending: Cell::new(0),
            connection: Cell::new(0),
            unconfirmed: RefCell::default(),
            counter: Cell::new(0),
            unflushed: Cell::new(false),
            since: Cell::new(0.0),
            is_watched: Cell::new(false),
            attempts: Cell::new(0),
            is_retrying: Cell::new(false),
            freed: Cell::new(0),
            seat: RefCell::default(),
            hooks: RefCell::default(),
        })
    }

    pub fn database(&self) -> &Database {
        &self.database
    }

    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    pub fn tell(&self, hooks: Hooks) {
        *self.hooks.borrow_mut() = hooks;
    }

    /// This window holds a document: from now on its rows are kept only while it does.
    pub fn sit(&self, doc: Doc, number: u64) {
        *self.seat.borrow_mut() = Some((doc, number));
    }

    /// It holds none any more.
    pub fn stand_up(&self) {
        self.seat.take();
    }

    /// Another window holds it.
    pub fn lose(&self) {
        self.stand_up();
        self.unconfirmed.borrow_mut().detach();
    }

    /// The number of the holding; 0 while none is held.
    pub fn holding(&self) -> u64 {
        self.seat.borrow().as_ref().map_or(0, |it| it.1)
    }

    /// Keeps rows of the edit log. Synchronous up to the commit of the transaction.
    pub fn keep(self: &Rc<Self>, rows: Vec<Row>, counter: u64) {
        for (key, text) in &rows {
            // A full or blocked journal is no failure while the database answers.
            _ = self.journal.put(key, &line::of(text));
        }
        self.counter.set(self.counter.get().max(counter));
        self.write(rows);
    }

    fn write(self: &Rc<Self>, rows: Vec<Row>) {
        self.unflushed.set(true);
        let number = self.unconfirmed.borrow_mut().issue(&rows);
        let mut batch: Vec<Write> = Vec::with_capacity(rows.len() + 2);
        batch.extend(self.fence(&rows));
        batch.extend(rows.iter().map(|(key, text)| Write::Put(Shelf::Edits, key.clone(), text.clone())));
        batch.push(Write::Put(Shelf::Meta, COUNTER.to_owned(), self.counter.get().to_string()));
        let connection = self.begin();
        let saving = self.clone();
        self.database.write(batch, Durability::Relaxed, move |ended| saving.written(connection, number, rows, ended));
    }

    /// What rows of the document held carry with them.
    fn fence(&self, rows: &[Row]) -> Option<Write> {
        let seat = self.seat.borrow();
        let prefix = log::prefix(&seat.as_ref()?.0);
        rows.iter().any(|it| it.0.starts_with(&prefix)).then(|| self.still_mine()).flatten()
    }

    /// What every batch of the document held carries; `None` while none is held.
    pub fn still_mine(&self) -> Option<Write> {
        let seat = self.seat.borrow();
        seat.as_ref().map(|(doc, number)| fence::still_mine(doc, *number))
    }

    fn written(self: &Rc<Self>, connection: u32, number: u64, rows: Vec<Row>, ended: Result<(), DatabaseError>) {
        if ended.is_ok() {
            let keys = rows.iter().map(|it| it.0.clone()).collect();
            let done = self.unconfirmed.borrow_mut().confirm(number, keys);
            done.iter().for_each(|it| self.journal.remove(it));
            (self.hooks.borrow().kept)(&rows);
        } else if matches!(&ended, Err(why) if why.kind == Kind::Superseded) {
            self.unconfirmed.borrow_mut().detach();
        }
        self.end(connection, ended);
    }

    /// A write begins: which connection it goes to.
    fn begin(self: &Rc<Self>) -> u32 {
        if self.pending.replace(self.pending.get() + 1) == 0 {
            self.since.set(clock::ticks());
            if !self.is_failing() {
                page::mark("data-save", "saving");
            }
            if !self.is_watched.replace(true) {
                self.watch(WORTH_SAYING);
            }
        }
        self.connection.get()
    }

    /// Says "saving" where it takes long enough to be read: two words a key would draw the page twice a key. A write that gets no
    /// answer at all is one that fails.
    fn watch(self: &Rc<Self>, wait: u32) {
        let saving = self.clone();
        lifecycle::later(wait, move || {
            saving.is_watched.set(false);
            if saving.pending.get() == 0 {
                return;
            }
            let waited = (clock::ticks() - saving.since.get()).max(0.0) as u32;
            if waited >= TOO_LONG {
                return saving.fail(DatabaseError::new(Kind::TimedOut, "no answer to a write"));
            }
            let is_late = waited >= WORTH_SAYING;
            if is_late && !saving.is_failing() {
                saving.state.change(SaveState::Saving);
            }
            saving.is_watched.set(true);
            saving.watch(if is_late { TOO_LONG } else { WORTH_SAYING } - waited);
        });
    }

    pub fn is_failing(&self) -> bool {
        self.state.with_untracked(|it| matches!(it, SaveState::Failing(_)))
    }

    /// Whether the database gives no answer at all.
    pub fn is_silent(&self) -> bool {
        self.state
            .with_untracked(|it| matches!(it, SaveState::Failing(why) if matches!(why.kind, Kind::TimedOut | Kind::Blocked)))
    }

    /// A reading went wrong: what keeps the database from reading keeps it from saving.
    pub fn heard(self: &Rc<Self>, why: Unreadable) {
        if let Unreadable::Database(why) = why {
            self.fail(why);
        }
    }

    fn end(self: &Rc<Self>, connection: u32, ended: Result<(), DatabaseError>) {
        if connection == self.connection.get() {
            self.pending.set(self.pending.get().saturating_sub(1));
        }
        match ended {
            Ok(()) => {
                self.attempts.set(0);
                // The next of several is waited for from here on.
                self.since.set(clock::ticks());
                let is_all = self.unconfirmed.borrow().is_empty();
                if is_all && self.pending.get() == 0 && self.is_failing() && self.unflushed.get() {
                    // What was refused on its way down to the disk is not saved before it is there.
                    self.flush();
                } else if is_all && self.pending.get() == 0 {
                    self.freed.set(0);
                    page::mark("data-save", "saved");
                    self.state.change(SaveState::Saved(Some(clock::time_of_day())));
                } else if self.pending.get() == 0 {
                    // The database answers again: what it refused before goes first.
                    self.again();
                }
            }
            Err(why) if why.kind == Kind::Superseded => {
                // Typed before this window knew that another holds the document: it is kept all the same, and comes before
                // whatever the other writes.
                if self.seat.take().is_some() {
                    (self.hooks.borrow().seat_lost)();
                }
                self.again();
            }
            Err(why) => self.fail(why),
        }
    }

    /// Whether everything is confirmed.
    pub fn is_saved(&self) -> bool {
        self.pending.get() == 0 && self.unconfirmed.borrow().is_empty() && !self.is_failing()
    }

    /// Writes a batch that is all or nothing, down to the disk: an import, a hand-over.
    pub fn store(self: &Rc<Self>, batch: Vec<Write>, done: impl FnOnce(Result<(), DatabaseError>) + 'static) {
        let connection = self.begin();
        let saving = self.clone();
        self.database.write(batch, Durability::Strict, move |ended| {
            let outcome = ended.clone();
            saving.end(connection, ended);
            done(outcome);
        });
    }

    /// As `store`, for whoever has nothing to do with how it goes.
    pub fn put(self: &Rc<Self>, batch: Vec<Write>) {
        self.store(batch, |_| {});
    }

    /// Somebody else writes for this page: it is saving until what is returned is called.
    pub fn elsewhere(self: &Rc<Self>) -> impl FnOnce() + use<> {
        page::mark("data-save", "saving");
        self.pending.set(self.pending.get() + 1);
        let (saving, connection) = (self.clone(), self.connection.get());
        move || saving.end(connection, Ok(()))
    }

    /// Rows the database may not have, each once.
    pub fn late(&self) -> Vec<Row> {
        let lines = self.journal.all().into_iter();
        let journal = lines.filter_map(|(key, line)| Some((key, line::row(&line)?.to_owned()))).collect();
        self.unconfirmed.borrow().late(journal)
    }

    /// Writes late rows into the log that a killed tab could not, and lets go of journal lines that change nothing.
    pub fn rescue(self: &Rc<Self>, mut missed: Vec<Row>, stale: &[Row], counter: u64) {
        let unconfirmed = self.unconfirmed.borrow().rows();
        for (key, text) in stale.iter().filter(|stale| unconfirmed.iter().all(|it| it.0 != stale.0)) {
            // The window whose line it is may have gone on typing.
            if self.journal.line(key).is_some_and(|it| line::row(&it) == Some(text)) {
                self.journal.remove(key);
            }
        }
        // What this window writes itself is on its way already.
        missed.retain(|it| unconfirmed.iter().all(|own| own.1 != it.1));
        if !missed.is_empty() {
            self.keep(missed, counter);
        }
    }

    /// Has everything written so far brought down to the disk: what is on its way comes before.
    pub fn flush(self: &Rc<Self>) {
        if self.unflushed.replace(false) {
            let mut batch = (self.hooks.borrow().flushing)();
            batch.push(Write::Put(Shelf::Meta, "flushed".to_owned(), clock::now()));
            let (connection, saving) = (self.begin(), self.clone());
            self.database.write(batch, Durability::Strict, move |ended| {
                if ended.is_err() {
                    saving.unflushed.set(true);
                }
                saving.end(connection, ended);
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
