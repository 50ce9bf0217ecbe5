//! What must not be overlooked: saving fails, another window edits, something was lost, the example is open, a new
//! version waits, two devices wrote the same field.

use leptos::task::spawn_local;

use super::boxes::{button, quiet_button};
use crate::address::Page;
use crate::app::fault::fault;
use crate::app::saving::SaveState;
use crate::app::session::Session;
use crate::app::watch::View;
use crate::app::windows::Seat;
use crate::domain::fold::Register;
use crate::domain::path::SheetPath;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::keeping::tally::Loss;
use crate::leaf::help::TOUR;
use crate::ui::el::{El, el};
use crate::ui::leaf::Board;
use crate::ui::routes::{Going, link};
use crate::words::changes::{self, Names};
use crate::words::{Lang, Word, storage};

/// What concerns every page.
pub fn banners() -> El {
    el("div").class("banners").part(not_saved()).part(no_answer()).part(not_here()).part(lost()).part(example()).child(update())
}

fn banner(kind: &str, says: &str) -> El {
    around(kind).child(el("p").text(says))
}

fn around(kind: &str) -> El {
    el("div").class(&format!("banner banner--{kind}")).set("role", "status")
}

pub fn not_saved() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, state) = (session.lang_now(), session.inner().saving.state);
    move || match state.get() {
        SaveState::Failing(why) => {
            let again = el("button").set("type", "button").text(lang.say(Word::TryAgain)).press(move || session.retry_saving());
            Some(banner("failing", &storage::not_saved(lang, &fault(&why))).set("role", "alert").child(again))
        }
        SaveState::Saved(_) | SaveState::Saving => None,
    }
}

/// Something is being read and does not come.
fn no_answer() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, slow) = (session.lang_now(), session.inner().slow);
    move || slow.get().then(|| banner("failing", lang.say(Word::NoAnswerYet)).set("role", "alert"))
}

/// This window may not write.
fn not_here() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let windows = &session.inner().windows;
    let (lang, seat, reminded) = (session.lang_now(), windows.seat, windows.reminded);
    // Said once more, the words alone are drawn anew: the button may be under a finger.
    let says = move |word: Word| {
        around("elsewhere").part(move || {
            reminded.track();
            Some(el("p").text(lang.say(word)))
        })
    };
    move || match seat.get() {
        Seat::Mine => None,
        Seat::Elsewhere => {
            let here = el("button").set("type", "button").text(lang.say(Word::EditHere));
            Some(says(Word::OtherWindow).child(here.press(move || session.edit_here())))
        }
        Seat::Newer => {
            let reload = el("a").class("button").set("href", "").text(lang.say(Word::Reload));
            Some(says(Word::NewerData).child(reload))
        }
    }
}

/// The sheet holds less than it did.
fn lost() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, loss, cleared) = (session.lang_now(), session.inner().loss, session.inner().cleared);
    move || {
        let what = match loss.get() {
            Some(Loss { before, now }) => storage::lost(lang, before, now),
            None if cleared.get() => lang.say(Word::Cleared).to_owned(),
            None => return None,
        };
        let restore = link(&Page::Exchange.address()).class("button").text(lang.say(Word::GoToRestore));
        let keep = quiet_button(lang.say(Word::KeepAsIs), move || session.inner().accept_loss());
        Some(banner("failing", &what).set("role", "alert").child(restore).child(keep))
    }
}

fn example() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, example) = (session.lang_now(), session.inner().example);
    move || {
        let leave =
            || el("button").set("type", "button").text(lang.say(Word::LeaveExample)).press(move || session.leave_example());
        example.get().then(|| banner("example", lang.say(Word::ThisIsTheExample)).child(tour()).child(leave()))
    }
}

/// The tour through the example, drawn by the worker.
fn tour() -> El {
    let session = Session::here();
    let draw = move |board: Board, ask: String| {
        spawn_local(async move { board.put("", vec![session.drawn("help", &ask, Vec::new()).await]) });
    };
    let board = Board::new(move |board, asked| draw(board.clone(), asked.ask));
    let shown = board.shown(Vec::new());
    draw(board, TOUR.to_owned());
    shown
}

/// A new version waits. It stands there all along, for public/offline.js knows when; the style shows it then.
fn update() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let take = el("button").set("type", "button").text(lang.say(Word::UpdateNow)).press(move || session.take_update());
    el("div").set("role", "status").child(banner("update", lang.say(Word::NewVersion)).child(take))
}

/// A field in words, with its two values: what stands, and what another device wrote.
#[derive(Clone, PartialEq)]
struct Dispute {
    path: SheetPath,
    place: String,
    choices: [(Option<Value>, String); 2],
}

/// Fields that two devices wrote without having seen each other: both values, and a choice.
pub fn disputes() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let disputed = session.watch([Topic::Disputes], move |view| now_disputed(session, lang, view));
    let row = move |it: Dispute| {
        let Dispute { path, place, choices } = it;
        let (at, name) = (path.clone(), place.clone());
        let choice = move |(value, said): (Option<Value>, String)| {
            let path = path.clone();
            let choice = button("choice").label(&format!("{name}{}{said}", lang.say(Word::Colon)));
            choice.text(&said).press(move || session.settle(path.clone(), value.clone()))
        };
        el("li").child(button("line").text(&place).press(move || going.to(&at))).children(choices.map(choice))
    };
    move || {
        let all = disputed.get();
        let list = |all: Vec<Dispute>| el("ul").class("choices").children(all.into_iter().map(row));
        (!all.is_empty()).then(|| banner("disputes", lang.say(Word::TwoDevices)).child(list(all)))
    }
}

fn now_disputed(session: Session, lang: Lang, view: &View) -> Vec<Dispute> {
    let names = Names {
        template: view.template,
        customer: &|code| Some(session.customer(code)),
        text: &|path| view.document.get(path).and_then(Value::as_text).map(str::to_owned),
    };
    let row = |(path, register): (&SheetPath, &Register)| {
        let ours = register.standing.value.clone();
        let theirs = register.others.iter().map(|it| &it.value).find(|it| **it != ours).cloned()?;
        let choices = [ours, theirs].map(|it| {
            let said = changes::value(lang, path, it.as_ref(), &names);
            (it, said)
        });
        Some(Dispute { path: path.clone(), place: changes::place(lang, path, &names), choices })
    };
    view.document.disputed().filter_map(row).collect()
}
