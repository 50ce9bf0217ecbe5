//! One batch of files on its way into the collection: read, checked, counted, and kept whole or not at all. It is done by whoever has
//! the collection, or by a worker beside him (`readers`); what the batch does to the collection is `collecting`'s.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::renewing::Laid;
use super::sources::{self, Bytes, Opened, Piece, loaded};
use super::windows::Windows;
use crate::browser::clerk::{Asked, Told};
use crate::browser::crypto::sha256;
use crate::browser::database::{DatabaseError, Kind};
use crate::browser::fetch;
use crate::browser::files::{FileError, PickedFile};
use crate::browser::vault::{FACTS, FILES, Stored, Vault};
use crate::bundle::digest;
use crate::bundle::format::BundleKind;
use crate::bundle::gzip;
use crate::bundle::limits::FILE_MAX;
use crate::bundle::read::memory::Memory;
use crate::bundle::refusal::{FileRefusal, Refusal};
use crate::desk::unwrap::{came, is_open, opened};
use crate::desk::{Desk, Task, unreadable};
use crate::domain::id::Id;
use crate::domain::template::Template;
use crate::domain::templates::Templates;
use crate::keeping::foundations::SHIPPED;
use crate::office::decisions;
use crate::office::names::{Labels, Names};
use crate::office::pack::packed;
use crate::office::taken::{Digest, NotTaken, Notes, Reading, Taken, read};
use crate::post::Answer;
use crate::post::counting::{Came, Counted, Counting, Fate, Kept, Packed};
use crate::post::drawing::Drawing;
use crate::words::office::{self as words, not_a_report, unlikely};
use crate::words::said;

/// How a batch is asked for, by workers alone.
pub(in crate::desk) const COUNT: &str = "count";

/// What whoever counts holds between two batches.
pub(in crate::desk) struct Shelf {
    vault: Rc<Vault>,
    /// The files that were here before all of these: they need not be read again. What is kept meanwhile is not among them, or which of two
    /// equal files was the new one would depend on who was quicker.
    known: BTreeSet<Digest>,
    /// Others may have deleted some of them since.
    windows: Rc<Windows>,
    /// Files are counted with the template they were written with.
    templates: Templates,
    laid: Laid,
    /// The archive that was read last, by its number.
    archive: RefCell<Option<(usize, Opened)>>,
}

/// What became of a batch, and what was counted of it, as it is kept.
pub(super) type Count = (Counted, Vec<u8>);

impl Shelf {
    pub(super) fn new(
        (vault, windows): (Rc<Vault>, Rc<Windows>),
        known: BTreeSet<Digest>,
        (templates, laid): (Templates, Laid),
    ) -> Self {
        Self { vault, known, windows, templates, laid, archive: RefCell::new(None) }
    }

    /// That of a worker beside the one that has the collection.
    async fn open(task: &Task, windows: Rc<Windows>) -> Result<Self, DatabaseError> {
        let vault = Vault::open().await?;
        let known = vault.keys(FILES).await?.iter().filter_map(|it| Digest::parse(it)).collect();
        Ok(Self::new((Rc::new(vault), windows), known, (task.templates().await.clone(), task.laid())))
    }

    /// Whether a file that was here was deleted meanwhile; nobody asks the disk where no other window has changed anything.
    async fn is_gone(&self, digest: Digest) -> bool {
        self.windows.have_kept() && self.vault.one(FILES, &digest.to_string()).await.is_ok_and(|it| it.is_none())
    }

    /// Files of an archive; none where it cannot be opened here.
    fn piece(&self, files: Vec<PickedFile>, Packed { archive: number, from, to }: Packed) -> Option<Piece> {
        let file = files.into_iter().next()?;
        let held = self.archive.borrow().as_ref().filter(|it| it.0 == number).map(|it| it.1.clone());
        let opened = held.or_else(|| sources::opened(&file))?;
        *self.archive.borrow_mut() = Some((number, opened.clone()));
        Some(Piece { file, number, opened, entries: from..to })
    }
}

