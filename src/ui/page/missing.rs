//! An address without a page: says so and leads back.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::app::session::Session;
use crate::app::start::{ready, today};
use crate::domain::week::Week;
use crate::ui::routes;
use crate::words::Word;

#[component]
pub fn Missing(
    /// What is wrong with the address.
    #[prop(default = Word::NoSuchPage)]
    why: Word,
) -> impl IntoView {
    let lang = Session::here().lang_now();
    Effect::new(move |_| ready());
    view! {
        <main class="plain"><h1>{lang.say(why)}</h1><p>{lang.say(Word::NothingHappened)}</p>
            <p><A href=routes::week(Week::of(today())) attr:class="button">{lang.say(Word::ToThisWeek)}</A></p></main>
    }
}
