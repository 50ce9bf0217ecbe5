//! One document of a file against the one that is held: stamped values merge, others fill what is absent.

use super::plan::{Change, Difference, How};
use super::{Staged, Verdict};
use crate::bundle::format::Part;
use crate::bundle::shape::fill_in;
use crate::domain::fold::{Document, Known, Register, Written};
use crate::domain::path::Path;
use crate::domain::value::Value;

/// What both sides had seen.
pub struct Side<'a> {
    pub known: &'a Known,
    pub their_known: &'a Known,
}

/// What the document would become, and how that differs from what it is.
pub fn join<P: Staged>(held: Option<&Part<P>>, theirs: Part<P>, side: &Side) -> (Part<P>, Change) {
    let theirs = match at_once(held, theirs) {
        Ok(it) => return it,
        Err(it) => it,
    };
    let before = held.cloned().unwrap_or_else(|| Part::new(theirs.doc.clone(), Document::default()));
    let mut part = Part::new(theirs.doc, before.document.clone());
    part.unknown = before.unknown.clone();
    let (stamped, loose) = split(&theirs.document);
    part.document.merge(side.known, &stamped, side.their_known);
    let joined = part.document != before.document;
    let (filled, differences) = fill(&mut part.document, loose);
    fill_in(&mut part.unknown, &theirs.unknown);
    let how = match held {
        _ if !joined && filled == 0 && part.unknown == before.unknown => How::Unchanged,
        None => How::New,
        Some(_) if joined => How::Joined,
        Some(_) => How::Filled,
    };
    let mut change = count(&before.document, &part.document);
    (change.doc, change.how, change.differences) = (part.doc.clone(), how, differences);
    (part, change)
}

/// The same where nothing has to be compared register by register: a document that is new here or is what is held. Most are.
fn at_once<P: Staged>(held: Option<&Part<P>>, theirs: Part<P>) -> Result<(Part<P>, Change), Part<P>> {
    let (how, added) = match held {
        None if P::fills_an_empty_one(&theirs.document) => (How::New, theirs.document.live().count()),
        Some(it) if it.document == theirs.document && it.unknown == theirs.unknown => (How::Unchanged, 0),
        _ => return Err(theirs),
    };
    let mut part = Part::new(theirs.doc, theirs.document);
    part.unknown = theirs.unknown;
    let is_empty = part.document.registers().next().is_none() && part.unknown.is_empty();
    let mut change =
        Change { doc: part.doc.clone(), how: if is_empty { How::Unchanged } else { how }, added, ..Change::default() };
    if change.how == How::New {
        part.document.registers().for_each(|(path, it)| waiting(path, it, &mut change));
    }
    Ok((part, change))
}

/// Registers with a stamp, and values without.
fn split<P: Path>(document: &Document<P>) -> (Document<P>, Vec<(P, Value)>) {
    let (mut all, mut loose) = (Vec::new(), Vec::new());
    for (path, register) in document.registers() {
        match (&register.standing.stamp, &register.standing.value) {
            (Some(_), _) => all.push((path.clone(), register.clone())),
            (None, Some(value)) => loose.push((path.clone(), value.clone())),
            (None, None) => {}
        }
    }
    let mut stamped = Document::default();
    stamped.restore_all(all);
    (stamped, loose)
}

/// Fills in values without stamp; gives back how many, and those that differ from what stands.
fn fill<P: Staged>(document: &mut Document<P>, loose: Vec<(P, Value)>) -> (usize, Vec<Difference>) {
    let (mut filled, mut differences, mut later) = (0, Vec::new(), Vec::new());
    for (path, value) in loose {
        let ours = document.get(&path);
        // A box that was never ticked and one that was cleared say the same.
        let same = ours == Some(&value) || (ours.is_none() && value == Value::Flag(false) && !is_absent(document, &path));
        if same {
            continue;
        }
        match P::verdict(document, &path, &value) {
            Verdict::Fill if P::JUDGES_ALONE => later.push((path, value)),
            Verdict::Fill => filled += usize::from(document.fill(path, value)),
            it @ (Verdict::Ask | Verdict::Expect) => {
                let (stands, is_expected) = (ours.cloned(), it == Verdict::Expect);
                differences.push(Difference { path: path.to_string(), stands, other: Some(value), is_expected });
            }
            Verdict::Keep => {}
        }
    }
    filled += later.len();
    document.fill_all(later);
    (filled, differences)
}

fn renewed<P: Path>(path: &P, was: &Value, becomes: Option<&Value>) -> Difference {
    Difference { path: path.to_string(), stands: Some(was.clone()), other: becomes.cloned(), is_expected: false }
}

/// Whether nothing was ever written at a path, nor a record around it taken away.
pub fn is_absent<P: Path>(document: &Document<P>, path: &P) -> bool {
    let mut at = Some(path.clone());
    while let Some(it) = at {
        if document.register(&it).is_some() {
            return false;
        }
        at = it.record();
    }
    true
}

/// What a person would see change. Which document it is and how it came about is the caller's to add.
pub fn count<P: Path>(before: &Document<P>, after: &Document<P>) -> Change {
    let is_other = |it: &(&P, &Value)| after.get(it.0) != Some(it.1);
    let renewed: Vec<_> = before.live().filter(is_other).map(|(path, was)| renewed(path, was, after.get(path))).collect();
    let removed = renewed.iter().filter(|it| it.other.is_none()).count();
    let added = after.live().filter(|it| before.get(it.0).is_none()).count();
    let mut change = Change { added, changed: renewed.len() - removed, removed, renewed, ..Change::default() };
    for (path, register) in after.registers().filter(|it| before.register(it.0) != Some(it.1)) {
        waiting(path, register, &mut change);
    }
    change
}

/// Notes what waits for a choice beside what stands.
fn waiting<P: Path>(path: &P, register: &Register, change: &mut Change) {
    let stands = &register.standing.value;
    let others = register.others.iter().filter(|it| it.value != *stands);
    let difference = |it: &Written| Difference {
        path: path.to_string(),
        stands: stands.clone(),
        other: it.value.clone(),
        is_expected: false,
    };
    change.disputed.extend(others.map(difference));
}
