//! An address without a page: says so and leads back.

use crate::address::Page;
use crate::app::session::Session;
use crate::app::start::{ready_when_drawn, today};
use crate::domain::week::Week;
use crate::ui::el::{El, el};
use crate::ui::routes::link;
use crate::words::Word;

/// `why` is what is wrong with the address.
pub fn missing(why: Word) -> El {
    let lang = Session::here().lang_now();
    ready_when_drawn();
    let back = link(&Page::Week(Week::of(today())).address()).class("button").text(lang.say(Word::ToThisWeek));
    el("main")
        .class("plain")
        .child(el("h1").text(lang.say(why)))
        .child(el("p").text(lang.say(Word::NothingHappened)))
        .child(el("p").child(back))
}
