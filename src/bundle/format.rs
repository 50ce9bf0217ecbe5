//! What a file holds once it is taken apart: an envelope and documents.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::reply;
use crate::domain::edit::{Doc, Stamp};
use crate::domain::fold::{Document, Known};
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use crate::domain::template::Template;
use crate::domain::value::Value;

/// The members of an object.
pub type Members = BTreeMap<String, Json>;

/// The word in `format`.
pub const FORMAT: &str = "onesheet.bundle";
/// How such a file's name ends.
pub const EXTENSION: &str = ".onesheet.json";

/// Which way a file goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleKind {
    /// Manager to head office: chosen sheets and their months.
    Report,
    /// A device to itself or to the same manager's other device: everything, with stamps.
    Backup,
    /// Head office to managers: template, calendar, roster, month goals.
    Setup,
    /// Head office to one manager: receipts, comments, answers.
    Reply,
}

impl BundleKind {
    pub const ALL: [Self; 4] = [Self::Report, Self::Backup, Self::Setup, Self::Reply];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Backup => "backup",
            Self::Setup => "setup",
            Self::Reply => "reply",
        }
    }
}

/// Who made a file. `role` is one of `path::ROLES`; the texts may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    pub role: String,
    pub id: Id,
    pub name: String,
    pub area: String,
    pub unit: String,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    pub kind: BundleKind,
    /// A UUID as text.
    pub id: String,
    /// When it was made, by the sender's clock: for display, and at head office for files without `rev`.
    pub created: String,
    /// The version of the app that made it.
    pub app: String,
    pub from: Sender,
    /// The manager a setup or reply is for.
    pub to: Option<Id>,
    pub device: Id,
    /// Id and version of the template it was filled in with.
    pub template: (Id, u32),
    pub sheets: Vec<Part<SheetPath>>,
    pub months: Vec<Part<MonthPath>>,
    /// One per manager; in the file all of them are the list `customers`.
    pub rosters: Vec<Part<RosterPath>>,
    pub settings: Option<Part<SettingsPath>>,
    /// Days that are working days or not, whatever the notices say.
    pub calendars: BTreeMap<NaiveDate, bool>,
    /// Whole templates, each of them sound.
    pub templates: Vec<Json>,
    pub replies: Vec<Json>,
    /// Backup: edits that are not in its documents yet.
    pub edits: Vec<LooseEdit>,
    /// Backup: what its device had seen.
    pub known: Known,
    /// Members of the envelope that this version does not know.
    pub unknown: Members,
}

impl Bundle {
    /// A file with nothing in it yet.
    pub fn new(kind: BundleKind, id: String, created: String, from: Sender, device: Id, template: (Id, u32)) -> Self {
        Self {
            kind,
            id,
            created,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            from,
            to: None,
            device,
            template,
            sheets: Vec::new(),
            months: Vec::new(),
            rosters: Vec::new(),
            settings: None,
            calendars: BTreeMap::new(),
            templates: Vec::new(),
            replies: Vec::new(),
            edits: Vec::new(),
            known: Known::new(),
            unknown: Members::new(),
        }
    }

    /// The template it was written with, where that came along.
    pub fn enclosed_template(&self) -> Option<Template> {
        let is_its = |it: &Template| (&it.id, it.version) == (&self.template.0, self.template.1);
        self.templates.iter().find_map(|it| Template::parse(&it.canonical()).ok().filter(is_its))
    }

    /// A document of a setup that names nobody is for whoever takes it in. To be done before `documents` is asked: what a device
    /// does not load it would take for new.
    pub fn hand_to(&mut self, ours: &Id) {
        if self.kind != BundleKind::Setup {
            return;
        }
        let sender = &self.from.id;
        for it in &mut self.months {
            if let Doc::Month(manager, _) = &mut it.doc
                && manager == sender
            {
                manager.clone_from(ours);
            }
        }
        for it in &mut self.rosters {
            if it.doc == Doc::Roster(sender.clone()) {
                it.doc = Doc::Roster(ours.clone());
            }
        }
    }

    /// The documents it speaks of, loose edits included: what a device must load before it can stage the file.
    pub fn documents(&self) -> Vec<Doc> {
        let mut all: Vec<Doc> = self.sheets.iter().map(|it| it.doc.clone()).collect();
        all.extend(self.months.iter().map(|it| it.doc.clone()));
        all.extend(self.rosters.iter().map(|it| it.doc.clone()));
        all.extend(self.settings.iter().map(|it| it.doc.clone()));
        all.extend(self.edits.iter().map(|it| it.doc.clone()));
        let manager = self.to.as_ref().unwrap_or(&self.from.id);
        let week = |it: &Json| Some(Doc::Sheet(manager.clone(), reply::week(it)?));
        all.extend(self.replies.iter().filter_map(week));
        all.sort();
        all.dedup();
        all
    }

    /// Characters that could hide or reorder text and were taken out of its documents.
    pub fn removed(&self) -> usize {
        let sheets: usize = self.sheets.iter().map(|it| it.removed).sum();
        let months: usize = self.months.iter().map(|it| it.removed).sum();
        let rosters: usize = self.rosters.iter().map(|it| it.removed).sum();
        sheets + months + rosters + self.settings.as_ref().map_or(0, |it| it.removed)
    }
}

/// One document of a file, or of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<P: Ord> {
    pub doc: Doc,
    /// Its values: with stamps where the file gives them, else filled in without.
    pub document: Document<P>,
    /// A report's sheet: the highest stamp in it.
    pub rev: Option<Stamp>,
    /// Members this version does not know, nested as they stood: kept and written back.
    pub unknown: Members,
    /// Hidden characters taken out while reading.
    pub removed: usize,
    /// Where `computed` says something else than its own values come to.
    pub mismatches: Vec<Mismatch>,
}

impl<P: Path> Part<P> {
    /// A document of this device.
    pub fn new(doc: Doc, document: Document<P>) -> Self {
        Self { doc, document, rev: None, unknown: Members::new(), removed: 0, mismatches: Vec::new() }
    }
}

/// A figure in `computed` that is not what the app counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// As in `data-computed`: `goals/vol/gap`, `visits/done`.
    pub path: String,
    /// What the file says, and what its values come to; nothing is "not measured".
    pub stated: Option<String>,
    pub counted: Option<String>,
}

/// An edit that carries its document with it. The path is one of that document's and the value fits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseEdit {
    pub doc: Doc,
    pub path: String,
    pub value: Option<Value>,
    pub stamp: Stamp,
}
