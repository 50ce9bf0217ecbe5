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
use onesheet::office::pasting::{Pasted, pasted};
use onesheet::office::sending::{BadDays, days, indicators, months, plain, roster, roster_json};
use onesheet::words::Lang;
use onesheet::words::pasting::taken_in;

use super::super::devices::{id, template};
use super::desk::office_file;

fn read_of(text: &str) -> Pasted {
    let managers = [("ZZ0001", "张三"), ("ZZ0002", "李四"), ("ZZ0003", "李四"), ("1001", "赵六")];
    pasted(text, &managers.map(|it| (id(it.0), it.1.to_owned())), template())
}

/// What was taken, as `manager indicator figure`, and nothing else was said.
#[track_caller]
fn taken(text: &str, expected: &[&str]) {
    let it = read_of(text);
    assert_eq!(cells(&it), expected, "{text}");
    assert_eq!(Pasted { cells: Vec::new(), ..it }, Pasted::default(), "{text}");
}

fn cells(it: &Pasted) -> Vec<String> {
    it.cells.iter().map(|it| format!("{} {} {}", it.0, it.1, it.2)).collect()
}

#[track_caller]
fn left_out(it: &Pasted, columns: &[(usize, &str)]) {
    let found: Vec<(usize, &str)> = it.columns.iter().map(|it| (it.0, it.1.as_str())).collect();
    assert_eq!(found, columns, "{it:?}");
}

#[test]
fn a_pasted_table_finds_its_managers_and_columns() {
    taken("ZZ0001\t176\t622", &["ZZ0001 vol 176", "ZZ0001 amt 622"]);
    taken("张三 ZZ0001\t1,176\t622\n\n", &["ZZ0001 vol 1176", "ZZ0001 amt 622"]);
    taken("1\tZZ0001\t张三\t176\t622", &["ZZ0001 vol 176", "ZZ0001 amt 622"]);
    taken("1001\t1001\t622", &["1001 vol 1001", "1001 amt 622"]);
    // Heads say which column is which, whatever stands before them.
    taken("编号\t姓名\tamt\t卷烟销量\nZZ0001\t张三\t622\t176", &["ZZ0001 amt 622", "ZZ0001 vol 176"]);
    taken("序号\t片区\t编号\t姓名\t销售额\n1\t一区\tZZ0001\t张三\t622", &["ZZ0001 amt 622"]);
    // A name two people have is nobody's.
    let it = read_of("李四\t176\nZZ0002\t\tx");
    assert_eq!((cells(&it).len(), it.unknown, it.bad), (0, vec!["李四".to_owned()], vec!["x".to_owned()]));
}

#[test]
fn heads_are_known_in_every_usual_spelling() {
    for head in [
        "vol",
        "VOL",
        "ｖｏｌ",
        "Cigarette Volume",
        "卷烟销量 箱",
        "卷烟销量（箱）",
        "卷烟销量(箱)",
        "卷烟销量／箱",
        "卷烟销量/箱",
        "cigarette volume (cases)",
        "\"卷烟销量\n（箱）\"",
    ] {
        taken(&format!("客户经理\t新品上柜率 %\t{head}\nZZ0001\t90\t176"), &["ZZ0001 new 90", "ZZ0001 vol 176"]);
    }
    // The table of the page itself, whose second row fills columns.
    let own = indicators(template()).iter().map(|it| format!("\t{} {}", it.name.zh, it.unit.zh)).collect::<String>();
    let it = read_of(&format!("客户经理{own}\n全部填\t填空格\n张三 ZZ0001\t\t\t34000\n"));
    assert_eq!((cells(&it), it.unknown), (vec!["ZZ0001 apc 34000".to_owned()], vec!["全部填".to_owned()]));
    // Several tables, each under heads of its own.
    taken(
        "编号\tvol\tamt\nZZ0001\t1\t2\n编号\tamt\tvol\nZZ0002\t3\t4",
        &["ZZ0001 vol 1", "ZZ0001 amt 2", "ZZ0002 amt 3", "ZZ0002 vol 4"],
    );
}

#[test]
fn a_column_that_is_no_indicator_is_told_and_never_filled() {
    let it = read_of("编号\t姓名\tamt\t备注\tvol\t去年\tvol\nZZ0001\t张三\t622\t好\t176\t\t9\t8");
    assert_eq!(cells(&it), ["ZZ0001 amt 622", "ZZ0001 vol 176"]);
    left_out(&it, &[(4, "备注"), (7, "vol"), (8, "")]);
    assert!(it.unknown.is_empty() && it.bad.is_empty());
    let said = taken_in(Lang::Zh, &it);
    assert_eq!(said, "填入 2 格。对不上指标的 3 列没有填：备注、vol、第 8 列。");
    // Heads none of which is known are heads all the same.
    for heads in ["客户经理\t销量目标\t金额目标", "\t销量目标\t金额目标", "姓名\t销量\t2026"] {
        let it = read_of(&format!("{heads}\n张三\t176\t622"));
        assert_eq!((cells(&it).len(), it.columns.len(), it.unknown.len()), (0, 2, 0), "{heads}");
    }
    // Without heads there are no more columns than indicators.
    let all = indicators(template());
    let it = read_of(&format!("ZZ0001{}", "\t1".repeat(all.len() + 1)));
    assert_eq!(it.cells.len(), all.len());
    left_out(&it, &[(all.len() + 2, "")]);
}

#[test]
fn a_row_whose_figures_cannot_be_placed_is_told() {
    for row in ["ZZ0001\t张三丰\t176", "ZZ0001\t张三\t一区\t176\t622"] {
        let it = read_of(row);
        assert_eq!((cells(&it).len(), it.unclear), (0, vec!["ZZ0001".to_owned()]), "{row}");
    }
    // Somebody unknown in the first row makes no heads of it.
    let it = read_of("ZZ0009\t王五\t1\t2\nZZ0001\t张三\t176");
    assert_eq!((cells(&it), it.unknown), (vec!["ZZ0001 vol 176".to_owned()], vec!["ZZ0009".to_owned()]));
}

#[test]
fn a_figure_is_kept_as_a_plain_one() {
    taken("ZZ0001\t３２０００\t1，234．50", &["ZZ0001 vol 32000", "ZZ0001 amt 1234.5"]);
    let of = |raw: &str, of: &str| plain(raw, &id(of), template());
    assert_eq!(of(" ３２０００ ", "vol"), Ok("32000".to_owned()));
    assert_eq!(of("", "vol"), Ok(String::new()));
    // A rate has bounds in the template; of a quantity neither it nor any specification says that it cannot fall.
    assert!(of("-1", "new").is_err() && of("101", "new").is_err());
    assert_eq!(of("－1", "vol"), Ok("-1".to_owned()));
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
