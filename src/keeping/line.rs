//! A row as a line of the journal: its checksum before it, so that a torn line is known for what it is.

/// The line of a row.
pub fn of(row: &str) -> String {
    let mut line = String::with_capacity(row.len() + 9);
    let sum = crc32(row.as_bytes());
    line.extend((0..8).rev().filter_map(|it| char::from_digit(sum >> (4 * it) & 15, 16)));
    line.push(' ');
    line.push_str(row);
    line
}

/// The row of a line; `None` if the line is torn. Lines of the first version have no checksum.
pub fn row(line: &str) -> Option<&str> {
    if line.starts_with('{') {
        return Some(line);
    }
    let (sum, row) = line.split_at_checked(8)?;
    let row = row.strip_prefix(' ')?;
    (u32::from_str_radix(sum, 16) == Ok(crc32(row.as_bytes()))).then_some(row)
}

/// CRC-32 as in ISO 3309, bit by bit: a line is short, a table would outweigh it.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = !0_u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = sum >> 1 ^ 0xedb8_8320 & (sum & 1).wrapping_neg();
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_standard_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_line_comes_back_and_a_torn_one_does_not() {
        let text = r#"{"path":"goals/vol/note","value":"价签"}"#;
        let line = of(text);
        assert_eq!(row(&line), Some(text));
        assert_eq!(row(text), Some(text), "a line of the first version");
        for end in 0..line.len() {
            assert_eq!(line.get(..end).and_then(row), None, "torn after {end} bytes");
        }
        assert_eq!(row(&line.replace('价', "件")), None);
    }
}
