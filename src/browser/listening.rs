//! Event listeners that stop when their handle is dropped.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// Keeps listeners alive; dropping it ends them.
#[must_use = "dropping it ends the listening"]
#[derive(Default)]
pub struct Listening(Vec<Listener>);

struct Listener {
    target: EventTarget,
    event: &'static str,
    call: Closure<dyn Fn(Event)>,
}

impl Listening {
    /// Listens for as long as the page lives.
    pub fn forever(self) {
        std::mem::forget(self);
    }

    /// Both, under one handle.
    pub fn and(mut self, mut other: Listening) -> Listening {
        self.0.append(&mut other.0);
        self
    }

    /// Listens for one event. An event that arrives while the handler still runs is left out rather than thrown on.
    pub(super) fn to(target: &EventTarget, event: &'static str, handler: impl FnMut(Event) + 'static) -> Listening {
        let handler = RefCell::new(handler);
        Listening::to_each(target, event, move |it| {
            if let Ok(mut handler) = handler.try_borrow_mut() {
                handler(it);
            }
        })
    }

    /// Listens for one event with a handler that may be entered again while it runs.
    pub(super) fn to_each(target: &EventTarget, event: &'static str, handler: impl Fn(Event) + 'static) -> Listening {
        let call: Closure<dyn Fn(Event)> = Closure::new(handler);
        match target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref()) {
            Ok(()) => Listening(vec![Listener { target: target.clone(), event, call }]),
            Err(_) => Listening::default(),
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // A target that is gone has nothing left to remove.
        _ = self.target.remove_event_listener_with_callback(self.event, self.call.as_ref().unchecked_ref());
    }
}
