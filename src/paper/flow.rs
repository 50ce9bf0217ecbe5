//! Paragraphs poured through columns and over pages, for what has no fixed place: the annex, the slips.

use std::ops::Range;

use super::mark::Ink;
use super::paragraph::Paragraph;
use super::pen::{Column, HAIR, Pen, Side};

/// Lines of a paragraph that may stand alone at a column's end or beginning.
const ALONE: usize = 2;

/// A paragraph on its way.
pub struct Item<'a> {
    pub paragraph: Paragraph<'a>,
    /// How far its later lines are moved, in ems.
    pub indent: f32,
    /// Lines of air above it, unless it begins a column.
    pub above: usize,
    /// Whether it heads what follows, and so stays with it.
    pub is_head: bool,
    /// Whether a hairline stands above it.
    pub has_rule: bool,
}

impl<'a> Item<'a> {
    pub fn new(paragraph: Paragraph<'a>) -> Self {
        Self { paragraph, indent: 0.0, above: 0, is_head: false, has_rule: false }
    }

    pub fn head(paragraph: Paragraph<'a>, above: usize) -> Self {
        Self { above, is_head: true, ..Self::new(paragraph) }
    }

    pub fn indented(self, indent: f32) -> Self {
        Self { indent, ..self }
    }

    pub fn ruled(self) -> Self {
        Self { has_rule: true, ..self }
    }

    pub fn after(self, above: usize) -> Self {
        Self { above, ..self }
    }
}

/// Where some lines of an item stand.
struct Place {
    item: usize,
    part: Range<usize>,
    /// Counted through all columns of all pages.
    column: usize,
    line: usize,
}

/// Items with where they stand.
pub struct Poured<'p, 'a> {
    items: &'p [Item<'a>],
    places: Vec<Place>,
    columns: Vec<Column>,
}

/// Pours items through columns of so many lines.
pub fn pour<'p, 'a>(pen: &Pen, items: &'p [Item<'a>], columns: Vec<Column>, lines: usize) -> Poured<'p, 'a> {
    let (mut places, mut column, mut line) = (Vec::new(), 0, 0);
    let height = |it: &Item| pen.count(&it.paragraph, columns[0].width, it.indent);
    for (at, item) in items.iter().enumerate() {
        let all = height(item);
        let next = if item.is_head { items.get(at + 1).map_or(0, |it| height(it).min(ALONE)) } else { 0 };
        if line > 0 {
            line += item.above;
        }
        if line > 0 && line + all.min(ALONE) + next > lines {
            (column, line) = (column + 1, 0);
        }
        let mut done = 0;
        while done < all {
            let mut part = (all - done).min(lines - line);
            // Rather a longer rest than a single line.
            if done + part < all && all - done - part < ALONE && part > ALONE {
                part -= 1;
            }
            places.push(Place { item: at, part: done..done + part, column, line });
            (done, line) = (done + part, line + part);
            if done < all || line >= lines {
                (column, line) = (column + 1, 0);
            }
        }
    }
    Poured { items, places, columns }
}

impl Poured<'_, '_> {
    pub fn pages(&self) -> usize {
        self.places.last().map_or(1, |it| it.column / self.columns.len() + 1)
    }

    /// The last line of a page's only column.
    pub fn draw(&self, pen: &mut Pen, page: usize) {
        for it in self.places.iter().filter(|it| it.column / self.columns.len() == page) {
            let (item, column) = (&self.items[it.item], self.columns[it.column % self.columns.len()]);
            if item.has_rule && it.part.start == 0 {
                pen.rule(it.line, column, (HAIR, Ink::Hair));
            }
            pen.set_part(&item.paragraph, it.part.clone(), it.line, column, (Side::Start, item.indent));
        }
    }
}
