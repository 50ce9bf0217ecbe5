//! What is kept of files as bytes, a batch at a time: a list of the names it uses, then one file after another. Read in a moment
//! when the office is opened again. A batch that cannot be read whole is none; its files are still there.

use super::facts::{Facts, Figure, Message, Place as At, Problem, Tick, Visit};
use super::moment::Moment;
use super::names::{Label, Labels, Name, Names, Place, Pool};
use super::taken::{Classes, Digest, Person, Taken, TakenMonth, TakenSheet};
use crate::domain::channel::{MessageState, To};
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::review::ProblemState;
use crate::domain::tasks::TaskState;
use crate::domain::visits::Outcome;
use crate::domain::week::{Month, Week};

/// Which way of writing this is; batches of another are read anew from their files.
const VERSION: u64 = 3;

/// In the place of a figure's places.
const AS_TEXT: u8 = u8::MAX;

/// The bytes of a batch.
pub fn packed(all: &[Taken], (names, labels): (&Names, &Labels)) -> Vec<u8> {
    let mut body = Packer::new(names, labels);
    body.many(all, |it, file| it.file(file));
    let mut head = Packer::new(names, labels);
    head.count(VERSION);
    head.many(body.used_names.all(), |it, name| it.text(names.text(*name)));
    head.many(body.used_labels.all(), |it, label| it.text(labels.text(*label)));
    head.bytes.extend(body.bytes);
    head.bytes
}

/// The files of a batch, in the names of a collection; none where it cannot be read.
pub fn unpacked(bytes: &[u8], names: &mut Names, labels: &mut Labels) -> Option<Vec<Taken>> {
    let mut it = Unpacker { bytes, names: Vec::new(), labels: Vec::new() };
    if it.count()? != VERSION {
        return None;
    }
    let found: Vec<Id> = it.many(|it| it.text()?.parse().ok())?;
    it.names = found.iter().map(|it| names.put(it)).collect();
    let found: Vec<Box<str>> = it.many(|it| Some(it.text()?.into()))?;
    it.labels = found.iter().map(|it| labels.put(it)).collect();
    let all = it.many(Unpacker::file)?;
    it.bytes.is_empty().then_some(all)
}

struct Packer<'a> {
    names: &'a Names,
    labels: &'a Labels,
    bytes: Vec<u8>,
    used_names: Pool<Name>,
    used_labels: Pool<Label>,
}

impl<'a> Packer<'a> {
    fn new(names: &'a Names, labels: &'a Labels) -> Self {
        Self { names, labels, bytes: Vec::new(), used_names: Pool::default(), used_labels: Pool::default() }
    }

    fn count(&mut self, mut it: u64) {
        while it >= 0x80 {
            self.bytes.push(it as u8 | 0x80);
            it >>= 7;
        }
        self.bytes.push(it as u8);
    }

    /// Small where it is near zero, on either side.
    fn signed(&mut self, it: i64) {
        self.count(((it << 1) ^ (it >> 63)) as u64);
    }

    fn text(&mut self, it: &str) {
        self.count(it.len() as u64);
        self.bytes.extend(it.as_bytes());
    }

    fn many<T>(&mut self, all: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.count(all.len() as u64);
        all.iter().for_each(|it| each(self, it));
    }

    /// Nothing is zero, anything else one more.
    fn maybe(&mut self, it: Option<u64>) {
        self.count(it.map_or(0, |it| it + 1));
    }

    fn name(&mut self, it: Name) {
        debug_assert!(self.names.get(it).is_some());
        let place = self.used_names.put(&it);
        self.count(place.0.into());
    }

    fn maybe_name(&mut self, it: Option<Name>) {
        let place = it.map(|it| self.used_names.put(&it).0.into());
        self.maybe(place);
    }

    fn label(&mut self, it: Option<Label>) {
        debug_assert!(it.is_none_or(|it| self.labels.get(it).is_some()));
        let place = it.map(|it| self.used_labels.put(&it).0.into());
        self.maybe(place);
    }

