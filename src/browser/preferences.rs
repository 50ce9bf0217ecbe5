//! Small choices of this device in localStorage: language, last week, example. Losing one costs nothing but a choice.

use gloo_storage::{LocalStorage, Storage};

const PREFIX: &str = "onesheet/";

/// The choice under the key; `None` when there is none, or storage is blocked.
pub fn get(key: &str) -> Option<String> {
    // Texts as they are: reading JSON values of any type would be a tenth of the page.
    if available() { LocalStorage::raw().get_item(&prefixed(key)).ok().flatten() } else { None }
}

/// Keeps the choice; tells whether it was kept.
pub fn set(key: &str, choice: &str) -> bool {
    available() && LocalStorage::raw().set_item(&prefixed(key), choice).is_ok()
}

/// Forgets the choice.
pub fn remove(key: &str) {
    if available() {
        LocalStorage::delete(prefixed(key));
    }
}

/// How many choices have a key that begins with the text.
pub fn count(under: &str) -> usize {
    keys(under).len()
}

/// Forgets all choices whose key begins with the text.
pub fn remove_all(under: &str) {
    keys(under).into_iter().for_each(LocalStorage::delete);
}

fn keys(under: &str) -> Vec<String> {
    if !available() {
        return Vec::new();
    }
    let (storage, prefix) = (LocalStorage::raw(), prefixed(under));
    let key = |at| storage.key(at).ok().flatten();
    (0..storage.length().unwrap_or(0)).filter_map(key).filter(|it| it.starts_with(&prefix)).collect()
}

// gloo-storage ends the program where storage is blocked, so it is only asked where there is one.
fn available() -> bool {
    web_sys::window().is_some_and(|it| matches!(it.local_storage(), Ok(Some(_))))
}

fn prefixed(key: &str) -> String {
    [PREFIX, key].concat()
}
