//! Saving a question, asking one again, and taking in those of another office.

use super::{Office, view};
use crate::browser::random;
use crate::browser::vault::{NOTES, Stored};
use crate::bundle::format::BundleKind;
use crate::bundle::read::read;
use crate::desk::Task;
use crate::leaf::Leaf;
use crate::leaf::office::{self as drawn, FileRow, wish};
use crate::leaf::saved_questions::{DROP, NAME, SAVE, list};
use crate::office::notes::question_key;
use crate::office::saved::{MEMBER, MOST, Saved, read_all};
use crate::post::drawing::Drawing;
use crate::words::office::{Word as W, not_a_report, questions_taken};

impl Task {
    pub(super) async fn questions(&self, office: &Office, it: &Drawing, verb: &str, about: &str) -> Leaf {
        let lang = self.ask.lang;
        match verb {
            SAVE => {
                let saved = Saved::of(it.held(NAME), |name| it.held(name));
                let is_room = office.notes.borrow().questions.len() < MOST;
                let Some(saved) = saved.filter(|_| is_room) else {
                    return list(lang, &office.notes.borrow().questions, Some((false, lang.say(W::NotSaved))));
                };
                let (id, row) = (random::uuid_v7(), saved.to_json());
                office.notes.borrow_mut().questions.insert(id.clone(), saved);
                let is_kept = office.note(vec![(question_key(&id), row)], Vec::new()).await;
                let says = if is_kept { W::QuestionSaved } else { W::NotSaved };
                list(lang, &office.notes.borrow().questions, Some((is_kept, lang.say(says))))
            }
            DROP => {
                office.notes.borrow_mut().questions.remove(about);
                let is_kept = office.note(Vec::new(), vec![question_key(about)]).await;
                let says = (!is_kept).then(|| (false, lang.say(W::NotSaved)));
                list(lang, &office.notes.borrow().questions, says)
            }
            _ => {
                let (books, notes) = (office.books.borrow(), office.notes.borrow());
                let saved = notes.questions.get(about).cloned().unwrap_or_default();
                let wish = wish(|name| saved.held(name));
                let (scope, chosen) = (self.scope(&books, it, &wish), saved.held("view"));
                drawn::overview(&scope, chosen, view(&scope, chosen), &notes.questions)
            }
        }
    }

    /// A setup brings the questions another office saved; nothing else of it is for head office.
    pub(super) fn setup_row(&self, office: &Office, name: String, bytes: &[u8], stored: &mut Vec<Stored>) -> FileRow {
        let lang = self.ask.lang;
        match self.take_questions(office, bytes, stored) {
            None => {
                let sentences = vec![not_a_report(lang, BundleKind::Setup).to_owned()];
                FileRow { name, result: "refused", sentences }
            }
            Some(0) => FileRow { name, result: "unchanged", sentences: Vec::new() },
            Some(many) => FileRow { name, result: "merged", sentences: vec![questions_taken(lang, many)] },
        }
    }

    /// Takes over what is not here yet; it is stored with the batch. None of a file that holds no question.
    fn take_questions(&self, office: &Office, bytes: &[u8], stored: &mut Vec<Stored>) -> Option<usize> {
        let file = read("", bytes, &self.template).ok()?;
        let found = read_all(file.bundle.unknown.get(MEMBER)?);
        let mut notes = office.notes.borrow_mut();
        let mut many = 0;
        for it in found {
            if notes.questions.len() < MOST && !notes.questions.values().any(|held| *held == it) {
                let id = random::uuid_v7();
                stored.push((NOTES, question_key(&id), it.to_json().canonical().into_bytes()));
                notes.questions.insert(id, it);
                many += 1;
            }
        }
        Some(many)
    }
}
