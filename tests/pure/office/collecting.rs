//! What files come to: another program's totals, in any order, any number of times; and the same as a device would read.

use std::collections::BTreeMap;

use onesheet::bundle::digest;
use onesheet::bundle::format::{BundleKind, Members, Part};
use onesheet::bundle::read::collect::{Found, collect};
use onesheet::bundle::read::memory::Memory;
use onesheet::bundle::read::read;
use onesheet::domain::decimal::Decimal;
use onesheet::domain::edit::Doc;
use onesheet::domain::json::Json;
use onesheet::domain::month::Plan;
use onesheet::domain::path::{MonthPath, RosterPath, SheetPath};
use onesheet::domain::sheet::Sheet;
use onesheet::office::alike::print;
use onesheet::office::books::{Books, Standing};
use onesheet::office::facts::{Facts, Place, With};
use onesheet::office::names::Names;
use onesheet::office::pack::{packed, unpacked};
use onesheet::office::taken::{NotTaken, Reading};
use proptest::prelude::*;

use super::super::devices::{id, template, templates};
use super::stock::{self, Sample, Stock, calendar, collected, stock};

#[test]
fn every_file_has_the_result_its_maker_names() {
    let (Stock { files, .. }, mut books, calendar) = (stock(), Books::default(), calendar());
    let mut kinds = BTreeMap::new();
    for it in &files {
        let (word, why) = stock::collect(&mut books, &it.bytes, &calendar);
        let is_updated = it.class == "update" && word == "updated";
        assert!(is_updated || it.expect.split('|').any(|it| it == word), "{}: {word} and not {}: {why:?}", it.name, it.expect);
        *kinds.entry((it.class.clone(), word)).or_insert(0) += 1;
    }
    println!("office: {} files, {kinds:?}", files.len());
    assert!(kinds.len() >= 4, "{kinds:?}");
}

/// The totals of the collection, written as the maker of the files writes them.
fn totals(books: &Books) -> Json {
    let (mut vol, mut ticks, mut by_week, mut by_day) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let (mut counts, mut total, mut sheets) = ((0, 0, 0), Decimal::ZERO, 0);
    let name = books.names.find(&id("vol"));
    let count = |it: i64| Json::Number(it.to_string());
    for (manager, week, lane) in books.standing() {
        let facts = &lane.facts;
        let actual = name.and_then(|it| facts.figure(it)?.actual);
        let shown = actual.map_or(Json::Null, Json::from);
        vol.entry(books.names.text(manager).to_owned()).or_insert_with(BTreeMap::new).insert(week.to_string(), shown);
        total = total + actual.unwrap_or(Decimal::ZERO);
        let (planned, done, kept) = facts.visit_counts();
        counts = (counts.0 + planned, counts.1 + done, counts.2 + kept);
        facts.ticks().for_each(|it| *ticks.entry(books.names.text(it.item).to_owned()).or_insert(0) += 1);
        for it in facts.problems().filter(|it| it.is_principal) {
            let into = if it.place == Place::Review { &mut by_week } else { &mut by_day };
            if let Some(cause) = it.cause {
                *into.entry(books.names.text(cause).to_owned()).or_insert(0) += 1;
            }
        }
        sheets += 1;
    }
    let counted = |all: BTreeMap<String, i64>| Json::Object(all.into_iter().map(|it| (it.0, count(it.1))).collect());
    let managers = count(vol.len() as i64);
    Json::object([
        ("sheets", count(sheets)),
        ("managers", managers),
        (
            "visits",
            Json::object([
                ("planned", count(counts.0.into())),
                ("done", count(counts.1.into())),
                ("planned_and_done", count(counts.2.into())),
            ]),
        ),
        ("vol_total", Json::from(total)),
        ("ticks", counted(ticks)),
        ("principal_week", counted(by_week)),
        ("principal_day", counted(by_day)),
        ("vol", Json::Object(vol.into_iter().map(|it| (it.0, Json::Object(it.1))).collect())),
    ])
}

