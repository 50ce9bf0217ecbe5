//! Tasks: last week's problems, the focus, the ticked items with their methods, and the week's visit plan.

use leptos::prelude::*;

use super::boxes::{ChoiceBox, LineBox, PointsBox, RemoveButton, options};
use super::goals::Figure;
use super::module::ModuleFrame;
use super::tick_list::TickList;
use super::visits::{VisitPlan, WeekOfVisits};
use crate::app::session::Session;
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::path::{CAUSES, FOCUS_KINDS, PROBLEM_STATES, SheetPath, TASK_STATES};
use crate::domain::progress::Module;
use crate::domain::tasks::{FocusKind, TaskState};
use crate::domain::topic::Topic;
use crate::ui::routes::Going;
use crate::words::{Lang, Word, said};

#[component]
pub fn Tasks() -> impl IntoView {
    view! { <ModuleFrame module=Module::Tasks note=|| view! { <Counts /> } compact=|| view! { <Overview /> } full=|| view! { <Whole /> } /> }
}

/// Ticks and visits, counted.
#[component]
fn Counts() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let count = |topic: Topic, read: fn(&crate::app::watch::View) -> usize| {
        let count = session.watch([topic], read);
        Signal::derive(move || Some(Decimal::from(count.get() as i64)))
    };
    let ticked = count(Topic::Ticks, |it| it.sheet.ticked().len());
    let done = count(Topic::Ticks, |it| it.sheet.tasks_done());
    let planned = count(Topic::VisitCount, |it| it.sheet.visit_count().planned as usize);
    let made = count(Topic::VisitCount, |it| it.sheet.visit_count().done as usize);
    view! {
        <span class="counts">{lang.say(Word::Ticked)}" "<Figure mark="tasks/ticked".to_owned() value=ticked decimals=0 />"/5 · "
            {lang.say(Word::Done)}" "<Figure mark="tasks/done".to_owned() value=done decimals=0 /></span>
        <span class="counts">{lang.say(Word::Visits)}" "<Figure mark="visits/planned".to_owned() value=planned decimals=0 />" · "
            {lang.say(Word::Made)}" "<Figure mark="visits/done".to_owned() value=made decimals=0 /></span>
    }
}

#[component]
fn Overview() -> impl IntoView {
    view! {
        <div class="tasks">
            <div class="tasks__list"><CarriedLines /><FocusLine /><TickedLines /></div>
            <WeekOfVisits />
        </div>
    }
}

#[component]
fn Whole() -> impl IntoView {
    view! {
        <div class="tasks tasks--full">
            <div class="tasks__list"><Carried /><Focus /><Ticked /><TickList /></div>
            <VisitPlan />
        </div>
    }
}

/// Carried problems in a line each.
#[component]
fn CarriedLines() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let lines = session.watch([Topic::Carried], |view| {
        let line = |(id, it): (&Id, &crate::domain::review::Carried)| {
            (id.clone(), it.text.clone().unwrap_or_default(), it.age(view.week), it.state().word())
        };
        view.sheet.carried.iter().map(line).collect::<Vec<_>>()
    });
    let line = move |(id, text, age, state): (Id, String, Option<i64>, &'static str)| {
        let age = age.map(|it| view! { <small class="age">{said::age(lang, it)}</small> });
        view! { <li data-state=state><button type="button" class="line" on:click=move |_| going.to(&SheetPath::CarriedState(id.clone()))>{text}{age}</button></li> }
    };
    move || {
        (!lines.with(Vec::is_empty)).then(|| {
            view! {
                <h3>{lang.say(Word::LastWeeksProblems)}</h3>
                <ul class="carried">{lines.get().into_iter().map(line).collect_view()}</ul>
            }
        })
    }
}

