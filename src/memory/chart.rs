//! Charts as shapes in a room of their own, each drawn once for whatever shows it: lines over time, bars, and fields of a calendar. A
//! page draws them by their hues (`leaf/chart`), a file by the colours of paper (`svg`, `desk/charts`). Pure.

mod bars;
mod narrow;
mod noted;
pub mod svg;

pub use self::bars::{BarOf, bars};
pub use self::narrow::narrow;
use crate::paper::mark::{POINT, Weight};
use crate::paper::measure::{Measure, Widths};

/// What a shape is for, and so its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    Plan,
    Do,
    Act,
    Ink,
    Soft,
    Hair,
}

impl Hue {
    /// The word in the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Do => "do",
            Self::Act => "act",
            Self::Ink => "ink",
            Self::Soft => "soft",
            Self::Hair => "hair",
        }
    }

    /// The colour on paper.
    pub fn value(self) -> &'static str {
        match self {
            Self::Plan => "#3b5b8d",
            Self::Do => "#2f6b4f",
            Self::Act => "#b23a2b",
            Self::Ink => "#1e2a31",
            Self::Soft => "#5f686c",
            Self::Hair => "#d3cdbd",
        }
    }
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Rule {
        from: At,
        to: At,
    },
    Line {
        points: Vec<At>,
        hue: Hue,
        is_dashed: bool,
    },
    Dot {
        at: At,
        hue: Hue,
    },
    /// A field as deep as its share says; an empty one has its outline alone. What it says is told on asking.
    Bar {
        at: At,
        size: At,
        hue: Hue,
        depth: f32,
        says: Option<String>,
    },
    Text {
        at: At,
        anchor: Anchor,
        text: String,
        hue: Hue,
    },
}

/// A chart with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    pub name: String,
    pub width: f32,
    pub height: f32,
    pub shapes: Vec<Shape>,
}

/// The size of texts, and of the name in a file.
pub const TEXT: f32 = 11.0;
const NAME: f32 = 32.0;

impl Drawing {
    /// As it goes out: its name stands above it.
    pub fn titled(mut self) -> Self {
        self.shapes.iter_mut().for_each(|it| it.fall(NAME));
        let text = self.name.clone();
        self.shapes.insert(0, Shape::Text { at: (LEFT / 4.0, 18.0), anchor: Anchor::Start, text, hue: Hue::Ink });
        self.height += NAME;
        self
    }
}

/// How wide a text of a chart is, measured as paper does where there is no browser: whoever opens the file has fonts of his own.
fn wide(text: &str) -> f32 {
    Widths.width(text, TEXT / POINT, Weight::Regular)
}

impl Shape {
    fn fall(&mut self, by: f32) {
        match self {
            Self::Rule { from, to } => (from.1, to.1) = (from.1 + by, to.1 + by),
            Self::Line { points, .. } => points.iter_mut().for_each(|it| it.1 += by),
            Self::Dot { at, .. } | Self::Bar { at, .. } | Self::Text { at, .. } => at.1 += by,
        }
    }

    fn text(at: At, anchor: Anchor, text: &str, hue: Hue) -> Self {
        Self::Text { at, anchor, text: text.to_owned(), hue }
    }
}

/// A row of figures over the times of a chart.
pub struct Row<'a> {
    pub name: &'a str,
    pub hue: Hue,
    pub is_dashed: bool,
    pub figures: Vec<Option<f32>>,
}

/// Times that are named below a chart.
const NAMED: usize = 8;
/// Between one of them and the next.
const APART: f32 = 8.0;
/// How far apart the keys of rows stand.
const KEY: f32 = 100.0;

/// Rows over the same times, each with its key; nothing where there is no figure at all.
pub fn course(name: &str, rows: &[Row], times: &[String], unit: &str) -> Option<Drawing> {
    let it = plot(&rows.iter().map(|it| it.figures.clone()).collect::<Vec<_>>())?;
    let mut shapes = Vec::new();
    for (figure, y) in &it.beside {
        shapes.push(Shape::Rule { from: (LEFT, *y), to: (WIDTH, *y) });
        shapes.push(Shape::text((LEFT - 6.0, y + 4.0), Anchor::End, &[&short(*figure), unit].concat(), Hue::Soft));
    }
    // The last is named; the others as far as there is room.
    let below = times.iter().zip(&it.columns).rev().step_by(every(times, &it.columns));
    shapes.extend(below.map(|(time, x)| {
        let (x, anchor) = if reach(time) > WIDTH - x { (WIDTH, Anchor::End) } else { (*x, Anchor::Middle) };
        Shape::text((x, HEIGHT - BELOW + 16.0), anchor, time, Hue::Soft)
    }));
    for (at, (row, pieces)) in rows.iter().zip(&it.lines).enumerate() {
        let line = |points: Vec<At>| Shape::Line { points, hue: row.hue, is_dashed: row.is_dashed };
        shapes.extend(pieces.iter().map(|it| match it.as_slice() {
            // A point alone is a dot.
            [only] => Shape::Dot { at: *only, hue: row.hue },
            points => line(points.to_vec()),
        }));
        if rows.len() > 1 {
            let x = LEFT + 8.0 + KEY * at as f32;
            shapes.push(line(vec![(x, 8.0), (x + 24.0, 8.0)]));
            shapes.push(Shape::text((x + 30.0, 12.0), Anchor::Start, row.name, Hue::Soft));
        }
    }
    Some(Drawing { name: name.to_owned(), width: WIDTH, height: HEIGHT, shapes })
}

