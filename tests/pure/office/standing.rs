//! What counts where several say something: of two people's week that of him it was said to be, of a manager what his own sheets say, of
//! clocks those that can be right, and of templates the one a file was written with.

use onesheet::domain::json::Json;
use onesheet::domain::template::Template;
use onesheet::domain::templates::Templates;
use onesheet::domain::week::{Month, Week, parse_date};
use onesheet::office::books::{Books, Effect, Entry};
use onesheet::office::scope::{Scope, Wish};
use onesheet::office::staff::Staff;
use onesheet::office::taken::Reading;
use onesheet::office::wall::{State, Wall};
use onesheet::words::Lang;

use super::super::devices::{id, template};
use super::collecting::{changed, put, sheet_of, version};
use super::stock::{calendar, collect, collected, stock};
use super::world::{week, wish};

fn only(books: &Books) -> (onesheet::domain::week::Week, &Entry) {
    let (_, week, entry) = books.entries().next().unwrap();
    (week, entry)
}

#[test]
fn a_chosen_week_is_told_of_him_alone() {
    let files = [
        version("2026-08-14T17:00:00+08:00", "d1", "5.d1.t", "张三", "一"),
        version("2026-08-20T09:00:00+08:00", "d2", "7.d2.t", "李四", "二"),
        version("2026-08-21T09:00:00+08:00", "d1", "9.d1.t", "张三", "三"),
    ];
    let (mut books, calendar) = (Books::default(), calendar());
    files.iter().for_each(|it| _ = collect(&mut books, it, &calendar));
    for (name, shown, first, is_corrected) in [
        ("李四", "2026-08-20 09:00:00", "2026-08-20 09:00:00", false),
        ("张三", "2026-08-21 09:00:00", "2026-08-14 17:00:00", true),
    ] {
        let (manager, week, _) = books.entries().next().unwrap();
        let label = books.labels.put(&name.into());
        books.choose(manager, week, Some(label));
        let (week, entry) = only(&books);
        let told = (entry.shown().unwrap().created.shown().to_string(), entry.first(week).unwrap().shown().to_string());
        assert_eq!((told.0.as_str(), told.1.as_str(), entry.is_corrected()), (shown, first, is_corrected), "{name}");
        assert_eq!(books.person(manager).unwrap().name, Some(label));
    }
}

#[test]
fn who_else_hands_in_under_an_id_does_not_give_it_his_name() {
    let (mut books, calendar) = (Books::default(), calendar());
    stock().files.iter().filter(|it| it.class == "good").for_each(|it| _ = collect(&mut books, &it.bytes, &calendar));
    let manager = books.names.find(&id("ZZ0001")).unwrap();
    let before = books.person(manager);
    assert_eq!(
        collect(&mut books, &version("2026-10-30T09:00:00+08:00", "d2", "7.d2.t", "李四", "二"), &calendar).0,
        "contested"
    );
    assert!(before.is_some_and(|it| it.name.is_some()));
    assert_eq!(books.person(manager), before);
}

/// A report of a week: when it was made, on which device, at which stamp and by whom; with a sheet that is refused where it is not to
/// be taken.
fn signed(week: &str, (created, device, rev): (&str, &str, &str), name: &str, is_good: bool) -> Vec<u8> {
    changed(|file| {
        put(file, "created", created);
        put(file, "device", device);
        let from = Json::object([("id", file["from"].get("id").unwrap().clone()), ("name", Json::text(name))]);
        file.insert("from".to_owned(), from);
        let sheet = sheet_of(file);
        put(sheet, "week", week);
        put(sheet, "rev", rev);
        ["days", "handed", "computed", "carried"].iter().for_each(|it| _ = sheet.remove(*it));
        sheet.insert("review".to_owned(), Json::object([("work", if is_good { Json::text(rev) } else { Json::Bool(true) })]));
    })
}

