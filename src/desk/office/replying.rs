//! What head office writes at a sheet, kept with each key: it is not lost with the window, and leaves only in a file.

use super::Office;
use super::reading::key_of;
use crate::browser::{clock, random};
use crate::desk::Task;
use crate::domain::id::Id;
use crate::domain::path::{Path, SheetPath};
use crate::domain::reply::Status;
use crate::domain::sheet::Sheet;
use crate::domain::value::{Value, ValueRef, typed};
use crate::leaf::replying::{Talk, comments, kept, not_kept, record_of};
use crate::leaf::{Leaf, told};
use crate::office::books::Entry;
use crate::office::notes::Row;
use crate::office::reading::{Key, lines};
use crate::office::replies::{Comment, Reply};
use crate::office::taken::Digest;
use crate::post::drawing::Drawing;
use crate::words::changes::Names;
use crate::words::head::Word as W;
use crate::words::office::Word as O;

/// Signs of a comment's random name.
const NAMED: usize = 12;

impl Task {
    pub(super) async fn reply(&self, office: &Office, it: &Drawing, verb: &str, about: &str) -> Leaf {
        let lang = self.ask.lang;
        let Some((key, rest)) = key_of(about) else { return told(false, lang.say(O::SheetGone)) };
        match verb {
            "comment" => {
                let id: Option<Id> = random::token(NAMED).parse().ok();
                let at = clock::now();
                let comment = id.map(|id| Comment { id, path: rest.to_owned(), text: String::new(), at });
                let is_kept = self.written(office, &key, |it| it.comments.extend(comment)).await;
                self.comments_drawn(office, &key, rest, is_kept).await
            }
            "comment-drop" => {
                let path = office.notes.borrow().replies.get(&key).and_then(|it| path_of(it, rest)).unwrap_or_default();
                let is_kept = self.written(office, &key, |it| it.comments.retain(|it| it.id.as_str() != rest)).await;
                self.comments_drawn(office, &key, &path, is_kept).await
            }
            "comment-text" | "comment-at" => {
                let (id, name) = rest.split_once(' ').unwrap_or((rest, ""));
                let held = it.held(name);
                let Some(said) = self.sayable(held) else { return not_kept(lang, W::TooLong) };
                let edit = |it: &mut Reply| {
                    for comment in it.comments.iter_mut().filter(|it| it.id.as_str() == id) {
                        if verb == "comment-at" { comment.path.clone_from(&said) } else { comment.text.clone_from(&said) }
                    }
                };
                kept(lang, self.written(office, &key, edit).await)
            }
            "answer" => {
                let Some(said) = self.sayable(it.held(&format!("answer/{rest}"))) else { return not_kept(lang, W::TooLong) };
                let Ok(id) = rest.parse::<Id>() else { return kept(lang, false) };
                kept(lang, self.written(office, &key, |it| _ = it.answers.insert(id, said)).await)
            }
            _ => {
                let (digest, word) = rest.split_once(' ').unwrap_or_default();
                if Digest::parse(digest) != digest_of(office, &key) {
                    return not_kept(lang, W::Newer);
                }
                let status = Status::of(Some(ValueRef::Text(word)));
                kept(lang, self.written(office, &key, |it| it.status = status).await)
            }
        }
    }

    /// A text as it may travel.
    fn sayable(&self, raw: &str) -> Option<String> {
        match typed(&SheetPath::ReviewWork(), raw, &self.template) {
            Ok(Some(Value::Text(it))) => Some(it),
            Ok(_) => Some(String::new()),
            Err(_) => None,
        }
    }

    /// Writes at a sheet. The row is on its way to the disk before anything is waited for.
    async fn written(&self, office: &Office, key: &Key, edit: impl FnOnce(&mut Reply)) -> bool {
        let Some(digest) = digest_of(office, key) else { return false };
        let row: Row = {
            let mut notes = office.notes.borrow_mut();
            let reply = notes.replies.entry(key.clone()).or_default();
            reply.turn_to(digest);
            edit(reply);
            reply.at = clock::now();
            reply.is_sent = false;
            notes.reply_row(key)
        };
        office.note(vec![row], Vec::new()).await
    }

    /// The comments at the record of a path, drawn anew.
    async fn comments_drawn(&self, office: &Office, key: &Key, path: &str, is_kept: bool) -> Leaf {
        let lang = self.ask.lang;
        if !is_kept {
            return told(false, lang.say(W::NotKept));
        }
        let Some(digest) = digest_of(office, key) else { return told(false, lang.say(O::SheetGone)) };
        let Some((now, its)) = self.kept_sheet(office, digest, key.1).await else { return told(false, lang.say(O::SheetGone)) };
        let sheet = Sheet::of(&now);
        let notes = office.notes.borrow();
        let talk = Talk { key, digest, sheet: &sheet, reply: notes.replies.get(key) };
        let names = Names {
            template: &its,
            customer: &|_| None,
            text: &|path| now.get(path).and_then(Value::as_text).map(str::to_owned),
        };
        let record = record_of(path);
        let line = lines(&now, None).into_iter().find(|it| record.as_ref() == Some(&it.record));
        // What no longer stands on the sheet has its comments, too.
        let gone = || {
            let path = SheetPath::parse(path).ok()?;
            let record = path.record().unwrap_or_else(|| path.clone());
            let field = crate::office::reading::Field { path, now: None, before: None };
            let section = crate::office::reading::Section::Review;
            Some(crate::office::reading::Line { section, record, fields: vec![field] })
        };
        match line.or_else(gone) {
            Some(line) => comments(lang, &names, &line, &talk),
            None => told(false, lang.say(O::SheetGone)),
        }
    }
}

/// The version of a sheet that is shown.
fn digest_of(office: &Office, key: &Key) -> Option<Digest> {
    let books = office.books.borrow();
    let entry = books.names.find(&key.0).and_then(|it| books.entry(it, key.1));
    entry.and_then(Entry::shown).map(|it| it.digest)
}

fn path_of(reply: &Reply, id: &str) -> Option<String> {
    reply.comments.iter().find(|it| it.id.as_str() == id).map(|it| it.path.clone())
}
