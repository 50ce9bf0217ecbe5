//! Weeks to lay out: the shipped example, and made ones of any size.

use std::fmt::Write;

use onesheet::domain::calendar::Calendar;
use onesheet::domain::customers::customers;
use onesheet::domain::fold::Document;
use onesheet::domain::json::Json;
use onesheet::domain::month::Plan;
use onesheet::domain::path::{MonthPath, Path, RosterPath, SheetPath};
use onesheet::domain::sheet::Sheet;
use onesheet::domain::value::from_json;
use onesheet::domain::week::{Week, parse_date};
use onesheet::paper::subject::{Edition, Subject, code};
use onesheet::tables::{Content, Maker};
use onesheet::words::Lang;
use onesheet::words::handing::State;

use super::super::devices::{id, template};

/// The week every test is about.
pub const WEEK: &str = "2026-W48";

/// A sheet with what stands beside it.
pub struct Held {
    pub sheet: Document<SheetPath>,
    pub before: Document<SheetPath>,
    pub month: Document<MonthPath>,
    pub roster: Document<RosterPath>,
    calendar: Calendar,
}

impl Held {
    pub fn new(sheet: Document<SheetPath>, month: Document<MonthPath>, roster: Document<RosterPath>) -> Self {
        let calendar = Calendar::parse(include_str!("../../../public/calendar/cn.json")).unwrap();
        Self { sheet, before: Document::default(), month, roster, calendar }
    }

    pub fn subject(&self, lang: Lang) -> Subject<'_> {
        let maker = Maker {
            id: id("ZZ0412"),
            name: "张三".to_owned(),
            area: "金水一区".to_owned(),
            unit: "市区营销部".to_owned(),
            today: parse_date("2026-11-27").unwrap(),
            at: "2026-11-27T17:41:05+08:00".to_owned(),
        };
        let names = customers(&self.roster).iter().map(|(code, it)| (code.clone(), it.name.clone())).collect();
        let week: Week = WEEK.parse().unwrap();
        let content = Content {
            sheets: vec![(week.plus(-1), Sheet::of(&self.before)), (week, Sheet::of(&self.sheet))],
            plans: vec![("2026-11".parse().unwrap(), Plan::of(&self.month))],
            names,
        };
        Subject::new(lang, (template(), &self.calendar), maker, content)
    }

    pub fn edition(&self) -> Edition {
        Edition { code: code(&self.sheet), state: State::Changed("2026-11-27T17:41:05+08:00".to_owned()) }
    }
}

/// The shipped example, dated into the week of the tests.
pub fn example() -> Held {
    let mut text = include_str!("../../../public/example/week.json").to_owned();
    let week: Week = WEEK.parse().unwrap();
    for day in (1..=14).rev() {
        let date = week.monday() + chrono::Duration::days(day - 1);
        text = text.replace(&format!("day-{day}"), &date.to_string());
    }
    for before in 1..=2 {
        text = text.replace(&format!("week-{before}"), &week.plus(-before).to_string());
    }
    let json = Json::parse(&text).unwrap();
    Held::new(document(json.get("sheet").unwrap()), Document::default(), document(json.get("roster").unwrap()))
}

/// A document of nested members.
pub fn document<P: Path>(json: &Json) -> Document<P> {
    let mut document = Document::default();
    walk(json, String::new(), &mut |path, json| {
        let path = P::parse(path).unwrap();
        if let Ok((Some(value), _)) = from_json(&path, json, template()) {
            document.fill(path, value);
        }
    });
    document
}

fn walk(json: &Json, at: String, take: &mut impl FnMut(&str, &Json)) {
    match json.as_object() {
        Some(members) if !members.contains_key("num") => {
            for (name, it) in members {
                let path = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
                walk(it, path, take);
            }
        }
        _ => take(&at, json),
    }
}

/// A document out of lines `path json`.
pub fn of_lines<P: Path>(lines: &[(String, String)]) -> Document<P> {
    let mut document = Document::default();
    for (path, json) in lines {
        let path = P::parse(path).unwrap();
        if let Ok((Some(value), _)) = from_json(&path, &Json::parse(json).unwrap(), template()) {
            document.fill(path, value);
        }
    }
    document
}

