//! The preview of a paper: what can be chosen of it, what is not whole on it, and its pages as drawings. The very marks that are
//! printed and filed (`paper`); nothing is laid out here.

use super::{Leaf, button, choice, leaf, slot, told};
use crate::domain::id::Id;
use crate::domain::papers::Kind;
use crate::paper::mark::{Anchor, Area, At, Ink, Mark, Outline, POINT, Page, Text, Weight};
use crate::paper::wish::Wish;
use crate::paper::{Laid, Shortened};
use crate::words::preview::Word as W;
use crate::words::{Lang, paper, preview as words, said};

/// What the preview shows.
pub struct Preview<'a> {
    pub wish: &'a Wish,
    pub laid: &'a Laid,
    /// The shops a paper can be for, each with its name; none where it is for no shop.
    pub customers: Vec<(Id, String)>,
    /// Not everything could be read.
    pub is_partial: bool,
}

/// The question that draws the preview anew after a choice.
const AGAIN: &str = "again";

/// What can be chosen, the ways out, and the pages.
pub fn preview(lang: Lang, it: &Preview) -> Leaf {
    let (wish, laid) = (it.wish, it.laid);
    let count = laid.pages.len();
    let number = leaf("b").set("data-paper", "pages").text(&count.to_string());
    let (before, after) = words::count_of_pages(lang, count);
    let counted = leaf("p").class("soft").text(before).child(number).text(after);
    let drawn =
        laid.pages.iter().enumerate().map(|(at, it)| page(it, wish.is_coloured, &words::page_name(lang, at + 1, count)));
    let ways = if laid.pages.is_empty() { told(false, lang.say(W::NoCustomer)) } else { ways(lang) };
    leaf("div")
        .child(choices(lang, it))
        .children(it.is_partial.then(|| told(false, lang.say(W::Partial))))
        .child(ways)
        .child(slot("given"))
        .child(counted)
        .children(shortened(lang, &laid.shortened))
        .children(drawn)
}

fn choices(lang: Lang, it: &Preview) -> Leaf {
    let wish = it.wish;
    let kinds = wish.about.kinds().iter().map(|it| (it.word().to_owned(), words::kind(lang, *it).to_owned()));
    let languages = [Lang::Zh, Lang::En].map(|it| (it.word().to_owned(), said::language(it.word()).to_owned()));
    let inks = [("colour", W::InColour), ("black", W::InBlack)].map(|(value, it)| (value.to_owned(), lang.say(it).to_owned()));
    let ink = if wish.is_coloured { "colour" } else { "black" };
    let field = |name: W, it: Leaf| leaf("label").child(leaf("span").text(lang.say(name))).child(it.asks(AGAIN).into(""));
    let chosen = wish.customer.as_ref().map(Id::to_string).unwrap_or_default();
    let customers = || it.customers.iter().map(|(code, name)| (code.to_string(), name.clone()));
    let customer = || field(W::Customer, choice("customer", lang.say(W::Customer), customers(), &chosen));
    leaf("form")
        .class("paper paper__choices")
        .child(field(W::Which, choice("kind", lang.say(W::Which), kinds, wish.kind.word())))
        .children((!it.customers.is_empty()).then(customer))
        .child(field(W::Language, choice("lang", lang.say(W::Language), languages, wish.lang.word())))
        .child(field(W::Inks, choice("ink", lang.say(W::Inks), inks, ink)))
        .children((wish.kind == Kind::Own).then(|| annex(lang, wish.has_annex)))
}

fn annex(lang: Lang, is_on: bool) -> Leaf {
    let tick = leaf("input").set("type", "checkbox").set("name", "annex").asks(AGAIN).into("");
    let tick = if is_on { tick.set("checked", "") } else { tick };
    leaf("label").class("paper__annex").child(tick).child(leaf("span").text(lang.say(W::WithAnnex)))
}

/// How a paper leaves: through the browser's print dialog, or as a file.
fn ways(lang: Lang) -> Leaf {
    leaf("div")
        .class("giving paper__ways")
        .child(button(lang.say(W::Print), "print"))
        .child(button(lang.say(W::SharePdf), "pdf").into("given"))
}

fn shortened(lang: Lang, all: &[Shortened]) -> Option<Leaf> {
    let line = |it: &Shortened| leaf("li").set("data-shortened", &it.path).text(it.said.said(lang));
    let list = || leaf("ul").children(all.iter().map(line));
    let summary = || leaf("summary").text(&paper::has_short(lang, all.len(), true));
    (!all.is_empty()).then(|| leaf("details").class("paper__short").child(summary()).child(list()))
}

