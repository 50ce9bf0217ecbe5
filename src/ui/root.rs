//! The root: router, bar, and the first start before anything else.

use leptos::prelude::*;
use leptos_router::components::Router;

use super::el::{El, el};
use super::page::customer::customer_page;
use super::page::customers::{customers_page, open_customers};
use super::page::day::day_page;
use super::page::drawn::drawn_page;
use super::page::exchange::exchange;
use super::page::missing::missing;
use super::page::month::{month_page, open_months};
use super::page::office::office;
use super::page::paper::paper_page;
use super::page::settings::settings;
use super::page::week::{open_weeks, week_page};
use super::page::welcome::welcome;
use super::part::banners::banners;
use super::part::bar::bar;
use super::part::phrases::offer_phrases;
use super::routes::{Going, rescue_link};
use crate::address::Page;
use crate::app::exchange::{AREA, HISTORY, PROBLEMS};
use crate::app::live::{Live, follow, whether};
use crate::app::saving::TOO_LONG;
use crate::app::session::Session;
use crate::app::start::{CannotStart, listen, ready_when_drawn, start, today};
use crate::browser::{lifecycle, page};
use crate::domain::week::Week;
use crate::words::{Lang, Word, storage};

/// Opens what the device holds, and then the app; until then the page's own opening text stands.
#[component]
pub fn Opening(lang: Lang) -> impl IntoView {
    let opened = Live::new(None);
    lifecycle::later(TOO_LONG, move || {
        // What is drawn after that may take its time: the storage has answered.
        if opened.with_untracked(Option::is_none) {
            page::say_in_boot(lang.say(Word::NoAnswerYet));
        }
    });
    leptos::task::spawn_local_scoped(async move {
        let started = start(lang).await;
        if let Ok(session) = &started {
            listen(*session);
            // Opened before anything is drawn: drawing the bar round an empty page costs as much as the page.
            let (path, base) = (page::path(), page::base_path());
            match Page::parse(path.strip_prefix(&base).unwrap_or(&path)) {
                Page::Week(week) => session.week_opened(week).await,
                Page::Home | Page::Today | Page::ThisWeek => session.week_opened(Week::of(today())).await,
                Page::Day(date) => session.week_opened(Week::of(date)).await,
                _ => {}
            }
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
    let known = whether(move || {
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
    let going = Going::here();
    open_weeks();
    open_months();
    offer_phrases();
    // An address without a page of its own leads on to where one works.
    follow(move || {
        open_customers();
        let is_day = match going.page.get() {
            // In a shop the day is what counts, at a desk the week.
            Page::Home => page::media_matches("(width < 700px)"),
            Page::Today => true,
            Page::ThisWeek => false,
            _ => return,
        };
        going.on(if is_day { Page::Day(today()) } else { Page::Week(Week::of(today())) })
    });
    let page = move || {
        let shown = match going.page.get() {
            Page::Home | Page::Today | Page::ThisWeek => None,
            Page::Week(week) => week_page(week),
            Page::WeekPaper(week) => Some(untrack(|| paper_page(Page::Week(week), &week.to_string()))),
            Page::MonthPaper(month) => Some(untrack(|| paper_page(Page::Month(month), &month.to_string()))),
            Page::NoWeek => Some(missing(Word::NoSuchWeek)),
            Page::Day(date) => day_page(date),
            Page::NoDay => Some(missing(Word::NoSuchDay)),
            Page::Month(month) => month_page(month),
            Page::NoMonth => Some(missing(Word::NoSuchMonth)),
            Page::Customers => customers_page(),
            Page::Customer(code) => customer_page(&code),
            Page::Area => Some(untrack(|| drawn_page(AREA))),
            Page::History => Some(untrack(|| drawn_page(HISTORY))),
            Page::Problems => Some(untrack(|| drawn_page(PROBLEMS))),
            Page::Help => Some(untrack(|| drawn_page("help"))),
            Page::Exchange => Some(untrack(exchange)),
            Page::Settings => Some(untrack(settings)),
            Page::Office => Some(untrack(office)),
            Page::Missing => Some(missing(Word::NoSuchPage)),
        };
        shown.map(El::view)
    };
    view! { {bar().view()} {banners().view()} {page} }
}

/// The app could not start: what happened, what is safe, what to do.
fn broken(lang: Lang, why: &CannotStart) -> El {
    ready_when_drawn();
    // For public/offline.js: another build may do better.
    page::mark("data-broken", "");
    el("main")
        .class("plain")
        .set("role", "alert")
        .child(el("h1").text(lang.say(Word::CannotStart)))
        .child(el("p").text(storage::cannot_start(lang, &why.fault())))
        .child(el("p").class("soft").text(lang.say(Word::NothingChanged)))
        .child(el("p").child(el("a").class("button").set("href", "").text(lang.say(Word::Reload))))
        .child(el("p").child(rescue_link(lang)))
}
