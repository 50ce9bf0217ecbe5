//! What was counted of files by another build, or before head office had laid its days and templates, or cannot be read, is counted
//! anew from the files, which are kept as they came.

use futures::FutureExt;
use futures::future::{LocalBoxFuture, join_all};

use super::super::Task;
use super::sources::BATCH;
use crate::browser::clerk::Way;
use crate::browser::clock;
use crate::browser::database::DatabaseError;
use crate::browser::random;
use crate::browser::vault::{FACTS, FILES, Vault};
use crate::bundle::gzip;
use crate::bundle::read::collect::hash;
use crate::leaf::office as drawn;
use crate::office::books::Books;
use crate::office::pack::packed;
use crate::office::taken::{Digest, Reading, Taken};

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
        // A template may begin to hold on some day.
        let now = || format!("{} {}", self.template.id, self.template.version);
        let row = || format!("{}{LAID_END}", hash([self.foundations.row().as_bytes(), now().as_bytes()]));
        let row = if self.foundations.is_empty() { String::new() } else { row() };
        Laid { row, is_known: !self.is_partial.get() }
    }

    /// Counts every file anew of which nothing is known, and lets go of the batches that are none. Broken off, it goes on the next time:
    /// they go last.
    pub(super) async fn renew(
        &self,
        vault: &Vault,
        books: &mut Books,
        (none, way): (Vec<String>, Option<&Way>),
    ) -> Result<(), DatabaseError> {
        let known = |books: &Books, it: &String| Digest::parse(it).is_some_and(|it| books.has(it));
        let unknown: Vec<String> = vault.keys(FILES).await?.into_iter().filter(|it| !known(books, it)).collect();
        let (begun, mut at) = (clock::ticks(), 0);
        let tell = |at: usize| {
            let drawn = || drawn::renewing(self.ask.lang, (at, unknown.len()), (clock::ticks() - begun) / 1000.0);
            way.filter(|_| !unknown.is_empty()).into_iter().for_each(|it| it.tell(&drawn().to_json().canonical()));
        };
        tell(0);
        let templates = self.templates().await;
        // What cannot be kept is counted all the same, and once more the next time.
        let mut kept = Keeping { vault, laid: self.laid(), taken: Vec::new(), issued: (!self.is_partial.get()).then(Vec::new) };
        let count = |key: String, packed: Vec<u8>| {
            if known(books, &key) {
                return;
            }
            let bytes = gzip::inflate(&packed).ok();
            let read = bytes.and_then(|it| books.read(&it, (templates, &self.calendar)).ok());
            if let Some(Reading::Taken(it, _)) = read {
                kept.taken.push((*it).clone());
                books.put(*it);
            }
            at += 1;
            if at % BATCH == 0 {
                kept.batch(books);
                tell(at);
            }
        };
        vault.each(FILES, &unknown, count).await?;
        kept.batch(books);
        if !kept.ended().await {
            return Ok(());
        }
        let gone: Vec<_> = none.into_iter().map(|it| (FACTS, it)).collect();
        vault.note(&[], &gone)?.await
    }
}

/// What was counted anew on its way to the disk.
struct Keeping<'a> {
    vault: &'a Vault,
    laid: Laid,
    taken: Vec<Taken>,
    /// The end of each batch that was issued; none once one could not be.
    issued: Option<Vec<LocalBoxFuture<'static, Result<(), DatabaseError>>>>,
}

impl Keeping<'_> {
    /// Issues what was counted since the last batch.
    fn batch(&mut self, books: &Books) {
        let taken = std::mem::take(&mut self.taken);
        let Some(issued) = self.issued.as_mut().filter(|_| !taken.is_empty()) else { return };
        let pack = packed(&taken, (&books.names, &books.labels));
        match self.vault.keep(&[(FACTS, self.laid.key(), pack)]) {
            Ok(ended) => issued.push(ended.boxed_local()),
            Err(_) => self.issued = None,
        }
    }

    /// Waits until all of it is kept; says whether it is.
    async fn ended(self) -> bool {
        match self.issued {
            Some(it) => join_all(it).await.iter().all(Result::is_ok),
            None => false,
        }
    }
}
