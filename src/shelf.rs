//! The shelves of the device's store and what is written to them. Pure: the same batches go to the browser's database and to
//! the simulated disk of the tests.

/// A shelf of texts under keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shelf {
    Edits,
    Snapshots,
    Meta,
    /// Copies of everything, one a week; the first to go when room runs out.
    Copies,
}

/// One change within a batch, which is kept whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Write {
    Put(Shelf, String, String),
    Delete(Shelf, String),
    /// Every key that begins with the text.
    DeleteUnder(Shelf, String),
    /// Nothing is written; but the whole batch fails where the key is there.
    Unless(Shelf, String),
}

/// How deep a write must have gone before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Handed to the operating system: outlives the browser, not a pulled battery. For every keystroke.
    Relaxed,
    /// Flushed to the disk. For moments worth waiting for.
    Strict,
}

impl Write {
    pub fn shelf(&self) -> Shelf {
        match self {
            Write::Put(shelf, ..) | Write::Delete(shelf, _) | Write::DeleteUnder(shelf, _) | Write::Unless(shelf, _) => *shelf,
        }
    }
}
