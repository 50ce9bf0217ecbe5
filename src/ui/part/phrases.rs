//! Own earlier words below the box one types in. The worker finds and draws them (`leaf/phrases`); here they are asked for and taken.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{LocalStorage, StoredValue};
use leptos::task::spawn_local;

use crate::app::session::Session;
use crate::browser::phrases::{listen, taken};
use crate::leaf::phrases::PHRASE;
use crate::ui::leaf::Board;

const PAGE: &str = "phrases";

/// Offers them for as long as whoever calls is there.
pub fn offer_phrases() {
    let (session, last) = (Session::here(), Rc::new(Cell::new(0)));
    let board = Board::new(move |_, asked| {
        if let (PHRASE, said) = asked.verb()
            && let Some((field, text)) = said.split_once(' ')
        {
            session.say(field, text);
        }
    });
    let list = board.shown(Vec::new()).class("phrases").set("hidden", "");
    let element = list.element().clone();
    let shown = element.clone();
    let listening = listen(&element, move |typing| {
        let (board, list, last) = (board.clone(), shown.clone(), last.clone());
        let number = last.get() + 1;
        last.set(number);
        spawn_local(async move {
            let drawn = session.drawn(PAGE, &typing.told(), Vec::new()).await;
            // Nothing is offered, or it cannot be told: that is no news.
            let is_list = drawn.as_list().and_then(|it| it.first()?.as_text()) == Some("div");
            if last.get() == number && is_list {
                board.put("", vec![drawn]);
                typing.show(&list);
            }
        });
    });
    let list = list.on("click", move |_| taken(&element));
    let _held: StoredValue<_, LocalStorage> = StoredValue::new_local((list, listening));
}
