//! Collecting files: batch by batch they are counted and kept, here or beside, and taken into the collection in their order, so that
//! what became of each does not depend on who was quicker.

use std::cell::Cell;
use std::future::ready;
use std::pin::pin;
use std::rc::Rc;

use chrono::NaiveDate;
use futures::StreamExt;

use super::counting::{COUNT, Count, Shelf, kept};
use super::readers::Readers;
use super::sources::{BATCH, Batch, batches};
use super::{Office, PAGE};
use crate::browser::clerk::{Files, Way};
use crate::browser::clock;
use crate::desk::unwrap::unwrapped;
use crate::desk::{Desk, Task};
use crate::leaf::office::{self as drawn, FileRow};
use crate::leaf::{Leaf, told as says};
use crate::office::books::{Books, Effect};
use crate::office::decisions;
use crate::office::pack::unpacked;
use crate::office::taken::NotTaken;
use crate::post::counting::{Came, Counting, Fate, Kept};
use crate::post::drawing::Drawing;
use crate::post::{Ask, What};
use crate::words::office::{Word as W, contested, older};

/// Batches on their way at each reader: one is read from the disk and one kept while another is counted.
const AHEAD: usize = 3;

/// Whoever counts batches.
struct Hands<'a> {
    task: &'a Task,
    shelf: Shelf,
    readers: Readers,
    passphrase: &'a str,
    day: NaiveDate,
    /// How many files there are.
    of: Rc<Cell<usize>>,
}

impl Hands<'_> {
    async fn count(&self, batch: Batch) -> (Batch, Count) {
        // For a few files others would take longer to start.
        if self.of.get() > BATCH
            && let Some(counted) = self.readers.count(&self.ask(&batch), &batch).await
        {
            return (batch, counted);
        }
        let counted = self.task.count(&self.shelf, batch.read().await, self.passphrase).await;
        (batch, counted)
    }

    /// The question to others.
    fn ask(&self, batch: &Batch) -> Ask {
        let counting = Counting { passphrase: self.passphrase.to_owned(), packed: batch.packed() };
        let (page, ask) = (PAGE.to_owned(), COUNT.to_owned());
        let what = What::Draw(Drawing { page, ask, form: counting.form(), day: self.day });
        Ask { what, late: Vec::new(), held: Vec::new(), ..self.task.ask.clone() }
    }
}

impl Desk {
    /// Collects files, and says what became of each.
    pub(super) async fn collect(&self, task: &Task, office: &Office, it: &Drawing, (files, way): (Files, &Way)) -> Leaf {
        let passphrase = it.held(drawn::PASSPHRASE);
        let (lang, of, begun) = (task.ask.lang, Rc::new(Cell::new(0)), clock::ticks());
        if task.is_partial.get() {
            // Without what head office laid under all sheets they would be counted otherwise.
            return says(false, lang.say(W::NoStore));
        }
        let with = (task.templates().await.clone(), task.laid());
        let shelf = Shelf::new((office.vault.clone(), office.windows.clone()), office.books.borrow().digests(), with);
        let hands = Hands { task, shelf, readers: Readers::new(), passphrase, day: it.day, of: of.clone() };
        let ahead = AHEAD * hands.readers.len().max(1);
        let ends = Cell::new(None);
        let coming = batches(files, of.clone()).take_while(|_| ready(ends.get().is_none()));
        let mut counted = pin!(coming.map(|it| hands.count(it)).buffered(ahead));
        let mut rows = Vec::new();
        let tell = |rows: &[FileRow]| {
            let seconds = (clock::ticks() - begun) / 1000.0;
            way.tell(&drawn::progress(lang, (rows.len(), of.get()), seconds).to_json().canonical());
        };
        tell(&rows);
        while let Some((batch, counted)) = counted.next().await {
            match task.taken_in(office, (&batch, passphrase), counted).await {
                Ok(found) => rows.extend(found),
                // What is on its way may be kept yet, and is told of then.
                Err(why) => ends.set(Some(why)),
            }
            tell(&rows);
        }
        office.tell();
        let ends = ends.get();
        if ends.is_some() {
            // What is held here may be more or less than is kept: it is read again from there.
            *self.office.borrow_mut() = None;
        }
        let ends = ends.map(|why| says(false, lang.say(if why == Kept::Full { W::Full } else { W::NoStore })));
        // A folder comes in any order.
        rows.sort_by(|a: &FileRow, b| a.name.cmp(&b.name));
        drawn::report(lang, &rows, ends)
    }
}

impl Task {
    /// Takes a batch that is kept into the collection; what became of each file. What is told of them is told when they are there, and
    /// not before.
    async fn taken_in(
        &self,
        office: &Office,
        (batch, passphrase): (&Batch, &str),
        (counted, pack): Count,
    ) -> Result<Vec<FileRow>, Kept> {
        if counted.kept != Kept::Whole {
            return Err(counted.kept);
        }
        let is_other = |it: &Came| matches!(it.to, Fate::Setup | Fate::Decisions);
        let others: Vec<usize> = (0..).zip(&counted.files).filter(|it| is_other(it.1)).map(|it| it.0).collect();
        let mut rows = self.put(&mut office.books.borrow_mut(), counted.files, &pack).ok_or(Kept::Failed)?;
        let mut stored = Vec::new();
        for at in others {
            let (Some(read), Some(row)) = (batch.one(at).await, rows.get_mut(at)) else { continue };
            let name = std::mem::take(&mut row.name);
            *row = match unwrapped(read, passphrase).await {
                Ok(bytes) if decisions::is_one(&bytes) => self.decisions_row(office, name, &bytes, &mut stored),
                Ok(bytes) => self.setup_row(office, name, &bytes, &mut stored),
                Err(why) => FileRow { sentences: self.why_not(&name, &NotTaken::File(why)), name, result: "refused" },
            };
        }
        match kept(&office.vault, &stored).await {
            Kept::Whole => Ok(rows),
            why => Err(why),
        }
    }

    /// None where what was counted is not what was told of.
    fn put(&self, books: &mut Books, files: Vec<Came>, pack: &[u8]) -> Option<Vec<FileRow>> {
        let taken = if pack.is_empty() { Some(Vec::new()) } else { unpacked(pack, &mut books.names, &mut books.labels) };
        let mut taken = taken?.into_iter();
        let mut row = |Came { name, to, mut sentences }| {
            let result = match to {
                Fate::Known => "unchanged",
                Fate::Setup | Fate::Decisions | Fate::Refused => "refused",
                Fate::Taken | Fate::Partly => {
                    let it = taken.next()?;
                    let was_here = books.has(it.digest);
                    match books.put(it) {
                        _ if was_here => "unchanged",
                        _ if to == Fate::Partly => "partly",
                        Effect::Merged => "merged",
                        Effect::Updated => "updated",
                        Effect::Contested => {
                            sentences.push(contested(self.ask.lang).to_owned());
                            "updated"
                        }
                        Effect::Unchanged => {
                            sentences.push(older(self.ask.lang).to_owned());
                            "unchanged"
                        }
                    }
                }
            };
            Some(FileRow { name, result, sentences })
        };
        files.into_iter().map(&mut row).collect()
    }
}
