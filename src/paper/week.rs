//! The week on one page: the six modules round the header, in three rows whose heights and columns follow what they hold. The
//! largest type that fits is taken; where even the smallest does not, the least important texts become shorter.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::channel::Channel;
use super::cut::{Composer, LAST};
use super::frame::{Block, PAD};
use super::goals::Goals;
use super::header::Header;
use super::links::Links;
use super::mark::{Area, Ink, Mark, Outline, POINT};
use super::pen::{Column, Pen, SMALLEST, STRONG, THIN};
use super::review::Review;
use super::ruler::Ruler;
use super::strips::Format;
use super::subject::Subject;
use super::tasks::Tasks;
use super::tracking::Tracking;
use crate::domain::chain::Row as Carried;
use crate::domain::path::SheetPath;
use crate::domain::progress::{Progress, days_shown};
use crate::domain::sheet::Sheet;
use crate::domain::week::Week;

/// From baseline to baseline, of the type's size.
const LEADING: f32 = 1.36;
/// From one size of type to the next that is tried.
const STEP: f32 = 0.25;
/// How much of what is left over the upper rows have, in percent: on a filled page, and on a form.
const FILLED: [usize; 2] = [45, 12];
const FORM: [usize; 2] = [15, 15];
/// A line of air below each row.
const AIR: usize = 1;
/// The width of the header, of the page's.
const HEADER: f32 = 0.44;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Goals,
    Tasks,
    Channel,
    Header,
    Links,
    Tracking,
    Review,
}

/// The parts of each row, and the shares the first may take of a row of two.
const ROWS: [(&[Part], &[f32]); 3] = [
    (&[Part::Goals, Part::Tasks], &[0.29, 0.25, 0.33, 0.38]),
    (&[Part::Channel, Part::Header, Part::Links], &[(1.0 - HEADER) / 2.0]),
    (&[Part::Tracking, Part::Review], &[0.66, 0.72, 0.58, 0.5]),
];

/// A part written at one level, and what fell short in it.
struct Made<'a> {
    block: Box<dyn Block + 'a>,
    short: Vec<SheetPath>,
}

/// A row as it will be drawn.
#[derive(Clone, Debug, Default)]
struct Row {
    share: f32,
    levels: Vec<usize>,
    lines: usize,
}

struct Plan {
    size: f32,
    pitch: f32,
    rows: Vec<Row>,
}

/// A week to be laid out.
pub struct Leaf<'a> {
    pub subject: &'a Subject<'a>,
    pub week: Week,
    pub sheet: &'a Sheet,
    pub carried: Vec<Carried>,
    pub days: Vec<NaiveDate>,
    /// To be filled in by hand.
    pub is_form: bool,
}

/// A week drawn between the strips, and what fell short.
pub struct Drawn {
    pub marks: Vec<Mark>,
    pub short: Vec<SheetPath>,
}

impl<'a> Leaf<'a> {
    pub fn new(subject: &'a Subject<'a>, week: Week, sheet: &'a Sheet, is_form: bool) -> Self {
        let carried = if is_form { Vec::new() } else { subject.archive.carried(week, sheet) };
        let mut days = days_shown(sheet, week, subject.archive.calendar);
        // A week without a working day has its columns all the same.
        if days.is_empty() {
            days = week.days().take(5).collect();
        }
        Self { subject, week, sheet, carried, days, is_form }
    }

    pub fn draw(&'a self, ruler: &'a Ruler<'a>, format: Format, largest: f32) -> Drawn {
        let fitting = Fitting { leaf: self, ruler, format, made: RefCell::default(), counted: RefCell::default() };
        let plan = fitting.plan(largest);
        fitting.draw(&plan)
    }

