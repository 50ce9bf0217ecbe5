//! Taking an import back: every document becomes what it was before, and what was written on this device since stays. As if the
//! files had never come: they can be imported once more.

use super::joining::count;
use super::plan::{FilePlan, How};
use super::{Held, Shelf, Staged};
use crate::bundle::format::Part;
use crate::bundle::read::Read;
use crate::domain::edit::Stamp;
use crate::domain::fold::Document;
use crate::keeping::foundations::Foundations;

/// What taking back would change. `copy` is of what stood before; `since` is the stamp this device had come to by then.
pub fn take_back(held: &Held, copy: Read, since: &Stamp) -> FilePlan {
    let mut plan = FilePlan::new(copy.name, copy.refused, copy.warnings);
    let bundle = copy.bundle;
    put(&held.sheets, bundle.sheets, since, &mut plan);
    put(&held.months, bundle.months, since, &mut plan);
    put(&held.rosters, bundle.rosters, since, &mut plan);
    put(&held.settings, bundle.settings.into_iter().collect(), since, &mut plan);
    let before = Foundations { days: bundle.calendars.into_iter().collect(), templates: bundle.templates };
    if before != held.foundations {
        // What goes is what is to be told.
        plan.also.days =
            held.foundations.days.iter().filter(|it| before.days.get(it.0) != Some(it.1)).map(|it| (*it.0, *it.1)).collect();
        plan.also.templates = held.foundations.templates.iter().filter(|it| !before.templates.contains(it)).cloned().collect();
    }
    plan.foundations = before;
    plan.known = bundle.known;
    plan.known.extend(held.known.get(&since.device).map(|it| (since.device.clone(), *it)));
    plan.conclude(plan.changes.len());
    plan
}

fn put<P: Staged>(held: &Shelf<P>, copies: Vec<Part<P>>, since: &Stamp, plan: &mut FilePlan) {
    let mut copies: Shelf<P> = copies.into_iter().map(|it| (it.doc.clone(), it)).collect();
    for (doc, now) in held {
        let mut after = copies.remove(doc).unwrap_or_else(|| Part::new(doc.clone(), Document::default()));
        let is_since = |it: &Stamp| it.device == since.device && it.counter > since.counter;
        let own = now.document.registers().filter(|it| it.1.standing.stamp.as_ref().is_some_and(is_since));
        after.document.restore_all(own.map(|(path, register)| (path.clone(), register.clone())));
        let mut change = count(&now.document, &after.document);
        change.doc = doc.clone();
        if after.document != now.document || after.unknown != now.unknown {
            change.how = How::Joined;
            plan.store.push(P::snapshot(after));
        }
        plan.changes.push(change);
    }
}
