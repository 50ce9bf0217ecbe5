//! Questions somebody puts together: whatever they are divided by, nothing is left out and nothing counted twice, and where one of the
//! twenty questions asks the same, both say the same.

use std::collections::BTreeMap;

use onesheet::domain::decimal::Decimal;
use onesheet::domain::week::{Month, Week};
use onesheet::office::answer::{Answer, Cell};
use onesheet::office::books::Books;
use onesheet::office::builder::{Built, Dimension, MOST_COLUMNS, Measure};
use onesheet::office::questions::Question;
use onesheet::office::scope::{Scope, Wish};
use onesheet::words::Lang;

use super::super::devices::template;
use super::stock::{calendar, collected, stock};

const COUNTS: [Measure; 6] =
    [Measure::Sheets, Measure::Planned, Measure::Done, Measure::Ticks, Measure::Problems, Measure::Messages];

/// Everything collected, from the first week on.
fn asked<T>(books: &Books, ask: impl Fn(&Scope) -> T) -> T {
    let (calendar, wish) = (calendar(), Wish { from: books.entries().map(|it| it.1).min(), ..Wish::default() });
    ask(&Scope::new(Lang::Zh, books, (template(), &calendar), ("2026-11-29".parse().unwrap(), &wish)))
}

fn of(measure: Measure, rows: Dimension, columns: Option<Dimension>) -> Built {
    Built { measure, rows, columns }
}

fn count(it: &Cell) -> i64 {
    match it {
        Cell::Count(it) => *it,
        Cell::Figure(None, _) => 0,
        it => panic!("{it:?} is no count"),
    }
}

/// Two columns of an answer: what is told of whom, without those who have none of it.
fn told(answer: &Answer, label: usize, column: usize) -> BTreeMap<String, String> {
    let all = answer.lines.iter().map(|it| (it.cells[label].plain(), it.cells[column].plain()));
    all.filter(|it| !it.1.is_empty() && it.1 != "0").collect()
}

#[test]
fn nothing_is_left_out_and_nothing_counted_twice() {
    let books = collected(stock().files.iter());
    asked(&books, |scope| {
        let mut divided = 0;
        for measure in COUNTS {
            let sum = |it: &Answer| it.lines.iter().map(|it| count(&it.cells[1])).sum::<i64>();
            let whole = sum(&of(measure, Dimension::Manager, None).answer(scope));
            assert!(whole > 0, "{measure:?}");
            for rows in Dimension::ALL {
                for columns in [None].into_iter().chain(Dimension::ALL.map(Some)) {
                    let built = of(measure, rows, columns);
                    let answer = built.answer(scope);
                    assert_eq!(answer.lines.is_empty(), !built.is_possible(), "{built:?}");
                    if !built.is_possible() {
                        continue;
                    }
                    divided += 1;
                    assert_eq!(sum(&answer), whole, "{built:?}");
                    for line in answer.lines.iter().filter(|_| columns.is_some() && answer.columns.len() < MOST_COLUMNS) {
                        assert_eq!(line.cells.len(), 2 + answer.columns.len(), "{built:?}");
                        let by_column: i64 = line.cells[2..].iter().map(count).sum();
                        assert_eq!(by_column, count(&line.cells[1]), "{built:?}: {line:?}");
                    }
                }
            }
        }
        assert!(divided > 100, "{divided}");
    });
}

#[test]
fn it_says_what_the_questions_say() {
    let books = collected(stock().files.iter());
    let cases = [
        ("Q2", (0, 6), of(Measure::Attainment, Dimension::Manager, None)),
        ("Q5", (0, 3), of(Measure::Actual, Dimension::Week, None)),
        ("Q7", (0, 2), of(Measure::Ticks, Dimension::Item, None)),
        ("Q9", (0, 1), of(Measure::Ticks, Dimension::Manager, None)),
        ("Q9", (0, 6), of(Measure::DoneShare, Dimension::Manager, None)),
        ("Q10", (0, 1), of(Measure::Planned, Dimension::Manager, None)),
        ("Q10", (0, 2), of(Measure::Done, Dimension::Manager, None)),
        ("Q10", (0, 4), of(Measure::KeptShare, Dimension::Manager, None)),
        ("Q14", (0, 1), of(Measure::Problems, Dimension::Cause, None)),
        ("Q20", (0, 1), of(Measure::Sheets, Dimension::Week, None)),
    ];
    asked(&books, |scope| {
        for (question, (label, column), built) in cases {
            let wanted = told(&Question::parse(question).unwrap().answer(scope), label, column);
            let found = told(&built.answer(scope), 0, 1);
            // What has no cause is called otherwise where nothing else can have none.
            let plain = |all: BTreeMap<String, String>| {
                all.into_iter().map(|it| (it.0.replace("（未选）", "（未填）"), it.1)).collect::<BTreeMap<_, _>>()
            };
            assert!(!found.is_empty(), "{question}");
            assert_eq!(plain(found), plain(wanted), "{question} beside {built:?}");
        }
    });
}

