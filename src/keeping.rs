//! How documents lie on the device and come back: the log, the journal, snapshots, tallies, fences, copies, and how safe all of
//! it is. Pure; who carries the texts is the browser half's affair, when they are carried is the session's. Tests:
//! tests/pure/disk.rs, tests/pure/windows.rs.

pub mod copies;
pub mod fence;
pub mod foundations;
pub mod given;
pub mod kept_files;
pub mod line;
pub mod log;
pub mod safety;
pub mod steps;
pub mod tally;
pub mod unconfirmed;

/// A row of the edit log: its key and its text.
pub type Row = (String, String);

/// The row of `Shelf::Meta` that holds the highest counter this device has used.
pub const COUNTER: &str = "counter";
/// The row that says what this device has seen of others.
pub const KNOWN: &str = "known";
/// The row that says which customers' classes were handed over last.
pub const HANDED_CLASSES: &str = "handed-roster";
/// The row that is raised whenever snapshots are written: whoever made one of what he read before writes it only while nobody
/// else has written one since.
pub const SNAPSHOTS: &str = "snapshots";
