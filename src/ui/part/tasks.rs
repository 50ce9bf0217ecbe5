//! Tasks: last week's problems, the focus, the ticked items with their methods, and the week's visit plan.

use super::block::{block, cards};
use super::boxes::{
    Choice, Choices, button, choice_box, cross, line_box, options, points_box, quiet_button, remove_button, seal,
};
use super::goals::figure;
use super::hold_one::hold_one;
use super::module::module_frame;
use super::problem::cause_box;
use super::tick_list::tick_list;
use super::visits::{visit_plan, week_of_visits};
use crate::app::session::{By, Session};
use crate::app::watch::View;
use crate::domain::chain::Row;
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::path::{FOCUS_KINDS, PROBLEM_STATES, SheetPath, TASK_STATES};
use crate::domain::progress::Module;
use crate::domain::tasks::{FocusKind, TaskState};
use crate::domain::template::Template;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Lang, Word, said};

pub fn tasks() -> El {
    module_frame(Module::Tasks, counts(), overview, whole)
}

/// Ticks and visits, counted.
fn counts() -> Vec<El> {
    let session = Session::here();
    let lang = session.lang_now();
    let count = |mark: &str, topic: Topic, read: fn(&View) -> usize| {
        let count = session.watch([topic], read);
        figure(mark, 0, move || Some(Decimal::from(count.get() as i64)))
    };
    let ticked = count("tasks/ticked", Topic::Ticks, |it| it.sheet.ticked().len());
    let done = count("tasks/done", Topic::Ticks, |it| it.sheet.tasks_done());
    let planned = count("visits/planned", Topic::VisitCount, |it| it.sheet.visit_count().planned as usize);
    let made = count("visits/done", Topic::VisitCount, |it| it.sheet.visit_count().done as usize);
    let say = |word: Word| format!("{} ", lang.say(word));
    let counts = || el("span").class("counts");
    vec![
        counts().text(&say(Word::Ticked)).child(ticked).text("/5 · ").text(&say(Word::Done)).child(done),
        counts().text(&say(Word::Visits)).child(planned).text(" · ").text(&say(Word::Made)).child(made),
    ]
}

fn overview() -> El {
    let list = el("div").class("tasks__list").parts(carried_lines()).child(focus_line()).child(ticked_lines());
    el("div").class("tasks").child(list).child(week_of_visits())
}

fn whole() -> El {
    let list =
        el("div").class("tasks__list").child(carried()).child(focus()).child(hold_one()).child(ticked()).child(tick_list());
    el("div").class("tasks tasks--full").child(list).child(visit_plan())
}

/// Carried problems in a line each, under their title.
fn carried_lines() -> impl Fn() -> Vec<El> {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let lines = session.watch([Topic::Carried], |view| {
        let line = |Row { id, carried: it }: Row| {
            let (age, state) = (it.age(view.week), it.state().word());
            (id, it.text.unwrap_or_default(), age, state)
        };
        view.carried().into_iter().map(line).collect::<Vec<_>>()
    });
    let line = move |(id, text, age, state): (Id, String, Option<i64>, &str)| {
        let age = age.map(|it| el("small").class("age").text(&said::age(lang, it)));
        let open = move || going.to(&SheetPath::CarriedState(id.clone()));
        el("li").set("data-state", state).child(button("line").press(open).text(&text).children(age))
    };
    move || {
        let lines = lines.get();
        if lines.is_empty() {
            return Vec::new();
        }
        let list = el("ul").class("carried").children(lines.into_iter().map(line));
        vec![el("h3").text(lang.say(Word::LastWeeksProblems)), list]
    }
}

