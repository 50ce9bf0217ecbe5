//! The worker's side of the talk with the page: hears questions, tells answers. What they mean is not its affair.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, Event, File, MessageEvent};

use super::desk::READY;
use super::files::{Loaded, PickedFile};
use super::listening::Listening;

/// A question: its text and the files beside it.
pub struct Asked {
    pub text: String,
    pub files: Files,
    /// Files that another worker has read.
    pub loaded: Vec<Loaded>,
    pub way: Way,
}

/// Files beside a question. They come in pieces: handing over thousands at once would hold the page up.
pub struct Files {
    pub count: usize,
    pieces: UnboundedReceiver<Vec<PickedFile>>,
}

impl Files {
    /// The next of them, in their order; none after the last.
    pub async fn piece(&mut self) -> Option<Vec<PickedFile>> {
        self.pieces.next().await
    }

    /// All of them.
    pub async fn all(self) -> Vec<PickedFile> {
        self.pieces.concat().await
    }
}

/// Questions whose files are still coming: their number, how many are missing, and where they are handed in.
#[derive(Default)]
struct Coming(Vec<(JsValue, usize, UnboundedSender<Vec<PickedFile>>)>);

impl Coming {
    /// Begins with a question of so many files.
    fn begin(&mut self, number: &JsValue, count: usize) -> Files {
        let (sender, pieces) = unbounded();
        self.0.push((number.clone(), count, sender));
        Files { count, pieces }
    }

    /// Hands in some of them.
    fn hand(&mut self, number: &JsValue, files: Vec<PickedFile>) {
        let Some(at) = self.0.iter().position(|it| it.0 == *number) else { return };
        let (_, missing, sender) = &mut self.0[at];
        *missing = missing.saturating_sub(files.len());
        // Whoever works on it may want no more of them.
        if sender.unbounded_send(files).is_err() || *missing == 0 {
            self.0.remove(at);
        }
    }
}

/// Tells how far a question is, before its answer.
#[derive(Clone)]
pub struct Way {
    port: DedicatedWorkerGlobalScope,
    number: JsValue,
}

impl Way {
    pub fn tell(&self, text: &str) {
        // A page that is gone wants to know nothing.
        _ = self.port.post_message(&Array::of2(&self.number, &text.into()));
    }
}

/// An answer: its text, and the bytes of a file if one was made.
pub struct Told {
    text: String,
    bytes: Option<Vec<u8>>,
}

impl Told {
    pub fn text(text: String) -> Self {
        Self { text, bytes: None }
    }

    pub fn file(text: String, bytes: Vec<u8>) -> Self {
        Self { text, bytes: Some(bytes) }
    }
}

/// Where this worker's code is: others like it start from there.
pub fn address() -> String {
    scope().location().href()
}

/// How many threads the machine runs at once, as far as the browser tells.
pub fn cores() -> usize {
    scope().navigator().hardware_concurrency() as usize
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Answers every question for as long as the worker lives, and says that it listens.
pub fn serve<A>(answer: impl Fn(Asked) -> A + 'static)
where
    A: Future<Output = Told> + 'static,
{
    let scope = scope();
    let (port, answer) = (scope.clone(), Rc::new(answer));
    let coming = RefCell::new(Coming::default());
    Listening::to_each(&scope, "message", move |event: Event| {
        let message: Array = event.unchecked_into::<MessageEvent>().data().unchecked_into();
        let number = message.get(0);
        let files = Array::from(&message.get(2)).iter().map(|it| PickedFile::of(it.unchecked_into::<File>())).collect();
        // Without a text it brings more files of a question.
        let Some(text) = message.get(1).as_string() else { return coming.borrow_mut().hand(&number, files) };
        let count = message.get(3).as_f64().unwrap_or_default() as usize;
        let all = coming.borrow_mut().begin(&number, count);
        coming.borrow_mut().hand(&number, files);
        let way = Way { port: port.clone(), number: number.clone() };
        let loaded = message.get(4).dyn_into::<Array>().unwrap_or_default();
        let loaded = loaded.iter().map(|it| Loaded::of(it.unchecked_ref())).collect();
        let asked = Asked { text, files: all, loaded, way };
        let (port, answer) = (port.clone(), answer.clone());
        spawn_local(async move {
            let Told { text, bytes } = answer(asked).await;
            let told = Array::of3(&number, &text.into(), &JsValue::UNDEFINED);
            let beside = Array::new();
            if let Some(bytes) = bytes {
                let bytes = Uint8Array::from(bytes.as_slice());
                told.set(2, bytes.clone().into());
                // Handed on, not copied a second time.
                beside.push(&bytes.buffer());
            }
            // A page that is gone wants no answer.
            _ = port.post_message_with_transfer(&told, &beside);
        });
    })
    .forever();
    _ = scope.post_message(&READY.into());
}
