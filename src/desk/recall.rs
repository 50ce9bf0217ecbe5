//! Everything a manager has written, held between two questions: read once, and after that only what has changed since.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::hand_over::state;
use super::{Snapshots, Task};
use crate::browser::database::Shelf;
use crate::browser::fetch;
use crate::device::Unreadable;
use crate::domain::archive::Content;
use crate::domain::customers::pinyin::Initials;
use crate::domain::customers::{Customer, customers};
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::month::Plan;
use crate::domain::path::{Path, RosterPath};
use crate::domain::row;
use crate::domain::sheet::Sheet;
use crate::domain::week::{Month, Week};
use crate::keeping::Row;
use crate::keeping::log::{Stored, fold, prefix, set_aside};
use crate::memory::fields::{of_month, of_roster, of_sheet};
use crate::memory::search::Texts;
use crate::words::Lang;
use crate::words::handing::State;

/// All of it.
pub(super) struct Recalled {
    /// Of whom, in which language the names of items stand in it, and which template gave them.
    of: (Id, Lang, String),
    snapshots: Snapshots,
    /// What the log of each document was when it was read.
    logs: BTreeMap<Doc, u64>,
    pub initials: Initials,
    pub texts: Texts,
    pub sheets: BTreeMap<Week, Sheet>,
    /// What has become of each week.
    pub states: BTreeMap<Week, State>,
    pub plans: BTreeMap<Month, Plan>,
    pub roster: Document<RosterPath>,
    pub customers: Map<Id, Customer>,
    /// Documents that cannot be read whole, each with the rows that hinder it.
    pub damaged: BTreeMap<Doc, Vec<Row>>,
}

impl Recalled {
    /// The sheets in the order of their weeks.
    pub(super) fn weeks(&self) -> Vec<(Week, &Sheet)> {
        self.sheets.iter().map(|(week, it)| (*week, it)).collect()
    }

    /// The documents for whatever is made of many.
    pub(super) fn content(&self) -> Content {
        Content {
            sheets: self.sheets.iter().map(|(week, it)| (*week, it.clone())).collect(),
            plans: self.plans.iter().map(|(month, it)| (*month, it.clone())).collect(),
            names: self.customers.iter().map(|(code, it)| (code.clone(), it.name.clone())).collect(),
        }
    }
}

/// What the device holds of each document.
type Rows = BTreeMap<Doc, (Option<String>, Vec<Row>)>;

impl Task {
    /// Everything written, with what has changed since it was held.
    pub(super) async fn recalled(&self, held: Option<Recalled>) -> Result<Recalled, Unreadable> {
        let of = (self.ask.who.manager.clone(), self.ask.lang, self.ask.template.clone());
        let snapshots = self.snapshots().await?;
        let held = held.filter(|it| it.of == of && it.snapshots == snapshots);
        let is_new = held.is_none();
        let mut all = match held {
            Some(it) => it,
            None => self.nothing_yet(of, snapshots).await,
        };
        // The logs first: what is folded into a snapshot meanwhile is then read twice, and not missed.
        let mut rows = self.logs().await?;
        if is_new {
            self.add_snapshots(&mut rows).await?;
        }
        // A log that went without a snapshot is an example that was left, or a sheet that was restored.
        for doc in all.logs.keys() {
            rows.entry(doc.clone()).or_default();
        }
        for (doc, (snapshot, edits)) in rows {
            let log = self.log_of(&doc, &edits);
            if !is_new && all.logs.get(&doc) == Some(&log) {
                continue;
            }
            let snapshot = match snapshot {
                None if !is_new => self.database()?.read(Shelf::Snapshots, &doc.to_string()).await?,
                it => it,
            };
            let is_newer = self.database()?.is_newer();
            all.logs.insert(doc.clone(), log);
            self.take_in(&mut all, &doc, Stored { snapshot, edits, is_newer });
        }
        Ok(all)
    }

    async fn nothing_yet(&self, of: (Id, Lang, String), snapshots: Snapshots) -> Recalled {
        // Without the table everything is still found as it was written.
        let initials = fetch::text("pinyin/initials.txt").await.map(|it| Initials::parse(&it)).unwrap_or_default();
        Recalled {
            of,
            snapshots,
            logs: BTreeMap::new(),
            texts: Texts::new(&initials),
            initials,
            sheets: BTreeMap::new(),
            states: BTreeMap::new(),
            plans: BTreeMap::new(),
            roster: Document::default(),
            customers: Map::default(),
            damaged: BTreeMap::new(),
        }
    }