/// What the focus says: its words, or what it refers to.
pub fn focus_said(view: &crate::app::watch::View, lang: Lang) -> String {
    let focus = &view.sheet.focus;
    let refers = focus.refers.as_ref().and_then(|it| it.parse::<Id>().ok());
    let named = refers.and_then(|it| match focus.kind? {
        FocusKind::Problem => view.sheet.carried.get(&it)?.text.clone(),
        FocusKind::Goal => view.template.indicator(&it).map(|it| lang.label(&it.name)),
        FocusKind::Item => view.template.item(&it).map(|it| lang.label(&it.1.name)),
        FocusKind::Text => None,
    });
    [named, focus.text.clone()].into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[component]
fn FocusLine() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let said = session.watch([Topic::Focus, Topic::Carried], move |view| focus_said(view, lang));
    view! {
        <button type="button" class="focus" on:click=move |_| going.to(&SheetPath::FocusText())>
            <i class="seal" aria-hidden="true">{lang.say(Word::Seal)}</i>
            <span>{lang.say(Word::WeeksFocus)}</span>
            <b>{move || if said.with(String::is_empty) { lang.say(Word::FocusInvites).to_owned() } else { said.get() }}</b>
        </button>
    }
}

#[component]
fn TickedLines() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let lines = session.watch([Topic::Ticks], move |view| {
        let line = |id: &Id| {
            let task = view.sheet.tasks.get(id).cloned().unwrap_or_default();
            let name = view.template.item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name));
            (id.clone(), name, task.method.clone().unwrap_or_default(), task.state().word())
        };
        view.sheet.ticked().iter().chain(view.sheet.ticks_to_choose()).map(line).collect::<Vec<_>>()
    });
    let line = move |(id, name, method, state): (Id, String, String, &'static str)| {
        let chip = view! { <small class="chip" data-state=state>{said::task_state(lang, state)}</small> };
        view! { <li><button type="button" class="tick" on:click=move |_| going.to(&SheetPath::TaskMethod(id.clone()))>
        <i class="tick__box" aria-hidden="true"></i><b>{name}</b>{chip}<em>{method}</em></button></li> }
    };
    let empty = move || {
        lines.with(Vec::is_empty).then(|| view! {
        <li><button type="button" class="line invite" on:click=move |_| going.open(Module::Tasks)>{lang.say(Word::TicksInvite)}</button></li>
    })
    };
    view! { <ul class="ticked">{move || lines.get().into_iter().map(line).collect_view()}{empty}</ul> }
}

/// The focus, to be chosen.
#[component]
fn Focus() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let kinds = options(lang, FOCUS_KINDS, |lang, it| said::focus_kind(lang, it).to_owned());
    let kind = session.watch([Topic::Focus], |view| view.sheet.focus.kind);
    let refers = move || {
        let list: Vec<(String, String)> = session
            .read(|view| match kind.get() {
                Some(FocusKind::Problem) => {
                    view.sheet.carried.iter().map(|(id, it)| (id.to_string(), it.text.clone().unwrap_or_default())).collect()
                }
                Some(FocusKind::Goal) => view.template.active().map(|it| (it.id.to_string(), lang.label(&it.name))).collect(),
                Some(FocusKind::Item) => {
                    let name = |id: &Id| view.template.item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name));
                    view.sheet.ticked().iter().map(|id| (id.to_string(), name(id))).collect()
                }
                _ => Vec::new(),
            })
            .unwrap_or_default();
        view! { <ChoiceBox path=SheetPath::FocusRef() label=lang.say(Word::FocusRef) options=list none="—" /> }
    };
    view! {
        <div class="focus focus--full">
            <i class="seal" aria-hidden="true">{lang.say(Word::Seal)}</i>
            <span>{lang.say(Word::WeeksFocus)}</span>
            <ChoiceBox path=SheetPath::FocusKind() label=lang.say(Word::FocusKind) options=kinds none="—" />
            {refers}
            <LineBox path=SheetPath::FocusText() label=lang.say(Word::WeeksFocus) hint=lang.say(Word::FocusInvites) />
        </div>
    }
}

/// Carried problems with every field.
#[component]
fn Carried() -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let ids = session.watch([Topic::Carried], |view| view.sheet.carried.keys().cloned().collect::<Vec<_>>());
    let shown = move || {
        let asked = going.place.get().path().and_then(|it| match crate::domain::path::Path::record(it)? {
            SheetPath::Carried(id) => Some(id),
            _ => None,
        });
        with_asked(ids.get(), asked)
    };
    let add = move |_| going.to(&SheetPath::CarriedText(session.fresh_id()));
    view! {
        <section class="block">
            <h3>{lang.say(Word::LastWeeksProblems)}<button type="button" class="quiet" on:click=add>{lang.say(Word::AddProblem)}</button></h3>
            <ul class="cards"><For each=shown key=Clone::clone let:id><CarriedCard id /></For></ul>
        </section>
    }
}

