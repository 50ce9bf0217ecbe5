//! Whom to visit on a day: what last week left over and who is due, each planned by one tap. Suggestions, nothing is ticked.

use chrono::NaiveDate;
use leptos::prelude::untrack;

use super::boxes::{button, quiet_button};
use crate::app::live::Live;
use crate::app::session::{By, Session};
use crate::domain::id::Id;
use crate::domain::path::SheetPath;
use crate::domain::suggest::leftovers;
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::words::{Word, days};

/// How many are offered at a time.
const OFFERED: usize = 12;

/// The button, and the list once it is pressed.
pub fn due_customers(date: NaiveDate) -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let is_open = Live::new(false);
    let planned = session.watch([Topic::VisitCount], |view| view.sheet.visit_count());
    let list = move || {
        planned.track();
        is_open.get().then(|| untrack(|| offers(session, date)))
    };
    let toggle = quiet_button(lang.say(Word::WhoIsDue), move || is_open.change(!is_open.get_untracked()));
    el("div").class("due-customers").child(toggle.says("aria-expanded", move || is_open.get())).part(list)
}

fn offers(session: Session, date: NaiveDate) -> El {
    let lang = session.lang_now();
    let left = session.read(|view| {
        let last = view.past.last().filter(|it| it.0 == view.week.plus(-1));
        let is_planned = |code: &Id| view.sheet.days.values().any(|it| it.visits.contains_key(code));
        let mut left = last.map(|it| leftovers(&it.1)).unwrap_or_default();
        left.retain(|it| !is_planned(&it.customer));
        left
    });
    let left = left.unwrap_or_default();
    let mut rows: Vec<(Id, String)> = left.iter().map(|it| (it.customer.clone(), days::left(lang, &it.left))).collect();
    let due = session.due(date).into_iter().filter(|it| left.iter().all(|left| left.customer != it.code));
    rows.extend(due.map(|it| (it.code.clone(), days::due(lang, &it))));
    if rows.is_empty() {
        return el("p").class("soft").text(lang.say(Word::NobodyDue));
    }
    let row = |(code, why): (Id, String)| {
        let name = session.customer(&code);
        // A flag is never a sixth tick here, so there is nothing to refuse.
        let plan = move || _ = session.edit(SheetPath::VisitPlanned(date, code.clone()), Some(Value::Flag(true)), By::Choice);
        el("li").child(button("line").press(plan).child(el("b").text(&name)).child(el("small").text(&why)))
    };
    el("ul").class("lines").children(rows.into_iter().take(OFFERED).map(row))
}
