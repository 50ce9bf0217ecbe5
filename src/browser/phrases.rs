//! A list that stands below the box somebody types in. It waits until he pauses, never opens while an input method composes, takes no
//! key but the arrow down at the end of a text and Escape, and goes when he goes on. What is in the list is not its affair.
//! Tests: tests/journeys/phrases.mjs.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, InputEvent, KeyboardEvent};

use super::control::Control;
use super::listening::Listening;
use super::page;
use super::timer::{Timer, after, later};

/// How the fields end for which anything may be offered.
const FIELDS: [&str; 3] = ["/method", "/measure", "/point"];
/// Milliseconds without a key that are a pause.
const PAUSE: u32 = 350;

/// Where somebody types.
pub struct Typing {
    field: String,
    control: Control,
}

impl Typing {
    /// The caret, the field and what stands in it, with a space between.
    pub fn told(&self) -> String {
        [&self.control.caret().unwrap_or(u32::MAX).to_string(), " ", &self.field, " ", &self.control.value()].concat()
    }

    /// Puts the list below the box, unless the focus has gone elsewhere.
    pub fn show(&self, list: &Element) {
        let control = &self.control;
        let is_here = control.is_focused() && !control.is_composing();
        if is_here && control.element().parent_element().is_some_and(|it| it.append_child(list).is_ok()) {
            _ = list.remove_attribute("hidden");
        }
    }
}

/// Tells of each pause; the list's own keys are heard here too.
pub fn listen(list: &Element, paused: impl Fn(Typing) + 'static) -> Listening {
    let Some(document) = page::document() else { return Listening::default() };
    let (paused, waiting) = (Rc::new(paused), Rc::new(RefCell::new(None::<Timer>)));
    let typed = {
        let list = list.clone();
        move |event: Event| {
            hide(&list);
            let composes = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
            let typing = if composes { None } else { typing(&event) };
            let paused = paused.clone();
            *waiting.borrow_mut() = typing.map(|it| after(PAUSE, move || paused(it)));
        }
    };
    let typed = Rc::new(typed);
    let all = ["input", "compositionstart", "compositionend", "focusin"].map(|name| {
        let (typed, list) = (typed.clone(), list.clone());
        // Whoever steps into the list stays with it.
        Listening::to_each(&document, name, move |event| {
            if !within(&list, &event) {
                typed(event)
            }
        })
    });
    let keys = list.clone();
    let held = Listening::to_each(list, "mousedown", |event| event.prevent_default());
    let keyed = Listening::to_each(&document, "keydown", move |event| key(&keys, &event));
    all.into_iter().fold(held.and(keyed), Listening::and)
}

fn hide(list: &Element) {
    if !list.has_attribute("hidden") {
        // A name that is one.
        _ = list.set_attribute("hidden", "");
    }
}

fn typing(event: &Event) -> Option<Typing> {
    if event.type_().starts_with("focus") || event.type_() == "compositionstart" {
        return None;
    }
    let element: Element = event.target()?.dyn_into().ok()?;
    let field = element.get_attribute("data-field")?;
    let control = Control::of(&element)?;
    let is_problem = field.ends_with("/text") && field.contains("problems/");
    let is_wanted = is_problem || FIELDS.iter().any(|it| field.ends_with(it));
    is_wanted.then_some(Typing { field, control })
}

fn within(list: &Element, event: &Event) -> bool {
    event.target().is_some_and(|it| list.contains(it.dyn_ref()))
}

fn key(list: &Element, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|it| !it.is_composing()) else { return };
    if list.has_attribute("hidden") || key.ctrl_key() || key.alt_key() || key.meta_key() || key.shift_key() {
        return;
    }
    let is_inside = within(list, event);
    let step = match key.key().as_str() {
        "ArrowDown" if is_inside || at_end(event) => 1,
        "ArrowUp" if is_inside => -1,
        "Escape" => 0,
        _ => return,
    };
    event.prevent_default();
    match step {
        0 => leave(list),
        step => walk(list, step),
    }
}

fn at_end(event: &Event) -> bool {
    let control = event.target().and_then(|it| Control::of(&it));
    control.is_some_and(|it| it.caret().is_some_and(|at| at as usize >= it.value().encode_utf16().count()))
}

/// Goes on in the list; before its first is the box.
fn walk(list: &Element, step: i32) {
    let Ok(buttons) = list.query_selector_all("button") else { return };
    let now = page::document().and_then(|it| it.active_element());
    let at = (0..buttons.length()).find(|at| buttons.item(*at).is_some_and(|it| now.as_ref().is_some_and(|now| it == **now)));
    let to = at.map_or(0, |it| i64::from(it) + i64::from(step));
    match u32::try_from(to) {
        Ok(to) => focus(buttons.item(to)),
        Err(_) => box_of(list),
    }
}

fn leave(list: &Element) {
    box_of(list);
    hide(list);
}

fn box_of(list: &Element) {
    let found = list.parent_element().and_then(|it| it.query_selector("[data-field]").ok().flatten());
    focus(found.map(Into::into));
}

fn focus(node: Option<web_sys::Node>) {
    if let Some(it) = node.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // What cannot have it leaves it where it is.
        _ = it.focus();
    }
}

/// Gives the box back its focus once a phrase was taken from the list.
pub fn taken(list: &Element) {
    let list = list.clone();
    later(0, move || leave(&list));
}
