//! One way over a whole text: whether it is canonical and within all limits, and where its documents are.

use std::cmp::Ordering;
use std::ops::Range;

use super::{Entry, noted, order, scalar_end, string_end};
use crate::bundle::limits::{DEPTH_MAX, Weight};
use crate::bundle::numbers::is_shortest;
use crate::domain::json::next_sign;

/// Room for what most files have: a sheet, a month and the customers.
const ENTRIES: usize = 320;

/// One way over a whole text.
pub(super) struct Skim<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    weight: Weight,
    /// How deep what lies here is noted.
    noted: usize,
    entries: Vec<Entry>,
    is_printed: bool,
}

impl<'a> Skim<'a> {
    pub fn new(text: &'a str, is_printed: bool) -> Self {
        Self { text, at: 0, depth: 0, weight: Weight::default(), noted: 1, entries: Vec::with_capacity(ENTRIES), is_printed }
    }

    pub fn whole(mut self) -> Option<Vec<Entry>> {
        self.value()?;
        let is_light = self.is_printed || self.weight.fits(self.text.len());
        (self.at == self.text.len() && is_light).then_some(self.entries)
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    // Most are texts, so it is not far to go.
    #[inline(always)]
    fn value(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.string().map(drop),
            b'{' => self.nested(b'}'),
            b'[' => self.nested(b']'),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    fn word<const N: usize>(&mut self, word: &[u8; N]) -> Option<()> {
        let is_it = self.text.as_bytes()[self.at..].first_chunk() == Some(word);
        self.at += N;
        is_it.then_some(())
    }

    fn number(&mut self) -> Option<()> {
        let from = self.at;
        self.at = scalar_end(self.text, from);
        (self.is_printed || is_shortest(&self.text[from..self.at])).then_some(())
    }

    /// Between its quotes.
    #[inline(always)]
    fn string(&mut self) -> Option<Range<usize>> {
        let from = self.at + 1;
        let end = string_end(self.text, from, self.is_printed)?;
        self.at = end + 1;
        Some(from..end)
    }

    /// A list or an object. No deeper than the limit, so recursion is bounded.
    fn nested(&mut self, end: u8) -> Option<()> {
        let is_object = end == b'}';
        self.depth += 1;
        self.weight.begins(is_object);
        self.at += 1;
        if self.depth > DEPTH_MAX {
            return None;
        }
        let is_noted = self.depth <= self.noted;
        let mut name = 0..0;
        let mut is_over = self.peek()? == end;
        while !is_over {
            if is_object {
                name = self.name(name)?;
            }
            if is_noted { self.entry(name.clone()) } else { self.value() }?;
            is_over = match self.peek()? {
                b',' => {
                    self.weight.goes_on();
                    self.at += 1;
                    false
                }
                it => (it == end).then_some(true)?,
            };
        }
        self.at += 1;
        self.depth -= 1;
        Some(())
    }

    /// A name that comes after the one before: so none comes twice.
    #[inline(always)]
    fn name(&mut self, before: Range<usize>) -> Option<Range<usize>> {
        (self.peek()? == b'"').then_some(())?;
        let name = if self.is_printed { self.string()? } else { self.next_name(before)? };
        (self.peek()? == b':').then_some(())?;
        self.weight.is_named();
        self.at += 1;
        Some(name)
    }

    /// It comes after the one before, and has no escape.
    #[inline(always)]
    fn next_name(&mut self, before: Range<usize>) -> Option<Range<usize>> {
        let (bytes, from) = (self.text.as_bytes(), self.at + 1);
        let end = next_sign(bytes, from);
        self.at = end + 1;
        (bytes.get(end) == Some(&b'"')).then_some(())?;
        // The first sign tells it nearly always; below this one all orders are the same.
        let is_plain = from < end && bytes[before.start] < bytes[from] && bytes[from] < 0xee;
        let is_after = is_plain || before.end == 0 || self.is_after(before, from..end);
        is_after.then_some(from..end)
    }

    fn is_after(&self, before: Range<usize>, name: Range<usize>) -> bool {
        order(&self.text[before], &self.text[name]) == Ordering::Less
    }

    /// What is noted.
    fn entry(&mut self, name: Range<usize>) -> Option<()> {
        let (depth, from, place) = (self.depth, self.at, self.entries.len());
        if depth == 1 {
            self.noted = noted(&self.text[name.clone()]);
        }
        self.entries.push(Entry { depth, name, value: from..from });
        self.value()?;
        self.entries[place].value.end = self.at;
        Some(())
    }
}
