//! Questions of attainment and time, and the wall, held against a plain recomputation in the simplest way there is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::week::{Month, Week, parse_date};
use onesheet::office::answer::{Cell, Line};
use onesheet::office::books::Books;
use onesheet::office::questions::Question;
use onesheet::office::scope::{Scope, Wish};
use onesheet::office::wall::{State, Wall};
use onesheet::words::Lang;

use super::super::devices::{id, template};
use super::stock::{calendar, stock};
use super::world::{Plain, World, answer, check, check_figure, column, middle, number, week, wish, world};

#[test]
fn the_wall_says_what_the_maker_left_out_and_who_was_late() {
    let world = world();
    let (calendar, wish) = (calendar(), wish());
    let scope = Scope::new(Lang::Zh, &world.books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish));
    let wall = Wall::of(&scope);
    let missing: Vec<(String, String)> = stock()
        .totals
        .get("missing")
        .and_then(Json::as_list)
        .unwrap()
        .iter()
        .map(|it| {
            let text = |at: usize| it.as_list().unwrap()[at].as_text().unwrap().to_owned();
            (text(0), text(1))
        })
        .collect();
    for line in &wall.lines {
        let manager = line.manager.to_string();
        let began = world.of(&manager).map(|it| it.week).min().unwrap();
        for (week, tile) in wall.weeks.iter().zip(&line.tiles) {
            let is_missing = missing.contains(&(manager.clone(), week.to_string()));
            let expected = match world.of(&manager).find(|it| it.week == *week) {
                Some(it) => {
                    let deadline = format!("{}T12:00:00", week.plus(1).monday());
                    if it.first_time[..19] <= *deadline.as_str() { State::InTime } else { State::Late }
                }
                None if is_missing && *week > began => State::Missing,
                None => State::NotDue,
            };
            assert_eq!(tile.is, expected, "{manager} {week}");
        }
    }
    assert_eq!((wall.lines.len(), wall.count(State::Contested)), (6, 0));
    assert!(wall.count(State::Missing) > 0 && wall.lines.iter().flat_map(|it| &it.tiles).any(|it| it.is_corrected));
    // The first question counts the same tiles.
    let in_time = column(&answer(&world, "Q1", &wish), 3).values().flatten().sum::<f64>();
    assert_eq!(in_time, wall.count(State::InTime) as f64);
}

