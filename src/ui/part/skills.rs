//! The ten skills: a self-rating for the month, and a word about it.

use super::month_boxes::{month_choice, month_line};
use crate::app::months::MonthPage;
use crate::app::session::Session;
use crate::domain::path::MonthPath;
use crate::domain::skills::seen;
use crate::domain::template::Coded;
use crate::ui::el::{El, el};
use crate::words::{Lang, Word, months};

pub fn skills() -> El {
    let session = Session::here();
    let lang = session.lang_now();
    let all = session.template(|it| it.skills.clone());
    let seen = |it: &Coded| {
        let of = |page: &MonthPage| {
            seen(it.id.as_str(), &page.sheets.iter().map(|it| &it.1).collect::<Vec<_>>(), &session.inner().template)
        };
        session.month(of).flatten().map(|it| months::seen(lang, &it)).unwrap_or_default()
    };
    el("ul").class("skills").children(all.iter().map(|it| skill(lang, it, &seen(it))))
}

fn skill(lang: Lang, skill: &Coded, seen: &str) -> El {
    let (id, name) = (skill.id.clone(), lang.label(&skill.name));
    let named = |what: Word| format!("{name} {}", lang.say(what));
    let score = month_choice(MonthPath::Score(id.clone()), &named(Word::Score), &["1", "2", "3", "4", "5"]);
    let seen = el("small").class("soft").text(seen);
    el("li").child(el("b").text(&name)).child(score).child(seen).child(month_line(MonthPath::Note(id), &named(Word::Note)))
}
