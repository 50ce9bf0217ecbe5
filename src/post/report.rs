//! What files, or a copy, would change, as the worker tells it: which of them there is something to store of, and all of it drawn.

use super::{Read, number};
use crate::domain::json::Json;
use crate::domain::read::{all, count, flag, member};

/// What files would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Of each file, whether there is something to store.
    pub due: Vec<bool>,
    /// The highest counter once all of it is stored.
    pub counter: u64,
    pub drawn: Json,
}

impl Report {
    pub(super) fn to_json(&self) -> Json {
        let due = self.due.iter().map(|it| Json::Bool(*it)).collect();
        Json::object([("due", Json::List(due)), ("counter", number(self.counter)), ("drawn", self.drawn.clone())])
    }

    pub(super) fn read(json: &Json) -> Read<Self> {
        Ok(Self {
            due: all(json, "due", flag)?,
            counter: member(json, "counter", count)?,
            drawn: member(json, "drawn", |it| Ok(it.clone()))?,
        })
    }
}
