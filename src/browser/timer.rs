//! A callback after a time, on a page or in a worker; dropping the timer calls it off.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::once::once;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &js_sys::Function, milliseconds: u32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}

/// A running timer.
#[must_use = "dropping a timer calls it off"]
pub(super) struct Timer {
    id: JsValue,
    _call: Closure<dyn FnMut()>,
}

/// Calls back after so many milliseconds unless the timer is dropped before.
pub(super) fn after(milliseconds: u32, call: impl FnOnce() + 'static) -> Timer {
    let call = Closure::once(call);
    Timer { id: set_timeout(call.as_ref().unchecked_ref(), milliseconds), _call: call }
}

/// Calls back after so many milliseconds, whatever becomes of the caller.
pub fn later(milliseconds: u32, call: impl FnOnce() + 'static) {
    set_timeout(Closure::once_into_js(call).unchecked_ref(), milliseconds);
}

/// Waits for some work; where it takes longer than so many milliseconds, that is told before it is over.
pub async fn or_late<T>(milliseconds: u32, late: impl FnOnce() + 'static, work: impl Future<Output = T>) -> T {
    let _timer = after(milliseconds, late);
    work.await
}

/// Waits for some work so many milliseconds and no longer; it goes on all the same.
pub async fn within<T: 'static>(milliseconds: u32, work: impl Future<Output = T> + 'static) -> Option<T> {
    let (answer, ended) = once();
    let late = answer.clone();
    let _timer = after(milliseconds, move || _ = late.give(None));
    spawn_local(async move { _ = answer.give(Some(work.await)) });
    ended.await
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}
