//! What head office counts of a manager, counted of his own sheets.

use onesheet::domain::archive::{Archive, Content};
use onesheet::domain::sheet::Sheet;
use onesheet::domain::week::{Week, parse_date};
use onesheet::office::alike::print;
use onesheet::office::own::{own_words, rates};
use onesheet::office::scope::{Scope, Wish};
use onesheet::words::Lang;

use super::super::devices::{id, template};
use super::stock::calendar;
use super::world::world;

#[test]
fn words_of_a_sheet_are_those_its_reader_makes_prints_of() {
    let world = world();
    let mut many = 0;
    for it in &world.sheets {
        let manager = world.books.names.find(&id(&it.manager)).unwrap();
        let lane = world.books.entry(manager, it.week).unwrap().counts().unwrap();
        let mut of_file: Vec<u64> = lane.facts.texts().collect();
        let mut of_sheet: Vec<u64> = own_words(&it.sheet).into_iter().filter_map(print).collect();
        of_file.sort_unstable();
        of_sheet.sort_unstable();
        assert_eq!(of_sheet, of_file, "{} {}", it.manager, it.week);
        many += of_sheet.len();
    }
    assert!(many > 100);
}

#[test]
fn a_manager_sees_of_himself_what_head_office_sees_of_him() {
    let (world, calendar, today) = (world(), calendar(), parse_date("2026-10-30").unwrap());
    let manager = "ZZ0001";
    let mut sheets: Vec<(Week, Sheet)> = world.of(manager).map(|it| (it.week, it.sheet.clone())).collect();
    sheets.sort_by_key(|it| it.0);
    let archive = Archive::new(template(), &calendar, Content { sheets, ..Content::default() });
    let own = rates(Lang::Zh, &id(manager), &archive, today).unwrap();
    // Others may have begun before him.
    let wish = Wish { manager: Some(id(manager)), from: Some(own.from), ..Wish::default() };
    let scope = Scope::new(Lang::Zh, &world.books, (template(), &calendar), (today, &wish));
    assert_eq!(own.to, scope.to);
    assert_eq!(own.all.iter().map(|it| it.0.to_string()).collect::<Vec<_>>(), ["Q9", "Q10", "Q15", "Q16", "Q20"]);
    for (question, figure) in own.all.iter().filter(|it| it.0.number() != 16) {
        assert_eq!(question.answer(&scope).figure.as_ref(), Some(figure), "{question}");
        assert!(figure.1.number().is_some() || question.number() == 15, "{question}");
    }
}
