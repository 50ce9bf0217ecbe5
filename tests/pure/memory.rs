//! What a piece of work holds at most, measured: an allocator that counts, each thread for itself.

// To stand between a program and its allocator is unsafe by its nature; this one adds numbers and hands everything on.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// Bytes this thread has taken and not given back, and the most of it. What another thread gives back is its gain.
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

// SAFETY: every call goes on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        give_back(layout.size());
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // What grows is moved as a rule, and stands twice meanwhile.
        take(size);
        give_back(layout.size());
        unsafe { System.realloc(at, layout, size) }
    }
}

/// A text of one letter costs more than one byte: what the C library makes of so many.
fn chunk(size: usize) -> isize {
    let chunk = (size + 8).next_multiple_of(16).max(32);
    isize::try_from(chunk).unwrap_or(isize::MAX)
}

fn take(size: usize) {
    HELD.set(HELD.get() + chunk(size));
    MOST.set(MOST.get().max(HELD.get()));
}

fn give_back(size: usize) {
    HELD.set(HELD.get() - chunk(size));
}

/// Does the work; says what it held at most beyond what was held before.
pub fn most_of<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = HELD.get();
    MOST.set(before);
    let done = work();
    (done, usize::try_from(MOST.get() - before).unwrap_or(0))
}

#[test]
fn the_most_that_was_held_is_counted() {
    const MANY: usize = 100_000;
    let (kept, most) = most_of(|| {
        drop(vec![0_u8; 50 * MANY]);
        (0..MANY).map(|_| "1".to_owned()).collect::<Vec<_>>()
    });
    assert!((50 * MANY..60 * MANY).contains(&most), "{most}: a list and its texts come to {}", MANY * (24 + 32));
    let ((), most) = most_of(|| drop(kept));
    assert_eq!(most, 0, "giving back takes nothing");
    let (text, most) = most_of(|| "1".to_owned());
    assert_eq!((text.len(), most), (1, 32));
}
