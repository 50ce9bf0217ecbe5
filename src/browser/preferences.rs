//! Small choices of this device in localStorage: language, last week, density. Losing one costs nothing but a choice.

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

const PREFIX: &str = "onesheet/";

/// The choice under the key; `None` when there is none, it cannot be read, or storage is blocked.
pub fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    if !available() {
        return None;
    }
    LocalStorage::get(prefixed(key)).ok()
}

/// Keeps the choice; tells whether it was kept.
pub fn set<T: Serialize>(key: &str, choice: &T) -> bool {
    available() && LocalStorage::set(prefixed(key), choice).is_ok()
}

/// Forgets the choice.
pub fn remove(key: &str) {
    if available() {
        LocalStorage::delete(prefixed(key));
    }
}

// gloo-storage ends the program where storage is blocked, so it is only asked where there is one.
fn available() -> bool {
    web_sys::window().is_some_and(|it| matches!(it.local_storage(), Ok(Some(_))))
}

fn prefixed(key: &str) -> String {
    [PREFIX, key].concat()
}