/// One side of paper as a drawing whose units are millimetres.
pub fn page(it: &Page, is_coloured: bool, name: &str) -> Leaf {
    let size = format!("0 0 {} {}", number(it.width), number(it.height));
    let marks = it.marks.iter().map(|it| drawn(it, is_coloured));
    let class = format!("paper__page paper__page--{}x{}", number(it.width), number(it.height));
    leaf("svg:svg").class(&class).set("viewBox", &size).set("role", "img").label(name).children(marks)
}

fn drawn(mark: &Mark, is_coloured: bool) -> Leaf {
    let ink = |it: Ink| it.value(is_coloured);
    match mark {
        Mark::Rule { from, to, width, ink: it } => place(place(leaf("svg:line"), ("x1", "y1"), *from), ("x2", "y2"), *to)
            .set("stroke", ink(*it))
            .at("stroke-width", *width),
        Mark::Frame { area, radius, fill, outline } => {
            let it = boxed(leaf("svg:rect"), area, outline.map_or(0.0, |it| it.width));
            let it = if *radius > 0.0 { it.at("rx", *radius) } else { it };
            outlined(it.set("fill", fill.map_or("none", ink)), outline.as_ref(), is_coloured)
        }
        Mark::Disc { centre, radius, fill, outline } => {
            let it = place(leaf("svg:circle"), ("cx", "cy"), *centre).at("r", *radius);
            outlined(it.set("fill", fill.map_or("none", ink)), outline.as_ref(), is_coloured)
        }
        Mark::Tick { area, is_ticked, ink: it } => {
            let frame = boxed(leaf("svg:rect"), area, Mark::TICK_LINE).set("fill", if *is_ticked { ink(*it) } else { "none" });
            let frame = frame.set("stroke", ink(*it)).at("stroke-width", Mark::TICK_LINE);
            let hook = is_ticked.then(|| line(&area.hook(), area.hook_line(), ink(Ink::Paper)));
            leaf("svg:g").child(frame).children(hook)
        }
        Mark::Line { points, width, ink: it } => line(points, *width, ink(*it)),
        Mark::Text(it) => text(it, is_coloured),
    }
}

fn line(points: &[At], width: f32, ink: &str) -> Leaf {
    let points: Vec<String> = points.iter().map(|it| [number(it.x), number(it.y)].join(",")).collect();
    leaf("svg:polyline")
        .set("points", &points.join(" "))
        .set("fill", "none")
        .set("stroke", ink)
        .at("stroke-width", width)
        .set("stroke-linecap", "round")
        .set("stroke-linejoin", "round")
}

/// Its width is told, so that it is that wide in whatever font a printer has.
fn text(it: &Text, is_coloured: bool) -> Leaf {
    let mut shown = place(leaf("svg:text"), ("x", "y"), it.at)
        .at("font-size", it.size * POINT)
        .at("textLength", it.width)
        .set("lengthAdjust", "spacingAndGlyphs")
        .set("fill", it.ink.value(is_coloured));
    if let Some(anchor) = match it.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    } {
        shown = shown.set("text-anchor", anchor);
    }
    if let Some(class) = match it.weight {
        Weight::Regular => None,
        Weight::Bold => Some("paper__bold"),
        Weight::Title => Some("paper__title"),
    } {
        shown = shown.class(class);
    }
    shown.text(&it.text)
}

/// An outline is drawn along its middle, and lies inside.
fn boxed(it: Leaf, area: &Area, outline: f32) -> Leaf {
    let area = area.within(outline);
    place(it, ("x", "y"), At::new(area.x, area.y)).at("width", area.width).at("height", area.height)
}

fn outlined(it: Leaf, outline: Option<&Outline>, is_coloured: bool) -> Leaf {
    match outline {
        Some(outline) => it.set("stroke", outline.ink.value(is_coloured)).at("stroke-width", outline.width),
        None => it,
    }
}

fn place(it: Leaf, (x, y): (&str, &str), at: At) -> Leaf {
    it.at(x, at.x).at(y, at.y)
}

impl Leaf {
    /// A measure in millimetres.
    fn at(self, name: &str, value: f32) -> Self {
        self.set(name, &number(value))
    }
}

/// To a hundredth of a millimetre, finer than any printer.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_as_short_as_it_can_be() {
        for (value, text) in [(0.0, "0"), (1.5, "1.5"), (12.345, "12.35"), (210.0, "210"), (-0.25, "-0.25")] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn an_outline_lies_inside_its_area() {
        let it = boxed(leaf("svg:rect"), &Area::new(10.0, 20.0, 5.0, 4.0), 1.0).to_json().canonical();
        assert_eq!(it, r#"["svg:rect",{"height":"3","width":"4","x":"10.5","y":"20.5"}]"#);
    }
}
