//! Weeks to lay out: the shipped example, and made ones of any size.

use onesheet::domain::archive::Content;
use onesheet::domain::calendar::Calendar;
use onesheet::domain::customers::customers;
use onesheet::domain::example::{dated, document};
use onesheet::domain::fold::Document;
use onesheet::domain::json::Json;
use onesheet::domain::month::Plan;
use onesheet::domain::path::{MonthPath, RosterPath, SheetPath};
use onesheet::domain::sheet::Sheet;
use onesheet::domain::week::{Week, parse_date};
use onesheet::paper::subject::{Edition, Subject, code};
use onesheet::tables::Maker;
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
    let text = dated(include_str!("../../../public/example/week.json").to_owned(), WEEK.parse().unwrap());
    let json = Json::parse(&text).unwrap();
    Held::new(
        document(json.get("sheet").unwrap(), template()),
        Document::default(),
        document(json.get("roster").unwrap(), template()),
    )
}
