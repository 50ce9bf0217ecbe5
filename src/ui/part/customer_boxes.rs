//! Controls of a customer's fields; `data-field` begins with `roster/`. Otherwise they are `boxes`. What is personal is masked
//! until somebody goes into its box.

use super::boxes::{around, input, points_area};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::browser::typing::Control;
use crate::domain::customers::held;
use crate::domain::customers::profile::{is_personal, masked, words};
use crate::domain::path::{Kind, Path, RosterPath};
use crate::ui::el::{El, el};
use crate::words::{Word, customers};

/// A field with its name before it.
pub fn customer_field(path: RosterPath) -> El {
    let lang = Session::here().lang_now();
    let name = customers::field(lang, &path);
    let is_long = matches!(path, RosterPath::Note(_) | RosterPath::Address(_));
    let field = el("label").class(if is_long { "customer-field customer-field--long" } else { "customer-field" });
    field.child(el("span").silent().text(name)).child(control(path, name))
}

fn control(path: RosterPath, name: &str) -> El {
    let field = format!("roster/{path}");
    let offered = words(&path);
    let (kind, control) = match path.kind() {
        Kind::Flag => ("tick", input("checkbox", &field, name)),
        Kind::Date => ("date", input("date", &field, name)),
        _ if !offered.is_empty() => ("choice", choice(&path, &field, name)),
        Kind::Count(_) => ("line", input("text", &field, name).set("inputmode", "numeric")),
        _ if matches!(path, RosterPath::Phone(_)) => ("line", input("tel", &field, name)),
        _ if matches!(path, RosterPath::Note(_)) => ("line", points_area(&field, name, "").set("rows", "2")),
        _ => ("line", input("text", &field, name)),
    };
    let is_personal = is_personal(&path);
    let control = if is_personal { control.set("title", Session::here().lang_now().say(Word::TapToSee)) } else { control };
    around(kind).child(following(control, path, is_personal))
}

/// Keeps a control equal to what is held. What is personal is masked while nobody is in its box.
fn following(control: El, path: RosterPath, is_personal: bool) -> El {
    let session = Session::here();
    let is_open = Live::new(!is_personal);
    let is_tick = path.kind() == Kind::Flag;
    let (own, field) = (Control::of(control.element().as_ref()), path.clone());
    let shown = control.follow(move |control| {
        let now = session.roster(|it| held(it, &path));
        if is_tick {
            control.set_flag(now == "true");
        } else if !control.is_invalid() {
            control.set_value(&if is_open.get() { now } else { masked(&path, &now) });
        }
    });
    if !is_personal {
        return shown;
    }
    let open = move |_| {
        // At once, and marked: the next key must neither meet the mask nor be swallowed by it.
        if let Some(own) = own.as_ref().filter(|it| !it.is_invalid()) {
            own.set_value(&held(&session.inner().roster.borrow(), &field));
            own.select();
        }
        is_open.change(true);
    };
    shown.on("focus", open).on("blur", move |_| is_open.change(false))
}

/// One of the field's words; choosing nothing is a choice, and a word that is none of them stays.
fn choice(path: &RosterPath, field: &str, name: &str) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let now = session.roster(|it| held(it, path));
    let other = (!now.is_empty() && !words(path).contains(&now.as_str())).then_some(now);
    let option = |word: &str| {
        let said = if word.is_empty() { "—" } else { customers::value(lang, path, word) };
        el("option").set("value", word).text(said)
    };
    let offered = std::iter::once("").chain(words(path).iter().copied()).chain(other.as_deref());
    el("select").set("data-field", field).label(name).children(offered.map(option))
}
