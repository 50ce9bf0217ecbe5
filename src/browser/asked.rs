//! Questions of a part of the page that was drawn from data: which control asked, and what the named controls round it hold.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, InputEvent, KeyboardEvent};

use super::control::Control;
use super::files::{self, PickedFile};
use super::page;

const ASKS: &str = "data-ask";

/// A question.
#[derive(Clone, Default)]
pub struct Asked {
    pub ask: String,
    /// Where the answer is shown.
    pub into: String,
    /// The named controls with their values; a box that is not ticked is left out.
    pub form: Vec<(String, String)>,
    pub files: Vec<PickedFile>,
}

impl Asked {
    /// What is asked, and what about; the second is empty where there is nothing more to say.
    pub fn verb(&self) -> (&str, &str) {
        self.ask.split_once(' ').unwrap_or((&self.ask, ""))
    }

    /// The values of the controls of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.form.iter().filter(move |it| it.0 == name).map(|it| it.1.as_str())
    }

    /// The value of a control; empty where there is none.
    pub fn held(&self, name: &str) -> &str {
        self.form.iter().find(|it| it.0 == name).map_or("", |it| &it.1)
    }
}

/// The events that may ask.
pub const EVENTS: [&str; 6] = ["click", "change", "submit", "input", "compositionend", "keydown"];
/// What asks with each key. What an input method composes is asked for once it stands.
const TYPED: &str = ":is(textarea, input:is([type=search], [type=text]))";

/// What was asked for by an event heard on the element round the part, if anything was.
pub fn asked(event: &Event) -> Option<Asked> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let root: Element = event.current_target()?.dyn_into().ok()?;
    let asker = match event.type_().as_str() {
        "click" => target.closest(&format!(":is(button, summary, a)[{ASKS}]")).ok()??,
        "submit" => {
            event.prevent_default();
            target.closest(&format!("form[{ASKS}]")).ok()??
        }
        "keydown" => shortcut(event.dyn_ref()?, &target, &root)?,
        kind => {
            let is_typed = target.matches(TYPED).ok()?;
            let composes = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
            let asks = is_typed != (kind == "change") && !composes;
            (asks && target.matches(&format!("[{ASKS}]")).ok()?).then_some(target)?
        }
    };
    let told = |name| asker.get_attribute(name).unwrap_or_default();
    Some(Asked { ask: told(ASKS), into: told("data-into"), form: form(&root), files: files::picked(event) })
}

/// What a key asks for outside all boxes: the control that names it, if it can be pressed.
fn shortcut(event: &KeyboardEvent, target: &Element, root: &Element) -> Option<Element> {
    let key = event.key();
    let is_plain =
        key.bytes().all(|it| it.is_ascii_alphanumeric()) && !(event.ctrl_key() || event.alt_key() || event.meta_key());
    if !is_plain || target.matches("input, textarea, select").ok()? {
        return None;
    }
    root.query_selector(&format!("[aria-keyshortcuts={key}]:enabled")).ok()?
}

fn form(root: &Element) -> Vec<(String, String)> {
    let Ok(all) = root.query_selector_all("[name]") else { return Vec::new() };
    let held = |at| {
        let element: Element = all.item(at)?.dyn_into().ok()?;
        let control = Control::of(&element)?;
        let is_in = control.flag() || !element.matches("[type=checkbox], [type=radio]").ok()?;
        is_in.then(|| Some((element.get_attribute("name")?, control.value())))?
    };
    (0..all.length()).filter_map(held).collect()
}

/// The name of the control that has the focus; empty if it has none.
pub fn focused_name() -> String {
    page::document().and_then(|it| it.active_element()?.get_attribute("name")).unwrap_or_default()
}

/// Gives a control the focus by its name, if nobody has it.
pub fn keep_focus(name: &str) {
    if focused_name().is_empty() {
        focus(&format!("[name=\"{name}\"]"));
    }
}

/// Leads to the first element that a selector finds.
pub fn focus(selector: &str) {
    let found = page::document().and_then(|it| it.query_selector(selector).ok().flatten());
    if let Some(it) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        _ = it.focus();
    }
}

/// Marks an element of the page that is told from others by one attribute.
pub fn mark(attribute: &str, value: &str, mark: &str) {
    // A name that is one.
    page::for_each(&format!("[{attribute}=\"{value}\"]"), |it| _ = it.set_attribute(mark, ""));
}
