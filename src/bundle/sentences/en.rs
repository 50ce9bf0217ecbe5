//! The sentences in English.

use super::{mib, shown};
use crate::bundle::format::BundleKind;
use crate::bundle::places;
use crate::bundle::refusal::{DocumentFault, DocumentRefusal, FileRefusal, Locked, Place, Refusal, Surplus, Warning};
use crate::domain::edit::Doc;
use crate::domain::value::BadValue;

const SAFE: &str = "What is stored here has not changed.";

/// A complete statement: what happened, what is safe, what to do next.
pub fn en(refusal: &Refusal) -> String {
    match refusal {
        Refusal::File(name, it) => format!("“{}” was not imported: {}. {SAFE} {}.", shown(name), file(it), next(it)),
        Refusal::Document(name, it) => document(name, it),
        Refusal::HandOver(Surplus { week, items }) => {
            let (year, number) = week.number();
            let more = items.len();
            format!(
                "Week {number} of {year} has {more} more ticked tasks than five, so no file was made. \
                 Everything you filled in is kept. Choose the five that stay, then hand over."
            )
        }
        Refusal::Warning(name, it) => format!("“{}”: {}.", shown(name), warning(it)),
    }
}

fn file(it: &FileRefusal) -> String {
    match it {
        FileRefusal::Empty => "the file is empty".to_owned(),
        FileRefusal::Unreadable => {
            "it could not be read: it may have been moved or deleted, or another program holds it".to_owned()
        }
        FileRefusal::TooLarge { bytes, most } => format!("it has {} MB, and {} MB is the most", mib(*bytes), mib(*most)),
        FileRefusal::NotText => "it is no OneSheet file, or its text is in another encoding".to_owned(),
        FileRefusal::TooDeep { most } => format!("it nests deeper than {most} levels, which no exported file does"),
        FileRefusal::TooMinced => {
            "it is cut into so many small pieces that reading it would take too much memory, and no exported file is".to_owned()
        }
        FileRefusal::CutOff => "its end is missing, so it did not arrive whole".to_owned(),
        FileRefusal::NotJson { line, column } => format!("it cannot be read at line {line}, column {column}"),
        FileRefusal::Doubled { member, line } => {
            format!("“{}” stands twice at line {line}, and nothing tells which is right", shown(member))
        }
        FileRefusal::NotABundle => "it is no OneSheet file".to_owned(),
        FileRefusal::Newer { version, current } => {
            format!("a newer version made it (format {}; this one reads up to format {current})", shown(version))
        }
        FileRefusal::Altered => "its digest does not fit, so it was changed or damaged after it was exported".to_owned(),
        FileRefusal::Envelope { member } => format!("“{member}” at its head is missing or wrong"),
        FileRefusal::TooManySheets { found, most } => format!("it has {found} sheets, and {most} is the most"),
        FileRefusal::Inflates { most } => {
            format!("it unpacks to more than {} MB, which no normal export does", mib(*most))
        }
        FileRefusal::Unpackable => "it is packed and too damaged to be unpacked".to_owned(),
        FileRefusal::Locked(it) => match it {
            Locked::NoPassphrase => "it is locked with a passphrase",
            Locked::WrongPassphrase => "the passphrase is not the right one, or the key in the file is damaged",
            Locked::Damaged => "it is locked with a passphrase and was changed or damaged since",
            Locked::Foreign => "it is encrypted in a way this app does not support",
            Locked::Unable => "it is locked with a passphrase and this browser cannot open it here",
        }
        .to_owned(),
        FileRefusal::TooManyFaults { most } => format!("more than {most} things in it are not right"),
        FileRefusal::TooMuchUnknown { bytes, most } => {
            format!("it has {} KB this version does not know, and {} KB is the most", bytes.div_ceil(1024), most / 1024)
        }
        FileRefusal::OtherManager { theirs, ours } => format!("it is manager {theirs}'s file, and this device is {ours}'s"),
        FileRefusal::RawOfOther { theirs, ours } => {
            format!("it holds the raw records of manager {theirs}'s device, and this device is {ours}'s")
        }
        FileRefusal::ForOther { theirs, ours } => {
            format!("head office sent it to manager {theirs}, and this device is {ours}'s")
        }
    }
}

fn kind_words(kind: BundleKind) -> &'static str {
    match kind {
        BundleKind::Report => "a report",
        BundleKind::Backup => "a backup",
        BundleKind::Setup => "a setup from head office",
        BundleKind::Reply => "a reply from head office",
    }
}

