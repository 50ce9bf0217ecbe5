//! Random files out of seeds, of every kind of document and field: written, read and written again they are the same bytes.
//!
//! A thousand files with every `test`; `cargo xtask bench files` runs ten thousand.

use onesheet::bundle::format::{Bundle, BundleKind, LooseEdit, Members, Part};
use onesheet::bundle::write;
use onesheet::domain::edit::{Doc, Edit, Stamp};
use onesheet::domain::fold::{self, Document, Known};
use onesheet::domain::json::Json;
use onesheet::domain::path::{Kind, MonthPath, Path, RosterPath, SettingsPath, SheetPath};
use onesheet::domain::sheet::Sheet;
use onesheet::domain::value::{Value, from_json};
use onesheet::domain::week::{Month, Week};

use super::devices::{MANAGER, envelope, good, id, targets, template};
use super::seeds::{self, Dice};

/// Where a part keeps stamps of paths that it does not know.
const UNKNOWN_STAMPS: &str = "/stamps";
const OTHER: &str = "ZZ0001";
const DEVICES: [&str; 3] = ["aa", "k7f2q9", "m3x8aa"];
const IDS: [&str; 8] = ["p1", "41010001", "41010002", "svc-05", "hd-st1", "speak", "_", "Aa-0"];
/// What is escaped, what needs two, three and four bytes, what is one sign of several characters.
const PIECES: [&str; 16] =
    ["价签", "\"", "\\", "\n", "/", "é", "😂", "a b", "，", "\u{ff21}", "<b>", "👨\u{200d}👩", "0", "'", "\u{7eb8}", "€"];

fn words(dice: &mut Dice, most: usize) -> String {
    (0..dice.below(most + 1)).map(|_| *dice.pick(&PIECES)).collect()
}

fn number(dice: &mut Dice) -> Json {
    let (whole, places) = (dice.below(100_000), dice.below(5));
    let text = format!("{}{}", if dice.falls(10) { "-" } else { "" }, whole);
    let text = if places == 0 { text } else { format!("{text}.{:0places$}", dice.within(1, 9)) };
    Json::Number(if dice.falls(30) { dice.below(6).to_string() } else { text })
}

/// Anything a later version may have put into a file.
fn anything(dice: &mut Dice, depth: usize) -> Json {
    match dice.below(if depth == 0 { 4 } else { 6 }) {
        0 => Json::Null,
        1 => Json::Bool(dice.falls(50)),
        2 => Json::Number(dice.below(9_999).to_string()),
        3 => Json::text(words(dice, 4)),
        4 => Json::List((0..dice.below(4)).map(|_| anything(dice, depth - 1)).collect()),
        _ => {
            Json::Object((0..dice.below(4)).map(|at| (format!("{}{at}", words(dice, 2)), anything(dice, depth - 1))).collect())
        }
    }
}

/// Puts a value under its path.
fn nest(into: &mut Members, path: &str, value: Json) {
    let Some((first, rest)) = path.split_once('/') else {
        into.insert(path.to_owned(), value);
        return;
    };
    let group = into.entry(first.to_owned()).or_insert_with(|| Json::Object(Members::new()));
    let Json::Object(inner) = group else { return };
    nest(inner, rest, value);
}

/// Where a document's days and weeks lie.
struct Span {
    dates: Vec<String>,
    weeks: Vec<String>,
}

impl Span {
    fn of(doc: &Doc) -> Self {
        let days: Vec<_> = match doc {
            Doc::Sheet(_, week) => week.days().collect(),
            Doc::Month(_, month) => month.days().collect(),
            _ => Vec::new(),
        };
        Self {
            dates: days.iter().map(ToString::to_string).collect(),
            weeks: days.iter().map(|it| Week::of(*it).to_string()).collect(),
        }
    }
}

/// A path of any row of the table.
fn path<P: Path>(span: &Span, dice: &mut Dice) -> P {
    let (segments, _) = &P::table()[dice.below(P::table().len())];
    let mut filled = Vec::new();
    for it in segments {
        filled.push(match *it {
            "<date>" => dice.pick(&span.dates).clone(),
            "<week>" => dice.pick(&span.weeks).clone(),
            "<indicator>" => dice.pick(&template().indicators).id.to_string(),
            it if it.starts_with('<') => (*dice.pick(&IDS)).to_owned(),
            it => it.to_owned(),
        });
    }
    P::parse(&filled.join("/")).unwrap()
}

