//! What head office decided and wrote, on its way to another office machine: it joins what is there and writes over nothing, and a
//! file can hold anything.

use onesheet::domain::id::Id;
use onesheet::domain::json::Json;
use onesheet::domain::reply::Status;
use onesheet::domain::week::Week;
use onesheet::office::decisions::{Decisions, NotRead, is_one, read, written};
use onesheet::office::notes::{Notes, goal_key};
use onesheet::office::reading::Mark;
use onesheet::office::replies::{Comment, Reply};
use onesheet::office::staff::Member;
use onesheet::office::taken::Digest;
use onesheet::words::Lang;
use onesheet::words::decisions::joined;
use proptest::prelude::*;

use super::super::devices::{id, template};

type Key = (Id, Week);

fn key(manager: &str, week: &str) -> Key {
    (id(manager), week.parse().unwrap())
}

fn digest(at: &str) -> Digest {
    Digest::parse(&format!("sha256:{}", at.repeat(64))).unwrap()
}

fn mark(at: &str) -> Mark {
    Mark { digest: digest(at), content: 7 }
}

fn member(name: &str, area: &str) -> Member {
    Member { name: name.to_owned(), area: area.to_owned(), from: "2026-W30".parse().ok(), ..Member::default() }
}

fn comment(id: &str, text: &str) -> Comment {
    Comment {
        id: id.parse().unwrap(),
        path: "review/work".to_owned(),
        text: text.to_owned(),
        at: "2026-11-30T09:40:00+08:00".to_owned(),
    }
}

fn reply(status: Option<Status>, comments: &[(&str, &str)], answers: &[(&str, &str)]) -> Reply {
    Reply {
        digest: digest("0").to_string(),
        status,
        comments: comments.iter().map(|it| comment(it.0, it.1)).collect(),
        answers: answers.iter().map(|it| (id(it.0), it.1.to_owned())).collect(),
        at: "2026-11-30T10:05:00+08:00".to_owned(),
        is_sent: false,
    }
}

/// One of everything, in week 48, and one choice a week before.
fn notes() -> Notes {
    let mut notes = Notes::default();
    let at = key("ZZ0001", "2026-W48");
    notes.choices = [(at.clone(), "张三".to_owned()), (key("ZZ0002", "2026-W47"), "李四".to_owned())].into();
    notes.marks.insert(at.clone(), mark("1"));
    notes.replies.insert(at, reply(Some(Status::Correct), &[("c1", "还差哪两户？"), ("c2", " ")], &[("m01", "已报公司")]));
    notes.staff = [(id("ZZ0001"), member("张三", "一区")), (id("ZZ0009"), member("周末", "七区"))].into();
    notes.goals.insert(("2026-12".parse().unwrap(), id("ZZ0001"), id("vol")), "17".to_owned());
    notes.days.0 = "2026-12-05".to_owned();
    notes
}

fn of_week(it: Week) -> bool {
    it == "2026-W48".parse().unwrap()
}

fn travelled(notes: &Notes) -> Decisions {
    read(&written(notes, |_| true).unwrap(), template()).unwrap()
}

#[test]
fn what_was_decided_of_a_period_comes_to_another_machine_whole() {
    let bytes = written(&notes(), of_week).unwrap();
    assert!(is_one(&bytes) && is_one(b"\xef\xbb\xbf{\n  \"format\": \"onesheet.office\"") && !is_one(b"{\"app\":1"));
    let read = read(&bytes, template()).unwrap();
    let mut expected = notes();
    expected.choices.pop_last();
    // What is still being put together stays: it leaves as a setup.
    (expected.goals, expected.days) = Default::default();
    // And so does a comment that says nothing yet, where it joins.
    let sent = expected.clone();
    expected.replies.values_mut().for_each(|it| it.comments.truncate(1));
    assert_eq!(read, Decisions { notes: sent, unread: 0 });
    let mut there = Notes::default();
    let found = there.join(read.notes.clone());
    assert_eq!((&there, found.rows.len()), (&expected, 5));
    // As the other machine keeps it.
    let rows = found.rows.into_iter().map(|(key, json)| (key, json.canonical().into_bytes()));
    assert_eq!(Notes::of(rows), expected);
    let again = there.join(read.notes);
    assert_eq!((there, again.is_any(), joined(Lang::Zh, &again, 0)), (expected, false, Vec::new()));
    assert_eq!(written(&Notes::default(), |_| true), None, "where nothing was decided an archive is as it was before");
}

