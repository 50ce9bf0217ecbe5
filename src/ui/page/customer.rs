//! One page per customer: the visits so far with the day of the next one, the messages that wait, and the profile.

use crate::address::Page;
use crate::app::customers::Past;
use crate::app::live::Live;
use crate::app::session::{By, Session};
use crate::app::start::ready_when_drawn;
use crate::browser::page;
use crate::domain::customers::profile::{PROFILE, paths};
use crate::domain::id::Id;
use crate::domain::path::RosterPath;
use crate::ui::el::{El, el};
use crate::ui::page::customers::once_open;
use crate::ui::part::boxes::quiet_button;
use crate::ui::part::customer_boxes::customer_field;
use crate::ui::part::customer_messages::customer_messages;
use crate::ui::part::customer_visits::{customer_due, customer_visits};
use crate::ui::part::links::systems;
use crate::ui::routes::{Going, link};
use crate::words::{Word, customers};

/// What the parts of the profile are called.
const TITLES: [Word; PROFILE.len()] = [Word::TheShop, Word::ThePeople, Word::TheBusiness, Word::TheLicence, Word::TheRest];

pub fn customer_page(code: &Id) -> Option<El> {
    once_open(|| shown(code))
}

fn shown(code: &Id) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    page::set_title(&customers::title(lang, &session.customer(code)));
    ready_when_drawn();
    let past = Live::new(Past::default());
    session.read_past(code.clone(), past);
    let part = |(title, fields): (Word, &str)| {
        let fields = paths(code, fields).into_iter().map(customer_field);
        let title = el("h2").text(lang.say(title));
        el("section").class("paper").child(title).child(el("div").class("customer__fields").children(fields))
    };
    el("main")
        .class("customer")
        .child(heading(code).child(customer_due(code, past)).children(systems(code)))
        .part(customer_messages(code, past))
        .child(el("div").class("customer__profile").children(TITLES.into_iter().zip(PROFILE).map(part)).child(removal(code)))
        .child(customer_visits(code, past))
}

fn heading(code: &Id) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let named = code.clone();
    let back = link(&Page::Customers.address()).class("weeks__go").label(lang.say(Word::Customers)).text("‹");
    el("header")
        .class("customer__head")
        .child(back)
        .child(el("h1").write(move || session.customer(&named)))
        .child(el("small").class("num soft").text(code.as_str()))
}

/// Removing asks once more.
fn removal(code: &Id) -> El {
    let (session, going) = (Session::here(), Going::here());
    let lang = session.lang_now();
    let is_asked = Live::new(false);
    let code = code.clone();
    let remove = move || {
        session.set_customer(RosterPath::Customer(code.clone()), None, By::Choice);
        going.away(Page::Customers);
    };
    el("div").class("customer__removal").parts(move || {
        let remove = remove.clone();
        if is_asked.get() {
            vec![
                el("p").text(lang.say(Word::RemoveCustomerSays)),
                quiet_button(lang.say(Word::Remove), remove).class("quiet minus"),
                quiet_button(lang.say(Word::Cancel), move || is_asked.set(false)),
            ]
        } else {
            vec![quiet_button(lang.say(Word::RemoveCustomer), move || is_asked.set(true))]
        }
    })
}
