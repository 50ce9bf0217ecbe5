//! A path of whichever document. What documents do alike, they do with these: code for each kind of path would be the same
//! code four times. Outside everything is typed.

use std::fmt;

use super::table::Spelt;
use super::{Kind, MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use crate::domain::id::Id;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnyPath {
    Sheet(SheetPath),
    Month(MonthPath),
    Settings(SettingsPath),
    Roster(RosterPath),
}

impl AnyPath {
    fn spelt(&self) -> Spelt<'_> {
        match self {
            Self::Sheet(it) => it.spelt(),
            Self::Month(it) => it.spelt(),
            Self::Settings(it) => it.spelt(),
            Self::Roster(it) => it.spelt(),
        }
    }

    /// Which row of its table it is, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        match self {
            Self::Sheet(it) => (it.at(), SheetPath::ROWS.len()),
            Self::Month(it) => (it.at(), MonthPath::ROWS.len()),
            Self::Settings(it) => (it.at(), SettingsPath::ROWS.len()),
            Self::Roster(it) => (it.at(), RosterPath::ROWS.len()),
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Self::Sheet(it) => it.kind(),
            Self::Month(it) => it.kind(),
            Self::Settings(it) => it.kind(),
            Self::Roster(it) => it.kind(),
        }
    }

    pub fn record(&self) -> Option<Self> {
        match self {
            Self::Sheet(it) => it.record().map(Self::Sheet),
            Self::Month(it) => it.record().map(Self::Month),
            Self::Settings(it) => it.record().map(Self::Settings),
            Self::Roster(it) => it.record().map(Self::Roster),
        }
    }

    pub fn indicator(&self) -> Option<&Id> {
        match self {
            Self::Sheet(it) => it.indicator(),
            Self::Month(it) => it.indicator(),
            Self::Settings(_) | Self::Roster(_) => None,
        }
    }

    /// Whether it lies in a record, at any depth.
    pub fn is_inside(&self, record: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(record) && self.spelt().is_inside(&record.spelt())
    }
}

impl fmt::Display for AnyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spelt().fmt(f)
    }
}
