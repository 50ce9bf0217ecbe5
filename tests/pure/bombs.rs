//! Files as large as they may be, made to cost as much as they can: none takes longer or holds more than a device can spare.
//!
//! With every `test` they are small, so that only what grows faster than the file shows; `cargo xtask bench mutants` runs them in
//! full and asks for seconds and bytes.

use onesheet::bundle::digest;
use onesheet::bundle::limits::{FAULTS_MAX, FILE_MAX};
use onesheet::bundle::stage::stage;
use onesheet::domain::week::Week;

use super::bundle::{BACKUP, REPORT, members};
use super::mutants::{cost_of, is_measured, opened};
use super::staging::{applied, fresh, staged};

/// A list or the inside of an object: as many pieces as there is room for.
fn many(room: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for at in 0.. {
        let next = piece(at);
        if text.len() + next.len() + 1 > room {
            break;
        }
        if at > 0 {
            text.push(',');
        }
        text.push_str(&next);
    }
    text
}

/// The golden file with one member that fills it up to its limit.
fn filled(file: &str, name: &str, room: usize, json: impl FnOnce(usize) -> String) -> Vec<u8> {
    let mut file = members(file);
    file.remove(name);
    let without = digest::seal(&file);
    let member = format!("{{\"{name}\":{},", json(room - without.len() - 100));
    // Sealed by hand: a tree of it would cost what is to be measured.
    without.replacen('{', &member, 1).replacen("\"digest\"", "\"x-digest\"", 1).into_bytes()
}

fn raw(room: usize, shelf: &str, piece: impl Fn(usize) -> String) -> Vec<u8> {
    let shelves = format!("{{\"{shelf}\":[{}]}}", many(room - 200, piece));
    format!("{{\"format\":\"onesheet-raw\",\"version\":1,\"database\":{{\"version\":1,\"shelves\":{shelves}}}}}").into_bytes()
}

