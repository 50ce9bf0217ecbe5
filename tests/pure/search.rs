//! Search through everything written, held against a search field by field: nothing missed, nothing false, whatever was edited.

use std::collections::BTreeMap;

use onesheet::domain::customers::pinyin::Initials;
use onesheet::domain::customers::plain;
use onesheet::domain::edit::Doc;
use onesheet::domain::fold::Document;
use onesheet::domain::json::Json;
use onesheet::domain::path::{Kind, MonthPath, Path, RosterPath};
use onesheet::domain::progress::Module;
use onesheet::domain::sheet::Sheet;
use onesheet::domain::value::from_json;
use onesheet::domain::week::parse_date;
use onesheet::memory::fields::{Field, Section, of_month, of_roster, of_sheet};
use onesheet::memory::query::Filter;
use onesheet::memory::search::Texts;
use onesheet::words::Lang;
use proptest::prelude::*;

use super::devices::{MANAGER, id, template};

fn initials() -> Initials {
    Initials::parse(include_str!("../../public/pinyin/initials.txt"))
}

fn sheet_doc(week: &str) -> Doc {
    Doc::Sheet(id(MANAGER), week.parse().unwrap())
}

/// A document in which these values stand.
fn document<P: Path>(values: &[(&str, &str)]) -> Document<P> {
    let mut document = Document::default();
    for (path, value) in values {
        let path = P::parse(path).unwrap();
        let is_plain = matches!(path.kind(), Kind::Flag | Kind::Number | Kind::Measure);
        let json = if is_plain { Json::parse(value).unwrap() } else { Json::text(*value) };
        let value = from_json(&path, &json, template()).unwrap().0.unwrap();
        document.fill(path, value);
    }
    document
}

fn sheet(values: &[(&str, &str)]) -> Vec<Field> {
    let document = document(values);
    of_sheet(&document, &Sheet::of(&document), template(), Lang::Zh)
}

/// Some weeks, a month and a roster.
fn texts() -> Texts {
    let mut texts = Texts::new(&initials());
    let w47 = [
        ("tasks/svc-05/ticked", "true"),
        ("tasks/svc-05/method", "老城区20户，每户讲清两条卖点"),
        ("days/2026-11-16/visits/41010001/note", "价签补齐，长乐路店ＡＢ架"),
        ("days/2026-11-18/problems/p1/text", "紧俏规格断货"),
        ("days/2026-11-18/problems/p1/cause", "supply"),
        ("messages/m1/text", "张三反映串货"),
        ("messages/m1/items/hd-st1", "true"),
        ("messages/m1/customers/41010001", "true"),
        ("handed/bundle", "断货"),
        ("goals/vol/target", "38.5"),
        ("days/2026-11-18/values/vol", "7.25"),
    ];
    texts.put(sheet_doc("2026-W47"), sheet(&w47));
    let w48 = [
        ("goals/vol/note", "断货影响 👍🏽"),
        ("review/work", "新品铺货\n18/20户"),
        ("review/problems/p1/text", "断货"),
        ("review/problems/p1/cause", "supply"),
        ("review/problems/p2/text", "价格断货"),
        ("review/problems/p2/cause", "price"),
    ];
    texts.put(sheet_doc("2026-W48"), sheet(&w48));
    let month = document::<MonthPath>(&[("summary/work", "断货三次"), ("skills/speak/note", "讲得清")]);
    texts.put(Doc::Month(id(MANAGER), "2026-11".parse().unwrap()), of_month(&month));
    let roster = [("41010001/name", "老王超市"), ("41010001/phone", "13812345678"), ("41010002/name", "断货便利店")];
    texts.put(Doc::Roster(id(MANAGER)), of_roster(&document::<RosterPath>(&roster)));
    texts
}

fn places(texts: &Texts, query: &str, filter: &Filter) -> Vec<String> {
    let name = |doc: &Doc| doc.to_string().replace("/ZZ0412", "");
    texts.find(query, filter).iter().map(|it| format!("{}#{}", name(it.doc), it.field.path)).collect()
}

