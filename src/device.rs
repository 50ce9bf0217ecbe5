//! Documents read from this device, for the page and for the worker. What is read is folded by `keeping`; a failed or damaged
//! read never becomes an empty document.

use chrono::NaiveDate;

use crate::browser::database::{Database, DatabaseError, Shelf};
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::path::{Path, SheetPath};
use crate::domain::row::DamagedRow;
use crate::domain::split::slices;
use crate::domain::template::Template;
use crate::domain::value::Value;
use crate::domain::week::Month;
use crate::keeping::Row;
use crate::keeping::log::{Loaded, Stored, fold, prefix};

/// The row of `Shelf::Meta` with the device's own id.
pub const DEVICE: &str = "device";

/// Why a document could not be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreadable {
    Database(DatabaseError),
    /// The row stays where it is; nothing is shown or written in its place.
    Damaged(DamagedRow),
}

impl From<DatabaseError> for Unreadable {
    fn from(it: DatabaseError) -> Self {
        Self::Database(it)
    }
}

impl From<DamagedRow> for Unreadable {
    fn from(it: DamagedRow) -> Self {
        Self::Damaged(it)
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database(it) => write!(f, "{it}"),
            Self::Damaged(it) => write!(f, "{it}"),
        }
    }
}

/// Reads what the database holds of a document.
pub async fn read(database: &Database, doc: &Doc) -> Result<Stored, Unreadable> {
    // At one moment: what is folded into the snapshot meanwhile must not be missing in both.
    let (key, prefix) = (doc.to_string(), prefix(doc));
    let (snapshot, edits) = database.read_beside((Shelf::Snapshots, &key), (Shelf::Edits, &prefix)).await?;
    Ok(Stored { snapshot, edits, is_newer: database.is_newer() })
}

/// Which days a sheet switches to working or free by hand. Most sheets switch none, and are not read for it.
fn switched(stored: Stored, doc: &Doc, late: &[Row], template: &Template) -> Result<Map<NaiveDate, bool>, Unreadable> {
    if !stored.mentions("/work\"", late) {
        return Ok(Map::default());
    }
    let loaded = fold::<SheetPath>(stored, doc, late, template)?;
    let day = |(path, value): (&SheetPath, &Value)| match path {
        SheetPath::DayWork(date) => Some((*date, value.as_flag()?)),
        _ => None,
    };
    Ok(loaded.document.live().filter_map(day).collect())
}

/// Which days of a month's weeks are switched by hand on the sheets of a manager.
pub async fn switched_in(
    database: &Database,
    manager: &Id,
    month: Month,
    late: &[Row],
    template: &Template,
) -> Result<Map<NaiveDate, bool>, Unreadable> {
    let mut all = Map::default();
    for slice in slices(month, &|_| false) {
        let doc = Doc::Sheet(manager.clone(), slice.week);
        let days = switched(read(database, &doc).await?, &doc, late, template)?;
        days.iter().for_each(|it| _ = all.insert(*it.0, *it.1));
    }
    Ok(all)
}

/// Reads and folds.
pub async fn load<P: Path>(database: &Database, doc: &Doc, late: &[Row], template: &Template) -> Result<Loaded<P>, Unreadable> {
    Ok(fold(read(database, doc).await?, doc, late, template)?)
}
