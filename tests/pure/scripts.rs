//! Random scripts of a manager's weeks against a plain model: typing, choosing, removing, undo and redo, last week's fields,
//! another device's file, folding, reloading. Both say the same, and both give the same file, byte for byte.

use std::collections::BTreeMap;

use onesheet::bundle::format::{BundleKind, Part};
use onesheet::bundle::write;
use onesheet::domain::edit::{Doc, Edit, Stamp};
use onesheet::domain::fold::{Document, Known};
use onesheet::domain::json::Json;
use onesheet::domain::path::{Path, SheetPath};
use onesheet::domain::row;
use onesheet::domain::undo::Undo;
use onesheet::domain::value::from_json;
use onesheet::keeping::{COUNTER, SNAPSHOTS, steps};
use onesheet::shelf::{Shelf, Write};

use super::devices::{Device as Other, MANAGER, envelope, good, id, sheet_doc, targets, template};
use super::page::{self, By, Page, read};
use super::plain::{FIELDS, Plain, RECORDS, Writing};
use super::seeds::{self, Dice};
use super::store::{Device, rows};

/// Keys after which a log is folded here: scripts are short.
const LONG: usize = 5;
const TABS: &[&str] = &["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"];

fn last_week() -> Doc {
    Doc::Sheet(id(MANAGER), "2026-W47".parse().unwrap())
}