type Bombs = Vec<(&'static str, Vec<u8>)>;
type Piece = fn(usize) -> String;

fn list(piece: Piece) -> impl Fn(usize) -> String {
    move |room| format!("[{}]", many(room, piece))
}

fn object(piece: Piece) -> impl Fn(usize) -> String {
    move |room| format!("{{{}}}", many(room, piece))
}

/// One sheet, full of pieces between a head and a tail.
fn sheet(head: &'static str, tail: &'static str, piece: Piece) -> impl Fn(usize) -> String {
    move |room| format!("[{{\"week\":\"2026-W48\",{head}{}{tail}}}]", many(room - 100, piece))
}

/// Many of what is little.
fn crowds(room: usize) -> Bombs {
    vec![
        ("numbers", filled(REPORT, "x-new", room, list(|_| "1".to_owned()))),
        ("texts", filled(REPORT, "x-new", room, list(|_| "\"\"".to_owned()))),
        ("lists", filled(REPORT, "x-new", room, list(|_| "[]".to_owned()))),
        ("members", filled(REPORT, "x-new", room, object(|it| format!("\"{it:x}\":0")))),
        ("months", filled(REPORT, "months", room, list(|_| "{}".to_owned()))),
        ("months of one name", filled(REPORT, "months", room, list(|_| "{\"month\":\"2026-11\"}".to_owned()))),
        ("weeks of one name", filled(BACKUP, "sheets", room, list(|_| "{\"week\":\"2026-W48\"}".to_owned()))),
        ("templates", filled(REPORT, "templates", room, list(|_| "{}".to_owned()))),
        ("replies", filled(BACKUP, "replies", room, list(|it| format!("{{\"a\":{it}}}")))),
        ("edits", filled(BACKUP, "edits", room, list(|_| "[]".to_owned()))),
        ("bad edits", filled(BACKUP, "edits", room, list(|_| "[\"settings\",\"x\",1,\"1.a.b\"]".to_owned()))),
        ("removals", filled(BACKUP, "sheets", room, sheet("\"stamps\":{", "}", |it| format!("\"messages/r{it}\":\"9.a.b\"")))),
        (
            "edits that remove",
            filled(BACKUP, "edits", room, list(|it| format!("[\"sheet/ZZ0412/2026-W48\",\"messages/r{it}\",null,\"9.a.b\"]"))),
        ),
        ("records", filled(REPORT, "sheets", room, sheet("\"messages\":{", "}", |it| format!("\"r{it}\":{{}}")))),
        ("customers", filled(BACKUP, "customers", room, list(|it| format!("{{\"code\":\"c{it}\"}}")))),
        ("calendar", filled(BACKUP, "calendars", room, object(|it| format!("\"2026-11-{it}\":true")))),
        ("devices", filled(BACKUP, "known", room, object(|it| format!("\"d{it}\":7")))),
    ]
}

/// Texts, names and numbers that go on and on.
fn lengths(room: usize) -> Bombs {
    vec![
        ("hidden", filled(REPORT, "x-new", room, |room| format!("\"{}\"", "\u{200b}".repeat(room / 3)))),
        ("hidden text", filled(REPORT, "sheets", room, sheet("\"review\":{\"work\":\"", "\"}", |_| "\u{202e}".repeat(20)))),
        ("marks", filled(REPORT, "sheets", room, sheet("\"review\":{\"work\":\"", "\"}", |_| "e\u{301}\u{316}".repeat(20)))),
        (
            "marks in a row",
            filled(REPORT, "sheets", room, sheet("\"review\":{\"work\":\"e", "\"}", |_| "\u{316}\u{301}".repeat(20))),
        ),
        ("escapes", filled(REPORT, "x-new", room, |room| format!("\"{}\"", "\\u7eb8".repeat(room / 6)))),
        ("a long key", filled(REPORT, "x-new", room, |room| format!("{{\"{}\":1}}", "k".repeat(room - 10)))),
        ("digits", filled(REPORT, "x-new", room, |room| "1".repeat(room))),
    ]
}

/// A week with nothing wrong in it: 30 visits on each of five days, with stamps if asked.
fn full_week(at: usize, has_stamps: bool) -> String {
    let week = "1990-W01".parse::<Week>().unwrap().plus(i64::try_from(at).unwrap());
    let (mut days, mut stamps) = (Vec::new(), Vec::new());
    for date in week.days().take(5) {
        let visits = (1..=30).map(|it| {
            let path = format!("days/{date}/visits/410100{it:02}");
            let fields = [("planned", "true"), ("point", "\"新品上柜\""), ("outcome", "\"done\""), ("note", "\"已上柜2条\"")];
            stamps.extend(fields.map(|(name, _)| format!("\"{path}/{name}\":\"{at}{it}.k7f2q9.t1\"")));
            let fields = fields.map(|(name, value)| format!("\"{name}\":{value}")).join(",");
            format!("\"410100{it:02}\":{{{fields}}}")
        });
        days.push(format!("\"{date}\":{{\"visits\":{{{}}}}}", visits.collect::<Vec<_>>().join(",")));
    }
    let stamps = if has_stamps { format!("\"stamps\":{{{}}},", stamps.join(",")) } else { String::new() };
    format!("{{\"week\":\"{week}\",{stamps}\"days\":{{{}}}}}", days.join(","))
}

/// Many documents, and the file of the rescue page.
fn documents(room: usize) -> Bombs {
    vec![
        ("full weeks", filled(BACKUP, "sheets", room, list(|it| full_week(it, false)))),
        ("full weeks with stamps", filled(BACKUP, "sheets", room, list(|it| full_week(it, true)))),
        (
            "good weeks",
            filled(
                BACKUP,
                "sheets",
                room,
                list(|it| {
                    format!("{{\"week\":\"{:04}-W{:02}\",\"review\":{{\"work\":\"a\"}}}}", 1_900 + it / 52 % 200, it % 52 + 1)
                }),
            ),
        ),
        (
            "good months",
            filled(
                REPORT,
                "months",
                room,
                list(|it| {
                    format!("{{\"month\":\"{:04}-{:02}\",\"summary\":{{\"work\":\"a\"}}}}", 1_900 + it / 12 % 200, it % 12 + 1)
                }),
            ),
        ),
        (
            "other managers",
            filled(
                BACKUP,
                "months",
                room,
                list(|it| format!("{{\"month\":\"2026-11\",\"manager\":\"m{it}\",\"summary\":{{\"work\":\"a\"}}}}")),
            ),
        ),
        ("rows", raw(room, "edits", |it| format!("[\"sheet/ZZ0412/2026-W48|{it}\",\"\"]"))),
        (
            "rows that remove",
            raw(room, "edits", |it| {
                format!(
                    "[\"sheet/ZZ0412/2026-W48|{it}\",\"{{\\\"path\\\":\\\"messages/r{it}\\\",\\\"stamp\\\":\\\"9.a.b\\\",\\\"value\\\":null}}\"]"
                )
            }),
        ),
        (
            "torn lines",
            format!(
                "{{\"format\":\"onesheet-raw\",\"version\":1,\"journal\":[{}]}}",
                many(room - 200, |_| "[\"j/a\",\"\"]".to_owned())
            )
            .into_bytes(),
        ),
        (
            "documents",
            raw(room, "snapshots", |it| format!("[\"month/ZZ0412/{}-{:02}\",\"{{}}\"]", 2000 + it / 12 % 99, it % 12 + 1)),
        ),
    ]
}

#[test]
fn no_file_costs_more_than_a_device_can_spare() {
    let held = applied(&fresh(), &staged(&fresh(), &[("a", BACKUP.as_bytes())]));
    let room = if is_measured() { FILE_MAX } else { FILE_MAX / 32 };
    let mut dear = Vec::new();
    for (name, bytes) in [crowds(room), lengths(room), documents(room)].concat() {
        assert!(bytes.len() <= room && bytes.len() > room / 2, "{name}: {} bytes", bytes.len());
        let ((word, plan), cost) = cost_of(&bytes, || {
            let read = opened(&bytes, &held.manager);
            let word = read
                .as_ref()
                .map_or_else(|it| format!("{it:?}").chars().take(40).collect(), |it| format!("{} refused", it.refused.len()));
            let plan = stage(&held, vec![("炸弹.json".to_owned(), read)]);
            plan.files[0].store.iter().for_each(|it| drop(it.row()));
            (word, plan)
        });
        let refused = plan.files[0].refused.len();
        println!("{name}: {cost}, {word}, {refused} refused");
        assert!(refused <= FAULTS_MAX, "{name}: {refused} refused");
        dear.extend((!cost.is_spared()).then(|| format!("{name}: {cost}")));
    }
    assert!(dear.is_empty(), "{}", dear.join("; "));
}
