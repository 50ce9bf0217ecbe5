//! The first start: language, who I am, this device's name; or a look at a filled example.

use crate::app::live::Live;
use crate::app::session::Session;
use crate::app::start::ready_when_drawn;
use crate::app::tidy::sheets_noted;
use crate::domain::path::SettingsPath;
use crate::leaf::exchange;
use crate::ui::el::{El, el};
use crate::ui::leaf::Board;
use crate::ui::part::banners::not_saved;
use crate::ui::part::boxes::quiet_button;
use crate::ui::part::identity::identity;
use crate::ui::part::importing::Importing;
use crate::ui::part::install::install;
use crate::words::{Word, storage};
use leptos::ev::Event;

/// Milliseconds until the rest is drawn.
const AFTER_FORM: u32 = 50;

pub fn welcome() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let refused = Live::new(false);
    ready_when_drawn();
    let start = move |event: Event| {
        event.prevent_default();
        let known = session.inner().setting(&SettingsPath::ManagerId()).is_some();
        refused.change(!known);
        if known {
            session.begin();
        }
    };
    let alert = move || refused.get().then(|| el("p").class("minus").set("role", "alert").text(lang.say(Word::NeedsManagerId)));
    let head = el("header")
        .child(el("i").class("seal").silent().text(lang.say(Word::BrandSeal)))
        .child(el("h1").text(lang.say(Word::SheetTitle)))
        .child(el("p").text(lang.say(Word::WelcomeSays)));
    let buttons = el("div")
        .class("welcome__buttons")
        .child(el("button").set("type", "submit").class("button").text(lang.say(Word::Start)))
        .child(quiet_button(lang.say(Word::TryExample), move || session.open_example()));
    let form = el("form")
        .class("paper")
        .set("novalidate", "")
        .on("submit", start)
        .child(identity())
        .part(alert)
        .child(el("p").class("soft").text(lang.say(Word::StaysHere)))
        .child(buttons);
    // Sheets were noted here, outside the database, and nothing of them is left in it.
    let held = sheets_noted();
    let gone = (held > 0).then(|| el("p").class("minus").set("role", "alert").text(&storage::gone(lang, held)));
    let importing = Importing::begin();
    let board = Board::new(move |board, asked| _ = importing.hear(board, &asked));
    // The form can be seen before the rest is laid out.
    let import = move || vec![board.shown(vec![exchange::import(lang, lang.say(Word::ImportFirst)).to_json()])];
    el("main")
        .class("welcome")
        .child(head.children(gone))
        .child(install(lang, false))
        .child(form)
        .child(el("div").soon(AFTER_FORM, import))
        .part(not_saved())
}
