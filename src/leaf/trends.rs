//! How things went: an indicator over time as a drawing with its table and what it did after the ticks, the weeks as a calendar, what
//! came of the ticks, and how often the customers were seen.

use super::chart::{chart, ways};
use super::question::figure_of;
use super::{Leaf, choice, leaf, link, quiet_button, slot};
use crate::address::Page;
use crate::domain::archive::Archive;
use crate::domain::decimal::Decimal;
use crate::domain::id::Id;
use crate::domain::template::Indicator;
use crate::domain::week::Week;
use crate::memory::chart::{BarOf, Drawing, Hue, Row, bars, calendar, course};
use crate::memory::trends::{Followed, Point, Seen, Ticks, When};
use crate::memory::weeks::Card;
use crate::office::answer::Cell;
use crate::office::own::Rates;
use crate::office::questions::Question;
use crate::words::memory::{self as words, Word as W};
use crate::words::questions::{Head, asks, definition};
use crate::words::{Lang, Word, months, said};

/// The questions: all trends; one indicator.
pub const TRENDS: &str = "trends";
pub const TREND: &str = "trend";
/// The other charts, as they are asked for.
pub const CALENDAR: &str = "calendar";
pub const TICKS: &str = "ticks";
pub const SEEN: &str = "seen";

/// Rows of a list of customers: who is in none of them is found on his own page.
const MOST: usize = 60;
/// Bars of a chart; the table has the others.
const BARS: usize = 20;

/// The way to all of it: nobody waits for what he does not look at.
pub fn door(lang: Lang) -> Leaf {
    let summary = leaf("summary").text(lang.say(W::Trends)).asks(TRENDS).into(TRENDS);
    leaf("section").class("paper trends").child(leaf("details").child(summary).child(slot(TRENDS)))
}

/// Whose trends they are, and so where their weeks lead.
#[derive(Clone, Copy)]
pub enum Whose<'a> {
    /// The device's own manager's: to his pages.
    Own,
    /// Those of one of whom head office has the sheets: to these.
    Of(&'a Id),
}

impl Whose<'_> {
    /// The names of the controls that choose an indicator and the unit of time: head office's form has others of its own.
    pub fn controls(self) -> [&'static str; 2] {
        match self {
            Self::Own => ["indicator", "unit"],
            Self::Of(_) => ["his-indicator", "his-unit"],
        }
    }

    fn asks(self) -> String {
        match self {
            Self::Own => TREND.to_owned(),
            Self::Of(id) => format!("{TREND} {id}"),
        }
    }

    fn week(self, lang: Lang, at: Week) -> Leaf {
        let said = said::week(lang, at);
        match self {
            Self::Own => link(&Page::Week(at), "").text(&said),
            Self::Of(id) => quiet_button(&said, &format!("sheet {id} {at}")).into("sheet"),
        }
    }

    /// A page only the manager himself has.
    fn page(self, page: &Page, said: &str) -> Leaf {
        match self {
            Self::Own => link(page, "").text(said),
            Self::Of(_) => leaf("span").text(said),
        }
    }

    /// How a drawing goes out as a file; head office takes out those of its questions.
    fn ways(self, lang: Lang, about: &str) -> Option<Leaf> {
        matches!(self, Self::Own).then(|| ways(lang, about))
    }
}

/// What is shown of the trends.
pub struct Trends<'a> {
    pub lang: Lang,
    pub whose: Whose<'a>,
    /// What of an indicator and a unit of time was chosen.
    pub chosen: [&'a str; 2],
    pub archive: &'a Archive<'a>,
    pub cards: &'a [Card],
    pub ticks: &'a [(Id, Ticks)],
    pub seen: &'a [(Id, Seen)],
    /// None where there is no sheet.
    pub rates: Option<&'a Rates>,
}

