//! Reading a team's sheets: which of them, one after another, and the sheet itself line by line, with what it said before and room
//! for what head office says of it (`leaf/replying`).

use super::office::{ever, managers, said, with_none};
use super::replying::{self, Talk};
use super::{Leaf, button, choice, leaf, paper, quiet_button, slot, told};
use crate::domain::decimal::Decimal;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::template::Template;
use crate::domain::value::Value;
use crate::domain::visits::count;
use crate::domain::week::Week;
use crate::office::reading::{Field, Key, Line, Only, Section, Since, Turn, lines};
use crate::office::scope::Scope;
use crate::words::changes::{self, Names};
use crate::words::head::{self as words, Word as W};
use crate::words::office::Word as O;
use crate::words::{Lang, Word, said as dated};

/// The values of the choice of what is wanted.
const ONLY: [(&str, W, Only); 3] =
    [("", W::AllSheets, Only::All), ("unread", W::OnlyUnread, Only::Unread), ("changed", W::OnlyChanged, Only::Changed)];
/// Where the sheet is shown, and where a file is told of.
pub const READING: &str = "reading";
const OUT: &str = "out";
/// Opens the files that hold what waits to be sent.
pub const REPLIES: &str = "file replies";

/// A sheet as it is read.
pub struct Shown<'a> {
    pub key: &'a Key,
    pub title: String,
    pub about: String,
    pub turn: Turn,
    pub since: Since,
    pub is_brief: bool,
    /// None where its file is gone.
    pub now: Option<&'a Document<SheetPath>>,
    pub before: Option<&'a Document<SheetPath>>,
    /// The people who handed it in, where it was more than one, and which of them it was said to be.
    pub people: Vec<(String, bool)>,
    pub talk: Talk<'a>,
    /// The target of an indicator, typed or of its month.
    pub target: &'a dyn Fn(&Id) -> Option<Decimal>,
}

/// What is wanted, as the controls say it.
pub fn only(held: &str) -> Only {
    ONLY.iter().find(|it| it.0 == held).map_or(Only::All, |it| it.2)
}

/// The page: which sheets, one of them, and the files that go out.
pub fn page(scope: &Scope, (only, is_brief): (&str, bool), waiting: usize, sheet: Leaf) -> Leaf {
    let lang = scope.lang;
    let again = leaf("input").set("type", "checkbox").set("name", "again");
    let again = leaf("label").class("check").child(again).child(leaf("span").text(lang.say(W::Again)));
    let out = leaf("div")
        .class("reading__out")
        .child(leaf("p").class("soft").text(lang.say(W::ReplySays)))
        .children((waiting > 0).then(|| leaf("p").text(&words::waiting(lang, waiting))))
        .child(again)
        .child(button(lang.say(W::ReplyAll), REPLIES).into(OUT))
        .child(slot(OUT));
    paper().class("paper reading").child(choices(scope, only, is_brief)).child(slot(READING).child(sheet)).child(out)
}

fn choices(scope: &Scope, only: &str, is_brief: bool) -> Leaf {
    let (lang, wish) = (scope.lang, scope.wish);
    let field = |name: &str, options: Vec<(String, String)>, key: &str, chosen: &str| {
        let select = choice(key, name, options, chosen).asks(READING).into(READING);
        leaf("label").child(leaf("span").text(name)).child(select)
    };
    let text = |it: Option<String>| it.unwrap_or_default();
    let weeks = |first: O| {
        let weeks: std::collections::BTreeSet<Week> = scope.books.entries().map(|it| it.1).collect();
        with_none(lang, first, weeks.into_iter().rev().map(|it| (it.to_string(), it.to_string())))
    };
    let wanted = ONLY.iter().map(|it| (it.0.to_owned(), lang.say(it.1).to_owned())).collect();
    let brief = leaf("input").set("type", "checkbox").set("name", "brief").asks("read-again").into(READING);
    let brief = if is_brief { brief.set("checked", "") } else { brief };
    let brief = leaf("label").class("check").child(brief).child(leaf("span").text(lang.say(W::Brief)));
    leaf("form")
        .class("office__form")
        .child(field(lang.say(W::Only), wanted, "only", only))
        .child(field(lang.say(O::FromWeek), weeks(O::Usual), "from", &text(wish.from.map(|it| it.to_string()))))
        .child(field(lang.say(O::ToWeek), weeks(O::All), "to", &text(wish.to.map(|it| it.to_string()))))
        .child(field(lang.say(O::Unit), said(scope, |books| ever(books, |it| it.unit)), "unit", &wish.unit))
        .child(field(lang.say(O::Area), said(scope, |books| ever(books, |it| it.area)), "area", &wish.area))
        .child(field(lang.say(O::Manager), managers(scope), "manager", &text(wish.manager.as_ref().map(ToString::to_string))))
        .child(brief)
}