impl Desk {
    /// Counts a batch for another worker.
    pub(in crate::desk) async fn count(&self, task: &Task, it: &Drawing, asked: Asked) -> Told {
        // Without what head office laid under all sheets it would count otherwise than who asks.
        if task.is_partial.get() || task.database.is_none() {
            return unreadable();
        }
        let Counting { passphrase, packed } = Counting::of(it);
        let Ok(shelf) = self.shelf(task).await else { return unreadable() };
        let files = match packed {
            None => loaded(asked.loaded).await,
            Some(packed) => match shelf.piece(asked.files.all().await, packed) {
                Some(piece) => piece.read(),
                None => return unreadable(),
            },
        };
        let (counted, pack) = task.count(&shelf, files, &passphrase).await;
        Told::file(Answer::Drawn(counted.to_json()).to_text(), pack)
    }

    async fn shelf(&self, task: &Task) -> Result<Rc<Shelf>, DatabaseError> {
        let _opening = self.opening.lock().await;
        if let Some(it) = self.shelf.borrow().clone() {
            return Ok(it);
        }
        let opened = Rc::new(Shelf::open(task, self.windows.clone()).await?);
        Ok(self.shelf.borrow_mut().get_or_insert(opened).clone())
    }
}

/// Bytes of a batch that are unpacked at once; what is more than that is unpacked file by file.
const UNPACKED_MAX: usize = 2 * FILE_MAX;

/// A file as it was read, and as it came where it came packed and no way else.
struct Content {
    bytes: Result<Vec<u8>, FileRefusal>,
    packed: Option<Vec<u8>>,
}

impl Content {
    /// The file itself, where that is what was read.
    fn open(&self) -> Option<&[u8]> {
        self.bytes.as_deref().ok().filter(|it| is_open(it))
    }
}

fn content(read: Result<Vec<u8>, FileError>, room: &mut usize) -> Content {
    let bytes = came(read);
    match &bytes {
        Ok(packed) if gzip::is_gzip(packed) && gzip::stated(packed) <= *room => {
            let unpacked = gzip::inflate(packed);
            *room = room.saturating_sub(unpacked.as_ref().map_or(0, Vec::len));
            let is_all = unpacked.as_deref().is_ok_and(is_open);
            Content { bytes: unpacked, packed: if is_all { bytes.ok() } else { None } }
        }
        _ => Content { bytes, packed: None },
    }
}

/// A batch being counted.
#[derive(Default)]
struct Making {
    names: Names,
    labels: Labels,
    memory: Memory,
    taken: Vec<Taken>,
    stored: Vec<Stored>,
}

/// Keeps all of it or nothing.
pub(super) async fn kept(vault: &Vault, stored: &[Stored]) -> Kept {
    if stored.is_empty() {
        return Kept::Whole;
    }
    let ended = match vault.keep(stored) {
        Ok(issued) => issued.await,
        Err(why) => Err(why),
    };
    match ended {
        Ok(()) => Kept::Whole,
        Err(why) if why.kind == Kind::Quota => Kept::Full,
        Err(_) => Kept::Failed,
    }
}

/// The digests that stand in files, where they are found to fit.
pub async fn proved(files: impl Iterator<Item = Option<&[u8]>>) -> Vec<Option<String>> {
    let stated: Vec<_> = files.map(|it| digest::around(it?)).collect();
    let sums = sha256(stated.iter().flatten().map(|it| it.1)).await.unwrap_or_default();
    let mut sums = sums.iter().map(|it| digest::said(it));
    stated.iter().map(|it| it.and_then(|it| sums.next().filter(|sum| sum == it.0))).collect()
}

impl Task {
    /// The template that holds now, and the others a file may have been written with.
    pub(super) async fn templates(&self) -> &Templates {
        if let Some(it) = self.templates.get() {
            return it;
        }
        let laid = self.foundations.templates.iter().filter_map(|it| Template::parse(&it.canonical()).ok());
        let mut others: Vec<Template> = laid.collect();
        // Where head office has laid none, the one that holds is the shipped one.
        if !others.is_empty() {
            let shipped = fetch::text(SHIPPED).await.ok();
            others.extend(shipped.and_then(|it| Template::parse(&it).ok()));
        }
        self.templates.get_or_init(|| Templates { now: self.template.clone(), others })
    }

