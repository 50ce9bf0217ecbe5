//! What is refused in a roster file and what is odd about it: facts only. How it is said is in `sentences.rs`.

use super::fields::Field;
use super::sensitive::Sensitive;
use crate::domain::id::Id;
use crate::domain::value::BadValue;

/// The most a file may have, and the most it may inflate to in all.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;

/// The most customers a roster may have (spec/bundle.md).
pub const ROSTER_MAX: usize = 5_000;

/// Why a whole file is refused. Nothing of it is taken, nothing stored is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterFault {
    Empty,
    /// The system does not hand its bytes out: moved, deleted, or held by another program.
    Unreadable,
    TooLarge {
        bytes: usize,
        most: usize,
    },
    /// A workbook that inflates to more than any roster: pictures in it, or a zip bomb.
    Inflates {
        most: usize,
    },
    /// The Excel format before 2007.
    OldExcel,
    /// A workbook behind a password.
    Locked,
    /// An archive that is no workbook.
    NotAWorkbook,
    /// A workbook that cannot be read to its end.
    Damaged,
    /// Neither a workbook nor a table in text.
    NotATable,
    /// Text that stops in the middle of a character: the file did not arrive whole.
    CutOff,
    /// A quotation mark that opens in this row and never closes.
    OpenQuote {
        row: usize,
    },
    /// No sheet that is shown holds anything.
    NoRows,
    /// No column is matched with the customer code.
    NoCodeColumn,
    TooManyRows {
        found: usize,
        most: usize,
    },
    /// The roster held and the customers the file would add are more than a roster may have.
    TooManyCustomers {
        after: usize,
        most: usize,
    },
}

/// What is wrong in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// As the file counts its rows, from 1.
    pub row: usize,
    /// The header of the column, empty where it is the whole row.
    pub column: String,
    pub why: Why,
    pub lost: Lost,
}

/// What a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The cell; the rest of its row is taken.
    Cell,
    /// The row, for its code is in question.
    Row,
}

/// Why a value or a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no code in the row.
    NoCode,
    /// This is no code.
    BadCode(String),
    /// These rows have one code and say different things of it. The rows, the first one included.
    Duplicate {
        code: Id,
        rows: Vec<usize>,
    },
    /// Nothing but a code that the roster does not have.
    OnlyCode(Id),
    Value(BadValue),
    /// Excel has kept 15 digits of a longer number, or fewer of one it shows with an exponent.
    DigitsLost(String),
    /// A formula whose result is not in the file.
    NoResult,
    /// A cell that shows an error such as `#N/A`.
    CellError(String),
    /// What never is taken, in a column that is.
    Sensitive(Sensitive),
    /// A merged cell: its value stands in this row alone, the rows down to `until` have none.
    Merged {
        until: usize,
    },
}

/// A column that never is taken, whatever its name and whoever asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Never {
    pub column: String,
    pub holds: Sensitive,
}

/// What is odd about a file that is taken all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// This sheet was read; so many more were not.
    OneSheet { read: String, others: usize },
    /// So many cells lie so far to the right that no table reaches them.
    FarCells(usize),
    /// So many cells hold something that no reader of workbooks knows.
    Unreadable(usize),
    /// So many hidden or reordering characters were taken out.
    Hidden(usize),
    /// So many rows said the same as an earlier one.
    Repeated(usize),
}

/// Why a correction of the matching is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatchFault {
    NoSuchColumn,
    Never { column: String, holds: Sensitive, wanted: Field },
}

/// Anything there is a sentence for. The text is the bare name of the file.
#[derive(Clone, Debug)]
pub enum Report<'a> {
    File(&'a str, &'a RosterFault),
    Row(&'a Problem),
    Never(&'a Never),
    Note(&'a Note),
    Matching(&'a MatchFault),
}
