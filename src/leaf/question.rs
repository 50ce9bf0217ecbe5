//! The answer to a question: its figure, its definition on tap, a chart, and the table, each line of which leads on.

use super::wall::head;
use super::{Leaf, leaf, quiet_button, slot};
use crate::domain::decimal::Decimal;
use crate::office::answer::{Answer, Cell, Chart, ChartKind, Line};
use crate::office::questions::Question;
use crate::words::Lang;
use crate::words::office::Word as W;
use crate::words::questions::{Head, asks, definition};

/// Lines and bars that stay on the page; an export has all of them.
const MOST_LINES: usize = 500;
const MOST_BARS: usize = 40;
/// The room of a chart in units of its drawing.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 200;
const ROW: i64 = 22;
const LABEL: i64 = 200;

pub fn question(lang: Lang, question: Question, answer: &Answer) -> Leaf {
    let number = question.number();
    let what = leaf("details")
        .class("question__definition")
        .child(leaf("summary").text(lang.say(W::Definition)))
        .child(leaf("p").text(definition(lang, number)));
    let figure = answer.figure.as_ref().map(|it| figure_of(lang, &format!("office/{question}"), it));
    let under = answer.under.as_ref().map(|it| {
        let figure = it.figure.as_ref().map(|it| figure_of(lang, &format!("office/{question}/under"), it));
        leaf("div").class("question").children(figure).child(table(lang, &format!("{question}+"), number, it))
    });
    leaf("div")
        .class("question")
        .child(leaf("h2").text(asks(lang, number)))
        .children(figure)
        .child(what)
        .children(chart(lang, number, &answer.chart))
        .child(table(lang, &question.to_string(), number, answer))
        .children(under)
        .child(leaf("p").class("soft").text(lang.say(W::FewSay)))
        .children((!answer.lines.is_empty()).then(|| ways_out(lang)))
        .child(slot("taken-out"))
}

fn ways_out(lang: Lang) -> Leaf {
    let way = |(name, ask): (W, &str)| quiet_button(lang.say(name), ask).into("taken-out");
    leaf("div").class("giving").children([(W::Workbook, "xlsx"), (W::Csv, "csv")].map(way))
}

/// The one figure of an answer.
fn figure_of(lang: Lang, mark: &str, (head, cell): &(Head, Cell)) -> Leaf {
    let value = leaf("b").set("data-computed", mark).text(&cell.plain());
    let unit = if matches!(cell, Cell::Share(Some(_))) { "%" } else { "" };
    let shown = if cell.plain().is_empty() { leaf("b").text(lang.say(W::NotShown)) } else { value };
    leaf("p").class("question__figure").child(leaf("span").text(lang.say(*head))).child(shown).child(leaf("span").text(unit))
}

fn table(lang: Lang, mark: &str, number: u8, answer: &Answer) -> Leaf {
    if answer.lines.is_empty() {
        return leaf("p").class("soft").text(lang.say(W::NoLines));
    }
    let leads = answer.lines.iter().any(|it| it.manager.is_some() || it.week.is_some());
    let is_number = |at: usize| answer.lines.iter().any(|it| it.cells.get(at).is_some_and(|it| !it.is_text()));
    let heads = answer.heads.iter().map(|it| head(lang, *it));
    let columns = answer.columns.iter().map(|it| leaf("th").set("scope", "col").text(it));
    let heads =
        heads.chain(columns).enumerate().map(|(at, head)| if is_number(at) { head.class("question__number") } else { head });
    let last = leads.then(|| leaf("td"));
    let rows = answer.lines.iter().take(MOST_LINES).map(|it| row(lang, it, leads));
    let table = leaf("table")
        .class("question__table")
        .set("data-question", mark)
        .child(leaf("thead").child(leaf("tr").children(heads).children(last)))
        .child(leaf("tbody").children(rows));
    leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(asks(lang, number)).child(table)
}

fn row(lang: Lang, line: &Line, leads: bool) -> Leaf {
    let cell = |(at, it): (usize, &Cell)| {
        let shown = match it.plain() {
            text if text.is_empty() => lang.say(W::NotShown).to_owned(),
            text if matches!(it, Cell::Share(_)) => text + "%",
            text => text,
        };
        let cell = if at == 0 { leaf("th").set("scope", "row") } else { leaf("td") };
        if it.is_text() { cell.text(&shown) } else { cell.class("question__number").text(&shown) }
    };
    let lead = leads.then(|| {
        let cell = leaf("td");
        match (&line.manager, line.week) {
            (Some(it), _) => cell.child(lead(lang, line, &format!("manager {it}"))),
            (None, Some(it)) => cell.child(lead(lang, line, &format!("week {it}"))),
            (None, None) => cell,
        }
    });
    leaf("tr").children(line.cells.iter().enumerate().map(cell)).children(lead)
}

fn lead(lang: Lang, line: &Line, asks: &str) -> Leaf {
    let name = format!("{} {}", lang.say(W::Weeks), line.cells.first().map(Cell::plain).unwrap_or_default());
    quiet_button(lang.say(W::Weeks), asks).label(&name).into("drill")
}

