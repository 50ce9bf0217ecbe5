//! Rows that were written but are not confirmed yet, each with the number of the write that carries its newest text.

use super::{Row, log};
use crate::domain::map::Map;

/// What the database may not have yet.
#[derive(Clone, Debug, Default)]
pub struct Unconfirmed {
    rows: Map<String, (u64, String)>,
    writes: u64,
}

impl Unconfirmed {
    /// Rows are being written. Gives the number of the write.
    pub fn issue(&mut self, rows: &[Row]) -> u64 {
        self.writes += 1;
        for (key, text) in rows {
            self.rows.insert(key.clone(), (self.writes, text.clone()));
        }
        self.writes
    }

    /// A write is confirmed. Gives the keys that nothing newer waits for: their journal lines may go.
    pub fn confirm(&mut self, number: u64, keys: Vec<String>) -> Vec<String> {
        let is_newest = |key: &String| self.rows.get(key).is_some_and(|it| it.0 <= number);
        let done: Vec<String> = keys.into_iter().filter(is_newest).collect();
        done.iter().for_each(|it| _ = self.rows.remove(it));
        done
    }

    /// The rows go on under keys of their own: another window holds their document now, and may delete those it has read.
    pub fn detach(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        self.rows = rows.iter().map(|(key, it)| (log::own_key(key, &it.1), it.clone())).collect();
    }

    pub fn is_empty(&self) -> bool {
        self.rows.iter().next().is_none()
    }

    /// All rows, by key.
    pub fn rows(&self) -> Vec<Row> {
        self.rows.iter().map(|(key, it)| (key.clone(), it.1.clone())).collect()
    }

    /// Rows the database may not have, each once: what is not confirmed, and what else lies in the journal.
    pub fn late(&self, journal: Vec<Row>) -> Vec<Row> {
        let mut late = journal;
        late.retain(|it| !self.rows.contains_key(&it.0));
        late.extend(self.rows());
        late
    }
}
