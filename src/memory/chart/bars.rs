//! Bars that lie beside their names: a name has room for what it needs in whichever language, and where it needs too much it ends as on
//! paper, at a good place, and the bar tells it whole.

use super::{Anchor, At, Drawing, Hue, Shape, WIDTH, wide};
use crate::paper::breaks::shortened;

/// One bar: its name, how long it is, and how that is told.
pub type BarOf = (String, Option<f32>, String);

/// The room of bars: their names, which have what they need within bounds, their figures, and the height of each.
const NAMES: f32 = 180.0;
const NAMES_MOST: f32 = 260.0;
const FIGURES: f32 = 72.0;
const ROW: f32 = 22.0;
/// Between a name and its bar.
const GAP: f32 = 8.0;
/// Between a bar and its figure.
pub(super) const BESIDE: f32 = 6.0;

/// Bars that lie, each beside its name, for names are long; those below nothing lie to the other side.
pub fn bars(name: &str, all: &[BarOf]) -> Option<Drawing> {
    let names = all.iter().map(|it| wide(&it.0) + GAP).fold(NAMES, f32::max).min(NAMES_MOST);
    let label = ((names - GAP, 15.0), Anchor::End);
    let bars = (names, WIDTH - names - FIGURES);
    lying(name, all, &Room { width: WIDTH, row: ROW, label, names: names - GAP, bars, bar: (3.0, ROW - 6.0) })
}

/// Where bars lie.
pub(super) struct Room {
    pub width: f32,
    /// The height of each with its name.
    pub row: f32,
    /// Where in that a name stands, and how wide it may be.
    pub label: (At, Anchor),
    pub names: f32,
    /// Where the shortest begins, and how long the longest is.
    pub bars: (f32, f32),
    /// How deep in its row a bar lies, and how high it is.
    pub bar: (f32, f32),
}

/// Bars that lie, with their names and figures.
pub(super) fn lying(name: &str, all: &[BarOf], room: &Room) -> Option<Drawing> {
    let figures = || all.iter().filter_map(|it| it.1).filter(|it| it.is_finite());
    let (low, high) = (figures().reduce(f32::min)?.min(0.0), figures().reduce(f32::max)?.max(0.0));
    let place = |it: f32| room.bars.0 + room.bars.1 * (it - low) / (high - low).max(f32::MIN_POSITIVE);
    let bar = |(at, (name, figure, says)): (usize, &BarOf)| {
        let y = at as f32 * room.row;
        let ((x, deep), anchor) = room.label;
        let cut = shortened(name, room.names, &|it| wide(it.encode_utf8(&mut [0; 4])));
        let label = Shape::text((x, y + deep), anchor, cut.as_deref().unwrap_or(name), Hue::Ink);
        let drawn = figure.filter(|it| it.is_finite()).map(|it| {
            let (from, to) = (place(it.min(0.0)), place(it.max(0.0)));
            let hue = if it < 0.0 { Hue::Act } else { Hue::Plan };
            let (y, size) = (y + room.bar.0, ((to - from).max(1.0), room.bar.1));
            // What has no room beside the bar is told by it.
            let bar = Shape::Bar { at: (from, y), size, hue, depth: 1.0, says: cut.map(|_| name.clone()) };
            [bar, Shape::text((to + BESIDE, y + 12.0), Anchor::Start, says, Hue::Soft)]
        });
        std::iter::once(label).chain(drawn.into_iter().flatten())
    };
    let shapes = all.iter().enumerate().flat_map(bar).collect();
    Some(Drawing { name: name.to_owned(), width: room.width, height: all.len() as f32 * room.row, shapes })
}

#[cfg(test)]
mod tests {
    use super::super::tests::texts;
    use super::*;

    #[test]
    fn bars_lie_to_both_sides_of_nothing() {
        let all = [
            ("多".to_owned(), Some(3.0), "3".to_owned()),
            ("少".to_owned(), Some(-1.0), "-1".to_owned()),
            ("无".to_owned(), None, String::new()),
        ];
        let it = bars("差额", &all).unwrap();
        let bar = |it: &Shape| if let Shape::Bar { at, size, hue, .. } = it { Some((at.0, size.0, *hue)) } else { None };
        assert_eq!(it.shapes.iter().filter_map(bar).collect::<Vec<_>>(), [(277.0, 291.0, Hue::Plan), (180.0, 97.0, Hue::Act)]);
        assert_eq!((bars("无", &all[2..]), it.height), (None, 66.0));
        assert_eq!(it.titled().height, 98.0);
    }

    #[test]
    fn names_of_bars_have_the_room_they_need_and_lie_in_it() {
        let long = "Checking the display of new products in town";
        let longest = "Checking the display of new products in town with the colleagues of the makers and the head";
        for (name, shown) in [
            ("Price labels", "Price labels"),
            // More signs than an ideograph has room for.
            ("Holding the account of stock", "Holding the account of stock"),
            (long, long),
            (longest, "Checking the display of new products in town…"),
            ("新品陈列与价签检查", "新品陈列与价签检查"),
            ("对照上月细支甲款销量列出下降户并逐户上门", "对照上月细支甲款销量列出下降户并逐户上门"),
            ("对照上月细支甲款销量列出下降户并逐户上门问清原因再报主任", "对照上月细支甲款销量列出下降户并逐户上门问…"),
        ] {
            let it = bars("", &[(name.to_owned(), Some(2.0), "2".to_owned()), ("短".to_owned(), Some(1.0), "1".to_owned())]);
            let it = it.unwrap();
            let (said, from, to) = texts(&it).swap_remove(0);
            assert_eq!(said, shown);
            let bar = |it: &Shape| if let Shape::Bar { at, says, .. } = it { Some((at.0, says.clone())) } else { None };
            let (begins, told) = it.shapes.iter().find_map(bar).unwrap();
            assert!(from >= 0.0 && to < begins, "{name}: {from} to {to}, and the bar from {begins}");
            // What is not shown whole is told on asking.
            assert_eq!(told.as_deref(), (shown != name).then_some(name));
        }
    }
}
