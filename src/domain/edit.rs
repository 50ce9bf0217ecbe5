//! Documents, stamps and edits: the truth about a document is its edits (spec/bundle.md).

use std::fmt;
use std::str::FromStr;

use super::id::Id;
use super::value::Value;
use super::week::{Month, Week};

/// The name of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doc {
    Sheet(Id, Week),
    Month(Id, Month),
    Roster(Id),
    Template(Id),
    Settings,
}

/// The text names no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADoc;

impl fmt::Display for Doc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sheet(manager, week) => write!(f, "sheet/{manager}/{week}"),
            Self::Month(manager, month) => write!(f, "month/{manager}/{month}"),
            Self::Roster(manager) => write!(f, "roster/{manager}"),
            Self::Template(id) => write!(f, "template/{id}"),
            Self::Settings => f.write_str("settings"),
        }
    }
}

impl FromStr for Doc {
    type Err = NotADoc;

    fn from_str(text: &str) -> Result<Self, NotADoc> {
        let id = |it: &str| it.parse::<Id>().map_err(|_| NotADoc);
        match text.split('/').collect::<Vec<_>>().as_slice() {
            ["sheet", manager, week] => Ok(Self::Sheet(id(manager)?, week.parse().map_err(|_| NotADoc)?)),
            ["month", manager, month] => Ok(Self::Month(id(manager)?, month.parse().map_err(|_| NotADoc)?)),
            ["roster", manager] => Ok(Self::Roster(id(manager)?)),
            ["template", it] => Ok(Self::Template(id(it)?)),
            ["settings"] => Ok(Self::Settings),
            _ => Err(NotADoc),
        }
    }
}

/// When an edit was made, in the order that decides: counter, then device, then tab. Never a clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    pub counter: u64,
    pub device: Id,
    pub tab: Id,
}

/// The text is no stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAStamp;

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.counter, self.device, self.tab)
    }
}

impl Stamp {
    /// Reads the counter of a stamp's text.
    pub(crate) fn counted(text: &str) -> Result<u64, NotAStamp> {
        let plain = !text.is_empty() && text.len() <= 15 && text.bytes().all(|it| it.is_ascii_digit());
        text.parse().ok().filter(|it| plain && *it > 0).ok_or(NotAStamp)
    }
}

impl FromStr for Stamp {
    type Err = NotAStamp;

    fn from_str(text: &str) -> Result<Self, NotAStamp> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(NotAStamp);
        let counter = Self::counted(part()?)?;
        let mut id = || part()?.parse().map_err(|_| NotAStamp);
        Ok(Self { counter, device: id()?, tab: id()? })
    }
}

/// One change of one path. `value` is `None` where something is taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<P> {
    pub path: P,
    pub value: Option<Value>,
    pub stamp: Stamp,
}
