//! Taking the values a file has otherwise, where a person chose them: they become edits of this device, under one stamp, written
//! after the files are stored. Taking the import back takes them back too.

use super::import::rows;
use super::{Snapshots, Task};
use crate::bundle::stage::{Difference, Plan, Shelf, Snapshot, snapshots};
use crate::device::Unreadable;
use crate::domain::edit::{Doc, Edit, Stamp};
use crate::domain::path::Path;

/// How a difference is asked for: by the places of its file, its document in that, and itself.
pub(super) fn key(file: usize, change: usize, field: usize) -> String {
    format!("{file}/{change}/{field}")
}

/// The difference a key means, and whose it is.
fn found<'a>(plan: &'a Plan, key: &str) -> Option<(&'a Doc, &'a Difference)> {
    let mut places = key.split('/').map(str::parse::<usize>);
    let mut next = || places.next()?.ok();
    let change = plan.files.get(next()?)?.changes.get(next()?)?;
    Some((&change.doc, change.differences.get(next()?)?))
}

impl Task {
    /// Writes them, against what stands now. Says which writing it was.
    pub(super) async fn take(
        &self,
        plan: &Plan,
        keys: &[String],
        (seen, is_begun): (Snapshots, bool),
    ) -> Result<Option<String>, Unreadable> {
        let who = &self.ask.who;
        let wanted: Vec<(&Doc, &Difference)> = keys.iter().filter_map(|it| found(plan, it)).collect();
        let mut held = self.gather(wanted.iter().map(|it| it.0.clone())).await?;
        // The page has set this counter aside.
        let stamp = Stamp { counter: who.counter, device: who.device.clone(), tab: who.tab.clone() };
        for (doc, it) in &wanted {
            put(&mut held.sheets, doc, it, &stamp);
            put(&mut held.months, doc, it, &stamp);
            put(&mut held.rosters, doc, it, &stamp);
            put(&mut held.settings, doc, it, &stamp);
        }
        let known = held.known.clone();
        let store: Vec<Snapshot> = snapshots(held);
        let docs = store.iter().map(|it| it.doc().clone()).collect();
        let mut batch = rows(&store, &known, who.counter.max(plan.counter));
        if !is_begun {
            batch.extend(self.before_import(plan.counter).await);
        }
        Ok(self.store(seen, docs, batch).await)
    }
}

fn put<P: Path>(shelf: &mut Shelf<P>, doc: &Doc, it: &Difference, stamp: &Stamp) {
    if let (Some(part), Ok(path)) = (shelf.get_mut(doc), P::parse(&it.path)) {
        part.document.fold(Edit { path, value: it.other.clone(), stamp: stamp.clone() });
    }
}
