//! Files: what is written is read back the same, what is wrong is refused where it is wrong, and no bytes make the reader fall.

use onesheet::bundle::digest;
use onesheet::bundle::format::{Bundle, BundleKind, Members, Part};
use onesheet::bundle::limits::{FILE_MAX, RECORDS_MAX, SHEETS_MAX, UNKNOWN_MAX};
use onesheet::bundle::read::read;
use onesheet::bundle::refusal::{DocumentFault, FileRefusal, Place, Warning};
use onesheet::bundle::stage::stage;
use onesheet::bundle::write;
use onesheet::domain::edit::Doc;
use onesheet::domain::fold::Document;
use onesheet::domain::json::Json;
use onesheet::domain::path::{MonthPath, Path, RosterPath, SheetPath};
use onesheet::domain::value::{BadValue, from_json};
use proptest::prelude::*;

use super::devices::{Device, edits, envelope, good, id, lives, sheet_doc, targets, template};
use super::laws::cases;

pub const REPORT: &str = include_str!("../bundles/v1-report.onesheet.json");
pub const BACKUP: &str = include_str!("../bundles/v1-backup.onesheet.json");

/// A file's members without its digest, to be changed and read again.
pub fn members(file: &str) -> Members {
    let Json::Object(mut members) = Json::parse(file).unwrap() else { panic!("no object") };
    members.remove("digest");
    members
}

/// Reads a document of one kind from `path = json` lines.
pub fn document<P: Path>(lines: &[(&str, &str)]) -> Document<P> {
    let mut document = Document::default();
    for (path, json) in lines {
        let path = P::parse(path).unwrap();
        let value = from_json(&path, &Json::parse(json).unwrap(), template()).unwrap().0.unwrap();
        document.fill(path, value);
    }
    document
}

/// The golden report with its sheet's first `from` made `to`, sealed anew.
pub fn changed(from: &str, to: &str) -> Vec<u8> {
    let text = Json::Object(members(REPORT)).canonical();
    assert!(text.contains(from), "{from}");
    digest::seal(&members(&text.replacen(from, to, 1))).into_bytes()
}

#[track_caller]
pub fn refused(bytes: &[u8]) -> FileRefusal {
    read("a", bytes, template()).unwrap_err()
}

/// What is wrong with the only sheet of a file, and where.
#[track_caller]
fn fault(bytes: &[u8]) -> (String, DocumentFault) {
    let read = read("a", bytes, template()).unwrap();
    let [it] = read.refused.as_slice() else { panic!("{:?}", read.refused) };
    assert_eq!((&it.place, read.bundle.sheets.len()), (&Place::Document(sheet_doc()), 0));
    assert_eq!(read.bundle.months.len(), 1, "the others stay");
    (it.fault.path.clone(), it.fault.why.clone())
}

/// Files of version 1 are read for ever. `UPDATE_BUNDLES=1` writes them anew before a release, never after one.
#[test]
fn files_of_version_1_are_read() {
    if std::env::var_os("UPDATE_BUNDLES").is_some() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bundles");
        let (report, backup) = super::devices::golden();
        std::fs::write(format!("{folder}/v1-report.onesheet.json"), report).unwrap();
        std::fs::write(format!("{folder}/v1-backup.onesheet.json"), backup).unwrap();
        return;
    }
    let report = good(REPORT.as_bytes());
    assert_eq!((report.warnings.as_slice(), report.bundle.kind), (&[][..], BundleKind::Report));
    let (sheet, roster) = (&report.bundle.sheets[0], &report.bundle.rosters[0]);
    assert_eq!(sheet.rev.as_ref().unwrap().to_string(), "18.k7f2q9.t1");
    let at = |path: &str| sheet.document.get(&SheetPath::parse(path).unwrap()).cloned();
    assert_eq!(at("days/2026-11-23/values/vol").unwrap().as_number().unwrap().to_string(), "7.25");
    assert_eq!(at("days/2026-11-24/focus"), None, "what was removed does not travel");
    let fields: Vec<String> = roster.document.live().map(|it| it.0.to_string()).collect();
    assert_eq!(fields, ["41010001/format", "41010001/tier"], "codes and classes alone");
    assert!(!REPORT.contains("13800001234") && !REPORT.contains("李四"));

    let backup = good(BACKUP.as_bytes());
    assert_eq!((backup.warnings.as_slice(), backup.bundle.known.len()), (&[][..], 2));
    let sheet = &backup.bundle.sheets[0];
    assert_eq!(sheet.document.disputed().count(), 1);
    assert_eq!(sheet.document.stamp(&SheetPath::parse("days/2026-11-24").unwrap()).unwrap().counter, 15);
    assert_eq!(backup.bundle.rosters[0].document.live().count(), 5);
    assert!(backup.bundle.settings.is_some() && sheet.unknown.contains_key("x-later"));
}

