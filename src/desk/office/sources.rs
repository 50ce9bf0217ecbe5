//! The files that are collected: those that were picked, which come in pieces, and those that lie in a picked archive. They are
//! read some batches ahead of whoever counts them.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use futures::future::join_all;
use futures::stream::{Stream, StreamExt, unfold};

use crate::browser::clerk::Files;
use crate::browser::files::{FileError, PickedFile};
use crate::browser::on_disk::OnDisk;
use crate::bundle::limits::FILE_MAX;
use crate::office::archive::{Archive, EXTENSION};

/// Files that are read, counted and kept at once, and bytes of them from which on a batch is large enough.
pub(super) const BATCH: usize = 64;
const BATCH_BYTES: u64 = FILE_MAX as u64;
/// Batches on their way from the disk.
const AHEAD: usize = 3;

/// Files by name, and their bytes.
pub(super) type Bytes = Vec<(String, Result<Vec<u8>, FileError>)>;

/// All files, batch by batch. `count` is told of those that turn up in archives.
pub(super) fn batches(files: Files, count: Rc<Cell<usize>>) -> impl Stream<Item = Bytes> {
    count.set(files.count);
    let coming = Coming { files, held: VecDeque::new(), count };
    let batches = unfold(coming, |mut it| async move {
        let batch = it.batch().await;
        (!batch.is_empty()).then_some((batch, it))
    });
    batches.map(read).buffered(AHEAD)
}

/// Files on their way.
struct Coming {
    files: Files,
    held: VecDeque<Source>,
    count: Rc<Cell<usize>>,
}

impl Coming {
    /// The next files; none after the last.
    async fn batch(&mut self) -> Vec<Source> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(it) = self.next().await else { break };
            bytes += it.size();
            batch.push(it);
        }
        batch
    }

    async fn next(&mut self) -> Option<Source> {
        while self.held.is_empty() {
            let piece = self.files.piece().await?;
            let (picked, found) = (piece.len(), sources(piece));
            self.count.set(self.count.get() + found.len() - picked);
            self.held = found.into();
        }
        self.held.pop_front()
    }
}

async fn read(batch: Vec<Source>) -> Bytes {
    join_all(batch.iter().map(|it| it.bytes(FILE_MAX))).await
}

/// One file to collect.
enum Source {
    Picked(PickedFile),
    /// A file of an archive, by its place there.
    Packed(Rc<RefCell<Archive<OnDisk>>>, usize),
}

/// Every file there is. An archive that cannot be opened stays one file, and is refused as such.
fn sources(files: Vec<PickedFile>) -> Vec<Source> {
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let on_disk = if file.name.ends_with(EXTENSION) { file.on_disk() } else { None };
        match on_disk.and_then(Archive::open) {
            Some(mut archive) => {
                let held: Vec<usize> = (0..archive.len()).filter(|at| !archive.is_folder(*at)).collect();
                let archive = Rc::new(RefCell::new(archive));
                all.extend(held.into_iter().map(|at| Source::Packed(archive.clone(), at)));
            }
            None => all.push(Source::Picked(file)),
        }
    }
    all
}

impl Source {
    /// Bytes of a file that is read whole; one of an archive is no larger than that.
    fn size(&self) -> u64 {
        match self {
            Self::Picked(it) => Some(it.size()).filter(|it| *it <= FILE_MAX as u64).unwrap_or_default(),
            Self::Packed(archive, at) => archive.borrow_mut().size(*at).min(FILE_MAX as u64),
        }
    }

    /// Its name and its bytes, unless they are more than so many.
    async fn bytes(&self, most: usize) -> (String, Result<Vec<u8>, FileError>) {
        match self {
            Self::Picked(it) => (it.name.clone(), it.bytes(most as u64).await),
            Self::Packed(archive, at) => {
                let (name, bytes) = archive.borrow_mut().file(*at, most);
                let damaged = || FileError::Failed("cannot be taken out of its archive".to_owned());
                (name, bytes.ok_or_else(damaged))
            }
        }
    }
}
