//! Exchange: hand over a week, back up everything, import files and see what they would change.

use leptos::task::spawn_local;

use crate::app::exchange::{Made, NotMade, Prepared};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::browser::files::{self, FileError};
use crate::ui::el::{El, el};
use crate::ui::part::boxes::quiet_button;
use crate::ui::part::import::{Looked, Outcome, import, told};
use crate::ui::part::safety::copies;
use crate::words::{Lang, Word, said};

pub fn exchange() -> El {
    let session = Session::here();
    ready_when_drawn();
    let title = el("h1").text(session.lang_now().say(Word::Exchange));
    let page = el("main").class("plain exchange").child(title);
    page.child(hand_over(session)).child(back_up(session)).child(import(session, Word::ImportSays)).child(restore(session))
}

/// The way a file goes out.
#[derive(Clone, Copy)]
enum Way {
    OfThisDevice,
    SaveAs,
    Share,
}

/// Gives a file out and says how it went. A closed share sheet is neither success nor failure.
async fn give(session: Session, made: Made, way: Way, outcome: Live<Outcome>) -> bool {
    let lang = session.lang_now();
    let ended = match way {
        Way::OfThisDevice => made.give_out().await,
        Way::SaveAs => made.save_as().await,
        Way::Share => made.share().await,
    };
    outcome.change(match &ended {
        Ok(()) if made.is_partial => Outcome::Problem(said::given_partly(lang, &made.name)),
        Ok(()) => Outcome::Given(said::given(lang, &made.name)),
        Err(FileError::Dismissed) => Outcome::None,
        Err(_) => Outcome::Problem(said::not_given(lang).to_owned()),
    });
    ended.is_ok()
}

/// Other ways a file that is made can go, where this browser has them.
fn other_ways(lang: Lang, made: &Made, go: impl Fn(Way) + Copy + 'static) -> Vec<El> {
    let way = |can: bool, name: Word, way: Way| can.then(|| quiet_button(lang.say(name), move || go(way)));
    let ways = [way(files::can_save_as(), Word::SaveAs, Way::SaveAs), way(made.can_share(), Word::Share, Way::Share)];
    ways.into_iter().flatten().collect()
}

fn not_made(session: Session, why: &NotMade) -> Outcome {
    Outcome::Problem(said::not_made(session.lang_now(), why.words(session.lang_now())))
}

fn button(session: Session, name: Word, pressed: impl Fn() + 'static) -> El {
    el("button").set("type", "button").class("button").text(session.lang_now().say(name)).press(pressed)
}

fn paper() -> El {
    el("section").class("paper")
}

fn hand_over(session: Session) -> El {
    let lang = session.lang_now();
    let (prepared, outcome) = (Live::new(None::<Prepared>), Live::new(Outcome::None));
    let week = session.week_meant();
    let prepare = move || {
        spawn_local(async move {
            match session.prepare(week).await {
                Ok(it) => prepared.set(Some(it)),
                Err(why) => outcome.change(not_made(session, &why)),
            }
        });
    };
    let hand = move |way: Way| {
        let Some(ready) = prepared.get_untracked() else { return };
        spawn_local(async move {
            if give(session, ready.made.clone(), way, outcome).await {
                session.handed_over(&ready);
                prepared.set(None);
            }
        });
    };
    let look = move || {
        let ready = prepared.get()?;
        let counts = format!("{} {}", said::week(lang, ready.week), said::counts(lang, &ready.made.counts));
        let others = other_ways(lang, &ready.made, hand);
        let buttons = el("div").class("exchange__buttons");
        let buttons = buttons.child(button(session, Word::HandOver, move || hand(Way::OfThisDevice))).children(others);
        let title = el("h3").text(lang.say(Word::ReviewBeforeHandOver));
        Some(el("div").class("report").child(title).child(el("p").text(&counts)).child(buttons))
    };
    let is_example = session.is_example();
    paper()
        .child(el("h2").text(&said::week(lang, week)))
        .child(el("p").class("soft").text(lang.say(if is_example { Word::ExampleStays } else { Word::HandOverSays })))
        .child(button(session, Word::HandOverThisWeek, prepare).flag("disabled", move || is_example))
        .part(look)
        .part(told(outcome))
}

fn back_up(session: Session) -> El {
    let (made, outcome) = (Live::new(None::<Made>), Live::new(Outcome::None));
    let hand = move |way: Way| {
        let Some(ready) = made.get_untracked() else { return };
        spawn_local(async move {
            if give(session, ready, way, outcome).await {
                session.file_given(true);
            }
        });
    };
    let back_up = move || {
        spawn_local(async move {
            match session.back_up().await {
                Ok(it) => {
                    made.set(Some(it));
                    hand(Way::OfThisDevice);
                }
                Err(why) => outcome.change(not_made(session, &why)),
            }
        });
    };
    let others = move || {
        let all = other_ways(session.lang_now(), &made.get()?, hand);
        (!all.is_empty()).then(|| el("div").class("exchange__buttons").children(all))
    };
    paper()
        .child(el("p").class("soft").text(session.lang_now().say(Word::BackUpSays)))
        .child(button(session, Word::BackUpEverything, back_up))
        .part(others)
        .part(told(outcome))
}

/// The copies on this device, and what bringing one back would change.
fn restore(session: Session) -> El {
    let looked = Looked::default();
    let restore = move |key: String| {
        spawn_local(async move { looked.tell(session, session.stage_copy(key).await, false) });
    };
    looked.under(paper().child(copies(restore)))
}
