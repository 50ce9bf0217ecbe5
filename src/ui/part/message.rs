//! One message: to whom, what is ticked, what is said, by which means, and what came back.

use leptos::prelude::*;

use super::boxes::{ChoiceBox, DateBox, PointsBox, RemoveButton, TickBox, options};
use super::tasks::with_asked;
use crate::app::session::{By, Session};
use crate::app::typing::code;
use crate::domain::id::Id;
use crate::domain::path::{MESSAGE_STATES, RECIPIENTS, SheetPath};
use crate::domain::template::Group;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::routes::Going;
use crate::words::{Word, said};

#[component]
pub fn MessageCard(id: Id, is_open: Memo<bool>) -> impl IntoView {
    let (session, going) = (Session::here(), Going::here());
    let lang = session.lang_now();
    let head = {
        let id = id.clone();
        session.watch([Topic::Messages], move |view| {
            let message = view.sheet.messages.get(&id).cloned().unwrap_or_default();
            (message.to.map(|it| it.word()), message.text.clone().unwrap_or_default(), message.state().word())
        })
    };
    let show = {
        let id = id.clone();
        move |_| going.to(&SheetPath::MessageText(id.clone()))
    };
    let closed = move || {
        let (to, text, state) = head.get();
        view! { <button type="button" class="line" on:click=show.clone()><span class="line__to">{to.map(|it| said::recipient(lang, it))}</span>{text}<small data-state=state>{said::message_state(lang, state)}</small></button> }
    };
    view! { <li class="card message">{move || if is_open.get() { view! { <MessageFields id=id.clone() /> }.into_any() } else { closed().into_any() }}</li> }
}

#[component]
fn MessageFields(id: Id) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let recipients = options(lang, RECIPIENTS, |lang, it| said::recipient(lang, it).to_owned());
    let states = options(lang, MESSAGE_STATES, |lang, it| said::message_state(lang, it).to_owned());
    let means = session.template(|it| it.means.iter().map(|it| (it.id.to_string(), lang.label(&it.name))).collect::<Vec<_>>());
    use SheetPath as P;
    view! {
        <div class="message__head">
            <ChoiceBox path=P::MessageTo(id.clone()) label=lang.say(Word::Recipient) options=recipients none=lang.say(Word::Recipient) />
            <ChoiceBox path=P::MessageState(id.clone()) label=lang.say(Word::State) options=states default="open" />
            <ChoiceBox path=P::MessageMeans(id.clone()) label=lang.say(Word::Means) options=means none=lang.say(Word::Means) />
            <DateBox path=P::MessageAt(id.clone()) label=lang.say(Word::At) />
            <RemoveButton record=P::Message(id.clone()) />
        </div>
        <PointsBox path=P::MessageText(id.clone()) label=lang.say(Word::Content) hint=lang.say(Word::Content) />
        <Ticks id=id.clone() />
        <Customers id=id.clone() />
        <PointsBox path=P::MessageAnswer(id) label=lang.say(Word::Answer) hint=lang.say(Word::Answer) />
    }
}

/// The tick list of the recipient.
#[component]
fn Ticks(id: Id) -> impl IntoView {
    let (session, going) = (Session::here(), Going::here());
    let lang = session.lang_now();
    let (at, own) = (id.clone(), id.clone());
    let to =
        session.watch([Topic::Messages], move |view| view.sheet.messages.get(&at).and_then(|it| it.to).map(|it| it.word()));
    let group = move |group: Group| {
        let items = group.items.into_iter().map(|item| {
            let name = lang.label(&item.name);
            view! { <label class="tick-list__item"><TickBox path=SheetPath::MessageItem(id.clone(), item.id) label=name.clone() /><span>{name}</span></label> }
        }).collect_view();
        view! { <fieldset class="tick-list__category"><legend>{lang.label(&group.name)}</legend>{items}</fieldset> }
    };
    move || {
        let of = to.get().map(str::to_owned).or_else(|| match going.place.get().path() {
            // Without a recipient the item asked for says whose list it is.
            Some(SheetPath::MessageItem(message, item)) if *message == own => {
                session.template(|it| it.channel_item(item).map(|it| it.0.id.to_string()))
            }
            _ => None,
        });
        let groups = session
            .template(|it| of.and_then(|to| it.recipients.iter().find(|it| it.id.as_str() == to)).map(|it| it.groups.clone()));
        view! { <div class="tick-list__all">{groups.unwrap_or_default().into_iter().map(group.clone()).collect_view()}</div> }
    }
}

/// The customers a message is about.
#[component]
fn Customers(id: Id) -> impl IntoView {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let typed = RwSignal::new(String::new());
    let at = id.clone();
    let linked = session.watch([Topic::Messages], move |view| {
        view.sheet.messages.get(&at).map(|it| it.customers.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    });
    let at = id.clone();
    let shown = move || {
        let asked = going.place.get().path().and_then(|it| match it {
            SheetPath::MessageCustomer(message, code) if *message == at => Some(code.clone()),
            _ => None,
        });
        with_asked(linked.get(), asked)
    };
    let at = id.clone();
    let chip = move |code: Id| {
        let name = session.customer(&code);
        view! { <label class="tick-list__item"><TickBox path=SheetPath::MessageCustomer(at.clone(), code) label=name.clone() /><span>{name}</span></label> }
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(code) = code(&typed.get()) {
            // No tick of the task list, so there is nothing to refuse.
            _ = session.edit(SheetPath::MessageCustomer(id.clone(), code), Some(Value::Flag(true)), By::Choice);
            typed.set(String::new());
        }
    };
    view! {
        <form class="message__customers" on:submit=add>
            <For each=shown key=Clone::clone children=chip />
            <input type="text" autocomplete="off" aria-label=lang.say(Word::CustomerCode) placeholder=lang.say(Word::CustomerCode) bind:value=typed />
            <button type="submit" class="quiet">{lang.say(Word::AddCustomer)}</button>
        </form>
    }
}
