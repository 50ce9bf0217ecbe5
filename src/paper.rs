//! A document laid out on paper: pages of marks in millimetres, made by pure functions, so that screen, print and PDF are the same
//! drawing. Texts are measured through a trait; whoever draws a page decides nothing about it.
//!
//! Here are the papers there are and what they come to. `week` fits the one page, each module has a file of its own; drawing,
//! files and the choice of a paper on screen are not here.

mod annex;
pub mod breaks;
pub mod briefing;
mod channel;
mod checklist;
mod cut;
mod flow;
pub mod font;
mod frame;
mod goals;
mod header;
mod links;
pub mod mark;
pub mod measure;
mod month;
mod paragraph;
pub mod pdf;
mod pen;
mod review;
mod ruler;
mod slips;
mod strips;
pub mod subject;
mod tasks;
mod tracking;
mod visits;
mod week;
pub mod wish;

use std::collections::BTreeSet;

use self::annex::{Left, annex};
use self::channel::Part;
use self::cut::Composer;
use self::mark::{Mark, Page};
use self::measure::Measure;
use self::pen::{Pen, SMALLEST};
use self::ruler::Ruler;
use self::strips::{Below, Format, foot, head};
use self::subject::{Edition, Subject};
use self::week::Leaf;
use crate::domain::id::Id;
use crate::domain::path::{MonthPath, SheetPath};
use crate::domain::sheet::Sheet;
use crate::domain::week::{Month, Week};
use crate::words::paper::{self, Word as W};
use crate::words::{Both, Lang, said};

/// A paper of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variant {
    /// What the manager carries, with or without the annex.
    Own { has_annex: bool },
    /// The same for a wall.
    Wall,
    /// Everything, for the marketing head: the officer's part, and what is nobody's yet, on sheets of their own.
    Head,
    /// Empty, for handwriting.
    Form,
    /// What concerns one shop, for the shop.
    Retailer(Id),
    /// What the monopoly officer is told.
    Officer,
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
    let of = Issue { subject, week, edition, ruler: &ruler };
    match variant {
        Variant::Own { has_annex } => of.page(Format::A4, LARGEST, *has_annex, false),
        Variant::Wall => of.page(Format::A3, LARGEST_ON_WALL, false, false),
        Variant::Head => of.page(Format::A4, LARGEST, true, true),
        Variant::Form => of.form(),
        Variant::Officer => of.slip(slips::OFFICER, W::OfficersSlip, slips::officer),
        Variant::Retailer(code) => of.slip(slips::RETAILER, W::ForYou, |c, sheet| slips::retailer(c, sheet, code)),
    }
}

/// A month on paper: how its goals stand week by week, its summary, the skills.
pub fn month(subject: &Subject, month: Month, edition: &Edition, measure: &dyn Measure) -> Laid {
    let (ruler, lang) = (Ruler::new(measure), subject.lang);
    let (marks, short) = month::draw(subject, month, &ruler, Format::A4, LARGEST);
    let note = short_note(lang, short.len(), false);
    let body = Body { time: [paper::month(lang, month), lang.say(W::MonthOnPaper).to_owned()], marks, note };
    let one = |path: MonthPath| Shortened {
        said: paper::short(&paper::month_place(&path, subject.archive.template)),
        path: path.to_string(),
    };
    Laid { pages: bound((subject, &ruler), Format::A4, vec![body], edition), shortened: short.into_iter().map(one).collect() }
}

/// A week in one of its editions.
struct Issue<'a> {
    subject: &'a Subject<'a>,
    week: Week,
    edition: &'a Edition,
    ruler: &'a Ruler<'a>,
}

/// A page without its strips: what stands above in the middle, the marks between, and a note below.
struct Body {
    time: [String; 2],
    marks: Vec<Mark>,
    note: String,
}

