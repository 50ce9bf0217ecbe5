//! The shelves of the database, what is written to them, and the values every transaction needs. Part of `database`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::idb::Steps;

/// A shelf of texts under keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shelf {
    Edits,
    Snapshots,
    Meta,
}

/// One change within a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    Put(Shelf, String, String),
    Delete(Shelf, String),
    /// Every key that begins with the text.
    DeleteUnder(Shelf, String),
}

/// How deep a write must have gone before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Handed to the operating system: outlives the browser, not a pulled battery. For every keystroke.
    Relaxed,
    /// Flushed to the disk. For moments worth waiting for.
    Strict,
}

/// Every shelf, in the order of `Shelf`; see `STEPS` for the version that brought it.
pub const SHELVES: [Shelf; 3] = [Shelf::Edits, Shelf::Snapshots, Shelf::Meta];

/// The shelves by the version that brought them.
pub(super) const STEPS: Steps = &[&["edits", "snapshots", "meta"]];

/// Values every transaction needs, made once.
pub(super) struct Prepared {
    pub readwrite: JsValue,
    pub readonly: JsValue,
    pub relaxed: JsValue,
    pub strict: JsValue,
    pub names: [JsValue; SHELVES.len()],
    /// The list of names for every set of shelves, by bits.
    pub sets: Vec<Array>,
}

impl Shelf {
    pub(super) fn name(self) -> &'static str {
        match self {
            Shelf::Edits => "edits",
            Shelf::Snapshots => "snapshots",
            Shelf::Meta => "meta",
        }
    }

    pub(super) fn bit(self) -> usize {
        1 << self as usize
    }
}

impl Write {
    pub(super) fn shelf(&self) -> Shelf {
        match self {
            Write::Put(shelf, ..) | Write::Delete(shelf, _) | Write::DeleteUnder(shelf, _) => *shelf,
        }
    }
}

impl Prepared {
    pub fn new() -> Prepared {
        let option = |durability: &str| {
            let options = Object::new();
            // A plain object of our own takes every property.
            _ = Reflect::set(&options, &"durability".into(), &durability.into());
            options.into()
        };
        let names = SHELVES.map(|it| JsValue::from_str(it.name()));
        let members = |set: usize| SHELVES.iter().filter(move |it| set & it.bit() != 0);
        let sets = (0..1 << SHELVES.len()).map(|set| members(set).map(|it| &names[*it as usize]).collect()).collect();
        Prepared {
            readwrite: "readwrite".into(),
            readonly: "readonly".into(),
            relaxed: option("relaxed"),
            strict: option("strict"),
            names,
            sets,
        }
    }
}
