//! One document of a file: its members become values at paths, with stamps where the file gives them. The first thing wrong
//! refuses the document.

use std::collections::BTreeMap;

use super::format::{LooseEdit, Members, Part};
use super::limits::{self, COUNTER_MAX, UNKNOWN_MAX};
use super::refusal::{DocumentFault, Fault};
use super::shape::Shape;
use super::text;
use crate::domain::edit::{Doc, Stamp};
use crate::domain::fold::{Document, Register, Written};
use crate::domain::json::Json;
use crate::domain::path::{NotAPath, Path};
use crate::domain::template::Template;
use crate::domain::text::has_control;
use crate::domain::value::{BadValue, Value};

/// Stamps of paths this version does not know, among a document's unknown members. No member of a file can have this name
/// by accident: a key with a slash is no key.
pub const UNKNOWN_STAMPS: &str = "/stamps";

/// What a document must keep to.
pub struct Rules<'a, P> {
    pub shape: &'a Shape,
    pub template: &'a Template,
    /// How many keyed records it may have.
    pub records: usize,
    /// Whether a path may stand in this very document: a day in its week.
    pub fits: &'a dyn Fn(&P) -> Result<(), DocumentFault>,
}

/// What a document says about its values: when they were written, and what else was at the same time.
#[derive(Default)]
pub struct Ledger {
    pub rev: Option<Json>,
    pub stamps: Option<Json>,
    pub others: Option<Json>,
}

impl Ledger {
    /// Takes it out of a document's members.
    pub fn take(members: &mut Members) -> Self {
        let mut take = |name| members.remove(name).filter(|it| *it != Json::Null);
        Self { rev: take("rev"), stamps: take("stamps"), others: take("others") }
    }
}

/// Reads a document's own members.
pub fn read<P: Path>(doc: Doc, members: Members, ledger: Ledger, rules: &Rules<P>) -> Result<Part<P>, Fault> {
    let flat = rules.shape.flatten(members)?;
    let (found, most) = (flat.records.len(), rules.records);
    if found > most {
        return Err(Fault::new("", DocumentFault::TooManyRecords { found, most }));
    }
    flat.records.iter().try_for_each(|it| rules.path(it).map(|_| ()))?;
    let mut part = Part::new(doc, Document::default());
    part.unknown = flat.unknown;
    part.rev = ledger.rev.map(|it| stamp(&it).ok_or_else(|| Fault::new("rev", DocumentFault::BadStamp))).transpose()?;
    let mut values = BTreeMap::new();
    for (text, json) in flat.values {
        let path = rules.path(&text)?;
        if let Some(value) = rules.value(&path, &json, &mut part.removed)? {
            values.insert(path, value);
        }
    }
    stamped(&mut part, &mut values, ledger.stamps, ledger.others, rules)?;
    for (path, value) in values {
        part.document.fill(path, value);
    }
    check_unknown(&part.unknown)?;
    Ok(part)
}

/// Reads what an edit outside any document carries.
pub fn loose<P: Path>(doc: Doc, path: &str, value: &Json, stamp: Stamp, rules: &Rules<P>) -> Result<LooseEdit, Fault> {
    let read = rules.path(path)?;
    let value = rules.value(&read, value, &mut 0)?;
    Ok(LooseEdit { doc, path: read.to_string(), value, stamp })
}

/// A stamp as files write it, within what a device can count on from.
pub fn stamp(json: &Json) -> Option<Stamp> {
    json.as_text()?.parse().ok().filter(|it: &Stamp| it.counter <= COUNTER_MAX)
}

