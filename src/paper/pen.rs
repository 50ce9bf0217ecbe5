//! Writing on the baseline grid of a page: everything stands on whole lines of one pitch, so that figures, ticks and rules of
//! neighbouring columns agree. The same calls only count lines while a size is being tried.

use std::ops::Range;

use super::mark::{ASCENT, Anchor, Area, At, DESCENT, Ink, Mark, Outline, POINT, Text, Weight};
use super::paragraph::{Look, Paragraph, Piece, Sign};
use super::ruler::Ruler;
use crate::words::{Lang, Word};

/// The smallest type there is.
pub const SMALLEST: f32 = 6.0;
/// How much smaller small runs are where there is room below.
const SMALL: f32 = 0.87;

/// The widths of rules, in millimetres.
pub const HAIR: f32 = 0.1;
pub const THIN: f32 = 0.18;
pub const STRONG: f32 = 0.4;

/// A column on the grid: from `x`, `width` wide, in millimetres.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub x: f32,
    pub width: f32,
}

/// Where in its column a line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Side {
    #[default]
    Start,
    Middle,
    End,
}

pub struct Pen<'a> {
    pub ruler: &'a Ruler<'a>,
    /// Of the running text, in points.
    pub size: f32,
    /// From baseline to baseline, and where the first line begins, in millimetres.
    pub pitch: f32,
    pub top: f32,
    marks: Vec<Mark>,
    is_drawing: bool,
}

impl Column {
    pub fn new(x: f32, width: f32) -> Self {
        Self { x, width }
    }

    /// Without so much on either side.
    pub fn inside(self, pad: f32) -> Self {
        Self::new(self.x + pad, self.width - 2.0 * pad)
    }

    /// Its first part, and the rest after a gap.
    pub fn split(self, first: f32, gap: f32) -> (Self, Self) {
        (Self::new(self.x, first), Self::new(self.x + first + gap, self.width - first - gap))
    }

    pub fn right(self) -> f32 {
        self.x + self.width
    }
}

impl<'a> Pen<'a> {
    /// A pen that counts.
    pub fn counting(ruler: &'a Ruler<'a>, size: f32, pitch: f32, top: f32) -> Self {
        Self { ruler, size, pitch, top, marks: Vec::new(), is_drawing: false }
    }

    /// A pen like this one that has drawn nothing yet.
    pub fn beside(&self) -> Self {
        Self { marks: Vec::new(), ..*self }
    }

    /// The same, drawing.
    pub fn drawing(mut self) -> Self {
        self.is_drawing = true;
        self
    }

    pub fn is_drawing(&self) -> bool {
        self.is_drawing
    }

    pub fn marks(self) -> Vec<Mark> {
        self.marks
    }

