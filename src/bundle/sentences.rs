//! Refusals and warnings as complete sentences for a manager: what happened, what is safe, what to do next. Both languages in
//! full; a variant without a sentence does not compile.

mod en;
mod zh;

pub use self::en::en;
pub use self::zh::zh;
use crate::domain::text;

/// A text out of a file, short enough for a sentence and without anything that hides or reorders.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let clean = text::clean(text).text.replace('\n', " ");
    if text::length(&clean) <= MOST { clean } else { clean.chars().take(MOST).chain(['…']).collect() }
}

/// Bytes as MiB, rounded up so that what is over a limit also looks over it.
fn mib(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}
