//! Ids and codes: managers, customers, template items, problems, devices. One rule for all of them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// An id or code: 1 to 32 of `A–Z a–z 0–9 _ -`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// The text is no id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl Id {
    pub const MAX: usize = 32;

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let fits = (1..=Self::MAX).contains(&text.len());
        let clean = text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'-');
        if fits && clean { Ok(Self(text.into())) } else { Err(NotAnId) }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
