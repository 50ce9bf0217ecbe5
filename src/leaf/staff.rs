//! The list of managers who have to hand in: taking one in, what is held of it, and what was wrong in it.

use super::sending::picker;
use super::{Leaf, leaf, paper, quiet_button, slot, told};
use crate::office::notes::Notes;
use crate::words::Lang;
use crate::words::head::{self as words, Word as W};

/// What is asked with a list, and without one from now on.
pub const TAKE: &str = "staff";
pub const DROP: &str = "staff-none";
/// Faults that are told; the others are counted.
const MOST_FAULTS: usize = 20;

pub fn section(lang: Lang, notes: &Notes) -> Leaf {
    paper()
        .class("paper staff")
        .child(leaf("h2").text(lang.say(W::Staff)))
        .child(leaf("p").class("soft").text(lang.say(W::StaffSays)))
        .child(picker(lang, W::StaffFile, TAKE, ".xlsx,.csv,.txt,text/csv"))
        .child(slot(TAKE).child(held(lang, notes)))
}

/// How many are on the list, or that there is none.
pub fn held(lang: Lang, notes: &Notes) -> Leaf {
    if notes.staff.is_empty() {
        return leaf("p").class("soft").text(lang.say(W::NoStaff));
    }
    let gone = quiet_button(lang.say(W::DropStaff), DROP).into(TAKE);
    leaf("p").class("sending__held").child(leaf("span").text(&words::staff_held(lang, notes.staff.len()))).child(gone)
}

/// What a file came to: why it is none, or the rows that were left out.
pub fn taken(lang: Lang, notes: &Notes, why: Option<&str>, faults: &[String]) -> Leaf {
    let shown = faults.iter().take(MOST_FAULTS).map(|it| leaf("li").text(it));
    let more = faults.len().saturating_sub(MOST_FAULTS);
    let more = (more > 0).then(|| leaf("p").class("soft").text(&words::more_faults(lang, more)));
    leaf("div")
        .children(why.map(|it| told(false, it)))
        .child(held(lang, notes))
        .child(leaf("ul").class("staff__faults").set("role", "status").children(shown))
        .children(more)
}
