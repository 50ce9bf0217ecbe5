//! The green channel: messages by recipient; one opened at a time.

use super::boxes::button;
use super::message::message_card;
use super::module::module_frame;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::channel::{Message, To};
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::progress::Module;
use crate::domain::template::Template;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Lang, Word, said};

pub fn channel() -> El {
    module_frame(Module::Channel, Vec::new(), overview, whole)
}

/// A message in a line: its words, else what is ticked.
pub fn gist(message: &Message, template: &Template, lang: Lang) -> String {
    match message.text.as_ref().filter(|it| !it.is_empty()) {
        Some(text) => text.clone(),
        None => {
            let named = |it: &Id| template.channel_item(it).map(|it| lang.label(&it.2.name));
            message.items.keys().filter_map(named).collect::<Vec<_>>().join(lang.say(Word::ListComma))
        }
    }
}

/// What a closed message shows.
#[derive(Clone, PartialEq)]
pub struct Line {
    pub id: Id,
    pub to: Option<To>,
    pub gist: String,
    pub state: &'static str,
}

/// The messages in the order of their recipients; who has none yet stands first.
fn lines(session: Session) -> Live<Vec<Line>> {
    let lang = session.lang_now();
    session.watch([Topic::Messages], move |view| {
        let line = |(id, it): (&Id, &Message)| Line {
            id: id.clone(),
            to: it.to,
            gist: gist(it, view.template, lang),
            state: it.state().word(),
        };
        let to = |to: Option<To>| view.sheet.messages.iter().filter(move |it| it.1.to == to).map(line);
        [None, Some(To::Head), Some(To::Monopoly), Some(To::Retailer)].into_iter().flat_map(to).collect()
    })
}

/// A message in a line; a tap opens it.
pub fn message_line(lang: Lang, line: &Line) -> El {
    let (going, id) = (Going::here(), line.id.clone());
    let to = line.to.map_or("", |it| said::recipient(lang, it.word()));
    button("line")
        .press(move || going.to(&SheetPath::MessageText(id.clone())))
        .child(el("span").class("line__to").text(to))
        .child(el("span").class("line__gist").text(&line.gist))
        .child(el("small").set("data-state", line.state).text(said::message_state(lang, line.state)))
}

fn overview() -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let lines = lines(session);
    let invite = move || {
        let invite = button("line invite").press(move || going.open(Module::Channel)).text(lang.say(Word::ChannelInvites));
        vec![el("li").child(invite)]
    };
    el("ul").class("lines").parts(move || {
        let lines = lines.get();
        if lines.is_empty() { invite() } else { lines.iter().map(|it| el("li").child(message_line(lang, it))).collect() }
    })
}

fn whole() -> El {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let lines = lines(session);
    let asked = move || match going.path() {
        Some(SheetPath::Message(id)) => Some(id),
        Some(path) => match path.record() {
            Some(SheetPath::Message(id)) => Some(id),
            _ => None,
        },
        None => None,
    };
    let add = move |to: To| {
        let id = session.fresh_id();
        session.edit_all(vec![(SheetPath::MessageTo(id.clone()), Some(Value::Text(to.word().to_owned())))]);
        going.to(&SheetPath::MessageText(id));
    };
    let adder = |to: &To| {
        let to = *to;
        button("add").press(move || add(to)).text(said::tell(lang, to.word()))
    };
    let shown = move || {
        let asked = asked();
        let mut ids: Vec<Id> = lines.with(|it| it.iter().map(|it| it.id.clone()).collect());
        ids.extend(asked.filter(|it| !ids.contains(it)));
        ids
    };
    let row = move |id: Id| {
        let own = id.clone();
        let is_open = move || match asked() {
            Some(asked) => asked == own,
            None => lines.with(|it| it.first().is_some_and(|it| it.id == own)),
        };
        message_card(id, is_open, lines)
    };
    el("div")
        .class("channel")
        .child(el("div").class("channel__add").children(To::ALL.iter().map(adder)))
        .child(el("ul").class("cards").each(shown, row))
}
