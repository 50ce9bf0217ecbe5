//! What every paper says of itself, and what a revision code is made of.

use onesheet::domain::edit::{Edit, Stamp};
use onesheet::domain::fold::Document;
use onesheet::domain::path::{Path, SheetPath};
use onesheet::domain::value::Value;
use onesheet::paper::measure::Widths;
use onesheet::paper::subject::{Edition, code};
use onesheet::paper::{Laid, Variant, month, week};
use onesheet::words::Lang;
use onesheet::words::handing::State;

use super::super::devices::id;
use super::laws::{read, variants};
use super::weeks::{WEEK, example};

fn says(laid: &Laid, all: &[&str], about: &str) {
    for page in &laid.pages {
        let read = read(std::slice::from_ref(page));
        for it in all {
            let bare: String = it.chars().filter(|it| !it.is_whitespace()).collect();
            assert!(read.contains(&bare), "{about} does not say {it}");
        }
    }
}

#[test]
fn every_page_says_whose_it_is_and_of_when() {
    let held = example();
    let edition = held.edition();
    let zh = ["张三 ZZ0412", "金水一区", "2026 年第 48 周", "11 月 23 日 – 29 日", "烟草零售一张纸，第 1 版"];
    let en = ["张三 ZZ0412", "金水一区", "Week 48, 2026", "23 Nov – 29 Nov", "Tobacco retail one-sheet, version 1"];
    for (lang, all, changed) in [(Lang::Zh, zh, "已上交，之后有改动"), (Lang::En, en, "changed since")] {
        let subject = held.subject(lang);
        for variant in variants(&held) {
            let laid = week(&subject, WEEK.parse().unwrap(), &edition, &variant, &Widths);
            says(&laid, &all, &format!("{variant:?}"));
            // A form is no edition of anything.
            if variant != Variant::Form {
                says(&laid, &[&edition.code, changed], &format!("{variant:?}"));
            }
        }
        let laid = month(&subject, "2026-11".parse().unwrap(), &edition, &Widths);
        says(&laid, &[all[0], all[1], all[4], &edition.code], "month");
    }
}

#[test]
fn a_paper_that_was_handed_over_as_it_is_does_not_say_changed() {
    let held = example();
    let handed = |state: State| {
        let edition = Edition { code: held.edition().code, state };
        read(&week(&held.subject(Lang::Zh), WEEK.parse().unwrap(), &edition, &Variant::Wall, &Widths).pages)
    };
    let at = || "2026-11-27T17:41:05+08:00".to_owned();
    let (handed, changed, open) = (handed(State::Handed(at())), handed(State::Changed(at())), handed(State::Open));
    assert!(handed.contains("已上交") && !handed.contains("之后有改动"));
    assert!(changed.contains("已上交，之后有改动") && !open.contains("上交，") && !open.contains("还没有上交"));
}

#[test]
fn a_code_is_of_what_stands_in_the_document() {
    let written = |lines: &[(&str, &str)], device: &str| {
        let mut document = Document::<SheetPath>::default();
        for (counter, (path, text)) in (1..).zip(lines) {
            let stamp = Stamp { counter, device: id(device), tab: id("t1") };
            document.fold(Edit { path: SheetPath::parse(path).unwrap(), value: Some(Value::Text((*text).to_owned())), stamp });
        }
        code(&document)
    };
    let work = ("review/work", "新品上柜");
    let here = written(&[work], "d1");
    assert_eq!(here.len(), 9);
    assert_eq!(here, written(&[("review/work", "先写的"), work], "d2"), "the same on every device");
    assert_eq!(here, written(&[work, ("handed/at", "2026-11-27T17:41:05+08:00")], "d1"), "the hand-over changes nothing");
    assert_ne!(here, written(&[("review/work", "新品上柜。")], "d1"));
}
