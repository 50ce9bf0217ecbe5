//! The week's visit plan: an overview of days, and one day with all its visits.

use chrono::NaiveDate;
use leptos::ev::Event;
use leptos::prelude::Get;

use super::block::{block, cards};
use super::boxes::{Choice, button, choice_box, date_box, line_box, options, quiet_button, remove_button, tick_box};
use super::day_tabs::{chosen, day_count, day_tabs, days_of};
use super::due_customers::due_customers;
use super::moving::Moving;
use crate::app::live::Live;
use crate::app::session::{By, Session};
use crate::app::start::today;
use crate::app::typing::code;
use crate::browser::typing::Control;
use crate::domain::id::Id;
use crate::domain::path::{OUTCOMES, RosterPath, SheetPath};
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::domain::visits::Visit;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, days, said};

/// How many visits of a day the overview names.
const NAMED: usize = 7;

/// The days side by side.
pub fn week_of_visits() -> El {
    let (days, moving) = (days_of(Session::here()), Moving::begin());
    let week = el("div").class("visit-week").each(move || days.get(), move |date| visit_day(date, moving));
    el("div").class("visit-overview").child(week).child(moving.status())
}

/// A day is one button; its visits lie above it, for they can be dragged to another day.
fn visit_day(date: NaiveDate, moving: Moving) -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let focus = session.watch([Topic::Visits(date)], move |view| {
        view.sheet.days.get(&date).and_then(|it| it.focus.clone()).unwrap_or_default()
    });
    let visits = session.watch([Topic::Visits(date)], move |view| {
        let line = |(code, it): (&Id, &Visit)| {
            let said = it.note.clone().or_else(|| it.point.clone()).unwrap_or_default();
            (code.clone(), it.outcome.map_or("", |it| it.word()), said)
        };
        view.sheet.days.get(&date).map(|it| it.visits.iter().map(line).collect::<Vec<_>>()).unwrap_or_default()
    });
    let lines = move || {
        let visits = visits.get();
        let rest = visits.len().saturating_sub(NAMED);
        let line = |(code, outcome, said): (Id, &str, String)| {
            let visit = el("li").class("visit").set("data-outcome", outcome).text(&session.customer(&code)).text(" ");
            moving.carries(visit.child(el("i").text(&said)), date, &code)
        };
        let more = (rest > 0).then(|| el("li").class("soft").text(&said::and_more(lang, rest)));
        visits.into_iter().take(NAMED).map(line).chain(more).collect()
    };
    let counted = day_count(date);
    let share = move || said::share(counted.get());
    let label = move || Some(format!("{} {}", days::name(lang, date), share()));
    let head = el("span")
        .class("visit-day__head")
        .child(el("b").text(said::weekday(lang, date)))
        .child(el("span").class("num").write(share));
    let day = el("div")
        .class("visit-day")
        .set("data-today", if date == today() { "true" } else { "false" })
        .press(move || going.to(&SheetPath::DayFocus(date)))
        .child(button("visit-day__open").live("aria-label", label))
        .child(head)
        .child(el("strong").write(move || focus.get()))
        .child(el("ul").parts(lines));
    moving.takes(day, date)
}

/// One day's visits with every field, and the days to choose from.
pub fn visit_plan() -> El {
    let session = Session::here();
    let (days, moving) = (days_of(session), Moving::begin());
    let chosen = chosen(days);
    block(session.lang_now().say(Word::VisitPlan), Vec::new())
        .child(day_tabs(days, chosen, Some(moving)))
        .each(move || chosen.get().into_iter().collect(), move |date| day_of_visits(date, moving))
        .child(moving.status())
        .class("block visit-plan")
}

fn day_of_visits(date: NaiveDate, moving: Moving) -> El {
    let session = Session::here();
    let focus = session.lang_now().say(Word::DayFocus);
    let codes = session.watch([Topic::Visits(date)], move |view| {
        view.sheet.days.get(&date).map(|it| it.visits.keys().cloned().collect()).unwrap_or_default()
    });
    let asked = move |path: &SheetPath| match path {
        SheetPath::Visit(at, code) if *at == date => Some(code.clone()),
        _ => None,
    };
    el("div")
        .class("visit-plan__day")
        .child(line_box(SheetPath::DayFocus(date), focus, focus))
        .part(focus_for_all(date))
        .child(cards("visit-rows", codes, asked, move |code| visit_row(date, &code, moving)))
        .child(due_customers(date))
        .child(add_visit(date))
}

