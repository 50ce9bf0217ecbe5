//! Tracking on paper: a column a day with the figures, plan against done, what came up, the one problem and its measure.

use chrono::NaiveDate;

use super::cut::{Class, Composer};
use super::frame::{Block, TITLE, ems, figure, title, writing};
use super::mark::{Ink, Weight};
use super::paragraph::{BOLD, Look, PLAIN, Paragraph, SOFT, Sign};
use super::pen::{Column, HAIR, Pen, Side};
use super::tasks::cause;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::sheet::Sheet;
use crate::domain::template::{Aggregation, Indicator};
use crate::domain::tracking::{AdHoc, Day, DayProblem};
use crate::domain::value::Value;
use crate::domain::visits::count;
use crate::words::paper::{Word as W, and_more};
use crate::words::{Lang, Word, said};

/// Ems of the labels, and of the week's column at least and at most.
const LABELS: f32 = 8.6;
const WEEK: [f32; 2] = [5.2, 10.0];
/// The air in a cell, in millimetres.
const CELL: f32 = 0.9;
/// From this level on indicators other than the main ones are left out.
const MAIN_ONLY: usize = 9;

pub struct Tracking<'a> {
    lang: Lang,
    days: usize,
    rows: Vec<Row<'a>>,
    is_form: bool,
}

/// A row across the days.
struct Row<'a> {
    label: Paragraph<'a>,
    cells: Vec<Vec<Paragraph<'a>>>,
    week: Paragraph<'a>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Head,
    Figures,
    Texts,
}

impl<'a> Tracking<'a> {
    pub fn of(c: &Composer<'a>, sheet: &Sheet, dates: &[NaiveDate], is_form: bool) -> Self {
        let lang = c.lang();
        let days: Vec<(NaiveDate, Day)> =
            dates.iter().map(|it| (*it, sheet.days.get(it).cloned().unwrap_or_default())).collect();
        let mut rows = vec![heads(c, dates)];
        for it in &c.subject.archive.template.indicators {
            let has_values = days.iter().any(|day| day.1.values.contains_key(&it.id));
            if c.level >= MAIN_ONLY && !it.main && has_values {
                let held = days.iter().filter(|day| day.1.values.contains_key(&it.id));
                held.for_each(|day| c.left_out(SheetPath::DayValue(day.0, it.id.clone())));
            } else if has_values || (it.on && it.main) {
                rows.push(figures(c, sheet, (&days, is_form), it));
            }
        }
        let texts = [
            (Word::PlanAndDone, summary as fn(&Composer<'a>, NaiveDate, &Day) -> Vec<Paragraph<'a>>),
            (Word::AdHoc, adhoc),
            (Word::OneProblem, problem),
            (Word::Measure, measure),
        ];
        for (word, cell) in texts {
            let cells: Vec<_> = days.iter().map(|it| cell(c, it.0, &it.1)).collect();
            let label = c.paragraph().text(lang.say(word), SOFT);
            rows.push(Row { label, cells, week: c.paragraph(), kind: Kind::Texts });
        }
        Self { lang, days: dates.len(), rows, is_form }
    }
}

fn heads<'a>(c: &Composer<'a>, dates: &[NaiveDate]) -> Row<'a> {
    let lang = c.lang();
    let cell =
        |it: &NaiveDate| vec![c.paragraph().text(&format!("{} {}", said::weekday(lang, *it), said::day_number(*it)), SOFT)];
    Row {
        label: c.paragraph(),
        cells: dates.iter().map(cell).collect(),
        week: c.paragraph().text(lang.say(W::OfWeek), SOFT),
        kind: Kind::Head,
    }
}

