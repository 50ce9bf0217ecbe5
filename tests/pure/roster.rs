//! Rosters out of files, from outside: what workbooks hold, what an import says of it, and what must be true of every import.

use encoding_rs::GBK;
use onesheet::bundle::limits;
use onesheet::domain::edit::{Edit, Stamp};
use onesheet::domain::fold::Document;
use onesheet::domain::path::RosterPath;
use onesheet::domain::value::{Value, shown};
use onesheet::roster_file::cells::Table;
use onesheet::roster_file::columns::Matching;
use onesheet::roster_file::compare::{Comparison, compare};
use onesheet::roster_file::fault::{Note, ROSTER_MAX, RosterFault, Why};
use onesheet::roster_file::fields::Field;
use onesheet::roster_file::read::read;
use onesheet::roster_file::records::Records;
use onesheet::roster_file::sensitive::Sensitive;
use proptest::prelude::*;

use super::devices::{id, template};
use super::laws::cases;
use super::workbook::{Sheet, archive, n, row, t, workbook};

fn records(bytes: &[u8]) -> Result<(Table, Records), RosterFault> {
    let table = read(bytes)?;
    let matching = Matching::of(&table);
    let records = Records::of(&table, &matching, template())?;
    Ok((table, records))
}

/// Every value of a file, as `path value`.
fn values(records: &Records) -> Vec<String> {
    let all = records.customers.iter().flat_map(|it| &it.values);
    all.map(|(path, value)| format!("{path} {}", shown(Some(value), None))).collect()
}

/// Every problem of a file, as `row column why`.
fn problems(records: &Records) -> Vec<String> {
    records.problems.iter().map(|it| format!("{} {} {:?}", it.row, it.column, it.why)).collect()
}

/// What a roster is once an import is applied.
fn applied(held: &Document<RosterPath>, comparison: &Comparison) -> Document<RosterPath> {
    let mut document = held.clone();
    for (path, value) in &comparison.edits {
        let stamp = Stamp { counter: 1 + document.latest().map_or(0, |it| it.counter), device: id("d1"), tab: id("t1") };
        document.fold(Edit { path: path.clone(), value: value.clone(), stamp });
    }
    document
}

fn header(names: &[&str]) -> String {
    row(&names.iter().zip('A'..).map(|(name, at)| t(&format!("{at}1"), name)).collect::<Vec<_>>())
}

#[test]
fn the_limit_is_the_rosters() {
    assert_eq!(ROSTER_MAX, limits::ROSTER_MAX);
}

#[test]
fn a_workbook_is_read_as_a_person_sees_it() {
    let data = [
        row(&[t("A3", "名册"), t("H3", "2026年11月")]),
        row(&[t("A4", "客户编码*"), t("B4", "店名"), t("C4", "电话"), t("D4", "有效期"), t("E4", "档位"), t("F4", "许可证号")]),
        row(&[
            n("A5", "41010001", 0),
            "<c r=\"B5\" t=\"s\"><v>0</v></c>".to_owned(),
            n("C5", "1.3812345678E10", 0),
            n("D5", "46349", 1),
            "<c r=\"E5\"><f>1+11</f><v>12</v></c>".to_owned(),
            n("F5", "410101101234", 0),
        ]),
        row(&[n("A7", "41010002.0", 0), t("B7", "b"), n("D7", "46349.75", 0), "<c r=\"E7\"><f>A1</f></c>".to_owned()]),
        row(&[n("A8", "41", 2), t("B8", "c"), t("D8", "2026/1/3"), "<c r=\"E8\" t=\"e\"><v>#N/A</v></c>".to_owned()]),
        row(&[
            t("A9", "0041"),
            "<c r=\"B9\" t=\"str\"><f>B8</f><v>d</v></c>".to_owned(),
            "<c r=\"E9\" t=\"e\"><v>#SPILL!</v></c>".to_owned(),
        ]),
    ];
    let (table, records) = records(&workbook(&[Sheet::new("名册", data.concat())], &["老城便利店"], false)).unwrap();
    assert_eq!(table.rows[0].number, 3);
    assert_eq!(
        values(&records),
        [
            "41010001/name 老城便利店",
            "41010001/phone 13812345678",
            "41010001/license 410101101234",
            "41010001/lic_to 2026-11-23",
            "41010001/tier 12",
            "41010002/name b",
            "41010002/lic_to 2026-11-23",
            "00000041/name c",
            "00000041/lic_to 2026-01-03",
            "0041/name d",
        ]
    );
    assert_eq!(problems(&records), ["7 档位 NoResult", "8 档位 CellError(\"#N/A\")"]);
    assert_eq!(records.notes, [Note::Unreadable(1)]);
}

