//! A page the worker draws whole, by its name. Here it is shown, and asked again for its parts and for files; of what is typed
//! meanwhile the last question alone is answered.

use std::cell::Cell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::address::Page;
use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::browser::{lifecycle, page};
use crate::leaf::FILE;
use crate::leaf::help::EXAMPLE;
use crate::leaf::weeks_past::COPY;
use crate::ui::el::{El, el};
use crate::ui::leaf::Board;
use crate::ui::part::giving::taken_out;
use crate::ui::routes::Going;

pub fn drawn_page(name: &'static str) -> El {
    let (session, going) = (Session::here(), Going::here());
    let last = Rc::new(Cell::new(0));
    let board = Board::new(move |board, asked| {
        let (board, last, number) = (board.clone(), last.clone(), last.get() + 1);
        last.set(number);
        spawn_local(async move {
            if asked.ask == EXAMPLE {
                session.open_example();
                return going.away(Page::ThisWeek);
            }
            if asked.verb().0 == COPY {
                return going.away(Page::Week(session.copy_into_this_week(&asked.ask).await));
            }
            let drawn = if asked.verb().0 == FILE {
                taken_out(session, session.print_of(name, &asked.ask, asked.form)).await
            } else {
                session.drawn_of(name, &asked.ask, asked.form, &asked.files).await
            };
            if last.get() == number {
                board.put(&asked.into, vec![drawn]);
            }
        });
    });
    let shown = board.shown(Vec::new());
    spawn_local(async move {
        board.put("", vec![session.drawn(name, "", Vec::new()).await]);
        ready_when_drawn();
        lifecycle::later(0, page::show_hash);
    });
    el("main").class("plain drawn").child(shown)
}
