//! The page as a whole: marks on `<html>`, title, address, focus, and what the device says about itself.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, FocusOptions, HtmlDialogElement, HtmlElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition, Window,
};

use super::listening::Listening;

const FOCUSABLE: &str = "input, select, textarea, button, a[href], [tabindex]";

/// Sets an attribute of `<html>`.
pub fn mark(name: &str, value: &str) {
    if let Some(root) = root() {
        // Only a name that is not one could fail, and the names are ours.
        _ = root.set_attribute(name, value);
    }
}

/// Takes an attribute of `<html>` away.
pub fn unmark(name: &str) {
    if let Some(root) = root() {
        _ = root.remove_attribute(name);
    }
}

/// Names the page in the window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Where the worker's code is, as index.html names it.
pub fn worker_address() -> Option<String> {
    told("data-worker")
}

/// The build's name, as index.html tells it.
pub fn build() -> String {
    told("data-build").unwrap_or_default()
}

/// What index.html tells the app, on the script that starts it.
fn told(name: &str) -> Option<String> {
    document()?.query_selector("script[data-worker]").ok()??.get_attribute(name)
}

/// Takes away what index.html shows until the app runs.
pub fn remove_boot() {
    if let Some(boot) = document().and_then(|it| it.get_element_by_id("boot")) {
        boot.remove();
    }
}

/// Says in the opening text what is waited for.
pub fn say_in_boot(text: &str) {
    if let Some(boot) = document().and_then(|it| it.get_element_by_id("boot")) {
        // A name that is one.
        _ = boot.set_attribute("role", "alert");
        boot.set_text_content(Some(text));
    }
}

/// Marks the fields of these paths with a remark each, as the controls' description and on the elements around them, where the
/// stylesheet shows it; marks made before go.
pub fn mark_fields(marks: &[(String, String)]) {
    const MARK: &str = "data-comment";
    for_each(&format!("[{MARK}]"), |it| _ = it.remove_attribute(MARK));
    for (path, remark) in marks {
        for_each(&field_selector(path), |it| {
            // Names that are names.
            _ = it.set_attribute("aria-description", remark);
            _ = it.parent_element().map(|it| it.set_attribute(MARK, remark));
        });
    }
}

pub(super) fn for_each(selector: &str, meet: impl Fn(Element)) {
    let Some(found) = document().and_then(|it| it.query_selector_all(selector).ok()) else { return };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).for_each(meet);
}

/// Opens the browser's print dialog. Where there is none, nothing happens, as for its own menu.
pub fn print() {
    _ = window().map(|it| it.print());
}

/// Opens the page anew, at the same address.
pub fn reload() {
    // A browser that does not, leaves the page as it is.
    _ = window().map(|it| it.location().reload());
}

/// Opens or closes a dialog.
pub fn set_dialog(element: &JsValue, is_open: bool) {
    let Some(dialog) = element.dyn_ref::<HtmlDialogElement>() else { return };
    if !is_open {
        dialog.close();
    } else if !dialog.open() {
        // Throws where the dialog is not in the page, and then there is nobody to ask.
        _ = dialog.show_modal();
    }
}

/// Puts the focus on the control of a field and brings it into view; tells whether it is on the page.
pub fn focus_field(path: &str) -> bool {
    let found = document().and_then(|it| it.query_selector(&field_selector(path)).ok().flatten());
    let Some(element) = found.and_then(|it| focusable(it).dyn_into::<HtmlElement>().ok()) else { return false };
    let options = FocusOptions::new();
    // The jump that comes with focus would spoil the scrolling below.
    options.set_prevent_scroll(true);
    let focused = element.focus_with_options(&options).is_ok();
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    let calm = media_matches("(prefers-reduced-motion: reduce)");
    options.set_behavior(if calm { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focused
}

/// Whether a media query holds now.
pub fn media_matches(query: &str) -> bool {
    window().and_then(|it| it.match_media(query).ok().flatten()).is_some_and(|it| it.matches())
}

/// What stands after `#` in the address, decoded; empty when nothing does.
pub fn hash() -> String {
    let raw = window().and_then(|it| it.location().hash().ok()).unwrap_or_default();
    let raw = raw.strip_prefix('#').unwrap_or(&raw);
    js_sys::decode_uri_component(raw).map(String::from).unwrap_or_else(|_| raw.to_owned())
}

/// Brings into view what the hash names, if that is there.
pub fn show_hash() {
    if let Some(it) = document().and_then(|it| it.get_element_by_id(&hash())) {
        it.scroll_into_view();
    }
}

/// The path of the address.
pub fn path() -> String {
    window().and_then(|it| it.location().pathname().ok()).unwrap_or_default()
}

/// What follows the question mark of the address.
pub fn query() -> String {
    window().and_then(|it| it.location().search().ok()).unwrap_or_default()
}

/// The path the app is hosted under, without the slash at its end: empty at the root of a host.
pub fn base_path() -> String {
    let base = document().and_then(|it| it.base_uri().ok().flatten()).unwrap_or_default();
    let path = web_sys::Url::new(&base).map(|it| it.pathname()).unwrap_or_default();
    path.rfind('/').map(|end| path[..end].to_owned()).unwrap_or_default()
}

/// The language the browser prefers, as in `zh-CN`; empty when it does not say.
pub fn browser_language() -> String {
    window().and_then(|it| it.navigator().language()).unwrap_or_default()
}

/// Whether the device believes it has a network; it may be one without an exit.
pub fn is_online() -> bool {
    window().is_none_or(|it| it.navigator().on_line())
}

/// Calls back with what `is_online` tells whenever it changes.
pub fn on_online(handler: impl Fn(bool) + 'static) -> Listening {
    let Some(window) = window() else { return Listening::default() };
    let online = Rc::new(handler);
    let offline = online.clone();
    Listening::to(&window, "online", move |_| online(true)).and(Listening::to(&window, "offline", move |_| offline(false)))
}

/// Matches the elements of a field; the path is quoted, whatever is in it.
pub(super) fn field_selector(path: &str) -> String {
    let mut selector = String::from("[data-field=\"");
    for letter in path.chars() {
        match letter {
            '"' | '\\' => selector.extend(['\\', letter]),
            control if control.is_control() => selector.push_str(&format!("\\{:x} ", u32::from(control))),
            other => selector.push(other),
        }
    }
    selector.push_str("\"]");
    selector
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// A wrapper that carries the field gives way to the first control in it.
fn focusable(element: Element) -> Element {
    if element.matches(FOCUSABLE).unwrap_or(false) {
        return element;
    }
    element.query_selector(FOCUSABLE).ok().flatten().unwrap_or(element)
}
