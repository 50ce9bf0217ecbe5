//! The sheet: six modules round the PDCA header, as one page.

use leptos::prelude::*;

use crate::address::{Page, Place};
use crate::app::live::follow;
use crate::app::session::{Opened, Session};
use crate::app::start::{LAST_WEEK, ready_when_drawn};
use crate::browser::{page, preferences};
use crate::domain::week::Week;
use crate::ui::el::{El, el};
use crate::ui::page::missing::unreadable;
use crate::ui::part::banners::disputes;
use crate::ui::part::channel::channel;
use crate::ui::part::goals::goals;
use crate::ui::part::links::links;
use crate::ui::part::replies::replies;
use crate::ui::part::review::review;
use crate::ui::part::sixth::sixth_tick;
use crate::ui::part::steps::steps;
use crate::ui::part::tasks::tasks;
use crate::ui::part::tracking::tracking;
use crate::ui::routes::Going;
use crate::ui::turn::Turn;
use crate::words::{Word, said};

/// Opens the sheet of whatever week the address names, and again when the manager changes.
pub fn open_weeks() {
    let (session, going) = (Session::here(), Going::here());
    follow(move || {
        session.inner().settings_changed.track();
        session.inner().example.track();
        let week = match going.page.get() {
            Page::Week(week) => Some(week),
            Page::Day(date) => Some(Week::of(date)),
            _ => None,
        };
        if let (Some(week), Some(_)) = (week, session.manager()) {
            preferences::set(LAST_WEEK, &week.to_string());
            session.open_week(week);
        }
    });
}

/// The page of a week; nothing until it is open.
pub fn week_page(week: Week) -> Option<El> {
    match Session::here().inner().opened.get() {
        Opened::Week(at, _) if at == week => Some(untrack(|| sheet(week))),
        Opened::Unreadable(at, why) if at == week => Some(not_read(&why)),
        _ => None,
    }
}

fn sheet(week: Week) -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    page::set_title(&said::title(lang, week));
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        let is_free = going.place.get_untracked() != Place::Page && !event.default_prevented() && !event.is_composing();
        if event.key() == "Escape" && is_free && session.inner().sixth.with_untracked(Option::is_none) {
            going.close();
        }
    });
    on_cleanup(move || escape.remove());
    focus_asked();
    ready_when_drawn();
    provide_context(Turn::begin());
    let modules = [goals(), tasks(), channel(), steps(), links(), tracking(), review()];
    el("main")
        .class("sheet")
        .live("data-open", move || going.opened().map(str::to_owned))
        .child(el("h1").class("unseen").text(&said::title(lang, week)))
        .part(disputes())
        .part(replies())
        .child(el("div").class("page").children(modules))
        .child(sixth_tick())
}

/// Puts the focus where the address asks, now and whenever it asks for another field.
pub fn focus_asked() {
    let going = Going::here();
    follow(move || {
        if let Place::Field(_, spot) = going.place.get() {
            // After what the address asks for has been drawn.
            request_animation_frame(move || focus(&spot.control));
        }
    });
}

/// The control itself, or the first one under the address.
fn focus(control: &str) {
    const NEAREST: [&str; 7] = ["", "/num", "/text", "/planned", "/summary", "/target", "/ticked"];
    _ = NEAREST.iter().any(|it| page::focus_field(&format!("{control}{it}")));
}

/// The sheet is there but cannot be read.
pub fn not_read(why: &str) -> El {
    let session = Session::here();
    unreadable(Word::SheetUnreadable, why, move || session.reopen())
}
