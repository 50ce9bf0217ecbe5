//! Questions of what is counted (tasks, visits, problems, messages), held against a plain recomputation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use onesheet::domain::id::Id;
use onesheet::domain::review::ProblemState;
use onesheet::domain::tasks::TaskState;
use onesheet::domain::visits::{Outcome, Visit};
use onesheet::domain::week::{Week, parse_date};
use onesheet::office::answer::{About, Line, Place};
use onesheet::office::builder::{Built, Dimension, Measure};
use onesheet::office::classes::{ClassWish, Tiers};
use onesheet::office::questions::met::met;
use onesheet::office::scope::{Scope, Wish};
use onesheet::words::Lang;

use super::super::devices::{id, template};
use super::stock::calendar;
use super::world::{Plain, answer, check, check_figure, column, number, week, wish, world};

#[test]
fn tasks_are_counted_by_item_and_by_manager() {
    let world = world();
    let chosen = answer(&world, "Q7", &wish());
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    for item in world.sheets.iter().flat_map(|it| it.sheet.ticked()) {
        *expected.entry(template().item(item).unwrap().1.name.zh.clone()).or_default() += 1;
    }
    let found: BTreeMap<String, usize> =
        chosen.lines.iter().map(|it| (it.cells[0].plain(), it.cells[2].plain().parse().unwrap())).collect();
    assert_eq!(found.iter().filter(|it| *it.1 > 0).map(|it| (it.0.clone(), *it.1)).collect::<BTreeMap<_, _>>(), expected);
    check_figure(&chosen, (template().items().count() - expected.len()) as f64);
    let of = |manager: &String| {
        let states: Vec<TaskState> = world
            .of(manager)
            .flat_map(|it| it.sheet.ticked().iter().map(|item| it.sheet.tasks.get(item).unwrap().state()))
            .collect();
        let done = states.iter().filter(|it| **it == TaskState::Done).count();
        (done as f64, states.len() as f64)
    };
    let all: Vec<(String, (f64, f64))> = world.managers().into_iter().map(|it| (it.clone(), of(&it))).collect();
    let finished = answer(&world, "Q9", &wish());
    check(&column(&finished, 6), all.iter().map(|it| (it.0.clone(), Some(it.1.0 / it.1.1))));
    check_figure(&finished, all.iter().map(|it| it.1.0).sum::<f64>() / all.iter().map(|it| it.1.1).sum::<f64>());
}

#[test]
fn visits_are_counted_by_plan_customer_and_day() {
    let world = world();
    let plan = answer(&world, "Q10", &wish());
    let sum = |manager: &String, is: &dyn Fn(bool, bool) -> bool| world.of(manager).map(|it| it.visits(is)).sum::<f64>();
    let (planned, done, kept) = (|planned, _| planned, |_, done| done, |planned, done| planned && done);
    check(&column(&plan, 4), world.managers().into_iter().map(|it| (it.clone(), Some(sum(&it, &kept) / sum(&it, &planned)))));
    let share = |it: &String| (sum(it, &done) - sum(it, &kept)) / sum(it, &done);
    check(&column(&plan, 5), world.managers().into_iter().map(|it| (it.clone(), Some(share(&it)))));

    let load = answer(&world, "Q13", &wish());
    let days = |it: &String| world.of(it).map(Plain::workdays).sum::<f64>();
    let loads: Vec<(String, f64)> = world.managers().into_iter().map(|it| (it.clone(), sum(&it, &done) / days(&it))).collect();
    check(&column(&load, 3), loads.iter().map(|it| (it.0.clone(), Some(it.1))));
    let mean = loads.iter().map(|it| it.1).sum::<f64>() / loads.len() as f64;
    let variance = loads.iter().map(|it| (it.1 - mean).powi(2)).sum::<f64>() / loads.len() as f64;
    check_figure(&load, (variance.sqrt() / mean * 1000.0).round() / 1000.0);

    let mut seen: BTreeMap<(String, String), (f64, NaiveDate)> = BTreeMap::new();
    for it in &world.sheets {
        for (date, day) in it.sheet.days.iter() {
            for (code, _) in day.visits.iter().filter(|it| it.1.outcome == Some(Outcome::Done)) {
                let held = seen.entry((it.manager.clone(), code.to_string())).or_insert((0.0, *date));
                *held = (held.0 + 1.0, held.1.max(*date));
            }
        }
    }
    let counts: Vec<f64> = world.customers.keys().map(|it| seen.get(it).map_or(0.0, |it| it.0)).collect();
    let apart: f64 = counts.iter().flat_map(|a| counts.iter().map(move |b| (a - b).abs())).sum();
    let attention = answer(&world, "Q12", &wish());
    check_figure(&attention, apart / (2.0 * counts.len() as f64 * counts.iter().sum::<f64>()));
    for market in ["城镇", "乡村"] {
        let of: Vec<f64> =
            world.customers.iter().filter(|it| it.1.0 == market).map(|it| seen.get(it.0).map_or(0.0, |it| it.0)).collect();
        let found = column(&attention, 3)[market].unwrap();
        assert!((found - of.iter().sum::<f64>() / of.len() as f64).abs() < 0.006, "{market}");
    }
}