/// How far a time reaches to either side of its column.
fn reach(time: &str) -> f32 {
    wide(time) / 2.0
}

/// Every which of the times is named, the last for certain, which may have to stand farther to the left than the others.
fn every(times: &[String], columns: &[f32]) -> usize {
    let usual = times.len().div_ceil(NAMED).max(1);
    let [first, second, ..] = columns else { return usual };
    let most = times.iter().map(|it| reach(it)).fold(0.0, f32::max);
    let room = most + most.max(2.0 * most - RIGHT) + APART;
    usual.max((room / (second - first)).ceil() as usize)
}

/// A figure beside a chart.
fn short(it: f32) -> String {
    let text = format!("{it:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A field of a calendar: its year, its number in it, how deep it is, and what it says.
pub type Field = (i32, u32, f32, String);

/// Each year a row, each week a field.
pub fn calendar(name: &str, fields: &[Field]) -> Drawing {
    const YEAR: f32 = 24.0;
    const WEEK: f32 = 11.0;
    let mut years: Vec<i32> = fields.iter().map(|it| it.0).collect();
    years.sort_unstable();
    years.dedup();
    let row = |year: i32| YEAR * years.iter().position(|it| *it == year).unwrap_or(0) as f32;
    let names = years.iter().map(|it| Shape::text((0.0, 20.0 + row(*it)), Anchor::Start, &it.to_string(), Hue::Soft));
    let field = |(year, number, depth, says): &Field| Shape::Bar {
        at: (48.0 + WEEK * number.saturating_sub(1) as f32, 6.0 + row(*year)),
        size: (WEEK - 2.0, YEAR - 6.0),
        hue: Hue::Do,
        depth: *depth,
        says: Some(says.clone()),
    };
    let shapes = names.chain(fields.iter().map(field)).collect();
    Drawing { name: name.to_owned(), width: WIDTH, height: 12.0 + YEAR * years.len() as f32, shapes }
}

/// The room, and what is left of it beside and below for figures and times.
const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 220.0;
const LEFT: f32 = 52.0;
const BELOW: f32 = 24.0;
const ABOVE: f32 = 24.0;
const RIGHT: f32 = 28.0;
/// Figures beside the chart at most.
const STEPS: f32 = 4.0;

/// A place in the room.
pub type At = (f32, f32);

/// Where rows of figures lie.
#[derive(Clone, Debug, Default, PartialEq)]
struct Plot {
    /// Each row of figures as its pieces.
    lines: Vec<Vec<Vec<At>>>,
    /// Figures beside, each with its height.
    beside: Vec<(f32, f32)>,
    /// Where each time stands.
    columns: Vec<f32>,
}

/// Rows of figures over the same times; nothing where there is no figure at all.
fn plot(rows: &[Vec<Option<f32>>]) -> Option<Plot> {
    let figures = || rows.iter().flatten().copied().flatten().filter(|it| it.is_finite());
    let (least, most) = (figures().reduce(f32::min)?, figures().reduce(f32::max)?);
    // Sums begin at nothing, unless they are all far from it.
    let base = if least >= 0.0 && least < most * 0.6 { 0.0 } else { least };
    let step = step((most - base).max(most.abs() / 100.0).max(0.01));
    let low = (base / step).floor() * step;
    let high = ((most / step).ceil() * step).max(low + step);
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = WIDTH - LEFT - RIGHT;
    let x = |at: usize| if count < 2 { LEFT + wide / 2.0 } else { LEFT + wide * at as f32 / (count - 1) as f32 };
    let y = |it: f32| HEIGHT - BELOW - (HEIGHT - BELOW - ABOVE) * (it - low) / (high - low);
    let line = |row: &Vec<Option<f32>>| {
        let places: Vec<Option<At>> = row.iter().enumerate().map(|(at, it)| it.map(|it| (x(at), y(it)))).collect();
        places
            .split(Option::is_none)
            .map(|it| it.iter().copied().flatten().collect())
            .filter(|it: &Vec<At>| !it.is_empty())
            .collect()
    };
    let many = ((high - low) / step).round() as usize;
    let beside = (0..=many).map(|it| low + step * it as f32).map(|it| (it, y(it))).collect();
    Some(Plot { lines: rows.iter().map(line).collect(), beside, columns: (0..count).map(x).collect() })
}

/// A step of one, two or five of a power of ten, a few of which make the span.
fn step(span: f32) -> f32 {
    let raw = span / STEPS;
    let power = 10_f32.powf(raw.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|it| it * power).find(|it| *it >= raw * 0.999).unwrap_or(power)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_breaks_where_nothing_was_measured() {
        let it = plot(&[vec![Some(10.0), None, Some(20.0), Some(15.0)], vec![None, None, None, None]]).unwrap();
        assert_eq!((it.lines[0].len(), it.lines[0][1].len(), it.lines[1].len(), it.columns.len()), (2, 2, 0, 4));
        assert_eq!(it.beside.iter().map(|it| it.0).collect::<Vec<_>>(), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(plot(&[vec![None], vec![]]), None);
    }

    #[test]
    fn a_chart_has_keys_for_several_rows_alone_and_names_a_few_times() {
        let row = |figures: &[f32]| Row {
            name: "实际",
            hue: Hue::Do,
            is_dashed: false,
            figures: figures.iter().copied().map(Some).collect(),
        };
        let times: Vec<String> = (0..20).map(|it| it.to_string()).collect();
        let texts = |rows: &[Row]| {
            let it = course("销量", rows, &times, "%").unwrap();
            let of = |it: &Shape| if let Shape::Text { text, .. } = it { Some(text.clone()) } else { None };
            it.shapes.iter().filter_map(of).collect::<Vec<_>>().join(" ")
        };
        let many: Vec<f32> = (0..20_u8).map(f32::from).collect();
        assert_eq!(texts(&[row(&many)]), "0% 5% 10% 15% 20% 19 16 13 10 7 4 1");
        assert_eq!(texts(&[row(&many), row(&many)]), "0% 5% 10% 15% 20% 19 16 13 10 7 4 1 实际 实际");
        assert_eq!(course("销量", &[row(&[])], &[], ""), None);
    }

    /// The texts of a drawing, each with where it begins and ends.
    pub fn texts(it: &Drawing) -> Vec<(String, f32, f32)> {
        let of = |it: &Shape| {
            let Shape::Text { at: (x, _), anchor, text, .. } = it else { return None };
            let wide = wide(text);
            let from = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            Some((text.clone(), from, from + wide))
        };
        it.shapes.iter().filter_map(of).collect()
    }

    #[test]
    fn times_below_a_course_lie_in_the_room_and_apart() {
        let weeks = |it: u32| format!("2026-W{:02}", it + 1);
        let months = |it: u32| ["September", "February", "November"][it as usize % 3].to_owned();
        let months_of_years = |it: u32| format!("September {}", 2020 + it);
        let plain = |it: u32| it.to_string();
        for (time, many) in
            [(&weeks as &dyn Fn(u32) -> String, 13), (&months, 12), (&months_of_years, 9), (&plain, 53), (&months, 1)]
        {
            let times: Vec<String> = (0..many).map(time).collect();
            let figures = (0..many).map(|it| Some(it as f32)).collect();
            let it = course("", &[Row { name: "", hue: Hue::Do, is_dashed: false, figures }], &times, "%").unwrap();
            let mut below: Vec<_> = texts(&it).into_iter().filter(|it| times.contains(&it.0)).collect();
            assert_eq!(below.first().map(|it| &it.0), times.last(), "the last is named");
            below.reverse();
            assert!(below.iter().all(|it| it.1 >= 0.0 && it.2 <= WIDTH), "{below:?}");
            assert!(below.windows(2).all(|it| it[0].2 < it[1].1), "{below:?}");
        }
    }

    proptest! {
        #[test]
        fn everything_lies_in_the_room(row in prop::collection::vec(prop::option::of(-1e6_f32..1e6), 1..80)) {
            if let Some(it) = plot(&[row]) {
                let is_in = |(x, y): &At| (LEFT..=WIDTH).contains(x) && (0.0..=HEIGHT - BELOW + 0.5).contains(y);
                prop_assert!(it.lines.iter().flatten().flatten().all(is_in), "{it:?}");
                prop_assert!((2..=14).contains(&it.beside.len()), "{:?}", it.beside);
            }
        }
    }
}
