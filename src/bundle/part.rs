//! One document of a file: its members become values at paths, with stamps where the file gives them. The first thing wrong
//! refuses the document.

use super::format::{LooseEdit, Members, Part};
use super::limits::{self, COUNTER_MAX, UNKNOWN_MAX};
use super::refusal::{DocumentFault, Fault};
use super::shape::{Paths, Shape};
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
    let flat = rules.shape.flatten::<P>(members)?;
    let (found, most) = (flat.records.len(), rules.records);
    if found > most {
        return Err(Fault::new("", DocumentFault::TooManyRecords { found, most }));
    }
    flat.records.iter().try_for_each(|it| rules.fits(it))?;
    let mut part = Part::new(doc, Document::default());
    part.unknown = flat.unknown;
    part.rev = ledger.rev.map(|it| stamp(&it).ok_or_else(|| Fault::new("rev", DocumentFault::BadStamp))).transpose()?;
    let mut values = Vec::with_capacity(flat.values.len());
    for (path, json) in flat.values {
        rules.fits(&path)?;
        let (value, removed) = rules.said(&path, text::taken(&path, json, rules.template))?;
        part.removed += removed;
        values.extend(value.is_some().then_some((path, value)));
    }
    values.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let mut registers = stamped(&mut part, &mut values, ledger.stamps, ledger.others, rules)?;
    let loose = values.into_iter().filter(|it| it.1.is_some());
    registers
        .extend(loose.map(|(path, value)| (path, Register { standing: Written { stamp: None, value }, others: Vec::new() })));
    part.document = Document::of(registers);
    check_unknown(&part.unknown)?;
    Ok(part)
}

/// Reads what an edit outside any document carries.
pub fn loose<P: Path>(doc: Doc, path: &str, value: &Json, stamp: Stamp, rules: &Rules<P>) -> Result<LooseEdit, Fault> {
    let read = P::parse(path).map_err(|it| rules.no_path(path, it))?;
    rules.fits(&read)?;
    let (value, _) = rules.said(&read, text::value(&read, value, rules.template))?;
    Ok(LooseEdit { doc, path: read.to_string(), value, stamp })
}

/// A stamp as files write it, within what a device can count on from.
pub fn stamp(json: &Json) -> Option<Stamp> {
    json.as_text()?.parse().ok().filter(|it: &Stamp| it.counter <= COUNTER_MAX)
}

impl<P: Path> Rules<'_, P> {
    fn no_path(&self, text: &str, why: NotAPath) -> Fault {
        let why = match why {
            NotAPath::BadKey => DocumentFault::BadKey,
            NotAPath::Unknown => DocumentFault::NoSuchField,
        };
        Fault::new(text, why)
    }

    fn fits(&self, path: &P) -> Result<(), Fault> {
        (self.fits)(path).map_err(|it| Fault::new(&path.to_string(), it))
    }

    /// What was read at a path, or what is wrong there.
    fn said<T>(&self, path: &P, read: Result<T, BadValue>) -> Result<T, Fault> {
        read.map_err(|it| Fault::new(&path.to_string(), DocumentFault::Value(it)))
    }
}

/// The values that have a stamp, taken out of all values, which are sorted. A stamp without a value is a value that was taken away.
fn stamped<P: Path>(
    part: &mut Part<P>,
    values: &mut [(P, Option<Value>)],
    stamps: Option<Json>,
    others: Option<Json>,
    rules: &Rules<P>,
) -> Result<Vec<(P, Register)>, Fault> {
    let (mut others, stamps) = (members_of("others", others)?, members_of("stamps", stamps)?);
    // What was taken away has a stamp and no value, so the limit on records alone would let any number of them in.
    let (found, most) = (stamps.len(), limits::stamps(rules.records));
    if found > most {
        return Err(Fault::new("stamps", DocumentFault::TooManyRecords { found, most }));
    }
    let mut registers = Vec::with_capacity(stamps.len() + values.len());
    let mut paths = Paths::new(rules.shape);
    for (text, json) in stamps {
        let path: P = match paths.parse(&text) {
            Ok(it) => it,
            Err(NotAPath::Unknown) => {
                let group = part.unknown.entry(UNKNOWN_STAMPS.to_owned()).or_insert_with(|| Json::Object(Members::new()));
                if let Json::Object(unknown) = group {
                    unknown.insert(text, json);
                }
                continue;
            }
            Err(it) => return Err(rules.no_path(&text, it)),
        };
        rules.fits(&path)?;
        let bad = || Fault::new(&text, DocumentFault::BadStamp);
        let value = values.binary_search_by(|it| it.0.cmp(&path)).ok().and_then(|at| values[at].1.take());
        let mut register =
            Register { standing: Written { stamp: Some(stamp(&json).ok_or_else(bad)?), value }, others: Vec::new() };
        if let Some(json) = others.remove(&text) {
            disputed(&path, &mut register, &json, &mut part.removed, rules)?.ok_or_else(bad)?;
        }
        registers.push((path, register));
    }
    // A value beside one without a stamp: nothing could tell which of them stands.
    others.keys().next().map_or(Ok(registers), |it| Err(Fault::new(it, DocumentFault::BadStamp)))
}

/// Adds the values that wait beside one that stands; none where they are no such list.
fn disputed<P: Path>(
    path: &P,
    register: &mut Register,
    json: &Json,
    removed: &mut usize,
    rules: &Rules<P>,
) -> Result<Option<()>, Fault> {
    let Some(list) = json.as_list() else { return Ok(None) };
    let mut all = vec![register.standing.clone()];
    for it in list {
        let Some([value, at]) = it.as_list() else { return Ok(None) };
        let (value, hidden) = rules.said(path, text::value(path, value, rules.template))?;
        *removed += hidden;
        let Some(stamp) = stamp(at) else { return Ok(None) };
        all.push(Written { stamp: Some(stamp), value });
    }
    // Whatever the file calls standing: the latest does.
    all.sort_by(|a, b| b.cmp(a));
    all.dedup();
    register.standing = all.remove(0);
    register.others = all;
    Ok(Some(()))
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