#[test]
fn days_count_from_1904_where_the_workbook_says_so() {
    let data = header(&["客户编码", "入网日期", "有效期"]) + &row(&[t("A2", "1"), n("B2", "44887", 1), n("C2", "44887", 0)]);
    let (_, records) = records(&workbook(&[Sheet::new("a", data)], &[], true)).unwrap();
    assert_eq!(values(&records), ["1/lic_to 2026-11-23", "1/joined 2026-11-23"]);
}

#[test]
fn of_several_sheets_the_roster_is_read() {
    let other = header(&["序号", "备注"]) + &row(&[t("A2", "1")]);
    let roster = header(&["客户编码", "店名"]) + &row(&[t("A2", "1"), t("B2", "a")]);
    let hidden = Sheet { state: "hidden", ..Sheet::new("藏", header(&["客户编码", "店名", "电话"])) };
    let sheets = [hidden, Sheet::new("空", String::new()), Sheet::new("说明", other), Sheet::new("名册", roster)];
    let (table, records) = records(&workbook(&sheets, &[], false)).unwrap();
    assert_eq!((table.sheet.as_deref(), values(&records)), (Some("名册"), vec!["1/name a".to_owned()]));
    assert_eq!(records.notes, [Note::OneSheet { read: "名册".to_owned(), others: 1 }]);
    assert_eq!(read(&workbook(&sheets[..2], &[], false)), Err(RosterFault::NoRows));
}

#[test]
fn merged_cells_count_for_their_first_cell_and_are_said() {
    let data = header(&["客户编码", "片区", "序号"])
        + &row(&[t("A2", "1"), t("B2", "金水一区")])
        + &row(&[t("A3", "2"), "<c r=\"B3\"/>".to_owned()]);
    let behind = "<mergeCells><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C2:C3\"/><mergeCell ref=\"A1:C1\"/></mergeCells>";
    let sheet = Sheet { behind, ..Sheet::new("a", data) };
    let (_, records) = records(&workbook(&[sheet], &[], false)).unwrap();
    assert_eq!(values(&records), ["1/area 金水一区"]);
    assert_eq!(problems(&records), ["2 片区 Merged { until: 3 }"]);
}

#[test]
fn what_is_too_much_is_refused_before_it_costs() {
    let far = row(&[t("A1", "客户编码"), t("XFD1", "x")]) + &row(&[t("A1048576", "1"), t("XFD1048576", "y")]);
    let (table, found) = records(&workbook(&[Sheet::new("a", far)], &[], false)).unwrap();
    assert_eq!((table.rows[1].number, table.rows[1].cells.len()), (1_048_576, 1));
    assert_eq!(found.notes, [Note::FarCells(2)]);

    let long: String = (1..=100_000).map(|it| row(&[n(&format!("A{it}"), &it.to_string(), 0)])).collect();
    let refusal = read(&workbook(&[Sheet::new("a", long)], &[], false));
    assert_eq!(refusal, Err(RosterFault::TooManyRows { found: 100_000, most: 5_000 }));

    let bomb = workbook(&[Sheet::new("a", " ".repeat(65 << 20))], &[], false);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read(&bomb), Err(RosterFault::Inflates { most: 64 << 20 }));

    let document = archive(&[("word/document.xml".to_owned(), "<w/>".to_owned())]);
    assert_eq!(read(&document), Err(RosterFault::NotAWorkbook));
    let whole = workbook(&[Sheet::new("a", header(&["客户编码"]))], &[], false);
    assert_eq!(read(&whole[..whole.len() - 40]), Err(RosterFault::Damaged));
}

#[test]
fn what_cannot_be_told_apart_is_not_guessed() {
    let text = "客户编码,店名,电话\n1,a,\n1,a,\n2,b,1\n3,c,\n2,b,2\n,d,\n老王,e,\n4,,\n5,\"\u{202e}f\",\n";
    let (_, records) = records(text.as_bytes()).unwrap();
    assert_eq!(values(&records), ["1/name a", "3/name c", "5/name f"]);
    assert_eq!(
        problems(&records),
        ["4  Duplicate { code: 2, rows: [4, 6] }", "7 客户编码 NoCode", "8 客户编码 BadCode(\"老王\")"]
    );
    assert_eq!(records.notes, [Note::Hidden(1), Note::Repeated(1)]);

    let mut held = Document::default();
    held.fill(RosterPath::Name(id("2")), Value::Text("b".to_owned()));
    held.fill(RosterPath::Name(id("9")), Value::Text("z".to_owned()));
    let comparison = compare(&held, &records).unwrap();
    let missing: Vec<_> = comparison.missing.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(missing, ["9"], "the file knows 2, though it does not say what is right");
    assert!(comparison.problems.iter().any(|it| it.why == Why::OnlyCode(id("4"))) && comparison.added.len() == 3);
}

