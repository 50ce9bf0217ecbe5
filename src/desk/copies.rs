//! Copies of everything the manager has here, kept on this device.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Task;
use crate::browser::database::{Durability, Shelf, Write};
use crate::browser::{clock, random};
use crate::bundle::digest;
use crate::bundle::stage::{Held, Shelf as Parts};
use crate::bundle::write;
use crate::device::Unreadable;
use crate::domain::edit::Stamp;
use crate::domain::path::{Path, RosterPath};
use crate::domain::row;
use crate::domain::week::Week;
use crate::keeping::copies::{self, Label, Size};
use crate::post::Made;

impl Task {
    /// Makes the copy of this week unless it is there, or nothing is new since the last.
    pub(super) async fn copy(&self) -> Result<bool, Unreadable> {
        let held = self.gather(self.all_documents().await?).await?;
        let mut keys = self.copy_keys().await?;
        let label = label(&held, this_week(), None);
        let last = keys.iter().filter_map(|it| Label::parse(it)).rfind(|it| !it.is_before());
        if label.size == Size::default() || last.is_some_and(|it| it.name == label.name || it.sum == label.sum) {
            return Ok(false);
        }
        let Some(text) = self.copied(held) else { return Ok(false) };
        let key = label.key(&self.ask.who.manager);
        keys.push(key.clone());
        keys.sort();
        let gone = copies::surplus(&keys, &label.size).into_iter().map(|it| Write::Delete(Shelf::Copies, it.clone()));
        // Two windows may have asked at once: a week is one copy.
        let same = Write::DeleteUnder(Shelf::Copies, copies::named(&self.ask.who.manager, &label.name));
        let batch: Vec<Write> = [same, Write::Put(Shelf::Copies, key, text)].into_iter().chain(gone).collect();
        Ok(self.database()?.keep(batch, Durability::Relaxed).await.is_ok())
    }

    /// What stands now, to be kept as the copy made before a restore or an import.
    pub(super) fn before(&self, name: &str, held: Held, stamp: &Stamp) -> Option<[Write; 2]> {
        let manager = &self.ask.who.manager;
        let key = label(&held, name.to_owned(), Some(stamp.clone())).key(manager);
        let old = Write::DeleteUnder(Shelf::Copies, copies::named(manager, name));
        Some([old, Write::Put(Shelf::Copies, key, self.copied(held)?)])
    }

    /// The same before an import. Where it cannot be made, an older one must not pass for it.
    pub(super) async fn before_import(&self, counter: u64) -> Vec<Write> {
        let who = &self.ask.who;
        let stamp = Stamp { counter: who.counter.max(counter), device: who.device.clone(), tab: who.tab.clone() };
        let held = match self.all_documents().await {
            Ok(docs) => self.gather_readable(docs.into_iter().collect()).await.map(|it| it.0),
            Err(why) => Err(why),
        };
        let kept = held.ok().and_then(|it| self.before(copies::IMPORT, it, &stamp));
        let old = || vec![Write::DeleteUnder(Shelf::Copies, copies::named(&who.manager, copies::IMPORT))];
        kept.map_or_else(old, |it| it.to_vec())
    }

    /// As a file, read again; `None` if it does not read.
    fn copied(&self, held: Held) -> Option<String> {
        let bundle = self.whole(held, clock::now(), random::uuid_v7());
        let bytes = write::backup(&bundle, &self.template, &|_, _| None);
        String::from_utf8(self.checked(Made::default(), bytes).ok()?.1).ok()
    }
}

fn this_week() -> String {
    let (year, month, day) = clock::today();
    Week::of(NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()).to_string()
}

fn label(held: &Held, name: String, undoes: Option<Stamp>) -> Label {
    let customer = |path: &RosterPath| path.record();
    let customers = held.rosters.values().flat_map(|it| it.document.live()).filter_map(|it| customer(it.0));
    let size = Size {
        sheets: held.sheets.values().filter(|it| it.document.live().next().is_some()).count(),
        fields: fields(&held.sheets) + fields(&held.months),
        customers: customers.collect::<BTreeSet<RosterPath>>().len(),
    };
    let sum = digest::of(
        &[rows(&held.sheets), rows(&held.months), rows(&held.rosters), rows(&held.settings)].each_ref().map(String::as_bytes),
    );
    let sum = sum.rsplit(':').next().unwrap_or_default().chars().take(12).collect();
    Label { name, at: clock::now(), size, sum, undoes }
}

fn fields<P: Path>(parts: &Parts<P>) -> usize {
    parts.values().map(|it| it.document.live().count()).sum()
}

fn rows<P: Path>(parts: &Parts<P>) -> String {
    parts.iter().map(|(doc, it)| format!("{doc} {}\n", row::of_document(&it.document))).collect()
}
