//! Charts as files: the drawing itself, or a picture of it, drawn dot by dot where the browser has a canvas out of sight.

use super::history::PROBLEMS;
use super::recall::Recalled;
use super::{Desk, Task, made, not_made};
use crate::browser::canvas::Canvas;
use crate::browser::clerk::Told;
use crate::domain::week::Week;
use crate::leaf::chart::PNG;
use crate::leaf::problems::{CAUSES, causes_drawing};
use crate::leaf::trends::{CALENDAR, SEEN, TICKS, Whose, calendar_drawing, seen_drawing, ticks_drawing, trend_drawing};
use crate::memory::chart::svg::{FONTS, svg};
use crate::memory::chart::{Anchor, At, Drawing, Hue, Shape, TEXT};
use crate::memory::ledger::{causes, chains};
use crate::memory::trends::{seen, ticks};
use crate::memory::weeks::card;
use crate::post::drawing::Drawing as Asked;
use crate::words::memory::Word as W;
use crate::words::said;

/// Dots of a unit: sharp on paper too.
const DOTS: f64 = 3.0;

impl Desk {
    /// A chart of such a page as a file.
    pub(super) async fn chart_file(&self, task: &Task, it: &Asked) -> Told {
        let held = self.recalled.borrow_mut().take();
        let Ok(all) = task.recalled(held).await else { return not_made(said::unreadable) };
        let (kind, about) = it.ask.split_once(' ').and_then(|it| it.1.split_once(' ')).unwrap_or_default();
        let drawing = task.chart(&all, it, about);
        *self.recalled.borrow_mut() = Some(all);
        match drawing {
            Some(it) => file(&it, about, kind).await,
            None => not_made(|lang| lang.say(W::NothingMeasured)),
        }
    }
}

impl Task {
    fn chart(&self, all: &Recalled, it: &Asked, about: &str) -> Option<Drawing> {
        let (lang, archive) = (self.ask.lang, self.archive(all));
        match (it.page.as_str(), about) {
            (PROBLEMS, CAUSES) => {
                let sheets = all.weeks();
                causes_drawing(lang, &self.template, &causes(&chains(&sheets, Week::of(it.day))))
            }
            (_, CALENDAR) => {
                let cards: Vec<_> = archive.sheets.iter().map(|(week, sheet)| card(&archive, *week, sheet)).collect();
                Some(calendar_drawing(lang, &cards))
            }
            (_, TICKS) => ticks_drawing(lang, &archive, &ticks(&archive)),
            (_, SEEN) => seen_drawing(lang, &archive, &seen(&archive)),
            _ => {
                let (indicator, points) = self.chosen(&archive, it, Whose::Own)?;
                trend_drawing(lang, indicator, &points)
            }
        }
    }
}

/// The file of a chart.
pub(super) async fn file(it: &Drawing, name: &str, kind: &str) -> Told {
    let bytes = if kind == PNG { picture(it.clone().titled()).await } else { Some(svg(it).into_bytes()) };
    match bytes {
        Some(bytes) => made(format!("{name}.{kind}"), bytes),
        None => not_made(|lang| lang.say(W::NoPicture)),
    }
}

async fn picture(it: Drawing) -> Option<Vec<u8>> {
    let canvas = Canvas::new((f64::from(it.width) * DOTS) as u32, (f64::from(it.height) * DOTS) as u32)?;
    it.shapes.iter().for_each(|it| draw(&canvas, it));
    canvas.png().await
}

fn draw(canvas: &Canvas, it: &Shape) {
    match it {
        Shape::Rule { from, to } => {
            canvas.line(&[place(*from), place(*to)], false);
            canvas.outline(DOTS, Hue::Hair.value());
        }
        Shape::Line { points, hue, is_dashed } => {
            let points: Vec<_> = points.iter().map(|it| place(*it)).collect();
            canvas.dash(if *is_dashed { &[5.0 * DOTS, 4.0 * DOTS] } else { &[] });
            canvas.line(&points, true);
            canvas.outline(2.0 * DOTS, hue.value());
            canvas.dash(&[]);
        }
        Shape::Dot { at, hue } => {
            canvas.circle(place(*at), 3.0 * DOTS);
            canvas.fill(hue.value());
        }
        Shape::Bar { at, size, hue, depth, .. } => {
            canvas.rectangle(place(*at), place(*size), 0.0);
            canvas.fill(&deep(*hue, *depth));
            canvas.outline(DOTS / 2.0, hue.value());
        }
        Shape::Text { at, anchor, text, hue } => {
            let (size, (x, y)) = (f64::from(TEXT) * DOTS, place(*at));
            let wide = canvas.width(text, WEIGHT, FONTS).unwrap_or_default() * size;
            let before = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => wide / 2.0,
                Anchor::End => wide,
            };
            canvas.text((x - before, y), text, size, (WEIGHT, FONTS), hue.value());
        }
    }
}

const WEIGHT: u32 = 400;

fn place((x, y): At) -> (f64, f64) {
    (f64::from(x) * DOTS, f64::from(y) * DOTS)
}

/// A colour as deep as a share says.
fn deep(hue: Hue, share: f32) -> String {
    format!("{}{:02x}", hue.value(), (share.clamp(0.0, 1.0) * 255.0) as u8)
}
