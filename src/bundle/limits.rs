//! How much a file may hold (spec/bundle.md, Limits), and what is checked before anything is parsed.

use super::refusal::FileRefusal;

const MIB: usize = 1024 * 1024;

/// Bytes of a file, and of a backup.
pub const FILE_MAX: usize = 8 * MIB;
pub const BACKUP_MAX: usize = 256 * MIB;
/// Objects and lists inside one another.
pub const DEPTH_MAX: usize = 32;
/// Bytes that a file up to `FILE_MAX` may come to as a tree in memory: a file of nothing but `1,1,1` comes to sixty times its
/// size, a week of visits to thirteen times.
pub const TREE_MAX: usize = 128 * MIB;
/// How many times its size a backup beyond that may come to.
const TREE_TIMES: usize = 32;
/// About what a value, a name and an object take there.
const VALUE: usize = 96;
const NAME: usize = 32;
const OBJECT: usize = 640;
/// Sheets of a report.
pub const SHEETS_MAX: usize = 200;
/// Keyed records of a document that is no roster.
pub const RECORDS_MAX: usize = 2_000;
/// Customers of a roster.
pub const ROSTER_MAX: usize = 5_000;
/// Bytes of the members of one document that this version does not know.
pub const UNKNOWN_MAX: usize = 64 * 1024;
/// The highest counter of a stamp that is taken from a file. A device counts on from the highest it has seen, so a file must
/// not bring it near the end of what a stamp can hold (15 digits).
pub const COUNTER_MAX: u64 = 1_000_000_000_000;

/// Things wrong in one file that are told one by one; with more of them the file is refused as a whole.
pub const FAULTS_MAX: usize = 2_000;
/// Edits of a backup that stand outside its documents.
pub const EDITS_MAX: usize = 100_000;
/// Devices whose edits one device has seen.
pub const DEVICES_MAX: usize = 1_000;

/// How many fields of a document may have a stamp, those of removed records included, for so many records.
pub fn stamps(records: usize) -> usize {
    1_000 + 50 * records
}

/// Whether so many faults can be told one by one.
pub fn faults(found: usize) -> Result<(), FileRefusal> {
    if found > FAULTS_MAX { Err(FileRefusal::TooManyFaults { most: FAULTS_MAX }) } else { Ok(()) }
}

/// Whether the text may be given to a recursive parser that builds a tree of it. Signs inside strings do not count.
pub fn tree(text: &str) -> Result<(), FileRefusal> {
    let (mut depth, mut deepest, mut weight) = (0_usize, 0_usize, Weight::default());
    let mut bytes = text.bytes();
    while let Some(it) = bytes.next() {
        match it {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
                weight.begins(it == b'{');
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => weight.goes_on(),
            b':' => weight.is_named(),
            b'"' => skip_string(&mut bytes),
            _ => {}
        }
    }
    if deepest > DEPTH_MAX {
        return Err(FileRefusal::TooDeep { most: DEPTH_MAX });
    }
    if weight.fits(text.len()) { Ok(()) } else { Err(FileRefusal::TooMinced) }
}

/// What a text comes to as a tree.
#[derive(Default)]
pub struct Weight(usize);

impl Weight {
    pub fn begins(&mut self, is_object: bool) {
        self.0 += VALUE + if is_object { OBJECT } else { 0 };
    }

    pub fn goes_on(&mut self) {
        self.0 += VALUE;
    }

    pub fn is_named(&mut self) {
        self.0 += NAME;
    }

    /// Whether a text of so many bytes may come to that.
    pub fn fits(&self, bytes: usize) -> bool {
        self.0 <= TREE_MAX + bytes.saturating_sub(FILE_MAX) * TREE_TIMES
    }
}

fn skip_string(bytes: &mut impl Iterator<Item = u8>) {
    while let Some(it) = bytes.next() {
        match it {
            b'\\' => _ = bytes.next(),
            b'"' => return,
            _ => {}
        }
    }
}

/// Whether so many bytes are within a limit.
pub fn size(bytes: usize, most: usize) -> Result<(), FileRefusal> {
    if bytes > most { Err(FileRefusal::TooLarge { bytes, most }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_brackets_outside_strings() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(tree(&nested(DEPTH_MAX)), Ok(()));
        assert_eq!(tree(&nested(DEPTH_MAX + 1)), Err(FileRefusal::TooDeep { most: DEPTH_MAX }));
        assert_eq!(tree(&format!("[\"{}\\\"{}\"]", "[".repeat(99), "{".repeat(99))), Ok(()));
        assert_eq!(tree("]]]]\"\\"), Ok(()));
    }

    #[test]
    fn what_is_minced_too_small_is_refused_before_it_is_parsed() {
        let most = TREE_MAX / VALUE;
        assert_eq!(tree(&format!("[{}1]", "1,".repeat(most - 1))), Ok(()));
        assert_eq!(tree(&format!("[{}1]", "1,".repeat(most))), Err(FileRefusal::TooMinced));
        assert_eq!(tree(&"{}".repeat(TREE_MAX / (VALUE + OBJECT) + 1)), Err(FileRefusal::TooMinced));
        assert_eq!(tree(&format!("[\"{}\"]", "1,".repeat(2 * most))), Ok(()), "a text is one value");
        let backup = format!("[{}1,\"{}\"]", "1,".repeat(most), "a".repeat(FILE_MAX));
        assert_eq!(tree(&backup), Ok(()), "a large backup may have more");
    }
}
