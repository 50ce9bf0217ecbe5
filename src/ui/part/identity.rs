//! Who I am and what this device is called: the fields of the first start and of the settings.

use leptos::html;
use leptos::prelude::*;

use crate::app::session::{By, Session};
use crate::browser::typing::Control;
use crate::domain::path::{LANGUAGES, ROLES, SettingsPath};
use crate::domain::value::Value;
use crate::words::{Lang, Word, said};

#[component]
pub fn Identity() -> impl IntoView {
    let lang = Session::here().lang_now();
    view! {
        <div class="identity">
            <LanguageChoice />
            <SettingLine path=SettingsPath::ManagerId() label=Word::ManagerId hint=Word::ManagerIdHint required=true />
            <SettingLine path=SettingsPath::ManagerName() label=Word::ManagerName hint=Word::ManagerNameHint />
            <SettingLine path=SettingsPath::ManagerArea() label=Word::ManagerArea hint=Word::ManagerAreaHint />
            <SettingLine path=SettingsPath::ManagerUnit() label=Word::ManagerUnit hint=Word::ManagerUnitHint />
            <label class="identity__row"><span>{lang.say(Word::Role)}</span><SettingChoice path=SettingsPath::Role() words=ROLES default="manager" wording=said::role /></label>
            <SettingLine path=SettingsPath::DeviceName() label=Word::DeviceName hint=Word::DeviceNameHint />
        </div>
    }
}

#[component]
fn SettingLine(path: SettingsPath, label: Word, hint: Word, #[prop(optional)] required: bool) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let node = NodeRef::<html::Input>::new();
    let field = format!("settings/{path}");
    let at = field.clone();
    Effect::new(move |_| {
        session.inner().settings_changed.track();
        if let (Some(control), Some(now)) = (node.get().and_then(|it| Control::of(&it)), session.shown(&at)) {
            control.set_value(&now);
        }
    });
    view! {
        <label class="identity__row"><span>{lang.say(label)}</span>
            <span class="box box--line"><input node_ref=node type="text" autocomplete="off" data-field=field placeholder=lang.say(hint) required=required /></span></label>
    }
}

#[component]
fn SettingChoice(
    path: SettingsPath,
    words: &'static [&'static str],
    default: &'static str,
    wording: fn(Lang, &str) -> &'static str,
) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let node = NodeRef::<html::Select>::new();
    let field = format!("settings/{path}");
    let at = field.clone();
    Effect::new(move |_| {
        session.inner().settings_changed.track();
        let now = session.shown(&at).filter(|it| !it.is_empty()).unwrap_or_else(|| default.to_owned());
        if let Some(control) = node.get().and_then(|it| Control::of(&it)) {
            control.set_value(&now);
        }
    });
    let options = words.iter().map(|it| view! { <option value=*it>{wording(lang, it)}</option> }).collect_view();
    view! { <span class="box box--choice"><select node_ref=node data-field=field>{options}</select></span> }
}

/// The language of the interface; changes the page at once.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let choose = move |event: leptos::ev::Event| {
        let word = event_target_value(&event);
        session.set(SettingsPath::Language(), Some(Value::Text(word.clone())), By::Choice);
        session.speak(if word == Lang::En.word() { Lang::En } else { Lang::Zh });
    };
    let options = LANGUAGES
        .iter()
        .map(|it| view! { <option value=*it selected=*it == lang.word()>{said::language(it)}</option> })
        .collect_view();
    view! {
        <label class="identity__row"><span>{lang.say(Word::Language)}</span>
            <span class="box box--choice"><select data-field="settings/language" on:change=choose>{options}</select></span></label>
    }
}
