//! Texts out of what the database answers, and ranges of their keys. Part of `database`.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::database_error::{DatabaseError, Kind};
use super::idb;

/// Keys and their texts.
pub type Texts = Vec<(String, String)>;

pub(super) fn one(found: &JsValue, key: &str) -> Result<Option<String>, DatabaseError> {
    if found.is_undefined() { Ok(None) } else { text(found, key).map(Some) }
}

pub(super) fn pairs(keys: JsValue, texts: JsValue, prefix: &str) -> Result<Texts, DatabaseError> {
    let (keys, texts): (Array, Array) = (keys.unchecked_into(), texts.unchecked_into());
    if keys.length() != texts.length() {
        return Err(DatabaseError::new(Kind::Damaged, format!("{} keys, {} texts", keys.length(), texts.length())));
    }
    let pair = |(key, value): (JsValue, JsValue)| {
        let key = text(&key, prefix)?;
        text(&value, &key).map(|value| (key, value))
    };
    keys.iter().zip(texts.iter()).map(pair).collect()
}

pub(super) fn range(prefix: &str) -> Result<web_sys::IdbKeyRange, DatabaseError> {
    idb::under(prefix).map_err(|it| DatabaseError::in_use(&it))
}

pub(super) fn text(value: &JsValue, key: &str) -> Result<String, DatabaseError> {
    value.as_string().ok_or_else(|| DatabaseError::new(Kind::Damaged, format!("not a text under {key}")))
}