    /// Nothing is zero; else one more than its places, and its units. What does not fit stands as a text.
    fn decimal(&mut self, it: Option<Decimal>) {
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

    fn week(&mut self, it: Week) {
        self.count(days(it.monday()));
    }

    fn file(&mut self, it: &Taken) {
        self.bytes.extend(it.digest.0);
        let (local, ahead) = it.created.parts();
        self.signed(local);
        self.signed(ahead.into());
        self.name(it.device);
        self.name(it.manager);
        self.label(it.person.name);
        self.label(Some(it.person.area));
        self.label(Some(it.person.unit));
        self.name(it.template.0);
        self.count(it.template.1.into());
        self.many(&it.sheets, |it, sheet| it.sheet(sheet));
        self.many(&it.months, |it, month| {
            it.count(days(month.month.first()));
            it.many(&month.goals, |it, (name, goal)| {
                it.name(*name);
                it.decimal(Some(*goal));
            });
        });
        self.many(&it.customers, |it, (code, classes)| {
            it.name(*code);
            [classes.format, classes.market, classes.size, classes.status].into_iter().for_each(|label| it.label(label));
            it.maybe(classes.tier.map(u64::from));
            it.maybe(classes.visit_cycle.map(u64::from));
        });
    }

    fn sheet(&mut self, it: &TakenSheet) {
        self.week(it.week);
        self.maybe(it.rev.map(|it| it.0));
        if let Some((_, tab)) = it.rev {
            self.name(tab);
        }
        self.bytes.extend(it.content.to_le_bytes());
        let facts = &it.facts;
        self.bytes.extend([facts.by_hand.0, facts.by_hand.1]);
        self.maybe(facts.asked.map(u64::from));
        self.many(&facts.figures, |it, figure| {
            it.name(figure.indicator);
            [figure.target, figure.actual, figure.first].into_iter().for_each(|figure| it.decimal(figure));
        });
        self.many(&facts.ticks, |it, tick| {
            it.name(tick.item);
            it.count(place(TaskState::ALL, &tick.state));
        });
        self.many(&facts.visits, |it, visit| {
            it.name(visit.customer);
            let outcome = visit.outcome.map_or(0, |it| place(Outcome::ALL, &it) + 1);
            it.bytes.push(visit.day | u8::from(visit.is_planned) << 3 | (outcome as u8) << 4);
        });
        self.many(&facts.problems, |it, problem| it.problem(problem));
        self.many(&facts.messages, |it, message| {
            it.maybe(message.to.map(|it| place(To::ALL, &it)));
            it.count(place(MessageState::ALL, &message.state));
            it.count(message.is_answered.into());
            it.many(&message.items, |it, item| it.name(*item));
        });
        self.many(&facts.texts, |it, text| it.bytes.extend(text.to_le_bytes()));
    }

    fn problem(&mut self, it: &Problem) {
        self.bytes.extend(it.key.to_le_bytes());
        match it.place {
            At::Review => self.count(0),
            At::Carried(None) => self.count(1),
            At::Carried(Some(since)) => {
                self.count(2);
                self.week(since);
            }
            At::Day(day) => self.count(u64::from(day) + 3),
        }
        self.maybe_name(it.cause);
        self.count(place(ProblemState::ALL, &it.state));
        self.count(it.is_principal.into());
        self.text(&it.text);
    }
}

/// Days since the year 1.
fn days(date: chrono::NaiveDate) -> u64 {
    chrono::Datelike::num_days_from_ce(&date) as u64
}

fn place<T: PartialEq>(all: &[T], it: &T) -> u64 {
    all.iter().position(|other| other == it).unwrap_or_default() as u64
}

struct Unpacker<'a> {
    bytes: &'a [u8],
    names: Vec<Name>,
    labels: Vec<Label>,
}

