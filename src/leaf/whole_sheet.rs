//! One collected sheet, whole: read again from the file it came in. And in which files it came.

use super::wall::head;
use super::{Leaf, leaf, performance, quiet_button, told};
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::review::ReviewProblem;
use crate::domain::sheet::{Sheet, points};
use crate::domain::tasks::TaskState;
use crate::domain::template::{Indicator, Template};
use crate::domain::tracking::Day;
use crate::domain::week::Week;
use crate::office::books::{Books, Entry, Standing};
use crate::office::facts::Facts;
use crate::words::head::Word as D;
use crate::words::office::Word as W;
use crate::words::preview::Word as P;
use crate::words::{Lang, said as words};

/// What is shown of it.
pub struct Shown<'a> {
    pub title: &'a str,
    /// A manager and a week, as questions name them.
    pub key: &'a str,
    pub books: &'a Books,
    pub entry: &'a Entry,
    /// None where its file is gone.
    pub sheet: Option<&'a Sheet>,
    /// What counts of the weeks before, the nearest first.
    pub before: Vec<(Week, &'a Facts)>,
}

pub fn sheet(lang: Lang, template: &Template, it: &Shown) -> Leaf {
    let shown = leaf("section").class("whole").set("role", "region").label(it.title);
    let shown = shown.child(leaf("h2").set("tabindex", "-1").text(it.title));
    let is_contested = matches!(it.entry.standing(), Some(Standing::Contested));
    let shown = shown.children(is_contested.then(|| told(false, lang.say(W::ContestedSays))));
    let shown = match it.sheet {
        Some(sheet) => shown.children(parts(lang, template, (it, sheet))),
        None => shown.child(told(false, lang.say(W::SheetGone))),
    };
    let read = quiet_button(lang.say(D::ReadIt), &format!("read {}", it.key)).into("overview");
    let his = it.key.split(' ').next().unwrap_or_default();
    let his = performance::door(lang, his);
    let print = lang.say(P::Print);
    let print = quiet_button(print, "print").label(&format!("{print} {}", it.title));
    shown.child(evidence(lang, it)).child(leaf("div").class("giving").child(read).child(his).child(print))
}

fn parts(lang: Lang, template: &Template, (it, sheet): (&Shown, &Sheet)) -> Vec<Leaf> {
    let days = sheet.days.iter().map(|(date, day)| part(&date.to_string(), lines_of_day(lang, template, day)));
    let days: Vec<Leaf> = days.collect();
    vec![
        leaf("h3").text(lang.say(W::Goals)),
        goals(lang, template, (it, sheet)),
        part(lang.say(W::Tasks), tasks(lang, template, sheet)),
        leaf("h3").text(lang.say(W::Days)),
        leaf("div").class("whole__days").children(days),
        part(lang.say(W::Messages), messages(lang, template, sheet)),
        part(lang.say(W::Review), review(lang, template, sheet)),
    ]
}

fn part(title: &str, lines: Vec<String>) -> Leaf {
    let lines = lines.into_iter().filter(|it| !it.trim().is_empty()).map(|it| leaf("li").text(&it));
    leaf("div").child(leaf("h3").text(title)).child(leaf("ul").children(lines))
}

/// Its figures, and beside them what they were in the weeks before.
fn goals(lang: Lang, template: &Template, (it, sheet): (&Shown, &Sheet)) -> Leaf {
    let facts = it.entry.shown().map(|it| &it.facts);
    let of = |facts: &Facts, id: &Id| facts.figure(it.books.names.find(id)?);
    let row = |indicator: &Indicator| {
        // A target may be the month's, which is no part of the sheet.
        let given = facts.and_then(|it| of(it, &indicator.id)?.target);
        let figures = sheet.figures(indicator, template, given);
        let own = [figures.target, figures.actual, figures.gap];
        let before: Vec<_> = it.before.iter().map(|(_, it)| of(it, &indicator.id).and_then(|it| it.actual)).collect();
        let all = || own.iter().chain(&before);
        let said = |it: &Option<Decimal>| it.map(|it| it.fixed(indicator.decimals));
        let name = format!("{} {}", lang.label(&indicator.name), lang.label(&indicator.unit));
        all().any(Option::is_some).then(|| line(lang, name.trim(), all().map(said)))
    };
    let counts = facts.into_iter().flat_map(|facts| {
        let all = || std::iter::once(facts).chain(it.before.iter().map(|it| it.1));
        let counted = |name: W, count: &dyn Fn(&Facts) -> String| {
            let mut all = all().map(|it| Some(count(it)));
            let own = [None, all.next().flatten(), None];
            line(lang, lang.say(name), own.into_iter().chain(all))
        };
        let tasks =
            |it: &Facts| format!("{}/{}", it.ticks().filter(|it| it.state == TaskState::Done).count(), it.ticks().count());
        [
            counted(W::Planned, &|it| it.visit_counts().0.to_string()),
            counted(W::Done, &|it| it.visit_counts().1.to_string()),
            counted(W::TasksDone, &tasks),
        ]
    });
    let own = [W::Target, W::Actual, W::Gap].map(|it| head(lang, it).class("question__number"));
    let weeks = it.before.iter().map(|it| leaf("th").set("scope", "col").class("question__number").text(&it.0.to_string()));
    let table = leaf("table")
        .class("question__table")
        .child(leaf("thead").child(leaf("tr").child(head(lang, W::Indicator)).children(own).children(weeks)))
        .child(leaf("tbody").children(template.active().filter_map(row)).children(counts));
    leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(lang.say(W::Goals)).child(table)
}

