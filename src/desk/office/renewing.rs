//! What was counted of files by another build, or before head office had laid its days and templates, or cannot be read, is counted
//! anew from the files, which are kept as they came.

use super::super::Task;
use super::counting::kept;
use super::sources::BATCH;
use crate::browser::database::DatabaseError;
use crate::browser::random;
use crate::browser::vault::{FACTS, FILES, NOTES, Vault};
use crate::bundle::gzip;
use crate::bundle::read::collect::hash;
use crate::domain::json::Json;
use crate::office::books::Books;
use crate::office::notes::{LAID, Notes};
use crate::office::pack::packed;
use crate::office::taken::{Digest, Reading};
use crate::post::counting::Kept;

impl Task {
    /// Whether all was counted with the days and templates that are laid now. What cannot be read now says nothing.
    pub(super) fn is_counted_with(&self, notes: &Notes) -> bool {
        self.is_partial.get() || notes.laid == self.laid()
    }

    /// The days and templates that are laid, told apart from others; nothing where there are none.
    fn laid(&self) -> Option<String> {
        (!self.foundations.is_empty()).then(|| hash([self.foundations.row().as_bytes()]).to_string())
    }

    /// Counts every file anew of which nothing is known, and lets go of the batches that are none. Broken off, it goes on the next time:
    /// they go last.
    pub(super) async fn renew(&self, vault: &Vault, books: &mut Books, none: Vec<String>) -> Result<(), DatabaseError> {
        let known = |it: &String| Digest::parse(it).is_some_and(|it| books.has(it));
        let unknown: Vec<String> = vault.keys(FILES).await?.into_iter().filter(|it| !known(it)).collect();
        let templates = self.templates().await;
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
                is_kept = kept(vault, &[(FACTS, random::uuid_v7(), pack)]).await == Kept::Whole;
            }
        }
        if !is_kept {
            return Ok(());
        }
        let laid = self.laid().map(|it| (NOTES, LAID.to_owned(), Json::text(it).canonical().into_bytes()));
        let gone = none.into_iter().map(|it| (FACTS, it)).chain(laid.is_none().then(|| (NOTES, LAID.to_owned())));
        vault.note(&laid.into_iter().collect::<Vec<_>>(), &gone.collect::<Vec<_>>())?.await
    }
}
