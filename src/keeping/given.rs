//! What left this device last, and what was written here since: one row of `Shelf::Meta`.

/// The row.
pub const GIVEN: &str = "last-file";

/// A backup of everything, or a week that was handed over.
const WHOLE: &str = "whole";
const WEEK: &str = "week";
/// Nothing was given out, or written, yet.
const NOTHING: &str = "-";

/// The row, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// When, by the clock of the device.
    pub at: Option<String>,
    /// A backup of everything rather than a week that was handed over.
    pub is_whole: bool,
    /// Rows of edits written since, and when the first of them was.
    pub changes: u32,
    pub first: Option<String>,
    /// When the row was written.
    pub noted: Option<String>,
}

impl Given {
    pub fn parse(row: &str) -> Self {
        let mut parts = row.split(' ');
        let mut next = || parts.next().filter(|it| !it.is_empty() && *it != NOTHING);
        Self {
            at: next().map(str::to_owned),
            is_whole: next() == Some(WHOLE),
            changes: next().and_then(|it| it.parse().ok()).unwrap_or(0),
            first: next().map(str::to_owned),
            noted: next().map(str::to_owned),
        }
    }

    pub fn row(&self) -> String {
        let [at, first, noted] = [&self.at, &self.first, &self.noted].map(|it| it.as_deref().unwrap_or(NOTHING));
        let kind = if self.is_whole { WHOLE } else { WEEK };
        [at, kind, &self.changes.to_string(), first, noted].join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let never = Given { changes: 3, first: Some("2026-11-27T17:41:05+08:00".to_owned()), ..Given::default() };
        let noon = Some("2026-11-28T12:00:00+08:00".to_owned());
        let given = Given { at: noon.clone(), is_whole: true, noted: noon, ..never.clone() };
        for it in [Given::default(), never, given] {
            assert_eq!(Given::parse(&it.row()), it);
        }
        assert_eq!(Given::parse(""), Given::default());
        assert_eq!(Given::parse("- whole many").changes, 0);
    }
}