/// Where there is nothing to read.
pub fn nothing(lang: Lang) -> Leaf {
    leaf("p").class("soft").set("role", "status").text(lang.say(W::NoSheets))
}

/// One sheet.
pub fn sheet(lang: Lang, template: &Template, it: &Shown) -> Leaf {
    let (manager, week) = it.key;
    let key = format!("{manager} {week}");
    let mark = |name: &'static str, it: &str| leaf("span").class("reading__mark").set("data-is", name).text(it);
    let state = match it.since {
        Since::Unread => "unread",
        Since::Changed => "changed",
        Since::Read => "read",
    };
    let head = leaf("div")
        .class("reading__head")
        .child(leaf("h2").set("tabindex", "-1").text(&it.title))
        .child(leaf("p").class("soft").text(&it.about))
        .child(
            leaf("p")
                .child(mark(state, words::since(lang, it.since)))
                .child(leaf("span").class("soft").text(&words::place(lang, it.turn.at, it.turn.of))),
        );
    let shown = leaf("section")
        .class("reading__sheet")
        .set("role", "region")
        .set("data-sheet", &key)
        .label(&it.title)
        .child(leaf("input").set("name", "at").set("value", &key).set("hidden", ""))
        .child(head)
        .child(steps(lang, it, &key))
        .children(whose(lang, it, &key));
    let Some(now) = it.now else { return shown.child(told(false, lang.say(O::SheetGone))) };
    let names = Names {
        template,
        customer: &|_| None,
        text: &|path| now.get(path).or_else(|| it.before?.get(path)).and_then(Value::as_text).map(str::to_owned),
    };
    let all = with_goals(lines(now, it.before), template, it);
    let is_changed = all.iter().any(Line::is_changed);
    let news = match it.before {
        _ if it.since == Since::Read => None,
        None if it.is_brief => Some(W::NoEarlier),
        Some(_) if !is_changed => Some(W::NothingNew),
        _ => None,
    };
    let is_brief = it.is_brief && it.before.is_some();
    let wanted: Vec<&Line> = all.iter().filter(|line| !is_brief || line.is_changed() || it.talk.is_about(line)).collect();
    shown
        .children(news.map(|it| leaf("p").class("soft").set("role", "status").text(lang.say(it))))
        .children(sections(&wanted).into_iter().map(|(section, lines)| part(lang, section, &lines, &names, it)))
        .child(replying::elsewhere(lang, &names, &all, &it.talk))
        .child(replying::word(lang, &it.talk))
        .child(steps(lang, it, &key))
}

/// The goals as the template has them, those that have a figure and nothing typed, too.
fn with_goals(all: Vec<Line>, template: &Template, shown: &Shown) -> Vec<Line> {
    let (mut typed, rest): (Vec<Line>, Vec<Line>) = all.into_iter().partition(|it| it.section == Section::Goals);
    let mut goals = Vec::new();
    for it in template.active() {
        let record = SheetPath::Goal(it.id.clone());
        let held = typed.iter().position(|line| line.record == record).map(|at| typed.remove(at));
        let figures = shown.talk.sheet.figures(it, template, (shown.target)(&it.id));
        let is_counted = || figures.target.or(figures.actual).is_some();
        let field = || Field { path: SheetPath::GoalTarget(it.id.clone()), now: None, before: None };
        let counted = || is_counted().then(|| Line { section: Section::Goals, record, fields: vec![field()] });
        goals.extend(held.or_else(counted));
    }
    goals.into_iter().chain(typed).chain(rest).collect()
}

