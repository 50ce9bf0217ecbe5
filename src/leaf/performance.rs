//! A manager's performance sheet at head office: how things went for him, week by week, as he sees it himself (`leaf/trends`).

use super::{Leaf, leaf, quiet_button, slot, told};
use crate::domain::id::Id;
use crate::leaf::trends::TREND;
use crate::words::Lang;
use crate::words::head::Word as W;
use crate::words::office::Word as O;

/// How it is asked for, with his id after it.
pub const ASK: &str = "performance";
/// How another indicator of it is asked for; his id comes after it, too.
pub const OF_INDICATOR: &str = TREND;

/// The way to it.
pub fn door(lang: Lang, id: &str) -> Leaf {
    quiet_button(lang.say(W::Performance), &format!("{ASK} {id}")).into("drill")
}

/// The way to it from his name, with what stands beside that.
pub fn named(lang: Lang, id: &str, name: &str, about: &str) -> Leaf {
    let name = if name.is_empty() { id } else { name };
    let (what, about) = (lang.say(W::Performance), format!(" {about}"));
    leaf("button")
        .set("type", "button")
        .class("performance__who")
        .asks(&format!("{ASK} {id}"))
        .label(&[name, &about, " ", what].concat())
        .child(leaf("b").text(name))
        .child(leaf("span").text(&about))
        .into("drill")
}

/// The sheet: who it is of, and everything his sheets come to.
pub fn performance(lang: Lang, (id, title): (&Id, &str), (about, unread): (String, Option<String>), trends: Leaf) -> Leaf {
    let wall = quiet_button(lang.say(O::TheWall), &format!("manager {id}")).into("his-wall");
    leaf("section")
        .class("paper trends performance")
        .set("role", "region")
        .label(title)
        .child(leaf("h2").set("tabindex", "-1").text(&format!("{title} · {}", lang.say(W::Performance))))
        .child(leaf("p").class("soft").text(&about))
        .children(unread.map(|it| told(false, &it)))
        .child(leaf("p").class("soft").text(lang.say(W::PerformanceSays)))
        .child(trends)
        .child(leaf("div").class("giving").child(wall))
        .child(slot("his-wall"))
}
