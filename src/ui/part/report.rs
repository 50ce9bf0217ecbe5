//! The import report: one row a file, what it would change or why it is refused; Apply stores it.

use crate::address::Page;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::post::{FileReport, Report};
use crate::ui::el::{El, el};
use crate::ui::part::boxes::quiet_button;
use crate::ui::routes::link;
use crate::words::{Both, Lang, Word, said};

/// Rows that stay on the page, refused ones first.
const MOST_ROWS: usize = 1_000;
const REFUSED: &str = "refused";

/// `undo` takes back what was applied, if it can be.
pub fn report(report: Report, undo: Option<impl Fn() + Copy + 'static>) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let (applied, failed, pressed) = (Live::new(Vec::<usize>::new()), Live::new(false), Live::new(false));
    let (refused, good): (Vec<_>, Vec<_>) = report.files.iter().enumerate().partition(|it| it.1.result == REFUSED);
    let rows = refused.into_iter().chain(good).take(MOST_ROWS);
    let list = el("ul").children(rows.map(|(at, file)| row(lang, at, file, applied)));
    let has_work = report.files.iter().any(|it| it.is_due);
    let apply = move || {
        pressed.change(true);
        session.apply(&report, move |at, is_stored| {
            if is_stored {
                applied.set([applied.get_untracked(), vec![at]].concat());
            } else {
                failed.change(true);
                pressed.change(false);
            }
        });
    };
    let button = || {
        let button = el("button").set("type", "button").class("button").text(lang.say(Word::Apply));
        button.flag("disabled", move || pressed.get()).press(apply)
    };
    let is_done = move || applied.with(|it| !it.is_empty());
    let undo = move || undo.filter(|_| is_done()).map(|it| quiet_button(lang.say(Word::UndoImport), it));
    let alert = move || failed.get().then(|| el("p").set("role", "alert").class("minus").text(lang.say(Word::NotApplied)));
    el("section")
        .class("report")
        .set("role", "region")
        .label(lang.say(Word::ImportReport))
        .child(list)
        .children(has_work.then(button))
        .part(alert)
        .part(undo)
}

fn row(lang: Lang, at: usize, file: &FileReport, applied: Live<Vec<usize>>) -> El {
    let is_applied = move || applied.with(|it| it.contains(&at));
    let done = move || if is_applied() { format!(" · {}", lang.say(Word::Applied)) } else { String::new() };
    let result = el("span").class("report__result").text(said::file_result(lang, &file.result)).write(done);
    let said = |tag: &'static str, it: &Both| el(tag).text(it.said(lang));
    el("li")
        .class("report__row")
        .set("data-file", &file.name)
        .set("data-result", &file.result)
        .flag("data-applied", is_applied)
        .child(el("div").class("report__head").child(el("b").text(&file.name)).child(result))
        .children(file.sentences.iter().map(|it| said("p", it)))
        .children(file.changes.iter().map(|it| said("p", it).class("soft")))
        .child(el("ul").class("report__differences").children(file.differences.iter().map(|it| said("li", it))))
        .children(file.is_foreign.then(|| el("p").child(link(&Page::Office.address()).text(lang.say(Word::ToOffice)))))
}
