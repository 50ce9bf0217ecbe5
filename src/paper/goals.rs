//! Goals on paper: target, actual and gap of each indicator, a thin bar of how far it got, the note below.

use super::cut::{Class, Composer};
use super::frame::{Block, TITLE, figure, signed, title};
use super::mark::{Area, Ink, Mark};
use super::paragraph::{BOLD, PLAIN, Paragraph, SOFT};
use super::pen::{Column, HAIR, Pen, Side};
use crate::domain::decimal::Decimal;
use crate::domain::goals::{Figures, Standing};
use crate::domain::path::SheetPath;
use crate::domain::progress::Module;
use crate::domain::sheet::Sheet;
use crate::domain::template::{Better, Indicator};
use crate::domain::week::Week;
use crate::words::{Lang, Word};

/// Ems a name needs at least, a figure at most before it is broken, and the bar.
const NAME: f32 = 6.2;
const FIGURE: f32 = 9.5;
const BAR: f32 = 5.0;
const GAP: f32 = 0.9;

pub struct Goals<'a> {
    lang: Lang,
    note: String,
    heads: [Paragraph<'a>; 4],
    rows: Vec<Row<'a>>,
    is_form: bool,
}

struct Row<'a> {
    name: Paragraph<'a>,
    figures: [Paragraph<'a>; 3],
    attainment: Option<Decimal>,
    note: Option<Paragraph<'a>>,
}

impl<'a> Goals<'a> {
    pub fn of(c: &Composer<'a>, (week, sheet): (Week, &Sheet), is_form: bool) -> Self {
        let lang = c.lang();
        let head = |word: Word| c.paragraph().text(lang.say(word), SOFT);
        // One that is off stays where something is said of it.
        let is_shown = |it: &&Indicator| it.on || sheet.goals.contains_key(&it.id);
        let rows = c.subject.archive.template.indicators.iter().filter(is_shown);
        Self {
            lang,
            note: lang.say(Word::PlusIsGood).to_owned(),
            heads: [Word::Indicator, Word::Target, Word::Actual, Word::Gap].map(head),
            rows: rows.map(|it| row(c, (week, sheet), it, is_form)).collect(),
            is_form,
        }
    }
}

fn row<'a>(c: &Composer<'a>, (week, sheet): (Week, &Sheet), it: &Indicator, is_form: bool) -> Row<'a> {
    let (lang, places) = (c.lang(), it.decimals);
    let given = if is_form { None } else { c.subject.archive.target(it, week) };
    let figures = sheet.figures(it, c.subject.archive.template, given);
    let arrow = if matches!(it.better, Better::Lower) { "↓" } else { "" };
    let unit = format!("{}{arrow}", lang.label(&it.unit));
    let name = c.paragraph().text(&lang.label(&it.name), PLAIN).text(" ", SOFT).text(&unit, SOFT);
    let plain = |it: Option<Decimal>| c.paragraph().some(it.map(|it| figure(it, places)).as_deref(), PLAIN);
    let actual = match figures.actual {
        None if !is_form => c.paragraph().text(lang.say(Word::NotMeasured), SOFT),
        it => plain(it),
    };
    let goal = sheet.goals.get(&it.id);
    let note = c.said(goal.and_then(|it| it.note.as_ref()), Class::Aside, || SheetPath::GoalNote(it.id.clone()));
    Row {
        name,
        figures: [plain(figures.target), actual, gap(c, &figures, places)],
        attainment: figures.attainment,
        note: note.map(|it| c.paragraph().text(&it, SOFT)),
    }
}

fn gap<'a>(c: &Composer<'a>, figures: &Figures, places: u8) -> Paragraph<'a> {
    let ink = match figures.standing() {
        Standing::Achieved => Ink::Do,
        Standing::Missed => Ink::Act,
        Standing::NotMeasured => Ink::Soft,
    };
    c.paragraph().some(figures.gap.map(|it| signed(it, places)).as_deref(), BOLD.ink(ink))
}

/// The columns of the table.
struct Columns {
    name: Column,
    figures: [Column; 3],
    bar: Option<Column>,
}