#[test]
fn attainment_is_told_by_manager_and_group() {
    let world = world();
    for indicator in ["vol", "fill", "oos"] {
        let wish = Wish { indicator: Some(id(indicator)), by_unit: true, ..wish() };
        let rank = answer(&world, "Q2", &wish);
        let of = |manager: &str| {
            let pairs = world.of(manager).filter_map(|it| Some((it.actual(indicator)?, it.target(indicator)?)));
            let pairs: Vec<(f64, f64)> = pairs.collect();
            match indicator {
                "vol" => Some(pairs.iter().map(|it| it.0).sum::<f64>() / pairs.iter().map(|it| it.1).sum::<f64>()),
                "oos" => {
                    let all: Vec<f64> = pairs.iter().filter(|it| it.0 > 0.0).map(|it| it.1 / it.0).collect();
                    (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
                }
                _ => Some(pairs.iter().map(|it| it.0 / it.1).sum::<f64>() / pairs.len() as f64),
            }
        };
        let expected: BTreeMap<String, Option<f64>> =
            world.managers().into_iter().map(|it| (it.clone(), of(&it))).filter(|it| it.1.is_some()).collect();
        check(&column(&rank, 6), expected.clone());
        let mut ranked: Vec<f64> =
            rank.lines.iter().filter_map(|it| it.cells[2].number()).map(|it| number(&it.to_string())).collect();
        assert!(ranked.is_sorted() && ranked[0] == 1.0, "{ranked:?}");
        ranked.dedup();
        check_figure(&rank, middle(expected.values().flatten().copied().collect()));
        let below = expected.values().flatten().filter(|it| **it < 1.0).count() as f64;
        check_figure(&answer(&world, "Q3", &wish), below / expected.len() as f64);
        let bias = |it: &String| {
            let all = world.of(it).filter_map(|it| Some(it.actual(indicator)? / it.target(indicator)?));
            middle(all.collect()) - 1.0
        };
        let expected = world.managers().iter().map(|it| (it.clone(), Some(bias(it)))).collect::<Vec<_>>();
        check(&column(&answer(&world, "Q6", &wish), 2), expected);
    }
}

#[test]
fn few_are_not_averaged() {
    let world = world();
    // By area there are four and two.
    let gaps = answer(&world, "Q3", &wish());
    assert_eq!(gaps.lines.iter().map(|it| it.cells[1].plain()).collect::<Vec<_>>(), ["4", "2"]);
    assert!(gaps.lines.iter().all(|it| it.cells[3] == Cell::Share(None) && it.cells[4].plain().is_empty()));
    let area = world.sheets[0].area.clone();
    let four = Wish { area, by_unit: true, ..wish() };
    for question in Question::ALL.iter().filter(|it| ![7, 8, 15, 18].contains(&it.number())) {
        let figure = answer(&world, &question.to_string(), &four).figure.unwrap().1;
        assert_eq!(figure.number(), None, "{question}");
    }
    // Neither does a share of one cause say what the figure does not.
    assert!(answer(&world, "Q14", &four).lines.iter().all(|it| [2, 3].map(|at| it.cells[at].number()) == [None, None]));
    // One is himself.
    let one = Wish { manager: Some(id("ZZ0001")), ..wish() };
    for question in ["Q10", "Q11", "Q12", "Q14"] {
        assert!(answer(&world, question, &one).figure.unwrap().1.number().is_some(), "{question}");
    }
    // Whether his gap is everybody's, nobody can say of him alone.
    assert!(answer(&world, "Q3", &one).lines.iter().all(|it| it.cells[1].plain() == "1" && it.cells[4].plain().is_empty()));
}

#[test]
fn time_is_told_by_working_days() {
    let world = world();
    let trend = answer(&world, "Q5", &wish());
    let mut points = Vec::new();
    for (at, week) in (0..9).map(|it| (f64::from(it), week("2026-W30").plus(it.into()))) {
        let all: Vec<&Plain> = world.sheets.iter().filter(|it| it.week == week && it.actual("vol").is_some()).collect();
        let many = all.len();
        let figure =
            all.iter().filter_map(|it| it.actual("vol")).sum::<f64>() / all.iter().map(|it| it.workdays()).sum::<f64>();
        let shown = (many == 1 || many >= 5).then_some(figure);
        check(&BTreeMap::from([(week.to_string(), column(&trend, 4)[&week.to_string()])]), [(week.to_string(), shown)]);
        points.extend(shown.map(|it| (at, it)));
    }
    let many = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0 / many, sum.1 + it.1 / many));
    let top: f64 = points.iter().map(|it| (it.0 - x) * (it.1 - y)).sum();
    check_figure(&trend, top / points.iter().map(|it| (it.0 - x).powi(2)).sum::<f64>());

    // Pace in September up to its third week: whole weeks, and of the one before them what lies in it.
    let pace = answer(&world, "Q4", &Wish { by_unit: true, ..wish() });
    let (calendar, month) = (calendar(), "2026-09".parse::<Month>().unwrap());
    let workdays: Vec<NaiveDate> = month.days().filter(|it| calendar.is_workday(*it)).collect();
    let gone: Vec<Week> =
        workdays.iter().filter(|it| **it <= parse_date("2026-09-20").unwrap()).map(|it| Week::of(*it)).collect();
    let day = |it: &Plain, date: NaiveDate| {
        it.sheet.days.get(&date).and_then(|it| it.values.get(&id("vol"))?.as_number()).map_or(0.0, |it| number(&it.to_string()))
    };
    let actual: f64 = world.sheets.iter().map(|it| month.days().map(|date| day(it, date)).sum::<f64>()).sum();
    // Working days of weeks that nobody handed in are on neither side.
    let covered = |manager: &str| {
        let has = |week: &&Week| world.of(manager).any(|it| it.week == **week && it.actual("vol").is_some());
        gone.iter().filter(has).count() as f64
    };
    let goals = || world.months.iter().filter(|it| it.0.1 == month && it.0.2 == "vol");
    let goal: f64 = goals().map(|it| it.1 * covered(&it.0.0)).sum();
    check_figure(&pace, actual / (goal / workdays.len() as f64));
    assert!(goals().any(|it| covered(&it.0.0) < gone.len() as f64), "somebody has not handed in");
}

#[test]
fn months_are_held_against_the_mean_of_all_by_working_days() {
    let world = world();
    let trend = answer(&world, "Q5", &wish());
    let season = trend.under.as_ref().unwrap();
    let calendar = calendar();
    // A week is that month's which has most of its working days, of equals the later one's.
    let month = |week: Week| {
        let days = |month: u32| week.days().filter(|it| it.month() == month && calendar.is_workday(*it)).count();
        let (first, last) = (week.monday().month(), week.days().last().unwrap().month());
        if days(last) >= days(first) { last } else { first }
    };
    let per = |all: &[&Plain]| {
        all.iter().filter_map(|it| it.actual("vol")).sum::<f64>() / all.iter().map(|it| it.workdays()).sum::<f64>()
    };
    let measured: Vec<&Plain> = world.sheets.iter().filter(|it| it.actual("vol").is_some()).collect();
    let mut months: BTreeMap<String, Vec<&Plain>> = BTreeMap::new();
    for it in &measured {
        months.entry(format!("{}月", month(it.week))).or_default().push(it);
    }
    let said = |it: &Line| it.cells[0].plain().replace(' ', "");
    let found =
        |at: usize| season.lines.iter().map(|it| (said(it), it.cells[at].number().map(|it| number(&it.to_string())))).collect();
    check(&found(4), months.iter().map(|it| (it.0.clone(), Some(per(it.1)))));
    check(&found(5), months.iter().map(|it| (it.0.clone(), Some(per(it.1) / per(&measured)))));
    assert!(season.lines.iter().all(|it| it.sheets.len() == months[&said(it)].len()));
}

