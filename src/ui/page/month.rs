//! The page of a month: goals laid over its weeks, how they stand, the summary and the skills.

use leptos::prelude::*;

use crate::address::Page;
use crate::app::live::follow;
use crate::app::months::OpenedMonth;
use crate::app::session::Session;
use crate::app::start::{ready_when_drawn, today};
use crate::browser::page;
use crate::domain::week::Month;
use crate::ui::el::{El, el};
use crate::ui::page::missing::unreadable;
use crate::ui::part::month_goals::month_goals;
use crate::ui::part::month_summary::month_summary;
use crate::ui::part::skills::skills;
use crate::ui::part::three_months::three_months;
use crate::ui::routes::{Going, link};
use crate::words::{Word, months};

/// Opens the month the address names.
pub fn open_months() {
    let (session, going) = (Session::here(), Going::here());
    follow(move || {
        if let Page::Month(month) = going.page.get() {
            session.open_month(month);
        }
    });
}

/// The page of a month; nothing until it is open.
pub fn month_page(month: Month) -> Option<El> {
    let session = Session::here();
    match session.inner().months.opened.get() {
        OpenedMonth::Month(at) if at == month => Some(untrack(|| shown(month))),
        OpenedMonth::Unreadable(at, why) if at == month => {
            Some(unreadable(Word::MonthUnreadable, &why, move || session.open_month(month)))
        }
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
        .child(paper(Word::MonthGoals).child(hint).child(month_goals()).child(three_months(month)))
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
        .child(link(&Page::MonthPaper(month).address()).text(lang.say(Word::OnPaper)))
}