    fn make(&'a self, ruler: &'a Ruler<'a>, part: Part, level: usize) -> Made<'a> {
        let c = Composer::new(self.subject, ruler, level);
        let (of_week, sheet, is_form) = ((self.week, self.sheet), self.sheet, self.is_form);
        let given = |id: &_| {
            self.subject.archive.template.indicator(id).is_some_and(|it| self.subject.archive.target(it, self.week).is_some())
        };
        let progress = || Progress::of(sheet, self.subject.archive.template, &self.days, given);
        let block: Box<dyn Block + 'a> = match part {
            Part::Goals => Box::new(Goals::of(&c, of_week, is_form)),
            Part::Tasks => Box::new(Tasks::of(&c, of_week, &self.carried, &self.days, is_form)),
            Part::Channel => Box::new(Channel::of(&c, sheet, is_form)),
            Part::Header => Box::new(Header::of(&c, (!is_form).then(progress).as_ref())),
            Part::Links => Box::new(Links::of(&c)),
            Part::Tracking => Box::new(Tracking::of(&c, sheet, &self.days, is_form)),
            Part::Review => Box::new(Review::of(&c, sheet, is_form)),
        };
        Made { block, short: c.short() }
    }
}

struct Fitting<'a> {
    leaf: &'a Leaf<'a>,
    ruler: &'a Ruler<'a>,
    format: Format,
    made: RefCell<HashMap<(Part, usize), Rc<Made<'a>>>>,
    /// Lines by part, level, size and width.
    counted: RefCell<HashMap<(Part, usize, u32, u32), usize>>,
}

