//! What spec/bundle.md says of limits and of bad input, a test for every line of it, in its order. Which refusal a single value
//! gets is in `bundle`; here every field of every document, and both sides of every limit.

use onesheet::bundle::digest;
use onesheet::bundle::format::BundleKind;
use onesheet::bundle::limits::{BACKUP_MAX, DEPTH_MAX, EDITS_MAX, FAULTS_MAX, FILE_MAX, RECORDS_MAX, ROSTER_MAX, SHEETS_MAX};
use onesheet::bundle::read::{Read, read};
use onesheet::bundle::refusal::{DocumentFault, FileRefusal, Place, Refusal};
use onesheet::bundle::sentences;
use onesheet::bundle::stage::{FileResult, Held};
use onesheet::domain::edit::Doc;
use onesheet::domain::json::Json;
use onesheet::domain::path::{Kind, MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use onesheet::domain::value::BadValue;
use onesheet::domain::week::Week;

use super::bundle::{BACKUP, REPORT, changed, members, refused};
use super::devices::{Device, MANAGER, WEEK, good, id, sheet_doc, template};
use super::staging::{alone, applied, fresh, say, staged};

/// The golden file with some members put in, sealed.
fn with(file: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut file = members(file);
    more.iter().for_each(|(name, json)| _ = file.insert((*name).to_owned(), Json::parse(json).unwrap()));
    digest::seal(&file).into_bytes()
}

fn opened(bytes: &[u8]) -> Read {
    let read = read("受损.json", bytes, template());
    say(&read, &mut String::new());
    read.unwrap()
}

/// Text padded with white space to so many bytes.
fn padded(text: &[u8], to: usize) -> Vec<u8> {
    let mut bytes = text.to_vec();
    bytes.resize(to, b' ');
    bytes
}

fn month_doc() -> Doc {
    Doc::Month(id(MANAGER), "2026-11".parse().unwrap())
}

/// The members of a document of one kind, as a file holds them: its name, where it stands, and how a field is put into it.
fn holding(doc: &Doc, path: &str, json: &str) -> (&'static str, String) {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let nested = |path: &str| path.rsplit('/').fold(json.to_owned(), |inner, name| format!("{{\"{name}\":{inner}}}"));
    match doc {
        Doc::Sheet(_, week) => ("sheets", format!("[{{\"week\":\"{week}\",{}]", &nested(path)[1..])),
        Doc::Month(_, month) => ("months", format!("[{{\"month\":\"{month}\",{}]", &nested(path)[1..])),
        Doc::Roster(_) if rest.is_empty() => ("customers", format!("[{json}]")),
        Doc::Roster(_) => ("customers", format!("[{{\"code\":\"{first}\",{}]", &nested(rest)[1..])),
        _ => ("settings", nested(path)),
    }
}

/// A path of a row of the table with real keys in it.
fn sample(form: &[&str]) -> String {
    let all = form.iter().map(|it| match *it {
        "<date>" => "2026-11-23",
        "<week>" => WEEK,
        "<indicator>" => "vol",
        it if it.starts_with('<') => "x1",
        it => it,
    });
    all.collect::<Vec<_>>().join("/")
}

/// Every field of every document: which, where, and what may stand there.
fn fields() -> Vec<(Doc, String, Kind)> {
    fn of<P: Path>(doc: &Doc) -> Vec<(Doc, String, Kind)> {
        P::table().into_iter().map(|(form, kind)| (doc.clone(), sample(&form), kind)).collect()
    }
    let all = [
        of::<SheetPath>(&sheet_doc()),
        of::<MonthPath>(&month_doc()),
        of::<RosterPath>(&Doc::Roster(id(MANAGER))),
        of::<SettingsPath>(&Doc::Settings),
    ];
    all.concat().into_iter().filter(|it| it.2 != Kind::Record).collect()
}

/// Each of these values is refused wherever a field of such a kind stands: that document at that path, and nothing else.
#[track_caller]
fn nowhere(bad: impl Fn(Kind) -> &'static [&'static str]) -> Vec<DocumentFault> {
    let mut faults = Vec::new();
    for (doc, path, kind) in fields() {
        for json in bad(kind) {
            let (member, held) = holding(&doc, &path, json);
            let read = opened(&with(BACKUP, &[(member, &held)]));
            let [it] = read.refused.as_slice() else { panic!("{doc} {path} {json}: {:?}", read.refused) };
            assert_eq!((&it.place, &it.fault.path), (&Place::Document(doc.clone()), &path), "{json}");
            assert!(!read.bundle.documents().contains(&doc) && read.bundle.documents().len() == 3, "{doc} {path} {json}");
            faults.push(it.fault.why.clone());
        }
    }
    assert!(!faults.is_empty());
    faults
}

