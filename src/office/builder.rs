//! The question builder: any measure of the facts, divided by one or two things they are known by. What the twenty questions ask
//! with care for their meaning is in `questions`; here somebody puts a question together himself, under the same rule for few managers.

mod facts;

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Cell, ChartKind, Line, Place};
use super::names::Name;
use super::scope::{Scope, is_summed, may_average};
use crate::domain::decimal::Decimal;
use crate::domain::goals::attainment;
use crate::domain::template::Indicator;
use crate::words::questions::Head;

/// Columns that are shown: more cannot be read.
pub const MOST_COLUMNS: usize = 60;

/// What facts are divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    Manager,
    Area,
    Unit,
    Week,
    Month,
    Weekday,
    Market,
    Format,
    Tier,
    Indicator,
    Item,
    Category,
    Cause,
    Recipient,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    Sheets,
    Attainment,
    Target,
    Actual,
    Planned,
    Done,
    KeptShare,
    Ticks,
    DoneShare,
    Problems,
    Messages,
    AnsweredShare,
}

/// A question put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Built {
    pub measure: Measure,
    pub rows: Dimension,
    pub columns: Option<Dimension>,
}

/// A place among those of a dimension: what orders it, and what it is called.
type Key = (String, String);

/// What one fact adds to a measure.
struct Share<'a> {
    part: Decimal,
    whole: Decimal,
    of: Option<&'a Indicator>,
}

/// What all facts of a cell come to.
#[derive(Default)]
struct Sum<'a> {
    part: Decimal,
    whole: Decimal,
    many: usize,
    managers: BTreeSet<Name>,
    /// Where it stands, of whole rows alone.
    sheets: Vec<Place>,
    of: Option<&'a Indicator>,
}

impl Dimension {
    pub const ALL: [Self; 14] = [
        Self::Manager,
        Self::Area,
        Self::Unit,
        Self::Week,
        Self::Month,
        Self::Weekday,
        Self::Market,
        Self::Format,
        Self::Tier,
        Self::Indicator,
        Self::Item,
        Self::Category,
        Self::Cause,
        Self::Recipient,
    ];

    /// Its name in a form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Area => "area",
            Self::Unit => "unit",
            Self::Week => "week",
            Self::Month => "month",
            Self::Weekday => "weekday",
            Self::Market => "market",
            Self::Format => "format",
            Self::Tier => "tier",
            Self::Indicator => "indicator",
            Self::Item => "item",
            Self::Category => "category",
            Self::Cause => "cause",
            Self::Recipient => "recipient",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == text)
    }

    pub fn head(self) -> Head {
        match self {
            Self::Manager => Head::Manager,
            Self::Area => Head::Area,
            Self::Unit => Head::Unit,
            Self::Week => Head::Week,
            Self::Month => Head::Month,
            Self::Weekday => Head::Weekday,
            Self::Market => Head::Market,
            Self::Format => Head::Format,
            Self::Tier => Head::Tier,
            Self::Indicator => Head::Indicator,
            Self::Item => Head::Item,
            Self::Category => Head::Category,
            Self::Cause => Head::Cause,
            Self::Recipient => Head::Recipient,
        }
    }

    fn is_of_time(self) -> bool {
        matches!(self, Self::Week | Self::Month)
    }
}

impl Measure {
    pub const ALL: [Self; 12] = [
        Self::Sheets,
        Self::Attainment,
        Self::Target,
        Self::Actual,
        Self::Planned,
        Self::Done,
        Self::KeptShare,
        Self::Ticks,
        Self::DoneShare,
        Self::Problems,
        Self::Messages,
        Self::AnsweredShare,
    ];

    /// Its name in a form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sheets => "sheets",
            Self::Attainment => "attainment",
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Done => "done",
            Self::KeptShare => "kept",
            Self::Ticks => "ticks",
            Self::DoneShare => "finished",
            Self::Problems => "problems",
            Self::Messages => "messages",
            Self::AnsweredShare => "answered",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == text)
    }

    pub fn head(self) -> Head {
        match self {
            Self::Sheets => Head::Sheets,
            Self::Attainment => Head::Attainment,
            Self::Target => Head::Target,
            Self::Actual => Head::Actual,
            Self::Planned => Head::VisitsPlanned,
            Self::Done => Head::VisitsDone,
            Self::KeptShare => Head::KeptShare,
            Self::Ticks => Head::Ticks,
            Self::DoneShare => Head::DoneShare,
            Self::Problems => Head::Problems,
            Self::Messages => Head::Messages,
            Self::AnsweredShare => Head::AnsweredShare,
        }
    }

    /// Whether its facts are known by that.
    pub fn goes_by(self, by: Dimension) -> bool {
        use Dimension as D;
        match by {
            D::Manager | D::Area | D::Unit | D::Week | D::Month => true,
            D::Indicator => matches!(self, Self::Attainment | Self::Target | Self::Actual),
            D::Weekday | D::Market | D::Format | D::Tier => matches!(self, Self::Planned | Self::Done | Self::KeptShare),
            D::Item | D::Category => matches!(self, Self::Ticks | Self::DoneShare),
            D::Cause => self == Self::Problems,
            D::Recipient => matches!(self, Self::Messages | Self::AnsweredShare),
        }
    }

    fn cell(self, sum: &Sum) -> Cell {
        let may = may_average(sum.managers.len());
        match self {
            Self::Sheets | Self::Planned | Self::Done | Self::Ticks | Self::Problems | Self::Messages => Cell::count(sum.many),
            Self::KeptShare | Self::DoneShare | Self::AnsweredShare => {
                Cell::Share(sum.part.divided(sum.whole, 9).filter(|_| may))
            }
            Self::Attainment => Cell::Share(sum.of.and_then(|it| reached(it, sum)).filter(|_| may)),
            Self::Target | Self::Actual => match sum.of {
                Some(it) if it.adds_up() => Cell::Figure(Some(sum.part), it.decimals),
                Some(it) => {
                    let mean = sum.part.divided(Decimal::from(sum.many as i64), it.decimals);
                    Cell::Figure(mean.filter(|_| may), it.decimals)
                }
                None => Cell::Figure(None, 0),
            },
        }
    }
}