#[test]
fn the_totals_are_those_of_the_maker() {
    let Stock { files, totals: Json::Object(mut expected) } = stock() else { panic!("no totals") };
    expected.remove("missing");
    assert_eq!(totals(&collected(files.iter())).canonical(), Json::Object(expected).canonical());
}

/// All of a collection that can matter, whatever the numbers of its names.
fn said(books: &Books) -> String {
    let mut all: Vec<String> = Vec::new();
    let name = |it| books.names.text(it);
    for (manager, week, entry) in books.entries() {
        all.push(format!("{} {week} {}", name(manager), entry.is_corrected()));
        for it in entry.versions() {
            all.push(format!("{} {week} {} {:?} {}", name(manager), it.digest, it.created, name(it.device)));
        }
        for lane in entry.lanes() {
            let person = (lane.person.name.map(|it| books.labels.text(it)), books.labels.text(lane.person.area));
            all.push(format!("{} {week} {} {person:?} {}", name(manager), name(lane.device), lane.digest));
            for it in lane.facts.figures() {
                let (target, actual) = (it.target, it.actual);
                all.push(format!("{} {week} {} {target:?} {actual:?} {:?}", name(manager), name(it.indicator), it.first));
            }
            let visits = lane.facts.visits().map(|it| format!("{}{}{:?}", name(it.customer), it.day, it.outcome));
            all.push(format!("{} {week} {}", name(manager), visits.collect::<Vec<_>>().join(" ")));
        }
        all.push(format!("{:?}", entry.standing().map(|it| matches!(it, Standing::Contested))));
    }
    for (manager, person) in books.people() {
        all.push(format!("{} {}", name(manager), books.labels.text(person.unit)));
    }
    for (manager, code, it) in books.customers() {
        let market = it.market.map(|it| books.labels.text(it));
        all.push(format!("{} {} {:?} {:?} {market:?}", name(manager), name(code), it.tier, it.visit_cycle));
    }
    all.sort();
    all.join("\n")
}

#[test]
fn reports_are_read_as_a_device_reads_them() {
    let mut memory = Memory::default();
    stock().files.iter().for_each(|it| check_read(&it.name, &it.bytes, &mut memory));
}

#[track_caller]
pub fn check_read(name: &str, bytes: &[u8], memory: &mut Memory) {
    let (ours, theirs) = (collect((bytes, None), templates(), (memory, print), |_| false), read(name, bytes, template()));
    let (ours, theirs) = match (ours, theirs) {
        (Err(ours), Err(theirs)) => return assert_eq!(ours, theirs, "{name}"),
        (Ok(Found::Report(ours)), Ok(theirs)) => (ours, theirs),
        (ours, theirs) => panic!("{name}: {ours:?} and {theirs:?}"),
    };
    assert_eq!((&ours.refused, &ours.warnings), (&theirs.refused, &theirs.warnings), "{name}");
    let with = With { template: Some(template()), apart: &[], months: &[], works: &|_| true };
    let mut names = Names::default();
    let mut count = |sheet: &Sheet, week, prints: &[u64]| Facts::of((sheet, prints), week, &with, &mut names);
    let pages: Vec<Facts> = ours.sheets.iter().map(|it| count(&it.sheet, it.week, &[])).collect();
    let whole = |it: &Part<SheetPath>| {
        if let Doc::Sheet(_, week) = it.doc { (Sheet::of(&it.document), week) } else { panic!("no sheet") }
    };
    let whole: Vec<_> = theirs.bundle.sheets.iter().map(whole).collect();
    let sheets: Vec<Facts> = whole.iter().map(|it| count(&it.0, it.1, &[])).collect();
    assert_eq!(pages, sheets, "{name}");
    for (page, (sheet, week)) in ours.sheets.iter().zip(&whole) {
        let mut found: Vec<u64> = count(&page.sheet, *week, &page.prints).texts().collect();
        found.sort_unstable();
        assert_eq!(found, prints(sheet), "{name}");
    }
    let goals = |it: &Part<MonthPath>| Plan::of(&it.document).goals;
    let planned: Vec<_> = theirs.bundle.months.iter().map(goals).collect();
    assert_eq!(ours.months.into_iter().map(|it| it.1.goals).collect::<Vec<_>>(), planned, "{name}");
    use RosterPath as P;
    let is_class =
        |it: &P| matches!(it, P::Format(_) | P::Market(_) | P::Size(_) | P::Status(_) | P::Tier(_) | P::VisitCycle(_));
    let theirs = theirs.bundle.rosters.iter().flat_map(|it| it.document.live()).filter(|it| is_class(it.0));
    let ours = ours.roster.unwrap_or_default();
    assert!(
        ours.iter().map(|it| (&it.0, &it.1)).collect::<BTreeMap<_, _>>().into_iter().eq(theirs.collect::<BTreeMap<_, _>>()),
        "{name}"
    );
}

