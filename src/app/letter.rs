//! A message of the channel on its way to its recipient: its text is the worker's, sharing it is done here, and then it is told.

use super::session::{By, Session};
use crate::browser::files::{self, FileError};
use crate::domain::channel::MessageState;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::SheetPath;
use crate::domain::value::Value;

impl Session {
    /// Shares a message of the open sheet as a text, or copies it; tells whether it was copied.
    pub async fn share_message(self, id: &Id) -> Result<bool, FileError> {
        let Some(week) = self.read(|view| view.week) else { return Err(FileError::Unsupported) };
        self.inner().saving.flush();
        let form = [("week", week.to_string()), ("message", id.to_string())];
        let drawn = self.drawn("letter", "", form.map(|(name, it)| (name.to_owned(), it)).into()).await;
        let Json::Text(text) = drawn else { return Err(FileError::Unsupported) };
        let is_copied = files::share_text(&text).await?;
        // Whoever has answered already stays so.
        let is_open = |it: &crate::domain::channel::Message| it.state() == MessageState::Open;
        if self.read(|view| view.sheet.messages.get(id).is_some_and(is_open)) == Some(true) {
            let told = Value::Text(MessageState::Told.word().to_owned());
            // No tick, so there is nothing to refuse.
            _ = self.edit(SheetPath::MessageState(id.clone()), Some(told), By::Choice);
        }
        Ok(is_copied)
    }
}
