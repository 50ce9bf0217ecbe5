//! Tracking: the days side by side with their figures; opened, every figure of the week and one day's work and problems.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::boxes::{NumberBox, RatioBox};
use super::day_tabs::{DayTabs, chosen, days};
use super::module::ModuleFrame;
use super::tracking_day::TrackingDay;
use crate::app::session::Session;
use crate::app::start::today;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::sheet::points;
use crate::domain::template::{Aggregation, Indicator};
use crate::domain::topic::Topic;
use crate::domain::visits::count;
use crate::ui::routes::Going;
use crate::words::{Word, said};

#[component]
pub fn Tracking() -> impl IntoView {
    let lang = Session::here().lang_now();
    let note = move || lang.say(Word::Daily);
    view! { <ModuleFrame module=Module::Tracking note compact=|| view! { <Overview /> } full=|| view! { <Whole /> } /> }
}

#[component]
fn Overview() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let days = days(session);
    let main: Vec<Indicator> = session.template(|it| it.active().filter(|it| it.main).cloned().collect());
    let texts = [Word::PlanAndDone, Word::AdHoc, Word::OneProblem, Word::Measure];
    view! {
        <table class="figures tracking">
            <Head days />
            <tbody>
                {main.into_iter().map(|indicator| view! { <FigureRow indicator days /> }).collect_view()}
                {texts.map(|what| view! { <tr class="tracking__texts"><th scope="row">{lang.say(what)}</th>
                    <For each=move || days.get() key=|it| *it children=move |date| view! { <TextCell date what /> } /><td class="tracking__week"></td></tr> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Head(days: Memo<Vec<NaiveDate>>) -> impl IntoView {
    let lang = Session::here().lang_now();
    let day = move |date: NaiveDate| view! { <th scope="col" data-today=(date == today()).to_string()>{said::weekday(lang, date)}" "<span class="num">{said::day_number(date)}</span></th> };
    view! { <thead><tr><th scope="col"><span class="unseen">{lang.say(Word::Indicator)}</span></th><For each=move || days.get() key=|it| *it children=day />
    <th scope="col" class="tracking__week">{lang.say(Word::ThisWeekShort)}</th></tr></thead> }
}

/// An indicator's days and its week.
#[component]
fn FigureRow(indicator: Indicator, days: Memo<Vec<NaiveDate>>) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let (name, unit, places) = (lang.label(&indicator.name), lang.label(&indicator.unit), indicator.decimals);
    let week = {
        let it = indicator.clone();
        session.watch([Topic::Figures(it.id.clone())], move |view| view.sheet.actual(&it, view.template))
    };
    let cell = move |date: NaiveDate| view! { <td data-today=(date == today()).to_string()><DayFigure indicator=indicator.clone() date /></td> };
    view! {
        <tr>
            <th scope="row">{name}" "<small class="unit">{unit}</small></th>
            <For each=move || days.get() key=|it| *it children=cell />
            <td class="tracking__week">{move || week.get().map(|it| it.fixed(places))}</td>
        </tr>
    }
}

/// One day's box, or what is counted for it.
#[component]
fn DayFigure(indicator: Indicator, date: NaiveDate) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let path = SheetPath::DayValue(date, indicator.id.clone());
    let label = format!("{} {}", lang.label(&indicator.name), said::date(lang, date));
    let part = |own: &Option<crate::domain::template::Label>, else_: Word| {
        format!("{label} {}", own.as_ref().map_or_else(|| lang.say(else_).to_owned(), |it| lang.label(it)))
    };
    match indicator.week {
        Aggregation::Ratio => {
            view! { <RatioBox path num=part(&indicator.num, Word::Numerator) den=part(&indicator.den, Word::Denominator) /> }
                .into_any()
        }
        Aggregation::Visits => view! { <DayVisits date /> }.into_any(),
        Aggregation::Quotient { .. } => view! { <span class="soft">"·"</span> }.into_any(),
        _ => view! { <NumberBox path label /> }.into_any(),
    }
}

#[component]
fn DayVisits(date: NaiveDate) -> impl IntoView {
    let done = Session::here().watch([Topic::Visits(date)], move |view| {
        view.sheet.days.get(&date).filter(|it| !it.visits.is_empty()).map(|it| count(it.visits.values()).done)
    });
    view! { <span class="num">{move || done.get().map_or_else(|| "·".to_owned(), |it| it.to_string())}</span> }
}

/// What one day says about one thing; a tap goes there.
#[component]
fn TextCell(date: NaiveDate, what: Word) -> impl IntoView {
    let session = Session::here();
    let going = Going::here();
    let said = session.watch([Topic::Tracking(date)], move |view| {
        let Some(day) = view.sheet.days.get(&date) else { return Vec::new() };
        let principal = day.principal().and_then(|it| day.problems.get(it));
        let lines = |text: Option<&String>| text.map(|it| points(it).map(str::to_owned).collect()).unwrap_or_default();
        match what {
            Word::PlanAndDone => lines(day.summary.as_ref()),
            Word::AdHoc => day.adhoc.values().filter_map(|it| it.text.clone()).collect(),
            Word::OneProblem => lines(principal.and_then(|it| it.text.as_ref())),
            _ => lines(principal.and_then(|it| it.measure.as_ref())),
        }
    });
    let lang = session.lang_now();
    let is_one = move || what == Word::OneProblem && !said.with(Vec::is_empty);
    let target =
        move |_| match (what, session.read(|view| view.sheet.days.get(&date).and_then(|it| it.principal().cloned())).flatten())
        {
            (Word::OneProblem, Some(id)) => going.to(&SheetPath::DayProblemText(date, id)),
            (Word::Measure, Some(id)) => going.to(&SheetPath::DayProblemMeasure(date, id)),
            (Word::AdHoc, _) => {
                match session.read(|view| view.sheet.days.get(&date).and_then(|it| it.adhoc.keys().next().cloned())).flatten() {
                    Some(id) => going.to(&SheetPath::AdHocText(date, id)),
                    None => going.to(&SheetPath::AdHocText(date, session.fresh_id())),
                }
            }
            (Word::OneProblem | Word::Measure, None) => going.to(&SheetPath::DayProblemText(date, session.fresh_id())),
            _ => going.to(&SheetPath::DaySummary(date)),
        };
    let label = move || format!("{} {}", said::date(lang, date), lang.say(what));
    view! { <td data-today=(date == today()).to_string()><button type="button" class="text-cell" aria-label=move || format!("{} {}", label(), said.get().join(" ")) on:click=target>
    {move || is_one().then(|| view! { <i class="seal" aria-hidden="true" data-mark=lang.say(Word::Seal)></i> })}
    <span>{move || said.get().into_iter().map(|it| view! { <span class="text-cell__point">{it}</span> }).collect_view()}</span></button></td> }
}

#[component]
fn Whole() -> impl IntoView {
    let session = Session::here();
    let days = days(session);
    let chosen = chosen(days);
    let all: Vec<Id> = session.template(|it| it.active().map(|it| it.id.clone()).collect());
    let extra = session
        .read(|view| view.sheet.days.values().flat_map(|it| it.values.keys().cloned()).collect::<Vec<_>>())
        .unwrap_or_default();
    let asked = match Going::here().place.get_untracked().path() {
        Some(SheetPath::DayValue(_, it)) => vec![it.clone()],
        _ => Vec::new(),
    };
    let rows: Vec<Indicator> = session.template(|it| {
        it.indicators.iter().filter(|it| [&all, &extra, &asked].iter().any(|list| list.contains(&it.id))).cloned().collect()
    });
    view! {
        <div class="tracking-full" data-chosen=move || chosen.get().map(|it| it.to_string())>
            <div class="tracking-full__figures"><table class="figures tracking"><Head days /><tbody>
                {rows.into_iter().map(|indicator| view! { <FigureRow indicator days /> }).collect_view()}
            </tbody></table></div>
            <DayTabs days chosen />
            {move || chosen.get().map(|date| view! { <TrackingDay date /> })}
        </div>
    }
}
