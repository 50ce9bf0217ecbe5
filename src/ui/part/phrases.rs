//! Own earlier words below the box one types in. The worker finds and draws them (`leaf/phrases`); here they are asked for and taken.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{LocalStorage, StoredValue};
use leptos::task::spawn_local;

use crate::app::session::Session;
use crate::browser::phrases::{listen, show, taken};
use crate::domain::json::Json;
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
            let field = typing.field;
            let form = [("field", field.clone()), ("text", typing.text), ("caret", typing.caret.to_string())];
            let form = form.map(|(name, it)| (name.to_owned(), it)).into();
            let drawn = session.drawn(PAGE, "", form).await;
            // Nothing is offered, or it cannot be told: that is no news.
            if last.get() == number && matches!(&drawn, Json::List(it) if it.first() == Some(&Json::text("div"))) {
                board.put("", vec![drawn]);
                show(&list, &field);
            }
        });
    });
    let list = list.on("click", move |_| taken(&element));
    let _held: StoredValue<_, LocalStorage> = StoredValue::new_local((list, listening));
}
