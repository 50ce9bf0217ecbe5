//! Papers: what they are made of is read, laid out by `paper`, and drawn for the screen or into a file.

use super::hand_over::state;
use super::{Task, unreadable};
use crate::browser::canvas::Canvas;
use crate::browser::clerk::Told;
use crate::browser::clock;
use crate::bundle::stage::Held;
use crate::device::Unreadable;
use crate::domain::channel::{Message, To};
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::papers::{About, Kind};
use crate::domain::week::Week;
use crate::leaf::paper::{self as shown, Preview};
use crate::leaf::{Leaf, told};
use crate::paper::mark::{Area, At, Ink, Mark, Outline, POINT, Page, Weight};
use crate::paper::measure::{Measure, Widths};
use crate::paper::pdf::{Picture, pdf};
use crate::paper::subject::{Edition, Subject, code};
use crate::paper::wish::Wish;
use crate::paper::{Laid, Variant, font, month, week};
use crate::post::drawing::Drawing;
use crate::post::{Answer, Made};
use crate::words::handing::State;
use crate::words::{Both, Word, preview as words};

/// Dots of a millimetre in a file: 250 to the inch on A4, and 200 on A3, where one looks from farther away.
const FINE: f32 = 9.85;
const COARSE: f32 = 7.88;
/// Bytes a file may have in a chat; one that has more is drawn once more, coarser.
const MOST: usize = 1_000_000;

impl Task {
    /// The preview.
    pub(super) async fn draw_paper(&self, it: &Drawing) -> Result<Leaf, Unreadable> {
        let lang = self.ask.lang;
        let Some(wish) = Wish::of(|name| it.held(name), lang, it.day) else {
            return Ok(told(false, lang.say(Word::NoSuchWeek)));
        };
        let (wish, customers, laid) = self.laid_on_paper(wish).await?;
        let is_partial = self.is_partial.get();
        Ok(shown::preview(lang, &Preview { wish: &wish, laid: &laid, customers, is_partial }))
    }

    /// The paper as a file.
    pub(super) async fn print(&self, it: &Drawing) -> Told {
        let Some(wish) = Wish::of(|name| it.held(name), self.ask.lang, it.day) else { return unreadable() };
        let Ok((wish, _, laid)) = self.laid_on_paper(wish).await else { return unreadable() };
        let name = self.paper_name(&wish);
        match filed(&name, &laid.pages, wish.is_coloured) {
            Some(bytes) => {
                let made = Made { name: name + ".pdf", is_partial: self.is_partial.get(), ..Made::default() };
                Told::file(Answer::Made(made).to_text(), bytes)
            }
            None => {
                let why = Both::of(|lang| lang.say(words::Word::NoCanvas).to_owned());
                Told::text(Answer::NotMade(why).to_text())
            }
        }
    }

    /// What a file of it is called: whose, which and when.
    fn paper_name(&self, wish: &Wish) -> String {
        format!("{}_{}_{}", self.ask.who.manager, wish.about, words::kind(wish.lang, wish.kind).replace(' ', "_"))
    }

    /// The paper, the shops it can be for, and the wish with the shop it is for.
    async fn laid_on_paper(&self, mut wish: Wish) -> Result<(Wish, Vec<(Id, String)>, Laid), Unreadable> {
        let held = self.everything().await?;
        let doc = self.document_of(wish.about).to_string();
        if !self.ask.held.iter().any(|it| it.0 == doc) {
            // Of a document that could not be read the paper would look like that of an empty one.
            self.database()?;
        }
        let edition = self.edition(&held, &wish);
        let maker = self.maker(wish.today, clock::now());
        let subject = Subject::new(wish.lang, (&self.template, &self.calendar), maker, Self::content(&held));
        let fonts = Fonts::new();
        let at = match wish.about {
            About::Week(at) => at,
            About::Month(at) => return Ok((wish, Vec::new(), month(&subject, at, &edition, fonts.measure()))),
        };
        let customers = if wish.kind == Kind::Retailer { concerned(&subject, at) } else { Vec::new() };
        wish.customer =
            customers.iter().find(|it| wish.customer.as_ref() == Some(&it.0)).or(customers.first()).map(|it| it.0.clone());
        let variant = match (wish.kind, &wish.customer) {
            (Kind::Wall, _) => Variant::Wall,
            (Kind::Head, _) => Variant::Head,
            (Kind::Form, _) => Variant::Form,
            (Kind::Officer, _) => Variant::Officer,
            (Kind::Retailer, Some(it)) => Variant::Retailer(it.clone()),
            (Kind::Retailer, None) => return Ok((wish, customers, Laid::default())),
            (Kind::Own | Kind::Month, _) => Variant::Own { has_annex: wish.has_annex },
        };
        let laid = week(&subject, at, &edition, &variant, fonts.measure());
        Ok((wish, customers, laid))
    }

    fn document_of(&self, about: About) -> Doc {
        let manager = self.ask.who.manager.clone();
        match about {
            About::Week(it) => Doc::Sheet(manager, it),
            About::Month(it) => Doc::Month(manager, it),
        }
    }

    /// Which state of the document is shown.
    fn edition(&self, held: &Held, wish: &Wish) -> Edition {
        let doc = self.document_of(wish.about);
        match wish.about {
            About::Week(_) => {
                let empty = Document::default();
                let document = held.sheets.get(&doc).map_or(&empty, |it| &it.document);
                Edition { code: code(document), state: state(document) }
            }
            About::Month(_) => {
                let empty = Document::default();
                let document = held.months.get(&doc).map_or(&empty, |it| &it.document);
                Edition { code: code(document), state: State::Open }
            }
        }
    }
}