    /// Reads, checks, counts and keeps a batch.
    pub(super) async fn count(&self, shelf: &Shelf, files: Bytes, passphrase: &str) -> Count {
        let (mut making, mut came) = (Making::default(), Vec::with_capacity(files.len()));
        let mut room = UNPACKED_MAX;
        let files: Vec<_> = files.into_iter().map(|(name, bytes)| (name, content(bytes, &mut room))).collect();
        let proofs = proved(files.iter().map(|it| it.1.open())).await;
        for ((name, Content { bytes, packed }), proved) in files.into_iter().zip(proofs) {
            let bytes = match bytes {
                Ok(it) if is_open(&it) => Ok(it),
                Ok(it) => opened(it, passphrase).await,
                Err(why) => Err(why),
            };
            let read = match bytes {
                Ok(bytes) if decisions::is_one(&bytes) => {
                    came.push(Came { name, to: Fate::Decisions, sentences: Vec::new() });
                    continue;
                }
                Ok(bytes) => self.read(shelf, (&bytes, proved.as_deref()), packed, &mut making).await,
                Err(why) => Err(NotTaken::File(why)),
            };
            came.push(self.came(name, read));
        }
        let Making { names, labels, taken, mut stored, .. } = making;
        if taken.is_empty() {
            return (Counted { files: came, kept: Kept::Whole }, Vec::new());
        }
        let pack = packed(&taken, (&names, &labels));
        stored.push((FACTS, shelf.laid.key(), pack.clone()));
        (Counted { files: came, kept: kept(&shelf.vault, &stored).await }, pack)
    }

    /// Reads one file; what is to be stored of it joins the batch. None where it was here before.
    async fn read(
        &self,
        shelf: &Shelf,
        (bytes, proved): (&[u8], Option<&str>),
        packed: Option<Vec<u8>>,
        making: &mut Making,
    ) -> Result<Option<Notes>, NotTaken> {
        let Making { names, labels, memory, taken, stored } = making;
        let with = (&shelf.templates, &self.calendar);
        let mut found = read((bytes, proved), with, (names, labels, memory), |it| shelf.known.contains(&it))?;
        if let Reading::Known(it) = found
            && shelf.is_gone(it).await
        {
            found = read((bytes, proved), with, (names, labels, memory), |_| false)?;
        }
        match found {
            Reading::Known(_) => Ok(None),
            Reading::Taken(it, notes) => {
                let packed = packed.unwrap_or_else(|| gzip::deflate_quickly(bytes));
                stored.push((FILES, it.digest.to_string(), packed));
                taken.push(*it);
                Ok(Some(notes))
            }
        }
    }

    fn came(&self, name: String, read: Result<Option<Notes>, NotTaken>) -> Came {
        let (to, sentences) = match read {
            Err(NotTaken::NotAReport(BundleKind::Setup)) => (Fate::Setup, Vec::new()),
            Err(why) => (Fate::Refused, self.why_not(&name, &why)),
            Ok(None) => (Fate::Known, Vec::new()),
            Ok(Some(notes)) => {
                let refused = notes.refused.iter().map(|it| Refusal::Document(&name, it));
                let warnings = notes.warnings.iter().map(|it| Refusal::Warning(&name, it));
                let unlikely = notes.unlikely.iter().map(|it| unlikely(self.ask.lang, *it));
                let sentences = refused.chain(warnings).map(|it| said::refusal(self.ask.lang, &it)).chain(unlikely);
                let named =
                    |it: &Id| self.template.indicator(it).map_or_else(|| it.to_string(), |it| self.ask.lang.label(&it.name));
                let apart: Vec<String> = notes.apart.iter().map(named).collect();
                let apart = (!apart.is_empty()).then(|| words::apart(self.ask.lang, &apart));
                let sentences = sentences.chain(apart).collect();
                (if notes.refused.is_empty() { Fate::Taken } else { Fate::Partly }, sentences)
            }
        };
        Came { name, to, sentences }
    }

    pub(super) fn why_not(&self, name: &str, why: &NotTaken) -> Vec<String> {
        let lang = self.ask.lang;
        match why {
            NotTaken::File(why) => vec![said::refusal(lang, &Refusal::File(name, why))],
            NotTaken::NotAReport(kind) => vec![not_a_report(lang, *kind).to_owned()],
            NotTaken::Documents(all) => all.iter().map(|it| said::refusal(lang, &Refusal::Document(name, it))).collect(),
        }
    }
}
