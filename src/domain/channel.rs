//! The green channel: messages to the marketing head, the monopoly officer and the retailers, kept apart.

use super::map::Set;

use super::id::Id;
use super::path::SheetPath;
use super::sheet::{Sheet, flag, text};
use super::value::ValueRef;
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

    pub(super) fn set(&mut self, path: &SheetPath, value: Option<ValueRef>) {
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

impl Sheet {
    /// The messages about a customer that wait, as his page may show them. That page is looked at in his shop: a message to the
    /// officer may name suspects and is never among them (spec/method.md, rule 6), nor is one that may still become his.
    pub fn waiting(&self, customer: &Id) -> impl Iterator<Item = (&Id, &Message)> {
        let may_be_seen = |it: &Message| match it.to {
            Some(To::Head | To::Retailer) => true,
            Some(To::Monopoly) | None => false,
        };
        let is_waiting = |it: &Message| it.state() != MessageState::Closed && it.customers.contains_key(customer);
        self.messages.iter().filter(move |it| may_be_seen(it.1) && is_waiting(it.1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::sheet;

    #[test]
    fn a_customer_sees_no_message_that_is_or_may_become_the_officers() {
        let message = |id: &str, fields: &[(&str, &str)]| {
            fields.iter().map(|(field, text)| (format!("messages/{id}/{field}"), (*text).to_owned())).collect::<Vec<_>>()
        };
        let all = [
            message("m1", &[("to", "head"), ("text", "断货"), ("customers/A1", "true")]),
            message("m2", &[("to", "retailer"), ("state", "answered"), ("customers/A1", "true"), ("customers/B2", "true")]),
            message("m3", &[("to", "monopoly"), ("text", "疑似"), ("customers/A1", "true")]),
            message("m4", &[("text", "还没定给谁"), ("customers/A1", "true")]),
            message("m5", &[("to", "head"), ("state", "closed"), ("customers/A1", "true")]),
            message("m6", &[("to", "head"), ("customers/A1", "false")]),
            message("m7", &[("to", "head"), ("text", "与谁都无关")]),
        ]
        .concat();
        let sheet = sheet(&all.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect::<Vec<_>>());
        let shown = |code: &str| sheet.waiting(&code.parse().unwrap()).map(|it| it.0.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!((shown("A1").as_str(), shown("B2").as_str(), shown("C3").as_str()), ("m1 m2", "m2", ""));
    }
}
