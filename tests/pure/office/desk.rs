//! The head's desk: whose a contested week is, in which order sheets are read and what is new in one, what is written at it, goals
//! pasted from elsewhere, and deleting a period.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use onesheet::bundle::format::{Bundle, BundleKind, Sender};
use onesheet::bundle::gzip;
use onesheet::bundle::read::read;
use onesheet::bundle::write::from_office;
use onesheet::domain::calendar::Calendar;
use onesheet::domain::decimal::Decimal;
use onesheet::domain::fold::Document;
use onesheet::domain::id::Id;
use onesheet::domain::path::{Path, SheetPath};
use onesheet::domain::reply::Status;
use onesheet::domain::sheet::Sheet;
use onesheet::domain::value::Value;
use onesheet::domain::week::{Week, parse_date};
use onesheet::office::archive::{Archive, Packing, packed as archived};
use onesheet::office::books::{Books, Standing};
use onesheet::office::deleting::{Deleted, without};
use onesheet::office::notes::{Notes, choice_key, goal_key, read_key};
use onesheet::office::pack::{packed, unpacked};
use onesheet::office::reading::{Line, Mark, Marks, Only, Section, Since, lines, queue, since, turn};
use onesheet::office::replies::{Comment, Reply};
use onesheet::office::scope::{Scope, Wish};
use onesheet::office::taken::{Digest, Reading};
use onesheet::words::Lang;
use proptest::prelude::*;

use super::super::devices::{id, template, templates};
use super::collecting::version;
use super::stock::{calendar, collect, collected, stock};

fn week(text: &str) -> Week {
    text.parse().unwrap()
}

/// Two people under one id, and one of them again.
fn contested() -> [Vec<u8>; 3] {
    [
        version("2026-08-14T17:00:00+08:00", "d1", "5.d1.t", "张三", "一"),
        version("2026-08-15T09:00:00+08:00", "d2", "7.d2.t", "李四", "二"),
        version("2026-08-16T09:00:00+08:00", "d1", "9.d1.t", "张三", "三"),
    ]
}

fn stands(books: &Books) -> Option<String> {
    let (_, _, entry) = books.entries().next().unwrap();
    match entry.standing() {
        Some(Standing::One(lane)) => Some(books.labels.text(lane.person.name.unwrap()).to_owned()),
        _ => None,
    }
}

#[test]
fn a_contested_week_is_whose_head_office_says_in_any_order() {
    let files = contested();
    proptest!(ProptestConfig::with_cases(24), |(order in Just(vec![0, 1, 2, 3]).prop_shuffle(), who in 0..2_usize)| {
        let (mut books, calendar) = (Books::default(), calendar());
        let names = ["张三", "李四"];
        // The choice may be known before the files, as it is when the office is opened.
        let manager = id("ZZ0001");
        for at in order {
            if at == 3 {
                let (name, label) = (books.names.put(&manager), books.labels.put(&names[who].into()));
                let sheet_week = week_of_first();
                books.choose(name, sheet_week, Some(label));
            } else {
                collect(&mut books, &files[at], &calendar);
            }
        }
        prop_assert_eq!(stands(&books), Some(names[who].to_owned()));
        let (name, at, entry) = books.entries().next().unwrap();
        prop_assert_eq!(entry.people().len(), 2);
        books.choose(name, at, None);
        prop_assert_eq!(stands(&books), None);
    });
}

fn week_of_first() -> Week {
    let (mut books, calendar) = (Books::default(), calendar());
    collect(&mut books, &contested()[0], &calendar);
    let (manager, week, _) = books.entries().next().unwrap();
    assert_eq!(books.names.text(manager), "ZZ0001");
    week
}

#[test]
fn a_choice_of_somebody_who_did_not_hand_in_leaves_it_open() {
    let (mut books, calendar) = (Books::default(), calendar());
    contested().iter().for_each(|it| _ = collect(&mut books, it, &calendar));
    let (manager, week, _) = books.entries().next().unwrap();
    let other = books.labels.put(&"王五".into());
    books.choose(manager, week, Some(other));
    assert_eq!((stands(&books), books.entry(manager, week).unwrap().chosen()), (None, None));
}

fn scope<'a>(books: &'a Books, calendar: &'a Calendar, wish: &'a Wish) -> Scope<'a> {
    Scope::new(Lang::Zh, books, (template(), calendar), (parse_date("2026-10-30").unwrap(), wish))
}

