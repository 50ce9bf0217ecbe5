//! The papers there are: of a week or of a month, and for whom.

use std::fmt;

use super::week::{Month, Week};
use super::words_of;

/// What a paper is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Week(Week),
    Month(Month),
}

words_of! {
    /// Which paper: the manager's own, the same for a wall, everything for the marketing head, empty for handwriting, what concerns
    /// one shop, what the monopoly officer is told; a month.
    Kind {
        Own = "own", Wall = "wall", Head = "head", Form = "form", Retailer = "retailer", Officer = "officer", Month = "month"
    }
}

impl fmt::Display for About {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week(it) => it.fmt(out),
            Self::Month(it) => it.fmt(out),
        }
    }
}

impl About {
    /// The papers there are of it, the usual one first.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Week(_) => &[Kind::Own, Kind::Wall, Kind::Head, Kind::Form, Kind::Retailer, Kind::Officer],
            Self::Month(_) => &[Kind::Month],
        }
    }
}
