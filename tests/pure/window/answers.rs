//! What windows ask of the one database, and what becomes of it. For its module.

use onesheet::domain::edit::Stamp;
use onesheet::domain::path::SheetPath;
use onesheet::keeping::log::{self, Stored};
use onesheet::keeping::{COUNTER, Row, fence, line};
use onesheet::shelf::{Shelf, Write};

use super::{Manner, Message, World, edit};
use crate::devices::{sheet_doc, template};

/// What a window asks of the database, and what it is told.
#[derive(Clone, Debug, Hash)]
pub enum Request {
    Rows { number: u64, rows: Vec<Row>, batch: Vec<Write> },
    Fold(Vec<Write>),
    Begin { manner: Manner, turn: u32 },
    Read { lines: Vec<Row>, hold: Option<Hold> },
}

/// A holding that begins when the document is read: its number, the highest counter there was, and who asked.
#[derive(Clone, Debug, Hash)]
pub struct Hold {
    number: u64,
    counter: u64,
    turn: u32,
}

#[derive(Clone, Debug, Hash)]
pub enum Answer {
    Rows { number: u64, rows: Vec<Row>, is_kept: bool },
    Folded,
    Begun { is_alone: bool, hold: Hold },
    Read { lines: Vec<Row>, hold: Option<Hold>, snapshot: Option<String>, edits: Vec<Row> },
}

impl World {
    /// The database takes its requests one after the other, whoever made them.
    fn process(&mut self) {
        let (tab, request) = self.queue.pop_front().unwrap();
        let answer = match request {
            Request::Rows { number, rows, batch } => {
                let is_kept = self.take(&batch);
                Answer::Rows { number, rows, is_kept }
            }
            Request::Fold(batch) => {
                self.take(&batch);
                Answer::Folded
            }
            Request::Begin { manner, turn } => {
                let window = self.windows.iter().flatten().find(|it| it.tab == tab);
                let (counted, own) = (self.store.number(Shelf::Meta, COUNTER), window.map_or(0, |it| it.counter));
                let is_alone = manner == Manner::IfFree && counted <= own && window.is_none_or(|it| !it.has_others);
                let counter = if is_alone { own } else { counted.max(own) + fence::LEAP };
                let number = self.epoch() + 1;
                self.store.take(&fence::begin(&sheet_doc(), number));
                self.store.take(&[Write::Put(Shelf::Meta, COUNTER.to_owned(), counter.to_string())]);
                Answer::Begun { is_alone, hold: Hold { number, counter, turn } }
            }
            Request::Read { lines, hold } => {
                let Stored { snapshot, edits, .. } = self.store.stored(&sheet_doc());
                Answer::Read { lines, hold: hold.filter(|it| it.number == self.epoch()), snapshot, edits }
            }
        };
        if let Some(window) = self.windows.iter_mut().flatten().find(|it| it.tab == tab) {
            window.answers.push_back(answer);
        }
    }

    fn epoch(&self) -> u64 {
        self.store.number(Shelf::Meta, &fence::epoch_key(&sheet_doc()))
    }

    /// What bears the fence of a former holding is never taken.
    fn take(&mut self, batch: &[Write]) -> bool {
        let is_taken = self.store.take(batch);
        let now = fence::still_mine(&sheet_doc(), self.epoch());
        let mut fences = batch.iter().filter(|it| matches!(it, Write::Unless(..)));
        assert!(!is_taken || fences.all(|it| *it == now), "two windows hold the document");
        is_taken
    }

    pub fn answer(&mut self, at: usize) {
        while self.mut_window(at).answers.is_empty() {
            self.process();
        }
        match self.mut_window(at).answers.pop_front().unwrap() {
            Answer::Rows { number, rows, is_kept } => self.written(at, number, rows, is_kept),
            Answer::Folded => {}
            Answer::Begun { is_alone, hold } => {
                let window = self.mut_window(at);
                if hold.turn != window.turn {
                    return;
                }
                if is_alone {
                    window.seat = Some(hold.number);
                }
                self.say(at, Message::Holds(hold.number));
                if !is_alone {
                    self.read(at, Some(hold));
                }
            }
            Answer::Read { lines, hold, snapshot, edits } => {
                let stored = Stored { snapshot, edits, is_newer: false };
                let window = self.mut_window(at);
                let mut loaded = log::fold::<SheetPath>(stored, &sheet_doc(), &lines, template()).unwrap();
                loaded.document.catch_up(window.document.take().unwrap_or_default());
                window.counter = window.counter.max(loaded.document.latest().map_or(0, |it| it.counter));
                (window.document, window.log) = (Some(loaded.document), loaded.keys);
                if let Some(hold) = hold.filter(|it| it.turn == window.turn) {
                    window.counter = window.counter.max(hold.counter);
                    (window.seat, window.is_mine) = (Some(hold.number), true);
                }
                let own = window.unconfirmed.rows();
                for (key, text) in loaded.stale.iter().filter(|stale| own.iter().all(|it| it.0 != stale.0)) {
                    if self.lines.get(key).is_some_and(|it| line::row(it) == Some(text)) {
                        self.lines.remove(key);
                    }
                }
                let missed: Vec<Row> = loaded.missed.into_iter().filter(|it| own.iter().all(|own| own.1 != it.1)).collect();
                if !missed.is_empty() {
                    self.keep(at, missed);
                }
            }
        }
    }

    fn written(&mut self, at: usize, number: u64, rows: Vec<Row>, is_kept: bool) {
        let window = self.windows[at].as_mut().unwrap();
        window.pending -= 1;
        if !is_kept {
            window.unconfirmed.detach();
            if window.seat.is_some() {
                self.follow(at);
            }
            return self.again(at);
        }
        let done = window.unconfirmed.confirm(number, rows.iter().map(|it| it.0.clone()).collect());
        done.iter().for_each(|it| _ = self.lines.remove(it));
        let is_left = window.pending == 0 && !window.unconfirmed.is_empty();
        let kept: Vec<Stamp> = rows.iter().map(|it| edit(&it.1).stamp).collect();
        self.typed.iter_mut().filter(|it| kept.contains(&it.stamp)).for_each(|it| it.is_kept = true);
        self.say(at, Message::Kept(rows));
        if is_left {
            self.again(at);
        }
    }
}
