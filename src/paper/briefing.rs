//! A team's week or month on one page, to be talked over: its figures, three charts, its principal problems and what went well. What
//! it says is handed in; here it is only laid out. A list that is too long for the page ends with how many are left.

use super::breaks::shortened;
use super::mark::{Area, At, Ink, Mark, Outline, POINT, Page};
use super::measure::Measure;
use super::paragraph::{BOLD, Look, PLAIN, Paragraph, SOFT};
use super::pen::{Column, HAIR, Pen, SMALLEST, Side, THIN};
use super::ruler::Ruler;
use super::strips::{Format, SAFE};
use crate::words::Lang;
use crate::words::head::more_left;

/// What stands on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Briefing {
    pub lang: Lang,
    pub title: String,
    pub time: String,
    /// Who made it, and when.
    pub made: String,
    /// What a figure is called, and the figure.
    pub figures: Vec<(String, String)>,
    pub charts: Vec<Chart>,
    pub lists: [List; 2],
}

/// A chart beside others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    pub title: String,
    /// What it is, how long it is drawn, and how it is said.
    pub points: Vec<(String, Option<f32>, String)>,
    /// Points one after another, rather than side by side.
    pub is_line: bool,
}

/// Lines under a heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    pub title: String,
    pub lines: Vec<String>,
    /// What is said where there are none.
    pub none: String,
    pub ink: Ink,
}

const LEADING: f32 = 1.42;
/// The largest type of the lists.
const LARGEST: f32 = 9.5;
/// Where the parts begin and end, in millimetres from above.
const FIGURES: (f32, f32) = (20.0, 36.0);
const CHARTS: (f32, f32) = (41.0, 103.0);
const LISTS: (f32, f32) = (109.0, 196.0);
const FOOT: f32 = 201.5;
/// The air between parts that stand side by side.
const GAP: f32 = 6.0;
const MOST_BARS: usize = 12;
/// Lines of a list that are laid out: a page has room for fewer, however short they are.
const MOST_LINES: usize = 40;

/// The page.
pub fn briefing(it: &Briefing, measure: &dyn Measure) -> Page {
    let (ruler, format) = (Ruler::new(measure), Format::A4);
    let mut pen = Pen::counting(&ruler, SMALLEST, 1.0, 0.0).drawing();
    let column = format.column();
    pen.title(&it.title, column.x, SAFE + 6.0, (16.0, BOLD, Side::Start));
    pen.title(&it.time, column.right(), SAFE + 6.0, (10.0, PLAIN, Side::End));
    pen.title(&it.made, column.right(), FOOT, (6.5, SOFT, Side::End));
    figures(&mut pen, &it.figures, column);
    for (chart, part) in it.charts.iter().zip(beside(column, it.charts.len())) {
        draw(&mut pen, it.lang, chart, part);
    }
    let mut marks = pen.marks();
    for (list, part) in it.lists.iter().zip(beside(column, it.lists.len())) {
        marks.extend(listed(&ruler, it.lang, list, part));
    }
    format.page(marks)
}

/// Columns of one width.
fn beside(column: Column, count: usize) -> Vec<Column> {
    let width = (column.width - GAP * (count.max(1) - 1) as f32) / count.max(1) as f32;
    (0..count).map(|at| Column::new(column.x + at as f32 * (width + GAP), width)).collect()
}

fn figures(pen: &mut Pen, all: &[(String, String)], column: Column) {
    let (top, bottom) = FIGURES;
    let area = Area::new(column.x, top, column.width, bottom - top);
    pen.mark(|| Mark::Frame { area, radius: 0.0, fill: Some(Ink::Wash), outline: None });
    for ((name, figure), part) in all.iter().zip(beside(column.inside(GAP / 2.0), all.len())) {
        let name = clipped(pen, name, 7.0, part.width);
        pen.title(&name, part.x, top + 5.0, (7.0, SOFT, Side::Start));
        pen.title(figure, part.x, bottom - 3.5, (15.0, BOLD, Side::Start));
    }
}

/// A text as far as it fits in one line.
fn clipped(pen: &Pen, text: &str, size: f32, width: f32) -> String {
    let of = |it: char| pen.ruler.of(it, PLAIN.weight);
    shortened(text, width / (size * POINT), &of).unwrap_or_else(|| text.to_owned())
}

fn draw(pen: &mut Pen, lang: Lang, it: &Chart, column: Column) {
    let (top, bottom) = CHARTS;
    let title = clipped(pen, &it.title, 9.0, column.width);
    pen.title(&title, column.x, top + 3.5, (9.0, BOLD, Side::Start));
    let y = top + 6.0;
    pen.mark(|| Mark::Rule { from: At::new(column.x, y), to: At::new(column.right(), y), width: THIN, ink: Ink::Line });
    let area = Area::new(column.x, y + 2.0, column.width, bottom - y - 2.0);
    if it.is_line { line(pen, it, area) } else { bars(pen, lang, it, area) }
}

