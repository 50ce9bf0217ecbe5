//! Exchange: hand over weeks, back up everything, take tables out, import files and see what they would change.

use leptos::task::spawn_local;

use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::ui::el::{El, el};
use crate::ui::part::giving::{Giving, button, paper};
use crate::ui::part::hand_over::hand_over;
use crate::ui::part::import::{Looked, import};
use crate::ui::part::safety::copies;
use crate::ui::part::tables::tables;
use crate::words::Word;

pub fn exchange() -> El {
    let session = Session::here();
    ready_when_drawn();
    let title = el("h1").text(session.lang_now().say(Word::Exchange));
    let page = el("main").class("plain exchange").child(title);
    page.child(hand_over(session))
        .child(back_up(session))
        .child(tables(session))
        .child(import(session, Word::ImportSays))
        .child(restore(session))
}

fn back_up(session: Session) -> El {
    let giving = Giving::new(session, true);
    let back_up = move || giving.make(session.back_up());
    let says = el("p").class("soft").text(session.lang_now().say(Word::BackUpSays));
    giving.under(paper().child(says).child(button(session, Word::BackUpEverything, back_up)))
}

/// The copies on this device, and what bringing one back would change.
fn restore(session: Session) -> El {
    let looked = Looked::default();
    let restore = move |key: String| {
        spawn_local(async move { looked.tell(session, session.stage_copy(key).await, false) });
    };
    looked.under(paper().child(copies(restore)))
}
