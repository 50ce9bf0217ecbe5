//! The files that are collected, batch by batch: those that were picked, which come in pieces, and those that lie in a picked archive.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use futures::future::join_all;
use futures::stream::{Stream, unfold};

use crate::browser::clerk::Files;
use crate::browser::files::{FileError, Loaded, PickedFile};
use crate::browser::on_disk::OnDisk;
use crate::bundle::limits::FILE_MAX;
use crate::office::archive::{Archive, EXTENSION};
use crate::post::counting::Packed;

/// Files that are read, counted and kept at once, and bytes of them from which on a batch is large enough.
pub(super) const BATCH: usize = 64;
const BATCH_BYTES: u64 = FILE_MAX as u64;

/// Files by name, and their bytes.
pub(super) type Bytes = Vec<(String, Result<Vec<u8>, FileError>)>;

/// An archive, open.
pub(super) type Opened = Rc<RefCell<Archive<OnDisk>>>;

/// Files that are counted together.
pub(super) enum Batch {
    Picked(Vec<PickedFile>),
    Packed(Piece),
}

/// Some of the files of an archive.
#[derive(Clone)]
pub(super) struct Piece {
    pub file: PickedFile,
    /// Which archive of those that are collected it is.
    pub number: usize,
    pub opened: Opened,
    /// Its entries, folders among them.
    pub entries: Range<usize>,
}

/// All files. `count` is told of those that turn up in archives.
pub(super) fn batches(files: Files, count: Rc<Cell<usize>>) -> impl Stream<Item = Batch> {
    count.set(files.count);
    let coming = Coming { files, held: VecDeque::new(), archives: 0, open: None, count };
    unfold(coming, |mut it| async move { it.batch().await.map(|batch| (batch, it)) })
}

/// Opens an archive where it lies; none where the file is none.
pub(super) fn opened(file: &PickedFile) -> Option<Opened> {
    let archive = Archive::open(file.on_disk()?)?;
    Some(Rc::new(RefCell::new(archive)))
}

fn has_files(archive: &Opened) -> bool {
    let archive = archive.borrow();
    (0..archive.len()).any(|at| !archive.is_folder(at))
}

/// Files on their way.
struct Coming {
    files: Files,
    held: VecDeque<PickedFile>,
    /// How many archives there were.
    archives: usize,
    /// What is left of the last one.
    open: Option<Piece>,
    count: Rc<Cell<usize>>,
}

impl Coming {
    /// The next files; none after the last.
    async fn batch(&mut self) -> Option<Batch> {
        let (mut picked, mut bytes) = (Vec::new(), 0);
        while self.open.is_none() && picked.len() < BATCH && bytes < BATCH_BYTES {
            let Some(file) = self.next().await else { break };
            let is_archive = file.name.to_ascii_lowercase().ends_with(EXTENSION);
            // An archive that cannot be opened, or holds no file, stays one file, and is refused as such.
            match is_archive.then(|| opened(&file)).flatten().filter(has_files) {
                Some(opened) => self.open(file, opened),
                None => {
                    bytes += size(file.size());
                    picked.push(file);
                }
            }
        }
        if !picked.is_empty() {
            return Some(Batch::Picked(picked));
        }
        self.open.as_ref()?;
        Some(Batch::Packed(self.piece()?))
    }

    async fn next(&mut self) -> Option<PickedFile> {
        while self.held.is_empty() {
            self.held = self.files.piece().await?.into();
        }
        self.held.pop_front()
    }

    fn open(&mut self, file: PickedFile, opened: Opened) {
        let entries = 0..opened.borrow().len();
        let piece = Piece { file, number: self.archives, opened, entries };
        self.archives += 1;
        self.count.set(self.count.get() + piece.files().count() - 1);
        self.open = Some(piece);
    }

    /// The next files of the open archive.
    fn piece(&mut self) -> Option<Piece> {
        let open = self.open.as_mut()?;
        let (from, mut at) = (open.entries.start, open.entries.start);
        let (mut many, mut bytes) = (0, 0);
        while at < open.entries.end && many < BATCH && bytes < BATCH_BYTES {
            let mut archive = open.opened.borrow_mut();
            if !archive.is_folder(at) {
                bytes += size(archive.size(at));
                many += 1;
            }
            at += 1;
        }
        open.entries.start = at;
        let piece = Piece { entries: from..at, ..open.clone() };
        if open.entries.is_empty() {
            self.open = None;
        }
        Some(piece)
    }
}

/// Bytes of a file that is read; one that is too large is refused unread.
fn size(bytes: u64) -> u64 {
    if bytes > FILE_MAX as u64 { 0 } else { bytes }
}

impl Piece {
    /// The entries that are files.
    fn files(&self) -> impl Iterator<Item = usize> {
        self.entries.clone().filter(|at| !self.opened.borrow().is_folder(*at))
    }

    /// All of them, read.
    pub fn read(&self) -> Bytes {
        self.files().map(|at| packed(&self.opened, at)).collect()
    }
}

impl Batch {
    pub fn packed(&self) -> Option<Packed> {
        match self {
            Self::Picked(_) => None,
            Self::Packed(Piece { number, entries, .. }) => {
                Some(Packed { archive: *number, from: entries.start, to: entries.end })
            }
        }
    }

    /// All of them, read.
    pub async fn read(&self) -> Bytes {
        match self {
            Self::Picked(all) => join_all(all.iter().map(picked)).await,
            Self::Packed(it) => it.read(),
        }
    }

    /// One of them by its place, read.
    pub async fn one(&self, at: usize) -> Option<Result<Vec<u8>, FileError>> {
        Some(match self {
            Self::Picked(all) => picked(all.get(at)?).await.1,
            Self::Packed(it) => packed(&it.opened, it.files().nth(at)?).1,
        })
    }
}

/// Files that another worker has read.
pub(super) async fn loaded(all: Vec<Loaded>) -> Bytes {
    join_all(all.into_iter().map(|it| async { (it.name.clone(), it.bytes(FILE_MAX as u64).await) })).await
}

async fn picked(file: &PickedFile) -> (String, Result<Vec<u8>, FileError>) {
    (file.name.clone(), file.bytes(FILE_MAX as u64).await)
}

fn packed(archive: &Opened, at: usize) -> (String, Result<Vec<u8>, FileError>) {
    let (name, bytes) = archive.borrow_mut().file(at, FILE_MAX);
    (name, bytes.ok_or_else(|| FileError::Failed("cannot be taken out of its archive".to_owned())))
}
