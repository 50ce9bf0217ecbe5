//! Many texts as one, with where each of them ends: what is looked for in all of them is looked for once, and nothing has to be
//! indexed. A text is a row of units, characters or their classes, of two bytes each; zero stands between two texts and in none of
//! them.

use std::ops::Range;

/// Between two texts.
pub const BETWEEN: u16 = 0;

/// Bytes of a unit.
pub const UNIT: usize = 2;

/// The joined texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    units: Vec<u8>,
    /// Where the unit after each text stands, which is `BETWEEN`.
    ends: Vec<usize>,
    /// How often each unit stands in it: whoever looks for several, looks for the rarest.
    counts: Vec<u32>,
}

/// What is looked for.
pub trait Needle {
    /// Where it stands first among units.
    fn first(&self, units: &[u8]) -> Option<usize>;
}

/// A place among units.
pub fn unit(units: &[u8], at: usize) -> Option<u16> {
    match units.get(UNIT * at..UNIT * at + UNIT) {
        Some([low, high]) => Some(u16::from_le_bytes([*low, *high])),
        _ => None,
    }
}

/// A row of units being written, and counted.
pub struct Row<'a> {
    units: &'a mut Vec<u8>,
    counts: &'a mut [u32],
}

impl Row<'_> {
    pub fn push(&mut self, unit: u16) {
        // Two bytes one by one: a copy of two is a call.
        let [low, high] = unit.to_le_bytes();
        self.units.push(low);
        self.units.push(high);
        self.counts[usize::from(unit)] += 1;
    }
}

impl Joined {
    /// How many texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Puts as many texts in the place of others as there are sources; `write` writes the text of one.
    pub fn splice<T>(&mut self, places: Range<usize>, sources: &[T], write: impl Fn(&T, &mut Row)) {
        let start = self.start(places.start);
        let end = if places.is_empty() { start } else { self.ends[places.end - 1] + 1 };
        self.counts.resize(1 << 16, 0);
        let after = self.units.split_off(UNIT * end);
        for gone in self.units[UNIT * start..].as_chunks::<UNIT>().0 {
            self.counts[usize::from(u16::from_le_bytes(*gone))] -= 1;
        }
        self.units.truncate(UNIT * start);
        let mut ends = Vec::with_capacity(sources.len());
        let mut row = Row { units: &mut self.units, counts: &mut self.counts };
        for source in sources {
            write(source, &mut row);
            ends.push(row.units.len() / UNIT);
            row.push(BETWEEN);
        }
        let now = self.units.len() / UNIT;
        self.units.extend_from_slice(&after);
        self.ends[places.end..].iter_mut().for_each(|it| *it = *it + now - end);
        self.ends.splice(places, ends);
    }

    /// How often a unit stands in all of it.
    pub fn count_of(&self, unit: u16) -> u32 {
        self.counts.get(usize::from(unit)).copied().unwrap_or(0)
    }

    /// The texts in which the needle stands, in their order.
    pub fn find(&self, needle: &impl Needle) -> Vec<usize> {
        let mut found = Vec::new();
        let (mut from, mut text) = (0, 0);
        while let Some(at) = needle.first(&self.units[UNIT * from..]) {
            text = self.text_at(text, from + at);
            found.push(text);
            from = self.ends[text];
        }
        found
    }

    /// The text a place is in, which is none before `text`: what is found often is found near.
    fn text_at(&self, text: usize, at: usize) -> usize {
        let (mut low, mut step) = (text, 1);
        while self.ends.get(low + step).is_some_and(|it| *it <= at) {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.ends.len());
        low + self.ends[low..high].partition_point(|it| *it <= at)
    }

    /// Whether the needle stands in one text.
    pub fn holds(&self, text: usize, needle: &impl Needle) -> bool {
        needle.first(&self.units[UNIT * self.start(text)..UNIT * self.ends[text]]).is_some()
    }

    fn start(&self, text: usize) -> usize {
        if text == 0 { 0 } else { self.ends[text - 1] + 1 }
    }
}