#[test]
fn sheets_come_latest_week_first_and_only_those_that_are_wanted() {
    let (books, calendar) = (collected(stock().files.iter()), calendar());
    let wish = Wish { from: Some(week("2026-W30")), to: Some(week("2026-W38")), ..Wish::default() };
    let scope = scope(&books, &calendar, &wish);
    let mut marks = Marks::new();
    let all = queue(&scope, &marks, Only::All);
    assert_eq!(all.len(), books.entries().count());
    assert!(all.windows(2).all(|it| it[0].1 > it[1].1 || (it[0].1 == it[1].1 && it[0].0 < it[1].0)));
    assert_eq!((queue(&scope, &marks, Only::Unread), queue(&scope, &marks, Only::Changed)), (all.clone(), Vec::new()));
    // From one to the next through all of them, and back.
    let mut seen = vec![all[0].clone()];
    while let Some(next) = turn(&all, seen.last().unwrap()).next {
        seen.push(next);
    }
    assert_eq!(seen, all);
    let last = turn(&all, &all[all.len() - 1]);
    assert_eq!((last.at, last.of, last.previous.as_ref()), (Some(all.len()), all.len(), all.get(all.len() - 2)));
    // The first is read, the second was read as it was before.
    let latest = |key: &(Id, Week)| books.entry(books.names.find(&key.0).unwrap(), key.1).unwrap().shown().unwrap();
    marks.insert(all[0].clone(), Mark::of(latest(&all[0])));
    marks.insert(all[1].clone(), Mark { content: 1, ..Mark::of(latest(&all[1])) });
    assert_eq!(since(marks.get(&all[0]), latest(&all[0])), Since::Read);
    assert_eq!(queue(&scope, &marks, Only::Unread), all[1..]);
    assert_eq!(queue(&scope, &marks, Only::Changed), all[1..2]);
    // Read and gone from the list, one goes on from where one was.
    let unread = queue(&scope, &marks, Only::Unread);
    let from_gone = turn(&unread, &all[0]);
    assert_eq!((from_gone.at, from_gone.previous, from_gone.next), (None, None, Some(all[1].clone())));
}

fn document(all: &[(&str, &str)]) -> Document<SheetPath> {
    let mut document = Document::default();
    let value = |it: &&str| match *it {
        "true" => Value::Flag(true),
        it => it.parse::<i64>().map_or_else(|_| Value::Text(it.to_owned()), |it| Value::Number(Decimal::from(it))),
    };
    document.fill_all(all.iter().map(|(path, it)| (SheetPath::parse(path).unwrap(), value(it))));
    document
}

#[test]
fn a_sheet_is_read_by_its_days_and_says_what_it_said_before() {
    let before = document(&[
        ("goals/vol/target", "30"),
        ("days/2026-11-23/visits/A1/planned", "true"),
        ("days/2026-11-23/visits/A1/note", "补货"),
        ("review/work", "铺货"),
    ]);
    let now = document(&[
        ("review/work", "铺货"),
        ("goals/vol/target", "35"),
        ("days/2026-11-24/summary", "访二十户"),
        ("days/2026-11-23/visits/A1/planned", "true"),
        ("tasks/svc-05/ticked", "true"),
        ("comments/c1/text", "不在其中"),
    ]);
    let all = lines(&now, Some(&before));
    let said: Vec<String> = all.iter().map(|it| format!("{} {}", it.record, it.is_changed())).collect();
    assert_eq!(
        said,
        ["goals/vol true", "tasks/svc-05 true", "days/2026-11-23/visits/A1 true", "days/2026-11-24 true", "review/work false",]
    );
    let visit = &all[2];
    assert!(matches!(visit.section, Section::Day(_)));
    assert_eq!((visit.fields.len(), visit.fields[0].before.is_some()), (2, false));
    assert_eq!(
        (visit.fields[1].now.clone(), visit.fields[1].before.clone()),
        (None, Some(Some(Value::Text("补货".to_owned()))))
    );
    assert_eq!(visit.main().to_string(), "days/2026-11-23/visits/A1/note", "what changed is what one speaks of");
    assert!(lines(&now, None).iter().all(|it| !it.is_changed()));
    assert!(!lines(&now, Some(&now)).iter().any(Line::is_changed));
}

