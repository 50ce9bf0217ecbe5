//! What people type, tick and choose, from one set of listeners on the document.
//!
//! A control belongs to the field of the nearest `data-field` around it. While an input method composes, nothing is
//! reported; its end reports the text once, whether the engine sends the last `input` before `compositionend` (Chrome) or after
//! it. Tests: tests/web/typing.rs.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, InputEvent, KeyboardEvent};

pub use super::control::{Control, find_controls};
use super::control::{keyboard, note};
use super::listening::Listening;
use super::page;

/// Something happened to a field.
#[derive(Clone, PartialEq)]
pub struct Typed {
    /// The value of `data-field`.
    pub field: String,
    /// The value of `data-part`, for a field of several controls.
    pub part: Option<String>,
    pub what: What,
    /// The control it happened in.
    pub control: Control,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The text is now this.
    Text(String),
    /// The box is now ticked or not.
    Flag(bool),
    /// This option or radio button is now chosen.
    Chosen(String),
    /// The focus went elsewhere.
    Left,
}

/// Undo and redo asked for outside a text field; inside one the browser's own undo answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Back,
    Forth,
}

/// What the listeners tell.
#[derive(Clone, PartialEq)]
pub enum Heard {
    Typed(Typed),
    Step(Step),
}

const EVENTS: [&str; 6] = ["input", "change", "compositionstart", "compositionend", "focusout", "keydown"];

/// How long after `compositionend` an `input` of the same text still belongs to it, in milliseconds.
const TRAIL: f64 = 100.0;

/// Listens on the whole document. What happens while the handler runs (it may move the focus) is told after it returns.
pub fn listen(handler: impl FnMut(Heard) + 'static) -> Listening {
    let Some(document) = page::document() else { return Listening::default() };
    let ear = Rc::new(Ear {
        waiting: RefCell::new(VecDeque::new()),
        ended: RefCell::new(None),
        handler: RefCell::new(Box::new(handler)),
    });
    EVENTS.into_iter().fold(Listening::default(), |listening, name| {
        let ear = ear.clone();
        listening.and(Listening::to_each(&document, name, move |event| ear.hear(name, &event)))
    })
}

struct Ear {
    waiting: RefCell<VecDeque<Heard>>,
    /// The text a composition ended with, and when.
    ended: RefCell<Option<(Element, String, f64)>>,
    handler: RefCell<Box<dyn FnMut(Heard)>>,
}

/// A control and the field it belongs to.
struct Place {
    field: String,
    part: Option<String>,
    control: Control,
}

impl Ear {
    fn hear(&self, name: &str, event: &Event) {
        if name == "keydown" {
            return self.key(event);
        }
        let Some(place) = Place::of(event) else { return };
        match name {
            "compositionstart" => compose(&place.control, Some(place.control.value())),
            "compositionend" => self.composed(&place, event.time_stamp()),
            "input" => self.input(&place, event),
            "change" => self.change(&place),
            _ => self.left(&place),
        }
    }

    fn input(&self, place: &Place, event: &Event) {
        // Ticks and choices are told by `change`, which every engine sends for them.
        if !place.control.takes_text() || place.control.is_composing() {
            return;
        }
        // A composition whose start was not seen, in a control drawn anew under the keyboard.
        if event.dyn_ref::<InputEvent>().is_some_and(|it| it.is_composing()) {
            return compose(&place.control, None);
        }
        let text = place.control.value();
        let belongs = self.ended.take().is_some_and(|(element, ended, at)| {
            element == *place.control.element() && ended == text && event.time_stamp() - at < TRAIL
        });
        if !belongs {
            self.text(place, text);
        }
    }

    fn composed(&self, place: &Place, at: f64) {
        let before = keyboard(|it| it.composing.take()).and_then(|(_, before)| before);
        let text = place.control.value();
        self.ended.replace(Some((place.control.element().clone(), text.clone(), at)));
        // A composition called off leaves the text as it was.
        if before.as_ref() != Some(&text) {
            self.text(place, text);
        }
    }

    fn change(&self, place: &Place) {
        let control = &place.control;
        if control.takes_text() {
            return self.settle(place);
        }
        let what = if control.is_tick() { What::Flag(control.flag()) } else { What::Chosen(control.value()) };
        self.tell(place.typed(what));
    }

    /// Tells a text nobody was told of: filled in by the browser, or composed without an end.
    fn settle(&self, place: &Place) {
        let text = place.control.value();
        let element = place.control.element();
        let known = keyboard(|it| {
            it.composing.take_if(|(composing, _)| composing == element);
            it.reported.as_ref().is_some_and(|(reported, known)| reported == element && *known == text)
        });
        if !known {
            self.text(place, text);
        }
    }

    fn left(&self, place: &Place) {
        if place.control.is_composing() {
            self.settle(place);
        }
        self.tell(place.typed(What::Left));
    }

    fn text(&self, place: &Place, text: String) {
        note(place.control.element(), &text);
        self.tell(place.typed(What::Text(text)));
    }

    fn key(&self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if !(key.ctrl_key() || key.meta_key()) || key.alt_key() || in_text(event) {
            return;
        }
        let step = match (key.key().to_ascii_lowercase().as_str(), key.shift_key()) {
            ("z", false) => Step::Back,
            ("z", true) | ("y", false) => Step::Forth,
            _ => return,
        };
        event.prevent_default();
        self.tell(Heard::Step(step));
    }

    fn tell(&self, heard: Heard) {
        self.waiting.borrow_mut().push_back(heard);
        // Taken while the handler runs: then the loop below, further up the stack, tells this one too.
        let Ok(mut handler) = self.handler.try_borrow_mut() else { return };
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(next) = next else { return };
            handler(next);
        }
    }
}

impl Place {
    fn of(event: &Event) -> Option<Place> {
        let target = event.target()?;
        let control = Control::of(&target)?;
        let element = control.element();
        let field = match element.get_attribute("data-field") {
            Some(field) => field,
            None => element.closest("[data-field]").ok().flatten()?.get_attribute("data-field")?,
        };
        let part = element.get_attribute("data-part");
        Some(Place { field, part, control })
    }

    fn typed(&self, what: What) -> Heard {
        Heard::Typed(Typed { field: self.field.clone(), part: self.part.clone(), what, control: self.control.clone() })
    }
}

fn compose(control: &Control, before: Option<String>) {
    keyboard(|it| it.composing = Some((control.element().clone(), before)));
}

fn in_text(event: &Event) -> bool {
    let Some(target) = event.target() else { return false };
    Control::of(&target).is_some_and(|it| it.takes_text())
        || target.dyn_ref::<HtmlElement>().is_some_and(|it| it.is_content_editable())
}
