//! One message: to whom, what is ticked, what is said, by which means, and what came back.

use leptos::ev::Event;
use leptos::prelude::{Get, Memo, untrack};
use leptos::task::spawn_local;

use super::block::with_asked;
use super::boxes::{Choice, choice_box, date_box, options, points_box, quiet_button, remove_button};
use super::channel::{Line, message_line};
use super::tick_list::tick_line;
use super::visits::free_box;
use crate::app::live::{Live, whether};
use crate::app::session::{By, Session};
use crate::app::typing::code;
use crate::browser::files::FileError;
use crate::browser::typing::Control;
use crate::domain::id::Id;
use crate::domain::path::{MESSAGE_STATES, RECIPIENTS, SheetPath};
use crate::domain::template::Group;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, said};

pub fn message_card(id: Id, is_open: impl Fn() -> bool + Send + Sync + 'static, lines: Live<Vec<Line>>) -> El {
    let lang = Session::here().lang_now();
    let is_open = whether(is_open);
    el("li").class("card message").parts(move || {
        if is_open.get() {
            return untrack(|| message_fields(&id));
        }
        let own = lines.with(|it| it.iter().find(|it| it.id == id).cloned());
        let own = own.unwrap_or_else(|| Line { id: id.clone(), to: None, gist: String::new(), state: "open" });
        vec![message_line(lang, &own)]
    })
}

fn message_fields(id: &Id) -> Vec<El> {
    use SheetPath as P;
    let session = Session::here();
    let lang = session.lang_now();
    let recipient = lang.say(Word::Recipient);
    let recipients = Choice::or_none(options(lang, RECIPIENTS, said::recipient), recipient);
    let states = Choice::of(options(lang, MESSAGE_STATES, said::message_state), "open");
    let means = session.template(|it| it.means.iter().map(|it| (it.id.to_string(), lang.label(&it.name))).collect());
    let by = lang.say(Word::Means);
    let head = el("div")
        .class("message__head")
        .child(choice_box(P::MessageTo(id.clone()), recipient, recipients))
        .child(choice_box(P::MessageState(id.clone()), lang.say(Word::State), states))
        .child(choice_box(P::MessageMeans(id.clone()), by, Choice::or_none(means, by)))
        .child(date_box(P::MessageAt(id.clone()), lang.say(Word::At)))
        .child(remove_button(P::Message(id.clone())));
    let points = |path: SheetPath, word: Word| points_box(path, lang.say(word), lang.say(word));
    vec![
        head,
        share(id),
        points(P::MessageText(id.clone()), Word::Content),
        ticks(id),
        customers(id),
        points(P::MessageAnswer(id.clone()), Word::Answer),
    ]
}

/// Shares the message as a text, or copies it; then it counts as told.
fn share(id: &Id) -> El {
    let session = Session::here();
    let (lang, at, said) = (session.lang_now(), id.clone(), Live::new(None));
    let is_to = session.field(&SheetPath::MessageTo(id.clone()));
    let press = move || {
        let id = at.clone();
        spawn_local(async move {
            said.set(match session.share_message(&id).await {
                Ok(true) => Some(Word::Copied),
                Ok(false) | Err(FileError::Dismissed) => None,
                Err(_) => Some(Word::NotShared),
            });
        });
    };
    let button = move || quiet_button(lang.say(Word::ShareText), press.clone());
    el("div")
        .class("message__share")
        .part(move || is_to.with(Option::is_some).then(&button))
        .child(el("span").set("role", "status").write(move || said.get().map_or("", |it| lang.say(it)).to_owned()))
}

/// The tick list of the recipient.
fn ticks(id: &Id) -> El {
    let (session, going) = (Session::here(), Going::here());
    let lang = session.lang_now();
    let (at, own) = (id.clone(), id.clone());
    let to =
        session.watch([Topic::Messages], move |view| view.sheet.messages.get(&at).and_then(|it| it.to).map(|it| it.word()));
    // Without a recipient the item asked for says whose list it is.
    let asked = move || match going.path() {
        Some(SheetPath::MessageItem(message, item)) if message == own => {
            session.template(|it| it.channel_item(&item).map(|it| it.0.id.to_string()))
        }
        _ => None,
    };
    let of = Memo::new(move |_| to.get().map(str::to_owned).or_else(&asked));
    let id = id.clone();
    let group = move |group: &Group| {
        let items = group
            .items
            .iter()
            .map(|item| tick_line(SheetPath::MessageItem(id.clone(), item.id.clone()), &lang.label(&item.name)));
        let legend = el("legend").text(&lang.label(&group.name));
        el("fieldset").class("tick-list__category").child(legend).children(items)
    };
    el("div").class("tick-list__all").parts(move || {
        let of = of.get();
        session.template(|it| {
            let recipient = it.recipients.iter().find(|it| Some(it.id.as_str()) == of.as_deref());
            recipient.map(|it| it.groups.iter().map(&group).collect()).unwrap_or_default()
        })
    })
}

/// The customers a message is about.
fn customers(id: &Id) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let (at, own, row) = (id.clone(), id.clone(), id.clone());
    let linked = session.watch([Topic::Messages], move |view| {
        view.sheet.messages.get(&at).map(|it| it.customers.keys().cloned().collect()).unwrap_or_default()
    });
    let asked = move |path: &SheetPath| match path {
        SheetPath::MessageCustomer(message, code) if *message == own => Some(code.clone()),
        _ => None,
    };
    let chip = move |code: Id| tick_line(SheetPath::MessageCustomer(row.clone(), code.clone()), &session.customer(&code));
    let input = free_box(lang.say(Word::CustomerCode));
    let (typed, id) = (Control::of(input.element().as_ref()), id.clone());
    let add = move |event: Event| {
        event.prevent_default();
        let Some(typed) = &typed else { return };
        if let Some(code) = code(&typed.value()) {
            // No tick of the task list, so there is nothing to refuse.
            _ = session.edit(SheetPath::MessageCustomer(id.clone(), code), Some(Value::Flag(true)), By::Choice);
            typed.set_value("");
        }
    };
    el("form")
        .class("message__customers")
        .on("submit", add)
        .each(with_asked(linked, asked), chip)
        .child(input)
        .child(el("button").set("type", "submit").class("quiet").text(lang.say(Word::AddCustomer)))
}
