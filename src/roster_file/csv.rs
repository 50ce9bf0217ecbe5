//! Text to a table: encodings, separators, quotation marks. Read by hand: rows are numbered as Excel shows them (an empty line
//! is a row, a line end inside quotation marks is not), and a mark that never closes is refused with its row instead of
//! swallowing the rest. The usual library passes over both in silence.

use encoding_rs::{GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::cells::{Cell, Gathered, Table};
use super::columns;
use super::fault::RosterFault;

const SEPARATORS: [char; 3] = [',', '\t', ';'];
/// Rows by which the separator is told.
const HEAD: usize = 10;
/// The widest row there is in Excel; a text of separators alone would cost twenty times its size.
const CELLS_MAX: usize = 16_384;

/// Reads a table in text.
pub fn read(bytes: &[u8]) -> Result<Table, RosterFault> {
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(RosterFault::NoRows);
    }
    // Pages, notes and our own files; a table may well begin with a bracket, but not with these.
    if text.contains('\0') || text.trim_start().starts_with(['<', '{']) || text.starts_with("%PDF") {
        return Err(RosterFault::NotATable);
    }
    let mut gathered = Gathered::default();
    for row in Rows::new(&text, separator(&text)) {
        let (number, cells) = row?;
        cells.into_iter().enumerate().for_each(|(at, it)| gathered.put(at, cell(&it)));
        gathered.end_row(number);
    }
    gathered.check()?;
    if gathered.rows.is_empty() {
        return Err(RosterFault::NoRows);
    }
    Ok(Table { rows: gathered.rows, far: gathered.far, ..Table::default() })
}

/// UTF-8, or what Chinese Excel writes: GBK (read as GB 18030, which holds it), and UTF-16 as “Unicode text”.
pub fn decode(bytes: &[u8]) -> Result<String, RosterFault> {
    for (mark, encoding) in [(&b"\xef\xbb\xbf"[..], UTF_8), (b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let (text, bad) = encoding.decode_without_bom_handling(rest);
            return if bad { Err(RosterFault::CutOff) } else { Ok(text.into_owned()) };
        }
    }
    let ends_early = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        // Right up to its last character, and not in plain letters alone, which would be right in every encoding.
        Err(it) => it.error_len().is_none() && !bytes[..it.valid_up_to()].is_ascii(),
    };
    match GBK.decode_without_bom_handling(bytes) {
        (text, false) if !ends_early && !text.contains('\0') => Ok(text.into_owned()),
        _ if ends_early => Err(RosterFault::CutOff),
        _ => Err(RosterFault::NotATable),
    }
}

/// The separator by which the most columns are known; if none are, the one that makes the most columns.
fn separator(text: &str) -> char {
    let by = |separator: &char| {
        let head: Vec<Vec<Cell>> = Rows::new(text, *separator)
            .map_while(Result::ok)
            .take(HEAD)
            .map(|(_, cells)| cells.iter().map(|it| cell(it)).collect())
            .collect();
        (head.iter().map(|it| columns::known(it)).max(), head.iter().map(Vec::len).sum::<usize>())
    };
    // Of equals the first one.
    SEPARATORS.into_iter().rev().max_by_key(by).unwrap_or(',')
}

/// A cell without what tables in text put before codes so that Excel leaves them alone (`="0001"`, `'0001`), and without the mark
/// that keeps a text from becoming a formula.
fn cell(raw: &str) -> Cell {
    let text = raw.trim();
    let text = text.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')).unwrap_or(text);
    let guards = |it: &&str| it.starts_with(|it: char| it.is_ascii_digit() || "=+-@＝＋－＠".contains(it));
    Cell::text(text.strip_prefix('\'').filter(guards).unwrap_or(text))
}

