//! A chart on a page: its shapes by their hues, and the ways it goes out as a file.

use super::{FILE, Leaf, leaf, quiet_button, slot};
use crate::memory::chart::{Anchor, At, Drawing, Shape};
use crate::words::Lang;
use crate::words::memory::Word as W;

/// The kinds of files, as they are asked for.
pub const SVG: &str = "svg";
pub const PNG: &str = "png";

/// The drawing.
pub fn chart(it: &Drawing) -> Leaf {
    leaf("svg:svg")
        .class("chart")
        .set("viewBox", &format!("0 0 {} {}", it.width, it.height))
        .set("role", "img")
        .label(&it.name)
        .children(it.shapes.iter().map(shape))
}

fn shape(it: &Shape) -> Leaf {
    let place = |tag, (x, y): At, names: [&str; 2]| leaf(tag).set(names[0], &told(x)).set(names[1], &told(y));
    match it {
        Shape::Rule { from, to } => {
            let line = place("svg:line", *from, ["x1", "y1"]).class("chart__rule");
            line.set("x2", &told(to.0)).set("y2", &told(to.1))
        }
        Shape::Line { points, hue, is_dashed } => {
            let points: Vec<String> = points.iter().map(|(x, y)| [told(*x), told(*y)].join(",")).collect();
            let dashed = if *is_dashed { " chart__line--dashed" } else { "" };
            leaf("svg:polyline").class(&format!("chart__line chart--{}{dashed}", hue.word())).set("points", &points.join(" "))
        }
        Shape::Dot { at, hue } => {
            place("svg:circle", *at, ["cx", "cy"]).set("r", "2.5").class(&format!("chart__dot chart--{}", hue.word()))
        }
        Shape::Bar { at, size, hue, depth, says } => {
            let bar = place("svg:rect", *at, ["x", "y"]).class(&format!("chart__bar chart--{}", hue.word()));
            let bar = bar.set("width", &told(size.0)).set("height", &told(size.1)).set("fill-opacity", &depth.to_string());
            bar.children(says.iter().map(|it| leaf("svg:title").text(it)))
        }
        Shape::Text { at, anchor, text, hue } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let it = place("svg:text", *at, ["x", "y"]).set("text-anchor", anchor);
            it.class(&format!("chart__text chart--{}", hue.word())).text(text)
        }
    }
}

fn told(it: f32) -> String {
    format!("{it:.1}")
}

/// The ways a chart goes out: as a drawing, and as a picture.
pub fn ways(lang: Lang, about: &str) -> Leaf {
    let name = format!("chart-{about}");
    let way = |(word, kind): (W, &str)| quiet_button(lang.say(word), &format!("{FILE} {kind} {about}")).into(&name);
    let ways = [(W::AsPicture, PNG), (W::AsDrawing, SVG)].map(way);
    leaf("div").class("giving chart__ways").children(ways).child(slot(&name))
}
