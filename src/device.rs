//! Documents as this device holds them: snapshot, edit log and late rows folded into one, for the page and for the worker. A
//! failed or damaged read never becomes an empty document.

use chrono::NaiveDate;

use crate::browser::database::{Database, DatabaseError, Shelf};
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::map::Map;
use crate::domain::path::{Path, SheetPath};
use crate::domain::row::{self, DamagedRow};
use crate::domain::split::slices;
use crate::domain::template::Template;
use crate::domain::value::Value;
use crate::domain::week::Month;

/// The row of `Shelf::Meta` that holds the highest counter this device has used.
pub const COUNTER: &str = "counter";
/// The row that says what this device has seen of others.
pub const KNOWN: &str = "known";
/// The row that says which customers' classes were handed over last.
pub const HANDED_CLASSES: &str = "handed-roster";

/// The row that keeps what this version does not know of a document.
pub fn unknown_key(doc: &Doc) -> String {
    format!("unknown/{doc}")
}

/// A row of the edit log: its key and its text.
pub type Row = (String, String);

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
            Self::Damaged(it) => f.write_str(&it.0),
        }
    }
}

/// A document, and what of the late rows the database had not got and what it had.
pub struct Loaded<P: Ord> {
    pub document: Document<P>,
    pub missed: Vec<Row>,
    /// Keys of rows that changed nothing.
    pub stale: Vec<String>,
}

/// What the database holds of a document: its snapshot and the rows of its log.
pub struct Stored {
    snapshot: Option<String>,
    edits: Vec<Row>,
}

impl Stored {
    /// Whether the text stands anywhere in it or in the late rows: most documents are not worth folding for one customer.
    pub fn mentions(&self, text: &str, late: &[Row]) -> bool {
        self.edits.iter().chain(late).map(|it| &it.1).chain(&self.snapshot).any(|it| it.contains(text))
    }
}

/// Reads what the database holds of a document.
pub async fn read(database: &Database, doc: &Doc) -> Result<Stored, Unreadable> {
    // At one moment: what is folded into the snapshot meanwhile must not be missing in both.
    let (key, prefix) = (doc.to_string(), prefix(doc));
    let (snapshot, edits) = database.read_beside((Shelf::Snapshots, &key), (Shelf::Edits, &prefix)).await?;
    Ok(Stored { snapshot, edits })
}

/// What the keys of a document's log begin with.
fn prefix(doc: &Doc) -> String {
    format!("{doc}|")
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
    fold(read(database, doc).await?, doc, late, template)
}

/// Folds everything the device holds of a document. `late` are rows the database may not have, of any document.
pub fn fold<P: Path>(stored: Stored, doc: &Doc, late: &[Row], template: &Template) -> Result<Loaded<P>, Unreadable> {
    let Stored { snapshot, edits } = stored;
    let prefix = prefix(doc);
    let mut document = match snapshot {
        Some(row) => row::to_document(&row, template)?,
        None => Document::default(),
    };
    for (_, row) in edits {
        document.fold(row::to_edit(&row, template)?);
    }
    let mut loaded = Loaded { document, missed: Vec::new(), stale: Vec::new() };
    for (key, row) in late.iter().filter(|it| it.0.starts_with(&prefix)) {
        // A torn line is no truth worth stopping for: the database has all that was confirmed.
        let Ok(edit) = row::to_edit::<P>(row, template) else { continue };
        if loaded.document.fold(edit) {
            loaded.missed.push((key.clone(), row.clone()));
        } else {
            loaded.stale.push(key.clone());
        }
    }
    Ok(loaded)
}
