//! What head office sends its managers to work with: month goals as a table, and days, a template and customers beside them. What
//! is typed is kept at once; nothing leaves but in a file.

use super::office::{people, said};
use super::wall::head;
use super::{Leaf, button, choice, leaf, paper, quiet_button, slot, told};
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::template::Indicator;
use crate::domain::week::Month;
use crate::office::notes::Notes;
use crate::office::scope::Scope;
use crate::office::sending::indicators;
use crate::words::Lang;
use crate::words::head::{self as words, Word as W};
use crate::words::office::Word as O;

/// Managers that stand in the table at once.
pub const MOST: usize = 200;
/// Months to choose from, from this one on.
const MONTHS: i32 = 4;
/// Where the table is shown, where it is told what was kept, and where a file is told of.
const GOALS: &str = "goals";
const KEPT: &str = "goal-kept";
const OUT: &str = "out";
/// What can be sent, as the ticks are called.
pub const GOALS_TOO: &str = "goals";
pub const DAYS_TOO: &str = "days";
pub const TEMPLATE_TOO: &str = "template";
pub const QUESTIONS_TOO: &str = "questions";
pub const ROSTER_TOO: &str = "roster";
/// For whom: everybody in one file, or everybody in a file of his own.
pub const TO_ALL: &str = "";
pub const TO_EACH: &str = "*";

/// A manager of the table, as he is called.
pub type Manager = (Id, String);

/// What the table is about.
pub struct Table<'a> {
    pub scope: &'a Scope<'a>,
    pub notes: &'a Notes,
    pub month: Month,
    pub managers: &'a [Manager],
}

pub fn page(it: &Table, tables: Leaf) -> Leaf {
    let lang = it.scope.lang;
    leaf("div")
        .class("office__papers")
        .child(
            paper()
                .class("paper sending")
                .child(leaf("h2").text(lang.say(W::GoalsOf)))
                .child(leaf("p").class("soft").text(lang.say(W::GoalsSay)))
                .child(choices(it))
                .child(slot(KEPT))
                .child(slot(GOALS).child(tables))
                .child(pasting(lang)),
        )
        .child(publishing(it))
}

fn choices(it: &Table) -> Leaf {
    let (lang, scope) = (it.scope.lang, it.scope);
    let field = |name: &str, options: Vec<(String, String)>, key: &str, chosen: &str| {
        let select = choice(key, name, options, chosen).asks("goals").into(GOALS);
        leaf("label").child(leaf("span").text(name)).child(select)
    };
    let this = Month::of(scope.today);
    let months = (0..MONTHS).map(|at| this.plus(at).to_string()).map(|it| (it.clone(), it)).collect();
    leaf("form")
        .class("office__form")
        .child(field(lang.say(W::Month), months, "month", &it.month.to_string()))
        .child(field(lang.say(O::Unit), said(scope, |books| people(books, |it| it.unit)), "unit", &scope.wish.unit))
        .child(field(lang.say(O::Area), said(scope, |books| people(books, |it| it.area)), "area", &scope.wish.area))
}

/// The table of a month.
pub fn table(it: &Table) -> Leaf {
    let lang = it.scope.lang;
    let all = indicators(it.scope.template);
    let label = |indicator: &Indicator| {
        let unit = lang.label(&indicator.unit);
        let name = lang.label(&indicator.name);
        if unit.is_empty() { name } else { format!("{name} {unit}") }
    };
    let heads = all.iter().map(|it| head_of(&label(it)));
    let shown = &it.managers[..it.managers.len().min(MOST)];
    let rows = shown.iter().map(|manager| {
        let cells = all.iter().map(|indicator| leaf("td").child(cell(it, manager, indicator)));
        leaf("tr").child(leaf("th").set("scope", "row").text(&manager.1)).children(cells)
    });
    let table = leaf("table")
        .class("sending__table")
        .child(leaf("thead").child(leaf("tr").child(head(lang, O::Manager)).children(heads)).child(filling(lang, &all)))
        .child(leaf("tbody").children(rows));
    let scrolled = leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(lang.say(W::GoalsOf));
    let left = it.managers.len() - shown.len();
    leaf("div")
        .class("sending__goals")
        .set("data-month", &it.month.to_string())
        .child(scrolled.child(table))
        .children((left > 0).then(|| leaf("p").class("soft").text(&words::not_shown(lang, left))))
        .child(
            leaf("div")
                .class("giving")
                .child(quiet_button(lang.say(W::CopyLast), "goal-copy").into(GOALS))
                .child(quiet_button(lang.say(W::ClearMonth), "goal-clear").into(GOALS)),
        )
}

