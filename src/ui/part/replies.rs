//! What came back for the sheet: head office's word on it, and its comments, each leading to its field and with room for the
//! answer. The fields carry a mark as well.

use leptos::prelude::Track;

use super::boxes::{button, points_box};
use crate::app::session::Session;
use crate::app::watch::View;
use crate::browser::{lifecycle, page};
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::topic::Topic;
use crate::domain::value::Value;
use crate::ui::el::{El, el};
use crate::ui::routes::Going;
use crate::words::changes::{self, Names};
use crate::words::{Lang, Word, handing};

/// Milliseconds after which a module that was opened is drawn.
const DRAWN: u32 = 100;

/// What is shown of it; the answers are their boxes' affair.
#[derive(Clone, Default, PartialEq)]
struct Replies {
    /// The status as styles know it, and in words.
    status: Option<(&'static str, String)>,
    comments: Vec<Comment>,
}

#[derive(Clone, PartialEq)]
struct Comment {
    id: Id,
    path: String,
    place: String,
    text: String,
    by: String,
}

pub fn replies() -> impl Fn() -> Option<El> {
    let session = Session::here();
    let (lang, going) = (session.lang_now(), Going::here());
    let told = session.watch([Topic::Replies], move |view| now(session, lang, view));
    move || {
        let it = told.get();
        (it != Replies::default()).then(|| drawn(lang, going, it))
    }
}

fn drawn(lang: Lang, going: Going, it: Replies) -> El {
    let marks: Vec<(String, String)> = it.comments.iter().map(|it| (it.path.clone(), it.text.clone())).collect();
    let mark = move || {
        going.place.track();
        let marks = marks.clone();
        lifecycle::later(DRAWN, move || page::mark_fields(&marks));
    };
    let status = it.status.map(|(word, says)| el("p").class("replies__status").set("data-status", word).text(&says));
    let comment = |it: Comment| {
        let at = SheetPath::parse(&it.path).ok();
        let place = button("line").text(&it.place).press(move || at.iter().for_each(|it| going.to(it)));
        let answer = points_box(SheetPath::CommentAnswer(it.id), lang.say(Word::Answer), lang.say(Word::AnswerHint));
        let says = el("p").text(&it.text).child(el("small").class("soft").text(&it.by));
        el("li").child(place).child(says).child(answer)
    };
    el("section")
        .class("replies")
        .label(lang.say(Word::Replies))
        .children(status)
        .child(el("ul").children(it.comments.into_iter().map(comment)))
        .effect(mark)
}

fn now(session: Session, lang: Lang, view: &View) -> Replies {
    let names = Names {
        template: view.template,
        customer: &|code| Some(session.customer(code)),
        text: &|path| view.document.get(path).and_then(Value::as_text).map(str::to_owned),
    };
    let status = view.sheet.receipt().and_then(|it| Some((it.status?.word(), handing::receipt(lang, it))));
    let comment = |(id, it): (&Id, &crate::domain::reply::Comment)| {
        let path = it.path.clone().unwrap_or_default();
        let place = SheetPath::parse(&path).map_or_else(|_| path.clone(), |it| changes::place(lang, &it, &names));
        Comment { id: id.clone(), path, place, text: it.text.clone().unwrap_or_default(), by: handing::by(lang, it) }
    };
    Replies { status, comments: view.sheet.comments_in_order().into_iter().map(comment).collect() }
}
