//! Goals: target, actual and gap of every indicator; opened also the typed actual, attainment, note and definition.

use leptos::prelude::*;

use super::boxes::{LineBox, NumberBox};
use super::module::ModuleFrame;
use crate::app::session::Session;
use crate::domain::decimal::Decimal;
use crate::domain::goals::{Figures, Standing};
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::template::{Better, Indicator};
use crate::domain::topic::Topic;
use crate::ui::routes::Going;
use crate::words::{Word, said};

#[component]
pub fn Goals() -> impl IntoView {
    let lang = Session::here().lang_now();
    let note = move || lang.say(Word::PlusIsGood);
    view! { <ModuleFrame module=Module::Goals note compact=|| view! { <GoalTable full=false /> } full=|| view! { <GoalTable full=true /> } /> }
}

/// The indicators that are on, and any other that holds something or is asked for.
fn shown(session: Session) -> Vec<Indicator> {
    let asked = match Going::here().place.get_untracked().path() {
        Some(SheetPath::GoalTarget(it) | SheetPath::GoalActual(it) | SheetPath::GoalNote(it)) => Some(it.clone()),
        _ => None,
    };
    let held: Vec<Id> = session.read(|view| view.sheet.goals.keys().cloned().collect()).unwrap_or_default();
    session.template(|it| {
        let wanted = |it: &&Indicator| it.on || held.contains(&it.id) || asked.as_ref() == Some(&it.id);
        it.indicators.iter().filter(wanted).cloned().collect()
    })
}

#[component]
fn GoalTable(full: bool) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let rows = shown(session).into_iter().map(|indicator| view! { <GoalRow indicator full /> }).collect_view();
    view! {
        <table class="figures goals" class:goals--full=full>
            <thead><tr>
                <th scope="col">{lang.say(Word::Indicator)}</th>
                <th scope="col">{lang.say(Word::Target)}</th>
                <th scope="col">{lang.say(Word::Actual)}</th>
                {full.then(|| view! { <th scope="col">{lang.say(Word::TypedActual)}</th> })}
                <th scope="col">{lang.say(Word::Gap)}</th>
                <th scope="col" class="goals__bar">{lang.say(Word::Attainment)}</th>
                {full.then(|| view! { <th scope="col" class="goals__note">{lang.say(Word::Note)}</th> })}
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn GoalRow(indicator: Indicator, full: bool) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let id = indicator.id.clone();
    let name = lang.label(&indicator.name);
    let named = |what: Word| format!("{name} {}", lang.say(what));
    let (target, actual, note) =
        (SheetPath::GoalTarget(id.clone()), SheetPath::GoalActual(id.clone()), SheetPath::GoalNote(id.clone()));
    let figures = watched(session, &indicator);
    let typed = full.then(|| typed_actual(session, &indicator, actual, named(Word::TypedActual)));
    let note = full.then(|| view! { <td class="goals__note"><LineBox path=note label=named(Word::Note) /></td> });
    view! {
        <tr data-standing=move || said::standing(figures.get().standing())>
            <th scope="row"><Name indicator=indicator.clone() full /></th>
            <td><NumberBox path=target label=named(Word::Target) /></td>
            <td><Figure mark=format!("goals/{id}/actual") value=Signal::derive(move || figures.get().actual) decimals=indicator.decimals /></td>
            {typed}
            <td class="gap"><Figure mark=format!("goals/{id}/gap") value=Signal::derive(move || figures.get().gap) decimals=indicator.decimals /></td>
            <td class="goals__bar"><Attainment mark=format!("goals/{id}/attainment") figures /></td>
            {note}
        </tr>
    }
}

fn watched(session: Session, indicator: &Indicator) -> ReadSignal<Figures> {
    let indicator = indicator.clone();
    session.watch([Topic::Figures(indicator.id.clone())], move |view| view.sheet.figures(&indicator, view.template, None))
}

/// The box for a typed actual; a counted indicator has none.
fn typed_actual(session: Session, indicator: &Indicator, path: SheetPath, label: String) -> impl IntoView + use<> {
    let (it, places) = (indicator.clone(), indicator.decimals);
    let counted = session.watch([Topic::Figures(it.id.clone())], {
        let it = it.clone();
        move |view| view.sheet.counted(&it, view.template)
    });
    let computed = Signal::derive(move || counted.get().map(|it| it.fixed(places)).unwrap_or_default());
    let lang = session.lang_now();
    let body = if it.is_counted() {
        view! { <span class="soft">{lang.say(Word::Counted)}</span> }.into_any()
    } else {
        view! { <NumberBox path label computed /> }.into_any()
    };
    view! { <td>{body}</td> }
}

/// The indicator's name and unit; its definition on tap.
#[component]
fn Name(indicator: Indicator, full: bool) -> impl IntoView {
    let lang = Session::here().lang_now();
    let (name, unit) = (lang.label(&indicator.name), lang.label(&indicator.unit));
    let lower = matches!(indicator.better, Better::Lower).then_some("↓");
    let definition = lang.label(&indicator.definition);
    if full {
        view! { <details class="definition"><summary>{name}" "<small class="unit">{unit}{lower}</small></summary><p>{definition}</p></details> }.into_any()
    } else {
        view! { <span title=definition>{name}" "<small class="unit">{unit}{lower}</small></span> }.into_any()
    }
}

/// A computed figure: its plain number alone, or "not measured".
#[component]
pub fn Figure(mark: String, #[prop(into)] value: Signal<Option<Decimal>>, decimals: u8) -> impl IntoView {
    let class = move || match value.get() {
        None => "figure none",
        Some(it) if it.is_negative() => "figure minus",
        Some(_) => "figure plus",
    };
    view! { <output class=class data-computed=mark>{move || value.get().map(|it| it.fixed(decimals))}</output> }
}

/// Attainment as a share and as a thin bar.
#[component]
fn Attainment(mark: String, #[prop(into)] figures: Signal<Figures>) -> impl IntoView {
    let lang = Session::here().lang_now();
    let share = move || figures.get().attainment;
    let percent = move || match (share(), figures.get().standing()) {
        (Some(it), _) => format!("{}%", it.times(100).fixed(1)),
        (None, Standing::NotMeasured) => lang.say(Word::NotMeasured).to_owned(),
        (None, _) => String::new(),
    };
    let width = move || {
        let share = share().unwrap_or_default().max(Decimal::ZERO).min(Decimal::from(1));
        format!("{}%", share.times(100))
    };
    view! {
        <output class="unseen" data-computed=mark>{move || share().map(|it| it.to_string())}</output>
        <span class="meter" aria-hidden="true"><i style:inline-size=width></i></span>
        <span class="soft percent" aria-hidden="true">{percent}</span>
    }
}
