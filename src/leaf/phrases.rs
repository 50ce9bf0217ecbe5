//! Own earlier words below the box that is typed in: phrases to take, and what was tried against a problem like this one.

use super::{Leaf, leaf};
use crate::memory::ledger::Chain;
use crate::words::memory::{self as words, Word as W};
use crate::words::{Lang, said};

/// The question of a phrase that is taken: its field and the whole text follow.
pub const PHRASE: &str = "phrase";

/// Phrases, each with the text that stands in the field once it is taken.
pub fn phrases(lang: Lang, field: &str, all: &[(String, String)]) -> Leaf {
    let phrase = |(whole, phrase): &(String, String)| leaf("li").child(take(field, whole).text(phrase));
    let list = leaf("ul").children(all.iter().map(phrase));
    group(lang, W::Phrases, all.len()).child(list)
}

/// Earlier problems, each with what was tried against it; one tap puts that into the measures.
pub fn problems(lang: Lang, measure: &str, all: &[&Chain]) -> Leaf {
    let problem = |it: &&Chain| {
        let head = [&said::week(lang, it.since), " · ", said::problem_state(lang, it.state.word())].concat();
        let measures = it.measures.join("\n");
        let button = take(measure, &measures)
            .child(leaf("small").class("soft").text(&head))
            .child(leaf("b").text(&it.text))
            .child(leaf("span").text(&measures));
        leaf("li").child(button)
    };
    group(lang, W::TriedBefore, all.len()).child(leaf("ul").children(all.iter().map(problem)))
}

fn group(lang: Lang, name: W, count: usize) -> Leaf {
    let says = leaf("small").class("soft").set("role", "status").text(&words::offered(lang, lang.say(name), count));
    leaf("div").class("phrases__list").set("role", "group").label(lang.say(name)).child(says)
}

/// A button that no key passes over on its way from box to box.
fn take(field: &str, text: &str) -> Leaf {
    leaf("button").set("type", "button").set("tabindex", "-1").class("line").asks(&format!("{PHRASE} {field} {text}"))
}
