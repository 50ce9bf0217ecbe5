//! What head office says of a sheet while it reads: comments at its fields, answers to its messages, and a word on the whole. Each
//! control keeps what is written at once; the files it goes out in are made elsewhere.

use super::{Leaf, choice, leaf, quiet_button, slot};
use crate::domain::channel::To;
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::reply::Status;
use crate::domain::sheet::Sheet;
use crate::office::reading::{Key, Line};
use crate::office::replies::{Comment, Reply};
use crate::office::taken::Digest;
use crate::words::changes::{self, Names};
use crate::words::head::{self as words, Word as W};
use crate::words::{Lang, handing};

/// What was said on both sides.
#[derive(Clone, Copy)]
pub struct Talk<'a> {
    pub key: &'a Key,
    /// The file it is read from.
    pub digest: Digest,
    /// The sheet as it was handed in last, with what came back to it before.
    pub sheet: &'a Sheet,
    pub reply: Option<&'a Reply>,
}

/// Where the comments at a record are shown.
pub fn slot_of(record: &str) -> String {
    ["said/", record].concat()
}

/// The name of the box of a comment at a record of a sheet: whoever goes on to the next sheet is in no box of that.
pub fn box_of((manager, week): &Key, record: &str, at: usize) -> String {
    format!("text/{manager}/{week}/{record}/{at}")
}

/// The record a comment's path lies in.
pub fn record_of(path: &str) -> Option<SheetPath> {
    SheetPath::parse(path).ok().map(|it| it.record().unwrap_or(it))
}

impl Talk<'_> {
    /// What is written at a record and was not sent back yet.
    pub fn drafts(&self, record: &SheetPath) -> Vec<&Comment> {
        let all = self.reply.into_iter().flat_map(|it| &it.comments);
        all.filter(|it| record_of(&it.path).as_ref() == Some(record)).collect()
    }

    /// What came back from the manager, at a record; what stands here anyway is not told twice.
    fn earlier(&self, is_there: impl Fn(&str) -> bool) -> Vec<(&Id, &crate::domain::reply::Comment)> {
        let is_draft = |id: &Id| self.reply.is_some_and(|it| it.comments.iter().any(|it| it.id == *id));
        let all = self.sheet.comments_in_order().into_iter();
        all.filter(|it| !is_draft(it.0) && is_there(it.1.path.as_deref().unwrap_or_default())).collect()
    }

    /// Whether anything was said of a line.
    pub fn is_about(&self, line: &Line) -> bool {
        !self.drafts(&line.record).is_empty()
    }

    fn asks(&self, verb: &str, about: &str) -> String {
        let (manager, week) = self.key;
        format!("{verb} {manager} {week} {about}")
    }
}

/// What is said at a line, and a way to say something.
pub fn at(lang: Lang, names: &Names, line: &Line, talk: &Talk) -> Leaf {
    let earlier = talk.earlier(|path| record_of(path).as_ref() == Some(&line.record));
    let said = leaf("div").class("reading__talk").children(earlier.into_iter().map(|it| returned(lang, "", it.1)));
    let said = match &line.record {
        SheetPath::Message(id) => said.children(answer(lang, id, talk)),
        _ => said,
    };
    said.child(slot(&slot_of(&line.record.to_string())).child(comments(lang, names, line, talk)))
}

/// The comments at a line, and a button for one more.
pub fn comments(lang: Lang, names: &Names, line: &Line, talk: &Talk) -> Leaf {
    let record = line.record.to_string();
    let drafts = talk.drafts(&line.record);
    let place = changes::place(lang, &line.record, names);
    let more = quiet_button(lang.say(W::Comment), &talk.asks("comment", line.main().to_string().as_str()))
        .label(&format!("{} {place}", lang.say(W::Comment)))
        // The name of the box that comes, so that whoever presses it can write.
        .set("name", &box_of(talk.key, &record, drafts.len()))
        .into(&slot_of(&record));
    let shown = leaf("div").class("reading__comments");
    let shown = shown.children(drafts.into_iter().enumerate().map(|(at, it)| {
        let fields: Vec<&SheetPath> = line.fields.iter().map(|it| &it.path).collect();
        editor(lang, names, (&record, at), it, &fields, talk)
    }));
    shown.child(more)
}

