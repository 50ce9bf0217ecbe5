//! The tick list: seven categories, filtered by typing. At five the rest stays readable.

use leptos::prelude::*;

use super::boxes::TickBox;
use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::tasks::MOST_TICKS;
use crate::domain::template::{Category, Coded};
use crate::domain::topic::Topic;
use crate::words::Word;

#[component]
pub fn TickList() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let wanted = RwSignal::new(String::new());
    let is_full = session.watch([Topic::Ticks], |view| view.sheet.ticked().len() >= MOST_TICKS);
    let categories: Vec<Category> = session.template(|it| it.categories.clone());
    let categories = categories.into_iter().map(|category| view! { <TickCategory category wanted /> }).collect_view();
    view! {
        <section class="block tick-list" data-full=move || is_full.get().to_string()>
            <h3>{lang.say(Word::TickList)}
                <input class="tick-list__filter" type="text" placeholder=lang.say(Word::Filter) aria-label=lang.say(Word::Filter)
                    on:input=move |event| wanted.set(event_target_value(&event).trim().to_lowercase()) />
            </h3>
            <div class="tick-list__all">{categories}</div>
        </section>
    }
}

#[component]
fn TickCategory(category: Category, wanted: RwSignal<String>) -> impl IntoView {
    let lang = Session::here().lang_now();
    let name = lang.label(&category.name);
    let label = name.clone();
    let items = category.items.into_iter().map(|item| view! { <TickItem item wanted /> }).collect_view();
    view! { <fieldset class="tick-list__category" aria-label=label><legend>{name}<small>{lang.label(&category.hint)}</small></legend>{items}</fieldset> }
}

#[component]
fn TickItem(item: Coded, wanted: RwSignal<String>) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let name = lang.label(&item.name);
    let haystack = format!("{} {} {}", item.name.zh, item.name.en, item.id).to_lowercase();
    let is_hidden = Memo::new(move |_| wanted.with(|it| !haystack.contains(it.as_str())));
    let id: Id = item.id;
    view! { <label class="tick-list__item" hidden=move || is_hidden.get()><TickBox path=SheetPath::TaskTicked(id) label=name.clone() /><span>{name}</span></label> }
}
