//! Who I am and what this device is called: the fields of the first start and of the settings.

use leptos::prelude::event_target_value;

use super::boxes::Choices;
use crate::app::session::{By, Session};
use crate::domain::path::{LANGUAGES, ROLES, SettingsPath};
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::words::{Lang, Word, said};

pub fn identity() -> El {
    let lang = Session::here().lang_now();
    let roles = ROLES.iter().map(|it| ((*it).to_owned(), said::role(lang, it).to_owned())).collect();
    el("div")
        .class("identity")
        .child(language_choice())
        .child(setting_line(&SettingsPath::ManagerId(), Word::ManagerId, Word::ManagerIdHint, true))
        .child(setting_line(&SettingsPath::ManagerName(), Word::ManagerName, Word::ManagerNameHint, false))
        .child(setting_line(&SettingsPath::ManagerArea(), Word::ManagerArea, Word::ManagerAreaHint, false))
        .child(setting_line(&SettingsPath::ManagerUnit(), Word::ManagerUnit, Word::ManagerUnitHint, false))
        .child(row(Word::Role, "choice", setting_choice(&SettingsPath::Role(), roles, "manager")))
        .child(setting_line(&SettingsPath::DeviceName(), Word::DeviceName, Word::DeviceNameHint, false))
}

/// A control with its name before it.
fn row(name: Word, kind: &str, control: El) -> El {
    let around = el("span").class(&format!("box box--{kind}")).child(control);
    let name = el("span").text(Session::here().lang_now().say(name));
    el("label").class("identity__row").child(name).child(around)
}

fn setting_line(path: &SettingsPath, name: Word, hint: Word, is_required: bool) -> El {
    let hint = Session::here().lang_now().say(hint);
    let input = el("input").set("type", "text").set("autocomplete", "off").set("placeholder", hint);
    let input = if is_required { input.set("required", "") } else { input };
    row(name, "line", setting(input, path, ""))
}

fn setting_choice(path: &SettingsPath, choices: Choices, default: &'static str) -> El {
    let option = |(word, wording): (String, String)| el("option").set("value", &word).text(&wording);
    setting(el("select").children(choices.into_iter().map(option)), path, default)
}

/// Keeps a control equal to a setting; `default` is what it shows while there is none.
fn setting(control: El, path: &SettingsPath, default: &'static str) -> El {
    let session = Session::here();
    let field = format!("settings/{path}");
    control.set("data-field", &field).follow(move |control| {
        session.inner().settings_changed.track();
        let now = session.shown(&field).unwrap_or_default();
        control.set_value(if now.is_empty() { default } else { &now });
    })
}

/// The language of the interface; changes the page at once.
fn language_choice() -> El {
    let session = Session::here();
    let option = |it: &&str| {
        let option = el("option").set("value", it).text(said::language(it));
        if *it == session.lang_now().word() { option.set("selected", "") } else { option }
    };
    let select = el("select").set("data-field", "settings/language").children(LANGUAGES.iter().map(option));
    let select = select.on("change", move |event| {
        let word = event_target_value(&event);
        session.set(SettingsPath::Language(), Some(Value::Text(word.clone())), By::Choice);
        session.speak(if word == Lang::En.word() { Lang::En } else { Lang::Zh });
    });
    row(Word::Language, "choice", select)
}
