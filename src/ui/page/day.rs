//! The page of a day, made for the shop floor: today's visits, its figures, what came up, and the summary.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::address::Page;
use crate::app::session::{Opened, Session};
use crate::app::start::{ready_when_drawn, today};
use crate::browser::page;
use crate::domain::history::phrases;
use crate::domain::path::SheetPath;
use crate::domain::topic::Topic;
use crate::domain::week::Week;
use crate::ui::el::{El, el};
use crate::ui::page::week::{focus_asked, not_read};
use crate::ui::part::block::cards;
use crate::ui::part::boxes::line_box;
use crate::ui::part::day_figures::day_figures;
use crate::ui::part::day_tabs::day_count;
use crate::ui::part::find_customer::find_customer;
use crate::ui::part::moving::Moving;
use crate::ui::part::tracking_day::tracking_day;
use crate::ui::part::visit_card::visit_card;
use crate::ui::routes::link;
use crate::words::{Word, days, said};

/// Phrases a note offers.
const PHRASES: usize = 4;

/// The page of a day; nothing until its week is open.
pub fn day_page(date: NaiveDate) -> Option<El> {
    match Session::here().inner().opened.get() {
        Opened::Week(at, _) if at == Week::of(date) => Some(untrack(|| shown(date))),
        Opened::Unreadable(at, why) if at == Week::of(date) => Some(not_read(&why)),
        _ => None,
    }
}

fn shown(date: NaiveDate) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    page::set_title(&days::title(lang, date));
    focus_asked();
    ready_when_drawn();
    let paper = |title: Word| el("section").class("paper").label(lang.say(title)).child(el("h2").text(lang.say(title)));
    let focus = lang.say(Word::DayFocus);
    let visits = paper(Word::Visiting)
        .child(counted(date))
        .child(line_box(SheetPath::DayFocus(date), focus, focus))
        .child(visits(date))
        .child(find_customer(date));
    el("main")
        .class("day")
        .child(heading(date))
        .child(visits)
        .child(paper(Word::DayFigures).child(day_figures(date)))
        .child(paper(Word::Tracking).child(tracking_day(date)))
}

fn visits(date: NaiveDate) -> El {
    let session = Session::here();
    let moving = Moving::begin();
    let known = session.watch([Topic::Visits(date)], |view| phrases(&view.sheets(), PHRASES));
    let codes = session.watch([Topic::Visits(date)], move |view| {
        view.sheet.days.get(&date).map(|it| it.visits.keys().cloned().collect()).unwrap_or_default()
    });
    let asked = move |path: &SheetPath| match path {
        SheetPath::Visit(at, code) if *at == date => Some(code.clone()),
        _ => None,
    };
    let cards = cards("visit-cards", codes, asked, move |code| visit_card(date, &code, known, moving));
    el("div").child(cards).child(moving.status())
}

/// Visits done and planned.
fn counted(date: NaiveDate) -> El {
    let counted = day_count(date);
    let figure = |name: &str, pick: fn((u32, u32)) -> u32| {
        let figure = el("output").set("data-computed", &format!("days/{date}/visits/{name}"));
        figure.write(move || pick(counted.get()).to_string())
    };
    el("p").class("day__count num soft").child(figure("done", |it| it.0)).text("/").child(figure("planned", |it| it.1))
}

/// The day between the ways to its neighbours, and the way to its week.
fn heading(date: NaiveDate) -> El {
    let lang = Session::here().lang_now();
    let go = |to: Option<NaiveDate>, sign: &str, name: Word| {
        let address = Page::Day(to.unwrap_or(date)).address();
        link(&address).class("weeks__go").label(lang.say(name)).text(sign)
    };
    let week = Week::of(date);
    let now = (date != today()).then(|| link(&Page::Day(today()).address()).text(lang.say(Word::Today)));
    el("header")
        .class("day__head")
        .child(go(date.pred_opt(), "‹", Word::DayBefore))
        .child(el("h1").text(&days::name(lang, date)))
        .child(go(date.succ_opt(), "›", Word::DayAfter))
        .children(now)
        .child(link(&Page::Week(week).address()).class("day__week").text(&said::week(lang, week)))
}
