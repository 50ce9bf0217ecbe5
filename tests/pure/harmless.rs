//! What a file that is taken does: all of it or nothing, once however often, without signs nobody sees, and never as anything but
//! text. The last lines of spec/bundle.md on bad input; the others are in `hostile`.

use std::fs;

use onesheet::bundle::digest;
use onesheet::bundle::format::{BundleKind, Part};
use onesheet::bundle::read::read;
use onesheet::bundle::refusal::{DocumentFault, Place, Warning};
use onesheet::bundle::stage::{FileResult, How};
use onesheet::bundle::write;
use onesheet::domain::edit::Doc;
use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::path::{Path, SheetPath};
use onesheet::domain::value::Value;

use super::bundle::{BACKUP, REPORT, changed, members};
use super::devices::{Device, MANAGER, envelope, good, id, sheet_doc, targets, template};
use super::staging::{alone, applied, fresh, staged};

#[test]
fn importing_shows_what_would_change_and_changes_nothing_by_itself() {
    let mut device = Device::new("aa");
    device.edit(SheetPath::ReviewWork(), Some(Value::Text("本机".to_owned())));
    let held = device.held();
    let before = format!("{held:?}");
    let plan = staged(&held, &[("a", REPORT.as_bytes()), ("b", BACKUP.as_bytes()), ("c", b"{")]);
    assert_eq!(format!("{held:?}"), before);
    for file in &plan.files {
        let stored: Vec<&Doc> = file.store.iter().map(|it| it.doc()).collect();
        let shown: Vec<&Doc> = file.changes.iter().filter(|it| it.how != How::Unchanged).map(|it| &it.doc).collect();
        assert_eq!(stored, shown, "nothing is stored that is not shown");
    }
}

/// What is stored of a file is its plan's, and a refused file has none; the worker writes a plan in one transaction.
#[test]
fn a_file_is_taken_whole_or_not_at_all() {
    let plan = staged(&fresh(), &[("a", BACKUP.as_bytes()), ("b", REPORT.replace("7.25", "7.26").as_bytes())]);
    let [whole, none] = [0, 1].map(|at| &plan.files[at]);
    let docs: Vec<String> = whole.store.iter().map(|it| it.doc().to_string()).collect();
    assert_eq!(docs, ["sheet/ZZ0412/2026-W48", "month/ZZ0412/2026-11", "roster/ZZ0412", "settings"]);
    assert_eq!((none.store.len(), none.also.is_empty(), &none.known), (0, true, &whole.known));
    let worker = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/desk/import.rs")).unwrap();
    assert_eq!(worker.matches("Some((docs, batch))").count(), 1, "one batch a file");
}

#[test]
fn importing_a_file_twice_changes_nothing_whatever_its_kind() {
    for file in [REPORT, BACKUP] {
        let once = applied(&fresh(), &staged(&fresh(), &[("a", file.as_bytes())]));
        let again = alone(&once, file.as_bytes());
        assert_eq!((again.result, again.store.len(), &again.known), (FileResult::Unchanged, 0, &once.known));
        let renamed = digest::seal(&{
            let mut file = members(file);
            file.insert("id".to_owned(), Json::text("0199c2a4-1111"));
            file
        });
        assert_eq!(alone(&once, renamed.as_bytes()).result, FileResult::Unchanged, "as another file with the same in it");
    }
}

#[test]
fn every_hidden_or_reordering_character_is_taken_out_and_counted() {
    let ranges = ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{206f}', '\u{fff9}'..='\u{fffb}'];
    let single = ['\u{ad}', '\u{61c}', '\u{180e}', '\u{feff}', '\u{e0001}', '\u{e0041}', '\u{e007f}'];
    for hidden in ranges.into_iter().flatten().chain(single) {
        let read = good(&changed("\"work\":\"新品铺货", &format!("\"work\":\"{hidden}新品{hidden}铺货")));
        let work = read.bundle.sheets[0].document.get(&SheetPath::ReviewWork()).cloned().unwrap();
        assert_eq!(work, Value::Text("新品铺货 18/20 户".to_owned()), "{hidden:?}");
        assert_eq!(read.warnings, [Warning::Hidden(2)], "{hidden:?}");
    }
    let family = "👨\u{200d}👩\u{200d}👧";
    let read = good(&changed("\"work\":\"新品铺货", &format!("\"work\":\"{family}新品铺货")));
    assert_eq!(read.warnings, [], "a joiner inside an emoji stays");
    let name = changed("\"name\":\"张三\"", "\"name\":\"张\u{202e}三\"");
    let read = good(&name);
    assert_eq!((read.bundle.from.name.as_str(), read.warnings), ("张三", vec![Warning::Hidden(1)]));
    // As a key it would be another key, so it is none.
    let key = changed("\"tasks\":{\"svc", "\"tasks\":{\"svc-01\u{200b}\":{},\"svc");
    assert_eq!(read_refused(&key), 1);
}

fn read_refused(bytes: &[u8]) -> usize {
    read("a", bytes, template()).unwrap().refused.len()
}

const MARKUP: [&str; 5] = [
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\"><script>alert(1)</script>",
    "=HYPERLINK(\"http://example.com\")",
    "../../etc/passwd",
];