#[test]
fn a_file_may_have_8_mib_and_a_backup_256() {
    assert_eq!(good(&padded(REPORT.as_bytes(), FILE_MAX)).bundle.sheets.len(), 1);
    for kind in [BundleKind::Report, BundleKind::Setup, BundleKind::Reply] {
        let file = with(REPORT, &[("kind", &format!("\"{}\"", kind.word()))]);
        let refusal = refused(&padded(&file, FILE_MAX + 1));
        assert_eq!(refusal, FileRefusal::TooLarge { bytes: FILE_MAX + 1, most: FILE_MAX }, "{kind:?}");
    }
    assert_eq!(good(&padded(BACKUP.as_bytes(), FILE_MAX + 1)).bundle.sheets.len(), 1);
    let refusal = refused(&vec![0; BACKUP_MAX + 1]);
    assert_eq!(refusal, FileRefusal::TooLarge { bytes: BACKUP_MAX + 1, most: BACKUP_MAX });
}

#[test]
fn a_file_is_nested_32_deep_at_most() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    // The object of the file itself is the first of them.
    good(&with(REPORT, &[("x-deep", &nested(DEPTH_MAX - 1))]));
    for depth in [DEPTH_MAX, 40, 3_000, 200_000] {
        let text = Json::Object(members(REPORT)).canonical().replacen(
            "\"device\":",
            &format!("\"x\":{},\"device\":", nested(depth)),
            1,
        );
        assert_eq!(refused(text.as_bytes()), FileRefusal::TooDeep { most: DEPTH_MAX }, "{depth}");
    }
}

#[test]
fn a_report_has_200_sheets_at_most() {
    let sheets = |count: usize| {
        let first: Week = "2023-W01".parse().unwrap();
        let weeks: Vec<String> = (0..count).map(|it| format!("{{\"week\":\"{}\"}}", first.plus(it as i64))).collect();
        format!("[{}]", weeks.join(","))
    };
    assert_eq!(good(&with(REPORT, &[("sheets", &sheets(SHEETS_MAX))])).bundle.sheets.len(), SHEETS_MAX);
    let refusal = refused(&with(REPORT, &[("sheets", &sheets(SHEETS_MAX + 1))]));
    assert_eq!(refusal, FileRefusal::TooManySheets { found: SHEETS_MAX + 1, most: SHEETS_MAX });
    assert_eq!(good(&with(BACKUP, &[("sheets", &sheets(SHEETS_MAX + 1))])).bundle.sheets.len(), SHEETS_MAX + 1);
}

/// An object of so many records with one field each.
fn records(count: usize, field: &str) -> String {
    let all: Vec<String> = (0..count).map(|it| format!("\"r{it}\":{{{field}}}")).collect();
    format!("{{{}}}", all.join(","))
}

#[test]
fn a_sheet_has_2_000_records_at_most() {
    for (doc, group, field) in [
        (sheet_doc(), "messages", "\"to\":\"head\""),
        (sheet_doc(), "tasks", "\"state\":\"open\""),
        (month_doc(), "skills", "\"score\":3"),
    ] {
        let file = |count: usize| {
            let (member, held) = holding(&doc, group, &records(count, field));
            opened(&with(BACKUP, &[(member, &held)]))
        };
        assert_eq!(file(RECORDS_MAX).refused, [], "{group}");
        let refused = file(RECORDS_MAX + 1).refused;
        let why = DocumentFault::TooManyRecords { found: RECORDS_MAX + 1, most: RECORDS_MAX };
        assert_eq!((&refused[0].place, &refused[0].fault.why), (&Place::Document(doc.clone()), &why), "{group}");
    }
}

#[test]
fn a_backup_has_100_000_loose_edits_at_most() {
    let edits = |count: usize| refused(&with(BACKUP, &[("edits", &format!("[{}0]", "0,".repeat(count - 1)))]));
    assert_eq!(edits(EDITS_MAX), FileRefusal::TooManyFaults { most: FAULTS_MAX }, "looked at one by one");
    assert_eq!(edits(EDITS_MAX + 1), FileRefusal::TooMinced);
}

