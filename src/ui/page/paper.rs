//! A paper before it is printed: what can be chosen of it, and its pages, drawn by the worker (`leaf/paper`). Here are the ways it
//! leaves: the browser's print dialog, and a file.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::address::Page;
use crate::app::exchange::{Made, PAPER};
use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::browser::asked::Asked;
use crate::browser::page;
use crate::leaf::{Leaf, told};
use crate::ui::el::{El, el};
use crate::ui::leaf::Board;
use crate::ui::part::giving::{Way, give, other_ways};
use crate::ui::routes::link;
use crate::words::Word;

/// The paper of a week or a month; `back` is its page.
pub fn paper_page(back: Page, about: &str) -> El {
    let session = Session::here();
    let made: Rc<RefCell<Option<Made>>> = Rc::default();
    let about = ("about".to_owned(), about.to_owned());
    let form = vec![about.clone()];
    let board = Board::new(move |board, mut asked| {
        let (made, board) = (made.clone(), board.clone());
        asked.form.push(about.clone());
        spawn_local(async move { answer(session, &made, &board, asked).await });
    });
    let shown = board.shown(Vec::new());
    spawn_local(async move {
        board.put("", vec![session.drawn(PAPER, "", form).await]);
        ready_when_drawn();
    });
    let lang = session.lang_now();
    let back = link(&back.address()).class("paper-page__back").text(lang.say(Word::ToTheSheet));
    el("main").class("plain paper-page").child(el("h1").text(lang.say(Word::OnPaper))).child(back).child(shown)
}

async fn answer(session: Session, made: &RefCell<Option<Made>>, board: &Board, asked: Asked) {
    let lang = session.lang_now();
    let tell = |says: Vec<Leaf>| board.put(&asked.into, says.into_iter().map(Leaf::to_json).collect());
    match (asked.ask.as_str(), Way::of(&asked.ask)) {
        ("print", _) => return page::print(),
        ("pdf", _) => match session.made(session.print(asked.form.clone())).await {
            Ok(file) => _ = made.replace(Some(file)),
            Err(why) => return tell(vec![told(false, why.words(lang))]),
        },
        (_, Some(_)) => {}
        _ => return board.put(&asked.into, vec![session.drawn(PAPER, &asked.ask, asked.form.clone()).await]),
    }
    let Some(file) = made.borrow().clone() else { return };
    // Where making it took longer than a tap counts, another tap sends it.
    let usual = if file.can_share() { Way::Share } else { Way::OfThisDevice };
    let says = give(session, &file, Way::of(&asked.ask).unwrap_or(usual)).await.1;
    tell(says.into_iter().chain(other_ways(lang, &file, &asked.into)).collect());
}
