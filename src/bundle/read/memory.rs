//! What the reader of many files remembers of those before: a manager's customers come with file after file, and mostly as they were.
//! Of the same bytes comes the same; nothing else is taken for it.

use std::sync::Arc;

use crate::domain::id::Id;
use crate::domain::path::RosterPath;
use crate::domain::value::Value;

/// What head office needs of a roster.
pub type Roster = Arc<Vec<(RosterPath, Value)>>;

/// The last list of customers that was good.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    sender: Option<Id>,
    list: String,
    roster: Roster,
    removed: usize,
}

impl Memory {
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
