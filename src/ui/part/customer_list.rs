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
    let input = match Control::of(input.element().as_ref()) {
        Some(control) => input.on("input", move |_| query.change(control.value())),
        None => input,
    };
    // Who is found, their lines, and how many there are.
    let (rows, counts) = (Live::new(Vec::<(Id, Customer)>::new()), Live::new((0, 0)));
    let answered = Live::new(String::new());
    let search = move || {
        let (all, query) = (session.customers(), query.get());
        let found = session.found(&all, &query);
        counts.change((found.len(), all.len()));
        let line = |code: Id| (code.clone(), all.get(&code).cloned().unwrap_or_default());
        rows.change(found.into_iter().take(MOST).map(line).collect());
        answered.change(query);
    };
    let none = move || match counts.get() {
        (_, 0) => Some(el("p").class("soft").text(lang.say(Word::NoCustomers))),
        (0, _) => Some(el("p").class("soft").text(lang.say(Word::NobodyFound))),
        _ => None,
    };
    let more = move || {
        let rest = counts.get().0.saturating_sub(MOST);
        (rest > 0).then(|| el("p").class("soft customer-list__more").text(&customers::more_to_find(lang, rest)))
    };
    let counted = el("p").class("soft num").set("role", "status").write(move || {
        let (found, all) = counts.get();
        customers::counted(lang, found, all)
    });
    el("section")
        .class("paper customer-list")
        .label(lang.say(Word::Customers))
        .effect(search)
        .child(el("div").class("customer-list__search").child(input).child(counted))
        .child(
            el("ul")
                .class("customer-list__rows")
                .live("data-hits-for", move || Some(answered.get()))
                .each(move || rows.get(), |(code, it)| row(&code, &it)),
        )
        .part(none)
        .part(more)
}

fn row(code: &Id, it: &Customer) -> El {
    let lang = Session::here().lang_now();
    let name = if it.name.is_empty() { code.as_str() } else { &it.name };
    let path = |field: fn(Id) -> crate::domain::path::RosterPath| field(code.clone());
    use crate::domain::path::RosterPath as P;
    let tier =
        if it.tier.is_empty() { String::new() } else { format!("{} {}", customers::field(lang, &path(P::Tier)), it.tier) };
    let classes = [
        it.area.as_str(),
        customers::value(lang, &path(P::Format), &it.format),
        &tier,
        customers::value(lang, &path(P::Status), &it.status),
    ];
    let classes: Vec<&str> = classes.into_iter().filter(|it| !it.is_empty()).collect();
    let to = link(&Page::Customer(code.clone()).address())
        .class("customer-list__row")
        .child(el("b").text(name))
        .child(el("small").class("num").text(code.as_str()))
        .child(el("small").class("soft customer-list__classes").text(&classes.join(" · ")));
    el("li").set("data-hit", &format!("roster#{code}")).child(to)
}
