//! Text that is broken into lines: runs of differing looks and small drawn signs, one after the other. Widths are in ems of the
//! page's type, so that one paragraph serves every size that is tried.

use std::ops::Range;

use super::breaks::{is_joined, may_break};
use super::mark::{Ink, Weight};
use super::ruler::Ruler;

/// How a run looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    pub weight: Weight,
    pub ink: Ink,
    /// Smaller than the rest, where that is still legible.
    pub is_small: bool,
}

pub const PLAIN: Look = Look { weight: Weight::Regular, ink: Ink::Black, is_small: false };
pub const BOLD: Look = Look { weight: Weight::Bold, ..PLAIN };
pub const SOFT: Look = Look { ink: Ink::Soft, is_small: true, ..PLAIN };

impl Look {
    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

/// A sign that is drawn, as wide as `SIGN`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    Tick(bool),
    /// 主, the one principal thing.
    Seal,
    /// What came of a visit; one that is planned still.
    Done,
    Partly,
    Missed,
    Planned,
}

/// The width a sign takes, in ems: the seal's, and any other's.
pub const SEAL: f32 = 1.5;
pub const SIGN: f32 = 1.05;

#[derive(Clone, Debug)]
pub enum Piece {
    Text(String, Look),
    Sign(Sign, Ink),
}

/// The smallest part of a line.
#[derive(Clone, Copy, Debug)]
struct Atom {
    piece: u32,
    start: u32,
    end: u32,
    width: f32,
    is_small: bool,
    /// Whether a line may begin with it; it does so too where nothing else helps.
    may_begin: bool,
    is_space: bool,
}

/// A paragraph that is being written or set.
#[derive(Clone)]
pub struct Paragraph<'a> {
    ruler: &'a Ruler<'a>,
    pieces: Vec<Piece>,
    atoms: Vec<Atom>,
    last: char,
    /// The widths of its plain and its small runs.
    plain: f32,
    small: f32,
}

/// A run in a line: its piece, the part of it, and where it stands, in ems.
pub struct Set<'p> {
    pub piece: &'p Piece,
    pub text: &'p str,
    pub x: f32,
    pub width: f32,
}

impl<'a> Paragraph<'a> {
    pub fn new(ruler: &'a Ruler<'a>) -> Self {
        Self { ruler, pieces: Vec::new(), atoms: Vec::new(), last: ' ', plain: 0.0, small: 0.0 }
    }

    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    pub fn text(mut self, text: &str, look: Look) -> Self {
        let piece = self.pieces.len() as u32;
        for (start, it) in text.char_indices() {
            let (start, end) = (start as u32, (start + it.len_utf8()) as u32);
            if is_joined(self.last, it)
                && let Some(before) = self.atoms.last_mut().filter(|it| it.piece == piece)
            {
                before.end = end;
            } else {
                let may_begin = self.last == ' ' || may_break(self.last, it);
                let width = self.ruler.of(it, look.weight);
                self.push(Atom { piece, start, end, width, is_small: look.is_small, may_begin, is_space: it == ' ' });
            }
            self.last = it;
        }
        self.pieces.push(Piece::Text(text.to_owned(), look));
        self
    }

    /// A sign; what follows stays with it.
    pub fn sign(mut self, sign: Sign, ink: Ink) -> Self {
        let piece = self.pieces.len() as u32;
        let width = if sign == Sign::Seal { SEAL } else { SIGN };
        self.push(Atom { piece, start: 0, end: 0, width, is_small: false, may_begin: true, is_space: false });
        self.pieces.push(Piece::Sign(sign, ink));
        self.last = '（';
        self
    }

    /// Another run if there is anything of it.
    pub fn some(self, text: Option<&str>, look: Look) -> Self {
        match text {
            Some(it) if !it.is_empty() => self.text(it, look),
            _ => self,
        }
    }

    /// Its width in one line.
    pub fn width(&self, small: f32) -> f32 {
        self.plain + self.small * small
    }

    /// Ems it takes at least, blanks at line ends left out.
    pub fn least(&self) -> f32 {
        0.95 * self.width(0.87)
    }

    fn push(&mut self, it: Atom) {
        *if it.is_small { &mut self.small } else { &mut self.plain } += it.width;
        self.atoms.push(it);
    }

    /// Its lines in a column of so many ems, those after the first indented; `small` is how much smaller small runs are.
    pub fn lines(&self, width: f32, indent: f32, small: f32, mut line: impl FnMut(Range<usize>)) -> usize {
        if self.width(small) <= width && !self.is_empty() {
            line(0..self.atoms.len());
            return 1;
        }
        let (mut start, mut good, mut used, mut at, mut count) = (0, 0, 0.0, 0, 0);
        while at < self.atoms.len() {
            let it = &self.atoms[at];
            let room = if count == 0 { width } else { width - indent } + 0.001;
            if it.may_begin && at > start {
                good = at;
            }
            let atom = it.scaled(small);
            if used + atom > room && at > start && !it.is_space {
                let end = if good > start { good } else { at };
                line(start..end);
                count += 1;
                start = end;
                while self.atoms.get(start).is_some_and(|it| it.is_space) {
                    start += 1;
                }
                (good, used, at) = (start, 0.0, start);
                continue;
            }
            used += atom;
            at += 1;
        }
        if start < self.atoms.len() {
            line(start..self.atoms.len());
            count += 1;
        }
        count
    }

