//! Bars for a small screen: each lies under its name, so that both have the whole width and its figure is seen.

use super::bars::{BESIDE, Room, lying};
use super::{Anchor, BarOf, Drawing, wide};

/// About what a phone has; nothing has to be shrunk.
const WIDTH: f32 = 320.0;
const ROW: f32 = 40.0;

/// The bars.
pub fn narrow(name: &str, all: &[BarOf]) -> Option<Drawing> {
    let figures = all.iter().map(|it| wide(&it.2)).fold(0.0, f32::max) + 2.0 * BESIDE;
    let (label, bars) = (((0.0, 12.0), Anchor::Start), (0.0, WIDTH - figures));
    lying(name, all, &Room { width: WIDTH, row: ROW, label, names: WIDTH - BESIDE, bars, bar: (17.0, 14.0) })
}

#[cfg(test)]
mod tests {
    use super::super::Shape;
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
