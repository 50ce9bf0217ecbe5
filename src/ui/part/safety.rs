//! How safe this device is, line by line with a sign; and the copies on it, to be restored.

use leptos::task::spawn_local;

use crate::app::live::Live;
use crate::app::session::Session;
use crate::post::safety::Line;
use crate::ui::el::{El, el};
use crate::ui::part::boxes::quiet_button;
use crate::words::{Lang, Word};

/// What the line is about that a person can ask once more.
const PERSISTENT: &str = "persistent";

pub fn safety() -> El {
    let (lang, lines) = (Session::here().lang_now(), Live::new(Vec::new()));
    look(lines, false);
    let again =
        move |it: &Line| (it.about == PERSISTENT).then(|| quiet_button(lang.say(Word::AskAgain), move || look(lines, true)));
    list(lines, Box::new(move |it| (!it.sign.is_empty()).then(|| row(lang, it, again(it)))))
}

/// The copies there are; `restore` is told which one is wanted.
pub fn copies(restore: impl Fn(String) + Copy + 'static) -> El {
    let session = Session::here();
    let (lang, lines) = (session.lang_now(), Live::new(Vec::new()));
    let button = move |it: &Line| {
        let (key, name) = (it.about.clone(), [lang.say(Word::Restore), lang.say(Word::Colon), it.name.said(lang)].concat());
        quiet_button(lang.say(Word::Restore), move || restore(key.clone())).label(&name)
    };
    // What was restored may be taken back: the list has one more then.
    let changed = session.inner().settings_changed;
    let is_copy = |it: &Line| it.sign.is_empty() && !it.about.is_empty();
    let is_shown = |it: &Line| it.sign.is_empty() || it.about.is_empty();
    let shown = move |it: &Line| is_shown(it).then(|| row(lang, it, is_copy(it).then(|| button(it))));
    list(lines, Box::new(shown)).effect(move || {
        changed.track();
        look(lines, false);
    })
}

fn look(lines: Live<Vec<Line>>, again: bool) {
    let session = Session::here();
    spawn_local(async move { lines.set(session.safety(again).await) });
}

/// Draws a line that belongs to the list.
type Row = Box<dyn Fn(&Line) -> Option<El>>;

fn list(lines: Live<Vec<Line>>, row: Row) -> El {
    el("ul").class("safety").parts(move || lines.with(|all| all.iter().filter_map(&row).collect()))
}

fn row(lang: Lang, it: &Line, button: Option<El>) -> El {
    let name = match it.sign.as_str() {
        "fine" => Word::SignFine,
        "mind" => Word::SignMind,
        "bad" => Word::SignBad,
        _ => Word::SignUnknown,
    };
    let sign = (!it.sign.is_empty()).then(|| el("i").class("safety__sign").set("role", "img").label(lang.say(name)));
    let row = el("li").class("safety__line").set("data-about", &it.about).set("data-sign", &it.sign).children(sign);
    row.child(el("b").text(it.name.said(lang))).child(el("p").text(it.says.said(lang))).children(button)
}
