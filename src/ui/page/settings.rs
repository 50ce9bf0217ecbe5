//! Settings: who I am, language, this device, the template.

use leptos::task::spawn_local;

use crate::address::Page;
use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::browser::page;
use crate::ui::el::{El, el};
use crate::ui::leaf::Board;
use crate::ui::part::identity::identity;
use crate::ui::part::install::install;
use crate::ui::routes::link;
use crate::words::{Word, said};

pub fn settings() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    ready_when_drawn();
    let paper = |title: Word| el("section").class("paper").child(el("h2").text(lang.say(title)));
    let soft = |words: Word| el("p").class("soft").text(lang.say(words));
    let template = session.template(|it| said::template(lang, &lang.label(&it.name), it.version));
    let named = |name: Word, code: &str| el("p").text(lang.say(name)).text(" ").child(el("code").text(code));
    let device = named(Word::DeviceId, session.inner().device.as_str());
    let build =
        named(Word::Build, &page::build()).text(" ").child(el("span").class("offline").text(lang.say(Word::WorksOffline)));
    // Its one question is to ask the browser again.
    let look = move |board: Board, again: bool| spawn_local(async move { board.put("", vec![session.safety(again).await]) });
    let board = Board::new(move |board, _| look(board.clone(), true));
    let safety = board.shown(Vec::new());
    look(board, false);
    el("main")
        .class("plain")
        .child(el("h1").text(lang.say(Word::Settings)))
        .child(paper(Word::WhoIAm).child(identity()).child(soft(Word::OtherIdOpensOther)))
        .child(paper(Word::Customers).child(el("p").child(link(&Page::Customers.address()).text(lang.say(Word::Customers)))))
        .child(paper(Word::Template).child(el("p").text(&template)))
        .child(paper(Word::ThisDevice).child(device).child(build).child(soft(Word::StaysHere)))
        // Last, for it is as long as there is something to say.
        .child(paper(Word::IsItSafe).child(install(lang, true)).child(safety))
}
