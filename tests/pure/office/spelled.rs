//! An area or unit is one however somebody types it: blanks and the width of letters make no second one, in the filters, on the wall and
//! in the answers.

use std::collections::{BTreeMap, BTreeSet};

use onesheet::domain::json::Json;
use onesheet::domain::week::parse_date;
use onesheet::leaf::office as drawn;
use onesheet::office::books::Books;
use onesheet::office::names::spelled;
use onesheet::office::questions::Question;
use onesheet::office::scope::Scope;
use onesheet::office::staff::Staff;
use onesheet::office::wall::Wall;
use onesheet::words::Lang;

use super::super::devices::template;
use super::collecting::changed;
use super::stock::{calendar, collect};

#[test]
fn a_name_of_a_group_has_one_spelling() {
    for (said, expected) in [
        ("西区", "西区"),
        (" 西区\u{3000}", "西区"),
        ("西 区", "西区"),
        ("西\u{3000}区", "西区"),
        ("Ａ１区", "A1区"),
        ("A 区", "A区"),
        ("西区（一）", "西区(一)"),
        ("West  Side", "West Side"),
        ("Ｗｅｓｔ\u{3000}Ｓｉｄｅ", "West Side"),
        ("", ""),
        ("\u{3000} ", ""),
        // What differs otherwise is another: nobody guesses.
        ("西一区", "西一区"),
        ("west side", "west side"),
    ] {
        assert_eq!(spelled(said), expected, "{said:?}");
        assert_eq!(spelled(expected), expected);
    }
}

/// One report each of managers who type the same area in their own ways, and of one elsewhere.
fn books(order: impl Iterator<Item = usize>) -> Books {
    const TYPED: [[&str; 3]; 4] = [
        ["Z1", "A西区", "市区"],
        ["Z2", "Ａ西区 ", "市 区"],
        ["Z3", "A 西\u{3000}区", "\u{3000}市区"],
        ["Z4", "B西区", "郊区"],
    ];
    let (mut books, calendar) = (Books::default(), calendar());
    for at in order {
        let [id, area, unit] = TYPED[at];
        let report = changed(|file| {
            let from = [("id", id), ("name", id), ("area", area), ("unit", unit)].map(|(name, it)| (name, Json::text(it)));
            file.insert("from".to_owned(), Json::object(from));
            for list in ["sheets", "months"] {
                let Some(Json::List(all)) = file.get_mut(list) else { panic!("no {list}") };
                for it in all {
                    let Json::Object(it) = it else { panic!("no document") };
                    it.insert("manager".to_owned(), Json::text(id));
                }
            }
        });
        assert_eq!(collect(&mut books, &report, &calendar).0, "merged");
    }
    // The company's list has ways of its own.
    let rows = [["id", "name", "area", "unit"], ["Z1", "", "Ａ西区", "市区"], ["Z9", "孙七", " A西 区", "市区"]];
    let rows: Vec<_> = (1..).zip(rows.map(|it| it.map(str::to_owned).to_vec())).collect();
    books.list(&Staff::of(&rows).unwrap().members);
    books
}

#[test]
fn two_spellings_are_one_area_in_filters_wall_and_answers() {
    let calendar = calendar();
    for books in [books(0..4), books((0..4).rev())] {
        // Asked for as the form has it, or as a question saved with another spelling does.
        for (key, asked, managers, listed) in [
            ("", "", &["Z1", "Z2", "Z3", "Z4"][..], &["Z1", "Z9"][..]),
            ("area", "A西区", &["Z1", "Z2", "Z3"], &["Z1", "Z9"]),
            ("area", "Ａ西 区", &["Z1", "Z2", "Z3"], &["Z1", "Z9"]),
            ("area", "B西区", &["Z4"], &[]),
            ("unit", "市　区", &["Z1", "Z2", "Z3"], &["Z1", "Z9"]),
        ] {
            let wish = drawn::wish(|name| if name == key { asked } else { "" });
            let scope = Scope::new(Lang::Zh, &books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish));
            assert_eq!(scope.rows().iter().map(|it| scope.id(it.manager)).collect::<Vec<_>>(), managers, "{key} {asked}");
            let due: BTreeSet<&str> =
                scope.due().into_iter().filter(|it| it.1.from.is_some()).map(|it| scope.id(it.0)).collect();
            assert_eq!(due, listed.iter().copied().collect(), "{key} {asked}");
        }
        let wish = drawn::wish(|_| "");
        let scope = Scope::new(Lang::Zh, &books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish));
        let areas: BTreeMap<String, String> =
            Wall::of(&scope).lines.into_iter().map(|it| (it.manager.to_string(), it.area)).collect();
        let expected = [("Z1", "A西区"), ("Z2", "A西区"), ("Z3", "A西区"), ("Z4", "B西区"), ("Z9", "A西区")];
        assert_eq!(areas, expected.map(|it| (it.0.to_owned(), it.1.to_owned())).into());
        let page = drawn::overview(&scope, drawn::WALL, onesheet::leaf::leaf("p"), &BTreeMap::new()).to_json().canonical();
        assert_eq!(page.matches("\"A西区\"").count(), 2, "chosen once, by its value and its name: {page}");
        assert!(!page.contains('Ａ') && page.contains("\"B西区\""), "{page}");
        let groups = Question::parse("Q3").unwrap().answer(&scope);
        assert_eq!(groups.lines.iter().map(|it| it.cells[0].plain()).collect::<Vec<_>>(), ["A西区", "B西区"]);
    }
}
