//! The green channel: messages by recipient; one opened at a time.

use leptos::prelude::*;

use super::message::MessageCard;
use super::module::ModuleFrame;
use super::tasks::with_asked;
use crate::app::session::Session;
use crate::domain::channel::{Message, To};
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::progress::Module;
use crate::domain::template::Template;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::routes::Going;
use crate::words::{Lang, Word, said};

#[component]
pub fn Channel() -> impl IntoView {
    view! { <ModuleFrame module=Module::Channel note=|| () compact=|| view! { <Lines /> } full=|| view! { <Whole /> } /> }
}

/// A message in a line: its words, else what is ticked.
fn gist(message: &Message, template: &Template, lang: Lang) -> String {
    match message.text.as_ref().filter(|it| !it.is_empty()) {
        Some(text) => text.clone(),
        None => {
            let named = |it: &Id| template.channel_item(it).map(|it| lang.label(&it.2.name));
            message.items.keys().filter_map(named).collect::<Vec<_>>().join(lang.say(Word::ListComma))
        }
    }
}

type Line = (Id, Option<To>, String, &'static str);

fn lines(session: Session) -> ReadSignal<Vec<Line>> {
    let lang = session.lang_now();
    session.watch([Topic::Messages], move |view| {
        let line = |(id, it): (&Id, &Message)| (id.clone(), it.to, gist(it, view.template, lang), it.state().word());
        let mut lines: Vec<Line> = view.sheet.messages.iter().map(line).collect();
        lines.sort_by_key(|it| it.1);
        lines
    })
}

#[component]
fn Lines() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let lines = lines(session);
    let row = move |(id, to, gist, state): Line| {
        view! {
            <li><button type="button" class="line" on:click=move |_| going.to(&SheetPath::MessageText(id.clone()))>
                <span class="line__to">{to.map(|it| said::recipient(lang, it.word()))}</span><span class="line__gist">{gist}</span><small data-state=state>{said::message_state(lang, state)}</small></button></li>
        }
    };
    let empty = move || {
        lines.with(Vec::is_empty).then(|| view! {
        <li><button type="button" class="line invite" on:click=move |_| going.open(Module::Channel)>{lang.say(Word::ChannelInvites)}</button></li>
    })
    };
    view! { <ul class="lines">{move || lines.get().into_iter().map(row).collect_view()}{empty}</ul> }
}

#[component]
fn Whole() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let lines = lines(session);
    let ids = Memo::new(move |_| lines.with(|it| it.iter().map(|it| it.0.clone()).collect::<Vec<_>>()));
    let asked = Memo::new(move |_| {
        going.place.get().path().and_then(|it| match (it, it.record()) {
            (SheetPath::Message(id), _) => Some(id.clone()),
            (_, Some(SheetPath::Message(id))) => Some(id),
            _ => None,
        })
    });
    let add = move |to: To| {
        let id = session.fresh_id();
        session.edit_all(vec![(SheetPath::MessageTo(id.clone()), Some(Value::Text(to.word().to_owned())))]);
        going.to(&SheetPath::MessageText(id));
    };
    let adders = To::ALL
        .iter()
        .map(|to| view! { <button type="button" class="add" on:click=move |_| add(*to)>{said::tell(lang, to.word())}</button> })
        .collect_view();
    let row = move |id: Id| {
        let at = id.clone();
        let is_open = Memo::new(move |_| {
            asked.get().as_ref() == Some(&at) || (asked.get().is_none() && ids.with(|it| it.first() == Some(&at)))
        });
        view! { <MessageCard id is_open /> }
    };
    view! {
        <div class="channel">
            <div class="channel__add">{adders}</div>
            <ul class="cards"><For each=move || with_asked(ids.get(), asked.get()) key=Clone::clone children=row /></ul>
        </div>
    }
}