fn written() -> Reply {
    let comment = |id: &str, path: &str, text: &str| Comment {
        id: id.parse().unwrap(),
        path: path.to_owned(),
        text: text.to_owned(),
        at: "2026-11-30T09:40:00+08:00".to_owned(),
    };
    Reply {
        digest: format!("sha256:{}", "0".repeat(64)),
        status: Some(Status::Correct),
        comments: vec![
            comment("c1", "review/work", "还差哪两户？"),
            comment("c2", "review/work", " "),
            comment("c3", "goals/vol/target", "偏低"),
        ],
        answers: [(id("m01"), "已报公司".to_owned()), (id("m02"), String::new())].into(),
        at: "2026-11-30T10:05:00+08:00".to_owned(),
        is_sent: false,
    }
}

pub fn office_file(kind: BundleKind) -> Bundle {
    let from =
        Sender { role: "head".to_owned(), id: id("HQ01"), name: "李四".to_owned(), area: String::new(), unit: String::new() };
    let template = (template().id.clone(), template().version);
    Bundle::new(
        kind,
        "0199d170-0000-7000-8000-000000000001".to_owned(),
        "2026-11-30T10:05:00+08:00".to_owned(),
        from,
        id("hq01"),
        template,
    )
}

#[test]
fn a_word_on_a_version_is_none_on_the_next() {
    let digest = |at: &str| Digest::parse(&format!("sha256:{}", at.repeat(64))).unwrap();
    let mut reply = written();
    assert_eq!((reply.status_of(digest("0")), reply.status_of(digest("1"))), (Some(Status::Correct), None));
    reply.turn_to(digest("0"));
    assert_eq!(reply, written());
    reply.turn_to(digest("1"));
    assert_eq!((reply.status, &*reply.digest), (None, &*digest("1").to_string()));
    assert_eq!(reply.comments, written().comments);
}

#[test]
fn what_is_written_is_kept_and_becomes_the_reply_a_manager_reads() {
    let reply = written();
    assert_eq!(Reply::read(&reply.to_json()), reply);
    assert!(reply.is_waiting() && !Reply { is_sent: true, ..reply.clone() }.is_waiting() && Reply::default().is_empty());
    let mut bundle = office_file(BundleKind::Reply);
    bundle.to = Some(id("ZZ0412"));
    bundle.replies = vec![reply.sent(week("2026-W48"), "李四")];
    let bytes = from_office(&bundle, template());
    let read = read("r", &bytes, template()).unwrap();
    assert!(read.refused.is_empty() && read.warnings.is_empty(), "{:?}", (read.refused, read.warnings));
    let sheet = Sheet::of(&read.replied[0].document);
    let comments: Vec<_> =
        sheet.comments.values().map(|it| (it.path.as_deref().unwrap(), it.text.as_deref().unwrap())).collect();
    assert_eq!(comments, [("review/work", "还差哪两户？"), ("goals/vol/target", "偏低")], "what says nothing stays here");
    let receipt = sheet.receipts.values().next().unwrap();
    assert_eq!(
        (receipt.status, receipt.by.as_deref(), receipt.digest.as_deref()),
        (Some(Status::Correct), Some("李四"), Some(reply.digest.as_str()))
    );
    let answered: Vec<_> = sheet.messages.iter().map(|it| (it.0.as_str(), it.1.answer.as_deref())).collect();
    assert_eq!(answered, [("m01", Some("已报公司"))]);
}

#[test]
fn rows_come_back_and_what_is_none_is_left_out() {
    let key = (id("ZZ0001"), week("2026-W48"));
    let mut notes = Notes::default();
    notes.replies.insert(key.clone(), written());
    notes.days = ("2026-12-05".to_owned(), String::new());
    let goal = ("2026-12".parse().unwrap(), id("ZZ0001"), id("vol"));
    let row = |(key, json): (String, onesheet::domain::json::Json)| (key, json.canonical().into_bytes());
    let text = |key: String, it: &str| (key, onesheet::domain::json::Json::text(it).canonical().into_bytes());
    let rows = [
        row(notes.reply_row(&key)),
        row(notes.days_row()),
        text(choice_key(&key), "张三"),
        text(goal_key(&goal), "176"),
        text(read_key(&key), "no mark"),
        ("read/ZZ0001/never".to_owned(), b"{}".to_vec()),
        ("of a later build".to_owned(), b"7".to_vec()),
        ("log/1".to_owned(), vec![0xff]),
    ];
    let read = Notes::of(rows.into_iter());
    notes.choices.insert(key, "张三".to_owned());
    notes.goals.insert(goal, "176".to_owned());
    assert_eq!(read, notes);
    let line =
        Deleted { at: "a".to_owned(), by: "b".to_owned(), from: "c".to_owned(), to: "d".to_owned(), files: 3, sheets: 4 };
    assert_eq!(Deleted::read(&line.to_json()), Some(line));
}

