//! The facts of a sheet as bytes, one kind after another. As lists they took three times the room, and head office holds those of ten
//! thousand managers' weeks. What a fact is stands in `facts`.

use std::marker::PhantomData;

use super::bytes::{Packer, Record, Unpacker, place};
use super::facts::{Figure, Message, Place as At, Problem, Tick, Visit};
use crate::domain::channel::{MessageState, To};
use crate::domain::review::ProblemState;
use crate::domain::tasks::TaskState;
use crate::domain::visits::Outcome;

/// How many kinds there are: figures, ticks, visits, problems, messages, and prints of texts.
const KINDS: usize = 6;

/// The facts of a sheet, in its collection's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    bytes: Box<[u8]>,
    /// Where each kind ends.
    ends: [u32; KINDS],
}

/// Facts of a kind, one after another.
pub struct Column<'a, T> {
    from: Unpacker<'a>,
    of: PhantomData<fn() -> T>,
}

/// Columns being written, in the order of the kinds.
#[derive(Default)]
pub struct Filling {
    to: Packer,
    ends: [u32; KINDS],
    at: usize,
}

impl Columns {
    /// Bytes they take.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn figures(&self) -> Column<'_, Figure> {
        self.column(0)
    }

    pub fn ticks(&self) -> Column<'_, Tick> {
        self.column(1)
    }

    pub fn visits(&self) -> Column<'_, Visit> {
        self.column(2)
    }

    pub fn problems(&self) -> Column<'_, Problem<'_>> {
        self.column(3)
    }

    pub fn messages(&self) -> Column<'_, Message> {
        self.column(4)
    }

    pub fn texts(&self) -> Column<'_, u64> {
        self.column(5)
    }

    fn column<T>(&self, kind: usize) -> Column<'_, T> {
        let start = kind.checked_sub(1).map_or(0, |it| self.ends[it]);
        let bytes = self.bytes.get(start as usize..self.ends[kind] as usize).unwrap_or_default();
        Column { from: Unpacker::new(bytes), of: PhantomData }
    }

    /// Writes all of it elsewhere.
    pub fn write(&self, to: &mut Packer) {
        whole(self.figures(), to);
        whole(self.ticks(), to);
        whole(self.visits(), to);
        whole(self.problems(), to);
        whole(self.messages(), to);
        whole(self.texts(), to);
    }

    /// Reads what was written elsewhere.
    pub fn read(from: &mut Unpacker) -> Option<Self> {
        let mut to = Filling::default();
        to.read::<Figure>(from)?;
        to.read::<Tick>(from)?;
        to.read::<Visit>(from)?;
        to.read::<Problem>(from)?;
        to.read::<Message>(from)?;
        to.read::<u64>(from)?;
        Some(to.done())
    }
}

fn whole<'a, T: Record<'a>>(all: Column<'a, T>, to: &mut Packer) {
    to.begin();
    to.count(all.clone().count() as u64);
    all.for_each(|it| it.write(to));
}

impl<T> Clone for Column<'_, T> {
    fn clone(&self) -> Self {
        Self { from: self.from.clone(), of: PhantomData }
    }
}

impl<'a, T: Record<'a>> Iterator for Column<'a, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.from.bytes.is_empty() { None } else { T::read(&mut self.from) }
    }
}

impl Filling {
    /// The next kind.
    pub fn column<'a, T: Record<'a>>(&mut self, all: impl IntoIterator<Item = T>) {
        self.to.begin();
        all.into_iter().for_each(|it| it.write(&mut self.to));
        self.end();
    }

    fn read<'a, T: Record<'a>>(&mut self, from: &mut Unpacker<'a>) -> Option<()> {
        self.to.begin();
        for _ in 0..from.length()? {
            T::read(from)?.write(&mut self.to);
        }
        self.end();
        Some(())
    }

    fn end(&mut self) {
        self.ends[self.at] = self.to.bytes.len() as u32;
        self.at += 1;
    }

