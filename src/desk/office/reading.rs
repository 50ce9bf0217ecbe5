//! Reading collected sheets one after another: which comes next, the sheet and its earlier version out of the kept originals, and
//! the marks of what was read.

use super::Office;
use crate::desk::Task;
use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::json::Json;
use crate::domain::path::SheetPath;
use crate::domain::sheet::Sheet;
use crate::domain::template::Template;
use crate::domain::week::Week;
use crate::leaf::Leaf;
use crate::leaf::office::wish;
use crate::leaf::reading::{Shown, nothing, only, page, sheet};
use crate::leaf::replying::Talk;
use crate::office::books::Entry;
use crate::office::notes::{choice_key, read_key};
use crate::office::reading::{Key, Mark, Turn, earlier, queue, since, turn};
use crate::office::scope::Wish;
use crate::office::taken::Digest;
use crate::post::drawing::Drawing;
use crate::words::office::corrected;

/// A sheet about to be shown: the file it is read from, and the one it is held against.
struct Chosen {
    key: Key,
    turn: Turn,
    digest: Digest,
    before: Option<Digest>,
}

/// A manager and a week with a space between; what comes after them.
pub(super) fn key_of(about: &str) -> Option<(Key, &str)> {
    let (manager, rest) = about.split_once(' ')?;
    let (week, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    Some(((manager.parse().ok()?, week.parse().ok()?), rest))
}

impl Task {
    pub(super) async fn read_sheets(&self, office: &Office, it: &Drawing, verb: &str, about: &str) -> Leaf {
        let (key, rest) = match verb {
            "read-again" => key_of(it.held("at")),
            _ => key_of(about),
        }
        .map_or((None, ""), |(key, rest)| (Some(key), rest));
        let wish = wish(|name| it.held(name));
        let (is_kept, key) = match (verb, key) {
            ("read-done", Some(key)) => {
                let (is_kept, next) = self.done(office, it, &wish, key).await;
                (is_kept, Some(next))
            }
            ("un-read", Some(key)) => {
                office.notes.borrow_mut().marks.remove(&key);
                (office.note(Vec::new(), vec![read_key(&key)]).await, Some(key))
            }
            ("choose", Some(key)) => (self.choose(office, &key, rest).await, Some(key)),
            (_, key) => (true, key),
        };
        let shown = self.kept_or_told(is_kept, self.sheet_shown(office, it, &wish, key).await);
        if verb != "read" {
            return shown;
        }
        let (books, notes) = (office.books.borrow(), office.notes.borrow());
        let waiting: std::collections::BTreeSet<_> =
            notes.replies.iter().filter(|it| it.1.is_waiting()).map(|it| &it.0.0).collect();
        let held = (it.held("only"), !it.held("brief").is_empty());
        page(&self.scope(&books, it, &wish), held, waiting.len(), shown)
    }

    /// Marks a sheet as read; whether that is kept, and the one to go on with.
    async fn done(&self, office: &Office, it: &Drawing, wish: &Wish, key: Key) -> (bool, Key) {
        let next = self.turned_to(office, it, wish, Some(key.clone())).and_then(|it| it.turn.next);
        let mark = {
            let books = office.books.borrow();
            let entry = books.names.find(&key.0).and_then(|it| books.entry(it, key.1));
            entry.and_then(Entry::shown).map(Mark::of)
        };
        let is_kept = match mark {
            Some(mark) => {
                office.notes.borrow_mut().marks.insert(key.clone(), mark);
                office.note(vec![(read_key(&key), mark.to_json())], Vec::new()).await
            }
            None => true,
        };
        (is_kept, next.filter(|_| is_kept).unwrap_or(key))
    }

    /// Says whose a contested week is; nobody's takes it back. Whether that is kept.
    async fn choose(&self, office: &Office, key: &Key, person: &str) -> bool {
        {
            let mut books = office.books.borrow_mut();
            let Some(manager) = books.names.find(&key.0) else { return true };
            let label = (!person.is_empty()).then(|| books.labels.put(&person.into()));
            books.choose(manager, key.1, label);
        }
        if person.is_empty() {
            office.notes.borrow_mut().choices.remove(key);
            office.note(Vec::new(), vec![choice_key(key)]).await
        } else {
            office.notes.borrow_mut().choices.insert(key.clone(), person.to_owned());
            office.note(vec![(choice_key(key), Json::text(person))], Vec::new()).await
        }
    }

    /// The sheet that was asked for, else the first there is.
    fn turned_to(&self, office: &Office, it: &Drawing, wish: &Wish, key: Option<Key>) -> Option<Chosen> {
        let (books, notes) = (office.books.borrow(), office.notes.borrow());
        let scope = self.scope(&books, it, wish);
        let queue = queue(&scope, &notes.marks, only(it.held("only")));
        let key = key.or_else(|| queue.first().cloned())?;
        let entry = books.names.find(&key.0).and_then(|it| books.entry(it, key.1))?;
        let lane = entry.shown()?;
        let before = earlier(notes.marks.get(&key), entry, lane);
        Some(Chosen { turn: turn(&queue, &key), digest: lane.digest, before, key })
    }

    async fn sheet_shown(&self, office: &Office, it: &Drawing, wish: &Wish, key: Option<Key>) -> Leaf {
        let lang = self.ask.lang;
        let Some(chosen) = self.turned_to(office, it, wish, key) else { return nothing(lang) };
        let week = chosen.key.1;
        let (now, its) = self.kept_sheet(office, chosen.digest, week).await.unzip();
        let before = match chosen.before {
            Some(digest) => self.kept_sheet(office, digest, week).await.map(|it| it.0),
            None => None,
        };
        let (books, notes) = (office.books.borrow(), office.notes.borrow());
        let found = books.names.find(&chosen.key.0).and_then(|it| Some((it, books.entry(it, week)?)));
        let Some((manager, entry)) = found else { return nothing(lang) };
        let Some(lane) = entry.shown() else { return nothing(lang) };
        let scope = self.scope(&books, it, wish);
        let said = |it| books.labels.text(it).to_owned();
        let handed = lane.created.shown().to_string();
        let handed = if entry.is_corrected() { handed + corrected(lang) } else { handed };
        let about: Vec<String> =
            [said(lane.person.area), said(lane.person.unit), handed].into_iter().filter(|it| !it.is_empty()).collect();
        let sheet_now = now.as_ref().map(Sheet::of).unwrap_or_default();
        let chosen_person = entry.chosen();
        let shown = Shown {
            key: &chosen.key,
            title: format!("{} · {}", scope.said(manager), crate::words::said::week(lang, week)),
            about: about.join(" · "),
            turn: chosen.turn,
            since: since(notes.marks.get(&chosen.key), lane),
            is_brief: !it.held("brief").is_empty(),
            now: now.as_ref(),
            before: before.as_ref(),
            people: entry.people().into_iter().map(|it| (said(it), chosen_person == Some(it))).collect(),
            target: &|id| lane.facts.figure(books.names.find(id)?)?.target,
            talk: Talk { key: &chosen.key, digest: lane.digest, sheet: &sheet_now, reply: notes.replies.get(&chosen.key) },
        };
        sheet(lang, its.as_ref().unwrap_or(&self.template), &shown)
    }

    /// A sheet as its file has it, field by field, and the template it was written with.
    pub(super) async fn kept_sheet(
        &self,
        office: &Office,
        digest: Digest,
        week: Week,
    ) -> Option<(Document<SheetPath>, Template)> {
        let (file, template) = self.original_file(office, digest).await?;
        let is_it = |doc: &Doc| matches!(doc, Doc::Sheet(_, at) if *at == week);
        file.sheets.into_iter().find(|it| is_it(&it.doc)).map(|it| (it.document, template))
    }
}
