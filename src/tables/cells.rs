//! A table and its cells: what kind of thing each is, so that a number is written as one and a date as one.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Source;
use crate::domain::decimal::Decimal;
use crate::domain::extract::Subject;
use crate::domain::id::Id;
use crate::domain::mask::masked;
use crate::domain::week::parse_date;
use crate::words::tables::{self, Head};
use crate::words::{Lang, Word};

/// A table with its headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub subject: Subject,
    pub name: &'static str,
    pub heads: Vec<Cow<'static, str>>,
    /// Each as long as the headings.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a row under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not filled in, or not measured; never zero.
    Empty,
    Text(String),
    /// A figure, and the places it is shown with.
    Number(Decimal, u8),
    /// A part of a whole, shown in percent.
    Share(Decimal),
    Date(NaiveDate),
    /// As the clock on the wall said it.
    Moment(NaiveDateTime),
}

impl Table {
    pub(super) fn new(source: &Source, subject: Subject, heads: &[Head], rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        let lang = source.lang;
        let table = Self {
            subject,
            name: tables::subject(lang, subject),
            heads: heads.iter().map(|it| lang.say(*it).into()).collect(),
            rows: rows.into_iter().collect(),
        };
        debug_assert!(table.rows.iter().all(|it| it.len() == heads.len()), "{subject:?}");
        table
    }
}

impl Cell {
    /// What somebody wrote, without the numbers of telephones.
    pub(super) fn said(text: Option<&String>) -> Self {
        text.map_or(Self::Empty, |it| Self::word(&masked(it)))
    }

    /// A text of the product's or of the template's.
    pub(super) fn word(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// A code is a text, however many digits it has.
    pub(super) fn code(id: &Id) -> Self {
        Self::Text(id.to_string())
    }

    pub(super) fn number(figure: Option<Decimal>, places: u8) -> Self {
        figure.map_or(Self::Empty, |it| Self::Number(it, places))
    }

    pub(super) fn count(count: usize) -> Self {
        Self::Number(Decimal::from(i64::try_from(count).unwrap_or(i64::MAX)), 0)
    }

    pub(super) fn flag(lang: Lang, is_so: bool) -> Self {
        Self::Text(lang.say(if is_so { Word::Yes } else { Word::No }).to_owned())
    }

    /// A stored date; what is none stays the text it is.
    pub(super) fn date(text: Option<&String>) -> Self {
        text.and_then(|it| parse_date(it).ok()).map_or_else(|| Self::said(text), Self::Date)
    }

    /// A stored moment, by the wall clock it was written with.
    pub(super) fn moment(text: Option<&String>) -> Self {
        text.and_then(|it| moment(it)).map_or_else(|| Self::said(text), Self::Moment)
    }
}

/// `2026-11-27T17:41[:05][+08:00]`.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once('T')?;
    let clock = |from: usize| time.get(from..from + 2).and_then(|it| it.parse::<u32>().ok());
    let seconds = if time.get(5..6) == Some(":") { clock(6) } else { None };
    let time = NaiveTime::from_hms_opt(clock(0)?, clock(3)?, seconds.unwrap_or(0))?;
    Some(parse_date(date).ok()?.and_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_by_their_wall_clock() {
        for (text, expected) in [
            ("2026-11-27T17:41:05+08:00", "2026-11-27 17:41:05"),
            ("2026-11-25T09:30", "2026-11-25 09:30:00"),
            ("2026-11-25T09:30+08:00", "2026-11-25 09:30:00"),
            ("2026-11-25T09:30Z", "2026-11-25 09:30:00"),
        ] {
            assert_eq!(moment(text).map(|it| it.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "2026-11-25", "2026-11-25T", "2026-11-25T25:00", "2026-11-25T九点"] {
            assert_eq!(moment(text), None, "{text}");
        }
        assert_eq!(Cell::moment(Some(&"周四".to_owned())), Cell::Text("周四".to_owned()));
    }
}
