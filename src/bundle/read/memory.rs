//! What the reader of many files remembers of those before: a manager's customers come with file after file, and mostly as they were,
//! and people write the same words again. Of the same bytes comes the same; nothing else is taken for it.

use std::sync::Arc;

use super::collect::{Print, hash};
use crate::domain::id::Id;
use crate::domain::path::RosterPath;
use crate::domain::value::Value;

/// What head office needs of a roster.
pub type Roster = Arc<Vec<(RosterPath, Value)>>;

/// So many words are remembered, each in the place its hash gives it, until others come there.
const PLACES: usize = 2048;

/// The last list of customers that was good, and words of late.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    sender: Option<Id>,
    list: String,
    roster: Roster,
    removed: usize,
    /// Each with its print; none before the first one.
    words: Vec<(String, Option<u64>)>,
}

impl Memory {
    /// What a copy of a text is known by: always of one kind of print.
    pub(super) fn print(&mut self, text: &str, print: Print) -> Option<u64> {
        if self.words.is_empty() {
            self.words.resize(PLACES, (String::new(), print("")));
        }
        let (known, its) = &mut self.words[hash([text.as_bytes()]) as usize % PLACES];
        if known != text {
            known.clear();
            known.push_str(text);
            *its = print(text);
        }
        *its
    }

    /// What a sender's list came to, and how many hidden characters were taken out of it, where it is the last one.
    pub(super) fn recall(&self, sender: &Id, list: &str) -> Option<(Roster, usize)> {
        let is_it = self.sender.as_ref() == Some(sender) && self.list == list;
        is_it.then(|| (self.roster.clone(), self.removed))
    }

    pub(super) fn keep(&mut self, sender: &Id, list: &str, (roster, removed): (&Roster, usize)) {
        self.list.clear();
        self.list.push_str(list);
        (self.sender, self.roster, self.removed) = (Some(sender.clone()), roster.clone(), removed);
    }
}
