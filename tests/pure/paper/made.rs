//! Weeks made of chance: from an empty one to one that is full to every limit.

use chrono::NaiveDate;

use onesheet::domain::decimal::Decimal;
use onesheet::domain::fold::Document;
use onesheet::domain::id::Id;
use onesheet::domain::path::{MonthPath, RosterPath, SheetPath as P};
use onesheet::domain::template::Aggregation;
use onesheet::domain::value::Value;
use onesheet::domain::week::Week;

use super::super::devices::{id, template};
use super::super::seeds::Dice;
use super::weeks::{Held, WEEK};

/// How full a week is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Visits a day.
    pub visits: usize,
    /// Characters of a shop's name.
    pub name: (usize, usize),
    /// Characters of a text.
    pub text: usize,
    /// Of every list.
    pub records: usize,
    /// How many fields in a hundred are filled.
    pub filled: usize,
}

impl Size {
    /// Any of them.
    pub fn of(dice: &mut Dice) -> Self {
        let visits = *dice.pick(&[0, 3, 8, 8, 15, 15, 25, 30]);
        let text = *dice.pick(&[6, 6, 12, 12, 20, 40, 120, 500]);
        let records = *dice.pick(&[0, 1, 1, 2, 2, 3, 5, 12]);
        let filled = *dice.pick(&[0, 20, 50, 80, 100]);
        Self { visits, name: (4, 12), text, records, filled }
    }

    /// Full to the limits of a document.
    pub const FULLEST: Self = Self { visits: 120, name: (12, 40), text: 500, records: 40, filled: 100 };
}

struct Maker<'a> {
    dice: &'a mut Dice,
    size: Size,
    sheet: Document<P>,
}

const WORDS: [&str; 28] = [
    "新品上柜",
    "价签补换",
    "老城区",
    "20户",
    "每户讲清两条卖点",
    "周四复查",
    "细支断货",
    "报主任协调",
    "13812341234",
    "OPPO",
    "VIP会员",
    "18/20",
    "93.5%",
    "（含代售点）",
    "“一店一策”",
    "《公约》",
    "动销慢",
    "库存偏高",
    "A1-07",
    "陈列保持",
    "结算失败",
    "待复核",
    "3天",
    "e-mail",
    "客户意愿不高",
    "已上柜2条",
    "Super Market",
    "……",
];
const SIGNS: [&str; 9] = ["，", "。", "；", "、", "：", "！", " ", "\n", "？"];

