//! One document of a file: its members become values at paths, with stamps where the file gives them. The first thing wrong
//! refuses the document.

use super::canonical::{self, Member};
use super::format::{LooseEdit, Members, Part};
use super::limits::{self, COUNTER_MAX, UNKNOWN_MAX};
use super::refusal::{DocumentFault, Fault};
use super::shape::{Paths, Shape, Spot, Trail, Visitor};
use super::text;
use crate::domain::edit::{Doc, Stamp};
use crate::domain::fold::{Document, Register, Registers, Written};
use crate::domain::json::Json;
use crate::domain::path::{NotAPath, Path};
use crate::domain::template::Template;
use crate::domain::text::has_control;
use crate::domain::value::BadValue;

/// Stamps of paths this version does not know, among a document's unknown members. No member of a file can have this name
/// by accident: a key with a slash is no key.
pub const UNKNOWN_STAMPS: &str = "/stamps";

/// Bytes of text that a value has at least where a document is worth making room for: most have twice as many.
const LEAST: usize = 16;

/// What a document must keep to.
pub struct Rules<'a, P> {
    pub shape: &'a Shape,
    pub template: &'a Template,
    /// How many keyed records it may have.
    pub records: usize,
    /// The document of the file before this one, which is about as large.
    pub before: Option<&'a Document<P>>,
    /// Whether a path may stand in this very document: a day in its week.
    pub fits: &'a dyn Fn(&P) -> Result<(), DocumentFault>,
}

/// What a document says about its values: when they were written, and what else was at the same time.
#[derive(Default)]
pub struct Ledger<'a> {
    pub rev: Option<&'a str>,
    pub stamps: Option<&'a str>,
    pub others: Option<&'a str>,
}

impl<'a> Ledger<'a> {
    /// Takes it out of a document's members.
    pub fn take(members: &mut Vec<Member<'a>>) -> Self {
        let mut take = |name| canonical::member(members, name).filter(|it| *it != "null");
        Self { rev: take("rev"), stamps: take("stamps"), others: take("others") }
    }
}

/// Reads a document's own members.
pub fn read<P: Path>(doc: Doc, members: Vec<Member>, ledger: Ledger, rules: &Rules<P>) -> Result<Part<P>, Fault> {
    let (others, stamps) = (members_of("others", ledger.others), members_of("stamps", ledger.stamps));
    let mut values = Values::new(rules, stamps.as_deref().unwrap_or_default());
    let bytes: usize = members.iter().map(|it| it.1.len()).sum();
    if let Some(before) = rules.before.map(Document::all).filter(|it| it.len() * LEAST <= bytes) {
        values.registers = Registers::sized_as(before);
    }
    let unknown = rules.shape.walk(members, &mut values)?;
    let Values { mut registers, places, records: found, misfit, fault, removed, .. } = values;
    let most = rules.records;
    if found > most {
        return Err(Fault::new("", DocumentFault::TooManyRecords { found, most }));
    }
    misfit.map_or(Ok(()), Err)?;
    let mut part = Part::new(doc, Document::default());
    (part.unknown, part.removed) = (unknown, removed);
    part.rev = ledger.rev.map(|it| said_stamp(it).ok_or_else(|| Fault::new("rev", DocumentFault::BadStamp))).transpose()?;
    fault.map_or(Ok(()), Err)?;
    let others = others?.into_iter().map(|(name, it)| (name.into_owned(), canonical::json(it))).collect();
    stamped(&mut part, &mut registers, Noted { stamps: stamps?, places, others }, rules)?;
    registers.settle(|_, _| true);
    part.document = Document::new(registers);
    check_unknown(&part.unknown)?;
    Ok(part)
}

/// The values of a document on their way from a text to registers. What is wrong with one is told once all are found to stand
/// where they may.
struct Values<'a, P> {
    rules: &'a Rules<'a, P>,
    registers: Registers,
    /// In the order of their paths, which nearly always is that of the values.
    stamps: &'a [Member<'a>],
    /// Of each stamp: row and place of its value.
    places: Vec<Option<(usize, usize)>>,
    next: usize,
    records: usize,
    misfit: Option<Fault>,
    fault: Option<Fault>,
    removed: usize,
}

impl<'a, P: Path> Values<'a, P> {
    fn new(rules: &'a Rules<'a, P>, stamps: &'a [Member<'a>]) -> Self {
        let places = vec![None; stamps.len()];
        let (misfit, fault) = (None, None);
        Self { rules, registers: Registers::default(), stamps, places, next: 0, records: 0, misfit, fault, removed: 0 }
    }

    fn put(&mut self, at: Spot, text: &str) -> Result<(), Fault> {
        let path: P = at.path()?;
        self.rules.fits(&path)?;
        let (value, removed) = self.rules.said(&path, text::read(&path, text, self.rules.template))?;
        self.removed += removed;
        if value.is_none() {
            return Ok(());
        }
        let register = Register { standing: Written { stamp: None, value }, others: Vec::new() };
        let place = self.registers.append(path.any(), register);
        if let Some(stamp) = self.stamp(at.trail) {
            self.places[stamp] = Some((at.row, place));
        }
        Ok(())
    }

    /// Which stamp is that of a path.
    fn stamp(&mut self, at: Trail) -> Option<usize> {
        let is_next = at.is(&self.stamps.get(self.next)?.0);
        let found = || {
            let path = at.to_string();
            self.stamps.binary_search_by(|it| canonical::order(&it.0, &path)).ok()
        };
        let at = if is_next { self.next } else { found()? };
        self.next = at + 1;
        Some(at)
    }
}

