//! Questions that were saved: asking one again, taking one away, and saving the one that is asked.

use std::collections::BTreeMap;

use super::office::OVERVIEW;
use super::{Leaf, leaf, quiet_button, slot, told};
use crate::office::saved::Saved;
use crate::words::Lang;
use crate::words::office::Word as W;

/// What is asked: one again, the form as one of them, and one less.
pub const ASK: &str = "question";
pub const SAVE: &str = "question-save";
pub const DROP: &str = "question-drop";
/// The control a name is typed into.
pub const NAME: &str = "question-name";

pub fn section(lang: Lang, all: &BTreeMap<String, Saved>) -> Leaf {
    let name = leaf("input").set("type", "text").set("name", NAME).set("maxlength", "60").label(lang.say(W::QuestionName));
    leaf("details")
        .class("saved-questions")
        .child(leaf("summary").text(lang.say(W::Saved)))
        .child(slot(SAVE).child(list(lang, all, None)))
        .child(
            leaf("div")
                .class("saved-questions__new")
                .child(leaf("label").child(leaf("span").text(lang.say(W::QuestionName))).child(name))
                .child(quiet_button(lang.say(W::SaveQuestion), SAVE).into(SAVE)),
        )
}

/// All of them, under what is told of the last.
pub fn list(lang: Lang, all: &BTreeMap<String, Saved>, says: Option<(bool, &str)>) -> Leaf {
    let line = |(id, it): (&String, &Saved)| {
        let gone = quiet_button(lang.say(W::DropQuestion), &format!("{DROP} {id}")).into(SAVE);
        let gone = gone.label(&format!("{} {}", lang.say(W::DropQuestion), it.name));
        leaf("li").child(quiet_button(&it.name, &format!("{ASK} {id}")).into(OVERVIEW)).child(gone)
    };
    let none = all.is_empty().then(|| leaf("p").class("soft").text(lang.say(W::NoQuestions)));
    leaf("div")
        .children(says.map(|it| told(it.0, it.1)))
        .child(leaf("ul").class("saved-questions__list").children(all.iter().map(line)))
        .children(none)
}
