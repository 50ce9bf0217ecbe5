//! How to install the app, said before anybody begins in the wrong place. All of it stands in the page; public/install.js knows which
//! part of it is true here (`data-install`), and the style shows that one.

use crate::browser::page;
use crate::ui::el::{El, el};
use crate::ui::part::boxes::quiet_button;
use crate::words::{Lang, Word};

pub fn install(lang: Lang) -> El {
    let says = |word: Word| el("p").text(lang.say(word));
    let step = |name: &str, word: Word| el("li").class(&format!("install__{name}")).text(lang.say(word));
    let steps = el("ol")
        .child(step("share", Word::InstallShare))
        .child(step("add", Word::InstallAdd))
        .child(step("open", Word::InstallOpen));
    let by_hand = el("div")
        .class("install__steps")
        .child(el("h2").text(lang.say(Word::InstallFirst)))
        .child(says(Word::InstallWhy))
        .child(steps)
        .child(says(Word::InstallMove));
    let elsewhere = el("div").class("install__elsewhere").child(says(Word::InstallElsewhere));
    let ask = quiet_button(lang.say(Word::Install), || page::mark("data-install", "ask"));
    let offered = el("div").class("install__offered").child(says(Word::InstallOffered)).child(ask);
    el("aside").class("install").child(by_hand).child(elsewhere).child(offered)
}
