//! What the browser knows about text: composing it (Unicode NFC).

/// The text with its characters composed: `e` and a combining accent become `é`.
pub fn composed(text: String) -> String {
    // Asking the browser costs a crossing; most of what is typed is composed by nature.
    if text.is_ascii() { text } else { js_sys::JsString::from(text).normalize("NFC").into() }
}