#[test]
fn importing_again_updates_and_never_clears_or_deletes() {
    let (_, first) = records("客户编码,店名,电话,档位\n1,a,11,5\n2,b,22,6\n".as_bytes()).unwrap();
    let held = applied(&Document::default(), &compare(&Document::default(), &first).unwrap());
    let (_, second) = records("客户编码,店名,电话,档位\n1,a,,7\n3,c,,\n".as_bytes()).unwrap();
    let comparison = compare(&held, &second).unwrap();
    let fields = &comparison.changed[0].fields;
    let said = fields.iter().map(|it| (it.path.to_string(), shown(it.old.as_ref(), None), shown(Some(&it.new), None)));
    assert_eq!(said.collect::<Vec<_>>(), [("1/tier".to_owned(), "5".to_owned(), "7".to_owned())]);
    assert_eq!((comparison.added[0].code.as_str(), comparison.added[0].name.as_deref()), ("3", Some("c")));
    assert_eq!((comparison.missing[0].code.as_str(), comparison.missing[0].name.as_deref()), ("2", Some("b")));
    let after = applied(&held, &comparison);
    let said: Vec<_> = after.live().map(|(path, value)| format!("{path} {}", shown(Some(value), None))).collect();
    assert_eq!(said, ["1/name a", "2/name b", "3/name c", "1/phone 11", "2/phone 22", "1/tier 7", "2/tier 6"]);
}

#[test]
fn a_roster_stays_within_its_limit() {
    let text: String = (0..5_000).map(|it| format!("{it},a\n")).collect();
    let (_, records) = records(format!("客户编码,店名\n{text}").as_bytes()).unwrap();
    assert_eq!(records.customers.len(), 5_000);
    let mut held = Document::default();
    held.fill(RosterPath::Name(id("x")), Value::Text("b".to_owned()));
    assert_eq!(compare(&held, &records), Err(RosterFault::TooManyCustomers { after: 5_001, most: 5_000 }));
    assert_eq!(compare(&Document::default(), &records).unwrap().added.len(), 5_000);
}

#[test]
fn without_a_code_nothing_is_taken_and_numbers_of_people_never_are() {
    assert_eq!(records("店名,电话\na,1\n".as_bytes()).map(|_| ()), Err(RosterFault::NoCodeColumn));
    let text = "客户编码,店名,身份证号,备注\n1,a,11010519491231002X,ok\n2,b,,11010519491231002X\n3,c,,\n4,d,,y\n";
    let (_, records) = records(text.as_bytes()).unwrap();
    assert_eq!(values(&records), ["1/name a", "1/note ok", "2/name b", "3/name c", "4/name d", "4/note y"]);
    assert_eq!((records.never[0].column.as_str(), records.never[0].holds), ("身份证号", Sensitive::IdNumber));
    assert_eq!(problems(&records), ["3 备注 Sensitive(IdNumber)"]);
    let whole = format!("{records:?}");
    assert!(!whole.contains("19491231"), "{whole}");
}

/// Fields a generated roster has, and values for them as they are kept.
const FIELDS: [Field; 8] =
    [Field::Name, Field::Phone, Field::LicenseTo, Field::Format, Field::Tier, Field::OrderDay, Field::Scan, Field::Note];

fn value_of(field: Field) -> BoxedStrategy<String> {
    let words = |all: &'static [&'static str]| prop::sample::select(all).prop_map(str::to_owned).boxed();
    match field {
        Field::Phone => "1[0-9]{10}".boxed(),
        Field::LicenseTo => words(&["2026-11-23", "2031-01-01"]),
        Field::Format => words(&["食杂店", "烟酒商店", "其他"]),
        Field::Tier => (1..=30_u8).prop_map(|it| it.to_string()).boxed(),
        Field::OrderDay => (1..=7_u8).prop_map(|it| it.to_string()).boxed(),
        Field::Scan => words(&["true", "false"]),
        // Nothing around it that goes, no guard in front of it.
        _ => "[a-z店][a-z店 ,;\t\"\r\n'=]{0,12}[a-z店]".prop_map(|it| it.replace("\r\n", "\n").replace('\r', "\n")).boxed(),
    }
}

