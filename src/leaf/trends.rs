//! How things went: an indicator over time as a drawing with its table, the weeks as a calendar, what came of the ticks, and how often
//! the customers were seen.

use super::{Leaf, choice, leaf, link, slot};
use crate::address::Page;
use crate::domain::archive::Archive;
use crate::domain::id::Id;
use crate::domain::template::Indicator;
use crate::domain::week::Week;
use crate::memory::chart::{At, BELOW, HEIGHT, LEFT, Plot, WIDTH, plot};
use crate::memory::trends::{Point, Seen, Ticks, When};
use crate::memory::weeks::Card;
use crate::words::memory::{self as words, Word as W};
use crate::words::{Lang, Word, months, said};

/// The questions: all trends; one indicator.
pub const TRENDS: &str = "trends";
pub const TREND: &str = "trend";

/// Rows of a list of customers: who is in none of them is found on his own page.
const MOST: usize = 60;
/// Times that are named below a chart.
const NAMED: usize = 8;

/// The way to all of it: nobody waits for what he does not look at.
pub fn door(lang: Lang) -> Leaf {
    let summary = leaf("summary").text(lang.say(W::Trends)).asks(TRENDS).into(TRENDS);
    leaf("section").class("paper trends").child(leaf("details").child(summary).child(slot(TRENDS)))
}

/// What is shown of the trends.
pub struct Trends<'a> {
    pub lang: Lang,
    pub archive: &'a Archive<'a>,
    pub cards: &'a [Card],
    pub ticks: &'a [(Id, Ticks)],
    pub seen: &'a [(Id, Seen)],
}

impl Trends<'_> {
    /// Everything, with the first indicator.
    pub fn all(&self, first: Leaf) -> Leaf {
        let lang = self.lang;
        let indicators = self.archive.template.active().map(|it| (it.id.to_string(), lang.label(&it.name)));
        let units = [("weeks", W::ByWeeks), ("months", W::ByMonths)].map(|it| (it.0.to_owned(), lang.say(it.1).to_owned()));
        let choose = |name: &str, label: W, options: Vec<(String, String)>| {
            let it = choice(name, lang.say(label), options, "").asks(TREND).into(TREND);
            leaf("label").child(leaf("span").text(lang.say(label))).child(it)
        };
        leaf("div")
            .class("trends__all")
            .child(
                leaf("div")
                    .class("trends__choices")
                    .child(choose("indicator", W::Indicator, indicators.collect()))
                    .child(choose("unit", W::Unit, units.to_vec())),
            )
            .child(slot(TREND).child(first))
            .child(self.calendar())
            .child(self.ticked())
            .child(self.visited())
    }

    /// Each year a row, each week a field whose depth says how many goals were reached.
    fn calendar(&self) -> Leaf {
        let lang = self.lang;
        let mut years: Vec<i32> = self.cards.iter().map(|it| it.week.number().0).collect();
        years.sort_unstable();
        years.dedup();
        let row = |year: i32| years.iter().position(|it| *it == year).unwrap_or(0);
        let name =
            |at: usize| leaf("svg:text").place("x", 0.0).place("y", 20.0 + 24.0 * at as f32).text(&years[at].to_string());
        let fields = self.cards.iter().map(|it| {
            let (year, number) = it.week.number();
            leaf("svg:rect")
                .class(&format!("trends__level trends__level--{}", level(it)))
                .place("x", 48.0 + 11.0 * (number - 1) as f32)
                .place("y", 6.0 + 24.0 * row(year) as f32)
                .set("width", "9")
                .set("height", "18")
                .child(leaf("svg:title").text(&words::calendar(lang, it.week, it.achieved.have, it.achieved.of)))
        });
        let size = format!("0 0 640 {}", 12 + 24 * years.len());
        let drawing = leaf("svg:svg").set("viewBox", &size).set("role", "img").label(lang.say(W::Calendar));
        let line = |it: &Card| {
            let share = if it.achieved.of == 0 { "—".to_owned() } else { format!("{}/{}", it.achieved.have, it.achieved.of) };
            vec![week(lang, it.week), leaf("span").text(&share)]
        };
        let table = table(lang, &[W::When, W::Achieved], self.cards.iter().rev().map(line));
        part(lang, W::Calendar, W::CalendarSays)
            .child(drawing.children((0..years.len()).map(name)).children(fields))
            .child(behind(lang, table))
    }

    fn ticked(&self) -> Leaf {
        let lang = self.lang;
        let line = |(id, it): &(Id, Ticks)| {
            let name = self.archive.template.item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name));
            let counts = [it.ticked, it.done, it.partly, it.dropped].map(|it| leaf("span").text(&it.to_string()));
            std::iter::once(leaf("span").text(&name)).chain(counts).collect()
        };
        let heads = [W::Item, W::Ticked, W::TickDone, W::TickPartly, W::TickDropped];
        part(lang, W::TicksTrend, W::TicksTrendSays).child(table(lang, &heads, self.ticks.iter().map(line)))
    }

    fn visited(&self) -> Leaf {
        let lang = self.lang;
        let line = |(code, it): &(Id, Seen)| {
            let name = self.archive.name(code).unwrap_or_else(|| code.to_string());
            let last = it.last.map_or("—".to_owned(), |it| it.to_string());
            let counts = [it.planned.to_string(), it.done.to_string(), last].map(|it| leaf("span").text(&it));
            std::iter::once(link(&Page::Customer(code.clone()), "").text(&name)).chain(counts).collect()
        };
        let heads = [W::CustomerHead, W::VisitsPlanned, W::VisitsDone, W::LastVisit];
        let rest = self.seen.len().saturating_sub(MOST);
        let more = (rest > 0).then(|| leaf("p").class("soft").text(&said::and_more(lang, rest)));
        part(lang, W::VisitsTrend, W::VisitsTrendSays)
            .child(table(lang, &heads, self.seen.iter().take(MOST).map(line)))
            .children(more)
    }
}

