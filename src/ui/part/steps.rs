//! The PDCA header: six steps in the guided order, each saying how far it is; it opens the module of a step.

use leptos::prelude::{Get, untrack};

use super::boxes::button;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::progress::{Module, Progress, days_shown};
use crate::domain::topic::Topic;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, said};

pub fn steps() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let progress = session.watch([Topic::Progress, Topic::Days], |view| {
        let days = days_shown(view.sheet, view.week, view.calendar);
        let given = |id: &Id| view.template.indicator(id).is_some_and(|it| view.target(it).is_some());
        Progress::of(view.sheet, view.template, &days, given)
    });
    let title = move || el("p").class("steps__title").silent().text(lang.say(Word::SheetTitle));
    let list = move || el("ol").class("steps__list").children(Module::ALL.map(|it| step(it, progress)));
    el("nav").class("steps").label(lang.say(Word::Steps)).soon(0, move || untrack(|| vec![title(), list()]))
}

fn step(module: Module, progress: Live<Progress>) -> El {
    let (going, lang) = (Going::here(), Session::here().lang_now());
    let is_open = going.is_open(module);
    let button = button("step")
        .set("data-step", said::pdca(module))
        .live("aria-current", move || is_open.get().then(|| "step".to_owned()))
        .says("data-filled", move || progress.with(|it| said::is_filled(module, it)))
        .press(move || going.open(module))
        .child(el("b").text(said::step_mark(module)))
        .child(el("span").class("step__name").text(said::step(lang, module)))
        .child(el("small").write(move || progress.with(|it| said::step_progress(lang, module, it))));
    el("li").child(button)
}
