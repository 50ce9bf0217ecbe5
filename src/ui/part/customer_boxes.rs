//! Controls of a customer's fields; `data-field` begins with `roster/`. Otherwise they are `boxes`. What is personal is masked
//! until somebody goes into its box.

use super::boxes::{around, input, points, points_area};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::typing::means_the_same;
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
    let session = Session::here();
    let field = format!("roster/{path}");
    let held = move |field: &str| {
        session.inner().roster_changed.track();
        session.shown(field).unwrap_or_default()
    };
    match path.kind() {
        Kind::Flag => {
            let tick = input("checkbox", &field, name);
            around("tick").child(tick.follow(move |it| it.set_flag(held(&field) == "true")))
        }
        Kind::Date => {
            let date = input("date", &field, name);
            around("date").child(date.follow(move |it| it.set_value(&held(&field))))
        }
        _ if !words(&path).is_empty() => choice(path, name),
        _ if is_personal(&path) => personal(path, name),
        Kind::Count(_) => {
            let number = input("text", &field, name).set("inputmode", "numeric");
            around("line").child(following(number, path))
        }
        _ if matches!(path, RosterPath::Note(_)) => {
            let area = following(points_area(&field, name, ""), path);
            points(area, move || held(&field))
        }
        _ => around("line").child(following(input("text", &field, name), path)),
    }
}

/// Keeps a control equal to what is held, without touching a text that already means it.
fn following(control: El, path: RosterPath) -> El {
    let session = Session::here();
    control.follow(move |control| {
        let now = session.roster(|it| crate::domain::customers::held(it, &path));
        if !means_the_same(&path, &control.value(), &now) {
            control.set_value(&now);
        }
    })
}

/// One of the field's words; choosing nothing is a choice, and a word of another version's stays.
fn choice(path: RosterPath, name: &str) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let select = el("select").set("data-field", &format!("roster/{path}")).label(name);
    let now = session.roster(|it| crate::domain::customers::held(it, &path));
    let other = (!now.is_empty() && !words(&path).contains(&now.as_str())).then_some(now);
    let option = |word: &str, said: &str| el("option").set("value", word).text(said);
    let offered = words(&path).iter().copied().chain(other.as_deref());
    let options = offered.map(|it| option(it, customers::value(lang, &path, it)));
    let select = select.child(option("", "—")).children(options);
    around("choice").child(select.follow(move |control| {
        control.set_value(&session.roster(|it| crate::domain::customers::held(it, &path)));
    }))
}

/// A personal text: masked while nobody is in its box.
fn personal(path: RosterPath, name: &str) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let is_open = Live::new(false);
    let kind = if matches!(path, RosterPath::Phone(_)) { "tel" } else { "text" };
    let input = input(kind, &format!("roster/{path}"), name).set("title", lang.say(Word::TapToSee));
    let input = input.on("focus", move |_| is_open.change(true)).on("blur", move |_| is_open.change(false));
    let shown = input.follow(move |control| {
        let held = session.roster(|it| crate::domain::customers::held(it, &path));
        let is_open = is_open.get();
        if control.is_invalid() {
            return;
        }
        control.set_value(&if is_open { held } else { masked(&path, &held) });
    });
    around("line").class("box box--line box--personal").child(shown)
}
