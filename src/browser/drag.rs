//! Dragging with the mouse: a text of ours carried from one element to another. What comes from elsewhere is left alone, and
//! no box takes ours for typed text.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, DragEvent, Event, Node};

const KIND: &str = "application/x-onesheet";

/// Gives what begins to be dragged its text.
pub fn carry(event: &Event, text: &str) {
    if let Some(carried) = carried(event) {
        carried.set_effect_allowed("move");
        // Fails for nothing that is set while a drag begins.
        _ = carried.set_data(KIND, text);
    }
}

/// Whether something of ours is over the element; it may then be dropped there.
pub fn is_over(event: &Event) -> bool {
    let is_ours = carried(event).is_some_and(|it| it.types().includes(&JsValue::from_str(KIND), 0));
    if is_ours {
        event.prevent_default();
    }
    is_ours
}

/// Whether the pointer went out of the element, and not just to something inside it.
pub fn is_out(event: &Event) -> bool {
    let node = |it: Option<web_sys::EventTarget>| it.and_then(|it| it.dyn_into::<Node>().ok());
    let to = event.dyn_ref::<DragEvent>().and_then(|it| node(it.related_target()));
    node(event.current_target()).is_none_or(|it| !it.contains(to.as_ref()))
}

/// The text that is dropped; empty if it is none of ours.
pub fn dropped(event: &Event) -> String {
    let text = carried(event).and_then(|it| it.get_data(KIND).ok()).unwrap_or_default();
    if !text.is_empty() {
        event.prevent_default();
    }
    text
}

fn carried(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>()?.data_transfer()
}