fn line(lang: Lang, name: &str, cells: impl Iterator<Item = Option<String>>) -> Leaf {
    let said = |it: Option<String>| it.unwrap_or_else(|| lang.say(W::NotShown).to_owned());
    let cells = cells.map(|it| leaf("td").class("question__number").text(&said(it)));
    leaf("tr").child(leaf("th").set("scope", "row").text(name)).children(cells)
}

fn tasks(lang: Lang, template: &Template, sheet: &Sheet) -> Vec<String> {
    let task = |item: &crate::domain::id::Id| {
        let name = template.item(item).map_or_else(|| item.to_string(), |it| lang.label(&it.1.name));
        let task = sheet.tasks.get(item);
        let said = task.map(|it| [said(&it.method), said(&it.result)]).unwrap_or_default();
        let state = task.map(|it| words::task_state(lang, it.state().word())).unwrap_or_default();
        joined([name, state.to_owned()].into_iter().chain(said))
    };
    sheet.ticked().iter().map(task).collect()
}

fn lines_of_day(lang: Lang, template: &Template, day: &Day) -> Vec<String> {
    let visits = crate::domain::visits::count(day.visits.values());
    let counted = format!("{} {} · {} {}", lang.say(W::Planned), visits.planned, lang.say(W::Done), visits.done);
    let principal = day.principal().and_then(|id| day.problems.get(id)).map(|it| {
        joined(
            [lang.say(W::Principal).to_owned(), said(&it.text), cause(lang, template, &it.cause), said(&it.measure)]
                .into_iter(),
        )
    });
    [said(&day.focus), counted, said(&day.summary)].into_iter().chain(principal).collect()
}

fn messages(lang: Lang, template: &Template, sheet: &Sheet) -> Vec<String> {
    let message = |it: &crate::domain::channel::Message| {
        let id = it.to.and_then(|it| it.word().parse().ok());
        let to = id.and_then(|it| template.recipient(&it)).map(|it| lang.label(&it.name)).unwrap_or_default();
        joined([to, said(&it.text), said(&it.answer)].into_iter())
    };
    sheet.messages.values().map(message).collect()
}

fn review(lang: Lang, template: &Template, sheet: &Sheet) -> Vec<String> {
    let problem = |it: &ReviewProblem, is_principal: bool| {
        let mark = if is_principal { lang.say(W::Principal) } else { "" };
        joined([mark.to_owned(), said(&it.text), cause(lang, template, &it.cause), said(&it.measure)].into_iter())
    };
    let principal = sheet.review.principal();
    let problems = sheet.review.problems.iter().map(|(id, it)| problem(it, principal == Some(id)));
    [said(&sheet.review.work)].into_iter().chain(problems).collect()
}

fn cause(lang: Lang, template: &Template, cause: &Option<String>) -> String {
    let id = cause.as_ref().and_then(|it| it.parse().ok());
    id.and_then(|it| template.cause(&it)).map(|it| lang.label(&it.name)).unwrap_or_default()
}

fn said(text: &Option<String>) -> String {
    points(text.as_deref().unwrap_or_default()).collect::<Vec<_>>().join("；")
}

fn joined(all: impl Iterator<Item = String>) -> String {
    all.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Each file it came in, and which of them counts.
fn evidence(lang: Lang, it: &Shown) -> Leaf {
    let counted = it.entry.counts().map(|it| it.digest);
    let version = |version: &crate::office::books::Version| {
        let is_it = counted == Some(version.digest);
        let short: String = version.digest.to_string().chars().skip(7).take(12).collect();
        let device = it.books.names.text(version.device).to_owned();
        let mark = if is_it { lang.say(W::Counted) } else { "" };
        leaf("li").text(&joined([version.created.shown().to_string(), device, short, mark.to_owned()].into_iter()))
    };
    let all = it.entry.versions().iter().map(version);
    leaf("div").child(leaf("h3").text(lang.say(W::Evidence))).child(leaf("ul").children(all))
}
