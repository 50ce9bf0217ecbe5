//! What head office's page shows of a collection: the wall whole on paper, what can be asked of, and what answers call things.

use onesheet::domain::json::Json;
use onesheet::leaf::wall::wall;
use onesheet::leaf::{Leaf, office};
use onesheet::office::books::Books;
use onesheet::office::builder::{Built, Dimension, Measure};
use onesheet::office::questions::Question;
use onesheet::office::scope::{Scope, Wish};
use onesheet::words::Lang;

use super::super::devices::{id, template};
use super::collecting::{changed, put};
use super::stock::{calendar, collect, collected, stock};
use super::world::{week, wish};

fn asked<T>(lang: Lang, books: &Books, wish: &Wish, ask: impl Fn(&Scope) -> T) -> T {
    let calendar = calendar();
    ask(&Scope::new(lang, books, (template(), &calendar), ("2026-10-30".parse().unwrap(), wish)))
}

/// Every element that has an attribute so, in order.
fn found(it: &Json, name: &str, value: &str) -> Vec<Json> {
    let Json::List(list) = it else { return Vec::new() };
    let is_it = list[1].get(name).and_then(Json::as_text) == Some(value);
    let own = is_it.then(|| it.clone()).into_iter();
    own.chain(list[2..].iter().flat_map(|it| found(it, name, value))).collect()
}

fn only(it: &Leaf, name: &str, value: &str) -> Json {
    let [only] = <[Json; 1]>::try_from(found(&it.clone().to_json(), name, value)).unwrap();
    only
}

/// All that is said in it.
fn said(it: &Json) -> String {
    match it {
        Json::Text(text) => format!("{text} "),
        Json::List(list) => list[2..].iter().map(said).collect(),
        _ => String::new(),
    }
}

fn options(form: &Json, name: &str) -> Vec<Json> {
    let [select] = <[Json; 1]>::try_from(found(form, "name", name)).unwrap();
    select.as_list().unwrap()[2..].to_vec()
}

fn texts(options: &[Json]) -> Vec<String> {
    options.iter().map(|it| said(it).trim().to_owned()).collect()
}

fn form(scope: &Scope) -> Json {
    only(&office::overview(scope, office::WALL, wall(scope), &Default::default()), "class", "office__form")
}

#[test]
fn words_of_rosters_are_said_in_english() {
    let books = collected(stock().files.iter());
    let names = |lang, question: &str| {
        let question = Question::parse(question).unwrap();
        let answer = asked(lang, &books, &wish(), |scope| question.answer(scope));
        let names: Vec<String> = answer.lines.iter().map(|it| it.cells[0].plain()).collect();
        assert_eq!(answer.chart.points.iter().map(|it| it.0.clone()).collect::<Vec<_>>(), names);
        names
    };
    assert_eq!(names(Lang::Zh, "Q12")[..2], ["乡村", "城镇"]);
    assert_eq!(names(Lang::En, "Q12")[..2], ["Rural", "Urban"]);
    let form = asked(Lang::En, &books, &wish(), form);
    let markets = options(&form, "market");
    assert_eq!(texts(&markets)[1..], ["Rural", "Urban"]);
    assert_eq!(markets[1].as_list().unwrap()[1].get("value").and_then(Json::as_text), Some("乡村"));
}