#[test]
fn customers_are_not_seen_as_far_as_sheets_tell() {
    let (world, mut told_late) = (world(), 0);
    for to in (1..9).map(|it| week("2026-W30").plus(it)) {
        let wish = Wish { to: Some(to), ..wish() };
        let until = |manager: &str| world.of(manager).filter(|it| it.week <= to).map(|it| it.week).max();
        let due = |(manager, code): &(String, String), cycle: f64| {
            let last = until(manager)?.plus(1).monday().pred_opt()?;
            let sheets = || world.of(manager).filter(|it| it.week <= to);
            let is_seen = |visit: &Visit| visit.outcome == Some(Outcome::Done);
            let days =
                sheets().flat_map(|it| it.sheet.days.iter()).filter(|it| it.1.visits.get(&id(code)).is_some_and(is_seen));
            let seen = days.map(|it| *it.0).max();
            let began = sheets().map(|it| it.week.monday()).min()?;
            let days = (last - seen.unwrap_or(began)).num_days() as f64;
            Some((days > cycle, seen.is_some() || days > cycle))
        };
        let all: Vec<(bool, bool)> = world.customers.iter().filter_map(|it| due(it.0, it.1.2)).collect();
        let (late, counted) = (all.iter().filter(|it| it.0).count(), all.iter().filter(|it| it.1).count());
        let not_seen = answer(&world, "Q11", &wish);
        assert_eq!(not_seen.lines.len(), late, "{to}");
        check_figure(&not_seen, late as f64 / counted as f64);
        // The chart tells how many of each manager's they are, most first.
        let points = not_seen.chart.points.iter().map(|it| number(&it.1.unwrap().to_string()));
        assert!(points.clone().rev().is_sorted());
        assert_eq!(points.sum::<f64>(), late as f64);
        for (name, many) in &not_seen.chart.points {
            let his = not_seen.lines.iter().filter(|it| it.cells[0].plain() == *name).count();
            assert_eq!(many.unwrap().to_string(), his.to_string(), "{name}");
        }
        told_late += late;
    }
    assert!(told_late > 0);
}

#[test]
fn a_customer_leads_to_the_sheets_he_stands_on() {
    let (world, calendar, wish) = (world(), calendar(), Wish { to: Some(week("2026-W37")), ..wish() });
    let scope = Scope::new(Lang::Zh, &world.books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish));
    let not_seen = answer(&world, "Q11", &wish);
    let mut found = 0;
    for line in &not_seen.lines {
        let Some(About::Customer(code)) = &line.about else { panic!("{:?}", line.cells) };
        assert_eq!(line.cells[1].plain(), code.as_str());
        let manager = line.manager.as_ref().unwrap();
        let [his, customer] = [manager, code].map(|it| world.books.names.find(it).unwrap());
        let sheets: Vec<Week> = met(&scope, his, customer).into_iter().map(|it| it.1).collect();
        let stands = |it: &&Plain| {
            let mut visits = it.sheet.days.values().filter_map(|day| day.visits.get(code));
            visits.any(|it| it.planned || it.outcome == Some(Outcome::Done))
        };
        let mut expected: Vec<Week> =
            world.of(manager.as_str()).filter(stands).map(|it| it.week).filter(|it| *it <= scope.to).collect();
        expected.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(sheets, expected, "{manager} {code}");
        found += sheets.len();
    }
    assert!(found > 0);
}