#[test]
fn deleting_a_period_takes_whole_files_and_leaves_the_rest_as_it_was() {
    let (mut books, calendar, mut taken) = (Books::default(), calendar(), Vec::new());
    for it in &stock().files {
        if let Ok(Reading::Taken(it, _)) = books.read(&it.bytes, (templates(), &calendar)) {
            taken.push((*it).clone());
            books.put(*it);
        }
    }
    let batch = packed(&taken, (&books.names, &books.labels));
    let period = (week("2026-W31"), week("2026-W33"));
    let is_in = |it: &onesheet::office::taken::Taken| it.sheets.iter().all(|it| (period.0..=period.1).contains(&it.week));
    let pruned = without(&batch, period).unwrap();
    let expected: Vec<_> = taken.iter().filter(|it| is_in(it)).collect();
    let weeks: BTreeSet<(Id, Week)> =
        expected.iter().map(|it| (books.names.get(it.manager).unwrap().clone(), it.sheets[0].week)).collect();
    assert!(weeks.len() < expected.len(), "a sheet that came again is one");
    let expected: Vec<_> = expected.iter().map(|it| it.digest).collect();
    assert_eq!((pruned.gone, pruned.spared, pruned.sheets, pruned.left), (expected, Vec::new(), weeks, BTreeSet::new()));
    let mut anew = Books::default();
    for it in unpacked(&pruned.bytes.unwrap(), &mut anew.names, &mut anew.labels).unwrap() {
        anew.put(it);
    }
    let left: Vec<Week> = anew.entries().map(|it| it.1).collect();
    assert!(!left.is_empty() && left.iter().all(|it| *it < period.0 || *it > period.1));
    assert_eq!(left.len(), books.entries().filter(|it| it.1 < period.0 || it.1 > period.1).count());
    // A file that also holds another week stays whole, and is counted.
    let mut wide = taken[0].clone();
    let mut other = wide.sheets[0].clone();
    (wide.sheets[0].week, other.week) = (period.0, period.1.plus(1));
    wide.sheets.push(other);
    let spared = without(&packed(&[wide], (&books.names, &books.labels)), period).unwrap();
    assert_eq!((spared.gone.len(), spared.spared.len(), spared.bytes.is_some()), (0, 1, true));
    assert_eq!((spared.sheets.len(), spared.left.len()), (0, 1));
    let all = without(&batch, (week("2026-W01"), week("2026-W53"))).unwrap();
    assert_eq!((all.bytes, all.gone.len()), (None, taken.len()));
    assert_eq!(without(&batch[..batch.len() - 1], period), None);
}

#[test]
fn an_archive_gives_back_what_was_put_in_and_no_more_than_is_asked_for() {
    let files = [("a.json".to_owned(), b"{}".to_vec()), ("b.gz".to_owned(), vec![7; 5_000])];
    let bytes = archived(files.clone().into_iter()).unwrap();
    assert_eq!(archived(files.clone().into_iter()).as_ref(), Some(&bytes), "the same files make the same archive");
    let mut archive = Archive::open(Cursor::new(&bytes)).unwrap();
    assert_eq!((archive.len(), archive.is_folder(0)), (2, false));
    assert_eq!(archive.file(1, 5_000), (files[1].0.clone(), Some(files[1].1.clone())));
    assert_eq!(archive.file(1, 4_999), (files[1].0.clone(), None));
    // What somebody else packed comes as a packed file of its own.
    let mut packing = Packing::default();
    packing.file("folder/c.json", false).unwrap().write_all(&[b'7'; 5_000]).unwrap();
    let others = packing.done().unwrap();
    let (name, packed) = Archive::open(Cursor::new(&others)).unwrap().file(0, 5_000);
    assert_eq!((name.as_str(), gzip::inflate(&packed.unwrap())), ("c.json", Ok(vec![b'7'; 5_000])));
    let hurt = others.iter().map(|it| if *it == b'7' { b'8' } else { *it }).collect::<Vec<u8>>();
    if let Some(packed) = Archive::open(Cursor::new(&hurt)).and_then(|mut it| it.file(0, 5_000).1) {
        assert_ne!(gzip::inflate(&packed), Ok(vec![b'8'; 5_000]), "its check value");
    }
    for cut in (0..bytes.len()).step_by(11) {
        if let Some(mut it) = Archive::open(Cursor::new(&bytes[..cut])) {
            (0..it.len()).for_each(|at| _ = it.file(at, 10_000));
        }
    }
}
