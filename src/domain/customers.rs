//! The customers of a roster as a list, and finding one: by name, code, the last digits of the phone, and the first letters of
//! the name's pinyin. What is known of a single one is `profile`'s.

pub mod pinyin;
pub mod profile;

use self::pinyin::Initials;
use super::fold::Document;
use super::id::Id;
use super::map::Map;
use super::path::{Path, RosterPath};
use super::value::{Value, shown};

/// Digits of a phone that are enough to look for it.
const PHONE_TAIL: usize = 3;

/// One line of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customer {
    /// Empty where nobody has given one.
    pub name: String,
    /// Digits alone.
    phone: String,
    pub area: String,
    pub format: String,
    pub tier: String,
    pub status: String,
}

/// All customers of a roster, by code. Who is removed is none.
pub fn customers(roster: &Document<RosterPath>) -> Map<Id, Customer> {
    let mut all = Map::<Id, Customer>::default();
    for (path, value) in roster.live() {
        let Some(RosterPath::Customer(code)) = path.record() else { continue };
        let it = all.or_default(&code);
        let text = || shown(Some(value), None);
        match path {
            RosterPath::Name(_) => it.name = text(),
            RosterPath::Phone(_) => it.phone = digits(&text()),
            RosterPath::Area(_) => it.area = text(),
            RosterPath::Format(_) => it.format = text(),
            RosterPath::Tier(_) => it.tier = text(),
            RosterPath::Status(_) => it.status = text(),
            _ => {}
        }
    }
    all
}

/// The codes a search finds, those first whose name or code begins with it. Words are looked for one by one; nothing typed finds
/// all.
pub fn found(all: &Map<Id, Customer>, query: &str, initials: &Initials) -> Vec<Id> {
    let query = folded(query);
    let words: Vec<&str> = query.split(' ').filter(|it| !it.is_empty()).collect();
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for (code, it) in all.iter() {
        let (code_folded, name) = (folded(code.as_str()), folded(&it.name));
        let found = |word: &&str| {
            let is_tail = word.len() >= PHONE_TAIL && word.bytes().all(|it| it.is_ascii_digit()) && it.phone.ends_with(*word);
            name.contains(*word) || code_folded.contains(*word) || is_tail || initials.find(&name, word).is_some()
        };
        if !words.iter().all(found) {
            continue;
        }
        let begins = words.first().is_some_and(|word| {
            name.starts_with(word) || code_folded.starts_with(word) || initials.find(&name, word) == Some(0)
        });
        if begins { first.push(code.clone()) } else { others.push(code.clone()) }
    }
    first.append(&mut others);
    first
}

/// Whether a roster knows a customer.
pub fn knows(roster: &Document<RosterPath>, code: &Id) -> bool {
    roster.live_in(&RosterPath::Customer(code.clone())).next().is_some()
}

/// What a customer's field holds, as text.
pub fn held(roster: &Document<RosterPath>, path: &RosterPath) -> String {
    shown(roster.get(path), None)
}

/// A count a customer's field holds.
pub fn count(roster: &Document<RosterPath>, path: &RosterPath) -> Option<u16> {
    roster.get(path).and_then(Value::as_number)?.to_string().parse().ok()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn folded(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// A character as it is compared: a small letter, a full-width one as a plain one.
pub fn plain(it: char) -> char {
    match it {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(it as u32 - 0xfee0).unwrap_or(it).to_ascii_lowercase(),
        '\u{3000}' => ' ',
        it => it.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roster(rows: &[(&str, &str)]) -> Document<RosterPath> {
        let mut document = Document::default();
        for (path, value) in rows {
            document.fill(RosterPath::parse(path).unwrap(), Value::Text((*value).to_owned()));
        }
        document
    }

    fn table() -> Initials {
        Initials::parse(include_str!("../../public/pinyin/initials.txt"))
    }

    #[test]
    fn finds_by_name_code_phone_and_pinyin() {
        let roster = roster(&[
            ("41010001/name", "老王超市"),
            ("41010001/phone", "138-1234-5678"),
            ("41010002/name", "新老王便利店（长乐路）"),
            ("41010003/name", "MART 24 重庆小面"),
            ("A9/owner", "张三"),
            ("A10/name", "王记"),
        ]);
        let all = customers(&roster);
        let initials = table();
        for (query, expected) in [
            ("", "41010001 41010002 41010003 A10 A9"),
            ("老王", "41010001 41010002"),
            ("王", "A10 41010001 41010002"),
            ("lwcs", "41010001"),
            ("LW", "41010001 41010002"),
            ("cll", "41010002"),
            ("zll", "41010002"),
            ("cqxm", "41010003"),
            ("mart24", "41010003"),
            ("mart 24", "41010003"),
            ("5678", "41010001"),
            ("45678", "41010001"),
            ("1234", ""),
            ("41010003", "41010003"),
            ("a9", "A9"),
            ("ａ９", "A9"),
            ("王 lw", "41010001 41010002"),
            ("没有", ""),
        ] {
            let codes: Vec<String> = found(&all, query, &initials).iter().map(ToString::to_string).collect();
            assert_eq!(codes.join(" "), expected, "{query}");
        }
        assert_eq!(found(&all, "lwcs", &Initials::default()), []);
    }
}
