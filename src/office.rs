//! Head office: what thousands of sheets come to. Pure: files in, facts, walls and answers out. Knows no browser and no clock;
//! who keeps the files, and how an answer is shown, is not here.
//!
//! A file becomes what is kept of it (`taken`), and that is put into the collection (`books`), in any order. What is asked of the
//! collection is a function over its facts.

pub mod alike;
pub mod answer;
pub mod archive;
pub mod books;
pub mod briefing;
pub mod builder;
pub mod bytes;
pub mod classes;
pub mod columns;
mod dated;
pub mod decisions;
pub mod deleting;
pub mod facts;
pub mod moment;
pub mod names;
pub mod notes;
pub mod order;
pub mod own;
pub mod pack;
pub mod pasting;
pub mod questions;
pub mod reading;
pub mod replies;
pub mod rosters;
pub mod saved;
pub mod scope;
pub mod sending;
pub mod staff;
pub mod taken;
pub mod wall;
pub mod warehouse;
