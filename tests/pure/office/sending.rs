//! What head office sends out: goals pasted and typed for many, days, and customers as a file lists them.

use onesheet::bundle::format::BundleKind;
use onesheet::bundle::read::read;
use onesheet::bundle::write::from_office;
use onesheet::domain::decimal::Decimal;
use onesheet::domain::edit::Doc;
use onesheet::domain::fold::Document;
use onesheet::domain::path::{MonthPath, Path};
use onesheet::domain::value::Value;
use onesheet::domain::week::parse_date;
use onesheet::office::notes::Notes;
use onesheet::office::sending::{BadDays, days, indicators, months, pasted, roster, roster_json};

use super::super::devices::{id, template};
use super::desk::office_file;

#[test]
fn a_pasted_table_finds_its_managers_and_columns() {
    let managers = [(id("ZZ0001"), "张三".to_owned()), (id("ZZ0002"), "李四".to_owned()), (id("ZZ0003"), "李四".to_owned())];
    let shown: Vec<&str> = indicators(template()).iter().map(|it| it.id.as_str()).collect();
    let (first, second) = (shown[0], shown[1]);
    let cells = |text: &str| {
        let it = pasted(text, &managers, template());
        let cells: Vec<String> = it.cells.iter().map(|it| format!("{} {} {}", it.0, it.1, it.2)).collect();
        (cells, it.unknown, it.bad)
    };
    let none = || Vec::<String>::new();
    let two = |a: &str, b: &str| vec![format!("ZZ0001 {first} {a}"), format!("ZZ0001 {second} {b}")];
    assert_eq!(cells("ZZ0001\t176\t622"), (two("176", "622"), none(), none()));
    assert_eq!(cells("张三 ZZ0001\t1,176\t622\n\n"), (two("1176", "622"), none(), none()));
    // Heads say which column is which, whatever stands before them.
    let heads = format!("编号\t姓名\t{second}\t备注\t{}\nZZ0001\t张三\t622\t好\t176", indicators(template())[0].name.zh);
    assert_eq!(cells(&heads), (vec![format!("ZZ0001 {second} 622"), format!("ZZ0001 {first} 176")], none(), none()));
    // A name two people have is nobody's.
    assert_eq!(cells("李四\t176\nZZ0002\t\tx"), (none(), vec!["李四".to_owned()], vec!["x".to_owned()]));
}

#[test]
fn goals_for_many_are_a_month_each_in_one_file_or_one_for_each() {
    let mut notes = Notes::default();
    let december = "2026-12".parse().unwrap();
    for (month, manager, raw) in
        [("2026-12", "ZZ0412", "176"), ("2026-12", "ZZ0009", "90.5"), ("2026-11", "ZZ0412", "1"), ("2026-12", "ZZ0003", "")]
    {
        notes.goals.insert((month.parse().unwrap(), id(manager), id("vol")), raw.to_owned());
    }
    let mut bundle = office_file(BundleKind::Setup);
    bundle.months = months(&notes, december, None, template());
    bundle.calendars = [(parse_date("2026-12-05").unwrap(), true)].into();
    let mut read = read("s", &from_office(&bundle, template()), template()).unwrap();
    assert!(read.refused.is_empty());
    read.bundle.hand_to(&id("ZZ0412"));
    let docs: Vec<String> = read.bundle.documents().iter().map(Doc::to_string).collect();
    assert_eq!(docs, ["month/ZZ0009/2026-12", "month/ZZ0412/2026-12"]);
    let only = months(&notes, december, Some(&id("ZZ0412")), template());
    assert_eq!(only.len(), 1);
    assert_eq!(only[0].document.get(&MonthPath::Target(id("vol"))), Some(&Value::Number(Decimal::from(176))));
    let all = days("2026-12-05，2026-12-06", "2026-12-07、2026-12-07").unwrap();
    assert_eq!(all.values().copied().collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(days("2026-12-05 昨天", "12-6"), Err(BadDays::NoDates(vec!["昨天".to_owned(), "12-6".to_owned()])));
    assert_eq!(days("2026-12-05", "2026-12-05"), Err(BadDays::Both(parse_date("2026-12-05").unwrap())));
}

#[test]
fn customers_are_kept_as_a_file_lists_them() {
    let path = |it: &str| onesheet::domain::path::RosterPath::parse(it).unwrap();
    let mut held = Document::default();
    held.fill(path("41010088/name"), Value::Text("北环便利".to_owned()));
    held.fill(path("41010088/tier"), Value::Number(Decimal::from(6)));
    held.fill(path("41010089/market"), Value::Text("城镇".to_owned()));
    let part = roster(&id("ZZ0412"), &roster_json(&held), template());
    assert_eq!((part.doc.to_string().as_str(), &part.document), ("roster/ZZ0412", &held));
}