/// Bars that lie, each beside its name, and how many have no room.
fn bars(pen: &mut Pen, lang: Lang, it: &Chart, area: Area) {
    const SIZE: f32 = 7.0;
    let points: Vec<_> = it.points.iter().take(MOST_BARS).collect();
    let (names, figures) = (area.width * 0.36, area.width * 0.16);
    let room = area.width - names - figures - 4.0;
    let most = points.iter().filter_map(|it| it.1).fold(0.0_f32, f32::max).max(f32::MIN_POSITIVE);
    let left = it.points.len() - points.len();
    let rows = points.len() + usize::from(left > 0);
    let step = (area.height / rows.max(1) as f32).min(5.6);
    let middle = |at: usize| area.y + (at as f32 + 0.5) * step + 0.9;
    if left > 0 {
        pen.title(&more_left(lang, left), area.x, middle(points.len()), (SIZE, SOFT, Side::Start));
    }
    for (at, (name, value, said)) in points.into_iter().enumerate() {
        let (y, x) = (area.y + at as f32 * step, area.x + names + 2.0);
        let baseline = middle(at);
        let name = clipped(pen, name, SIZE, names);
        pen.title(&name, area.x + names, baseline, (SIZE, PLAIN, Side::End));
        let long = value.unwrap_or(0.0).max(0.0) / most * room;
        if long > 0.0 {
            let bar = Area::new(x, y + step * 0.2, long, step * 0.6);
            pen.mark(|| Mark::Frame { area: bar, radius: 0.0, fill: Some(Ink::Plan), outline: None });
        }
        pen.title(said, x + long + 1.5, baseline, (SIZE, SOFT, Side::Start));
    }
}

/// A line over what comes one after another; what is not measured breaks it.
fn line(pen: &mut Pen, it: &Chart, area: Area) {
    const SIZE: f32 = 7.0;
    let values = || it.points.iter().filter_map(|it| it.1);
    let (low, high) = (values().fold(0.0_f32, f32::min), values().fold(0.0_f32, f32::max));
    let span = if high > low { high - low } else { 1.0 };
    let (top, bottom) = (area.y + 4.0, area.y + area.height - 6.0);
    let step = area.width / it.points.len().saturating_sub(1).max(1) as f32;
    let place = |at: usize, it: f32| At::new(area.x + at as f32 * step, bottom - (it - low) / span * (bottom - top));
    let (from, to) = (At::new(area.x, place(0, 0.0).y), At::new(area.x + area.width, place(0, 0.0).y));
    pen.mark(|| Mark::Rule { from, to, width: HAIR, ink: Ink::Hair });
    let mut points: Vec<At> = Vec::new();
    for (at, value) in it.points.iter().map(|it| it.1).enumerate().chain([(it.points.len(), None)]) {
        match value {
            Some(value) => {
                let centre = place(at, value);
                pen.mark(|| Mark::Disc { centre, radius: 0.5, fill: Some(Ink::Plan), outline: None });
                points.push(centre);
            }
            None if points.len() > 1 => {
                let points = std::mem::take(&mut points);
                pen.mark(|| Mark::Line { points, width: 0.45, ink: Ink::Plan });
            }
            None => points.clear(),
        }
    }
    let ends = [(0, Side::Start), (it.points.len().saturating_sub(1), Side::End)];
    for (at, side) in ends.into_iter().take(it.points.len()) {
        let (name, value, said) = &it.points[at];
        let x = area.x + at as f32 * step;
        pen.title(name, x, area.y + area.height - 1.0, (SIZE, SOFT, side));
        if let Some(value) = value {
            pen.title(said, x, place(at, *value).y - 1.5, (SIZE, PLAIN, side));
        }
    }
}

/// A list in the largest type it fits in, else as much of it as fits.
fn listed<'a>(ruler: &'a Ruler<'a>, lang: Lang, it: &List, column: Column) -> Vec<Mark> {
    let (top, bottom) = LISTS;
    let inside = column.inside(2.0);
    let head = 8.0;
    let number = |at: usize| format!("{at} ");
    let paragraphs: Vec<Paragraph> = (1..=MOST_LINES)
        .zip(&it.lines)
        .map(|(at, line)| Paragraph::new(ruler).text(&number(at), SOFT).text(line, PLAIN))
        .collect();
    let room = |size: f32| ((bottom - top - head - 1.0) / (size * POINT * LEADING)) as usize;
    let pen_of = |size: f32| Pen::counting(ruler, size, size * POINT * LEADING, top + head);
    let need = |size: f32| paragraphs.iter().map(|it| pen_of(size).count(it, inside.width, 1.1)).sum::<usize>();
    let mut size = LARGEST;
    while size > SMALLEST && need(size) > room(size) {
        size -= 0.25;
    }
    let mut pen = pen_of(size).drawing();
    let area = Area::new(column.x, top, column.width, bottom - top);
    pen.mark(|| Mark::Frame { area, radius: 0.0, fill: None, outline: Some(Outline { width: THIN, ink: Ink::Line }) });
    let head_look = Look { ink: it.ink, ..BOLD };
    pen.title(&it.title, inside.x, top + 5.4, (10.0, head_look, Side::Start));
    let most = room(size);
    let is_whole = need(size) <= most && paragraphs.len() == it.lines.len();
    let (mut at, mut written) = (0, 0);
    for paragraph in &paragraphs {
        let lines = pen.count(paragraph, inside.width, 1.1);
        // The last line says how many are left.
        if at + lines > most - usize::from(!is_whole) {
            break;
        }
        pen.set(paragraph, at, inside, (Side::Start, 1.1));
        (at, written) = (at + lines, written + 1);
    }
    let left = it.lines.len() - written;
    if left > 0 {
        let more = pen.paragraph().text(&more_left(lang, left), SOFT);
        pen.write(&more, at, inside);
    }
    if paragraphs.is_empty() {
        let none = pen.paragraph().text(&it.none, SOFT);
        pen.write(&none, 0, inside);
    }
    pen.marks()
}
