//! What must not be overlooked: saving fails, the example is open, two devices wrote the same field.

use super::boxes::button;
use crate::app::saving::{SaveState, fault};
use crate::app::session::Session;
use crate::app::watch::View;
use crate::domain::fold::Register;
use crate::domain::path::SheetPath;
use crate::domain::topic::Topic;
use crate::domain::value::{Value, shown};
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, said};

/// Saving fails, or the example is open.
pub fn banners() -> El {
    el("div").class("banners").part(not_saved()).part(example())
}

fn banner(kind: &str, says: &str) -> El {
    el("div").class(&format!("banner banner--{kind}")).child(el("p").text(says))
}

pub fn not_saved() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, state) = (session.lang_now(), session.inner().saving.state);
    move || match state.get() {
        SaveState::Failing(why) => {
            let again = el("button").set("type", "button").text(lang.say(Word::TryAgain)).press(move || session.retry_saving());
            Some(banner("failing", &said::not_saved(lang, &fault(&why))).set("role", "alert").child(again))
        }
        SaveState::Saved(_) | SaveState::Saving => None,
    }
}

fn example() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, example) = (session.lang_now(), session.inner().example);
    move || {
        let leave =
            || el("button").set("type", "button").text(lang.say(Word::LeaveExample)).press(move || session.leave_example());
        example.get().then(|| banner("example", lang.say(Word::ThisIsTheExample)).set("role", "status").child(leave()))
    }
}

/// A field with its two values: what stands, and what another device wrote.
type Dispute = (SheetPath, Option<Value>, Option<Value>);

/// Fields that two devices wrote without having seen each other: both values, and a choice.
pub fn disputes() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let disputed = session.watch([Topic::Disputes], now_disputed);
    let choice = move |path: SheetPath, value: Option<Value>| {
        let said = Some(shown(value.as_ref(), None)).filter(|it| !it.is_empty());
        let said = said.unwrap_or_else(|| lang.say(Word::Nothing).to_owned());
        button("choice").text(&said).press(move || session.settle(path.clone(), value.clone()))
    };
    let row = move |(path, ours, theirs): Dispute| {
        let at = path.clone();
        let place = button("line").text(&path.to_string()).press(move || going.to(&at));
        el("li").child(place).child(choice(path.clone(), ours)).child(choice(path, theirs))
    };
    move || {
        let all = disputed.get();
        let list = |all: Vec<Dispute>| el("ul").class("choices").children(all.into_iter().map(row));
        (!all.is_empty()).then(|| banner("disputes", lang.say(Word::TwoDevices)).set("role", "status").child(list(all)))
    }
}

fn now_disputed(view: &View) -> Vec<Dispute> {
    let row = |(path, register): (&SheetPath, &Register)| {
        let ours = register.standing.value.clone();
        let theirs = register.others.iter().map(|it| &it.value).find(|it| **it != ours).cloned();
        Some((path.clone(), ours, theirs?))
    };
    view.document.disputed().filter_map(row).collect()
}
