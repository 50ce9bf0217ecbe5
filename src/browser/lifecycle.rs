//! The life of the page: hidden, shown again, idle. On a phone "hidden" is the last thing a page is told.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::listening::Listening;
use super::timer::{Timer, after};
use super::{clock, page};

pub use super::timer::{later, or_late, within};

/// Calls back whenever the page goes out of sight or is left; both may come for one leaving.
pub fn on_hidden(handler: impl FnMut() + 'static) -> Listening {
    let handler = Rc::new(RefCell::new(handler));
    let left = handler.clone();
    let hidden = on_visibility(Sight::Hidden, move || enter(&handler));
    match web_sys::window() {
        Some(window) => hidden.and(Listening::to(&window, "pagehide", move |_| enter(&left))),
        None => hidden,
    }
}

/// Calls back whenever the page comes back into sight.
pub fn on_shown(handler: impl FnMut() + 'static) -> Listening {
    on_visibility(Sight::Shown, handler)
}

/// Calls back once nothing was touched for a while, and again after every later touch.
pub struct Idle(Rc<Inner>);

struct Inner {
    limit: f64,
    touched: Cell<f64>,
    timer: RefCell<Option<Timer>>,
    call: RefCell<Box<dyn FnMut()>>,
}

impl Idle {
    /// Waits for the first touch.
    pub fn new(milliseconds: u32, call: impl FnMut() + 'static) -> Idle {
        Idle(Rc::new(Inner {
            limit: f64::from(milliseconds),
            touched: Cell::new(0.0),
            timer: RefCell::new(None),
            call: RefCell::new(Box::new(call)),
        }))
    }

    /// Something happened: the wait begins anew. Cheap enough for every keystroke.
    pub fn touch(&self) {
        self.0.touched.set(clock::ticks());
        // A running timer stays; it looks at the last touch when it fires.
        if self.0.timer.borrow().is_none() {
            self.0.wait(self.0.limit);
        }
    }

    /// No callback until the next touch.
    pub fn rest(&self) {
        self.0.timer.take();
    }
}

impl Inner {
    fn wait(self: &Rc<Self>, milliseconds: f64) {
        let inner: Weak<Inner> = Rc::downgrade(self);
        let timer = after(milliseconds as u32, move || {
            if let Some(inner) = inner.upgrade() {
                inner.fire();
            }
        });
        self.timer.replace(Some(timer));
    }

    fn fire(self: &Rc<Self>) {
        let rest = self.limit - (clock::ticks() - self.touched.get());
        if rest > 1.0 {
            return self.wait(rest);
        }
        self.timer.take();
        enter(&self.call);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Sight {
    Hidden,
    Shown,
}

fn on_visibility(wanted: Sight, mut handler: impl FnMut() + 'static) -> Listening {
    let Some(document) = page::document() else { return Listening::default() };
    let target = document.clone();
    Listening::to(&target, "visibilitychange", move |_| {
        let sight = if document.hidden() { Sight::Hidden } else { Sight::Shown };
        if sight == wanted {
            handler();
        }
    })
}

/// Runs the callback unless it is running.
fn enter<F: FnMut() + ?Sized>(handler: &RefCell<F>) {
    if let Ok(mut handler) = handler.try_borrow_mut() {
        handler();
    }
}