impl Goals<'_> {
    fn columns(&self, pen: &Pen, column: Column) -> Columns {
        let em = pen.em();
        let width = |at: usize| {
            let all = self.rows.iter().map(|it| &it.figures[at]).chain([&self.heads[at + 1]]);
            let widest = all.map(|it| pen.width(it)).fold(if self.is_form { 4.6 * em } else { 0.0 }, f32::max);
            widest.min(FIGURE * em)
        };
        let mut widths = [width(0), width(1), width(2)];
        let taken = widths.iter().map(|it| it + GAP * em).sum::<f32>();
        let (bar, least) = ((BAR + GAP) * em, NAME * em);
        let has_bar = !self.is_form && column.width - taken - bar >= least;
        let mut name = column.width - taken - if has_bar { bar } else { 0.0 };
        if name < least {
            name = least.min(column.width * 0.5);
            widths = [(column.width - name) / 3.0 - GAP * em; 3];
        }
        let mut x = column.x + name;
        let figures = widths.map(|it| {
            x += GAP * em + it;
            Column::new(x - it, it)
        });
        Columns { name: Column::new(column.x, name), figures, bar: has_bar.then(|| Column::new(x + GAP * em, BAR * em)) }
    }

    fn row(&self, pen: &mut Pen, it: &Row, columns: &Columns, line: usize) -> usize {
        let mut lines = pen.write(&it.name, line, columns.name).max(1);
        for (figure, column) in it.figures.iter().zip(columns.figures) {
            lines = lines.max(pen.set(figure, line, column, (Side::End, 0.0)));
        }
        if let Some((column, share)) = columns.bar.zip(it.attainment) {
            bar(pen, column, line, share);
        }
        lines
    }
}

impl Goals<'_> {
    /// The lines of all rows.
    fn needed(&self, pen: &Pen, columns: &Columns, width: f32) -> usize {
        let mut count = Pen::counting(pen.ruler, pen.size, pen.pitch, pen.top);
        let note = |it: &Row| it.note.as_ref().map_or(0, |it| pen.count(it, width, 0.0));
        self.rows.iter().map(|it| self.row(&mut count, it, columns, 0) + note(it)).sum()
    }
}

/// How far it got, as a thin bar.
fn bar(pen: &mut Pen, column: Column, line: usize, share: Decimal) {
    let part = share.max(Decimal::ZERO).min(Decimal::from(1)).times(1000).rounded(0).to_string().parse::<f32>().unwrap_or(0.0)
        / 1000.0;
    let height = 0.36 * pen.em();
    let top = pen.baseline(line) - 0.37 * pen.em() - height / 2.0;
    for (width, ink) in [(column.width, Ink::Hair), (column.width * part, Ink::Plan)] {
        if width > 0.05 {
            let area = Area::new(column.x, top, width, height);
            pen.mark(|| Mark::Frame { area, radius: (height / 2.0).min(width / 2.0), fill: Some(ink), outline: None });
        }
    }
}

impl Block for Goals<'_> {
    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let columns = self.columns(pen, column);
        let mut at = line + title(pen, self.lang, (Module::Goals, &self.note), column, line);
        pen.write(&self.heads[0], at, columns.name);
        for (head, column) in self.heads[1..].iter().zip(columns.figures) {
            pen.set(head, at, column, (Side::End, 0.0));
        }
        at += 1;
        let needed = if pen.is_drawing() { self.needed(pen, &columns, column.width - pen.em()) } else { 0 };
        // Where there is room for it, each row has a line more.
        let air = usize::from(!self.is_form && pen.is_drawing() && room >= TITLE + 1 + needed + self.rows.len());
        let spare = (room.saturating_sub(TITLE + 1)).checked_div(self.rows.len()).unwrap_or(0);
        for it in &self.rows {
            pen.rule(at, column, (HAIR, Ink::Hair));
            let start = at;
            at += self.row(pen, it, &columns, at);
            at += it.note.as_ref().map_or(0, |note| pen.write(note, at, column.split(0.0, pen.em()).1));
            if self.is_form {
                at = at.max(start + spare.min(2));
            }
            at += air;
        }
        if pen.is_drawing() && self.is_form {
            pen.rule(at, column, (HAIR, Ink::Hair));
            columns.figures.iter().for_each(|it| pen.upright(it.x - GAP / 2.0 * pen.em(), line + TITLE..at, (HAIR, Ink::Hair)));
        }
        at - line
    }
}
