//! The journal in localStorage: edits the database has not confirmed yet. It outlives a killed tab, not a killed browser.
//!
//! Short lines only: on WebKit every call crosses to another process and waits for it.

use std::fmt;

use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::fault::Fault;

const PREFIX: &str = "j/";

/// The journal, or an empty stand-in where storage is blocked.
#[derive(Clone)]
pub struct Journal(Option<Storage>);

/// Why a line was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalError {
    /// There is no storage here; the database alone keeps the edits.
    Blocked,
    /// No room left.
    Full,
    /// Anything else, as the browser said it.
    Other(String),
}

impl Journal {
    /// Looks whether lines can be kept here.
    pub fn probe() -> Journal {
        // Throws where storage is blocked by policy, is null where it is switched off.
        let storage = web_sys::window().and_then(|it| it.local_storage().ok().flatten());
        Journal(storage)
    }

    /// Whether lines are kept here at all.
    pub fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// Keeps the line at once.
    pub fn put(&self, key: &str, text: &str) -> Result<(), JournalError> {
        let storage = self.0.as_ref().ok_or(JournalError::Blocked)?;
        storage.set_item(&prefixed(key), text).map_err(|thrown| JournalError::of(&thrown))
    }

    /// Lets the line go; one that is not there is gone already.
    pub fn remove(&self, key: &str) {
        if let Some(storage) = &self.0 {
            // A line that stays is read again at the next start, which changes nothing: edits are idempotent.
            _ = storage.remove_item(&prefixed(key));
        }
    }

    /// The line under a key.
    pub fn line(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get_item(&prefixed(key)).ok().flatten()
    }

    /// All lines with their keys, in no order.
    pub fn all(&self) -> Vec<(String, String)> {
        let Some(storage) = &self.0 else { return Vec::new() };
        let count = storage.length().unwrap_or_default();
        let line = |index| {
            let full = storage.key(index).ok().flatten()?;
            let text = full.strip_prefix(PREFIX).and_then(|_| storage.get_item(&full).ok().flatten())?;
            Some((full.strip_prefix(PREFIX)?.to_owned(), text))
        };
        (0..count).filter_map(line).collect()
    }
}

impl JournalError {
    fn of(thrown: &JsValue) -> JournalError {
        let fault = Fault::of(thrown);
        if fault.is_quota() { JournalError::Full } else { JournalError::Other(fault.to_string()) }
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JournalError::Blocked => f.write_str("blocked"),
            JournalError::Full => f.write_str("full"),
            JournalError::Other(said) => f.write_str(said),
        }
    }
}

impl std::error::Error for JournalError {}

fn prefixed(key: &str) -> String {
    [PREFIX, key].concat()
}
