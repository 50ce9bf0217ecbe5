//! A chart as a file of its own: SVG with its name, its colours and its words in it, and nothing from elsewhere.

use std::fmt::Write;

use super::{Anchor, At, Drawing, Shape, TEXT};

/// The fonts a file asks for: whoever opens it has one of them.
pub const FONTS: &str = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif";

/// The file.
pub fn svg(drawing: &Drawing) -> String {
    let it = drawing.clone().titled();
    let (width, height, name) = (it.width, it.height, escaped(&it.name));
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         font-family=\"{FONTS}\" font-size=\"{TEXT}\"><title>{name}</title><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
    );
    for it in &it.shapes {
        // Writing to a text cannot fail.
        _ = shape(&mut text, it);
    }
    text.push_str("</svg>\n");
    text
}

fn shape(text: &mut String, it: &Shape) -> std::fmt::Result {
    match it {
        Shape::Rule { from, to } => {
            write!(text, "<path d=\"M{} {}L{} {}\" stroke=\"{}\"/>", from.0, from.1, to.0, to.1, super::Hue::Hair.value())
        }
        Shape::Line { points, hue, is_dashed } => {
            let dashes = if *is_dashed { " stroke-dasharray=\"5 4\"" } else { "" };
            let told: Vec<String> = points.iter().map(told).collect();
            let (told, colour) = (told.join(" "), hue.value());
            write!(
                text,
                "<polyline points=\"{told}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-linejoin=\"round\"{dashes}/>"
            )
        }
        Shape::Dot { at, hue } => {
            write!(text, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{}\"/>", at.0, at.1, hue.value())
        }
        Shape::Bar { at, size, hue, depth, says } => {
            let (colour, says) =
                (hue.value(), says.iter().map(|it| format!("<title>{}</title>", escaped(it))).collect::<String>());
            write!(
                text,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{colour}\" fill-opacity=\"{depth}\" \
                 stroke=\"{colour}\" stroke-width=\"0.5\">{says}</rect>",
                at.0, at.1, size.0, size.1
            )
        }
        Shape::Text { at, anchor, text: says, hue } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let (colour, says) = (hue.value(), escaped(says));
            write!(text, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{says}</text>", at.0, at.1)
        }
    }
}

fn told((x, y): &At) -> String {
    format!("{x:.1},{y:.1}")
}

/// A text among marks: what would be one is none.
fn escaped(text: &str) -> String {
    let plain = text.chars().filter(|it| !it.is_control() && !matches!(it, '\u{fffe}' | '\u{ffff}'));
    plain.collect::<String>().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::chart::bars;

    #[test]
    fn what_is_written_stays_a_text() {
        let it = bars("<b>&\"差\u{1}额\"", &[("</svg>".to_owned(), Some(2.0), "2".to_owned())]).unwrap();
        let text = svg(&it);
        assert!(
            text.contains("<title>&lt;b&gt;&amp;&quot;差额&quot;</title>") && text.contains(">&lt;/svg&gt;</text>"),
            "{text}"
        );
        assert_eq!((text.matches("<svg").count(), text.matches("</svg>").count(), text.matches("http").count()), (1, 1, 1));
        assert!(text.contains("fill=\"#3b5b8d\"") && !text.contains("var("), "{text}");
    }
}