#[test]
fn a_file_is_refused_for_what_it_is() {
    let text = Json::Object(members(REPORT)).canonical();
    let cut = &REPORT[..REPORT.len() / 2];
    for (bytes, expected) in [
        ("", FileRefusal::Empty),
        ("\u{feff} \n", FileRefusal::Empty),
        ("<!doctype html>", FileRefusal::NotJson { line: 1, column: 1 }),
        ("[1e400]", FileRefusal::NotABundle),
        ("[]", FileRefusal::NotABundle),
        ("{\"format\":\"geojson\"}", FileRefusal::NotABundle),
        (cut, FileRefusal::CutOff),
        (&"[".repeat(200_000), FileRefusal::TooDeep { most: 32 }),
        (&text.replacen("\"app\":", "\"app\":\"0\",\"\\u0061pp\":", 1), FileRefusal::Doubled { member: "app".into(), line: 1 }),
        (&text.replace("\"templates\":[]", "\"version\":99"), FileRefusal::Doubled { member: "version".into(), line: 1 }),
        (&text.replace("\"week\":\"2026-W48\"", "\"week\":\"\\ud83d\""), FileRefusal::NotJson { line: 1, column: 0 }),
        (&text.replace("[],\"version\":1", "[],\"version\":99"), FileRefusal::Newer { version: "99".into(), current: 1 }),
        (&text.replace("[],\"version\":1", "[],\"version\":0"), FileRefusal::Envelope { member: "version" }),
        (&REPORT.replace("7.25", "7.26"), FileRefusal::Altered),
        (&text.replace("\"kind\":\"report\"", "\"kind\":\"gossip\""), FileRefusal::Envelope { member: "kind" }),
        (&text.replace("\"device\":\"k7f2q9\"", "\"device\":\"../k\""), FileRefusal::Envelope { member: "device" }),
        (&text.replace("\"name\":\"张三\"", "\"name\":\"张\\u0000三\""), FileRefusal::Envelope { member: "from/name" }),
        (&text.replace("\"months\":[", "\"months\":7,\"x\":["), FileRefusal::Envelope { member: "months" }),
    ] {
        let got = refused(bytes.as_bytes());
        let same = match (&got, &expected) {
            // Where the parser stopped is its own affair.
            (FileRefusal::NotJson { .. }, FileRefusal::NotJson { .. }) => true,
            (got, expected) => got == expected,
        };
        assert!(same, "{expected:?}: {got:?}");
    }
    assert_eq!(refused(b"\xb1\xe0\xba\xc5"), FileRefusal::NotText);
}

#[test]
fn a_file_has_limits() {
    let with = |name: &str, json: Json| {
        let mut file = members(REPORT);
        file.insert(name.to_owned(), json);
        digest::seal(&file).into_bytes()
    };
    let padded = with("x-padding", Json::text("纸".repeat(FILE_MAX / 3 + 1)));
    assert!(matches!(refused(&padded), FileRefusal::TooLarge { most: FILE_MAX, .. }));
    let unknown = with("x-new", Json::text("a".repeat(UNKNOWN_MAX)));
    assert!(matches!(refused(&unknown), FileRefusal::TooMuchUnknown { .. }));
    let sheets = with("sheets", Json::List(vec![Json::Object(Members::new()); SHEETS_MAX + 1]));
    assert_eq!(refused(&sheets), FileRefusal::TooManySheets { found: SHEETS_MAX + 1, most: SHEETS_MAX });
    let visits: Vec<String> = (0..=RECORDS_MAX).map(|it| format!("\"c{it}\":{{\"planned\":true}}")).collect();
    let visits = changed("\"visits\":{\"4101", &format!("\"visits\":{{{},\"4101", visits.join(",")));
    assert!(matches!(fault(&visits).1, DocumentFault::TooManyRecords { .. }));
    let unknown = changed("\"review\":{", &format!("\"x-new\":\"{}\",\"review\":{{", "a".repeat(UNKNOWN_MAX)));
    assert!(matches!(fault(&unknown).1, DocumentFault::TooMuchUnknown { .. }));
}

