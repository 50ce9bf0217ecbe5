//! A document laid out on paper: pages of marks in millimetres, made by pure functions, so that screen, print and PDF are the same
//! drawing. Texts are measured through a trait; whoever draws a page decides nothing about it.
//!
//! Here are the papers there are and what they come to. `week` fits the one page, each module has a file of its own; drawing,
//! files and the choice of a paper on screen are not here.

mod breaks;
mod channel;
mod checklist;
mod cut;
mod frame;
mod goals;
mod header;
mod links;
pub mod mark;
pub mod measure;
mod paragraph;
mod pen;
mod review;
mod ruler;
mod strips;
pub mod subject;
mod tasks;
mod tracking;
mod visits;
mod week;

use self::mark::Page;
use self::measure::Measure;
use self::pen::Pen;
use self::ruler::Ruler;
use self::strips::{Below, Format, foot, head};
use self::subject::{Edition, Subject};
use self::week::Leaf;
use crate::domain::sheet::Sheet;
use crate::domain::week::Week;
use crate::words::{Both, paper};

/// A paper of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variant {
    /// What the manager carries, with or without the annex.
    Own { has_annex: bool },
    /// The same for a wall.
    Wall,
    /// Empty, for handwriting.
    Form,
}

/// Pages, and what is not whole on them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Laid {
    pub pages: Vec<Page>,
    pub shortened: Vec<Shortened>,
}

/// A value that is not, or not wholly, on the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortened {
    pub path: String,
    /// What is said of it before printing.
    pub said: Both,
}

/// The largest type of a paper, in points.
const LARGEST: f32 = 9.0;
const LARGEST_ON_WALL: f32 = 13.0;
const LARGEST_FORM: f32 = 6.75;

/// A week on paper.
pub fn week(subject: &Subject, week: Week, edition: &Edition, variant: &Variant, measure: &dyn Measure) -> Laid {
    let ruler = Ruler::new(measure);
    let (format, largest) = match variant {
        Variant::Own { .. } => (Format::A4, LARGEST),
        Variant::Wall => (Format::A3, LARGEST_ON_WALL),
        Variant::Form => (Format::A4, LARGEST_FORM),
    };
    let is_form = *variant == Variant::Form;
    let sheet = if is_form { Sheet::default() } else { subject.sheet(week) };
    let leaf = Leaf::new(subject, week, &sheet, is_form);
    let drawn = leaf.draw(&ruler, format, largest);
    let mut pen = Pen::counting(&ruler, drawn.size, 1.0, 0.0).drawing();
    let workdays = week.days().filter(|it| subject.works(*it)).count();
    let (time, days) = paper::week(subject.lang, week, workdays);
    head(&mut pen, subject, edition, format, (&time, &days));
    let mut below = pen.beside();
    let note = if drawn.short.is_empty() { String::new() } else { paper::has_short(subject.lang, drawn.short.len(), false) };
    foot(&mut below, subject, edition, format, &Below { note, page: (1, 1) });
    let mut marks = pen.marks();
    marks.extend(drawn.marks);
    marks.extend(below.marks());
    let shortened =
        drawn.short.iter().map(|path| Shortened { path: path.to_string(), said: paper::short(&subject.place(&sheet, path)) });
    Laid { pages: vec![format.page(marks)], shortened: shortened.collect() }
}
