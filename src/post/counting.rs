//! What one worker asks others to do while head office collects: to read, check, count and keep a batch of files; and what became of
//! each of them. What was counted comes beside the answer, as it is kept (`office/pack`).

use super::Read;
use super::drawing::Drawing;
use crate::domain::json::Json;
use crate::domain::read::{Misfit, all, member, owned, text};
use crate::domain::value::ValueRef;
use crate::domain::words_of;

/// The question. The files lie beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    /// Opens those that are locked; empty where nobody was asked for one.
    pub passphrase: String,
    /// What is beside it is an archive, of which these files are meant.
    pub packed: Option<Packed>,
}

/// Files of an archive: which one it is of those that are collected, and its entries from one to before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    pub archive: usize,
    pub from: usize,
    pub to: usize,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// In the order of the files.
    pub files: Vec<Came>,
    pub kept: Kept,
}

/// A file by its bare name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    pub name: String,
    pub to: Fate,
    /// What there is to say of it.
    pub sentences: Vec<String>,
}

words_of! {
    /// What a file came to.
    Fate {
        /// It is among what was counted.
        Taken = "taken",
        /// The same, without documents that were refused.
        Partly = "partly",
        /// It was here before.
        Known = "known",
        /// It is no report but a setup, which whoever asks reads himself.
        Setup = "setup",
        /// What another office machine decided; the same.
        Decisions = "decisions",
        Refused = "refused"
    }
}

words_of! {
    /// How keeping a batch ended: all of it is kept, or nothing.
    Kept {
        Whole = "whole",
        /// There is no room.
        Full = "full",
        Failed = "failed"
    }
}

impl Counting {
    /// The controls it is asked with.
    pub fn form(&self) -> Vec<(String, String)> {
        let packed = self.packed.iter().flat_map(|it| [("archive", it.archive), ("from", it.from), ("to", it.to)]);
        let packed = packed.map(|(name, it)| (name.to_owned(), it.to_string()));
        [("passphrase".to_owned(), self.passphrase.clone())].into_iter().chain(packed).collect()
    }

    pub fn of(asked: &Drawing) -> Self {
        let place = |name| asked.held(name).parse().ok();
        let packed = || Some(Packed { archive: place("archive")?, from: place("from")?, to: place("to")? });
        Self { passphrase: asked.held("passphrase").to_owned(), packed: packed() }
    }
}

impl Counted {
    pub fn to_json(&self) -> Json {
        let file = |it: &Came| {
            let sentences = Json::List(it.sentences.iter().map(Json::text).collect());
            Json::List(vec![Json::text(&it.name), Json::text(it.to.word()), sentences])
        };
        Json::object([("files", Json::List(self.files.iter().map(file).collect())), ("kept", Json::text(self.kept.word()))])
    }

    pub fn read(json: &Json) -> Read<Self> {
        let file = |it: &Json| match it.as_list() {
            Some([name, fate, Json::List(sentences)]) => Ok(Came {
                name: owned(name)?,
                to: meant(Fate::of)(fate)?,
                sentences: sentences.iter().map(owned).collect::<Read<_>>()?,
            }),
            _ => Err(Misfit::new("a file")),
        };
        Ok(Self { files: all(json, "files", file)?, kept: member(json, "kept", meant(Kept::of))? })
    }
}

/// A word of those that can be meant.
fn meant<T>(of: impl Fn(Option<ValueRef>) -> Option<T>) -> impl Fn(&Json) -> Read<T> {
    move |it| of(Some(ValueRef::Text(text(it)?))).ok_or(Misfit::new("a word of these"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_asked_for_and_told_of_as_it_is_meant() {
        for packed in [None, Some(Packed { archive: 2, from: 128, to: 256 })] {
            let counting = Counting { passphrase: "口令 1".to_owned(), packed };
            let asked = Drawing { page: String::new(), ask: String::new(), form: counting.form(), day: Default::default() };
            assert_eq!(Counting::of(&asked), counting);
        }
        let came =
            |to: &Fate| Came {
                name: "周.json".to_owned(), to: *to, sentences: vec!["一".to_owned(), "“二”".to_owned()]
            };
        for kept in Kept::ALL.iter().copied() {
            let counted = Counted { files: Fate::ALL.iter().map(came).collect(), kept };
            assert_eq!(Counted::read(&counted.to_json()), Ok(counted));
        }
    }
}
