//! How safe this device is, line by line with a sign; and the copies on it, to be restored.

use super::{Leaf, leaf, link, quiet_button};
use crate::address::Page;
use crate::keeping::copies::Label;
use crate::keeping::safety::{Finding, Sign};
use crate::words::exchange::Word as W;
use crate::words::{Lang, Word, help, safety as words};

/// What was found of this device, and the way to help.
pub fn findings(lang: Lang, all: &[Finding]) -> Leaf {
    let help = link(&Page::Help, "").class("safety__help").text(lang.say(help::Word::Help));
    leaf("ul").class("safety").children(all.iter().map(|it| finding(lang, it))).child(leaf("li").child(help))
}

fn finding(lang: Lang, it: &Finding) -> Leaf {
    let name = match it.sign() {
        Sign::Fine => W::SignFine,
        Sign::Mind => W::SignMind,
        Sign::Bad => W::SignBad,
        Sign::Unknown => W::SignUnknown,
    };
    let sign = leaf("i").class("safety__sign").set("role", "img").label(lang.say(name));
    // What the browser keeps, a person can have it asked once more.
    let again = matches!(it, Finding::Persistent(_)).then(|| quiet_button(lang.say(W::AskAgain), "again"));
    row(it.about(), it.sign().word())
        .child(sign)
        .child(leaf("b").text(words::about(lang, it)))
        .child(leaf("p").text(&words::says(lang, it)))
        .children(again)
}

/// The copies there are, each by its key.
pub fn copies(lang: Lang, all: &[(String, Label)]) -> Leaf {
    let (name, says) = words::copies(lang);
    let head = row("", "").child(leaf("b").text(name)).child(leaf("p").text(says));
    let copy = |(key, it): &(String, Label)| {
        let name = words::copy(lang, it);
        let which = [lang.say(W::Restore), lang.say(Word::Colon), &name].concat();
        let restore = quiet_button(lang.say(W::Restore), &["restore ", key].concat()).into("restored").label(&which);
        let size = leaf("p").text(&words::size_of(lang, &it.size));
        row(key, "").child(leaf("b").text(&name)).child(size).child(restore)
    };
    leaf("ul").class("safety").child(head).children(all.iter().map(copy))
}

fn row(about: &str, sign: &str) -> Leaf {
    leaf("li").class("safety__line").set("data-about", about).set("data-sign", sign)
}
