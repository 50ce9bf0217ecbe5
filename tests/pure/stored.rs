//! Databases of every version that was handed out are read for ever, and say the same for ever.
//!
//! `UPDATE_STORES=1` writes the newest anew before a release, never after one. Those before it are as their version left them:
//! v1 by what stood at commit 238d0ac.

use std::collections::BTreeMap;

use onesheet::bundle::format::{Bundle, BundleKind, Part};
use onesheet::bundle::write;
use onesheet::domain::decimal::Decimal;
use onesheet::domain::edit::{Doc, Edit, Stamp};
use onesheet::domain::fold::{Document, Register, Written};
use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::path::{MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use onesheet::domain::row;
use onesheet::domain::undo::{Change, Undo};
use onesheet::domain::value::{Value, from_json};
use onesheet::keeping::log::{self, Loaded, unknown_key};
use onesheet::keeping::tally::{self, Tally};
use onesheet::keeping::{COUNTER, HANDED_CLASSES, KNOWN, SNAPSHOTS, fence, line, steps};
use onesheet::shelf::{Shelf, Write};

use super::devices::{MANAGER, envelope, good, id, template};
use super::store::{Lines, Store, rows};

const V1: (&str, &str) = (include_str!("../stores/v1.json"), include_str!("../stores/v1.onesheet.json"));
const V2: (&str, &str) = (include_str!("../stores/v2.json"), include_str!("../stores/v2.onesheet.json"));
/// How large a database of the tests may be.
const MOST_BYTES: usize = 40_000;

const SHELVES: [(&str, Shelf); 4] =
    [("edits", Shelf::Edits), ("snapshots", Shelf::Snapshots), ("meta", Shelf::Meta), ("copies", Shelf::Copies)];

fn week(text: &str) -> Doc {
    Doc::Sheet(id(MANAGER), text.parse().unwrap())
}

fn month() -> Doc {
    Doc::Month(id(MANAGER), "2026-11".parse().unwrap())
}

/// A device as a file of the tests holds it.
struct Held {
    store: Store,
    lines: Lines,
}

impl Held {
    fn parse(text: &str) -> Self {
        assert!(text.len() <= MOST_BYTES, "{} bytes", text.len());
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        let texts = |json: &serde_json::Value| -> BTreeMap<String, String> { serde_json::from_value(json.clone()).unwrap() };
        let mut store = Store::default();
        for (name, shelf) in SHELVES.into_iter().filter(|it| file["shelves"].get(it.0).is_some()) {
            let puts = texts(&file["shelves"][name]).into_iter().map(|(key, text)| Write::Put(shelf, key, text));
            store.take(&puts.collect::<Vec<_>>());
        }
        Self { store, lines: texts(&file["journal"]) }
    }

    /// As a file, a line a row: what has changed can be seen.
    fn text(&self) -> String {
        let texts =
            |all: &BTreeMap<String, String>| Json::Object(all.iter().map(|(key, it)| (key.clone(), Json::text(it))).collect());
        let shelves = SHELVES.into_iter().map(|(name, shelf)| (name, texts(self.store.shelf(shelf))));
        let file = [("journal", texts(&self.lines)), ("shelves", Json::object(shelves)), ("version", Json::from(2))];
        Json::object(file).canonical().replace("\",\"", "\",\n\"") + "\n"
    }

    fn fold<P: Path>(&self, doc: &Doc) -> Loaded<P> {
        log::fold(self.store.stored(doc), doc, &rows(&self.lines), template()).unwrap()
    }

    fn part<P: Path>(&self, doc: Doc) -> Part<P> {
        let mut part = Part::new(doc.clone(), self.fold(&doc).document);
        let unknown = self.store.read(Shelf::Meta, &unknown_key(&doc)).map(|it| Json::parse(it).unwrap());
        part.unknown = unknown.and_then(|it| it.as_object().cloned()).unwrap_or_default();
        part
    }

    /// Everything of the device in one file.
    fn bundle(&self) -> Vec<u8> {
        let device: Id = self.store.read(Shelf::Meta, "device").unwrap().parse().unwrap();
        let mut bundle: Bundle = envelope(BundleKind::Backup, &device);
        bundle.app = "0.1.0".to_owned();
        bundle.sheets = ["2026-W47", "2026-W48"].map(|it| self.part(week(it))).into();
        bundle.months = vec![self.part(month())];
        bundle.rosters = vec![self.part(Doc::Roster(id(MANAGER)))];
        bundle.settings = Some(self.part(Doc::Settings));
        let known: serde_json::Value = serde_json::from_str(self.store.read(Shelf::Meta, KNOWN).unwrap()).unwrap();
        bundle.known = known.as_object().unwrap().iter().map(|(device, it)| (id(device), it.as_u64().unwrap())).collect();
        bundle.known.insert(device, self.store.number(Shelf::Meta, COUNTER));
        write::backup(&bundle, template(), &|_, _| None::<Decimal>)
    }
}

#[test]
fn databases_of_every_version_are_read() {
    if std::env::var_os("UPDATE_STORES").is_some() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stores");
        let made = made();
        std::fs::write(format!("{folder}/v2.json"), made.text()).unwrap();
        std::fs::write(format!("{folder}/v2.onesheet.json"), made.bundle()).unwrap();
        return;
    }
    for (version, (store, bundle)) in (1..).zip([V1, V2]) {
        let held = Held::parse(store);
        let bytes = held.bundle();
        assert_eq!(String::from_utf8(bytes).unwrap(), bundle, "version {version}");
        assert_eq!(good(bundle.as_bytes()).bundle.sheets.len(), 2);
        // One newer line in the journal, one the database has, one it has not, and one that is torn.
        let loaded: Loaded<SheetPath> = held.fold(&week("2026-W48"));
        assert_eq!((held.lines.len(), loaded.missed.len(), loaded.stale.len()), (4, 2, 1), "version {version}");
    }
    let held = Held::parse(V2.0);
    let loaded: Loaded<SheetPath> = held.fold(&week("2026-W48"));
    let noted = Tally::parse(held.store.read(Shelf::Meta, &tally::key(&week("2026-W48"))).unwrap()).unwrap();
    assert_eq!(noted.lost(&Tally::of(&loaded.document)), None);
    let noted = held.store.read(Shelf::Meta, &steps::key(&week("2026-W48"))).unwrap();
    assert_eq!(steps::read(noted, &loaded.document, template()).unwrap().done().len(), 1);
    assert_eq!(held.store.number(Shelf::Meta, &fence::epoch_key(&week("2026-W48"))), 2);
}

