//! The sheet: six modules round the PDCA header, as one page.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::missing::Missing;
use crate::app::session::{Opened, Session};
use crate::app::start::{LAST_WEEK, ready};
use crate::browser::{page, preferences};
use crate::domain::week::Week;
use crate::ui::part::banners::Disputes;
use crate::ui::part::channel::Channel;
use crate::ui::part::goals::Goals;
use crate::ui::part::links::Links;
use crate::ui::part::review::Review;
use crate::ui::part::sixth::SixthTick;
use crate::ui::part::steps::Steps;
use crate::ui::part::tasks::Tasks;
use crate::ui::part::tracking::Tracking;
use crate::ui::routes::{Going, Place, name};
use crate::words::{Word, said};

#[component]
pub fn WeekPage() -> impl IntoView {
    let session = Session::here();
    let params = use_params_map();
    let asked = Memo::new(move |_| params.with(|it| it.get("week").and_then(|it| it.parse::<Week>().ok())));
    let opened = session.inner().opened;
    let manager = Memo::new(move |_| {
        session.inner().settings_changed.track();
        session.inner().example.track();
        session.manager()
    });
    Effect::new(move |_| {
        if let (Some(week), Some(_)) = (asked.get(), manager.get()) {
            preferences::set(LAST_WEEK, &week.to_string());
            session.open_week(week);
        }
    });
    move || match (asked.get(), opened.get()) {
        (None, _) => view! { <Missing why=Word::NoSuchWeek /> }.into_any(),
        (Some(week), Opened::Week(at, _)) if at == week => view! { <Sheet week /> }.into_any(),
        (Some(week), Opened::Unreadable(at, why)) if at == week => view! { <Unreadable why /> }.into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn Sheet(week: Week) -> impl IntoView {
    let lang = Session::here().lang_now();
    let (going, inner) = (Going::here(), Session::here().inner());
    page::set_title(&said::title(lang, week));
    let open = move || going.place.get().module().map(name);
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        let is_free = going.place.get_untracked() != Place::Page && !event.default_prevented() && !event.is_composing();
        if event.key() == "Escape" && is_free && inner.sixth.get_untracked().is_none() {
            going.close();
        }
    });
    on_cleanup(move || escape.remove());
    Effect::new(move |_| {
        if let Place::Field(_, spot) = going.place.get() {
            // After the module has drawn what the address asks for.
            request_animation_frame(move || focus(&spot.control));
        }
    });
    Effect::new(move |_| ready());
    view! {
        <main class="sheet" data-open=open>
            <h1 class="unseen">{said::title(lang, week)}</h1>
            <Disputes />
            <div class="page"><Goals /><Tasks /><Channel /><Steps /><Links /><Tracking /><Review /></div>
            <SixthTick />
        </main>
    }
}

/// The control itself, or the first one under the address.
fn focus(control: &str) {
    const NEAREST: [&str; 7] = ["", "/num", "/text", "/planned", "/summary", "/target", "/ticked"];
    _ = NEAREST.iter().any(|it| page::focus_field(&format!("{control}{it}")));
}

/// The sheet is there but cannot be read: nothing empty takes its place.
#[component]
fn Unreadable(why: String) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    Effect::new(move |_| ready());
    view! {
        <main class="plain" role="alert"><h1>{lang.say(Word::SheetUnreadable)}</h1><p>{lang.say(Word::SheetUnreadableSays)}</p><p class="soft">{why}</p>
            <button type="button" class="button" on:click=move |_| session.reopen()>{lang.say(Word::TryAgain)}</button></main>
    }
}
