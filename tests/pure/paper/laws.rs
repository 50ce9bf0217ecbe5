//! What every page keeps to, whatever is on it: nothing in the margins, nothing over something else, nothing too small, and every
//! value shown or named as shortened.

use std::collections::BTreeSet;

use onesheet::domain::channel::To;
use onesheet::domain::fold::Document;
use onesheet::domain::id::Id;
use onesheet::domain::mask::masked;
use onesheet::domain::path::{Kind, MonthPath, Path, SheetPath as P};
use onesheet::domain::sheet::points;
use onesheet::domain::value::Value;
use onesheet::paper::mark::{Area, Mark, Page, Text};
use onesheet::paper::measure::Widths;
use onesheet::paper::subject::Subject;
use onesheet::paper::{Laid, Variant, month, week};
use onesheet::words::Lang;

use super::super::devices::{id, template};
use super::super::seeds::{Dice, run_one_in};
use super::made::{Size, made, mark};
use super::weeks::{Held, WEEK, example};

const SAFE: f32 = 8.0;
/// Millimetres that are roundings.
const SLACK: f32 = 0.05;

pub fn texts(page: &Page) -> Vec<&Text> {
    fn text(it: &Mark) -> Option<&Text> {
        if let Mark::Text(it) = it { Some(it) } else { None }
    }
    page.marks.iter().filter_map(text).collect()
}

/// All that is read on the pages, without blanks.
pub fn read(pages: &[Page]) -> String {
    pages.iter().flat_map(texts).flat_map(|it| it.text.chars()).filter(|it| !it.is_whitespace()).collect()
}

/// The same without what stands above and below on every page, so that a text which goes over pages is one.
fn read_between(pages: &[Page]) -> String {
    let between = |page: &Page| {
        let head = if page.width < page.height { 18.0 } else { 7.2 };
        let marks = page.marks.iter().filter(|it| {
            let area = it.area();
            area.bottom() > SAFE + head && area.y < page.height - SAFE - 3.0
        });
        Page { marks: marks.cloned().collect(), ..page.clone() }
    };
    read(&pages.iter().map(between).collect::<Vec<_>>())
}

fn overlaps(one: &Area, other: &Area) -> bool {
    let within = |a: (f32, f32), b: (f32, f32)| a.1.min(b.1) - a.0.max(b.0) > SLACK;
    within((one.x, one.right()), (other.x, other.right())) && within((one.y, one.bottom()), (other.y, other.bottom()))
}

#[track_caller]
pub fn check_page(page: &Page, about: &str) {
    for it in &page.marks {
        let area = it.area();
        let is_inside = area.x >= SAFE - SLACK
            && area.y >= SAFE - SLACK
            && area.right() <= page.width - SAFE + SLACK
            && area.bottom() <= page.height - SAFE + SLACK;
        assert!(is_inside, "{about}: outside the margins: {it:?}");
    }
    let mut all = texts(page);
    all.sort_by(|a, b| a.area().y.total_cmp(&b.area().y));
    for (at, it) in all.iter().enumerate() {
        assert!(it.size >= 5.999, "{about}: too small: {it:?}");
        let area = it.area();
        for other in all[at + 1..].iter().take_while(|other| other.area().y < area.bottom()) {
            assert!(!overlaps(&area, &other.area()), "{about}: {it:?} lies over {other:?}");
        }
    }
}

/// What must be read of a value; nothing where it is drawn or is no value of the manager's.
fn wanted(subject: &Subject, path: &P, value: &Value) -> Vec<String> {
    let lang = subject.lang;
    let bare = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
    match (path, value) {
        (P::GoalTarget(it) | P::GoalActual(it), Value::Number(number)) => {
            vec![number.fixed(template().indicator(it).unwrap().decimals)]
        }
        (P::DayValue(_, it), Value::Number(number)) => vec![number.fixed(template().indicator(it).unwrap().decimals)],
        (P::DayValue(..), Value::Ratio { num: Some(num), den: Some(den) }) => vec![format!("{num}/{den}")],
        (P::MessageItem(_, it), _) => template().channel_item(it).map(|it| bare(&lang.label(&it.2.name))).into_iter().collect(),
        (P::MessageCustomer(_, code), _) | (P::VisitPlanned(_, code), _) => vec![bare(&masked(&subject.name(code)))],
        (_, Value::Text(text)) if path.kind() == Kind::Text => points(text).map(|it| bare(&masked(it))).collect(),
        _ => Vec::new(),
    }
}

