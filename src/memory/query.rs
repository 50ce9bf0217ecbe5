//! What is looked for: the words of a query, each as it is written and as the letters of pinyin, and what narrows it.

use chrono::NaiveDate;

use super::fields::{Field, Section};
use super::joined::{Needle, WAYS, ways};
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
pub fn units(text: &str) -> Vec<u16> {
    let mut units = Vec::with_capacity(text.len());
    let mut pair = [0; 2];
    text.chars().for_each(|it| units.extend_from_slice(plain(it).encode_utf16(&mut pair)));
    units
}

/// A word as it is written.
pub struct Literal {
    units: Vec<u16>,
    ways: [u16; WAYS],
}

impl Literal {
    pub fn new(word: &str) -> Self {
        let units = units(word);
        let ways = ways(units.len(), |at| std::iter::once(units[at]));
        Self { units, ways }
    }
}

impl Needle for Literal {
    fn len(&self) -> usize {
        self.units.len()
    }

    fn fits(&self, at: usize, unit: u16) -> bool {
        self.units[at] == unit
    }

    fn ways(&self) -> &[u16; WAYS] {
        &self.ways
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
