//! Many texts as one, with where each of them ends: what is looked for in all of them is looked for once, and nothing has to be
//! indexed. A text is a row of units, characters or their classes; zero stands between two texts and in none of them.

use std::ops::Range;

/// Between two texts.
pub const BETWEEN: u16 = 0;

/// The joined texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    units: Vec<u16>,
    /// Where the unit after each text stands, which is `BETWEEN`.
    ends: Vec<usize>,
}

/// What is looked for: so many units, each fitting its place.
pub trait Needle {
    /// How many units; none is found nowhere.
    fn len(&self) -> usize;
    /// Whether a unit of a text fits a place.
    fn fits(&self, at: usize, unit: u16) -> bool;
    /// How far to go on from a unit that stands where the last one should: to where it fits next, or past it. Units that share
    /// their lower half share the shorter way.
    fn ways(&self) -> &[u16; WAYS];

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How many ways a needle knows.
pub const WAYS: usize = 256;

/// The way of a unit.
pub fn way_of(unit: u16) -> usize {
    usize::from(unit) % WAYS
}

impl Joined {
    /// How many texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Puts texts in the place of others.
    pub fn splice(&mut self, places: Range<usize>, texts: &[Vec<u16>]) {
        let start = self.start(places.start);
        let end = if places.is_empty() { start } else { self.ends[places.end - 1] + 1 };
        let mut ends = Vec::with_capacity(texts.len());
        let mut units = Vec::with_capacity(texts.iter().map(|it| it.len() + 1).sum());
        for text in texts {
            units.extend_from_slice(text);
            ends.push(start + units.len());
            units.push(BETWEEN);
        }
        let (gone, come) = (end - start, units.len());
        // Nothing has to move where a text is put behind the last.
        if end == self.units.len() {
            self.units.truncate(start);
            self.units.append(&mut units);
        } else {
            self.units.splice(start..end, units);
            self.ends[places.end..].iter_mut().for_each(|it| *it = *it + come - gone);
        }
        self.ends.splice(places, ends);
    }

    /// The texts in which the needle stands, in their order; `wanted` may pass over some of them.
    pub fn find(&self, needle: &impl Needle) -> Vec<usize> {
        let mut found = Vec::new();
        let (mut from, mut text) = (0, 0);
        while let Some(at) = first(&self.units[from..], needle) {
            text += self.ends[text..].partition_point(|it| *it <= from + at);
            found.push(text);
            from = self.ends[text];
        }
        found
    }

    /// Whether the needle stands in one text.
    pub fn holds(&self, text: usize, needle: &impl Needle) -> bool {
        first(&self.units[self.start(text)..self.ends[text]], needle).is_some()
    }

    fn start(&self, text: usize) -> usize {
        if text == 0 { 0 } else { self.ends[text - 1] + 1 }
    }
}

/// Where the needle stands first, going from window to window by its last unit (Horspool, 1980).
fn first(units: &[u16], needle: &impl Needle) -> Option<usize> {
    let (last, ways) = (needle.len().checked_sub(1)?, needle.ways());
    let mut end = last;
    while let Some(unit) = units.get(end) {
        let start = end - last;
        if needle.fits(last, *unit) && units[start..end].iter().enumerate().all(|(at, unit)| needle.fits(at, *unit)) {
            return Some(start);
        }
        end += usize::from(ways[way_of(*unit)]);
    }
    None
}

/// The ways of a needle of a length; `units` gives those that fit a place.
pub fn ways<'a, U: Iterator<Item = u16> + 'a>(len: usize, units: impl Fn(usize) -> U) -> [u16; WAYS] {
    let longest = |it: usize| u16::try_from(it).unwrap_or(u16::MAX);
    let mut ways = [longest(len.max(1)); WAYS];
    for at in 0..len.saturating_sub(1) {
        units(at).for_each(|it| ways[way_of(it)] = longest(len - 1 - at));
    }
    ways
}