impl<P: Path> Rules<'_, P> {
    fn path(&self, text: &str) -> Result<P, Fault> {
        let path = P::parse(text).map_err(|it| match it {
            NotAPath::BadKey => DocumentFault::BadKey,
            NotAPath::Unknown => DocumentFault::NoSuchField,
        });
        path.and_then(|it| (self.fits)(&it).map(|()| it)).map_err(|it| Fault::new(text, it))
    }

    fn value(&self, path: &P, json: &Json, removed: &mut usize) -> Result<Option<Value>, Fault> {
        match text::value(path, json, self.template) {
            Ok((value, hidden)) => {
                *removed += hidden;
                Ok(value)
            }
            Err(it) => Err(Fault::new(&path.to_string(), DocumentFault::Value(it))),
        }
    }
}

/// Puts the values that have a stamp into the document. A stamp without a value is a value that was taken away.
fn stamped<P: Path>(
    part: &mut Part<P>,
    values: &mut BTreeMap<P, Value>,
    stamps: Option<Json>,
    others: Option<Json>,
    rules: &Rules<P>,
) -> Result<(), Fault> {
    let (mut others, stamps) = (members_of("others", others)?, members_of("stamps", stamps)?);
    // What was taken away has a stamp and no value, so the limit on records alone would let any number of them in.
    let (found, most) = (stamps.len(), limits::stamps(rules.records));
    if found > most {
        return Err(Fault::new("stamps", DocumentFault::TooManyRecords { found, most }));
    }
    let mut registers = Vec::new();
    for (text, json) in stamps {
        let bad = || Fault::new(&text, DocumentFault::BadStamp);
        if P::parse(&text) == Err(NotAPath::Unknown) {
            let group = part.unknown.entry(UNKNOWN_STAMPS.to_owned()).or_insert_with(|| Json::Object(Members::new()));
            if let Json::Object(unknown) = group {
                unknown.insert(text, json);
            }
            continue;
        }
        let path = rules.path(&text)?;
        let standing = Written { stamp: Some(stamp(&json).ok_or_else(bad)?), value: values.remove(&path) };
        let mut all = vec![standing];
        if let Some(json) = others.remove(&text) {
            for it in json.as_list().ok_or_else(bad)? {
                let [value, at] = it.as_list().ok_or_else(bad)? else { return Err(bad()) };
                let value = rules.value(&path, value, &mut part.removed)?;
                all.push(Written { stamp: Some(stamp(at).ok_or_else(bad)?), value });
            }
        }
        // Whatever the file calls standing: the latest does.
        all.sort_by(|a, b| b.cmp(a));
        all.dedup();
        let standing = all.remove(0);
        registers.push((path, Register { standing, others: all }));
    }
    part.document.restore_all(registers);
    // A value beside one without a stamp: nothing could tell which of them stands.
    others.keys().next().map_or(Ok(()), |it| Err(Fault::new(it, DocumentFault::BadStamp)))
}

fn members_of(name: &str, json: Option<Json>) -> Result<Members, Fault> {
    match json {
        None => Ok(Members::new()),
        Some(Json::Object(it)) => Ok(it),
        Some(_) => Err(Fault::new(name, DocumentFault::NotAnObject)),
    }
}

/// Bytes of members as they would be written.
pub fn weight(members: &Members) -> usize {
    members.iter().map(|(name, it)| name.len() + it.canonical().len() + 4).sum()
}

/// Unknown members are kept as they are, but no more than fits and nothing that no text may hold.
pub fn check_unknown(members: &Members) -> Result<(), Fault> {
    let (bytes, most) = (weight(members), UNKNOWN_MAX);
    if bytes > most {
        return Err(Fault::new("", DocumentFault::TooMuchUnknown { bytes, most }));
    }
    let dirty = members.iter().find(|(name, it)| has_control(name) || is_dirty(it));
    dirty.map_or(Ok(()), |(name, _)| Err(Fault::new(name, DocumentFault::Value(BadValue::ControlCharacter))))
}

fn is_dirty(json: &Json) -> bool {
    match json {
        Json::Text(it) => has_control(it),
        Json::List(all) => all.iter().any(is_dirty),
        Json::Object(members) => members.iter().any(|(name, it)| has_control(name) || is_dirty(it)),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}