#[test]
fn what_this_version_keeps_is_what_its_database_of_the_tests_holds() {
    assert_eq!(
        made().text(),
        V2.0,
        "the format of rows, lines or keys has changed: a new version, and this one is read for ever"
    );
}

const DEVICE: &str = "k7f2q9";

/// A device being filled, as the app would.
struct Filled {
    held: Held,
    counter: u64,
}

impl Filled {
    fn put(&mut self, shelf: Shelf, key: &str, text: impl Into<String>) {
        self.held.store.take(&[Write::Put(shelf, key.to_owned(), text.into())]);
    }

    fn edit<P: Path>(&mut self, path: &str, json: &str) -> Edit<P> {
        self.counter += 1;
        let path = P::parse(path).unwrap();
        let value = from_json(&path, &Json::parse(json).unwrap(), template()).unwrap().0;
        Edit { path, value, stamp: Stamp { counter: self.counter, device: id(DEVICE), tab: id("h2k9") } }
    }

    /// Rows of a log.
    fn log<P: Path>(&mut self, doc: &Doc, edits: &[(&str, &str)]) {
        for (path, json) in edits {
            let edit = self.edit::<P>(path, json);
            self.put(Shelf::Edits, &log::key(doc, edit.stamp.counter, "h2k9"), row::of_edit(&edit));
        }
    }

    /// A snapshot of edits.
    fn snapshot<P: Path>(&mut self, doc: &Doc, edits: &[(&str, &str)]) -> Document<P> {
        let mut document = Document::default();
        for (path, json) in edits {
            document.fold(self.edit::<P>(path, json));
        }
        self.put(Shelf::Snapshots, &doc.to_string(), row::of_document(&document));
        document
    }
}

