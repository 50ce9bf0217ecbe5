//! What counts where several say something: of two people's week that of him it was said to be, of a manager what his own sheets say, of
//! clocks those that can be right, and of templates the one a file was written with.

use onesheet::domain::json::Json;
use onesheet::domain::template::Template;
use onesheet::domain::templates::Templates;
use onesheet::domain::week::Month;
use onesheet::office::books::{Books, Entry};
use onesheet::office::taken::Reading;

use super::super::devices::{id, template};
use super::collecting::{changed, put, version};
use super::stock::{calendar, collect, stock};

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
        "updated"
    );
    assert!(before.is_some_and(|it| it.name.is_some()));
    assert_eq!(books.person(manager), before);
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
