//! The briefing: whatever it holds, everything stands inside the page, and what does not fit is counted.

use onesheet::paper::briefing::{Briefing, Chart, List, briefing};
use onesheet::paper::mark::{Mark, Page};
use onesheet::paper::measure::Widths;
use onesheet::words::Lang;
use proptest::prelude::*;

fn made(lines: Vec<String>, points: Vec<(String, Option<f32>, String)>) -> Briefing {
    let list = |title: &str, lines: &[String]| List {
        title: title.to_owned(),
        lines: lines.to_vec(),
        none: "没有写。".to_owned(),
        ..List::default()
    };
    let chart = |is_line| Chart {
        title: "卷烟销量按周怎么走，和同期比怎么样".to_owned(), points: points.clone(), is_line
    };
    Briefing {
        lang: Lang::Zh,
        title: "工作汇报 · 金水一区".to_owned(),
        time: "2026 年第 48 周 · 11 月 23 日 – 29 日".to_owned(),
        made: "李四 · 2026年11月30日 10:05".to_owned(),
        figures: (0..6).map(|it| (format!("完成率中位数和别的 {it}"), "97.3%".to_owned())).collect(),
        charts: [false, true, false].map(chart).into(),
        lists: [list("主要问题", &lines), list("做得好的", &lines)],
    }
}

fn texts(page: &Page) -> Vec<&str> {
    page.marks.iter().filter_map(|it| if let Mark::Text(it) = it { Some(it.text.as_str()) } else { None }).collect()
}

#[track_caller]
fn is_inside(page: &Page) {
    for mark in &page.marks {
        if let Mark::Text(it) = mark {
            let area = it.area();
            let (right, bottom) = (area.x + area.width, area.y + area.height);
            assert!(
                area.x >= 5.0 && right <= page.width - 5.0 && area.y >= 5.0 && bottom <= page.height - 5.0,
                "{} at {area:?}",
                it.text
            );
        }
    }
}

#[test]
fn what_does_not_fit_is_counted() {
    let lines: Vec<String> =
        (0..120).map(|it| format!("张三 ZZ{it:04}：紧俏规格断货，三家老客户退单，已报公司协调{it}")).collect();
    let page = briefing(&made(lines.clone(), Vec::new()), &Widths);
    is_inside(&page);
    let told = texts(&page);
    let left = told.iter().find_map(|it| it.strip_prefix("另有 ")?.split(' ').next()?.parse::<usize>().ok()).unwrap();
    let shown = told.iter().filter(|it| it.starts_with("张三 ZZ")).count() / 2;
    assert!(shown > 0, "{told:?}");
    assert_eq!(shown + left, 120, "{told:?}");
    let few = briefing(&made(lines[..3].to_vec(), Vec::new()), &Widths);
    assert!(!texts(&few).iter().any(|it| it.starts_with("另有")));
    assert!(texts(&briefing(&made(Vec::new(), Vec::new()), &Widths)).contains(&"没有写。"));
}

#[test]
fn bars_without_room_are_counted() {
    let points = |many: usize| (0..many).map(|it| (format!("ZZ{it:04}"), Some(90.0), "90%".to_owned())).collect();
    let of = |many: usize| {
        let page = briefing(&made(Vec::new(), points(many)), &Widths);
        is_inside(&page);
        let told = texts(&page);
        let bars = told.iter().filter(|it| it.starts_with("ZZ")).count();
        (bars, told.iter().filter(|it| **it == "另有 2 条放不下，没有印。").count())
    };
    // Two charts of bars; the line between them names its ends.
    assert_eq!((of(12), of(14)), ((26, 0), (26, 2)));
}

#[test]
fn everything_stands_on_the_page() {
    let point = ("\\PC{0,24}", proptest::option::of(-2.0_f32..200.0), "[0-9.%]{0,7}");
    let config = ProptestConfig { cases: 64, ..ProptestConfig::default() };
    proptest!(config, |(lines in proptest::collection::vec("\\PC{1,200}", 0..30), points in proptest::collection::vec(point, 0..20))| {
        is_inside(&briefing(&made(lines, points), &Widths));
    });
}
