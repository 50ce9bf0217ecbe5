//! The connection to the database went without being asked: another window runs a newer version, or the browser cleared what was
//! stored. What this page holds is written once more where nothing is left.

use leptos::task::spawn_local;

use super::session::Session;
use super::windows::Seat;
use crate::browser::database::{Lost, Shelf, Write};
use crate::browser::lifecycle;
use crate::device::DEVICE;
use crate::keeping::COUNTER;

/// How often it is looked, and milliseconds between two looks.
const LOOKS: u32 = 10;
const PAUSE: u32 = 300;

impl Session {
    pub fn mind_the_connection(self) {
        self.inner().saving.database().on_lost(move |lost| {
            match lost {
                Lost::MadeAnew => return self.store_again(),
                Lost::NewerVersion => self.inner().windows.sit(Seat::Newer),
                Lost::Deleted | Lost::Closed => {}
            }
            spawn_local(self.look_again(LOOKS));
        });
    }

    async fn look_again(self, looks: u32) {
        // Still being cleared. What cannot be had at all is said by the next write.
        if self.inner().saving.database().reopen().await.is_err() && looks > 0 {
            lifecycle::later(PAUSE, move || spawn_local(self.look_again(looks - 1)));
        }
    }

    fn store_again(self) {
        let inner = self.inner();
        if inner.counter.get() == 0 {
            return;
        }
        // Whoever holds a document has the fuller one.
        let is_ours = |doc: &str| !doc.parse().is_ok_and(|doc| inner.windows.forbids(&doc));
        let open = inner.open_documents().into_iter().filter(|it| is_ours(&it.0));
        let mut batch: Vec<Write> = open.map(|(doc, row)| Write::Put(Shelf::Snapshots, doc, row)).collect();
        batch.push(Write::Put(Shelf::Meta, DEVICE.to_owned(), inner.device.to_string()));
        batch.push(Write::Put(Shelf::Meta, COUNTER.to_owned(), inner.counter.get().to_string()));
        inner.saving.put(batch);
        inner.cleared.change(true);
    }
}
