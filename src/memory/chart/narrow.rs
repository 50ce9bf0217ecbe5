//! Bars for a small screen: each lies under its name, so that both have the whole width and its figure is seen.

use super::{Anchor, BarOf, Drawing, Hue, Shape, wide};
use crate::paper::breaks::shortened;

/// About what a phone has; nothing has to be shrunk.
const WIDTH: f32 = 320.0;
const ROW: f32 = 40.0;
/// A bar in its row, and from it to its figure.
const BAR: (f32, f32) = (17.0, 14.0);
const GAP: f32 = 6.0;

/// The bars.
pub fn narrow(name: &str, all: &[BarOf]) -> Option<Drawing> {
    let figures = || all.iter().filter_map(|it| it.1).filter(|it| it.is_finite());
    let (low, high) = (figures().reduce(f32::min)?.min(0.0), figures().reduce(f32::max)?.max(0.0));
    let room = WIDTH - all.iter().map(|it| wide(&it.2)).fold(0.0, f32::max) - 2.0 * GAP;
    let place = |it: f32| room * (it - low) / (high - low).max(f32::MIN_POSITIVE);
    let bar = |(at, (name, figure, says)): (usize, &BarOf)| {
        let y = ROW * at as f32;
        let cut = shortened(name, WIDTH - GAP, &|it| wide(it.encode_utf8(&mut [0; 4])));
        let label = Shape::text((0.0, y + 12.0), Anchor::Start, cut.as_deref().unwrap_or(name), Hue::Ink);
        let drawn = figure.filter(|it| it.is_finite()).map(|it| {
            let (from, to) = (place(it.min(0.0)), place(it.max(0.0)));
            let hue = if it < 0.0 { Hue::Act } else { Hue::Plan };
            let (at, size) = ((from, y + BAR.0), ((to - from).max(1.0), BAR.1));
            let bar = Shape::Bar { at, size, hue, depth: 1.0, says: cut.map(|_| name.clone()) };
            [bar, Shape::text((to + GAP, y + BAR.0 + 11.0), Anchor::Start, says, Hue::Soft)]
        });
        std::iter::once(label).chain(drawn.into_iter().flatten())
    };
    let shapes = all.iter().enumerate().flat_map(bar).collect();
    Some(Drawing { name: name.to_owned(), width: WIDTH, height: all.len() as f32 * ROW, shapes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bar_and_its_figure_lie_in_the_width() {
        let of = |name: &str, it: f32| (name.to_owned(), Some(it), format!("{it}%"));
        let long = "Checking the display of new products in town with the colleagues of the makers";
        let all = [of("张三 ZZ0001", 59.0), of("李四 ZZ0002", 105.32), of("王五", -30.5), of(long, 20.0)];
        let it = narrow("达成率", &all).unwrap();
        let mut bars = Vec::new();
        for shape in &it.shapes {
            match shape {
                Shape::Bar { at, size, .. } => {
                    assert!(at.0 >= 0.0 && at.0 + size.0 <= WIDTH, "{shape:?}");
                    bars.push(size.0);
                }
                Shape::Text { at, text, .. } => assert!(at.0 >= 0.0 && at.0 + wide(text) <= WIDTH, "{shape:?}"),
                _ => {}
            }
        }
        // As long as what they say.
        assert!((bars[1] / bars[0] - 105.32 / 59.0).abs() < 0.001, "{bars:?}");
        let told = it.shapes.iter().filter_map(|it| if let Shape::Bar { says, .. } = it { says.as_deref() } else { None });
        assert_eq!((told.collect::<Vec<_>>(), it.height), (vec![long], 160.0));
        assert_eq!(narrow("无", &[("无".to_owned(), None, String::new())]), None);
    }
}
