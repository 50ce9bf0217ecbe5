//! What the rescue page saved: read like a backup, in whatever state the device was.

use onesheet::bundle::raw;
use onesheet::bundle::read::Read;
use onesheet::bundle::refusal::{DocumentFault, FileRefusal, Place, Warning};
use onesheet::bundle::stage::{FilePlan, FileResult, Held, How, stage};
use onesheet::domain::edit::{Doc, Edit, Stamp};
use onesheet::domain::fold::{Document, Known};
use onesheet::domain::json::Json;
use onesheet::domain::path::{Path, SettingsPath, SheetPath};
use onesheet::domain::row;
use onesheet::domain::value::Value;
use proptest::prelude::*;

use super::devices::{Device, MANAGER, edits, id, sheet_doc, template};
use super::laws::cases;
use super::staging::say;

const OTHER: &str = "ZZ0001";
const DEVICE: &str = "aa";

/// Records as the page finds them.
#[derive(Default)]
struct Raw {
    edits: Vec<(String, String)>,
    snapshots: Vec<(String, String)>,
    meta: Vec<(String, String)>,
    journal: Vec<(String, String)>,
}

impl Raw {
    /// A device of the manager with settings and nothing else.
    fn new(manager: &str) -> Self {
        let mut raw = Self::default();
        let meta = [("device", DEVICE), ("counter", "40"), ("known", "{\"bb\":7}"), ("flushed", "2026-11-27T17:41:05+08:00")];
        raw.meta = meta.map(|(key, text)| (key.to_owned(), text.to_owned())).to_vec();
        raw.log(&Doc::Settings, SettingsPath::ManagerId(), Some(manager), 1);
        raw
    }

    fn log<P: Path>(&mut self, doc: &Doc, path: P, text: Option<&str>, counter: u64) {
        self.edits.push(logged(doc, path, text.map(|it| Value::Text(it.to_owned())), counter));
    }

    fn file(&self) -> String {
        let list = |all: &[(String, String)]| {
            Json::List(all.iter().map(|(key, text)| Json::List(vec![Json::text(key), Json::text(text)])).collect())
        };
        let shelves =
            Json::object([("edits", list(&self.edits)), ("snapshots", list(&self.snapshots)), ("meta", list(&self.meta))]);
        let number = |it: &str| Json::Number(it.to_owned());
        Json::object([
            ("format", Json::text("onesheet-raw")),
            ("version", number("1")),
            ("made", Json::text("2026-11-27T09:41:05.000Z")),
            ("database", Json::object([("version", number("1")), ("shelves", shelves)])),
            ("journal", list(&self.journal)),
            ("preferences", list(&[("onesheet/language".to_owned(), "zh".to_owned())])),
            ("faults", Json::List(Vec::new())),
        ])
        .canonical()
    }
}

fn logged<P: Path>(doc: &Doc, path: P, value: Option<Value>, counter: u64) -> (String, String) {
    let stamp = Stamp { counter, device: id(DEVICE), tab: id("t1") };
    (format!("{doc}|{counter:015}.t1"), row::of_edit(&Edit { path, value, stamp }))
}

fn path(text: &str) -> SheetPath {
    SheetPath::parse(text).unwrap()
}

fn opened(text: &str) -> Result<Read, FileRefusal> {
    let read = raw::read("受损.json", text.as_bytes(), &id(MANAGER), template());
    say(&read, &mut String::new());
    read
}

#[track_caller]
fn good(text: &str) -> Read {
    let read = opened(text).unwrap();
    assert_eq!((&read.refused, &read.warnings), (&vec![], &vec![]));
    read
}

/// What was not taken, and why.
fn refused(read: &Read) -> Vec<(Place, DocumentFault)> {
    read.refused.iter().map(|it| (it.place.clone(), it.fault.why.clone())).collect()
}

fn staged(read: Read) -> FilePlan {
    stage(&Held::new(id(MANAGER), id("zz")), vec![("a".to_owned(), Ok(read))]).files.remove(0)
}

fn text<'a>(document: &'a Document<SheetPath>, at: &str) -> Option<&'a str> {
    document.get(&path(at)).and_then(Value::as_text)
}

/// The line of a journal with a checksum; the sums stand here as other programs count them.
fn line(sum: &str, row: &str) -> String {
    format!("{sum} {row}")
}