#[test]
fn what_stands_here_is_never_written_over() {
    let (mut here, at) = (Notes::default(), key("ZZ0001", "2026-W48"));
    here.choices.insert(at.clone(), "王五".to_owned());
    here.marks.insert(at.clone(), mark("2"));
    here.staff.insert(id("ZZ0001"), member("张三", "二区"));
    let found = here.join(travelled(&notes()).notes);
    assert_eq!(
        (here.choices[&at].as_str(), here.marks[&at], here.staff[&id("ZZ0001")].area.as_str()),
        ("王五", mark("2"), "二区")
    );
    assert_eq!((found.choices.0, found.staff.0, found.marks, found.replies.0), (vec![key("ZZ0002", "2026-W47")], 1, (0, 1), 1));
    let mut again = here.clone();
    let found = again.join(travelled(&notes()).notes);
    assert_eq!(again, here);
    let said = joined(Lang::Zh, &found, 2);
    assert_eq!(
        said,
        [
            "两边不一样，按这里的（这一周算谁的）：ZZ0001 2026-W48（这里“王五”，那边“张三”）。",
            "两边不一样，按这里的（名单上的人）：ZZ0001（这里“张三 二区 2026-W30—”，那边“张三 一区 2026-W30—”）。",
            "有 1 张两边读过的版本不同，按这里的。",
            "有 2 条读不懂，没有收。"
        ]
    );
    assert_eq!(joined(Lang::En, &found, 2).len(), said.len());
}

#[track_caller]
fn check_reply(here: &Reply, there: &Reply, expected: &Reply, differs: bool) {
    let mut it = here.clone();
    assert_eq!((it.join(there.clone()), &it), (differs, expected));
    // Once more it is the same.
    assert_eq!((it.join(there.clone()), &it), (differs, expected));
}

#[test]
fn replies_of_two_machines_become_one() {
    let here = reply(None, &[("c1", "一"), ("c2", "")], &[("m01", "")]);
    let there = Reply {
        at: "2026-11-30T11:00:00+08:00".to_owned(),
        ..reply(Some(Status::Accepted), &[("c2", "二"), ("c3", "三")], &[("m01", "好")])
    };
    let both = reply(Some(Status::Accepted), &[("c1", "一"), ("c2", "二"), ("c3", "三")], &[("m01", "好")]);
    let both = Reply { at: there.at.clone(), ..both };
    check_reply(&here, &there, &both, false);
    // All of it was sent where both were, and the same where either was.
    let sent = |it: &Reply| Reply { is_sent: true, ..it.clone() };
    check_reply(&sent(&here), &sent(&there), &sent(&both), false);
    check_reply(&sent(&here), &there, &both, false);
    check_reply(&both, &sent(&both), &sent(&both), false);
    check_reply(&Reply::default(), &sent(&there), &sent(&there), false);
    // What is said otherwise here stands.
    let other = reply(Some(Status::Correct), &[("c2", "贰")], &[("m01", "不好")]);
    check_reply(&both, &other, &both, true);
    // A word on another version is another word; where there is none here, it is the word on that version.
    let later = Reply { digest: digest("1").to_string(), ..reply(Some(Status::Accepted), &[], &[]) };
    check_reply(&both, &later, &both, true);
    let mut turned = both.clone();
    (turned.status, turned.digest) = (None, digest("0").to_string());
    check_reply(
        &turned,
        &later,
        &Reply { status: Some(Status::Accepted), digest: later.digest.clone(), ..turned.clone() },
        false,
    );
}

