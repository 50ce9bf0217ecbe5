//! Handing over a week, and backing up everything: a file is made, read again as its reader would, and only then given out.

use super::Task;
use crate::browser::clerk::Told;
use crate::bundle::digest;
use crate::bundle::format::{Bundle, BundleKind, EXTENSION, Part, Sender};
use crate::bundle::read::read;
use crate::bundle::refusal::{FileRefusal, Refusal, Surplus};
use crate::bundle::stage::Held;
use crate::bundle::write;
use crate::device::Unreadable;
use crate::domain::edit::{Doc, Edit, Stamp};
use crate::domain::row;
use crate::domain::sheet::{Sheet, handed};
use crate::domain::week::{Month, Week};
use crate::keeping::HANDED_CLASSES;
use crate::post::{Answer, Made};
use crate::words::said::{self, Counts};
use crate::words::{Both, Lang};

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
    pub(super) async fn hand_over(&self, week: Week, at: String, id: String) -> Told {
        told(self.report(week, at, id).await)
    }

    pub(super) async fn back_up(&self, day: chrono::NaiveDate, at: String, id: String) -> Told {
        told(self.backup(day, at, id).await)
    }

    /// A week with its months, marked as handed over; the customers' classes only when they changed.
    async fn report(&self, week: Week, at: String, id: String) -> Result<File, NotMade> {
        let manager = &self.ask.who.manager;
        let sheet = Doc::Sheet(manager.clone(), week);
        let months = [week.monday(), week.monday() + chrono::Duration::days(6)].map(Month::of);
        let mut docs = vec![sheet.clone(), Doc::Roster(manager.clone())];
        docs.extend(months.iter().map(|it| Doc::Month(manager.clone(), *it)));
        let mut held = self.gather(docs).await?;
        let mut part = held.sheets.remove(&sheet).unwrap_or_else(|| Part::new(sheet, Default::default()));
        for (number, (path, value)) in (1..).zip(handed(&at, &id)) {
            let who = &self.ask.who;
            let stamp = Stamp { counter: who.counter + number, device: who.device.clone(), tab: who.tab.clone() };
            part.document.fold(Edit { path, value: Some(value), stamp });
        }
        let counts = counts(&Sheet::of(&part.document));
        let targets = self.targets(&held).await?;
        let mut bundle = self.bundle(BundleKind::Report, at, id);
        bundle.sheets = vec![part];
        bundle.months = held.months.into_values().collect();
        let rosters: Vec<_> = held.rosters.into_values().collect();
        let rows: String = rosters.iter().map(|it| row::of_document(&it.document)).collect();
        let classes = digest::of(&[rows.as_bytes()]);
        let last = self.meta(HANDED_CLASSES).await?;
        if last.as_ref() != Some(&classes) {
            bundle.rosters = rosters;
        }
        let name = format!("{manager}_{week}{EXTENSION}");
        let bytes =
            write::report(bundle, &self.template, &|doc, it| targets.of(doc, it, &self.template)).map_err(NotMade::Surplus)?;
        self.checked(Made { name, counts, classes, is_partial: self.is_partial.get() }, bytes)
    }

    /// Everything this device holds for the manager.
    async fn backup(&self, day: chrono::NaiveDate, at: String, id: String) -> Result<File, NotMade> {
        let held = self.gather(self.all_documents().await?).await?;
        let targets = self.targets(&held).await?;
        let bundle = self.whole(held, at, id);
        let name = format!("{}_{day}_backup{EXTENSION}", self.ask.who.manager);
        let bytes = write::backup(bundle, &self.template, &|doc, it| targets.of(doc, it, &self.template));
        self.checked(Made { name, counts: Counts::default(), classes: String::new(), is_partial: self.is_partial.get() }, bytes)
    }

    /// All that is held, as a file of its own.
    pub(super) fn whole(&self, held: Held, at: String, id: String) -> Bundle {
        let mut bundle = self.bundle(BundleKind::Backup, at, id);
        bundle.known = held.known;
        bundle.sheets = held.sheets.into_values().collect();
        bundle.months = held.months.into_values().collect();
        bundle.rosters = held.rosters.into_values().collect();
        bundle.settings = held.settings.into_values().next();
        bundle
    }

    fn bundle(&self, kind: BundleKind, at: String, id: String) -> Bundle {
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
    pub(super) fn checked(&self, made: Made, bytes: Vec<u8>) -> Result<File, NotMade> {
        match read(&made.name, &bytes, &self.template) {
            Ok(read) if read.refused.is_empty() => Ok((made, bytes)),
            Ok(_) => Err(NotMade::Unsound(FileRefusal::Empty)),
            Err(why) => Err(NotMade::Unsound(why)),
        }
    }
}

fn told(file: Result<File, NotMade>) -> Told {
    match file {
        Ok((made, bytes)) => Told::file(Answer::Made(made).to_text(), bytes),
        Err(why) => Told::text(Answer::NotMade(Both::of(|lang| why.words(lang))).to_text()),
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
