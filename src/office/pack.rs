//! What is kept of files as bytes, a batch at a time: a list of the names it uses, then one file after another. Read in a moment
//! when the office is opened again. A batch that cannot be read whole is none; its files are still there.

use super::bytes::{Packer, Unpacker};
use super::columns::Columns;
use super::facts::Facts;
use super::moment::Moment;
use super::names::{Label, Labels, Name, Names};
use super::taken::{Classes, Digest, Person, Taken, TakenMonth, TakenSheet};
use crate::domain::id::Id;
use crate::domain::week::Month;

/// Which way of writing this is; batches of another are read anew from their files.
const VERSION: u64 = 4;

/// The bytes of a batch.
pub fn packed(all: &[Taken], (names, labels): (&Names, &Labels)) -> Vec<u8> {
    let mut body = Packer::listing();
    body.many(all, |to, it| file(it, to));
    let (used_names, used_labels) = body.used.unwrap_or_default();
    let mut head = Packer::default();
    head.count(VERSION);
    head.many(used_names.all(), |it, name| it.text(names.text(*name)));
    head.many(used_labels.all(), |it, label| it.text(labels.text(*label)));
    head.bytes.extend(body.bytes);
    head.bytes
}

/// The files of a batch, in the names of a collection; none where it cannot be read.
pub fn unpacked(bytes: &[u8], names: &mut Names, labels: &mut Labels) -> Option<Vec<Taken>> {
    let mut it = Unpacker::new(bytes);
    if it.count()? != VERSION {
        return None;
    }
    let found: Vec<Id> = it.many(|it| it.text()?.parse().ok())?;
    let names: Vec<Name> = found.iter().map(|it| names.put(it)).collect();
    let found: Vec<Box<str>> = it.many(|it| Some(it.text()?.into()))?;
    let labels: Vec<Label> = found.iter().map(|it| labels.put(it)).collect();
    let mut body = it.listed(&names, &labels);
    let all = body.many(read_file)?;
    body.bytes.is_empty().then_some(all)
}

fn file(it: &Taken, to: &mut Packer) {
    to.begin();
    to.bytes.extend(it.digest.0);
    let (local, ahead) = it.created.parts();
    to.signed(local);
    to.signed(ahead.into());
    to.name(it.device);
    to.name(it.manager);
    to.label(it.person.name);
    to.label(Some(it.person.area));
    to.label(Some(it.person.unit));
    to.name(it.template.0);
    to.count(it.template.1.into());
    to.many(&it.sheets, |to, it| sheet(it, to));
    to.many(&it.months, |to, it| {
        to.date(it.month.first());
        to.many(&it.goals, |to, (name, goal)| {
            to.name(*name);
            to.decimal(Some(*goal));
        });
    });
    to.many(&it.customers, |to, (code, classes)| {
        to.name(*code);
        [classes.format, classes.market, classes.size, classes.status].into_iter().for_each(|it| to.label(it));
        to.maybe(classes.tier.map(u64::from));
        to.maybe(classes.visit_cycle.map(u64::from));
    });
}

fn sheet(it: &TakenSheet, to: &mut Packer) {
    to.begin();
    to.date(it.week.monday());
    to.maybe(it.rev.map(|it| it.0));
    if let Some((_, tab)) = it.rev {
        to.name(tab);
    }
    to.bytes.extend(it.content.to_le_bytes());
    let facts = &it.facts;
    to.bytes.extend([facts.by_hand.0, facts.by_hand.1]);
    to.maybe(facts.asked.map(u64::from));
    facts.columns.write(to);
}

fn read_file(from: &mut Unpacker) -> Option<Taken> {
    from.begin();
    Some(Taken {
        digest: Digest(from.some(32)?.try_into().ok()?),
        created: Moment::of_parts((from.signed()?, i32::try_from(from.signed()?).ok()?)),
        device: from.name()?,
        manager: from.name()?,
        person: Person { name: from.label()?, area: from.label()??, unit: from.label()?? },
        template: (from.name()?, u32::try_from(from.count()?).ok()?),
        sheets: from.many(read_sheet)?,
        months: from.many(|from| {
            let month = Month::of(from.date()?);
            let goals: Vec<_> = from.many(|from| Some((from.name()?, from.decimal()??)))?;
            Some(TakenMonth { month, goals: goals.into() })
        })?,
        customers: from.many(|from| Some((from.name()?, classes(from)?)))?,
    })
}

fn classes(from: &mut Unpacker) -> Option<Classes> {
    let (format, market, size, status) = (from.label()?, from.label()?, from.label()?, from.label()?);
    let mut small = || Some(from.maybe()?.map(|it| it as u16));
    Some(Classes { format, market, size, status, tier: small()?, visit_cycle: small()? })
}

fn read_sheet(from: &mut Unpacker) -> Option<TakenSheet> {
    from.begin();
    let week = from.week()?;
    let rev = match from.maybe()? {
        Some(counter) => Some((counter, from.name()?)),
        None => None,
    };
    let content = from.whole()?;
    let by_hand = (from.byte()?, from.byte()?);
    let asked = from.maybe()?.map(|it| it as u8);
    Some(TakenSheet { week, rev, content, facts: Facts::new(by_hand, asked, Columns::read(from)?) })
}