#[test]
fn nothing_of_a_file_is_a_link_a_path_or_markup() {
    for text in MARKUP {
        let mut bundle = envelope(BundleKind::Report, &id("aa"));
        bundle.from.name = text.to_owned();
        let mut device = Device::new("aa");
        device.edit(SheetPath::ReviewWork(), Some(Value::Text(text.to_owned())));
        bundle.sheets.push(Part::new(sheet_doc(), device.document));
        let read = good(&write::report(bundle, write::Customers::Classes, template(), &targets).unwrap());
        let work = read.bundle.sheets[0].document.get(&SheetPath::ReviewWork()).cloned().unwrap();
        assert_eq!((work.as_text(), read.bundle.from.name.as_str()), (Some(text), text), "text comes back as the text it is");
        // Whatever names something, be it a document, a key or a file to be handed out, is an id and can be no path.
        assert!(text.parse::<Id>().is_err() && text.parse::<Doc>().is_err() && SheetPath::parse(text).is_err());
        assert!(format!("sheet/{MANAGER}/{text}").parse::<Doc>().is_err());
    }
    // The page makes elements of its own names and texts of everything else.
    let mut open = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(at) = open.pop() {
        if at.is_dir() {
            open.extend(fs::read_dir(at).unwrap().map(|it| it.unwrap().path()));
        } else {
            let code = fs::read_to_string(&at).unwrap();
            for door in
                ["set_inner_html", "inner_html", "set_outer_html", "insert_adjacent_html", "document.write", "Function::new"]
            {
                assert!(!code.contains(door), "{} makes markup of text", at.display());
            }
        }
    }
}

/// A backup says "everything", and a file can lie about whose.
#[test]
fn a_backup_brings_nobody_elses_documents() {
    let theirs = BACKUP.replace("\"manager\":\"ZZ0412\"", "\"manager\":\"ZZ0001\"");
    let plan = alone(&fresh(), digest::seal(&members(&theirs)).as_bytes());
    let refused: Vec<String> = plan.refused.iter().map(|it| format!("{:?}", it.place)).collect();
    assert_eq!(refused, ["Document(Sheet(ZZ0001, Week(2026-11-23)))", "Document(Month(ZZ0001, Month(2026-11-01)))"]);
    assert!(plan.refused.iter().all(|it| it.fault.why == DocumentFault::OtherManager(id("ZZ0001"))));
    assert_eq!((plan.result, plan.store.len(), plan.known.len()), (FileResult::Partly, 2, 0));
}

#[test]
fn no_file_makes_a_device_somebody_elses() {
    let held = applied(&fresh(), &staged(&fresh(), &[("a", BACKUP.as_bytes())]));
    let other = DocumentFault::OtherManager(id("ZZ0001"));
    let later = "\"stamps\":{\"manager/id\":\"99.k7f2q9.t1\"}";
    for (settings, edits, why) in [
        ("{\"manager\":{\"id\":\"ZZ0001\"}}", "[]", &other),
        (&*format!("{{\"manager\":{{\"id\":\"ZZ0001\"}},{later}}}"), "[]", &other),
        (&*format!("{{{later}}}"), "[]", &DocumentFault::BadManager),
        ("null", "[[\"settings\",\"manager/id\",\"ZZ0001\",\"99.k7f2q9.t1\"]]", &other),
        ("{\"role\":\"manager\"}", "[[\"settings\",\"manager/id\",null,\"99.k7f2q9.t1\"]]", &DocumentFault::BadManager),
    ] {
        let mut file = members(BACKUP);
        file.insert("settings".to_owned(), Json::parse(settings).unwrap());
        file.insert("edits".to_owned(), Json::parse(edits).unwrap());
        let plan = alone(&held, digest::seal(&file).as_bytes());
        let [it] = plan.refused.as_slice() else { panic!("{settings} {edits}: {:?}", plan.refused) };
        assert_eq!((&it.place, it.fault.path.as_str(), &it.fault.why), (&Place::Document(Doc::Settings), "manager/id", why));
        assert_eq!((plan.result, plan.store.len()), (FileResult::Partly, 0), "{settings} {edits}");
    }
}

/// What two files bring together has to fit into the device's own backup, or that would be refused.
#[test]
fn files_together_do_not_outgrow_what_one_may_hold() {
    let sheet = |first: usize, unknown: &str| {
        let all: Vec<String> = (first..first + 1_500).map(|it| format!("\"r{it}\":{{\"state\":\"open\"}}")).collect();
        let sheet =
            format!("[{{\"week\":\"2026-W48\",\"tasks\":{{{}}},\"{unknown}\":\"{}\"}}]", all.join(","), "a".repeat(40_000));
        let mut file = members(REPORT);
        file.insert("sheets".to_owned(), Json::parse(&sheet).unwrap());
        digest::seal(&file).into_bytes()
    };
    let held = applied(&fresh(), &staged(&fresh(), &[("a", &sheet(0, "x-one"))]));
    let more = alone(&held, &sheet(0, "x-two"));
    assert!(matches!(more.refused[0].fault.why, DocumentFault::TooMuchUnknown { .. }), "{:?}", more.refused);
    let more = alone(&held, &sheet(1_000, "x-one"));
    assert_eq!(more.refused[0].fault.why, DocumentFault::TooManyRecords { found: 2_500, most: 2_000 });
    assert_eq!((more.result, more.store.len()), (FileResult::Partly, 0));
    assert_eq!(alone(&held, &sheet(500, "x-one")).result, FileResult::Updated);
}
