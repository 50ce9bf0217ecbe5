//! A customer for an unplanned visit, found as on the page of the roster: by name, code, phone or the letters of pinyin.

use chrono::NaiveDate;
use leptos::prelude::event_target_value;

use super::boxes::button;
use super::visits::free_box;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::Word;

const FOUND: usize = 8;

pub fn find_customer(date: NaiveDate) -> El {
    let (session, going) = (Session::here(), Going::here());
    let typed = Live::new(String::new());
    let found = move |code: Id| {
        let name = session.customer(&code);
        // The card comes with the address; it is written by its first tap.
        let open = move || {
            typed.change(String::new());
            going.to(&SheetPath::VisitOutcome(date, code.clone()));
        };
        el("li").child(button("line").press(open).text(&name))
    };
    let search = free_box(session.lang_now().say(Word::FindCustomer)).set("type", "search").on("input", move |event| {
        session.read_initials();
        typed.change(event_target_value(&event));
    });
    let all = move || match typed.get() {
        nothing if nothing.trim().is_empty() => Vec::new(),
        text => session.found(&session.customers(), &text).into_iter().take(FOUND).map(found).collect(),
    };
    el("div").class("find-customer").child(search).child(el("ul").class("lines").parts(all))
}