/// How deep a field is: nothing measured, then by thirds, then all.
fn level(it: &Card) -> usize {
    match (it.achieved.have, it.achieved.of) {
        (_, 0) => 0,
        (have, of) if have == of => 4,
        (have, of) => 1 + have * 3 / of,
    }
}

/// One indicator over time: the drawing, and its table behind.
pub fn trend(lang: Lang, indicator: &Indicator, points: &[Point]) -> Leaf {
    let figures =
        |which: usize| points.iter().map(|it| it.evened[which]?.to_string().parse().ok()).collect::<Vec<Option<f32>>>();
    let name = lang.label(&indicator.name);
    let drawn = plot(&[figures(0), figures(1)]).map(|it| drawing(lang, &name, points, &it));
    let nothing = drawn.is_none().then(|| leaf("p").class("soft").text(lang.say(W::NothingMeasured)));
    let is_evened = indicator.adds_up() && points.iter().any(|it| matches!(it.when, When::Week(_)));
    let evened = is_evened.then(|| leaf("p").class("soft").text(lang.say(W::Evened)));
    let figure = |it: Option<crate::domain::decimal::Decimal>| it.map_or("—".to_owned(), |it| it.to_string());
    let line = |it: &Point| {
        let when = match it.when {
            When::Week(at) => week(lang, at),
            When::Month(at) => link(&Page::Month(at), "").text(&months::month(lang, at)),
        };
        let percent = it.attainment.map_or("—".to_owned(), |it| format!("{}%", it.times(100).rounded(1)));
        let told = [figure(it.target), figure(it.actual), percent, it.workdays.to_string()].map(|it| leaf("span").text(&it));
        std::iter::once(when).chain(told).collect()
    };
    let heads = [W::When, W::TargetHead, W::ActualHead, W::Attainment, W::Workdays];
    leaf("figure")
        .child(leaf("figcaption").text(&format!("{name} ({})", lang.label(&indicator.unit))))
        .children(drawn)
        .children(nothing)
        .children(evened)
        .child(behind(lang, table(lang, &heads, points.iter().rev().map(line))))
}

