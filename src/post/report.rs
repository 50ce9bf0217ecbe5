//! What files, or a copy, would change, as the worker tells it.

use super::{Read, both, both_to_json, number};
use crate::domain::json::Json;
use crate::domain::read::{all, count, flag, member, owned};
use crate::words::Both;

/// What files would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub files: Vec<FileReport>,
    /// The highest counter once all of it is stored.
    pub counter: u64,
}

/// One file of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    pub name: String,
    /// `data-result` in spec/surface.md.
    pub result: String,
    /// Whether there is something to store.
    pub is_due: bool,
    /// Whether it is another manager's.
    pub is_foreign: bool,
    /// Whether a passphrase would open it.
    pub is_locked: bool,
    /// Why it, or something in it, is refused; warnings.
    pub sentences: Vec<Both>,
    /// What it does, document by document.
    pub changes: Vec<Both>,
    /// Fields that say something else here and there.
    pub differences: Vec<Both>,
}

impl Report {
    pub(super) fn to_json(&self) -> Json {
        let files = self.files.iter().map(FileReport::to_json).collect();
        Json::object([("files", Json::List(files)), ("counter", number(self.counter))])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        Ok(Self { files: all(json, "files", FileReport::read)?, counter: member(json, "counter", count)? })
    }
}

impl FileReport {
    pub(super) fn to_json(&self) -> Json {
        let list = |it: &[Both]| Json::List(it.iter().map(both_to_json).collect());
        Json::object([
            ("name", Json::text(&self.name)),
            ("result", Json::text(&self.result)),
            ("due", Json::Bool(self.is_due)),
            ("foreign", Json::Bool(self.is_foreign)),
            ("locked", Json::Bool(self.is_locked)),
            ("sentences", list(&self.sentences)),
            ("changes", list(&self.changes)),
            ("differences", list(&self.differences)),
        ])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        Ok(Self {
            name: member(json, "name", owned)?,
            result: member(json, "result", owned)?,
            is_due: member(json, "due", flag)?,
            is_foreign: member(json, "foreign", flag)?,
            is_locked: member(json, "locked", flag)?,
            sentences: all(json, "sentences", both)?,
            changes: all(json, "changes", both)?,
            differences: all(json, "differences", both)?,
        })
    }
}
