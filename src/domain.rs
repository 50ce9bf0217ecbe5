//! What a week of work is: pure rules and types of the method. Knows no browser, no file, no screen.

pub mod decimal;
pub mod id;
pub mod json;
pub mod map;
pub mod read;
pub mod week;

pub mod archive;
pub mod calendar;
pub mod template;
pub mod templates;

pub mod edit;
pub mod example;
pub mod fold;
pub mod papers;
pub mod path;
pub mod row;
pub mod text;
pub mod undo;
pub mod value;
pub mod web;

pub mod doubts;
pub mod drafts;
pub mod mask;
pub mod month;
pub mod pace;
pub mod sheet;
pub mod split;

pub mod chain;
pub mod channel;
pub mod customers;
pub mod extract;
pub mod goals;
pub mod history;
pub mod progress;
pub mod reply;
pub mod review;
pub mod skills;
pub mod suggest;
pub mod tasks;
pub mod topic;
pub mod tracking;
pub mod visits;

pub mod made;

/// An enum whose variants are words, as they stand in files and messages.
macro_rules! words_of {
    ($(#[$doc:meta])* $name:ident { $($(#[$says:meta])* $variant:ident = $word:literal),+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$says])* $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word there.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant a stored value names.
            pub fn of(value: Option<$crate::domain::value::ValueRef>) -> Option<Self> {
                match value?.as_text()? {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use words_of;
