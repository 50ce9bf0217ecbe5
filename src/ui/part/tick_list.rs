//! The tick list: seven categories, filtered by typing. At five the rest stays readable.

use leptos::prelude::event_target_value;

use super::boxes::tick_box;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::path::SheetPath;
use crate::domain::tasks::MOST_TICKS;
use crate::domain::template::{Category, Coded};
use crate::domain::topic::Topic;
use crate::ui::el::{El, el};
use crate::words::Word;

pub fn tick_list() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let wanted = Live::new(String::new());
    let is_full = session.watch([Topic::Ticks], |view| view.sheet.ticked().len() >= MOST_TICKS);
    let label = lang.say(Word::Filter);
    let filter = el("input").class("tick-list__filter").set("type", "text").set("placeholder", label).label(label);
    let filter = filter.on("input", move |event| wanted.change(event_target_value(&event).trim().to_ascii_lowercase()));
    let categories = session.template(|it| it.categories.iter().map(|it| tick_category(it, wanted)).collect::<Vec<_>>());
    el("section")
        .class("block tick-list")
        .says("data-full", move || is_full.get())
        .child(el("h3").text(lang.say(Word::TickList)).child(filter))
        .child(el("div").class("tick-list__all").children(categories))
}

fn tick_category(category: &Category, wanted: Live<String>) -> El {
    let lang = Session::here().lang_now();
    let name = lang.label(&category.name);
    let hint = el("small").text(&lang.label(&category.hint));
    el("fieldset")
        .class("tick-list__category")
        .label(&name)
        .child(el("legend").text(&name).child(hint))
        .children(category.items.iter().map(|it| tick_item(it, wanted)))
}

fn tick_item(item: &Coded, wanted: Live<String>) -> El {
    let name = Session::here().lang_now().label(&item.name);
    let haystack = format!("{} {} {}", item.name.zh, item.name.en, item.id).to_ascii_lowercase();
    tick_line(SheetPath::TaskTicked(item.id.clone()), &name).flag("hidden", move || wanted.with(|it| !haystack.contains(it)))
}

/// A tick with its words beside it.
pub fn tick_line(path: SheetPath, name: &str) -> El {
    el("label").class("tick-list__item").child(tick_box(path, name, false)).child(el("span").text(name))
}
