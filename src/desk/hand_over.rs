//! Handing over weeks, and backing up everything: a file is made, read again as its reader would, and only then given out.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Task;
use crate::browser::clerk::Told;
use crate::bundle::digest;
use crate::bundle::format::{Bundle, BundleKind, EXTENSION, Part, Sender};
use crate::bundle::read::read;
use crate::bundle::refusal::{FileRefusal, Refusal, Surplus};
use crate::bundle::stage::Held;
use crate::bundle::write::{self, Customers};
use crate::device::Unreadable;
use crate::domain::doubts::doubts;
use crate::domain::edit::{Doc, Edit, Stamp};
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::month::months_of;
use crate::domain::path::SheetPath;
use crate::domain::row;
use crate::domain::sheet::{Sheet, handed};
use crate::domain::value::Value;
use crate::domain::week::{Month, Week};
use crate::keeping::{HANDED_CLASSES, foundations};
use crate::leaf::hand_over::{Held as HeldWeek, Review, review};
use crate::post::{Answer, Made};
use crate::words::handing::State;
use crate::words::said::{self, Counts};
use crate::words::{Both, Lang};

/// As many as head office takes in one report, and more than anybody looks at.
const MOST_WEEKS: usize = 200;

/// Why no file was made.
pub(super) enum NotMade {
    Unreadable,
    /// Over five ticks after two devices were merged.
    Surplus(Surplus),
    /// Our own reader refuses it: a fault of ours, caught before anybody relies on the file.
    Unsound(FileRefusal),
}

impl From<Unreadable> for NotMade {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

/// A file: what is said of it, and its bytes.
type File = (Made, Vec<u8>);

impl Task {
    /// Weeks with their months, marked as handed over; the customers' classes only when they changed.
    pub(super) async fn hand_over(
        &self,
        (weeks, customers): (&[Week], Customers),
        day: NaiveDate,
        at: String,
        id: String,
    ) -> Result<File, NotMade> {
        let manager = &self.ask.who.manager;
        let sheet = |week: &Week| Doc::Sheet(manager.clone(), *week);
        let months: BTreeSet<Month> = weeks.iter().flat_map(|it| months_of(*it)).collect();
        let mut docs = vec![Doc::Roster(manager.clone())];
        docs.extend(weeks.iter().map(sheet));
        docs.extend(months.iter().map(|it| Doc::Month(manager.clone(), *it)));
        let mut held = self.gather(docs).await?;
        let mut counter = self.ask.who.counter;
        let mut parts = Vec::new();
        for doc in weeks.iter().map(sheet) {
            let mut part = held.sheets.remove(&doc).unwrap_or_else(|| Part::new(doc, Default::default()));
            for (path, value) in handed(&at, &id) {
                let who = &self.ask.who;
                counter += 1;
                let stamp = Stamp { counter, device: who.device.clone(), tab: who.tab.clone() };
                part.document.fold(Edit { path, value: Some(value), stamp });
            }
            parts.push(part);
        }
        let targets = self.targets(&held).await?;
        let rosters: Vec<_> = held.rosters.into_values().collect();
        let mut made = Made { name: name(manager, weeks), is_partial: self.is_partial.get(), ..Made::default() };
        let is_personal = customers == Customers::Personal;
        let mut shown = Review { weeks, is_personal, counts: Counts::default(), doubts: Vec::new() };
        for (part, week) in parts.iter().zip(weeks) {
            let sheet = Sheet::of(&part.document);
            shown.counts.add(&counts(&sheet));
            let given = |it: &Id| targets.of(&part.doc, it, &self.template).is_some();
            shown.doubts.extend(doubts(&sheet, &self.template, given, day).into_iter().map(|it| (*week, it)));
        }
        made.review = review(self.ask.lang, &shown, &self.template).to_json();
        let mut bundle = self.bundle(BundleKind::Report, at, id);
        bundle.sheets = parts;
        bundle.months = held.months.into_values().collect();
        // Who collects it need not have the template; the shipped one everybody has.
        let own = (self.template.id.clone(), self.template.version);
        bundle.templates =
            self.foundations.templates.iter().filter(|it| foundations::name(it).as_ref() == Some(&own)).cloned().collect();
        let rows: String = rosters.iter().map(|it| row::of_document(&it.document)).collect();
        made.classes = digest::of(&[rows.as_bytes()]);
        let last = self.meta(HANDED_CLASSES).await?;
        if customers == Customers::Personal || last.as_ref() != Some(&made.classes) {
            bundle.rosters = rosters;
        }
        let bytes = write::report(bundle, customers, &self.template, &|doc, it| targets.of(doc, it, &self.template))
            .map_err(NotMade::Surplus)?;
        self.checked(made, bytes)
    }

