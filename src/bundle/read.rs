//! From bytes to documents. What keeps a file from being read at all refuses the file; what is wrong in a document refuses
//! that document, and the others stay.

pub mod collect;
pub mod memory;
mod needs;
mod rosters;

use std::collections::BTreeSet;

use self::rosters::{Raw, Take};
use super::belongs::{fits_month, fits_week, loose};
use super::canonical::{self, Member};
use super::computed;
use super::envelope::{self, File, Whole, Written};
use super::format::{Bundle, BundleKind, Part};
use super::limits::{self, EDITS_MAX, FILE_MAX, RECORDS_MAX, SHEETS_MAX, UNKNOWN_MAX};
use super::part::{self, Ledger, Rules};
use super::refusal::{DocumentFault, DocumentRefusal, Fault, FileRefusal, Place, Warning};
use super::reply;
use super::shape::{MONTH, SETTINGS, SHEET};
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{MonthPath, RosterPath, SettingsPath, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::tasks::MOST_TICKS;
use crate::domain::template::Template;
use crate::domain::week::parse_date;

/// A file taken apart: what is good in it, and what is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The bare name of the file.
    pub name: String,
    pub bundle: Bundle,
    /// Its replies, as sheets of whom they are for.
    pub replied: Vec<Part<SheetPath>>,
    pub refused: Vec<DocumentRefusal>,
    pub warnings: Vec<Warning>,
    /// The digest that stands in the file and fits it.
    pub digest: Option<String>,
}

/// Reads a file against the template of this device. Never panics, whatever the bytes are (tests/pure/bundle.rs).
pub fn read(name: &str, bytes: &[u8], template: &Template) -> Result<Read, FileRefusal> {
    let whole = envelope::open(bytes)?;
    let mut file = whole.file();
    let (bundle, removed) = envelope::head(&mut file.members, template)?;
    if bundle.kind != BundleKind::Backup {
        limits::size(bytes.len(), FILE_MAX)?;
    }
    let mut reader = Reader::new(template, bundle);
    reader.sheets(file.sheets()?)?;
    let month: &mut Take<MonthPath> = &mut |it, month, rules| {
        it.bundle.months.push(part::read(month.doc, month.members, month.ledger, rules)?);
        Ok(())
    };
    let roster: &mut Take<RosterPath> = &mut |it, roster, rules| {
        it.bundle.rosters.push(part::read(roster.doc, roster.members, roster.ledger, rules)?);
        Ok(())
    };
    reader.besides_sheets(&mut file, month, roster)?;
    if reader.bundle.kind == BundleKind::Backup {
        reader.edits(file.list("edits")?)?;
    }
    let (replied, refused) = reply::sheets(&mut reader.bundle, template);
    reader.refused.extend(refused);
    limits::faults(reader.refused.len())?;
    let bytes = part::weight(&file.members);
    if bytes > UNKNOWN_MAX {
        return Err(FileRefusal::TooMuchUnknown { bytes, most: UNKNOWN_MAX });
    }
    reader.bundle.unknown.append(&mut file.members);
    let warnings = reader.warnings(whole.digest.is_some(), removed);
    let Whole { digest, .. } = whole;
    Ok(Read { name: name.to_owned(), bundle: reader.bundle, replied, refused: reader.refused, warnings, digest })
}

struct Reader<'a> {
    template: &'a Template,
    bundle: Bundle,
    refused: Vec<DocumentRefusal>,
    /// Documents met so far, good or bad.
    seen: BTreeSet<Doc>,
    bad: BTreeSet<Doc>,
}

impl<'t> Reader<'t> {
    fn new(template: &'t Template, bundle: Bundle) -> Self {
        Self { template, bundle, refused: Vec::new(), seen: BTreeSet::new(), bad: BTreeSet::new() }
    }

