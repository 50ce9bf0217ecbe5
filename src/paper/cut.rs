//! How much of a value is said: everything while the page has room, and from level to level less, the least important first.
//! What falls short is noted, so that the reader is told.

use std::cell::RefCell;

use super::breaks::shortened;
use super::mark::Weight;
use super::paragraph::Paragraph;
use super::ruler::Ruler;
use super::subject::Subject;
use crate::domain::mask::masked;
use crate::domain::path::{AnyPath, Path};
use crate::domain::sheet::points;
use crate::words::Lang;
use crate::words::paper::Word as W;

/// How important a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Notes beside something else; may go altogether.
    Aside,
    /// What came of things.
    Detail,
    /// What is planned and done.
    Work,
    /// The one problem, its measure, the focus, who is visited.
    Core,
}

/// The level at which nothing more can be left out.
pub const LAST: usize = 31;
/// Ems a text may have from step to step, and how many of a list are named.
const LENGTHS: [f32; 14] = [60.0, 46.0, 36.0, 28.0, 22.0, 17.0, 14.0, 11.0, 9.0, 7.0, 6.0, 5.0, 4.0, 3.0];
const COUNTS: [usize; 12] = [40, 28, 20, 14, 10, 8, 6, 5, 4, 3, 2, 1];
/// From this step on an aside is left out.
const GONE: usize = 9;
/// So much longer lists stay whole than texts.
const LISTS_LATER: usize = 2;

impl Class {
    fn begins(self) -> usize {
        match self {
            Self::Aside => 0,
            Self::Detail => 8,
            Self::Work => 12,
            Self::Core => 17,
        }
    }

    /// The ems a text of this class may have at a level.
    pub fn length(self, level: usize) -> f32 {
        match level.saturating_sub(self.begins()) {
            0 => f32::INFINITY,
            step if step >= GONE && matches!(self, Self::Aside | Self::Detail) => 0.0,
            step => LENGTHS[(step - 1).min(LENGTHS.len() - 1)],
        }
    }

    /// How many of a list of this class are named at a level.
    pub fn count(self, level: usize) -> usize {
        match level.saturating_sub(self.begins() + LISTS_LATER) {
            0 => usize::MAX,
            step if step >= GONE && self == Self::Aside => 0,
            step => COUNTS[(step - 1).min(COUNTS.len() - 1)],
        }
    }
}

/// Writes a page's paragraphs at one level.
pub struct Composer<'a> {
    pub subject: &'a Subject<'a>,
    pub ruler: &'a Ruler<'a>,
    pub level: usize,
    short: RefCell<Vec<AnyPath>>,
}

impl<'a> Composer<'a> {
    pub fn new(subject: &'a Subject<'a>, ruler: &'a Ruler<'a>, level: usize) -> Self {
        Self { subject, ruler, level, short: RefCell::default() }
    }

    pub fn lang(&self) -> Lang {
        self.subject.lang
    }

    pub fn paragraph(&self) -> Paragraph<'a> {
        Paragraph::new(self.ruler)
    }

    /// What fell short since it was asked last.
    pub fn short<P: Path>(&self) -> Vec<P> {
        self.short.take().into_iter().filter_map(P::known).collect()
    }

    /// Notes that a value is not shown.
    pub fn left_out(&self, path: impl Path) {
        self.short.borrow_mut().push(path.any());
    }

    /// A stored text as it is shown, its points in one line; nothing where nothing is said of it.
    pub fn said<P: Path>(&self, text: Option<&String>, class: Class, path: impl FnOnce() -> P) -> Option<String> {
        let whole = in_one_line(self.lang(), text?);
        self.fitted(whole, class, path)
    }

    /// The same, point by point.
    pub fn points<P: Path>(&self, text: Option<&String>, class: Class, path: impl Fn() -> P) -> Vec<String> {
        let all: Vec<&str> = text.map(|it| points(it).collect()).unwrap_or_default();
        let most = class.count(self.level);
        if all.len() > most {
            self.left_out(path());
        }
        all.into_iter().take(most).filter_map(|it| self.fitted(plain(it), class, &path)).collect()
    }

    /// The first of a list, the rest noted.
    pub fn first<T, P: Path>(&self, all: Vec<T>, class: Class, noted: impl Fn(&T) -> Vec<P>) -> (Vec<T>, usize) {
        let mut all = all;
        let rest = all.split_off(class.count(self.level).min(all.len()));
        rest.iter().flat_map(&noted).for_each(|it| self.left_out(it));
        (all, rest.len())
    }

    fn fitted<P: Path>(&self, whole: String, class: Class, path: impl FnOnce() -> P) -> Option<String> {
        if whole.is_empty() {
            return None;
        }
        let most = class.length(self.level);
        if most.is_infinite() {
            return Some(whole);
        }
        if most <= 0.0 {
            self.left_out(path());
            return None;
        }
        match shortened(&whole, most, &|it| self.ruler.of(it, Weight::Regular)) {
            None => Some(whole),
            Some(less) => {
                self.left_out(path());
                Some(less)
            }
        }
    }
}

/// The points of a text one after the other, mobile numbers masked.
pub fn in_one_line(lang: Lang, text: &str) -> String {
    let mut line = String::new();
    for it in points(text) {
        if !line.is_empty() {
            let is_ended = line.ends_with(['。', '；', '！', '？', '，', '、', '：', '.', ';', '!', '?', ',']);
            line.push_str(if is_ended { lang.of("", " ") } else { lang.say(W::Semicolon) });
        }
        line.push_str(it);
    }
    plain(&line)
}

/// As it stands on paper: mobile numbers masked, and no two blanks in a row.
fn plain(text: &str) -> String {
    masked(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
