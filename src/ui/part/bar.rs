//! The bar on top: the week and the way to others, undo and redo, what is saved, and the other pages.

use leptos::prelude::{Get, event_target_value, untrack};

use super::boxes::button;
use crate::address::Page;
use crate::app::saving::SaveState;
use crate::app::session::{Opened, Session};
use crate::app::start::today;
use crate::app::windows::Seat;
use crate::domain::path::{ROLES, SettingsPath};
use crate::domain::progress::days_shown;
use crate::domain::week::{Month, Week, parse_date};
use crate::ui::el::{El, el};
use crate::ui::routes::{Going, href, link};
use crate::words::{Word, said, storage};

/// Milliseconds. A browser takes its time to make a date picker; nobody needs it before the page.
const PICKER_AFTER: u32 = 300;

pub fn bar() -> El {
    let session = Session::here();
    let (lang, going, opened) = (session.lang_now(), Going::here(), session.inner().opened);
    let week = move || match opened.get() {
        Opened::Week(week, _) | Opened::Unreadable(week, _) => Some(week),
        Opened::Nothing => None,
    };
    let home = move || href(&Page::Week(week().unwrap_or_else(|| Week::of(today()))).address());
    let seal = move || el("i").class("seal").silent().set("data-mark", lang.say(Word::BrandSeal));
    let brand = move || {
        el("a")
            .class("bar__brand")
            .label(lang.say(Word::ToTheSheet))
            .live("href", move || Some(home()))
            .child(seal())
            .child(el("b").text(lang.say(Word::Brand)))
    };
    let page = move |page: Page, name: Word| {
        let to = link(&page.address()).text(lang.say(name));
        to.live("aria-current", move || (going.page.get() == page).then(|| "page".to_owned()))
    };
    // Who collects goes there every day.
    let is_head = session.inner().setting(&SettingsPath::Role()).is_some_and(|it| it != ROLES[0]);
    let pages = move || {
        el("nav")
            .class("bar__pages")
            .label(lang.say(Word::Pages))
            .child(page(Page::Day(today()), Word::Today))
            .child(page(Page::Month(Month::of(today())), Word::MonthPlan))
            .child(page(Page::Exchange, Word::Exchange))
            .child(page(Page::Settings, Word::Settings))
            .children(is_head.then(|| page(Page::Office, Word::HeadOffice)))
    };
    let weeks = move || {
        el("div").class("bar__weeks").part(move || week().filter(|_| matches!(going.page.get(), Page::Week(_))).map(weeks))
    };
    // The sheet comes first: a key must not wait for the bar.
    el("header").class("bar").soon(0, move || untrack(|| vec![brand(), weeks(), steps(), saved(), pages()]))
}

/// Previous, next and this week, and a jump to any.
fn weeks(week: Week) -> El {
    let (session, going) = (Session::here(), Going::here());
    let lang = session.lang_now();
    let workdays = session.read(|view| days_shown(view.sheet, view.week, view.calendar).len());
    let workdays = workdays.map(|it| said::workdays(lang, it)).unwrap_or_default();
    let now = Week::of(today());
    let jump = move |event| {
        if let Ok(date) = parse_date(&event_target_value(&event)) {
            going.away(Page::Week(Week::of(date)));
        }
    };
    let go = |to: i64, sign: &str, name: Word| {
        link(&Page::Week(week.plus(to)).address()).class("weeks__go").label(lang.say(name)).text(sign)
    };
    let date = move || {
        let date = el("input").set("type", "date").label(lang.say(Word::JumpToWeek)).set("value", &week.monday().to_string());
        date.on("change", jump)
    };
    let shown = el("label")
        .class("weeks__jump")
        .child(el("strong").class("num").text(&said::week(lang, week)))
        .child(
            el("span")
                .class("num soft")
                .text(&said::week_days(lang, week))
                .child(el("span").class("weeks__workdays").text(&workdays)),
        )
        .soon(PICKER_AFTER, move || vec![date()]);
    let back = (week != now).then(|| link(&Page::Week(now).address()).class("weeks__now").text(lang.say(Word::ThisWeek)));
    el("nav")
        .class("weeks")
        .label(lang.say(Word::Weeks))
        .child(go(-1, "‹", Word::PreviousWeek))
        .child(shown)
        .child(go(1, "›", Word::NextWeek))
        .children(back)
}

fn steps() -> El {
    let session = Session::here();
    let (lang, can, seat) = (session.lang_now(), session.inner().can, session.inner().windows.seat);
    // Refused, a step would only seem to be taken.
    let can_now = move || if seat.get() == Seat::Mine { can.get() } else { (false, false) };
    let step = |name: Word, sign: &str| button("quiet").label(lang.say(name)).set("title", lang.say(name)).text(sign);
    el("span")
        .class("bar__steps")
        .child(step(Word::Undo, "↶").flag("disabled", move || !can_now().0).press(move || session.undo()))
        .child(step(Word::Redo, "↷").flag("disabled", move || !can_now().1).press(move || session.redo()))
}

/// What has become of the last edit, in a line that is always there.
fn saved() -> El {
    let session = Session::here();
    let (lang, state) = (session.lang_now(), session.inner().saving.state);
    let kind = move || match state.get() {
        SaveState::Saved(_) => "saved",
        SaveState::Saving => "saving",
        SaveState::Failing(_) => "failing",
    };
    session.read_given_soon();
    el("span")
        .class("saved")
        .live("data-state", move || Some(kind().to_owned()))
        .child(el("i").silent().text("●"))
        .text(" ")
        .child(el("span").write(move || storage::saved(lang, &state.get().into())))
        .text(" ")
        .child(el("span").class("offline").text(lang.say(Word::WorksOffline)))
        .child(
            el("small")
                .live("data-due", move || session.given_line().1.then(String::new))
                .write(move || session.given_line().0),
        )
}