#[test]
fn problems_are_counted_by_cause_and_followed_through_weeks() {
    let world = world();
    let pareto = answer(&world, "Q14", &wish());
    let mut causes: BTreeMap<String, f64> = BTreeMap::new();
    for it in &world.sheets {
        let Some(id) = it.sheet.review.principal() else { continue };
        let cause = it.sheet.review.problems.get(id).unwrap().cause.clone().unwrap();
        *causes.entry(template().cause(&cause.parse().unwrap()).unwrap().name.zh.clone()).or_default() += 1.0;
    }
    let found: BTreeMap<String, Option<f64>> =
        pareto.lines.iter().map(|it| (it.cells[0].plain(), it.cells[1].number().map(|it| number(&it.to_string())))).collect();
    check(&found, causes.iter().map(|it| (it.0.clone(), Some(*it.1))));
    let mut counts: Vec<f64> = causes.values().copied().collect();
    counts.sort_by(|a, b| b.total_cmp(a));
    check_figure(&pareto, counts.iter().take(3).sum::<f64>() / counts.iter().sum::<f64>());

    // In like words: each listed group has several managers, and no problem is in two of them.
    let shared = pareto.under.as_ref().unwrap();
    let whole = world.sheets.iter().filter(|it| it.sheet.review.principal().is_some()).count();
    let count = |it: &onesheet::office::answer::Line, at: usize| it.cells[at].plain().parse::<usize>().unwrap();
    assert!(shared.lines.iter().all(|it| count(it, 3) > 1 && count(it, 3) <= count(it, 2)));
    assert!(shared.lines.iter().map(|it| count(it, 2)).sum::<usize>() <= whole && !shared.lines.is_empty());

    // A problem of a review, from the week it is first seen in until a sheet says it is solved.
    let (mut solved, mut decided) = (BTreeMap::new(), BTreeMap::new());
    for manager in world.managers() {
        let until = world.of(&manager).map(|it| it.week).max().unwrap();
        let mut said: BTreeMap<Id, (Week, Option<(Week, ProblemState)>)> = BTreeMap::new();
        for it in world.of(&manager) {
            let review = it.sheet.review.problems.iter().filter(|it| it.1.text.is_some());
            let review: BTreeMap<Id, ProblemState> =
                review.map(|(id, it)| (id.clone(), it.state.unwrap_or(ProblemState::Open))).collect();
            let carried = it.sheet.carried.iter().map(|(id, row)| (id.clone(), row.state(), row.since.clone()));
            let carried: Vec<_> = carried.collect();
            for (id, state, since) in &carried {
                let since = since.as_ref().map_or(it.week, |it| it.parse().unwrap());
                let chain = said.entry(id.clone()).or_insert((since.min(it.week), None));
                let state = review.get(id).copied().unwrap_or(*state);
                chain.1 = (state != ProblemState::Open).then_some((it.week, state));
            }
            for (id, state) in review.iter().filter(|it| carried.iter().all(|other| other.0 != *it.0)) {
                let chain = said.entry(id.clone()).or_insert((it.week, None));
                chain.1 = (*state != ProblemState::Open).then_some((it.week, *state));
            }
        }
        let old: Vec<_> = said.values().filter(|it| it.0 >= week("2026-W30") && it.0.plus(4) <= until).collect();
        let is_solved = |it: &&&(Week, Option<(Week, ProblemState)>)| {
            it.1.is_some_and(|(at, state)| state == ProblemState::Solved && at <= it.0.plus(4))
        };
        solved.insert(manager.clone(), Some(old.iter().filter(is_solved).count() as f64));
        decided.insert(manager, Some(old.len() as f64));
    }
    let chains = answer(&world, "Q15", &wish());
    check(&column(&chains, 3), solved);
    check(&column(&chains, 2), decided);
}

