//! Tracking: the days side by side with their figures; opened, every figure of the week and one day's work and problems.

use chrono::NaiveDate;
use leptos::prelude::Get;

use super::boxes::{button, number_box, ratio_box, seal};
use super::day_tabs::{Days, chosen, day_tabs, days_of};
use super::module::module_frame;
use super::tracking_day::tracking_day;
use crate::app::session::Session;
use crate::app::start::today;
use crate::app::watch::View;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::sheet::points;
use crate::domain::template::{Aggregation, Indicator, Label};
use crate::domain::topic::Topic;
use crate::domain::visits::count;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, said};

pub fn tracking() -> El {
    let note = el("span").text(Session::here().lang_now().say(Word::Daily));
    module_frame(Module::Tracking, vec![note], overview, whole)
}

fn overview() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let days = days_of(session);
    let main: Vec<Indicator> = session.template(|it| it.active().filter(|it| it.main).cloned().collect());
    let texts = [Word::PlanAndDone, Word::AdHoc, Word::OneProblem, Word::Measure].map(|what| {
        el("tr")
            .class("tracking__texts")
            .child(el("th").set("scope", "row").text(lang.say(what)))
            .each(move || days.get(), move |date| text_cell(date, what))
            .child(el("td").class("tracking__week"))
    });
    let figures = main.into_iter().map(|it| figure_row(it, days));
    table(days).child(el("tbody").children(figures.chain(texts)))
}

/// A table with the days as its columns.
fn table(days: Days) -> El {
    let lang = Session::here().lang_now();
    let day = move |date: NaiveDate| {
        let number = el("span").class("num").text(&said::day_number(date));
        on_day(el("th"), date).set("scope", "col").text(said::weekday(lang, date)).text(" ").child(number)
    };
    let what = el("span").class("unseen").text(lang.say(Word::Indicator));
    let heads = el("tr")
        .child(el("th").set("scope", "col").child(what))
        .each(move || days.get(), day)
        .child(el("th").set("scope", "col").class("tracking__week").text(lang.say(Word::ThisWeekShort)));
    el("table").class("figures tracking").child(el("thead").child(heads))
}

fn on_day(cell: El, date: NaiveDate) -> El {
    cell.set("data-today", if date == today() { "true" } else { "false" })
}

/// An indicator's days and its week.
fn figure_row(indicator: Indicator, days: Days) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let places = indicator.decimals;
    let week = {
        let it = indicator.clone();
        session.watch([Topic::Figures(it.id.clone())], move |view| view.sheet.actual(&it, view.template))
    };
    let unit = el("small").class("unit").text(&lang.label(&indicator.unit));
    let name = el("th").set("scope", "row").text(&lang.label(&indicator.name)).text(" ").child(unit);
    el("tr")
        .child(name)
        .each(move || days.get(), move |date| on_day(el("td"), date).child(day_figure(&indicator, date)))
        .child(el("td").class("tracking__week").write(move || week.get().map(|it| it.fixed(places)).unwrap_or_default()))
}

/// One day's box, or what is counted for it.
pub fn day_figure(indicator: &Indicator, date: NaiveDate) -> El {
    let lang = Session::here().lang_now();
    let path = SheetPath::DayValue(date, indicator.id.clone());
    let label = format!("{} {}", lang.label(&indicator.name), said::date(lang, date));
    let part = |own: &Option<Label>, else_: Word| {
        format!("{label} {}", own.as_ref().map_or_else(|| lang.say(else_).to_owned(), |it| lang.label(it)))
    };
    match indicator.week {
        Aggregation::Ratio => {
            ratio_box(&path, &part(&indicator.num, Word::Numerator), &part(&indicator.den, Word::Denominator))
        }
        Aggregation::Visits => day_visits(date),
        Aggregation::Quotient { .. } => el("span").class("soft").text("·"),
        _ => number_box(path, &label),
    }
}

