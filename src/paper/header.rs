//! The PDCA header in the middle of the page: the form's name and its six steps, each with how far it is.

use super::cut::Composer;
use super::frame::{Block, ink, wash};
use super::mark::{Area, At, Ink, Mark, POINT, Weight};
use super::paragraph::{Look, PLAIN, Paragraph, SOFT};
use super::pen::{Column, Pen, STRONG, Side};
use crate::domain::progress::{Module, Progress};
use crate::words::{Word, said};

/// How much larger the form's name is, and the air between its letters, in ems of its own.
const LARGER: f32 = 2.3;
const SPACED: f32 = 0.22;
/// The lines of the name, and of a step.
const NAME: usize = 3;
const STEP: usize = 4;
/// Between steps, in millimetres.
const GAP: f32 = 1.2;

pub struct Header<'a> {
    name: String,
    steps: Vec<Step<'a>>,
}

struct Step<'a> {
    ink: Ink,
    lines: [Paragraph<'a>; 3],
}

impl<'a> Header<'a> {
    /// `progress` is missing on a form.
    pub fn of(c: &Composer<'a>, progress: Option<&Progress>) -> Self {
        let lang = c.lang();
        let step = |module: &Module| {
            let ink = ink(*module);
            let far = progress.map(|it| said::step_progress(lang, *module, it)).filter(|_| *module != Module::Links);
            Step {
                ink,
                lines: [
                    c.paragraph().text(said::step_mark(*module), Look { weight: Weight::Bold, ink, is_small: true }),
                    c.paragraph().text(said::step(lang, *module), PLAIN),
                    c.paragraph().some(far.as_deref(), SOFT),
                ],
            }
        };
        Self { name: lang.say(Word::SheetTitle).to_owned(), steps: Module::ALL.iter().map(step).collect() }
    }

    /// Letter by letter, with air between them.
    fn name(&self, pen: &mut Pen, column: Column, line: usize) {
        let is_latin = self.name.is_ascii();
        let spaced = if is_latin { 0.0 } else { SPACED };
        let natural = pen.ruler.text(&self.name, Weight::Title) + spaced * (self.name.chars().count() - 1) as f32;
        let size = (pen.size * LARGER).min(column.width / (natural * POINT));
        let em = size * POINT;
        let look = Look { weight: Weight::Title, ..PLAIN };
        let mut x = column.x + (column.width - natural * em) / 2.0;
        let y = pen.y(line) + (NAME as f32 * pen.pitch) / 2.0 + 0.36 * em;
        if is_latin {
            pen.title(&self.name, x, y, (size, look, Side::Start));
            return;
        }
        for it in self.name.chars() {
            x += pen.title(it.encode_utf8(&mut [0; 4]), x, y, (size, look, Side::Start)) + spaced * em;
        }
    }
}

impl Block for Header<'_> {
    fn lay(&self, pen: &mut Pen, column: Column, line: usize, room: usize) -> usize {
        let width = (column.width - GAP * (self.steps.len() - 1) as f32) / self.steps.len() as f32;
        let most = |at: usize| self.steps.iter().map(|it| pen.count(&it.lines[at], width - 1.0, 0.0).max(1)).max().unwrap_or(1);
        let heights = [most(0), most(1), most(2)];
        let step = heights.iter().sum::<usize>().max(STEP - 1);
        let needed = NAME + step + 1;
        if pen.is_drawing() {
            let top = line + room.saturating_sub(needed) / 2;
            self.name(pen, column, top);
            for (at, it) in self.steps.iter().enumerate() {
                let cell = Column::new(column.x + at as f32 * (width + GAP), width);
                let mut at = top + NAME;
                let (y, bottom) = (pen.y(at) - 0.4, pen.y(at + step) + 0.6);
                let area = Area::new(cell.x, y, cell.width, bottom - y);
                pen.mark(|| Mark::Frame { area, radius: 0.0, fill: Some(wash(it.ink)), outline: None });
                let (from, to) = (At::new(cell.x, y), At::new(cell.right(), y));
                pen.mark(|| Mark::Rule { from, to, width: 2.0 * STRONG, ink: it.ink });
                for (paragraph, lines) in it.lines.iter().zip(heights) {
                    pen.set(paragraph, at, cell.inside(0.5), (Side::Middle, 0.0));
                    at += lines;
                }
            }
        }
        needed
    }
}
