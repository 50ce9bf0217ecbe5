//! What the stock comes to by whole sheets, as a device reads them, for plain recomputation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use onesheet::bundle::read::read;
use onesheet::domain::edit::Doc;
use onesheet::domain::path::{Key, MonthPath, Path, RosterPath};
use onesheet::domain::sheet::Sheet;
use onesheet::domain::template::Template;
use onesheet::domain::visits::Outcome;
use onesheet::domain::week::{Month, Week, parse_date};
use onesheet::office::answer::{Answer, Cell};
use onesheet::office::books::Books;
use onesheet::office::questions::Question;
use onesheet::office::scope::{Scope, Wish};
use onesheet::words::Lang;

use super::super::devices::{id, template};
use super::stock::{calendar, collected, stock};

/// A sheet that counts, with who it is of and when it first came.
pub struct Plain {
    pub manager: String,
    pub week: Week,
    pub area: String,
    pub first: NaiveDate,
    pub first_time: String,
    pub sheet: Sheet,
}

pub struct World {
    pub books: Books,
    pub sheets: Vec<Plain>,
    /// By manager and code: market, tier, cycle.
    pub customers: BTreeMap<(String, String), (String, f64, f64)>,
    pub months: BTreeMap<(String, Month, String), f64>,
}

pub fn world() -> World {
    let (files, mut latest, mut first) = (stock().files, BTreeMap::new(), BTreeMap::new());
    let (mut customers, mut months) = (BTreeMap::new(), BTreeMap::new());
    for it in files.iter().filter(|it| ["good", "update", "resent"].contains(&it.class.as_str())) {
        let bundle = read(&it.name, &it.bytes, template()).unwrap().bundle;
        let manager = bundle.from.id.to_string();
        for part in &bundle.sheets {
            let Doc::Sheet(_, week) = part.doc else { panic!() };
            let key = (manager.clone(), week);
            let came = first.entry(key.clone()).or_insert(bundle.created.clone());
            *came = bundle.created.clone().min(came.clone());
            let held = latest.entry(key).or_insert((String::new(), String::new(), Sheet::default()));
            if held.0 <= bundle.created {
                *held = (bundle.created.clone(), bundle.from.area.clone(), Sheet::of(&part.document));
            }
        }
        for part in &bundle.months {
            let Doc::Month(_, month) = part.doc else { panic!() };
            for (path, value) in part.document.live() {
                if let MonthPath::Target(i) = path {
                    months.insert((manager.clone(), month, i.to_string()), number(&value.as_number().unwrap().to_string()));
                }
            }
        }
        for part in &bundle.rosters {
            for (path, value) in part.document.live() {
                let code = path.keys()[0].unwrap();
                let Key::Id(code) = code else { panic!() };
                let held = customers.entry((manager.clone(), code.to_string())).or_insert((String::new(), 0.0, 0.0));
                match path {
                    RosterPath::Market(_) => held.0 = value.as_text().unwrap().to_owned(),
                    RosterPath::Tier(_) => held.1 = number(&value.as_number().unwrap().to_string()),
                    RosterPath::VisitCycle(_) => held.2 = number(&value.as_number().unwrap().to_string()),
                    _ => {}
                }
            }
        }
    }
    let sheets = latest.into_iter().map(|((manager, week), (_, area, sheet))| {
        let first_time = first[&(manager.clone(), week)].clone();
        Plain { first: parse_date(&first_time[..10]).unwrap(), manager, week, area, first_time, sheet }
    });
    World { sheets: sheets.collect(), books: collected(files.iter()), customers, months }
}

pub fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

pub fn week(text: &str) -> Week {
    text.parse().unwrap()
}

/// All there is, as of a day after it.
pub fn wish() -> Wish {
    Wish { from: Some(week("2026-W30")), to: Some(week("2026-W38")), indicator: Some(id("vol")), ..Wish::default() }
}

pub fn answer(world: &World, question: &str, wish: &Wish) -> Answer {
    let calendar = calendar();
    let today = parse_date("2026-10-30").unwrap();
    let scope = Scope::new(Lang::Zh, &world.books, (template(), &calendar), (today, wish));
    Question::parse(question).unwrap().answer(&scope)
}

/// A column by what its rows are of.
pub fn column(answer: &Answer, at: usize) -> BTreeMap<String, Option<f64>> {
    // A manager is told by the id after his name.
    let key = |it: &Cell| it.plain().split(' ').next_back().unwrap_or_default().to_owned();
    answer.lines.iter().map(|it| (key(&it.cells[0]), it.cells[at].number().map(|it| number(&it.to_string())))).collect()
}

#[track_caller]
pub fn check(found: &BTreeMap<String, Option<f64>>, expected: impl IntoIterator<Item = (String, Option<f64>)>) {
    let expected: BTreeMap<String, Option<f64>> = expected.into_iter().collect();
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (key, it) in &expected {
        let is_close = match (found[key], it) {
            (Some(a), Some(b)) => (a - b).abs() < 0.006 + b.abs() * 1e-4,
            (a, b) => a.is_none() && b.is_none(),
        };
        assert!(is_close, "{key}: {:?} and not {it:?}", found[key]);
    }
}

#[track_caller]
pub fn check_figure(answer: &Answer, expected: f64) {
    let found = answer.figure.as_ref().and_then(|it| it.1.number()).map(|it| number(&it.to_string()));
    assert!(found.is_some_and(|it| (it - expected).abs() < 0.001 + expected.abs() * 1e-4), "{found:?} and not {expected}");
}

impl World {
    pub fn managers(&self) -> BTreeSet<String> {
        self.sheets.iter().map(|it| it.manager.clone()).collect()
    }

    pub fn of<'a>(&'a self, manager: &'a str) -> impl Iterator<Item = &'a Plain> {
        self.sheets.iter().filter(move |it| it.manager == manager)
    }
}

impl Plain {
    pub fn actual(&self, indicator: &str) -> Option<f64> {
        let it: &Template = template();
        self.sheet.actual(it.indicator(&id(indicator))?, it).map(|it| number(&it.to_string()))
    }

    pub fn target(&self, indicator: &str) -> Option<f64> {
        self.sheet.goals.get(&id(indicator))?.target.map(|it| number(&it.to_string()))
    }

    pub fn workdays(&self) -> f64 {
        let calendar = calendar();
        let works =
            |day: &NaiveDate| self.sheet.days.get(day).and_then(|it| it.work).unwrap_or_else(|| calendar.is_workday(*day));
        self.week.days().filter(works).count() as f64
    }

    pub fn visits(&self, is: impl Fn(bool, bool) -> bool) -> f64 {
        let all = self.sheet.days.values().flat_map(|it| it.visits.values());
        all.filter(|it| is(it.planned, it.outcome == Some(Outcome::Done))).count() as f64
    }
}

pub fn middle(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    let (low, high) = (all[(all.len() - 1) / 2], all[all.len() / 2]);
    f64::midpoint(low, high)
}