/// What is there, and what the address asks for though nothing has been written in it yet.
pub fn with_asked(mut ids: Vec<Id>, asked: Option<Id>) -> Vec<Id> {
    ids.extend(asked.filter(|it| !ids.contains(it)));
    ids
}

#[component]
fn CarriedCard(id: Id) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let states = options(lang, PROBLEM_STATES, |lang, it| said::problem_state(lang, it).to_owned());
    let causes =
        session.template(|it| it.causes.iter().map(|it| (it.id.to_string(), lang.label(&it.name))).collect::<Vec<_>>());
    debug_assert!(causes.len() <= CAUSES.len());
    use SheetPath as P;
    view! {
        <li class="card card--carried">
            <LineBox path=P::CarriedText(id.clone()) label=lang.say(Word::Problem) hint=lang.say(Word::Problem) />
            <ChoiceBox path=P::CarriedState(id.clone()) label=lang.say(Word::State) options=states default="open" />
            <ChoiceBox path=P::CarriedCause(id.clone()) label=lang.say(Word::Cause) options=causes none=lang.say(Word::Cause) />
            <LineBox path=P::CarriedMeasure(id.clone()) label=lang.say(Word::Measure) hint=lang.say(Word::Measure) />
            <LineBox path=P::CarriedWhy(id.clone()) label=lang.say(Word::Why) hint=lang.say(Word::Why) />
            <LineBox path=P::CarriedSince(id.clone()) label=lang.say(Word::Since) hint=lang.say(Word::Since) />
            <LineBox path=P::CarriedFrom(id.clone()) label=lang.say(Word::From) hint=lang.say(Word::From) />
            <RemoveButton record=P::Carried(id) />
        </li>
    }
}

/// The ticked items on top: method, state, result.
#[component]
fn Ticked() -> impl IntoView {
    let session = Session::here();
    let going = Going::here();
    let ids = session.watch([Topic::Ticks], |view| [view.sheet.ticked(), view.sheet.ticks_to_choose()].concat());
    let shown = move || {
        let asked = going.place.get().path().and_then(|it| match it {
            SheetPath::TaskMethod(id) | SheetPath::TaskState(id) | SheetPath::TaskResult(id) => Some(id.clone()),
            _ => None,
        });
        with_asked(ids.get(), asked)
    };
    let surplus = move || {
        session.read(|view| view.sheet.ticks_to_choose().to_vec()).filter(|_| !ids.with(Vec::is_empty)).unwrap_or_default()
    };
    view! { <ul class="cards ticked"><For each=shown key=Clone::clone let:id>
        <TickedCard id=id.clone() surplus=Signal::derive(move || surplus().contains(&id)) />
    </For></ul> }
}

#[component]
fn TickedCard(id: Id, surplus: Signal<bool>) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let (name, hint) = session.template(|it| match it.item(&id) {
        Some((category, item)) => (lang.label(&item.name), lang.label(&category.hint)),
        None => (id.to_string(), String::new()),
    });
    let states = options(lang, TASK_STATES, |lang, it| said::task_state(lang, it).to_owned());
    let drop_label = format!("{} {name}", lang.say(Word::Untick));
    let untick = {
        let id = id.clone();
        move |_| {
            _ = session.edit(
                SheetPath::TaskTicked(id.clone()),
                Some(crate::domain::value::Value::Flag(false)),
                crate::app::session::By::Choice,
            )
        }
    };
    view! {
        <li class="card card--task">
            <b class="card__title">{name}{move || surplus.get().then(|| view! { <small class="chip" data-state="dropped">{lang.say(Word::ChooseAmong)}</small> })}</b>
            <ChoiceBox path=SheetPath::TaskState(id.clone()) label=lang.say(Word::State) options=states default=TaskState::Open.word() />
            <button type="button" class="quiet remove" aria-label=drop_label.clone() title=drop_label on:click=untick>"×"</button>
            <PointsBox path=SheetPath::TaskMethod(id.clone()) label=lang.say(Word::Method) hint />
            <LineBox path=SheetPath::TaskResult(id) label=lang.say(Word::Result) hint=lang.say(Word::Result) />
        </li>
    }
}