/// Makes the day's focus the service point of all who have none yet; each may be changed for itself.
fn focus_for_all(date: NaiveDate) -> impl Fn() -> Option<El> {
    let session = Session::here();
    let without = session.watch([Topic::Visits(date)], move |view| {
        let day = view.sheet.days.get(&date)?;
        let text = day.focus.clone().filter(|it| !it.trim().is_empty())?;
        let is_blank = |it: &Visit| it.point.as_ref().is_none_or(|it| it.trim().is_empty());
        let codes: Vec<Id> = day.visits.iter().filter(|it| is_blank(it.1)).map(|it| it.0.clone()).collect();
        (!codes.is_empty()).then_some((text, codes))
    });
    move || {
        let (text, codes) = without.get()?;
        let edit = move |code: &Id| (SheetPath::VisitPoint(date, code.clone()), Some(Value::Text(text.clone())));
        let all = move || session.edit_all(codes.iter().map(&edit).collect());
        Some(quiet_button(session.lang_now().say(Word::PointForAll), all))
    }
}

fn visit_row(date: NaiveDate, code: &Id, moving: Moving) -> El {
    use SheetPath as P;
    let session = Session::here();
    let lang = session.lang_now();
    let (id, shown) = (|| code.clone(), code.clone());
    let line = |path: SheetPath, word: Word| line_box(path, lang.say(word), lang.say(word));
    let outcomes = Choice::or_none(options(lang, OUTCOMES, said::outcome), lang.say(Word::NotYet));
    let planned = tick_box(P::VisitPlanned(date, id()), lang.say(Word::Planned), false);
    let name = el("span")
        .class("visit-row__name")
        .child(el("b").write(move || session.customer(&shown)))
        .child(el("small").class("num").text(code.as_str()));
    el("li")
        .class("visit-row")
        .child(el("span").class("visit-row__planned").child(planned))
        .child(moving.carries(name, date, code))
        .child(line(P::VisitPoint(date, id()), Word::Point))
        .child(choice_box(P::VisitOutcome(date, id()), lang.say(Word::Outcome), outcomes))
        .child(line(P::VisitNote(date, id()), Word::VisitNote))
        .child(line(P::VisitPromise(date, id()), Word::Promise))
        .child(date_box(P::VisitDue(date, id()), lang.say(Word::Due)))
        .children(moving.days(date, code))
        .child(remove_button(P::Visit(date, id())))
}

/// A code, and a name if the shop is new.
fn add_visit(date: NaiveDate) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let refused = Live::new(false);
    let (code_box, name_box) = (free_box(lang.say(Word::CustomerCode)), free_box(lang.say(Word::ShopName)));
    let typed = [&code_box, &name_box].map(|it| Control::of(it.element().as_ref()));
    let add = move |event: Event| {
        event.prevent_default();
        let [Some(typed_code), Some(typed_name)] = &typed else { return };
        let Some(code) = code(&typed_code.value()) else { return refused.change(true) };
        refused.change(false);
        let name = crate::domain::text::clean(typed_name.value().trim()).text;
        if !name.is_empty() {
            session.set_customer(RosterPath::Name(code.clone()), Some(Value::Text(name)), By::Choice);
        }
        // A flag is never a sixth tick here, so there is nothing to refuse.
        _ = session.edit(SheetPath::VisitPlanned(date, code), Some(Value::Flag(true)), By::Choice);
        [typed_code, typed_name].iter().for_each(|it| it.set_value(""));
    };
    let rule = move || refused.get().then(|| el("small").set("role", "alert").class("minus").text(lang.say(Word::CodeRule)));
    el("form")
        .class("visit-add")
        .on("submit", add)
        .child(code_box.says("aria-invalid", move || refused.get()))
        .child(name_box)
        .child(el("button").set("type", "submit").text(lang.say(Word::AddVisit)))
        .part(rule)
}

/// A box that is no field of the sheet.
pub fn free_box(label: &str) -> El {
    el("input").set("type", "text").set("autocomplete", "off").label(label).set("placeholder", label)
}
