//! The edge to the browser: the only half that names `web_sys`, `js_sys` or `wasm_bindgen`. It decides nothing.
//!
//! It knows texts, keys and bytes; not the method, not Leptos, not `app` or `ui`. Nothing in here panics on what a browser
//! can refuse, and each edge has one error type made of facts. Tests: tests/web.rs.

pub mod asked;
pub mod canvas;
pub mod channel;
pub mod clerk;
pub mod clock;
pub mod crypto;
pub mod database;
pub mod desk;
pub mod drag;
pub mod fetch;
pub mod files;
pub mod journal;
pub mod lifecycle;
pub mod listening;
pub mod locks;
pub mod on_disk;
pub mod page;
pub mod phrases;
pub mod preferences;
pub mod random;
pub mod safety;
pub mod text;
pub mod typing;
pub mod vault;

mod control;
mod database_error;
mod database_texts;
mod fault;
mod idb;
mod once;
mod outgoing;
mod shelf;
mod timer;