fn editor(lang: Lang, names: &Names, (record, at): (&str, usize), it: &Comment, fields: &[&SheetPath], talk: &Talk) -> Leaf {
    let name = box_of(talk.key, record, at);
    let kept = format!("kept/{}", it.id);
    let label = format!("{} {}", lang.say(W::CommentText), at + 1);
    let text = leaf("textarea").set("name", &name).set("rows", "2").label(&label).text(&it.text);
    let text = text.asks(&talk.asks("comment-text", &format!("{} {name}", it.id))).into(&kept);
    let options = fields.iter().map(|it| (it.to_string(), changes::place(lang, it, names)));
    let place = format!("at/{}", it.id);
    let field = choice(&place, lang.say(W::CommentAt), options, &it.path);
    let field = field.asks(&talk.asks("comment-at", &format!("{} {place}", it.id))).into(&kept);
    let drop = quiet_button(lang.say(W::DropComment), &talk.asks("comment-drop", it.id.as_str())).into(&slot_of(record));
    let beside = leaf("div").class("reading__beside").children((fields.len() > 1).then_some(field)).child(slot(&kept));
    let came_back = talk.sheet.comments.get(&it.id).and_then(|it| it.answer.as_deref());
    let answered = came_back.map(|it| leaf("p").child(leaf("b").text(lang.say(W::Answered))).text(it));
    leaf("div").class("reading__comment").set("data-draft", &it.path).child(text).child(beside.child(drop)).children(answered)
}

/// A comment as it came back, with its answer.
fn returned(lang: Lang, place: &str, it: &crate::domain::reply::Comment) -> Leaf {
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let place = (!place.is_empty()).then(|| leaf("b").text(place));
    let by = leaf("small").class("soft").text(&handing::by(lang, it));
    let shown = leaf("p").class("reading__returned").children(place).text(&text(&it.text)).child(by);
    let answer = it.answer.as_ref().map(|it| leaf("span").child(leaf("b").text(lang.say(W::Answered))).text(it));
    shown.children(answer)
}

/// The answer to a message for the head.
fn answer(lang: Lang, id: &Id, talk: &Talk) -> Option<Leaf> {
    let is_ours = talk.sheet.messages.get(id).is_some_and(|it| it.to == Some(To::Head));
    is_ours.then(|| {
        let (name, kept) = (format!("answer/{id}"), format!("kept/answer/{id}"));
        let text = talk.reply.and_then(|it| it.answers.get(id)).map_or("", String::as_str);
        let field = leaf("textarea").set("name", &name).set("rows", "2").label(lang.say(W::AnswerTo)).text(text);
        let field = field.asks(&talk.asks("answer", id.as_str())).into(&kept);
        leaf("label").class("reading__answer").child(leaf("span").text(lang.say(W::AnswerTo))).child(field).child(slot(&kept))
    })
}

/// Comments at what no longer stands on the sheet.
pub fn elsewhere(lang: Lang, names: &Names, lines: &[Line], talk: &Talk) -> Leaf {
    let is_line = |path: &str| record_of(path).is_some_and(|it| lines.iter().any(|line| line.record == it));
    let place = |path: &str| SheetPath::parse(path).map_or_else(|_| path.to_owned(), |it| changes::place(lang, &it, names));
    let earlier = talk.earlier(|path| !is_line(path));
    let earlier = earlier.into_iter().map(|it| returned(lang, &place(it.1.path.as_deref().unwrap_or_default()), it.1));
    let drafts = talk.reply.into_iter().flat_map(|it| &it.comments).filter(|it| !is_line(&it.path));
    let drafts = drafts.map(|it| leaf("p").child(leaf("b").text(&place(&it.path))).text(&it.text));
    let all: Vec<Leaf> = earlier.chain(drafts).collect();
    let title = (!all.is_empty()).then(|| leaf("h3").text(lang.say(W::Earlier)));
    leaf("div").children(title).children(all)
}

/// The word on the whole sheet, and the file for its manager.
pub fn word(lang: Lang, talk: &Talk) -> Leaf {
    let chosen = talk.reply.and_then(|it| it.status_of(talk.digest));
    let option = |it: Status| {
        let radio = leaf("input").set("type", "radio").set("name", "status").set("value", it.word());
        let radio = radio.asks(&talk.asks("status", &format!("{} {}", talk.digest, it.word()))).into("kept/status");
        let radio = if chosen == Some(it) { radio.set("checked", "") } else { radio };
        leaf("label").class("check").child(radio).child(leaf("span").text(words::status(lang, it)))
    };
    let options = Status::ALL.iter().map(|it| option(*it));
    let file = quiet_button(lang.say(W::ReplyFile), &format!("file reply {}", talk.key.0)).into("out-one");
    leaf("fieldset")
        .class("reading__word")
        .child(leaf("legend").text(lang.say(W::Says)))
        .children(options)
        .child(slot("kept/status"))
        .child(file)
        .child(slot("out-one"))
}

/// What became of something written.
pub fn kept(lang: Lang, is_kept: bool) -> Leaf {
    let says = if is_kept { W::Kept } else { W::NotKept };
    let shown = leaf("small").class(if is_kept { "soft" } else { "minus" }).text(lang.say(says));
    if is_kept { shown } else { shown.set("role", "alert") }
}

/// Why something written was not kept.
pub fn not_kept(lang: Lang, why: W) -> Leaf {
    leaf("small").class("minus").set("role", "alert").text(lang.say(why))
}
