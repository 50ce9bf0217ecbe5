//! What every problem shows: the seal of the one that is held, and its cause.

use super::boxes::{Choice, choice_box, seal};
use crate::app::live::Live;
use crate::app::session::Session;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::ui::el::{El, el};
use crate::words::Word;

/// Marks the one principal problem; choosing one lets the other go.
pub fn principal_seal(path: &SheetPath, id: &Id, principal: Live<Option<Id>>) -> El {
    let lang = Session::here().lang_now();
    let (field, label) = (path.to_string(), lang.say(Word::HoldThisOne));
    let input = el("input").set("type", "radio").set("name", &field).set("value", id.as_str()).set("data-field", &field);
    let input = input.label(label).follow(move |control| {
        let now = principal.with(|it| it.as_ref().map(Id::to_string)).unwrap_or_default();
        control.set_value(&now);
    });
    el("label").class("principal").set("title", label).child(input).child(seal(lang))
}

pub fn cause_box(path: SheetPath) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let causes = session.template(|it| it.causes.iter().map(|it| (it.id.to_string(), lang.label(&it.name))).collect());
    let cause = lang.say(Word::Cause);
    choice_box(path, cause, Choice::or_none(causes, cause))
}
