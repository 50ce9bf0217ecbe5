//! How a document of one kind is nested: its table of paths as a tree. Reading walks a file along it, the published schema
//! is printed from it.

use std::collections::BTreeMap;

use super::format::Members;
use super::refusal::{DocumentFault, Fault};
use crate::domain::json::Json;
use crate::domain::path::{Kind, Path};

/// One level of nesting: the members with fixed names, the one with any key, and what stands here itself.
#[derive(Debug, Default)]
pub struct Shape {
    pub fixed: BTreeMap<&'static str, Shape>,
    /// What the key is called in the table, such as `<customer>`, and what lies under it.
    pub keyed: Option<(&'static str, Box<Shape>)>,
    /// `None` where the members are only grouped.
    pub kind: Option<Kind>,
}

/// A document's members, sorted out: values by path, records, and what the shape does not know.
#[derive(Debug, Default)]
pub struct Flat {
    pub values: Vec<(String, Json)>,
    pub records: Vec<String>,
    pub unknown: Members,
}

impl Shape {
    pub fn of<P: Path>() -> Self {
        let mut root = Self::default();
        for (segments, kind) in P::table() {
            let mut at = &mut root;
            for it in segments {
                at = if it.starts_with('<') {
                    &mut *at.keyed.get_or_insert_with(|| (it, Box::default())).1
                } else {
                    at.fixed.entry(it).or_default()
                };
            }
            at.kind = Some(kind);
        }
        root
    }

    /// Whether a value stands here, and nothing under it.
    pub fn is_value(&self) -> bool {
        !matches!(self.kind, None | Some(Kind::Record))
    }

    fn under(&self, name: &str) -> Option<&Self> {
        self.fixed.get(name).or(self.keyed.as_ref().map(|it| &*it.1))
    }

    /// Sorts out a document's members.
    pub fn flatten(&self, members: Members) -> Result<Flat, Fault> {
        let mut flat = Flat::default();
        flat.unknown = self.walk(&mut String::new(), members, &mut flat)?;
        Ok(flat)
    }

    /// Gives back the members that are not known. No deeper than the shape, so recursion is bounded.
    fn walk(&self, at: &mut String, members: Members, flat: &mut Flat) -> Result<Members, Fault> {
        let mut unknown = Members::new();
        let here = at.len();
        for (name, json) in members {
            let Some(under) = self.under(&name) else {
                unknown.insert(name, json);
                continue;
            };
            if here > 0 {
                at.push('/');
            }
            at.push_str(&name);
            // A key with a slash would be another path.
            if name.contains('/') {
                return Err(Fault::new(at, DocumentFault::BadKey));
            }
            match json {
                Json::Null => {}
                json if under.is_value() => flat.values.push((at.clone(), json)),
                Json::Object(inner) => {
                    if under.kind.is_some() {
                        flat.records.push(at.clone());
                    }
                    let left = under.walk(at, inner, flat)?;
                    if !left.is_empty() {
                        unknown.insert(name, Json::Object(left));
                    }
                }
                _ => return Err(Fault::new(at, DocumentFault::NotAnObject)),
            }
            at.truncate(here);
        }
        Ok(unknown)
    }
}

/// Puts a value where its path leads; groups are made on the way.
pub fn nest(into: &mut Members, path: &str, value: Json) {
    let mut at = into;
    let mut segments = path.split('/').peekable();
    while let Some(it) = segments.next() {
        if segments.peek().is_none() {
            at.insert(it.to_owned(), value);
            return;
        }
        let group = at.entry(it.to_owned()).or_insert_with(|| Json::Object(Members::new()));
        let Json::Object(inner) = group else { return };
        at = inner;
    }
}

/// Puts members where nothing stands yet, at any depth. What stands there stays.
pub fn fill_in(into: &mut Members, from: &Members) {
    for (name, json) in from {
        match (into.get_mut(name), json) {
            (None, _) => _ = into.insert(name.clone(), json.clone()),
            (Some(Json::Object(held)), Json::Object(more)) => fill_in(held, more),
            (Some(_), _) => {}
        }
    }
}