/// What the focus says: its words, or what it refers to.
fn focus_said(view: &View, lang: Lang) -> String {
    let focus = &view.sheet.focus;
    let refers = focus.refers.as_ref().and_then(|it| it.parse::<Id>().ok());
    let named = refers.and_then(|it| match focus.kind? {
        FocusKind::Problem => view.carried().into_iter().find(|row| row.id == it)?.carried.text,
        FocusKind::Goal => view.template.indicator(&it).map(|it| lang.label(&it.name)),
        FocusKind::Item => view.template.item(&it).map(|it| lang.label(&it.1.name)),
        FocusKind::Text => None,
    });
    [named, focus.text.clone()].into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn focus_line() -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let said = session.watch([Topic::Focus, Topic::Carried], move |view| focus_said(view, lang));
    let words = move || Some(said.get()).filter(|it| !it.is_empty()).unwrap_or_else(|| lang.say(Word::FocusInvites).to_owned());
    button("focus")
        .press(move || going.to(&SheetPath::FocusText()))
        .child(seal(lang))
        .child(el("span").text(lang.say(Word::WeeksFocus)))
        .child(el("b").write(words))
}

/// What an item of the tick list is called.
fn item_name(template: &Template, lang: Lang, id: &Id) -> String {
    template.item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name))
}

fn ticked_lines() -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let lines = session.watch([Topic::Ticks], move |view| {
        let line = |id: &Id| {
            let task = view.sheet.tasks.get(id).cloned().unwrap_or_default();
            (id.clone(), item_name(view.template, lang, id), task.method.clone().unwrap_or_default(), task.state().word())
        };
        view.sheet.ticked().iter().chain(view.sheet.ticks_to_choose()).map(line).collect::<Vec<_>>()
    });
    let line = move |(id, name, method, state): (Id, String, String, &str)| {
        let chip = el("small").class("chip").set("data-state", state).text(said::task_state(lang, state));
        let tick = button("tick").press(move || going.to(&SheetPath::TaskMethod(id.clone())));
        let tick = tick.child(el("i").class("tick__box").silent()).child(el("b").text(&name)).child(chip);
        el("li").child(tick.child(el("em").text(&method)))
    };
    let invite = move || {
        let invite = button("line invite").press(move || going.open(Module::Tasks)).text(lang.say(Word::TicksInvite));
        vec![el("li").child(invite)]
    };
    el("ul").class("ticked").parts(move || {
        let lines = lines.get();
        if lines.is_empty() { invite() } else { lines.into_iter().map(line).collect() }
    })
}

/// The focus, to be chosen.
fn focus() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let kinds = Choice::or_none(options(lang, FOCUS_KINDS, said::focus_kind), "—");
    let kind = session.watch([Topic::Focus], |view| view.sheet.focus.kind);
    let refers = move || {
        let kind = kind.get();
        let list = session.read(|view| referred(view, lang, kind)).unwrap_or_default();
        Some(choice_box(SheetPath::FocusRef(), lang.say(Word::FocusRef), Choice::or_none(list, "—")))
    };
    let focus = lang.say(Word::WeeksFocus);
    el("div")
        .class("focus focus--full")
        .child(seal(lang))
        .child(el("span").text(focus))
        .child(choice_box(SheetPath::FocusKind(), lang.say(Word::FocusKind), kinds))
        .part(refers)
        .child(line_box(SheetPath::FocusText(), focus, lang.say(Word::FocusInvites)))
}

/// What a focus of a kind can refer to.
fn referred(view: &View, lang: Lang, kind: Option<FocusKind>) -> Choices {
    match kind {
        Some(FocusKind::Problem) => {
            view.carried().into_iter().map(|it| (it.id.to_string(), it.carried.text.unwrap_or_default())).collect()
        }
        Some(FocusKind::Goal) => view.template.active().map(|it| (it.id.to_string(), lang.label(&it.name))).collect(),
        Some(FocusKind::Item) => {
            view.sheet.ticked().iter().map(|id| (id.to_string(), item_name(view.template, lang, id))).collect()
        }
        Some(FocusKind::Text) | None => Vec::new(),
    }
}

