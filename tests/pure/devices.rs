//! Devices that make real edits, and what tests choose from. Shared by the tests of this target.

use std::sync::OnceLock;

use onesheet::bundle::format::{Bundle, BundleKind, Part, Sender};
use onesheet::bundle::read::{Read, read};
use onesheet::bundle::stage::{Held, stage};
use onesheet::bundle::write;
use onesheet::domain::decimal::Decimal;
use onesheet::domain::edit::{Doc, Edit, Stamp};
use onesheet::domain::fold::{self, Document, Known};
use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::path::{Kind, Path, SheetPath};
use onesheet::domain::template::Template;
use onesheet::domain::templates::Templates;
use onesheet::domain::value::{Value, from_json};
use proptest::prelude::*;

pub const WEEK: &str = "2026-W48";
pub const MANAGER: &str = "ZZ0412";

/// The shipped template, read once.
/// The shipped template, and no other.
pub fn templates() -> &'static Templates {
    static TEMPLATES: OnceLock<Templates> = OnceLock::new();
    TEMPLATES.get_or_init(|| template().clone().into())
}

pub fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap())
}

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

pub fn sheet_doc() -> Doc {
    Doc::Sheet(id(MANAGER), WEEK.parse().unwrap())
}

/// What the month would give: the key brand's volume alone, so that typed and given targets both occur.
pub fn targets(_: &Doc, indicator: &Id) -> Option<Decimal> {
    (indicator.as_str() == "key").then(|| Decimal::from(1200))
}

/// Paths that lie in one another, so that removals bury and edits bring back.
pub const PATHS: &[&str] = &[
    "goals/vol/target",
    "goals/vol/note",
    "tasks/svc-05/method",
    "tasks/svc-05/state",
    "tasks/svc-05",
    "days/2026-11-23",
    "days/2026-11-23/focus",
    "days/2026-11-23/values/fill",
    "days/2026-11-23/visits/41010001",
    "days/2026-11-23/visits/41010001/planned",
    "days/2026-11-23/visits/41010001/note",
    "days/2026-11-23/visits/41010001/outcome",
    "days/2026-11-23/problems/p1",
    "days/2026-11-23/problems/p1/text",
    "days/2026-11-23/principal",
    "messages/m1/customers/41010001",
    "messages/m1",
    "review/work",
];

/// One edit of a path: what may stand there, or nothing.
pub fn value_at(path: &SheetPath, pick: u8) -> Option<Value> {
    let text = |it: &str| Some(Value::Text(it.to_owned()));
    let number = i64::from(pick);
    match path.kind() {
        Kind::Record => None,
        _ if pick == 0 => None,
        Kind::Flag => Some(Value::Flag(pick.is_multiple_of(2))),
        Kind::Number => Some(Value::Number(Decimal::new(i128::from(pick), 1))),
        Kind::Measure => Some(Value::Ratio { num: Some(Decimal::from(number)), den: Some(Decimal::from(50)) }),
        Kind::Choice(words) => text(words[usize::from(pick) % words.len()]),
        Kind::Ref => text("p1"),
        _ => Some(Value::Text(format!("要点 {pick}\n“第二点”"))),
    }
}

/// A path of `PATHS` and what to write there.
pub fn edit() -> impl Strategy<Value = (SheetPath, Option<Value>)> {
    (prop::sample::select(PATHS), 0_u8..5).prop_map(|(path, pick)| {
        let path = SheetPath::parse(path).unwrap();
        let value = value_at(&path, pick);
        (path, value)
    })
}

pub fn edits(most: usize) -> impl Strategy<Value = Vec<(SheetPath, Option<Value>)>> {
    prop::collection::vec(edit(), 0..most)
}

/// A manager's device with one sheet.
#[derive(Clone, Debug)]
pub struct Device {
    pub id: Id,
    pub counter: u64,
    pub known: Known,
    pub document: Document<SheetPath>,
}

