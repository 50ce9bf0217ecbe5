//! How to install the app, said before anybody begins in the wrong place, and how to move there for whoever has. All of it stands in the page; public/install.js knows which
//! part of it is true here (`data-install`), and the style shows that one.

use crate::address::Page;
use crate::browser::page;
use crate::ui::el::{El, el};
use crate::ui::part::boxes::quiet_button;
use crate::ui::routes::link;
use crate::words::{Lang, Word};

/// `has_begun` says whether something is here that has to come along.
pub fn install(lang: Lang, has_begun: bool) -> El {
    let says = |word: Word| el("p").text(lang.say(word));
    let step = |name: &str, word: Word| el("li").class(&format!("install__{name}")).child(says(word));
    let exchange = || link(&Page::Exchange.address()).text(lang.say(Word::Exchange));
    let back_up = has_begun.then(|| step("back-up", Word::InstallBackUp).child(exchange()));
    let steps = el("ol")
        .children(back_up)
        .child(step("share", Word::InstallShare))
        .child(step("add", Word::InstallAdd))
        .child(step("open", if has_begun { Word::InstallCarry } else { Word::InstallOpen }));
    let by_hand = el("div")
        .class("install__steps")
        .child(el("h2").text(lang.say(if has_begun { Word::InstallMove } else { Word::InstallFirst })))
        .child(says(Word::InstallWhy))
        .child(steps);
    let elsewhere = el("div").class("install__elsewhere").child(says(Word::InstallElsewhere));
    let ask = quiet_button(lang.say(Word::Install), || page::mark("data-install", "ask"));
    let offered = el("div").class("install__offered").child(says(Word::InstallOffered)).child(ask);
    el("aside").class("install").child(by_hand).child(elsewhere).child(offered)
}
