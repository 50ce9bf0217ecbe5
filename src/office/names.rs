//! Ids and words by number: a collection names the same customers, indicators and areas a million times.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::ops::RangeInclusive;

use crate::domain::id::Id;

/// Something by its place in the list it was put into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub(super) u32);

impl Place {
    /// The place after it.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The place of an id.
pub type Name = Place;
/// The place of a word.
pub type Label = Place;

/// All that was named, each once.
#[derive(Clone, Debug)]
pub struct Pool<T> {
    all: Vec<T>,
    places: HashMap<T, u32, Seed>,
}

/// Hashes names in a step for each eight bytes: an import looks a million of them up. Nobody who writes them knows the seed.
#[derive(Clone, Debug)]
struct Seed(u64);

struct Stirred(u64);

impl Default for Seed {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0))
    }
}

impl BuildHasher for Seed {
    type Hasher = Stirred;

    fn build_hasher(&self) -> Stirred {
        Stirred(self.0)
    }
}

impl Stirred {
    fn stir(&mut self, it: u64) {
        let it = (self.0 ^ it).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = it ^ it >> 32;
    }
}

impl Hasher for Stirred {
    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        whole.iter().for_each(|it| self.stir(u64::from_le_bytes(*it)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        // With its length: what is shorter is something else.
        self.stir(u64::from_le_bytes(last) ^ (bytes.len() as u64) << 56);
    }

    fn write_u32(&mut self, it: u32) {
        self.stir(it.into());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

pub type Names = Pool<Id>;
pub type Labels = Pool<Box<str>>;

/// Something of a few places, found in a step: what a manager's customers come to is asked of each of his visits.
#[derive(Default)]
pub struct Slots {
    at: Vec<u32>,
    used: Vec<Place>,
}

impl Slots {
    /// Forgets everything, and holds the number of each place in a list of them.
    pub fn fill(&mut self, all: impl Iterator<Item = Place>) {
        self.used.drain(..).for_each(|it| self.at[it.0 as usize] = 0);
        for (number, it) in (1..).zip(all) {
            let at = it.0 as usize;
            if at >= self.at.len() {
                self.at.resize(at + 1, 0);
            }
            self.at[at] = number;
            self.used.push(it);
        }
    }

    pub fn find(&self, it: Place) -> Option<usize> {
        (*self.at.get(it.0 as usize)? as usize).checked_sub(1)
    }
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { all: Vec::new(), places: HashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Pool<T> {
    /// The place of something; a new one where it was not there.
    pub fn put(&mut self, it: &T) -> Place {
        if let Some(place) = self.places.get(it) {
            return Place(*place);
        }
        let place = self.all.len() as u32;
        self.all.push(it.clone());
        self.places.insert(it.clone(), place);
        Place(place)
    }

    /// The place of something that is there.
    pub fn find(&self, it: &T) -> Option<Place> {
        self.places.get(it).map(|it| Place(*it))
    }

    /// What stands at a place of this list.
    pub fn get(&self, place: Place) -> Option<&T> {
        self.all.get(place.0 as usize)
    }

    /// All of it, by its places.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl Names {
    /// An id as text; empty for a place of another list.
    pub fn text(&self, name: Name) -> &str {
        self.get(name).map_or("", Id::as_str)
    }
}

/// Letters, figures and signs that a keyboard for Chinese makes as wide as an ideograph.
const WIDE: RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';

/// The one spelling of an area's or unit's name: blanks and the width of letters, which differ from keyboard to keyboard, make no
/// other one. Between ideographs a blank says nothing, between words it stands.
pub fn spelled(raw: &str) -> String {
    let narrow = |it: char| if WIDE.contains(&it) { char::from_u32(it as u32 - 0xfee0).unwrap_or(it) } else { it };
    let mut name = String::with_capacity(raw.len());
    for word in raw.split_whitespace() {
        let word: String = word.chars().map(narrow).collect();
        if name.ends_with(|it: char| it.is_ascii()) && word.starts_with(|it: char| it.is_ascii()) {
            name.push(' ');
        }
        name.push_str(&word);
    }
    name
}

impl Labels {
    /// The place of a word, as `put` gives it.
    pub fn say(&mut self, it: &str) -> Label {
        let known = self.places.get(it).map(|it| Place(*it));
        known.unwrap_or_else(|| self.put(&it.into()))
    }

    /// The place of an area's or unit's name in its one spelling.
    pub fn group(&mut self, raw: &str) -> Label {
        self.say(&spelled(raw))
    }

    /// The same of a name that is there. Most are spelled so, and nothing is made of them.
    pub fn group_of(&mut self, label: Label) -> Label {
        let raw = self.text(label);
        if !raw.contains(|it: char| it.is_whitespace() || WIDE.contains(&it)) {
            return label;
        }
        let name = spelled(raw);
        self.say(&name)
    }

    pub fn text(&self, label: Label) -> &str {
        self.get(label).map_or("", |it| it)
    }
}
