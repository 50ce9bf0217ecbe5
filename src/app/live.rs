//! A value that what is on screen watches. One kind of signal for values of every type: the reactive graph sees a trigger, the
//! value lies beside it. A signal of Leptos' own for each type is three kilobytes of code, and a session has thirty.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{Effect, GetValue, LocalStorage, Memo, Notify, StoredValue, Track};
use leptos::reactive::signal::ArcTrigger;

/// A handle of the value; copies share it. It lives as long as the owner it was made under.
pub struct Live<T>(Handle, PhantomData<fn() -> T>);

struct Held {
    value: RefCell<Rc<dyn Any>>,
    changed: ArcTrigger,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T: 'static> Live<T> {
    pub fn new(value: T) -> Self {
        Self(held(Rc::new(value)), PhantomData)
    }

    /// Reads the value and watches it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Reads the value as it is now.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let value = self.0.get_value().value.borrow().clone();
        match value.downcast_ref() {
            Some(value) => read(value),
            None => unreachable!("another type in a Live"),
        }
    }

    /// Watches the value without reading it.
    pub fn track(self) {
        self.0.get_value().changed.track();
    }

    /// Puts another value in its place and tells whoever watches. A page that was left meanwhile wants no value.
    pub fn set(self, value: T) {
        put(self.0, Rc::new(value), |_, _| false);
    }

    /// Puts another value in its place if it says something else.
    pub fn change(self, value: T)
    where
        T: PartialEq,
    {
        put(self.0, Rc::new(value), |now, next| now.downcast_ref::<T>() == next.downcast_ref());
    }
}

impl Live<()> {
    /// Tells whoever watches that something it stands for has changed.
    pub fn tell(self) {
        self.set(());
    }
}

impl<T: Clone + 'static> Live<T> {
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value as it is now, unless whoever made it is gone.
    pub fn try_get(self) -> Option<T> {
        now(self.0)?.downcast_ref().cloned()
    }
}

type Handle = StoredValue<Rc<Held>, LocalStorage>;

fn held(value: Rc<dyn Any>) -> Handle {
    StoredValue::new_local(Rc::new(Held { value: RefCell::new(value), changed: ArcTrigger::new() }))
}

fn now(handle: Handle) -> Option<Rc<dyn Any>> {
    handle.try_get_value().map(|it| it.value.borrow().clone())
}

fn put(handle: Handle, next: Rc<dyn Any>, is_same: fn(&dyn Any, &dyn Any) -> bool) {
    let Some(held) = handle.try_get_value() else { return };
    let before = held.value.borrow().clone();
    if !is_same(&*before, &*next) {
        *held.value.borrow_mut() = next;
        held.changed.notify();
    }
}

/// Runs something now and again when what it reads changes, as long as whoever is being drawn is there.
pub fn follow(run: impl Fn() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(run: Box<dyn Fn()>) {
    Effect::new(move |_: Option<()>| run());
}

/// Whether something is so: changes only when that does.
pub fn whether(is_so: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    whether_boxed(Box::new(is_so))
}

fn whether_boxed(is_so: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| is_so())
}
