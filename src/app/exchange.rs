//! Files in and out: what is gathered for a file, and what a file's plan stores. The format and its rules are in `bundle`.

mod gather;
mod hand_over;
mod import;

pub use gather::{Gathered, gather};
pub use hand_over::{Made, NotMade, Prepared};
pub use import::Staged;

use crate::domain::edit::Doc;

/// The row of `Shelf::Meta` that says what this device has seen of others.
const KNOWN: &str = "known";
/// The row that says which customers' classes were handed over last.
const HANDED_ROSTER: &str = "handed-roster";

/// The row that keeps what this version does not know of a document.
fn unknown_key(doc: &Doc) -> String {
    format!("unknown/{doc}")
}
