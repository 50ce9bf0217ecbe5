//! One day's tracking in words: plan against done, ad hoc work, and the problems with the one that is held.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::boxes::{LineBox, PointsBox, RemoveButton, TickBox};
use super::problem::{CauseBox, PrincipalSeal};
use super::tasks::with_asked;
use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::topic::Topic;
use crate::ui::routes::Going;
use crate::words::Word;

#[component]
pub fn TrackingDay(date: NaiveDate) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let is_workday = session.read(|view| view.calendar.is_workday(date)).unwrap_or(true);
    view! {
        <div class="tracking-day">
            <section class="block"><h3>{lang.say(Word::PlanAndDone)}<label class="work-day"><TickBox path=SheetPath::DayWork(date) label=lang.say(Word::WorkDay) default=is_workday /><span>{lang.say(Word::WorkDay)}</span></label></h3>
                <PointsBox path=SheetPath::DaySummary(date) label=lang.say(Word::PlanAndDone) hint=lang.say(Word::PointsHint) /></section>
            <AdHocWork date />
            <Problems date />
        </div>
    }
}

#[component]
fn AdHocWork(date: NaiveDate) -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let ids = session.watch([Topic::Tracking(date)], move |view| {
        view.sheet.days.get(&date).map(|it| it.adhoc.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    });
    let shown = move || {
        let asked = going.place.get().path().and_then(|it| match it.record()? {
            SheetPath::AdHoc(at, id) if at == date => Some(id),
            _ => None,
        });
        with_asked(ids.get(), asked)
    };
    let row = move |id: Id| {
        view! {
            <li class="card card--line">
                <TickBox path=SheetPath::AdHocDone(date, id.clone()) label=lang.say(Word::Done) />
                <LineBox path=SheetPath::AdHocText(date, id.clone()) label=lang.say(Word::AdHoc) hint=lang.say(Word::AdHoc) />
                <RemoveButton record=SheetPath::AdHoc(date, id) />
            </li>
        }
    };
    let add = move |_| going.to(&SheetPath::AdHocText(date, session.fresh_id()));
    view! { <section class="block"><h3>{lang.say(Word::AdHoc)}<button type="button" class="quiet" on:click=add>{lang.say(Word::AddAdHoc)}</button></h3>
    <ul class="cards"><For each=shown key=Clone::clone children=row /></ul></section> }
}

#[component]
fn Problems(date: NaiveDate) -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let ids = session.watch([Topic::Tracking(date)], move |view| {
        view.sheet.days.get(&date).map(|it| it.problems.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    });
    let shown = move || {
        let asked = going.place.get().path().and_then(|it| match it.record()? {
            SheetPath::DayProblem(at, id) if at == date => Some(id),
            _ => None,
        });
        with_asked(ids.get(), asked)
    };
    let principal =
        session.watch([Topic::Tracking(date)], move |view| view.sheet.days.get(&date).and_then(|it| it.principal().cloned()));
    let row = move |id: Id| {
        view! {
            <li class="card card--problem">
                <PrincipalSeal path=SheetPath::DayPrincipal(date) id=id.clone() principal />
                <LineBox path=SheetPath::DayProblemText(date, id.clone()) label=lang.say(Word::Problem) hint=lang.say(Word::ProblemHint) />
                <CauseBox path=SheetPath::DayProblemCause(date, id.clone()) />
                <LineBox path=SheetPath::DayProblemMeasure(date, id.clone()) label=lang.say(Word::Measure) hint=lang.say(Word::Measure) />
                <RemoveButton record=SheetPath::DayProblem(date, id) />
            </li>
        }
    };
    let add = move |_| going.to(&SheetPath::DayProblemText(date, session.fresh_id()));
    view! { <section class="block" role="group" aria-label=lang.say(Word::OneProblem)><h3>{lang.say(Word::Problems)}<small>{lang.say(Word::HoldTheOne)}</small><button type="button" class="quiet" on:click=add>{lang.say(Word::AddProblem)}</button></h3>
    <ul class="cards"><For each=shown key=Clone::clone children=row /></ul></section> }
}