#[test]
fn a_name_is_that_of_a_sheet_that_counts_or_of_nobody() {
    let early = |device, rev, name| signed("2026-W33", ("2026-08-14T17:00:00+08:00", device, rev), name, true);
    let later = |device, rev, name| signed("2026-W34", ("2026-08-21T17:00:00+08:00", device, rev), name, true);
    let latest = |rev, name, is_good| signed("2026-W33", ("2026-09-30T17:00:00+08:00", "d1", rev), name, is_good);
    for (files, alone, listed, why) in [
        (vec![early("d1", "5.d1.t", "张三")], "张三", "张三", "the one sheet there is"),
        (vec![early("d1", "5.d1.t", "张三"), later("d1", "9.d1.t", "李四")], "李四", "李四", "the later week"),
        (vec![early("d1", "5.d1.t", "张三"), later("d1", "9.d1.t", "")], "张三", "张三", "the one that says it"),
        (vec![early("d1", "5.d1.t", "张三"), latest("3.d1.t", "李四", true)], "张三", "张三", "an older sheet"),
        (vec![early("d1", "5.d1.t", "张三"), latest("9.d1.t", "李四", false)], "张三", "张三", "a refused one"),
        (
            vec![early("d1", "5.d1.t", "张三"), later("d1", "9.d1.t", ""), latest("3.d1.t", "李四", true)],
            "张三",
            "张三",
            "an older sheet, where the latest that counts says nothing",
        ),
        (vec![early("d1", "5.d1.t", "张三"), early("d2", "7.d2.t", "李四")], "", "王五", "two people's"),
        (
            vec![early("d1", "5.d1.t", "张三"), early("d2", "7.d2.t", "李四"), latest("9.d1.t", "赵六", false)],
            "",
            "王五",
            "two people's, and a refused one",
        ),
        (vec![latest("9.d1.t", "赵六", false)], "赵六", "赵六", "a file without a sheet, of which nobody says otherwise"),
        (vec![early("d1", "5.d1.t", "")], "", "王五", "one who does not say it"),
    ] {
        for (order, is_listed) in [(0, false), (1, false), (0, true), (1, true)] {
            let (mut books, calendar) = (Books::default(), calendar());
            let mut files: Vec<&Vec<u8>> = files.iter().collect();
            let by = order % files.len();
            files.rotate_left(by);
            files.into_iter().for_each(|it| _ = collect(&mut books, it, &calendar));
            if is_listed {
                let row = |it: [&str; 2]| it.map(str::to_owned).to_vec();
                let rows = [(1, row(["id", "name"])), (2, row(["ZZ0001", "王五"]))];
                books.list(&Staff::of(&rows).unwrap().members);
            }
            let person = books.person(books.names.find(&id("ZZ0001")).unwrap()).unwrap();
            let name = person.name.map(|it| books.labels.text(it)).unwrap_or_default();
            assert_eq!(name, if is_listed { listed } else { alone }, "{why}, listed: {is_listed}, from the file {order}");
        }
    }
}

#[test]
fn a_file_that_changes_nothing_shown_is_unchanged() {
    let early = signed("2026-W33", ("2026-08-14T17:00:00+08:00", "d1", "5.d1.t"), "张三", true);
    let older = signed("2026-W33", ("2026-09-30T17:00:00+08:00", "d1", "3.d1.t"), "李四", true);
    let (mut books, calendar) = (Books::default(), calendar());
    assert_eq!([&early, &older].map(|it| collect(&mut books, it, &calendar).0), ["merged", "unchanged"]);
}

/// The first report with another goal, made at some time.
fn with_goal(created: &str, goal: &str) -> Vec<u8> {
    changed(|file| {
        put(file, "created", created);
        let Some(Json::List(months)) = file.get_mut("months") else { panic!("no months") };
        let Json::Object(month) = &mut months[0] else { panic!("no month") };
        let goal = Json::object([("target", Json::Number(goal.to_owned()))]);
        month.insert("goals".to_owned(), Json::object([("vol", goal)]));
    })
}

