//! How safe what is here is: what was given out last and what was written since, whether the browser was asked to keep it,
//! copies kept on this device, and everything of it as lines for the page. Judged and worded by the worker.

use std::cell::{Cell, RefCell};

use leptos::task::spawn_local;

use super::exchange::NotMade;
use super::fault;
use super::live::Live;
use super::session::Session;
use super::start::today;
use crate::browser::database::{Shelf, Write};
use crate::browser::{clock, lifecycle, safety};
use crate::domain::json::Json;
use crate::domain::week::Week;
use crate::keeping::given::{GIVEN, Given};
use crate::keeping::{Row, copies};
use crate::post::{Report, What};
use crate::words::safety::line;

/// Milliseconds after the bar is drawn before the rows of its line are read.
const AFTER: u32 = 300;
/// How long changes may stand in no file before the line asks for one.
const A_DAY: f64 = 86_400_000.0;

/// What the session knows of it.
pub struct Safety {
    /// Told when the line says something else.
    changed: Live<()>,
    given: RefCell<Given>,
    /// Whether that was read: before, nothing is written over it.
    is_read: Cell<bool>,
    /// New rows that are not counted in it yet, and whether the line has not heard of them.
    unwritten: Cell<u32>,
    is_news: Cell<bool>,
    is_persist_asked: Cell<bool>,
    /// The copy asked for last.
    copy: RefCell<String>,
}

impl Default for Safety {
    fn default() -> Self {
        Self {
            changed: Live::new(()),
            given: RefCell::default(),
            is_read: Cell::new(false),
            unwritten: Cell::new(0),
            is_news: Cell::new(false),
            is_persist_asked: Cell::new(false),
            copy: RefCell::default(),
        }
    }
}

impl Safety {
    /// New rows of edits are on their way.
    pub(super) fn count(&self, rows: usize) {
        if rows > 0 {
            self.given.borrow_mut().first.get_or_insert_with(clock::now);
            self.unwritten.set(self.unwritten.get() + rows as u32);
            self.is_news.set(true);
        }
    }

    /// Everything counted.
    fn counted(&self) -> Given {
        let given = self.given.borrow().clone();
        Given { changes: given.changes + self.unwritten.get(), ..given }
    }

    fn give(&self, given: Given) -> Write {
        let row = Given { noted: Some(clock::now()), ..given.clone() }.row();
        self.given.replace(given);
        Write::Put(Shelf::Meta, GIVEN.to_owned(), row)
    }

    /// The row of it, which is what counts from now on.
    pub(super) fn beside_flush(&self) -> Option<Write> {
        if !self.is_read.get() {
            return None;
        }
        let given = self.counted();
        self.unwritten.set(0);
        Some(self.give(given))
    }
}

impl Session {
    /// Reads what was given out last, once all that is worked with is drawn.
    pub fn read_given_soon(self) {
        lifecycle::later(AFTER, move || {
            spawn_local(async move {
                let inner = self.inner();
                let Ok(row) = inner.saving.database().read(Shelf::Meta, GIVEN).await else { return };
                let stored = Given::parse(&row.unwrap_or_default());
                let now = inner.safety.given.take();
                // Another window may have given a file out, or counted more.
                let is_news = stored.at != now.at || stored.changes > now.changes;
                let given = if is_news { Given { first: stored.first.or(now.first), ..stored } } else { now };
                inner.safety.given.replace(given);
                inner.safety.is_read.set(true);
                inner.safety.changed.tell();
            });
        });
    }

    /// The line beside "saved", watched, and whether it asks for a file.
    pub fn given_line(self) -> (String, bool) {
        let inner = self.inner();
        inner.safety.changed.track();
        if !inner.safety.is_read.get() || self.is_example() {
            return (String::new(), false);
        }
        let given = inner.safety.counted();
        let is_due = given.changes > 0 && given.first.as_ref().is_some_and(|it| clock::since(it) > A_DAY);
        (line(self.lang_now(), &given, today(), is_due), is_due)
    }

    /// A file left this device.
    pub fn file_given(self, is_whole: bool) {
        let inner = self.inner();
        if self.is_example() {
            return;
        }
        inner.safety.unwritten.set(0);
        let given = Given { at: Some(clock::now()), is_whole, ..Given::default() };
        inner.saving.put(vec![inner.safety.give(given)]);
        inner.safety.changed.tell();
    }

    /// Rows are confirmed: the line counts them, and the first of a sheet has the browser asked to keep all of it.
    pub(super) fn heard_kept(self, rows: &[Row]) {
        let inner = self.inner();
        if inner.safety.is_news.take() {
            inner.safety.changed.tell();
        }
        let is_real = rows.iter().any(|it| !it.0.starts_with("settings")) && !self.is_example();
        if is_real && !inner.safety.is_persist_asked.replace(true) {
            spawn_local(safety::persist());
        }
    }

    /// Has the week's copy made, once all is saved.
    pub(super) fn copy_when_due(self) {
        let (inner, Some(manager)) = (self.inner(), self.manager()) else { return };
        let copy = copies::named(&manager, &Week::of(today()).to_string());
        if self.is_example() || !inner.saving.is_saved() || *inner.safety.copy.borrow() == copy {
            return;
        }
        inner.safety.copy.replace(copy.clone());
        spawn_local(async move {
            if inner.saving.database().count_under(Shelf::Copies, &copy).await == Ok(0) {
                // One that is not made is made at another start.
                _ = self.ask(What::Copy, &[]).await;
            }
        });
    }

    /// How safe this device is, drawn line by line. `again` asks the browser once more to keep what is here.
    pub async fn safety(self, again: bool) -> Json {
        if again {
            safety::persist().await;
        }
        let inner = self.inner();
        let on = |it: bool| if it { "on" } else { "" }.to_owned();
        let form = [
            ("installed", on(safety::is_installed())),
            ("journal", on(inner.saving.journal().is_kept())),
            ("fault", fault::last().unwrap_or_default()),
            ("given", inner.safety.counted().row()),
        ];
        self.drawn("settings", "safety", form.map(|(name, it)| (name.to_owned(), it)).into()).await
    }

    /// Says what restoring a copy would change. Writes nothing.
    pub async fn stage_copy(self, key: String) -> Result<Report, NotMade> {
        self.staged(What::Restore(key), &[]).await
    }

    /// Says what taking the last import back would change. Writes nothing.
    pub async fn stage_undo(self) -> Result<Report, NotMade> {
        let manager = self.manager().unwrap_or_else(|| self.inner().device.clone());
        self.stage_copy(copies::named(&manager, copies::IMPORT)).await
    }
}
