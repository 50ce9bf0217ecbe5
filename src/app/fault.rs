//! What a fault of the database means to a person, and which was the last one.

use crate::browser::database::{DatabaseError, Kind};
use crate::browser::{clock, preferences};
use crate::words::storage::StorageFault;

/// When saving failed last, and the kind of the fault. It outlives a database that does not.
const LAST: &str = "fault";

/// Notes that saving fails.
pub(super) fn note(why: &DatabaseError) {
    preferences::set(LAST, &format!("{} {:?}", clock::now(), why.kind));
}

/// What was noted last.
pub(super) fn last() -> Option<String> {
    preferences::get(LAST)
}

/// What a fault of the database means to a person.
pub fn fault(error: &DatabaseError) -> StorageFault {
    match error.kind {
        Kind::Quota => StorageFault::Full,
        Kind::Blocked => StorageFault::Blocked,
        Kind::TimedOut => StorageFault::Slow,
        Kind::Closed => StorageFault::Lost,
        Kind::NewerVersion | Kind::Superseded => StorageFault::NewerVersion,
        Kind::Damaged => StorageFault::Damaged,
        Kind::Unavailable => StorageFault::Unavailable,
        Kind::Other => StorageFault::Other,
    }
}
