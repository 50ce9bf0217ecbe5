//! Documents as folds of edits, and the merge of two devices' documents.
//!
//! Every path is a last-writer-wins register ordered by stamp. Values that two devices wrote without having seen each
//! other are kept side by side until a person chooses: siblings as in a dotted version vector set (Preguiça and others,
//! 2012), of which the latest stands. The laws are in tests/pure/laws.rs.

use std::collections::BTreeMap;

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

/// A document: the fold of its edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<P: Ord> {
    registers: BTreeMap<P, Register>,
}

impl<P: Ord> Default for Document<P> {
    fn default() -> Self {
        Self { registers: BTreeMap::new() }
    }
}

impl<P: Path> Document<P> {
    /// Folds one edit in. Says whether it now stands.
    pub fn fold(&mut self, edit: Edit<P>) -> bool {
        self.put(edit.path, Written { stamp: Some(edit.stamp), value: edit.value })
    }

    /// Puts a value of a file without stamps where nothing has been written yet.
    pub fn fill(&mut self, path: P, value: Value) -> bool {
        self.put(path, Written { stamp: None, value: Some(value) })
    }

    /// Puts a whole register back, as a snapshot or a backup carries it.
    pub fn restore(&mut self, path: P, register: Register) {
        self.registers.insert(path, register);
    }

    fn put(&mut self, path: P, written: Written) -> bool {
        match self.registers.get_mut(&path) {
            None => {
                self.registers.insert(path, Register { standing: written, others: Vec::new() });
                true
            }
            // Of equal stamps the greater value stands, so that order can never matter.
            Some(held) if held.standing < written => {
                held.others.retain(|it| *it > written);
                held.standing = written;
                true
            }
            Some(_) => false,
        }
    }

    /// The value that stands at a path and has not been removed with its record.
    pub fn get(&self, path: &P) -> Option<&Value> {
        let register = self.registers.get(path)?;
        let value = register.standing.value.as_ref()?;
        (!self.is_buried(path, &register.standing)).then_some(value)
    }

    /// The register as it is, buried or not.
    pub fn register(&self, path: &P) -> Option<&Register> {
        self.registers.get(path)
    }

    /// The stamp of what stands at a path; `None` also for a value without one.
    pub fn stamp(&self, path: &P) -> Option<&Stamp> {
        self.registers.get(path)?.standing.stamp.as_ref()
    }

    /// Whether a removal of an enclosing record is later than the value.
    fn is_buried(&self, path: &P, written: &Written) -> bool {
        let mut record = path.record();
        while let Some(it) = record {
            if self.registers.get(&it).is_some_and(|held| held.standing.stamp >= written.stamp) {
                return true;
            }
            record = it.record();
        }
        false
    }

    /// All values that stand, in path order.
    pub fn live(&self) -> impl Iterator<Item = (&P, &Value)> {
        self.registers.iter().filter_map(|(path, held)| {
            let value = held.standing.value.as_ref()?;
            (!self.is_buried(path, &held.standing)).then_some((path, value))
        })
    }

    /// The values that stand inside one record.
    pub fn live_in<'a>(&'a self, record: &'a P) -> impl Iterator<Item = (&'a P, &'a Value)> {
        self.live().filter(move |(path, _)| is_inside(*path, record))
    }

    /// Every register, removals included.
    pub fn registers(&self) -> impl Iterator<Item = (&P, &Register)> {
        self.registers.iter()
    }

    /// The registers that no later removal of an enclosing record has ended: all that can still matter to another device.
    pub fn lasting(&self) -> impl Iterator<Item = (&P, &Register)> {
        self.registers.iter().filter(|(path, held)| !self.is_buried(path, &held.standing))
    }

    /// Paths where another device's value waits for a choice: no removal has ended it, and it says something else than what
    /// stands.
    pub fn disputed(&self) -> impl Iterator<Item = (&P, &Register)> {
        let waits = |path: &P, held: &Register| {
            held.others.iter().any(|it| it.value != held.standing.value && !self.is_buried(path, it))
        };
        self.lasting().filter(move |(path, held)| waits(path, held))
    }

    /// The latest stamp in the document.
    pub fn latest(&self) -> Option<&Stamp> {
        self.registers.values().filter_map(|it| it.standing.stamp.as_ref()).max()
    }

    /// Folds another device's document in. `known` and `their_known` say what each side had seen before.
    pub fn merge(&mut self, known: &Known, theirs: &Self, their_known: &Known) {
        for (path, their) in &theirs.registers {
            let merged = match self.registers.get(path) {
                None => merge_registers(None, known, Some(their), their_known),
                Some(ours) => merge_registers(Some(ours), known, Some(their), their_known),
            };
            if let Some(merged) = merged {
                self.registers.insert(path.clone(), merged);
            }
        }
        // What only we hold stays as it is, unless they had seen and replaced our siblings: a replaced path is never absent.
    }
}

/// Whether a path lies in a record, at any depth.
pub fn is_inside<P: Path>(path: &P, record: &P) -> bool {
    let mut above = path.record();
    while let Some(it) = above {
        if it == *record {
            return true;
        }
        above = it.record();
    }
    false
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

fn merge_registers(ours: Option<&Register>, known: &Known, theirs: Option<&Register>, their_known: &Known) -> Option<Register> {
    let siblings = |of: Option<&Register>| -> Vec<Written> {
        of.map(|it| std::iter::once(&it.standing).chain(&it.others).cloned().collect()).unwrap_or_default()
    };
    let (ours, theirs) = (siblings(ours), siblings(theirs));
    let survives = |it: &&Written, other: &[Written], other_known: &Known| other.contains(it) || !covers(other_known, it);
    let mut all: Vec<Written> = ours.iter().filter(|it| survives(it, &theirs, their_known)).cloned().collect();
    all.extend(theirs.iter().filter(|it| survives(it, &ours, known)).cloned());
    all.sort_by(|a, b| b.cmp(a));
    all.dedup();
    let mut all = all.into_iter();
    let standing = all.next()?;
    // Values without a stamp are older than any typed one: they never dispute it. Equal values are no dispute either, but
    // their stamps stay, so that a third device can still tell what it has seen.
    let others = all.filter(|it| it.stamp.is_some()).collect();
    Some(Register { standing, others })
}
