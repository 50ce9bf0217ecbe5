//! The page of a month: goals laid over its weeks, how they stand, the summary and the skills.

use leptos::prelude::*;

use crate::address::Page;
use crate::app::months::OpenedMonth;
use crate::app::session::Session;
use crate::app::start::{ready_when_drawn, today};
use crate::browser::page;
use crate::domain::week::Month;
use crate::ui::el::{El, el};
use crate::ui::part::month_goals::month_goals;
use crate::ui::part::month_summary::month_summary;
use crate::ui::part::skills::skills;
use crate::ui::routes::{Going, link};
use crate::words::{Word, months};

/// Opens the month the address names.
pub fn open_months() {
    let (session, going) = (Session::here(), Going::here());
    Effect::new(move |_| {
        if let Page::Month(month) = going.page.get() {
            session.open_month(month);
        }
    });
}

/// The page of a month; nothing until it is open.
pub fn month_page(month: Month) -> Option<El> {
    let session = Session::here();
    let again = move || session.open_month(month);
    match session.inner().months.opened.get() {
        OpenedMonth::Month(at) if at == month => Some(untrack(|| shown(month))),
        OpenedMonth::Unreadable(at, why) if at == month => Some(untrack(|| unreadable(Word::MonthUnreadable, &why, again))),
        _ => None,
    }
}

fn shown(month: Month) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    page::set_title(&months::title(lang, month));
    ready_when_drawn();
    let paper = |title: Word| el("section").class("paper").label(lang.say(title)).child(el("h2").text(lang.say(title)));
    let hint = el("p").class("soft").text(lang.say(Word::MonthHint));
    let rated = el("p").class("soft").text(lang.say(Word::SkillsHint));
    el("main")
        .class("month")
        .child(heading(month))
        .child(paper(Word::MonthGoals).child(hint).child(month_goals()))
        .child(paper(Word::MonthSummary).child(month_summary()))
        .child(paper(Word::Skills).child(rated).child(skills()))
}

/// The month's name between the ways to its neighbours.
fn heading(month: Month) -> El {
    let lang = Session::here().lang_now();
    let go = |to: Month, sign: &str, name: Word| {
        link(&Page::Month(to).address()).class("weeks__go").label(lang.say(name)).text(sign)
    };
    let now = Month::of(today());
    let back = (month != now).then(|| link(&Page::Month(now).address()).text(lang.say(Word::ThisMonth)));
    el("header")
        .class("month__head")
        .child(go(month.plus(-1), "‹", Word::PreviousMonth))
        .child(el("h1").text(&months::month(lang, month)))
        .child(go(month.plus(1), "›", Word::NextMonth))
        .children(back)
}

/// It is there but cannot be read: nothing empty takes its place.
pub fn unreadable(title: Word, why: &str, again: impl Fn() + 'static) -> El {
    let lang = Session::here().lang_now();
    ready_when_drawn();
    let button = el("button").set("type", "button").class("button").text(lang.say(Word::TryAgain));
    el("main")
        .class("plain")
        .set("role", "alert")
        .child(el("h1").text(lang.say(title)))
        .child(el("p").text(lang.say(Word::SheetUnreadableSays)))
        .child(el("p").class("soft").text(why))
        .child(button.press(again))
}
