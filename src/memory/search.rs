//! Everything written, as one text and as one of its letters, and the search through both. A document that changed is put in anew;
//! the rest stays as it is. Held against a search field by field in tests/pure/search.

use std::ops::Range;

use super::fields::Field;
use super::joined::Joined;
use super::letters::{Classes, Spelt};
use super::query::{Filter, Literal, words, write};
use crate::domain::customers::pinyin::Initials;
use crate::domain::customers::plain;
use crate::domain::edit::Doc;
use crate::domain::id::Id;

/// All texts of one manager.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The documents in their order, and where the texts of each end.
    docs: Vec<(Doc, usize)>,
    fields: Vec<Field>,
    written: Joined,
    spelt: Joined,
    classes: Classes,
}

/// A text that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    pub doc: &'a Doc,
    pub field: &'a Field,
}

/// What was found, the latest first.
pub struct Found<'a> {
    texts: &'a Texts,
    places: Vec<usize>,
}

impl<'a> Found<'a> {
    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Hit<'a>> {
        let texts = self.texts;
        self.places.iter().rev().filter_map(|it| texts.hit(*it))
    }
}

/// One word of a query, in both of its forms.
struct Looked<'a> {
    literal: Literal,
    spelt: Option<Spelt<'a>>,
}

impl Texts {
    /// Nothing yet. Without the table of letters nothing is found by them.
    pub fn new(initials: &Initials) -> Self {
        Self { classes: Classes::new(initials), ..Self::default() }
    }

    /// How many texts.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether any text is about a customer.
    pub fn knows(&self, customer: &Id) -> bool {
        self.fields.iter().any(|it| it.concerns(customer))
    }

    /// Puts the texts of a document in the place of those it had.
    pub fn put(&mut self, doc: Doc, fields: Vec<Field>) {
        let at = self.docs.partition_point(|it| it.0 < doc);
        let start = at.checked_sub(1).map_or(0, |it| self.docs[it].1);
        let held = self.docs.get(at).filter(|it| it.0 == doc).map_or(start, |it| it.1);
        let is_new = self.docs.get(at).is_none_or(|it| it.0 != doc);
        self.written.splice(start..held, &fields, |it, row| write(&it.text, row));
        self.spelt.splice(start..held, &fields, |it, row| self.classes.write(&it.text, row));
        self.docs[at..].iter_mut().for_each(|it| it.1 = it.1 + fields.len() - (held - start));
        if is_new {
            self.docs.insert(at, (doc, start + fields.len()));
        }
        self.fields.splice(start..held, fields);
    }

    /// The texts that have all words of the query in them, the latest first. Without words, all that are admitted; without either,
    /// none.
    pub fn find(&self, query: &str, filter: &Filter) -> Found<'_> {
        let words = words(query);
        let looked: Vec<Looked> = words.iter().map(|it| self.looked(it)).collect();
        let mut places = match looked.split_first() {
            None if filter.is_empty() => Vec::new(),
            None => (0..self.len()).collect(),
            Some((first, others)) => {
                let mut found = self.all_with(first);
                found.retain(|it| others.iter().all(|word| self.holds(*it, word)));
                found
            }
        };
        if !filter.is_empty() {
            places.retain(|it| self.hit(*it).is_some_and(|it| filter.admits(it.doc, it.field)));
        }
        Found { texts: self, places }
    }

    fn looked(&self, word: &str) -> Looked<'_> {
        Looked { literal: Literal::new(word, &self.written), spelt: self.classes.needle(word) }
    }

    /// What stands in a text as letters and digits stands in its letters too.
    fn all_with(&self, word: &Looked) -> Vec<usize> {
        match &word.spelt {
            Some(spelt) => self.spelt.find(spelt),
            None => self.written.find(&word.literal),
        }
    }

    fn holds(&self, text: usize, word: &Looked) -> bool {
        match &word.spelt {
            Some(spelt) => self.spelt.holds(text, spelt),
            None => self.written.holds(text, &word.literal),
        }
    }

    /// A text with its document.
    fn hit(&self, place: usize) -> Option<Hit<'_>> {
        let at = self.docs.partition_point(|it| it.1 <= place);
        Some(Hit { doc: &self.docs.get(at)?.0, field: self.fields.get(place)? })
    }

    /// Where in a text the words of the query stand, in characters, one after another.
    pub fn marks(&self, text: &str, query: &str) -> Vec<Range<usize>> {
        let folded: Vec<char> = text.chars().map(plain).collect();
        let counted: Vec<(usize, u16)> =
            folded.iter().enumerate().filter_map(|(at, it)| Some((at, self.classes.of(*it)?))).collect();
        let mut marks: Vec<Range<usize>> = Vec::new();
        for word in words(query) {
            let literal: Vec<char> = word.chars().collect();
            marks.extend(each(&folded, literal.len(), |window| *window == *literal));
            let Some(spelt) = self.classes.needle(&word) else { continue };
            let fits = |window: &[(usize, u16)]| window.iter().enumerate().all(|(at, it)| spelt.fits(at, it.1));
            marks.extend(each(&counted, spelt.count(), fits).map(|it| counted[it.start].0..counted[it.end - 1].0 + 1));
        }
        marks.sort_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
        joined(marks)
    }
}

/// The windows of a length that fit.
fn each<T>(all: &[T], len: usize, fits: impl Fn(&[T]) -> bool) -> impl Iterator<Item = Range<usize>> {
    all.windows(len.max(1)).enumerate().filter(move |it| fits(it.1)).map(move |it| it.0..it.0 + len)
}

/// Ranges in their order, those that meet as one.
fn joined(all: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for it in all {
        match marks.last_mut() {
            Some(last) if it.start <= last.end => last.end = last.end.max(it.end),
            _ => marks.push(it),
        }
    }
    marks
}