impl<P: Path> Visitor<P> for Values<'_, P> {
    fn record(&mut self, record: P) {
        self.records += 1;
        if self.misfit.is_none() {
            self.misfit = self.rules.fits(&record).err();
        }
    }

    fn value(&mut self, at: Spot, text: &str) {
        if self.fault.is_none() {
            self.fault = self.put(at, text).err();
        }
    }
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

    pub(super) fn fits(&self, path: &P) -> Result<(), Fault> {
        (self.fits)(path).map_err(|it| Fault::new(&path.to_string(), it))
    }

    /// What was read at a path, or what is wrong there.
    pub(super) fn said<T>(&self, path: &P, read: Result<T, BadValue>) -> Result<T, Fault> {
        read.map_err(|it| Fault::new(&path.to_string(), DocumentFault::Value(it)))
    }
}

/// What a document noted of its values.
struct Noted<'a> {
    stamps: Vec<Member<'a>>,
    places: Vec<Option<(usize, usize)>>,
    others: Members,
}

/// Gives the values their stamps. A stamp without a value is a value that was taken away.
fn stamped<P: Path>(part: &mut Part<P>, registers: &mut Registers, noted: Noted, rules: &Rules<P>) -> Result<(), Fault> {
    let Noted { stamps, places, mut others } = noted;
    // What was taken away has a stamp and no value, so the limit on records alone would let any number of them in.
    let (found, most) = (stamps.len(), limits::stamps(rules.records));
    if found > most {
        return Err(Fault::new("stamps", DocumentFault::TooManyRecords { found, most }));
    }
    let (mut paths, mut reader) = (Paths::new(rules.shape), Stamps::default());
    for ((text, written), place) in stamps.into_iter().zip(places) {
        let bad = || Fault::new(&text, DocumentFault::BadStamp);
        let place = match place {
            Some(it) => it,
            None => match paths.parse::<P>(&text) {
                Ok(path) => {
                    rules.fits(&path)?;
                    let removed = Register { standing: Written { stamp: None, value: None }, others: Vec::new() };
                    (path.at(), registers.append(path.any(), removed))
                }
                Err(NotAPath::Unknown) => {
                    let group = part.unknown.entry(UNKNOWN_STAMPS.to_owned()).or_insert_with(|| Json::Object(Members::new()));
                    if let Json::Object(unknown) = group {
                        unknown.insert(text.into_owned(), canonical::json(written));
                    }
                    continue;
                }
                Err(it) => return Err(rules.no_path(&text, it)),
            },
        };
        let stamp = reader.read(written).ok_or_else(bad)?;
        let Some((path, register)) = registers.appended(place) else { continue };
        register.standing.stamp = Some(stamp);
        if let Some(json) = others.remove(&*text)
            && let Some(path) = P::seen(path)
        {
            disputed(path, register, &json, &mut part.removed, rules)?.ok_or_else(bad)?;
        }
    }
    // A value beside one without a stamp: nothing could tell which of them stands.
    others.keys().next().map_or(Ok(()), |it| Err(Fault::new(it, DocumentFault::BadStamp)))
}

/// Reads stamps one after another: most are of one device and tab.
#[derive(Default)]
struct Stamps<'a> {
    before: Option<(&'a str, Stamp)>,
}

impl<'a> Stamps<'a> {
    fn read(&mut self, written: &'a str) -> Option<Stamp> {
        let text = written.strip_prefix('"')?.strip_suffix('"')?;
        let (counter, by) = text.split_once('.')?;
        match &self.before {
            Some((last, stamp)) if *last == by => {
                let (device, tab) = (stamp.device.clone(), stamp.tab.clone());
                Stamp::counted(counter).ok().map(|counter| Stamp { counter, device, tab })
            }
            _ => {
                let stamp: Stamp = text.parse().ok()?;
                self.before = Some((by, stamp.clone()));
                Some(stamp)
            }
        }
        .filter(|it| it.counter <= COUNTER_MAX)
    }
}

/// A stamp as it is written.
pub(super) fn said_stamp(written: &str) -> Option<Stamp> {
    Stamps::default().read(written)
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

fn members_of<'a>(name: &str, object: Option<&'a str>) -> Result<Vec<Member<'a>>, Fault> {
    match object {
        None => Ok(Vec::new()),
        Some(it) if it.starts_with('{') => Ok(canonical::members(it)),
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
