//! Workers beside the one that has the collection: each reads, checks, counts and keeps batches of files on a core of its own. They are
//! this same worker, asked by it as the page asks it, and end with the import.

use std::cell::Cell;

use futures::future::join_all;
use futures::lock::Mutex;

use crate::browser::clerk::{address, cores};
use crate::browser::desk::Desk as Worker;
use crate::browser::files::load;
use crate::bundle::limits::FILE_MAX;
use crate::post::counting::Counted;
use crate::post::{Answer, Ask};

use super::counting::Count;
use super::sources::Batch;

/// More of them would wait for the disk, and each has memory of its own.
const MOST: usize = 4;

pub(super) struct Readers {
    all: Vec<Reader>,
    /// Whether they have started.
    is_begun: Mutex<bool>,
}

struct Reader {
    worker: Worker,
    /// Batches it has been given and not told of.
    busy: Cell<usize>,
    /// It failed once, and is given no more: one that fails at once would have least to do.
    is_broken: Cell<bool>,
}

impl Readers {
    /// As many as there are cores: whoever has the collection has little to do meanwhile.
    pub fn new() -> Self {
        let many = cores().min(MOST);
        // One alone would be no quicker than who asks.
        let many = if many > 1 { many } else { 0 };
        let all = (0..many)
            .map(|_| Reader { worker: Worker::of(address()), busy: Cell::new(0), is_broken: Cell::new(false) })
            .collect();
        Self { all, is_begun: Mutex::new(false) }
    }

    /// Has all of them look at what is here before any of them adds to it.
    async fn begin(&self, ask: &Ask) {
        let mut is_begun = self.is_begun.lock().await;
        if !*is_begun {
            let nothing = ask.to_text();
            join_all(self.all.iter().map(|it| it.worker.ask_of(&nothing, &[]))).await;
            *is_begun = true;
        }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Has a batch counted by whoever has least to do. None where it has to be done by who asks: there are no readers, or this one broke.
    pub async fn count(&self, ask: &Ask, batch: &Batch) -> Option<Count> {
        self.begin(ask).await;
        let reader = self.all.iter().filter(|it| !it.is_broken.get()).min_by_key(|it| it.busy.get())?;
        reader.busy.set(reader.busy.get() + 1);
        let told = match batch {
            // Handing over what was read costs nothing; handing over a file costs the browser more than reading it.
            Batch::Picked(all) => {
                let loaded = load(all, FILE_MAX as u64).await;
                reader.worker.ask_of(&ask.to_text(), &loaded).await
            }
            Batch::Packed(it) => reader.worker.ask(&ask.to_text(), std::slice::from_ref(&it.file)).await,
        };
        reader.busy.set(reader.busy.get() - 1);
        let read = told.ok().and_then(|it| Some((counted(Answer::parse(&it.text).ok()?)?, it.bytes)));
        reader.is_broken.set(read.is_none());
        read
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.all.iter().for_each(|it| it.worker.stop());
    }
}

fn counted(answer: Answer) -> Option<Counted> {
    let Answer::Drawn(json) = answer else { return None };
    Counted::read(&json).ok()
}
