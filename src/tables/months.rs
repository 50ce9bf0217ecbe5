//! The months: goals with how they stand, the weeks' shares, the summary, and the skills rated by oneself.

use super::{Cell, Source, Table};
use crate::domain::extract::Subject;
use crate::domain::month::MonthView;
use crate::domain::pace::Pace;
use crate::domain::sheet::Sheet;
use crate::domain::skills;
use crate::domain::template::{Coded, Indicator};
use crate::domain::week::{Month, Week};
use crate::words::months;
use crate::words::tables::{self, Head as H};

pub fn goals(source: &Source) -> Table {
    let heads = [
        H::Manager,
        H::Month,
        H::IndicatorCode,
        H::Indicator,
        H::Unit,
        H::Goal,
        H::SoFar,
        H::PlanToDate,
        H::AgainstPace,
        H::Standing,
        H::Remainder,
    ];
    let row = |(month, it, pace): (Month, &Indicator, Pace)| {
        let mut cells = source.of_month(month);
        cells.extend(source.indicator(it));
        cells.extend([pace.goal, pace.actual, pace.planned, pace.gap].map(|figure| Cell::number(figure, it.decimals)));
        cells.push(Cell::word(tables::standing(source.lang, pace.standing())));
        cells.push(Cell::number(pace.remainder, it.decimals));
        cells
    };
    Table::new(source, Subject::MonthGoals, &heads, source.paces().into_iter().map(row))
}

/// A line for each week of a goal: its share, typed or computed, and what it came to within the month.
pub fn shares(source: &Source) -> Table {
    let heads =
        [H::Manager, H::Month, H::Week, H::WorkDays, H::IndicatorCode, H::Indicator, H::Unit, H::Share, H::Computed, H::Actual];
    let rows = source.paces().into_iter().flat_map(|(month, it, pace)| {
        let row = move |slice: crate::domain::pace::Stretch| {
            let mut cells = source.of_month(month);
            cells.extend([Cell::Text(slice.week.to_string()), Cell::count(slice.workdays)]);
            cells.extend(source.indicator(it));
            let share = slice.share.map(|it| it.effective());
            let figures = [share, slice.share.map(|it| it.computed), slice.actual];
            cells.extend(figures.map(|figure| Cell::number(figure, it.decimals)));
            cells
        };
        pace.slices.into_iter().filter(|it| it.share.is_some() || it.actual.is_some()).map(row)
    });
    Table::new(source, Subject::Shares, &heads, rows)
}

pub fn summaries(source: &Source) -> Table {
    let heads = [H::Manager, H::Month, H::Work, H::MonthProblems, H::MonthMeasures];
    let row = |it: &MonthView| {
        let texts = [&it.plan.work, &it.plan.problems, &it.plan.measures];
        let mut cells = source.of_month(it.month);
        cells.extend(texts.map(|it| Cell::said(it.as_ref())));
        cells
    };
    let is_said = |it: &&MonthView| [&it.plan.work, &it.plan.problems, &it.plan.measures].iter().any(|it| it.is_some());
    Table::new(source, Subject::MonthSummary, &heads, source.stored_months().filter(is_said).map(row))
}

/// The skills of each month that rates any.
pub fn skills(source: &Source) -> Table {
    let heads = [H::Manager, H::Month, H::SkillCode, H::Skill, H::Score, H::Note, H::Seen];
    let rows = source.stored_months().filter(|it| !it.plan.skills.is_empty()).flat_map(|view| {
        let sheets = source.archive.sheets_of(view.month);
        source.archive.template.skills.iter().map(move |it| skill(source, view, it, &sheets))
    });
    Table::new(source, Subject::Skills, &heads, rows)
}

fn skill(source: &Source, view: &MonthView, it: &Coded, sheets: &[(Week, &Sheet)]) -> Vec<Cell> {
    let rated = view.plan.skills.get(&it.id).cloned().unwrap_or_default();
    let sheets: Vec<&Sheet> = sheets.iter().map(|it| it.1).collect();
    let seen = skills::seen(it.id.as_str(), &sheets, source.archive.template).map(|it| months::seen(source.lang, &it));
    let mut cells = source.of_month(view.month);
    cells.extend([
        Cell::code(&it.id),
        Cell::word(&source.lang.label(&it.name)),
        Cell::number(rated.score, 0),
        Cell::said(rated.note.as_ref()),
        Cell::word(&seen.unwrap_or_default()),
    ]);
    cells
}

impl Source<'_> {
    fn of_month(&self, month: Month) -> Vec<Cell> {
        vec![Cell::code(&self.maker.id), Cell::Text(month.to_string())]
    }

    /// The months of the time of which something was written.
    fn stored_months(&self) -> impl Iterator<Item = &MonthView> {
        let wanted = self.period.months();
        self.archive.months.iter().filter(move |it| wanted.contains(&it.month))
    }

    /// How each indicator's months stand, where there is a goal or a figure.
    fn paces(&self) -> Vec<(Month, &Indicator, Pace)> {
        let mut all = Vec::new();
        for month in self.period.months() {
            let course = self.archive.course(month);
            for it in &self.archive.template.indicators {
                let pace = course.pace(it, self.archive.template, self.maker.today);
                if pace.goal.is_some() || pace.actual.is_some() {
                    all.push((month, it, pace));
                }
            }
        }
        all
    }
}
