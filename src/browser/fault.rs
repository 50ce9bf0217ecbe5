//! What a browser threw, as plain facts: the name and message of a `DOMException` or any other thrown value.

use std::fmt;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The old number of `QuotaExceededError`, still the only mark some web views give.
const QUOTA_CODE: f64 = 22.0;

/// A thrown or rejected value, read once.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub name: String,
    pub message: String,
    code: Option<f64>,
}

impl Fault {
    /// Reads the facts; a value that carries none becomes its own text.
    pub fn of(thrown: &JsValue) -> Fault {
        let field = |name: &str| Reflect::get(thrown, &JsValue::from_str(name)).ok();
        let text = |name: &str| field(name).and_then(|it| it.as_string()).unwrap_or_default();
        let message = match thrown.as_string() {
            Some(text) => text,
            None => text("message"),
        };
        Fault { name: text("name"), message, code: field("code").and_then(|it| it.as_f64()) }
    }

    /// Whether there is no room left, under any of the names engines give it.
    pub fn is_quota(&self) -> bool {
        let said = self.message.to_ascii_lowercase();
        matches!(self.name.as_str(), "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED")
            || self.code == Some(QUOTA_CODE)
            || ["full disk", "disk full", "disk is full"].iter().any(|it| said.contains(it))
    }

    /// Whether the person closed a sheet or dialog of the browser.
    pub fn is_dismissal(&self) -> bool {
        self.name == "AbortError"
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name.as_str(), self.message.as_str()) {
            ("", "") => f.write_str("no reason given"),
            (name, "") => f.write_str(name),
            ("", message) => f.write_str(message),
            (name, message) => write!(f, "{name}: {message}"),
        }
    }
}
