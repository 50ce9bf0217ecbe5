//! What stands under a chart's name in a file: of what it is, and what its figures are. A file is looked at where nothing else says so.

use super::{Anchor, Drawing, Hue, LEFT, Shape, WIDTH, wide};

/// From one line to the next, and where they begin.
const LINE: f32 = 16.0;
const INSET: f32 = LEFT / 4.0;

impl Drawing {
    /// With notes above it, in as many lines as they take; its name goes over them.
    pub fn noted(mut self, notes: &[String]) -> Self {
        let lines = lines(notes, WIDTH - 2.0 * INSET);
        let by = LINE * lines.len() as f32;
        self.shapes.iter_mut().for_each(|it| it.fall(by));
        let places = (0..).map(|it| (INSET, 4.0 + LINE * it as f32));
        self.shapes.extend(places.zip(lines).map(|(at, it)| Shape::text(at, Anchor::Start, &it, Hue::Soft)));
        self.height += by;
        self
    }
}

/// Notes side by side, as far as a line has room.
fn lines(notes: &[String], room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for it in notes {
        match lines.last_mut().map(|last| (format!("{last} · {it}"), last)) {
            Some((longer, last)) if wide(&longer) <= room => *last = longer,
            _ => lines.extend(pieces(it, room)),
        }
    }
    lines
}

/// A text in pieces that have room.
fn pieces(text: &str, room: f32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for it in text.chars() {
        let wide = wide(it.encode_utf8(&mut [0; 4]));
        if used + wide > room {
            pieces.push(String::new());
            used = 0.0;
        }
        used += wide;
        pieces.last_mut().into_iter().for_each(|piece| piece.push(it));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::chart::bars;

    #[test]
    fn notes_stand_between_the_name_and_the_chart_in_the_room() {
        let notes = ["主要问题数", "2026-W30 — 2026-W38", "一区", &"长".repeat(70), "张三 ZZ0001"].map(str::to_owned);
        let bare = bars("问题集中在哪里", &[("货源".to_owned(), Some(2.0), "2".to_owned())]).unwrap();
        let it = bare.clone().noted(&notes).titled();
        let texts: Vec<(&str, f32)> = it
            .shapes
            .iter()
            .filter_map(|it| if let Shape::Text { text, at, .. } = it { Some((text.as_str(), at.1)) } else { None })
            .collect();
        let find = |text: &str| texts.iter().find(|it| it.0.contains(text)).unwrap().1;
        assert!(
            find("问题集中") < find("主要问题数 · 2026-W30 — 2026-W38 · 一区") && find("· 张三 ZZ0001") < find("货源"),
            "{texts:?}"
        );
        assert!(texts.iter().all(|it| INSET + wide(it.0) <= WIDTH), "{texts:?}");
        assert_eq!(it.height, bare.titled().height + 3.0 * LINE);
    }
}