impl Device {
    pub fn new(name: &str) -> Self {
        Self { id: id(name), counter: 0, known: Known::new(), document: Document::default() }
    }

    pub fn edit(&mut self, path: SheetPath, value: Option<Value>) {
        self.counter += 1;
        self.known.insert(self.id.clone(), self.counter);
        let stamp = Stamp { counter: self.counter, device: self.id.clone(), tab: id("t1") };
        self.document.fold(Edit { path, value, stamp });
    }

    /// Takes in all that another device holds, as if it stood beside it.
    pub fn merge(&mut self, other: &Self) {
        self.document.merge(&self.known, &other.document, &other.known);
        fold::join(&mut self.known, &other.known);
        self.counter = self.counter.max(other.counter);
    }

    /// Its backup as a file.
    pub fn backup(&self) -> Vec<u8> {
        let mut bundle = envelope(BundleKind::Backup, &self.id);
        bundle.sheets.push(Part::new(sheet_doc(), self.document.clone()));
        bundle.known = self.known.clone();
        write::backup(&bundle, template(), &targets)
    }

    pub fn held(&self) -> Held {
        let mut held = Held::new(id(MANAGER), self.id.clone());
        held.known = self.known.clone();
        held.sheets.insert(sheet_doc(), Part::new(sheet_doc(), self.document.clone()));
        held
    }

    /// Imports a file and applies what the plan says.
    pub fn import(&mut self, bytes: &[u8]) {
        let plan = stage(&self.held(), vec![("b".to_owned(), read("b", bytes, template()))]);
        for it in plan.files.iter().flat_map(|it| &it.store) {
            if let onesheet::bundle::stage::Snapshot::Sheet(part) = it {
                self.document = part.document.clone();
            }
        }
        (self.known, self.counter) = (plan.known, self.counter.max(plan.counter));
    }

    /// What a person sees: every value, and what waits for a choice.
    pub fn view(&self) -> Vec<String> {
        let live = self.document.live().map(|(path, value)| format!("{path} = {value:?}"));
        let disputes = self.document.disputed().map(|(path, it)| format!("{path} is disputed, {:?} stands", it.standing));
        live.chain(disputes).collect()
    }
}

pub fn envelope(kind: BundleKind, device: &Id) -> Bundle {
    let from = Sender {
        role: "manager".to_owned(),
        id: id(MANAGER),
        name: "张三".to_owned(),
        area: "金水一区".to_owned(),
        unit: "市区营销部".to_owned(),
    };
    let template = (id("tobacco-retail"), 1);
    let (id, created) = ("0199c2a4-7c1e-7b32-9d5e-0a4a3f1c2b11", "2026-11-27T17:41:05+08:00");
    Bundle::new(kind, id.to_owned(), created.to_owned(), from, device.clone(), template)
}

/// Three devices of one manager after a life of edits and exchanges.
pub fn lives() -> impl Strategy<Value = Vec<Device>> {
    #[derive(Clone, Debug)]
    enum Event {
        Edit(usize, SheetPath, Option<Value>),
        Merge(usize, usize),
    }
    let edit = (0_usize..3, edit()).prop_map(|(device, (path, value))| Event::Edit(device, path, value));
    let merge = (0_usize..3, 0_usize..3).prop_map(|(to, from)| Event::Merge(to, from));
    prop::collection::vec(prop_oneof![4 => edit, 1 => merge], 0..60).prop_map(|events| {
        let mut devices: Vec<Device> = ["aa", "bb", "cc"].map(Device::new).to_vec();
        for it in events {
            match it {
                Event::Edit(device, path, value) => devices[device].edit(path, value),
                Event::Merge(to, from) => {
                    let other = devices[from].clone();
                    devices[to].merge(&other);
                }
            }
        }
        devices
    })
}

