//! Help: every part under its own name, with a list of them first.

use super::{Leaf, leaf, link, outside};
use crate::address::{Page, name};
use crate::domain::week::Week;
use crate::words::help::{self as words, AFTER, BEFORE, GOOD, Good, Part, Word as W};
use crate::words::{Lang, Word, said};

/// The whole page; `now` is the week its links lead to.
pub fn help(lang: Lang, now: Week) -> Leaf {
    let entry = |anchor: &str, title: &str| leaf("li").child(link(&Page::Help, anchor).text(title));
    let of_part = |it: &Part| entry(it.anchor, words::said(lang, it.title));
    let entries = BEFORE.iter().map(of_part).chain([entry(ANCHOR, lang.say(W::Good))]).chain(AFTER.iter().map(of_part));
    leaf("div")
        .class("help")
        .child(leaf("h1").text(lang.say(W::Help)))
        .child(leaf("p").class("soft").text(lang.say(W::HelpSays)))
        .child(leaf("nav").class("paper").label(lang.say(W::Contents)).child(leaf("ul").children(entries)))
        .children(BEFORE.iter().map(|it| part(lang, it)))
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

fn modules(lang: Lang, now: Week) -> Leaf {
    let module = |it: &Good| {
        let title = leaf("h3").child(link(&Page::Week(now), name(it.module)).text(said::module(lang, it.module)));
        let says = leaf("p").text(words::said(lang, it.says));
        leaf("li").child(title).child(says).child(leaf("blockquote").text(words::said(lang, it.example)))
    };
    section(ANCHOR, lang.say(W::Good)).child(leaf("ol").class("help__modules").children(GOOD.iter().map(module)))
}