    /// The newest weeks there are, and what has become of each.
    pub(super) async fn weeks(&self) -> Result<Vec<HeldWeek>, Unreadable> {
        let sheets = self.all_documents().await?.into_iter().filter(|it| matches!(it, Doc::Sheet(..)));
        let docs: Vec<Doc> = sheets.rev().take(MOST_WEEKS).collect();
        let held = self.gather_readable(docs).await?.0;
        let week = |(doc, part): (&Doc, &Part<SheetPath>)| match doc {
            Doc::Sheet(_, week) => {
                let receipt = Sheet::of(&part.document).receipt().cloned();
                Some((*week, state(&part.document), receipt))
            }
            _ => None,
        };
        Ok(held.sheets.iter().rev().filter_map(week).collect())
    }

    /// Everything this device holds for the manager.
    pub(super) async fn back_up(&self, day: NaiveDate, at: String, id: String) -> Result<File, NotMade> {
        let held = self.gather(self.all_documents().await?).await?;
        let targets = self.targets(&held).await?;
        let bundle = self.whole(held, at, id);
        let name = format!("{}_{day}_backup{EXTENSION}", self.ask.who.manager);
        let bytes = write::backup(&bundle, &self.template, &|doc, it| targets.of(doc, it, &self.template));
        self.checked(Made { name, is_partial: self.is_partial.get(), ..Made::default() }, bytes)
    }

    /// All that is held, as a file of its own.
    pub(super) fn whole(&self, held: Held, at: String, id: String) -> Bundle {
        let mut bundle = self.bundle(BundleKind::Backup, at, id);
        bundle.known = held.known;
        bundle.sheets = held.sheets.into_values().collect();
        bundle.months = held.months.into_values().collect();
        bundle.rosters = held.rosters.into_values().collect();
        bundle.settings = held.settings.into_values().next();
        bundle.calendars = held.foundations.days.iter().map(|(date, it)| (*date, *it)).collect();
        bundle.templates = held.foundations.templates;
        bundle
    }

    pub(super) fn bundle(&self, kind: BundleKind, at: String, id: String) -> Bundle {
        let who = &self.ask.who;
        let from = Sender {
            role: who.role.clone(),
            id: who.manager.clone(),
            name: who.name.clone(),
            area: who.area.clone(),
            unit: who.unit.clone(),
        };
        Bundle::new(kind, id, at, from, who.device.clone(), (self.template.id.clone(), self.template.version))
    }

    /// Reads the bytes again as their reader would, before anybody says that there is a file.
    pub(super) fn checked(&self, mut made: Made, bytes: Vec<u8>) -> Result<File, NotMade> {
        match read(&made.name, &bytes, &self.template) {
            Ok(read) if read.refused.is_empty() => {
                made.digest = read.digest.unwrap_or_default();
                Ok((made, bytes))
            }
            Ok(_) => Err(NotMade::Unsound(FileRefusal::Empty)),
            Err(why) => Err(NotMade::Unsound(why)),
        }
    }
}

pub(super) fn told(file: Result<File, NotMade>) -> Told {
    match file {
        Ok((made, bytes)) => Told::file(Answer::Made(made).to_text(), bytes),
        Err(why) => Told::text(Answer::NotMade(Both::of(|lang| why.words(lang))).to_text()),
    }
}

/// One week's file is named after it, that of several after the first and the last.
fn name(manager: &Id, weeks: &[Week]) -> String {
    let ends: BTreeSet<&Week> = weeks.iter().min().into_iter().chain(weeks.iter().max()).collect();
    let ends: Vec<String> = ends.iter().map(ToString::to_string).collect();
    format!("{manager}_{}{EXTENSION}", ends.join("_"))
}

/// Whether a sheet was handed over, and written on since.
pub(super) fn state(document: &Document<SheetPath>) -> State {
    let at = document.get(&SheetPath::HandedAt()).and_then(Value::as_text);
    match (at, document.stamp(&SheetPath::HandedBundle())) {
        (None, _) => State::Open,
        (Some(at), handed) if document.latest() > handed => State::Changed(at.to_owned()),
        (Some(at), _) => State::Handed(at.to_owned()),
    }
}

/// What a week holds, counted.
fn counts(sheet: &Sheet) -> Counts {
    let visits = sheet.visit_count();
    Counts { ticked: sheet.ticked().len(), planned: visits.planned, done: visits.done, messages: sheet.messages.len() }
}

impl NotMade {
    /// Why, in the words of a manager.
    fn words(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable => said::unreadable(lang).to_owned(),
            Self::Surplus(it) => said::refusal(lang, &Refusal::HandOver(it)),
            Self::Unsound(it) => said::refusal(lang, &Refusal::File("", it)),
        }
    }
}
