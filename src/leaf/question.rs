//! The answer to a question: its figure, its definition on tap, a chart, and the table, each line of which leads on.

use super::chart::{PNG, SVG, chart};
use super::wall::head;
use super::{Leaf, leaf, quiet_button, same_words, slot, told};
use crate::domain::decimal::Decimal;
use crate::memory::chart::{BarOf, Drawing, Hue, Row, bars, course, narrow};
use crate::office::answer::{About, Answer, Cell, Chart, ChartKind, Line, Place};
use crate::office::questions::Question;
use crate::office::questions::met::met;
use crate::office::scope::Scope;
use crate::words::Lang;
use crate::words::memory::Word as Memory;
use crate::words::office::Word as W;
use crate::words::questions::{Head, apart, asks, definition, under};

/// Lines and bars that stay on the page; an export has all of them.
const MOST_LINES: usize = 500;
const MOST_BARS: usize = 40;

/// How the sheets of a line are asked for, by its mark: of the table, and of that under it.
pub const LINE: &str = "line";
pub const UNDER: &str = "under";
/// How those are asked for that a customer stands on, by manager and code.
pub const CUSTOMER: &str = "customer";

pub fn question(lang: Lang, question: Question, answer: &Answer) -> Leaf {
    let number = question.number();
    let what = leaf("details")
        .class("question__definition")
        .child(leaf("summary").text(lang.say(W::Definition)))
        .child(leaf("p").text(definition(lang, number)));
    let figure = answer.figure.as_ref().map(|it| figure_of(lang, &format!("office/{question}"), it));
    let bars = if answer.chart.kind == ChartKind::Bars { answer.chart.points.len() } else { 0 };
    let below = answer.under.as_ref().map(|it| {
        let title = under(lang, number);
        let figure = it.figure.as_ref().map(|it| figure_of(lang, &format!("office/{question}/under"), it));
        leaf("div")
            .class("question")
            .child(leaf("h3").text(title))
            .children(figure)
            .children(charted(title, &it.chart))
            .child(table(lang, (&format!("{question}+"), UNDER), title, it))
            .children(left_out(lang, it.lines.len(), MOST_LINES, W::LinesLeftOut))
            .children(ways_out(lang, it, &[(W::Csv, "csv")], Some(title)))
    });
    leaf("div")
        .class("question")
        .child(leaf("h2").text(asks(lang, number)))
        .children(figure)
        .child(what)
        .children((answer.apart > 0).then(|| leaf("p").class("soft").text(&apart(lang, answer.apart))))
        .children(charted(asks(lang, number), &answer.chart))
        .children(left_out(lang, bars, MOST_BARS, W::BarsLeftOut))
        .child(table(lang, (&question.to_string(), LINE), asks(lang, number), answer))
        .children(left_out(lang, answer.lines.len(), MOST_LINES, W::LinesLeftOut))
        .children(below)
        .child(leaf("p").class("soft").text(lang.say(W::FewSay)))
        .children(ways_out(lang, answer, &[(W::Workbook, "xlsx"), (W::Csv, "csv")], None))
        .child(slot("taken-out"))
}

/// Says where there is more than is shown.
fn left_out(lang: Lang, many: usize, most: usize, says: W) -> Option<Leaf> {
    (many > most).then(|| leaf("p").class("soft").text(&format!("{} {most} / {many}", lang.say(says))))
}

/// A question of what is on no sheet: what it would take, and where that is to be had.
pub fn outside(lang: Lang) -> Leaf {
    let it = Question::OUTSIDE;
    leaf("div")
        .class("question")
        .set("data-question", &it.to_string())
        .child(leaf("h2").text(asks(lang, it.number())))
        .child(leaf("p").text(definition(lang, it.number())))
}