#[test]
fn a_roster_has_5_000_customers_at_most() {
    let file = |count: usize| {
        let all: Vec<String> = (0..count).map(|it| format!("{{\"code\":\"c{it}\",\"tier\":3}}")).collect();
        opened(&with(BACKUP, &[("customers", &format!("[{}]", all.join(",")))]))
    };
    assert_eq!(file(ROSTER_MAX).bundle.rosters[0].document.live().count(), ROSTER_MAX);
    let read = file(ROSTER_MAX + 1);
    let why = DocumentFault::TooManyRecords { found: ROSTER_MAX + 1, most: ROSTER_MAX };
    assert_eq!((&read.refused[0].fault.why, read.bundle.rosters.len(), read.bundle.sheets.len()), (&why, 0, 1));
}

#[test]
fn a_doubled_key_refuses_the_file_wherever_it_stands() {
    let text = Json::Object(members(BACKUP)).canonical();
    for (at, doubled) in [
        ("\"kind\":", "kind"),
        ("\"week\":", "week"),
        ("\"goals\":", "goals"),
        ("\"41010001\":{", "41010001"),
        ("\"num\":", "num"),
        ("\"phone\":", "phone"),
        ("\"kept\":", "kept"),
        ("\"stamps\":", "stamps"),
    ] {
        // The same name, spelt otherwise, is the same name.
        for name in [format!("\"{doubled}\":null,"), format!("\"\\u{:04x}{}\":null,", doubled.as_bytes()[0], &doubled[1..])] {
            let bytes = text.replacen(at, &format!("{name}{at}"), 1);
            assert_eq!(refused(bytes.as_bytes()), FileRefusal::Doubled { member: doubled.to_owned(), line: 1 }, "{name}");
        }
    }
}

#[test]
fn control_characters_are_refused_in_every_text() {
    let faults = nowhere(|kind| match kind {
        Kind::Text | Kind::Date | Kind::Moment | Kind::Ref | Kind::Choice(_) => {
            &["\"新\\u0000品\"", "\"\\u0007\"", "\"a\\tb\"", "\"a\\r\\nb\"", "\"\\u001b[2J\"", "\"\u{7f}\"", "\"\u{85}\""]
        }
        _ => &[],
    });
    assert!(faults.iter().all(|it| *it == DocumentFault::Value(BadValue::ControlCharacter)));
    assert_eq!(opened(&changed("\"work\":\"新品", "\"work\":\"新品\\n")).refused, [], "a line end is none");
    let raw = REPORT.replace("新品铺货", "新品\u{0}铺货");
    assert!(matches!(refused(raw.as_bytes()), FileRefusal::NotJson { .. }), "not even JSON may hold it bare");
    assert_eq!(
        opened(&changed("\"tasks\":{\"svc", "\"tasks\":{\"a\\u0000\":{},\"svc")).refused[0].fault.why,
        DocumentFault::BadKey
    );
}

#[test]
fn a_lone_surrogate_refuses_the_file() {
    for lone in ["\\ud83d", "\\ude02", "\\ude02\\ud83d", "\\ud83dx", "\\ud83d\\u0041", "\\ud83d\\ud83d\\ude02"] {
        for at in ["\"point\":\"", "\"principal\":\"", "\"tasks\":{\"", "\"kind\":\""] {
            let text = Json::Object(members(REPORT)).canonical().replacen(at, &format!("{at}{lone}"), 1);
            assert!(matches!(refused(text.as_bytes()), FileRefusal::NotJson { .. }), "{at}{lone}");
        }
    }
    assert_eq!(opened(&changed("\"work\":\"", "\"work\":\"\\ud83d\\ude02")).refused, [], "a pair is a sign");
}

#[test]
fn a_number_out_of_range_is_refused_in_every_field() {
    let faults = nowhere(|kind| match kind {
        Kind::Number | Kind::Measure => {
            &["1e400", "-1e400", "123456789012345678901234567890", "1e13", "-1e13", "0.00001", "1e-7", "\"7\"", "[7]", "true"]
        }
        Kind::Score => &["0", "6", "-1", "2.5", "1e400", "\"3\"", "true"],
        Kind::Count(_) => &["0", "367", "-1", "1.5", "1e400", "\"3\"", "{}"],
        _ => &[],
    });
    assert!(faults.iter().all(|it| matches!(it, DocumentFault::Value(_))));
    for (version, member) in [("1e400", "version"), ("-1", "version"), ("1.5", "version"), ("\"1\"", "version")] {
        assert_eq!(refused(&with(REPORT, &[("version", version)])), FileRefusal::Envelope { member });
    }
    let known = |it: &str| read("a", &with(BACKUP, &[("known", it)]), template()).map(|_| ());
    assert_eq!(known("{\"aa\":1000000000000}"), Ok(()));
    for bad in ["{\"aa\":1000000000001}", "{\"aa\":1e400}", "{\"aa\":-1}", "{\"a a\":1}", "[]"] {
        assert_eq!(known(bad), Err(FileRefusal::Envelope { member: "known" }), "{bad}");
    }
}

