//! The sentences in English.

use super::{mib, rows, shown};
use crate::domain::value::BadValue;
use crate::roster_file::fault::{Lost, MatchFault, Never, Note, Problem, Report, RosterFault, Why};
use crate::roster_file::sensitive::Sensitive;

const SAFE: &str = "The customer roster stored here has not changed.";

/// A complete statement: what happened, what is safe, what to do next.
pub fn en(report: &Report) -> String {
    match report {
        Report::File(name, it) => format!("“{}” was not imported: {}. {SAFE} {}.", shown(name), file(it), next(it)),
        Report::Row(it) => row(it),
        Report::Never(it) => never(it),
        Report::Note(it) => format!("{}.", note(it)),
        Report::Matching(it) => matching(it),
    }
}

fn file(it: &RosterFault) -> String {
    match it {
        RosterFault::Empty => "the file is empty".to_owned(),
        RosterFault::Unreadable => {
            "it could not be read: it may have been moved or deleted, or another program holds it".to_owned()
        }
        RosterFault::TooLarge { bytes, most } => format!("it has {} MB, and {} MB is the most", mib(*bytes), mib(*most)),
        RosterFault::Inflates { most } => {
            format!("unpacked it is over {} MB, far more than a roster; there may be pictures in it", mib(*most))
        }
        RosterFault::OldExcel => "it is in the old Excel format (.xls), which this app cannot read".to_owned(),
        RosterFault::Locked => "it is behind a password".to_owned(),
        RosterFault::NotAWorkbook => "it is an archive or another kind of document, not an Excel workbook".to_owned(),
        RosterFault::Damaged => "it cannot be read to its end and may be damaged, or did not arrive whole".to_owned(),
        RosterFault::NotATable => "it is neither an Excel workbook nor a table in text".to_owned(),
        RosterFault::CutOff => "it stops in the middle of a character, so it did not arrive whole".to_owned(),
        RosterFault::OpenQuote { row } => {
            format!("a quotation mark in row {row} has no partner, so nothing tells where that cell ends")
        }
        RosterFault::NoRows => "no sheet that is shown holds anything".to_owned(),
        RosterFault::NoCodeColumn => "no column is matched with the customer code, which tells customers apart".to_owned(),
        RosterFault::TooManyRows { found, most } => format!("it has {found} rows, and a roster has at most {most} customers"),
        RosterFault::TooManyCustomers { after, most } => {
            format!("with those held there would be {after} customers, and a roster has at most {most}")
        }
    }
}

/// What to do next.
fn next(it: &RosterFault) -> &'static str {
    match it {
        RosterFault::Empty | RosterFault::CutOff | RosterFault::Damaged => {
            "Open it in Excel to see whether it is whole and save it as .xlsx, or ask for it once more"
        }
        RosterFault::Unreadable => "Copy it to this device, close what has it open, and choose it again",
        RosterFault::TooLarge { .. } | RosterFault::Inflates { .. } => {
            "Keep the roster's sheet alone, without pictures, save it as CSV and import that"
        }
        RosterFault::OldExcel => "Open it in Excel or WPS, save it as .xlsx and import that",
        RosterFault::Locked => "Open it in Excel, save a copy without the password and import that",
        RosterFault::NotAWorkbook | RosterFault::NotATable => {
            "Check that it is the right file; a roster is an .xlsx or .csv file"
        }
        RosterFault::OpenQuote { .. } => "Put that row right in Excel, save the file and import it again",
        RosterFault::NoRows => "Check that the roster is on a sheet that is not hidden, and import it again",
        RosterFault::NoCodeColumn => "Say in the preview which column has the customer code",
        RosterFault::TooManyRows { .. } | RosterFault::TooManyCustomers { .. } => {
            "Keep your own customers alone and import it again"
        }
    }
}

fn kind(it: Sensitive) -> &'static str {
    match it {
        Sensitive::IdNumber => "identity card numbers",
        Sensitive::BankAccount => "bank account numbers",
    }
}