#[test]
fn what_head_office_had_sent_comes_back() {
    let mut raw = Raw::new(MANAGER);
    raw.log(&sheet_doc(), path("review/work"), Some("新品铺货"), 5);
    let next = include_str!("../../public/template/tobacco-retail.json");
    let next = next.replacen("\"version\":1", "\"version\":2,\"from\":\"2026-W40\"", 1);
    let row = |template: &str| format!("{{\"days\":{{\"2026-11-28\":true}},\"templates\":[{template}]}}");
    raw.meta.push(("foundations".to_owned(), row(&next)));
    let brought = staged(good(&raw.file())).foundations;
    assert_eq!(
        brought.days.iter().map(|(date, it)| (date.to_string(), *it)).collect::<Vec<_>>(),
        [("2026-11-28".to_owned(), true)]
    );
    assert!(brought.template("2026-W40".parse().unwrap()).is_some() && brought.template("2026-W39".parse().unwrap()).is_none());

    raw.meta.pop();
    raw.meta.push(("foundations".to_owned(), row("{\"id\":\"tobacco-retail\"}")));
    let read = opened(&raw.file()).unwrap();
    assert!(matches!(refused(&read).as_slice(), [(Place::Template(1), DocumentFault::BadTemplate(_))]));
    assert_eq!((read.bundle.calendars.len(), read.bundle.sheets.len()), (1, 1), "the rest is taken");
}

#[test]
fn a_device_is_taken_as_its_own_backup() {
    let mut raw = Raw::new(MANAGER);
    raw.log(&sheet_doc(), path("review/work"), Some("新品铺货"), 5);
    raw.log(&sheet_doc(), path("review/work"), Some("新品铺货 17/20 户"), 6);
    raw.snapshots.push((
        sheet_doc().to_string(),
        row::of_document(&{
            let mut older = Device::new("bb");
            older.edit(path("tasks/svc-05/ticked"), Some(Value::Flag(true)));
            older.document
        }),
    ));
    raw.snapshots.push((format!("roster/{MANAGER}"), "{\"A1/name\":[[null,\"旺达\"]]}".to_owned()));
    raw.snapshots.push((format!("month/{MANAGER}/2026-11"), "{\"goals/vol/target\":[[\"3.bb.t1\",150]]}".to_owned()));
    raw.meta.push((format!("unknown/{}", sheet_doc()), "{\"x-later\":1}".to_owned()));
    let read = good(&raw.file());
    assert_eq!(read.bundle.known, Known::from([(id(DEVICE), 40), (id("bb"), 7)]));
    let sheet = &read.bundle.sheets[0];
    assert_eq!(text(&sheet.document, "review/work"), Some("新品铺货 17/20 户"));
    assert_eq!(sheet.document.get(&path("tasks/svc-05/ticked")), Some(&Value::Flag(true)));
    assert!(sheet.unknown.contains_key("x-later"));

    let held = Held::new(id(MANAGER), id("zz"));
    let plan = stage(&held, vec![("a".to_owned(), Ok(read.clone())), ("b".to_owned(), Ok(read))]);
    let results: Vec<FileResult> = plan.files.iter().map(|it| it.result).collect();
    assert_eq!(results, [FileResult::Merged, FileResult::Unchanged]);
    assert!(plan.files[0].changes.iter().all(|it| it.how == How::New) && plan.files[0].changes.len() == 4);
    assert_eq!((plan.counter, plan.known.len()), (40, 2));
}

#[test]
fn the_journal_is_folded_over_the_log_and_torn_lines_are_counted() {
    let mut raw = Raw::new(MANAGER);
    raw.log(&sheet_doc(), path("review/work"), Some("新品"), 5);
    let (key, newer) = logged(&sheet_doc(), path("review/work"), Some(Value::Text("新品铺货".to_owned())), 6);
    raw.journal.push((format!("j/{key}"), newer.clone()));
    let read = good(&raw.file());
    assert_eq!(text(&read.bundle.sheets[0].document, "review/work"), Some("新品铺货"));

    let row = "{\"path\":\"review/work\",\"stamp\":\"9.aa.t1\",\"value\":\"done\"}";
    raw.journal.push((format!("j/{}|000000000000009.t1", sheet_doc()), line("ad5615d6", row)));
    let read = good(&raw.file());
    assert_eq!(text(&read.bundle.sheets[0].document, "review/work"), Some("done"));

    for torn in [line("ad5615d7", row), line("ad5615d6", &row[..row.len() - 9]), newer[..newer.len() - 2].to_owned()] {
        raw.journal = vec![(format!("j/{key}"), torn)];
        let read = opened(&raw.file()).unwrap();
        assert_eq!(refused(&read), [(Place::Journal(1), DocumentFault::Torn)]);
        assert_eq!(text(&read.bundle.sheets[0].document, "review/work"), Some("新品"), "the database has what was confirmed");
        assert_eq!(staged(read).result, FileResult::Partly);
    }
    // A line may be all there is of a sheet, and the database may be gone.
    let mut file = Json::parse(&raw.file()).unwrap();
    if let Json::Object(members) = &mut file {
        let lines = vec![Json::text(format!("j/{key}")), Json::text(&newer)];
        members.insert("database".to_owned(), Json::Null);
        members.insert("journal".to_owned(), Json::List(vec![Json::List(lines)]));
    }
    let read = good(&file.canonical());
    assert_eq!((text(&read.bundle.sheets[0].document, "review/work"), &read.bundle.known), (Some("新品铺货"), &Known::new()));
}