/// What to do next.
fn next(it: &FileRefusal) -> &'static str {
    match it {
        FileRefusal::Empty | FileRefusal::CutOff => "Send or download the file once more and import it again",
        FileRefusal::Unreadable => "Copy it to this device, close what has it open, and choose it again",
        FileRefusal::TooLarge { .. } | FileRefusal::TooManySheets { .. } => "Ask for it in several smaller files",
        FileRefusal::NotText | FileRefusal::NotABundle => {
            "Check that it is the right file; its name should end in .onesheet.json"
        }
        FileRefusal::TooDeep { .. }
        | FileRefusal::TooMinced
        | FileRefusal::NotJson { .. }
        | FileRefusal::Doubled { .. }
        | FileRefusal::Altered
        | FileRefusal::Envelope { .. }
        | FileRefusal::TooManyFaults { .. }
        | FileRefusal::Inflates { .. }
        | FileRefusal::Unpackable
        | FileRefusal::Locked(Locked::Damaged)
        | FileRefusal::TooMuchUnknown { .. } => "Ask for a fresh export, not opened and saved by another program",
        FileRefusal::Newer { .. } => "Keep the file, update this app and import it then",
        FileRefusal::Locked(Locked::NoPassphrase) => "Enter the passphrase to open it",
        FileRefusal::Locked(Locked::WrongPassphrase) => "Check capitals and the keyboard, and enter it once more",
        FileRefusal::Locked(Locked::Foreign) => "Ask for a file locked by OneSheet itself",
        FileRefusal::Locked(Locked::Unable) => "Use an up-to-date browser and an address that begins with https",
        FileRefusal::RawOfOther { .. } => {
            "To take it in, change “My code” in the settings to that of the file and import it again"
        }
        FileRefusal::ForOther { .. } => "Pass it on to that manager, or ask head office for one of your own",
        FileRefusal::OtherManager { .. } => "To collect other managers' sheets, import it on the head office page",
    }
}

fn document(name: &str, it: &DocumentRefusal) -> String {
    let at = match it.fault.path.as_str() {
        "" => String::new(),
        path => format!(", at {}", places::en(path)),
    };
    let (name, place, why) = (shown(name), place(&it.place), fault(&it.fault.why));
    let next = match &it.fault.why {
        DocumentFault::TooManyTicks { .. } => "Ask for an export with five ticked tasks at most",
        DocumentFault::OtherManager(_) => "Ask for an export of the sender's own sheets only",
        DocumentFault::Damaged(_) => "Keep the file; a technician may still be able to read them",
        DocumentFault::Torn => "Check what was filled in last",
        DocumentFault::NotOurs(_) => "To take it in, change “My code” in the settings to that one and import the file again",
        DocumentFault::NotRead(_) => "If that device is still there, let its rescue page read once more",
        DocumentFault::Twice => "Check that the first of them in the file is the right one",
        _ => "Ask for a fresh export with this put right",
    };
    format!("In “{name}”, {place} was not imported{at}: {why}. The rest of the file is not affected. {SAFE} {next}.")
}

fn place(place: &Place) -> String {
    match place {
        Place::Document(it) => doc(it),
        Place::Sheet(at) => format!("sheet number {at}"),
        Place::Month(at) => format!("month number {at}"),
        Place::Customer(at) => format!("the customer list (customer number {at})"),
        Place::Template(at) => format!("template number {at}"),
        Place::Reply(at) => format!("reply number {at}"),
        Place::Calendar => "the calendar of working days".to_owned(),
        Place::Edit(at) => format!("change number {at}"),
        Place::Records(Some(it), count) => format!("a part of {} (records: {count})", doc(it)),
        Place::Records(None, count) => format!("a part that names no document (records: {count})"),
        Place::Journal(count) => format!("the end of the journal (unconfirmed changes: {count})"),
        Place::Manager(id, count) => format!("what belongs to manager {id} (documents: {count})"),
        Place::Device => "a part of the raw records".to_owned(),
    }
}

fn doc(doc: &Doc) -> String {
    match doc {
        Doc::Sheet(manager, week) => {
            let (year, number) = week.number();
            format!("{manager}'s sheet of week {number}, {year}")
        }
        Doc::Month(manager, month) => format!("{manager}'s month {month}"),
        Doc::Roster(manager) => format!("{manager}'s customer list"),
        Doc::Template(it) => format!("the template {it}"),
        Doc::Settings => "the settings page".to_owned(),
    }
}