/// The files an answer goes out as; a workbook has what is told under it, too. That has a title of its own.
fn ways_out(lang: Lang, it: &Answer, tables: &[(W, &str)], under: Option<&str>) -> Option<Leaf> {
    let way = |name: &str, ask: &str| {
        let way = match under {
            None => quiet_button(name, ask),
            Some(title) => quiet_button(name, &format!("{ask} {UNDER}")).label(&format!("{name} {title}")),
        };
        way.into("taken-out")
    };
    let has_chart = it.chart.kind != ChartKind::None && it.chart.points.iter().any(|it| it.1.is_some());
    let charts = [(Memory::AsPicture, PNG), (Memory::AsDrawing, SVG)];
    let charts = charts.iter().filter(|_| has_chart).map(|(name, ask)| way(lang.say(*name), ask));
    let tables = tables.iter().map(|(name, ask)| way(lang.say(*name), ask));
    (!it.lines.is_empty()).then(|| leaf("div").class("giving").children(tables).children(charts))
}

/// The one figure of an answer.
pub(super) fn figure_of(lang: Lang, mark: &str, (head, cell): &(Head, Cell)) -> Leaf {
    let value = leaf("b").set("data-computed", mark).text(&cell.plain());
    let unit = if matches!(cell, Cell::Share(Some(_))) { "%" } else { "" };
    let shown = if cell.plain().is_empty() { leaf("b").text(lang.say(W::NotShown)) } else { value };
    leaf("p").class("question__figure").child(leaf("span").text(lang.say(*head))).child(shown).child(leaf("span").text(unit))
}

fn table(lang: Lang, (mark, verb): (&str, &str), name: &str, answer: &Answer) -> Leaf {
    if answer.lines.is_empty() {
        return leaf("p").class("soft").text(lang.say(W::NoLines));
    }
    let leads = answer.lines.iter().any(|it| asks_on(verb, it).is_some());
    let is_number = |at: usize| answer.lines.iter().any(|it| it.cells.get(at).is_some_and(|it| !it.is_text()));
    let heads = answer.heads.iter().map(|it| head(lang, *it));
    let columns = answer.columns.iter().map(|it| leaf("th").set("scope", "col").text(it));
    let heads =
        heads.chain(columns).enumerate().map(|(at, head)| if is_number(at) { head.class("question__number") } else { head });
    let last = leads.then(|| leaf("td"));
    let rows = answer.lines.iter().take(MOST_LINES).map(|it| row(lang, it, leads.then(|| asks_on(verb, it))));
    let table = leaf("table")
        .class("question__table")
        .set("data-question", mark)
        .child(leaf("thead").child(leaf("tr").children(heads).children(last)))
        .child(leaf("tbody").children(rows));
    leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(name).child(table)
}

/// A line; what it asks on, where any of them does.
fn row(lang: Lang, line: &Line, asks: Option<Option<String>>) -> Leaf {
    let cell = |(at, it): (usize, &Cell)| {
        let shown = match it.plain() {
            text if text.is_empty() => lang.say(W::NotShown).to_owned(),
            text if matches!(it, Cell::Share(_)) => text + "%",
            text => text,
        };
        let cell = if at == 0 { leaf("th").set("scope", "row") } else { leaf("td") };
        if it.is_text() { cell.text(&shown) } else { cell.class("question__number").text(&shown) }
    };
    let lead = asks.map(|asks| leaf("td").children(asks.map(|it| lead(lang, line, &it))));
    leaf("tr").children(line.cells.iter().enumerate().map(cell)).children(lead)
}

/// What leads on to the sheets a line is made of.
fn asks_on(verb: &str, line: &Line) -> Option<String> {
    match line {
        Line { manager: Some(it), about: Some(About::Customer(code)), .. } => Some(format!("{CUSTOMER} {it} {code}")),
        Line { manager: Some(it), about: Some(About::SameWords), .. } => Some(format!("{} {it}", same_words::ASK)),
        Line { manager: Some(it), .. } => Some(format!("manager {it}")),
        Line { week: Some(it), .. } => Some(format!("week {it}")),
        Line { group: Some(it), .. } => Some(format!("group {it}")),
        it if !it.sheets.is_empty() => Some(format!("{verb} {}", it.mark())),
        _ => None,
    }
}

