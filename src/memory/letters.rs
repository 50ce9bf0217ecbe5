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
        let mut places = [0; CLASSES];
        for (places, class) in places.iter_mut().zip(&self.read) {
            let fitting = (0_u64..).zip(letters.iter().take(AT_ONCE)).filter(|it| class & it.1 != 0);
            *places = fitting.fold(0, |all, it| all | 1 << it.0);
        }
        Some(Spelt { read: &self.read, letters, places: Box::new(places) })
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
        u16::try_from(at).ok().filter(|it| usize::from(*it) < CLASSES).unwrap_or(NONE)
    }
}

/// Letters that are enough to be looked for as such: a single one stands for a tenth of all there is.
const LEAST: usize = 2;

/// A word as the letters of pinyin.
pub struct Spelt<'a> {
    read: &'a [Letters],
    letters: Vec<Letters>,
    /// By the class of a unit, at which of the first letters it may stand.
    places: Box<[u64; CLASSES]>,
}

/// More than there are classes (tested), and a power of two, so that no class has to be looked for with care.
const CLASSES: usize = 512;

/// Letters that are followed at once.
const AT_ONCE: usize = u64::BITS as usize;

impl Spelt<'_> {
    /// How many letters.
    pub fn count(&self) -> usize {
        self.letters.len()
    }

    /// Whether a class may be read as the letter at a place.
    pub fn fits(&self, at: usize, class: u16) -> bool {
        self.read[usize::from(class)] & self.letters[at] != 0
    }

    /// Whether the letters after those that are followed stand there, too.
    fn goes_on(&self, units: &[[u8; UNIT]]) -> bool {
        let mut letters = AT_ONCE..self.letters.len();
        letters.len() <= units.len() && letters.all(|at| self.fits(at, u16::from_le_bytes(units[at - AT_ONCE])))
    }
}

impl Needle for Spelt<'_> {
    /// Follows all that may have begun, a bit each, unit by unit (Baeza-Yates and Gonnet, A new approach to text searching, 1992).
    fn first(&self, units: &[u8]) -> Option<usize> {
        let (units, _) = units.as_chunks::<UNIT>();
        let last = self.letters.len().min(AT_ONCE) - 1;
        let mut begun = 0_u64;
        for (at, unit) in units.iter().enumerate() {
            begun = (begun << 1 | 1) & self.places[usize::from(u16::from_le_bytes(*unit)) % CLASSES];
            if begun >> last & 1 == 1 && self.goes_on(&units[at + 1..]) {
                return Some(at - last);
            }
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
    fn a_word_longer_than_what_is_followed_at_once_is_found_whole() {
        let classes = Classes::new(&Initials::parse(include_str!("../../public/pinyin/initials.txt")));
        let units = |text: &str| text.chars().filter_map(|it| classes.of(it)).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let word = "ab".repeat(AT_ONCE);
        let found = |text: &str| classes.needle(&word).unwrap().first(&units(text));
        assert_eq!(found(&["c", &word, "c"].concat()), Some(1));
        assert_eq!(found(&["ab", &word].concat()), Some(0));
        assert_eq!(found(&[&word[1..], "b"].concat()), None);
        assert_eq!(found(&word[1..]), None);
        assert_eq!(found(&[&word[..AT_ONCE], "c", &word].concat()), Some(AT_ONCE + 1));
    }

    #[test]
    fn there_are_few_enough_classes() {
        let classes = Classes::new(&Initials::parse(include_str!("../../public/pinyin/initials.txt")));
        assert!((37..CLASSES).contains(&classes.read.len()), "{}", classes.read.len());
    }
}
