//! What is refused and why: facts only. How it is said is in `sentences.rs`.

use chrono::NaiveDate;

use super::format::BundleKind;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::text;
use crate::domain::value::BadValue;
use crate::domain::week::Week;

/// Why a whole file is refused. Nothing of it is taken, nothing stored is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    Empty,
    /// The system does not hand its bytes out: moved, deleted, or held by another program.
    Unreadable,
    TooLarge {
        bytes: usize,
        most: usize,
    },
    /// Not UTF-8: another kind of file, or an old encoding.
    NotText,
    TooDeep {
        most: usize,
    },
    /// So many small pieces that reading them would take more memory than a device can spare.
    TooMinced,
    /// JSON that ends too early: the file did not arrive whole.
    CutOff,
    NotJson {
        line: usize,
        column: usize,
    },
    /// A member stands twice in one object.
    Doubled {
        member: String,
        line: usize,
    },
    /// JSON, but not a file of this product.
    NotABundle,
    /// Made by a newer version.
    Newer {
        version: String,
        current: u32,
    },
    /// The digest does not fit: changed or damaged on the way.
    Altered,
    /// The head of the file lacks a member, or it is none that may stand there.
    Envelope {
        member: &'static str,
    },
    TooManySheets {
        found: usize,
        most: usize,
    },
    /// Packed, and larger unpacked than anything may be.
    Inflates {
        most: usize,
    },
    /// Packed, and damaged.
    Unpackable,
    /// Under a passphrase, and not opened.
    Locked(Locked),
    /// So much in it is wrong that nobody could look through it.
    TooManyFaults {
        most: usize,
    },
    /// More that this version does not know than it can keep.
    TooMuchUnknown {
        bytes: usize,
        most: usize,
    },
    /// On a manager's own device: it is somebody else's.
    OtherManager {
        theirs: Id,
        ours: Id,
    },
    /// The rescue file of somebody else's device.
    RawOfOther {
        theirs: Id,
        ours: Id,
    },
    /// Head office meant it for somebody else.
    ForOther {
        theirs: Id,
        ours: Id,
    },
}

/// Why a file under a passphrase was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// Nobody has said one yet.
    NoPassphrase,
    /// Another one, or the key in the file is damaged: the two cannot be told apart.
    WrongPassphrase,
    /// The passphrase is right and the content was changed, or it is no such file at all.
    Damaged,
    /// Locked in another way than this product's.
    Foreign,
    /// This browser cannot do it here.
    Unable,
}

/// One document of a file that is refused; the others of the file stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRefusal {
    pub place: Place,
    pub fault: Fault,
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Document(Doc),
    /// The sheet at this position, counted from 1, whose week is none.
    Sheet(usize),
    Month(usize),
    Customer(usize),
    Template(usize),
    Reply(usize),
    /// The days the file sets as working days or not.
    Calendar,
    /// The loose edit at this position: its document or stamp cannot be told.
    Edit(usize),
    /// So many records of a rescue file; of a document, where their keys name one.
    Records(Option<Doc>, usize),
    /// So many lines of the journal in a rescue file.
    Journal(usize),
    /// So many documents of another manager in a rescue file.
    Manager(Id, usize),
    /// What the rescue page itself could not get at.
    Device,
}

/// What is wrong, and at which path of the document; the path is empty where it is the whole document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: String,
    pub why: DocumentFault,
}

impl Fault {
    /// The path may be anything a file held; what is kept of it is short and shows itself.
    pub fn new(path: &str, why: DocumentFault) -> Self {
        let shown: String = text::clean(path).text.chars().take(PATH_SHOWN).collect();
        Self { path: shown, why }
    }
}

const PATH_SHOWN: usize = 120;

/// Why a document is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentFault {
    /// Where members belong stands something else.
    NotAnObject,
    /// A key is no id, no date or no week.
    BadKey,
    /// No such field; only in a stamp or a loose edit, elsewhere it would be kept.
    NoSuchField,
    Value(BadValue),
    /// The week or month does not exist.
    NotInCalendar(String),
    BadManager,
    /// A sheet, month or roster of someone else than the sender.
    OtherManager(Id),
    /// A day that is not in the sheet's week.
    OutsideWeek(NaiveDate),
    /// A week that has no day in the month.
    OutsideMonth(Week),
    TooManyTicks {
        found: usize,
        most: usize,
    },
    TooManyRecords {
        found: usize,
        most: usize,
    },
    TooMuchUnknown {
        bytes: usize,
        most: usize,
    },
    BadStamp,
    /// Another document of this name stands earlier in the file.
    Twice,
    /// The template cannot be used; the reason is for technicians.
    BadTemplate(String),
    /// A file of this kind carries no such document.
    NotInKind(BundleKind),
    /// Records that cannot be read; the key of the first of them.
    Damaged(String),
    /// Lines that broke off while they were written.
    Torn,
    /// Documents of somebody else than this device's manager.
    NotOurs(Id),
    /// So many places could not be read when the file was made.
    NotRead(usize),
}

/// Why no report is made: more than five tasks are ticked in a sheet, and a person has to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surplus {
    pub week: Week,
    /// The ticks beyond the fifth, latest last.
    pub items: Vec<Id>,
}

/// What is odd about a file that is taken all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// No digest: nobody can tell whether it was changed on the way.
    NoDigest,
    /// So many hidden or reordering characters were taken out.
    Hidden(usize),
    /// `computed` of this document says something else than its values: counted anew, the file's figure is not used.
    Computed { doc: Doc, mismatch: super::format::Mismatch },
    /// Filled in with another template or another version of it.
    OtherTemplate { id: Id, version: u32 },
    /// So many documents in it are other managers'; head office sends one file to all.
    ForOthers(usize),
    /// A shelf that this version does not know.
    OtherShelf { name: String, records: usize },
}

/// Anything there is a sentence for. The text is the bare name of the file.
#[derive(Clone, Debug)]
pub enum Refusal<'a> {
    File(&'a str, &'a FileRefusal),
    Document(&'a str, &'a DocumentRefusal),
    HandOver(&'a Surplus),
    Warning(&'a str, &'a Warning),
}