/// What may stand there, or nothing. Where the dice throw what may not, nothing stands there either.
fn value<P: Path>(path: &P, span: &Span, dice: &mut Dice) -> Option<Value> {
    let json = match path.kind() {
        Kind::Record => Json::Null,
        Kind::Flag => Json::Bool(dice.falls(60)),
        Kind::Measure if dice.falls(50) => Json::object([("num", Json::from(7)), ("den", Json::from(dice.below(60) as u32))]),
        Kind::Number | Kind::Measure | Kind::Score | Kind::Count(_) => number(dice),
        Kind::Text => Json::text(words(dice, 12)),
        Kind::Date if span.dates.is_empty() => Json::text("2031-02-28"),
        Kind::Date => Json::text(dice.pick(&span.dates)),
        Kind::Moment => Json::text("2026-11-27T17:41:05+08:00"),
        Kind::Ref => Json::text(*dice.pick(&IDS)),
        Kind::Choice(words) => Json::text(*dice.pick(words)),
    };
    from_json(path, &json, template()).ok().and_then(|it| it.0)
}

fn stamp(dice: &mut Dice) -> Stamp {
    let counter = if dice.falls(3) { 999_999_999_999 } else { dice.within(1, 60) as u64 };
    Stamp { counter, device: id(dice.pick::<&str>(&DEVICES)), tab: id(dice.pick::<&str>(&["t1", "t2"])) }
}

/// What one device wrote, or took from a file without stamps.
fn written<P: Path>(span: &Span, dice: &mut Dice) -> Document<P> {
    let mut document = Document::default();
    for _ in 0..dice.below(30) {
        let path = path::<P>(span, dice);
        match (value(&path, span, dice), dice.falls(80)) {
            (value, true) => _ = document.fold(Edit { path, value, stamp: stamp(dice) }),
            (Some(value), false) if document.register(&path).is_none() => _ = document.fill(path, value),
            _ => {}
        }
    }
    document
}

/// Two devices' writings joined, with what they dispute, and with what this version does not know.
fn part<P: Path>(doc: Doc, dice: &mut Dice) -> Part<P> {
    let span = Span::of(&doc);
    let mut document = written::<P>(&span, dice);
    if dice.falls(60) {
        document.merge(&known(dice), &written::<P>(&span, dice), &known(dice));
    }
    let mut part = Part::new(doc, document);
    if dice.falls(30) {
        // What stands in a roster itself is a customer.
        if !matches!(part.doc, Doc::Roster(_)) {
            nest(&mut part.unknown, "x-later", anything(dice, 3));
        }
        let record = path::<P>(&span, dice).record();
        record.into_iter().for_each(|it| nest(&mut part.unknown, &format!("{it}/x-{}", dice.below(3)), anything(dice, 2)));
    }
    if dice.falls(20) {
        let stamps = Json::object([("x-later/field", Json::text(stamp(dice).to_string()))]);
        part.unknown.insert(UNKNOWN_STAMPS.to_owned(), stamps);
    }
    part
}

fn known(dice: &mut Dice) -> Known {
    let mut known = Known::new();
    for it in DEVICES {
        fold::join(&mut known, &Known::from([(id(it), dice.below(60) as u64)]));
    }
    known
}

fn week(dice: &mut Dice) -> Week {
    "2026-W48".parse::<Week>().unwrap().plus(dice.below(9) as i64 - 4)
}

fn edit(doc: Doc, dice: &mut Dice) -> LooseEdit {
    let span = Span::of(&doc);
    let path = path::<SheetPath>(&span, dice);
    LooseEdit { doc, value: value(&path, &span, dice), path: path.to_string(), stamp: stamp(dice) }
}

