//! How a document of one kind is nested: its table of paths as a tree. Reading walks a canonical text along it, the published
//! schema is printed from it.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use super::belongs::BESIDE_CUSTOMERS;
use super::canonical::{self, Cursor, Member};
use super::format::Members;
use super::refusal::{DocumentFault, Fault};
use crate::domain::json::Json;
use crate::domain::path::{Keys, Kind, MonthPath, NotAPath, Path, ReadKey, RosterPath, SettingsPath, SheetPath};

/// The shapes of the documents, made when they are first asked for: thousands of files are read along one.
pub static SHEET: LazyLock<Shape> = LazyLock::new(Shape::of::<SheetPath>);
pub static MONTH: LazyLock<Shape> = LazyLock::new(Shape::of::<MonthPath>);
pub static ROSTER: LazyLock<Shape> = LazyLock::new(|| Shape::of::<RosterPath>().with_beside(&BESIDE_CUSTOMERS));
pub static SETTINGS: LazyLock<Shape> = LazyLock::new(Shape::of::<SettingsPath>);

/// One level of nesting: the members with fixed names, the one with any key, and what stands here itself.
#[derive(Debug, Default)]
pub struct Shape {
    /// In the order of their names.
    pub fixed: Vec<(&'static str, Shape)>,
    /// What the key is called in the table, such as `customer`, and what lies under it.
    pub keyed: Option<(&'static str, Box<Shape>)>,
    /// `None` where the members are only grouped.
    pub kind: Option<Kind>,
    /// Which row of the table that is.
    row: usize,
    /// The rows that stand here and below.
    pub rows: Vec<usize>,
    /// Members here that are none of the document's, and not unknown either: whoever reads it has looked at them.
    beside: &'static [&'static str],
}

/// Who is told what a document holds.
pub trait Visitor<P> {
    fn record(&mut self, record: P);

    /// A value, where it stands, and as it is written; never null.
    fn value(&mut self, at: Spot, text: &str);
}

/// Where a value stands: its row of the table and the keys on the way. Its path is made for whoever asks, for many only want to know
/// that what stands there may.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    pub row: usize,
    pub kind: Kind,
    pub trail: Trail<'a>,
    keys: &'a [ReadKey],
}

impl Spot<'_> {
    pub fn path<P: Path>(&self) -> Result<P, Fault> {
        let fault = || Fault::new(&self.trail.to_string(), DocumentFault::NoSuchField);
        P::of(self.row, &keys_of(self.keys)).ok_or_else(fault)
    }
}

/// Where something stands: the names on the way to it.
#[derive(Clone, Copy)]
pub struct Trail<'a>(&'a [Cow<'a, str>]);

impl Trail<'_> {
    /// Whether a text is this place's, which needs no text to be made.
    pub fn is(self, text: &str) -> bool {
        let mut rest = text;
        let is_on_way = self.0.iter().enumerate().all(|(at, name)| {
            let after = if at == 0 { Some(rest) } else { rest.strip_prefix('/') };
            let after = after.and_then(|it| it.strip_prefix(&**name));
            rest = after.unwrap_or_default();
            after.is_some()
        });
        is_on_way && rest.is_empty()
    }
}

impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(at, it)| if at == 0 { f.write_str(it) } else { write!(f, "/{it}") })
    }
}

impl Shape {
    pub fn of<P: Path>() -> Self {
        let mut root = Self::default();
        for (row, (segments, kind)) in P::table().into_iter().enumerate() {
            let mut at = &mut root;
            for it in segments {
                at.rows.push(row);
                at = if let Some(key) = it.strip_prefix('<').and_then(|it| it.strip_suffix('>')) {
                    &mut *at.keyed.get_or_insert_with(|| (key, Box::default())).1
                } else {
                    let place = at.fixed.binary_search_by_key(&it, |it| it.0);
                    let place = place.unwrap_or_else(|place| {
                        at.fixed.insert(place, (it, Self::default()));
                        place
                    });
                    &mut at.fixed[place].1
                };
            }
            (at.kind, at.row) = (Some(kind), row);
            at.rows.push(row);
        }
        root
    }

