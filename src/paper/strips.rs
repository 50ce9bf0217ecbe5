//! What stands above and below every paper: whose it is and of when, which revision, and how far it is whole.

use super::breaks::shortened;
use super::mark::{Ink, Mark, POINT, Page, Weight};
use super::paragraph::{Look, PLAIN, SOFT};
use super::pen::{Column, Pen, SMALLEST, Side};
use super::ruler::Ruler;
use super::subject::{Edition, Subject};
use crate::words::handing::State;
use crate::words::{paper, said};

/// Kept free round everything, so that no printer's margin takes anything away.
pub const SAFE: f32 = 8.0;
/// The heights of what stands above and below, with the air to the page between.
const HEAD: f32 = 7.2;
const FOOT: f32 = 4.6;
/// The same of upright paper, where who made it has a line of its own.
const HEAD_UPRIGHT: f32 = 18.0;

/// Type of the strip above: the time, and the rest.
const TIME: f32 = 12.0;
const REST: f32 = 8.0;

/// A paper of so many millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Format {
    pub width: f32,
    pub height: f32,
}

impl Format {
    pub const A4: Self = Self { width: 297.0, height: 210.0 };
    pub const A4_UPRIGHT: Self = Self { width: 210.0, height: 297.0 };
    pub const A3: Self = Self { width: 420.0, height: 297.0 };

    /// Between the margins.
    pub fn column(self) -> Column {
        Column::new(SAFE, self.width - 2.0 * SAFE)
    }

    /// What a page has between both strips: from where, and how high.
    pub fn body(self) -> (f32, f32) {
        let head = if self.is_upright() { HEAD_UPRIGHT } else { HEAD };
        (SAFE + head, self.height - 2.0 * SAFE - head - FOOT)
    }

    pub fn is_upright(self) -> bool {
        self.width < self.height
    }

    pub fn page(self, marks: Vec<Mark>) -> Page {
        Page { width: self.width, height: self.height, marks }
    }
}

/// What a strip below says beside the edition.
pub struct Below {
    pub note: String,
    /// Which page of how many.
    pub page: (usize, usize),
}

/// A text no wider than so many millimetres.
fn within(ruler: &Ruler, text: &str, size: f32, weight: Weight, most: f32) -> String {
    shortened(text, (most / (size * POINT)).max(1.0), &|it| ruler.of(it, weight)).unwrap_or_else(|| text.to_owned())
}

/// Who and when, and whether it was written on since it was handed over.
pub fn head(pen: &mut Pen, subject: &Subject, edition: &Edition, format: Format, (time, days): (&str, &str)) {
    let (lang, column, ruler) = (subject.lang, format.column(), pen.ruler);
    let y = SAFE + 4.4;
    let bold = Look { weight: Weight::Bold, ..PLAIN };
    let middle = [(time, TIME, bold), (days, REST, Look { is_small: false, ..SOFT })];
    let gap = if days.is_empty() { 0.0 } else { 3.0 };
    let widths = middle.map(|(text, size, look)| ruler.text(text, look.weight) * size * POINT);
    let whole = widths[0] + gap + widths[1];
    let mut x = if format.is_upright() { column.x } else { column.x + (column.width - whole) / 2.0 };
    for ((text, size, look), width) in middle.into_iter().zip(widths) {
        pen.title(text, x, y, (size, look, Side::Start));
        x += width + gap;
    }
    let (y, room) = match format.is_upright() {
        true => (y + 6.0, column.width / 2.0 - 2.0),
        false => (y, (column.width - whole) / 2.0 - 4.0),
    };
    let maker = &subject.maker;
    let who = paper::maker(lang, (&maker.name, maker.id.as_str()), &maker.area, &maker.unit);
    pen.title(&within(ruler, &who, REST, Weight::Regular, room), column.x, y, (REST, PLAIN, Side::Start));
    let state = paper::state(lang, &edition.state);
    let ink = if matches!(edition.state, State::Changed(_)) { Ink::Act } else { Ink::Soft };
    let state = within(ruler, &state, REST, Weight::Regular, room);
    pen.title(&state, column.right(), y, (REST, PLAIN.ink(ink), Side::End));
}

/// The template, the revision, when it was made; what is not whole, and which page it is.
pub fn foot(pen: &mut Pen, subject: &Subject, edition: &Edition, format: Format, below: &Below) {
    let (lang, column, ruler) = (subject.lang, format.column(), pen.ruler);
    let template = subject.archive.template;
    let y = format.height - SAFE - 0.3;
    let made = [
        Some(said::template(lang, &lang.label(&template.name), template.version)),
        (!edition.code.is_empty()).then(|| paper::revision(lang, &edition.code)),
        Some(paper::printed(lang, &subject.maker.at)),
    ];
    let made: Vec<String> = made.into_iter().flatten().collect();
    let page = if below.page.1 > 1 { paper::page(lang, below.page.0, below.page.1) } else { String::new() };
    let right: Vec<&str> = [below.note.as_str(), page.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
    let right = within(ruler, &right.join(" · "), SMALLEST, Weight::Regular, column.width / 2.0 - 2.0);
    let left = within(ruler, &made.join(" · "), SMALLEST, Weight::Regular, column.width / 2.0 - 2.0);
    let look = Look { is_small: false, ..SOFT };
    pen.title(&left, column.x, y, (SMALLEST, look, Side::Start));
    pen.title(&right, column.right(), y, (SMALLEST, look, Side::End));
}
