//! A page as SVG, for a person to look at.

use onesheet::paper::mark::{Anchor, Area, At, Ink, Mark, Outline, POINT, Page, Text, Weight};

pub fn svg(page: &Page, is_coloured: bool) -> String {
    let Page { width, height, marks } = page;
    let draw = Draw { is_coloured };
    let marks: String = marks.iter().map(|it| draw.mark(it)).collect();
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}mm' height='{height}mm' viewBox='0 0 {width} {height}'>\
         <rect width='{width}' height='{height}' fill='#fff'/>{marks}</svg>"
    )
}

struct Draw {
    is_coloured: bool,
}

impl Draw {
    fn ink(&self, it: Ink) -> &'static str {
        it.value(self.is_coloured)
    }

    fn filled(&self, fill: Option<Ink>, outline: Option<Outline>) -> String {
        let line = outline.map(|it| format!(" stroke='{}' stroke-width='{}'", self.ink(it.ink), it.width));
        format!("fill='{}'{}", fill.map_or("none", |it| self.ink(it)), line.unwrap_or_default())
    }

    fn mark(&self, it: &Mark) -> String {
        match it {
            Mark::Rule { from, to, width, ink } => format!(
                "<line x1='{}' y1='{}' x2='{}' y2='{}' stroke='{}' stroke-width='{width}'/>",
                from.x,
                from.y,
                to.x,
                to.y,
                self.ink(*ink)
            ),
            Mark::Frame { area, radius, fill, outline } => rect(area, *radius, &self.filled(*fill, *outline)),
            Mark::Disc { centre, radius, fill, outline } => {
                let looks = self.filled(*fill, *outline);
                format!("<circle cx='{}' cy='{}' r='{radius}' {looks}/>", centre.x, centre.y)
            }
            Mark::Tick { area, is_ticked, ink } => self.tick(area, *is_ticked, *ink),
            Mark::Line { points, width, ink } => line(points, *width, self.ink(*ink)),
            Mark::Text(it) => self.text(it),
        }
    }

    fn tick(&self, area: &Area, is_ticked: bool, ink: Ink) -> String {
        let width = area.width * 0.1;
        let inner = Area::new(area.x + width / 2.0, area.y + width / 2.0, area.width - width, area.height - width);
        let looks = self.filled(is_ticked.then_some(ink), Some(Outline { width, ink }));
        let hook = if is_ticked { line(&area.hook(), area.width * 0.14, "#fff") } else { String::new() };
        rect(&inner, width, &looks) + &hook
    }

    fn text(&self, it: &Text) -> String {
        let (family, weight) = match it.weight {
            Weight::Regular => ("Noto Sans CJK SC", 400),
            Weight::Bold => ("Noto Sans CJK SC", 700),
            Weight::Title => ("Noto Serif CJK SC", 700),
        };
        let anchor = match it.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = it.text.replace('&', "&amp;").replace('<', "&lt;");
        let place = format!("x='{}' y='{}' text-anchor='{anchor}' textLength='{}'", it.at.x, it.at.y, it.width);
        let font = format!("font-family='{family}' font-weight='{weight}' font-size='{}'", it.size * POINT);
        format!("<text xml:space='preserve' {place} {font} fill='{}'>{text}</text>", self.ink(it.ink))
    }
}

fn rect(it: &Area, radius: f32, looks: &str) -> String {
    format!("<rect x='{}' y='{}' width='{}' height='{}' rx='{radius}' {looks}/>", it.x, it.y, it.width, it.height)
}

fn line(points: &[At], width: f32, ink: &str) -> String {
    let points: String = points.iter().map(|it| format!("{},{} ", it.x, it.y)).collect();
    let ends = "stroke-linecap='round' stroke-linejoin='round'";
    format!("<polyline points='{points}' fill='none' stroke='{ink}' stroke-width='{width}' {ends}/>")
}
