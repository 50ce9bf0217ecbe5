//! Deleting what was collected of a period. A file that also holds other weeks stays whole, and that is told: half a file would be
//! no evidence.

use std::collections::BTreeSet;

use super::names::{Labels, Names};
use super::pack::{packed, unpacked};
use super::reading::Key;
use super::taken::{Digest, Taken};
use crate::domain::json::Json;
use crate::domain::week::Week;

/// A line of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deleted {
    pub at: String,
    pub by: String,
    pub from: String,
    pub to: String,
    pub files: usize,
    pub sheets: usize,
}

/// What of a batch is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Nothing where nothing is left.
    pub bytes: Option<Vec<u8>>,
    /// The files that go.
    pub gone: Vec<Digest>,
    /// Those that stay because they hold other weeks as well.
    pub spared: Vec<Digest>,
    /// The sheets of the period that go, and those that another file holds, which stays.
    pub sheets: BTreeSet<Key>,
    pub left: BTreeSet<Key>,
}

/// A batch without the files of a period. None where it cannot be read.
pub fn without(batch: &[u8], (from, to): (Week, Week)) -> Option<Pruned> {
    let (mut names, mut labels) = (Names::default(), Labels::default());
    let all = unpacked(batch, &mut names, &mut labels)?;
    let mut pruned = Pruned::default();
    let mut left: Vec<Taken> = Vec::new();
    for it in all {
        let manager = names.get(it.manager)?.clone();
        let weeks = it.sheets.iter().map(|it| it.week).filter(|it| (from..=to).contains(it));
        let inside: Vec<Key> = weeks.map(|it| (manager.clone(), it)).collect();
        if !inside.is_empty() && inside.len() == it.sheets.len() {
            pruned.gone.push(it.digest);
            pruned.sheets.extend(inside);
        } else {
            pruned.spared.extend((!inside.is_empty()).then_some(it.digest));
            pruned.left.extend(inside);
            left.push(it);
        }
    }
    pruned.bytes = (!left.is_empty()).then(|| packed(&left, (&names, &labels)));
    Some(pruned)
}

impl Deleted {
    pub fn to_json(&self) -> Json {
        let count = |it: usize| Json::Number(it.to_string());
        Json::object([
            ("at", Json::text(&self.at)),
            ("by", Json::text(&self.by)),
            ("from", Json::text(&self.from)),
            ("to", Json::text(&self.to)),
            ("files", count(self.files)),
            ("sheets", count(self.sheets)),
        ])
    }

    pub fn read(json: &Json) -> Option<Self> {
        let text = |name| Some(json.get(name)?.as_text()?.to_owned());
        let count = |name| match json.get(name)? {
            Json::Number(it) => it.parse().ok(),
            _ => None,
        };
        Some(Self {
            at: text("at")?,
            by: text("by")?,
            from: text("from")?,
            to: text("to")?,
            files: count("files")?,
            sheets: count("sheets")?,
        })
    }
}