#[track_caller]
fn check_values(held: &Held, subject: &Subject, laid: &Laid, has_all: bool, about: &str) {
    let (read, sheet) = (read_between(&laid.pages), subject.sheet(WEEK.parse().unwrap()));
    let named: BTreeSet<&str> = laid.shortened.iter().map(|it| it.path.as_str()).collect();
    let is_hidden = |path: &P| {
        let message = if matches!(path, P::Message(_)) { Some(path.clone()) } else { path.record() };
        let message = message.map(|it| if matches!(it, P::Message(_)) { it } else { it.record().unwrap_or(it) });
        matches!(message, Some(P::Message(it)) if sheet.messages.get(&it).is_some_and(|it| !matches!(it.to, Some(To::Head | To::Retailer))))
    };
    for (path, value) in held.sheet.live().filter(|it| has_all || !is_hidden(it.0)) {
        let text = path.to_string();
        for it in wanted(subject, path, value) {
            let is_there = read.contains(&it) || named.contains(text.as_str());
            assert!(is_there, "{about}: {text} is neither shown nor named: {it}");
        }
    }
}

/// The items that count stand on the page with a ticked box, the others with an empty one or not at all.
#[track_caller]
fn check_ticks(subject: &Subject, page: &Page, about: &str) {
    let (texts, sheet) = (texts(page), subject.sheet(WEEK.parse().unwrap()));
    let named = |frame: &Area| {
        let is_beside = |it: &&&Text| {
            let area = it.area();
            (0.0..2.0).contains(&(area.x - frame.right())) && area.y < frame.bottom() && area.bottom() > frame.y
        };
        texts.iter().find(is_beside).map(|it| it.text.trim())
    };
    let frame = |it: &Mark| if let Mark::Tick { area, is_ticked, .. } = it { Some((named(area)?, *is_ticked)) } else { None };
    let frames: Vec<(&str, bool)> = page.marks.iter().filter_map(frame).collect();
    let ticked = sheet.ticked();
    for it in template().items() {
        let (name, counts) = (subject.lang.label(&it.name), ticked.contains(&it.id));
        let is_ticked = frames.iter().any(|(text, on)| *on && name.starts_with(text));
        assert!(is_ticked || !counts, "{about}: {name} is not ticked");
        // Beyond the fifth they are ticked as well, and named as such.
        let is_more = sheet.tasks.get(&it.id).is_some_and(|it| it.ticked);
        assert!(is_more || !frames.contains(&(&name, true)), "{about}: {name} is ticked");
    }
}

/// What of the officer's and of the retailers' is read, by the marks their texts begin with. What is nobody's yet counts as both's.
fn parts(text: &str) -> (bool, bool) {
    let has = |to: &str| text.contains(mark(to));
    (has("monopoly") || has(""), has("retailer"))
}

#[track_caller]
fn check(held: &Held, lang: Lang, variant: &Variant, about: &str) -> usize {
    let subject = held.subject(lang);
    let laid = week(&subject, WEEK.parse().unwrap(), &held.edition(), variant, &Widths);
    for page in &laid.pages {
        check_page(page, about);
        let read = read(std::slice::from_ref(page));
        assert_ne!(parts(&read), (true, true), "{about}: officer and retailers on one page");
        assert!(!read.contains(mark("")) || !read.contains(mark("monopoly")), "{about}: officer and undecided on one page");
    }
    if matches!(variant, Variant::Own { .. } | Variant::Wall | Variant::Head) {
        check_ticks(&subject, &laid.pages[0], about);
    }
    let (has_officers, has_retailers) = parts(&read(&laid.pages));
    match variant {
        Variant::Own { has_annex } => {
            assert_eq!(laid.pages.len(), 1 + usize::from(*has_annex), "{about}");
            assert!(!has_officers, "{about}: the officer's");
            check_values(held, &subject, &laid, false, about);
        }
        Variant::Wall => {
            assert!(laid.pages.len() == 1 && !has_officers, "{about}");
            check_values(held, &subject, &laid, false, about);
        }
        Variant::Head => check_values(held, &subject, &laid, true, about),
        Variant::Form => assert!(laid.pages.len() == 1 && laid.shortened.is_empty(), "{about}"),
        Variant::Officer => assert!(!has_retailers && laid.shortened.is_empty(), "{about}: the retailers'"),
        Variant::Retailer(code) => check_retailers(&subject, code, &laid, about),
    }
    laid.shortened.len()
}