    /// Reads what stands beside the sheets, in whatever kind of file; months and rosters as whoever reads wants them.
    fn besides_sheets(
        &mut self,
        file: &mut File,
        month: &mut Take<'_, 't, MonthPath>,
        roster: &mut Take<'_, 't, RosterPath>,
    ) -> Result<(), FileRefusal> {
        self.months(file.months()?, month);
        self.customers(&file.customers()?, file.members.remove("rosters"), roster);
        self.settings(file.members.remove("settings"));
        self.calendars(file.members.remove("calendars"));
        self.templates(file.list("templates")?);
        self.bundle.replies = file.list("replies")?;
        Ok(())
    }

    fn refuse(&mut self, place: Place, fault: Fault) {
        if let Place::Document(doc) = &place {
            self.bad.insert(doc.clone());
        }
        self.refused.push(DocumentRefusal { place, fault });
    }

    /// Whether enough was found wrong: the rest of the file would only cost time.
    fn is_hopeless(&self) -> bool {
        limits::faults(self.refused.len()).is_err()
    }

    fn sheets(&mut self, all: Vec<Written>) -> Result<(), FileRefusal> {
        self.each_sheet(all, |it, doc, members| {
            let read = it.sheet(doc, members)?;
            it.bundle.sheets.push(read);
            Ok(())
        })
    }

    /// Reads sheets one after another; what is wrong with one refuses it alone.
    fn each_sheet<'w>(
        &mut self,
        all: Vec<Written<'w>>,
        mut read: impl FnMut(&mut Self, Doc, Vec<Member<'w>>) -> Result<(), Fault>,
    ) -> Result<(), FileRefusal> {
        let (found, most) = (all.len(), SHEETS_MAX);
        if self.bundle.kind != BundleKind::Backup && found > most {
            return Err(FileRefusal::TooManySheets { found, most });
        }
        for (at, members) in all.into_iter().enumerate() {
            if self.is_hopeless() {
                break;
            }
            match self.named(Place::Sheet(at + 1), members, "week", |manager, it| Some(Doc::Sheet(manager, it.parse().ok()?))) {
                Ok((doc, members)) => {
                    if let Err(it) = read(self, doc.clone(), members) {
                        self.refuse(Place::Document(doc), it);
                    }
                }
                Err(it) => self.refuse(it.place, it.fault),
            }
        }
        Ok(())
    }

    fn sheet(&self, doc: Doc, mut members: Vec<Member>) -> Result<Part<SheetPath>, Fault> {
        let Doc::Sheet(_, week) = doc else { return Err(Fault::new("week", DocumentFault::BadKey)) };
        let stated = canonical::member(&mut members, "computed");
        let ledger = self.ledger(&mut members);
        let fits = |path: &SheetPath| fits_week(path, week);
        let before = self.bundle.sheets.last().map(|it| &it.document);
        let rules = Rules { shape: &SHEET, template: self.template, records: RECORDS_MAX, before, fits: &fits };
        let mut part = part::read(doc, members, ledger, &rules)?;
        let sheet = Sheet::of_figures(&part.document);
        let found = sheet.ticked().len() + sheet.ticks_to_choose().len();
        if self.bundle.kind != BundleKind::Backup && found > MOST_TICKS {
            return Err(Fault::new("tasks", DocumentFault::TooManyTicks { found, most: MOST_TICKS }));
        }
        // Figures of another template cannot be counted with this one.
        if let (Some(stated), true) = (stated, self.is_our_template()) {
            part.mismatches = computed::mismatches(&sheet, stated, self.template);
        }
        Ok(part)
    }

    fn months(&mut self, all: Vec<Written>, read: &mut Take<'_, 't, MonthPath>) {
        for (at, members) in all.into_iter().enumerate() {
            if self.is_hopeless() {
                break;
            }
            match self.named(Place::Month(at + 1), members, "month", |manager, it| Some(Doc::Month(manager, it.parse().ok()?)))
            {
                Ok((doc, mut members)) => {
                    let ledger = self.ledger(&mut members);
                    let fits = |path: &MonthPath| fits_month(path, &doc);
                    let rules =
                        Rules { shape: &MONTH, template: self.template, records: RECORDS_MAX, before: None, fits: &fits };
                    let month = Raw { doc: doc.clone(), members, ledger };
                    if let Err(it) = read(self, month, &rules) {
                        self.refuse(Place::Document(doc), it);
                    }
                }
                Err(it) => self.refuse(it.place, it.fault),
            }
        }
    }