#[test]
fn a_document_is_refused_where_it_is_wrong() {
    let value = DocumentFault::Value;
    let word = |it: &str| value(BadValue::UnknownWord(it.to_owned()));
    let day = "days/2026-11-23";
    let ticks: String = (6..12).map(|it| format!("\"ter-{it:02}\":{{\"ticked\":true}},")).collect();
    let outside = "2026-11-30".parse().unwrap();
    for (from, to, path, why) in [
        ("\"vol\":7.25", "\"vol\":7.255", "days/2026-11-23/values/vol", value(BadValue::TooManyDecimals(2))),
        ("\"vol\":7.25", "\"vol\":\"7.25\"", "days/2026-11-23/values/vol", value(BadValue::WrongType)),
        ("\"vol\":7.25", "\"vol\":1e30", "days/2026-11-23/values/vol", value(BadValue::TooManyDigits)),
        ("\"vol\":7.25", "\"vol\":1e400", "days/2026-11-23/values/vol", value(BadValue::TooManyDigits)),
        ("\"den\":50", "\"den\":-1", "days/2026-11-23/values/fill", value(BadValue::NotARatio)),
        ("\"outcome\":\"done\"", "\"outcome\":\"finished\"", "days/2026-11-23/visits/41010001/outcome", word("finished")),
        ("\"work\":\"新品铺货", "\"work\":\"新品\\u0000铺货", "review/work", value(BadValue::ControlCharacter)),
        ("\"principal\":\"p1\"", "\"principal\":\"../p1\"", "days/2026-11-23/principal", value(BadValue::NotAnId)),
        (
            "\"2026-11-23\":{",
            "\"2026-11-30\":{\"focus\":\"x\"},\"2026-11-23\":{",
            "days/2026-11-30",
            DocumentFault::OutsideWeek(outside),
        ),
        ("\"2026-11-23\":{", "\"2026-11-31\":{},\"2026-11-23\":{", "days/2026-11-31", DocumentFault::BadKey),
        ("\"tasks\":{\"svc", "\"tasks\":{\"../etc\":{},\"svc", "tasks/../etc", DocumentFault::BadKey),
        ("\"tasks\":{\"svc", "\"tasks\":{\"x y\":{},\"svc", "tasks/x y", DocumentFault::BadKey),
        ("\"tasks\":{\"svc", &format!("\"tasks\":{{{ticks}\"svc"), "tasks", DocumentFault::TooManyTicks { found: 7, most: 5 }),
        ("\"visits\":{\"4101", "\"visits\":{\"x\":7,\"4101", &format!("{day}/visits/x"), DocumentFault::NotAnObject),
        ("\"rev\":\"18", "\"rev\":\"9000000000000", "rev", DocumentFault::BadStamp),
        ("\"review\":{", "\"x-new\":[\"\\u0007\"],\"review\":{", "x-new", value(BadValue::ControlCharacter)),
    ] {
        assert_eq!(fault(&changed(from, to)), (path.to_owned(), why), "{to}");
    }
}

#[test]
fn documents_must_be_the_senders_and_in_the_calendar() {
    let at = |from: &str, to: &str| {
        let read = read("a", &changed(from, to), template()).unwrap();
        let [it] = read.refused.as_slice() else { panic!("{:?}", read.refused) };
        (it.place.clone(), it.fault.why.clone())
    };
    let week = "\"week\":\"2026-W48\"";
    let (place, why) = at(week, "\"week\":\"2025-W53\"");
    assert_eq!((place, why), (Place::Sheet(1), DocumentFault::NotInCalendar("2025-W53".to_owned())));
    let (place, why) = at("\"manager\":\"ZZ0412\",\"messages\"", "\"manager\":\"ZZ0001\",\"messages\"");
    let other = Doc::Sheet(id("ZZ0001"), "2026-W48".parse().unwrap());
    assert_eq!((place, why), (Place::Document(other), DocumentFault::OtherManager(id("ZZ0001"))));
    let (place, why) = at("\"sheets\":[{", "\"sheets\":[{\"manager\":\"ZZ0412\",\"week\":\"2026-W48\"},{");
    assert_eq!((place, why), (Place::Sheet(2), DocumentFault::Twice));
    let (place, why) = at("\"slices\":{", "\"slices\":{\"2026-W01\":3,");
    let month = Doc::Month(id("ZZ0412"), "2026-11".parse().unwrap());
    assert_eq!((place, why), (Place::Document(month), DocumentFault::OutsideMonth("2026-W01".parse().unwrap())));
    let (place, why) = at("\"customers\":[{", "\"customers\":[{\"code\":7},{");
    assert_eq!((place, why), (Place::Customer(1), DocumentFault::BadKey));
}

