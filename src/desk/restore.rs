//! Restoring a copy: it is held against what stands, reported, and written as new edits only when the page says so. What stood
//! before is kept as a copy of its own, in the same transaction. The copy made before an import takes that import back.

use super::Task;
use super::import::{batch, reported, told};
use crate::browser::database::{Shelf, Write};
use crate::bundle::read::read;
use crate::bundle::stage::{Held, How, Plan, Shelf as Parts, restore, stage, take_back};
use crate::device::Unreadable;
use crate::domain::edit::{Doc, Stamp};
use crate::domain::path::Path;
use crate::keeping::Row;
use crate::keeping::copies::{self, Label};
use crate::keeping::fence::LEAP;
use crate::leaf::import_report::FileReport;
use crate::post::Report;
use crate::words::changes::restored;
use crate::words::safety;

/// A copy held against what stands.
struct Restoring {
    plan: Plan,
    held: Held,
    /// Rows that cannot be read; they go aside, or their sheet would stay shut.
    damaged: Vec<Row>,
    stamp: Stamp,
    label: Label,
}

impl Task {
    /// What restoring would change. Writes nothing.
    pub(super) async fn stage_copy(&self, key: &str) -> Result<Option<Report>, Unreadable> {
        // The page sets its counter aside once it applies; what is typed until then comes before the restore.
        let Some(Restoring { mut plan, damaged, label, .. }) = self.restoring(key).await? else { return Ok(None) };
        for it in &mut plan.files {
            it.changes.retain(|it| it.how != How::Unchanged);
        }
        let lang = self.ask.lang;
        let mut files: Vec<FileReport> =
            plan.files.iter().map(|it| reported(lang, it, &self.template, restored, |_, _| String::new())).collect();
        if let Some(file) = files.first_mut() {
            if !damaged.is_empty() {
                file.is_due = true;
                file.sentences.insert(0, safety::set_aside(lang, damaged.len()));
            }
            if file.is_due {
                file.sentences.insert(0, safety::restoring(lang, &label).to_owned());
            }
        }
        Ok(Some(told(lang, &files, plan.counter + LEAP)))
    }

    /// Restores it. Says whether it is stored.
    pub(super) async fn restore(&self, key: &str) -> Result<bool, Unreadable> {
        let seen = self.snapshots().await?;
        let Some(Restoring { plan, held, damaged, stamp, label }) = self.restoring(key).await? else { return Ok(false) };
        let Some((mut docs, restored)) = batch(&plan, 0, plan.counter) else { return Ok(false) };
        // Whatever takes an import back ends its copy: the file can be imported again.
        let before = match label.is_before_import() {
            true => vec![Write::DeleteUnder(Shelf::Copies, copies::named(&self.ask.who.manager, copies::IMPORT))],
            false => match self.before(copies::BEFORE, held, &stamp) {
                Some(it) => it.to_vec(),
                None => return Ok(false),
            },
        };
        let mut batch: Vec<Write> = damaged.iter().flat_map(aside).collect();
        batch.extend(restored);
        batch.extend(before);
        docs.extend(damaged.iter().filter_map(|it| doc_of(&it.0)));
        docs.sort();
        docs.dedup();
        Ok(self.store(seen, docs, batch).await.is_some())
    }

    /// `None` if there is no such copy.
    async fn restoring(&self, key: &str) -> Result<Option<Restoring>, Unreadable> {
        // A key that breaks off stands for the one copy it begins.
        let keys = self.database()?.keys_under(Shelf::Copies, key).await?;
        let Some(key) = keys.first().filter(|it| Label::parse(key).is_none() || *it == key) else { return Ok(None) };
        let (Some(label), Some(text)) = (Label::parse(key), self.database()?.read(Shelf::Copies, key).await?) else {
            return Ok(None);
        };
        let name = label.at.get(..16).unwrap_or_default().replace('T', " ");
        let copy = read(&name, text.as_bytes(), &self.template);
        let mut docs = copy.as_ref().map(|it| it.bundle.documents()).unwrap_or_default();
        if label.undoes.is_some() {
            // What came where nothing stood is in no copy.
            docs.extend(self.all_documents().await?);
            docs.sort();
            docs.dedup();
        }
        let (held, damaged) = self.gather_readable(docs).await?;
        let who = &self.ask.who;
        let stamp = Stamp { counter: who.counter.max(latest(&held) + 1), device: who.device.clone(), tab: who.tab.clone() };
        let plan = match copy {
            Ok(copy) => {
                let file = match &label.undoes {
                    Some(since) if label.is_before_import() => take_back(&held, copy, since),
                    undoes => restore(&held, copy, &stamp, undoes.as_ref()),
                };
                Plan { known: file.known.clone(), files: vec![file], counter: stamp.counter }
            }
            Err(why) => stage(&held, vec![(name, Err(why))]),
        };
        Ok(Some(Restoring { plan, held, damaged, stamp, label }))
    }
}

/// A damaged row goes where it harms nobody, and is lost to nobody.
fn aside((key, text): &Row) -> [Write; 2] {
    let shelf = if key.contains('|') { Shelf::Edits } else { Shelf::Snapshots };
    [Write::Put(Shelf::Meta, format!("damaged/{key}"), text.clone()), Write::Delete(shelf, key.clone())]
}

fn doc_of(key: &str) -> Option<Doc> {
    key.split('|').next()?.parse().ok()
}

fn latest(held: &Held) -> u64 {
    fn of<P: Path>(parts: &Parts<P>) -> u64 {
        parts.values().filter_map(|it| it.document.latest()).map(|it| it.counter).max().unwrap_or(0)
    }
    of(&held.sheets).max(of(&held.months)).max(of(&held.rosters)).max(of(&held.settings))
}
