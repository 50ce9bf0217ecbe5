//! One editor a document: who holds it, and the fence that ends a former holder's writing. A lock of the browser says who may
//! hold, but a frozen window does not hear that its lock was taken; the fence is checked inside each of its writes.
//!
//! Each holding has a number. A holder's batches carry "unless the fence of my number is there"; whoever takes over puts it
//! there, in the transaction that raises the number. A batch of the former holder then fails whole, wherever it slept.

use crate::domain::edit::Doc;
use crate::shelf::{Shelf, Write};

/// Counters a new holder leaves out, for edits of the former one that are on their way: they come before his own.
pub const LEAP: u64 = 10_000;

/// Fences are kept by hundreds; those of the hundred before last go.
const KEPT: u64 = 100;

/// The row with the number of the last holding of a document.
pub fn epoch_key(doc: &Doc) -> String {
    format!("epoch/{doc}")
}

/// What an import writes of documents whose rows read so: it ends every holding, for what the holders have in memory is no longer
/// what the device holds.
pub fn end_all(docs: &[Doc], epochs: &[Option<String>]) -> Vec<Write> {
    let number = |it: &Option<String>| it.as_ref().and_then(|it| it.parse::<u64>().ok()).unwrap_or(0);
    docs.iter().zip(epochs).flat_map(|(doc, epoch)| begin(doc, number(epoch) + 1)).collect()
}

fn fence_key(doc: &Doc, number: u64) -> String {
    format!("fence/{doc}/{number:010}")
}

/// What begins the holding of this number, in the transaction that read the one before it.
pub fn begin(doc: &Doc, number: u64) -> Vec<Write> {
    let mut batch = vec![
        Write::Put(Shelf::Meta, epoch_key(doc), number.to_string()),
        Write::Put(Shelf::Meta, fence_key(doc, number.saturating_sub(1)), String::new()),
    ];
    if let Some(old) = (number / KEPT).checked_sub(2).filter(|_| number.is_multiple_of(KEPT)) {
        batch.push(Write::DeleteUnder(Shelf::Meta, format!("fence/{doc}/{old:08}")));
    }
    batch
}

/// What each batch of a holding carries.
pub fn still_mine(doc: &Doc, number: u64) -> Write {
    Write::Unless(Shelf::Meta, fence_key(doc, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_of_fences_is_cleared_a_hundred_later() {
        let doc: Doc = "sheet/A/2026-W48".parse().unwrap();
        assert_eq!(end_all(std::slice::from_ref(&doc), &[None]), begin(&doc, 1));
        assert_eq!(end_all(std::slice::from_ref(&doc), &[Some("7".to_owned())]), begin(&doc, 8));
        assert_eq!(begin(&doc, 199).len(), 2);
        let cleared = Write::DeleteUnder(Shelf::Meta, "fence/sheet/A/2026-W48/00000001".to_owned());
        assert_eq!(begin(&doc, 300)[2], cleared, "100 to 199");
        assert!(fence_key(&doc, 199).starts_with("fence/sheet/A/2026-W48/00000001"));
        assert!(begin(&doc, 8).contains(&Write::Put(Shelf::Meta, fence_key(&doc, 7), String::new())));
    }
}
