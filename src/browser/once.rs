//! One value handed from a browser callback to one waiting future; the first answer wins.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// The giving end. Several callbacks may hold one: an answer and a timeout race, and the first is taken.
pub(super) struct Answer<T>(Rc<RefCell<State<T>>>);

/// The waiting end.
pub(super) struct Waiting<T>(Rc<RefCell<State<T>>>);

enum State<T> {
    Open(Option<Waker>),
    Given(T),
    Taken,
}

/// A pair of ends.
pub(super) fn once<T>() -> (Answer<T>, Waiting<T>) {
    let state = Rc::new(RefCell::new(State::Open(None)));
    (Answer(state.clone()), Waiting(state))
}

impl<T> Answer<T> {
    /// Gives the value, or gives it back when an answer was there already.
    pub fn give(&self, value: T) -> Result<(), T> {
        let waker = match &mut *self.0.borrow_mut() {
            State::Open(waker) => waker.take(),
            State::Given(_) | State::Taken => return Err(value),
        };
        *self.0.borrow_mut() = State::Given(value);
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(())
    }
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Answer(self.0.clone())
    }
}

impl<T> Future for Waiting<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut state = self.0.borrow_mut();
        match std::mem::replace(&mut *state, State::Taken) {
            State::Given(value) => Poll::Ready(value),
            State::Open(_) => {
                *state = State::Open(Some(context.waker().clone()));
                Poll::Pending
            }
            State::Taken => Poll::Pending,
        }
    }
}

impl<T> Drop for Waiting<T> {
    // A future given up on takes no answer: whoever answers late gets the value back and can put it away.
    fn drop(&mut self) {
        *self.0.borrow_mut() = State::Taken;
    }
}
