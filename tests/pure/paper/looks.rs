//! Pages for a person to look at: `ONESHEET_PAPER=<folder>` writes them there as SVG.

use onesheet::domain::fold::Document;
use onesheet::domain::json::Json;
use onesheet::domain::path::{MonthPath, Path};
use onesheet::domain::value::from_json;
use onesheet::paper::measure::Widths;
use onesheet::paper::{Laid, Variant, month, week};
use onesheet::words::Lang;

use super::super::devices::{id, template};
use super::super::seeds::Dice;
use super::made::{Size, made};
use super::svg::svg;
use super::weeks::{Held, WEEK, example};

fn keep(name: &str, laid: &Laid) {
    let Some(folder) = std::env::var_os("ONESHEET_PAPER") else { return };
    for (at, page) in laid.pages.iter().enumerate() {
        for is_coloured in [true, false] {
            let ink = if is_coloured { "colour" } else { "black" };
            let path = std::path::Path::new(&folder).join(format!("{name}-{at}-{ink}.svg"));
            std::fs::write(path, svg(page, is_coloured)).unwrap();
        }
    }
}

#[test]
fn the_example_week_is_on_one_page() {
    let held = example();
    for lang in [Lang::Zh, Lang::En] {
        let subject = held.subject(lang);
        for (name, variant) in [
            ("own", Variant::Own { has_annex: true }),
            ("wall", Variant::Wall),
            ("head", Variant::Head),
            ("form", Variant::Form),
            ("officer", Variant::Officer),
            ("retailer", Variant::Retailer(id("41010034"))),
        ] {
            let laid = week(&subject, WEEK.parse().unwrap(), &held.edition(), &variant, &Widths);
            keep(&format!("{name}-{}", lang.word()), &laid);
            println!("{name} {} short {}", lang.word(), laid.shortened.len());
            laid.shortened.iter().take(30).for_each(|it| println!("  {} {}", it.path, it.said.zh));
            assert!(!laid.pages.is_empty());
        }
    }
}

/// A month as it may be at its third week.
#[test]
fn a_month_is_on_one_page() {
    let mut held = example();
    let mut fill = |path: &str, json: &str| {
        let path = MonthPath::parse(path).unwrap();
        let value = from_json(&path, &Json::parse(json).unwrap(), template()).unwrap().0.unwrap();
        held.month.fill(path, value);
    };
    for (path, json) in [
        ("goals/vol/target", "160"),
        ("goals/amt/target", "566"),
        ("goals/key/target", "6500"),
        ("goals/new/target", "78"),
        ("goals/fill/target", "92"),
        ("goals/visit/target", "315"),
        ("goals/oos/target", "5"),
        ("summary/work", "\"新品铺货 62 户，上柜率 73.7%\\n价签补换全部到位\\n建设路小组公约签订 14 户\""),
        ("summary/problems", "\"紧俏细支断货，12 户连续三周反映\\n建设路 4 户有签不按签卖\""),
        (
            "summary/measures",
            "\"每周三前报下周细支需求，附近四周订货量\\n断货户主推同价位替代规格\\n组长店先公开，其余一周内跟上\"",
        ),
        ("skills/speak/score", "4"),
        ("skills/write/score", "3"),
        ("skills/do/score", "4"),
        ("skills/think/score", "3"),
        ("skills/earn/score", "4"),
        ("skills/earn/note", "\"算账还不熟\""),
        ("skills/serve/score", "5"),
    ] {
        fill(path, json);
    }
    for lang in [Lang::Zh, Lang::En] {
        let laid = month(&held.subject(lang), "2026-11".parse().unwrap(), &held.edition(), &Widths);
        keep(&format!("month-{}", lang.word()), &laid);
        assert_eq!((laid.pages.len(), laid.shortened.len()), (1, 0));
    }
}

/// A light week, a full one and one that nobody has written in.
#[test]
fn weeks_of_any_weight_are_on_one_page() {
    let light = Size { visits: 8, name: (4, 7), text: 14, records: 1, filled: 50 };
    let full = Size { visits: 30, name: (4, 12), text: 20, records: 2, filled: 80 };
    for (name, held) in [
        ("light", made(&mut Dice::new(3), light)),
        ("full", made(&mut Dice::new(5), full)),
        ("fullest", made(&mut Dice::new(7), Size::FULLEST)),
        ("empty", Held::new(Document::default(), Document::default(), Document::default())),
    ] {
        let own = Variant::Own { has_annex: false };
        let laid = week(&held.subject(Lang::Zh), WEEK.parse().unwrap(), &held.edition(), &own, &Widths);
        keep(&format!("{name}-zh"), &laid);
        assert_eq!(laid.pages.len(), 1);
    }
}