#[test]
fn a_clock_that_cannot_be_right_has_not_the_last_word() {
    let (wrong, right) = (with_goal("2036-08-14T17:00:00+08:00", "1"), with_goal("2026-08-15T17:00:00+08:00", "2"));
    for files in [[&wrong, &right], [&right, &wrong]] {
        let (mut books, calendar) = (Books::default(), calendar());
        files.into_iter().for_each(|it| _ = collect(&mut books, it, &calendar));
        let (manager, week, _) = books.entries().next().unwrap();
        let goals = books.goals(manager, Month::of(week.monday()));
        assert_eq!(goals.iter().map(|it| it.1.to_string()).collect::<Vec<_>>(), ["2"]);
    }
}

#[test]
fn a_file_is_counted_with_the_template_it_was_written_with() {
    let shipped = include_str!("../../../public/template/tobacco-retail.json");
    let Ok(Json::Object(mut later)) = Json::parse(shipped) else { panic!("no template") };
    later.insert("version".to_owned(), Json::Number("2".to_owned()));
    let now = Template::parse(&Json::Object(later).canonical()).unwrap();
    let (bytes, calendar) = (&stock().files.iter().find(|it| it.class == "good").unwrap().bytes.clone(), calendar());
    for (others, is_counted) in [(vec![template().clone()], true), (Vec::new(), false)] {
        let (mut books, templates) = (Books::default(), Templates { now: now.clone(), others });
        let Ok(Reading::Taken(it, notes)) = books.read(bytes, (&templates, &calendar)) else { panic!("not taken") };
        assert_eq!(it.sheets[0].facts.asked.is_some(), is_counted);
        assert_eq!(it.sheets[0].facts.figures().next().is_some(), is_counted);
        assert_eq!(notes.warnings.is_empty(), is_counted);
    }
}

/// The first report with a list of customers, made at some time.
fn with_customers(created: &str, codes: &[&str]) -> Vec<u8> {
    changed(|file| {
        put(file, "created", created);
        let customer = |code: &&str| Json::object([("code", Json::text(*code)), ("market", Json::text("城镇"))]);
        file.insert("customers".to_owned(), Json::List(codes.iter().map(customer).collect()));
    })
}

#[test]
fn whoever_is_on_no_list_any_more_is_nobodys_customer() {
    let first = with_customers("2026-08-15T17:00:00+08:00", &["41010001", "41010002"]);
    let second = with_customers("2026-08-22T17:00:00+08:00", &["41010002"]);
    let without = with_customers("2026-08-29T17:00:00+08:00", &[]);
    for files in [[&first, &second, &without], [&without, &second, &first]] {
        let (mut books, calendar) = (Books::default(), calendar());
        files.into_iter().for_each(|it| _ = collect(&mut books, it, &calendar));
        let codes: Vec<&str> = books.customers().map(|it| books.names.text(it.1)).collect();
        assert_eq!(codes, ["41010002"]);
        let (manager, gone) = (books.customers().next().unwrap().0, books.names.find(&id("41010001")).unwrap());
        assert_eq!(books.customers_of(manager).count(), 1);
        assert!(books.classes(manager, gone).is_some_and(|it| it.market.is_some()), "what was visited keeps its class");
        assert_eq!(books.every_customer().filter(|it| !it.3).count(), 1);
    }
    // A shorter list is news.
    let (mut books, calendar) = (Books::default(), calendar());
    assert_eq!([&first, &second].map(|it| collect(&mut books, it, &calendar).0), ["merged", "updated"]);
    // A second device has a list of its own, and takes nothing from the first.
    let phone = changed(|file| {
        put(file, "device", "d9");
        put(file, "created", "2026-08-30T17:00:00+08:00");
        let customer = Json::object([("code", Json::text("41010003")), ("market", Json::text("乡村"))]);
        file.insert("customers".to_owned(), Json::List(vec![customer]));
    });
    assert_eq!(collect(&mut books, &phone, &calendar), ("updated", None));
    let codes: Vec<&str> = books.customers().map(|it| books.names.text(it.1)).collect();
    assert_eq!(codes, ["41010002", "41010003"]);
}

