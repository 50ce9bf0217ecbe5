//! Exchange: hand over a week, back up everything, import files and see what they would change.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::exchange::{Made, NotMade, Prepared};
use crate::app::session::Session;
use crate::app::start::ready;
use crate::browser::files::{self, FileError};
use crate::ui::part::report::Report;
use crate::words::{Word, said};

#[component]
pub fn Exchange() -> impl IntoView {
    let lang = Session::here().lang_now();
    Effect::new(move |_| ready());
    view! {
        <main class="plain exchange"><h1>{lang.say(Word::Exchange)}</h1><HandOver /><BackUp /><Import /></main>
    }
}

/// What became of making a file, in words.
#[derive(Clone)]
enum Outcome {
    None,
    Given(String),
    Problem(String),
}

#[component]
fn Said(outcome: RwSignal<Outcome>) -> impl IntoView {
    move || match outcome.get() {
        Outcome::None => None,
        Outcome::Given(text) => Some(view! { <p role="status" class="plus">{text}</p> }.into_any()),
        Outcome::Problem(text) => Some(view! { <p role="alert" class="minus">{text}</p> }.into_any()),
    }
}

/// Gives a file out and says how it went. A closed share sheet is neither success nor failure.
async fn give(session: Session, made: Made, is_save_as: bool, outcome: RwSignal<Outcome>) -> bool {
    let lang = session.lang_now();
    let ended = if is_save_as { made.save_as().await } else { made.give_out().await };
    match ended {
        Ok(()) => outcome.set(Outcome::Given(said::given(lang, &made.name))),
        Err(FileError::Dismissed) => outcome.set(Outcome::None),
        Err(_) => outcome.set(Outcome::Problem(said::not_given(lang).to_owned())),
    }
    matches!(outcome.get_untracked(), Outcome::Given(_))
}

fn not_made(session: Session, why: &NotMade) -> Outcome {
    Outcome::Problem(said::not_made(session.lang_now(), why.words(session.lang_now())))
}

#[component]
fn HandOver() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let prepared = RwSignal::new_local(None::<Prepared>);
    let outcome = RwSignal::new(Outcome::None);
    let week = session.week_meant();
    let prepare = move |_| {
        spawn_local(async move {
            match session.prepare(week).await {
                Ok(it) => prepared.set(Some(it)),
                Err(why) => outcome.set(not_made(session, &why)),
            }
        })
    };
    let hand = move |is_save_as: bool| {
        let Some(ready) = prepared.get_untracked() else { return };
        spawn_local(async move {
            if give(session, ready.made.clone(), is_save_as, outcome).await {
                session.handed_over(&ready);
                prepared.set(None);
            }
        });
    };
    let look = move || {
        prepared.get().map(|it| view! {
        <div class="report"><h3>{lang.say(Word::ReviewBeforeHandOver)}</h3><p>{said::week(lang, it.week)}" "{said::counts(lang, &it.made.counts)}</p>
            <div class="exchange__buttons">
                <button type="button" class="button" on:click=move |_| hand(false)>{lang.say(Word::HandOver)}</button>
                {files::can_save_as().then(|| view! { <button type="button" class="quiet" on:click=move |_| hand(true)>{lang.say(Word::SaveAs)}</button> })}
            </div></div>
    })
    };
    view! {
        <section class="paper"><h2>{said::week(lang, week)}</h2><p class="soft">{lang.say(Word::HandOverSays)}</p>
            <button type="button" class="button" disabled=session.is_example() on:click=prepare>{lang.say(Word::HandOverThisWeek)}</button>
            {look}<Said outcome /></section>
    }
}

#[component]
fn BackUp() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let outcome = RwSignal::new(Outcome::None);
    let back_up = move |_| {
        spawn_local(async move {
            match session.back_up().await {
                Ok(made) => _ = give(session, made, false, outcome).await,
                Err(why) => outcome.set(not_made(session, &why)),
            }
        })
    };
    view! {
        <section class="paper"><p class="soft">{lang.say(Word::BackUpSays)}</p>
            <button type="button" class="button" on:click=back_up>{lang.say(Word::BackUpEverything)}</button><Said outcome /></section>
    }
}

#[component]
fn Import() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let staged = RwSignal::new(None::<crate::post::Report>);
    let problem = RwSignal::new(Outcome::None);
    let picked = move |event: leptos::ev::Event| {
        let files = files::picked(&event);
        spawn_local(async move {
            match session.stage(files).await {
                Ok(it) => {
                    problem.set(Outcome::None);
                    staged.set(Some(it));
                }
                Err(why) => problem.set(Outcome::Problem(why.words(session.lang_now()).to_owned())),
            }
        });
    };
    view! {
        <section class="paper"><p class="soft">{lang.say(Word::ImportSays)}</p>
            <label class="exchange__files"><span>{lang.say(Word::ImportFiles)}</span>
                <input type="file" multiple accept=".json,.txt,application/json,text/plain" on:change=picked /></label>
            <Said outcome=problem />
            {move || staged.get().map(|report| view! { <Report report /> })}</section>
    }
}