/// What of a goal is counted and not typed: what it came to, and how far it is from its target.
fn counted(lang: Lang, line: &Line, names: &Names, shown: &Shown) -> Vec<Leaf> {
    let SheetPath::Goal(id) = &line.record else { return Vec::new() };
    let Some(it) = names.template.indicator(id) else { return Vec::new() };
    let figures = shown.talk.sheet.figures(it, names.template, (shown.target)(id));
    let typed = |path: SheetPath| line.fields.iter().any(|it| it.path == path && it.now.is_some());
    let target = figures.target.filter(|_| !typed(SheetPath::GoalTarget(id.clone())));
    let actual = figures.actual.filter(|_| !typed(SheetPath::GoalActual(id.clone())));
    let said = |(name, figure): (O, Option<Decimal>)| {
        let text = figure?.fixed(it.decimals);
        let name = leaf("small").class("soft").text(lang.say(name));
        Some(leaf("span").class("reading__field").child(name).text(&text))
    };
    [(O::Target, target), (O::Actual, actual), (O::Gap, figures.gap)].into_iter().filter_map(said).collect()
}

/// The ways on. Those below bear the names of those above: whoever goes on from there begins the next sheet at its top.
fn steps(lang: Lang, it: &Shown, key: &str) -> Leaf {
    let to = |name: W, word: &str, shortcut: &str, to: &Option<Key>| {
        let asks = to.as_ref().map(|(manager, week)| format!("read-at {manager} {week}"));
        let shown = quiet_button(lang.say(name), &asks.clone().unwrap_or_default()).into(READING).set("name", word);
        let shown = shown.set("aria-keyshortcuts", shortcut);
        if asks.is_some() { shown } else { shown.set("disabled", "") }
    };
    let done = button(lang.say(W::Done), &format!("read-done {key}")).into(READING).set("name", "done");
    let unread = (it.since == Since::Read)
        .then(|| quiet_button(lang.say(W::UnRead), &format!("un-read {key}")).into(READING).set("name", "un-read"));
    leaf("div")
        .class("reading__steps")
        .child(to(W::Previous, "previous", "ArrowLeft", &it.turn.previous))
        .child(done.set("aria-keyshortcuts", "r"))
        .child(to(W::Next, "next", "ArrowRight", &it.turn.next))
        .children(unread)
        .child(leaf("small").class("soft reading__keys").text(lang.say(W::Keys)))
}

/// Whose it is, where two people handed it in.
fn whose(lang: Lang, it: &Shown, key: &str) -> Option<Leaf> {
    if it.people.len() < 2 {
        return None;
    }
    let person = |(name, is_chosen): &(String, bool)| {
        let choose = quiet_button(lang.say(W::ItsHis), &format!("choose {key} {name}")).into(READING);
        let undo = quiet_button(lang.say(W::Undo), &format!("choose {key}")).into(READING);
        let shown = leaf("li").child(leaf("b").text(name));
        if *is_chosen {
            shown.child(leaf("span").class("plus").text(lang.say(O::Counted))).child(undo)
        } else {
            shown.child(choose.label(&format!("{} {name}", lang.say(W::ItsHis))))
        }
    };
    let is_open = it.people.iter().all(|it| !it.1);
    let says = is_open.then(|| told(false, lang.say(W::TwoPeople)));
    let people = leaf("ul").class("reading__people").children(it.people.iter().map(person));
    Some(leaf("div").class("reading__whose").children(says).child(people))
}

/// Lines by their part, in order.
fn sections<'a>(all: &[&'a Line]) -> Vec<(Section, Vec<&'a Line>)> {
    let mut parts: Vec<(Section, Vec<&Line>)> = Vec::new();
    for line in all {
        match parts.last_mut().filter(|it| it.0 == line.section) {
            Some(it) => it.1.push(line),
            None => parts.push((line.section, vec![line])),
        }
    }
    parts
}