#[test]
fn the_channel_is_counted_by_recipient_and_group() {
    let world = world();
    let signals = answer(&world, "Q17", &wish());
    let mut expected: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for message in world.sheets.iter().flat_map(|it| it.sheet.messages.values()) {
        let groups: BTreeSet<(String, String)> = message
            .items
            .keys()
            .map(|it| template().channel_item(it).unwrap())
            .map(|(to, group, _)| (to.name.zh.clone(), group.name.zh.clone()))
            .collect();
        let is_answered = message.answer.is_some() || ["answered", "closed"].contains(&message.state().word());
        for it in groups {
            let sum = expected.entry(it).or_default();
            *sum = (sum.0 + 1, sum.1 + usize::from(is_answered));
        }
    }
    let found: BTreeMap<(String, String), (usize, usize)> = signals
        .lines
        .iter()
        .map(|it| {
            let count = |at: usize| it.cells[at].plain().parse().unwrap();
            ((it.cells[0].plain(), it.cells[1].plain()), (count(2), count(4)))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn customers_are_asked_of_by_their_classes() {
    let world = world();
    let of = |class: ClassWish| Wish { class, ..wish() };
    let town = of(ClassWish { market: "城镇".to_owned(), ..ClassWish::default() });
    let large = of(ClassWish { tiers: Some(Tiers::of(16)), ..ClassWish::default() });
    for (asked, is) in [
        (&town, Box::new(|it: &(String, f64, f64)| it.0 == "城镇") as Box<dyn Fn(&(String, f64, f64)) -> bool>),
        (&large, Box::new(|it| (16.0..=20.0).contains(&it.1))),
    ] {
        let is_meant = |manager: &str, code: &Id| world.customers.get(&(manager.to_owned(), code.to_string())).is_some_and(&is);
        let planned = |manager: &String| -> f64 {
            let days = world.of(manager).flat_map(|it| it.sheet.days.values());
            let visits = days.flat_map(|it| it.visits.iter()).filter(|it| it.1.planned && is_meant(manager, it.0));
            visits.count() as f64
        };
        let found = column(&answer(&world, "Q10", asked), 1);
        check(&found, world.managers().into_iter().map(|it| (it.clone(), Some(planned(&it)))));
        let customers: f64 = world.customers.iter().filter(|it| is(it.1)).count() as f64;
        let load = answer(&world, "Q13", asked);
        assert_eq!(column(&load, 4).values().flatten().sum::<f64>(), customers);
    }
    let nobodys = of(ClassWish { market: "海上".to_owned(), ..ClassWish::default() });
    assert_eq!(column(&answer(&world, "Q10", &nobodys), 1).values().flatten().sum::<f64>(), 0.0);
}

#[test]
fn lines_lead_to_the_very_sheets() {
    let world = world();
    let places = |it: &[Place]| -> BTreeSet<(String, Week)> {
        it.iter().map(|it| (world.books.names.text(it.0).to_owned(), it.1)).collect()
    };
    let meets = |it: &Plain, market: &str| {
        it.sheet.days.values().flat_map(|day| day.visits.iter()).any(|(code, visit)| {
            let held = world.customers.get(&(it.manager.clone(), code.to_string()));
            visit.outcome == Some(Outcome::Done) && held.is_some_and(|it| it.0 == market)
        })
    };
    let attention = answer(&world, "Q12", &wish());
    let markets = attention.lines.iter().filter(|it| ["城镇", "乡村"].contains(&it.cells[0].plain().as_str()));
    assert_eq!(markets.clone().count(), 2);
    for line in markets {
        let market = line.cells[0].plain();
        let expected: BTreeSet<(String, Week)> =
            world.sheets.iter().filter(|it| meets(it, &market)).map(|it| (it.manager.clone(), it.week)).collect();
        assert_eq!((places(&line.sheets), line.sheets.len()), (expected.clone(), expected.len()), "{market}");
    }
    let built = Built { measure: Measure::Ticks, rows: Dimension::Item, columns: Some(Dimension::Area) };
    let asked = Wish { built: Some(built), ..wish() };
    let (ticks, chosen) = (answer(&world, "Q0", &asked), answer(&world, "Q7", &wish()));
    for line in &ticks.lines {
        let same = chosen.lines.iter().find(|it| it.cells[0] == line.cells[0]).unwrap();
        assert_eq!(places(&line.sheets), places(&same.sheets), "{:?}", line.cells[0]);
    }
}

#[test]
fn each_problem_is_told_with_its_weeks_and_what_came_before() {
    let world = world();
    let chains = answer(&world, "Q15", &wish());
    let each = chains.under.as_ref().unwrap();
    let text = |it: &Line, at: usize| it.cells[at].plain();
    let open = each.lines.iter().filter(|it| text(it, 6) == "未解决").count();
    check_figure(each, open as f64);
    assert!(open > 0 && open < each.lines.len());
    for line in &each.lines {
        let weeks: Vec<Week> = line.sheets.iter().map(|it| it.1).collect();
        assert!(weeks.is_sorted() && weeks.last().unwrap().to_string() == text(line, 4));
        let (raised, last) = (week(&text(line, 3)), week(&text(line, 4)));
        assert_eq!(raised.plus(text(line, 5).parse().unwrap()), last);
        if let Ok(before) = text(line, 7).parse::<Week>() {
            assert!(before < raised && raised <= before.plus(8));
        }
    }
    // As many came again as the managers' lines say.
    let raised = |it: &&Line| (week("2026-W30")..=week("2026-W38")).contains(&week(&text(it, 3)));
    let again = each.lines.iter().filter(raised).filter(|it| !text(it, 7).is_empty()).count();
    assert_eq!(again as f64, column(&chains, 7).values().flatten().sum::<f64>());
}
