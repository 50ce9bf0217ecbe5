//! The collection as something one keeps: taking a period's originals out as one file, deleting a period, and what was deleted.

use super::office::with_none;
use super::{Leaf, button, choice, leaf, paper, quiet_button, slot, staff};
use crate::domain::week::Week;
use crate::office::deleting::Deleted;
use crate::office::notes::Notes;
use crate::office::scope::Scope;
use crate::words::Lang;
use crate::words::head::{self as words, Word as W};
use crate::words::office::Word as O;

/// Where what would go is told, and where a file is told of.
const DELETING: &str = "deleting";
const OUT: &str = "out";

/// What would go of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Going {
    pub files: usize,
    pub sheets: usize,
    pub spared: usize,
}

pub fn page(scope: &Scope, notes: &Notes) -> Leaf {
    leaf("div").class("office__papers").child(staff::section(scope.lang, notes)).child(originals(scope, &notes.log))
}

fn originals(scope: &Scope, log: &[Deleted]) -> Leaf {
    let lang = scope.lang;
    let weeks = |first: O| {
        let weeks: std::collections::BTreeSet<Week> = scope.books.entries().map(|it| it.1).collect();
        with_none(lang, first, weeks.into_iter().rev().map(|it| (it.to_string(), it.to_string())))
    };
    let field = |name: O, key: &str| {
        // What would go is of the period that was chosen then.
        let select = choice(key, lang.say(name), weeks(O::All), "").asks("deleting").into(DELETING);
        leaf("label").child(leaf("span").text(lang.say(name))).child(select)
    };
    let lines = log.iter().rev().map(|it| leaf("li").text(&words::deleted(lang, it)));
    let none = log.is_empty().then(|| leaf("p").class("soft").text(lang.say(W::NoLog)));
    paper()
        .class("paper collection")
        .child(leaf("h2").text(lang.say(W::Keep)))
        .child(leaf("p").class("soft").text(lang.say(W::KeepSays)))
        .child(leaf("form").class("office__form").child(field(O::FromWeek, "from")).child(field(O::ToWeek, "to")))
        .child(
            leaf("div")
                .class("giving")
                .child(button(lang.say(W::Export), "file collection").into(OUT))
                .child(quiet_button(lang.say(W::Delete), "delete").into(DELETING)),
        )
        .child(slot(OUT))
        .child(slot(DELETING))
        .child(leaf("h3").text(lang.say(W::Log)))
        .child(leaf("ul").class("collection__log").children(lines))
        .children(none)
}

/// What would go, and a way to say so.
pub fn going(lang: Lang, it: &Going) -> Leaf {
    if it.files == 0 && it.spared == 0 {
        return leaf("p").class("soft").set("role", "status").text(lang.say(W::NothingThere));
    }
    let yes =
        (it.files > 0).then(|| button(lang.say(W::DeleteYes), "delete-yes").class("button collection__yes").into("overview"));
    leaf("div")
        .class("collection__going")
        .child(leaf("p").set("role", "status").text(&words::would_go(lang, it.files, it.sheets, it.spared)))
        .child(leaf("p").class("soft").text(lang.say(W::DeleteSays)))
        .children(yes)
}

/// Nothing is asked any more.
pub fn nothing() -> Leaf {
    leaf("span")
}