impl Trends<'_> {
    /// Everything, with the first indicator.
    pub fn all(&self, first: Leaf) -> Leaf {
        let lang = self.lang;
        let indicators = self.archive.template.active().map(|it| (it.id.to_string(), lang.label(&it.name)));
        let units = [("weeks", W::ByWeeks), ("months", W::ByMonths)].map(|it| (it.0.to_owned(), lang.say(it.1).to_owned()));
        let [indicator, unit] = self.whose.controls();
        let choose = |name: &str, label: W, options: Vec<(String, String)>, chosen: &str| {
            let it = choice(name, lang.say(label), options, chosen).asks(&self.whose.asks()).into(TREND);
            leaf("label").child(leaf("span").text(lang.say(label))).child(it)
        };
        leaf("div")
            .class("trends__all")
            .child(
                leaf("div")
                    .class("trends__choices")
                    .child(choose(indicator, W::Indicator, indicators.collect(), self.chosen[0]))
                    .child(choose(unit, W::Unit, units.to_vec(), self.chosen[1])),
            )
            .child(slot(TREND).child(first))
            .children(self.rates.map(|it| self.rated(it)))
            .child(self.calendar())
            .child(self.ticked())
            .child(self.visited())
    }

    /// What head office counts of his sheets, each with what exactly that is.
    fn rated(&self, it: &Rates) -> Leaf {
        let lang = self.lang;
        let line = |(question, figure): &(Question, (Head, Cell))| {
            let said = leaf("p").class("soft").text(definition(lang, question.number()));
            let what = leaf("details").child(leaf("summary").text(asks(lang, question.number()))).child(said);
            leaf("li").child(figure_of(lang, &format!("own/{question}"), figure)).child(what)
        };
        let weeks = leaf("p").class("soft").text(&format!("{} — {}", it.from, it.to));
        let list = leaf("ul").class("trends__rates").children(it.all.iter().map(line));
        part(lang, W::Rates, W::RatesSay).child(weeks).child(list)
    }

    fn calendar(&self) -> Leaf {
        let lang = self.lang;
        let line = |it: &Card| {
            let share = if it.achieved.of == 0 { "—".to_owned() } else { format!("{}/{}", it.achieved.have, it.achieved.of) };
            vec![self.whose.week(lang, it.week), leaf("span").text(&share)]
        };
        let table = table(lang, &[W::When, W::Achieved], self.cards.iter().rev().map(line));
        part(lang, W::Calendar, W::CalendarSays)
            .child(chart(&calendar_drawing(lang, self.cards)))
            .children(self.whose.ways(lang, CALENDAR))
            .child(behind(lang, table))
    }

    fn ticked(&self) -> Leaf {
        let lang = self.lang;
        let line = |(id, it): &(Id, Ticks)| {
            let name = item(lang, self.archive, id);
            let counts = [it.ticked, it.done, it.partly, it.dropped].map(|it| leaf("span").text(&it.to_string()));
            std::iter::once(leaf("span").text(&name)).chain(counts).collect()
        };
        let heads = [W::Item, W::Ticked, W::TickDone, W::TickPartly, W::TickDropped];
        let drawn = ticks_drawing(lang, self.archive, self.ticks);
        charted(self.whose, part(lang, W::TicksTrend, W::TicksTrendSays), (lang, TICKS, drawn))
            .child(behind(lang, table(lang, &heads, self.ticks.iter().map(line))))
    }

    fn visited(&self) -> Leaf {
        let lang = self.lang;
        let line = |(code, it): &(Id, Seen)| {
            let name = self.archive.name(code).unwrap_or_else(|| code.to_string());
            let last = it.last.map_or("—".to_owned(), |it| it.to_string());
            let counts = [it.planned.to_string(), it.done.to_string(), last].map(|it| leaf("span").text(&it));
            std::iter::once(self.whose.page(&Page::Customer(code.clone()), &name)).chain(counts).collect()
        };
        let heads = [W::CustomerHead, W::VisitsPlanned, W::VisitsDone, W::LastVisit];
        let rest = self.seen.len().saturating_sub(MOST);
        let more = (rest > 0).then(|| leaf("p").class("soft").text(&said::and_more(lang, rest)));
        let table = table(lang, &heads, self.seen.iter().take(MOST).map(line));
        let drawn = seen_drawing(lang, self.archive, self.seen);
        let part = charted(self.whose, part(lang, W::VisitsTrend, W::VisitsTrendSays), (lang, SEEN, drawn));
        part.child(behind(lang, leaf("div").child(table).children(more)))
    }
}

/// A part with its chart, and the ways that goes out.
fn charted(whose: Whose, part: Leaf, (lang, about, drawn): (Lang, &str, Option<Drawing>)) -> Leaf {
    match drawn {
        Some(it) => part.child(chart(&it)).children(whose.ways(lang, about)),
        None => part,
    }
}

fn item(lang: Lang, archive: &Archive, id: &Id) -> String {
    archive.template.item(id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name))
}

/// How deep a field is: by the share of goals that were reached, and empty where nothing was measured.
fn depth(it: &Card) -> f32 {
    match (it.achieved.have, it.achieved.of) {
        (_, 0) => 0.0,
        (have, of) if have == of => 1.0,
        (have, of) => [0.12, 0.35, 0.6][(have * 3 / of).min(2)],
    }
}

/// The weeks as a calendar.
pub fn calendar_drawing(lang: Lang, cards: &[Card]) -> Drawing {
    let field = |it: &Card| {
        let (year, number) = it.week.number();
        (year, number, depth(it), words::calendar(lang, it.week, it.achieved.have, it.achieved.of))
    };
    calendar(lang.say(W::Calendar), &cards.iter().map(field).collect::<Vec<_>>())
}

