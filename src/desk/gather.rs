//! Collecting documents from the device for a file or for staging.

use std::collections::BTreeSet;

use super::Task;
use crate::browser::database::Shelf;
use crate::bundle::format::Part;
use crate::bundle::stage::Held;
use crate::device::{Unreadable, read};
use crate::domain::edit::Doc;
use crate::domain::fold::{Document, Known};
use crate::domain::json::Json;
use crate::domain::path::Path;
use crate::domain::row;
use crate::keeping::log::{fold, set_aside, unknown_key};
use crate::keeping::{KNOWN, Row};

impl Task {
    /// Everything the device holds of the documents named, and what it has seen.
    pub(super) async fn gather(&self, docs: impl IntoIterator<Item = Doc>) -> Result<Held, Unreadable> {
        self.gathered(docs, None).await
    }

    /// As `gather`, without what cannot be read; that is told beside it.
    pub(super) async fn gather_readable(&self, docs: Vec<Doc>) -> Result<(Held, Vec<Row>), Unreadable> {
        let mut damaged = Vec::new();
        let held = self.gathered(docs, Some(&mut damaged)).await?;
        Ok((held, damaged))
    }

    async fn gathered(
        &self,
        docs: impl IntoIterator<Item = Doc>,
        mut damaged: Option<&mut Vec<Row>>,
    ) -> Result<Held, Unreadable> {
        let mut held = Held::new(self.ask.who.manager.clone(), self.ask.who.device.clone());
        held.known = self.known().await?;
        held.foundations = self.foundations.clone();
        for doc in docs {
            match &doc {
                Doc::Sheet(..) => held.sheets.extend(self.part(&doc, damaged.as_deref_mut()).await?),
                Doc::Month(..) => held.months.extend(self.part(&doc, damaged.as_deref_mut()).await?),
                Doc::Roster(_) => held.rosters.extend(self.part(&doc, damaged.as_deref_mut()).await?),
                Doc::Settings => held.settings.extend(self.part(&doc, damaged.as_deref_mut()).await?),
                Doc::Template(_) => {}
            }
        }
        Ok(held)
    }

    /// One document for its shelf; a document without a single register is none.
    async fn part<P: Path>(&self, doc: &Doc, damaged: Option<&mut Vec<Row>>) -> Result<Option<(Doc, Part<P>)>, Unreadable> {
        let document = self.document::<P>(doc, damaged).await?;
        if document.registers().next().is_none() {
            return Ok(None);
        }
        let mut part = Part::new(doc.clone(), document);
        if let Some(row) = self.meta(&unknown_key(doc)).await? {
            part.unknown = Json::parse(&row).ok().and_then(|it| it.as_object().cloned()).unwrap_or_default();
        }
        Ok(Some((doc.clone(), part)))
    }

    /// A document as the page holds it, else as the database does.
    async fn document<P: Path>(&self, doc: &Doc, damaged: Option<&mut Vec<Row>>) -> Result<Document<P>, Unreadable> {
        let name = doc.to_string();
        if let Some((_, row)) = self.ask.held.iter().find(|it| it.0 == name) {
            return Ok(row::to_document(row, &self.template)?);
        }
        let stored = match self.database() {
            Ok(database) => read(database, doc).await,
            Err(why) => Err(why),
        };
        let folded = stored.and_then(|mut stored| {
            if let Some(damaged) = damaged {
                damaged.extend(set_aside::<P>(&mut stored, doc, &self.template));
            }
            Ok(fold(stored, doc, &self.ask.late, &self.template)?)
        });
        self.or_held(folded.map(|it| it.document))
    }

    /// What this device has seen of others, and its own counter.
    async fn known(&self) -> Result<Known, Unreadable> {
        let row = self.meta(KNOWN).await?;
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
                let keys = match self.database() {
                    Ok(database) => database.keys_under(shelf, &prefix).await.map_err(Unreadable::from),
                    Err(why) => Err(why),
                };
                docs.extend(self.or_held(keys)?.iter().filter_map(|it| named(it)));
            }
            docs.extend(self.ask.held.iter().filter(|it| it.0.starts_with(&prefix)).filter_map(|it| named(&it.0)));
            docs.extend(self.ask.late.iter().filter(|it| it.0.starts_with(&prefix)).filter_map(|it| named(&it.0)));
        }
        Ok(docs)
    }
}

/// The row of what a device has seen.
pub(super) fn known_row(known: &Known) -> String {
    Json::Object(known.iter().map(|(device, it)| (device.to_string(), Json::Number(it.to_string()))).collect()).canonical()
}
