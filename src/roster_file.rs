//! Customer rosters out of Excel and CSV files: what such a file holds, which of it is taken, and what it would change. Pure:
//! bytes and the roster held in, edits and facts out; knows `domain` alone. Nothing here stores anything, and only the worker
//! may reach it (tests/pure/house.rs): the page would carry its weight.
//!
//! In this order: `read` makes a table of the bytes, `columns` says which column is which field (a person may correct it),
//! `records` takes the customers out of the rows, `compare` holds them against the roster. What is refused or odd on the way is
//! in `fault`, and `sentences` says it. Laws and workbooks are in tests/pure/roster.rs.

pub mod fault;
pub mod fields;
pub mod sensitive;

pub mod cells;
pub mod csv;
pub mod read;
pub mod xlsx;

pub mod columns;
pub mod compare;
pub mod records;
mod values;

pub mod sentences;
