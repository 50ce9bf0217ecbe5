//! Review: main work and how far it got, the week's problems with the one that is held, and the measures.

use leptos::prelude::*;

use super::boxes::{ChoiceBox, DateBox, LineBox, PointsBox, RemoveButton, options};
use super::module::ModuleFrame;
use super::problem::{CauseBox, PrincipalSeal};
use super::tasks::with_asked;
use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::path::{PROBLEM_STATES, Path, SheetPath};
use crate::domain::progress::Module;
use crate::domain::sheet::points;
use crate::domain::topic::Topic;
use crate::domain::tracking::DayProblem;
use crate::domain::value::Value;
use crate::ui::routes::Going;
use crate::words::{Word, said};

#[component]
pub fn Review() -> impl IntoView {
    let lang = Session::here().lang_now();
    let note = move || lang.say(Word::OnFriday);
    view! { <ModuleFrame module=Module::Review note compact=|| view! { <Overview /> } full=|| view! { <Whole /> } /> }
}

#[component]
fn Overview() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let said = session.watch([Topic::Review], |view| {
        let review = &view.sheet.review;
        let principal = review.principal().and_then(|it| review.problems.get(it));
        let lines =
            |text: Option<&String>| text.map(|it| points(it).map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default();
        (
            lines(review.work.as_ref()),
            principal.and_then(|it| it.text.clone()),
            lines(principal.and_then(|it| it.measure.as_ref())),
        )
    });
    let list = |lines: Vec<String>| lines.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
    let to_principal = move |_| {
        let id = session.read(|view| view.sheet.review.principal().cloned()).flatten().unwrap_or_else(|| session.fresh_id());
        going.to(&SheetPath::ReviewProblemText(id));
    };
    view! {
        <div class="review">
            <h3>{lang.say(Word::MainWork)}</h3>
            <button type="button" class="text-cell" on:click=move |_| going.to(&SheetPath::ReviewWork())>
                {move || if said.with(|it| it.0.is_empty()) { view! { <span class="soft">{lang.say(Word::ReviewInvites)}</span> }.into_any() } else { view! { <ol>{list(said.get().0)}</ol> }.into_any() }}
            </button>
            <button type="button" class="focus" on:click=to_principal>
                <i class="seal" aria-hidden="true">{lang.say(Word::Seal)}</i><span>{lang.say(Word::ShortestBoard)}</span>
                <b>{move || said.get().1.unwrap_or_else(|| lang.say(Word::AskTheMost).to_owned())}</b>
            </button>
            <h3>{lang.say(Word::Measures)}</h3>
            <ol class="review__measures">{move || list(said.get().2)}</ol>
        </div>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    view! {
        <div class="review review--full">
            <section class="block"><h3>{lang.say(Word::MainWork)}</h3>
                <PointsBox path=SheetPath::ReviewWork() label=lang.say(Word::MainWork) hint=lang.say(Word::PointsHint) /></section>
            <Problems />
            <FromTheDays />
        </div>
    }
}

#[component]
fn Problems() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let ids = session.watch([Topic::Review], |view| view.sheet.review.problems.keys().cloned().collect::<Vec<_>>());
    let principal = session.watch([Topic::Review], |view| view.sheet.review.principal().cloned());
    let shown = move || {
        let asked = going.place.get().path().and_then(|it| match it.record()? {
            SheetPath::ReviewProblem(id) => Some(id),
            _ => None,
        });
        with_asked(ids.get(), asked)
    };
    let add = move |_| going.to(&SheetPath::ReviewProblemText(session.fresh_id()));
    view! {
        <section class="block"><h3>{lang.say(Word::Problems)}<small>{lang.say(Word::HoldTheOne)}</small><button type="button" class="quiet" on:click=add>{lang.say(Word::AddProblem)}</button></h3>
            <ul class="cards"><For each=shown key=Clone::clone let:id><ProblemCard id principal /></For></ul></section>
    }
}

#[component]
fn ProblemCard(id: Id, principal: ReadSignal<Option<Id>>) -> impl IntoView {
    let lang = Session::here().lang_now();
    let states = options(lang, PROBLEM_STATES, |lang, it| said::problem_state(lang, it).to_owned());
    use SheetPath as P;
    view! {
        <li class="card card--problem card--review">
            <PrincipalSeal path=P::ReviewPrincipal() id=id.clone() principal />
            <LineBox path=P::ReviewProblemText(id.clone()) label=lang.say(Word::Problem) hint=lang.say(Word::ProblemHint) />
            <CauseBox path=P::ReviewProblemCause(id.clone()) />
            <ChoiceBox path=P::ReviewProblemState(id.clone()) label=lang.say(Word::State) options=states default="open" />
            <RemoveButton record=P::ReviewProblem(id.clone()) />
            <LineBox path=P::ReviewProblemAnalysis(id.clone()) label=lang.say(Word::Analysis) hint=lang.say(Word::Analysis) />
            <PointsBox path=P::ReviewProblemMeasure(id.clone()) label=lang.say(Word::Measure) hint=lang.say(Word::Measure) />
            <LineBox path=P::ReviewProblemOwner(id.clone()) label=lang.say(Word::Owner) hint=lang.say(Word::Owner) />
            <DateBox path=P::ReviewProblemDue(id) label=lang.say(Word::Due) />
        </li>
    }
}

/// Problems of the days that are not in the review yet: one tap brings one in, under the same id.
#[component]
fn FromTheDays() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let offered = session.watch([Topic::Review, Topic::Days], |view| {
        let days = view.sheet.days.values().flat_map(|it| it.problems.iter());
        days.filter(|(id, _)| !view.sheet.review.problems.contains_key(*id))
            .map(|(id, it)| Offer(id.clone(), it.clone()))
            .collect::<Vec<_>>()
    });
    let bring = move |Offer(id, it): Offer| {
        let text = |it: &Option<String>| it.clone().map(Value::Text);
        session.edit_all(vec![
            (SheetPath::ReviewProblemText(id.clone()), text(&it.text)),
            (SheetPath::ReviewProblemCause(id.clone()), text(&it.cause)),
            (SheetPath::ReviewProblemMeasure(id), text(&it.measure)),
        ]);
    };
    let row = move |offer: Offer| {
        let text = offer.1.text.clone().unwrap_or_default();
        view! { <li><button type="button" class="line" on:click=move |_| bring(offer.clone())>"+ "{text}</button></li> }
    };
    move || {
        (!offered.with(Vec::is_empty)).then(|| view! {
        <section class="block"><h3>{lang.say(Word::FromTheDays)}</h3><ul class="lines">{offered.get().into_iter().map(row).collect_view()}</ul></section>
    })
    }
}

#[derive(Clone, PartialEq)]
struct Offer(Id, DayProblem);
