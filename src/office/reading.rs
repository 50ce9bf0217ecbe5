//! Reading a team's sheets one after another: in which order they come, which were read, and what is new in one since then.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::books::{Entry, Lane};
use super::names::Name;
use super::scope::Scope;
use super::taken::Digest;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{Path, SheetPath};
use crate::domain::value::Value;
use crate::domain::visits::Outcome;
use crate::domain::week::Week;

/// A manager's week.
pub type Key = (Id, Week);

/// Which version of a sheet was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub digest: Digest,
    pub content: u64,
}

/// The marks of everything that was read.
pub type Marks = BTreeMap<Key, Mark>;

/// Where reading a sheet stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Nobody has read it.
    Unread,
    /// It says something else than when it was read.
    Changed,
    Read,
}

/// What of it is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    Unread,
    Changed,
}

/// A sheet among those that are read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its place from 1; none where it is not among them (any more).
    pub at: Option<usize>,
    pub of: usize,
    pub previous: Option<Key>,
    pub next: Option<Key>,
}

impl Mark {
    pub fn of(lane: &Lane) -> Self {
        Self { digest: lane.digest, content: lane.content }
    }

    pub fn to_json(self) -> Json {
        let (digest, content) = (Json::text(self.digest.to_string()), Json::text(self.content.to_string()));
        Json::object([("digest", digest), ("content", content)])
    }

    pub fn read(json: &Json) -> Option<Self> {
        let text = |name| json.get(name)?.as_text();
        Some(Self { digest: Digest::parse(text("digest")?)?, content: text("content")?.parse().ok()? })
    }
}

/// Where reading a week stands.
pub fn since(mark: Option<&Mark>, latest: &Lane) -> Since {
    match mark {
        None => Since::Unread,
        Some(it) if it.content == latest.content => Since::Read,
        Some(_) => Since::Changed,
    }
}

/// The version to hold the latest against: the one that was read, else the one before it.
pub fn earlier(mark: Option<&Mark>, entry: &Entry, latest: &Lane) -> Option<Digest> {
    let said = |content: u64| content != latest.content;
    match mark {
        Some(it) => said(it.content).then_some(it.digest),
        None => entry.versions().iter().rfind(|it| it.device == latest.device && said(it.content)).map(|it| it.digest),
    }
}

/// The sheets to be read, latest week first, and in it by the managers' ids.
pub fn queue(scope: &Scope, marks: &Marks, only: Only) -> Vec<Key> {
    let is_wanted = |manager: Name, week: Week, entry: &Entry| {
        let (Some(shown), Some(id)) = (entry.shown(), scope.books.names.get(manager)) else { return None };
        let key = (id.clone(), week);
        let is_meant = (scope.from..=scope.to).contains(&week) && scope.is_meant(manager, shown.person);
        let since = since(marks.get(&key), shown);
        let fits = match only {
            Only::All => true,
            Only::Unread => since != Since::Read,
            Only::Changed => since == Since::Changed,
        };
        (is_meant && fits).then_some(key)
    };
    let mut all: Vec<Key> = scope.books.entries().filter_map(|it| is_wanted(it.0, it.1, it.2)).collect();
    all.sort_by(order);
    all
}

fn order(a: &Key, b: &Key) -> std::cmp::Ordering {
    b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0))
}

/// A sheet's neighbours among those that are read, whether it is among them or was.
pub fn turn(queue: &[Key], key: &Key) -> Turn {
    let at = queue.partition_point(|it| order(it, key).is_lt());
    let is_there = queue.get(at) == Some(key);
    Turn {
        at: is_there.then_some(at + 1),
        of: queue.len(),
        previous: at.checked_sub(1).and_then(|it| queue.get(it)).cloned(),
        next: queue.get(at + usize::from(is_there)).cloned(),
    }
}

/// A part of a sheet, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Goals,
    Tasks,
    Day(NaiveDate),
    Channel,
    Review,
}

/// A record of a sheet, or a field that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub section: Section,
    pub record: SheetPath,
    pub fields: Vec<Field>,
}

/// A field: what it says, and what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub path: SheetPath,
    pub now: Option<Value>,
    /// In the earlier version, where there is one and it said something else.
    pub before: Option<Option<Value>>,
}

impl Line {
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(|it| it.before.is_some())
    }

    /// A visit that was planned and made, and of which nothing else is told: a week has dozens of them.
    pub fn is_as_planned(&self) -> bool {
        let says_more =
            |path: &SheetPath| matches!(path, SheetPath::VisitNote(..) | SheetPath::VisitPromise(..) | SheetPath::VisitDue(..));
        let has =
            |wanted: &SheetPath, value: Value| self.fields.iter().any(|it| it.path == *wanted && it.now == Some(value.clone()));
        let SheetPath::Visit(date, code) = &self.record else { return false };
        has(&SheetPath::VisitPlanned(*date, code.clone()), Value::Flag(true))
            && has(&SheetPath::VisitOutcome(*date, code.clone()), Value::Text(Outcome::Done.word().to_owned()))
            && !self.is_changed()
            && !self.fields.iter().any(|it| says_more(&it.path) && it.now.is_some())
    }

    /// The field a word about the record is meant for, where nobody says: what changed, else a text.
    pub fn main(&self) -> &SheetPath {
        let is_text = |it: &&Field| it.path.kind() == crate::domain::path::Kind::Text && it.now.is_some();
        let changed = self.fields.iter().find(|it| it.before.is_some());
        changed.or_else(|| self.fields.iter().find(is_text)).or(self.fields.first()).map_or(&self.record, |it| &it.path)
    }
}

/// A sheet line by line, held against an earlier version of it.
pub fn lines(now: &Document<SheetPath>, before: Option<&Document<SheetPath>>) -> Vec<Line> {
    type Fields = BTreeMap<(usize, SheetPath), Field>;
    let mut all: BTreeMap<(Section, usize, SheetPath), Fields> = BTreeMap::new();
    let gone = before.into_iter().flat_map(Document::live).map(|it| it.0);
    let paths: BTreeSet<&SheetPath> = now.live().map(|it| it.0).chain(gone).collect();
    for path in paths {
        let Some(section) = section(path) else { continue };
        let (value, held) = (now.get(path).cloned(), before.map(|it| it.get(path).cloned()));
        let before = held.filter(|it| *it != value);
        let record = path.record().unwrap_or_else(|| path.clone());
        let field = Field { path: path.clone(), now: value, before };
        all.entry((section, record.at(), record)).or_default().insert((path.at(), path.clone()), field);
    }
    let line = |((section, _, record), fields): ((Section, usize, SheetPath), Fields)| Line {
        section,
        record,
        fields: fields.into_values().collect(),
    };
    all.into_iter().map(line).collect()
}

/// Which part a path is read in; what head office itself said is in none.
fn section(path: &SheetPath) -> Option<Section> {
    if let Some(date) = path.day() {
        return Some(Section::Day(date));
    }
    match path.to_string().split('/').next().unwrap_or_default() {
        "goals" => Some(Section::Goals),
        "focus" | "carried" | "tasks" => Some(Section::Tasks),
        "messages" => Some(Section::Channel),
        "review" => Some(Section::Review),
        _ => None,
    }
}
