//! A month's goals: each indicator with its goal, how it stands against the plan to date, and its share of every week.

use super::boxes::quiet_button;
use super::goals::{figure, indicator_name};
use super::month_boxes::month_number;
use super::pace::pace_drawing;
use crate::address::Page;
use crate::app::session::{By, Session};
use crate::app::start::today;
use crate::domain::decimal::Decimal;
use crate::domain::pace::{Pace, Stretch};
use crate::domain::path::MonthPath;
use crate::domain::split::Slice;
use crate::domain::template::Indicator;
use crate::domain::week::Week;
use crate::ui::el::{El, el};
use crate::ui::routes::link;
use crate::words::{Word, months, said};

pub fn month_goals() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let slices = session.month(|it| it.course.view.slices.clone()).unwrap_or_default();
    let head = |word: Word| el("th").set("scope", "col").text(lang.say(word));
    let slice_head = |it: &Slice| {
        let week = link(&Page::Week(it.week).address()).text(&months::slice(lang, it.week));
        let days = el("small").class("soft").text(&months::slice_days(lang, it.workdays.len()));
        el("th").set("scope", "col").child(week).child(days)
    };
    let heads = el("tr")
        .children([Word::Indicator, Word::MonthGoal, Word::SoFar, Word::PlanToDate, Word::AgainstPace].map(head))
        .child(el("th").class("month-goals__pace"))
        .children(slices.iter().map(slice_head))
        .child(head(Word::Remainder));
    let rows = listed(session).into_iter().map(|it| row(session, it, &slices));
    let table = el("table").class("figures month-goals").child(el("thead").child(heads)).child(el("tbody").children(rows));
    let frame = el("div").class("month-goals__frame").set("tabindex", "0").set("role", "region");
    frame.label(lang.say(Word::MonthGoals)).child(table)
}

/// The indicators that are on, and any other with a goal.
fn listed(session: Session) -> Vec<Indicator> {
    let has_goal = session.month(|it| it.course.view.plan.goals.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    session.template(|it| it.indicators.iter().filter(|it| it.on || has_goal.contains(&it.id)).cloned().collect())
}

fn row(session: Session, indicator: Indicator, slices: &[Slice]) -> El {
    let lang = session.lang_now();
    let (id, places, adds_up) = (indicator.id.clone(), indicator.decimals, indicator.adds_up());
    let name = lang.label(&indicator.name);
    let pace = {
        let it = indicator.clone();
        move || session.month(|page| page.course.pace(&it, &session.inner().template, today())).unwrap_or_default()
    };
    let cell = |mark: &str, name: Word, value: fn(&Pace) -> Option<Decimal>| {
        let pace = pace.clone();
        el("td")
            .set("data-label", lang.say(name))
            .child(figure(&format!("month/goals/{id}/{mark}"), places, move || value(&pace())))
    };
    let goal = month_number(MonthPath::Target(id.clone()), &format!("{name} {}", lang.say(Word::MonthGoal)), String::new);
    let drawing = pace_drawing(adds_up, pace.clone(), {
        let name = name.clone();
        move |pace| months::drawing(lang, &name, pace, places)
    });
    let slice = |(at, it): (usize, &Slice)| slice_cell(session, &indicator, it.week, at, pace.clone());
    let (standing, goals) = (pace.clone(), pace.clone());
    let no_goal = move || goals().goal.is_none().then(String::new);
    el("tr")
        .live("data-empty", no_goal)
        .live("data-standing", move || Some(said::standing(standing().standing()).to_owned()))
        .child(el("th").set("scope", "row").child(indicator_name(session, &indicator, false)))
        .child(el("td").set("data-label", lang.say(Word::MonthGoal)).child(goal))
        .child(cell("actual", Word::SoFar, |it| it.actual))
        .child(cell("planned", Word::PlanToDate, |it| it.planned))
        .child(cell("gap", Word::AgainstPace, |it| it.gap).class("gap"))
        .child(el("td").class("month-goals__pace").child(drawing))
        .children(slices.iter().enumerate().map(slice))
        .child(el("td").class("month-goals__rest").set("data-label", lang.say(Word::Remainder)).child(remainder(
            session,
            &indicator,
            pace.clone(),
        )))
}

/// A week's share, what it came to, and what would catch up.
fn slice_cell(session: Session, indicator: &Indicator, week: Week, at: usize, pace: impl Fn() -> Pace + Clone + 'static) -> El {
    let lang = session.lang_now();
    let (id, places) = (indicator.id.clone(), indicator.decimals);
    let stretch = {
        let pace = pace.clone();
        move || pace().slices.get(at).cloned()
    };
    let computed = {
        let stretch = stretch.clone();
        move || stretch().and_then(|it| it.share).map(|it| it.computed.fixed(places)).unwrap_or_default()
    };
    let under = move || {
        let is_left = |it: &Stretch| pace().until.is_some_and(|until| Week::of(until) <= it.week);
        stretch().map(|it| months::under_slice(lang, &it, places, is_left(&it))).unwrap_or_default()
    };
    let label = format!("{} {}", lang.label(&indicator.name), months::slice(lang, week));
    let share = month_number(MonthPath::Slice(id, week), &label, computed);
    el("td")
        .class("month-goals__slice")
        .set("data-label", &months::slice(lang, week))
        .child(share)
        .child(el("small").class("soft").write(under))
}

/// What is not laid on a week, and the two ways to lay it anew.
fn remainder(session: Session, indicator: &Indicator, pace: impl Fn() -> Pace + Clone + 'static) -> El {
    let lang = session.lang_now();
    let (id, places) = (indicator.id.clone(), indicator.decimals);
    let left = {
        let pace = pace.clone();
        move || pace().remainder
    };
    let buttons = move || {
        let now = pace();
        let can_catch_up = now.gap.is_some_and(Decimal::is_negative) && now.slices.iter().any(|it| it.catch_up.is_some());
        let is_typed = now.slices.iter().any(|it| it.share.is_some_and(|it| it.typed.is_some()));
        let catch_up = {
            let (id, now) = (id.clone(), now.clone());
            move || session.set_month(now.caught_up(&id), By::Choice)
        };
        let back = {
            let (id, now) = (id.clone(), now.clone());
            move || {
                let edit = |it: &Stretch| (MonthPath::Slice(id.clone(), it.week), None);
                session.set_month(now.slices.iter().map(edit).collect(), By::Choice);
            }
        };
        let catch_up = can_catch_up.then(|| quiet_button(lang.say(Word::TakeCatchUp), catch_up));
        let back = is_typed.then(|| quiet_button(lang.say(Word::BackToPlan), back));
        catch_up.into_iter().chain(back).collect()
    };
    let left = figure(&format!("month/goals/{}/remainder", indicator.id), places, left);
    el("div").class("month-goals__left").child(left).parts(buttons)
}
