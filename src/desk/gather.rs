//! Collecting documents from the device for a file or for staging.

use std::collections::BTreeSet;

use super::Task;
use crate::browser::database::Shelf;
use crate::bundle::format::Part;
use crate::bundle::stage::Held;
use crate::device::{Unreadable, load};
use crate::domain::edit::Doc;
use crate::domain::fold::Known;
use crate::domain::json::Json;
use crate::domain::path::Path;
use crate::keeping::KNOWN;
use crate::keeping::log::unknown_key;

impl Task {
    /// Everything the device holds of the documents named, and what it has seen.
    pub(super) async fn gather(&self, docs: impl IntoIterator<Item = Doc>) -> Result<Held, Unreadable> {
        let mut held = Held::new(self.ask.who.manager.clone(), self.ask.who.device.clone());
        held.known = self.known().await?;
        for doc in docs {
            match &doc {
                Doc::Sheet(..) => held.sheets.extend(self.part(&doc).await?),
                Doc::Month(..) => held.months.extend(self.part(&doc).await?),
                Doc::Roster(_) => held.rosters.extend(self.part(&doc).await?),
                Doc::Settings => held.settings.extend(self.part(&doc).await?),
                Doc::Template(_) => {}
            }
        }
        Ok(held)
    }

    /// One document for its shelf; a document without a single register is none.
    async fn part<P: Path>(&self, doc: &Doc) -> Result<Option<(Doc, Part<P>)>, Unreadable> {
        let loaded = load::<P>(&self.database, doc, &self.ask.late, &self.template).await?;
        if loaded.document.registers().next().is_none() {
            return Ok(None);
        }
        let mut part = Part::new(doc.clone(), loaded.document);
        if let Some(row) = self.database.read(Shelf::Meta, &unknown_key(doc)).await? {
            part.unknown = Json::parse(&row).ok().and_then(|it| it.as_object().cloned()).unwrap_or_default();
        }
        Ok(Some((doc.clone(), part)))
    }

    /// What this device has seen of others, and its own counter.
    async fn known(&self) -> Result<Known, Unreadable> {
        let row = self.database.read(Shelf::Meta, KNOWN).await?;
        let mut known = Known::new();
        if let Some(Json::Object(members)) = row.as_deref().and_then(|it| Json::parse(it).ok()) {
            for (device, counter) in members {
                if let (Ok(device), Json::Number(counter)) = (device.parse(), counter)
                    && let Ok(counter) = counter.parse()
                {
                    known.insert(device, counter);
                }
            }
        }
        known.insert(self.ask.who.device.clone(), self.ask.who.counter);
        Ok(known)
    }

    /// Every document of the manager on this device, and the settings.
    pub(super) async fn all_documents(&self) -> Result<BTreeSet<Doc>, Unreadable> {
        let manager = &self.ask.who.manager;
        let mut docs = BTreeSet::from([Doc::Settings, Doc::Roster(manager.clone())]);
        let named = |key: &str| key.split('|').next().and_then(|it| it.parse::<Doc>().ok());
        for kind in ["sheet", "month"] {
            let prefix = format!("{kind}/{manager}/");
            for shelf in [Shelf::Edits, Shelf::Snapshots] {
                docs.extend(self.database.keys_under(shelf, &prefix).await?.iter().filter_map(|it| named(it)));
            }
            docs.extend(self.ask.late.iter().filter(|it| it.0.starts_with(&prefix)).filter_map(|it| named(&it.0)));
        }
        Ok(docs)
    }
}

/// The row of what a device has seen.
pub(super) fn known_row(known: &Known) -> String {
    Json::Object(known.iter().map(|(device, it)| (device.to_string(), Json::Number(it.to_string()))).collect()).canonical()
}
