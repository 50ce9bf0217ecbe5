//! The browser half in a real browser: what only a browser can show.
//!
//! `cargo test --target wasm32-unknown-unknown --test web` with wasm-bindgen-test-runner and CHROMEDRIVER.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod web {
    mod connection;
    mod crypto;
    mod database;
    mod device;
    mod migrations;
    mod page;
    mod typing;
    mod vault;

    /// Runs a script in the page and gives back what it returns.
    pub fn script(source: &str) -> wasm_bindgen::JsValue {
        js_sys::Function::new_no_args(source).call0(&wasm_bindgen::JsValue::NULL).expect("the script runs")
    }

    /// Waits for so many milliseconds.
    pub async fn pause(milliseconds: u32) {
        let source = format!("return new Promise(done => setTimeout(done, {milliseconds}))");
        wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(script(&source))).await.expect("a timer");
    }
}
