//! A customer's visits, service points and promises out of the sheets of a year, newest first, and the day the next visit is
//! due. Read after the page is drawn; the list grows meanwhile.

use crate::address::Page;
use crate::app::customers::Past;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::start::today;
use crate::domain::customers::count;
use crate::domain::customers::profile::{Met, last, next};
use crate::domain::id::Id;
use crate::domain::path::{RosterPath, SheetPath};
use crate::domain::week::{Week, parse_date};
use crate::ui::el::{El, el};
use crate::ui::routes::link;
use crate::words::{Word, customers, said};

/// The last visit and the next one.
pub fn customer_due(code: &Id, past: Live<Past>) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let (code, cycle) = (code.clone(), RosterPath::VisitCycle(code.clone()));
    el("p").class("num").write(move || {
        let last = past.with(|it| last(&it.met(&code)));
        customers::due(lang, last, next(last, session.roster(|it| count(it, &cycle))), today())
    })
}

/// All of them.
pub fn customer_visits(code: &Id, past: Live<Past>) -> El {
    let lang = Session::here().lang_now();
    let (code, at) = (code.clone(), code.clone());
    let state = move || {
        let word = past.with(|it| match (it.is_unreadable, it.is_whole, it.met(&at).is_empty()) {
            (true, ..) => Some(Word::VisitsUnreadable),
            (_, false, _) => Some(Word::Reading),
            (_, true, true) => Some(Word::NoVisitsYet),
            _ => None,
        });
        word.map(|it| el("p").class("soft").set("role", "status").text(lang.say(it)))
    };
    el("section")
        .class("paper customer-visits")
        .label(lang.say(Word::VisitsSoFar))
        .child(el("h2").text(lang.say(Word::VisitsSoFar)))
        .child(el("ol").parts(move || past.with(|it| it.met(&code).iter().map(|it| row(&code, it)).collect())))
        .part(state)
}

fn row(code: &Id, it: &Met) -> El {
    let lang = Session::here().lang_now();
    let address = Page::Week(Week::of(it.date)).address();
    let place = SheetPath::VisitNote(it.date, code.clone());
    let outcome = it.visit.outcome.map_or(lang.say(Word::NotYet), |it| said::outcome(lang, it.word()));
    let day = link(&format!("{address}#{place}")).class("num").text(&customers::day(lang, it.date));
    let line = |name: Word, text: &Option<String>| {
        let text = text.as_ref().filter(|it| !it.trim().is_empty())?;
        Some(el("p").child(el("span").class("soft").text(lang.say(name)).text(" ")).text(text))
    };
    let due = it.visit.due.as_ref().and_then(|it| parse_date(it).ok());
    let due = due.map(|it| format!("{} {}", lang.say(Word::Due), customers::day(lang, it)));
    let promise = line(Word::Promise, &it.visit.promise);
    let promise = promise.map(|it| it.child(el("span").class("soft").text(" ").text(&due.unwrap_or_default())));
    el("li")
        .class("customer-visit")
        .set("data-date", &it.date.to_string())
        .set("data-outcome", it.visit.outcome.map_or("", |it| it.word()))
        .child(el("p").class("customer-visit__head").child(day).child(el("span").text(outcome)))
        .children(line(Word::Point, &it.visit.point))
        .children(line(Word::VisitNote, &it.visit.note))
        .children(promise)
}