/// A collection as the wall shows it of some area.
fn wall(books: &Books, area: &str) -> Wall {
    let (calendar, wish) = (calendar(), Wish { area: area.to_owned(), ..wish() });
    Wall::of(&Scope::new(Lang::Zh, books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish)))
}

#[test]
fn a_year_set_wrong_once_begins_nothing() {
    let (mut books, calendar) = (collected(stock().files.iter()), calendar());
    let first = |books: &Books| {
        Scope::new(Lang::Zh, books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &Wish::default())).first
    };
    let (before, began) = (wall(&books, ""), first(&books));
    // With a clock that is right, and with one that is as wrong.
    let wrong = [
        ("2014-W10", "2014-03-07T18:00:00+08:00"),
        ("2016-W37", "2026-09-11T18:00:00+08:00"),
        ("2031-W37", "2026-09-11T18:00:00+08:00"),
    ];
    for (at, created) in wrong {
        let bytes = changed(|file| {
            put(file, "created", created);
            let Some(Json::List(sheets)) = file.get_mut("sheets") else { panic!("no sheets") };
            let Json::Object(sheet) = &mut sheets[0] else { panic!("no sheet") };
            put(sheet, "week", at);
            ["days", "computed", "months"].iter().for_each(|it| _ = sheet.remove(*it));
        });
        let Ok(Reading::Taken(taken, notes)) = books.read(&bytes, (&template().clone().into(), &calendar)) else {
            panic!("{at}")
        };
        assert_eq!(notes.unlikely, if created.starts_with(&at[..4]) { Vec::new() } else { vec![week(at)] });
        assert_eq!(books.put(*taken), Effect::Merged);
    }
    let after = wall(&books, "");
    assert_eq!(after.strays, wrong.map(|it| (id("ZZ0001"), week(it.0))));
    assert_eq!((after.weeks, after.lines, first(&books)), (before.weeks, before.lines, began));
    assert!(before.strays.is_empty());
}

#[test]
fn whoever_moves_is_waited_for_where_he_is() {
    let (mut books, calendar) = (Books::default(), calendar());
    let (old, new, from) = ("旧片区", "新片区", week("2026-W35"));
    for it in stock().files.iter().filter(|it| it.class == "good") {
        let Ok(Json::Object(mut file)) = Json::parse(std::str::from_utf8(&it.bytes).unwrap()) else { panic!("no file") };
        let at: Week = file["sheets"].as_list().unwrap()[0].get("week").and_then(Json::as_text).unwrap().parse().unwrap();
        let Some(Json::Object(sender)) = file.get_mut("from") else { panic!("no sender") };
        if sender["id"].as_text() == Some("ZZ0001") {
            put(sender, "area", if at < from { old } else { new });
        }
        file.remove("digest");
        collect(&mut books, &Json::Object(file).canonical().into_bytes(), &calendar);
    }
    let line = |area: &str| wall(&books, area).lines.into_iter().find(|it| it.manager == id("ZZ0001"));
    let all = line("").unwrap();
    assert_eq!(all.area, "旧片区→新片区");
    for (area, is_there) in [(old, true), (new, false)] {
        let line = line(area).unwrap();
        for ((at, tile), of_all) in wall(&books, area).weeks.iter().zip(&line.tiles).zip(&all.tiles) {
            let is = if (*at < from) == is_there { of_all.is } else { State::NotDue };
            assert_eq!(tile.is, is, "{area} {at}");
        }
        assert_eq!(wall(&books, area).lines.len(), 1, "{area}");
    }
    assert!(all.tiles.iter().any(|it| it.is == State::InTime));
}