fn day_visits(date: NaiveDate) -> El {
    let done = Session::here().watch([Topic::Visits(date)], move |view| {
        view.sheet.days.get(&date).filter(|it| !it.visits.is_empty()).map(|it| count(it.visits.values()).done)
    });
    el("span").class("num").write(move || done.get().map_or_else(|| "·".to_owned(), |it| it.to_string()))
}

/// What a day says about one thing, point by point.
fn said_of(view: &View, date: NaiveDate, what: Word) -> Vec<String> {
    let Some(day) = view.sheet.days.get(&date) else { return Vec::new() };
    let principal = day.principal().and_then(|it| day.problems.get(it));
    let lines = |text: Option<&String>| text.map(|it| points(it).map(str::to_owned).collect()).unwrap_or_default();
    match what {
        Word::PlanAndDone => lines(day.summary.as_ref()),
        Word::AdHoc => day.adhoc.values().filter_map(|it| it.text.clone()).collect(),
        Word::OneProblem => lines(principal.and_then(|it| it.text.as_ref())),
        _ => lines(principal.and_then(|it| it.measure.as_ref())),
    }
}

/// Where that is written; a fresh record where there is none yet.
fn place_of(session: Session, date: NaiveDate, what: Word) -> SheetPath {
    let held = session.read(|view| {
        let day = view.sheet.days.get(&date)?;
        if what == Word::AdHoc { day.adhoc.keys().next().cloned() } else { day.principal().cloned() }
    });
    let id = || held.flatten();
    match what {
        Word::AdHoc => SheetPath::AdHocText(date, id().unwrap_or_else(|| session.fresh_id())),
        Word::OneProblem => SheetPath::DayProblemText(date, id().unwrap_or_else(|| session.fresh_id())),
        Word::Measure => match id() {
            Some(id) => SheetPath::DayProblemMeasure(date, id),
            None => SheetPath::DayProblemText(date, session.fresh_id()),
        },
        _ => SheetPath::DaySummary(date),
    }
}

/// What one day says about one thing; a tap goes there.
fn text_cell(date: NaiveDate, what: Word) -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let said = session.watch([Topic::Tracking(date)], move |view| said_of(view, date, what));
    let label = move || said.with(|it| format!("{} {} {}", said::date(lang, date), lang.say(what), it.join(" ")));
    let mark = move || (what == Word::OneProblem && !said.with(Vec::is_empty)).then(|| seal(lang));
    let points = move || said.with(|it| it.iter().map(|it| el("span").class("text-cell__point").text(it)).collect());
    let cell = button("text-cell")
        .live("aria-label", move || Some(label()))
        .press(move || going.to(&place_of(session, date, what)))
        .part(mark)
        .child(el("span").parts(points));
    on_day(el("td"), date).child(cell)
}

fn whole() -> El {
    let session = Session::here();
    let days = days_of(session);
    let chosen = chosen(days);
    let asked = match Going::here().path_now() {
        Some(SheetPath::DayValue(_, it)) => Some(it),
        _ => None,
    };
    let held = session.read(|view| view.sheet.days.values().flat_map(|it| it.values.keys().cloned()).collect::<Vec<Id>>());
    let held = held.unwrap_or_default();
    let rows: Vec<Indicator> = session.template(|it| {
        let is_shown = |it: &&Indicator| it.on || held.contains(&it.id) || asked.as_ref() == Some(&it.id);
        it.indicators.iter().filter(is_shown).cloned().collect()
    });
    let figures = table(days).child(el("tbody").children(rows.into_iter().map(|it| figure_row(it, days))));
    el("div")
        .class("tracking-full")
        .live("data-chosen", move || chosen.get().map(|it| it.to_string()))
        .child(el("div").class("tracking-full__figures").child(figures))
        .child(day_tabs(days, chosen, None))
        .each(move || chosen.get().into_iter().collect(), tracking_day)
}
