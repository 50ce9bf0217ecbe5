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
            if lost == Lost::NewerVersion {
                self.inner().windows.sit(Seat::Newer);
            }
            spawn_local(self.look_what_is_left(LOOKS));
        });
    }

    async fn look_what_is_left(self, looks: u32) {
        let inner = self.inner();
        let database = inner.saving.database();
        if inner.counter.get() == 0 {
            return;
        }
        match database.reopen().await.and(database.read(Shelf::Meta, COUNTER).await) {
            Ok(None) => self.store_again(),
            Ok(Some(_)) => {}
            // Still being cleared. What cannot be had at all is said by the next write.
            Err(_) if looks > 0 => lifecycle::later(PAUSE, move || spawn_local(self.look_what_is_left(looks - 1))),
            Err(_) => {}
        }
    }

    fn store_again(self) {
        let inner = self.inner();
        let snapshot = |(doc, row)| Write::Put(Shelf::Snapshots, doc, row);
        let mut batch: Vec<Write> = inner.open_documents().into_iter().map(snapshot).collect();
        batch.push(Write::Put(Shelf::Meta, DEVICE.to_owned(), inner.device.to_string()));
        batch.push(Write::Put(Shelf::Meta, COUNTER.to_owned(), inner.counter.get().to_string()));
        inner.saving.put(batch);
        inner.cleared.change(true);
    }
}