/// Customers, each with a value or none for each field.
fn roster() -> impl Strategy<Value = Vec<(u32, Vec<Option<String>>)>> {
    let customer: Vec<_> = FIELDS.iter().map(|it| prop::option::of(value_of(*it))).collect();
    prop::collection::btree_map(0..10_000_u32, customer, 1..12).prop_map(|it| it.into_iter().collect())
}

/// The roster as CSV with its columns in this order; column 0 is the code.
fn csv(roster: &[(u32, Vec<Option<String>>)], order: &[usize], separator: char, quotes: bool) -> String {
    let quote = |it: &str| match quotes || it.contains([separator, '"', '\n', '\r']) {
        true => format!("\"{}\"", it.replace('"', "\"\"")),
        false => it.to_owned(),
    };
    let line = |code: &str, values: &[String]| {
        let cell = |at: &usize| quote(if *at == 0 { code } else { &values[*at - 1] });
        order.iter().map(cell).collect::<Vec<_>>().join(&separator.to_string()) + "\r\n"
    };
    let names: Vec<String> = FIELDS.iter().map(|it| it.zh().to_owned()).collect();
    let customer = |(code, values): &(u32, Vec<Option<String>>)| {
        let values: Vec<String> = values.iter().map(|it| it.clone().unwrap_or_default()).collect();
        line(&format!("{code:08}"), &values)
    };
    line(Field::Code.zh(), &names) + &roster.iter().map(customer).collect::<String>()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_is_written_is_read_and_importing_it_again_changes_nothing(
        roster in roster(),
        order in Just((0..=FIELDS.len()).collect::<Vec<_>>()).prop_shuffle(),
        separator in prop::sample::select(&[',', '\t', ';'][..]),
        quotes: bool,
        gbk: bool,
    ) {
        let text = csv(&roster, &order, separator, quotes);
        let straight = csv(&roster, &(0..=FIELDS.len()).collect::<Vec<_>>(), ',', true);
        let bytes = if gbk { GBK.encode(&text).0.into_owned() } else { text.clone().into_bytes() };
        let (_, read) = records(&bytes).unwrap();
        prop_assert_eq!(&read.problems, &[], "{}", text);
        let expected: Vec<String> = roster.iter().flat_map(|(code, values)| {
            let said = FIELDS.iter().zip(values).filter_map(move |(field, value)| {
                let path = field.path(id(&format!("{code:08}"))).unwrap();
                Some((path, value.as_ref()?.replace('\t', " ")))
            });
            let mut said: Vec<_> = said.collect();
            said.sort();
            said.into_iter().map(|(path, value)| format!("{path} {value}"))
        }).collect();
        let found: Vec<String> = values(&read).into_iter().map(|it| it.replace('\t', " ")).collect();
        prop_assert_eq!(found, expected, "{}", text);
        prop_assert_eq!(&records(straight.as_bytes()).unwrap().1.customers, &read.customers, "the order of columns does not matter");
        let held = applied(&Document::default(), &compare(&Document::default(), &read).unwrap());
        let again = compare(&held, &read).unwrap();
        prop_assert!(again.edits.is_empty() && again.added.is_empty() && again.changed.is_empty() && again.missing.is_empty());
    }

    #[test]
    fn no_bytes_make_it_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        at in any::<prop::sample::Index>(),
        by in any::<u8>(),
    ) {
        let _ = records(&bytes);
        let data = header(&["客户编码", "店名"]) + &row(&[n("A2", "1", 2), t("B2", "a")]);
        let mut book = workbook(&[Sheet::new("a", data)], &["x"], false);
        let at = at.index(book.len());
        book[at] ^= by;
        let _ = records(&book);
    }

    #[test]
    fn no_sheet_makes_it_panic(at in any::<prop::sample::Index>(), by in "[ -~]{0,3}", drop in 0..4_usize) {
        let cells = [n("A2", "1", 2), t("B2", "a"), "<c r=\"C2\"><f t=\"shared\" si=\"0\" ref=\"C2:C3\">A1</f></c>".to_owned()];
        let mut data = header(&["客户编码", "店名", "档位"]) + &row(&cells);
        let at = (0..data.len()).filter(|it| data.is_char_boundary(*it)).nth(at.index(data.chars().count())).unwrap();
        let end = data[at..].char_indices().nth(drop).map_or(data.len(), |(it, _)| at + it);
        data.replace_range(at..end, &by);
        let behind = "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>";
        let _ = records(&workbook(&[Sheet { behind, ..Sheet::new("a", data) }], &["x"], false));
    }
}
