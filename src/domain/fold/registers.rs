//! The registers of a document of whichever kind: all that folding and merging do. `Document` is the typed door to it.
//!
//! They lie in sorted lists, one for each row of the document's table: in the order of the paths, quick to look through, and never
//! so long that putting one in between is slow.

use super::{Known, Register, Written, merge_registers};
use crate::domain::edit::Stamp;
use crate::domain::path::{AnyPath, Kind};
use crate::domain::value::Value;

/// The registers of one row of the table, in the order of their keys.
type Row = Vec<(AnyPath, Register)>;

#[derive(Clone, Debug, Default)]
pub struct Registers(Vec<Row>);

impl PartialEq for Registers {
    fn eq(&self, other: &Self) -> bool {
        // One that was emptied has rows, a new one has none.
        self.iter().eq(other.iter())
    }
}

impl Eq for Registers {}

impl Registers {
    pub fn put(&mut self, path: AnyPath, written: Written) -> bool {
        // Of equal stamps the greater value stands, so that order can never matter.
        let late = self.get(&path).is_some_and(|held| held.standing >= written);
        !late && self.restore(path, Register { standing: written, others: Vec::new() })
    }

    /// Puts a register where another or none was, as a snapshot or a backup carries it. Says whether it stands: what the
    /// removal of an enclosing record has ended is dropped here, so a document holds what can still matter and no more.
    pub fn restore(&mut self, path: AnyPath, mut register: Register) -> bool {
        if path.kind() == Kind::Record {
            // A removal says nothing but when. It stays, for an older edit may still arrive, until the removal of a record
            // around it says the same and more.
            register.others.clear();
            let ended = register.standing.stamp.as_ref();
            self.keep(|at, held| !at.is_inside(&path) || held.outlives(ended));
        }
        let stands = register.outlives(self.ended(&path));
        if stands {
            let row = self.row_of(&path);
            match find(row, &path) {
                Ok(at) => row[at].1 = register,
                Err(at) => row.insert(at, (path, register)),
            }
        }
        stands
    }

    /// Puts many registers as `restore` would one by one. Each removal looks through the whole document, so many of them at once
    /// are looked through once, at the end.
    pub fn restore_all(&mut self, all: impl IntoIterator<Item = (AnyPath, Register)>) {
        all.into_iter().for_each(|(path, register)| _ = self.append(path, register));
        self.settle(|_, _| true);
    }

    /// Puts many writings as `put` would one by one.
    pub fn put_all(&mut self, all: impl IntoIterator<Item = (AnyPath, Written)>) {
        for (path, standing) in all {
            self.append(path, Register { standing, others: Vec::new() });
        }
        self.settle(|held, new| held.standing < new.standing);
    }

    pub fn len(&self) -> usize {
        self.0.iter().map(Row::len).sum()
    }

    /// Room for as many registers as another document has: those of one file are alike.
    pub fn sized_as(other: &Self) -> Self {
        Self(other.0.iter().map(|row| Row::with_capacity(row.len())).collect())
    }

    /// Puts a register at the end of its row, wherever it belongs: whoever does so settles afterwards. Says where it is till then.
    pub fn append(&mut self, path: AnyPath, register: Register) -> usize {
        let row = self.row_of(&path);
        row.push((path, register));
        row.len() - 1
    }

    /// What was appended, by its row and where it is there.
    pub fn appended(&mut self, (row, at): (usize, usize)) -> Option<(&AnyPath, &mut Register)> {
        self.0.get_mut(row)?.get_mut(at).map(|(path, register)| (&*path, register))
    }

    /// Brings what was appended into order, and drops what the removals of enclosing records have ended. Of two registers of one
    /// path `is_next` says whether the later one stands.
    pub fn settle(&mut self, is_next: fn(&Register, &Register) -> bool) {
        for row in &mut self.0 {
            if is_removal(row) {
                row.iter_mut().for_each(|it| it.1.others.clear());
            }
            if row.is_sorted_by(|a, b| a.0 < b.0) {
                continue;
            }
            row.sort_by(|a, b| a.0.cmp(&b.0));
            row.dedup_by(|next, held| {
                let is_one = next.0 == held.0;
                if is_one && is_next(&held.1, &next.1) {
                    std::mem::swap(&mut held.1, &mut next.1);
                }
                is_one
            });
        }
        self.bury();
    }

    fn row_of(&mut self, path: &AnyPath) -> &mut Row {
        let (at, many) = path.place();
        if self.0.len() < many {
            self.0.resize_with(many, Row::new);
        }
        &mut self.0[at]
    }

    fn keep(&mut self, mut stays: impl FnMut(&AnyPath, &mut Register) -> bool) {
        self.0.iter_mut().for_each(|row| row.retain_mut(|(path, held)| stays(path, held)));
    }

    /// Drops what the removals of enclosing records have ended.
    fn bury(&mut self) {
        if self.0.iter().any(is_removal) {
            let removals = Self(self.0.iter().map(|it| if is_removal(it) { it.clone() } else { Row::new() }).collect());
            self.keep(|path, held| held.outlives(removals.ended(path)));
        }
    }

    pub fn catch_up(&mut self, other: Self) {
        for (path, register) in other.0.into_iter().flatten() {
            if self.get(&path).is_none_or(|held| held.standing < register.standing) {
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
        let row = self.0.get(path.place().0)?;
        find(row, path).ok().map(|at| &row[at].1)
    }

    pub fn value(&self, path: &AnyPath) -> Option<&Value> {
        self.get(path)?.standing.value.as_ref()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&AnyPath, &Register)> {
        self.0.iter().flatten().map(|(path, held)| (path, held))
    }

    pub fn latest(&self) -> Option<&Stamp> {
        self.iter().filter_map(|it| it.1.standing.stamp.as_ref()).max()
    }

    pub fn merge(&mut self, known: &Known, theirs: &Self, their_known: &Known) {
        let merged = theirs.iter().filter_map(|(path, their)| {
            // What one side alone has stays, whatever the other has seen: only the removal of a record makes a path go, and
            // that ends it here too. What a device lost comes back.
            let merged = match self.get(path) {
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

/// Whether a row is of records, of which only the removals are kept.
fn is_removal(row: &Row) -> bool {
    row.first().is_some_and(|it| it.0.kind() == Kind::Record)
}

fn find(row: &Row, path: &AnyPath) -> Result<usize, usize> {
    // Most come in their order.
    match row.last() {
        Some(last) if last.0 < *path => Err(row.len()),
        _ => row.binary_search_by(|it| it.0.cmp(path)),
    }
}
