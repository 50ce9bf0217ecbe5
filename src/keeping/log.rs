//! A document out of what the device holds of it: snapshot, log and late rows folded into one, whatever their order and however
//! often. A damaged row never becomes an empty document.

use super::{Row, SNAPSHOTS, line};
use crate::domain::edit::Doc;
use crate::domain::fold::{Document, Registers};
use crate::domain::path::Path;
use crate::domain::row::{self, DamagedRow};
use crate::domain::template::Template;
use crate::shelf::{Shelf, Write};

/// Rows of a log after which it is folded into the snapshot. A week is some hundreds of fields.
pub const LONG: usize = 300;

/// What the keys of a document's log begin with.
pub fn prefix(doc: &Doc) -> String {
    format!("{doc}|")
}

/// The key of an edit's row.
pub fn key(doc: &Doc, counter: u64, tab: &str) -> String {
    format!("{doc}|{counter:015}.{tab}")
}

/// The key of a row that somebody else writes than who made it, or who made it past the holder of its document. Whoever holds a
/// document goes over his own rows while he types, and deletes those he has read: this key stands for one text alone, so neither
/// can meet another.
pub fn own_key(key: &str, row: &str) -> String {
    let own = format!("@{:08x}", line::crc32(row.as_bytes()));
    if key.ends_with(&own) { key.to_owned() } else { format!("{key}{own}") }
}

/// The row that keeps what this version does not know of a document.
pub fn unknown_key(doc: &Doc) -> String {
    format!("unknown/{doc}")
}

/// What the database holds of a document: its snapshot and the rows of its log.
pub struct Stored {
    pub snapshot: Option<String>,
    pub edits: Vec<Row>,
    /// Written by a newer version of this app: what cannot be read is left out, and nothing may be written.
    pub is_newer: bool,
}

/// A document, and what of the late rows the database had not got and what it had.
pub struct Loaded<P> {
    pub document: Document<P>,
    /// Under keys of their own.
    pub missed: Vec<Row>,
    /// Rows that changed nothing.
    pub stale: Vec<Row>,
    /// Keys of the log.
    pub keys: Vec<String>,
}

impl Stored {
    /// Whether the text stands anywhere in it or in the late rows: most documents are not worth folding for one customer.
    pub fn mentions(&self, text: &str, late: &[Row]) -> bool {
        self.edits.iter().chain(late).map(|it| &it.1).chain(&self.snapshot).any(|it| it.contains(text))
    }
}

/// Folds everything the device holds of a document. `late` are rows the database may not have, of any document.
pub fn fold<P: Path>(stored: Stored, doc: &Doc, late: &[Row], template: &Template) -> Result<Loaded<P>, DamagedRow> {
    let mut registers = Registers::default();
    let [missed, stale] = fold_into(&mut registers, &stored, doc, late, template, row::reader::<P>())?;
    let keys = stored.edits.into_iter().map(|it| it.0).collect();
    Ok(Loaded { document: Document::new(registers), missed, stale, keys })
}

/// Gives the late rows that were missed, and the stale ones.
fn fold_into(
    registers: &mut Registers,
    stored: &Stored,
    doc: &Doc,
    late: &[Row],
    template: &Template,
    reader: row::Reader,
) -> Result<[Vec<Row>; 2], DamagedRow> {
    match stored.snapshot.as_ref().map(|it| row::to_registers(it, template, reader)) {
        Some(Err(_)) if stored.is_newer => {}
        Some(read) => *registers = read?,
        None => {}
    }
    for (_, row) in &stored.edits {
        match row::to_writing(row, template, reader) {
            Ok((path, written)) => _ = registers.put(path, written),
            Err(_) if stored.is_newer => {}
            Err(why) => return Err(why),
        }
    }
    let (prefix, mut missed, mut stale) = (prefix(doc), Vec::new(), Vec::new());
    for (key, row) in late.iter().filter(|it| it.0.starts_with(&prefix)) {
        // A torn line is no truth worth stopping for: the database has all that was confirmed.
        let Ok((path, written)) = row::to_writing(row, template, reader) else { continue };
        if registers.put(path, written) {
            missed.push((own_key(key, row), row.clone()));
        } else {
            stale.push((key.clone(), row.clone()));
        }
    }
    Ok([missed, stale])
}

/// Takes out of it what cannot be read, so that the rest can be folded: keys and texts, the snapshot's under the document's name.
pub fn set_aside<P: Path>(stored: &mut Stored, doc: &Doc, template: &Template) -> Vec<Row> {
    let is_damaged = |it: &String| row::to_document::<P>(it, template).is_err();
    let snapshot = stored.snapshot.take_if(|it| is_damaged(it)).map(|it| (doc.to_string(), it));
    let edits = std::mem::take(&mut stored.edits).into_iter();
    let (good, damaged): (Vec<Row>, Vec<Row>) = edits.partition(|it| row::to_edit::<P>(&it.1, template).is_ok());
    stored.edits = good;
    snapshot.into_iter().chain(damaged).collect()
}

/// Folds a log into the snapshot: what stands now goes in, and exactly these rows go. A row that another window adds meanwhile
/// stays, and so does one that is written over later, for that write comes after this one.
pub fn folded<P: Path>(doc: &Doc, document: &Document<P>, keys: Vec<String>, counter: u64) -> Vec<Write> {
    let snapshot = Write::Put(Shelf::Snapshots, doc.to_string(), row::of_document(document));
    // No two windows have one counter for one document, but for two they may.
    let raised = Write::Put(Shelf::Meta, SNAPSHOTS.to_owned(), format!("{doc} {counter}"));
    [snapshot, raised].into_iter().chain(keys.into_iter().map(|it| Write::Delete(Shelf::Edits, it))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_its_own_stands_for_one_text_and_is_given_once() {
        let doc: Doc = "sheet/A/2026-W48".parse().unwrap();
        let key = key(&doc, 7, "t1");
        let own = own_key(&key, "甲");
        assert!(own.starts_with(&prefix(&doc)) && own != key);
        assert_eq!(own_key(&own, "甲"), own);
        assert_ne!(own_key(&key, "乙"), own);
    }
}
