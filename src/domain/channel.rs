//! The green channel: messages to the marketing head, the monopoly officer and the retailers, kept apart.

use super::map::Set;

use super::id::Id;
use super::path::SheetPath;
use super::sheet::{flag, text};
use super::value::Value;
use super::words_of;

words_of! {
    /// Who is told. What an officer is told may name suspects and never stands with a retailer's part.
    To { Head = "head", Monopoly = "monopoly", Retailer = "retailer" }
}

words_of! {
    /// How far a message got.
    MessageState { Open = "open", Told = "told", Answered = "answered", Closed = "closed" }
}

/// One message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    pub to: Option<To>,
    pub items: Set<Id>,
    pub text: Option<String>,
    pub means: Option<String>,
    pub at: Option<String>,
    pub answer: Option<String>,
    pub customers: Set<Id>,
    pub state: Option<MessageState>,
}

impl Message {
    /// Its state; open unless something else was said.
    pub fn state(&self) -> MessageState {
        self.state.unwrap_or(MessageState::Open)
    }

    pub(super) fn set(&mut self, path: &SheetPath, value: Option<&Value>) {
        use SheetPath as P;
        let put = |into: &mut Set<Id>, it: &Id| match flag(value) {
            Some(true) => _ = into.insert(it.clone(), ()),
            _ => _ = into.remove(it),
        };
        match path {
            P::MessageTo(_) => self.to = To::of(value),
            P::MessageItem(_, item) => put(&mut self.items, item),
            P::MessageText(_) => self.text = text(value),
            P::MessageMeans(_) => self.means = text(value),
            P::MessageAt(_) => self.at = text(value),
            P::MessageAnswer(_) => self.answer = text(value),
            P::MessageCustomer(_, customer) => put(&mut self.customers, customer),
            P::MessageState(_) => self.state = MessageState::of(value),
            _ => {}
        }
    }
}