    pub fn paragraph(&self) -> Paragraph<'a> {
        Paragraph::new(self.ruler)
    }

    /// The em of the running text, in millimetres.
    pub fn em(&self) -> f32 {
        self.size * POINT
    }

    fn small(&self) -> f32 {
        (self.size * SMALL).max(SMALLEST.min(self.size)) / self.size
    }

    /// Points of small runs.
    pub fn small_size(&self) -> f32 {
        self.size * self.small()
    }

    /// Where a line begins.
    pub fn y(&self, line: usize) -> f32 {
        self.top + line as f32 * self.pitch
    }

    /// The baseline of a line of running text.
    pub fn baseline(&self, line: usize) -> f32 {
        self.y(line) + (self.pitch - self.em()) / 2.0 + ASCENT * self.em()
    }

    pub fn mark(&mut self, mark: impl FnOnce() -> Mark) {
        if self.is_drawing {
            self.marks.push(mark());
        }
    }

    /// Sets a paragraph from a line on and says how many lines it takes; `indent` moves those after the first, in ems.
    pub fn set(&mut self, it: &Paragraph, line: usize, column: Column, how: (Side, f32)) -> usize {
        self.set_part(it, 0..usize::MAX, line, column, how)
    }

    /// The same of some of its lines alone.
    pub fn set_part(
        &mut self,
        it: &Paragraph,
        wanted: Range<usize>,
        line: usize,
        column: Column,
        (side, indent): (Side, f32),
    ) -> usize {
        let (em, small) = (self.em(), self.small());
        if !self.is_drawing {
            return it.lines(column.width / em, indent, small, |_| ());
        }
        let mut at = 0;
        it.lines(column.width / em, indent, small, |part| {
            let (runs, width) = it.set(&part, small);
            let left = if at > 0 { indent * em } else { 0.0 };
            let free = column.width - left - width * em;
            let x = column.x
                + left
                + match side {
                    Side::Start => 0.0,
                    Side::Middle => free / 2.0,
                    Side::End => free,
                };
            for run in runs.into_iter().filter(|_| wanted.contains(&at)) {
                let y = self.baseline(line + at - wanted.start);
                self.run(run.piece, run.text, At::new(x + run.x * em, y), run.width * em);
            }
            at += 1;
        })
    }

    /// As `set`, from the column's start.
    pub fn write(&mut self, it: &Paragraph, line: usize, column: Column) -> usize {
        self.set(it, line, column, (Side::Start, 0.0))
    }

    /// How many lines a paragraph takes.
    pub fn count(&self, it: &Paragraph, width: f32, indent: f32) -> usize {
        it.lines(width / self.em(), indent, self.small(), |_| ())
    }

    /// How wide a paragraph is in one line, in millimetres.
    pub fn width(&self, it: &Paragraph) -> f32 {
        it.width(self.small()) * self.em()
    }

    fn run(&mut self, piece: &Piece, text: &str, at: At, width: f32) {
        match piece {
            Piece::Text(_, look) => {
                let size = if look.is_small { self.small_size() } else { self.size };
                self.text(text, at, size, *look, width);
            }
            Piece::Sign(sign, ink) => self.sign(*sign, *ink, at),
        }
    }

    fn text(&mut self, text: &str, at: At, size: f32, look: Look, width: f32) {
        if text.trim().is_empty() {
            return;
        }
        let (weight, ink, text) = (look.weight, look.ink, text.to_owned());
        self.mark(|| Mark::Text(Text { at, anchor: Anchor::Start, size, weight, ink, text, width }));
    }

    /// A text of its own size in one line, its middle or end at `x`; its width.
    pub fn title(&mut self, text: &str, x: f32, y: f32, (size, look, side): (f32, Look, Side)) -> f32 {
        let width = self.ruler.text(text, look.weight) * size * POINT;
        let left = match side {
            Side::Start => x,
            Side::Middle => x - width / 2.0,
            Side::End => x - width,
        };
        self.text(text, At::new(left, y), size, look, width);
        width
    }

    fn sign(&mut self, sign: Sign, ink: Ink, at: At) {
        let em = self.em();
        let centre = At::new(at.x + 0.42 * em, at.y - 0.37 * em);
        let outline = Outline { width: 0.09 * em, ink };
        let disc = |radius: f32, fill| Mark::Disc { centre, radius: radius * em, fill, outline: Some(outline) };
        match sign {
            Sign::Tick(is_ticked) => {
                let area = Area::new(at.x + 0.02 * em, at.y - 0.77 * em, 0.8 * em, 0.8 * em);
                self.mark(|| Mark::Tick { area, is_ticked, ink });
            }
            Sign::Seal => self.seal(at.x, at.y),
            Sign::Done => self.mark(|| disc(0.25, Some(ink))),
            Sign::Planned => self.mark(|| disc(0.25, None)),
            Sign::Partly => {
                self.mark(|| disc(0.25, None));
                self.mark(|| Mark::Disc { centre, radius: 0.12 * em, fill: Some(ink), outline: None });
            }
            Sign::Missed => {
                let leg = 0.24 * em;
                for slope in [1.0, -1.0] {
                    let (from, to) =
                        (At::new(centre.x - leg, centre.y - slope * leg), At::new(centre.x + leg, centre.y + slope * leg));
                    self.mark(|| Mark::Line { points: vec![from, to], width: 0.13 * em, ink });
                }
            }
        }
    }

    /// The seal 主, its left end and the baseline given.
    fn seal(&mut self, x: f32, y: f32) {
        let em = self.em();
        let side = 1.2 * em;
        let area = Area::new(x, y - 0.37 * em - side / 2.0, side, side);
        self.mark(|| Mark::Frame { area, radius: 0.14 * em, fill: Some(Ink::Act), outline: None });
        let look = Look { weight: Weight::Title, ink: Ink::Paper, is_small: false };
        let size = (0.92 * self.size).max(SMALLEST.min(self.size));
        self.title(
            Lang::Zh.say(Word::Seal),
            x + side / 2.0,
            area.y + side / 2.0 + (ASCENT - DESCENT) / 2.0 * size * POINT,
            (size, look, Side::Middle),
        );
    }

    /// A rule under a line's end, before the next begins.
    pub fn rule(&mut self, line: usize, column: Column, (width, ink): (f32, Ink)) {
        let y = self.y(line);
        self.mark(|| Mark::Rule { from: At::new(column.x, y), to: At::new(column.right(), y), width, ink });
    }

    /// A rule down some lines.
    pub fn upright(&mut self, x: f32, lines: Range<usize>, (width, ink): (f32, Ink)) {
        let (top, bottom) = (self.y(lines.start), self.y(lines.end));
        self.mark(|| Mark::Rule { from: At::new(x, top), to: At::new(x, bottom), width, ink });
    }

    /// A ground behind some lines.
    pub fn ground(&mut self, column: Column, lines: Range<usize>, ink: Ink) {
        let (top, bottom) = (self.y(lines.start), self.y(lines.end));
        let area = Area::new(column.x, top, column.width, bottom - top);
        self.mark(|| Mark::Frame { area, radius: 0.0, fill: Some(ink), outline: None });
    }
}