#[test]
fn damaged_records_are_named_and_the_rest_is_taken() {
    let mut raw = Raw::new(MANAGER);
    raw.log(&sheet_doc(), path("review/work"), Some("新品铺货"), 5);
    raw.edits.push((format!("{}|000000000000006.t1", sheet_doc()), "{\"path\":\"review/wo".to_owned()));
    raw.log(&sheet_doc(), path("days/2026-12-07/focus"), Some("另一周"), 7);
    raw.log(&sheet_doc(), path("days/2026-11-23/focus"), Some("没有这样的戳"), 1_000_000_000_001);
    let snapshot = "{\"goals/vol/target\":[[\"3.bb.t1\",38.5]],\"goals/vol/nonsense\":[[null,1]],\"goals/vol/note\":[[\"4.bb";
    raw.snapshots.push((sheet_doc().to_string(), snapshot.to_owned()));
    raw.snapshots.push((format!("month/{MANAGER}/2026-11"), "nothing of it".to_owned()));
    raw.edits.push(("neither|1.t1".to_owned(), "{}".to_owned()));
    let read = opened(&raw.file()).unwrap();
    let damaged = |first: &str| DocumentFault::Damaged(first.to_owned());
    let month = Doc::Month(id(MANAGER), "2026-11".parse().unwrap());
    assert_eq!(
        refused(&read),
        [
            (Place::Records(Some(sheet_doc()), 5), damaged("goals/vol/nonsense")),
            (Place::Records(Some(month), 1), damaged("…")),
            (Place::Records(None, 1), damaged("neither|1.t1")),
        ]
    );
    let sheet = &read.bundle.sheets[0].document;
    let live: Vec<String> = sheet.live().map(|it| it.0.to_string()).collect();
    assert_eq!(live, ["goals/vol/target", "review/work"]);
    assert_eq!((read.bundle.months.len(), &read.bundle.known), (0, &Known::new()), "it has not given all that it had seen");
    let plan = staged(read);
    assert_eq!((plan.result, plan.store.len()), (FileResult::Partly, 2));
}

#[test]
fn what_the_page_could_not_read_keeps_the_file_from_being_whole() {
    let raw = Raw::new(MANAGER).file().replace("\"faults\":[]", "\"faults\":[\"edits · sheet/…\",\"snapshots · …\"]");
    let read = opened(&raw).unwrap();
    assert_eq!(refused(&read), [(Place::Device, DocumentFault::NotRead(2))]);
    assert_eq!((read.bundle.known.len(), read.bundle.settings.is_some()), (0, true));
}

#[test]
fn shelves_of_a_later_version_are_named() {
    let raw =
        Raw::new(MANAGER).file().replace("\"edits\":", "\"photos\":[[1,{\"a\":2}],[\"b\",\"c\"]],\"empty\":[],\"edits\":");
    let read = opened(&raw).unwrap();
    assert_eq!(read.warnings, [Warning::OtherShelf { name: "photos".to_owned(), records: 2 }]);
    assert_eq!((read.refused.len(), read.bundle.known.len()), (0, 0));
    assert_eq!(staged(read).result, FileResult::Merged);
    let read = opened(&Raw::new(MANAGER).file().replace("[\"device\",\"aa\"]", "[\"device\",7],\"no pair\"")).unwrap();
    assert_eq!(refused(&read), [(Place::Records(None, 2), DocumentFault::Damaged("device".to_owned()))]);
}