/// A page as SVG, for looking at.
pub fn svg(page: &onesheet::paper::mark::Page, is_coloured: bool) -> String {
    use onesheet::paper::mark::{Anchor, Mark, POINT, Weight};
    let mut out = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{0}mm' height='{1}mm' viewBox='0 0 {0} {1}'><rect width='{0}' height='{1}' fill='#fff'/>",
        page.width, page.height
    );
    let of = |it: onesheet::paper::mark::Ink| it.value(is_coloured);
    let outline = |it: &Option<onesheet::paper::mark::Outline>| {
        it.map_or(String::new(), |it| format!("stroke='{}' stroke-width='{}'", of(it.ink), it.width))
    };
    let fill = |it: &Option<onesheet::paper::mark::Ink>| it.map_or("none", of);
    for mark in &page.marks {
        match mark {
            Mark::Rule { from, to, width, ink } => {
                _ = write!(
                    out,
                    "<line x1='{}' y1='{}' x2='{}' y2='{}' stroke='{}' stroke-width='{width}'/>",
                    from.x,
                    from.y,
                    to.x,
                    to.y,
                    of(*ink)
                );
            }
            Mark::Frame { area, radius, fill: inside, outline: line } => {
                _ = write!(
                    out,
                    "<rect x='{}' y='{}' width='{}' height='{}' rx='{radius}' fill='{}' {}/>",
                    area.x,
                    area.y,
                    area.width,
                    area.height,
                    fill(inside),
                    outline(line)
                );
            }
            Mark::Disc { centre, radius, fill: inside, outline: line } => {
                _ = write!(
                    out,
                    "<circle cx='{}' cy='{}' r='{radius}' fill='{}' {}/>",
                    centre.x,
                    centre.y,
                    fill(inside),
                    outline(line)
                );
            }
            Mark::Tick { area, is_ticked, ink } => {
                let width = area.width * 0.1;
                let inside = if *is_ticked { of(*ink) } else { "none" };
                _ = write!(
                    out,
                    "<rect x='{}' y='{}' width='{}' height='{}' rx='{}' fill='{inside}' stroke='{}' stroke-width='{width}'/>",
                    area.x + width / 2.0,
                    area.y + width / 2.0,
                    area.width - width,
                    area.height - width,
                    width,
                    of(*ink)
                );
                if *is_ticked {
                    let points: String = area.hook().iter().map(|it| format!("{},{} ", it.x, it.y)).collect();
                    _ = write!(
                        out,
                        "<polyline points='{points}' fill='none' stroke='#fff' stroke-width='{}'/>",
                        area.width * 0.14
                    );
                }
            }
            Mark::Line { points, width, ink } => {
                let points: String = points.iter().map(|it| format!("{},{} ", it.x, it.y)).collect();
                _ = write!(
                    out,
                    "<polyline points='{points}' fill='none' stroke='{}' stroke-width='{width}' stroke-linecap='round' stroke-linejoin='round'/>",
                    of(*ink)
                );
            }
            Mark::Text(it) => {
                let (family, weight) = match it.weight {
                    Weight::Regular => ("Noto Sans CJK SC", 400),
                    Weight::Bold => ("Noto Sans CJK SC", 700),
                    Weight::Title => ("Noto Serif CJK SC", 700),
                };
                let anchor = match it.anchor {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                };
                let text = it.text.replace('&', "&amp;").replace('<', "&lt;");
                _ = write!(
                    out,
                    "<text xml:space='preserve' x='{}' y='{}' font-size='{}' font-family='{family}' font-weight='{weight}' text-anchor='{anchor}' textLength='{}' fill='{}'>{text}</text>",
                    it.at.x,
                    it.at.y,
                    it.size * POINT,
                    it.width,
                    of(it.ink)
                );
            }
        }
    }
    out + "</svg>"
}