fn drawing(lang: Lang, name: &str, points: &[Point], it: &Plot) -> Leaf {
    let beside = it.beside.iter().flat_map(|(figure, y)| {
        let rule = leaf("svg:line").place("x1", LEFT).place("x2", WIDTH).place("y1", *y).place("y2", *y);
        [rule, leaf("svg:text").place("x", LEFT - 6.0).place("y", y + 4.0).set("text-anchor", "end").text(&short(*figure))]
    });
    // The last is named; the others as far as there is room.
    let every = points.len().div_ceil(NAMED).max(1);
    let below = points.iter().zip(&it.columns).rev().step_by(every).map(|(point, x)| {
        let text = leaf("svg:text").place("x", *x).place("y", HEIGHT - BELOW + 16.0).set("text-anchor", "middle");
        text.text(&match point.when {
            When::Week(at) => months::slice(lang, at),
            When::Month(at) => at.to_string(),
        })
    });
    let below: Vec<Leaf> = below.collect();
    let rows = it.lines.iter().zip(["trends__target", "trends__actual"]);
    let lines = rows.flat_map(|(pieces, class)| pieces.iter().map(move |it| line(it, class)));
    leaf("svg:svg")
        .class("trends__chart")
        .set("viewBox", &format!("0 0 {WIDTH} {HEIGHT}"))
        .set("role", "img")
        .label(&words::chart(lang, name))
        .children(beside)
        .children(below)
        .children(lines)
        .child(key(LEFT + 8.0, "trends__target", lang.say(W::TargetHead)))
        .child(key(LEFT + 108.0, "trends__actual", lang.say(W::ActualHead)))
}

/// A piece of a line; one point alone is a dot.
fn line(points: &[At], class: &str) -> Leaf {
    if let [(x, y)] = points {
        return leaf("svg:circle").class(class).place("cx", *x).place("cy", *y).set("r", "2.5");
    }
    let told: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    leaf("svg:polyline").class(class).set("points", &told.join(" "))
}

fn key(x: f32, class: &str, name: &str) -> Leaf {
    let stroke = leaf("svg:polyline").class(class).set("points", &format!("{x},8 {},8", x + 24.0));
    leaf("svg:g").child(stroke).child(leaf("svg:text").place("x", x + 30.0).place("y", 12.0).text(name))
}

/// A figure beside a chart.
fn short(it: f32) -> String {
    let text = format!("{it:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn part(lang: Lang, title: W, says: W) -> Leaf {
    leaf("section")
        .label(lang.say(title))
        .child(leaf("h3").text(lang.say(title)))
        .child(leaf("p").class("soft").text(lang.say(says)))
}

fn week(lang: Lang, at: Week) -> Leaf {
    link(&Page::Week(at), "").text(&said::week(lang, at))
}

/// What a drawing is made of.
fn behind(lang: Lang, table: Leaf) -> Leaf {
    leaf("details").child(leaf("summary").text(lang.say(W::TheTable))).child(table)
}

fn table(lang: Lang, heads: &[W], rows: impl Iterator<Item = Vec<Leaf>>) -> Leaf {
    let head = |it: &W| leaf("th").set("scope", "col").text(lang.say(*it));
    let row = |cells: Vec<Leaf>| {
        let cell = |(at, it): (usize, Leaf)| {
            if at == 0 { leaf("th").set("scope", "row").child(it) } else { leaf("td").class("num").child(it) }
        };
        leaf("tr").children(cells.into_iter().enumerate().map(cell))
    };
    let rows: Vec<Leaf> = rows.map(row).collect();
    if rows.is_empty() {
        return leaf("p").class("soft").text(lang.say(Word::Nothing));
    }
    let it = leaf("table").child(leaf("thead").child(leaf("tr").children(heads.iter().map(head))));
    leaf("div").class("trends__frame").set("tabindex", "0").child(it.child(leaf("tbody").children(rows)))
}

impl Leaf {
    /// A measure in the units of a drawing.
    fn place(self, name: &str, value: f32) -> Self {
        self.set(name, &format!("{value:.1}"))
    }
}
