//! The tables that leave for other engines: whole, in the shapes they state, and coming to what the maker of the files counted.
//! `ONESHEET_STAR=<folder>` writes the archives there, with the answers of the app beside them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use bytes::Bytes;
use chrono::{DateTime, NaiveDate, TimeDelta};
use onesheet::domain::decimal::Decimal;
use onesheet::domain::json::Json;
use onesheet::office::answer::Cell;
use onesheet::office::books::Books;
use onesheet::office::questions::Question;
use onesheet::office::scope::{Scope, Wish, share};
use onesheet::office::warehouse::parcel::{Form, packed};
use onesheet::office::warehouse::{Kind, Table};
use onesheet::words::Lang;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field as Value;

use super::super::devices::template;
use super::listed::listed;
use super::stock::{Stock, calendar, collected, stock};

const TODAY: &str = "2026-11-29";
/// What Q8 is asked of.
const ITEM: &str = "ana-02";

/// A question that is asked up to an earlier week: up to the last one everybody was seen who could be.
const UNTIL: (&str, &str) = ("Q11", "2026-W33");

/// The lines of a table as JSON.
fn lines(books: &Books, table: Table) -> Vec<Json> {
    let (calendar, wish) = (calendar(), Wish::default());
    let scope = Scope::new(Lang::Zh, books, (template(), &calendar), (TODAY.parse().unwrap(), &wish));
    let mut text = Vec::new();
    table.write_lines(&scope, &mut text).unwrap();
    String::from_utf8(text).unwrap().lines().map(|it| Json::parse(it).unwrap()).collect()
}

fn archive(books: &Books, form: Form) -> Vec<u8> {
    let (calendar, wish) = (calendar(), Wish::default());
    let scope = Scope::new(Lang::Zh, books, (template(), &calendar), (TODAY.parse().unwrap(), &wish));
    packed(&scope, form).unwrap()
}

/// What the app gives away and what it answers, for tests/warehouse/ask.py.
fn write_answers(folder: &Path, books: &Books) {
    for form in [Form::Lines, Form::Parquet] {
        std::fs::write(folder.join(form.ending()).with_extension("zip"), archive(books, form)).unwrap();
    }
    let first = books.entries().map(|it| it.1).min();
    let (calendar, wish) = (calendar(), Wish { from: first, item: ITEM.parse().ok(), ..Wish::default() });
    let scope = Scope::new(Lang::Zh, books, (template(), &calendar), (TODAY.parse().unwrap(), &wish));
    let row = |cells: &[Cell]| Json::List(cells.iter().map(|it| Json::text(it.plain())).collect());
    let answer = |scope: &Scope, it: Question| Json::List(it.answer(scope).lines.iter().map(|it| row(&it.cells)).collect());
    let mut answers: BTreeMap<String, Json> = Question::ALL.iter().map(|it| (it.to_string(), answer(&scope, *it))).collect();
    let until = Wish { to: UNTIL.1.parse().ok(), ..wish.clone() };
    let until = Scope::new(Lang::Zh, books, (template(), &calendar), (TODAY.parse().unwrap(), &until));
    answers.insert(UNTIL.0.to_owned(), answer(&until, Question::parse(UNTIL.0).unwrap()));
    let text = |it: String| Json::text(it);
    let file = Json::object([
        ("first", text(scope.from.to_string())),
        ("last", text(scope.to.to_string())),
        ("today", Json::text(TODAY)),
        ("item", Json::text(ITEM)),
        ("until", Json::object([(UNTIL.0, Json::text(UNTIL.1))])),
        ("answers", Json::Object(answers)),
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
    // With managers who are waited for and others who are not.
    let books = listed();
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

/// A field of Parquet as the lines of JSON say it.
fn said(kind: Kind, it: &Value) -> Json {
    match it {
        Value::Null => Json::Null,
        Value::Bool(it) => Json::Bool(*it),
        Value::Str(it) => Json::text(it),
        Value::Long(it) => Json::Number(it.to_string()),
        Value::Double(it) => Json::Number(it.to_string()),
        Value::Date(it) => Json::text((NaiveDate::default() + TimeDelta::days(i64::from(*it))).to_string()),
        Value::TimestampMillis(it) => {
            Json::text(DateTime::from_timestamp_millis(*it).unwrap().format("%Y-%m-%dT%H:%M:%SZ").to_string())
        }
        it => panic!("{it:?} of {kind:?}"),
    }
}

#[test]
fn parquet_says_what_the_lines_say() {
    let books = collected(stock().files.iter());
    let mut archive = zip::ZipArchive::new(Cursor::new(archive(&books, Form::Parquet))).unwrap();
    for table in Table::ALL {
        let mut bytes = Vec::new();
        archive.by_name(&format!("{}.parquet", table.name())).unwrap().read_to_end(&mut bytes).unwrap();
        let file = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
        let row = |row: parquet::record::Row| {
            let column = |((name, it), (_, kind)): ((&String, &Value), &(&str, Kind))| (name.clone(), said(*kind, it));
            Json::Object(row.get_column_iter().zip(table.columns()).map(column).collect())
        };
        let rows: Vec<Json> = file.get_row_iter(None).unwrap().map(|it| row(it.unwrap())).collect();
        assert_eq!(rows, lines(&books, table), "{}", table.name());
    }
}

#[test]
fn the_archives_hold_every_table_and_tell_how_it_is_asked() {
    let books = collected(stock().files.iter());
    for form in [Form::Lines, Form::Parquet] {
        let bytes = archive(&books, form);
        assert!(bytes == archive(&books, form), "the same facts give the same bytes");
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut wanted: Vec<String> = Table::ALL.iter().map(|it| format!("{}.{}", it.name(), form.ending())).collect();
        wanted.push("README.md".into());
        assert_eq!(archive.file_names().map(|it| it.unwrap().into_owned()).collect::<Vec<_>>(), wanted);
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
