//! Goals: target, actual, gap and attainment of an indicator for the week, counted from the days.

use super::decimal::Decimal;
use super::id::Id;
use super::path::SheetPath;
use super::sheet::{Sheet, number, text};
use super::template::{Aggregation, Better, Indicator, Template};
use super::value::{Value, ValueRef};

/// What is typed for one indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goal {
    pub target: Option<Decimal>,
    pub actual: Option<Decimal>,
    pub note: Option<String>,
}

impl Goal {
    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
        match path {
            SheetPath::GoalTarget(_) => self.target = number(value),
            SheetPath::GoalActual(_) => self.actual = number(value),
            SheetPath::GoalNote(_) => self.note = text(value),
            _ => {}
        }
    }
}

/// Three outcomes, never two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Achieved,
    Missed,
    NotMeasured,
}

/// One indicator's week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub target: Option<Decimal>,
    pub actual: Option<Decimal>,
    /// Plus is good, whichever direction is better.
    pub gap: Option<Decimal>,
    /// Half up to 4 places.
    pub attainment: Option<Decimal>,
}

impl Figures {
    pub fn standing(&self) -> Standing {
        match self.gap {
            None => Standing::NotMeasured,
            Some(gap) if gap.is_negative() => Standing::Missed,
            Some(_) => Standing::Achieved,
        }
    }
}

impl Sheet {
    /// The indicator's figures; `month` is the target its month or months give this week, if any.
    pub fn figures(&self, indicator: &Indicator, template: &Template, month: Option<Decimal>) -> Figures {
        let goal = self.goals.get(&indicator.id);
        let target = goal.and_then(|it| it.target).or(month);
        let actual = self.actual(indicator, template);
        let gap = actual.zip(target).map(|(actual, target)| gap(&indicator.better, actual, target));
        let attainment = actual.zip(target).and_then(|(actual, target)| attainment(&indicator.better, actual, target));
        Figures { target, actual, gap, attainment }
    }

    /// The week's actual: typed, else counted from the days; counted indicators are never typed.
    pub fn actual(&self, indicator: &Indicator, template: &Template) -> Option<Decimal> {
        let typed = self.goals.get(&indicator.id).and_then(|it| it.actual);
        match typed {
            Some(_) if !indicator.is_counted() => typed,
            _ => self.counted(indicator, template),
        }
    }

    /// What the days alone give.
    pub fn counted(&self, indicator: &Indicator, template: &Template) -> Option<Decimal> {
        let numbers = || self.days.values().filter_map(|it| it.values.get(&indicator.id)?.as_number());
        match &indicator.week {
            Aggregation::Sum => numbers().reduce(|sum, it| sum + it),
            Aggregation::Last => numbers().next_back(),
            Aggregation::Mean => mean(numbers(), indicator.decimals),
            Aggregation::Ratio => self.ratio(&indicator.id, indicator.decimals).or_else(|| mean(numbers(), indicator.decimals)),
            Aggregation::Visits => {
                let planned_or_made = self.days.values().any(|it| !it.visits.is_empty());
                planned_or_made.then(|| Decimal::from(i64::from(self.visit_count().done)))
            }
            Aggregation::Quotient { of, by, times } => {
                let (of, by) = self.pair(template.indicator(of)?, template.indicator(by)?, template)?;
                of.times(i64::from(*times)).divided(by, indicator.decimals)
            }
        }
    }

    /// Σ numerators ÷ Σ denominators, in percent.
    fn ratio(&self, id: &Id, decimals: u8) -> Option<Decimal> {
        let days = self.days.values().filter_map(|it| match it.values.get(id) {
            Some(Value::Ratio { num: Some(num), den: Some(den) }) => Some((*num, *den)),
            _ => None,
        });
        let (num, den) = days.reduce(|sum, it| (sum.0 + it.0, sum.1 + it.1))?;
        num.times(100).divided(den, decimals)
    }

    /// Both parts of a quotient over the same days; over the whole week where one of them was typed for the week.
    fn pair(&self, of: &Indicator, by: &Indicator, template: &Template) -> Option<(Decimal, Decimal)> {
        let typed = |it: &Indicator| self.goals.get(&it.id).is_some_and(|it| it.actual.is_some());
        if typed(of) || typed(by) {
            return self.actual(of, template).zip(self.actual(by, template));
        }
        let days =
            self.days.values().filter_map(|it| it.values.get(&of.id)?.as_number().zip(it.values.get(&by.id)?.as_number()));
        days.reduce(|sum, it| (sum.0 + it.0, sum.1 + it.1))
    }
}

fn mean(numbers: impl Iterator<Item = Decimal>, decimals: u8) -> Option<Decimal> {
    let (sum, count) = numbers.fold((Decimal::ZERO, 0), |(sum, count), it| (sum + it, count + 1));
    sum.divided(Decimal::from(count), decimals)
}

/// Plus is good, whichever direction is better.
pub fn gap(better: &Better, actual: Decimal, target: Decimal) -> Decimal {
    match better {
        Better::Higher => actual - target,
        Better::Lower => target - actual,
        Better::Band { low, high } if actual < *low => actual - *low,
        Better::Band { low: _, high } if actual > *high => *high - actual,
        Better::Band { .. } => Decimal::ZERO,
    }
}

/// A share of the target, half up to 4 places; none where there is nothing to divide by.
pub fn attainment(better: &Better, actual: Decimal, target: Decimal) -> Option<Decimal> {
    match better {
        // A band is hit or missed; a share of it says nothing. Its target is the band itself.
        _ if target.is_zero() => None,
        Better::Higher | Better::Band { .. } => actual.divided(target, 4),
        Better::Lower => target.divided(actual, 4),
    }
}
