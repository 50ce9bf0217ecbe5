//! The PDCA header: six steps in the guided order, each saying how far it is; it opens the module of a step.

use leptos::prelude::*;

use crate::app::session::Session;
use crate::domain::progress::{Module, Progress, days_shown};
use crate::domain::topic::Topic;
use crate::ui::routes::Going;
use crate::words::{Word, said};

/// How far the open sheet is.
pub fn progress(session: Session) -> ReadSignal<Progress> {
    session.watch([Topic::Progress, Topic::Days], |view| {
        let days = days_shown(view.sheet, view.week, view.calendar);
        Progress::of(view.sheet, view.template, &days, |_| false)
    })
}

#[component]
pub fn Steps() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let progress = progress(session);
    let steps = Module::ALL.map(|module| view! { <Step module progress /> });
    view! {
        <nav class="steps" aria-label=lang.say(Word::Steps)>
            <p class="steps__title" aria-hidden="true">{lang.say(Word::SheetTitle)}</p>
            <ol class="steps__list">{steps.into_iter().collect_view()}</ol>
        </nav>
    }
}

#[component]
fn Step(module: Module, progress: ReadSignal<Progress>) -> impl IntoView {
    let (going, lang) = (Going::here(), Session::here().lang_now());
    let current = move || (going.place.get().module() == Some(module)).then_some("step");
    view! {
        <li><button type="button" class="step" data-step=said::pdca(module) aria-current=current
            data-filled=move || said::is_filled(module, &progress.get()).to_string() on:click=move |_| going.open(module)>
            <b>{said::step_mark(module)}</b>
            <span class="step__name">{said::step(lang, module)}</span>
            <small>{move || said::step_progress(lang, module, &progress.get())}</small>
        </button></li>
    }
}
