//! Lines over time as marks in a room of their own: where each point lies, where a line breaks because nothing was measured, and which
//! figures stand beside it. Pure; colours and texts are `leaf`'s.

/// The room, and what is left of it beside and below for figures and times.
pub const WIDTH: f32 = 640.0;
pub const HEIGHT: f32 = 220.0;
pub const LEFT: f32 = 52.0;
pub const BELOW: f32 = 24.0;
const ABOVE: f32 = 24.0;
const RIGHT: f32 = 28.0;
/// Figures beside the chart at most.
const STEPS: f32 = 4.0;

/// A place in the room.
pub type At = (f32, f32);

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// Each row of figures as its pieces.
    pub lines: Vec<Vec<Vec<At>>>,
    /// Figures beside, each with its height.
    pub beside: Vec<(f32, f32)>,
    /// Where each time stands.
    pub columns: Vec<f32>,
}

/// Rows of figures over the same times; nothing where there is no figure at all.
pub fn plot(rows: &[Vec<Option<f32>>]) -> Option<Plot> {
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_breaks_where_nothing_was_measured() {
        let it = plot(&[vec![Some(10.0), None, Some(20.0), Some(15.0)], vec![None, None, None, None]]).unwrap();
        assert_eq!((it.lines[0].len(), it.lines[0][1].len(), it.lines[1].len(), it.columns.len()), (2, 2, 0, 4));
        assert_eq!(it.beside.iter().map(|it| it.0).collect::<Vec<_>>(), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(plot(&[vec![None], vec![]]), None);
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
