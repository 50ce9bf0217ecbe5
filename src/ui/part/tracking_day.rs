//! One day's tracking in words: plan against done, ad hoc work, and the problems with the one that is held.

use chrono::NaiveDate;

use super::block::{block, cards};
use super::boxes::{line_box, points_box, quiet_button, remove_button, tick_box};
use super::draft::draft;
use super::problem::{cause_box, principal_seal};
use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::topic::Topic;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, drafts};

pub fn tracking_day(date: NaiveDate) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let is_workday = session.read(|view| view.calendar.is_workday(date)).unwrap_or(true);
    let (work, plan) = (lang.say(Word::WorkDay), lang.say(Word::PlanAndDone));
    let work_day =
        el("label").class("work-day").child(tick_box(SheetPath::DayWork(date), work, is_workday)).child(el("span").text(work));
    let draft =
        draft(SheetPath::DaySummary(date), Word::DraftDay, vec![Topic::Visits(date), Topic::Tracking(date)], move |view| {
            let drafted = |it| drafts::day(lang, it, &|code| session.customer(code));
            view.sheet.days.get(&date).map(drafted).unwrap_or_default()
        });
    el("div")
        .class("tracking-day")
        .child(block(plan, vec![draft, work_day]).child(points_box(
            SheetPath::DaySummary(date),
            plan,
            lang.say(Word::PointsHint),
        )))
        .child(ad_hoc_work(date))
        .child(problems(date))
}

fn ad_hoc_work(date: NaiveDate) -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let title = lang.say(Word::AdHoc);
    let ids = session.watch([Topic::Tracking(date)], move |view| {
        view.sheet.days.get(&date).map(|it| it.adhoc.keys().cloned().collect()).unwrap_or_default()
    });
    let asked = move |path: &SheetPath| match path {
        SheetPath::AdHoc(at, id) if *at == date => Some(id.clone()),
        _ => None,
    };
    let row = move |id: Id| {
        el("li")
            .class("card card--line")
            .child(tick_box(SheetPath::AdHocDone(date, id.clone()), lang.say(Word::Done), false))
            .child(line_box(SheetPath::AdHocText(date, id.clone()), title, title))
            .child(remove_button(SheetPath::AdHoc(date, id)))
    };
    let add = move || going.to(&SheetPath::AdHocText(date, session.fresh_id()));
    block(title, vec![quiet_button(lang.say(Word::AddAdHoc), add)]).child(cards("cards", ids, asked, row))
}

fn problems(date: NaiveDate) -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let ids = session.watch([Topic::Tracking(date)], move |view| {
        view.sheet.days.get(&date).map(|it| it.problems.keys().cloned().collect()).unwrap_or_default()
    });
    let principal =
        session.watch([Topic::Tracking(date)], move |view| view.sheet.days.get(&date).and_then(|it| it.principal().cloned()));
    let asked = move |path: &SheetPath| match path {
        SheetPath::DayProblem(at, id) if *at == date => Some(id.clone()),
        _ => None,
    };
    let row = move |id: Id| {
        let measure = lang.say(Word::Measure);
        el("li")
            .class("card card--problem")
            .child(principal_seal(&SheetPath::DayPrincipal(date), &id, principal))
            .child(line_box(SheetPath::DayProblemText(date, id.clone()), lang.say(Word::Problem), lang.say(Word::ProblemHint)))
            .child(cause_box(SheetPath::DayProblemCause(date, id.clone())))
            .child(line_box(SheetPath::DayProblemMeasure(date, id.clone()), measure, measure))
            .child(remove_button(SheetPath::DayProblem(date, id)))
    };
    let add = move || going.to(&SheetPath::DayProblemText(date, session.fresh_id()));
    let hold = el("small").text(lang.say(Word::HoldTheOne));
    block(lang.say(Word::Problems), vec![hold, quiet_button(lang.say(Word::AddProblem), add)])
        .set("role", "group")
        .label(lang.say(Word::OneProblem))
        .child(cards("cards", ids, asked, row))
}
