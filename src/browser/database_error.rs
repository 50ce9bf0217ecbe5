//! Why the database did not answer, as facts; words for people are made elsewhere.

use std::fmt;

use wasm_bindgen::JsValue;

use super::fault::Fault;

/// A refusal of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseError {
    pub kind: Kind,
    /// What the browser said, for the record.
    pub detail: String,
}

/// What can be done about it differs by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// There is no database here: storage is blocked, or the mode of the browser has none.
    Unavailable,
    /// Another window holds an older version open.
    Blocked,
    /// No answer in time.
    TimedOut,
    /// No room left on the device or in the quota.
    Quota,
    /// The connection died; `reopen` and the same batch again may work.
    Closed,
    /// Another window holds the document now: the batch was turned away whole.
    Superseded,
    /// The database is of a newer version of this app, which another window runs.
    NewerVersion,
    /// What is stored is not what was written. Never to be taken for an empty place.
    Damaged,
    /// Anything else; see the detail.
    Other,
}

impl DatabaseError {
    /// Whether opening the database anew and trying the same again makes sense.
    pub fn is_retryable(&self) -> bool {
        self.kind == Kind::Closed
    }

    pub fn new(kind: Kind, detail: impl Into<String>) -> DatabaseError {
        DatabaseError { kind, detail: detail.into() }
    }

    /// What `indexedDB.open` threw or reported.
    pub(super) fn at_open(thrown: &JsValue) -> DatabaseError {
        let fault = Fault::of(thrown);
        let kind = match fault.name.as_str() {
            _ if fault.is_quota() => Kind::Quota,
            "VersionError" => Kind::NewerVersion,
            // Firefox says InvalidStateError where its private mode has no database, WebKit SecurityError.
            "InvalidStateError" | "SecurityError" | "NotAllowedError" | "TypeError" => Kind::Unavailable,
            _ => Kind::Other,
        };
        DatabaseError::new(kind, fault.to_string())
    }

    /// What an open connection or a transaction threw or reported.
    pub(super) fn in_use(thrown: &JsValue) -> DatabaseError {
        let fault = Fault::of(thrown);
        let kind = match fault.name.as_str() {
            _ if fault.is_quota() => Kind::Quota,
            "InvalidStateError" => Kind::Closed,
            "ConstraintError" => Kind::Superseded,
            "NotFoundError" => Kind::Damaged,
            _ if says_connection_died(&fault.message) => Kind::Closed,
            _ => Kind::Other,
        };
        DatabaseError::new(kind, fault.to_string())
    }
}

/// WebKit names it `UnknownError`, so only the words tell: "Connection to Indexed Database server lost", "The database
/// connection is closing", "without an in-progress transaction". All three pass when the database is opened anew.
fn says_connection_died(message: &str) -> bool {
    let said = message.to_ascii_lowercase();
    let connection = said.contains("connection") && (said.contains("lost") || said.contains("clos"));
    connection || said.contains("in-progress transaction")
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({})", self.kind, self.detail)
    }
}

impl std::error::Error for DatabaseError {}