/// The chart of an answer; none where there is nothing to draw.
fn chart(lang: Lang, number: u8, it: &Chart) -> Option<Leaf> {
    let is_there = it.points.iter().any(|it| it.1.is_some());
    let drawn = match it.kind {
        ChartKind::Bars if is_there => bars(it),
        ChartKind::Line if is_there => line(it),
        _ => return None,
    };
    // On a small screen it is looked at part by part; shrunk, its words could not be read.
    let scrolled = leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(asks(lang, number));
    Some(scrolled.child(drawn.class("question__chart").set("role", "img").label(asks(lang, number))))
}

/// A figure in hundredths of a unit, for drawing alone.
fn scaled(it: Decimal) -> i64 {
    it.rounded(4).scaled(4).and_then(|it| i64::try_from(it).ok()).unwrap_or(0)
}

/// Least and greatest of what is drawn, zero among them.
fn ends(it: &Chart) -> (i64, i64) {
    let all = || it.points.iter().filter_map(|it| it.1).map(scaled);
    let (low, high) = (all().min().unwrap_or(0).min(0), all().max().unwrap_or(0).max(0));
    (low, if high == low { low + 1 } else { high })
}

fn place(it: i64, (low, high): (i64, i64), room: i64) -> i64 {
    let wide = i128::from(it - low) * i128::from(room) / i128::from(high - low);
    i64::try_from(wide).unwrap_or(0)
}

fn said(chart: &Chart, it: Decimal) -> String {
    if chart.is_share { Cell::Share(Some(it)).plain() + "%" } else { it.rounded(2).to_string() }
}

fn drawing(width: i64, height: i64) -> Leaf {
    leaf("svg:svg").set("viewBox", &format!("0 0 {width} {height}"))
}

fn text(x: i64, y: i64, class: &str, it: &str) -> Leaf {
    leaf("svg:text").set("x", &x.to_string()).set("y", &y.to_string()).class(class).text(it)
}

/// Bars that lie, each under its name: names are long.
fn bars(it: &Chart) -> Leaf {
    let points: Vec<_> = it.points.iter().take(MOST_BARS).collect();
    let (ends, room) = (ends(it), WIDTH - LABEL - 80);
    let zero = place(0, ends, room);
    let bar = |(at, (label, figure)): (usize, &&(String, Option<Decimal>))| {
        let y = at as i64 * ROW;
        let name: String = label.chars().take(18).collect();
        let row = leaf("svg:g").child(text(LABEL - 8, y + 15, "chart__label", &name));
        let Some(figure) = figure else { return row };
        let end = place(scaled(*figure), ends, room);
        let rect = leaf("svg:rect")
            .class(if figure.is_negative() { "chart__bar chart__bar--minus" } else { "chart__bar" })
            .set("x", &(LABEL + zero.min(end)).to_string())
            .set("y", &(y + 3).to_string())
            .set("width", &(end - zero).abs().max(1).to_string())
            .set("height", &(ROW - 6).to_string());
        row.child(rect).child(text(LABEL + zero.max(end) + 6, y + 15, "chart__figure", &said(it, *figure)))
    };
    drawing(WIDTH, points.len() as i64 * ROW).children(points.iter().enumerate().map(bar))
}

/// A line over what comes one after another; what is not measured leaves a gap.
fn line(it: &Chart) -> Leaf {
    let (ends, many) = (ends(it), it.points.len().max(2) as i64);
    let x = |at: usize| 40 + at as i64 * (WIDTH - 80) / (many - 1);
    let y = |figure: Decimal| HEIGHT - 30 - place(scaled(figure), ends, HEIGHT - 60);
    let mut path = String::new();
    let mut is_down = false;
    for (at, (_, figure)) in it.points.iter().enumerate() {
        if let Some(figure) = figure {
            path.push_str(&format!("{}{} {}", if is_down { "L" } else { "M" }, x(at), y(*figure)));
        }
        is_down = figure.is_some();
    }
    let every = it.points.len().div_ceil(8).max(1);
    let marks = it.points.iter().enumerate().map(|(at, (label, figure))| {
        let shown = leaf("svg:g");
        let shown = if at % every == 0 { shown.child(text(x(at), HEIGHT - 6, "chart__foot", label)) } else { shown };
        let Some(figure) = figure else { return shown };
        let dot = leaf("svg:circle")
            .class("chart__dot")
            .set("cx", &x(at).to_string())
            .set("cy", &y(*figure).to_string())
            .set("r", "3");
        let shown = shown.child(dot);
        if at % every == 0 { shown.child(text(x(at), y(*figure) - 8, "chart__foot", &said(it, *figure))) } else { shown }
    });
    let marks: Vec<Leaf> = marks.collect();
    drawing(WIDTH, HEIGHT).child(leaf("svg:path").class("chart__line").set("d", &path)).children(marks)
}
