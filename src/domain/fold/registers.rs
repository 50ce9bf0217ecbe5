//! The registers of a document of whichever kind: all that folding and merging do. `Document` is the typed door to it.

use std::collections::BTreeMap;

use super::{Known, Register, Written, merge_registers};
use crate::domain::edit::Stamp;
use crate::domain::path::{AnyPath, Kind};
use crate::domain::value::Value;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registers(BTreeMap<AnyPath, Register>);

impl Registers {
    pub fn put(&mut self, path: AnyPath, written: Written) -> bool {
        // Of equal stamps the greater value stands, so that order can never matter.
        let late = self.0.get(&path).is_some_and(|held| held.standing >= written);
        !late && self.restore(path, Register { standing: written, others: Vec::new() })
    }

    /// Puts a register where another or none was, as a snapshot or a backup carries it. Says whether it stands: what the
    /// removal of an enclosing record has ended is dropped here, so a document holds what can still matter and no more.
    pub fn restore(&mut self, path: AnyPath, mut register: Register) -> bool {
        if path.kind() == Kind::Record {
            // A removal says nothing but when. It stays, for an older edit may still arrive, until the removal of a record
            // around it says the same and more.
            register.others.clear();
            self.0.retain(|at, held| !at.is_inside(&path) || held.outlives(register.standing.stamp.as_ref()));
        }
        let stands = register.outlives(self.ended(&path));
        if stands {
            self.0.insert(path, register);
        }
        stands
    }

    /// Puts many registers as `restore` would one by one. Each removal looks through the whole document, so many of them at once
    /// are looked through once, at the end.
    pub fn restore_all(&mut self, all: impl IntoIterator<Item = (AnyPath, Register)>) {
        for (path, mut register) in all {
            if path.kind() == Kind::Record {
                register.others.clear();
            }
            self.0.insert(path, register);
        }
        self.bury();
    }

    /// Many registers at once: quicker than putting them, and in a tree that takes no more room than it must.
    pub fn of(all: impl Iterator<Item = (AnyPath, Register)>) -> Self {
        let without_others = |(path, mut register): (AnyPath, Register)| {
            if path.kind() == Kind::Record {
                register.others.clear();
            }
            (path, register)
        };
        let mut registers = Self(all.map(without_others).collect());
        registers.bury();
        registers
    }

    /// Puts many writings as `put` would one by one.
    pub fn put_all(&mut self, all: impl IntoIterator<Item = (AnyPath, Written)>) {
        for (path, written) in all {
            if self.0.get(&path).is_none_or(|held| held.standing < written) {
                self.0.insert(path, Register { standing: written, others: Vec::new() });
            }
        }
        self.bury();
    }

    /// Drops what the removals of enclosing records have ended.
    fn bury(&mut self) {
        let is_removal = |it: &(&AnyPath, &Register)| it.0.kind() == Kind::Record;
        let removals = Self(self.0.iter().filter(is_removal).map(|it| (it.0.clone(), it.1.clone())).collect());
        if !removals.0.is_empty() {
            self.0.retain(|path, held| held.outlives(removals.ended(path)));
        }
    }

    pub fn catch_up(&mut self, other: Self) {
        for (path, register) in other.0 {
            if self.0.get(&path).is_none_or(|held| held.standing < register.standing) {
                self.restore(path, register);
            }
        }
    }

    /// When the last removal of an enclosing record was; what is not later is gone for good.
    fn ended(&self, path: &AnyPath) -> Option<&Stamp> {
        let (mut ended, mut record) = (None, path.record());
        while let Some(it) = record {
            ended = ended.max(self.get(&it).and_then(|it| it.standing.stamp.as_ref()));
            record = it.record();
        }
        ended
    }

    pub fn get(&self, path: &AnyPath) -> Option<&Register> {
        self.0.get(path)
    }

    pub fn value(&self, path: &AnyPath) -> Option<&Value> {
        self.get(path)?.standing.value.as_ref()
    }

    pub fn iter(&self) -> std::collections::btree_map::Iter<'_, AnyPath, Register> {
        self.0.iter()
    }

    pub fn latest(&self) -> Option<&Stamp> {
        self.0.values().filter_map(|it| it.standing.stamp.as_ref()).max()
    }

    pub fn merge(&mut self, known: &Known, theirs: &Self, their_known: &Known) {
        let merged = theirs.0.iter().filter_map(|(path, their)| {
            // What one side alone has stays, whatever the other has seen: only the removal of a record makes a path go, and
            // that ends it here too. What a device lost comes back.
            let merged = match self.0.get(path) {
                None => their.clone(),
                Some(ours) if ours == their => return None,
                Some(ours) => merge_registers(ours, known, their, their_known),
            };
            Some((path.clone(), merged))
        });
        let merged: Vec<_> = merged.collect();
        self.restore_all(merged);
    }
}