/// A file with documents of every kind; a backup's are those of two managers, in the order in which a device holds them.
fn bundle(kind: BundleKind, dice: &mut Dice) -> Bundle {
    let mut bundle = envelope(kind, &id(DEVICES[1]));
    let managers = if kind == BundleKind::Backup { &[OTHER, MANAGER][..] } else { &[MANAGER] };
    for manager in managers {
        let first = week(dice);
        for at in 0..dice.below(3) {
            bundle.sheets.push(part(Doc::Sheet(id(manager), first.plus(at as i64)), dice));
        }
        for at in 0..dice.below(3) {
            bundle.months.push(part::<MonthPath>(Doc::Month(id(manager), Month::of(first.monday()).plus(at as i32)), dice));
        }
        if dice.falls(60) {
            bundle.rosters.push(part::<RosterPath>(Doc::Roster(id(manager)), dice));
        }
    }
    if dice.falls(50) {
        // A document without a single register is none.
        bundle.settings = Some(part::<SettingsPath>(Doc::Settings, dice)).filter(|it| it.document.registers().next().is_some());
    }
    bundle.known = known(dice);
    bundle.edits = (0..dice.below(4)).map(|_| edit(Doc::Sheet(id(MANAGER), week(dice)), dice)).collect();
    bundle.calendars = week(dice).days().take(dice.below(4)).map(|it| (it, dice.falls(50))).collect();
    // Of a reply the week is read; what else a later version says in it is kept as it stands.
    let reply = |dice: &mut Dice| Json::object([("sheet", Json::text(week(dice).to_string())), ("x-later", anything(dice, 4))]);
    bundle.replies = (0..dice.below(3)).map(|_| reply(dice)).collect();
    if dice.falls(20) {
        bundle.templates.push(Json::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap());
    }
    if dice.falls(30) {
        bundle.unknown = Members::from([("x-later".to_owned(), anything(dice, 3)), ("aa-new".to_owned(), Json::Null)]);
    }
    bundle
}

fn write(bundle: Bundle) -> Vec<u8> {
    match bundle.kind {
        BundleKind::Report => write::report(bundle, write::Customers::Classes, template(), &targets).unwrap(),
        _ => write::backup(&bundle, template(), &targets),
    }
}

/// Figures are the same whether texts are looked at or not.
fn counts_the_same(document: &Document<SheetPath>) {
    let (whole, bare) = (Sheet::of(document), Sheet::of_figures(document));
    let of = |it: &Sheet| (it.visit_count(), it.ticked().to_vec(), it.ticks_to_choose().to_vec(), it.tasks_done());
    assert_eq!(of(&bare), of(&whole));
    for indicator in template().active() {
        let target = targets(&Doc::Settings, &indicator.id);
        assert_eq!(bare.figures(indicator, template(), target), whole.figures(indicator, template(), target));
    }
}

#[test]
fn what_is_read_and_written_again_is_the_same_bytes() {
    let figures = ["documents", "values", "bytes"];
    seeds::run("rounds", figures, |dice| {
        let kind = if dice.falls(60) { BundleKind::Backup } else { BundleKind::Report };
        let mut bundle = bundle(kind, dice);
        // More than five ticks go into a backup alone.
        let is_ready = write::report(bundle.clone(), write::Customers::Classes, template(), &targets).is_ok();
        bundle.kind = if is_ready { kind } else { BundleKind::Backup };
        let bytes = write(bundle.clone());
        let read = good(&bytes);
        assert_eq!(read.warnings, []);
        let documents = |it: &Bundle| {
            let sheets: Vec<_> = it.sheets.iter().map(|it| it.document.clone()).collect();
            let months: Vec<_> = it.months.iter().map(|it| it.document.clone()).collect();
            (sheets, months, it.settings.as_ref().map(|it| it.document.clone()), it.known.clone(), it.edits.clone())
        };
        if bundle.kind == BundleKind::Backup {
            assert_eq!(documents(&read.bundle), documents(&bundle), "and all that was in them");
        }
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(Json::parse(&text).unwrap().canonical(), text, "the form of RFC 8785");
        let (many, values) = (bundle.documents().len(), bundle.sheets.iter().map(|it| it.document.registers().count()).sum());
        assert_eq!(String::from_utf8(write(read.bundle)).unwrap(), text);
        bundle.sheets.iter().for_each(|it| counts_the_same(&it.document));
        [many, values, bytes.len()]
    });
}
