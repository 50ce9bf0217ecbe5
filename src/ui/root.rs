//! The root: router, bar, and the first start before anything else.

use leptos::prelude::*;
use leptos_router::components::{Redirect, Route, Router, Routes};
use leptos_router::path;

use super::page::exchange::Exchange;
use super::page::missing::Missing;
use super::page::settings::Settings;
use super::page::week::WeekPage;
use super::page::welcome::Welcome;
use super::part::banners::Banners;
use super::part::bar::Bar;
use super::routes::{self, Going};
use crate::app::session::Session;
use crate::app::start::{CannotStart, listen, ready, start, today};
use crate::browser::page;
use crate::domain::week::Week;
use crate::words::{Lang, Word, said};

/// Opens what the device holds, and then the app; until then the page's own opening text stands.
#[component]
pub fn Opening(lang: Lang) -> impl IntoView {
    let opened = RwSignal::new_local(None);
    leptos::task::spawn_local_scoped(async move {
        let started = start(lang).await;
        if let Ok(session) = &started {
            listen(*session);
        }
        opened.set(Some(started));
    });
    move || match opened.get() {
        None => ().into_any(),
        Some(Ok(session)) => view! { <Root session /> }.into_any(),
        Some(Err(why)) => view! { <Broken lang why /> }.into_any(),
    }
}

#[component]
fn Root(session: Session) -> impl IntoView {
    provide_context(session);
    let base = page::base_path();
    view! { <Router base><Inside /></Router> }
}

/// Drawn anew when the language changes: no text on the page has to watch it.
#[component]
fn Inside() -> impl IntoView {
    let session = Session::here();
    Going::provide();
    let known = Memo::new(move |_| {
        let inner = session.inner();
        let is_example = inner.example.get();
        inner.begun.get() || is_example
    });
    move || {
        page::mark("lang", session.lang().tag());
        if known.get() { view! { <Pages /> }.into_any() } else { view! { <Welcome /> }.into_any() }
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Bar />
        <Banners />
        <Routes fallback=|| view! { <Missing /> }>
            <Route path=path!("/") view=|| view! { <Redirect path=routes::week(Week::of(today())) /> } />
            <Route path=path!("/week/:week") view=WeekPage />
            <Route path=path!("/exchange") view=Exchange />
            <Route path=path!("/settings") view=Settings />
        </Routes>
    }
}

/// The app could not start: what happened, what is safe, what to do.
#[component]
fn Broken(lang: Lang, why: CannotStart) -> impl IntoView {
    Effect::new(move |_| ready());
    view! {
        <main class="plain" role="alert"><h1>{lang.say(Word::CannotStart)}</h1><p>{said::cannot_start(lang, &why.fault())}</p>
            <p class="soft">{lang.say(Word::NothingChanged)}</p>
            <p><a class="button" href="">{lang.say(Word::Reload)}</a></p></main>
    }
}
