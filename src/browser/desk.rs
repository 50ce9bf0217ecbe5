//! The side of the talk with a worker that asks: starts it at the first question, asks, and waits. A worker that breaks is put away,
//! and the next question starts another. It is the page that asks its worker, and that one others like itself where there is much to
//! read.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::files::{Loaded, PickedFile};
use super::listening::Listening;
use super::once::{Answer, Waiting, once};

/// What a worker says once it listens: a question asked before that would be lost.
pub(super) const READY: &str = "ready";

/// Files that are handed over at once: the browser looks at each of them on the disk meanwhile, and the page stands still.
const PIECE: usize = 64;

/// An answer: its text, and the bytes of a file if one was made.
pub struct Told {
    pub text: String,
    pub bytes: Vec<u8>,
}

/// The worker did not start or broke off: the file of its code did not come, or it ran out of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// A worker: the page's one, or one of a worker's own.
#[derive(Clone, Default)]
pub struct Desk(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    /// Where its code is; none is where the page says.
    address: Option<String>,
    open: Option<Open>,
    asked: u32,
    /// Is told how far a question is.
    on_way: Option<OnWay>,
    waiting: Vec<(u32, Answer<Result<Told, Broken>>)>,
    /// Files of questions that are still to be handed over.
    pieces: VecDeque<Array>,
}

/// Hears how far a question is.
type OnWay = Rc<dyn Fn(&str)>;

struct Open {
    worker: Worker,
    _listening: Listening,
    /// Questions to ask once it listens; `None` when it does.
    early: Option<VecDeque<Letter>>,
}

/// A message, and what of it is handed over and not copied.
type Letter = (Array, Array);

impl Inner {
    fn post(&mut self, letter: Letter) -> Result<(), Broken> {
        let Some(open) = self.open.as_mut() else { return Err(Broken) };
        match open.early.as_mut() {
            Some(early) => early.push_back(letter),
            None => open.worker.post_message_with_transfer(&letter.0, &letter.1).map_err(|_| Broken)?,
        }
        Ok(())
    }
}

impl Desk {
    /// A worker whose code is there.
    pub fn of(address: String) -> Self {
        Self(Rc::new(RefCell::new(Inner { address: Some(address), ..Inner::default() })))
    }

    /// Asks, with files beside the text.
    pub async fn ask(&self, text: &str, files: &[PickedFile]) -> Result<Told, Broken> {
        let (first, others) = files.split_at(files.len().min(PIECE));
        let array = |it: &[PickedFile]| it.iter().map(PickedFile::file).collect::<Array>();
        let told =
            self.begin(|number| (Array::of4(&number.into(), &text.into(), &array(first), &files.len().into()), Array::new()))?;
        {
            let mut inner = self.0.borrow_mut();
            let piece = |it| Array::of3(&inner.asked.into(), &JsValue::UNDEFINED, &array(it));
            let pieces: Vec<Array> = others.chunks(PIECE).map(piece).collect();
            inner.pieces.extend(pieces);
        }
        self.hand_on();
        told.await
    }

    /// Asks, with files that were read beside the text.
    pub async fn ask_of(&self, text: &str, files: &[Loaded]) -> Result<Told, Broken> {
        let told = self.begin(|number| {
            let all: Array = files.iter().map(|it| Array::of2(&it.name.as_str().into(), &it.content)).collect();
            let mut handed: Vec<_> = files.iter().filter_map(|it| Some(it.content.dyn_ref::<Uint8Array>()?.buffer())).collect();
            // Those that were read as one have one, which cannot be handed over twice.
            handed.dedup();
            (Array::of5(&number.into(), &text.into(), &Array::new(), &0.into(), &all), handed.iter().collect())
        })?;
        told.await
    }

    /// Asks; what is waited for.
    fn begin(&self, letter: impl FnOnce(u32) -> Letter) -> Result<Waiting<Result<Told, Broken>>, Broken> {
        let (answer, told) = once();
        let mut inner = self.0.borrow_mut();
        inner.asked += 1;
        let number = inner.asked;
        if inner.open.is_none() {
            let address = inner.address.clone().or_else(super::page::worker_address);
            inner.open = Some(self.start(&address.ok_or(Broken)?)?);
        }
        inner.post(letter(number))?;
        inner.waiting.push((number, answer));
        Ok(told)
    }

    /// Hands over the next pieces, one after another, with the page's turn between them.
    fn hand_on(&self) {
        let mut inner = self.0.borrow_mut();
        let Some(piece) = inner.pieces.pop_front() else { return };
        if inner.post((piece, Array::new())).is_err() {
            drop(inner);
            // The worker would wait for it for ever.
            return self.give_up();
        }
        let desk = self.clone();
        super::timer::later(0, move || desk.hand_on());
    }

    /// Has somebody told how far questions are.
    pub fn on_way(&self, told: impl Fn(&str) + 'static) {
        self.0.borrow_mut().on_way = Some(Rc::new(told));
    }

    /// Breaks off whatever is being worked on: whoever waits is told so. The next question starts another worker.
    pub fn stop(&self) {
        self.give_up();
    }

    fn start(&self, address: &str) -> Result<Open, Broken> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(address, &options).map_err(|_| Broken)?;
        let (heard, broken) = (self.clone(), self.clone());
        let listening =
            Listening::to(&worker, "message", move |event: Event| heard.hear(&event.unchecked_into::<MessageEvent>().data()))
                .and(Listening::to(&worker, "error", move |_| broken.give_up()));
        Ok(Open { worker, _listening: listening, early: Some(VecDeque::new()) })
    }

    fn hear(&self, said: &JsValue) {
        let mut inner = self.0.borrow_mut();
        if said.as_string().as_deref() == Some(READY) {
            if let Some(open) = inner.open.as_mut() {
                // What cannot be posted breaks the worker, and that is heard.
                let early = open.early.take().into_iter().flatten();
                early.for_each(|it| _ = open.worker.post_message_with_transfer(&it.0, &it.1));
            }
            return;
        }
        let message: &Array = said.unchecked_ref();
        // An answer has three parts.
        if message.length() == 2 {
            let (on_way, text) = (inner.on_way.clone(), message.get(1).as_string().unwrap_or_default());
            drop(inner);
            return on_way.iter().for_each(|it| it(&text));
        }
        let number = message.get(0).as_f64().unwrap_or_default() as u32;
        let Some(at) = inner.waiting.iter().position(|it| it.0 == number) else { return };
        let (_, answer) = inner.waiting.remove(at);
        drop(inner);
        let bytes = message.get(2).dyn_into::<Uint8Array>().map(|it| it.to_vec()).unwrap_or_default();
        // Nobody waits any more: the page went elsewhere.
        _ = answer.give(Ok(Told { text: message.get(1).as_string().unwrap_or_default(), bytes }));
    }

    fn give_up(&self) {
        let mut inner = self.0.borrow_mut();
        let waiting = std::mem::take(&mut inner.waiting);
        inner.pieces.clear();
        // Its listeners end with it; this runs inside one of them, so they are put away after it.
        if let Some(open) = inner.open.take() {
            open.worker.terminate();
            super::timer::later(0, move || drop(open));
        }
        drop(inner);
        waiting.into_iter().for_each(|(_, answer)| _ = answer.give(Err(Broken)));
    }
}
