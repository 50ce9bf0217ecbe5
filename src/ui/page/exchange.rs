//! Exchange: hand over weeks, back up everything, import files and see what they would change.

use leptos::task::spawn_local;

use crate::app::exchange::Made;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::ui::el::{El, el};
use crate::ui::part::giving::{Way, button, give, not_made, other_ways, paper};
use crate::ui::part::hand_over::hand_over;
use crate::ui::part::import::{Looked, Outcome, import, told};
use crate::ui::part::safety::copies;
use crate::words::Word;

pub fn exchange() -> El {
    let session = Session::here();
    ready_when_drawn();
    let title = el("h1").text(session.lang_now().say(Word::Exchange));
    let page = el("main").class("plain exchange").child(title);
    page.child(hand_over(session)).child(back_up(session)).child(import(session, Word::ImportSays)).child(restore(session))
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
        (!all.is_empty()).then(|| el("div").class("giving").children(all))
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
