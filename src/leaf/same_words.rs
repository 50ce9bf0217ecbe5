//! Where the words of a manager's sheets stand as well, and two sheets side by side as far as they say the same. What that means is for
//! people to find out: nothing here judges.

use super::wall::head;
use super::{Leaf, leaf, quiet_button, told};
use crate::domain::fold::Document;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::template::Template;
use crate::domain::value::Value;
use crate::office::answer::Place;
use crate::office::questions::copying::{Same, Written, same};
use crate::office::scope::Scope;
use crate::words::Lang;
use crate::words::changes::{self, Names};
use crate::words::office::Word as W;
use crate::words::questions::Head as H;

/// How the sheets are asked for, by manager; and two of them, by both managers and weeks.
pub const ASK: &str = "same";
pub const BESIDE: &str = "same-beside";

/// Rows that stay on the page.
const MOST: usize = 500;

/// The sheets that share texts with a manager's own.
pub fn sheets(scope: &Scope, manager: &str) -> Leaf {
    let lang = scope.lang;
    let id: Option<Id> = manager.parse().ok();
    let Some(name) = id.and_then(|it| scope.books.names.find(&it)) else { return told(true, lang.say(W::NoSameWords)) };
    let all = same(scope, name);
    if all.is_empty() {
        return told(true, lang.say(W::NoSameWords));
    }
    let title = format!("{} · {}", lang.say(W::SameWords), scope.said(name));
    let heads = leaf("tr")
        .child(head(lang, H::Week))
        .child(head(lang, W::AlsoOn))
        .child(head(lang, W::ManyTexts).class("question__number"))
        .child(leaf("td"));
    let rows = all.iter().take(MOST).map(|it| row(scope, it));
    let table = leaf("table").class("question__table").set("data-same", manager);
    let table = table.child(leaf("thead").child(heads)).child(leaf("tbody").children(rows));
    let scrolled = leaf("div").class("office__scroll").set("tabindex", "0").set("role", "group").label(&title);
    let left_out = (all.len() > MOST).then(|| format!("{} {MOST} / {}", lang.say(W::LinesLeftOut), all.len()));
    leaf("section")
        .class("same-words")
        .child(leaf("h3").set("tabindex", "-1").text(&title))
        .child(leaf("p").class("soft").text(lang.say(W::SameWordsSay)))
        .child(scrolled.child(table))
        .children(left_out.map(|it| leaf("p").class("soft").text(&it)))
}

fn row(scope: &Scope, it: &Same) -> Leaf {
    let lang = scope.lang;
    let ask = |(manager, week): Place| format!("{} {week}", scope.id(manager));
    let door = |text: &str, to: Place| quiet_button(text, &format!("sheet {}", ask(to))).into("sheet");
    let other = format!("{} {}", scope.said(it.other.0), it.other.1);
    let both = quiet_button(lang.say(W::SideBySide), &format!("{BESIDE} {} {}", ask(it.sheet), ask(it.other)));
    let both = both.label(&format!("{} {} {other}", lang.say(W::SideBySide), it.sheet.1)).into("sheet");
    leaf("tr")
        .child(leaf("th").set("scope", "row").child(door(&it.sheet.1.to_string(), it.sheet)))
        .child(leaf("td").child(door(&other, it.other)))
        .child(leaf("td").class("question__number").text(&it.texts.to_string()))
        .child(leaf("td").child(both))
}

/// A sheet and what it is called.
pub struct Titled<'a> {
    pub title: String,
    pub sheet: &'a Document<SheetPath>,
}

/// The texts of two sheets side by side.
pub fn beside(lang: Lang, template: &Template, [one, other]: [&Titled; 2], texts: &[(Written, Written)]) -> Leaf {
    let title = format!("{} · {} · {}", lang.say(W::SameWords), one.title, other.title);
    let cell = |of: &Titled, (path, text): Written| {
        let names = Names {
            template,
            customer: &|_| None,
            text: &|path| of.sheet.get(path).and_then(Value::as_text).map(str::to_owned),
        };
        let place = leaf("small").class("soft").text(&changes::place(lang, path, &names));
        leaf("td").child(place).child(leaf("p").text(text))
    };
    let row = |it: &(Written, Written)| leaf("tr").child(cell(one, it.0)).child(cell(other, it.1));
    let heads = [one, other].map(|it| leaf("th").set("scope", "col").text(&it.title));
    let table = leaf("table")
        .class("same-words__texts")
        .child(leaf("thead").child(leaf("tr").children(heads)))
        .child(leaf("tbody").children(texts.iter().map(row)));
    leaf("section")
        .class("same-words")
        .set("role", "region")
        .label(&title)
        .child(leaf("h2").set("tabindex", "-1").text(lang.say(W::SameWords)))
        .child(table)
}
