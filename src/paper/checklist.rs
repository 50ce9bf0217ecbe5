//! The tick list as a compact grid: every item of every category, down as many columns as take the fewest lines; where the items
//! are long, along lines with narrow tab stops, a category after the other.

use super::cut::Composer;
use super::frame::Block;
use super::mark::{Ink, Weight};
use super::paragraph::{Look, PLAIN, Paragraph, SIGN, Sign};
use super::pen::{Column, HAIR, Pen, Side};
use crate::domain::sheet::Sheet;

/// Ems between columns, and how many columns there may be.
const GAP: f32 = 0.7;
const MOST: usize = 12;
/// Tab stops across, and how many lines they must save to be taken.
const STOPS: usize = 26;
const WORTH: usize = 2;
/// From this level on only what is ticked is listed.
const TICKED_ONLY: usize = 29;

pub struct Checklist<'a> {
    /// Headings and items one after the other, each with whether it heads the ones below.
    cells: Vec<(Paragraph<'a>, bool)>,
}

impl<'a> Checklist<'a> {
    pub fn of(c: &Composer<'a>, sheet: &Sheet) -> Self {
        let (lang, ticked) = (c.lang(), sheet.ticked());
        let head = Look { weight: Weight::Bold, ink: Ink::Plan, is_small: true };
        let mut cells = Vec::new();
        for category in c.subject.archive.template.categories.iter().filter(|_| c.level < TICKED_ONLY) {
            cells.push((c.paragraph().text(&lang.label(&category.name), head), true));
            for item in &category.items {
                let is_ticked = ticked.contains(&item.id);
                let look = if is_ticked {
                    Look { weight: Weight::Bold, is_small: true, ..PLAIN }
                } else {
                    Look { is_small: true, ..PLAIN }
                };
                let ink = if is_ticked { Ink::Plan } else { Ink::Soft };
                cells.push((c.paragraph().sign(Sign::Tick(is_ticked), ink).text(&lang.label(&item.name), look), false));
            }
        }
        Self { cells }
    }

    /// The columns with the cells that begin each, and how many lines the longest takes.
    fn packed(&self, pen: &Pen, width: f32, columns: usize) -> (Vec<usize>, usize) {
        let cell = self.width(pen, width, columns);
        let heights: Vec<usize> = self.cells.iter().map(|it| pen.count(&it.0, cell, SIGN)).collect();
        let mut lines = heights.iter().sum::<usize>().div_ceil(columns);
        loop {
            let (mut starts, mut used) = (vec![0], 0);
            for (at, height) in heights.iter().enumerate() {
                // A heading stays with what it heads.
                let with_next = if self.cells[at].1 { heights.get(at + 1).copied().unwrap_or(0) } else { 0 };
                if used > 0 && used + height + with_next > lines {
                    starts.push(at);
                    used = 0;
                }
                used += height;
            }
            if starts.len() <= columns {
                return (starts, lines);
            }
            lines += 1;
        }
    }

    fn width(&self, pen: &Pen, width: f32, columns: usize) -> f32 {
        (width - GAP * pen.em() * (columns - 1) as f32) / columns as f32
    }
}

/// Where the cells stand: the line and how far in, in millimetres; and how many lines they take.
type Places = (Vec<(usize, f32)>, usize);

impl Checklist<'_> {
    /// Down columns.
    fn down(&self, pen: &Pen, column: Column) -> (Places, f32) {
        let widest = self.cells.iter().map(|it| pen.width(&it.0)).fold(1.0, f32::max);
        // Columns narrower than half the longest item would break most of them.
        let most = ((column.width / (0.55 * widest)) as usize).clamp(1, MOST);
        let tries = (1..=most).map(|it| (self.packed(pen, column.width, it), it));
        let ((starts, lines), columns) = tries.min_by_key(|it| (it.0.1, it.1)).unwrap_or_default();
        let width = self.width(pen, column.width, columns);
        let mut places = Vec::with_capacity(self.cells.len());
        for (at, start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(self.cells.len());
            let mut line = 0;
            for (it, _) in &self.cells[*start..end] {
                places.push((line, at as f32 * (width + GAP * pen.em())));
                line += pen.count(it, width, SIGN);
            }
        }
        ((places, lines), width)
    }

    /// Along lines, one category after the other.
    fn along(&self, pen: &Pen, column: Column) -> Places {
        let stop = column.width / STOPS as f32;
        let (mut places, mut line, mut x) = (Vec::with_capacity(self.cells.len()), 0, 0.0);
        for (at, (it, is_head)) in self.cells.iter().enumerate() {
            // A heading stays with the first it heads.
            let next = if *is_head { self.cells.get(at + 1).map_or(0.0, |it| pen.width(&it.0) + stop) } else { 0.0 };
            let width = pen.width(it);
            if x > 0.0 && x + width + next > column.width {
                line += 1;
                x = 0.0;
            }
            places.push((line, x));
            x = ((x + width + GAP * pen.em()) / stop).ceil() * stop;
        }
        (places, line + 1)
    }
}

impl Block for Checklist<'_> {
    fn lay(&self, pen: &mut Pen, column: Column, line: usize, _room: usize) -> usize {
        if self.cells.is_empty() {
            return 0;
        }
        let (down, width) = self.down(pen, column);
        let along = self.along(pen, column);
        let is_along = along.1 + WORTH <= down.1;
        let ((places, lines), width) = if is_along { (along, column.width) } else { (down, width) };
        if pen.is_drawing() {
            for ((it, _), (below, x)) in self.cells.iter().zip(&places) {
                pen.set(it, line + below, Column::new(column.x + x, width), (Side::Start, SIGN));
                if *below == 0 && *x > 0.0 && !is_along {
                    pen.upright(column.x + x - GAP * pen.em() / 2.0, line..line + lines, (HAIR, Ink::Hair));
                }
            }
        }
        lines
    }
}
