//! What files, or a copy, would change: one row a file, and Apply.

use super::{Leaf, button, leaf, link, quiet_button, slot};
use crate::address::Page;
use crate::words::exchange::Word as W;
use crate::words::{Lang, Word, said};

/// Rows that stay on the page, refused ones first.
const MOST_ROWS: usize = 1_000;
const REFUSED: &str = "refused";

/// One file of the report, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    pub name: String,
    /// `data-result` in spec/surface.md.
    pub result: &'static str,
    /// Whether there is something to store.
    pub is_due: bool,
    /// Whether it is another manager's.
    pub is_foreign: bool,
    /// Whether a passphrase would open it.
    pub is_locked: bool,
    /// Why it, or something in it, is refused; warnings.
    pub sentences: Vec<String>,
    /// What it does, document by document.
    pub changes: Vec<String>,
    /// Fields that say something else here and there.
    pub differences: Vec<Said>,
}

/// Two values of a field, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    /// What to ask for to take the other value; empty where there is nothing to choose.
    pub take: String,
    /// It is asked for unless somebody says otherwise.
    pub is_on: bool,
}

/// How far reading is.
pub fn progress(lang: Lang, at: usize, of: usize, name: &str) -> Leaf {
    let says = leaf("p").set("role", "status").text(&said::reading(lang, at + 1, of, name));
    let bar = leaf("progress").set("max", &of.to_string()).set("value", &at.to_string()).label(lang.say(Word::Reading));
    leaf("div").child(says).child(bar)
}

/// Where that is told, beside a way to break it off which stays under the finger.
pub fn on_way(lang: Lang) -> Leaf {
    let cancel = quiet_button(lang.say(Word::Cancel), "cancel").into("import");
    leaf("div").class("import__progress").child(slot("on-way")).child(cancel)
}

/// The report; its buttons tell into the slot they stand in.
pub fn report(lang: Lang, files: &[FileReport]) -> Leaf {
    let (refused, good): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|it| it.1.result == REFUSED);
    let rows = refused.into_iter().chain(good).take(MOST_ROWS);
    let can_take = |it: &FileReport| it.differences.iter().any(|it| !it.take.is_empty());
    let has_work = files.iter().any(|it| it.is_due || can_take(it));
    let apply = has_work.then(|| button(lang.say(Word::Apply), "apply").into("applied"));
    leaf("section")
        .class("report")
        .set("role", "region")
        .label(lang.say(Word::ImportReport))
        .child(leaf("ul").children(rows.map(|(at, file)| row(lang, at, file))))
        .child(slot("applied").children(apply))
        .children(files.iter().any(|it| it.is_locked).then(|| passphrase(lang)))
}

fn row(lang: Lang, at: usize, file: &FileReport) -> Leaf {
    let applied = leaf("span").class("report__applied").text(lang.say(W::Applied));
    let result = leaf("span").class("report__result").text(said::file_result(lang, file.result)).child(applied);
    let head = leaf("div").class("report__head").child(leaf("b").text(&file.name)).child(result);
    let differences = leaf("ul").class("report__differences").children(file.differences.iter().map(|it| difference(lang, it)));
    leaf("li")
        .class("report__row")
        .set("data-at", &at.to_string())
        .set("data-file", &file.name)
        .set("data-result", file.result)
        .child(head)
        .children(file.sentences.iter().map(|it| leaf("p").text(it)))
        .children(file.changes.iter().map(|it| leaf("p").class("soft").text(it)))
        .child(differences)
        .children(file.is_foreign.then(|| leaf("p").child(link(&Page::Office, "").text(lang.say(W::ToOffice)))))
}

fn difference(lang: Lang, it: &Said) -> Leaf {
    let row = leaf("li");
    if it.take.is_empty() {
        return row.text(&it.text);
    }
    let tick = leaf("input").set("type", "checkbox").set("name", "take").set("value", &it.take);
    let tick = if it.is_on { tick.set("checked", "") } else { tick };
    let label = leaf("label").class("report__take").child(tick).child(leaf("span").text(lang.say(W::TakeTheirs)));
    row.child(leaf("span").text(&it.text)).child(label)
}

/// Asks for the passphrase of what is locked. It stands in its box alone, and the box goes with the next answer.
fn passphrase(lang: Lang) -> Leaf {
    let input = leaf("input")
        .set("type", "password")
        .set("name", "passphrase")
        .set("autocomplete", "off")
        .set("autocapitalize", "none");
    let label = leaf("label").child(leaf("span").text(lang.say(W::Passphrase))).child(input);
    let open = leaf("button").set("type", "submit").class("button").text(lang.say(W::OpenLocked));
    leaf("form").class("import__passphrase").asks("unlock").into("import").child(label).child(open)
}
