//! First letters of pinyin. The table is data of its own (public/pinyin/initials.txt), read when somebody looks for customers.

/// The first character of the table; the others follow in the order of Unicode.
const FIRST: u32 = 0x4e00;

/// The letters of each character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Initials {
    /// One letter a character.
    usual: Vec<u8>,
    /// A character, and the letters of its other readings behind it.
    further: String,
}

impl Initials {
    /// Reads the table: remarks, a line of usual letters, and a line of further ones.
    pub fn parse(text: &str) -> Self {
        let mut lines = text.lines().filter(|it| !it.starts_with('#'));
        let usual = lines.next().unwrap_or_default().bytes().collect();
        Self { usual, further: lines.next().unwrap_or_default().to_owned() }
    }

    /// Where in a name, in characters, the letters stand: one for each Chinese character, any of its readings, and the letters
    /// and digits of others as they are. Spaces and signs do not count.
    pub fn find(&self, name: &str, letters: &str) -> Option<usize> {
        if self.usual.is_empty() || !letters.bytes().all(|it| it.is_ascii_alphanumeric()) {
            return None;
        }
        let name: Vec<char> = name.chars().filter(|it| it.is_ascii_alphanumeric() || self.usual_of(*it).is_some()).collect();
        let fits = |at: &[char]| at.iter().zip(letters.bytes()).all(|(it, letter)| self.reads(*it, letter));
        name.windows(letters.len().max(1)).position(fits)
    }

    /// The usual letter of each character of the table; a dash where there is none.
    pub fn usual(&self) -> &[u8] {
        &self.usual
    }

    /// The characters that are read in several ways, each with its further letters.
    pub fn further(&self) -> impl Iterator<Item = (char, &str)> {
        self.further
            .split_inclusive(|it: char| !it.is_ascii_lowercase())
            .zip(self.further.split(|it: char| !it.is_ascii_lowercase()).skip(1))
            .filter_map(|(before, letters)| Some((before.chars().next_back()?, letters)))
    }

    fn reads(&self, it: char, letter: u8) -> bool {
        if it.is_ascii() {
            return it as u32 == u32::from(letter);
        }
        self.usual_of(it) == Some(&letter) || self.has_further(it, letter)
    }

    fn usual_of(&self, it: char) -> Option<&u8> {
        self.usual.get((it as u32).checked_sub(FIRST)? as usize)
    }

    fn has_further(&self, it: char, letter: u8) -> bool {
        let mut after = self.further.chars().skip_while(|at| *at != it).skip(1).take_while(char::is_ascii_lowercase);
        after.any(|it| it == char::from(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Initials::parse(include_str!("../../../public/pinyin/initials.txt"));
        assert_eq!(table.usual.len(), 0x9fa5 - 0x4e00 + 1);
        assert!(table.usual.iter().all(|it| it.is_ascii_lowercase() || *it == b'-'));
        for (name, letters, at) in [
            ("老王超市", "lwcs", Some(0)),
            ("老王超市", "cs", Some(2)),
            ("老王超市", "cs1", None),
            ("老 王·超市", "wc", Some(1)),
            ("长乐", "zl", Some(0)),
            ("长乐", "cy", Some(0)),
            ("7天便利", "7tbl", Some(0)),
            ("", "a", None),
            ("王", "王", None),
        ] {
            assert_eq!(table.find(name, letters), at, "{name} {letters}");
        }
    }
}
