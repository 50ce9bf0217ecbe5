//! Messages between the windows of one browser: lists of texts. Where the browser has no such channel nobody is heard.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    type BroadcastChannel;
    #[wasm_bindgen(constructor, catch)]
    fn new(name: &str) -> Result<BroadcastChannel, JsValue>;
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post_message(this: &BroadcastChannel, message: &Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &BroadcastChannel, call: &Function);
}

/// The channel, for as long as the page lives.
#[derive(Default)]
pub struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the channel of a name; `heard` is told what other windows say.
    pub fn open(name: &str, heard: impl Fn(Vec<String>) + 'static) -> Channel {
        let is_there = Reflect::has(&js_sys::global(), &"BroadcastChannel".into()).unwrap_or(false);
        let channel = is_there.then(|| BroadcastChannel::new(name).ok()).flatten();
        if let Some(channel) = &channel {
            let call: Closure<dyn Fn(JsValue)> = Closure::new(move |event: JsValue| {
                let data = Reflect::get(&event, &"data".into()).unwrap_or_default();
                if Array::is_array(&data) {
                    heard(data.unchecked_into::<Array>().iter().filter_map(|it| it.as_string()).collect());
                }
            });
            channel.set_onmessage(call.into_js_value().unchecked_ref());
        }
        Channel(channel)
    }

    /// Says something to all other windows.
    pub fn say(&self, message: &[&str]) {
        if let Some(channel) = &self.0 {
            let list: Array = message.iter().map(|it| JsValue::from_str(it)).collect();
            // Texts can always be copied.
            _ = channel.post_message(&list);
        }
    }
}
