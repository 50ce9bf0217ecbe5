//! Whether texts are written or copied (Q16): counts that can be told by hand, and prints held against the likeness they stand for.

use std::collections::{BTreeMap, BTreeSet};

use onesheet::bundle::digest;
use onesheet::bundle::format::Members;
use onesheet::bundle::read::read;
use onesheet::domain::edit::Doc;
use onesheet::domain::json::Json;
use onesheet::domain::week::{Week, parse_date};
use onesheet::office::alike::{is_copy, print};
use onesheet::office::answer::{About, Answer};
use onesheet::office::books::Books;
use onesheet::office::names::Name;
use onesheet::office::questions::copying::{beside, same};

use super::stock::{calendar, collect, stock};
use super::world::{World, answer, week, wish, world};
use onesheet::office::scope::{Scope, Wish};
use onesheet::words::Lang;

use super::super::devices::{id, template};

const OWN: &str = "老城区二十户，每户讲清两条卖点，周四复查上柜，把没上的记下来，周五再去";
const AGAIN: &str = "老城区25户每户讲清2两条卖点；周四复查上柜，把没上的记下来，周五再去！";
const OTHER: &str = "城郊片区价签缺得多，这周先把三条街的价签补齐，再说陈列";
const THIRD: &str = "连锁门店的店长换了人，重新约时间把订货周期和库存说一遍";

/// A manager's week with these methods, as a file.
fn report(manager: &str, area: &str, week: &str, methods: &[&str]) -> Vec<u8> {
    let text = |it: &str| Json::text(it);
    let tasks = methods.iter().enumerate().map(|(at, it)| {
        let task = Json::object([("ticked", Json::Bool(true)), ("method", text(it))]);
        (format!("svc-{:02}", at + 1), task)
    });
    let sheet = Json::object([("week", text(week)), ("manager", text(manager)), ("tasks", Json::Object(tasks.collect()))]);
    let first = stock().files.into_iter().find(|it| it.class == "good").unwrap();
    let Ok(Json::Object(mut file)) = Json::parse(std::str::from_utf8(&first.bytes).unwrap()) else { panic!("no file") };
    let mut put = |name: &str, it: Json| _ = file.insert(name.to_owned(), it);
    put("from", Json::object([("role", text("manager")), ("id", text(manager)), ("area", text(area))]));
    put("device", text(&format!("d{}", manager.to_lowercase())));
    put("sheets", Json::List(vec![sheet]));
    put("months", Json::List(Vec::new()));
    put("customers", Json::List(Vec::new()));
    file.remove("digest");
    digest::seal(&file as &Members).into_bytes()
}

fn collected(files: impl IntoIterator<Item = Vec<u8>>) -> World {
    let mut world = World { books: Books::default(), sheets: Vec::new(), customers: BTreeMap::new(), months: BTreeMap::new() };
    for bytes in files {
        let (word, why) = collect(&mut world.books, &bytes, &calendar());
        assert_eq!((word, why), ("merged", None));
    }
    world
}

