//! Everything written, as one text and as one of its letters, and the search through both. A document that changed is put in anew;
//! the rest stays as it is. Held against a search field by field in tests/pure/search.

use std::ops::Range;

use super::fields::Field;
use super::joined::{Joined, Needle};
use super::letters::{Classes, Spelt};
use super::query::{Filter, Literal, units, words};
use crate::domain::customers::pinyin::Initials;
use crate::domain::customers::plain;
use crate::domain::edit::Doc;
use crate::domain::id::Id;

/// All texts of one manager.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The documents in their order, and how many texts each has.
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
        let start = self.docs[..at].iter().map(|it| it.1).sum();
        let held = self.docs.get(at).filter(|it| it.0 == doc).map(|it| it.1);
        let places = start..start + held.unwrap_or(0);
        let written: Vec<_> = fields.iter().map(|it| units(&it.text)).collect();
        let spelt: Vec<_> = fields.iter().map(|it| self.classes.spell(it.text.chars().map(plain))).collect();
        self.written.splice(places.clone(), &written);
        self.spelt.splice(places.clone(), &spelt);
        let row = (doc, fields.len());
        match held {
            Some(_) => self.docs[at] = row,
            None => self.docs.insert(at, row),
        }
        self.fields.splice(places, fields);
    }

    /// The texts that have all words of the query in them, the latest first. Without words, all that are admitted; without either,
    /// none.
    pub fn find(&self, query: &str, filter: &Filter) -> Vec<Hit<'_>> {
        let words = words(query);
        let looked: Vec<Looked> = words.iter().map(|it| self.looked(it)).collect();
        let found = match looked.split_first() {
            None if filter.is_empty() => Vec::new(),
            None => (0..self.len()).collect(),
            Some((first, others)) => {
                let mut found = self.all_with(first);
                found.retain(|it| others.iter().all(|word| self.holds(*it, word)));
                found
            }
        };
        let mut hits = self.hits(&found);
        hits.retain(|it| filter.admits(it.doc, it.field));
        hits.reverse();
        hits
    }

    fn looked(&self, word: &str) -> Looked<'_> {
        Looked { literal: Literal::new(word), spelt: self.classes.needle(word) }
    }

    fn all_with(&self, word: &Looked) -> Vec<usize> {
        let written = self.written.find(&word.literal);
        match &word.spelt {
            None => written,
            Some(spelt) => {
                let mut all = self.spelt.find(spelt);
                all.extend(written);
                all.sort_unstable();
                all.dedup();
                all
            }
        }
    }

    fn holds(&self, text: usize, word: &Looked) -> bool {
        self.written.holds(text, &word.literal) || word.spelt.as_ref().is_some_and(|it| self.spelt.holds(text, it))
    }

    /// The texts of these places, which stand in order, with their documents.
    fn hits(&self, places: &[usize]) -> Vec<Hit<'_>> {
        let mut docs = self.docs.iter();
        let mut within: (Option<&Doc>, usize) = (None, 0);
        let mut hits = Vec::with_capacity(places.len());
        for place in places {
            while *place >= within.1 {
                let Some((doc, count)) = docs.next() else { return hits };
                within = (Some(doc), within.1 + count);
            }
            if let Some(doc) = within.0 {
                hits.push(Hit { doc, field: &self.fields[*place] });
            }
        }
        hits
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
            marks.extend(each(&counted, spelt.len(), fits).map(|it| counted[it.start].0..counted[it.end - 1].0 + 1));
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