#[test]
fn another_managers_records_are_not_taken() {
    let theirs = Doc::Sheet(id(OTHER), "2026-W48".parse().unwrap());
    let mut raw = Raw::new(OTHER);
    raw.log(&theirs, path("review/work"), Some("别人的"), 5);
    raw.edits.push(("neither|1.t1".to_owned(), "{}".to_owned()));
    let other = FileRefusal::RawOfOther { theirs: id(OTHER), ours: id(MANAGER) };
    assert_eq!(opened(&raw.file()), Err(other));

    // The device was this manager's once: his sheet is taken, and whose the device is now stays out.
    raw.edits.pop();
    raw.log(&sheet_doc(), path("review/work"), Some("自己的"), 6);
    let read = opened(&raw.file()).unwrap();
    assert_eq!(refused(&read), [(Place::Manager(id(OTHER), 2), DocumentFault::NotOurs(id(MANAGER)))]);
    assert_eq!((read.bundle.sheets.len(), read.bundle.settings.is_some()), (1, false));
    assert_eq!((read.bundle.known.len(), staged(read).result), (0, FileResult::Partly));

    // Settings that name nobody are nobody's.
    let mut raw = Raw::new("not an id");
    raw.log(&sheet_doc(), path("review/work"), Some("自己的"), 6);
    raw.log(&Doc::Settings, SettingsPath::ManagerName(), Some("李四"), 7);
    let read = opened(&raw.file()).unwrap();
    assert!(refused(&read).contains(&(Place::Document(Doc::Settings), DocumentFault::BadManager)), "{:?}", read.refused);
    assert!(read.bundle.settings.is_none());
}

#[test]
fn other_files_are_refused_in_words() {
    let file = Raw::new(MANAGER).file();
    for (text, why) in [
        (String::new(), FileRefusal::Empty),
        (file[..file.len() - 1].to_owned(), FileRefusal::CutOff),
        ("{\"format\":\"onesheet.bundle\"}".to_owned(), FileRefusal::NotABundle),
        ("[\"onesheet-raw\"]".to_owned(), FileRefusal::NotABundle),
        ("onesheet-raw".to_owned(), FileRefusal::NotJson { line: 1, column: 1 }),
        (file.replace("\"version\":1}", "\"version\":2}"), FileRefusal::Newer { version: "2".to_owned(), current: 1 }),
        (file.replace(",\"version\":1}", "}"), FileRefusal::Envelope { member: "version" }),
    ] {
        assert_eq!(opened(&text).map(|it| it.refused), Err(why), "{text}");
    }
    let bare = good("{\"format\":\"onesheet-raw\",\"version\":1}");
    assert_eq!(staged(bare).result, FileResult::Unchanged);
}

proptest! {
    #![proptest_config(cases(200))]

    /// Wherever an edit lies, and however often, the sheet is what the edits come to.
    #[test]
    fn a_sheet_is_its_edits_wherever_they_lie(edits in edits(40), places in prop::collection::vec(0_u8..4, 40), cut in 0_usize..40) {
        let (mut raw, mut device, mut early) = (Raw::new(MANAGER), Device::new(DEVICE), Device::new(DEVICE));
        for (at, (path, value)) in edits.into_iter().enumerate() {
            device.edit(path.clone(), value.clone());
            let (key, row) = logged(&sheet_doc(), path.clone(), value.clone(), device.counter);
            let is_early = at < cut;
            if is_early {
                early.edit(path, value);
            }
            if !is_early || places[at] == 0 || places[at] == 2 {
                if places[at] != 1 || is_early {
                    raw.edits.push((key.clone(), row.clone()));
                }
                if places[at] > 0 {
                    raw.journal.push((format!("j/{key}"), row));
                }
            }
        }
        raw.snapshots.push((sheet_doc().to_string(), row::of_document(&early.document)));
        let read = good(&raw.file());
        let empty = Document::default();
        prop_assert_eq!(read.bundle.sheets.first().map_or(&empty, |it| &it.document), &device.document);
    }

    /// No text makes the reader fall, and whatever it says of it is said in words.
    #[test]
    fn damage_anywhere_is_said_in_words(at in any::<prop::sample::Index>(), with in prop::sample::select(&["", "\"", "{", "7", "纸", "\\", "]", "null"][..])) {
        let mut raw = Raw::new(MANAGER);
        raw.log(&sheet_doc(), path("review/work"), Some("新品“铺货”\n17/20 户"), 5);
        raw.journal.push(("j/settings|000000000000002.t1".to_owned(), "00000000 {}".to_owned()));
        let file = raw.file();
        let letters: Vec<char> = file.chars().collect();
        let at = at.index(letters.len());
        let damaged: String = letters[..at].iter().copied().chain(with.chars()).chain(letters[at + 1..].iter().copied()).collect();
        if let Ok(read) = opened(&damaged) {
            _ = staged(read);
        }
    }
}