#[test]
fn a_week_stands_in_the_month_with_most_of_its_working_days() {
    let books = collected(stock().files.iter());
    asked(&books, |scope| {
        let by_week = of(Measure::Sheets, Dimension::Week, None).answer(scope);
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        for line in &by_week.lines {
            let week: Week = line.cells[0].plain().parse().unwrap();
            let days = |last: bool| {
                let month = Month::of(if last { week.days().last().unwrap() } else { week.monday() });
                (week.days().filter(|it| Month::of(*it) == month && scope.works(*it)).count(), month)
            };
            *sums.entry(days(false).max(days(true)).1.to_string()).or_default() += count(&line.cells[1]);
        }
        let expected: BTreeMap<String, String> = sums.into_iter().map(|it| (it.0, it.1.to_string())).collect();
        let told = told(&of(Measure::Sheets, Dimension::Month, None).answer(scope), 0, 1);
        assert_eq!(told, expected);
        // A visit has a day of its own: this Monday is in August, though the week is September's.
        let visits = of(Measure::Done, Dimension::Week, Some(Dimension::Month)).answer(scope);
        let line = visits.lines.iter().find(|it| it.cells[0].plain() == "2026-W36").unwrap();
        let august = visits.columns.iter().position(|it| it == "2026-08").unwrap();
        assert!(count(&line.cells[2 + august]) > 0, "{line:?}");
    });
}

#[test]
fn figures_of_few_managers_are_not_averaged() {
    let books = collected(stock().files.iter());
    asked(&books, |scope| {
        let mut managers: BTreeMap<String, usize> = BTreeMap::new();
        for line in of(Measure::Sheets, Dimension::Area, Some(Dimension::Manager)).answer(scope).lines {
            managers.insert(line.cells[0].plain(), line.cells[2..].iter().filter(|it| count(it) > 0).count());
        }
        for measure in [Measure::Attainment, Measure::KeptShare, Measure::DoneShare] {
            for line in of(measure, Dimension::Area, None).answer(scope).lines {
                let many = managers[&line.cells[0].plain()];
                let is_shown = matches!(line.cells[1], Cell::Share(Some(_)));
                assert!(!is_shown || many == 1 || many >= 5, "{measure:?} of {many}");
            }
        }
        let rate = of(Measure::Attainment, Dimension::Indicator, None).answer(scope);
        let shown = |it: &Cell| matches!(it, Cell::Share(Some(it)) if *it > Decimal::ZERO);
        assert!(rate.lines.iter().filter(|it| shown(&it.cells[1])).count() > 5, "six managers may be averaged: {rate:?}");
    });
}

#[test]
fn a_form_says_a_question_or_none() {
    let held = |rows: &'static str, columns: &'static str, measure: &'static str| {
        Built::said(move |name| match name {
            "rows" => rows,
            "columns" => columns,
            _ => measure,
        })
    };
    assert_eq!(held("week", "", "done"), Some(of(Measure::Done, Dimension::Week, None)));
    assert_eq!(held("market", "tier", "kept"), Some(of(Measure::KeptShare, Dimension::Market, Some(Dimension::Tier))));
    assert_eq!(held("", "tier", "kept"), None);
    assert_eq!(held("week", "", "length"), None);
    for it in Dimension::ALL {
        assert_eq!(Dimension::parse(it.word()), Some(it));
    }
    for it in Measure::ALL {
        assert_eq!(Measure::parse(it.word()), Some(it));
    }
}
