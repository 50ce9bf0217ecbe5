//! The roster: adding a customer, taking a file in, and the list one searches.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::address::Page;
use crate::app::customers::{NotAdded, OpenedRoster};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::browser::page;
use crate::browser::typing::Control;
use crate::ui::el::{El, el};
use crate::ui::page::missing::unreadable;
use crate::ui::part::customer_list::customer_list;
use crate::ui::part::roster_import::roster_import;
use crate::ui::part::visits::free_box;
use crate::ui::routes::Going;
use crate::words::{Word, customers};

/// Opens the roster where an address asks for it, and again when the manager changes: an effect's part.
pub fn open_customers() {
    let (session, going) = (Session::here(), Going::here());
    session.inner().settings_changed.track();
    session.inner().example.track();
    if matches!(going.page.get(), Page::Customers | Page::Customer(_)) {
        session.open_roster();
    }
}

/// What a page of the roster shows: nothing until it is open.
pub fn once_open(shown: impl FnOnce() -> El) -> Option<El> {
    let session = Session::here();
    match session.inner().customers.opened.get() {
        OpenedRoster::Nothing => None,
        OpenedRoster::Of(_) => Some(untrack(shown)),
        OpenedRoster::Unreadable(why) => {
            Some(untrack(|| unreadable(Word::RosterUnreadable, &why, move || session.open_roster())))
        }
    }
}

pub fn customers_page() -> Option<El> {
    once_open(shown)
}

fn shown() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    page::set_title(&customers::title(lang, lang.say(Word::Customers)));
    session.read_initials();
    ready_when_drawn();
    let is_empty = session.customers().is_empty();
    let fold = |name: Word, inside: El| {
        let fold = el("details").class("paper customers__fold").child(el("summary").text(lang.say(name))).child(inside);
        if is_empty { fold.set("open", "") } else { fold }
    };
    el("main")
        .class("customers")
        .child(el("h1").text(lang.say(Word::Customers)))
        .child(fold(Word::ImportRoster, roster_import()))
        .child(fold(Word::AddCustomer, add_customer()))
        .child(customer_list())
}

/// A code and a name; then the customer's own page.
fn add_customer() -> El {
    let (session, going) = (Session::here(), Going::here());
    let lang = session.lang_now();
    let refused = Live::new(None::<NotAdded>);
    let (code_box, name_box) = (free_box(lang.say(Word::CustomerCode)), free_box(lang.say(Word::CustomerName)));
    let typed = [&code_box, &name_box].map(|it| Control::of(it.element().as_ref()));
    let add = move |event: Event| {
        event.prevent_default();
        let [Some(code), Some(name)] = &typed else { return };
        match session.add_customer(&code.value(), &name.value()) {
            Ok(code) => going.away(Page::Customer(code)),
            Err(why) => refused.change(Some(why)),
        }
    };
    let rule = move || {
        let why = match refused.get()? {
            NotAdded::Code => Word::CodeRule,
            NotAdded::NoName => Word::NameNeeded,
        };
        Some(el("p").set("role", "alert").class("minus").text(lang.say(why)))
    };
    el("form")
        .class("customers__add")
        .set("novalidate", "")
        .on("submit", add)
        .child(code_box)
        .child(name_box.set("maxlength", "500"))
        .child(el("button").set("type", "submit").class("button").text(lang.say(Word::AddCustomer)))
        .part(rule)
}
