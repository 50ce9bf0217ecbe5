//! An address without a page, and a document that cannot be read: each says so and leads on.

use crate::address::Page;
use crate::app::session::Session;
use crate::app::start::{ready_when_drawn, today};
use crate::domain::week::Week;
use crate::ui::el::{El, el};
use crate::ui::routes::{link, rescue_link};
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

/// A document is there but cannot be read: nothing empty takes its place.
pub fn unreadable(title: Word, why: &str, again: impl Fn() + 'static) -> El {
    let lang = Session::here().lang_now();
    ready_when_drawn();
    let button = el("button").set("type", "button").class("button").text(lang.say(Word::TryAgain));
    el("main")
        .class("plain")
        .set("role", "alert")
        .child(el("h1").text(lang.say(title)))
        .child(el("p").text(lang.say(Word::SheetUnreadableSays)))
        .child(el("p").class("soft").text(why))
        .child(button.press(again))
        .child(el("p").child(link(&Page::Exchange.address()).text(lang.say(Word::GoToRestore))))
        .child(el("p").child(rescue_link(lang)))
}
