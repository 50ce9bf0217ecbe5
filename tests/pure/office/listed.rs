//! Who has to hand in as a list of managers says: the wall and Q1 wait for those on it and for nobody else.

use onesheet::domain::week::{Week, parse_date};
use onesheet::office::answer::Line;
use onesheet::office::books::Books;
use onesheet::office::questions::Question;
use onesheet::office::scope::{Scope, Wish};
use onesheet::office::staff::Staff;
use onesheet::office::wall::{State, Wall};
use onesheet::words::Lang;

use super::super::devices::template;
use super::stock::{Sample, calendar, collected, stock};
use super::world::{week, wish};

/// The stock, and a list: one who never handed in, one who left, one who came late, one of whom no week is said.
pub fn listed() -> Books {
    let mut books = collected(stock().files.iter());
    let rows = [
        ["id", "name", "area", "unit", "from", "to"],
        ["ZZ0099", "周末", "七区", "市区", "2026-W36", ""],
        ["ZZ0001", "", "", "", "", "2026-W33"],
        ["ZZ0002", "", "", "", "2026-W35", ""],
        ["ZZ0003", "", "", "", "", ""],
    ];
    let rows: Vec<_> = (1..).zip(rows.map(|it| it.map(str::to_owned).to_vec())).collect();
    books.list(&Staff::of(&rows).unwrap().members);
    books
}

/// The states of a manager's weeks.
fn states(wall: &Wall, manager: &str) -> Vec<(Week, State)> {
    let line = wall.lines.iter().find(|it| it.manager.as_str() == manager).unwrap();
    wall.weeks.iter().copied().zip(line.tiles.iter().map(|it| it.is)).collect()
}

#[test]
fn a_list_says_who_is_waited_for() {
    let (books, learned, calendar, wish) = (listed(), collected(stock().files.iter()), calendar(), wish());
    let scope = |books| Scope::new(Lang::Zh, books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish));
    let (wall, before) = (Wall::of(&scope(&books)), Wall::of(&scope(&learned)));
    assert_eq!((before.lines.len(), wall.lines.len()), (6, 7));
    let new = wall.lines.iter().find(|it| it.manager.as_str() == "ZZ0099").unwrap();
    assert_eq!((new.name.as_str(), new.area.as_str()), ("周末", "七区"));
    for (at, is) in states(&wall, "ZZ0099") {
        assert_eq!(is, if at >= week("2026-W36") { State::Missing } else { State::NotDue }, "{at}");
    }
    // What came stands, whoever is waited for; what did not is missing in the weeks of the list alone.
    let waited = |manager: &str, at: Week| match manager {
        "ZZ0001" => at <= week("2026-W33"),
        "ZZ0002" => at >= week("2026-W35"),
        "ZZ0003" => true,
        _ => false,
    };
    let mut not_waited = 0;
    for line in &before.lines {
        let manager = line.manager.as_str();
        for ((at, was), (_, is)) in states(&before, manager).into_iter().zip(states(&wall, manager)) {
            let has_come = !matches!(was, State::Missing | State::NotDue);
            let expected = if has_come {
                was
            } else if waited(manager, at) {
                State::Missing
            } else {
                State::NotDue
            };
            assert_eq!(is, expected, "{manager} {at}");
            not_waited += usize::from(was == State::Missing && is == State::NotDue);
        }
    }
    assert!(not_waited > 0);
    let answer = Question::parse("Q1").unwrap().answer(&scope(&books));
    let missing: i64 = answer.lines.iter().map(|it| it.cells[7].plain().parse::<i64>().unwrap()).sum();
    assert_eq!(missing, wall.count(State::Missing) as i64);
    // Nobody but whoever was asked for.
    let area = Wish { area: "七区".to_owned(), ..wish.clone() };
    let of_area = Scope::new(Lang::Zh, &books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &area));
    assert_eq!(Wall::of(&of_area).lines.len(), 1);
}

#[test]
fn before_his_first_sheet_a_manager_stands_where_he_is_there() {
    let is_meant =
        |it: &&Sample| !it.name.contains("ZZ0001") || ["W36", "W37", "W38"].iter().any(|week| it.name.contains(week));
    let (files, calendar) = (stock().files, calendar());
    let mut books = collected(files.iter().filter(is_meant));
    let rows = [["id"], ["ZZ0001"], ["ZZ0002"]].map(|it| it.map(str::to_owned).to_vec());
    books.list(&Staff::of(&(1..).zip(rows).collect::<Vec<_>>()).unwrap().members);
    let wish = Wish { to: Some(week("2026-W33")), ..wish() };
    let wall = Wall::of(&Scope::new(Lang::Zh, &books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish)));
    let line = wall.lines.iter().find(|it| it.manager.as_str() == "ZZ0001").unwrap();
    assert!(line.tiles.iter().all(|it| it.is == State::Missing), "he hands in from W36 on");
    let manager = books.names.find(&line.manager).unwrap();
    assert_eq!(line.area, books.labels.text(books.person(manager).unwrap().area));
    assert!(!line.area.is_empty());
}

#[test]
fn whoever_has_left_has_no_customers_to_see() {
    let (mut books, calendar, wish) =
        (collected(stock().files.iter()), calendar(), Wish { to: Some(week("2026-W37")), ..wish() });
    let late = |books: &Books| {
        let scope = Scope::new(Lang::Zh, books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish));
        Question::parse("Q11").unwrap().answer(&scope).lines
    };
    let before = late(&books);
    let one = before[0].manager.clone().unwrap();
    let all: Vec<String> = books.people().map(|it| books.names.text(it.0).to_owned()).collect();
    let row = |id: &String| [id.clone(), if *id == one.as_str() { "2026-W36" } else { "2026-W37" }.to_owned()];
    let heads = ["id", "to"].map(str::to_owned);
    let rows: Vec<_> = (1..).zip([heads].into_iter().chain(all.iter().map(row)).map(|it| it.to_vec())).collect();
    books.list(&Staff::of(&rows).unwrap().members);
    let his = |lines: &[Line]| lines.iter().filter(|it| it.manager.as_ref() == Some(&one)).count();
    assert_eq!(his(&late(&books)), 0);
    assert_eq!(late(&books).len(), before.len() - his(&before));
}