impl Maker<'_> {
    fn text(&mut self) -> Value {
        let most = self.dice.within(1, self.size.text.max(1));
        let mut text = String::new();
        while text.chars().count() < most {
            text.push_str(self.dice.pick::<&str>(&WORDS));
            if self.dice.falls(40) {
                text.push_str(self.dice.pick::<&str>(&SIGNS));
            }
        }
        Value::Text(text.chars().take(most).collect())
    }

    fn maybe(&mut self, path: P) {
        if self.dice.falls(self.size.filled) {
            let text = self.text();
            self.sheet.fill(path, text);
        }
    }

    fn choice(&mut self, path: P, words: &[&str]) {
        if self.dice.falls(self.size.filled) {
            let word = (*self.dice.pick(words)).to_owned();
            self.sheet.fill(path, Value::Text(word));
        }
    }

    fn number(&mut self, most: usize, places: u8) -> Value {
        let whole = if self.dice.falls(5) { 9_999_999_999 } else { self.dice.below(most) };
        Value::Number(Decimal::new(whole as i128, places))
    }

    fn records(&mut self, kind: &str) -> Vec<Id> {
        let count = self.dice.within(0, self.size.records);
        (0..count).map(|it| id(&format!("{kind}{it:02}"))).collect()
    }

    fn causes(&mut self, path: P) {
        self.choice(path, &["supply", "price", "will", "other"]);
    }

    fn goals(&mut self) {
        for it in template().indicators.iter().filter(|it| it.on) {
            if self.dice.falls(self.size.filled) {
                let value = self.number(100_000, it.decimals);
                self.sheet.fill(P::GoalTarget(it.id.clone()), value);
            }
            if !it.is_counted() && self.dice.falls(self.size.filled / 2) {
                let value = self.number(100_000, it.decimals);
                self.sheet.fill(P::GoalActual(it.id.clone()), value);
            }
            self.maybe(P::GoalNote(it.id.clone()));
        }
    }

    fn tasks(&mut self) {
        let items: Vec<Id> = template().items().map(|it| it.id.clone()).collect();
        for _ in 0..self.dice.within(0, 6) {
            let item = self.dice.pick(&items).clone();
            self.sheet.fill(P::TaskTicked(item.clone()), Value::Flag(self.dice.falls(90)));
            self.maybe(P::TaskMethod(item.clone()));
            self.maybe(P::TaskResult(item.clone()));
            self.choice(P::TaskState(item), &["open", "done", "partly", "dropped"]);
        }
        self.choice(P::FocusKind(), &["text"]);
        self.maybe(P::FocusText());
        for problem in self.records("c") {
            self.maybe(P::CarriedText(problem.clone()));
            self.maybe(P::CarriedMeasure(problem.clone()));
            self.maybe(P::CarriedWhy(problem.clone()));
            self.causes(P::CarriedCause(problem.clone()));
            self.choice(P::CarriedState(problem.clone()), &["open", "solved", "dropped"]);
            self.choice(P::CarriedSince(problem), &["2026-W40", "2026-W47"]);
        }
    }

    fn day(&mut self, date: NaiveDate, shops: &[Id]) {
        self.maybe(P::DayFocus(date));
        self.maybe(P::DaySummary(date));
        let points: Vec<Value> = (0..3).map(|_| self.text()).collect();
        for code in shops {
            let code = || code.clone();
            self.sheet.fill(P::VisitPlanned(date, code()), Value::Flag(true));
            if self.dice.falls(self.size.filled) {
                let point = self.dice.pick(&points).clone();
                self.sheet.fill(P::VisitPoint(date, code()), point);
            }
            self.choice(P::VisitOutcome(date, code()), &["done", "partly", "missed"]);
            self.maybe(P::VisitNote(date, code()));
            if self.dice.falls(30) {
                self.maybe(P::VisitPromise(date, code()));
                self.choice(P::VisitDue(date, code()), &["2026-12-03", "2026-11-27"]);
            }
        }
        for it in template().indicators.iter().filter(|it| !it.is_counted()) {
            if self.dice.falls(self.size.filled) {
                let value = match it.week {
                    Aggregation::Ratio => Value::Ratio { num: Some(Decimal::from(45)), den: Some(Decimal::from(50)) },
                    _ => self.number(10_000, it.decimals),
                };
                self.sheet.fill(P::DayValue(date, it.id.clone()), value);
            }
        }
        for it in self.records("a") {
            self.maybe(P::AdHocText(date, it.clone()));
            self.sheet.fill(P::AdHocDone(date, it), Value::Flag(true));
        }
        let problems = self.records("p");
        for it in &problems {
            self.maybe(P::DayProblemText(date, it.clone()));
            self.maybe(P::DayProblemMeasure(date, it.clone()));
            self.causes(P::DayProblemCause(date, it.clone()));
        }
        if let Some(it) = problems.first().filter(|_| self.dice.falls(80)) {
            self.sheet.fill(P::DayPrincipal(date), Value::Text(it.to_string()));
        }
    }

    fn messages(&mut self, shops: &[Id]) {
        for it in self.records("m") {
            let to = *self.dice.pick(&["head", "monopoly", "retailer"]);
            let is_decided = self.dice.falls(90);
            if is_decided {
                self.sheet.fill(P::MessageTo(it.clone()), Value::Text(to.to_owned()));
            }
            // What it says tells for whom it was, so that a page can be searched for it.
            let Value::Text(text) = self.text() else { continue };
            self.sheet.fill(
                P::MessageText(it.clone()),
                Value::Text(format!("{}{it}。{text}", mark(if is_decided { to } else { "" }))),
            );
            let recipient = template().recipient(&id(to)).unwrap();
            let item = recipient.groups[self.dice.below(recipient.groups.len())].items[0].id.clone();
            self.sheet.fill(P::MessageItem(it.clone(), item), Value::Flag(true));
            self.choice(P::MessageMeans(it.clone()), &["wechat", "phone"]);
            self.choice(P::MessageState(it.clone()), &["told", "answered", "closed"]);
            self.choice(P::MessageAt(it.clone()), &["2026-11-25T09:30"]);
            self.maybe(P::MessageAnswer(it.clone()));
            for code in shops.iter().take(self.dice.within(0, 4)) {
                self.sheet.fill(P::MessageCustomer(it.clone(), code.clone()), Value::Flag(true));
            }
        }
    }

    fn month(&mut self) -> Document<MonthPath> {
        use MonthPath as M;
        let mut month = Document::default();
        for it in template().indicators.iter().filter(|it| it.on) {
            let value = self.number(100_000, it.decimals);
            month.fill(M::Target(it.id.clone()), value);
        }
        for path in [M::Work(), M::Problems(), M::Measures()] {
            month.fill(path, self.text());
        }
        for it in &template().skills {
            month.fill(M::Score(it.id.clone()), Value::Number(Decimal::from(4)));
            month.fill(M::Note(it.id.clone()), self.text());
        }
        month
    }

    fn review(&mut self) {
        self.maybe(P::ReviewWork());
        let problems = self.records("r");
        for it in &problems {
            for path in [P::ReviewProblemText, P::ReviewProblemAnalysis, P::ReviewProblemMeasure, P::ReviewProblemOwner] {
                self.maybe(path(it.clone()));
            }
            self.causes(P::ReviewProblemCause(it.clone()));
            self.choice(P::ReviewProblemDue(it.clone()), &["2026-12-03"]);
        }
        if let Some(it) = problems.first().filter(|_| self.dice.falls(80)) {
            self.sheet.fill(P::ReviewPrincipal(), Value::Text(it.to_string()));
        }
        for it in self.records("k") {
            let text = self.text();
            self.sheet.fill(P::CommentText(it.clone()), text);
            self.maybe(P::CommentAnswer(it));
        }
    }
}