fn part(lang: Lang, section: Section, lines: &[&Line], names: &Names, it: &Shown) -> Leaf {
    let title = match section {
        Section::Goals => lang.say(Word::Goals).to_owned(),
        Section::Tasks => lang.say(Word::Tasks).to_owned(),
        Section::Channel => lang.say(Word::Channel).to_owned(),
        Section::Review => lang.say(Word::Review).to_owned(),
        Section::Day(date) => format!("{} {}", dated::date(lang, date), dated::weekday(lang, date)),
    };
    let (plain, rest): (Vec<&&Line>, Vec<&&Line>) =
        lines.iter().partition(|line| line.is_as_planned() && !it.talk.is_about(line));
    let rows = |lines: Vec<&&Line>| {
        let rows = lines.into_iter().map(|line| row(lang, &title, line, names, it));
        leaf("ul").class("reading__lines").children(rows)
    };
    let visits = match section {
        Section::Day(date) => it.talk.sheet.days.get(&date).map(|it| {
            let kept = count(it.visits.values().filter(|it| it.planned)).done;
            words::visits(lang, count(it.visits.values()), kept)
        }),
        _ => None,
    };
    let as_planned = (!plain.is_empty()).then(|| {
        let summary = leaf("summary").text(&words::as_planned(lang, plain.len()));
        leaf("details").class("reading__plain").child(summary).child(rows(plain))
    });
    leaf("div")
        .child(leaf("h3").text(&title))
        .children(visits.filter(|it| !it.is_empty()).map(|it| leaf("p").class("soft").text(&it)))
        .child(rows(rest))
        .children(as_planned)
}

fn row(lang: Lang, section: &str, line: &Line, names: &Names, it: &Shown) -> Leaf {
    let place = changes::place(lang, &line.record, names);
    let name = within(&place, section);
    let fields = line.fields.iter().filter(|it| it.now.is_some() || it.before.is_some());
    let fields = fields.map(|it| field(lang, &place, it, names));
    let said = leaf("p").children((!name.is_empty()).then(|| leaf("b").text(name))).children(fields);
    let said = said.children(counted(lang, line, names, it));
    let row = leaf("li").class("reading__line").set("data-line", &line.record.to_string());
    let row = if line.is_changed() { row.set("data-changed", "") } else { row };
    row.child(said).child(replying::at(lang, names, line, &it.talk))
}

/// A place as it is called within another.
fn within<'a>(place: &'a str, whole: &str) -> &'a str {
    place.strip_prefix(whole).map_or(place, |it| it.trim_start_matches(" · "))
}

/// What the week's focus refers to.
fn meant(lang: Lang, text: &str, names: &Names) -> String {
    let Ok(id) = text.parse::<Id>() else { return text.to_owned() };
    let label = names.template.indicator(&id).map(|it| &it.name).or(names.template.item(&id).map(|it| &it.1.name));
    let problem = || (names.text)(&SheetPath::CarriedText(id.clone()));
    label.map(|it| lang.label(it)).or_else(problem).unwrap_or_else(|| text.to_owned())
}

fn field(lang: Lang, record: &str, it: &Field, names: &Names) -> Leaf {
    let place = changes::place(lang, &it.path, names);
    let name = within(&place, record);
    let says = |value: Option<&Value>| match value {
        None => lang.say(W::Emptied).to_owned(),
        Some(Value::Text(id)) if it.path == SheetPath::FocusRef() => meant(lang, id, names),
        held => changes::value(lang, &it.path, held, names),
    };
    let shown = leaf("span").class("reading__field").set("data-path", &it.path.to_string());
    let label = (!name.is_empty()).then(|| leaf("small").class("soft").text(name));
    let shown = shown.children(label);
    match &it.before {
        // A tick says it by its name alone.
        None if it.now == Some(Value::Flag(true)) && !name.is_empty() => shown,
        None => shown.text(&says(it.now.as_ref())),
        Some(before) => {
            let old = before.as_ref().map(|it| leaf("s").text(&says(Some(it))).set("title", lang.say(W::Was)));
            shown.children(old).child(leaf("ins").text(&says(it.now.as_ref())))
        }
    }
}
