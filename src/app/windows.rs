//! Several windows of one browser: one of them holds the document on the page and writes it, the others follow along and may
//! take it over. The lock says who holds; the fence (`keeping/fence`) holds off a window that has not heard.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use super::live::Live;
use super::session::{Inner, Session};
use crate::browser::channel::Channel;
use crate::browser::database::{Shelf, Write};
use crate::browser::locks::{Lock, Manner, Told, ask};
use crate::browser::{lifecycle, page};
use crate::domain::edit::{Doc, Edit};
use crate::domain::path::{MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use crate::domain::row;
use crate::keeping::{COUNTER, Row, fence};

/// Milliseconds after a document is opened before its lock is asked for: the sheet and a first key come first.
const AFTER: u32 = 200;

const CHANNEL: &str = "onesheet";
/// What windows say to each other: the first text of a message.
const ROWS: &str = "rows";
const HOLDS: &str = "holds";
const CHANGED: &str = "changed";
const HELLO: &str = "hello";
const HERE: &str = "here";

/// Whether this window may write the document on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seat {
    #[default]
    Mine,
    /// Another window holds it; this one follows along.
    Elsewhere,
    /// A newer version of this app wrote the database: it is shown as far as it can be read.
    Newer,
}

/// What this window knows of the others.
pub struct Windows {
    pub seat: Live<Seat>,
    /// Told when something was to be written that may not be.
    pub reminded: Live<()>,
    /// The document on the page.
    doc: RefCell<Option<Doc>>,
    lock: RefCell<Option<Lock>>,
    channel: RefCell<Channel>,
    has_others: Cell<bool>,
    /// Raised whenever the document is lost to another window: a holding that was on its way counts for nothing.
    turn: Cell<u32>,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            seat: Live::new(Seat::Mine),
            reminded: Live::new(()),
            doc: RefCell::default(),
            lock: RefCell::default(),
            channel: RefCell::default(),
            has_others: Cell::new(false),
            turn: Cell::new(0),
        }
    }
}

impl Windows {
    /// Whether a document may not be written here.
    pub fn forbids(&self, doc: &Doc) -> bool {
        match self.seat.get_untracked() {
            Seat::Mine => false,
            Seat::Elsewhere => self.is_at(doc),
            Seat::Newer => true,
        }
    }

    /// Says once more why nothing is written.
    pub fn remind(&self) {
        self.reminded.tell();
    }

    pub(super) fn sit(&self, seat: Seat) {
        let word = match seat {
            Seat::Mine => "mine",
            Seat::Elsewhere => "elsewhere",
            Seat::Newer => "newer",
        };
        page::mark("data-seat", word);
        self.seat.change(seat);
    }

    /// The document on the page.
    pub(super) fn on_page(&self) -> Option<Doc> {
        self.doc.borrow().clone()
    }

    pub(super) fn is_at(&self, doc: &Doc) -> bool {
        self.doc.borrow().as_ref() == Some(doc)
    }

    /// Whether this window holds the document that another says it holds now.
    fn loses(&self, doc: &str) -> bool {
        doc.parse().is_ok_and(|doc: Doc| self.is_at(&doc) && !self.forbids(&doc))
    }

    fn say(&self, message: &[&str]) {
        self.channel.borrow().say(message);
    }

    /// Tells the other windows of confirmed rows.
    pub(super) fn say_kept(&self, rows: &[Row]) {
        if self.has_others.get() {
            let texts = rows.iter().flat_map(|it| [it.0.as_str(), it.1.as_str()]);
            self.say(&std::iter::once(ROWS).chain(texts).collect::<Vec<_>>());
        }
    }

    /// Tells the other windows that documents were written past them.
    pub fn say_changed(&self) {
        self.say(&[CHANGED]);
    }
}

impl Session {
    /// Listens to the other windows.
    pub fn meet_windows(self) {
        let inner = self.inner();
        if inner.saving.database().is_newer() {
            inner.windows.sit(Seat::Newer);
        }
        let channel = Channel::open(CHANNEL, move |message| self.told(&message));
        channel.say(&[HELLO]);
        *inner.windows.channel.borrow_mut() = channel;
        lifecycle::on_shown(move || {
            // What was said while this window slept it may not have heard.
            let inner = self.inner();
            self.read_given_soon();
            if inner.windows.seat.get_untracked() == Seat::Elsewhere {
                self.read_on_page_soon();
            }
            inner.saving.clone().look();
        })
        .forever();
    }

