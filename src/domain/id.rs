//! Ids and codes: managers, customers, template items, problems, devices. One rule for all of them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// An id or code: 1 to 32 of `A–Z a–z 0–9 _ -`. Cheap to clone.
#[derive(Clone)]
pub struct Id(Arc<str>);

/// The text is no id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl Id {
    pub const MAX: usize = 32;

    /// Whether a text is one.
    pub fn is_one(text: &str) -> bool {
        let fits = (1..=Self::MAX).contains(&text.len());
        fits && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'-')
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// By their texts. An id is compared with itself more often than with any other, which needs no look at them.
impl Ord for Id {
    #[inline(never)]
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Id {
    #[inline(never)]
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if Self::is_one(text) { Ok(Self(text.into())) } else { Err(NotAnId) }
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