#[test]
fn what_follows_a_tick_is_held_against_those_who_did_not() {
    let world = world();
    let per_day = |manager: &str, week: Week| {
        let it = world.of(manager).find(|it| it.week == week)?;
        Some(it.actual("vol")? / it.workdays())
    };
    let ticks =
        |manager: &str, week: Week, item: &Id| world.of(manager).any(|it| it.week == week && it.sheet.ticked().contains(item));
    let items: BTreeSet<Id> = world.sheets.iter().flat_map(|it| it.sheet.ticked().to_vec()).collect();
    let mut told = 0;
    for item in items {
        let effect = answer(&world, "Q8", &Wish { item: Some(item.clone()), ..wish() });
        let (mut sum, mut many, mut who) = (0.0, 0.0, BTreeSet::new());
        for line in &effect.lines {
            let week = line.week.unwrap();
            let (mut with, mut without, mut ticking) = (Vec::new(), Vec::new(), Vec::new());
            for manager in world.managers() {
                let Some(before) = per_day(&manager, week) else { continue };
                let after: Vec<f64> = (1..=3).filter_map(|it| per_day(&manager, week.plus(it))).collect();
                if after.is_empty() {
                    continue;
                }
                let change = after.iter().sum::<f64>() / after.len() as f64 - before;
                if ticks(&manager, week, &item) {
                    with.push(change);
                    ticking.push(manager);
                } else if !(1..=3).any(|it| ticks(&manager, week.plus(it), &item)) {
                    without.push(change);
                }
            }
            assert_eq!([line.cells[1].plain(), line.cells[2].plain()], [with.len().to_string(), without.len().to_string()]);
            if with.len() == 1 && without.len() >= 5 {
                let expected = with[0] - without.iter().sum::<f64>() / without.len() as f64;
                let found = number(&line.cells[5].number().unwrap().to_string());
                assert!((found - expected).abs() < 0.01, "{item} {week}: {found} and not {expected}");
                told += 1;
            }
            if without.len() == 1 || without.len() >= 5 {
                sum += with.iter().sum::<f64>() - with.len() as f64 * without.iter().sum::<f64>() / without.len() as f64;
                many += with.len() as f64;
                who.extend(ticking);
            }
        }
        let found = effect.figure.as_ref().and_then(|it| it.1.number()).map(|it| number(&it.to_string()));
        let expected = (many > 0.0 && (who.len() == 1 || who.len() >= 5)).then(|| sum / many);
        let is_it = found.zip(expected).map_or(found == expected, |it| (it.0 - it.1).abs() < 0.05);
        assert!(is_it, "{item}: {found:?} and not {expected:?}");
    }
    assert!(told > 3, "{told}");
}

#[test]
fn who_falls_behind_is_held_against_his_group() {
    let world = world();
    let warnings = answer(&world, "Q18", &Wish { by_unit: true, ..wish() });
    let side = |who: &dyn Fn(&str) -> bool, is_now: bool| {
        let all: Vec<&Plain> = world
            .sheets
            .iter()
            .filter(|it| who(&it.manager) && it.week >= week("2026-W31") && (it.week >= week("2026-W35")) == is_now)
            .collect();
        all.iter().filter_map(|it| it.actual("vol")).sum::<f64>() / all.iter().map(|it| it.workdays()).sum::<f64>()
    };
    let growth = |who: &dyn Fn(&str) -> bool| side(who, true) / side(who, false);
    let relative = |manager: &String| growth(&|it| it == manager) / growth(&|it| it != manager);
    check(&column(&warnings, 6), world.managers().into_iter().map(|it| (it.clone(), Some(relative(&it)))));
}

#[test]
fn what_is_left_blank_is_counted() {
    let world = world();
    let burden = answer(&world, "Q20", &wish());
    let asked = template().active().count() as f64;
    let measured = |it: &Plain| template().active().filter(|one| it.actual(one.id.as_str()).is_some()).count() as f64;
    let all = world.sheets.len() as f64 * asked;
    check_figure(&burden, (all - world.sheets.iter().map(measured).sum::<f64>()) / all);
    assert!(world.sheets.iter().all(|it| it.first >= it.week.monday()));
}

#[test]
fn a_period_that_is_said_backwards_is_the_same_one() {
    let world = world();
    let wish = Wish { item: Some(id("svc-01")), ..wish() };
    let backwards = Wish { from: wish.to, to: wish.from, ..wish.clone() };
    for question in Question::ALL.map(|it| it.to_string()) {
        assert_eq!(answer(&world, &question, &backwards), answer(&world, &question, &wish), "{question}");
    }
}

#[test]
fn nothing_collected_is_no_answer_and_no_fault() {
    let world = World { books: Books::default(), sheets: Vec::new(), customers: BTreeMap::new(), months: BTreeMap::new() };
    for question in Question::ALL {
        for wish in [Wish::default(), Wish { item: Some(id("svc-01")), ..wish() }] {
            let answer = answer(&world, &question.to_string(), &wish);
            assert!(answer.lines.iter().all(|it| it.cells.len() == answer.heads.len()), "{question}");
        }
    }
}