    /// The page shows this document from now on: it is held here, unless another window holds it.
    pub(super) fn take_seat(self, doc: Doc) {
        let inner = self.inner();
        let windows = &inner.windows;
        if windows.is_at(&doc) {
            return;
        }
        inner.saving.stand_up();
        windows.lock.take();
        *windows.doc.borrow_mut() = Some(doc.clone());
        self.count_steps();
        if windows.seat.get_untracked() == Seat::Newer {
            return;
        }
        windows.sit(Seat::Mine);
        lifecycle::later(AFTER, move || self.ask_for(doc, Manner::IfFree));
    }

    /// The page shows no document any more.
    pub(super) fn leave_seat(self) {
        let inner = self.inner();
        inner.saving.stand_up();
        inner.windows.doc.take();
        inner.windows.lock.take();
        if inner.windows.seat.get_untracked() == Seat::Elsewhere {
            inner.windows.sit(Seat::Mine);
        }
    }

    /// Takes the document on the page over from whichever window holds it.
    pub fn edit_here(self) {
        let doc = self.inner().windows.doc.borrow().clone();
        if let Some(doc) = doc {
            self.ask_for(doc, Manner::Stealing);
        }
    }

    fn ask_for(self, doc: Doc, manner: Manner) {
        let inner = self.inner();
        if !inner.windows.is_at(&doc) {
            return;
        }
        let at = doc.clone();
        let told = move |told| {
            let inner = self.inner();
            match told {
                Told::Held => spawn_local(self.hold(at.clone(), manner)),
                Told::NotFree | Told::Stolen if inner.windows.is_at(&at) => {
                    self.follow(&at);
                    // What was said while it was read here was not heard.
                    let doc = at.clone();
                    spawn_local(async move { _ = self.read_again_unseen(&doc).await });
                }
                Told::NotFree | Told::Stolen => {}
            }
        };
        let lock = ask(&format!("edit/{doc}"), manner, told);
        // Without locks the number alone decides: whoever opened last holds, and nobody waits.
        if lock.is_none() && manner != Manner::Waiting {
            spawn_local(self.hold(doc, manner));
        }
        inner.windows.lock.replace(lock);
    }

    /// The lock is ours: from here on a former holder's writes fail.
    async fn hold(self, doc: Doc, manner: Manner) {
        let inner = self.inner();
        let turn = inner.windows.turn.get();
        let is_over = || inner.windows.turn.get() != turn || !inner.windows.is_at(&doc);
        let epoch = fence::epoch_key(&doc);
        let held = Rc::new(Cell::new((0, 0, true)));
        let (as_read, at, here) = (held.clone(), doc.clone(), inner.clone());
        let keys = [epoch.as_str(), COUNTER];
        let exchange = inner.saving.database().exchange((Shelf::Meta, &keys), move |texts| {
            let read = |it: usize| texts.get(it).and_then(|it| it.as_ref()?.parse::<u64>().ok()).unwrap_or(0);
            let (number, counted, own) = (read(0) + 1, read(1), here.counter.get());
            let is_alone = manner == Manner::IfFree && counted <= own && !here.windows.has_others.get();
            // Edits of a former holder that are still on their way come before ours.
            let counter = if is_alone { own } else { counted.max(own) + fence::LEAP };
            as_read.set((number, counter, is_alone));
            let mut batch = fence::begin(&at, number);
            batch.push(Write::Put(Shelf::Meta, COUNTER.to_owned(), counter.to_string()));
            batch
        });
        let is_held = exchange.await.is_ok();
        if is_over() {
            return;
        }
        if !is_held {
            // The next write says that the database refuses; until then this window writes as if it were alone.
            return inner.windows.sit(Seat::Mine);
        }
        let (number, counter, is_alone) = held.get();
        let text = number.to_string();
        inner.windows.say(&[HOLDS, &doc.to_string(), &text]);
        if !is_alone {
            // Another window may have written since the document was read here, and may be taking it over again.
            let is_read = match manner {
                Manner::IfFree => self.read_again_unseen(&doc).await,
                _ => self.read_on_page().await,
            };
            let now = inner.saving.database().read(Shelf::Meta, &epoch).await;
            if is_over() || !is_read || now != Ok(Some(text)) {
                return;
            }
            inner.counter.set(inner.counter.get().max(counter));
        }
        inner.saving.sit(doc, number);
        inner.windows.sit(Seat::Mine);
    }

    /// Another window holds the document: this one follows along, and holds it once it is let go.
    fn follow(self, doc: &Doc) {
        let inner = self.inner();
        inner.saving.lose();
        inner.windows.turn.set(inner.windows.turn.get() + 1);
        inner.windows.sit(Seat::Elsewhere);
        self.ask_for_later(doc.clone());
    }

