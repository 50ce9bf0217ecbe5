//! The sixth tick: not an error, a choice. Which of the six matters least this week?

use leptos::html;
use leptos::prelude::*;

use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::value::Value;
use crate::words::Word;

#[component]
pub fn SixthTick() -> impl IntoView {
    let session = Session::here();
    let inner = session.inner();
    let lang = session.lang_now();
    let node = NodeRef::<html::Dialog>::new();
    let sixth = inner.sixth;
    Effect::new(move |_| {
        if let (Some(dialog), true) = (node.get(), sixth.get().is_some()) {
            // Throws only where it is open already.
            _ = dialog.show_modal();
        }
    });
    let close = move || {
        sixth.set(None);
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
    };
    let choices = move || {
        let Some(new) = sixth.get() else { return Vec::new() };
        let held = session.read(|view| view.sheet.may_tick(&new).err().map(|it| it.0)).flatten().unwrap_or_default();
        held.into_iter().chain([new]).collect()
    };
    let choose = move |least: Id| {
        if let Some(new) = sixth.get_untracked().filter(|it| *it != least) {
            session.edit_all(vec![
                (SheetPath::TaskTicked(least), Some(Value::Flag(false))),
                (SheetPath::TaskTicked(new), Some(Value::Flag(true))),
            ]);
        }
        close();
    };
    let choice = move |id: Id| {
        let name = session.template(|it| it.item(&id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name)));
        let is_new = sixth.get_untracked().as_ref() == Some(&id);
        let mark = is_new.then(|| view! { <small class="chip">{lang.say(Word::TheSixth)}</small> });
        view! { <li><button type="button" class="choice" on:click=move |_| choose(id.clone())>{name}{mark}</button></li> }
    };
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby="sixth-title" on:close=move |_| sixth.set(None)>
            <h2 id="sixth-title">{lang.say(Word::SixthQuestion)}</h2>
            <p>{lang.say(Word::SixthExplained)}</p>
            <ul class="choices">{move || choices().into_iter().map(choice).collect_view()}</ul>
            <button type="button" class="quiet" on:click=move |_| close()>{lang.say(Word::Cancel)}</button>
        </dialog>
    }
}
