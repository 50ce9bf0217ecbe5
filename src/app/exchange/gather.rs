//! Collecting documents from the device for a file or for staging.

use std::collections::BTreeSet;

use super::{KNOWN, unknown_key};
use crate::app::open::{Unreadable, load};
use crate::app::session::Inner;
use crate::browser::database::Shelf;
use crate::bundle::format::Part;
use crate::bundle::stage::Held;
use crate::domain::edit::Doc;
use crate::domain::fold::Known;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::Path;

/// Everything the device holds of some documents.
pub type Gathered = Held;

/// Reads the documents named, and what the device has seen.
pub async fn gather(inner: &Inner, manager: &Id, docs: impl IntoIterator<Item = Doc>) -> Result<Gathered, Unreadable> {
    let mut held = Held::new(manager.clone(), inner.device.clone());
    held.known = known(inner).await?;
    for doc in docs {
        match &doc {
            Doc::Sheet(..) => _ = held.sheets.insert(doc.clone(), part(inner, &doc).await?),
            Doc::Month(..) => _ = held.months.insert(doc.clone(), part(inner, &doc).await?),
            Doc::Roster(_) => _ = held.rosters.insert(doc.clone(), part(inner, &doc).await?),
            Doc::Settings => _ = held.settings.insert(doc.clone(), part(inner, &doc).await?),
            Doc::Template(_) => {}
        }
    }
    // A document without a single register is none.
    held.sheets.retain(|_, it| it.document.registers().next().is_some());
    held.months.retain(|_, it| it.document.registers().next().is_some());
    held.rosters.retain(|_, it| it.document.registers().next().is_some());
    held.settings.retain(|_, it| it.document.registers().next().is_some());
    Ok(held)
}

async fn part<P: Path>(inner: &Inner, doc: &Doc) -> Result<Part<P>, Unreadable> {
    let loaded = load::<P>(inner.saving.database(), doc, &inner.template).await?;
    let mut part = Part::new(doc.clone(), loaded.document);
    if let Some(row) = inner.saving.database().read(Shelf::Meta, &unknown_key(doc)).await? {
        part.unknown = Json::parse(&row).ok().and_then(|it| it.as_object().cloned()).unwrap_or_default();
    }
    Ok(part)
}

/// What this device has seen of others, and its own counter.
async fn known(inner: &Inner) -> Result<Known, Unreadable> {
    let row = inner.saving.database().read(Shelf::Meta, KNOWN).await?;
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
    known.insert(inner.device.clone(), inner.counter.get());
    Ok(known)
}

/// The row of what a device has seen.
pub fn known_row(known: &Known) -> String {
    Json::Object(known.iter().map(|(device, it)| (device.to_string(), Json::Number(it.to_string()))).collect()).canonical()
}

/// Every document of a manager on this device, and the settings.
pub async fn all_documents(inner: &Inner, manager: &Id) -> Result<BTreeSet<Doc>, Unreadable> {
    let mut docs = BTreeSet::from([Doc::Settings, Doc::Roster(manager.clone())]);
    for kind in ["sheet", "month"] {
        for shelf in [Shelf::Edits, Shelf::Snapshots] {
            for key in inner.saving.database().keys_under(shelf, &format!("{kind}/{manager}/")).await? {
                docs.extend(key.split('|').next().and_then(|it| it.parse::<Doc>().ok()));
            }
        }
    }
    Ok(docs)
}
