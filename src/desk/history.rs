//! The pages of what was written before, by what is held of it (`recall`): search and the weeks, and the ledger of problems.

use super::area::AREA;
use super::paper::Fonts;
use super::recall::Recalled;
use super::{Desk, Task};
use crate::browser::clock;
use crate::device::Unreadable;
use crate::domain::archive::Archive;
use crate::domain::customers::found;
use crate::domain::edit::Doc;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::SheetPath;
use crate::domain::sheet::Sheet;
use crate::domain::template::Indicator;
use crate::domain::value::Value;
use crate::domain::week::{Week, parse_date};
use crate::leaf::area::VISITS;
use crate::leaf::search::{Round, SEARCH, SEARCH_ALL};
use crate::leaf::trends::{TREND, TRENDS, Trends, Whose, door, trend};
use crate::leaf::weeks_past::{self as shown, BESIDE, COPY, Past, YEAR};
use crate::leaf::{Leaf, leaf, problems::problems};
use crate::memory::copying::{Part, copied};
use crate::memory::fields::Section;
use crate::memory::ledger::{causes, chains};
use crate::memory::query::{Filter, words};
use crate::memory::trends::{Point, followed, months, seen, ticks, weeks};
use crate::memory::weeks::{Card, card};
use crate::office::own::rates;
use crate::paper::subject::{Edition, Subject};
use crate::paper::{Laid, Variant, week as laid_out};
use crate::post::Answer;
use crate::post::drawing::Drawing;
use crate::words::Lang;
use crate::words::handing::State;
use crate::words::memory::Word as W;

/// The pages that show what was written before.
pub(super) const HISTORY: &str = "history";
pub(super) const PROBLEMS: &str = "problems";

/// Characters of a damaged row that are shown: more than one can read, and less than a page cannot bear.
const RAW: usize = 4_000;

impl Desk {
    /// A part of such a page. What is read for it stays for the next question; a page that opens looks for what has changed, and so
    /// does whoever writes by it.
    pub(super) async fn history(&self, task: &Task, it: &Drawing) -> Result<Answer, Unreadable> {
        let held = self.recalled.borrow_mut().take();
        let (verb, about) = it.ask.split_once(' ').unwrap_or((&it.ask, ""));
        let all = match held {
            Some(all) if !matches!(verb, "" | COPY) => all,
            held => task.recalled(held).await?,
        };
        let drawn = match verb {
            COPY => task.put_into(&all, about, Week::of(it.day)),
            VISITS if it.page == AREA => task.area_visits(&all, it).to_json(),
            _ if it.page == AREA => task.area(&all, it, task.kept_list().await).to_json(),
            _ => task.of_history(&all, it, (verb, about)).to_json(),
        };
        *self.recalled.borrow_mut() = Some(all);
        Ok(Answer::Drawn(drawn))
    }
}

impl Task {
    fn of_history(&self, all: &Recalled, it: &Drawing, (verb, about): (&str, &str)) -> Leaf {
        let (lang, now) = (self.ask.lang, Week::of(it.day));
        let round = Round { lang, template: &self.template, customers: &all.customers };
        match (verb, it.page.as_str()) {
            (SEARCH, _) => search(all, &round, it),
            (YEAR, _) => self.year(all, now, about.parse().unwrap_or_default()),
            (TRENDS, _) => self.trends(&self.archive(all), it, Whose::Own),
            (TREND, _) => self.trend(&self.archive(all), it, Whose::Own),
            (BESIDE, _) => about.parse().map_or_else(|_| leaf("p"), |week| self.beside(all, it, (now, week))),
            (_, PROBLEMS) => {
                let sheets = all.weeks();
                let chains = chains(&sheets, now);
                problems(lang, &self.template, &chains, &causes(&chains))
            }
            _ => {
                let years = years(all);
                let first = years.first().map(|it| self.year(all, now, it.0));
                let title = shown::heading(lang);
                let weeks = shown::years(lang, &years, first);
                leaf("div").class("history").child(title).child(round.search()).child(weeks).child(door(lang))
            }
        }
    }

    /// The weeks of a year, the latest first.
    fn year(&self, all: &Recalled, now: Week, year: i32) -> Leaf {
        let archive = self.archive(all);
        let of_year = archive.sheets.iter().rev().filter(|it| it.0.number().0 == year);
        let past = of_year.map(|(week, sheet)| Past {
            card: card(&archive, *week, sheet),
            state: all.states.get(week).cloned().unwrap_or(State::Open),
            damaged: self.damaged(all, *week),
        });
        shown::weeks(self.ask.lang, now, &past.collect::<Vec<_>>())
    }