    /// The same, with members that lie beside those of its keyed records.
    fn with_beside(mut self, names: &'static [&'static str]) -> Self {
        self.keyed.iter_mut().for_each(|it| it.1.beside = names);
        self
    }

    /// Which row of the table stands here.
    pub fn row(&self) -> Option<usize> {
        self.kind.map(|_| self.row)
    }

    /// Whether a value stands here, and nothing under it.
    pub fn is_value(&self) -> bool {
        !matches!(self.kind, None | Some(Kind::Record))
    }

    /// What lies under a name, and what the name is called where it is a key.
    fn under(&self, name: &str) -> Option<(&Self, Option<&'static str>)> {
        self.after(name, &mut 0)
    }

    /// The same for names that come in their order: those `passed` are not looked at again.
    fn after(&self, name: &str, passed: &mut usize) -> Option<(&Self, Option<&'static str>)> {
        let fixed = self.fixed.get(*passed..).unwrap_or_default();
        if let Some(at) = fixed.iter().position(|it| it.0 == name) {
            *passed += at + 1;
            return Some((&fixed[at].1, None));
        }
        self.keyed.as_ref().map(|(key, it)| (&**it, Some(*key)))
    }

    /// Goes through a document's members; gives back those that are not known.
    pub fn walk<P: Path>(&self, members: Vec<Member>, visitor: &mut dyn Visitor<P>) -> Result<Members, Fault> {
        let mut walk = Walk { cursor: Cursor::new(""), at: Vec::new(), keys: Vec::new(), visitor };
        let mut unknown = None;
        for (name, value) in members {
            walk.cursor = Cursor::new(value);
            walk.member((self, self.under(&name)), name, &mut unknown)?;
        }
        Ok(unknown.unwrap_or_default())
    }
}

/// A way through a document's members. Each key is read once, however much lies under it.
struct Walk<'a, 'v, P> {
    cursor: Cursor<'a>,
    at: Vec<Cow<'a, str>>,
    keys: Vec<ReadKey>,
    visitor: &'v mut dyn Visitor<P>,
}

impl<'a, P: Path> Walk<'a, '_, P> {
    /// Gives back the members that are not known, where there are any. No deeper than the shape, so recursion is bounded.
    fn through(&mut self, shape: &Shape) -> Result<Option<Members>, Fault> {
        let (mut unknown, mut passed) = (None, 0);
        self.cursor.enter();
        while let Some(name) = self.cursor.name() {
            match shape.after(&name, &mut passed) {
                // Nearly all there is; so it is not far to go.
                Some((under, None)) if under.is_value() => self.field(under, name),
                found => self.member((shape, found), name, &mut unknown)?,
            }
        }
        Ok(unknown)
    }

    /// A value under a fixed name.
    #[inline]
    fn field(&mut self, under: &Shape, name: Cow<'a, str>) {
        let text = self.cursor.value();
        if let Some(kind) = under.kind.filter(|_| text != "null") {
            self.at.push(name);
            self.visitor.value(Spot { row: under.row, kind, trail: Trail(&self.at), keys: &self.keys }, text);
            self.at.pop();
        }
    }

    fn member(
        &mut self,
        (shape, found): (&Shape, Option<(&Shape, Option<&'static str>)>),
        name: Cow<'a, str>,
        unknown: &mut Option<Members>,
    ) -> Result<(), Fault> {
        let Some((under, key)) = found else {
            let value = self.cursor.value();
            if !shape.beside.contains(&&*name) {
                unknown.get_or_insert_default().insert(name.into_owned(), canonical::json(value));
            }
            return Ok(());
        };
        let outer = self.keys.len();
        // A key with a slash would be another path.
        let is_bad_key = key.is_some() && name.contains('/');
        let read = key.map(|key| ReadKey::of(key, &name));
        self.at.push(name);
        if is_bad_key {
            return Err(self.fault(DocumentFault::BadKey));
        }
        let (is_object, is_null) = (self.cursor.peek() == b'{', self.cursor.peek() == b'n');
        if !under.is_value() && !is_object && !is_null {
            return Err(self.fault(DocumentFault::NotAnObject));
        }
        if let (Some(key), false) = (read, is_null) {
            self.keys.push(key.map_err(|_| self.fault(DocumentFault::BadKey))?);
        }
        if is_null {
            self.cursor.value();
        } else if let Some(kind) = under.kind.filter(|it| *it != Kind::Record) {
            let at = Spot { row: under.row, kind, trail: Trail(&self.at), keys: &self.keys };
            self.visitor.value(at, self.cursor.value());
        } else {
            if let Some(kind) = under.kind {
                let at = Spot { row: under.row, kind, trail: Trail(&self.at), keys: &self.keys };
                self.visitor.record(at.path()?);
            }
            if let Some(left) = self.through(under)? {
                let name = self.at.last().map_or_else(String::new, |it| it.to_string());
                unknown.get_or_insert_default().insert(name, Json::Object(left));
            }
        }
        self.keys.truncate(outer);
        self.at.pop();
        Ok(())
    }

    fn fault(&self, why: DocumentFault) -> Fault {
        Fault::new(&Trail(&self.at).to_string(), why)
    }
}

fn keys_of(keys: &[ReadKey]) -> Keys<'_> {
    [keys.first().map(ReadKey::key), keys.get(1).map(ReadKey::key)]
}

