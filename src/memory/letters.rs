//! Texts as the first letters of their pinyin: a class for each Chinese character, which stands for all its readings, and one for
//! each letter and digit. Spaces and signs do not count, as when customers are looked for (`domain/customers/pinyin`).

use super::joined::{Needle, WAYS, ways};
use crate::domain::customers::pinyin::Initials;

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

    /// A folded text as classes.
    pub fn spell(&self, text: impl Iterator<Item = char>) -> Vec<u16> {
        text.filter_map(|it| self.of(it)).collect()
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
        let read = |at: usize| {
            let letter = letters[at];
            (NONE..).zip(&self.read).filter(move |it| it.1 & letter != 0).map(|it| it.0)
        };
        let ways = ways(letters.len(), read);
        Some(Spelt { classes: self, letters, ways })
    }

    /// The class of what is read so, made if it is new.
    fn class(&mut self, letters: Letters) -> u16 {
        let at = self.read.iter().position(|it| *it == letters);
        let at = at.unwrap_or_else(|| {
            self.read.push(letters);
            self.read.len() - 1
        });
        u16::try_from(at).unwrap_or(NONE)
    }
}

/// Letters that are enough to be looked for as such: a single one stands for a tenth of all there is.
const LEAST: usize = 2;

/// A word as the letters of pinyin.
pub struct Spelt<'a> {
    classes: &'a Classes,
    letters: Vec<Letters>,
    ways: [u16; WAYS],
}

impl Needle for Spelt<'_> {
    fn len(&self) -> usize {
        self.letters.len()
    }

    fn fits(&self, at: usize, unit: u16) -> bool {
        self.classes.read[usize::from(unit)] & self.letters[at] != 0
    }

    fn ways(&self) -> &[u16; WAYS] {
        &self.ways
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
