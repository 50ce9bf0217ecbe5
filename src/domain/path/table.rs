//! The tables behind the paths, as data: a path is a row and its keys, whatever document it belongs to. Reading, printing and
//! finding the record is done here once for all of them; which rows there are is `path`'s.

use std::fmt::{self, Write};

use chrono::NaiveDate;

use super::{Kind, NotAPath};
use crate::domain::id::Id;
use crate::domain::week::{Week, parse_date};

/// A row of a table.
pub struct Row {
    /// The text form. A key is written `<key>`: a date where it is called so, a week likewise, every other one an id.
    pub form: &'static str,
    pub kind: Kind,
    /// The row of the record around it. Its keys are the first ones here.
    pub record: Option<u8>,
}

/// A key inside a path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key<'a> {
    Id(&'a Id),
    Date(&'a NaiveDate),
    Week(&'a Week),
}

/// The keys of a path, in their order.
pub type Keys<'a> = [Option<Key<'a>>; 2];

/// Where a path stands: its table, its row and its keys.
pub struct Spelt<'a> {
    pub rows: &'static [Row],
    pub at: usize,
    pub keys: Keys<'a>,
}

impl<'a> From<&'a Id> for Key<'a> {
    fn from(it: &'a Id) -> Self {
        Self::Id(it)
    }
}

impl<'a> From<&'a NaiveDate> for Key<'a> {
    fn from(it: &'a NaiveDate) -> Self {
        Self::Date(it)
    }
}

impl<'a> From<&'a Week> for Key<'a> {
    fn from(it: &'a Week) -> Self {
        Self::Week(it)
    }
}

/// What a key is in a typed path.
pub trait Typed: Sized {
    fn of(key: &Option<Key>) -> Option<Self>;
}

impl Typed for Id {
    fn of(key: &Option<Key>) -> Option<Self> {
        if let Some(Key::Id(it)) = key { Some((*it).clone()) } else { None }
    }
}

impl Typed for NaiveDate {
    fn of(key: &Option<Key>) -> Option<Self> {
        if let Some(Key::Date(it)) = key { Some(**it) } else { None }
    }
}

impl Typed for Week {
    fn of(key: &Option<Key>) -> Option<Self> {
        if let Some(Key::Week(it)) = key { Some(**it) } else { None }
    }
}

/// A key that was read.
#[derive(Clone)]
pub enum ReadKey {
    Id(Id),
    Date(NaiveDate),
    Week(Week),
}

impl ReadKey {
    /// Reads the key of a name.
    pub fn of(name: &str, text: &str) -> Result<Self, NotAPath> {
        read((name, text))
    }

    pub fn key(&self) -> Key<'_> {
        match self {
            Self::Id(it) => Key::Id(it),
            Self::Date(it) => Key::Date(it),
            Self::Week(it) => Key::Week(it),
        }
    }
}

/// Reads a text: `make` makes the path of a row and its keys.
pub fn parse<P>(rows: &[Row], text: &str, make: fn(usize, &Keys) -> Option<P>) -> Result<P, NotAPath> {
    let (at, [one, two]) = find(rows, text)?;
    make(at, &[one.as_ref().map(ReadKey::key), two.as_ref().map(ReadKey::key)]).ok_or(NotAPath::Unknown)
}

/// The row of a text and its keys.
fn find(rows: &[Row], text: &str) -> Result<(usize, [Option<ReadKey>; 2]), NotAPath> {
    for (at, row) in rows.iter().enumerate() {
        let Some([one, two]) = keys_in(row.form, text) else { continue };
        return Ok((at, [one.map(read).transpose()?, two.map(read).transpose()?]));
    }
    Err(NotAPath::Unknown)
}

fn read((name, text): (&str, &str)) -> Result<ReadKey, NotAPath> {
    let key = match name {
        "date" => parse_date(text).ok().map(ReadKey::Date),
        "week" => text.parse().ok().map(ReadKey::Week),
        _ => text.parse().ok().map(ReadKey::Id),
    };
    key.ok_or(NotAPath::BadKey)
}

/// Names and texts of the keys where a text has a row's form.
fn keys_in<'a>(form: &'static str, text: &'a str) -> Option<[Option<(&'static str, &'a str)>; 2]> {
    let mut found = [None; 2];
    let (mut form, mut text, mut many) = (form, text, 0);
    loop {
        let (plain, rest) = form.split_once('<').unwrap_or((form, ""));
        text = text.strip_prefix(plain)?;
        if rest.is_empty() {
            return text.is_empty().then_some(found);
        }
        let (name, after) = rest.split_once('>')?;
        let end = text.find('/').unwrap_or(text.len());
        *found.get_mut(many)? = Some((name, &text[..end]));
        (form, text, many) = (after, &text[end..], many + 1);
    }
}

impl Spelt<'_> {
    pub fn row(&self) -> &'static Row {
        &self.rows[self.at]
    }

    /// Whether it lies in a record, at any depth.
    pub fn is_inside(&self, record: &Self) -> bool {
        let mut above = self.row().record;
        while let Some(at) = above.map(usize::from) {
            if at == record.at {
                return self.keys.iter().zip(&record.keys).all(|(all, first)| first.is_none() || all == first);
            }
            above = self.rows[at].record;
        }
        false
    }
}

impl fmt::Display for Spelt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut keys = self.keys.iter().flatten();
        let mut form = self.row().form;
        while let Some((plain, rest)) = form.split_once('<') {
            f.write_str(plain)?;
            match keys.next() {
                Some(Key::Id(it)) => f.write_str(it.as_str())?,
                Some(Key::Date(it)) => write!(f, "{it}")?,
                Some(Key::Week(it)) => write!(f, "{it}")?,
                None => f.write_char('?')?,
            }
            form = rest.split_once('>').map_or("", |it| it.1);
        }
        f.write_str(form)
    }
}