    fn ask_for_later(self, doc: Doc) {
        // Not from within what the lock before is telling.
        lifecycle::later(0, move || {
            if self.inner().windows.forbids(&doc) {
                self.ask_for(doc, Manner::Waiting);
            }
        });
    }

    /// A batch was turned away at the fence.
    pub(super) fn seat_lost(self) {
        let doc = self.inner().windows.doc.borrow().clone();
        if let Some(doc) = doc {
            self.follow(&doc);
        }
    }

    /// Another window's import wrote past whoever holds the document: it is read anew, and held anew where it is held here.
    fn written_past(self) {
        let inner = self.inner();
        spawn_local(async move { _ = self.roster_read_again().await });
        let doc = inner.windows.doc.borrow().clone();
        let Some(doc) = doc else { return };
        if inner.windows.forbids(&doc) {
            self.read_on_page_soon();
        } else {
            // Its fence is there; what is typed until it is held anew goes without.
            inner.saving.lose();
            spawn_local(self.hold(doc, Manner::Waiting));
        }
    }

    fn told(self, message: &[String]) {
        let inner = self.inner();
        match message {
            [word] if word == HELLO => {
                inner.windows.has_others.set(true);
                inner.windows.say(&[HERE]);
            }
            [word] if word == HERE => inner.windows.has_others.set(true),
            [word] if word == CHANGED => self.written_past(),
            // What was said before this window took over is past.
            [word, doc, number]
                if word == HOLDS
                    && inner.windows.loses(doc)
                    && number.parse().is_ok_and(|it: u64| it > inner.saving.holding()) =>
            {
                self.seat_lost();
            }
            [word, rows @ ..] if word == ROWS => {
                for row in rows.chunks_exact(2) {
                    self.heard_row(&row[0], &row[1]);
                }
            }
            _ => {}
        }
    }

    /// Another window kept a row: it is folded into what is open here.
    fn heard_row(self, key: &str, text: &str) {
        let inner = self.inner();
        let Some((doc, _)) = key.split_once('|') else { return };
        let Ok(doc) = doc.parse::<Doc>() else { return };
        match &doc {
            Doc::Sheet(..) => {
                let mut open = inner.sheet.borrow_mut();
                let Some(open) = open.as_mut().filter(|it| it.doc == doc) else { return };
                // Its key stays out of the log: a row that somebody else may still go over is not ours to fold.
                if let Some(edit) = inner.edit_of::<SheetPath>(text) {
                    let path = edit.path.clone();
                    open.document.fold(edit);
                    inner.refresh(open, &[path]);
                }
            }
            Doc::Month(manager, month) if self.manager().as_ref() == Some(manager) => {
                if let Some(edit) = inner.edit_of::<MonthPath>(text) {
                    inner.months.fold(*month, edit);
                    self.months_changed();
                }
            }
            Doc::Roster(manager) if self.manager().as_ref() == Some(manager) => {
                if let Some(edit) = inner.edit_of::<RosterPath>(text) {
                    inner.roster.borrow_mut().fold(edit);
                    inner.roster_changed.tell();
                }
            }
            Doc::Settings => {
                if let Some(edit) = inner.edit_of::<SettingsPath>(text) {
                    inner.settings.borrow_mut().fold(edit);
                    inner.settings_changed.tell();
                }
            }
            _ => {}
        }
    }

    fn read_on_page_soon(self) {
        spawn_local(async move { _ = self.read_on_page().await });
    }

    /// Reads the document on the page anew. Says whether it could be read.
    async fn read_on_page(self) -> bool {
        let Some(doc) = self.inner().windows.on_page() else { return false };
        if let Doc::Month(_, month) = doc {
            self.inner().months.forget();
            self.open_month(month);
            return true;
        }
        self.read_again_unseen(&doc).await
    }

    /// As `read_on_page`, for a page that is being typed in: a month's would be drawn anew, and is not read.
    async fn read_again_unseen(self, doc: &Doc) -> bool {
        match doc {
            Doc::Sheet(_, week) => self.week_read_again(*week).await,
            Doc::Roster(_) => self.roster_read_again().await,
            _ => true,
        }
    }
}

impl Inner {
    /// The edit of a row another window wrote. Its counter counts here too.
    fn edit_of<P: Path>(&self, text: &str) -> Option<Edit<P>> {
        let edit = row::to_edit::<P>(text, &self.template).ok()?;
        self.counter.set(self.counter.get().max(edit.stamp.counter));
        Some(edit)
    }
}
