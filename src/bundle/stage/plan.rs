//! What staging comes to: per file a result, what it changes document by document, and what is to be stored.

use crate::bundle::format::{Members, Part};
use crate::bundle::refusal::{DocumentRefusal, FileRefusal, Warning};
use crate::domain::edit::{Doc, Stamp};
use crate::domain::fold::Known;
use crate::domain::path::{MonthPath, RosterPath, SettingsPath, SheetPath};
use crate::domain::row;
use crate::domain::value::Value;
use crate::keeping::foundations::Foundations;

/// What the files would change, in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub files: Vec<FilePlan>,
    /// What the device has seen once all of it is stored.
    pub known: Known,
    /// The highest counter in it: the next edit's is higher.
    pub counter: u64,
}

/// What is said of a file (`data-result` in spec/surface.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileResult {
    /// A document that is new here, or a device's edits joined by their stamps.
    Merged,
    /// Only documents that were here already, filled up with values that were absent.
    Updated,
    /// Nothing to store. There may still be differences to look at.
    Unchanged,
    /// Something in it was refused, the rest is taken.
    Partly,
    Refused,
}

impl FileResult {
    /// The word in the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Partly => "partly",
            Self::Refused => "refused",
        }
    }
}

/// One file. `store` and `foundations` are stored in one transaction, together with `known`, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlan {
    pub name: String,
    pub result: FileResult,
    /// Why the whole file is refused.
    pub refusal: Option<FileRefusal>,
    /// Why single documents are.
    pub refused: Vec<DocumentRefusal>,
    pub warnings: Vec<Warning>,
    /// Every document that is good, changed or not.
    pub changes: Vec<Change>,
    pub store: Vec<Snapshot>,
    /// Days and templates that are new here.
    pub also: Foundations,
    /// All of them, once this file and those before it are stored.
    pub foundations: Foundations,
    /// What the device has seen once this file and those before it are stored.
    pub known: Known,
}

/// What a file does to one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub doc: Doc,
    pub how: How,
    /// Fields that show something where nothing stood; something else; nothing any more.
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    /// What stood and stands no more, field by field, with what comes in its place.
    pub renewed: Vec<Difference>,
    /// Written on two devices without knowing of each other: the later stands, the other is kept until the person chooses.
    pub disputed: Vec<Difference>,
    /// The file says something else without saying when: ours stands, and nothing of it is stored.
    pub differences: Vec<Difference>,
}

impl Default for Change {
    fn default() -> Self {
        Self {
            doc: Doc::Settings,
            how: How::Unchanged,
            added: 0,
            changed: 0,
            removed: 0,
            renewed: Vec::new(),
            disputed: Vec::new(),
            differences: Vec::new(),
        }
    }
}

/// How a document came to what it will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It was not here.
    New,
    /// Stamped values came in.
    Joined,
    /// Only absent values were filled in.
    Filled,
    Unchanged,
}

/// Two values of one path. Nothing means that it was cleared or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub path: String,
    pub stands: Option<Value>,
    pub other: Option<Value>,
    /// Most people will want the other one.
    pub is_expected: bool,
}

/// A document as it is to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Snapshot {
    Sheet(Part<SheetPath>),
    Month(Part<MonthPath>),
    Roster(Part<RosterPath>),
    Settings(Part<SettingsPath>),
}

impl Snapshot {
    pub fn doc(&self) -> &Doc {
        match self {
            Self::Sheet(it) => &it.doc,
            Self::Month(it) => &it.doc,
            Self::Roster(it) => &it.doc,
            Self::Settings(it) => &it.doc,
        }
    }

    /// The document's row (`domain::row`).
    pub fn row(&self) -> String {
        match self {
            Self::Sheet(it) => row::of_document(&it.document),
            Self::Month(it) => row::of_document(&it.document),
            Self::Roster(it) => row::of_document(&it.document),
            Self::Settings(it) => row::of_document(&it.document),
        }
    }

    /// What this version does not know of the document, to be kept beside its row.
    pub fn unknown(&self) -> &Members {
        match self {
            Self::Sheet(it) => &it.unknown,
            Self::Month(it) => &it.unknown,
            Self::Roster(it) => &it.unknown,
            Self::Settings(it) => &it.unknown,
        }
    }

    fn latest(&self) -> Option<&Stamp> {
        match self {
            Self::Sheet(it) => it.document.latest(),
            Self::Month(it) => it.document.latest(),
            Self::Roster(it) => it.document.latest(),
            Self::Settings(it) => it.document.latest(),
        }
    }
}

impl FilePlan {
    pub(super) fn new(name: String, refused: Vec<DocumentRefusal>, warnings: Vec<Warning>) -> Self {
        Self {
            name,
            result: FileResult::Unchanged,
            refusal: None,
            refused,
            warnings,
            changes: Vec::new(),
            store: Vec::new(),
            also: Foundations::default(),
            foundations: Foundations::default(),
            known: Known::new(),
        }
    }

    pub(super) fn refused(name: String, refusal: FileRefusal, known: &Known) -> Self {
        let plan = Self::new(name, Vec::new(), Vec::new());
        Self { result: FileResult::Refused, refusal: Some(refusal), known: known.clone(), ..plan }
    }

    /// Sums the file up; `accepted` is how many things in it were good.
    pub(super) fn conclude(&mut self, accepted: usize) {
        let filled_only = self.changes.iter().all(|it| matches!(it.how, How::Filled | How::Unchanged));
        self.result = match (self.refused.is_empty(), accepted) {
            (false, 0) => FileResult::Refused,
            (false, _) => FileResult::Partly,
            _ if self.store.is_empty() && self.also.is_empty() => FileResult::Unchanged,
            _ if filled_only && self.also.is_empty() => FileResult::Updated,
            _ => FileResult::Merged,
        };
    }

    pub(super) fn counter(&self) -> u64 {
        self.store.iter().filter_map(Snapshot::latest).map(|it| it.counter).max().unwrap_or(0)
    }
}