impl<'a> Fitting<'a> {
    fn made(&self, part: Part, level: usize) -> Rc<Made<'a>> {
        // These hold no values that could be cut.
        let level = if matches!(part, Part::Header | Part::Links) { 0 } else { level };
        if let Some(it) = self.made.borrow().get(&(part, level)) {
            return Rc::clone(it);
        }
        let made = Rc::new(self.leaf.make(self.ruler, part, level));
        self.made.borrow_mut().insert((part, level), Rc::clone(&made));
        made
    }

    /// The columns of a row's parts, their air included.
    fn columns(&self, row: usize, share: f32) -> Vec<Column> {
        let all = self.format.column();
        let first = share * all.width;
        if ROWS[row].0.len() == 2 {
            let (one, two) = all.split(first, 0.0);
            return vec![one, two];
        }
        let (one, rest) = all.split(first, 0.0);
        let (two, three) = rest.split(all.width - 2.0 * first, 0.0);
        vec![one, two, three]
    }

    /// How many lines a part takes; of one that cannot fit, about.
    fn lines(&self, (part, level): (Part, usize), size: f32, column: Column) -> usize {
        let key = (part, level, size.to_bits(), column.width.to_bits());
        if let Some(lines) = self.counted.borrow().get(&key) {
            return *lines;
        }
        let mut pen = Pen::counting(self.ruler, size, size * POINT * LEADING, 0.0);
        let (made, column) = (self.made(part, level), column.inside(PAD));
        let least = (made.block.ems() * pen.em() / column.width) as usize;
        let lines = if least > self.room(size) { least } else { made.block.lay(&mut pen, column, 0, 0) + AIR };
        self.counted.borrow_mut().insert(key, lines);
        lines
    }

    /// How many lines of a size the page has.
    fn room(&self, size: f32) -> usize {
        (self.format.body().1 / (size * POINT * LEADING)) as usize
    }

    /// A row at one level, in the columns in which it is shortest.
    fn row(&self, row: usize, level: usize, size: f32) -> Row {
        let (parts, shares) = ROWS[row];
        // A form has the same columns every week.
        let shares = if self.leaf.is_form { &shares[..1] } else { shares };
        let rows = shares.iter().map(|share| {
            let columns = self.columns(row, *share);
            let lines = parts.iter().zip(columns).map(|(part, column)| self.lines((*part, level), size, column)).max();
            Row { share: *share, levels: vec![level; parts.len()], lines: lines.unwrap_or(0) }
        });
        rows.reduce(|best, it| if it.lines < best.lines { it } else { best }).unwrap_or_default()
    }

    fn rows(&self, level: usize, size: f32) -> Vec<Row> {
        (0..ROWS.len()).map(|it| self.row(it, level, size)).collect()
    }

    /// The row cut down to so many lines, in the columns that cost the least.
    fn cut(&self, row: usize, room: usize) -> Row {
        let (parts, shares) = ROWS[row];
        let rows = shares.iter().map(|share| {
            let columns = self.columns(row, *share);
            let level = |(part, column): (&Part, Column)| {
                let fits = |level: usize| self.lines((*part, level), SMALLEST, column) <= room;
                first_that(LAST, fits)
            };
            let levels: Vec<usize> = parts.iter().zip(columns.iter().copied()).map(level).collect();
            let lines =
                parts.iter().zip(&levels).zip(&columns).map(|((part, level), it)| self.lines((*part, *level), SMALLEST, *it));
            Row { share: *share, lines: lines.max().unwrap_or(0), levels }
        });
        let cost = |it: &Row| (it.lines.saturating_sub(room), it.levels.iter().max().copied().unwrap_or(0));
        rows.reduce(|best, it| if cost(&it) < cost(&best) { it } else { best }).unwrap_or_default()
    }

    fn plan(&self, largest: f32) -> Plan {
        let sizes = ((largest - SMALLEST) / STEP) as usize;
        let size = |at: usize| largest - at as f32 * STEP;
        let fits = |level: usize, size: f32| length(&self.rows(level, size)) <= self.room(size);
        let size = size(first_that(sizes, |at| fits(0, size(at))));
        let (room, mut rows) = (self.room(size), self.rows(0, size));
        if length(&rows) > room {
            let level = first_that(LAST, |level| fits(level, size));
            rows = self.rows(level, size);
            self.ease(&mut rows, room);
        }
        stretch(&mut rows, room, if self.leaf.is_form { FORM } else { FILLED });
        Plan { size, pitch: self.format.body().1 / room as f32, rows }
    }

    /// Lets the rows have what is left over, the days' and the week's problems first, and each part say as much as its row holds.
    fn ease(&self, rows: &mut [Row], room: usize) {
        for (at, part) in [(2, 2), (0, 2), (1, 2), (2, 1), (0, 1), (1, 1)] {
            let spare = room.saturating_sub(length(rows)) / part;
            // The second time round only what is left over can change anything.
            if part > 1 || spare > 0 {
                rows[at] = self.cut(at, rows[at].lines + spare);
            }
        }
    }

    fn draw(&self, plan: &Plan) -> Drawn {
        let mut pen = Pen::counting(self.ruler, plan.size, plan.pitch, self.format.body().0).drawing();
        let (column, mut short, mut line) = (self.format.column(), Vec::new(), 0);
        for (at, row) in plan.rows.iter().enumerate() {
            if at > 0 {
                pen.rule(line, column, (THIN, Ink::Line));
            }
            let columns = self.columns(at, row.share);
            for (number, (part, inside)) in ROWS[at].0.iter().zip(&columns).enumerate() {
                if number > 0 {
                    pen.upright(inside.x, line..line + row.lines, (THIN, Ink::Line));
                }
                let made = self.made(*part, row.levels[number]);
                made.block.lay(&mut pen, inside.inside(PAD), line, row.lines - AIR);
                short.extend(made.short.iter().cloned());
            }
            line += row.lines;
        }
        let area = Area::new(column.x, pen.y(0), column.width, pen.y(line) - pen.y(0));
        let outline = Some(Outline { width: STRONG, ink: Ink::Line });
        pen.mark(|| Mark::Frame { area, radius: 0.0, fill: None, outline });
        Drawn { marks: pen.marks(), short }
    }
}

/// The first of `0..=last` that holds; the last one where none before it does.
fn first_that(last: usize, holds: impl Fn(usize) -> bool) -> usize {
    if holds(0) {
        return 0;
    }
    let (mut below, mut at) = (0, last);
    while at - below > 1 {
        let middle = usize::midpoint(below, at);
        if holds(middle) { at = middle } else { below = middle }
    }
    at
}

fn length(rows: &[Row]) -> usize {
    rows.iter().map(|it| it.lines).sum()
}

/// Gives what is left over to the rows, so that the page is filled.
fn stretch(rows: &mut [Row], room: usize, shares: [usize; 2]) {
    let spare = room.saturating_sub(length(rows));
    let [top, middle] = shares.map(|it| spare * it / 100);
    for (row, more) in rows.iter_mut().zip([top, middle, spare - top - middle]) {
        row.lines += more;
    }
}
