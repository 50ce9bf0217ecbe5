//! The file of the rescue page (public/recover-read.js): every raw record of a device, read as if the device had made a backup.
//! What is damaged is named and left out, the rest is taken. Which shelf holds what is `keeping`'s to say.
//!
//! ```json
//! {"format":"onesheet-raw","version":1,"made":"2026-11-27T09:41:05.000Z",
//!  "database":{"version":1,"shelves":{"edits":[["<key>","<row>"],…],"snapshots":[…],"meta":[…]}},
//!  "journal":[["j/<key>","<line>"],…],"preferences":[["onesheet/<key>","<text>"],…],"faults":["<what could not be read>",…]}
//! ```
//!
//! Keys and texts stand as they lay on the device. `database` is null where none was to be had. Copies (older states of the same)
//! and preferences stay with their device; shelves of other names are a later version's.

use std::collections::BTreeMap;

use super::belongs::{fits_month, fits_week};
use super::envelope::parse;
use super::format::{Bundle, BundleKind, Members, Part, Sender};
use super::limits::COUNTER_MAX;
use super::part::check_unknown;
use super::read::{Read, check_template};
use super::refusal::{DocumentFault, DocumentRefusal, Fault, FileRefusal, Place, Warning};
use crate::domain::edit::{Doc, Stamp};
use crate::domain::fold::{Document, Known, Register};
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{MonthPath, Path, SettingsPath, SheetPath};
use crate::domain::row;
use crate::domain::template::Template;
use crate::domain::value::Value;
use crate::keeping::foundations::{FOUNDATIONS, Foundations};
use crate::keeping::log::unknown_key;
use crate::keeping::{COUNTER, KNOWN, line};

/// The word in `format`.
pub const FORMAT: &str = "onesheet-raw";
/// The version the rescue page writes.
const CURRENT: u32 = 1;
/// What the keys of journal lines begin with.
const JOURNAL: &str = "j/";

/// Reads a rescue file for the manager of this device.
pub fn read(name: &str, bytes: &[u8], ours: &Id, template: &Template) -> Result<Read, FileRefusal> {
    let (file, _) = parse(bytes, FORMAT, CURRENT)?;
    let records = Records::of(&file);
    let mut reader =
        Reader { ours, template, bundle: bundle(&file, &records, ours, template), refused: Vec::new(), torn: records.torn };
    let foreign = reader.documents(&records);
    reader.foundations(&records);
    if reader.bundle.documents().is_empty() && reader.refused.is_empty() {
        // Whose most of it is.
        if let Some((theirs, _)) = foreign.iter().max_by_key(|it| *it.1) {
            return Err(FileRefusal::RawOfOther { theirs: theirs.clone(), ours: ours.clone() });
        }
    }
    reader.conclude(&records, foreign);
    let is_whole = reader.refused.is_empty() && records.others.is_empty();
    // Whoever says that it has seen what it did not get can never be given it again.
    reader.bundle.known = if is_whole { records.known() } else { Known::new() };
    let others = records.others.iter().map(|(name, count)| Warning::OtherShelf { name: (*name).to_owned(), records: *count });
    Ok(Read {
        name: name.to_owned(),
        bundle: reader.bundle,
        replied: Vec::new(),
        refused: reader.refused,
        warnings: others.collect(),
        digest: None,
    })
}

/// The head of a backup that this device's manager made there.
fn bundle(file: &Members, records: &Records, ours: &Id, template: &Template) -> Bundle {
    let none = String::new;
    let made = file.get("made").and_then(Json::as_text).unwrap_or_default().to_owned();
    let from = Sender { role: "manager".to_owned(), id: ours.clone(), name: none(), area: none(), unit: none() };
    // Where the device's name is lost, it is no device that could be this one.
    let device = records.device().unwrap_or_else(|| ours.clone());
    Bundle::new(BundleKind::Backup, none(), made, from, device, (template.id.clone(), template.version))
}

/// What cannot be read: how much, and the first of it.
#[derive(Default)]
struct Lost {
    count: usize,
    first: String,
}

impl Lost {
    fn note(&mut self, key: &str) {
        if self.count == 0 {
            self.first = key.to_owned();
        }
        self.count += 1;
    }

    fn refusal(self, doc: Option<Doc>) -> Option<DocumentRefusal> {
        let fault = Fault::new("", DocumentFault::Damaged(self.first));
        (self.count > 0).then_some(DocumentRefusal { place: Place::Records(doc, self.count), fault })
    }
}

