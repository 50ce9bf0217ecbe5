//! How much a document holds: the count of its fields and a checksum of who wrote them when. Kept beside the document and once
//! more outside the database, so that a loss is seen. The checksum does not depend on any order.

use crate::domain::edit::Doc;
use crate::domain::fold::Document;
use crate::domain::path::Kind;

/// What the keys of all tallies begin with.
pub const ALL: &str = "tally/";

/// Where a document's tally lies.
pub fn key(doc: &Doc) -> String {
    format!("{ALL}{doc}")
}

/// A document counted, as of its latest edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// The counter of the latest edit.
    pub latest: u64,
    pub fields: u32,
    pub sum: u32,
}

/// What the device holds against what it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// Fields there were.
    pub before: u32,
    /// Fields there are.
    pub now: u32,
}

impl Tally {
    pub fn of<P>(document: &Document<P>) -> Self {
        let mut tally = Self { latest: document.latest().map_or(0, |it| it.counter), ..Self::default() };
        for (path, register) in document.all().iter().filter(|it| it.0.kind() != Kind::Record) {
            tally.fields += u32::from(register.standing.value.is_some());
            let stamp = register.standing.stamp.as_ref().map_or(0, |it| it.counter);
            tally.sum = tally.sum.wrapping_add(fnv(&path.to_string(), stamp));
        }
        tally
    }

    /// What was lost since the tally was taken. A document that went on since is only known to be short where its newest edits
    /// are missing: an edit or an import may take fields away.
    pub fn lost(&self, now: &Tally) -> Option<Loss> {
        let is_short = now.latest < self.latest || (now.latest == self.latest && now.fields < self.fields);
        let is_other = now.latest == self.latest && now.fields == self.fields && now.sum != self.sum;
        (is_short || is_other).then_some(Loss { before: self.fields, now: now.fields })
    }

    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let latest = parts.next()?.parse().ok()?;
        let fields = parts.next()?.parse().ok()?;
        let sum = parts.next()?.parse().ok()?;
        Some(Self { latest, fields, sum })
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.latest, self.fields, self.sum)
    }
}

/// FNV-1a over a path and its stamp.
fn fnv(path: &str, stamp: u64) -> u32 {
    let bytes = path.bytes().chain(stamp.to_le_bytes());
    bytes.fold(0x811c_9dc5, |sum, it| (sum ^ u32::from(it)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made::document;
    use crate::domain::path::SheetPath;

    #[test]
    fn a_tally_sees_what_is_missing_and_nothing_else() {
        let all = [("goals/vol/note", "一"), ("goals/new/note", "二"), ("goals/stock/note", "三")];
        let whole = Tally::of(&document::<SheetPath>(&all));
        assert_eq!(Tally::parse(&whole.to_string()), Some(whole));
        assert_eq!(whole.lost(&whole), None);
        let short = Tally::of(&document::<SheetPath>(&all[..2]));
        assert_eq!(whole.lost(&short).map(|it| (it.before, it.now)), Some((3, 2)));
        assert_eq!(short.lost(&whole), None, "what came after the tally is no loss");
        let other = Tally { sum: whole.sum + 1, ..whole };
        assert!(whole.lost(&other).is_some(), "one field fewer and another more");
        assert_eq!(Tally::default().lost(&whole), None);
        assert_eq!(Tally::parse("1.2"), None);
    }
}
