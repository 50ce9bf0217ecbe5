//! Q18, who falls behind: a manager's growth over that of his peers, below 0.8. Peers are the others of his group who can have grown,
//! whoever is asked of, and too few of them are nobody's measure.

use std::collections::BTreeMap;

use onesheet::domain::json::Json;
use onesheet::domain::week::Week;
use onesheet::office::answer::{Answer, Cell};
use onesheet::office::books::Books;
use onesheet::office::scope::Wish;

use super::super::devices::id;
use super::collecting::changed;
use super::stock::{calendar, collect};
use super::world::{World, answer, week, wish};

/// A manager: his id, his area, and what he sold a week in the four weeks before and in the last four; nothing where he handed none in.
type Seller<'a> = (&'a str, &'a str, Option<f64>, Option<f64>);

fn report(books: &mut Books, (manager, area, before, now): Seller) {
    let last = week("2026-W38");
    let sold = |at: i64| if at < 4 { now } else { before };
    let sheet = |at: Week, sold: f64| {
        let goal = Json::object([("actual", Json::Number(sold.to_string()))]);
        let goals = Json::object([("vol", goal)]);
        Json::object([("week", Json::text(at.to_string())), ("manager", Json::text(manager)), ("goals", goals)])
    };
    let sheets: Vec<Json> = (0..8).filter_map(|at| Some(sheet(last.plus(-at), sold(at)?))).collect();
    let bytes = changed(|file| {
        let from = [("id", manager), ("name", manager), ("area", area)].map(|(name, it)| (name, Json::text(it)));
        file.insert("from".to_owned(), Json::object(from));
        file.insert("sheets".to_owned(), Json::List(sheets.clone()));
        ["months", "customers"].iter().for_each(|it| _ = file.insert((*it).to_owned(), Json::List(Vec::new())));
    });
    assert_eq!(collect(books, &bytes, &calendar()), ("merged", None));
}

/// What is asked of these sellers.
fn asked(sellers: &[Seller], wish: &Wish) -> Answer {
    let mut books = Books::default();
    sellers.iter().for_each(|it| report(&mut books, *it));
    answer(&World { books, sheets: Vec::new(), customers: BTreeMap::new(), months: BTreeMap::new() }, "Q18", wish)
}

/// Of a manager: his peers' growth and his own over it, in percent, and whether he is flagged.
fn told(answer: &Answer, manager: &str) -> (String, String, bool) {
    let line = answer.lines.iter().find(|it| it.manager.as_ref().is_some_and(|it| it.as_str() == manager)).unwrap();
    (line.cells[5].plain(), line.cells[6].plain(), !line.cells[7].plain().is_empty())
}

/// Five who sell what they sold before.
const STEADY: [Seller; 5] = [
    ("P1", "一区", Some(10.0), Some(10.0)),
    ("P2", "一区", Some(20.0), Some(20.0)),
    ("P3", "一区", Some(30.0), Some(30.0)),
    ("P4", "一区", Some(40.0), Some(40.0)),
    ("P5", "一区", Some(50.0), Some(50.0)),
];

#[track_caller]
fn check(others: &[Seller], one: Seller, wish: &Wish, expected: (&str, &str, bool)) {
    let all = [&STEADY, others, &[one]].concat();
    let (peers, relative, is_flagged) = told(&asked(&all, wish), one.0);
    assert_eq!((peers.as_str(), relative.as_str(), is_flagged), expected, "{one:?} beside {others:?}");
}

#[test]
fn who_grows_less_than_four_fifths_of_his_peers_is_flagged() {
    let peers = told(&asked(&[&STEADY[..], &[("M", "一区", Some(100.0), Some(100.0))]].concat(), &wish()), "M").0;
    for (now, relative, is_flagged) in
        [(100.0, "100.0", false), (80.0, "80.0", false), (79.9, "79.9", true), (0.0, "0.0", true), (300.0, "300.0", false)]
    {
        check(&[], ("M", "一区", Some(100.0), Some(now)), &wish(), (&peers, relative, is_flagged));
    }
    // So it is of little as of much: figures are not rounded before they are held against each other.
    for (now, is_flagged) in [(0.8, false), (0.79, true)] {
        assert_eq!(told(&asked(&[&STEADY[..], &[("M", "一区", Some(1.0), Some(now))]].concat(), &wish()), "M").2, is_flagged);
    }
    // Without weeks on both sides he has not grown, and nobody says he has not.
    check(&[], ("M", "一区", None, Some(1.0)), &wish(), (&peers, "", false));
    check(&[], ("M", "一区", Some(1.0), None), &wish(), (&peers, "", false));
    check(&[], ("M", "一区", Some(0.0), Some(9.0)), &wish(), (&peers, "", false));
}

#[test]
fn peers_are_those_of_his_group_who_can_have_grown() {
    let one: Seller = ("M", "一区", Some(100.0), Some(100.0));
    let peers = told(&asked(&[&STEADY[..], &[one]].concat(), &wish()), "M").0;
    let expected = (peers.as_str(), "100.0", false);
    for others in [
        // Who began with ten times as much, or left, shows nobody's growth.
        &[("N", "一区", None, Some(500.0))][..],
        &[("N", "一区", Some(500.0), None)],
        // Of nothing nothing grows.
        &[("N", "一区", Some(0.0), Some(500.0))],
        // Another group is another measure.
        &[("N", "二区", Some(10.0), Some(500.0))],
    ] {
        check(others, one, &wish(), expected);
    }
    // Whoever is asked of, his peers are his peers.
    for wish in [Wish { manager: Some(id("M")), ..wish() }, Wish { area: "一区".to_owned(), ..wish() }] {
        check(&[], one, &wish, expected);
    }
    let only = asked(&[&STEADY[..], &[one]].concat(), &Wish { manager: Some(id("M")), ..wish() });
    assert_eq!(only.lines.len(), 1, "a line stands for him alone");
}

#[test]
fn few_peers_are_no_measure() {
    let one: Seller = ("M", "一区", Some(100.0), Some(10.0));
    let alone = asked(&[one], &wish());
    assert_eq!(told(&alone, "M"), (String::new(), String::new(), false));
    let four = asked(&[&STEADY[..4], &[one]].concat(), &wish());
    assert_eq!(told(&four, "M"), (String::new(), String::new(), false));
    assert_eq!(four.figure.as_ref().map(|it| &it.1), Some(&Cell::count(0)));
    // The fifth who can have grown makes them enough, one who began only now does not.
    let began = [&STEADY[..4], &[("P5", "一区", None, Some(50.0)), one]].concat();
    assert_eq!(told(&asked(&began, &wish()), "M"), (String::new(), String::new(), false));
    assert!(told(&asked(&[&STEADY[..], &[one]].concat(), &wish()), "M").2);
}