/// The records of one document.
#[derive(Default)]
struct Rows<'a> {
    snapshot: Option<&'a str>,
    /// Key and row of each edit.
    log: Vec<(&'a str, &'a str)>,
    /// The rows of its journal lines.
    journal: Vec<&'a str>,
}

/// The records of a file, sorted by document.
#[derive(Default)]
struct Records<'a> {
    documents: BTreeMap<Doc, Rows<'a>>,
    meta: BTreeMap<&'a str, &'a str>,
    /// Records whose keys name no document, or that are no texts.
    nameless: Lost,
    /// Journal lines that broke off.
    torn: usize,
    /// Records on shelves of other names.
    others: BTreeMap<&'a str, usize>,
    /// What the rescue page could not get at.
    faults: usize,
}

impl<'a> Records<'a> {
    fn of(file: &'a Members) -> Self {
        let mut records = Self::default();
        let shelves = file.get("database").and_then(|it| it.get("shelves")).and_then(Json::as_object);
        for (name, shelf) in shelves.into_iter().flatten() {
            match name.as_str() {
                "edits" => records.pairs(shelf, |all, key, row| all.rows(key).map(|it| it.log.push((key, row))).is_some()),
                "snapshots" => records.pairs(shelf, |all, key, row| all.rows(key).map(|it| it.snapshot = Some(row)).is_some()),
                "meta" => records.pairs(shelf, |all, key, row| {
                    all.meta.insert(key, row);
                    true
                }),
                "copies" => {}
                _ => _ = records.others.insert(name, shelf.as_list().map_or(0, <[Json]>::len)),
            }
        }
        records.others.retain(|_, count| *count > 0);
        if let Some(journal) = file.get("journal") {
            records.pairs(journal, Self::line);
        }
        records.faults = file.get("faults").and_then(Json::as_list).map_or(0, <[Json]>::len);
        records
    }

    /// Takes a list of keys and texts; `take` says whether it knew what to do with one.
    fn pairs(&mut self, list: &'a Json, take: impl Fn(&mut Self, &'a str, &'a str) -> bool) {
        for it in list.as_list().unwrap_or_default() {
            let pair = match it.as_list() {
                Some([key, text]) => (key.as_text().unwrap_or_default(), text.as_text()),
                _ => ("", None),
            };
            if !pair.1.is_some_and(|text| take(self, pair.0, text)) {
                self.nameless.note(pair.0);
            }
        }
    }

    fn line(&mut self, key: &'a str, text: &'a str) -> bool {
        let Some(row) = line::row(text) else {
            self.torn += 1;
            return true;
        };
        self.rows(key.strip_prefix(JOURNAL).unwrap_or(key)).map(|it| it.journal.push(row)).is_some()
    }

    /// The records of the document that a key names. Templates come from no file.
    fn rows(&mut self, key: &str) -> Option<&mut Rows<'a>> {
        let doc = key.split('|').next()?.parse().ok().filter(|it| !matches!(it, Doc::Template(_)))?;
        Some(self.documents.entry(doc).or_default())
    }

    fn device(&self) -> Option<Id> {
        self.meta.get("device")?.parse().ok()
    }

    /// What the device had seen of others, and its own counter.
    fn known(&self) -> Known {
        let mut known = Known::new();
        let mut note = |device: Option<Id>, counter: &str| {
            if let Some((device, counter)) = device.zip(counter.parse().ok().filter(|it| *it <= COUNTER_MAX)) {
                known.insert(device, counter);
            }
        };
        let row = self.meta.get(KNOWN).and_then(|it| Json::parse(it).ok());
        for (device, counter) in row.as_ref().and_then(Json::as_object).into_iter().flatten() {
            if let Json::Number(it) = counter {
                note(device.parse().ok(), it);
            }
        }
        note(self.device(), self.meta.get(COUNTER).copied().unwrap_or_default());
        known
    }
}

struct Reader<'a> {
    ours: &'a Id,
    template: &'a Template,
    bundle: Bundle,
    refused: Vec<DocumentRefusal>,
    torn: usize,
}