fn head_of(name: &str) -> Leaf {
    leaf("th").set("scope", "col").text(name)
}

/// One figure for all that have none.
fn filling(lang: Lang, all: &[&Indicator]) -> Leaf {
    let cell = |it: &&Indicator| {
        let label = format!("{} {}", lang.say(W::FillWith), lang.label(&it.name));
        let input = leaf("input").set("name", &fill_name(&it.id)).set("inputmode", "decimal").label(&label);
        let name = format!("{} {}", lang.say(W::FillColumn), lang.label(&it.name));
        let fill = quiet_button(lang.say(W::FillColumn), &format!("goal-fill {}", it.id)).label(&name).into(GOALS);
        leaf("td").child(leaf("div").class("sending__fill").child(input).child(fill))
    };
    leaf("tr").child(leaf("th").set("scope", "row").text(lang.say(W::FillWith))).children(all.iter().map(cell))
}

/// The name of the box that fills a column.
pub fn fill_name(indicator: &Id) -> String {
    format!("fill/{indicator}")
}

/// The name of a goal's box.
pub fn goal_name(manager: &Id, indicator: &Id) -> String {
    format!("goal/{manager}/{indicator}")
}

fn cell(it: &Table, (manager, name): &Manager, indicator: &Indicator) -> Leaf {
    let lang = it.scope.lang;
    let books = it.scope.books;
    let typed = it.notes.goals.get(&(it.month, manager.clone(), indicator.id.clone())).map_or("", String::as_str);
    let places = (books.names.find(manager), books.names.find(&indicator.id));
    let reported = match places {
        (Some(manager), Some(indicator)) => books.goals(manager, it.month).iter().find(|it| it.0 == indicator).map(|it| it.1),
        _ => None,
    };
    let input = leaf("input")
        .set("type", "text")
        .set("inputmode", "decimal")
        .set("name", &goal_name(manager, &indicator.id))
        .set("value", typed)
        .label(&format!("{name} {}", lang.label(&indicator.name)))
        .asks(&format!("goal {manager} {}", indicator.id))
        .into(KEPT);
    match reported {
        Some(figure) => input.set("placeholder", &figure.to_string()),
        None => input,
    }
}

fn pasting(lang: Lang) -> Leaf {
    let area = leaf("textarea")
        .set("name", "pasted")
        .set("rows", "4")
        .set("placeholder", lang.say(W::PasteHint))
        .label(lang.say(W::Paste));
    leaf("details")
        .class("sending__paste")
        .child(leaf("summary").text(lang.say(W::Paste)))
        .child(area)
        .child(quiet_button(lang.say(W::TakeIn), "goal-paste").into(GOALS))
}

/// What is sent, and for whom.
fn publishing(it: &Table) -> Leaf {
    let (lang, notes) = (it.scope.lang, it.notes);
    let tick = |value: &str, name: W| {
        let tick = leaf("input").set("type", "checkbox").set("name", "with").set("value", value);
        leaf("label").class("check").child(tick).child(leaf("span").text(lang.say(name)))
    };
    let line = |value: &str, name: W, inside: Leaf| leaf("li").child(tick(value, name)).child(inside);
    let everybody =
        [(TO_ALL, W::ToAll), (TO_EACH, W::ToEach)].map(|(value, name)| (value.to_owned(), lang.say(name).to_owned()));
    let managers = it.managers.iter().map(|it| (it.0.to_string(), it.1.clone()));
    let to = choice("for", lang.say(W::SendTo), everybody.into_iter().chain(managers), TO_ALL);
    let to = leaf("label").class("sending__to").child(leaf("span").text(lang.say(W::SendTo))).child(to);
    let questions = leaf("span").class("soft").text(&words::questions_held(lang, notes.questions.len()));
    let parts = leaf("ul")
        .class("sending__parts")
        .child(line(GOALS_TOO, W::WithGoals, leaf("span")))
        .child(line(DAYS_TOO, W::WithDays, days(lang, notes)))
        .child(line(TEMPLATE_TOO, W::WithTemplate, template(lang, notes)))
        .child(line(ROSTER_TOO, W::WithRoster, rosters(it)))
        .child(line(QUESTIONS_TOO, W::WithQuestions, questions));
    paper()
        .class("paper sending")
        .child(leaf("h2").text(lang.say(W::Publish)))
        .child(parts)
        .child(leaf("div").class("giving").child(to).child(button(lang.say(W::SetupFile), "file setup").into(OUT)))
        .child(slot(OUT))
}

