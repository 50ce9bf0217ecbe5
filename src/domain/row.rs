//! How edits and documents lie on the device: one JSON text a row. The stored twin of the bundle's form, for reading back
//! on the same device only.

use std::collections::BTreeMap;

use super::edit::{Edit, Stamp};
use super::fold::{Document, Register, Registers, Written};
use super::json::Json;
use super::path::{AnyPath, Path};
use super::template::Template;
use super::value::{Value, stored_at};

/// A row that is not what we once wrote: damaged, or from a newer version. Never the same as no row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedRow(pub String);

impl std::fmt::Display for DamagedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The row of one edit.
pub fn of_edit<P: Path>(edit: &Edit<P>) -> String {
    of_writing(&edit.path.to_string(), &edit.stamp, edit.value.as_ref())
}

/// The row of what was written at a path.
pub fn of_writing(path: &str, stamp: &Stamp, value: Option<&Value>) -> String {
    let value = value.map_or(Json::Null, Value::to_json);
    Json::object([("path", Json::text(path)), ("stamp", Json::text(stamp.to_string())), ("value", value)]).canonical()
}

/// Reads the paths of one kind of document.
pub(crate) type Reader = fn(&str) -> Option<AnyPath>;

pub(crate) fn reader<P: Path>() -> Reader {
    |text| P::parse(text).ok().map(P::any)
}

/// The edit of a row.
pub fn to_edit<P: Path>(row: &str, template: &Template) -> Result<Edit<P>, DamagedRow> {
    let (path, written) = to_writing(row, template, reader::<P>())?;
    match (P::known(path), written) {
        (Some(path), Written { stamp: Some(stamp), value }) => Ok(Edit { path, value, stamp }),
        _ => Err(damaged(row)),
    }
}

/// What a row wrote.
pub(crate) fn to_writing(row: &str, template: &Template, read: Reader) -> Result<(AnyPath, Written), DamagedRow> {
    let json = parse(row)?;
    let path = member(&json, "path", row)?;
    let stamp = member(&json, "stamp", row)?;
    let path = read(path).ok_or_else(|| damaged(row))?;
    let stamp = stamp.parse().map_err(|_| damaged(row))?;
    let value = value(&path, json.get("value"), template).ok_or_else(|| damaged(row))?;
    Ok((path, Written { stamp: Some(stamp), value }))
}

/// The row of a whole document: every register, removals and concurrent values included.
pub fn of_document<P: Path>(document: &Document<P>) -> String {
    of_registers(document.all())
}

fn of_registers(all: &Registers) -> String {
    let written = |it: &Written| {
        let stamp = it.stamp.as_ref().map_or(Json::Null, |it| Json::text(it.to_string()));
        Json::List(vec![stamp, it.value.as_ref().map_or(Json::Null, Value::to_json)])
    };
    let mut registers = BTreeMap::new();
    for (path, register) in all.iter() {
        let all = std::iter::once(&register.standing).chain(&register.others).map(written).collect();
        registers.insert(path.to_string(), Json::List(all));
    }
    Json::Object(registers).canonical()
}

/// The document of a row.
pub fn to_document<P: Path>(row: &str, template: &Template) -> Result<Document<P>, DamagedRow> {
    to_registers(row, template, reader::<P>()).map(Document::new)
}

pub(crate) fn to_registers(row: &str, template: &Template, reader: Reader) -> Result<Registers, DamagedRow> {
    let mut all = Vec::new();
    let read = Json::members(row, |path, it| register(path, &it, template, reader).map(|it| all.push(it)).is_some());
    let mut registers = Registers::default();
    registers.restore_all(all);
    read.map(|()| registers).map_err(|_| damaged(row))
}

/// What can still be read of a damaged document's row and is wanted. `lost` is told of the rest: a path, or where the row ends.
pub fn salvaged<P: Path>(
    row: &str,
    template: &Template,
    wanted: &dyn Fn(&P, &Register) -> bool,
    lost: &mut dyn FnMut(&str),
) -> Document<P> {
    let mut kept = Vec::new();
    let read = Json::members(row, |path, all| {
        let read = register(path, &all, template, reader::<P>()).and_then(|it| Some((P::known(it.0)?, it.1)));
        match read.filter(|it| wanted(&it.0, &it.1)) {
            Some(it) => kept.push(it),
            None => lost(path),
        }
        true
    });
    let mut document = Document::default();
    document.restore_all(kept);
    if read.is_err() {
        lost("…");
    }
    document
}

fn register(path: &str, all: &Json, template: &Template, read: Reader) -> Option<(AnyPath, Register)> {
    let path = read(path)?;
    let (standing, others) = all.as_list()?.split_first()?;
    let mut register = Register { standing: written(&path, standing, template)?, others: Vec::new() };
    for it in others {
        register.others.push(written(&path, it, template)?);
    }
    Some((path, register))
}

fn written(path: &AnyPath, json: &Json, template: &Template) -> Option<Written> {
    let [stamp, held] = json.as_list()? else { return None };
    let stamp: Option<Stamp> = match stamp {
        Json::Null => None,
        Json::Text(it) => Some(it.parse().ok()?),
        _ => return None,
    };
    Some(Written { stamp, value: value(path, Some(held), template)? })
}

/// `None` for damage; `Some(None)` for a value that was taken away.
fn value(path: &AnyPath, json: Option<&Json>, template: &Template) -> Option<Option<Value>> {
    stored_at(path.kind(), path.indicator(), json.unwrap_or(&Json::Null), template).ok().map(|(value, _)| value)
}

fn parse(row: &str) -> Result<Json, DamagedRow> {
    Json::parse(row).map_err(|_| damaged(row))
}

fn member<'a>(json: &'a Json, name: &str, row: &str) -> Result<&'a str, DamagedRow> {
    json.get(name).and_then(Json::as_text).ok_or_else(|| damaged(row))
}

fn damaged(row: &str) -> DamagedRow {
    DamagedRow(row.chars().take(120).collect())
}