#[test]
fn it_finds_what_was_written_as_it_was_written_and_by_letters() {
    let texts = texts();
    for (query, expected) in [
        ("卖点", "sheet/2026-W47#tasks/svc-05/method"),
        ("ab架", "sheet/2026-W47#days/2026-11-16/visits/41010001/note"),
        ("ＪＱＢＱ", "sheet/2026-W47#days/2026-11-16/visits/41010001/note"),
        ("zll", "sheet/2026-W47#days/2026-11-16/visits/41010001/note"),
        ("cll", "sheet/2026-W47#days/2026-11-16/visits/41010001/note"),
        ("lwcs", "roster#41010001/name"),
        ("1381234", "roster#41010001/phone"),
        ("👍", "sheet/2026-W48#goals/vol/note"),
        ("18/20", "sheet/2026-W48#review/work"),
        ("铺货 户", "sheet/2026-W48#review/work"),
        ("xptj", "sheet/2026-W47#tasks/svc-05/ticked"),
        ("三次 dh", "month/2026-11#summary/work"),
        ("38.5", "sheet/2026-W47#goals/vol/target"),
        ("7.25", "sheet/2026-W47#days/2026-11-18/values/vol"),
        ("货18", ""),
        ("没有这句", ""),
        ("", ""),
        (" \u{0}\n ", ""),
        ("x", ""),
    ] {
        assert_eq!(places(&texts, query, &Filter::default()).join(" "), expected, "{query}");
    }
    let all = places(&texts, "断货", &Filter::default());
    assert_eq!(all.len(), 6, "{all:?}");
    assert_eq!((all[0].as_str(), all[1].as_str()), ("roster#41010002/name", "month/2026-11#summary/work"));
    assert_eq!(places(&texts, &"断货".repeat(500), &Filter::default()), Vec::<String>::new());
    assert_eq!(places(&Texts::new(&Initials::default()), "断货", &Filter::default()), Vec::<String>::new());
}

#[test]
fn a_filter_narrows_it() {
    let texts = texts();
    let day = |it: &str| Some(parse_date(it).unwrap());
    let only = Filter::default;
    for (filter, expected) in [
        (Filter { section: Some(Section::Module(Module::Review)), ..only() }, "断货 价格断货"),
        (Filter { section: Some(Section::Month), ..only() }, "断货三次"),
        (Filter { section: Some(Section::Roster), ..only() }, "断货便利店"),
        (Filter { cause: Some("supply".to_owned()), ..only() }, "紧俏规格断货 断货"),
        (Filter { until: day("2026-11-18"), from: day("2026-11-17"), ..only() }, "紧俏规格断货 断货三次"),
        (Filter { from: day("2026-11-23"), until: day("2026-11-29"), ..only() }, "断货影响 👍🏽 断货 价格断货 断货三次"),
    ] {
        let found: Vec<&str> = texts.find("断货", &filter).iter().rev().map(|it| &*it.field.text).collect();
        assert_eq!(found.join(" "), expected, "{filter:?}");
    }
    let customer = Filter { customer: Some(id("41010001")), ..only() };
    assert_eq!(places(&texts, "", &customer).len(), 5);
    assert_eq!(places(&texts, "串货", &customer), ["sheet/2026-W47#messages/m1/text"]);
    let item = Filter { item: Some(id("svc-05")), ..only() };
    assert_eq!(places(&texts, "", &item), ["sheet/2026-W47#tasks/svc-05/method", "sheet/2026-W47#tasks/svc-05/ticked"]);
    assert_eq!(places(&texts, "", &Filter { item: Some(id("hd-st1")), ..only() }).len(), 2);
}

