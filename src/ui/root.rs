//! The root: router, bar, and the first start before anything else.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, Route, Router};
use leptos_router::path;

use super::el::{El, el};
use super::page::exchange::Exchange;
use super::page::missing::missing;
use super::page::settings::Settings;
use super::page::week::WeekPage;
use super::page::welcome::welcome;
use super::part::banners::banners;
use super::part::bar::bar;
use super::routes::{self, Going};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::start::{CannotStart, listen, ready, start, today};
use crate::browser::page;
use crate::domain::week::Week;
use crate::words::{Lang, Word, said};

/// Opens what the device holds, and then the app; until then the page's own opening text stands.
#[component]
pub fn Opening(lang: Lang) -> impl IntoView {
    let opened = Live::new(None);
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
        Some(Err(why)) => broken(lang, &why).view().into_any(),
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
        if known.get() { view! { <Pages /> }.into_any() } else { welcome().view().into_any() }
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        {bar().view()}
        {banners().view()}
        <FlatRoutes fallback=|| missing(Word::NoSuchPage).view()>
            <Route path=path!("/") view=|| view! { <Redirect path=routes::week(Week::of(today())) /> } />
            <Route path=path!("/week/:week") view=WeekPage />
            <Route path=path!("/exchange") view=Exchange />
            <Route path=path!("/settings") view=Settings />
        </FlatRoutes>
    }
}

/// The app could not start: what happened, what is safe, what to do.
fn broken(lang: Lang, why: &CannotStart) -> El {
    Effect::new(move |_| ready());
    el("main")
        .class("plain")
        .set("role", "alert")
        .child(el("h1").text(lang.say(Word::CannotStart)))
        .child(el("p").text(said::cannot_start(lang, &why.fault())))
        .child(el("p").class("soft").text(lang.say(Word::NothingChanged)))
        .child(el("p").child(el("a").class("button").set("href", "").text(lang.say(Word::Reload))))
}
