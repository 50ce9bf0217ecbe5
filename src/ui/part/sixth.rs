//! The sixth tick: not an error, a choice. Which of the six matters least this week?

use super::boxes::{button, quiet_button};
use crate::app::session::Session;
use crate::browser::page;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::words::Word;

pub fn sixth_tick() -> El {
    let session = Session::here();
    let (lang, sixth) = (session.lang_now(), session.inner().sixth);
    let choices = move || {
        let Some(new) = sixth.get() else { return Vec::new() };
        let held = session.read(|view| view.sheet.may_tick(&new).err().map(|it| it.0)).flatten().unwrap_or_default();
        held.into_iter().chain([new.clone()]).map(|it| choice(session, it, &new)).collect()
    };
    let title = el("h2").set("id", "sixth-title").text(lang.say(Word::SixthQuestion));
    let dialog = el("dialog").class("dialog").set("aria-labelledby", "sixth-title");
    let shown = dialog.element().clone();
    dialog
        .on("close", move |_| sixth.change(None))
        .child(title)
        .child(el("p").text(lang.say(Word::SixthExplained)))
        .child(el("ul").class("choices").parts(choices))
        .child(quiet_button(lang.say(Word::Cancel), move || sixth.change(None)))
        .effect(move || page::set_dialog(shown.as_ref(), sixth.with(Option::is_some)))
}

fn choice(session: Session, id: Id, new: &Id) -> El {
    let (lang, sixth, is_new) = (session.lang_now(), session.inner().sixth, id == *new);
    let name = session.template(|it| it.item(&id).map_or_else(|| id.to_string(), |it| lang.label(&it.1.name)));
    let mark = is_new.then(|| el("small").class("chip").text(lang.say(Word::TheSixth)));
    let choose = move || {
        let tick = |id: &Id, is_ticked| (SheetPath::TaskTicked(id.clone()), Some(Value::Flag(is_ticked)));
        if let Some(new) = sixth.get_untracked().filter(|it| *it != id) {
            session.edit_all(vec![tick(&id, false), tick(&new, true)]);
        }
        sixth.change(None);
    };
    el("li").child(button("choice").text(&name).children(mark).press(choose))
}