/// What a message's text begins with.
pub fn mark(to: &str) -> &'static str {
    match to {
        "monopoly" => "专卖秘",
        "retailer" => "零售告",
        "head" => "主任阅",
        _ => "未定谁",
    }
}

pub fn made(dice: &mut Dice, size: Size) -> Held {
    let week: Week = WEEK.parse().unwrap();
    let mut roster = Document::<RosterPath>::default();
    let shops: Vec<Id> = (0..size.visits * 2 + 4).map(|it| id(&format!("4101{it:04}"))).collect();
    for code in &shops {
        let long = dice.within(size.name.0, size.name.1);
        let name: String =
            "老城区和平路惠民生活超市旺达烟酒便利店中原总店".chars().cycle().skip(dice.below(20)).take(long).collect();
        roster.fill(RosterPath::Name(code.clone()), Value::Text(name));
    }
    let mut maker = Maker { dice, size, sheet: Document::default() };
    maker.goals();
    maker.tasks();
    for date in week.days().take(*maker.dice.pick(&[5, 5, 5, 6, 7])) {
        let mut of_day = shops.clone();
        maker.dice.shuffle(&mut of_day);
        of_day.truncate(size.visits);
        maker.day(date, &of_day);
    }
    maker.messages(&shops);
    maker.review();
    let month = maker.month();
    let sheet = maker.sheet;
    Held::new(sheet, month, roster)
}
