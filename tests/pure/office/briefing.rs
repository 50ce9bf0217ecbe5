//! What a briefing is made of: a share that a week can have, every principal problem once, and sheets of everybody to look through.

use std::collections::BTreeSet;

use onesheet::domain::week::{Month, Week, parse_date};
use onesheet::office::briefing::{Period, figures, months, originals, problems};
use onesheet::office::scope::{Scope, Wish};
use onesheet::words::Lang;

use super::super::devices::template;
use super::stock::calendar;
use super::world::{World, answer, number, week, wish, world};

/// Looks at weeks of it.
fn at<T>(world: &World, from: &str, to: &str, ask: impl FnOnce(&Scope) -> T) -> T {
    let (calendar, wish) = (calendar(), Wish { from: Some(week(from)), to: Some(week(to)), ..wish() });
    ask(&Scope::new(Lang::Zh, &world.books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish)))
}

#[test]
fn a_week_tells_of_the_problems_whose_four_weeks_end_in_it() {
    let world = world();
    // Each problem on its own, as the question lists them of all weeks.
    let all = answer(&world, "Q15", &wish()).under.unwrap();
    let last_sheet = |manager: &str, to: Week| world.of(manager).map(|it| it.week).filter(|it| *it <= to).max();
    for (from, to) in [("2026-W38", "2026-W38"), ("2026-W34", "2026-W37"), ("2026-W34", "2026-W34")] {
        let (mut decided, mut solved) = (0.0, 0.0);
        for line in &all.lines {
            let text = |at: usize| line.cells[at].plain();
            let (raised, last) = (week(&text(3)), week(&text(4)));
            let manager = text(0);
            let until = last_sheet(manager.split(' ').next_back().unwrap(), week(to));
            let ends = raised.plus(4);
            if (week(from)..=week(to)).contains(&ends) && until.is_some_and(|it| ends <= it) {
                decided += 1.0;
                solved += f64::from(u8::from(text(6) == "已解决" && last <= ends));
            }
        }
        let told = at(&world, from, to, figures);
        let told = told.iter().find(|it| it.0 == "四周内解决率").unwrap_or_else(|| panic!("{from} {told:?}"));
        assert!(decided > 0.0, "{from}");
        let said = number(told.1.trim_end_matches('%'));
        assert!((said - 100.0 * solved / decided).abs() < 0.1, "{from}: {} and not {solved} of {decided}", told.1);
    }
    // Nothing is known of what began before the first sheet.
    let names: Vec<String> = at(&world, "2026-W33", "2026-W33", figures).into_iter().map(|it| it.0).collect();
    assert_eq!(names.iter().filter(|it| *it == "四周内解决率").count(), 0, "{names:?}");
    assert_eq!(names[0], "张数");
}

#[test]
fn every_principal_problem_stands_there_once() {
    let world = world();
    let whole = world.sheets.iter().filter(|it| it.sheet.review.principal().is_some()).count();
    let shared = answer(&world, "Q14", &wish()).under.unwrap();
    let of_several: usize = shared.lines.iter().map(|it| it.cells[2].plain().parse::<usize>().unwrap()).sum();
    let told = at(&world, "2026-W30", "2026-W38", problems);
    assert_eq!(told.len(), shared.lines.len() + whole - of_several);
    assert!(told[..shared.lines.len()].iter().all(|it| it.ends_with("人都有）")), "{told:?}");
}

#[test]
fn what_went_well_is_looked_for_with_everybody() {
    let world = world();
    at(&world, "2026-W30", "2026-W38", |scope| {
        let all = scope.rows().len();
        let people = |most: usize| originals(scope, most).iter().map(|it| it.name.clone()).collect::<BTreeSet<_>>().len();
        assert_eq!((originals(scope, all).len(), people(all)), (all, world.managers().len()));
        for most in 1..all {
            let many = originals(scope, most).len();
            assert!(many <= most && many > 0, "{many} of {most}");
            assert!(most < 6 || people(most) == 6, "{most}");
        }
    });
}

#[test]
fn a_month_has_the_weeks_with_most_working_days_in_it() {
    let world = world();
    at(&world, "2026-W30", "2026-W38", |scope| {
        let of = |it: &str| Period::of(it, scope);
        let ends = |it: &str| (of(it).from.to_string(), of(it).to.to_string());
        // Of its fortieth week the National Day leaves September alone with working days, though its Thursday is in October.
        assert_eq!(ends("2026-09"), ("2026-W36".to_owned(), "2026-W40".to_owned()));
        assert_eq!(ends("2026-10"), ("2026-W41".to_owned(), "2026-W44".to_owned()));
        assert_eq!((of("2026-10").to_string(), of("2026-W37").to_string()), ("2026-10".to_owned(), "2026-W37".to_owned()));
        assert_eq!(of("").to_string(), "2026-W38");
        // No week is in two months, and none in none.
        let year = (1..=12).map(|it| of(&format!("2026-{it:02}")));
        assert!(year.collect::<Vec<_>>().is_sorted_by(|a, b| a.to.plus(1) == b.from));
        let there: Vec<String> = months(scope).iter().map(Month::to_string).collect();
        assert_eq!(there, ["2026-07", "2026-08", "2026-09"]);
    });
}
