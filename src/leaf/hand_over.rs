//! Handing over: which weeks there are, what the file will hold and what is doubtful in it, before it goes out.

use super::{Leaf, button, choice, leaf, link, told};
use crate::address::Page;
use crate::domain::doubts::Doubt;
use crate::domain::month::months_of;
use crate::domain::reply::Receipt;
use crate::domain::template::Template;
use crate::domain::week::{Month, Week};
use crate::words::changes::Names;
use crate::words::exchange::Word as W;
use crate::words::handing::{self, State};
use crate::words::said::{self, Counts};
use crate::words::{Lang, Word, months};

/// A week, what has become of it, and head office's word on it.
pub type Held = (Week, State, Option<Receipt>);

/// Every week there is and what has become of it, to choose from; a month chosen ticks every week that has a day in it.
pub fn weeks(lang: Lang, all: &[Held], month: Option<Month>) -> Leaf {
    if all.is_empty() {
        return told(true, lang.say(W::NoWeeks));
    }
    let mut names: Vec<Month> = all.iter().flat_map(|it| months_of(it.0)).collect();
    names.sort();
    names.dedup();
    let named = names.iter().rev().map(|it| (it.to_string(), months::month(lang, *it)));
    let none = (String::new(), "–".to_owned());
    let chosen = month.map(|it| it.to_string()).unwrap_or_default();
    let select = choice("month", lang.say(W::WholeMonth), [none].into_iter().chain(named), &chosen).asks("weeks").into("weeks");
    let label = leaf("label").class("weeks-held__month").child(leaf("span").text(lang.say(W::WholeMonth))).child(select);
    let is_chosen = |it: &Week| month.is_some_and(|month| months_of(*it).contains(&month));
    leaf("div")
        .child(label)
        .child(leaf("ul").children(all.iter().map(|it| week(lang, it, is_chosen(&it.0)))))
        .child(button(lang.say(W::HandOverChosen), "hand-over").into("handing"))
}

fn week(lang: Lang, (week, state, receipt): &Held, is_chosen: bool) -> Leaf {
    let tick = leaf("input").set("type", "checkbox").set("name", "week").set("value", &week.to_string());
    let tick = if is_chosen { tick.set("checked", "") } else { tick };
    let row = leaf("label")
        .class("weeks-held__week")
        .child(tick)
        .child(leaf("span").text(&handing::week(lang, *week)))
        .child(leaf("small").class("soft").text(&handing::state(lang, state)))
        .children(receipt.iter().map(|it| leaf("small").class("weeks-held__receipt").text(&handing::receipt(lang, it))));
    leaf("li").set("data-week", &week.to_string()).set("data-state", state.word()).child(row)
}

/// What is about to be handed over.
pub struct Review<'a> {
    pub weeks: &'a [Week],
    /// The customers go along, not their classes alone.
    pub is_personal: bool,
    pub counts: Counts,
    pub doubts: Vec<(Week, Doubt)>,
}

/// What the file will hold, what is doubtful in it, and the way out.
pub fn review(lang: Lang, it: &Review, template: &Template) -> Leaf {
    let counts = format!("{} {}", said::weeks(lang, it.weeks), said::counts(lang, &it.counts));
    let names = Names { template, customer: &|_| None, text: &|_| None };
    let doubt = |(week, doubt): &(Week, Doubt)| {
        let which = if it.weeks.len() > 1 { format!("{} ", said::week(lang, *week)) } else { String::new() };
        let says = which + &handing::doubt(lang, doubt, &names);
        leaf("li").child(link(&Page::Week(*week), &doubt.path().to_string()).text(&says))
    };
    let doubtful = (!it.doubts.is_empty()).then(|| {
        let says = leaf("p").class("soft").text(lang.say(W::DoubtsSay));
        leaf("div").class("doubts").child(says).child(leaf("ul").children(it.doubts.iter().map(doubt)))
    });
    leaf("div")
        .class("report")
        .child(leaf("h3").text(lang.say(W::ReviewBeforeHandOver)))
        .child(leaf("p").text(&counts))
        .children(doubtful)
        .child(personal(lang, it.is_personal))
        .child(wrapping(lang, "handing"))
        .child(leaf("div").class("giving").child(button(lang.say(Word::HandOver), "give").into("handing")))
}

/// The switch for personal data: off unless somebody wants it, and it says what would go.
fn personal(lang: Lang, is_on: bool) -> Leaf {
    let tick = leaf("input").set("type", "checkbox").set("name", "personal").asks("personal").into("handing");
    let tick = if is_on { tick.set("checked", "") } else { tick };
    let says = leaf("small").class("soft").text(lang.say(if is_on { W::PersonalGoes } else { W::PersonalStays }));
    let label = leaf("label").class("check").child(tick).child(leaf("span").text(lang.say(W::Personal)));
    leaf("div").class("personal").child(label).child(says)
}

/// A file may go packed, or under a passphrase; whose controls these are, the name of their slot tells.
pub fn wrapping(lang: Lang, slot: &str) -> Leaf {
    let name = |what: &str| [slot, "/", what].concat();
    let pack = leaf("input").set("type", "checkbox").set("name", &name("pack"));
    let pack = leaf("label").class("check").child(pack).child(leaf("span").text(lang.say(W::Pack)));
    let passphrase = leaf("input")
        .set("type", "text")
        .set("name", &name("passphrase"))
        .set("autocomplete", "off")
        .set("autocapitalize", "none")
        .set("spellcheck", "false");
    let passphrase =
        leaf("label").class("wrapping__passphrase").child(leaf("span").text(lang.say(W::LockWith))).child(passphrase);
    leaf("details")
        .class("wrapping")
        .child(leaf("summary").text(lang.say(W::PackOrLock)))
        .child(pack)
        .child(passphrase)
        .child(leaf("p").class("soft").text(lang.say(W::LockSays)))
}
