//! A visit as a card for the shop floor: who, what came of it last, the service point, three big outcomes, and the rest once
//! something came of it.

use leptos::prelude::untrack;

use super::boxes::{button, date_box, line_box, quiet_button, remove_button, tick_box};
use super::moving::Moving;
use crate::app::live::Live;
use crate::app::session::{By, Session};
use crate::browser::lifecycle;
use crate::browser::typing::Control;
use crate::domain::fold::is_inside;
use crate::domain::history::last_visit;
use crate::domain::id::Id;
use crate::domain::path::{OUTCOMES, SheetPath};
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::{Word, days, said};
use chrono::NaiveDate;

pub fn visit_card(date: NaiveDate, code: &Id, phrases: Live<Vec<String>>, moving: Moving) -> El {
    let (session, going) = (Session::here(), Going::here());
    let at = code.clone();
    let visit = session.watch([Topic::Visits(date)], move |view| {
        view.sheet.days.get(&date).and_then(|it| it.visits.get(&at)).cloned().unwrap_or_default()
    });
    let record = SheetPath::Visit(date, code.clone());
    let asked = going.path_now().is_some_and(|it| is_inside(&it, &record));
    let is_open = Live::new(asked);
    let following = move || {
        if going.path().is_some_and(|it| is_inside(&it, &record)) {
            is_open.change(true);
        }
    };
    let more = {
        let code = code.clone();
        move || if is_open.get() { untrack(|| details(session, date, &code, phrases, moving)) } else { Vec::new() }
    };
    let (name, at) = (code.clone(), code.clone());
    let last = session.watch([Topic::Visits(date)], move |view| {
        let sheets = view.sheets();
        last_visit(&at, date, &sheets).map(|(day, it)| days::last_visit(session.lang_now(), day, it)).unwrap_or_default()
    });
    // Closed, a card says what is written in it.
    let said = move || {
        let text = visit.with(|it| [&it.note, &it.promise].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · "));
        (!is_open.get() && !text.is_empty()).then(|| el("p").class("visit-card__said").text(&text))
    };
    let head = button("visit-card__name")
        .says("aria-expanded", move || is_open.get())
        .press(move || is_open.change(!is_open.get_untracked()))
        .child(el("b").write(move || session.customer(&name)))
        .child(el("small").class("num soft").text(code.as_str()));
    el("li")
        .class("visit-card")
        .live("data-outcome", move || visit.with(|it| it.outcome.map(|it| it.word().to_owned())))
        .child(head)
        .child(el("small").class("visit-card__last soft").write(move || last.get()))
        .child(line_box(
            SheetPath::VisitPoint(date, code.clone()),
            session.lang_now().say(Word::Point),
            session.lang_now().say(Word::Point),
        ))
        .child(outcomes(session, date, code).on("click", move |_| is_open.change(true)))
        .part(said)
        .parts(more)
        .effect(following)
}

/// Three big buttons; the one that holds is pressed, and pressing it again takes it back.
fn outcomes(session: Session, date: NaiveDate, code: &Id) -> El {
    let lang = session.lang_now();
    let path = SheetPath::VisitOutcome(date, code.clone());
    let held = session.field(&path);
    let one = |word: &&'static str| {
        let (word, at) = (*word, path.clone());
        let input = el("input").set("type", "radio").set("name", &path.to_string()).set("value", word);
        let input = input.set("data-field", &path.to_string()).label(said::outcome(lang, word)).follow(move |control| {
            control.set_value(held.with(|it| it.as_ref().and_then(Value::as_text).unwrap_or_default().to_owned()).as_str());
        });
        let radio = Control::of(input.element().as_ref());
        let take_back = move |event: leptos::ev::Event| {
            // A radio button cannot be let go by itself.
            if held.with_untracked(|it| it.as_ref().and_then(Value::as_text) == Some(word)) {
                event.prevent_default();
                _ = session.edit(at.clone(), None, By::Choice);
                // Called off, the browser puts the choice back that was there before.
                let control = radio.clone();
                lifecycle::later(0, move || control.iter().for_each(|it| it.set_value("")));
            }
        };
        el("label")
            .class("outcome")
            .set("data-outcome", word)
            .on("click", take_back)
            .child(input)
            .child(el("span").text(said::outcome(lang, word)))
    };
    el("div").class("outcomes").set("role", "radiogroup").label(lang.say(Word::Outcome)).children(OUTCOMES.iter().map(one))
}

fn details(session: Session, date: NaiveDate, code: &Id, phrases: Live<Vec<String>>, moving: Moving) -> Vec<El> {
    use SheetPath as P;
    let lang = session.lang_now();
    let line = |path: SheetPath, word: Word| line_box(path, lang.say(word), lang.say(word));
    let planned = el("label")
        .class("visit-card__planned")
        .child(tick_box(P::VisitPlanned(date, code.clone()), lang.say(Word::Planned), false))
        .child(el("span").text(lang.say(Word::Planned)));
    let promise = el("div")
        .class("visit-card__promise")
        .child(line(P::VisitPromise(date, code.clone()), Word::Promise))
        .child(date_box(P::VisitDue(date, code.clone()), lang.say(Word::Due)));
    let last = el("div").class("visit-card__last-row").child(planned).children(moving.days(date, code));
    let last = last.child(remove_button(P::Visit(date, code.clone())));
    vec![
        line(P::VisitNote(date, code.clone()), Word::VisitNote),
        chips(session, P::VisitNote(date, code.clone()), phrases),
        promise,
        last,
    ]
}

/// Own words used before, while the note is empty: one tap writes one.
fn chips(session: Session, path: SheetPath, phrases: Live<Vec<String>>) -> El {
    let note = session.field(&path);
    let chip = move |phrase: String| {
        let (path, text) = (path.clone(), phrase.clone());
        quiet_button(&phrase, move || _ = session.edit(path.clone(), Some(Value::Text(text.clone())), By::Choice))
            .class("quiet phrase")
    };
    el("div").class("phrases").parts(move || {
        let is_empty = note.with(|it| it.as_ref().and_then(Value::as_text).is_none_or(str::is_empty));
        if is_empty { phrases.get().into_iter().map(&chip).collect() } else { Vec::new() }
    })
}