/// A manager's device after two weeks.
fn made() -> Held {
    let mut it = Filled { held: Held { store: Store::default(), lines: Lines::new() }, counter: 0 };
    it.put(Shelf::Meta, "device", DEVICE);
    it.log::<SettingsPath>(
        &Doc::Settings,
        &[
            ("role", r#""manager""#),
            ("manager/id", r#""ZZ0412""#),
            ("manager/name", r#""张三""#),
            ("manager/area", r#""金水一区""#),
            ("manager/unit", r#""市区营销部""#),
        ],
    );
    it.log::<MonthPath>(
        &month(),
        &[
            ("goals/vol/target", "150"),
            ("goals/vol/slices/2026-W47", "36.5"),
            ("goals/vol/slices/2026-W48", "38.5"),
            ("goals/key/target", "4800"),
            ("skills/speak/score", "4"),
            ("skills/speak/note", r#""讲卖点更短""#),
            ("summary/work", r#""月初铺货，月末复查""#),
        ],
    );
    roster(&mut it);
    last_week(&mut it);
    this_week(&mut it);
    it.put(Shelf::Meta, KNOWN, r#"{"k7f2q9":40,"m3x8aa":31}"#);
    let counter = it.counter.to_string();
    it.put(Shelf::Meta, COUNTER, counter);
    it.put(Shelf::Meta, "flushed", "2026-11-26T18:02:11+08:00");
    it.put(Shelf::Meta, HANDED_CLASSES, "sha256:02dec55680cbe48c06c0180af5802aa5688e4bde3976eb43221902e1ffe50e72");
    it.held
}

/// Taken from a table, with one stamp; then two changes by hand.
fn roster(it: &mut Filled) {
    let doc = Doc::Roster(id(MANAGER));
    let mut document = Document::default();
    for (path, json) in [
        ("41010001/name", r#""老街口旺达便利店""#),
        ("41010001/owner", r#""李四""#),
        ("41010001/phone", r#""13800001234""#),
        ("41010001/format", r#""便利店""#),
        ("41010001/tier", "12"),
        ("41010002/name", r#""福运烟酒""#),
        ("41010002/visit_cycle", "14"),
        ("41010003/name", r#""已歇业的店""#),
    ] {
        document.fold(it.edit::<RosterPath>(path, json));
        it.counter -= 1;
    }
    it.counter += 1;
    it.put(Shelf::Snapshots, &doc.to_string(), row::of_document(&document));
    it.log::<RosterPath>(&doc, &[("41010002/phone", r#""13900005678""#), ("41010003", "null")]);
}

/// Folded by an import: a removal, a value without a stamp, a dispute with the other device, and what a later version wrote.
fn last_week(it: &mut Filled) {
    let doc = week("2026-W47");
    let mut document = it.snapshot::<SheetPath>(
        &doc,
        &[
            ("goals/vol/note", r#""新品先铺后订""#),
            ("tasks/svc-05/ticked", "true"),
            ("tasks/svc-05/method", r#""老城区20户，每户讲清两条卖点，周四复查上柜""#),
            ("tasks/svc-05/state", r#""partly""#),
            ("days/2026-11-16/visits/41010001/planned", "true"),
            ("days/2026-11-16/visits/41010001/outcome", r#""missed""#),
            ("days/2026-11-16/visits/41010001/promise", r#""带价签""#),
            ("days/2026-11-17/focus", r#""写错了一天""#),
            ("days/2026-11-17", "null"),
            ("days/2026-11-18/values/vol", "7.25"),
            ("days/2026-11-18/values/fill", r#"{"den":50,"num":45}"#),
            ("days/2026-11-18/problems/p1/text", r#""紧俏规格断货""#),
            ("days/2026-11-18/problems/p1/cause", r#""supply""#),
            ("review/work", r#""新品铺货 17/20 户""#),
        ],
    );
    document.fill(SheetPath::parse("goals/new/note").unwrap(), Value::Text("总部的话".to_owned()));
    let path = SheetPath::parse("review/work").unwrap();
    let ours = document.register(&path).unwrap().standing.clone();
    let stamp = Some(Stamp { counter: 31, device: id("m3x8aa"), tab: id("t1") });
    let theirs = Written { stamp, value: Some(Value::Text("新品铺货 18/20 户".to_owned())) };
    document.restore(path, Register { standing: ours.clone().max(theirs.clone()), others: vec![ours.min(theirs)] });
    it.put(Shelf::Snapshots, &doc.to_string(), row::of_document(&document));
    it.put(Shelf::Meta, &unknown_key(&doc), r#"{"x-later":{"kept":[1,"纸"]}}"#);
    it.log::<SheetPath>(
        &doc,
        &[("handed/at", r#""2026-11-20T17:41:05+08:00""#), ("handed/bundle", r#""0199c2a4-7c1e-7b32-9d5e-0a4a3f1c2b11""#)],
    );
}

/// Only a log, and a page that was killed while somebody typed.
fn this_week(it: &mut Filled) {
    let doc = week("2026-W48");
    it.log::<SheetPath>(
        &doc,
        &[
            ("goals/vol/target", "40"),
            ("focus/kind", r#""text""#),
            ("focus/text", r#""新品上柜""#),
            ("days/2026-11-23/visits/41010001/planned", "true"),
            ("days/2026-11-23/visits/41010002/planned", "true"),
            ("days/2026-11-23/visits/41010002", "null"),
            ("days/2026-11-23/values/vol", "8"),
            ("messages/m1/to", r#""head""#),
            ("messages/m1/items/hd-st1", "true"),
        ],
    );
    let typed: Vec<Edit<SheetPath>> =
        ["价", "价签", "价签补"].map(|text| it.edit("review/work", &Json::text(text).canonical())).into();
    let note: Edit<SheetPath> = it.edit("days/2026-11-23/visits/41010001/note", r#""已上柜""#);
    let promise: Edit<SheetPath> = it.edit("days/2026-11-23/visits/41010001/promise", r#""周四送价签""#);
    let key = |edit: &Edit<SheetPath>| log::key(&doc, edit.stamp.counter, "h2k9");
    // Typing goes over its own row: under the key of its first letter stands the second.
    it.put(Shelf::Edits, &key(&typed[0]), row::of_edit(&typed[1]));
    it.put(Shelf::Edits, &key(&note), row::of_edit(&note));
    let torn = row::of_edit(&it.edit::<SheetPath>("focus/text", r#""撕坏了""#));
    it.counter -= 1;
    let of = |row: String| line::of(&row);
    let whole = [
        (key(&typed[0]), of(row::of_edit(&typed[2]))),
        (key(&note), of(row::of_edit(&note))),
        (key(&promise), of(row::of_edit(&promise))),
    ];
    it.held.lines.extend(whole);
    it.held.lines.insert(log::key(&doc, it.counter + 1, "h2k9"), of(torn).chars().take(45).collect());
    // What a page wrote that was not the holder, and what is noted beside a flush.
    let rescued = row::of_edit(&Edit::<SheetPath> {
        path: SheetPath::parse("messages/m1/text").unwrap(),
        value: Some(Value::Text("缺一种规格".to_owned())),
        stamp: Stamp { counter: 9, device: id(DEVICE), tab: id("q7") },
    });
    it.put(Shelf::Edits, &log::own_key(&log::key(&doc, 8, "q7"), &rescued), rescued);
    (1..=2).for_each(|number| _ = it.held.store.take(&fence::begin(&doc, number)));
    let document = log::fold::<SheetPath>(it.held.store.stored(&doc), &doc, &[], template()).unwrap().document;
    it.put(Shelf::Meta, &tally::key(&doc), Tally::of(&document).to_string());
    let target = SheetPath::parse("goals/vol/target").unwrap();
    let step = vec![Change { before: None, after: document.get(&target).cloned(), path: target }];
    it.put(Shelf::Meta, &steps::key(&doc), steps::of(&Undo::of(vec![step], Vec::new())));
    it.put(Shelf::Meta, SNAPSHOTS, format!("{} 30", week("2026-W47")));
}
