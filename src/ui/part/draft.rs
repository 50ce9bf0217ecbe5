//! A button that drafts a text from what happened: it adds the points that are missing, after what was typed.

use super::boxes::quiet_button;
use crate::app::session::Session;
use crate::app::watch::View;
use crate::domain::drafts::with_points;
use crate::domain::path::SheetPath;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::words::Word;

/// The button, there while the draft has something to add.
pub fn draft(path: SheetPath, word: Word, topics: Vec<Topic>, points: impl Fn(&View) -> Vec<String> + 'static) -> El {
    let session = Session::here();
    let at = path.clone();
    let topics = [topics, vec![Topic::Field(path.clone())]].concat();
    let drafted = session.watch(topics, move |view| {
        let now = view.document.get(&at).and_then(Value::as_text).unwrap_or_default();
        let points = points(view);
        let longer = with_points(now, &points.iter().map(String::as_str).collect::<Vec<_>>());
        (longer != now.trim_end()).then_some(longer)
    });
    let button = move || {
        let longer = drafted.get()?;
        let path = path.clone();
        let edit = move || session.edit_all(vec![(path.clone(), Some(Value::Text(longer.clone())))]);
        Some(quiet_button(session.lang_now().say(word), edit))
    };
    el("span").class("draft").part(button)
}
