//! What must not be overlooked: saving fails, the example is open, two devices wrote the same field.

use leptos::prelude::*;

use crate::app::saving::{SaveState, fault};
use crate::app::session::Session;
use crate::domain::path::SheetPath;
use crate::domain::topic::Topic;
use crate::domain::value::{Value, shown};
use crate::ui::routes::Going;
use crate::words::{Word, said};

#[component]
pub fn Banners() -> impl IntoView {
    view! { <NotSaved /><ExampleBanner /> }
}

#[component]
fn NotSaved() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let state = session.inner().saving.state;
    move || match state.get() {
        SaveState::Failing(why) => Some(view! {
            <div class="banner banner--failing" role="alert"><p>{said::not_saved(lang, &fault(&why))}</p>
                <button type="button" on:click=move |_| session.retry_saving()>{lang.say(Word::TryAgain)}</button></div>
        }),
        _ => None,
    }
}

#[component]
fn ExampleBanner() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let example = session.inner().example;
    move || {
        example.get().then(|| view! {
        <div class="banner banner--example" role="status"><p>{lang.say(Word::ThisIsTheExample)}</p>
            <button type="button" on:click=move |_| session.leave_example()>{lang.say(Word::LeaveExample)}</button></div>
    })
    }
}

/// Fields that two devices wrote without having seen each other: both values, and a choice.
#[component]
pub fn Disputes() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let disputed = session.watch([Topic::Disputes], now_disputed);
    let row = move |(path, ours, theirs): (SheetPath, Option<Value>, Option<Value>)| {
        let choice = |value: Option<Value>| {
            let path = path.clone();
            let said = Some(shown(value.as_ref(), None))
                .filter(|it| !it.is_empty())
                .unwrap_or_else(|| lang.say(Word::Nothing).to_owned());
            let choose = move |_| session.settle(path.clone(), value.clone());
            view! { <button type="button" class="choice" on:click=choose>{said}</button> }
        };
        let (ours, theirs) = (choice(ours), choice(theirs));
        let at = path.clone();
        view! { <li><button type="button" class="line" on:click=move |_| going.to(&at)>{path.to_string()}</button>{ours}{theirs}</li> }
    };
    move || {
        let all = disputed.get();
        (!all.is_empty()).then(|| view! { <div class="banner banner--disputes" role="status"><p>{lang.say(Word::TwoDevices)}</p><ul class="choices">{all.into_iter().map(row).collect_view()}</ul></div> })
    }
}

fn now_disputed(view: &crate::app::watch::View) -> Vec<(SheetPath, Option<Value>, Option<Value>)> {
    let row = |(path, register): (&SheetPath, &crate::domain::fold::Register)| {
        let other = register.others.first().and_then(|it| it.value.clone());
        (path.clone(), register.standing.value.clone(), other)
    };
    view.document.disputed().map(row).filter(|(_, ours, theirs)| ours != theirs).collect()
}