fn row(it: &Problem) -> String {
    let at = match it.column.as_str() {
        "" => format!("Row {}", it.row),
        column => format!("Row {}, “{}”", it.row, shown(column)),
    };
    let left_out = |why: &str, next: &str| match it.lost {
        Lost::Row => format!("{at}: {why}. This row was left out, the others are taken. {next}."),
        Lost::Cell => format!("{at}: {why}. This cell was left out, the rest of the row is taken. {next}."),
    };
    match &it.why {
        Why::NoCode => left_out("there is no customer code", "Fill it in and import the file again"),
        Why::BadCode(code) => left_out(
            &format!("“{}” cannot be a code", shown(code)),
            "A code has letters, digits, “-” and “_” only, at most 32; correct it and import the file again",
        ),
        Why::Duplicate { code, rows: all } => format!(
            "Rows {} all have the code {code} and say different things, and nothing tells which is right. None of them was \
             taken; what is held of this customer has not changed. Keep the right row and import the file again.",
            rows(all, ", ")
        ),
        Why::OnlyCode(code) => format!(
            "{at} has the code {code} and nothing else, so no customer was added; the other rows are taken. Fill in the name \
             and import the file again."
        ),
        Why::Value(why) => left_out(&bad(why), "Correct it and import the file again"),
        Why::DigitsLost(it) => left_out(
            &format!("it shows “{}”, and Excel has dropped some of its digits", shown(it)),
            "Make the column text in Excel, type it anew and import the file again",
        ),
        Why::NoResult => left_out(
            "it is a formula whose result is not in the file",
            "Open and save the file in Excel once, or put the value there, and import it again",
        ),
        Why::CellError(it) => {
            left_out(&format!("it shows the error “{}”", shown(it)), "Correct it in Excel and import the file again")
        }
        Why::Sensitive(it) => left_out(
            &format!("this looks like one of the {} this app never keeps", kind(*it)),
            "Please take it out of the file",
        ),
        Why::Merged { until } => format!(
            "{at} is merged down to row {until}: its value counts for its first cell alone, the other cells count as empty. \
             Nothing held is cleared by that. Undo the merging, fill in each row and import the file again."
        ),
    }
}

fn bad(why: &BadValue) -> String {
    match why {
        BadValue::NotANumber => "this is no number".to_owned(),
        BadValue::TooManyDigits => "this number is too large or too long".to_owned(),
        BadValue::TooManyDecimals(0) => "only whole numbers fit here".to_owned(),
        BadValue::TooManyDecimals(places) => format!("at most {places} decimals fit here"),
        BadValue::OutOfRange { min, max } => format!("it should be between {min} and {max}"),
        BadValue::TooLong(over) => format!("the text is {over} characters over the limit of 500"),
        BadValue::NotADate => "this is no date; it should look like 2026-11-23".to_owned(),
        BadValue::NotAnId => "this is no code; a code has letters, digits, “-” and “_” only".to_owned(),
        BadValue::UnknownWord(it) => format!("“{}” is not one of the choices", shown(it)),
        BadValue::WrongType => "this does not fit here".to_owned(),
        BadValue::ControlCharacter => "there are invisible control characters in it".to_owned(),
        BadValue::NotARatio => "only whole numbers from 0 fit here".to_owned(),
    }
}

fn column(name: &str) -> String {
    if name.is_empty() { "A column without a name".to_owned() } else { format!("The column “{}”", shown(name)) }
}

fn never(it: &Never) -> String {
    format!(
        "{} holds {}, which this app never keeps, so it was not read. The other columns are taken. Please ask whoever gave \
         you the file not to send them.",
        column(&it.column),
        kind(it.holds)
    )
}

fn note(it: &Note) -> String {
    match it {
        Note::OneSheet { read, others } => format!(
            "The sheet “{}” was read; {others} more with something in them were not. To read another one, save it as a file of its own",
            shown(read)
        ),
        Note::FarCells(count) => {
            format!("Beyond column 256 there are {count} more cells; they were not read, the others are taken")
        }
        Note::Unreadable(count) => {
            format!("{count} cells could not be understood and were left out, the others are taken; look for errors in Excel")
        }
        Note::Hidden(count) => {
            format!("{count} invisible or reordering characters were taken out, the rest of the text is as it was")
        }
        Note::Repeated(count) => {
            format!("{count} rows are the same as an earlier row in every way and count once; nothing is lost")
        }
    }
}

fn matching(it: &MatchFault) -> String {
    match it {
        MatchFault::NoSuchColumn => {
            "The file has no such column, so the matching stays as it was. Choose the file once more.".to_owned()
        }
        MatchFault::Never { column: name, holds, wanted } => format!(
            "{} holds {}, which this app never keeps, so it cannot be taken as “{}”. The matching stays as it was; choose \
             another column.",
            column(name),
            kind(*holds),
            wanted.en()
        ),
    }
}
