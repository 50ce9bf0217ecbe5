//! Files hurt on purpose, out of seeds: in their bytes, and as trees that stay JSON, so that every check behind the parser is
//! reached. For `mutants`.

use onesheet::bundle::digest;
use onesheet::domain::json::Json;

use super::bundle::{BACKUP, REPORT};
use super::seeds::Dice;

/// What the rescue page saves, in small.
pub const RAW: &str = r#"{"format":"onesheet-raw","version":1,"made":"2026-11-27T09:41:05.000Z","database":{"version":1,"shelves":{
"edits":[["sheet/ZZ0412/2026-W48|000000000000041.t1","{\"path\":\"review/work\",\"stamp\":\"41.k7f2q9.t1\",\"value\":\"价签补\"}"],
["settings|000000000000001.t1","{\"path\":\"manager/id\",\"stamp\":\"1.k7f2q9.t1\",\"value\":\"ZZ0412\"}"]],
"snapshots":[["month/ZZ0412/2026-11","{\"goals/vol/target\":[[\"3.k7f2q9.t1\",150],[\"2.m3x8aa.t1\",140]]}"],
["roster/ZZ0412","{\"41010001\":[[\"7.k7f2q9.t1\",null]],\"41010001/tier\":[[null,12]]}"]],
"meta":[["device","k7f2q9"],["counter","44"],["known","{\"m3x8aa\":12}"],["unknown/sheet/ZZ0412/2026-W48","{\"x-later\":1}"]]}},
"journal":[["j/sheet/ZZ0412/2026-W48|000000000000044.t1","0 {}"]],"preferences":[["onesheet/language","zh"]],"faults":[]}"#;

/// What files are hurt.
const WHOLE: [&str; 3] = [REPORT, BACKUP, RAW];

/// Values of every sort: too large, too long, too deep, hidden, reordering, of another document, of no document.
const JUNK: [&str; 44] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "-0",
    "1e400",
    "-1e13",
    "9007199254740993",
    "123456789012345678901234567890",
    "0.00001",
    "1e-320",
    "\"\"",
    "\"../..\"",
    "\"\\u0000\"",
    "\"\\u0007纸\"",
    "\"\\u202e新\\u2066品\"",
    "\"\\u200b\\ufeff\\u2060\"",
    "\"👨\\u200d👩\"",
    "\"e\\u0301\\u0301\"",
    "\"\\ud83d\\ude02\"",
    "\"<img src=x onerror=alert(1)>\"",
    "\"javascript:alert(1)\"",
    "\"2026-W48\"",
    "\"2026-W49\"",
    "\"2025-W53\"",
    "\"9999-W52\"",
    "\"0000-W01\"",
    "\"2026-11\"",
    "\"9999-12\"",
    "\"2026-11-29\"",
    "\"9999-12-31\"",
    "\"ZZ0412\"",
    "\"ZZ0001\"",
    "\"1.k7f2q9.t1\"",
    "\"999999999999.zz.t1\"",
    "\"1000000000001.zz.t1\"",
    "\"18446744073709551616.a.b\"",
    "[]",
    "{}",
    "[[[[]]]]",
    "{\"a/b\":{\"\":[]},\"stamps\":{}}",
    "[\"settings\",\"manager/id\",\"ZZ0001\",\"99.k7f2q9.t1\"]",
    "[\"sheet/ZZ0001/2026-W48\",\"review/work\",\"x\",\"99.k7f2q9.t1\"]",
];

/// Names of members: real ones in wrong places, and none.
const NAMES: [&str; 34] = [
    "manager",
    "week",
    "month",
    "kind",
    "from",
    "device",
    "known",
    "stamps",
    "others",
    "rev",
    "computed",
    "customers",
    "rosters",
    "settings",
    "sheets",
    "months",
    "edits",
    "replies",
    "templates",
    "calendars",
    "2026-11-24",
    "2026-11-30",
    "2026-W48",
    "svc-05",
    "41010001",
    "41010001/tier",
    "days/2026-11-23",
    "review/work",
    "manager/id",
    "",
    "\u{202e}",
    "__proto__",
    "a\u{0}b",
    "纸",
];

