//! Locks between the windows of one browser: one holder a name, until it is closed or somebody steals it. A frozen window keeps
//! its lock and does not hear that it was stolen.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, options: &JsValue, call: &Function) -> Result<Promise, JsValue>;
}

/// How a lock is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// At once or not at all.
    IfFree,
    /// Whenever its holder lets it go.
    Waiting,
    /// Away from its holder.
    Stealing,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Held,
    NotFree,
    /// Another window took it.
    Stolen,
}

/// A lock held or waited for; dropping it lets it go.
#[must_use = "dropping it lets the lock go"]
pub struct Lock(Rc<RefCell<State>>);

enum State {
    Waiting,
    /// Calling it lets the lock go.
    Held(Function),
    Dropped,
}

/// Asks for a lock; `told` hears what becomes of it, never from within. `None` where the browser has no locks.
pub fn ask(name: &str, manner: Manner, told: impl Fn(Told) + 'static) -> Option<Lock> {
    let manager = manager()?;
    let state = Rc::new(RefCell::new(State::Waiting));
    let told = Rc::new(told);
    let call = granted(state.clone(), told.clone());
    let promise = manager.request(name, &options(manner), &call).ok()?;
    let held = state.clone();
    spawn_local(async move {
        let ended = JsFuture::from(promise).await;
        let is_held = matches!(*held.borrow(), State::Held(_));
        // It ends in peace when it is let go, and is refused when it is stolen.
        if ended.is_err() && is_held {
            *held.borrow_mut() = State::Dropped;
            told(Told::Stolen);
        }
    });
    Some(Lock(state))
}

fn granted(state: Rc<RefCell<State>>, told: Rc<dyn Fn(Told)>) -> Function {
    Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() || matches!(*state.borrow(), State::Dropped) {
            if lock.is_null() {
                told(Told::NotFree);
            }
            return JsValue::UNDEFINED;
        }
        let kept = state.clone();
        let promise = Promise::new(&mut move |resolve, _| *kept.borrow_mut() = State::Held(resolve));
        told(Told::Held);
        promise.into()
    })
    .unchecked_into()
}

fn options(manner: Manner) -> JsValue {
    let options = Object::new();
    let name = match manner {
        Manner::IfFree => "ifAvailable",
        Manner::Stealing => "steal",
        Manner::Waiting => return options.into(),
    };
    // A plain object of our own takes every property.
    _ = Reflect::set(&options, &name.into(), &true.into());
    options.into()
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let found = Reflect::get(&navigator, &"locks".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let State::Held(release) = self.0.replace(State::Dropped) {
            // A promise is resolved once; nothing can be thrown.
            _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}