/// The prints of all that somebody writes of his own work, in their order.
fn prints(sheet: &Sheet) -> Vec<u64> {
    let mut all: Vec<&Option<String>> = sheet.goals.values().map(|it| &it.note).collect();
    for it in sheet.tasks.values() {
        all.extend([&it.method, &it.result]);
    }
    for day in sheet.days.values() {
        all.push(&day.summary);
        for it in day.visits.values() {
            all.extend([&it.note, &it.promise]);
        }
        all.extend(day.adhoc.values().map(|it| &it.text));
        for it in day.problems.values() {
            all.extend([&it.text, &it.measure]);
        }
    }
    all.extend(sheet.messages.values().map(|it| &it.text));
    all.push(&sheet.review.work);
    for it in sheet.review.problems.values() {
        all.extend([&it.text, &it.analysis, &it.measure]);
    }
    let mut prints: Vec<u64> = all.into_iter().flatten().filter_map(|it| print(it)).collect();
    prints.sort_unstable();
    prints
}

#[test]
fn what_nobody_counts_still_says_that_something_is_there() {
    let mut memory = Memory::default();
    for said in [
        r#"{"point":"看陈列"}"#,
        r#"{"due":"2026-08-01"}"#,
        r#"{"planned":false,"point":"看陈列"}"#,
        r#"{"due":"2026-08-01","outcome":null,"planned":false}"#,
        r#"{"planned":false}"#,
        r#"{"point":null}"#,
        r#"{"point":"一\n二"}"#,
        r#"{"point":7}"#,
        r#"{"due":"2026-08-32"}"#,
    ] {
        let bytes = changed(|file| {
            let Some(Json::Object(days)) = sheet_of(file).get_mut("days") else { panic!("no days") };
            days.values_mut()
                .for_each(|day| *day = Json::object([("visits", Json::object([("1", Json::parse(said).unwrap())]))]));
        });
        check_read(said, &bytes, &mut memory);
    }
    for said in
        [r#"{"means":"phone"}"#, r#"{"at":"2026-07-27T14:00:00+08:00"}"#, r#"{"customers":{"1":false}}"#, r#"{"means":"x"}"#]
    {
        let message = Json::object([("m1", Json::parse(said).unwrap())]);
        check_read(said, &changed(|file| _ = sheet_of(file).insert("messages".to_owned(), message.clone())), &mut memory);
    }
}

/// A report of the stock, its members changed, sealed anew.
pub fn changed(change: impl Fn(&mut Members)) -> Vec<u8> {
    let first = stock().files.into_iter().find(|it| it.class == "good").unwrap();
    let Ok(Json::Object(mut file)) = Json::parse(std::str::from_utf8(&first.bytes).unwrap()) else { panic!("no file") };
    file.remove("digest");
    change(&mut file);
    digest::seal(&file).into_bytes()
}

pub fn sheet_of(file: &mut Members) -> &mut Members {
    let Some(Json::List(sheets)) = file.get_mut("sheets") else { panic!("no sheets") };
    let Json::Object(sheet) = &mut sheets[0] else { panic!("no sheet") };
    sheet
}

pub fn put(file: &mut Members, name: &str, text: &str) {
    file.insert(name.to_owned(), Json::text(text));
}

/// The first report, written again: when, on which device, at which stamp, by whom, and with which main work.
pub fn version(created: &str, device: &str, rev: &str, name: &str, work: &str) -> Vec<u8> {
    changed(|file| {
        put(file, "created", created);
        put(file, "device", device);
        let from = Json::object([("id", file["from"].get("id").unwrap().clone()), ("name", Json::text(name))]);
        file.insert("from".to_owned(), from);
        let sheet = sheet_of(file);
        if !rev.is_empty() {
            put(sheet, "rev", rev);
        }
        sheet.insert("review".to_owned(), Json::object([("work", Json::text(work))]));
    })
}

/// What stands of these versions in any order: the created of the one that counts, or that nobody knows; and the results in the
/// order given.
#[track_caller]
fn check_standing(versions: &[Vec<u8>], stands: Option<&str>, words: &[&str]) {
    let calendar = calendar();
    let collected = |order: &mut dyn Iterator<Item = &Vec<u8>>| {
        let mut books = Books::default();
        let words: Vec<_> = order.map(|it| stock::collect(&mut books, it, &calendar).0).collect();
        (books, words)
    };
    let (books, found) = collected(&mut versions.iter());
    assert_eq!(found, words);
    let (backwards, _) = collected(&mut versions.iter().rev());
    assert_eq!(said(&books), said(&backwards));
    let (_, _, entry) = books.entries().next().unwrap();
    let shown = match entry.standing().unwrap() {
        Standing::One(it) => Some(it.created.shown().to_string()),
        Standing::Contested => None,
    };
    assert_eq!((shown.as_deref(), entry.versions().len()), (stands, versions.len()));
}

#[test]
fn of_one_device_the_latest_counts_and_of_two_people_nobody_knows() {
    let (early, late) = ("2026-08-14T17:00:00+08:00", "2026-08-15T09:00:00+08:00");
    let (early_shown, late_shown) = (Some("2026-08-14 17:00:00"), Some("2026-08-15 09:00:00"));
    let of = version;
    // Without stamps the later clock, in whatever zone it is read.
    check_standing(&[of(early, "d1", "", "张三", "一"), of(late, "d1", "", "张三", "二")], late_shown, &["merged", "updated"]);
    check_standing(
        &[of(late, "d1", "", "张三", "二"), of(early, "d1", "", "张三", "一")],
        late_shown,
        &["merged", "unchanged"],
    );
    check_standing(
        &[of(early, "d1", "", "张三", "一"), of(late, "d1", "", "张三", "一")],
        late_shown,
        &["merged", "unchanged"],
    );
    // A clock that cannot be right goes before all that can.
    let wrong_first = [of("2036-08-14T17:00:00+08:00", "d1", "", "张三", "一"), of(late, "d1", "", "张三", "二")];
    check_standing(&wrong_first, late_shown, &["merged", "updated"]);
    // The stamp goes before the clock, which may be wrong.
    let stamped = [of(early, "d1", "20.d1.t", "张三", "二"), of(late, "d1", "9.d1.t", "张三", "一")];
    check_standing(&stamped, early_shown, &["merged", "unchanged"]);
    // Two devices of one person are one person; a name that is not said is nobody else's.
    let two_devices = [of(early, "d1", "5.d1.t", "张三", "一"), of(late, "d2", "7.d2.t", "", "二")];
    check_standing(&two_devices, late_shown, &["merged", "updated"]);
    let older_elsewhere = [of(late, "d1", "9.d1.t", "张三", "一"), of(early, "d2", "5.d2.t", "张三", "二")];
    check_standing(&older_elsewhere, late_shown, &["merged", "unchanged"]);
    let two_people = [of(early, "d1", "", "张三", "一"), of(late, "d2", "", "李四", "二")];
    check_standing(&two_people, None, &["merged", "contested"]);
    // Who changes his name on his device stays who he is.
    check_standing(&[of(early, "d1", "", "张三", "一"), of(late, "d1", "", "李四", "二")], late_shown, &["merged", "updated"]);
}

#[test]
fn what_is_no_report_is_not_collected() {
    let (mut books, calendar) = (Books::default(), calendar());
    for kind in [BundleKind::Backup, BundleKind::Setup, BundleKind::Reply] {
        let bytes = changed(|file| put(file, "kind", kind.word()));
        let (_, why) = stock::collect(&mut books, &bytes, &calendar);
        assert_eq!(why, Some(NotTaken::NotAReport(kind)));
    }
    assert_eq!((books.files(), books.entries().count()), (0, 0));
}

#[test]
fn any_order_of_collecting_comes_to_the_same() {
    let files = stock().files;
    let some: Vec<&Sample> = files.iter().take(60).collect();
    let expected = said(&collected(some.iter().copied()));
    let order = Just((0..some.len()).collect::<Vec<usize>>()).prop_shuffle();
    let config = ProptestConfig { cases: 12, ..ProptestConfig::default() };
    proptest!(config, |(order in order, twice in 0..some.len())| {
        let again = std::iter::once(twice).chain(order).map(|it| some[it]);
        prop_assert_eq!(&said(&collected(again)), &expected);
    });
}

#[test]
fn what_is_packed_is_what_was_taken() {
    let (mut books, calendar, mut taken) = (Books::default(), calendar(), Vec::new());
    for it in &stock().files {
        if let Ok(Reading::Taken(it, _)) = books.read(&it.bytes, (templates(), &calendar)) {
            taken.push(*it);
        }
    }
    let bytes = packed(&taken, (&books.names, &books.labels));
    let sheets: usize = taken.iter().map(|it| it.sheets.len()).sum();
    println!("office: {sheets} sheets packed into {} bytes", bytes.len());
    let (mut names, mut labels) = (books.names.clone(), books.labels.clone());
    assert_eq!(unpacked(&bytes, &mut names, &mut labels).as_ref(), Some(&taken));
    let mut anew = Books::default();
    for it in unpacked(&bytes, &mut anew.names, &mut anew.labels).unwrap() {
        anew.put(it);
    }
    taken.into_iter().for_each(|it| _ = books.put(it));
    assert_eq!(said(&anew), said(&books));
    for cut in (0..bytes.len()).step_by(97) {
        assert_eq!(unpacked(&bytes[..cut], &mut names, &mut labels), None, "cut at {cut}");
    }
}

#[test]
fn what_belongs_to_another_month_is_refused_as_on_a_device() {
    let mut memory = Memory::default();
    for (week, is_refused) in [("2026-W33", false), ("2027-W01", true)] {
        let bytes = changed(|file| {
            let Some(Json::List(months)) = file.get_mut("months") else { panic!("no months") };
            months.truncate(1);
            let Json::Object(month) = &mut months[0] else { panic!("no month") };
            put(month, "month", "2026-08");
            let slices = Json::object([(week, Json::Number("7".to_owned()))]);
            let goal = Json::object([("target", Json::Number("30".to_owned())), ("slices", slices)]);
            month.insert("goals".to_owned(), Json::object([("vol", goal)]));
        });
        check_read(week, &bytes, &mut memory);
        let Ok(Found::Report(it)) = collect((&bytes, None), templates(), (&mut memory, print), |_| false) else {
            panic!("{week}")
        };
        assert_eq!(!it.refused.is_empty(), is_refused, "{week}: {:?}", it.refused);
    }
}