#[test]
fn any_form_of_a_good_file_is_the_same_file() {
    let bundle = good(REPORT.as_bytes()).bundle;
    let pretty = onesheet::bundle::schema::indented(&Json::parse(REPORT).unwrap());
    assert!(pretty.contains("\n  \"app\""));
    for form in
        [pretty.clone(), format!("\u{feff}{pretty}"), REPORT.replace("新", "\\u65b0"), REPORT.replace(":true", ": true")]
    {
        let read = good(form.as_bytes());
        assert_eq!((&read.bundle, read.warnings.as_slice()), (&bundle, &[][..]));
    }
    let without = Json::Object(members(REPORT)).canonical();
    assert_eq!(good(without.as_bytes()).warnings, [Warning::NoDigest]);
}

#[test]
fn hidden_characters_are_taken_out_and_counted() {
    let read = good(&changed("\"work\":\"新品铺货", "\"work\":\"\\u202e新品\\u200b铺货"));
    let work = read.bundle.sheets[0].document.get(&SheetPath::ReviewWork()).cloned().unwrap();
    assert!(work.as_text().unwrap().starts_with("新品铺货"));
    assert_eq!(read.warnings, [Warning::Hidden(2)]);
}

#[test]
fn stated_figures_are_checked_and_never_used() {
    let read = good(&changed("\"done\":1,\"planned\":1}", "\"done\":9,\"planned\":null}"));
    let said: Vec<String> =
        read.bundle.sheets[0].mismatches.iter().map(|it| format!("{} {:?} {:?}", it.path, it.stated, it.counted)).collect();
    assert_eq!(said, ["visits/planned None Some(\"1\")", "visits/done Some(\"9\") Some(\"1\")"]);
    let mut again = read.bundle;
    again.sheets[0].mismatches.clear();
    assert_eq!(write::report(again, write::Customers::Classes, template(), &targets).unwrap(), REPORT.as_bytes());
}

#[test]
fn what_is_unknown_is_kept_and_written_back() {
    let bytes = changed("\"point\":", "\"x-new\":[1,{\"a\":null}],\"point\":");
    let text = String::from_utf8(bytes.clone()).unwrap();
    let text = digest::seal(&members(&text.replacen("{\"app\"", "{\"aa-new\":true,\"app\"", 1)));
    let text = digest::seal(&members(&text.replacen("\"slices\":", "\"x-why\":\"纸\",\"slices\":", 1)));
    let again = write::report(good(text.as_bytes()).bundle, write::Customers::Classes, template(), &targets).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), text);
}

#[test]
fn a_report_waits_until_five_ticks_are_left() {
    let ticks: Vec<(String, &str)> = (1..8).map(|it| (format!("tasks/svc-{it:02}/ticked"), "true")).collect();
    let lines: Vec<(&str, &str)> = ticks.iter().map(|it| (it.0.as_str(), it.1)).collect();
    let mut bundle = envelope(BundleKind::Report, &id("aa"));
    bundle.sheets.push(Part::new(sheet_doc(), document(&lines)));
    let surplus = write::report(bundle.clone(), write::Customers::Classes, template(), &targets).unwrap_err();
    assert_eq!((surplus.week.to_string().as_str(), surplus.items), ("2026-W48", vec![id("svc-06"), id("svc-07")]));
    assert_eq!(good(&write::backup(&bundle, template(), &targets)).bundle.sheets.len(), 1, "a backup carries them");
}