    pub(super) fn archive(&self, all: &Recalled) -> Archive<'_> {
        Archive::new(&self.template, &self.calendar, all.content())
    }

    /// How things went for a manager: for himself here, and for head office of those whose sheets it has.
    pub(super) fn trends(&self, archive: &Archive, it: &Drawing, whose: Whose) -> Leaf {
        let cards: Vec<Card> = archive.sheets.iter().map(|(week, sheet)| card(archive, *week, sheet)).collect();
        let (ticks, seen) = (ticks(archive), seen(archive));
        let manager = if let Whose::Of(id) = whose { id } else { &self.ask.who.manager };
        let rates = rates(self.ask.lang, manager, archive, it.day);
        let trends = Trends {
            lang: self.ask.lang,
            whose,
            chosen: whose.controls().map(|name| it.held(name)),
            archive,
            cards: &cards,
            ticks: &ticks,
            seen: &seen,
            rates: rates.as_ref(),
        };
        trends.all(self.trend(archive, it, whose))
    }

    /// One indicator; the first where none is chosen yet.
    pub(super) fn trend(&self, archive: &Archive, it: &Drawing, whose: Whose) -> Leaf {
        let Some((indicator, points)) = self.chosen(archive, it, whose) else { return leaf("p") };
        // What followed is told by weeks, however they are shown.
        let followed = followed(archive, &weeks(archive, indicator));
        trend((self.ask.lang, whose), archive, indicator, (&points, &followed))
    }

    /// The indicator that is looked at, by weeks or by months.
    pub(super) fn chosen(&self, archive: &Archive, it: &Drawing, whose: Whose) -> Option<(&Indicator, Vec<Point>)> {
        let [indicator, unit] = whose.controls();
        let chosen = it.held(indicator).parse().ok().and_then(|it| self.template.indicator(&it));
        let indicator = chosen.or_else(|| self.template.active().next())?;
        let points = if it.held(unit) == "months" { months(archive, indicator) } else { weeks(archive, indicator) };
        Some((indicator, points))
    }

    fn damaged(&self, all: &Recalled, week: Week) -> Vec<String> {
        let rows = all.damaged.get(&Doc::Sheet(self.ask.who.manager.clone(), week));
        let told = |(key, row): &(String, String)| format!("{key}\n{}", row.chars().take(RAW).collect::<String>());
        rows.into_iter().flatten().map(told).collect()
    }

    /// Two weeks, each as its paper.
    fn beside(&self, all: &Recalled, it: &Drawing, (now, week): (Week, Week)) -> Leaf {
        let maker = self.maker(it.day, clock::now());
        let subject = Subject::new(self.ask.lang, (&self.template, &self.calendar), maker, all.content());
        let fonts = Fonts::new();
        let laid = |week: Week| -> Laid {
            let state = all.states.get(&week).cloned().unwrap_or(State::Open);
            let edition = Edition { state, ..Edition::default() };
            laid_out(&subject, week, &edition, &Variant::Own { has_annex: false }, fonts.measure())
        };
        shown::beside(self.ask.lang, (now, &laid(now)), (week, &laid(week)))
    }

    /// The writings that put a part of a week into the present one, as paths with their values.
    fn put_into(&self, all: &Recalled, about: &str, now: Week) -> Json {
        let (part, week) = about.split_once(' ').unwrap_or_default();
        let part = Part::ALL.into_iter().find(|it| it.word() == part);
        let (Some(part), Ok(week)) = (part, week.parse::<Week>()) else { return Json::Null };
        let empty = Sheet::default();
        let sheet = |week: Week| all.sheets.get(&week).unwrap_or(&empty);
        let writings = copied(part, (week, sheet(week)), (now, sheet(now)));
        let writing = |(path, value): &(SheetPath, Value)| Json::List(vec![Json::text(path.to_string()), value.to_json()]);
        Json::List(writings.iter().map(writing).collect())
    }
}

/// The years with how many weeks each has, the latest first.
fn years(all: &Recalled) -> Vec<(i32, usize)> {
    let mut years: Vec<(i32, usize)> = Vec::new();
    for week in all.sheets.keys().rev() {
        let year = week.number().0;
        match years.last_mut() {
            Some(last) if last.0 == year => last.1 += 1,
            _ => years.push((year, 1)),
        }
    }
    years
}

fn search(all: &Recalled, round: &Round, it: &Drawing) -> Leaf {
    let query = it.held("query");
    let Some(filter) = filter(all, it) else {
        let said = Lang::say(round.lang, W::NoSuchCustomer);
        return leaf("p").set("role", "status").set("data-hits-for", query).class("soft").text(said);
    };
    let is_asked = !words(query).is_empty() || !filter.is_empty();
    let hits = is_asked.then(|| all.texts.find(query, &filter));
    round.hits(&all.texts, query, hits.as_ref(), it.ask == SEARCH_ALL)
}

/// What narrows it; none where a customer is named whom nobody knows.
fn filter(all: &Recalled, it: &Drawing) -> Option<Filter> {
    let named = it.held("customer").trim();
    let customer = match named {
        "" => None,
        _ => Some(customer(all, named)?),
    };
    let day = |name| parse_date(it.held(name)).ok();
    Some(Filter {
        section: Section::ALL.into_iter().find(|section| section.word() == it.held("section")),
        customer,
        item: it.held("item").parse().ok(),
        cause: Some(it.held("cause").to_owned()).filter(|it| !it.is_empty()),
        from: day("from"),
        until: day("until"),
    })
}

/// The customer of a code, one that was removed too, or the first whom the roster finds.
fn customer(all: &Recalled, named: &str) -> Option<Id> {
    let code = named.parse::<Id>().ok();
    let known = code.filter(|it| all.customers.get(it).is_some() || all.texts.knows(it));
    known.or_else(|| found(&all.customers, named, &all.initials).into_iter().next())
}
