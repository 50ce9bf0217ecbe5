//! From bytes to a table: which kind of file it is, told by its first bytes. The name of a file says nothing: many a system
//! writes text and calls it `.xls`.

use super::cells::Table;
use super::fault::{BYTES_MAX, RosterFault};
use super::{csv, xlsx};

/// How old Excel files, and workbooks behind a password, begin.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Reads a file. Never panics, whatever the bytes are (tests/pure/roster.rs).
pub fn read(bytes: &[u8]) -> Result<Table, RosterFault> {
    if bytes.is_empty() {
        return Err(RosterFault::Empty);
    }
    if bytes.len() > BYTES_MAX {
        return Err(RosterFault::TooLarge { bytes: bytes.len(), most: BYTES_MAX });
    }
    if bytes.starts_with(ARCHIVE) {
        return xlsx::read(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
        let is_locked = bytes.windows(locked.len()).any(|it| it == locked);
        return Err(if is_locked { RosterFault::Locked } else { RosterFault::OldExcel });
    }
    csv::read(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_kinds_of_files() {
        let locked = [COMPOUND, &"EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
        for (bytes, expected) in [
            (&b""[..], RosterFault::Empty),
            (COMPOUND, RosterFault::OldExcel),
            (&locked, RosterFault::Locked),
            (b"PK\x03\x04 and nothing more", RosterFault::Damaged),
            (b"%PDF-1.7", RosterFault::NotATable),
            (b"<html><table></table></html>", RosterFault::NotATable),
            (b"{\"format\":\"onesheet.bundle\"}", RosterFault::NotATable),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", RosterFault::NotATable),
            (b" \r\n,,\r\n", RosterFault::NoRows),
        ] {
            assert_eq!(read(bytes), Err(expected), "{bytes:?}");
        }
        let large = vec![b'a'; BYTES_MAX + 1];
        assert_eq!(read(&large), Err(RosterFault::TooLarge { bytes: BYTES_MAX + 1, most: BYTES_MAX }));
    }
}