#[test]
fn a_backup_keeps_every_managers_documents_apart() {
    let mut bundle = envelope(BundleKind::Backup, &id("aa"));
    for manager in ["ZZ0412", "ZZ0001"] {
        let doc = Doc::Month(id(manager), "2026-11".parse().unwrap());
        bundle.months.push(Part::new(doc, document::<MonthPath>(&[("goals/vol/target", "150"), ("skills/speak/score", "4")])));
        let roster = document::<RosterPath>(&[("41010001/name", "\"旺达便利店\""), ("stamps/tier", "7")]);
        bundle.rosters.push(Part::new(Doc::Roster(id(manager)), roster));
    }
    bundle.rosters.reverse();
    let read = good(&write::backup(&bundle, template(), &targets));
    assert_eq!((&read.bundle.months, &read.bundle.rosters), (&bundle.months, &bundle.rosters));
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_backup_is_read_as_it_was_written(devices in lives(), loose in edits(6)) {
        let mut device: Device = devices[0].clone();
        for (path, value) in loose {
            // Values of older files, which nobody typed here.
            if let (None, Some(value)) = (device.document.register(&path), value) {
                device.document.fill(path, value);
            }
        }
        let bytes = device.backup();
        let read = good(&bytes);
        let sheet = read.bundle.sheets[0].document.clone();
        prop_assert_eq!(&sheet, &device.document);
        prop_assert_eq!(&read.bundle.known, &device.known);
        prop_assert_eq!(read.warnings, []);
        prop_assert_eq!(write::backup(&read.bundle, template(), &targets), bytes);
    }

    #[test]
    fn a_report_is_read_as_it_was_written(edits in edits(40)) {
        let mut device = Device::new("aa");
        edits.into_iter().for_each(|(path, value)| device.edit(path, value));
        let mut bundle: Bundle = envelope(BundleKind::Report, &device.id);
        bundle.sheets.push(Part::new(sheet_doc(), device.document.clone()));
        let bytes = write::report(bundle, write::Customers::Classes, template(), &targets).unwrap();
        let read = good(&bytes);
        let live = |it: &Document<SheetPath>| it.live().map(|(path, value)| format!("{path}{value:?}")).collect::<Vec<_>>();
        prop_assert_eq!(live(&read.bundle.sheets[0].document), live(&device.document));
        prop_assert_eq!(read.bundle.sheets[0].rev.as_ref(), device.document.latest());
        prop_assert_eq!(write::report(read.bundle, write::Customers::Classes, template(), &targets).unwrap(), bytes);
    }

    #[test]
    fn no_mutilated_file_makes_the_reader_fall(
        which in any::<bool>(),
        sealed in any::<bool>(),
        hurts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_u8..5, any::<u8>()), 1..6),
    ) {
        let file = if which { REPORT } else { BACKUP };
        let mut bytes = if sealed { file.as_bytes().to_vec() } else { Json::Object(members(file)).canonical().into_bytes() };
        for (at, other, hurt, byte) in hurts {
            if bytes.is_empty() {
                break;
            }
            let (at, other) = (at.index(bytes.len()), other.index(bytes.len()));
            match hurt {
                0 => bytes[at] ^= 1 << (byte % 8),
                1 => bytes.truncate(at),
                2 => drop(bytes.drain(at.min(other)..at.max(other).min(at.min(other) + 40))),
                3 => {
                    let piece = bytes[other..(other + usize::from(byte)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => bytes.insert(at, byte),
            }
        }
        survive(&bytes);
    }

    /// JSON that parses but holds anything anywhere reaches every check behind the parser.
    #[test]
    fn no_member_makes_the_reader_fall(
        which in any::<bool>(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..JUNK.len()), 1..4),
    ) {
        let mut json = Json::Object(members(if which { REPORT } else { BACKUP }));
        for (at, junk) in wounds {
            let count = nodes(&mut json, &mut 0, None);
            nodes(&mut json, &mut 0, Some((at.index(count), Json::parse(JUNK[junk]).unwrap())));
        }
        survive(json.canonical().as_bytes());
    }
}

const JUNK: [&str; 14] = [
    "null",
    "true",
    "-1",
    "1e300",
    "0.1",
    "\"\"",
    "\"../..\"",
    "\"\\u0000\"",
    "\"9.9.9\"",
    "[]",
    "{}",
    "[[[[]]]]",
    "{\"a/b\":{\"\":[]},\"stamps\":{}}",
    "[\"settings\",\"role\",\"head\",\"1.a.b\"]",
];

/// Counts the values of a tree in one order, and puts another in the place of one of them.
fn nodes(json: &mut Json, at: &mut usize, put: Option<(usize, Json)>) -> usize {
    if let Some((_, it)) = put.as_ref().filter(|it| it.0 == *at) {
        *json = it.clone();
    }
    *at += 1;
    match json {
        Json::List(all) => all.iter_mut().for_each(|it| _ = nodes(it, at, put.clone())),
        Json::Object(members) => members.values_mut().for_each(|it| _ = nodes(it, at, put.clone())),
        _ => {}
    }
    *at
}

/// Reads, stages, writes and says whatever comes; what is taken must be good enough to be written and read again.
fn survive(bytes: &[u8]) {
    let read = read("受损.json", bytes, template());
    let mut said = String::new();
    super::staging::say(&read, &mut said);
    if let Ok(it) = &read {
        let bytes = write::backup(&it.bundle, template(), &targets);
        if it.bundle.kind == BundleKind::Backup {
            assert_eq!(good(&bytes).bundle.sheets.len(), it.bundle.sheets.len());
        }
    }
    stage(&Device::new("zz").held(), vec![("a".to_owned(), read)]);
}
