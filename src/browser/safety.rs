//! What the browser says about the storage it gives: promised or not, how much, in what kind of window. Each may be missing, and
//! then nobody knows. A page and its worker may ask alike, but for the promise, which only a page is given.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{outgoing, page};

/// Asks the browser not to clear what is stored here by itself. What it promised is asked whenever somebody wants to know.
pub async fn persist() {
    // Where there is nobody to ask the call throws.
    if let Some(Ok(promise)) = web_sys::window().map(|it| it.navigator().storage().persist()) {
        _ = JsFuture::from(promise).await;
    }
}

/// Whether it has promised that.
pub async fn is_persistent() -> Option<bool> {
    ask("persisted").await?.ok()?.as_bool()
}

/// Bytes used, and bytes allowed.
pub async fn room() -> Option<(u64, u64)> {
    let estimate = ask("estimate").await?.ok()?;
    let bytes = |name: &str| Some(member(&estimate, name)?.as_f64()? as u64);
    Some((bytes("usage")?, bytes("quota")?))
}

/// Whether a part of the storage is refused that private windows of Safari and Firefox do not have. Chromium's have it all.
pub async fn seems_private() -> Option<bool> {
    ask("getDirectory").await.map(|it| it.is_err())
}

/// How the browser names itself.
pub fn agent() -> String {
    navigator().and_then(|it| member(&it, "userAgent")?.as_string()).unwrap_or_default()
}

/// Whether windows can be kept apart by locks.
pub fn has_locks() -> bool {
    navigator().and_then(|it| member(&it, "locks")).is_some_and(|it| it.is_object())
}

/// Whether this page is an app of its own: installed, or opened from a home screen.
pub fn is_installed() -> bool {
    outgoing::is_home_screen_app() || page::media_matches("(display-mode: standalone), (display-mode: minimal-ui)")
}

/// `None` where there is nobody to ask.
async fn ask(what: &str) -> Option<Result<JsValue, JsValue>> {
    let storage = member(&navigator()?, "storage")?;
    let method: Function = member(&storage, what)?.dyn_into().ok()?;
    let asked = method.call0(&storage).ok()?;
    Some(JsFuture::from(Promise::resolve(&asked)).await)
}

fn navigator() -> Option<JsValue> {
    member(&js_sys::global(), "navigator")
}

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    // Nothing has no members, and asking throws.
    Reflect::get(object, &name.into()).ok()
}