    /// The runs of a line, and how wide it is without the blanks at its end.
    pub fn set(&self, line: &Range<usize>, small: f32) -> (Vec<Set<'_>>, f32) {
        let mut end = line.end;
        while end > line.start && self.atoms[end - 1].is_space {
            end -= 1;
        }
        let mut runs: Vec<Set> = Vec::new();
        let (mut x, mut at) = (0.0, line.start);
        while at < end {
            // Blanks are left out at a run's ends: what draws it might not keep them.
            if self.atoms[at].is_space {
                x += self.atoms[at].scaled(small);
                at += 1;
                continue;
            }
            let (first, begin) = (self.atoms[at], x);
            let (mut last, mut until) = (first.end, x);
            while at < end && self.atoms[at].piece == first.piece {
                x += self.atoms[at].scaled(small);
                if !self.atoms[at].is_space {
                    (last, until) = (self.atoms[at].end, x);
                }
                at += 1;
            }
            let piece = &self.pieces[first.piece as usize];
            let text = match piece {
                Piece::Text(it, _) => &it[first.start as usize..last as usize],
                Piece::Sign(..) => "",
            };
            runs.push(Set { piece, text, x: begin, width: until - begin });
        }
        (runs, x)
    }
}

impl Atom {
    fn scaled(&self, small: f32) -> f32 {
        if self.is_small { self.width * small } else { self.width }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::measure::Measure;
    use super::*;

    /// Half an em for what is Latin, an em for the rest.
    struct Halves;

    impl Measure for Halves {
        fn width(&self, text: &str, size: f32, _weight: Weight) -> f32 {
            let of = |it: char| if it.is_ascii() { 0.5 } else { 1.0 };
            text.chars().map(of).sum::<f32>() * size * super::super::mark::POINT
        }
    }

    fn broken(text: &str, width: f32, indent: f32) -> Vec<(String, f32)> {
        let ruler = Ruler::new(&Halves);
        let paragraph = Paragraph::new(&ruler).text(text, PLAIN);
        let mut lines = Vec::new();
        paragraph.lines(width, indent, 1.0, |line| {
            let (runs, _) = paragraph.set(&line, 1.0);
            let end = runs.last().map_or(0.0, |it| it.x + it.width);
            lines.push((runs.iter().map(|it| it.text).collect(), end));
        });
        lines
    }

    #[test]
    fn lines_begin_and_end_as_they_may() {
        for (text, width, indent, expected) in [
            ("新品上柜二十户", 4.0, 0.0, "新品上柜|二十户"),
            ("新品上柜，二十户", 4.0, 0.0, "新品上|柜，二十|户"),
            ("新品上（二十户）好", 4.0, 0.0, "新品上|（二十|户）好"),
            ("周四复查20户", 4.5, 0.0, "周四复查|20户"),
            ("周四复查18/20", 5.0, 0.0, "周四复查|18/20"),
            ("看VIP会员", 2.5, 0.0, "看VIP|会员"),
            ("Super Market", 3.5, 0.0, "Super|Market"),
            ("Supermarket", 3.0, 0.0, "Superm|arket"),
            ("！！！！！", 3.0, 0.0, "！！！|！！"),
            ("新品上柜二十户好", 4.0, 1.0, "新品上柜|二十户|好"),
            ("一 二", 1.0, 0.0, "一|二"),
            ("", 4.0, 0.0, ""),
        ] {
            let lines: Vec<String> = broken(text, width, indent).into_iter().map(|it| it.0).collect();
            assert_eq!(lines.join("|"), expected, "{text} in {width}");
        }
    }

    #[test]
    fn marks_stay_with_what_they_are_on() {
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(
            broken(&format!("看{family}"), 2.0, 0.0).into_iter().map(|it| it.0).collect::<Vec<_>>(),
            ["看".to_owned() + family]
        );
    }

    proptest! {
        /// Nothing is lost, and no line is wider than its column.
        #[test]
        fn lines_are_the_text_within_the_column(text in "[一-十，。（）“” a-zA-Z0-9/.%-]{0,60}", width in 2_u8..12) {
            let lines = broken(&text, f32::from(width), 0.0);
            let bare = |it: &str| it.chars().filter(|it| *it != ' ').collect::<String>();
            let all: String = lines.iter().map(|it| bare(&it.0)).collect();
            prop_assert_eq!(all, bare(&text));
            prop_assert!(lines.iter().all(|it| it.1 <= f32::from(width) + 0.01), "{:?}", lines);
        }
    }
}
