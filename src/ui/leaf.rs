//! Shows what the worker has drawn (`leaf`), each slot by itself, and tells whoever answers what is pressed or changed in it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::app::live::Live;
use crate::browser::asked::{self, Asked};
use crate::browser::lifecycle;
use crate::domain::json::Json;
use crate::leaf::SLOT;
use crate::ui::el::{El, el, svg};
use crate::ui::routes::href;

/// A part of the page that is drawn from data; copies share it.
#[derive(Clone)]
pub struct Board(Rc<Inner>);

struct Inner {
    /// What stands in each slot; the whole part is the slot without a name.
    slots: RefCell<BTreeMap<String, Live<Vec<Json>>>>,
    answer: Answer,
}

/// Whoever answers what is asked on the board.
type Answer = Box<dyn Fn(&Board, Asked)>;

impl Board {
    /// `answer` hears every question of the part.
    pub fn new(answer: impl Fn(&Board, Asked) + 'static) -> Self {
        Self(Rc::new(Inner { slots: RefCell::default(), answer: Box::new(answer) }))
    }

    /// The element round all of it.
    pub fn shown(&self, first: Vec<Json>) -> El {
        let root = self.fill(el("div").class("board"), "", first);
        asked::EVENTS.into_iter().fold(root, |root, event| {
            let board = self.clone();
            root.on(event, move |event| {
                if let Some(asked) = asked::asked(&event) {
                    (board.0.answer)(&board, asked);
                }
            })
        })
    }

    /// Whether there is such a slot now.
    pub fn has(&self, slot: &str) -> bool {
        self.0.slots.borrow().get(slot).is_some_and(|it| it.try_get().is_some())
    }

    /// Shows something in a slot in the place of what stood there.
    pub fn put(&self, slot: &str, shown: Vec<Json>) {
        let held = self.0.slots.borrow().get(slot).copied();
        let (Some(held), focused) = (held, asked::focused_name()) else { return };
        held.set(shown);
        // Drawn anew, a control is another; whoever was in it stays in it.
        if !focused.is_empty() {
            lifecycle::later(0, move || asked::keep_focus(&focused));
        }
    }

    fn fill(&self, it: El, slot: &str, first: Vec<Json>) -> El {
        let (board, held) = (self.clone(), Live::new(first));
        self.0.slots.borrow_mut().insert(slot.to_owned(), held);
        it.parts(move || held.get().iter().filter_map(|it| board.draw(it)).collect())
    }

    fn draw(&self, json: &Json) -> Option<El> {
        let [Json::Text(tag), Json::Object(attributes), inside @ ..] = json.as_list()? else { return None };
        let mut it = match tag.strip_prefix("svg:") {
            Some(tag) => svg(tag),
            None => el(tag),
        };
        for (name, value) in attributes {
            let value = value.as_text()?;
            // An address of the product, wherever the site is hosted.
            it = if name == "href" { it.set(name, &href(value)) } else { it.set(name, value) };
        }
        if let Some(slot) = attributes.get(SLOT).and_then(Json::as_text) {
            return Some(self.fill(it, slot, inside.to_vec()));
        }
        Some(inside.iter().fold(it, |it, inside| match inside {
            Json::Text(text) => it.text(text),
            inside => it.children(self.draw(inside)),
        }))
    }
}