/// How often each item was ticked.
pub fn ticks_drawing(lang: Lang, archive: &Archive, ticks: &[(Id, Ticks)]) -> Option<Drawing> {
    let bar = |(id, it): &(Id, Ticks)| counted(item(lang, archive, id), it.ticked);
    bars(lang.say(W::TicksTrend), &ticks.iter().take(BARS).map(bar).collect::<Vec<_>>())
}

/// How often each customer was seen.
pub fn seen_drawing(lang: Lang, archive: &Archive, seen: &[(Id, Seen)]) -> Option<Drawing> {
    let bar = |(code, it): &(Id, Seen)| counted(archive.name(code).unwrap_or_else(|| code.to_string()), it.done);
    bars(lang.say(W::VisitsTrend), &seen.iter().take(BARS).map(bar).collect::<Vec<_>>())
}

fn counted(name: String, count: usize) -> BarOf {
    (name, Some(count as f32), count.to_string())
}

/// One indicator over time.
pub fn trend_drawing(lang: Lang, indicator: &Indicator, points: &[Point]) -> Option<Drawing> {
    let figures = |which: usize| points.iter().map(|it| it.evened[which]?.to_string().parse().ok()).collect();
    let row = |word: W, hue, is_dashed, which| Row { name: lang.say(word), hue, is_dashed, figures: figures(which) };
    let rows = [row(W::TargetHead, Hue::Plan, true, 0), row(W::ActualHead, Hue::Do, false, 1)];
    let time = |it: &Point| match it.when {
        When::Week(at) => months::slice(lang, at),
        When::Month(at) => at.to_string(),
    };
    let times: Vec<String> = points.iter().map(time).collect();
    course(&words::chart(lang, &lang.label(&indicator.name)), &rows, &times, "")
}

/// One indicator over time: the drawing, and its table behind; and what it did after each item was ticked.
pub fn trend(
    (lang, whose): (Lang, Whose),
    archive: &Archive,
    indicator: &Indicator,
    (points, followed): (&[Point], &[(Id, Followed)]),
) -> Leaf {
    let name = lang.label(&indicator.name);
    let drawn = trend_drawing(lang, indicator, points);
    let nothing = drawn.is_none().then(|| leaf("p").class("soft").text(lang.say(W::NothingMeasured)));
    let is_evened = indicator.adds_up() && points.iter().any(|it| matches!(it.when, When::Week(_)));
    let evened = is_evened.then(|| leaf("p").class("soft").text(lang.say(W::Evened)));
    let figure = |it: Option<Decimal>| it.map_or("—".to_owned(), |it| it.to_string());
    let line = |it: &Point| {
        let when = match it.when {
            When::Week(at) => whose.week(lang, at),
            When::Month(at) => whose.page(&Page::Month(at), &months::month(lang, at)),
        };
        let percent = it.attainment.map_or("—".to_owned(), |it| format!("{}%", it.times(100).rounded(1)));
        let told = [figure(it.target), figure(it.actual), percent, it.workdays.to_string()].map(|it| leaf("span").text(&it));
        std::iter::once(when).chain(told).collect()
    };
    let heads = [W::When, W::TargetHead, W::ActualHead, W::Attainment, W::Workdays];
    leaf("figure")
        .child(leaf("figcaption").text(&format!("{name} ({})", lang.label(&indicator.unit))))
        .children(drawn.iter().map(chart))
        .children(drawn.as_ref().and_then(|_| whose.ways(lang, TREND)))
        .children(nothing)
        .children(evened)
        .child(behind(lang, table(lang, &heads, points.iter().rev().map(line))))
        .children((!followed.is_empty()).then(|| after(lang, archive, &name, followed)))
}

/// What the indicator did after each item was ticked: told, and not taken for a cause.
fn after(lang: Lang, archive: &Archive, name: &str, followed: &[(Id, Followed)]) -> Leaf {
    let percent = |it: Decimal| format!("{}%", it.times(100).rounded(1));
    let line = |(id, it): &(Id, Followed)| {
        let change = it.after - it.before;
        let sign = if change.is_negative() { "" } else { "+" };
        let change = format!("{sign}{}", change.times(100).rounded(1));
        let told = [it.times.to_string(), percent(it.before), percent(it.after), change].map(|it| leaf("span").text(&it));
        std::iter::once(leaf("span").text(&item(lang, archive, id))).chain(told).collect()
    };
    let heads = [W::Item, W::Times, W::Before, W::After, W::Change];
    leaf("section")
        .label(lang.say(W::Followed))
        .child(leaf("h3").text(&[lang.say(W::Followed), lang.say(Word::Colon), name].concat()))
        .child(leaf("p").class("soft").text(lang.say(W::FollowedSays)))
        .child(table(lang, &heads, followed.iter().map(line)))
}

fn part(lang: Lang, title: W, says: W) -> Leaf {
    leaf("section")
        .label(lang.say(title))
        .child(leaf("h3").text(lang.say(title)))
        .child(leaf("p").class("soft").text(lang.say(says)))
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
