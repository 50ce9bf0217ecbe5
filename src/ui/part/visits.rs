//! The week's visit plan: an overview of days, and one day with all its visits.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::boxes::{ChoiceBox, DateBox, LineBox, RemoveButton, TickBox, options};
use super::day_tabs::{DayTabs, chosen, days};
use super::tasks::with_asked;
use crate::app::session::{By, Session};
use crate::app::start::today;
use crate::app::typing::code;
use crate::domain::id::Id;
use crate::domain::path::{OUTCOMES, Path, RosterPath, SheetPath};
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::domain::visits::{VisitCount, count};
use crate::ui::routes::Going;
use crate::words::{Word, said};

/// How many visits of a day the overview names.
const NAMED: usize = 7;

/// The days side by side.
#[component]
pub fn WeekOfVisits() -> impl IntoView {
    let session = Session::here();
    let days = days(session);
    view! { <div class="visit-week"><For each=move || days.get() key=|it| *it let:date><VisitDay date /></For></div> }
}

#[component]
fn VisitDay(date: NaiveDate) -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let focus = session.watch([Topic::Visits(date)], move |view| {
        view.sheet.days.get(&date).and_then(|it| it.focus.clone()).unwrap_or_default()
    });
    let counted = session.watch([Topic::Visits(date)], move |view| {
        let VisitCount { planned, done } = view.sheet.days.get(&date).map(|it| count(it.visits.values())).unwrap_or_default();
        (done, planned)
    });
    let visits = session.watch([Topic::Visits(date)], move |view| {
        let line = |(code, it): (&Id, &crate::domain::visits::Visit)| {
            let said = it.note.clone().or_else(|| it.point.clone()).unwrap_or_default();
            (code.clone(), it.outcome.map_or("", |it| it.word()), said)
        };
        view.sheet.days.get(&date).map(|it| it.visits.iter().map(line).collect::<Vec<_>>()).unwrap_or_default()
    });
    let line = move |(code, outcome, said): (Id, &'static str, String)| {
        view! { <li class="visit" data-outcome=outcome>{session.customer(&code)}" "<i>{said}</i></li> }
    };
    let rest = move || {
        visits
            .with(Vec::len)
            .checked_sub(NAMED)
            .filter(|it| *it > 0)
            .map(|it| view! { <li class="soft">{said::and_more(lang, it)}</li> })
    };
    view! {
        <button type="button" class="visit-day" data-today=(date == today()).to_string() on:click=move |_| going.to(&SheetPath::DayFocus(date))>
            <span class="visit-day__head"><b>{said::weekday(lang, date)}</b><span class="num">{move || said::share(counted.get())}</span></span>
            <strong>{move || focus.get()}</strong>
            <ul>{move || visits.get().into_iter().take(NAMED).map(line).collect_view()}{rest}</ul>
        </button>
    }
}

/// One day's visits with every field, and the days to choose from.
#[component]
pub fn VisitPlan() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let days = days(session);
    let chosen = chosen(days);
    let day = move || chosen.get().map(|date| view! { <DayOfVisits date /> });
    view! { <section class="block visit-plan"><h3>{lang.say(Word::VisitPlan)}</h3><DayTabs days chosen />{day}</section> }
}

#[component]
fn DayOfVisits(date: NaiveDate) -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let codes = session.watch([Topic::Visits(date)], move |view| {
        view.sheet.days.get(&date).map(|it| it.visits.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    });
    let shown = move || {
        let asked = going.place.get().path().and_then(|it| match it.record()? {
            SheetPath::Visit(at, code) if at == date => Some(code),
            _ => None,
        });
        with_asked(codes.get(), asked)
    };
    let row = move |code: Id| view! { <VisitRow date code /> };
    view! {
        <div class="visit-plan__day">
            <LineBox path=SheetPath::DayFocus(date) label=lang.say(Word::DayFocus) hint=lang.say(Word::DayFocus) />
            <ul class="visit-rows"><For each=shown key=Clone::clone children=row /></ul>
            <AddVisit date />
        </div>
    }
}

#[component]
fn VisitRow(date: NaiveDate, code: Id) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let outcomes = options(lang, OUTCOMES, |lang, it| said::outcome(lang, it).to_owned());
    let name = {
        let code = code.clone();
        Signal::derive(move || session.customer(&code))
    };
    let at = (date, code.clone());
    use SheetPath as P;
    view! {
        <li class="visit-row">
            <span class="visit-row__planned"><TickBox path=P::VisitPlanned(at.0, at.1.clone()) label=lang.say(Word::Planned) /></span>
            <span class="visit-row__name"><b>{name}</b><small class="num">{code.to_string()}</small></span>
            <LineBox path=P::VisitPoint(at.0, at.1.clone()) label=lang.say(Word::Point) hint=lang.say(Word::Point) />
            <ChoiceBox path=P::VisitOutcome(at.0, at.1.clone()) label=lang.say(Word::Outcome) options=outcomes none=lang.say(Word::NotYet) />
            <LineBox path=P::VisitNote(at.0, at.1.clone()) label=lang.say(Word::VisitNote) hint=lang.say(Word::VisitNote) />
            <LineBox path=P::VisitPromise(at.0, at.1.clone()) label=lang.say(Word::Promise) hint=lang.say(Word::Promise) />
            <DateBox path=P::VisitDue(at.0, at.1.clone()) label=lang.say(Word::Due) />
            <RemoveButton record=P::Visit(at.0, at.1) />
        </li>
    }
}

/// A code, and a name if the shop is new.
#[component]
fn AddVisit(date: NaiveDate) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let (typed_code, typed_name, refused) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(code) = code(&typed_code.get()) else { return refused.set(true) };
        refused.set(false);
        let name = crate::domain::text::clean(typed_name.get().trim()).text;
        if !name.is_empty() {
            session.set_customer(RosterPath::Name(code.clone()), Some(Value::Text(name)), By::Choice);
        }
        // A flag is never a sixth tick here, so there is nothing to refuse.
        _ = session.edit(SheetPath::VisitPlanned(date, code), Some(Value::Flag(true)), By::Choice);
        typed_code.set(String::new());
        typed_name.set(String::new());
    };
    view! {
        <form class="visit-add" on:submit=add>
            <input type="text" autocomplete="off" aria-label=lang.say(Word::CustomerCode) placeholder=lang.say(Word::CustomerCode) bind:value=typed_code aria-invalid=move || refused.get().to_string() />
            <input type="text" autocomplete="off" aria-label=lang.say(Word::ShopName) placeholder=lang.say(Word::ShopName) bind:value=typed_name />
            <button type="submit">{lang.say(Word::AddVisit)}</button>
            {move || refused.get().then(|| view! { <small role="alert" class="minus">{lang.say(Word::CodeRule)}</small> })}
        </form>
    }
}
