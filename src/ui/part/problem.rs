//! What every problem shows: the seal of the one that is held, and its cause.

use leptos::html;
use leptos::prelude::*;

use super::boxes::ChoiceBox;
use crate::app::session::Session;
use crate::browser::typing::Control;
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::words::Word;

/// Marks the one principal problem; choosing one lets the other go.
#[component]
pub fn PrincipalSeal(path: SheetPath, id: Id, #[prop(into)] principal: Signal<Option<Id>>) -> impl IntoView {
    let lang = Session::here().lang_now();
    let node = NodeRef::<html::Input>::new();
    let field = path.to_string();
    let value = id.to_string();
    Effect::new(move |_| {
        let now = principal.get().map(|it| it.to_string()).unwrap_or_default();
        if let Some(control) = node.get().and_then(|it| Control::of(&it)) {
            control.set_value(&now);
        }
    });
    view! {
        <label class="principal" title=lang.say(Word::HoldThisOne)>
            <input node_ref=node type="radio" name=field.clone() value=value data-field=field aria-label=lang.say(Word::HoldThisOne) />
            <i class="seal" aria-hidden="true">{lang.say(Word::Seal)}</i>
        </label>
    }
}

#[component]
pub fn CauseBox(path: SheetPath) -> impl IntoView {
    let session = Session::here();
    let lang = session.lang_now();
    let causes =
        session.template(|it| it.causes.iter().map(|it| (it.id.to_string(), lang.label(&it.name))).collect::<Vec<_>>());
    view! { <ChoiceBox path label=lang.say(Word::Cause) options=causes none=lang.say(Word::Cause) /> }
}