const NO_IDS: [&str; 9] = ["", " ", "a b", "a.b", "../etc", "a/b", "纸", "a\u{301}", "abcdefghijklmnopqrstuvwxyz0123456"];

#[test]
fn an_id_that_is_none_is_refused_as_value_and_as_key() {
    let faults = nowhere(|kind| match kind {
        Kind::Ref => &["\"\"", "\"a b\"", "\"../p1\"", "\"a/b\"", "\"纸\"", "\"abcdefghijklmnopqrstuvwxyz0123456\"", "7"],
        _ => &[],
    });
    assert!(faults.iter().all(|it| matches!(it, DocumentFault::Value(BadValue::NotAnId | BadValue::WrongType))));
    for bad in NO_IDS {
        for (doc, group) in [(sheet_doc(), "tasks"), (sheet_doc(), "days/2026-11-23/visits"), (month_doc(), "skills")] {
            let (member, held) = holding(&doc, group, &format!("{{\"{bad}\":{{}}}}"));
            let refused = opened(&with(BACKUP, &[(member, &held)])).refused;
            assert_eq!((refused.len(), &refused[0].fault.why), (1, &DocumentFault::BadKey), "{group}/{bad}");
        }
        let code = format!("[{{\"code\":\"{bad}\",\"tier\":3}}]");
        assert_eq!(opened(&with(BACKUP, &[("customers", &code)])).refused[0].fault.why, DocumentFault::BadKey, "{bad}");
        let manager = format!("[{{\"manager\":\"{bad}\",\"week\":\"{WEEK}\"}}]");
        assert_eq!(opened(&with(BACKUP, &[("sheets", &manager)])).refused[0].fault.why, DocumentFault::BadManager, "{bad}");
        assert_eq!(refused(&with(REPORT, &[("device", &format!("\"{bad}\""))])), FileRefusal::Envelope { member: "device" });
        let template = format!("{{\"id\":\"{bad}\",\"version\":1}}");
        assert_eq!(refused(&with(REPORT, &[("template", &template)])), FileRefusal::Envelope { member: "template" });
        let from = format!("{{\"id\":\"{bad}\"}}");
        assert_eq!(refused(&with(REPORT, &[("from", &from)])), FileRefusal::Envelope { member: "from/id" }, "{bad}");
    }
}

#[test]
fn a_date_is_one_and_in_its_week() {
    let faults = nowhere(|kind| match kind {
        Kind::Date => &["\"2026-02-30\"", "\"2026-11-3\"", "\"26-11-03\"", "\"2026/11/03\"", "\"昨天\"", "\"\"", "20261103"],
        Kind::Moment => &["\"2026-11-27\"", "\"2026-11-27T25:00\"", "\"2026-13-01T09:00\"", "\"now\"", "7"],
        _ => &[],
    });
    assert!(faults.iter().all(|it| matches!(it, DocumentFault::Value(BadValue::NotADate | BadValue::WrongType))));
    let why = |path: &str| {
        let doc = if path.starts_with("goals") { month_doc() } else { sheet_doc() };
        let (member, held) = holding(&doc, path, "{}");
        let refused = opened(&with(BACKUP, &[(member, &held)])).refused;
        assert_eq!((refused.len(), &refused[0].place), (1, &Place::Document(doc)), "{path}");
        refused[0].fault.why.clone()
    };
    for outside in ["2026-11-22", "2026-11-30", "2025-11-24"] {
        assert_eq!(why(&format!("days/{outside}")), DocumentFault::OutsideWeek(outside.parse().unwrap()));
    }
    for none in ["2026-11-31", "2026-11-3", "today", "0", "2026-W48", "9999-12-31", "+262142-12-31"] {
        assert_eq!(why(&format!("days/{none}")), DocumentFault::BadKey, "{none}");
    }
    for none in ["2025-W53", "2026-W00", "2026-W54", "2026-w48", "2026-48", "W48", ""] {
        let refused = opened(&with(BACKUP, &[("sheets", &format!("[{{\"week\":\"{none}\"}}]"))])).refused;
        assert_eq!(refused[0].fault.why, DocumentFault::NotInCalendar(none.to_owned()));
    }
}

