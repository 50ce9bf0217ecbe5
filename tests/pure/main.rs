//! The pure half from outside: laws, files, and the published format. `cargo test --test pure` on the host, in seconds.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bombs;
mod bundle;
mod chain;
mod clocks;
mod cuts;
mod devices;
mod disk;
mod doubts;
mod examples;
mod harmless;
mod hostile;
mod house;
mod joining;
mod laws;
mod made;
mod memory;
mod moving;
mod mutants;
mod mutator;
mod page;
mod paper;
mod plain;
mod published;
mod raw;
mod replying;
mod restoring;
mod roster;
mod roster_words;
mod rounds;
mod schema;
mod scripts;
mod search;
mod seeds;
mod staging;
mod store;
mod stored;
mod suggest;
mod tables;
mod taking_back;
mod window;
mod windows;
mod workbook;
mod wraps;