/// Reads a file that has to be good.
#[track_caller]
pub fn good(bytes: &[u8]) -> Read {
    let read = read("a.onesheet.json", bytes, template()).unwrap();
    assert_eq!(read.refused, []);
    read
}

/// What stands on the sheet of the golden files, in the order it was typed.
const GOLDEN: &[(&str, &str)] = &[
    ("goals/vol/target", "38.5"),
    ("tasks/svc-05/ticked", "true"),
    ("tasks/svc-05/method", "\"老城区20户，每户讲清两条卖点，周四复查上柜\""),
    ("tasks/svc-05/state", "\"done\""),
    ("days/2026-11-23/visits/41010001/planned", "true"),
    ("days/2026-11-23/visits/41010001/point", "\"新品上柜\""),
    ("days/2026-11-23/visits/41010001/outcome", "\"done\""),
    ("days/2026-11-23/values/vol", "7.25"),
    ("days/2026-11-23/values/fill", "{\"num\":45,\"den\":50}"),
    ("days/2026-11-23/problems/p1/text", "\"紧俏规格断货\""),
    ("days/2026-11-23/principal", "\"p1\""),
    ("messages/m1/to", "\"head\""),
    ("messages/m1/items/hd-st1", "true"),
    ("days/2026-11-24/focus", "\"写错了一天\""),
    ("days/2026-11-24", "null"),
];

fn typed(device: &mut Device, path: &str, json: &str) {
    let path = SheetPath::parse(path).unwrap();
    let value = from_json(&path, &Json::parse(json).unwrap(), template()).unwrap().0;
    device.edit(path, value);
}

/// One report and one backup of everything a version 1 file can hold, as our own writer writes them.
pub fn golden() -> (Vec<u8>, Vec<u8>) {
    let (mut one, mut other) = (Device::new("k7f2q9"), Device::new("m3x8aa"));
    GOLDEN.iter().for_each(|(path, json)| typed(&mut one, path, json));
    other.merge(&one);
    typed(&mut one, "review/work", "\"新品铺货 17/20 户\"");
    typed(&mut other, "review/work", "\"新品铺货 18/20 户\"");
    one.merge(&other);
    typed(&mut one, "handed/at", "\"2026-11-27T17:41:05+08:00\"");
    typed(&mut one, "handed/bundle", "\"0199c2a4-7c1e-7b32-9d5e-0a4a3f1c2b11\"");

    let month = super::bundle::document(&[
        ("goals/vol/target", "150"),
        ("goals/vol/slices/2026-W48", "38.5"),
        ("skills/speak/score", "4"),
    ]);
    let roster = super::bundle::document(&[
        ("41010001/name", "\"老街口旺达便利店\""),
        ("41010001/owner", "\"李四\""),
        ("41010001/phone", "\"13800001234\""),
        ("41010001/format", "\"便利店\""),
        ("41010001/tier", "12"),
    ]);
    let settings =
        super::bundle::document(&[("role", "\"manager\""), ("manager/id", "\"ZZ0412\""), ("manager/name", "\"张三\"")]);
    let mut bundle = envelope(BundleKind::Backup, &one.id);
    bundle.app = "0.1.0".to_owned();
    bundle.sheets.push(Part::new(sheet_doc(), one.document.clone()));
    bundle.months.push(Part::new(Doc::Month(id(MANAGER), "2026-11".parse().unwrap()), month));
    bundle.rosters.push(Part::new(Doc::Roster(id(MANAGER)), roster));
    bundle.settings = Some(Part::new(Doc::Settings, settings));
    bundle.calendars.insert("2026-11-28".parse().unwrap(), true);
    bundle.known = one.known.clone();
    let report = write::report(bundle.clone(), write::Customers::Classes, template(), &targets).unwrap();
    bundle.sheets[0].unknown.insert("x-later".to_owned(), Json::parse("{\"kept\":[1,\"纸\"]}").unwrap());
    (report, write::backup(&bundle, template(), &targets))
}