/// Reads paths one after another, quicker than `Path::parse`: along the shape, and a key that comes again is not read again.
pub struct Paths<'a> {
    shape: &'a Shape,
    before: Vec<ReadKey>,
}

impl<'a> Paths<'a> {
    pub fn new(shape: &'a Shape) -> Self {
        Self { shape, before: Vec::new() }
    }

    /// What `Path::parse` reads.
    pub fn parse<P: Path>(&mut self, text: &str) -> Result<P, NotAPath> {
        let (mut at, mut found) = (self.shape, [None; 2]);
        let mut many = 0;
        for it in text.split('/') {
            let (under, key) = at.under(it).ok_or(NotAPath::Unknown)?;
            if let Some(key) = key {
                *found.get_mut(many).ok_or(NotAPath::Unknown)? = Some((key, it));
                many += 1;
            }
            at = under;
        }
        if at.kind.is_none() {
            return Err(NotAPath::Unknown);
        }
        for (place, (name, text)) in found.into_iter().flatten().enumerate() {
            if matches!(self.before.get(place), Some(ReadKey::Id(it)) if it.as_str() == text) {
                continue;
            }
            self.before.truncate(place);
            self.before.push(ReadKey::of(name, text)?);
        }
        P::of(at.row, &keys_of(&self.before)).ok_or(NotAPath::Unknown)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check<P: Path>() {
        let shape = Shape::of::<P>();
        let mut paths = Paths::new(&shape);
        let mut texts = vec![String::new(), "/".to_owned(), "days".to_owned(), "x".to_owned(), "days/2026-11-23/x".to_owned()];
        for (segments, _) in P::table() {
            for keys in [["a", "2026-11-23", "2026-W48"], ["b", "2026-11-24", "2026-W49"], ["b c", "2026-11-31", "2026-W60"]] {
                let segment = |it: &&str| {
                    match *it {
                        "<date>" => keys[1],
                        "<week>" => keys[2],
                        it if it.starts_with('<') => keys[0],
                        it => it,
                    }
                    .to_owned()
                };
                let text = segments.iter().map(segment).collect::<Vec<_>>().join("/");
                texts.extend([format!("{text}/"), format!("{text}/note"), format!("/{text}"), text[1..].to_owned(), text]);
            }
        }
        for text in texts.iter().chain(texts.iter().rev()) {
            assert_eq!(paths.parse::<P>(text), P::parse(text), "{text}");
        }
    }

    #[test]
    fn paths_are_read_as_elsewhere() {
        check::<SheetPath>();
        check::<MonthPath>();
        check::<RosterPath>();
        check::<SettingsPath>();
    }
}