fn fault(why: &DocumentFault) -> String {
    match why {
        DocumentFault::NotAnObject => "it is not built as it should be".to_owned(),
        DocumentFault::BadKey => "this is no valid id, date or week".to_owned(),
        DocumentFault::NoSuchField => "there is no such field".to_owned(),
        DocumentFault::Value(it) => value(it),
        DocumentFault::NotInCalendar(it) if it.is_empty() => "it does not say which week or month it is".to_owned(),
        DocumentFault::NotInCalendar(it) => format!("“{}” is not in the calendar", shown(it)),
        DocumentFault::BadManager => "the manager's id is not valid".to_owned(),
        DocumentFault::OtherManager(it) => format!("it is manager {it}'s and not the sender's"),
        DocumentFault::OutsideWeek(date) => format!("{date} is not in this week"),
        DocumentFault::OutsideMonth(week) => format!("{week} has no day in this month"),
        DocumentFault::TooManyTicks { found, most } => format!("{found} tasks are ticked, and {most} a week is the most"),
        DocumentFault::TooManyRecords { found, most } => format!("it has {found} records, and {most} is the most"),
        DocumentFault::TooMuchUnknown { bytes, most } => {
            format!("it has {} KB this version does not know, and {} KB is the most", bytes.div_ceil(1024), most / 1024)
        }
        DocumentFault::BadStamp => "the record of changes is not valid".to_owned(),
        DocumentFault::Twice => "it stands in the file twice".to_owned(),
        DocumentFault::BadTemplate(_) => "the template is incomplete or wrong".to_owned(),
        DocumentFault::NotInKind(kind) => format!("{} carries no such part", kind_words(*kind)),
        DocumentFault::Damaged(first) => format!("it cannot be read (the first is “{}”)", shown(first)),
        DocumentFault::Torn => "it was not written to its end".to_owned(),
        DocumentFault::NotOurs(ours) => format!("this device is manager {ours}'s"),
        DocumentFault::NotRead(count) => format!("it could not be read when the file was made (places: {count})"),
    }
}

fn value(why: &BadValue) -> String {
    match why {
        BadValue::NotANumber => "this is no number".to_owned(),
        BadValue::TooManyDigits => "the number is too large or too long (13 digits before the point, 15 in all)".to_owned(),
        BadValue::TooManyDecimals(0) => "only whole numbers fit here".to_owned(),
        BadValue::TooManyDecimals(places) => format!("at most {places} decimals fit here"),
        BadValue::OutOfRange { min, max } => format!("it should lie between {min} and {max}"),
        BadValue::TooLong(over) => format!("the text is {over} characters over the limit of 500"),
        BadValue::NotADate => "this is no date; it should look like 2026-11-23".to_owned(),
        BadValue::NotAnId => "this is no id (letters, digits, “-” and “_”, at most 32)".to_owned(),
        BadValue::UnknownWord(it) => format!("“{}” is not one of the choices", shown(it)),
        BadValue::WrongType => "this kind of content does not fit here".to_owned(),
        BadValue::ControlCharacter => "there are invisible control characters in the text".to_owned(),
        BadValue::NotARatio => "numerator and denominator should be whole and not negative".to_owned(),
    }
}

fn warning(it: &Warning) -> String {
    match it {
        Warning::NoDigest => {
            "it has no digest, so nobody can tell whether it was changed after the export; it can be imported, check it first"
                .to_owned()
        }
        Warning::Hidden(count) => {
            format!("{count} characters that hide or reorder text were taken out; the rest is imported as it stands")
        }
        Warning::Computed { doc: of, mismatch } => {
            let said = |it: &Option<String>| it.as_deref().map_or_else(|| "not measured".to_owned(), shown);
            let (stated, counted) = (said(&mismatch.stated), said(&mismatch.counted));
            let figure = places::en(&mismatch.path);
            format!(
                "{}: “{figure}” says {stated}, and what was filled in comes to {counted}; the counted figure is used",
                doc(of)
            )
        }
        Warning::ForOthers(count) => {
            format!("it also holds parts for other managers (parts: {count}), which were left out as they are not yours")
        }
        Warning::OtherShelf { name, records } => format!(
            "its shelf “{}” (records: {records}) is not known to this version and was left out; \
             update the app and import the file once more",
            shown(name)
        ),
        Warning::OtherTemplate { id, version } => format!(
            "it was filled in with another template ({id}, version {version}), so some names or decimals may differ; \
             it is imported as it stands"
        ),
    }
}
