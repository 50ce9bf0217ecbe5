//! Whom saving tells of what happens to it. Who listens is the session's affair.

use crate::browser::database::Write;
use crate::keeping::Row;

/// Hears of rows that are confirmed.
type Kept = Box<dyn Fn(&[Row])>;
/// Gives what is written beside a flush.
type Beside = Box<dyn Fn() -> Vec<Write>>;

/// Whom saving tells.
pub struct Hooks {
    /// Another window took the document over.
    pub seat_lost: Box<dyn Fn()>,
    /// A newer version of this app has the database now.
    pub newer: Box<dyn Fn()>,
    /// Rows that are confirmed, for the other windows.
    pub kept: Kept,
    /// What is written beside a flush.
    pub flushing: Beside,
}

impl Default for Hooks {
    fn default() -> Self {
        Self { seat_lost: Box::new(|| {}), newer: Box::new(|| {}), kept: Box::new(|_| {}), flushing: Box::new(Vec::new) }
    }
}
