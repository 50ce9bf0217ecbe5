//! How a value is written as bytes and read again: small where it is near the one before. What is written is in `columns` and `pack`.

use super::names::{Label, Name, Place, Pool};
use crate::domain::decimal::Decimal;
use crate::domain::week::Week;

/// In the place of a figure's places.
const AS_TEXT: u8 = u8::MAX;

/// Something that is written in a row of its kind.
pub trait Record<'a>: Sized {
    fn write(&self, to: &mut Packer);
    /// None where the bytes are none of it.
    fn read(from: &mut Unpacker<'a>) -> Option<Self>;
}

/// Writes values.
#[derive(Default)]
pub struct Packer {
    pub bytes: Vec<u8>,
    /// The names and labels written so far, where they are written by their place among these and not by that in their collection.
    pub used: Option<(Pool<Name>, Pool<Label>)>,
    last: u32,
}

/// Reads values.
#[derive(Clone)]
pub struct Unpacker<'a> {
    pub bytes: &'a [u8],
    /// What stands at the places written, where those are not a collection's own.
    lists: Option<(&'a [Name], &'a [Label])>,
    last: u32,
}

impl Packer {
    /// Writes names and labels by their place among those written.
    pub fn listing() -> Self {
        Self { used: Some(<_>::default()), ..Self::default() }
    }

    /// Begins a row: its first name is written whole.
    pub fn begin(&mut self) {
        self.last = 0;
    }

    pub fn count(&mut self, mut it: u64) {
        while it >= 0x80 {
            self.bytes.push(it as u8 | 0x80);
            it >>= 7;
        }
        self.bytes.push(it as u8);
    }

    /// Small where it is near zero, on either side.
    pub fn signed(&mut self, it: i64) {
        self.count(((it << 1) ^ (it >> 63)) as u64);
    }

    pub fn text(&mut self, it: &str) {
        self.count(it.len() as u64);
        self.bytes.extend(it.as_bytes());
    }

    pub fn many<T>(&mut self, all: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.begin();
        self.count(all.len() as u64);
        all.iter().for_each(|it| each(self, it));
    }

    /// Nothing is zero, anything else one more.
    pub fn maybe(&mut self, it: Option<u64>) {
        self.count(it.map_or(0, |it| it + 1));
    }

    /// As the way from the name before: those of a list mostly follow each other.
    pub fn name(&mut self, it: Name) {
        let place = self.used.as_mut().map_or(it, |used| used.0.put(&it)).0;
        self.signed(i64::from(place) - i64::from(self.last));
        self.last = place;
    }

    pub fn label(&mut self, it: Option<Label>) {
        let place = it.map(|it| self.used.as_mut().map_or(it, |used| used.1.put(&it)).0.into());
        self.maybe(place);
    }

    /// Nothing is zero; else one more than its places, and its units. What does not fit stands as a text.
    pub fn decimal(&mut self, it: Option<Decimal>) {
        let Some(it) = it else { return self.bytes.push(0) };
        match it.scaled(it.places()).and_then(|it| i64::try_from(it).ok()) {
            Some(units) => {
                self.bytes.push(it.places() + 1);
                self.signed(units);
            }
            None => {
                self.bytes.push(AS_TEXT);
                self.text(&it.to_string());
            }
        }
    }

    pub fn date(&mut self, it: chrono::NaiveDate) {
        self.count(chrono::Datelike::num_days_from_ce(&it) as u64);
    }

    /// One of few.
    pub fn of<T: PartialEq>(&mut self, all: &[T], it: &T) {
        self.count(place(all, it));
    }
}

/// Where something stands in the list of its kind.
pub fn place<T: PartialEq>(all: &[T], it: &T) -> u64 {
    all.iter().position(|other| other == it).unwrap_or_default() as u64
}

impl<'a> Unpacker<'a> {
    /// Reads what was written with a collection's own names.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, lists: None, last: 0 }
    }

    /// Reads on, with what stands at the places written.
    pub fn listed(self, names: &'a [Name], labels: &'a [Label]) -> Self {
        Self { lists: Some((names, labels)), ..self }
    }

    pub fn begin(&mut self) {
        self.last = 0;
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    pub fn some(&mut self, many: usize) -> Option<&'a [u8]> {
        let (some, rest) = self.bytes.split_at_checked(many)?;
        self.bytes = rest;
        Some(some)
    }

    pub fn count(&mut self) -> Option<u64> {
        let mut found = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            found |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(found);
            }
        }
        None
    }

    /// Of eight bytes.
    pub fn whole(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.some(8)?.try_into().ok()?))
    }

    pub fn signed(&mut self) -> Option<i64> {
        let it = self.count()?;
        Some((it >> 1) as i64 ^ -((it & 1) as i64))
    }

    pub fn text(&mut self) -> Option<&'a str> {
        let many = usize::try_from(self.count()?).ok()?;
        std::str::from_utf8(self.some(many)?).ok()
    }

    /// How many of something follow: no more than there are bytes for.
    pub fn length(&mut self) -> Option<usize> {
        self.begin();
        usize::try_from(self.count()?).ok().filter(|it| *it <= self.bytes.len())
    }

    /// As many as are said; collecting stops at the first that is none.
    pub fn many<T, F: FromIterator<T>>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<F> {
        let many = self.length()?;
        (0..many).map(|_| each(self)).collect()
    }

    pub fn maybe(&mut self) -> Option<Option<u64>> {
        Some(self.count()?.checked_sub(1))
    }

    pub fn name(&mut self) -> Option<Name> {
        self.last = u32::try_from(i64::from(self.last).checked_add(self.signed()?)?).ok()?;
        match self.lists {
            Some((names, _)) => names.get(self.last as usize).copied(),
            None => Some(Place(self.last)),
        }
    }

    pub fn label(&mut self) -> Option<Option<Label>> {
        let Some(at) = self.maybe()? else { return Some(None) };
        let at = u32::try_from(at).ok()?;
        match self.lists {
            Some((_, labels)) => labels.get(at as usize).copied().map(Some),
            None => Some(Some(Place(at))),
        }
    }

    pub fn decimal(&mut self) -> Option<Option<Decimal>> {
        Some(match self.byte()? {
            0 => None,
            AS_TEXT => Some(Decimal::summed(self.text()?)?),
            places if places <= Decimal::MOST_PLACES + 1 => Some(Decimal::new(self.signed()?.into(), places - 1)),
            _ => return None,
        })
    }

    pub fn date(&mut self) -> Option<chrono::NaiveDate> {
        chrono::NaiveDate::from_num_days_from_ce_opt(i32::try_from(self.count()?).ok()?)
    }

    pub fn week(&mut self) -> Option<Week> {
        self.date().map(Week::of)
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(usize::try_from(self.count()?).ok()?).copied()
    }
}