/// A hurt file: its bytes, and in half of all cases with a digest that fits.
pub fn mutant(dice: &mut Dice) -> Vec<u8> {
    let text = *dice.pick(&WHOLE);
    let mut json = Json::parse(text).unwrap();
    if dice.falls(80) {
        for _ in 0..dice.within(1, 4) {
            hurt(&mut json, dice);
        }
    }
    let mut bytes = print(json, dice).into_bytes();
    if dice.falls(35) {
        for _ in 0..dice.within(1, 3) {
            hurt_bytes(&mut bytes, dice);
        }
        // What is JSON still is sealed anew, so that not all of it ends at the digest.
        if let (true, Ok(json)) =
            (dice.falls(50), std::str::from_utf8(&bytes).map_err(drop).and_then(|it| Json::parse(it).map_err(drop)))
        {
            return sealed(json).into_bytes();
        }
    }
    bytes
}

fn print(json: Json, dice: &mut Dice) -> String {
    match dice.below(10) {
        0 => json.canonical(),
        1 => onesheet::bundle::schema::indented(&json),
        2..=4 => without_digest(json).canonical(),
        _ => sealed(json),
    }
}

fn without_digest(mut json: Json) -> Json {
    if let Json::Object(members) = &mut json {
        members.remove(digest::MEMBER);
    }
    json
}

fn sealed(json: Json) -> String {
    match without_digest(json) {
        Json::Object(members) => digest::seal(&members),
        other => other.canonical(),
    }
}

/// How many values a tree has.
fn count(json: &Json) -> usize {
    1 + match json {
        Json::List(all) => all.iter().map(count).sum(),
        Json::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value at a position of a tree, the root first.
fn nth(json: &mut Json, mut at: usize) -> Option<&mut Json> {
    if at == 0 {
        return Some(json);
    }
    at -= 1;
    let inner: Box<dyn Iterator<Item = &mut Json>> = match json {
        Json::List(all) => Box::new(all.iter_mut()),
        Json::Object(members) => Box::new(members.values_mut()),
        _ => return None,
    };
    for it in inner {
        let size = count(it);
        if at < size {
            return nth(it, at);
        }
        at -= size;
    }
    None
}

/// Any value of a tree but the tree itself.
fn any<'a>(json: &'a mut Json, dice: &mut Dice) -> &'a mut Json {
    let size = count(json);
    let at = if size > 1 { dice.within(1, size - 1) } else { 0 };
    nth(json, at).unwrap()
}

/// Any value with values in it, or one that has none.
fn any_group<'a>(json: &'a mut Json, dice: &mut Dice) -> &'a mut Json {
    let mut at = 0;
    for _ in 0..8 {
        at = dice.below(count(json));
        if matches!(nth(json, at), Some(Json::Object(it)) if !it.is_empty()) {
            break;
        }
    }
    nth(json, at).unwrap()
}

fn junk(dice: &mut Dice) -> Json {
    match dice.below(40) {
        0 => Json::text("纸".repeat(dice.within(400, 2_000))),
        1 => Json::text("\u{200b}".repeat(600)),
        2 => (0..dice.within(20, 60)).fold(Json::Null, |it, _| Json::List(vec![it])),
        3 => (0..dice.within(20, 60)).fold(Json::Null, |it, _| Json::object([("a", it)])),
        4 => Json::Number("1".repeat(dice.within(14, 400))),
        _ => Json::parse(dice.pick::<&str>(&JUNK)).unwrap(),
    }
}

fn name(dice: &mut Dice) -> String {
    if dice.falls(4) { "k".repeat(dice.within(33, 3_000)) } else { (*dice.pick(&NAMES)).to_owned() }
}

