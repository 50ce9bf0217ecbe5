//! The tables that leave for other engines: whole, in the shapes they state, and coming to what the maker of the files counted.
//! `ONESHEET_STAR=<folder>` writes them there, with the answers of the app beside them.

use std::collections::BTreeMap;

use onesheet::domain::decimal::Decimal;
use onesheet::domain::json::Json;
use onesheet::office::answer::Cell;
use onesheet::office::books::Books;
use onesheet::office::questions::Question;
use onesheet::office::scope::{Scope, Wish, share};
use onesheet::office::warehouse::{Kind, Table};
use onesheet::words::Lang;

use super::super::devices::template;
use super::stock::{Stock, calendar, collected, stock};

const TODAY: &str = "2026-11-29";

/// The lines of a table as JSON.
fn lines(books: &Books, table: Table) -> Vec<Json> {
    let (calendar, wish) = (calendar(), Wish::default());
    let scope = Scope::new(Lang::Zh, books, (template(), &calendar), (TODAY.parse().unwrap(), &wish));
    let text = table.lines(&scope);
    if let Some(folder) = std::env::var_os("ONESHEET_STAR") {
        std::fs::write(std::path::PathBuf::from(folder).join(format!("{}.ndjson", table.name())), &text).unwrap();
    }
    text.lines().map(|it| Json::parse(it).unwrap()).collect()
}

/// What the app answers, for tests/warehouse/ask.py.
fn write_answers(folder: &std::path::Path, books: &Books) {
    let first = books.entries().map(|it| it.1).min();
    let (calendar, wish) = (calendar(), Wish { from: first, ..Wish::default() });
    let scope = Scope::new(Lang::Zh, books, (template(), &calendar), (TODAY.parse().unwrap(), &wish));
    let row = |cells: &[Cell]| Json::List(cells.iter().map(|it| Json::text(it.plain())).collect());
    let answer = |it: Question| Json::List(it.answer(&scope).lines.iter().map(|it| row(&it.cells)).collect());
    let answers = Json::Object(Question::ALL.iter().map(|it| (it.to_string(), answer(*it))).collect());
    let text = |it: String| Json::text(it);
    let file = Json::object([
        ("first", text(scope.from.to_string())),
        ("last", text(scope.to.to_string())),
        ("today", Json::text(TODAY)),
        ("answers", answers),
    ]);
    std::fs::write(folder.join("answers.json"), file.canonical()).unwrap();
}

fn fits(kind: Kind, it: &Json) -> bool {
    let is_like = |text: &str, sample: &str| {
        text.len() == sample.len()
            && text.chars().zip(sample.chars()).all(|(it, of)| it == of || (it.is_ascii_digit() && of == '0'))
    };
    match (kind, it) {
        (_, Json::Null) | (Kind::Flag, Json::Bool(_)) => true,
        (Kind::Text, Json::Text(it)) => !it.is_empty(),
        (Kind::Day, Json::Text(it)) => is_like(it, "0000-00-00"),
        (Kind::Time, Json::Text(it)) => is_like(it, "0000-00-00T00:00:00Z"),
        (Kind::Whole, Json::Number(it)) => it.parse::<i64>().is_ok(),
        (Kind::Number, Json::Number(it)) => Decimal::parse(it).is_ok(),
        _ => false,
    }
}

#[test]
fn every_line_has_the_columns_its_table_states() {
    let books = collected(stock().files.iter());
    if let Some(folder) = std::env::var_os("ONESHEET_STAR") {
        write_answers(folder.as_ref(), &books);
    }
    for table in Table::ALL {
        let (columns, lines) = (table.columns(), lines(&books, table));
        assert!(!lines.is_empty(), "{}", table.name());
        for line in &lines {
            let members = line.as_object().unwrap();
            assert_eq!(members.len(), columns.len(), "{}: {members:?}", table.name());
            for (name, kind) in columns {
                assert!(fits(*kind, &members[*name]), "{}/{name} is {kind:?}: {:?}", table.name(), members[*name]);
            }
        }
        for (name, _) in columns {
            let is_said = lines.iter().any(|it| it.get(name) != Some(&Json::Null));
            // No indicator of the template has a band.
            assert!(is_said || ["low", "high"].contains(name), "{}/{name} is never said", table.name());
        }
    }
}

#[test]
fn the_tables_come_to_the_totals_of_the_maker() {
    let Stock { files, totals } = stock();
    let books = collected(files.iter());
    let flag = |it: &Json, name: &str| it.get(name) == Some(&Json::Bool(true));
    let text = |it: &Json, name: &str| it.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
    let count = |name: &str| match totals.get(name) {
        Some(Json::Number(it)) => it.parse::<usize>().unwrap(),
        it => panic!("{name}: {it:?}"),
    };
    let sheets = lines(&books, Table::Sheet);
    assert_eq!(sheets.iter().filter(|it| flag(it, "counts")).count(), count("sheets"));
    assert_eq!(lines(&books, Table::Manager).len(), count("managers"));

    let visits = lines(&books, Table::Visit);
    let is_done = |it: &&Json| text(it, "outcome") == "done";
    let of = |name: &str| match totals.get("visits").and_then(|it| it.get(name)) {
        Some(Json::Number(it)) => it.parse::<usize>().unwrap(),
        it => panic!("{name}: {it:?}"),
    };
    assert_eq!(visits.iter().filter(|it| flag(it, "is_planned")).count(), of("planned"));
    assert_eq!(visits.iter().filter(is_done).count(), of("done"));
    assert_eq!(visits.iter().filter(|it| is_done(it) && flag(it, "is_planned")).count(), of("planned_and_done"));

    let mut ticks = BTreeMap::new();
    lines(&books, Table::Tick).iter().for_each(|it| *ticks.entry(text(it, "item")).or_insert(0_usize) += 1);
    let wanted = totals.get("ticks").and_then(Json::as_object).unwrap();
    let ticks: BTreeMap<String, Json> = ticks.into_iter().map(|it| (it.0, Json::Number(it.1.to_string()))).collect();
    assert_eq!(&ticks, wanted);

    let volume = lines(&books, Table::Figure).into_iter().filter(|it| text(it, "indicator") == "vol");
    let actual = volume.filter_map(|it| match it.get("actual") {
        Some(Json::Number(it)) => Some(Decimal::parse(it).unwrap()),
        _ => None,
    });
    assert_eq!(totals.get("vol_total"), Some(&Json::from(actual.fold(Decimal::ZERO, |sum, it| sum + it))));
}

/// 79 of 93 are 84.946 %: rounded to four places first, it would be shown as 85.0.
#[test]
fn a_share_is_rounded_once() {
    assert_eq!(Cell::Share(share(79, 93)).plain(), "84.9");
    assert_eq!(Cell::Share(share(8, 232)).plain(), "3.4");
    assert_eq!(Cell::Share(share(1, 2000)).plain(), "0.1");
}
