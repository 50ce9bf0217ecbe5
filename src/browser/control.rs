//! A control of the page, as those who must answer a typed text see it. Part of `typing`.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::page;

/// An input, select or textarea. Clones are the same control.
#[derive(Clone)]
pub struct Control(Shape);

#[derive(Clone)]
enum Shape {
    Line(HtmlInputElement),
    Area(HtmlTextAreaElement),
    Choice(HtmlSelectElement),
    Tick(HtmlInputElement),
    Radio(HtmlInputElement),
}

thread_local! {
    // A page has one keyboard, hence one state of it.
    static KEYBOARD: RefCell<Keyboard> = const { RefCell::new(Keyboard { composing: None, reported: None }) };
}

/// What is being composed, and what was reported last.
pub(super) struct Keyboard {
    /// The control an input method writes into, with its text before, if that was seen.
    pub composing: Option<(Element, Option<String>)>,
    /// The control that changed last and the text everyone knows it to have.
    pub reported: Option<(Element, String)>,
}

/// All controls of a field, in the order of the page. A radio group and a field of several parts have more than one.
pub fn find_controls(field: &str) -> Vec<Control> {
    const WITHIN: [&str; 3] = [" input", " select", " textarea"];
    let own = page::field_selector(field);
    let within = WITHIN.map(|it| format!("{own}{it}:not([data-field])")).join(",");
    let found = page::document().and_then(|it| it.query_selector_all(&format!("{own},{within}")).ok());
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|index| Control::of(found.get(index)?.unchecked_ref())).collect()
}

impl Control {
    /// The text in it; for a radio button the value it stands for.
    pub fn value(&self) -> String {
        match &self.0 {
            Shape::Line(it) | Shape::Tick(it) | Shape::Radio(it) => it.value(),
            Shape::Area(it) => it.value(),
            Shape::Choice(it) => it.value(),
        }
    }

    /// Shows a text, or chooses the option or radio button of that value. Left alone if it shows it already or if an input
    /// method is at work in it; the caret stays where it was, or at the end if it was there.
    pub fn set_value(&self, text: &str) {
        if let Shape::Radio(it) = &self.0 {
            return it.set_checked(it.value() == text);
        }
        let before = self.value();
        if before == text || self.is_composing() {
            return;
        }
        let caret = self.caret().filter(|_| self.is_focused());
        match &self.0 {
            Shape::Line(it) => it.set_value(text),
            Shape::Area(it) => it.set_value(text),
            Shape::Choice(it) => it.set_value(text),
            Shape::Tick(_) | Shape::Radio(_) => return,
        }
        note(self.element(), text);
        if let Some(caret) = caret {
            let end = utf16_length(text);
            self.set_caret(if caret >= utf16_length(&before) { end } else { caret.min(end) });
        }
    }

    /// Whether a box is ticked or a radio button chosen; `false` for every other control.
    pub fn flag(&self) -> bool {
        matches!(&self.0, Shape::Tick(it) | Shape::Radio(it) if it.checked())
    }

    /// Ticks a box or takes its tick away; other controls stay as they are.
    pub fn set_flag(&self, flag: bool) {
        if let Shape::Tick(it) = &self.0 {
            it.set_checked(flag);
        }
    }

    /// Where the caret stands, counted in UTF-16 units; `None` for a control that has none.
    pub fn caret(&self) -> Option<u32> {
        match &self.0 {
            // Throws or is null for kinds of input without a caret, such as dates.
            Shape::Line(it) => it.selection_start().ok().flatten(),
            Shape::Area(it) => it.selection_start().ok().flatten(),
            Shape::Choice(_) | Shape::Tick(_) | Shape::Radio(_) => None,
        }
    }

    /// Puts the caret there, if the control has one.
    pub fn set_caret(&self, at: u32) {
        _ = match &self.0 {
            // Throws for kinds of input without a caret, which then have nothing to lose.
            Shape::Line(it) => it.set_selection_range(at, at),
            Shape::Area(it) => it.set_selection_range(at, at),
            Shape::Choice(_) | Shape::Tick(_) | Shape::Radio(_) => Ok(()),
        };
    }

    /// Marks all of the text, as the Tab key does: what is typed next takes its place.
    pub fn select(&self) {
        if let Shape::Line(it) = &self.0 {
            it.select();
        }
    }

    /// Marks the text as refused, with the reason as the control's description and on the element around it, where the
    /// stylesheet shows it; `None` takes all of it away.
    pub fn set_invalid(&self, reason: Option<&str>) {
        let element = self.element();
        let around = element.parent_element();
        // All are names; there is nothing to refuse.
        _ = match reason {
            Some(reason) => {
                _ = around.map(|it| it.set_attribute("data-refusal", reason));
                element.set_attribute("aria-invalid", "true").and(element.set_attribute("aria-description", reason))
            }
            None if !self.is_invalid() => Ok(()),
            None => {
                _ = around.map(|it| it.remove_attribute("data-refusal"));
                element.remove_attribute("aria-invalid").and(element.remove_attribute("aria-description"))
            }
        };
    }

    /// Whether its text was refused and is still there.
    pub fn is_invalid(&self) -> bool {
        self.element().has_attribute("aria-invalid")
    }

    /// Whether the keyboard writes here.
    pub fn is_focused(&self) -> bool {
        page::document().and_then(|it| it.active_element()).is_some_and(|it| it == *self.element())
    }

    /// Whether an input method is at work here, so that what is shown is not yet meant.
    pub fn is_composing(&self) -> bool {
        let element = self.element();
        keyboard(|it| it.composing.as_ref().is_some_and(|(composing, _)| composing == element))
    }

    /// The control an element is, if it is one.
    pub fn of(element: &JsValue) -> Option<Control> {
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            let shape = match input.type_().as_str() {
                "checkbox" => Shape::Tick,
                "radio" => Shape::Radio,
                "file" | "button" | "submit" | "reset" | "image" | "hidden" => return None,
                _ => Shape::Line,
            };
            return Some(Control(shape(input.clone())));
        }
        if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            return Some(Control(Shape::Area(area.clone())));
        }
        element.dyn_ref::<HtmlSelectElement>().map(|it| Control(Shape::Choice(it.clone())))
    }

    pub(super) fn element(&self) -> &Element {
        match &self.0 {
            Shape::Line(it) | Shape::Tick(it) | Shape::Radio(it) => it,
            Shape::Area(it) => it,
            Shape::Choice(it) => it,
        }
    }

    pub(super) fn takes_text(&self) -> bool {
        matches!(self.0, Shape::Line(_) | Shape::Area(_))
    }

    pub(super) fn is_tick(&self) -> bool {
        matches!(self.0, Shape::Tick(_))
    }
}

impl PartialEq for Control {
    fn eq(&self, other: &Control) -> bool {
        self.element() == other.element()
    }
}

/// Remembers a text as the one everyone knows the control to have.
pub(super) fn note(element: &Element, text: &str) {
    keyboard(|it| it.reported = Some((element.clone(), text.to_owned())));
}

/// The state of the keyboard, for as long as the closure runs; it must not call back into the page.
pub(super) fn keyboard<R>(look: impl FnOnce(&mut Keyboard) -> R) -> R {
    KEYBOARD.with_borrow_mut(look)
}

fn utf16_length(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}
