//! What is doubtful on a sheet that is to be handed over.

use onesheet::domain::doubts::{Doubt, doubts};
use onesheet::domain::edit::{Edit, Stamp};
use onesheet::domain::fold::Document;
use onesheet::domain::path::{Path, SheetPath};
use onesheet::domain::sheet::Sheet;
use onesheet::domain::value::from_json;
use onesheet::words::changes::Names;
use onesheet::words::handing::doubt;
use onesheet::words::{Lang, exchange};

use super::devices::{id, template};

/// A sheet of these fields, each as its JSON.
fn sheet(fields: &[(&str, &str)]) -> Sheet {
    let mut document = Document::<SheetPath>::default();
    for (counter, (path, json)) in (1..).zip(fields) {
        let path = SheetPath::parse(path).unwrap();
        let json = onesheet::domain::json::Json::parse(json).unwrap();
        let value = from_json(&path, &json, template()).unwrap().0;
        document.fold(Edit { path, value, stamp: Stamp { counter, device: id("aa"), tab: id("t1") } });
    }
    Sheet::of(&document)
}

/// Where the doubts are, on a Friday.
fn places(fields: &[(&str, &str)], given: bool) -> Vec<String> {
    let friday = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
    doubts(&sheet(fields), template(), |_| given, friday).iter().map(|it| it.path().to_string()).collect()
}

const WHOLE: [(&str, &str); 9] = [
    ("goals/vol/target", "38.5"),
    ("tasks/svc-05/ticked", "true"),
    ("tasks/svc-05/method", "\"每户讲清两条卖点\""),
    ("days/2026-11-23/visits/41010001/planned", "true"),
    ("days/2026-11-23/visits/41010001/outcome", "\"done\""),
    ("review/work", "\"新品铺货\""),
    ("review/problems/p1/text", "\"断货\""),
    ("review/problems/p1/measure", "\"报主任协调\""),
    ("review/principal", "\"p1\""),
];

#[test]
fn a_sheet_that_says_everything_is_beyond_doubt() {
    assert_eq!(places(&WHOLE, false), [""; 0]);
}

#[test]
fn whatever_is_missing_is_doubted_where_it_can_be_filled_in() {
    let cases = [
        ("goals/vol/target", "goals/vol/target"),
        ("tasks/svc-05/ticked", "tasks/svc-01/ticked"),
        ("tasks/svc-05/method", "tasks/svc-05/method"),
        ("days/2026-11-23/visits/41010001/outcome", "days/2026-11-23/visits/41010001/outcome"),
        ("review/work", "review/work"),
        ("review/problems/p1/measure", "review/problems/p1/measure"),
        ("review/principal", "review/problems/p1/text"),
    ];
    for (missing, place) in cases {
        let fields: Vec<_> = WHOLE.into_iter().filter(|it| it.0 != missing).collect();
        assert_eq!(places(&fields, false), [place], "without {missing}");
    }
    // What the month gives need not be typed.
    let fields: Vec<_> = WHOLE.into_iter().filter(|it| it.0 != "goals/vol/target").collect();
    assert_eq!(places(&fields, true), [""; 0]);
}

#[test]
fn blanks_say_nothing_days_to_come_are_not_over_and_a_day_has_one_principal_problem() {
    let with = |more: &[(&'static str, &'static str)]| [&WHOLE[..], more].concat();
    assert_eq!(places(&with(&[("review/work", "\"  \"")]), false), ["review/work"]);
    assert_eq!(places(&with(&[("days/2026-11-28/visits/41010001/planned", "true")]), false), [""; 0]);
    let day = [("days/2026-11-24/problems/p2/text", "\"价签旧\"")];
    assert_eq!(places(&with(&day), false), ["days/2026-11-24/problems/p2/text"]);
    assert_eq!(places(&with(&[day[0], ("days/2026-11-24/principal", "\"p2\"")]), false), [""; 0]);
    assert_eq!(places(&[], false), ["goals/vol/target", "tasks/svc-01/ticked", "review/work"]);
}

#[test]
fn every_doubt_is_said_in_both_languages() {
    let names = Names { template: template(), customer: &|_| None, text: &|_| None };
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let all = [
        Doubt::NoTarget(id("vol")),
        Doubt::NoTick(id("svc-01")),
        Doubt::NoMethod(id("svc-05")),
        Doubt::NoOutcome(day, id("41010001"), 3),
        Doubt::NoDayPrincipal(day, id("p1")),
        Doubt::NoPrincipal(id("p1")),
        Doubt::NoMeasure(id("p1")),
        Doubt::NoWork,
    ];
    let said = |lang| all.iter().map(|it| doubt(lang, it, &names)).collect::<Vec<_>>();
    let (zh, en) = (said(Lang::Zh), said(Lang::En));
    assert!(zh.iter().all(|it| !it.is_empty()) && en.iter().all(|it| it.is_ascii() || it.contains('“')), "{zh:?} {en:?}");
    let item = &template().item(&id("svc-05")).unwrap().1.name;
    assert!(zh[2].contains(&item.zh) && en[2].contains(&item.en), "{} {}", zh[2], en[2]);
    assert!(zh[3].starts_with("11月23日") && zh[3].contains('3'), "{}", zh[3]);
    assert_ne!(Lang::Zh.say(exchange::Word::DoubtsSay), Lang::En.say(exchange::Word::DoubtsSay));
}
