//! The messages about a customer that wait, each with the way to its sheet. Which ones may be seen here is the domain's rule.

use super::channel::gist;
use crate::address::Page;
use crate::app::customers::Past;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::channel::Message;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::week::{Week, parse_date};
use crate::ui::el::{El, el};
use crate::ui::routes::link;
use crate::words::{Word, customers, said};

/// Nothing while none waits.
pub fn customer_messages(code: &Id, past: Live<Past>) -> impl Fn() -> Option<El> + use<> {
    let title = Session::here().lang_now().say(Word::MessagesWaiting);
    let code = code.clone();
    move || {
        let mut rows = Vec::new();
        past.with(|it| {
            for (week, sheet) in &it.sheets {
                rows.extend(sheet.waiting(&code).map(|(id, it)| row(*week, id, it)));
            }
        });
        let section = || el("section").class("paper customer-messages").label(title).child(el("h2").text(title));
        (!rows.is_empty()).then(|| section().child(el("ul").children(rows)))
    }
}

fn row(week: Week, id: &Id, it: &Message) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let told = it.at.as_deref().and_then(|it| it.get(..10)).and_then(|it| parse_date(it).ok());
    let when = told.map_or_else(|| said::week(lang, week), |it| customers::day(lang, it));
    let address = format!("{}#{}", Page::Week(week).address(), SheetPath::MessageText(id.clone()));
    let to = it.to.map_or("", |it| said::recipient(lang, it.word()));
    let state = it.state().word();
    let state = el("small").class("chip").set("data-state", state).text(said::message_state(lang, state));
    let answer = it.answer.as_ref().filter(|it| !it.trim().is_empty());
    let answer = answer.map(|it| el("p").child(el("span").class("soft").text(lang.say(Word::Answer)).text(" ")).text(it));
    el("li")
        .class("customer-message")
        .set("data-message", id.as_str())
        .child(el("p").class("customer-message__head").child(link(&address).class("num").text(&when)).text(to).child(state))
        .child(el("p").class("customer-message__text").text(&session.template(|template| gist(it, template, lang))))
        .children(answer)
}
