//! A JSON value tree that keeps what a stored document needs: no doubled members, numbers as they are written, canonical
//! printing (RFC 8785). How it is read from a text stands in `json/parse.rs`; limits on size and depth, and the one way of
//! writing a number, are the bundle reader's.

mod parse;

use std::collections::BTreeMap;

pub use self::parse::{Fault, NotJson};
use super::decimal::Decimal;

/// A JSON value. Numbers are held as their text, so that none ever passes through a binary float.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Reads a JSON text. Doubled member names and lone surrogates are errors.
    pub fn parse(text: &str) -> Result<Self, NotJson> {
        parse::parse(text)
    }

    /// Reads a text that is one object, member by member; `take` says whether it goes on. A name may come twice.
    pub fn members(text: &str, mut take: impl FnMut(&str, Json) -> bool) -> Result<(), NotJson> {
        parse::members(text, &mut take)
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(it) => Some(it),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&BTreeMap<String, Json>> {
        match self {
            Self::Object(it) => Some(it),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Json]> {
        match self {
            Self::List(it) => Some(it),
            _ => None,
        }
    }

    /// The member of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.as_object()?.get(name)
    }

    /// An object from its members.
    pub fn object<'a>(members: impl IntoIterator<Item = (&'a str, Json)>) -> Self {
        let mut object = BTreeMap::new();
        // One by one: collecting sorts, and every sort of another kind is code of its own.
        members.into_iter().for_each(|(name, it)| _ = object.insert(name.to_owned(), it));
        Self::Object(object)
    }

    /// The canonical form of RFC 8785: members sorted by UTF-16 code units, no white space, shortest numbers.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(it) => out.push_str(if *it { "true" } else { "false" }),
            Self::Number(it) => out.push_str(it),
            Self::Text(it) => write_text(it, out),
            Self::List(all) => {
                out.push('[');
                for (at, it) in all.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    it.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => write_members(members, out),
        }
    }
}

fn write_members(members: &BTreeMap<String, Json>, out: &mut String) {
    let mut sorted: Vec<(&String, &Json)> = Vec::with_capacity(members.len());
    for it in members {
        // A tree sorts by UTF-8, which differs where a name goes beyond U+FFFF.
        let later = |other: &&(&String, &Json)| other.0.encode_utf16().gt(it.0.encode_utf16());
        let after = if it.0.is_ascii() { 0 } else { sorted.iter().rev().take_while(later).count() };
        sorted.insert(sorted.len() - after, it);
    }
    out.push('{');
    for (at, (name, it)) in sorted.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write_text(name, out);
        out.push(':');
        it.write(out);
    }
    out.push('}');
}

/// Appends a text as JSON writes it.
pub fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut from = 0;
    loop {
        let at = next_sign(text.as_bytes(), from);
        out.push_str(&text[from..at]);
        let Some(it) = text.as_bytes().get(at) else { break };
        match it {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            it => out.push_str(&format!("\\u{it:04x}")),
        }
        from = at + 1;
    }
    out.push('"');
}

/// Where the next sign stands that a text cannot hold as it is: a quote, a backslash or a control character. The end if none does.
pub fn next_sign(bytes: &[u8], from: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let mut at = from;
    // Eight at a time: a byte below another borrows from its highest bit, which it does not have itself.
    while let Some(Ok(eight)) = bytes.get(at..at + 8).map(<[u8; 8]>::try_from) {
        let it = u64::from_le_bytes(eight);
        let below = |it: u64, least: u64| it.wrapping_sub(ONES * least) & !it;
        let found = below(it, 0x20) | below(it ^ (ONES * u64::from(b'"')), 1) | below(it ^ (ONES * u64::from(b'\\')), 1);
        let found = found & (ONES * 0x80);
        if found != 0 {
            // A borrow goes upwards, so the lowest that is found is one.
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .position(|it| matches!(it, b'"' | b'\\' | 0..0x20))
        .unwrap_or(bytes.len().saturating_sub(at))
}

impl From<bool> for Json {
    fn from(it: bool) -> Self {
        Self::Bool(it)
    }
}

impl From<Decimal> for Json {
    fn from(it: Decimal) -> Self {
        Self::Number(it.to_string())
    }
}

impl From<u32> for Json {
    fn from(it: u32) -> Self {
        Self::Number(it.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_rfc_8785_prints() {
        for (text, canonical) in [
            (r#"{ "b": 1, "a": [true, null, "x\u0041\n\u0007\/"] }"#, r#"{"a":[true,null,"xA\n\u0007/"],"b":1}"#),
            (r#"{"\ufb33":1,"\ud83d\ude02":2,"€":3}"#, "{\"€\":3,\"😂\":2,\"\u{fb33}\":1}"),
        ] {
            assert_eq!(Json::parse(text).unwrap().canonical(), canonical);
        }
    }

    #[test]
    fn signs_that_need_an_escape_are_found_wherever_they_stand() {
        let is_sign = |it: &u8| matches!(it, b'"' | b'\\' | 0..0x20);
        for it in 0..=255_u8 {
            for (at, beside) in (0..20).flat_map(|at| [b'a', 0x7f, 0x80, 0xff, b'!', b'#'].map(|it| (at, it))) {
                let mut bytes = [beside; 20];
                bytes[at] = it;
                let found = bytes.iter().position(is_sign).unwrap_or(20);
                assert_eq!(next_sign(&bytes, 0), found, "{it} at {at} beside {beside}");
            }
        }
        assert_eq!((next_sign(b"\"a\\", 1), next_sign(b"", 0), next_sign(b"a", 2)), (2, 0, 2));
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        let text = "[0.1,-0,1.50,9007199254740993,1e400]";
        assert_eq!(Json::parse(text).unwrap().canonical(), text);
    }
}