    /// The rows of every log, by document.
    async fn logs(&self) -> Result<Rows, Unreadable> {
        let mut rows = Rows::new();
        for prefix in self.prefixes() {
            for (key, row) in self.database()?.read_under(Shelf::Edits, &prefix).await? {
                if let Some(doc) = doc_of(&key).filter(|it| self.is_own(it)) {
                    rows.entry(doc).or_default().1.push((key, row));
                }
            }
        }
        let beside = self.ask.late.iter().chain(&self.ask.held).filter_map(|it| doc_of(&it.0));
        beside.filter(|it| self.is_own(it)).for_each(|it| _ = rows.entry(it).or_default());
        Ok(rows)
    }

    async fn add_snapshots(&self, rows: &mut Rows) -> Result<(), Unreadable> {
        for prefix in self.prefixes() {
            for (key, row) in self.database()?.read_under(Shelf::Snapshots, &prefix).await? {
                if let Some(doc) = doc_of(&key).filter(|it| self.is_own(it)) {
                    rows.entry(doc).or_default().0 = Some(row);
                }
            }
        }
        Ok(())
    }

    /// The beginnings of the names of a manager's documents; another's may begin like the roster.
    fn prefixes(&self) -> [String; 3] {
        let manager = &self.ask.who.manager;
        [format!("sheet/{manager}/"), format!("month/{manager}/"), format!("roster/{manager}")]
    }

    fn is_own(&self, doc: &Doc) -> bool {
        matches!(doc, Doc::Sheet(of, _) | Doc::Month(of, _) | Doc::Roster(of) if *of == self.ask.who.manager)
    }

    /// A mark that changes with the log of a document, late rows and what the page holds included.
    fn log_of(&self, doc: &Doc, edits: &[Row]) -> u64 {
        let (name, prefix) = (doc.to_string(), prefix(doc));
        let mut hasher = DefaultHasher::new();
        edits.hash(&mut hasher);
        self.ask.late.iter().filter(|it| it.0.starts_with(&prefix)).for_each(|it| it.hash(&mut hasher));
        self.ask.held.iter().filter(|it| it.0 == name).for_each(|it| it.hash(&mut hasher));
        hasher.finish()
    }

    /// Puts a document in the place of what was held of it.
    fn take_in(&self, all: &mut Recalled, doc: &Doc, stored: Stored) {
        let (lang, template) = (self.ask.lang, &self.template);
        all.damaged.remove(doc);
        let fields = match doc {
            Doc::Sheet(_, week) => {
                let document = self.folded(all, doc, stored);
                let sheet = Sheet::of(&document);
                let fields = of_sheet(&document, &sheet, template, lang);
                // A week that was opened and not written in is none.
                if sheet == Sheet::default() && !all.damaged.contains_key(doc) {
                    all.sheets.remove(week);
                } else {
                    all.sheets.insert(*week, sheet);
                }
                all.states.insert(*week, state(&document));
                fields
            }
            Doc::Month(_, month) => {
                let document = self.folded(all, doc, stored);
                all.plans.insert(*month, Plan::of(&document));
                of_month(&document)
            }
            Doc::Roster(_) => {
                let document = self.folded(all, doc, stored);
                all.customers = customers(&document);
                all.roster = document;
                of_roster(&all.roster)
            }
            Doc::Template(_) | Doc::Settings => return,
        };
        all.texts.put(doc.clone(), fields);
    }

    /// The document as the page holds it, else as the device does; of a damaged one what can be read.
    fn folded<P: Path>(&self, all: &mut Recalled, doc: &Doc, mut stored: Stored) -> Document<P> {
        let name = doc.to_string();
        let held = self.ask.held.iter().find(|it| it.0 == name);
        if let Some(document) = held.and_then(|it| row::to_document(&it.1, &self.template).ok()) {
            return document;
        }
        let again = Stored { snapshot: stored.snapshot.clone(), edits: stored.edits.clone(), is_newer: stored.is_newer };
        if let Ok(it) = fold(again, doc, &self.ask.late, &self.template) {
            return it.document;
        }
        let damaged = set_aside::<P>(&mut stored, doc, &self.template);
        all.damaged.insert(doc.clone(), damaged);
        fold(stored, doc, &self.ask.late, &self.template).map(|it| it.document).unwrap_or_default()
    }
}

/// The document of a key.
fn doc_of(key: &str) -> Option<Doc> {
    key.split('|').next()?.parse().ok()
}