/// An indicator's day figures as they were typed, and what they come to.
fn figures<'a>(c: &Composer<'a>, sheet: &Sheet, (days, is_form): (&[(NaiveDate, Day)], bool), it: &Indicator) -> Row<'a> {
    let nothing = if is_form { "" } else { "·" };
    let lang = c.lang();
    let unit = lang.label(&it.unit);
    let cell = |(_, day): &(NaiveDate, Day)| {
        let shown = match (&it.week, day.values.get(&it.id)) {
            (Aggregation::Visits, _) if !day.visits.is_empty() => {
                let all = count(day.visits.values());
                said::share((all.done, all.planned))
            }
            (_, Some(Value::Number(number))) => figure(*number, it.decimals),
            (_, Some(Value::Ratio { num, den })) => {
                [num, den].map(|it| it.map(|it| it.to_string()).unwrap_or_default()).join("/")
            }
            _ => String::new(),
        };
        vec![if shown.is_empty() { c.paragraph().some(Some(nothing), SOFT) } else { c.paragraph().text(&shown, PLAIN) }]
    };
    let counted = sheet.actual(it, c.subject.archive.template).map(|number| figure(number, it.decimals));
    Row {
        label: c.paragraph().text(&lang.label(&it.name), SOFT).text(" ", SOFT).text(&unit, SOFT),
        cells: days.iter().map(cell).collect(),
        week: c.paragraph().some(counted.as_deref(), BOLD),
        kind: Kind::Figures,
    }
}

fn summary<'a>(c: &Composer<'a>, date: NaiveDate, day: &Day) -> Vec<Paragraph<'a>> {
    let text = c.said(day.summary.as_ref(), Class::Detail, || SheetPath::DaySummary(date));
    text.map(|it| c.paragraph().text(&it, PLAIN)).into_iter().collect()
}

fn adhoc<'a>(c: &Composer<'a>, date: NaiveDate, day: &Day) -> Vec<Paragraph<'a>> {
    let path = |id: &Id| SheetPath::AdHocText(date, id.clone());
    let all: Vec<(&Id, &AdHoc)> = day.adhoc.iter().collect();
    let (named, rest) = c.first(all, Class::Detail, |it| vec![path(it.0)]);
    let one = |(id, it): (&Id, &AdHoc)| {
        let text = c.said(it.text.as_ref(), Class::Detail, || path(id))?;
        Some(c.paragraph().sign(Sign::Tick(it.done), Ink::Soft).text(&text, PLAIN))
    };
    let more = (rest > 0).then(|| c.paragraph().text(&and_more(c.lang(), rest), SOFT));
    named.into_iter().filter_map(one).chain(more).collect()
}

/// The one problem under its seal; below it, small, those beside it.
fn problem<'a>(c: &Composer<'a>, date: NaiveDate, day: &Day) -> Vec<Paragraph<'a>> {
    let lang = c.lang();
    let text =
        |id: &Id, it: &DayProblem, class| c.said(it.text.as_ref(), class, || SheetPath::DayProblemText(date, id.clone()));
    let principal = day.principal().and_then(|id| Some((id, day.problems.get(id)?)));
    let held = principal.map(|(id, it)| {
        let about = cause(c, it.cause.as_ref()).map(|it| format!("  {it}"));
        let look = Look { weight: Weight::Bold, ..PLAIN };
        c.paragraph().sign(Sign::Seal, Ink::Act).some(text(id, it, Class::Core).as_deref(), look).some(about.as_deref(), SOFT)
    });
    let others: Vec<(&Id, &DayProblem)> = day.problems.iter().filter(|it| Some(it.0) != day.principal()).collect();
    let paths = |(id, it): &(&Id, &DayProblem)| {
        let all = [
            (it.text.is_some(), SheetPath::DayProblemText(date, (*id).clone())),
            (it.cause.is_some(), SheetPath::DayProblemCause(date, (*id).clone())),
            (it.measure.is_some(), SheetPath::DayProblemMeasure(date, (*id).clone())),
        ];
        all.into_iter().filter(|it| it.0).map(|it| it.1).collect()
    };
    let (named, rest) = c.first(others, Class::Aside, paths);
    let other = |(id, it): (&Id, &DayProblem)| {
        let measure = c.said(it.measure.as_ref(), Class::Aside, || SheetPath::DayProblemMeasure(date, id.clone()));
        let said = text(id, it, Class::Aside);
        let is_said = said.is_some() || it.text.is_none();
        if !is_said && it.cause.is_some() {
            c.left_out(SheetPath::DayProblemCause(date, id.clone()));
        }
        let cause = cause(c, it.cause.as_ref()).filter(|_| is_said);
        let parts: Vec<String> = [said, cause, measure].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| c.paragraph().text("· ", SOFT).text(&parts.join(" → "), SOFT))
    };
    let more = (rest > 0).then(|| c.paragraph().text(&and_more(lang, rest), SOFT));
    held.into_iter().chain(named.into_iter().filter_map(other)).chain(more).collect()
}

