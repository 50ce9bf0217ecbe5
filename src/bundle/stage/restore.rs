//! Restoring a copy, which is older than what stands: its values are written once more, as new edits. What the copy does not
//! hold stays as it is.

use super::joining::count;
use super::plan::{Difference, FilePlan, How};
use super::{Held, Shelf, Staged};
use crate::bundle::format::Part;
use crate::bundle::read::Read;
use crate::bundle::shape::fill_in;
use crate::domain::edit::{Edit, Stamp};
use crate::domain::fold::Document;
use crate::domain::path::Kind;

/// What restoring the copy would change: every value of it that does not stand becomes an edit of this stamp. `undoes` is the
/// stamp of the restore the copy was made before: what that one wrote, and nobody since, goes back to what it was.
pub fn restore(held: &Held, copy: Read, stamp: &Stamp, undoes: Option<&Stamp>) -> FilePlan {
    let mut plan = FilePlan::new(copy.name, copy.refused, copy.warnings);
    let bundle = copy.bundle;
    let again = Again { stamp, undoes };
    again.put(&held.sheets, bundle.sheets, &mut plan);
    again.put(&held.months, bundle.months, &mut plan);
    again.put(&held.rosters, bundle.rosters, &mut plan);
    again.put(&held.settings, bundle.settings.into_iter().collect(), &mut plan);
    plan.known.clone_from(&held.known);
    plan.known.insert(stamp.device.clone(), stamp.counter);
    plan.conclude(plan.changes.len());
    plan
}

/// How edits are made of a copy.
struct Again<'a> {
    stamp: &'a Stamp,
    undoes: Option<&'a Stamp>,
}

impl Again<'_> {
    fn put<P: Staged>(&self, held: &Shelf<P>, copies: Vec<Part<P>>, plan: &mut FilePlan) {
        let copies: Shelf<P> = copies.into_iter().map(|it| (it.doc.clone(), it)).collect();
        for doc in held.keys().chain(copies.keys().filter(|it| !held.contains_key(it))) {
            let empty = || Part::new(doc.clone(), Document::default());
            let before = held.get(doc).cloned().unwrap_or_else(empty);
            let copy = copies.get(doc).cloned().unwrap_or_else(empty);
            self.one(before, copy, plan);
        }
    }

    fn one<P: Staged>(&self, before: Part<P>, copy: Part<P>, plan: &mut FilePlan) {
        let mut after = before.clone();
        let mut differences = Vec::new();
        let mut write = |path: &P, value| {
            after.document.fold(Edit { path: path.clone(), value, stamp: self.stamp.clone() });
        };
        // Where a restore is taken back, what was written since stays.
        let is_meant = |path: &P| self.undoes.is_none_or(|it| before.document.stamp(path) == Some(it));
        if self.undoes.is_some() {
            let is_new = |path: &P| path.kind() != Kind::Record && copy.document.get(path).is_none();
            before.document.live().filter(|it| is_new(it.0) && is_meant(it.0)).for_each(|it| write(it.0, None));
        }
        for (path, value) in copy.document.live().filter(|it| is_meant(it.0)) {
            let stands = before.document.get(path);
            if stands == Some(value) {
                continue;
            }
            write(path, Some(value.clone()));
            differences.extend(stands.map(|it| Difference {
                path: path.to_string(),
                stands: Some(it.clone()),
                other: Some(value.clone()),
                is_expected: false,
            }));
        }
        fill_in(&mut after.unknown, &copy.unknown);
        let mut change = count(&before.document, &after.document);
        let is_same = after.document == before.document && after.unknown == before.unknown;
        // Each of them is told as a difference, what was added since among them.
        change.renewed.clear();
        (change.doc, change.differences) = (after.doc.clone(), differences);
        change.how = if is_same { How::Unchanged } else { How::Joined };
        if !is_same {
            plan.store.push(P::snapshot(after));
        }
        plan.changes.push(change);
    }
}
