//! Copies of everything a manager has here: one for each ISO week, and what stood there before the last restore and the last
//! import. The key of a copy says all that a list of them needs, so nobody reads megabytes for it.
//!
//! What makes room are the oldest, but a state that holds far less never pushes a fuller one out.

use crate::domain::edit::Stamp;
use crate::domain::id::Id;

/// What the keys of all copies begin with.
pub const ALL: &str = "copy/";
/// The name of what stood there before a restore.
pub const BEFORE: &str = "before";
/// The name of what stood there before an import.
pub const IMPORT: &str = "import";

/// Weeks that are kept.
const KEPT: usize = 8;

/// What a key says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The week, or `BEFORE` or `IMPORT`.
    pub name: String,
    /// When it was made, by the clock of the device.
    pub at: String,
    pub size: Size,
    /// What was copied, as a digest.
    pub sum: String,
    /// The stamp of the restore it was made before, or the one this device had come to before the import.
    pub undoes: Option<Stamp>,
}

/// How much a copy holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub sheets: usize,
    /// Values on sheets and months.
    pub fields: usize,
    pub customers: usize,
}

/// What the keys of a manager's copies begin with.
pub fn of(manager: &Id) -> String {
    format!("{ALL}{manager}/")
}

/// What the key of one of them begins with; the rest is told by `Label`.
pub fn named(manager: &Id, name: &str) -> String {
    format!("{ALL}{manager}/{name}|")
}

impl Size {
    /// Whether it holds less than half of what the other does.
    pub fn is_far_below(&self, other: &Self) -> bool {
        self.fields * 2 < other.fields || self.customers * 2 < other.customers
    }
}

impl Label {
    pub fn key(&self, manager: &Id) -> String {
        let Size { sheets, fields, customers } = self.size;
        let undoes = self.undoes.as_ref().map(Stamp::to_string).unwrap_or_default();
        format!("{}{}|{sheets}.{fields}.{customers}|{}|{undoes}", named(manager, &self.name), self.at, self.sum)
    }

    pub fn parse(key: &str) -> Option<Self> {
        let (_, label) = key.strip_prefix(ALL)?.split_once('/')?;
        let [name, at, size, sum, undoes] = label.split('|').collect::<Vec<_>>().try_into().ok()?;
        let mut size = size.split('.').map(str::parse);
        let mut next = || size.next()?.ok();
        let size = Size { sheets: next()?, fields: next()?, customers: next()? };
        let undoes = if undoes.is_empty() { None } else { Some(undoes.parse().ok()?) };
        Some(Self { name: name.to_owned(), at: at.to_owned(), size, sum: sum.to_owned(), undoes })
    }

    /// Whether it is no week's.
    pub fn is_before(&self) -> bool {
        self.is_before_import() || self.name == BEFORE
    }

    pub fn is_before_import(&self) -> bool {
        self.name == IMPORT
    }
}

/// Of a manager's copies in the order of their keys, one of them just made: those that go. The newest eight weeks stay; of those
/// before them one more while what was made holds far less than it.
pub fn surplus<'a>(keys: &'a [String], made: &Size) -> Vec<&'a String> {
    let weeks = keys.iter().filter_map(|key| Some((key, Label::parse(key)?))).filter(|it| !it.1.is_before());
    let mut weeks: Vec<_> = weeks.collect();
    weeks.truncate(weeks.len().saturating_sub(KEPT));
    if let Some(at) = weeks.iter().rposition(|it| made.is_far_below(&it.1.size)) {
        weeks.remove(at);
    }
    weeks.into_iter().map(|it| it.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(name: &str, fields: usize) -> Label {
        let size = Size { sheets: 1, fields, customers: 3 };
        Label { name: name.to_owned(), at: "2026-11-27T17:41:05+08:00".to_owned(), size, sum: "ab12".to_owned(), undoes: None }
    }

    fn manager() -> Id {
        "ZZ0412".parse().unwrap()
    }

    fn key(week: usize, fields: usize) -> String {
        copy(&format!("2026-W{week:02}"), fields).key(&manager())
    }

    /// Makes a copy of so many fields in each week, one after the other; the weeks that are left.
    fn kept(fields: &[usize]) -> Vec<usize> {
        let mut keys = vec![copy(BEFORE, 1).key(&manager())];
        for (week, fields) in (1..).zip(fields) {
            keys.push(key(week, *fields));
            keys.sort();
            let gone: Vec<String> = surplus(&keys, &copy("", *fields).size).into_iter().cloned().collect();
            keys.retain(|it| !gone.contains(it));
        }
        assert!(keys.last().is_some_and(|it| it.contains(BEFORE)), "it is nobody's week");
        keys.iter().filter_map(|it| Label::parse(it)?.name.strip_prefix("2026-W")?.parse().ok()).collect()
    }

    #[test]
    fn a_key_says_what_the_copy_holds() {
        for undoes in [None, Some("17.k7f2q9.ab12".parse().unwrap())] {
            let label = Label { undoes, ..copy("2026-W48", 1_340) };
            let key = label.key(&manager());
            assert_eq!(Label::parse(&key), Some(label));
            assert!(key.starts_with(&named(&manager(), "2026-W48")) && key.starts_with(&of(&manager())));
        }
        assert_eq!(Label::parse("copy/ZZ0412/2026-W48"), None);
    }

    #[test]
    fn eight_weeks_stay() {
        assert_eq!(kept(&[100; 12]), (5..=12).collect::<Vec<_>>());
        assert_eq!(kept(&[100; 3]), [1, 2, 3]);
    }

    #[test]
    fn an_emptier_state_pushes_no_fuller_one_out() {
        let mut fields = vec![100; 8];
        fields.push(49);
        assert_eq!(kept(&fields), (1..=9).collect::<Vec<_>>(), "kept beside, as a ninth");
        fields.extend([49; 20]);
        assert_eq!(kept(&fields), [8].into_iter().chain(22..=29).collect::<Vec<_>>(), "for as long as it lasts");
        fields.push(50);
        assert_eq!(kept(&fields), (23..=30).collect::<Vec<_>>(), "until there is as much again");
        let roster = Size { customers: 1, ..copy("", 100).size };
        assert!(roster.is_far_below(&copy("", 100).size) && !copy("", 100).size.is_far_below(&roster));
    }
}