    pub fn done(self) -> Columns {
        debug_assert_eq!(self.at, KINDS);
        Columns { bytes: self.to.bytes.into(), ends: self.ends }
    }
}

impl Record<'_> for Figure {
    fn write(&self, to: &mut Packer) {
        to.name(self.indicator);
        [self.target, self.actual, self.first].into_iter().for_each(|it| to.decimal(it));
    }

    fn read(from: &mut Unpacker) -> Option<Self> {
        let (indicator, target) = (from.name()?, from.decimal()?);
        Some(Self { indicator, target, actual: from.decimal()?, first: from.decimal()? })
    }
}

impl Record<'_> for Tick {
    fn write(&self, to: &mut Packer) {
        to.name(self.item);
        to.of(TaskState::ALL, &self.state);
    }

    fn read(from: &mut Unpacker) -> Option<Self> {
        Some(Self { item: from.name()?, state: from.of(TaskState::ALL)? })
    }
}

impl Record<'_> for Visit {
    fn write(&self, to: &mut Packer) {
        to.name(self.customer);
        let outcome = self.outcome.map_or(0, |it| place(Outcome::ALL, &it) + 1);
        to.bytes.push(self.day | u8::from(self.is_planned) << 3 | (outcome as u8) << 4);
    }

    fn read(from: &mut Unpacker) -> Option<Self> {
        let (customer, bits) = (from.name()?, from.byte()?);
        let outcome = usize::from(bits >> 4).checked_sub(1).map(|it| Outcome::ALL.get(it).copied());
        Some(Self { customer, day: bits & 7, is_planned: bits >> 3 & 1 == 1, outcome: outcome.flatten() })
    }
}

impl<'a> Record<'a> for Problem<'a> {
    fn write(&self, to: &mut Packer) {
        to.bytes.extend(self.key.to_le_bytes());
        match self.place {
            At::Review => to.count(0),
            At::Carried(None) => to.count(1),
            At::Carried(Some(since)) => {
                to.count(2);
                to.date(since.monday());
            }
            At::Day(day) => to.count(u64::from(day) + 3),
        }
        to.count(self.cause.is_some().into());
        self.cause.into_iter().for_each(|it| to.name(it));
        to.of(ProblemState::ALL, &self.state);
        to.count(self.is_principal.into());
        to.text(self.text);
    }

    fn read(from: &mut Unpacker<'a>) -> Option<Self> {
        let key = from.whole()?;
        let place = match from.count()? {
            0 => At::Review,
            1 => At::Carried(None),
            2 => At::Carried(Some(from.week()?)),
            day => At::Day((day - 3).min(6) as u8),
        };
        let cause = if from.count()? == 1 { Some(from.name()?) } else { None };
        let state = from.of(ProblemState::ALL)?;
        Some(Self { key, place, cause, state, is_principal: from.count()? == 1, text: from.text()? })
    }
}

impl Record<'_> for Message {
    fn write(&self, to: &mut Packer) {
        to.maybe(self.to.map(|it| place(To::ALL, &it)));
        to.of(MessageState::ALL, &self.state);
        to.count(self.is_answered.into());
        to.many(&self.items, |to, it| to.name(*it));
    }

    fn read(from: &mut Unpacker) -> Option<Self> {
        let to = match from.maybe()? {
            Some(at) => Some(*To::ALL.get(usize::try_from(at).ok()?)?),
            None => None,
        };
        let (state, is_answered) = (from.of(MessageState::ALL)?, from.count()? == 1);
        Some(Self { to, state, is_answered, items: from.many(Unpacker::name)? })
    }
}

impl Record<'_> for u64 {
    fn write(&self, to: &mut Packer) {
        to.bytes.extend(self.to_le_bytes());
    }

    fn read(from: &mut Unpacker) -> Option<Self> {
        from.whole()
    }
}