/// What may stand at a field, as JSON.
fn json(path: &str, pick: usize) -> String {
    let choices: &[&str] = match path.rsplit('/').next().unwrap() {
        "target" => &["38.5", "0", "1200"],
        "state" => &[r#""open""#, r#""done""#, r#""partly""#],
        "outcome" => &[r#""done""#, r#""missed""#],
        "principal" => &[r#""p1""#, r#""p2""#],
        "fill" => &[r#"{"den":50,"num":45}"#, r#"{"den":50,"num":0}"#],
        "planned" | "41010001" => &["true", "false"],
        _ => &[r#""铺货 18/20 户""#, r#""""#, r#""第一点\n“第二点” \"三\"""#],
    };
    choices[pick % choices.len()].to_owned()
}

fn is_text(path: &str) -> bool {
    ["note", "text", "method", "focus", "work"].iter().any(|it| path.ends_with(it))
}

/// A writing of the model as one of the product.
fn real(edits: &[Writing]) -> Vec<page::Writing> {
    let value = |path: &SheetPath, json: &String| from_json(path, &Json::parse(json).unwrap(), template()).unwrap().0.unwrap();
    let real = |(path, json): &Writing| {
        let path = SheetPath::parse(path).unwrap();
        let value = json.as_ref().map(|it| value(&path, it));
        (path, value)
    };
    edits.iter().map(real).collect()
}

/// What stands in a document, as the model says it.
fn said(document: &Document<SheetPath>) -> BTreeMap<String, String> {
    document.live().map(|(path, value)| (path.to_string(), value.to_json().canonical())).collect()
}

/// One manager twice: the product on a simulated device, and the model; and his other device twice as well.
struct Both {
    device: Device,
    page: Page,
    known: Known,
    plain: Plain,
    plain_last: Plain,
    other: Other,
    plain_other: Plain,
    tabs: usize,
    imports: usize,
}

impl Both {
    fn new() -> Self {
        let mut device = Device::default();
        Self {
            page: Page::open(&mut device, &sheet_doc(), TABS[0]),
            device,
            known: Known::new(),
            plain: Plain::new("aa", TABS[0]),
            plain_last: Plain::new("aa", TABS[0]),
            other: Other::new("bb"),
            plain_other: Plain::new("bb", "t1"),
            tabs: 1,
            imports: 0,
        }
    }

    fn act(&mut self, dice: &mut Dice) {
        let path = FIELDS[dice.below(FIELDS.len())];
        let choice = [(path.to_owned(), Some(json(path, dice.below(3))).filter(|_| !dice.falls(15)))];
        let record = [(RECORDS[dice.below(RECORDS.len())].to_owned(), None)];
        match dice.below(20) {
            0..=5 if is_text(path) => {
                for keys in 1..=dice.within(1, 4) {
                    let text = Json::text("新品上柜".chars().take(keys).collect::<String>()).canonical();
                    self.change(&[(path.to_owned(), Some(text))], By::Typing);
                }
            }
            0..=8 => self.change(&choice, By::Choice),
            9 => self.change(&record, By::Choice),
            10 => {
                self.page.step(&mut self.device, Undo::undo);
                self.plain.undo();
            }
            11 => {
                self.page.step(&mut self.device, Undo::redo);
                self.plain.redo();
            }
            12 => {
                self.page.leave(&mut self.device);
                self.plain.pause();
            }
            13 => {
                self.wait();
                self.page.rest(&mut self.device, LONG);
            }
            14 => self.reload(dice.falls(50)),
            15 => {
                self.plain_last.counter = self.plain.counter;
                self.plain_last.write_blindly(&choice);
                self.plain.counter = self.plain_last.counter;
                self.page.write_closed(&mut self.device, &last_week(), real(&choice));
            }
            16 => self.copy_last_week(),
            17 => {
                let edit = if dice.falls(20) { record } else { choice };
                real(&edit).into_iter().for_each(|(path, value)| self.other.edit(path, value));
                self.plain_other.write_blindly(&edit);
            }
            18 if self.imports < 2 => {
                let backup = self.as_other().backup();
                self.other.import(&backup);
                self.plain_other.join(&self.plain);
                self.imports += 1;
            }
            _ if self.imports < 2 => self.import(),
            _ => {}
        }
        self.check();
    }

    fn change(&mut self, edits: &[Writing], by: By) {
        self.page.change(&mut self.device, real(edits), by);
        self.plain.change(edits, by == By::Typing);
    }

    fn wait(&mut self) {
        while !self.device.on_its_way.is_empty() {
            self.page.hear_end(&mut self.device, false);
        }
    }

    /// The page is loaded again, after it was killed or in peace: then it has noted its steps.
    fn reload(&mut self, is_killed: bool) {
        let noted = steps::of(&self.page.undo);
        if is_killed {
            self.device.on_its_way.clear();
            self.plain.forget_steps();
        } else {
            self.wait();
        }
        self.tabs += 1;
        let tab = TABS[self.tabs.min(TABS.len()) - 1];
        self.plain.tab = tab;
        self.plain_last.tab = tab;
        self.open(tab);
        if !is_killed {
            self.page.undo = steps::read(&noted, &self.page.document, template()).expect("the steps fit");
        }
    }

    fn open(&mut self, tab: &str) {
        let counter = self.page.counter;
        self.page = Page::open(&mut self.device, &sheet_doc(), tab);
        self.page.counter = self.page.counter.max(counter);
        self.plain.pause();
    }

    /// What stands in last week's goals and tasks is written into this week, in one step.
    fn copy_last_week(&mut self) {
        let is_copied = |path: &&&str| path.starts_with("goals/") || path.starts_with("tasks/");
        let copied = FIELDS.iter().filter(is_copied);
        let plain: Vec<Writing> =
            copied.filter_map(|it| Some(((*it).to_owned(), Some(self.plain_last.values.get(*it)?.clone())))).collect();
        let last = read(&self.device, &last_week(), rows(&self.device.lines)).document;
        let fields = last.live().filter(|it| is_copied(&&it.0.to_string().as_str()));
        let edits: Vec<page::Writing> = fields.map(|(path, value)| (path.clone(), Some(value.clone()))).collect();
        self.page.change(&mut self.device, edits, By::Choice);
        self.plain.change(&plain, false);
    }

    /// This device as another sees it.
    fn as_other(&self) -> Other {
        let mut known = self.known.clone();
        known.insert(id("aa"), self.page.counter);
        Other { id: id("aa"), counter: self.page.counter, known, document: self.page.document.clone() }
    }

    /// The other device's backup is taken in, as the worker stores it.
    fn import(&mut self) {
        self.imports += 1;
        self.wait();
        let mut joined = self.as_other();
        joined.import(&self.other.backup());
        self.plain.join(&self.plain_other);
        if joined.document == self.page.document {
            return;
        }
        self.known = joined.known;
        let put = |shelf, key: &str, text: String| Write::Put(shelf, key.to_owned(), text);
        self.device.store.take(&[
            put(Shelf::Snapshots, &sheet_doc().to_string(), row::of_document(&joined.document)),
            put(Shelf::Meta, COUNTER, joined.counter.to_string()),
            put(Shelf::Meta, SNAPSHOTS, format!("import {}", self.imports)),
        ]);
        self.plain.forget_steps();
        self.open(TABS[self.tabs.min(TABS.len()) - 1]);
        self.page.counter = self.page.counter.max(joined.counter);
    }

    fn check(&self) {
        assert_eq!(said(&self.page.document), self.plain.values);
        assert_eq!((self.page.undo.done().len(), self.page.undo.undone().len()), self.plain.steps());
    }

    /// A document made of the model alone.
    fn made_of_plain(&self) -> Document<SheetPath> {
        let mut document = Document::default();
        for (path, (counter, device, tab)) in &self.plain.written {
            let stamp = Stamp { counter: *counter, device: id(device), tab: id(tab) };
            let [(path, value)] = real(&[(path.clone(), self.plain.values.get(path).cloned())]).try_into().unwrap();
            document.fold(Edit { path, value, stamp });
        }
        document
    }

    /// Both give the same file, and it says what the model says.
    fn check_files(&self) {
        let report = |document: Document<SheetPath>| {
            let mut bundle = envelope(BundleKind::Report, &id("aa"));
            bundle.sheets.push(Part::new(sheet_doc(), document));
            write::report(bundle, write::Customers::Classes, template(), &targets).unwrap()
        };
        let bytes = report(self.page.document.clone());
        assert_eq!(bytes, report(self.made_of_plain()), "a file of both");
        let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let sheet = &file["sheets"][0];
        for path in FIELDS {
            let told = path.split('/').fold(sheet, |at, key| &at[key]);
            let plain = self.plain.values.get(*path).map_or(serde_json::Value::Null, |it| serde_json::from_str(it).unwrap());
            assert_eq!(*told, plain, "{path} in the file");
        }
        let latest = self.plain.written.values().max().map(|it| format!("{}.{}.{}", it.0, it.1, it.2));
        assert_eq!(sheet["rev"].as_str().map(str::to_owned), latest);
    }

    /// What a backup gave is given again by whoever takes it in.
    fn check_round(&self) {
        let ours = self.as_other();
        let bytes = ours.backup();
        assert_eq!(good(&bytes).bundle.sheets[0].document, ours.document, "a backup holds all there is");
        let mut fresh = Other { counter: 0, known: Known::new(), document: Document::default(), ..ours.clone() };
        fresh.import(&bytes);
        assert_eq!(fresh.document, ours.document);
        assert_eq!(fresh.backup(), bytes, "out, in and out again");
    }
}

#[test]
fn a_script_does_what_a_plain_model_does() {
    seeds::run("scripts", ["actions", "imports"], |dice| {
        let mut both = Both::new();
        let actions = dice.within(5, 25);
        (0..actions).for_each(|_| both.act(dice));
        both.reload(true);
        both.check();
        both.check_files();
        if dice.falls(25) {
            both.check_round();
        }
        [actions, both.imports]
    });
}
