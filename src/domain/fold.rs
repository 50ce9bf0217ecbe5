//! Documents as folds of edits, and the merge of two devices' documents.
//!
//! Every path is a last-writer-wins register ordered by stamp. Values that two devices wrote without having seen each
//! other are kept side by side until a person chooses: siblings as in a dotted version vector set (Preguiça and others,
//! 2012), of which the latest stands. The laws are in tests/pure/laws.rs.

mod registers;

use std::collections::BTreeMap;
use std::marker::PhantomData;

pub(crate) use registers::Registers;

use super::edit::{Edit, Stamp};
use super::id::Id;
use super::path::Path;
use super::value::Value;

/// What a device has seen: the highest counter of each device.
pub type Known = BTreeMap<Id, u64>;

/// One value and when it was written; no stamp means from a file without stamps, older than anything typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    pub stamp: Option<Stamp>,
    pub value: Option<Value>,
}

/// A path's state: what stands, and what another device wrote at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    pub standing: Written,
    /// Concurrent values that do not stand, latest first. Nearly always empty.
    pub others: Vec<Written>,
}

/// A document: the fold of its edits. It holds nothing that the removal of an enclosing record has ended, so two documents
/// differ only in what can still matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<P> {
    registers: Registers,
    of: PhantomData<fn() -> P>,
}

impl<P> Default for Document<P> {
    fn default() -> Self {
        Self::new(Registers::default())
    }
}

impl<P> Document<P> {
    /// The document of registers that bear paths of its kind.
    pub(crate) fn new(registers: Registers) -> Self {
        Self { registers, of: PhantomData }
    }

    /// What is in it, for those who do the same with a document of any kind.
    pub(crate) fn all(&self) -> &Registers {
        &self.registers
    }

    /// Takes over what another reading of the same device has later: who reads anew has typed and heard meanwhile.
    pub fn catch_up(&mut self, other: Self) {
        self.registers.catch_up(other.registers);
    }

    /// The latest stamp in the document.
    pub fn latest(&self) -> Option<&Stamp> {
        self.registers.latest()
    }

    /// Folds another device's document in. `known` and `their_known` say what each side had seen before.
    pub fn merge(&mut self, known: &Known, theirs: &Self, their_known: &Known) {
        self.registers.merge(known, &theirs.registers, their_known);
    }
}

impl<P: Path> Document<P> {
    /// Folds one edit in. Says whether it now stands.
    pub fn fold(&mut self, edit: Edit<P>) -> bool {
        self.registers.put(edit.path.any(), Written { stamp: Some(edit.stamp), value: edit.value })
    }

    /// Puts a value of a file without stamps where nothing has been written yet.
    pub fn fill(&mut self, path: P, value: Value) -> bool {
        self.registers.put(path.any(), Written { stamp: None, value: Some(value) })
    }

    /// Fills many values in, as `fill` would one by one.
    pub fn fill_all(&mut self, all: impl IntoIterator<Item = (P, Value)>) {
        let written = |(path, value): (P, Value)| (path.any(), Written { stamp: None, value: Some(value) });
        self.registers.put_all(all.into_iter().map(written));
    }

    /// Puts a register where another or none was, as a snapshot or a backup carries it. Says whether it stands.
    pub fn restore(&mut self, path: P, register: Register) -> bool {
        self.registers.restore(path.any(), register)
    }

    /// Folds many edits in, in any order.
    pub fn fold_all(&mut self, all: impl IntoIterator<Item = Edit<P>>) {
        let written = |it: Edit<P>| (it.path.any(), Written { stamp: Some(it.stamp), value: it.value });
        self.registers.put_all(all.into_iter().map(written));
    }

    /// Puts many registers as `restore` would one by one.
    pub fn restore_all(&mut self, all: impl IntoIterator<Item = (P, Register)>) {
        self.registers.restore_all(all.into_iter().map(|(path, register)| (path.any(), register)));
    }

    /// The document of many registers, each path once, as `restore` would put them one by one.
    pub fn of(all: impl IntoIterator<Item = (P, Register)>) -> Self {
        let mut document = Self::default();
        document.restore_all(all);
        document
    }

    /// The value that stands at a path.
    pub fn get(&self, path: &P) -> Option<&Value> {
        self.registers.value(&path.clone().any())
    }

    /// The register at a path, a removal's included.
    pub fn register(&self, path: &P) -> Option<&Register> {
        self.registers.get(&path.clone().any())
    }

    /// The stamp of what stands at a path; `None` also for a value without one.
    pub fn stamp(&self, path: &P) -> Option<&Stamp> {
        self.register(path)?.standing.stamp.as_ref()
    }

    /// All values that stand, in path order.
    pub fn live(&self) -> impl Iterator<Item = (&P, &Value)> {
        self.registers().filter_map(|(path, held)| Some((path, held.standing.value.as_ref()?)))
    }

    /// The values that stand inside one record.
    pub fn live_in<'a>(&'a self, record: &'a P) -> impl Iterator<Item = (&'a P, &'a Value)> {
        self.live().filter(move |(path, _)| is_inside(*path, record))
    }

    /// Every register, removals included.
    pub fn registers(&self) -> impl Iterator<Item = (&P, &Register)> {
        self.registers.iter().filter_map(|(path, held)| Some((P::seen(path)?, held)))
    }

    /// Paths where another device's value waits for a choice: it says something else than what stands.
    pub fn disputed(&self) -> impl Iterator<Item = (&P, &Register)> {
        self.registers().filter(|(_, held)| held.others.iter().any(|it| it.value != held.standing.value))
    }
}

impl Register {
    fn siblings(&self) -> impl Iterator<Item = &Written> {
        std::iter::once(&self.standing).chain(&self.others)
    }

    /// Drops what is not later than a removal. Says whether anything is left.
    fn outlives(&mut self, ended: Option<&Stamp>) -> bool {
        let lasts = |it: &Written| ended.is_none() || it.stamp.as_ref() > ended;
        self.others.retain(lasts);
        lasts(&self.standing)
    }
}

/// Whether a path lies in a record, at any depth.
pub fn is_inside<P: Path>(path: &P, record: &P) -> bool {
    path.spelt().is_inside(&record.spelt())
}

/// What both devices together have seen.
pub fn join(known: &mut Known, other: &Known) {
    for (device, counter) in other {
        let held = known.entry(device.clone()).or_insert(0);
        *held = (*held).max(*counter);
    }
}

fn covers(known: &Known, written: &Written) -> bool {
    written.stamp.as_ref().is_some_and(|it| known.get(&it.device).is_some_and(|seen| *seen >= it.counter))
}

/// The latest of both stands, whatever was known. Of the others stay those that the other side holds too or has not seen.
fn merge_registers(ours: &Register, known: &Known, theirs: &Register, their_known: &Known) -> Register {
    let standing = (&ours.standing).max(&theirs.standing);
    let mut others = Vec::new();
    for (these, those, seen) in [(ours, theirs, their_known), (theirs, ours, known)] {
        let stays = |it: &&Written| those.siblings().any(|other| other.stamp == it.stamp) || !covers(seen, it);
        others.extend(these.siblings().filter(stays));
    }
    others.sort_unstable_by(|a, b| b.cmp(a));
    // Of equal stamps the greater value is the one. Equal values of two stamps are no dispute, but both stay, so that a third
    // device can still tell what it has seen.
    others.dedup_by(|a, b| a.stamp == b.stamp);
    // Values without a stamp are older than any typed one: they never dispute it.
    others.retain(|it| it.stamp.is_some() && it.stamp != standing.stamp);
    Register { standing: standing.clone(), others: others.into_iter().cloned().collect() }
}
