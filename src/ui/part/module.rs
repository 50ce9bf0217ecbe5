//! One of the six modules as a region: closed it is an overview, opened it is magnified in place with every field.

use leptos::prelude::{Get, GetUntracked, expect_context, untrack};

use super::boxes::button;

use crate::address::name;
use crate::app::live::whether;
use crate::app::session::Session;
use crate::domain::progress::Module;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::ui::turn::Turn;
use crate::words::{Word, said};

/// A module's frame. `note` stands beside the title in both states; `compact` and `full` are what it holds.
pub fn module_frame(module: Module, note: Vec<El>, compact: fn() -> El, full: fn() -> El) -> El {
    let (going, lang) = (Going::here(), Session::here().lang_now());
    let is_open = going.is_open(module);
    let title = said::module(lang, module);
    let opener = button("module__title")
        .says("aria-expanded", move || is_open.get())
        .live("aria-label", move || Some(format!("{} {title}", lang.say(if is_open.get() { Word::Close } else { Word::Open }))))
        .press(move || if is_open.get_untracked() { going.close() } else { going.open(module) })
        .child(el("i").class("dot").silent().set("data-mark", said::number(module)))
        .text(title);
    let back = move || {
        let cross = || button("quiet module__close").label(lang.say(Word::BackToPage)).text("×").press(move || going.close());
        is_open.get().then(cross)
    };
    let head = el("header")
        .class("module__head")
        .child(el("h2").child(opener))
        .child(el("small").class("module__note").children(note))
        .part(back);
    let turn: Turn = expect_context();
    let is_due = whether(move || is_open.get() || turn.has_come(module));
    let body = move || {
        let draw = if is_open.get() { full } else { compact };
        is_due.get().then(|| untrack(draw))
    };
    el("section")
        .class(&format!("module module--{}", name(module)))
        .label(title)
        .set("data-step", said::pdca(module))
        .says("data-open", move || is_open.get())
        .child(head)
        .child(el("div").class("module__body").part(body))
}