impl<'a> Unpacker<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn some(&mut self, many: usize) -> Option<&'a [u8]> {
        let (some, rest) = self.bytes.split_at_checked(many)?;
        self.bytes = rest;
        Some(some)
    }

    fn count(&mut self) -> Option<u64> {
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
    fn whole(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.some(8)?.try_into().ok()?))
    }

    fn signed(&mut self) -> Option<i64> {
        let it = self.count()?;
        Some((it >> 1) as i64 ^ -((it & 1) as i64))
    }

    fn text(&mut self) -> Option<&'a str> {
        let many = usize::try_from(self.count()?).ok()?;
        std::str::from_utf8(self.some(many)?).ok()
    }

    fn many<T, F: FromIterator<T>>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<F> {
        // No more than there are bytes for; collecting stops at the first that is none.
        let many = usize::try_from(self.count()?).ok().filter(|it| *it <= self.bytes.len())?;
        (0..many).map(|_| each(self)).collect()
    }

    fn maybe(&mut self) -> Option<Option<u64>> {
        Some(self.count()?.checked_sub(1))
    }

    fn name(&mut self) -> Option<Name> {
        let at = self.count()?;
        Self::at(&self.names, at)
    }

    fn at(all: &[Place], at: u64) -> Option<Place> {
        all.get(usize::try_from(at).ok()?).copied()
    }

    fn maybe_name(&mut self) -> Option<Option<Name>> {
        Some(match self.maybe()? {
            Some(at) => Some(Self::at(&self.names, at)?),
            None => None,
        })
    }

    fn label(&mut self) -> Option<Option<Label>> {
        Some(match self.maybe()? {
            Some(at) => Some(Self::at(&self.labels, at)?),
            None => None,
        })
    }

    fn decimal(&mut self) -> Option<Option<Decimal>> {
        Some(match self.byte()? {
            0 => None,
            AS_TEXT => Some(Decimal::summed(self.text()?)?),
            places => Some(Decimal::new(self.signed()?.into(), places - 1)),
        })
    }

    fn date(&mut self) -> Option<chrono::NaiveDate> {
        chrono::NaiveDate::from_num_days_from_ce_opt(i32::try_from(self.count()?).ok()?)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(usize::try_from(self.count()?).ok()?).copied()
    }

    fn file(&mut self) -> Option<Taken> {
        Some(Taken {
            digest: Digest(self.some(32)?.try_into().ok()?),
            created: Moment::of_parts((self.signed()?, i32::try_from(self.signed()?).ok()?)),
            device: self.name()?,
            manager: self.name()?,
            person: Person { name: self.label()?, area: self.label()??, unit: self.label()?? },
            template: (self.name()?, u32::try_from(self.count()?).ok()?),
            sheets: self.many(Self::sheet)?,
            months: self.many(|it| {
                let month = Month::of(it.date()?);
                let goals: Vec<_> = it.many(|it| Some((it.name()?, it.decimal()??)))?;
                Some(TakenMonth { month, goals: goals.into() })
            })?,
            customers: self.many(|it| Some((it.name()?, it.classes()?)))?,
        })
    }

    fn classes(&mut self) -> Option<Classes> {
        let (format, market, size, status) = (self.label()?, self.label()?, self.label()?, self.label()?);
        let mut small = || Some(self.maybe()?.map(|it| it as u16));
        Some(Classes { format, market, size, status, tier: small()?, visit_cycle: small()? })
    }

    fn sheet(&mut self) -> Option<TakenSheet> {
        let week = Week::of(self.date()?);
        let rev = match self.maybe()? {
            Some(counter) => Some((counter, self.name()?)),
            None => None,
        };
        let content = self.whole()?;
        Some(TakenSheet { week, rev, content, facts: self.facts()? })
    }

    fn facts(&mut self) -> Option<Facts> {
        let by_hand = (self.byte()?, self.byte()?);
        let asked = self.maybe()?.map(|it| it as u8);
        let figures = self.many(|it| {
            let (indicator, target) = (it.name()?, it.decimal()?);
            Some(Figure { indicator, target, actual: it.decimal()?, first: it.decimal()? })
        })?;
        let ticks = self.many(|it| Some(Tick { item: it.name()?, state: it.of(TaskState::ALL)? }))?;
        let visits = self.many(Self::visit)?;
        let problems = self.many(Self::problem)?;
        let messages = self.many(|it| {
            let to = match it.maybe()? {
                Some(at) => Some(*To::ALL.get(usize::try_from(at).ok()?)?),
                None => None,
            };
            let (state, is_answered) = (it.of(MessageState::ALL)?, it.count()? == 1);
            Some(Message { to, state, is_answered, items: it.many(Self::name)? })
        })?;
        let texts = self.many(Self::whole)?;
        Some(Facts { by_hand, figures, asked, ticks, visits, problems, messages, texts })
    }

    fn visit(&mut self) -> Option<Visit> {
        let (customer, bits) = (self.name()?, self.byte()?);
        let outcome = usize::from(bits >> 4).checked_sub(1).map(|it| Outcome::ALL.get(it).copied());
        Some(Visit { customer, day: bits & 7, is_planned: bits >> 3 & 1 == 1, outcome: outcome.flatten() })
    }

    fn problem(&mut self) -> Option<Problem> {
        let key = self.whole()?;
        let place = match self.count()? {
            0 => At::Review,
            1 => At::Carried(None),
            2 => At::Carried(Some(Week::of(self.date()?))),
            day => At::Day((day - 3).min(6) as u8),
        };
        let (cause, state) = (self.maybe_name()?, self.of(ProblemState::ALL)?);
        Some(Problem { key, place, cause, state, is_principal: self.count()? == 1, text: self.text()?.into() })
    }
}