/// A hand-out names no other shop, and holds nothing that was written for somebody else.
#[track_caller]
fn check_retailers(subject: &Subject, code: &Id, laid: &Laid, about: &str) {
    let read = read(&laid.pages);
    assert!(!parts(&read).0 && !read.contains(mark("head")) && laid.shortened.is_empty(), "{about}");
    let own = subject.name(code);
    for (other, name) in subject.archive.names.iter().filter(|it| !own.contains(it.1.as_str())) {
        assert!(!read.contains(other.as_str()) && !read.contains(name.as_str()), "{about}: names {name}");
    }
    let sheet = subject.sheet(WEEK.parse().unwrap());
    for it in sheet.messages.values().filter(|it| it.to == Some(To::Retailer) && !it.customers.is_empty()) {
        let is_his = it.customers.contains_key(code);
        let first = it.text.as_deref().and_then(|it| points(it).next()).unwrap_or_default();
        let first: String = first.chars().take_while(|it| *it != '。').collect();
        assert_eq!(read.contains(&format!("{first}。")), is_his, "{about}: {first}");
    }
}

/// Every paper there is of a week.
pub fn variants(held: &Held) -> Vec<Variant> {
    let shops = held.subject(Lang::Zh);
    let shop = shops.archive.names.keys().nth(2).cloned().into_iter().map(Variant::Retailer);
    let own = [false, true].map(|has_annex| Variant::Own { has_annex });
    own.into_iter().chain([Variant::Wall, Variant::Head, Variant::Form, Variant::Officer]).chain(shop).collect()
}

#[test]
fn the_example_keeps_to_the_page() {
    let held = example();
    for lang in [Lang::Zh, Lang::En] {
        for variant in variants(&held) {
            check(&held, lang, &variant, &format!("{variant:?} {lang:?}"));
        }
    }
}

/// From empty weeks to ones far beyond what fits; `ONESHEET_SEEDS=10000` lays out two thousand.
#[test]
fn any_week_keeps_to_the_page() {
    run_one_in(5, "any_week_keeps_to_the_page", ["values shortened"], |dice: &mut Dice| {
        let size = Size::of(dice);
        let held = made(dice, size);
        let lang = if dice.falls(50) { Lang::Zh } else { Lang::En };
        let variant = if dice.falls(60) { Variant::Own { has_annex: false } } else { dice.pick(&variants(&held)).clone() };
        [check(&held, lang, &variant, &format!("seed {} {size:?} {variant:?} {lang:?}", dice.seed()))]
    });
}

#[test]
fn the_fullest_week_keeps_to_the_page() {
    let held = made(&mut Dice::new(7), Size::FULLEST);
    for variant in variants(&held) {
        check(&held, Lang::Zh, &variant, &format!("fullest {variant:?}"));
    }
}

#[track_caller]
fn check_month(held: &Held, lang: Lang, about: &str) -> usize {
    let laid = month(&held.subject(lang), "2026-11".parse().unwrap(), &held.edition(), &Widths);
    assert_eq!(laid.pages.len(), 1, "{about}");
    check_page(&laid.pages[0], about);
    let read = read(&laid.pages);
    for (path, value) in held.month.live() {
        let wanted: Vec<String> = match (path, value) {
            (MonthPath::Target(it), Value::Number(number)) => vec![number.fixed(template().indicator(it).unwrap().decimals)],
            (_, Value::Text(text)) => points(text).map(|it| masked(it).split_whitespace().collect()).collect(),
            _ => Vec::new(),
        };
        let is_named = laid.shortened.iter().any(|it| it.path == path.to_string());
        for it in wanted {
            assert!(read.contains(&it) || is_named, "{about}: {path} is neither shown nor named: {it}");
        }
    }
    laid.shortened.len()
}

#[test]
fn any_month_keeps_to_the_page() {
    check_month(&example(), Lang::Zh, "example");
    check_month(&made(&mut Dice::new(7), Size::FULLEST), Lang::En, "fullest");
    run_one_in(10, "any_month_keeps_to_the_page", ["values shortened"], |dice: &mut Dice| {
        let size = Size::of(dice);
        let held = made(dice, size);
        let lang = if dice.falls(50) { Lang::Zh } else { Lang::En };
        [check_month(&held, lang, &format!("seed {} {size:?} {lang:?}", dice.seed()))]
    });
}

#[test]
fn an_empty_week_keeps_to_the_page() {
    let held = Held::new(Document::default(), Document::default(), Document::default());
    for lang in [Lang::Zh, Lang::En] {
        for variant in variants(&held).into_iter().chain([Variant::Retailer(id("A1"))]) {
            check(&held, lang, &variant, &format!("empty {variant:?}"));
        }
    }
}
