//! The customers one searches, as far as a page stays quick: the first of them, and how many more there are.

use crate::address::Page;
use crate::app::live::Live;
use crate::app::session::Session;
use crate::browser::typing::Control;
use crate::domain::customers::Customer;
use crate::domain::id::Id;
use crate::ui::el::{El, el};
use crate::ui::routes::link;
use crate::words::{Word, customers};

/// Rows on the page.
const MOST: usize = 100;

pub fn customer_list() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let query = Live::new(String::new());
    let input = el("input").set("type", "search").set("autocomplete", "off").set("enterkeyhint", "search");
    let input = input.label(lang.say(Word::Search)).set("placeholder", lang.say(Word::SearchHint));
    let typed = Control::of(input.element().as_ref());
    let input = input.on("input", move |_| query.change(typed.as_ref().map(Control::value).unwrap_or_default()));
    let counted = Live::new(String::new());
    let found = move || query.with(|query| answer(session, query, counted));
    el("section")
        .class("paper customer-list")
        .label(lang.say(Word::Customers))
        .child(
            el("div")
                .class("customer-list__search")
                .child(input)
                .child(el("p").class("soft num").set("role", "status").write(move || counted.get())),
        )
        .part(move || Some(found()))
}

/// Who is found, and how many there are.
fn answer(session: Session, query: &str, counted: Live<String>) -> El {
    let lang = session.lang_now();
    let all = session.customers();
    let found = session.found(&all, query);
    let line = |code: &Id| Some(row(code, all.get(code)?));
    let rest = found.len().saturating_sub(MOST);
    let more = match (all.len(), found.len()) {
        (0, _) => lang.say(Word::NoCustomers).to_owned(),
        (_, 0) => lang.say(Word::NobodyFound).to_owned(),
        _ if rest > 0 => customers::more_to_find(lang, rest),
        _ => String::new(),
    };
    counted.change(customers::counted(lang, found.len(), all.len()));
    let list = el("ul").class("customer-list__rows").children(found.iter().take(MOST).filter_map(line));
    el("div").set("data-hits-for", query).child(list).child(el("p").class("soft").text(&more))
}

fn row(code: &Id, it: &Customer) -> El {
    let lang = Session::here().lang_now();
    let name = if it.name.is_empty() { code.as_str() } else { &it.name };
    let to = link(&Page::Customer(code.clone()).address())
        .class("customer-list__row")
        .child(el("b").text(name))
        .child(el("small").class("num").text(code.as_str()))
        .child(el("small").class("customer-list__classes").text(&customers::classes(lang, code, it)));
    el("li").set("data-hit", &format!("roster#{code}")).child(to)
}