#[test]
fn what_is_found_is_marked_in_its_text() {
    let texts = texts();
    for (text, query, expected) in [
        ("新品铺货，断货", "断货 xp", "[新品]铺货，[断货]"),
        ("价签补齐，长乐路店ＡＢ架", "ab", "价签补齐，长乐路店[ＡＢ]架"),
        ("老 王·超市", "wc", "老 [王·超]市"),
        ("aaa", "aa", "[aaa]"),
        ("👍🏽 好", "🏽", "👍[🏽] 好"),
        ("断货", "无", "断货"),
    ] {
        let (mut chars, mut marked, mut at) = (text.chars(), String::new(), 0);
        for it in texts.marks(text, query) {
            marked.extend(chars.by_ref().take(it.start - at));
            marked.push('[');
            marked.extend(chars.by_ref().take(it.len()));
            marked.push(']');
            at = it.end;
        }
        marked.extend(chars);
        assert_eq!(marked, expected, "{query}");
    }
}

/// Characters that are read in several ways, that are more than one unit, that do not count, and that are no Chinese.
const SIGNS: &[&str] =
    &["长", "乐", "重", "庆", "断", "货", "王", "A", "b", "z", "1", "３", "，", " ", "\n", "👍", "🏽", "行", "㐀", "é"];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(SIGNS), 1..12).prop_map(|it| it.concat())
}

/// Some of a text, its letters perhaps, or anything.
fn query() -> impl Strategy<Value = String> {
    let letters =
        prop::collection::vec(prop::sample::select(&["c", "z", "l", "y", "d", "h", "w", "q", "a", "1", "x"][..]), 1..5);
    prop_oneof![
        text(),
        letters.prop_map(|it| it.concat()),
        prop::collection::vec(text(), 1..3).prop_map(|it| it.join(" ")),
        any::<String>()
    ]
}

fn with_text(texts: &[String]) -> Vec<Field> {
    let paths = ["goals/vol/note", "days/2026-11-23/focus", "review/work", "tasks/svc-05/method", "focus/text"];
    let values: Vec<(&str, &str)> = paths.into_iter().zip(texts.iter().map(String::as_str)).collect();
    sheet(&values)
}

/// As one would look who has one text before him.
fn is_in(text: &str, query: &str, initials: &Initials) -> bool {
    let folded = |it: &str| it.chars().map(plain).collect::<String>();
    let (text, query) = (folded(text), folded(query));
    let mut words = query.split(|it: char| it.is_whitespace() || it.is_control()).filter(|it| !it.is_empty()).peekable();
    let is_spelt = |it: &str| {
        it.len() > 1 && it.bytes().all(|it| it.is_ascii_alphanumeric()) && it.bytes().any(|it| it.is_ascii_lowercase())
    };
    let is_word = |it: &str| text.contains(it) || is_spelt(it) && initials.find(&text, it).is_some();
    words.peek().is_some() && words.all(is_word)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_missed_and_nothing_is_false(
        puts in prop::collection::vec((40..48_u8, prop::collection::vec(text(), 0..5)), 1..12),
        queries in prop::collection::vec(query(), 1..6),
    ) {
        let table = initials();
        let (mut texts, mut held) = (Texts::new(&table), BTreeMap::new());
        for (week, written) in puts {
            let doc = sheet_doc(&format!("2026-W{week}"));
            let fields = with_text(&written);
            held.insert(doc.clone(), fields.clone());
            texts.put(doc, fields);
        }
        let count: usize = held.values().map(Vec::len).sum();
        prop_assert_eq!(texts.len(), count);
        for query in &queries {
            let expected: Vec<(&Doc, &Field)> = held.iter().flat_map(|(doc, it)| it.iter().map(move |it| (doc, it)))
                .filter(|it| is_in(&it.1.text, query, &table)).collect();
            let mut found: Vec<(&Doc, &Field)> = texts.find(query, &Filter::default()).iter().map(|it| (it.doc, it.field)).collect();
            found.reverse();
            prop_assert_eq!(&found, &expected, "{:?}", query);
            for (_, field) in found {
                prop_assert!(!texts.marks(&field.text, query).is_empty(), "{:?} in {:?}", query, field.text);
            }
        }
    }
}
