//! What every module shares: the two lines of its title, hairlines between rows, lines to write on, and figures as they stand in
//! a column.

use std::ops::Range;

use super::mark::{Area, At, Ink, Mark, POINT};
use super::paragraph::{BOLD, Look, Paragraph, SOFT};
use super::pen::{Column, HAIR, Pen, Side};
use crate::domain::decimal::Decimal;
use crate::domain::progress::Module;
use crate::words::{Lang, said};

/// Lines a module's title takes.
pub const TITLE: usize = 2;
/// The air at a module's sides, in millimetres.
pub const PAD: f32 = 2.4;
/// How far a title stands above its line, of the pitch, so that there is air below it.
const RAISED: f32 = 0.3;
/// How much larger a title is.
const LARGER: f32 = 1.3;
/// From one line for a pen to the next, in millimetres.
const WRITING: f32 = 6.4;

/// A part of the page that can be laid out in any column: counted first, then drawn with the lines it is given.
pub trait Block {
    /// From a line on, over so many lines if they are more than it needs; says how many it needs.
    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize;

    /// Ems of text in it, at least: what cannot fit need not be tried.
    fn ems(&self) -> f32 {
        0.0
    }
}

/// Ems of some paragraphs.
pub fn ems<'p, 'a: 'p>(all: impl IntoIterator<Item = &'p Paragraph<'a>>) -> f32 {
    all.into_iter().map(|it| it.least()).sum()
}

/// The colour of a module.
pub fn ink(module: Module) -> Ink {
    match said::pdca(module) {
        "p" => Ink::Plan,
        "d" => Ink::Do,
        "c" => Ink::Check,
        "a" => Ink::Act,
        _ => Ink::Soft,
    }
}

/// The same as a ground.
pub fn wash(ink: Ink) -> Ink {
    match ink {
        Ink::Plan => Ink::PlanWash,
        Ink::Do => Ink::DoWash,
        Ink::Check => Ink::CheckWash,
        Ink::Act => Ink::ActWash,
        _ => Ink::Wash,
    }
}

/// A module's number and name, and a note at the right end where it has room.
pub fn title(pen: &mut Pen, lang: Lang, (module, note): (Module, &str), column: Column, line: usize) -> usize {
    let (em, y, ink) = (pen.em(), pen.baseline(line + 1) - RAISED * pen.pitch, ink(module));
    let size = pen.size * LARGER;
    let radius = 0.72 * em;
    let centre = At::new(column.x + radius, y - 0.45 * em);
    pen.mark(|| Mark::Disc { centre, radius, fill: Some(ink), outline: None });
    let number = Look { ink: Ink::Paper, ..BOLD };
    pen.title(said::number(module), centre.x, centre.y + 0.35 * em, (pen.size, number, Side::Middle));
    let from = column.x + 2.0 * radius + 0.5 * em;
    let end = from + pen.title(said::module(lang, module), from, y, (size, BOLD, Side::Start)) + em;
    let small = pen.small_size();
    if column.right() - end >= pen.ruler.text(note, SOFT.weight) * small * POINT {
        pen.title(note, column.right(), y, (small, SOFT, Side::End));
    }
    TITLE
}

/// A heading within a module, with a note at its right end.
pub fn heading(pen: &mut Pen, (name, note): (&str, &str), line: usize, column: Column) -> usize {
    let name = pen.paragraph().text(name, SOFT);
    let (left, right) = (pen.width(&name), pen.paragraph().text(note, SOFT));
    pen.write(&name, line, column);
    if left + pen.width(&right) + pen.em() <= column.width {
        pen.set(&right, line, column, (Side::End, 0.0));
    }
    1
}

/// A ground with an edge, for the one principal thing.
pub fn held(pen: &mut Pen, it: &Paragraph, line: usize, column: Column) -> usize {
    let inside = column.inside(0.6 * pen.em());
    let lines = pen.count(it, inside.width, super::paragraph::SEAL);
    let (top, bottom) = (pen.y(line), pen.y(line + lines));
    let area = Area::new(column.x, top, column.width, bottom - top);
    pen.mark(|| Mark::Frame { area, radius: 0.6, fill: Some(Ink::ActWash), outline: None });
    pen.set(it, line, inside, (Side::Start, super::paragraph::SEAL))
}

/// Lines to write on by hand, over some lines of the grid.
pub fn writing(pen: &mut Pen, column: Column, lines: Range<usize>) {
    let step = ((WRITING / pen.pitch).round() as usize).max(1);
    let mut at = lines.start + step;
    while at <= lines.end {
        pen.rule(at, column, (HAIR, Ink::Hair));
        at += step;
    }
}

/// A figure with its minus set as one.
pub fn figure(it: Decimal, places: u8) -> String {
    it.fixed(places).replace('-', "−")
}

/// A gap, its sign always there.
pub fn signed(it: Decimal, places: u8) -> String {
    let plus = if it.is_negative() || it.is_zero() { "" } else { "+" };
    [plus, &figure(it, places)].concat()
}
