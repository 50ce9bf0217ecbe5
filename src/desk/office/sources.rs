//! The files that are collected: those that were picked, and those that lie in a picked archive.

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser::files::{FileError, PickedFile};
use crate::office::archive::{ARCHIVE_MAX, Archive, EXTENSION, is_archive};

/// One file to collect.
pub(super) enum Source {
    Picked(PickedFile),
    /// A file of an archive, by its place there.
    Packed(Rc<RefCell<Archive>>, usize),
}

/// Every file there is. An archive that cannot be opened stays one file, and is refused as such.
pub(super) async fn sources(files: Vec<PickedFile>) -> Vec<Source> {
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let archive = if file.name.ends_with(EXTENSION) { opened(&file).await } else { None };
        match archive {
            Some(archive) => {
                let held = (0..archive.borrow().len()).filter(|at| !archive.borrow_mut().is_folder(*at));
                let held: Vec<usize> = held.collect();
                all.extend(held.into_iter().map(|at| Source::Packed(archive.clone(), at)));
            }
            None => all.push(Source::Picked(file)),
        }
    }
    all
}

async fn opened(file: &PickedFile) -> Option<Rc<RefCell<Archive>>> {
    let bytes = file.bytes(ARCHIVE_MAX as u64).await.ok().filter(|it| is_archive(it))?;
    Archive::open(bytes).map(|it| Rc::new(RefCell::new(it)))
}

impl Source {
    /// Its name and its bytes, unless they are more than so many.
    pub(super) async fn bytes(&self, most: usize) -> (String, Result<Vec<u8>, FileError>) {
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