/// The rows of a text, each with its number.
struct Rows<'a> {
    rest: &'a str,
    separator: char,
    number: usize,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, separator: char) -> Self {
        Self { rest: text, separator, number: 0 }
    }

    /// Takes one cell, and what ended it: the separator, a line end, or nothing at the end of the text.
    fn cell(&mut self) -> Result<(String, Option<char>), RosterFault> {
        let mut text = String::new();
        if let Some(mut quoted) = self.rest.strip_prefix('"') {
            loop {
                let end = quoted.find('"').ok_or(RosterFault::OpenQuote { row: self.number })?;
                text.push_str(&quoted[..end]);
                quoted = &quoted[end + 1..];
                match quoted.strip_prefix('"') {
                    Some(it) => quoted = it,
                    None => break,
                }
                text.push('"');
            }
            self.rest = quoted;
        }
        let end = self.rest.find([self.separator, '\n', '\r']).unwrap_or(self.rest.len());
        let (plain, rest) = self.rest.split_at(end);
        text.push_str(plain);
        let by = rest.chars().next();
        self.rest = match by {
            Some('\r') => rest.strip_prefix("\r\n").unwrap_or(&rest[1..]),
            Some(it) => &rest[it.len_utf8()..],
            None => "",
        };
        Ok((text, by))
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<(usize, Vec<String>), RosterFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let mut cells = Vec::new();
        loop {
            match self.cell() {
                Err(it) => {
                    self.rest = "";
                    return Some(Err(it));
                }
                Ok((text, by)) => {
                    if cells.len() < CELLS_MAX {
                        cells.push(text);
                    }
                    if by != Some(self.separator) {
                        return Some(Ok((self.number, cells)));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows as text: number, and cells between bars.
    fn said(bytes: &[u8]) -> Result<Vec<String>, RosterFault> {
        let row = |it: &super::super::cells::Row| {
            format!("{} {}", it.number, it.cells.iter().map(Cell::shown).collect::<Vec<_>>().join("|"))
        };
        read(bytes).map(|it| it.rows.iter().map(row).collect())
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: &[&str]) {
        assert_eq!(said(bytes).unwrap(), expected, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn tells_encodings_apart() {
        let text = "客户编码,店名\n41010001,老城便利店\n";
        let expected = ["1 客户编码|店名", "2 41010001|老城便利店"];
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(text.as_bytes(), &expected);
        check(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), &expected);
        check(&GBK.encode(text).0, &expected);
        check(&[b"\xff\xfe", &utf16[..]].concat(), &expected);
        let cut = &"客户编码,店名".as_bytes()[..17];
        assert_eq!(said(cut), Err(RosterFault::CutOff));
        assert_eq!(said(b"abc\xff\xff\xff"), Err(RosterFault::NotATable));
    }

    #[test]
    fn tells_separators_apart() {
        check("客户编码\t店名\n1\ta,b,c,d\n".as_bytes(), &["1 客户编码|店名", "2 1|a,b,c,d"]);
        check("客户编码;店名\n1;a,b\n".as_bytes(), &["1 客户编码|店名", "2 1|a,b"]);
        check("名册,,,,\n客户编码,店名\n1,a;b;c;d;e;f;g".as_bytes(), &["1 名册", "2 客户编码|店名", "3 1|a;b;c;d;e;f;g"]);
        check(b"a\tb\nc\td\n", &["1 a|b", "2 c|d"]);
        check(b"one column\nx\n", &["1 one column", "2 x"]);
    }

    #[test]
    fn numbers_rows_as_excel_shows_them() {
        check(b"\r\n\r\ncode,name\r\n1,\"a\r\nb\"\r\n\r\n2,c", &["3 code|name", "4 1|a\r\nb", "6 2|c"]);
        check(b"code,name\r1,a\r2,b", &["1 code|name", "2 1|a", "3 2|b"]);
        check(b"code,name\n1,a,b,c\n2\n,,\n3,d\n", &["1 code|name", "2 1|a|b|c", "3 2", "5 3|d"]);
    }

    #[test]
    fn takes_quotation_marks_as_excel_does() {
        check(
            b"code,name\n1,\"a \"\"b\"\", c\"\n2,5\" pipe\n3,\"x\"y\n",
            &["1 code|name", "2 1|a \"b\", c", "3 2|5\" pipe", "4 3|xy"],
        );
        check(b"code,name\n=\"0012\",'=a\n'0013,'t Loo\n", &["1 code|name", "2 0012|=a", "3 0013|'t Loo"]);
        assert_eq!(said(b"code,name\n1,\"a\n2,b\n"), Err(RosterFault::OpenQuote { row: 2 }));
    }

    #[test]
    fn a_long_file_is_counted_not_kept() {
        let text = "code,name\n".to_owned() + &"1,a\n".repeat(100_000);
        assert_eq!(said(text.as_bytes()), Err(RosterFault::TooManyRows { found: 100_001, most: 5_000 }));
        assert_eq!(read(",".repeat(1_000_000).as_bytes()), Err(RosterFault::NoRows));
    }
}
