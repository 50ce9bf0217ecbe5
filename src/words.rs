//! Everything the product says, in both languages, and no other place does: a missing wording does not compile.
//! 简体中文 first. Template texts are data and stand in the template.

/// Fixed wordings, one line each: name, 简体中文, English. A missing one does not compile.
macro_rules! table {
    (enum $words:ident $($name:ident $zh:literal $en:literal)+) => {
        /// A fixed wording.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $words { $($name),+ }

        impl $words {
            /// Every wording, for tests.
            pub const ALL: &[Self] = &[$(Self::$name),+];
        }

        impl $crate::words::Wording for $words {
            fn both(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($zh, $en)),+ }
            }
        }
    };
    ($($name:ident $zh:literal $en:literal)+) => { table! { enum Word $($name $zh $en)+ } };
}

pub mod area;
pub mod changes;
pub mod customers;
pub mod days;
pub mod decisions;
pub mod drafts;
pub mod exchange;
pub mod founding;
pub mod handing;
pub mod head;
pub mod help;
pub mod kept_files;
pub mod letter;
pub mod memory;
pub mod months;
pub mod office;
pub mod paper;
pub mod pasting;
pub mod preview;
pub mod questions;
pub mod refusals;
pub mod safety;
pub mod said;
pub mod storage;
mod table;
pub mod tables;
pub mod templates;

pub use table::Word;

use crate::domain::template::Label;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Zh,
    En,
}

/// A sentence in both languages, for a place that may outlive a change of the language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Both {
    pub zh: String,
    pub en: String,
}

impl Both {
    /// Says it in both.
    pub fn of(say: impl Fn(Lang) -> String) -> Self {
        Self { zh: say(Lang::Zh), en: say(Lang::En) }
    }

    pub fn said(&self, lang: Lang) -> &str {
        lang.of(&self.zh, &self.en)
    }
}

/// A wording that is always the same.
pub trait Wording: Copy {
    /// In 简体中文 and in English.
    fn both(self) -> (&'static str, &'static str);
}

impl Lang {
    /// A fixed wording in this language.
    pub fn say(self, word: impl Wording) -> &'static str {
        let (zh, en) = word.both();
        self.of(zh, en)
    }

    /// Picks the wording.
    pub fn of<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The wording of a template's label.
    pub fn label(self, label: &Label) -> String {
        self.of(&label.zh, &label.en).to_owned()
    }

    /// The language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The word in settings and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<W: Wording + std::fmt::Debug>(all: &[W]) {
        for word in all {
            let (zh, en) = word.both();
            assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{word:?}");
            assert!(!zh.contains(['，', '。']) || !zh.contains([',', ';']), "{word:?} mixes punctuation: {zh}");
        }
    }

    #[test]
    fn every_wording_is_there_in_both_languages() {
        whole(Word::ALL);
        whole(exchange::Word::ALL);
        whole(head::Word::ALL);
        whole(help::Word::ALL);
        whole(memory::Word::ALL);
        whole(office::Word::ALL);
        whole(paper::Word::ALL);
        whole(preview::Word::ALL);
    }
}
