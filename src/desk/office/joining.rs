//! Taking in what another office machine decided and wrote. What stands here is never written over.

use super::Office;
use crate::browser::vault::{NOTES, Stored};
use crate::desk::Task;
use crate::leaf::office::FileRow;
use crate::office::decisions::{Joined, read};
use crate::words::decisions::{joined, not_read};

impl Task {
    /// What becomes of such a file. The rows are stored with the batch it came in.
    pub(super) fn decisions_row(&self, office: &Office, name: String, bytes: &[u8], stored: &mut Vec<Stored>) -> FileRow {
        let lang = self.ask.lang;
        let decisions = match read(bytes, &self.template) {
            Ok(it) => it,
            Err(why) => return FileRow { name, result: "refused", sentences: vec![not_read(lang, why)] },
        };
        let found = office.notes.borrow_mut().join(decisions.notes);
        office.heed(&found);
        let sentences = joined(lang, &found, decisions.unread);
        let result = match (found.is_any(), decisions.unread) {
            (false, 0) => "unchanged",
            (true, 0) => "merged",
            (true, _) => "partly",
            (false, _) => "refused",
        };
        stored.extend(found.rows.into_iter().map(|(key, it)| (NOTES, key, it.canonical().into_bytes())));
        FileRow { name, result, sentences }
    }
}

impl Office {
    /// Lets the collection count as was taken over.
    fn heed(&self, found: &Joined) {
        let (notes, mut books) = (self.notes.borrow(), self.books.borrow_mut());
        if found.staff.0 > 0 {
            books.list(&notes.staff);
        }
        for key in &found.choices.0 {
            let Some(person) = notes.choices.get(key) else { continue };
            let (manager, person) = (books.names.put(&key.0), books.labels.put(&person.as_str().into()));
            books.choose(manager, key.1, Some(person));
        }
    }
}
