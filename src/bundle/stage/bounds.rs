//! What this device does not take although the file may hold it: documents of somebody else, settings that would make the device
//! somebody else's, and what would grow a document beyond what its own backup could carry.

use std::collections::{BTreeMap, BTreeSet};

use super::Staged;
use crate::bundle::canonical;
use crate::bundle::format::{Bundle, Part};
use crate::bundle::limits::{self, UNKNOWN_MAX};
use crate::bundle::part::weight;
use crate::bundle::refusal::{DocumentFault, DocumentRefusal, Fault, Place};
use crate::bundle::shape::{Shape, Spot, Visitor};
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{Path, SettingsPath};
use crate::domain::value::Value;

/// Takes out of a file what is not this manager's, and says what went.
pub fn keep_ours(bundle: &mut Bundle, ours: &Id) -> Vec<DocumentRefusal> {
    let mut gone: BTreeMap<Doc, Fault> = BTreeMap::new();
    for doc in bundle.documents() {
        let fault = match &doc {
            Doc::Sheet(it, _) | Doc::Month(it, _) | Doc::Roster(it) if it != ours => {
                Some(Fault::new("", DocumentFault::OtherManager(it.clone())))
            }
            Doc::Settings => renamed(bundle, ours).map(|why| Fault::new(&SettingsPath::ManagerId().to_string(), why)),
            _ => None,
        };
        gone.extend(fault.map(|it| (doc, it)));
    }
    bundle.sheets.retain(|it| !gone.contains_key(&it.doc));
    bundle.months.retain(|it| !gone.contains_key(&it.doc));
    bundle.rosters.retain(|it| !gone.contains_key(&it.doc));
    bundle.settings.take_if(|it| gone.contains_key(&it.doc));
    bundle.edits.retain(|it| !gone.contains_key(&it.doc));
    gone.into_iter().map(|(doc, fault)| DocumentRefusal { place: Place::Document(doc), fault }).collect()
}

/// Whether the settings of a file would make the device another manager's, or nobody's.
fn renamed(bundle: &Bundle, ours: &Id) -> Option<DocumentFault> {
    let at = SettingsPath::ManagerId();
    let register = bundle.settings.as_ref().and_then(|it| it.document.register(&at));
    let written = register.into_iter().flat_map(|it| std::iter::once(&it.standing).chain(&it.others)).map(|it| &it.value);
    let loose = bundle.edits.iter().filter(|it| it.doc == Doc::Settings && it.path == at.to_string()).map(|it| &it.value);
    let named = |it: &Option<Value>| it.as_ref().and_then(Value::as_text).and_then(|it| it.parse::<Id>().ok());
    let other = written.chain(loose).map(named).find(|it| it.as_ref() != Some(ours))?;
    Some(other.map_or(DocumentFault::BadManager, DocumentFault::OtherManager))
}

/// The records that something lies in.
struct Found<P>(BTreeSet<P>);

impl<P: Path> Visitor<P> for Found<P> {
    fn record(&mut self, record: P) {
        self.0.insert(record);
    }

    fn value(&mut self, _: Spot, _: &str) {}
}

/// Whether a document that was joined can still be written and read: each of two files may hold what both together may not.
pub fn fits<P: Staged>(part: &Part<P>) -> Result<(), Fault> {
    let bytes = weight(&part.unknown);
    if bytes > UNKNOWN_MAX {
        return Err(Fault::new("", DocumentFault::TooMuchUnknown { bytes, most: UNKNOWN_MAX }));
    }
    let (found, most) = (part.document.registers().count(), limits::stamps(P::RECORDS));
    if found > most {
        return Err(Fault::new("", DocumentFault::TooManyRecords { found, most }));
    }
    // A record holds a value or something unknown, so most documents need no counting. Records lie two deep at most.
    let most = P::RECORDS;
    if part.document.live().count() * 2 + bytes <= most {
        return Ok(());
    }
    let unknown = Json::Object(part.unknown.clone()).canonical();
    let mut found = Found(BTreeSet::new());
    Shape::of::<P>().walk(canonical::members(&unknown), &mut found)?;
    let Found(mut records) = found;
    for (path, _) in part.document.live() {
        let mut record = path.record();
        while let Some(it) = record {
            record = it.record();
            records.insert(it);
        }
    }
    let found = records.len();
    if found > most { Err(Fault::new("", DocumentFault::TooManyRecords { found, most })) } else { Ok(()) }
}
