//! The filled example: a made-up manager's week, kept apart under an id of its own and removed whole.

use leptos::task::spawn_local;

use super::session::Session;
use super::start::EXAMPLE;
use crate::browser::database::{Shelf, Write};
use crate::browser::{fetch, preferences};
use crate::domain::edit::Doc;
use crate::domain::example::{MANAGER, dated, document};
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{RosterPath, SheetPath};
use crate::domain::row;

impl Session {
    /// Puts the example beside everything else, as the week that is looked at, and shows it.
    pub fn open_example(self) {
        spawn_local(async move {
            let inner = self.inner();
            let Ok(text) = fetch::text("example/week.json").await else { return };
            let week = super::start::week_of_address();
            let (Ok(json), Ok(manager)) = (Json::parse(&dated(text, week)), MANAGER.parse::<Id>()) else { return };
            let part = |name| json.get(name).unwrap_or(&Json::Null);
            let sheet = document::<SheetPath>(part("sheet"), &inner.template);
            let roster = document::<RosterPath>(part("roster"), &inner.template);
            let put = |doc: Doc, row: String| Write::Put(Shelf::Snapshots, doc.to_string(), row);
            let batch = vec![
                put(Doc::Sheet(manager.clone(), week), row::of_document(&sheet)),
                put(Doc::Roster(manager), row::of_document(&roster)),
            ];
            inner.saving.store(batch, move |ended| {
                if ended.is_ok() {
                    preferences::set(EXAMPLE, "open");
                    self.close();
                    self.inner().example.change(true);
                }
            });
        });
    }

    /// Removes the example, with all that was changed in it.
    pub fn leave_example(self) {
        let inner = self.inner();
        if !inner.example.get_untracked() {
            return;
        }
        self.close();
        let under = |shelf, kind: &str| Write::DeleteUnder(shelf, format!("{kind}/{MANAGER}"));
        let kinds = ["sheet", "month", "roster"];
        let batch = kinds.iter().flat_map(|it| [under(Shelf::Edits, it), under(Shelf::Snapshots, it)]).collect();
        inner.saving.store(batch, move |ended| {
            if ended.is_ok() {
                preferences::remove(EXAMPLE);
                self.inner().example.change(false);
            }
        });
    }
}