impl Issue<'_> {
    /// The one page, with what else is asked for.
    fn page(&self, format: Format, largest: f32, has_annex: bool, has_all: bool) -> Laid {
        let (subject, lang) = (self.subject, self.subject.lang);
        let sheet = subject.sheet(self.week);
        let leaf = Leaf::new(subject, self.week, &sheet, false);
        let drawn = leaf.draw(self.ruler, format, largest);
        let count = drawn.short.len();
        // There is a second page only where something is left to it; the complete list is always asked for.
        let left = Left { subject, sheet: &sheet, carried: &leaf.carried, short: &drawn.short };
        let annex = has_annex.then(|| annex(&left, self.ruler, format));
        let note = short_note(lang, count, annex.is_some());
        let mut bodies = vec![Body { time: self.time(), marks: drawn.marks.clone(), note }];
        let short = match annex {
            Some((marks, short)) => {
                let note = short_note(lang, short.len(), false);
                bodies.push(Body { time: self.titled(W::Annex), marks, note });
                short
            }
            None => drawn.short.clone(),
        };
        if has_all {
            bodies.extend(self.apart(&sheet, format));
        }
        Laid { pages: self.bound(format, bodies, self.edition), shortened: self.told(&sheet, short) }
    }

    /// What never stands with the rest, on pages of its own.
    fn apart(&self, sheet: &Sheet, format: Format) -> Vec<Body> {
        let c = Composer::new(self.subject, self.ruler, 0);
        let body = |(part, name): (Part, W)| {
            let items = slips::for_head(&c, sheet, part);
            let pages = if items.is_empty() { Vec::new() } else { slips::pages(self.ruler, format, slips::OFFICER, &items) };
            pages.into_iter().map(move |marks| Body { time: self.titled(name), marks, note: String::new() })
        };
        [(Part::Officers, W::OfficersSlip), (Part::Undecided, W::Undecided)].into_iter().flat_map(body).collect()
    }

    fn form(&self) -> Laid {
        let sheet = Sheet::default();
        let leaf = Leaf::new(self.subject, self.week, &sheet, true);
        let drawn = leaf.draw(self.ruler, Format::A4, LARGEST_FORM);
        let body = Body { time: self.time(), marks: drawn.marks, note: self.subject.lang.say(W::BlankForm).to_owned() };
        // Nothing stands on it, so it is no edition of anything.
        let edition = Edition::default();
        Laid { pages: self.bound(Format::A4, vec![body], &edition), shortened: Vec::new() }
    }

    fn slip<'s>(&'s self, size: f32, title: W, items: impl Fn(&Composer<'s>, &Sheet) -> Vec<flow::Item<'s>>) -> Laid {
        let (format, sheet) = (Format::A4_UPRIGHT, self.subject.sheet(self.week));
        let c = Composer::new(self.subject, self.ruler, 0);
        let pages = slips::pages(self.ruler, format, size, &items(&c, &sheet));
        let bodies = pages.into_iter().map(|marks| Body { time: self.titled(title), marks, note: String::new() });
        Laid { pages: self.bound(format, bodies.collect(), self.edition), shortened: Vec::new() }
    }

    /// Week and days, and how many of them are worked.
    fn time(&self) -> [String; 2] {
        let workdays = self.week.days().filter(|it| self.subject.archive.works(*it)).count();
        let (time, days) = paper::week(self.subject.lang, self.week, workdays);
        [time, days]
    }

    /// A page's own name, then the week.
    fn titled(&self, name: W) -> [String; 2] {
        let lang = self.subject.lang;
        let week = [said::week(lang, self.week), said::week_days(lang, self.week)].join(" · ");
        [lang.say(name).to_owned(), week]
    }

    fn bound(&self, format: Format, bodies: Vec<Body>, edition: &Edition) -> Vec<Page> {
        bound((self.subject, self.ruler), format, bodies, edition)
    }

    /// What is not whole, each once, in words.
    fn told(&self, sheet: &Sheet, short: Vec<SheetPath>) -> Vec<Shortened> {
        let mut seen = BTreeSet::new();
        let all = short.into_iter().filter(|it| seen.insert(it.clone()));
        let one = |path: SheetPath| Shortened { path: path.to_string(), said: paper::short(&self.subject.place(sheet, &path)) };
        all.map(one).collect()
    }
}

/// What is said below of so many values that are not whole; nothing of none.
fn short_note(lang: Lang, count: usize, has_annex: bool) -> String {
    if count == 0 { String::new() } else { paper::has_short(lang, count, has_annex) }
}

/// Pages with their strips.
fn bound((subject, ruler): (&Subject, &Ruler), format: Format, bodies: Vec<Body>, edition: &Edition) -> Vec<Page> {
    let count = bodies.len();
    let page = |(at, body): (usize, Body)| {
        let mut above = Pen::counting(ruler, SMALLEST, 1.0, 0.0).drawing();
        head(&mut above, subject, edition, format, (&body.time[0], &body.time[1]));
        let mut below = above.beside();
        foot(&mut below, subject, edition, format, &Below { note: body.note, page: (at, count) });
        format.page([above.marks(), body.marks, below.marks()].concat())
    };
    (1..).zip(bodies).map(page).collect()
}
