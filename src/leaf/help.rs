//! Help: every part under its own name, with a list of them first; and the tour through the example, step by step.

use chrono::NaiveDate;

use super::{Leaf, button, leaf, link, outside, quiet_button};
use crate::address::{Page, name};
use crate::domain::week::Week;
use crate::words::help::{self as words, AFTER, BEFORE, GOOD, Good, Part, Stop, TOUR as STEPS, Word as W};
use crate::words::{Lang, Word, said};

/// The question of the tour and its slot; and that which opens the example.
pub const TOUR: &str = "tour";
pub const EXAMPLE: &str = "example";

/// The whole page; `now` is the week its links lead to.
pub fn help(lang: Lang, now: Week) -> Leaf {
    let entry = |anchor: &str, title: &str| leaf("li").child(link(&Page::Help, anchor).text(title));
    let of_part = |it: &Part| entry(it.anchor, words::said(lang, it.title));
    let own = [(TOUR, W::Tour), (ANCHOR, W::Good)].map(|(anchor, title)| entry(anchor, lang.say(title)));
    let entries = BEFORE.iter().map(of_part).chain(own).chain(AFTER.iter().map(of_part));
    leaf("div")
        .class("help")
        .child(leaf("h1").text(lang.say(W::Help)))
        .child(leaf("p").class("soft").text(lang.say(W::HelpSays)))
        .child(leaf("nav").class("paper").label(lang.say(W::Contents)).child(leaf("ul").children(entries)))
        .children(BEFORE.iter().map(|it| part(lang, it)))
        .child(tour(lang))
        .child(modules(lang, now))
        .children(AFTER.iter().map(|it| part(lang, it)))
        .child(leaf("p").child(outside("/recover.html").text(lang.say(Word::ToRescue))))
}

/// Of the modules.
const ANCHOR: &str = "good";

fn part(lang: Lang, it: &Part) -> Leaf {
    let list = leaf(if it.is_in_order { "ol" } else { "ul" });
    let points = it.points.iter().map(|it| leaf("li").text(words::said(lang, *it)));
    section(it.anchor, words::said(lang, it.title)).child(list.children(points))
}

fn section(anchor: &str, title: &str) -> Leaf {
    leaf("section").class("paper").set("id", anchor).label(title).child(leaf("h2").text(title))
}

/// The steps to read, and the way to walk them.
fn tour(lang: Lang) -> Leaf {
    let steps = STEPS.iter().map(|it| leaf("li").text(words::said(lang, it.says)));
    section(TOUR, lang.say(W::Tour))
        .child(leaf("p").text(lang.say(W::TourSays)))
        .child(leaf("p").child(button(lang.say(W::BeginTour), EXAMPLE)))
        .child(leaf("ol").children(steps))
}

/// The tour before its first step.
pub fn tour_begins(lang: Lang, now: Week, today: NaiveDate) -> Leaf {
    leaf("div").class("tour").child(to_step(lang, (now, today), 0, W::Tour))
}

/// A step of the tour, which stands on its field by then.
pub fn tour_step(lang: Lang, now: Week, today: NaiveDate, at: usize) -> Leaf {
    let Some(step) = STEPS.get(at) else { return tour_begins(lang, now, today) };
    let go = |at: usize, name: W| to_step(lang, (now, today), at, name);
    let back = at.checked_sub(1).map(|it| go(it, W::Back).class("tour__back"));
    let next = (at + 1 < STEPS.len()).then(|| go(at + 1, W::Next));
    leaf("div")
        .class("tour")
        .set("role", "group")
        .label(lang.say(W::Tour))
        .child(leaf("small").class("num soft").text(&words::step(at)))
        .child(leaf("p").set("role", "status").text(words::said(lang, step.says)))
        .children(back)
        .children(next)
        .child(quiet_button(lang.say(W::EndTour), TOUR).into(TOUR))
}

/// The way to a step: it leads to its field and asks for its words.
fn to_step(lang: Lang, (now, today): (Week, NaiveDate), at: usize, name: W) -> Leaf {
    let to = match STEPS[at.min(STEPS.len() - 1)].at {
        Stop::Field(field) => link(&Page::Week(now), field),
        Stop::Today => link(&Page::Day(today), ""),
        Stop::Area => link(&Page::Area, ""),
        Stop::Exchange => link(&Page::Exchange, ""),
    };
    to.class("button").text(lang.say(name)).asks(&format!("{TOUR} {at}")).into(TOUR)
}

fn modules(lang: Lang, now: Week) -> Leaf {
    let module = |it: &Good| {
        let title = leaf("h3").child(link(&Page::Week(now), name(it.module)).text(said::module(lang, it.module)));
        let says = leaf("p").text(words::said(lang, it.says));
        leaf("li").child(title).child(says).child(leaf("blockquote").text(words::said(lang, it.example)))
    };
    section(ANCHOR, lang.say(W::Good)).child(leaf("ol").class("help__modules").children(GOOD.iter().map(module)))
}