fn days(lang: Lang, notes: &Notes) -> Leaf {
    let field = |name: &str, label: W, held: &str| {
        let input =
            leaf("input").set("type", "text").set("name", name).set("value", held).set("placeholder", lang.say(W::DaysHint));
        let input = input.label(lang.say(label)).asks("setup-days").into("setup-days");
        leaf("label").child(leaf("span").text(lang.say(label))).child(input)
    };
    leaf("div")
        .class("sending__days")
        .child(field("work-days", W::WorkDays, &notes.days.0))
        .child(field("off-days", W::OffDays, &notes.days.1))
        .child(slot("setup-days"))
}

/// A way to choose a file.
pub(super) fn picker(lang: Lang, name: W, asks: &str, accepted: &str) -> Leaf {
    let input = leaf("input").set("type", "file").set("accept", accepted).set("name", asks).asks(asks).into(asks);
    leaf("label").class("office__folder").child(leaf("span").text(lang.say(name))).child(input)
}

fn template(lang: Lang, notes: &Notes) -> Leaf {
    leaf("div")
        .class("sending__file")
        .child(picker(lang, W::TemplateFile, "setup-template", ".json,application/json"))
        .child(slot("setup-template").child(template_held(lang, notes)))
}

/// The template that is to be sent.
pub fn template_held(lang: Lang, notes: &Notes) -> Leaf {
    let Some(json) = &notes.template else { return leaf("p").class("soft").text(lang.say(W::NoTemplate)) };
    let name = json.get("name").and_then(|it| it.get(lang.word())).and_then(Json::as_text).unwrap_or_default();
    let version = crate::keeping::foundations::name(json).map_or(0, |it| it.1);
    let gone = quiet_button(lang.say(W::TakeAway), "setup-no-template").into("setup-template");
    leaf("p").class("sending__held").child(leaf("span").text(&words::template_taken(lang, name, version))).child(gone)
}

/// Why a template was not taken, above the one that was.
pub fn template_refused(lang: Lang, why: &str, notes: &Notes) -> Leaf {
    leaf("div").child(told(false, &words::template_refused(lang, why))).child(template_held(lang, notes))
}

fn rosters(it: &Table) -> Leaf {
    let lang = it.scope.lang;
    let managers = it.managers.iter().map(|it| (it.0.to_string(), it.1.clone()));
    let of = choice("roster-of", lang.say(W::RosterOf), managers, "");
    leaf("div")
        .class("sending__file")
        .child(leaf("label").child(leaf("span").text(lang.say(W::RosterOf))).child(of))
        .child(picker(lang, W::RosterFile, "setup-roster", ".xlsx,.xls,.csv,.txt"))
        .child(slot("setup-roster").child(rosters_held(lang, it.notes, &[])))
}

/// The customers that are to be sent, and what was said of the last file.
pub fn rosters_held(lang: Lang, notes: &Notes, sentences: &[String]) -> Leaf {
    let count = |json: &Json| json.as_list().map_or(0, <[Json]>::len);
    let held = |(manager, json): (&Id, &Json)| {
        let gone = quiet_button(lang.say(W::TakeAway), &format!("setup-no-roster {manager}"))
            .label(&format!("{} {manager}", lang.say(W::TakeAway)))
            .into("setup-roster");
        let says = words::roster_taken(lang, manager.as_str(), count(json));
        leaf("p").class("sending__held").child(leaf("span").text(&says)).child(gone)
    };
    let none = notes.rosters.is_empty().then(|| leaf("p").class("soft").text(lang.say(W::NoRoster)));
    leaf("div")
        .children(sentences.iter().map(|it| leaf("p").set("role", "status").text(it)))
        .children(notes.rosters.iter().map(held))
        .children(none)
}
