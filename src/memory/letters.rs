//! Texts as the first letters of their pinyin: a class for each Chinese character, which stands for all its readings, and one for
//! each letter and digit. Spaces and signs do not count, as when customers are looked for (`domain/customers/pinyin`).

use super::joined::{Needle, Row, UNIT};
use crate::domain::customers::pinyin::Initials;
use crate::domain::customers::plain;

/// Bits of the letters and digits.
type Letters = u64;

/// The class of whatever has no letter, and of what stands between texts.
const NONE: u16 = 0;

/// The classes of all characters.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// The class of each character of the table.
    table: Vec<u16>,
    /// What each class may be read as.
    read: Vec<Letters>,
}

/// The first character of the table.
const FIRST: u32 = 0x4e00;

impl Classes {
    pub fn new(initials: &Initials) -> Self {
        let singles = (0..).map(bit_at).take_while(|it| *it < 1 << SIGNS);
        let mut it = Self { table: Vec::new(), read: std::iter::once(0).chain(singles).collect() };
        let usual = initials.usual().iter().map(|letter| bit(char::from(*letter)).unwrap_or(0));
        let mut read: Vec<Letters> = usual.collect();
        for (character, letters) in initials.further() {
            if let Some(at) = place(character).and_then(|at| read.get_mut(at)) {
                *at = letters.chars().filter_map(bit).fold(*at, |all, it| all | it);
            }
        }
        it.table = read.into_iter().map(|letters| it.class(letters)).collect();
        it
    }

    /// Whether there is no table: then nothing is found by letters.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// A text as classes.
    pub fn write(&self, text: &str, row: &mut Row) {
        text.chars().filter_map(|it| self.of(plain(it))).for_each(|it| row.push(it));
    }

    /// The class of a character; none where it does not count.
    pub fn of(&self, it: char) -> Option<u16> {
        match bit(it) {
            Some(letters) => Some(single(letters)),
            None => self.table.get(place(it)?).copied(),
        }
    }

    /// The letters to look for, if it is such a word: letters and digits, a letter among them.
    pub fn needle(&self, word: &str) -> Option<Spelt<'_>> {
        let is_spelt = word.len() >= LEAST && word.bytes().any(|it| it.is_ascii_lowercase());
        let letters: Vec<Letters> = word.chars().map(bit).collect::<Option<_>>()?;
        if self.is_empty() || !is_spelt {
            return None;
        }
        let (last, before) = letters.split_last()?;
        let mut steps = [Step::default(); STEPS];
        for (step, class) in steps.iter_mut().zip(&self.read) {
            let next = before.iter().rposition(|it| class & it != 0).map_or(letters.len(), |at| before.len() - at);
            let next = u16::try_from(next).unwrap_or(u16::MAX);
            *step = if class & last == 0 { Step { on: next, next } } else { Step { on: 0, next } };
        }
        Some(Spelt { read: &self.read, letters, steps: Box::new(steps) })
    }

    /// The class of what is read so, made if it is new.
    fn class(&mut self, letters: Letters) -> u16 {
        if letters.is_power_of_two() {
            return single(letters);
        }
        let at = self.read.iter().position(|it| *it == letters);
        let at = at.unwrap_or_else(|| {
            self.read.push(letters);
            self.read.len() - 1
        });
        // Another table might have more; what is beyond is then found as it is written alone.
        u16::try_from(at).ok().filter(|it| usize::from(*it) < STEPS).unwrap_or(NONE)
    }
}

/// Letters that are enough to be looked for as such: a single one stands for a tenth of all there is.
const LEAST: usize = 2;

/// A word as the letters of pinyin.
pub struct Spelt<'a> {
    read: &'a [Letters],
    letters: Vec<Letters>,
    /// By the class of a unit that stands where the last letter should.
    steps: Box<[Step; STEPS]>,
}

/// More than there are classes (tested), and a power of two, so that no step has to be looked for with care.
const STEPS: usize = 512;

/// How far to go on from a unit.
#[derive(Clone, Copy, Default)]
struct Step {
    /// To where it fits next, or past it; nothing where it is the last letter.
    on: u16,
    /// The same once it was looked at.
    next: u16,
}

impl Spelt<'_> {
    /// How many letters.
    pub fn count(&self) -> usize {
        self.letters.len()
    }

    /// Whether a class may be read as the letter at a place.
    pub fn fits(&self, at: usize, class: u16) -> bool {
        self.read[usize::from(class)] & self.letters[at] != 0
    }
}

impl Needle for Spelt<'_> {
    /// Goes from window to window by its last unit (Horspool, 1980).
    fn first(&self, units: &[u8]) -> Option<usize> {
        let (units, _) = units.as_chunks::<UNIT>();
        let last = self.letters.len() - 1;
        let mut end = last;
        while let Some(unit) = units.get(end) {
            let step = self.steps[usize::from(u16::from_le_bytes(*unit)) % STEPS];
            if step.on == 0 {
                let start = end - last;
                if units[start..end].iter().zip(0..).all(|(it, at)| self.fits(at, u16::from_le_bytes(*it))) {
                    return Some(start);
                }
            }
            end += usize::from(step.on.max(step.next));
        }
        None
    }
}

/// Letters and digits.
const SIGNS: u32 = 36;

fn bit_at(at: u32) -> Letters {
    1 << at
}

fn bit(it: char) -> Option<Letters> {
    match it {
        'a'..='z' => Some(bit_at(it as u32 - 'a' as u32)),
        '0'..='9' => Some(bit_at(it as u32 - '0' as u32 + 26)),
        _ => None,
    }
}

/// The class of one letter or digit alone.
fn single(letter: Letters) -> u16 {
    letter.trailing_zeros() as u16 + 1
}

fn place(it: char) -> Option<usize> {
    (it as u32).checked_sub(FIRST).map(|it| it as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_fewer_classes_than_steps() {
        let classes = Classes::new(&Initials::parse(include_str!("../../public/pinyin/initials.txt")));
        assert!((37..STEPS).contains(&classes.read.len()), "{}", classes.read.len());
    }
}