impl Reader<'_> {
    /// Reads every document of this manager; gives back how many are whose else.
    fn documents(&mut self, records: &Records) -> BTreeMap<Id, usize> {
        let mut foreign = BTreeMap::new();
        for (doc, rows) in &records.documents {
            match doc {
                Doc::Sheet(it, _) | Doc::Month(it, _) | Doc::Roster(it) if it != self.ours => {
                    *foreign.entry(it.clone()).or_default() += 1;
                }
                Doc::Sheet(_, week) => {
                    let part = self.part(doc, rows, records, &|it: &SheetPath| fits_week(it, *week).is_ok());
                    self.bundle.sheets.extend(part);
                }
                Doc::Month(..) => {
                    let part = self.part(doc, rows, records, &|it: &MonthPath| fits_month(it, doc).is_ok());
                    self.bundle.months.extend(part);
                }
                Doc::Roster(_) => {
                    let part = self.part(doc, rows, records, &|_| true);
                    self.bundle.rosters.extend(part);
                }
                Doc::Settings => {
                    let Some(part) = self.part(doc, rows, records, &|_| true) else { continue };
                    // Settings that name somebody else would make this device his.
                    match manager(&part) {
                        Some(it) if it == *self.ours => self.bundle.settings = Some(part),
                        Some(theirs) => *foreign.entry(theirs).or_default() += 1,
                        None => self.refused.push(DocumentRefusal {
                            place: Place::Document(Doc::Settings),
                            fault: Fault::new("manager/id", DocumentFault::BadManager),
                        }),
                    }
                }
                Doc::Template(_) => {}
            }
        }
        foreign
    }

    /// One document, as far as its records can be read; none of which is none.
    fn part<P: Path>(&mut self, doc: &Doc, rows: &Rows, records: &Records, fits: &dyn Fn(&P) -> bool) -> Option<Part<P>> {
        let mut lost = Lost::default();
        let counts = |it: Option<&Stamp>| it.is_none_or(|it| it.counter <= COUNTER_MAX);
        let wanted = |path: &P, it: &Register| fits(path) && counts(it.standing.stamp.as_ref());
        let mut document = match rows.snapshot {
            Some(row) => row::salvaged(row, self.template, &wanted, &mut |path| lost.note(path)),
            None => Document::default(),
        };
        let edit = |row| row::to_edit::<P>(row, self.template).ok().filter(|it| fits(&it.path) && counts(Some(&it.stamp)));
        let mut edits = Vec::new();
        for (key, row) in &rows.log {
            match edit(row) {
                Some(it) => edits.push(it),
                None => lost.note(key),
            }
        }
        for row in &rows.journal {
            match edit(row) {
                Some(it) => edits.push(it),
                None => self.torn += 1,
            }
        }
        document.fold_all(edits);
        let mut part = Part::new(doc.clone(), document);
        let key = unknown_key(doc);
        if let Some(row) = records.meta.get(key.as_str()) {
            match Json::parse(row) {
                Ok(Json::Object(members)) if check_unknown(&members).is_ok() => part.unknown = members,
                _ => lost.note(&key),
            }
        }
        self.refused.extend(lost.refusal(Some(doc.clone())));
        let is_empty = part.document.registers().next().is_none();
        (!is_empty).then_some(part)
    }

    /// What head office had laid under the device's sheets.
    fn foundations(&mut self, records: &Records) {
        let Some(row) = records.meta.get(FOUNDATIONS) else { return };
        let Foundations { days, templates } = Foundations::parse(row);
        self.bundle.calendars = days.iter().map(|(date, it)| (*date, *it)).collect();
        for (at, json) in templates.into_iter().enumerate() {
            match check_template(&json, self.template) {
                Ok(()) => self.bundle.templates.push(json),
                Err(why) => {
                    let place = Place::Template(at + 1);
                    self.refused.push(DocumentRefusal { place, fault: Fault::new("", why) });
                }
            }
        }
    }

    /// Says what of the file is not taken and stands in no document.
    fn conclude(&mut self, records: &Records, foreign: BTreeMap<Id, usize>) {
        let mut refuse = |place, why| self.refused.push(DocumentRefusal { place, fault: Fault::new("", why) });
        for (manager, count) in foreign {
            refuse(Place::Manager(manager, count), DocumentFault::NotOurs(self.ours.clone()));
        }
        if records.nameless.count > 0 {
            refuse(Place::Records(None, records.nameless.count), DocumentFault::Damaged(records.nameless.first.clone()));
        }
        if self.torn > 0 {
            refuse(Place::Journal(self.torn), DocumentFault::Torn);
        }
        if records.faults > 0 {
            refuse(Place::Device, DocumentFault::NotRead(records.faults));
        }
    }
}

/// Whom settings name.
fn manager(part: &Part<SettingsPath>) -> Option<Id> {
    part.document.get(&SettingsPath::ManagerId()).and_then(Value::as_text)?.parse().ok()
}
