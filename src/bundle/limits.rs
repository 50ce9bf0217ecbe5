//! How much a file may hold (spec/bundle.md, Limits), and what is checked before anything is parsed.

use super::refusal::FileRefusal;

const MIB: usize = 1024 * 1024;

/// Bytes of a file, and of a backup.
pub const FILE_MAX: usize = 8 * MIB;
pub const BACKUP_MAX: usize = 256 * MIB;
/// Objects and lists inside one another.
pub const DEPTH_MAX: usize = 32;
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

/// Whether the text may be given to a recursive parser. Brackets inside strings do not count.
pub fn depth(text: &str) -> Result<(), FileRefusal> {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let mut bytes = text.bytes();
    while let Some(it) = bytes.next() {
        match it {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => skip_string(&mut bytes),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest > DEPTH_MAX { Err(FileRefusal::TooDeep { most: DEPTH_MAX }) } else { Ok(()) }
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
        assert_eq!(depth(&nested(DEPTH_MAX)), Ok(()));
        assert_eq!(depth(&nested(DEPTH_MAX + 1)), Err(FileRefusal::TooDeep { most: DEPTH_MAX }));
        assert_eq!(depth(&format!("[\"{}\\\"{}\"]", "[".repeat(99), "{".repeat(99))), Ok(()));
        assert_eq!(depth("]]]]\"\\"), Ok(()));
    }
}
