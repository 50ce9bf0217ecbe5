//! What is looked for: the words of a query, each as it is written and as the letters of pinyin, and what narrows it.

use chrono::NaiveDate;

use super::fields::{Field, Section};
use super::joined::{BETWEEN, Joined, Needle, Row, UNIT, unit};
use crate::domain::customers::plain;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::path::{AnyPath, TEXT_MAX};

/// The words of a query, the longest first, for it is in the fewest texts. A word longer than any text is kept: it is nowhere.
pub fn words(query: &str) -> Vec<String> {
    let folded: String = query.chars().map(plain).collect();
    let mut words: Vec<String> = Vec::new();
    for word in folded.split(|it: char| it.is_whitespace() || it.is_control()).filter(|it| !it.is_empty()) {
        // Whoever pastes a page is not looking for it.
        let word: String = word.chars().take(TEXT_MAX + 1).collect();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.sort_by_key(|it| std::cmp::Reverse(it.chars().count()));
    words
}

/// A text as units: small letters, full-width ones as plain ones.
pub fn write(text: &str, row: &mut Row) {
    let mut pair = [0; 2];
    text.chars().for_each(|it| plain(it).encode_utf16(&mut pair).iter().for_each(|it| row.push(*it)));
}

/// A word as it is written.
pub struct Literal {
    bytes: Vec<u8>,
    /// The unit of it that is rarest in the texts, and its place in it.
    pivot: (u16, usize),
}

/// Units that are looked at as one.
const LANES: usize = 4;
const LOW: u64 = 0x0001_0001_0001_0001;
const HIGH: u64 = LOW << 15;

impl Literal {
    /// A word that is not empty, to be looked for in these texts.
    pub fn new(word: &str, texts: &Joined) -> Self {
        let folded: String = word.chars().map(plain).collect();
        let units: Vec<u16> = folded.encode_utf16().collect();
        let rarest = units.iter().enumerate().min_by_key(|it| texts.count_of(*it.1));
        let pivot = rarest.map_or((BETWEEN, 0), |(at, unit)| (*unit, at));
        Self { bytes: units.into_iter().flat_map(u16::to_le_bytes).collect(), pivot }
    }

    /// Whether it stands where its rarest unit would be in its place.
    fn start(&self, units: &[u8], at: usize) -> Option<usize> {
        let start = at.checked_sub(self.pivot.1)?;
        units[UNIT * start..].starts_with(&self.bytes).then_some(start)
    }
}

impl Needle for Literal {
    fn first(&self, units: &[u8]) -> Option<usize> {
        let pattern = u64::from(self.pivot.0) * LOW;
        let mut at = 0;
        let (chunks, rest) = units.as_chunks::<{ LANES * UNIT }>();
        for chunk in chunks {
            let different = u64::from_le_bytes(*chunk) ^ pattern;
            // Bits are left where a unit is the same, and perhaps above it (Mycroft, 1987).
            if different.wrapping_sub(LOW) & !different & HIGH != 0 {
                for lane in 0..LANES {
                    if different >> (16 * lane) & 0xffff == 0
                        && let Some(start) = self.start(units, at + lane)
                    {
                        return Some(start);
                    }
                }
            }
            at += LANES;
        }
        let end = at + rest.len() / UNIT;
        (at..end).filter(|it| unit(units, *it) == Some(self.pivot.0)).find_map(|it| self.start(units, it))
    }
}

/// What narrows a search; nothing said narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub section: Option<Section>,
    pub customer: Option<Id>,
    pub item: Option<Id>,
    pub cause: Option<String>,
    /// First and last day.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a text of a document may be found.
    pub fn admits(&self, doc: &Doc, field: &Field) -> bool {
        self.section.is_none_or(|it| field.section() == it)
            && self.customer.as_ref().is_none_or(|it| field.concerns(it))
            && self.item.as_ref().is_none_or(|it| field.is_of(it))
            && self.cause.as_ref().is_none_or(|it| field.cause.as_deref() == Some(it))
            && self.admits_time(doc, field)
    }

    /// What is of a whole week or month is of each of its days; what has no time is of none.
    fn admits_time(&self, doc: &Doc, field: &Field) -> bool {
        if self.from.is_none() && self.until.is_none() {
            return true;
        }
        let day = match &field.path {
            AnyPath::Sheet(it) => it.day(),
            _ => None,
        };
        let time = match (day, doc) {
            (Some(day), _) => Some((day, day)),
            (None, Doc::Sheet(_, week)) => Some((week.monday(), week.plus(1).monday().pred_opt().unwrap_or_default())),
            (None, Doc::Month(_, month)) => Some((month.first(), month.plus(1).first().pred_opt().unwrap_or_default())),
            _ => None,
        };
        time.is_some_and(|(first, last)| self.from.is_none_or(|it| it <= last) && self.until.is_none_or(|it| first <= it))
    }
}
