//! Importing: files are read, staged against what the device holds, shown, and stored only on Apply; each file whole or not
//! at all.

use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::{Set, Update};

use super::gather::{gather, known_row};
use super::{KNOWN, unknown_key};
use crate::app::open::{Unreadable, load};
use crate::app::saving::COUNTER;
use crate::app::session::{Opened, Session};
use crate::browser::database::{DatabaseError, Shelf, Write};
use crate::browser::files::{FileError, PickedFile};
use crate::bundle::limits;
use crate::bundle::read::{Read, read};
use crate::bundle::refusal::FileRefusal;
use crate::bundle::stage::{FilePlan, Plan, stage};
use crate::domain::edit::Doc;
use crate::domain::fold::Known;
use crate::domain::json::Json;
use crate::domain::path::SettingsPath;

/// Files as they would be taken in.
#[derive(Clone)]
pub struct Staged {
    pub plan: Rc<Plan>,
}

impl Default for Staged {
    fn default() -> Self {
        Self { plan: Rc::new(Plan { files: Vec::new(), known: Known::new(), counter: 0 }) }
    }
}

impl Session {
    /// Reads the files and says what they would change. Writes nothing.
    pub async fn stage(self, picked: Vec<PickedFile>) -> Result<Staged, Unreadable> {
        let inner = self.inner();
        let Some(manager) = self.manager() else { return Ok(Staged::default()) };
        let mut files: Vec<(String, Result<Read, FileRefusal>)> = Vec::new();
        for file in picked {
            let read = match file.bytes(limits::BACKUP_MAX as u64).await {
                Ok(bytes) => read(&file.name, &bytes, &inner.template),
                Err(FileError::TooLarge { size, limit }) => {
                    Err(FileRefusal::TooLarge { bytes: size as usize, most: limit as usize })
                }
                Err(_) => Err(FileRefusal::Empty),
            };
            files.push((file.name, read));
        }
        let docs: BTreeSet<Doc> =
            files.iter().filter_map(|(_, it)| it.as_ref().ok()).flat_map(|it| it.bundle.documents()).collect();
        let held = gather(&inner, &manager, docs).await?;
        Ok(Staged { plan: Rc::new(stage(&held, files)) })
    }

    /// Stores what the report shows: one transaction a file, in order. `done` is told of each file, and at the end.
    pub fn apply(self, staged: &Staged, done: impl Fn(usize, Result<(), DatabaseError>) + 'static) {
        let inner = self.inner();
        inner.counter.set(inner.counter.get().max(staged.plan.counter));
        let done = Rc::new(done);
        let due: Vec<usize> =
            staged.plan.files.iter().enumerate().filter(|(_, it)| !it.store.is_empty()).map(|it| it.0).collect();
        let last = due.last().copied();
        for at in due {
            let (done, batch) = (done.clone(), batch(&staged.plan.files[at], inner.counter.get()));
            inner.saving.store(batch, move |ended| {
                done(at, ended);
                if Some(at) == last {
                    self.read_again();
                }
            });
        }
    }

    /// Takes what was stored into what is open.
    fn read_again(self) {
        leptos::task::spawn_local(async move {
            let inner = self.inner();
            if let Ok(settings) = load::<SettingsPath>(inner.saving.database(), &Doc::Settings, &inner.template).await {
                *inner.settings.borrow_mut() = settings.document;
                inner.settings_changed.update(|it| *it += 1);
            }
            *inner.sheet.borrow_mut() = None;
            inner.opened.set(Opened::Nothing);
        });
    }
}

fn batch(file: &FilePlan, counter: u64) -> Vec<Write> {
    let mut batch = Vec::new();
    for it in &file.store {
        batch.push(Write::Put(Shelf::Snapshots, it.doc().to_string(), it.row()));
        if !it.unknown().is_empty() {
            batch.push(Write::Put(Shelf::Meta, unknown_key(it.doc()), Json::Object(it.unknown().clone()).canonical()));
        }
    }
    batch.push(Write::Put(Shelf::Meta, KNOWN.to_owned(), known_row(&file.known)));
    batch.push(Write::Put(Shelf::Meta, COUNTER.to_owned(), counter.to_string()));
    batch
}
