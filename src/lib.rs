//! OneSheet 一张纸: a sales manager's whole week on one page, kept on the device.
//!
//! The modules in reading order. The pure half compiles everywhere and is tested natively; the browser half exists for
//! wasm alone. Who may know whom: ARCHITECTURE.md, held by tests/pure/house.rs.

pub mod address;
pub mod bundle;
pub mod domain;
pub mod keeping;
pub mod leaf;
pub mod memory;
pub mod office;
pub mod paper;
pub mod post;
pub mod roster_file;
pub mod shelf;
pub mod tables;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod desk;
#[cfg(target_arch = "wasm32")]
pub mod device;
#[cfg(target_arch = "wasm32")]
pub mod ui;