fn lines(found: &Answer) -> Vec<String> {
    found.lines.iter().map(|it| it.cells.iter().map(|it| it.plain()).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn copies_are_counted_of_ones_own_week_before_and_of_colleagues() {
    let world = collected([
        report("ZZ0001", "一区", "2026-W36", &[OWN, OTHER]),
        // His own again, in other figures, and one that is new; what is short is nobody's.
        report("ZZ0001", "一区", "2026-W37", &[AGAIN, THIRD, "新品上柜推荐"]),
        report("ZZ0002", "一区", "2026-W37", &[THIRD]),
        // Another area has no colleague here, and the week before last is no week before.
        report("ZZ0003", "二区", "2026-W37", &[THIRD]),
        report("ZZ0001", "一区", "2026-W38", &[OTHER]),
        // Who says no area is nobody's colleague.
        report("ZZ0004", "", "2026-W37", &[OWN]),
        report("ZZ0005", "", "2026-W37", &[OWN]),
    ]);
    let wish = Wish { from: Some(week("2026-W37")), ..wish() };
    let found = answer(&world, "Q16", &wish);
    assert_eq!(
        lines(&found),
        ["ZZ0001 2 3 1 1 66.7", "ZZ0002 1 1 0 1 100.0", "ZZ0003 1 1 0 0 0.0", "ZZ0004 1 1 0 0 0.0", "ZZ0005 1 1 0 0 0.0"]
    );
    assert_eq!(found.figure.unwrap().1.plain(), "42.9");
}

#[test]
fn who_is_asked_of_changes_no_count() {
    let world = collected([
        report("ZZ0001", "三区", "2026-W36", &[OWN, OTHER]),
        // He came from another area, and what he wrote there he wrote.
        report("ZZ0001", "一区", "2026-W37", &[AGAIN, THIRD]),
        // Alike and not the same, among colleagues and on one sheet.
        report("ZZ0002", "一区", "2026-W37", &[OWN, OTHER]),
        report("ZZ0003", "二区", "2026-W37", &[OWN, AGAIN]),
    ]);
    let wish = Wish { from: Some(week("2026-W37")), ..wish() };
    let all = lines(&answer(&world, "Q16", &wish));
    assert_eq!(all, ["ZZ0001 1 2 1 1 50.0", "ZZ0002 1 2 0 1 50.0", "ZZ0003 1 2 0 0 0.0"]);
    let of_area = |it: &str| lines(&answer(&world, "Q16", &Wish { area: it.to_owned(), ..wish.clone() }));
    assert_eq!((of_area("一区"), of_area("二区")), (all[..2].to_vec(), all[2..].to_vec()));
    for line in &all {
        let manager = line.split(' ').next().and_then(|it| it.parse().ok());
        assert_eq!(lines(&answer(&world, "Q16", &Wish { manager, ..wish.clone() })), [line.as_str()]);
    }
}

#[test]
fn it_is_told_where_the_same_words_stand() {
    let files = [
        report("ZZ0001", "一区", "2026-W36", &[OWN, OTHER]),
        report("ZZ0001", "一区", "2026-W37", &[AGAIN, THIRD, "新品上柜推荐"]),
        report("ZZ0002", "一区", "2026-W37", &[THIRD, OWN]),
        report("ZZ0003", "二区", "2026-W37", &[THIRD]),
        report("ZZ0001", "一区", "2026-W38", &[OTHER]),
        report("ZZ0004", "", "2026-W37", &[OWN]),
        report("ZZ0005", "", "2026-W37", &[OWN]),
    ];
    let (world, calendar) = (collected(files.clone()), calendar());
    let wish = Wish { from: Some(week("2026-W37")), ..wish() };
    let scope = Scope::new(Lang::Zh, &world.books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish));
    let place = |it: (Name, Week)| format!("{} {}", world.books.names.text(it.0), it.1);
    let told = |manager: &str| {
        let all = same(&scope, world.books.names.find(&id(manager)).unwrap()).into_iter();
        all.map(|it| format!("{} {} {}", place(it.sheet), place(it.other), it.texts)).collect::<Vec<_>>()
    };
    assert_eq!(told("ZZ0001"), ["ZZ0001 2026-W37 ZZ0002 2026-W37 2", "ZZ0001 2026-W37 ZZ0001 2026-W36 1"]);
    assert_eq!(told("ZZ0002"), ["ZZ0002 2026-W37 ZZ0001 2026-W37 2"]);
    assert!(["ZZ0003", "ZZ0004", "ZZ0005"].into_iter().all(|it| told(it).is_empty()));
    // Whoever has some is led there, and nobody else.
    let leads = answer(&world, "Q16", &wish).lines.into_iter().filter(|it| it.about == Some(About::SameWords));
    assert_eq!(leads.map(|it| it.manager.unwrap().to_string()).collect::<Vec<_>>(), ["ZZ0001", "ZZ0002"]);
    // The originals side by side.
    let sheet = |at: usize| read("", &files[at], template()).unwrap().bundle.sheets.remove(0).document;
    let lane = |manager: &str, at: &str| {
        let name = world.books.names.find(&id(manager)).unwrap();
        world.books.entry(name, week(at)).unwrap().counts().unwrap()
    };
    let (now, before) = (sheet(1), sheet(0));
    let found = beside((&now, lane("ZZ0001", "2026-W37")), (&before, lane("ZZ0001", "2026-W36")));
    let said: Vec<_> = found.iter().map(|it| (it.0.0.to_string(), it.0.1, it.1.0.to_string(), it.1.1)).collect();
    assert_eq!(said, [("tasks/svc-01/method".to_owned(), AGAIN, "tasks/svc-01/method".to_owned(), OWN)]);
}

#[test]
fn as_many_stand_side_by_side_as_were_counted() {
    let (world, calendar, wish) = (world(), calendar(), wish());
    let scope = Scope::new(Lang::Zh, &world.books, (template(), &calendar), (parse_date("2026-10-30").unwrap(), &wish));
    let mut sheets = BTreeMap::new();
    for it in &stock().files {
        let Ok(file) = read(&it.name, &it.bytes, template()) else { continue };
        let digest = digest::around(&it.bytes).unwrap().0.to_owned();
        sheets.extend(file.bundle.sheets.into_iter().map(|it| ((digest.clone(), it.doc.to_string()), it.document)));
    }
    let original = |(manager, week): (Name, Week)| {
        let lane = world.books.entry(manager, week).unwrap().counts().unwrap();
        let doc = Doc::Sheet(world.books.names.get(manager).unwrap().clone(), week);
        (&sheets[&(lane.digest.to_string(), doc.to_string())], lane)
    };
    let mut many = 0;
    for (manager, _) in world.books.people() {
        for it in same(&scope, manager) {
            let (one, other) = (original(it.sheet), original(it.other));
            let found = beside(one, other);
            assert_eq!(found.len(), it.texts, "{:?}", found.iter().map(|it| it.0.0.to_string()).collect::<Vec<_>>());
            many += found.len();
        }
    }
    assert!(many > 100, "{many}");
}

/// How alike two texts are: the cosine of their pairs of letters.
fn cosine(one: &str, other: &str) -> f64 {
    let pairs = |it: &str| {
        let letters: Vec<char> = it.chars().filter(|it| it.is_alphabetic()).collect();
        letters.windows(2).map(|it| (it[0], it[1])).collect::<BTreeSet<_>>()
    };
    let (one, other) = (pairs(one), pairs(other));
    one.intersection(&other).count() as f64 / ((one.len() * other.len()) as f64).sqrt()
}

#[test]
fn prints_tell_like_texts_from_unlike_ones() {
    let world = world();
    let methods = world.sheets.iter().flat_map(|it| it.sheet.tasks.values()).filter_map(|it| it.method.clone());
    let works = world.sheets.iter().filter_map(|it| it.sheet.review.work.clone());
    let all: BTreeSet<String> = methods.chain(works).filter(|it| print(it).is_some()).collect();
    let all: Vec<String> = all.into_iter().take(400).collect();
    let (mut alike, mut unlike) = ((0, 0), (0, 0));
    for (at, one) in all.iter().enumerate() {
        for other in &all[at + 1..] {
            let is_found = usize::from(is_copy(print(one).unwrap(), print(other).unwrap()));
            match cosine(one, other) {
                it if it > 0.97 => alike = (alike.0 + 1, alike.1 + is_found),
                it if it < 0.7 => unlike = (unlike.0 + 1, unlike.1 + is_found),
                _ => {}
            }
        }
    }
    println!("prints: {alike:?} of like pairs, {unlike:?} of unlike ones found, of {} texts", all.len());
    assert!(alike.0 > 0 && unlike.0 > 1000);
    assert!(alike.1 * 20 >= alike.0 * 19 && unlike.1 * 500 <= unlike.0);
}
