//! Files that travel: reports, backups and what comes back (spec/bundle.md). Pure: bytes and documents in, bytes, plans and
//! refusals out. Knows no browser and no clock; nothing here stores anything.
//!
//! `read` takes a file apart, `stage` says what it would change, `write` makes one. The laws are in tests/pure.

pub mod format;
pub mod limits;
pub mod refusal;
pub mod sentences;

pub mod digest;
pub mod gzip;
pub mod jwe;
pub mod migrate;

mod belongs;
mod canonical;
mod computed;
mod envelope;
mod numbers;
mod part;
pub mod places;
mod print;
pub mod reply;
mod shape;
mod text;

pub mod raw;
pub mod read;
pub mod stage;
pub mod write;

pub mod schema;