/// A file of these rows.
fn file(rows: &str) -> Vec<u8> {
    format!(r#"{{"format":"onesheet.office","rows":{rows},"version":1}}"#).into_bytes()
}

#[test]
fn what_is_none_of_ours_is_left_out_and_counted() {
    let read = |it: &[u8]| read(it, template());
    for (bytes, why) in [
        (&b""[..], NotRead::Broken),
        (b"\xff\xfe", NotRead::Broken),
        (b"{\"format\":\"onesheet.office\"", NotRead::Broken),
        (b"{\"format\":\"onesheet.office\",\"rows\":{}}", NotRead::Broken),
        (b"{\"format\":\"onesheet.office\",\"rows\":[],\"version\":1}", NotRead::Broken),
        (b"{\"format\":\"onesheet.office\",\"rows\":{},\"version\":0}", NotRead::Broken),
        (b"{\"format\":\"onesheet.office\",\"version\":2}", NotRead::Newer(2)),
    ] {
        assert_eq!(read(bytes), Err(why), "{:?}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(read(&file(&format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000)))), Err(NotRead::Broken));
    let long = format!("\"{}\"", "长".repeat(501));
    let goal = goal_key(&("2026-12".parse().unwrap(), id("ZZ0001"), id("vol")));
    let with = |change: &dyn Fn(&mut Reply)| {
        let mut it = reply(Some(Status::Correct), &[("c1", "一")], &[]);
        change(&mut it);
        it.to_json().canonical()
    };
    let reply_key = "reply/ZZ0001/2026-W48";
    for (key, json) in [
        ("choice/ZZ0001/2026-W48", "\"\"".to_owned()),
        ("choice/ZZ0001/2026-W48", long.clone()),
        ("choice/ZZ0001/2026-W99", "\"张三\"".to_owned()),
        ("choice/Z Z/2026-W48", "\"张三\"".to_owned()),
        ("choice/ZZ0001", "\"张三\"".to_owned()),
        ("read/ZZ0001/2026-W48", "{}".to_owned()),
        ("staff/ZZ0001", "\"张三\"".to_owned()),
        ("staff/ZZ0001", r#"{"area":"","from":"2026-W99","name":"","to":null,"unit":""}"#.to_owned()),
        (reply_key, "{}".to_owned()),
        (reply_key, with(&|it| it.digest = "sha256:0".to_owned())),
        (reply_key, with(&|it| it.at = "gestern".to_owned())),
        (reply_key, with(&|it| it.comments[0].at = "gestern".to_owned())),
        (reply_key, with(&|it| it.comments[0].text = long.clone())),
        (reply_key, with(&|_| ()).replace("correct", "wrong")),
        // What is not decided of a sheet does not come this way, whoever wrote it in.
        (&goal, "\"176\"".to_owned()),
        ("setup/days", r#"["2026-12-05",""]"#.to_owned()),
        ("log/1", "{}".to_owned()),
        ("", "null".to_owned()),
    ] {
        let bytes = file(&format!("{{{}:{json}}}", Json::text(key).canonical()));
        assert_eq!(read(&bytes), Ok(Decisions { notes: Notes::default(), unread: 1 }), "{key} {json}");
    }
    // Texts come in as out of any other file.
    let hidden = file("{\"choice/ZZ0001/2026-W48\":\"张\u{202e}三\"}");
    assert_eq!(read(&hidden).unwrap().notes.choices[&key("ZZ0001", "2026-W48")], "张三");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_hurt_file_is_read_or_refused(hurts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4), cut: prop::sample::Index) {
        let mut bytes = written(&notes(), |_| true).unwrap();
        for (at, it) in hurts {
            let at = at.index(bytes.len());
            bytes[at] = it;
        }
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            if let Ok(it) = read(bytes, template()) {
                let mut here = notes();
                let found = here.join(it.notes);
                prop_assert_eq!(&here.choices[&key("ZZ0001", "2026-W48")], "张三");
                prop_assert_eq!(joined(Lang::Zh, &found, it.unread).len(), joined(Lang::En, &found, it.unread).len());
            }
        }
    }
}
