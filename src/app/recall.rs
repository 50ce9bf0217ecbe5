//! Parts of an earlier week put into the present one: the worker says what is to be written, and it is written as all else is, so
//! that one undo takes it back.

use super::exchange::HISTORY;
use super::session::{Opened, Session};
use super::start::today;
use crate::domain::json::Json;
use crate::domain::path::{Path, SheetPath};
use crate::domain::value::{Value, from_json};
use crate::domain::week::Week;

impl Session {
    /// Opens the present week and does what was asked; says which week it is.
    pub async fn copy_into_this_week(self, ask: &str) -> Week {
        let week = Week::of(today());
        let is_open = matches!(self.inner().opened.get_untracked(), Opened::Week(at, _) if at == week);
        if is_open {
            // It may have been another page's turn.
            self.open_week(week);
        } else {
            self.week_opened(week).await;
        }
        let drawn = self.drawn(HISTORY, ask, Vec::new()).await;
        let writing = |json: &Json| self.written(json);
        self.edit_all(drawn.as_list().into_iter().flatten().filter_map(writing).collect());
        week
    }

    fn written(self, json: &Json) -> Option<(SheetPath, Option<Value>)> {
        let [path, value] = json.as_list()? else { return None };
        let path = SheetPath::parse(path.as_text()?).ok()?;
        let value = self.template(|template| from_json(&path, value, template)).ok()?.0;
        Some((path, value))
    }
}
