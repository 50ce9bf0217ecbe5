//! What was counted of files by another build, or before head office had laid its days and templates, or cannot be read, is counted
//! anew from the files, which are kept as they came.

use super::super::Task;
use super::counting::kept;
use super::sources::BATCH;
use crate::browser::database::DatabaseError;
use crate::browser::random;
use crate::browser::vault::{FACTS, FILES, Vault};
use crate::bundle::gzip;
use crate::bundle::read::collect::hash;
use crate::office::books::Books;
use crate::office::pack::packed;
use crate::office::taken::{Digest, Reading};
use crate::post::counting::Kept;

/// What head office has laid under all sheets, days and templates, told apart from others: with what a batch is counted, its key says.
pub(super) struct Laid {
    /// Nothing where nothing is laid.
    row: String,
    /// What cannot be read now says nothing of any batch.
    is_known: bool,
}

/// What ends the part of a batch's key that says what was laid.
const LAID_END: char = '|';

impl Laid {
    /// The key of a new batch.
    pub(super) fn key(&self) -> String {
        [&self.row, random::uuid_v7().as_str()].concat()
    }

    /// Whether a batch was counted with it.
    pub(super) fn is_of(&self, key: &str) -> bool {
        let laid = key.rfind(LAID_END).map_or("", |at| &key[..=at]);
        !self.is_known || laid == self.row
    }
}

impl Task {
    pub(super) fn laid(&self) -> Laid {
        let row = || format!("{}{LAID_END}", hash([self.foundations.row().as_bytes()]));
        let row = if self.foundations.is_empty() { String::new() } else { row() };
        Laid { row, is_known: !self.is_partial.get() }
    }

    /// Counts every file anew of which nothing is known, and lets go of the batches that are none. Broken off, it goes on the next time:
    /// they go last.
    pub(super) async fn renew(&self, vault: &Vault, books: &mut Books, none: Vec<String>) -> Result<(), DatabaseError> {
        let known = |it: &String| Digest::parse(it).is_some_and(|it| books.has(it));
        let unknown: Vec<String> = vault.keys(FILES).await?.into_iter().filter(|it| !known(it)).collect();
        let (templates, laid) = (self.templates().await, self.laid());
        // What cannot be kept is counted all the same, and once more the next time.
        let mut is_kept = !self.is_partial.get();
        for batch in unknown.chunks(BATCH) {
            let mut taken = Vec::with_capacity(batch.len());
            for key in batch {
                let Some(bytes) = vault.one(FILES, key).await?.and_then(|it| gzip::inflate(&it).ok()) else { continue };
                if let Ok(Reading::Taken(it, _)) = books.read(&bytes, (&templates, &self.calendar)) {
                    taken.push((*it).clone());
                    books.put(*it);
                }
            }
            if is_kept && !taken.is_empty() {
                let pack = packed(&taken, (&books.names, &books.labels));
                is_kept = kept(vault, &[(FACTS, laid.key(), pack)]).await == Kept::Whole;
            }
        }
        if !is_kept {
            return Ok(());
        }
        let gone: Vec<_> = none.into_iter().map(|it| (FACTS, it)).collect();
        vault.note(&[], &gone)?.await
    }
}