#[test]
fn a_sixth_tick_is_refused_in_a_report_and_waits_in_a_backup() {
    let ticks = |count: usize| {
        let (_, held) = holding(&sheet_doc(), "tasks", &records(count, "\"ticked\":true"));
        held
    };
    assert_eq!(opened(&with(REPORT, &[("sheets", &ticks(5))])).refused, []);
    let refused = opened(&with(REPORT, &[("sheets", &ticks(6))])).refused;
    assert_eq!(refused[0].fault.why, DocumentFault::TooManyTicks { found: 6, most: 5 });
    assert_eq!(opened(&with(BACKUP, &[("sheets", &ticks(6))])).refused, [], "there the person has still to choose");
}

#[test]
fn an_unknown_word_is_refused_in_every_choice() {
    let faults = nowhere(|kind| match kind {
        Kind::Choice(_) => &["\"finished\"", "\"\"", "\"DONE\"", "\" open\"", "7", "[]"],
        Kind::Flag => &["\"true\"", "1", "0", "{}"],
        _ => &[],
    });
    let is_meant = |it: &DocumentFault| matches!(it, DocumentFault::Value(BadValue::UnknownWord(_) | BadValue::WrongType));
    assert!(faults.iter().all(is_meant));
}

#[test]
fn a_refused_document_is_named_by_file_document_and_path_and_harms_no_other() {
    let held = applied(&fresh(), &staged(&fresh(), &[("a", BACKUP.as_bytes())]));
    for (doc, path, json, zh, en) in [
        (sheet_doc(), "days/2026-11-23/visits/x1/outcome", "\"finished\"", "2026 年第 48 周", "week 48, 2026"),
        (month_doc(), "skills/speak/score", "6", "2026-11 的月度内容", "month 2026-11"),
        (Doc::Roster(id(MANAGER)), "41010001/tier", "0", "客户名册", "customer list"),
        (Doc::Settings, "manager/id", "\"../x\"", "设置", "the settings page"),
    ] {
        let (member, bad) = holding(&doc, path, json);
        let file = alone(&held, &with(BACKUP, &[(member, &bad), ("id", "\"0199c2a4-0000\"")]));
        let [it] = file.refused.as_slice() else { panic!("{:?}", file.refused) };
        assert_eq!((&it.place, it.fault.path.as_str()), (&Place::Document(doc.clone()), path));
        let said = Refusal::Document("月底.json", it);
        let (in_zh, in_en) = (sentences::zh(&said), sentences::en(&said));
        assert!(in_zh.contains("月底.json") && in_zh.contains(zh) && in_zh.contains("没有变"), "{in_zh}");
        assert!(in_en.contains("月底.json") && in_en.to_lowercase().contains(&en.to_lowercase()), "{in_en}");
        assert_eq!((file.result, file.changes.len(), file.store.len()), (FileResult::Partly, 3, 0));
    }
}

#[test]
fn what_keeps_a_file_from_being_parsed_refuses_all_of_it_and_changes_nothing() {
    let device = Device::new("aa");
    let held: Held = device.held();
    let doubled = REPORT.replacen("\"goals\":", "\"goals\":null,\"goals\":", 1);
    let newer = with(REPORT, &[("version", "2")]);
    let deep = REPORT.replacen("{\"app\"", &format!("{{\"a\":{}{},\"app\"", "[".repeat(32), "]".repeat(32)), 1);
    for bytes in [
        b"PK\x03\x04\x14".as_slice(),
        b"",
        "客户经理一张纸，本周无".as_bytes(),
        b"<!doctype html><title>404</title>",
        deep.as_bytes(),
        doubled.as_bytes(),
        &padded(REPORT.as_bytes(), FILE_MAX + 1),
        REPORT.replace("7.25", "7.26").as_bytes(),
        &REPORT.as_bytes()[..REPORT.len() - 1],
        &newer,
    ] {
        let plan = staged(&held, &[("坏.json", bytes), ("好.json", REPORT.as_bytes())]);
        let [good, bad] = [1, 0].map(|at| &plan.files[at]);
        assert_eq!((bad.result, bad.store.len(), &bad.known), (FileResult::Refused, 0, &held.known));
        assert!(bad.refusal.is_some() && bad.also.is_empty() && bad.changes.is_empty());
        assert_eq!(good.result, FileResult::Merged, "the file beside it is taken all the same");
    }
}
