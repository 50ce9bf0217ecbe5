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
fn on_paper_the_wall_has_every_week_beside_every_name() {
    let books = collected(stock().files.iter());
    for (from, lengths) in [("2026-W30", vec![]), ("2026-W22", vec![9, 8]), ("2025-W39", vec![13, 13, 13, 13])] {
        let wish = Wish { from: Some(week(from)), area: "金水一区".to_owned(), ..wish() };
        let shown = asked(Lang::Zh, &books, &wish, wall);
        let paper = found(&shown.clone().to_json(), "class", "wall__paper");
        assert_eq!(paper.len(), usize::from(!lengths.is_empty()), "{from}");
        let stretches: Vec<Json> = paper.iter().flat_map(|it| found(it, "class", "wall__table")).collect();
        let weeks = |it: &Json| said(it).split(' ').filter(|it| it.starts_with("20") && it.contains("-W")).count();
        let all = found(&shown.to_json(), "class", "wall__table").remove(0);
        let caption = |it: &Json| said(&it.as_list().unwrap()[2]);
        // Weeks of the caption stand in every one.
        assert_eq!(stretches.iter().map(|it| weeks(it) - 2).collect::<Vec<_>>(), lengths);
        assert!(lengths.is_empty() || lengths.iter().sum::<usize>() == weeks(&all) - 2);
        for it in stretches.iter().chain([&all]) {
            let caption = caption(it);
            for text in [from, "2026-W38", "金水一区", "截至 2026-10-30"] {
                assert!(caption.contains(text), "{caption}");
            }
            let names = said(it);
            let lines = asked(Lang::Zh, &books, &wish, onesheet::office::wall::Wall::of).lines;
            assert!(!lines.is_empty() && lines.iter().all(|it| names.contains(it.manager.as_str())), "{names}");
        }
    }
}

#[test]
fn only_what_an_answer_heeds_is_asked_for() {
    let (books, wish) = (collected(stock().files.iter()), wish());
    let form = asked(Lang::Zh, &books, &wish, form);
    let heeds = |options: &[Json], value: &str| {
        let option = options.iter().find(|it| it.as_list().unwrap()[1].get("value").and_then(Json::as_text) == Some(value));
        let heeds = option.unwrap().as_list().unwrap()[1].get("data-heeds").and_then(Json::as_text);
        heeds.unwrap_or_default().to_owned()
    };
    let views = options(&form, "view");
    assert_eq!(views.len(), 22);
    for (view, is) in [("wall", ""), ("Q0", ""), ("Q1", ""), ("Q2", "indicator"), ("Q8", "indicator item"), ("Q14", "")] {
        assert_eq!(heeds(&views, view), is, "{view}");
    }
    // The answer is another where the indicator is, and nowhere else.
    let of = |indicator: &str, item: &str| Wish { indicator: Some(id(indicator)), item: Some(id(item)), ..wish.clone() };
    for question in Question::ALL {
        let answer = |wish: &Wish| asked(Lang::Zh, &books, wish, |scope| question.answer(scope));
        let is_of = heeds(&views, &question.to_string());
        let (one, other) = (answer(&of("vol", "ter-08")), answer(&of("fill", "ter-08")));
        assert!(one == other || is_of.contains("indicator"), "{question}");
        assert!(answer(&of("vol", "ana-02")) == one || is_of.contains("item"), "{question}");
    }
    let measures = options(&form, "measure");
    for measure in Measure::ALL {
        let built = |rows| Some(Built { measure, rows, columns: None });
        let is_of = heeds(&measures, measure.word()) == "indicator";
        assert_eq!(Question::BUILT.is_of_indicator(built(Dimension::Manager)), is_of, "{measure:?}");
        assert!(!Question::BUILT.is_of_indicator(built(Dimension::Indicator)));
        let answer = |indicator: &str| {
            let wish = Wish { indicator: Some(id(indicator)), built: built(Dimension::Manager), ..wish.clone() };
            asked(Lang::Zh, &books, &wish, |scope| Question::BUILT.answer(scope)).lines
        };
        assert_eq!(answer("vol") != answer("fill"), is_of, "{measure:?}");
    }
}

#[test]
fn an_area_everybody_has_left_can_be_chosen() {
    let (mut books, calendar) = (Books::default(), calendar());
    for (created, at, area) in
        [("2026-08-07T17:00:00+08:00", "2026-W32", "旧片区"), ("2026-08-14T17:00:00+08:00", "2026-W33", "新片区")]
    {
        let bytes = changed(|file| {
            put(file, "created", created);
            let Some(Json::Object(from)) = file.get_mut("from") else { panic!("no sender") };
            put(from, "area", area);
            let Some(Json::List(sheets)) = file.get_mut("sheets") else { panic!("no sheets") };
            let Json::Object(sheet) = &mut sheets[0] else { panic!("no sheet") };
            put(sheet, "week", at);
            ["days", "computed", "months"].iter().for_each(|it| _ = sheet.remove(*it));
        });
        assert_eq!(collect(&mut books, &bytes, &calendar).0, "merged");
    }
    let form = asked(Lang::Zh, &books, &wish(), form);
    let mut areas = texts(&options(&form, "area"));
    areas.sort();
    assert_eq!(areas, ["全部", "新片区", "旧片区"]);
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

#[test]
fn groups_that_are_called_alike_are_told_apart_in_the_chart() {
    let books = collected(stock().files.iter());
    let answer = asked(Lang::Zh, &books, &wish(), |scope| Question::parse("Q17").unwrap().answer(scope));
    let mut names: Vec<&String> = answer.chart.points.iter().map(|it| &it.0).collect();
    let many = names.len();
    names.sort();
    names.dedup();
    assert!(many > 1 && names.len() == many, "{names:?}");
}
