//! Handing over a week, and backing up everything: a file is made, read again as its reader would, and only then given out.

use leptos::prelude::GetUntracked;

use super::HANDED_ROSTER;
use super::gather::{all_documents, gather};
use crate::app::open::Unreadable;
use crate::app::session::{Inner, Session};
use crate::app::start::{LAST_WEEK, today};
use crate::browser::database::{Shelf, Write};
use crate::browser::files::{self, FileError};
use crate::browser::{clock, preferences, random};
use crate::bundle::digest;
use crate::bundle::format::{Bundle, BundleKind, Part, Sender};
use crate::bundle::read::read;
use crate::bundle::refusal::{FileRefusal, Refusal, Surplus};
use crate::bundle::write;
use crate::domain::edit::{Doc, Edit, Stamp};
use crate::domain::id::Id;
use crate::domain::path::{SettingsPath, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::value::Value;
use crate::domain::week::{Month, Week};
use crate::words::Lang;
use crate::words::said::{self, Counts};

/// The kind of data the files are; the name's ending says the rest.
const MIME: &str = "application/json";

/// A week about to be handed over: everything read, nothing written yet.
#[derive(Clone)]
pub struct Prepared {
    pub week: Week,
    bundle: Bundle,
    roster_classes: String,
}

/// A file, checked by reading it again.
#[derive(Clone)]
pub struct Made {
    pub name: String,
    bytes: Vec<u8>,
}

/// Why no file was made.
#[derive(Clone, Debug)]
pub enum NotMade {
    Unreadable(Unreadable),
    /// Over five ticks after two devices were merged.
    Surplus(Surplus),
    /// Our own reader refuses it: a fault of ours, caught before anybody relies on the file.
    Unsound(FileRefusal),
    Nobody,
}

impl From<Unreadable> for NotMade {
    fn from(it: Unreadable) -> Self {
        Self::Unreadable(it)
    }
}

impl Session {
    /// The week a hand-over means: the one last opened here, else today's.
    pub fn week_meant(self) -> Week {
        let last: Option<String> = preferences::get(LAST_WEEK);
        last.and_then(|it| it.parse().ok()).unwrap_or_else(|| Week::of(today()))
    }

    /// Reads what the hand-over of a week takes.
    pub async fn prepare(self, week: Week) -> Result<Prepared, NotMade> {
        let (inner, manager) = (self.inner(), self.manager().ok_or(NotMade::Nobody)?);
        let mut docs = vec![Doc::Sheet(manager.clone(), week), Doc::Roster(manager.clone())];
        let months = [week.monday(), week.monday() + chrono::Duration::days(6)].map(Month::of);
        docs.extend(months.iter().map(|it| Doc::Month(manager.clone(), *it)));
        let held = gather(&inner, &manager, docs).await?;
        let mut bundle = inner.new_bundle(BundleKind::Report, &manager);
        let sheet = Doc::Sheet(manager.clone(), week);
        bundle.sheets = vec![held.sheets.get(&sheet).cloned().unwrap_or_else(|| Part::new(sheet, Default::default()))];
        bundle.months = held.months.into_values().collect();
        let roster: Vec<_> = held.rosters.into_values().collect();
        let classes: String = roster.iter().map(|it| crate::domain::row::of_document(&it.document)).collect();
        let roster_classes = digest::of(&[classes.as_bytes()]);
        let handed = inner.saving.database().read(Shelf::Meta, HANDED_ROSTER).await.map_err(Unreadable::from)?;
        if handed.as_deref() != Some(&roster_classes) {
            bundle.rosters = roster;
        }
        Ok(Prepared { week, bundle, roster_classes })
    }

    /// Makes the file of a prepared week, marked as handed over.
    pub fn make(self, prepared: &Prepared) -> Result<Made, NotMade> {
        let inner = self.inner();
        let mut bundle = prepared.bundle.clone();
        for (at, (path, value)) in handed(&bundle).into_iter().enumerate() {
            let stamp =
                Stamp { counter: inner.counter.get() + 1 + at as u64, device: inner.device.clone(), tab: inner.tab.clone() };
            for part in &mut bundle.sheets {
                part.document.fold(Edit { path: path.clone(), value: Some(value.clone()), stamp: stamp.clone() });
            }
        }
        let name = format!("{}_{}.onesheet.json", bundle.from.id, prepared.week);
        let bytes = write::report(bundle, &inner.template, &|_, _| None).map_err(NotMade::Surplus)?;
        inner.checked(name, bytes)
    }

    /// Remembers on the sheet that it was handed over, down to the disk.
    pub fn handed_over(self, prepared: &Prepared) {
        let inner = self.inner();
        let edits = handed(&prepared.bundle);
        let Some(part) = prepared.bundle.sheets.first() else { return };
        self.edit_document(&part.doc, edits.into_iter().map(|(path, value)| (path, Some(value))).collect());
        let row = Write::Put(Shelf::Meta, HANDED_ROSTER.to_owned(), prepared.roster_classes.clone());
        inner.saving.store(vec![row], |_| {});
        inner.saving.flush();
    }

    /// Makes a file of everything this device holds for the manager.
    pub async fn back_up(self) -> Result<Made, NotMade> {
        let (inner, manager) = (self.inner(), self.manager().ok_or(NotMade::Nobody)?);
        inner.saving.flush();
        let docs = all_documents(&inner, &manager).await?;
        let held = gather(&inner, &manager, docs).await?;
        let mut bundle = inner.new_bundle(BundleKind::Backup, &manager);
        bundle.known = held.known;
        bundle.sheets = held.sheets.into_values().collect();
        bundle.months = held.months.into_values().collect();
        bundle.rosters = held.rosters.into_values().collect();
        bundle.settings = held.settings.into_values().next();
        let day = today();
        let name = format!("{manager}_{day}_backup.onesheet.json");
        let bytes = write::backup(bundle, &inner.template, &|_, _| None);
        inner.checked(name, bytes)
    }

    /// Edits one document of a sheet, open or not.
    pub fn edit_document(self, doc: &Doc, edits: Vec<(SheetPath, Option<Value>)>) {
        let inner = self.inner();
        let is_open = inner.sheet.borrow().as_ref().is_some_and(|it| it.doc == *doc);
        if is_open {
            self.edit_all(edits);
        } else {
            inner.write_closed(doc, edits);
        }
    }
}

/// The two values a hand-over leaves on the sheet.
fn handed(bundle: &Bundle) -> Vec<(SheetPath, Value)> {
    vec![
        (SheetPath::HandedAt(), Value::Text(bundle.created.clone())),
        (SheetPath::HandedBundle(), Value::Text(bundle.id.clone())),
    ]
}

impl Inner {
    fn new_bundle(&self, kind: BundleKind, manager: &Id) -> Bundle {
        let said = |path| self.setting(&path).unwrap_or_default();
        let role = Some(said(SettingsPath::Role())).filter(|it| !it.is_empty()).unwrap_or_else(|| "manager".to_owned());
        let from = Sender {
            role,
            id: manager.clone(),
            name: said(SettingsPath::ManagerName()),
            area: said(SettingsPath::ManagerArea()),
            unit: said(SettingsPath::ManagerUnit()),
        };
        let template = (self.template.id.clone(), self.template.version);
        Bundle::new(kind, random::uuid_v7(), clock::now(), from, self.device.clone(), template)
    }

    /// Reads the bytes again as their reader would, before anybody says that there is a file.
    fn checked(&self, name: String, bytes: Vec<u8>) -> Result<Made, NotMade> {
        match read(&name, &bytes, &self.template) {
            Ok(read) if read.refused.is_empty() => Ok(Made { name, bytes }),
            Ok(_) => Err(NotMade::Unsound(FileRefusal::Empty)),
            Err(why) => Err(NotMade::Unsound(why)),
        }
    }
}

impl NotMade {
    /// Why, in the words of a manager.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(_) | Self::Nobody => said::unreadable(lang).to_owned(),
            Self::Surplus(it) => said::refusal(lang, &Refusal::HandOver(it)),
            Self::Unsound(it) => said::refusal(lang, &Refusal::File("", it)),
        }
    }
}

impl Prepared {
    /// What the week holds, counted.
    pub fn counts(&self) -> Counts {
        let sheets = self.bundle.sheets.iter().map(|it| Sheet::of(&it.document));
        sheets.fold(Counts::default(), |_, it| {
            let visits = it.visit_count();
            Counts { ticked: it.ticked().len(), planned: visits.planned, done: visits.done, messages: it.messages.len() }
        })
    }
}

impl Made {
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Gives the file out the way this device can: the share sheet in a home-screen app, else a download.
    pub async fn give_out(&self) -> Result<(), FileError> {
        if files::is_home_screen_app() && files::can_share_file(&self.name, MIME, &self.bytes) {
            return files::share(&self.name, MIME, &self.bytes).await;
        }
        files::download(&self.name, MIME, &self.bytes)
    }

    /// Lets the person choose where it goes.
    pub async fn save_as(&self) -> Result<(), FileError> {
        files::save_as(&self.name, &self.bytes).await.map(|_| ())
    }
}

impl Session {
    /// Whether the filled example is open: its file would be nobody's.
    pub fn is_example(self) -> bool {
        self.inner().example.get_untracked()
    }
}