fn measure<'a>(c: &Composer<'a>, date: NaiveDate, day: &Day) -> Vec<Paragraph<'a>> {
    let principal = day.principal().and_then(|id| Some((id, day.problems.get(id)?)));
    let text = principal
        .and_then(|(id, it)| c.said(it.measure.as_ref(), Class::Core, || SheetPath::DayProblemMeasure(date, id.clone())));
    text.map(|it| c.paragraph().text(&it, PLAIN)).into_iter().collect()
}

/// The columns of the grid.
struct Grid {
    label: Column,
    days: Vec<Column>,
    week: Column,
}

impl Tracking<'_> {
    fn grid(&self, pen: &Pen, column: Column) -> Grid {
        let em = pen.em();
        let (label, rest) = column.split(LABELS * em, 0.0);
        let widest = self.rows.iter().map(|it| pen.width(&it.week)).fold(0.0, f32::max) + 2.0 * CELL + 0.1;
        let week = widest.clamp(WEEK[0] * em, WEEK[1] * em);
        let week = Column::new(rest.right() - week, week);
        let width = (rest.width - week.width) / self.days.max(1) as f32;
        let days = (0..self.days).map(|at| Column::new(rest.x + at as f32 * width, width)).collect();
        Grid { label, days, week }
    }

    fn row(&self, pen: &mut Pen, it: &Row, grid: &Grid, line: usize) -> usize {
        let side = match it.kind {
            Kind::Head => Side::Middle,
            Kind::Figures => Side::End,
            Kind::Texts => Side::Start,
        };
        let mut lines = pen.write(&it.label, line, Column::new(grid.label.x, grid.label.width - CELL)).max(1);
        for (cell, column) in it.cells.iter().zip(&grid.days) {
            let mut at = line;
            for paragraph in cell {
                at += pen.set(paragraph, at, column.inside(CELL), (side, 0.0));
            }
            lines = lines.max(at - line);
        }
        // What is written by hand needs two.
        if self.is_form && it.kind != Kind::Head {
            lines = lines.max(2);
        }
        lines.max(pen.set(&it.week, line, grid.week.inside(CELL), (if side == Side::Middle { side } else { Side::End }, 0.0)))
    }
}

impl Block for Tracking<'_> {
    fn ems(&self) -> f32 {
        ems(self.rows.iter().flat_map(|it| it.cells.iter().flatten()))
    }

    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let top = line + title(pen, self.lang, (Module::Tracking, self.lang.say(Word::Daily)), column, line);
        let grid = self.grid(pen, column);
        let mut count = Pen::counting(pen.ruler, pen.size, pen.pitch, pen.top);
        let needs: Vec<usize> = self.rows.iter().map(|it| self.row(&mut count, it, &grid, 0)).collect();
        let needed = TITLE + needs.iter().sum::<usize>();
        if !pen.is_drawing() {
            return needed;
        }
        let spare = room.saturating_sub(needed);
        let texts = self.rows.iter().filter(|it| it.kind == Kind::Texts).count();
        // What is left over goes to the texts, so that the grid fills its place.
        let (each, mut rest) = (spare.checked_div(texts).unwrap_or(0), spare.checked_rem(texts).unwrap_or(0));
        let bottom = top + needs.iter().sum::<usize>() + if texts > 0 { spare } else { 0 };
        pen.ground(grid.week, top..bottom, Ink::Wash);
        pen.ground(column, top..top + 1, Ink::Wash);
        let mut at = top;
        for (it, lines) in self.rows.iter().zip(&needs) {
            pen.rule(at, column, (HAIR, if at == top { Ink::Line } else { Ink::Hair }));
            self.row(pen, it, &grid, at);
            let mut more = 0;
            if it.kind == Kind::Texts {
                more = each + rest.min(1);
                rest = rest.saturating_sub(1);
            }
            if self.is_form && it.kind == Kind::Texts {
                grid.days.iter().for_each(|day| writing(pen, day.inside(CELL), at..at + lines + more));
            }
            at += lines + more;
        }
        pen.rule(at, column, (HAIR, Ink::Line));
        for day in &grid.days {
            pen.upright(day.x, top..at, (HAIR, Ink::Hair));
        }
        pen.upright(grid.week.x, top..at, (HAIR, Ink::Line));
        needed
    }
}
