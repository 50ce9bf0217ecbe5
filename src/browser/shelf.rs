//! The shelves as the database knows them, and the values every transaction needs. Part of `database`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::idb::Steps;
use crate::shelf::Shelf;

/// Every shelf, in the order of `Shelf`; see `STEPS` for the version that brought it.
pub const SHELVES: [Shelf; 4] = [Shelf::Edits, Shelf::Snapshots, Shelf::Meta, Shelf::Copies];

/// The shelves by the version that brought them.
pub(super) const STEPS: Steps = &[&["edits", "snapshots", "meta"], &["copies"]];

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

pub(super) fn name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Edits => "edits",
        Shelf::Snapshots => "snapshots",
        Shelf::Meta => "meta",
        Shelf::Copies => "copies",
    }
}

pub(super) fn bit(shelf: Shelf) -> usize {
    1 << shelf as usize
}

impl Prepared {
    pub fn new() -> Prepared {
        let option = |durability: &str| {
            let options = Object::new();
            // A plain object of our own takes every property.
            _ = Reflect::set(&options, &"durability".into(), &durability.into());
            options.into()
        };
        let names = SHELVES.map(|it| JsValue::from_str(name(it)));
        let members = |set: usize| SHELVES.iter().filter(move |it| set & bit(**it) != 0);
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