    /// Tells which document of a list this is, and that it may be in this file.
    fn named<'a>(
        &mut self,
        place: Place,
        written: Written<'a>,
        key: &'static str,
        doc: impl Fn(Id, &str) -> Option<Doc>,
    ) -> Result<(Doc, Vec<Member<'a>>), DocumentRefusal> {
        let refuse = |path: &str, why| DocumentRefusal { place: place.clone(), fault: Fault::new(path, why) };
        let Some(mut members) = written else { return Err(refuse("", DocumentFault::NotAnObject)) };
        let mut said = |name| canonical::member(&mut members, name).map(canonical::json);
        let manager = match said("manager") {
            None => self.bundle.from.id.clone(),
            Some(it) => {
                it.as_text().and_then(|it| it.parse().ok()).ok_or_else(|| refuse("manager", DocumentFault::BadManager))?
            }
        };
        let name = said(key);
        let name = name.as_ref().and_then(Json::as_text).unwrap_or_default();
        let Some(doc) = doc(manager.clone(), name) else {
            let shown = crate::domain::text::clean(name).text.chars().take(20).collect();
            return Err(refuse(key, DocumentFault::NotInCalendar(shown)));
        };
        let here = |why| DocumentRefusal { place: Place::Document(doc.clone()), fault: Fault::new("", why) };
        self.own(&manager).map_err(here)?;
        if !self.seen.insert(doc.clone()) {
            // The first of them stays, so the document itself is not bad.
            return Err(DocumentRefusal { place, fault: Fault::new(&doc.to_string(), DocumentFault::Twice) });
        }
        Ok((doc, members))
    }

    /// A report speaks of its sender alone.
    fn own(&self, manager: &Id) -> Result<(), DocumentFault> {
        let foreign = self.bundle.kind == BundleKind::Report && *manager != self.bundle.from.id;
        if foreign { Err(DocumentFault::OtherManager(manager.clone())) } else { Ok(()) }
    }

    /// Only a device's own file has stamps that another device can follow.
    fn ledger<'a>(&self, members: &mut Vec<Member<'a>>) -> Ledger<'a> {
        let ledger = Ledger::take(members);
        if self.bundle.kind == BundleKind::Backup { ledger } else { Ledger { stamps: None, others: None, ..ledger } }
    }

    fn is_our_template(&self) -> bool {
        self.bundle.template == (self.template.id.clone(), self.template.version)
    }

    fn settings(&mut self, json: Option<Json>) {
        let json = match json {
            None | Some(Json::Null) => return,
            Some(it) => it,
        };
        let rules =
            Rules { shape: &SETTINGS, template: self.template, records: 0, before: None, fits: &|_: &SettingsPath| Ok(()) };
        let read = match json {
            Json::Object(_) => {
                let text = json.canonical();
                let mut members = canonical::members(&text);
                let ledger = self.ledger(&mut members);
                part::read(Doc::Settings, members, ledger, &rules)
            }
            _ => Err(Fault::new("", DocumentFault::NotAnObject)),
        };
        match read {
            Ok(it) => self.bundle.settings = Some(it),
            Err(it) => self.refuse(Place::Document(Doc::Settings), it),
        }
    }

    fn calendars(&mut self, json: Option<Json>) {
        let members = match json {
            None | Some(Json::Null) => return,
            Some(Json::Object(it)) => it,
            Some(_) => return self.refuse(Place::Calendar, Fault::new("", DocumentFault::NotAnObject)),
        };
        for (date, json) in members {
            match (parse_date(&date), json) {
                (Ok(date), Json::Bool(it)) => _ = self.bundle.calendars.insert(date, it),
                _ => {
                    self.bundle.calendars.clear();
                    return self.refuse(Place::Calendar, Fault::new(&date, DocumentFault::BadKey));
                }
            }
        }
    }

    fn templates(&mut self, all: Vec<Json>) {
        for (at, json) in all.into_iter().enumerate() {
            if self.is_hopeless() {
                break;
            }
            match check_template(&json, self.template) {
                Ok(()) => self.bundle.templates.push(json),
                Err(why) => self.refuse(Place::Template(at + 1), Fault::new("", why)),
            }
        }
    }

    /// An edit that cannot be read refuses its document: without it the document would not be what the device had.
    fn edits(&mut self, all: Vec<Json>) -> Result<(), FileRefusal> {
        if all.len() > EDITS_MAX {
            return Err(FileRefusal::TooMinced);
        }
        let template = self.template;
        for (at, json) in all.into_iter().enumerate() {
            if self.is_hopeless() {
                break;
            }
            let edit = match json.as_list() {
                Some([doc, path, value, stamp]) => {
                    let doc = doc.as_text().and_then(|it| it.parse::<Doc>().ok());
                    doc.zip(path.as_text()).map(|(doc, path)| (doc, path, value, part::stamp(stamp)))
                }
                _ => None,
            };
            let Some((doc, path, value, stamp)) = edit else {
                self.refuse(Place::Edit(at + 1), Fault::new("", DocumentFault::NoSuchField));
                continue;
            };
            let read = match stamp {
                None => Err(Fault::new(path, DocumentFault::BadStamp)),
                Some(stamp) => match &doc {
                    Doc::Sheet(_, week) => loose(&doc, path, value, stamp, template, &|it: &SheetPath| fits_week(it, *week)),
                    Doc::Month(..) => loose(&doc, path, value, stamp, template, &|it: &MonthPath| fits_month(it, &doc)),
                    Doc::Roster(_) => loose(&doc, path, value, stamp, template, &|_: &RosterPath| Ok(())),
                    Doc::Settings => loose(&doc, path, value, stamp, template, &|_: &SettingsPath| Ok(())),
                    Doc::Template(_) => Err(Fault::new(path, DocumentFault::NoSuchField)),
                },
            };
            match read {
                Ok(it) => self.bundle.edits.push(it),
                // The first of them says enough.
                Err(_) if self.bad.contains(&doc) => {}
                Err(it) => self.refuse(Place::Document(doc), it),
            }
        }
        let (bad, bundle) = (&self.bad, &mut self.bundle);
        bundle.edits.retain(|it| !bad.contains(&it.doc));
        bundle.sheets.retain(|it| !bad.contains(&it.doc));
        bundle.months.retain(|it| !bad.contains(&it.doc));
        bundle.rosters.retain(|it| !bad.contains(&it.doc));
        bundle.settings.take_if(|it| bad.contains(&it.doc));
        Ok(())
    }

    fn warnings(&self, is_sealed: bool, removed: usize) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if !is_sealed {
            warnings.push(Warning::NoDigest);
        }
        let removed = removed + self.bundle.removed();
        if removed > 0 {
            warnings.push(Warning::Hidden(removed));
        }
        if !self.is_our_template() {
            let (id, version) = self.bundle.template.clone();
            warnings.push(Warning::OtherTemplate { id, version });
        }
        for part in &self.bundle.sheets {
            let of = |it: &super::format::Mismatch| Warning::Computed { doc: part.doc.clone(), mismatch: it.clone() };
            warnings.extend(part.mismatches.iter().map(of));
        }
        warnings
    }
}

/// Whether a template can be worked with, and goes on from the one the product ships.
pub fn check_template(json: &Json, shipped: &Template) -> Result<(), DocumentFault> {
    let read = Template::parse(&json.canonical()).map_err(|it| it.to_string());
    let broken = read.and_then(|it| it.broken_since(shipped).map_or(Ok(()), |id| Err(id.to_string())));
    broken.map_err(|it| DocumentFault::BadTemplate(it.chars().take(200).collect()))
}