fn reached(it: &Indicator, sum: &Sum) -> Option<Decimal> {
    if is_summed(it) { attainment(&it.better, sum.part, sum.whole) } else { sum.part.divided(sum.whole, 4) }
}

/// The one that is there before anybody chooses.
impl Default for Built {
    fn default() -> Self {
        Self { measure: Measure::Attainment, rows: Dimension::Indicator, columns: Some(Dimension::Area) }
    }
}

impl Built {
    /// As the controls of a form say it; nothing where they say none.
    pub fn said<'a>(held: impl Fn(&str) -> &'a str) -> Option<Self> {
        let measure = Measure::parse(held("measure"))?;
        Some(Self { measure, rows: Dimension::parse(held("rows"))?, columns: Dimension::parse(held("columns")) })
    }

    /// Whether the measure is known by what it is to be divided by.
    pub fn is_possible(self) -> bool {
        self.measure.goes_by(self.rows) && self.columns.is_none_or(|it| it != self.rows && self.measure.goes_by(it))
    }

    /// Whether it is asked of one indicator: what is divided by them is of all.
    pub fn is_of_indicator(self) -> bool {
        let is_divided = [Some(self.rows), self.columns].contains(&Some(Dimension::Indicator));
        self.measure.goes_by(Dimension::Indicator) && !is_divided
    }

    /// The table: a line for each of the rows, first all of it, then column by column.
    pub fn answer(self, scope: &Scope) -> Answer {
        let mut answer = Answer::of(&[self.rows.head(), self.measure.head()]);
        if !self.is_possible() {
            return answer;
        }
        let (mut all, mut cells): (BTreeMap<Key, Sum>, BTreeMap<(Key, Key), Sum>) = Default::default();
        let mut columns: BTreeSet<Key> = BTreeSet::new();
        let dimensions: Vec<Dimension> = [Some(self.rows), self.columns].into_iter().flatten().collect();
        facts::each(scope, self.measure, &dimensions, &mut |sheet, keys, share| {
            let [row, rest @ ..] = keys else { return };
            let sum = all.entry(row.clone()).or_default();
            sum.add(sheet.0, &share);
            // Sheet by sheet they come.
            if sum.sheets.last() != Some(&sheet) {
                sum.sheets.push(sheet);
            }
            if let [column] = rest {
                columns.insert(column.clone());
                cells.entry((row.clone(), column.clone())).or_default().add(sheet.0, &share);
            }
        });
        let shown: Vec<&Key> = columns.iter().take(MOST_COLUMNS).collect();
        for (row, sum) in &all {
            let of_column = |column: &&Key| match cells.get(&(row.clone(), (*column).clone())) {
                Some(sum) => self.measure.cell(sum),
                None => Cell::Figure(None, 0),
            };
            let first = [Cell::text(&row.1), self.measure.cell(sum)];
            let line = Line { cells: first.into_iter().chain(shown.iter().map(of_column)).collect(), ..Line::default() };
            answer.lines.push(self.led(line, &row.0, &sum.sheets));
        }
        answer.columns = shown.into_iter().map(|it| it.1.clone()).collect();
        answer.charted(if self.rows.is_of_time() { ChartKind::Line } else { ChartKind::Bars }, 0, 1)
    }

    /// A line leads to its sheets: of one manager or one week to those of the wall.
    fn led(self, line: Line, key: &str, sheets: &[Place]) -> Line {
        match self.rows {
            Dimension::Manager => Line { manager: key.parse().ok(), ..line },
            Dimension::Week => Line { week: key.parse().ok(), ..line },
            _ => Line { sheets: sheets.to_vec(), ..line },
        }
    }
}

impl<'a> Sum<'a> {
    fn add(&mut self, manager: Name, share: &Share<'a>) {
        self.part = self.part + share.part;
        self.whole = self.whole + share.whole;
        self.many += 1;
        self.managers.insert(manager);
        self.of = share.of;
    }
}