fn lead(lang: Lang, line: &Line, asks: &str) -> Leaf {
    let says = lang.say(match &line.about {
        Some(About::SameWords) => W::SameWords,
        None if line.sheets.is_empty() => W::Weeks,
        _ => W::TheSheets,
    });
    // One of a manager's many is told by its own name, too.
    let named = line.cells.iter().take(if matches!(line.about, Some(About::Customer(_))) { 2 } else { 1 });
    let named: Vec<String> = named.map(Cell::plain).collect();
    quiet_button(says, asks).label(&format!("{says} {}", named.join(" "))).into("drill")
}

/// The sheets on which a manager planned to see a customer, or saw him.
pub fn of_customer(scope: &Scope, about: &str) -> Leaf {
    let (manager, code) = about.split_once(' ').unwrap_or_default();
    let name = |it: &str| it.parse().ok().and_then(|it| scope.books.names.find(&it));
    let found = name(manager).zip(name(code)).map(|(manager, code)| (manager, met(scope, manager, code)));
    match found {
        Some((manager, sheets)) if !sheets.is_empty() => {
            let cells = vec![Cell::text(scope.said(manager)), Cell::text(code)];
            self::sheets(scope, &Line { cells, sheets, ..Line::default() })
        }
        _ => told(true, scope.lang.say(W::NeverMet)),
    }
}

/// The very sheets a line is made of.
pub fn sheets(scope: &Scope, line: &Line) -> Leaf {
    let lang = scope.lang;
    let sheet = |(manager, week): &Place| {
        let name = format!("{} {week}", scope.said(*manager));
        leaf("li").child(quiet_button(&name, &format!("sheet {} {week}", scope.id(*manager))).into("sheet"))
    };
    let title = line.cells.iter().take_while(|it| it.is_text()).map(Cell::plain).collect::<Vec<_>>().join(" · ");
    leaf("section")
        .class("question__sheets")
        .child(leaf("h3").set("tabindex", "-1").text(&title))
        .child(leaf("ul").children(line.sheets.iter().take(MOST_LINES).map(sheet)))
        .children(left_out(lang, line.sheets.len(), MOST_LINES, W::LinesLeftOut))
}

/// The chart of an answer, and bars for a small screen once more; none where there is nothing to draw.
fn charted(name: &'static str, it: &Chart) -> impl Iterator<Item = Leaf> {
    // On a small screen a course is looked at part by part; shrunk, its words could not be read.
    let scrolled = || leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(name);
    let wide = drawing(name, it).map(|it| scrolled().child(chart(&it).class("chart question__chart")));
    let small = (it.kind == ChartKind::Bars).then(|| narrow(name, &bars_of(it))).flatten();
    let small = small.map(|it| chart(&it).class("chart question__narrow"));
    wide.into_iter().chain(small)
}

/// The chart itself.
pub fn drawing(name: &'static str, it: &Chart) -> Option<Drawing> {
    match it.kind {
        ChartKind::None => None,
        ChartKind::Bars => bars(name, &bars_of(it)),
        ChartKind::Line => {
            let figures = it.points.iter().map(|point| drawn(it, point.1)).collect();
            let times: Vec<String> = it.points.iter().map(|it| it.0.clone()).collect();
            course(name, &[Row { name, hue: Hue::Plan, is_dashed: false, figures }], &times, unit(it))
        }
    }
}

fn bars_of(it: &Chart) -> Vec<BarOf> {
    let said = |figure: Decimal| [&shown(it, figure).rounded(2).to_string(), unit(it)].concat();
    let bar =
        |(label, figure): &(String, Option<Decimal>)| (label.clone(), drawn(it, *figure), figure.map(said).unwrap_or_default());
    it.points.iter().take(MOST_BARS).map(bar).collect()
}

fn unit(it: &Chart) -> &'static str {
    if it.is_share { "%" } else { "" }
}

fn shown(it: &Chart, figure: Decimal) -> Decimal {
    if it.is_share { figure.times(100) } else { figure }
}

fn drawn(it: &Chart, figure: Option<Decimal>) -> Option<f32> {
    shown(it, figure?).to_string().parse().ok()
}