/// One wound to a tree; it stays one.
fn hurt(json: &mut Json, dice: &mut Dice) {
    match dice.below(13) {
        0 | 1 => *any(json, dice) = junk(dice),
        2 => *any(json, dice) = any(&mut Json::parse(dice.pick::<&str>(&WHOLE)).unwrap(), dice).clone(),
        // A document in the place of another.
        3 => {
            let it = any_group(json, dice).clone();
            *any_group(json, dice) = it;
        }
        4 => {
            if let Json::Object(members) = any_group(json, dice)
                && !members.is_empty()
            {
                let key = members.keys().nth(dice.below(members.len())).cloned().unwrap();
                let value = members.remove(&key).unwrap();
                if dice.falls(50) {
                    members.insert(name(dice), value);
                }
            }
        }
        5 | 6 => {
            let value = if dice.falls(50) { junk(dice) } else { any(json, dice).clone() };
            if let Json::Object(members) = any_group(json, dice) {
                members.insert(name(dice), value);
            }
        }
        7 => {
            let it = any(json, dice);
            if let Json::List(all) = it
                && !all.is_empty()
            {
                let again = all[dice.below(all.len())].clone();
                all.push(again);
            }
        }
        8 | 9 => {
            // A document of somebody else, of another week, from another device.
            let (at, to) = *dice.pick(&[
                ("manager", "\"ZZ0001\""),
                ("id", "\"ZZ0001\""),
                ("week", "\"2026-W49\""),
                ("month", "\"2026-12\""),
                ("kind", "\"backup\""),
                ("kind", "\"report\""),
                ("kind", "\"setup\""),
                ("device", "\"zz\""),
                ("rev", "\"1.a.b\""),
                ("known", "{\"zz\":999999999999,\"aa\":1}"),
                ("version", "1"),
                ("manager/id", "\"3.k7f2q9.t1\""),
            ]);
            put_at(json, at, &Json::parse(to).unwrap());
        }
        10 | 11 => hurt_text(any(json, dice), dice),
        _ if dice.falls(8) => swell(any_group(json, dice), dice),
        _ => *any(json, dice) = Json::Null,
    }
}

/// Puts a value wherever a member has this name.
fn put_at(json: &mut Json, name: &str, value: &Json) {
    match json {
        Json::List(all) => all.iter_mut().for_each(|it| put_at(it, name, value)),
        Json::Object(members) => {
            members.values_mut().for_each(|it| put_at(it, name, value));
            if let Some(it) = members.get_mut(name) {
                *it = value.clone();
            }
        }
        _ => {}
    }
}

/// Signs that hide, reorder, control or combine, put into a text.
fn hurt_text(json: &mut Json, dice: &mut Dice) {
    const SIGNS: [char; 14] = [
        '\u{0}',
        '\u{7}',
        '\u{7f}',
        '\u{85}',
        '\u{200b}',
        '\u{200d}',
        '\u{202e}',
        '\u{2066}',
        '\u{feff}',
        '\u{301}',
        '\u{e0041}',
        '/',
        '.',
        '9',
    ];
    let Json::Text(text) = json else { return };
    let mut all: Vec<char> = text.chars().collect();
    for _ in 0..dice.within(1, 3) {
        all.insert(dice.within(0, all.len()), *dice.pick(&SIGNS));
    }
    *text = all.into_iter().collect();
}

/// Thousands of members or elements where a few were.
fn swell(json: &mut Json, dice: &mut Dice) {
    let many = *dice.pick(&[201, 2_001, 5_001]);
    match json {
        Json::Object(members) => {
            let like = members.values().next().cloned().unwrap_or(Json::Null);
            if count(&like) < 20 {
                members.extend((0..many).map(|it| (format!("n{it}"), like.clone())));
            }
        }
        Json::List(all) if all.first().is_some_and(|it| count(it) < 20) => all.resize(many, all[0].clone()),
        _ => {}
    }
}

/// One wound to the bytes.
fn hurt_bytes(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.below(bytes.len());
    match dice.below(7) {
        0 | 1 => bytes[at] ^= 1 << dice.below(8),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..(at + dice.within(1, 40)).min(bytes.len()))),
        4 => {
            // The head of one file on the tail of another.
            let other = dice.pick(&WHOLE).as_bytes();
            bytes.truncate(at);
            bytes.extend_from_slice(&other[dice.below(other.len())..]);
        }
        5 => {
            let piece = bytes[at..(at + dice.within(1, 60)).min(bytes.len())].to_vec();
            let to = dice.below(bytes.len());
            bytes.splice(to..to, piece);
        }
        _ => double(bytes, at),
    }
}

/// Writes the next member's name a second time.
fn double(bytes: &mut Vec<u8>, from: usize) {
    let Some(start) = bytes[from..].windows(2).position(|it| it == b",\"" || it == b"{\"").map(|it| from + it + 1) else {
        return;
    };
    let Some(end) = bytes[start..].windows(2).position(|it| it == b"\":").map(|it| start + it + 2) else { return };
    let mut again = bytes[start..end].to_vec();
    again.extend_from_slice(b"null,");
    bytes.splice(start..start, again);
}
