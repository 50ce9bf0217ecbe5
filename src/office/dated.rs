//! What a sender says again and again: of all his words the last one counts, whatever order they come in.

use std::collections::btree_map::Entry as Slot;

use super::taken::Digest;

/// Of something a sender says again and again, the last word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated<T> {
    at: Dating,
    pub it: T,
}

/// Which of two words is later: by the sender's clock, then by the file's digest. A clock that cannot be right goes before all that can,
/// or a year that was set wrong once would have the last word for as long.
pub(super) type Dating = (bool, i64, Digest);

/// Takes over what is said later. Says whether that is something else.
pub(super) fn later<K: Ord, T: PartialEq>(slot: Slot<'_, K, Dated<T>>, at: Dating, it: T) -> bool {
    match slot {
        Slot::Vacant(slot) => {
            slot.insert(Dated { at, it });
            true
        }
        Slot::Occupied(mut slot) if slot.get().at < at => slot.insert(Dated { at, it }).it != slot.get().it,
        Slot::Occupied(_) => false,
    }
}
