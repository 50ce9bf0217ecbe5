//! Files kept on the device: the list with what can be done with each, a picture or a text opened, and what became of one that was
//! added.

use super::{FILE, Leaf, button, leaf, quiet_button, slot};
use crate::keeping::kept_files::{KeptFile, Kind};
use crate::words::kept_files::{self as words, Word as W};
use crate::words::{Lang, Word};

/// The questions: to keep files; to open one; to delete one, and to do so; the list again.
pub const KEEP: &str = "keep";
pub const READ: &str = "read";
pub const FORGET: &str = "forget";
pub const FORGET_NOW: &str = "forget-now";
pub const LIST: &str = "kept";

/// What the picker offers; what a file is, its bytes say.
const ACCEPTED: &str =
    ".pdf,.png,.jpg,.jpeg,.gif,.webp,.txt,.md,application/pdf,image/png,image/jpeg,image/gif,image/webp,text/plain";

/// The part of the page: it asks for the list when it is opened, for nobody waits for what he does not look at.
pub fn part(lang: Lang, shown: Leaf) -> Leaf {
    let picker = leaf("input").set("type", "file").set("name", "files").set("multiple", "").set("accept", ACCEPTED);
    let picker = picker.label(lang.say(W::AddFile)).asks(KEEP).into(LIST);
    let label = leaf("label").class("kept-files__add").child(leaf("span").text(lang.say(W::AddFile))).child(picker);
    leaf("div").child(leaf("p").class("soft").text(lang.say(W::KeptFilesSay))).child(label).child(slot(LIST).child(shown))
}

/// The list, with what is told first.
pub fn list(lang: Lang, all: &[KeptFile], told: Vec<Leaf>) -> Leaf {
    let bytes = all.iter().map(|it| it.size).sum();
    let says = if all.is_empty() { lang.say(W::NoFiles).to_owned() } else { words::all(lang, all.len(), bytes) };
    leaf("div")
        .children(told)
        .child(leaf("p").class("soft num").text(&says))
        .child(leaf("ul").class("kept-files").children(all.iter().map(|it| row(lang, it))))
}

fn row(lang: Lang, it: &KeptFile) -> Leaf {
    let place = format!("kept-{}", it.key);
    let named = |way: Leaf, name: &str| way.into(&place).label(&[name, lang.say(Word::Colon), &it.name].concat());
    let way = |word: W, verb: &str| named(quiet_button(lang.say(word), &format!("{verb} {}", it.key)), lang.say(word));
    let open = (it.kind != Kind::Pdf).then(|| way(W::Open, READ));
    let about = format!("{} · {}", words::size(it.size), it.at.get(..10).unwrap_or_default());
    let ways = leaf("span").class("kept-files__ways").children(open);
    leaf("li")
        .set("data-kept", &it.name)
        .child(leaf("b").text(&it.name))
        .child(leaf("small").class("soft num").text(&about))
        .child(ways.child(way(W::TakeOut, FILE)).child(way(W::Forget, FORGET)))
        .child(slot(&place))
}

/// A picture opened.
pub fn picture(name: &str, address: &str) -> Leaf {
    leaf("img").class("kept-files__picture").set("alt", name).set("src", address)
}

/// A text opened.
pub fn text(text: &str) -> Leaf {
    leaf("pre").class("kept-files__text").set("tabindex", "0").text(text)
}

/// Asks once more.
pub fn forget(lang: Lang, key: &str) -> Leaf {
    let now = button(lang.say(W::ForgetSure), &format!("{FORGET_NOW} {key}")).into(LIST);
    let not = quiet_button(lang.say(Word::Cancel), LIST).into(LIST);
    leaf("p").set("role", "status").text(lang.say(W::ForgetSays)).text(" ").child(now).text(" ").child(not)
}
