//! The filled example: a made-up manager's week, kept apart under an id of its own and removed whole.

use leptos::task::spawn_local;

use super::session::Session;
use super::start::EXAMPLE;
use crate::browser::database::{Shelf, Write};
use crate::browser::{fetch, preferences};
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{Path, RosterPath, SheetPath};
use crate::domain::row;
use crate::domain::template::Template;
use crate::domain::value::from_json;
use crate::domain::week::Week;

/// Whose week the example is.
pub const MANAGER: &str = "EXAMPLE";

impl Session {
    /// Puts the example beside everything else and shows it.
    pub fn open_example(self) {
        spawn_local(async move {
            let inner = self.inner();
            let Ok(text) = fetch::text("example/week.json").await else { return };
            let week = Week::of(super::start::today());
            let (Ok(json), Ok(manager)) = (Json::parse(&dated(text, week)), MANAGER.parse::<Id>()) else { return };
            let sheet = document::<SheetPath>(json.get("sheet"), &inner.template);
            let roster = document::<RosterPath>(json.get("roster"), &inner.template);
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

/// A document of nested members.
fn document<P: Path>(json: Option<&Json>, template: &Template) -> Document<P> {
    let mut document = Document::default();
    if let Some(json) = json {
        walk(json, String::new(), &mut |path, value| {
            if let Ok(path) = P::parse(path)
                && let Ok((Some(value), _)) = from_json(&path, value, template)
            {
                document.fill(path, value);
            }
        });
    }
    document
}

fn walk(json: &Json, at: String, take: &mut impl FnMut(&str, &Json)) {
    match json.as_object() {
        Some(members) if !members.contains_key("num") => {
            for (name, it) in members {
                let path = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
                walk(it, path, take);
            }
        }
        _ => take(&at, json),
    }
}

/// Puts dates for the file's `day-1` (the week's Monday) … `day-14` and week ids for `week-1` (the week before) and `week-2`,
/// in paths and values alike, so that the example is always this week's.
fn dated(text: String, week: Week) -> String {
    // The greatest first, because `day-12` begins with `day-1`.
    let days = (1..=14).rev().map(|it| (format!("day-{it}"), (week.monday() + chrono::Duration::days(it - 1)).to_string()));
    let weeks = (1..=2).map(|it| (format!("week-{it}"), week.plus(-it).to_string()));
    days.chain(weeks).fold(text, |text, (name, date)| text.replace(&name, &date))
}
