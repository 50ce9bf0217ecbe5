//! What a workbook may cost, counted before it is opened: what it truly inflates to, and two claims in it that its reader would
//! believe. Knows the archive, not the sheets.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

use crate::roster_file::fault::{BYTES_MAX, RosterFault};

/// The reader copies a font's and a format's name for each style; what that may come to.
const STYLES_MAX: usize = 4 * BYTES_MAX;
/// Texts a workbook may promise without having them.
const PROMISED_MAX: usize = 100_000;

/// Inflates every part, counting what comes out and never believing what the archive says of itself.
pub fn check(bytes: &[u8]) -> Result<(), RosterFault> {
    check_to(bytes, BYTES_MAX)
}

fn check_to(bytes: &[u8], most: usize) -> Result<(), RosterFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| RosterFault::Damaged)?;
    let mut left = most as u64;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| RosterFault::Damaged)?;
        let name = part.name().map_err(|_| RosterFault::Damaged)?.to_ascii_lowercase();
        let mut bounded = part.take(left + 1);
        let mut text = Vec::new();
        let inspected = name.ends_with("sharedstrings.xml") || name.ends_with("styles.xml");
        let count =
            if inspected { bounded.read_to_end(&mut text).map(|it| it as u64) } else { copy(&mut bounded, &mut sink()) };
        let count = count.map_err(|_| RosterFault::Damaged)?;
        left = left.checked_sub(count).ok_or(RosterFault::Inflates { most })?;
        if promises_too_much(&text) {
            return Err(RosterFault::Damaged);
        }
        if name.ends_with("styles.xml") && styles(&text) > STYLES_MAX {
            return Err(RosterFault::Inflates { most });
        }
    }
    Ok(())
}

/// Room is made for `uniqueCount` texts before the first is read.
fn promises_too_much(text: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    let most = PROMISED_MAX.max(text.len() / 4);
    let promised = |at: usize| {
        let digits = text[at + NAME.len()..].iter().skip_while(|it| b" \t\r\n=\"'".contains(it));
        let digits = digits.take_while(|it| it.is_ascii_digit());
        digits.fold(0_usize, |sum, it| sum.saturating_mul(10).saturating_add(usize::from(it - b'0')))
    };
    text.windows(NAME.len()).enumerate().any(|(at, it)| it == NAME && promised(at) > most)
}

/// Styles times the longest thing a style can name.
fn styles(text: &[u8]) -> usize {
    let longest = text.split(|it| *it == b'<').map(<[u8]>::len).max().unwrap_or(0);
    text.windows(2).filter(|it| it == b"xf").count().saturating_mul(longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn counts_what_comes_out() {
        let zeros = vec![0; 600_000];
        let bomb = archive(&[("xl/a.xml", &zeros), ("xl/media/b.bin", &zeros)]);
        assert!(bomb.len() < 10_000);
        assert_eq!(check_to(&bomb, 1_200_000), Ok(()));
        assert_eq!(check_to(&bomb, 1_000_000), Err(RosterFault::Inflates { most: 1_000_000 }));
        // The same with an archive that says it holds a single byte.
        let mut liar = bomb.clone();
        let told = 600_000_u32.to_le_bytes();
        let at: Vec<usize> = (0..liar.len() - 4).filter(|it| liar[*it..*it + 4] == told).collect();
        assert!(at.len() >= 2, "told in the directory at least");
        at.into_iter().for_each(|it| liar[it..it + 4].copy_from_slice(&1_u32.to_le_bytes()));
        assert!(check_to(&liar, 1_000_000).is_err());
    }

    #[test]
    fn believes_no_promise() {
        let strings = |count: &str| archive(&[("xl/sharedStrings.xml", format!("<sst uniqueCount=\"{count}\"/>").as_bytes())]);
        assert_eq!(check(&strings("12")), Ok(()));
        assert_eq!(check(&strings("99999999999999999999")), Err(RosterFault::Damaged));
        assert_eq!(check(&strings("4000000000")), Err(RosterFault::Damaged));
        let styles = format!("<styleSheet><font name=\"{}\"/>{}", "a".repeat(40_000), "<xf/>".repeat(10_000));
        assert_eq!(check(&archive(&[("xl/styles.xml", styles.as_bytes())])), Err(RosterFault::Inflates { most: BYTES_MAX }));
    }
}