/// The shops a week concerns, by name: those that are to be told something first, then those to be visited.
fn concerned(subject: &Subject, at: Week) -> Vec<(Id, String)> {
    let sheet = subject.sheet(at);
    let is_told = |it: &&Message| it.to == Some(To::Retailer);
    let told = sheet.messages.values().filter(is_told).flat_map(|it| it.customers.keys().cloned());
    let visited = sheet.days.values().flat_map(|it| it.visits.keys().cloned());
    let mut all: Vec<Id> = Vec::new();
    for code in told.chain(visited) {
        if !all.contains(&code) {
            all.push(code);
        }
    }
    all.into_iter().map(|code| (code.clone(), subject.name(&code))).collect()
}

/// The system's fonts, or the table of widths where there is no canvas to measure on.
pub(super) struct Fonts(Option<Canvas>);

impl Fonts {
    pub(super) fn new() -> Self {
        Self(Canvas::new(1, 1))
    }

    pub(super) fn measure(&self) -> &dyn Measure {
        if self.0.is_some() { self } else { &Widths }
    }
}

impl Measure for Fonts {
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let (number, family) = font::of(weight);
        let measured = self.0.as_ref().and_then(|it| it.width(text, number, family));
        measured.map_or_else(|| Widths.width(text, size, weight), |it| it as f32 * size * POINT)
    }
}

/// Pages as a file; none where there is no canvas to draw on.
pub(super) fn filed(name: &str, pages: &[Page], is_coloured: bool) -> Option<Vec<u8>> {
    let drawn = |dots| Some(pdf(name, &pictures(pages, dots, is_coloured)?));
    let fine = drawn(FINE);
    if fine.as_ref().is_some_and(|it| it.len() > MOST) { drawn(COARSE) } else { fine }
}

/// Pages drawn dot by dot, large ones coarser.
fn pictures(pages: &[Page], dots: f32, is_coloured: bool) -> Option<Vec<(&Page, Picture)>> {
    let dots = |page: &Page| if page.width > 300.0 { COARSE } else { dots };
    pages.iter().map(|page| Some((page, picture(page, dots(page), is_coloured)?))).collect()
}

fn picture(page: &Page, dots: f32, is_coloured: bool) -> Option<Picture> {
    let (width, height) = ((page.width * dots).round() as u32, (page.height * dots).round() as u32);
    let it = Brush { canvas: Canvas::new(width, height)?, dots, is_coloured };
    page.marks.iter().for_each(|mark| it.draw(mark));
    Picture::of(width, height, &it.canvas.points()?)
}

struct Brush {
    canvas: Canvas,
    dots: f32,
    is_coloured: bool,
}

impl Brush {
    fn draw(&self, mark: &Mark) {
        match mark {
            Mark::Rule { from, to, width, ink } => {
                self.canvas.line(&[self.place(*from), self.place(*to)], false);
                self.canvas.outline(self.long(*width), self.colour(*ink));
            }
            Mark::Frame { area, radius, fill, outline } => {
                self.rectangle(&area.within(outline.map_or(0.0, |it| it.width)), *radius);
                self.paint(*fill, outline.as_ref());
            }
            Mark::Disc { centre, radius, fill, outline } => {
                self.canvas.circle(self.place(*centre), self.long(*radius));
                self.paint(*fill, outline.as_ref());
            }
            Mark::Tick { area, is_ticked, ink } => {
                self.rectangle(&area.within(Mark::TICK_LINE), 0.0);
                self.paint(is_ticked.then_some(*ink), Some(&Outline { width: Mark::TICK_LINE, ink: *ink }));
                if *is_ticked {
                    self.line(&area.hook(), area.hook_line(), Ink::Paper);
                }
            }
            Mark::Line { points, width, ink } => self.line(points, *width, *ink),
            Mark::Text(it) => {
                let place = self.place(At::new(it.area().x, it.at.y));
                self.canvas.text(place, &it.text, self.long(it.size * POINT), font::of(it.weight), self.colour(it.ink));
            }
        }
    }

    fn rectangle(&self, it: &Area, radius: f32) {
        let size = (self.long(it.width), self.long(it.height));
        self.canvas.rectangle(self.place(At::new(it.x, it.y)), size, self.long(radius));
    }

    fn line(&self, points: &[At], width: f32, ink: Ink) {
        self.canvas.line(&points.iter().map(|it| self.place(*it)).collect::<Vec<_>>(), true);
        self.canvas.outline(self.long(width), self.colour(ink));
    }

    fn paint(&self, fill: Option<Ink>, outline: Option<&Outline>) {
        if let Some(it) = fill {
            self.canvas.fill(self.colour(it));
        }
        if let Some(it) = outline {
            self.canvas.outline(self.long(it.width), self.colour(it.ink));
        }
    }

    fn place(&self, it: At) -> (f64, f64) {
        (self.long(it.x), self.long(it.y))
    }

    /// Millimetres in dots.
    fn long(&self, it: f32) -> f64 {
        (it * self.dots).into()
    }

    fn colour(&self, it: Ink) -> &'static str {
        it.value(self.is_coloured)
    }
}