/// Carried problems with every field.
fn carried() -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let ids = session.watch([Topic::Carried], |view| view.carried().into_iter().map(|it| it.id).collect());
    let asked = |path: &SheetPath| match path {
        SheetPath::Carried(id) => Some(id.clone()),
        _ => None,
    };
    let add = move || going.to(&SheetPath::CarriedText(session.fresh_id()));
    let why = session.inner().chain_unreadable;
    let unreadable = move || {
        let said = |why: String| format!("{} {why}", lang.say(Word::ChainUnreadable));
        why.get().map(|it| el("p").class("minus").set("role", "alert").text(&said(it)))
    };
    block(lang.say(Word::LastWeeksProblems), vec![quiet_button(lang.say(Word::AddProblem), add)]).part(unreadable).child(cards(
        "cards",
        ids,
        asked,
        move |id| carried_card(session, &id),
    ))
}

fn carried_card(session: Session, id: &Id) -> El {
    use SheetPath as P;
    let lang = session.lang_now();
    // One that was brought in is solved or dropped; taken away, it would come back.
    let at = id.clone();
    let is_brought = session.watch([Topic::Carried], move |view| view.brought.iter().any(|it| it.id == at));
    let record = P::Carried(id.clone());
    let remove = move || (!is_brought.get()).then(|| remove_button(record.clone()));
    let line = |path: SheetPath, word: Word| line_box(path, lang.say(word), lang.say(word));
    let states = Choice::of(options(lang, PROBLEM_STATES, said::problem_state), "open");
    el("li")
        .class("card card--carried")
        .child(line(P::CarriedText(id.clone()), Word::Problem))
        .child(choice_box(P::CarriedState(id.clone()), lang.say(Word::State), states))
        .child(cause_box(P::CarriedCause(id.clone())))
        .child(line(P::CarriedMeasure(id.clone()), Word::Measure))
        .child(line(P::CarriedWhy(id.clone()), Word::Why))
        .child(line(P::CarriedSince(id.clone()), Word::Since))
        .child(line(P::CarriedFrom(id.clone()), Word::From))
        .part(remove)
}

/// The ticked items on top: method, state, result.
fn ticked() -> El {
    let session = Session::here();
    let ids = session.watch([Topic::Ticks], |view| [view.sheet.ticked(), view.sheet.ticks_to_choose()].concat());
    let asked = |path: &SheetPath| match path {
        SheetPath::TaskMethod(id) | SheetPath::TaskState(id) | SheetPath::TaskResult(id) => Some(id.clone()),
        _ => None,
    };
    cards("cards ticked", ids, asked, move |id| ticked_card(session, id))
}

fn ticked_card(session: Session, id: Id) -> El {
    let lang = session.lang_now();
    let hint = session.template(|it| it.item(&id).map(|it| lang.label(&it.0.hint))).unwrap_or_default();
    let name = session.template(|it| item_name(it, lang, &id));
    let states = Choice::of(options(lang, TASK_STATES, said::task_state), TaskState::Open.word());
    let at = id.clone();
    let is_surplus = session.watch([Topic::Ticks], move |view| view.sheet.ticks_to_choose().contains(&at));
    let surplus = move || {
        let chip = || el("small").class("chip").set("data-state", "dropped").text(lang.say(Word::ChooseAmong));
        is_surplus.get().then(chip)
    };
    let at = id.clone();
    let untick = move || {
        // Taking a tick away is never a sixth.
        _ = session.edit(SheetPath::TaskTicked(at.clone()), Some(Value::Flag(false)), By::Choice);
    };
    let result = lang.say(Word::Result);
    el("li")
        .class("card card--task")
        .child(el("b").class("card__title").text(&name).part(surplus))
        .child(choice_box(SheetPath::TaskState(id.clone()), lang.say(Word::State), states))
        .child(cross(&format!("{} {name}", lang.say(Word::Untick))).press(untick))
        .child(points_box(SheetPath::TaskMethod(id.clone()), lang.say(Word::Method), &hint))
        .child(line_box(SheetPath::TaskResult(id), result, result))
}
