//! A canonical text (RFC 8785) read where it stands, without a tree: where its documents and their members are, and the way
//! through one of them. What is not canonical is made so first (`envelope`), so no other form is read here.

mod skim;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use self::skim::Skim;
use crate::domain::json::{Json, next_sign};

/// A member of an object: its name, and its value as it is written.
pub type Member<'a> = (Cow<'a, str>, &'a str);

/// How deep members of the file are taken apart in place: lists of documents down to the documents' members, the list of customers down
/// to each of them. Everything else becomes a tree.
fn noted(name: &str) -> usize {
    match name {
        "sheets" | "months" => 3,
        "customers" => 2,
        _ => 1,
    }
}

/// Where a value stands that is a member of the file, one of its documents, or a member of one. Each is followed by what is in it.
pub struct Entry {
    depth: usize,
    name: Range<usize>,
    value: Range<usize>,
}

impl Entry {
    /// Its name as it is written; none in a list.
    pub fn name<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.name.clone()).unwrap_or_default()
    }

    pub fn value<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.value.clone()).unwrap_or_default()
    }

    pub fn member<'a>(&self, text: &'a str) -> Member<'a> {
        (unescaped(self.name(text)), self.value(text))
    }
}

/// Each of the first entry's equals with what is in it.
pub fn split(mut entries: &[Entry]) -> impl Iterator<Item = (&Entry, &[Entry])> {
    std::iter::from_fn(move || {
        let (first, rest) = entries.split_first()?;
        let many = rest.iter().take_while(|it| it.depth > first.depth).count();
        let (inside, after) = rest.split_at(many);
        entries = after;
        Some((first, inside))
    })
}

/// The entries of a text that is canonical and within all limits; none of any other, whatever is wrong with it.
pub fn entries(text: &str) -> Option<Vec<Entry>> {
    let entries = Skim::new(text, false).whole()?;
    Some(entries)
}

/// The entries of a text that was just printed as canonical.
pub fn entries_of_printed(text: &str) -> Vec<Entry> {
    Skim::new(text, true).whole().unwrap_or_default()
}

/// In which order names stand: by UTF-16 code units.
pub fn order(a: &str, b: &str) -> Ordering {
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        None => a.len().cmp(&b.len()),
        // UTF-8 differs from it only where something is beyond U+FFFF and something else beyond the surrogates.
        Some((one, other)) if one.min(other) >= 0xee => a.encode_utf16().cmp(b.encode_utf16()),
        Some((one, other)) => one.cmp(&other),
    }
}

/// Where a text ends that begins there, at its quote. None where something stands in it that a canonical text writes in another way.
#[inline(always)]
fn string_end(text: &str, from: usize, is_printed: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = next_sign(bytes, at);
        match *bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' if is_printed || matches!(bytes.get(at + 1)?, b'"' | b'\\' | b'n') => at += 2,
            _ => return None,
        }
    }
}

/// Where a number or a word ends.
fn scalar_end(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from.min(text.len())..];
    from + rest.iter().position(|it| matches!(it, b',' | b'}' | b']' | b':' | b'"')).unwrap_or(rest.len())
}

/// A name as it reads.
fn unescaped(name: &str) -> Cow<'_, str> {
    if !name.contains('\\') {
        return Cow::Borrowed(name);
    }
    if let Some(it) = plainly_unescaped(name) {
        return Cow::Owned(it);
    }
    match Json::parse(&format!("\"{name}\"")) {
        Ok(Json::Text(it)) => Cow::Owned(it),
        _ => Cow::Borrowed(name),
    }
}

/// A text whose escapes are a sign each, as nearly all are.
fn plainly_unescaped(text: &str) -> Option<String> {
    let (mut said, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('\\') {
        let sign = match after.as_bytes().first()? {
            b'n' => '\n',
            b'"' => '"',
            b'\\' => '\\',
            _ => return None,
        };
        said.push_str(before);
        said.push(sign);
        rest = &after[1..];
    }
    said.push_str(rest);
    Some(said)
}

/// What a value says that is a text.
pub fn text(value: &str) -> Option<Cow<'_, str>> {
    value.strip_prefix('"').and_then(|it| it.strip_suffix('"')).map(unescaped)
}

/// The tree of a value.
pub fn json(value: &str) -> Json {
    Json::parse(value).unwrap_or(Json::Null)
}

/// The members of an object.
pub fn members(object: &str) -> Vec<Member<'_>> {
    let mut cursor = Cursor::new(object);
    cursor.enter();
    std::iter::from_fn(|| cursor.name().map(|name| (name, cursor.value()))).collect()
}

/// The members of some names, which are asked for in their order.
pub fn said<'a, const N: usize>(object: &'a str, names: [&str; N]) -> [Option<&'a str>; N] {
    let (mut cursor, mut found, mut next) = (Cursor::new(object), [None; N], 0);
    cursor.enter();
    while next < N
        && let Some(name) = cursor.name()
    {
        let value = cursor.value();
        // What was passed is not there.
        while next < N && order(names[next], &name) == Ordering::Less {
            next += 1;
        }
        if next < N && *names[next] == *name {
            found[next] = Some(value);
            next += 1;
        }
    }
    found
}

/// Takes a member out of others.
pub fn member<'a>(members: &mut Vec<Member<'a>>, name: &str) -> Option<&'a str> {
    let at = members.iter().position(|it| it.0 == name)?;
    Some(members.remove(at).1)
}

/// A way through a canonical text.
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The first sign of what comes next.
    #[inline(always)]
    pub fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    /// Goes into an object.
    pub fn enter(&mut self) {
        self.at += 1;
    }

    /// The name of the next member; after the last one the object is left.
    pub fn name(&mut self) -> Option<Cow<'a, str>> {
        let from = match self.peek() {
            b'"' => self.at + 1,
            b',' => self.at + 2,
            _ => {
                self.at += 1;
                return None;
            }
        };
        let end = next_sign(self.text.as_bytes(), from);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 2;
            return self.text.get(from..end).map(Cow::Borrowed);
        }
        let end = string_end(self.text, end, true)?;
        self.at = end + 2;
        Some(unescaped(self.text.get(from..end)?))
    }

    /// Reads over a value.
    pub fn value(&mut self) -> &'a str {
        let from = self.at;
        match self.peek() {
            b'{' | b'[' => self.pass_nested(),
            b'"' => self.pass_string(),
            b't' | b'n' => self.at += 4,
            b'f' => self.at += 5,
            _ => self.at = scalar_end(self.text, from),
        }
        self.text.get(from..self.at).unwrap_or_default()
    }

    fn pass_string(&mut self) {
        self.at = string_end(self.text, self.at + 1, true).map_or(self.text.len(), |it| it + 1);
    }

    fn pass_nested(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                b'"' => self.pass_string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                b',' | b':' => self.at += 1,
                _ => self.at = scalar_end(self.text, self.at),
            }
            if depth == 0 || self.at >= self.text.len() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::limits::DEPTH_MAX;
    use crate::bundle::{limits, numbers};
    use proptest::prelude::*;

    const FILE: &str = r#"{"digest":"x","format":"y","months":[{},7,{"a":[1,{"b":null}]}],"sheets":[{"\n":"\"纸\\","a b":-0.5,"c":{"d":true}}]}"#;

    /// What the file's tree says of it.
    fn tree(text: &str) -> Option<String> {
        limits::tree(text).ok()?;
        let mut json = Json::parse(text).ok()?;
        numbers::unify(&mut json);
        Some(json.canonical())
    }

    proptest! {
        #[test]
        fn only_what_is_canonical_has_entries(at in any::<prop::sample::Index>(), cut in 0..4_usize, put in "[\\PC]{0,2}|[\\[\\]{}\":,.eE+0-9\\\\nu a-c-]{0,4}") {
            let text: Vec<char> = FILE.replace(r#""\n":"#, r#""A":"#).chars().collect();
            let at = at.index(text.len() + 1);
            let rest = &text[(at + cut).min(text.len())..];
            let text: String = text[..at].iter().copied().chain(put.chars()).chain(rest.iter().copied()).collect();
            if entries(&text).is_some() {
                prop_assert_eq!(tree(&text), Some(text));
            }
        }
    }

    /// The tree put together again of all that is found.
    fn again(text: &str) -> Json {
        let mut cursor = Cursor::new(text);
        if cursor.peek() != b'{' {
            return json(cursor.value());
        }
        Json::Object(members(text).into_iter().map(|(name, it)| (name.into_owned(), again(it))).collect())
    }

    #[test]
    fn documents_and_their_members_are_found() {
        assert_eq!(tree(FILE).as_deref(), Some(FILE));
        let all = entries_of_printed(FILE);
        let found: Vec<_> = split(&all).map(|(it, inside)| (it.name(FILE), split(inside).count())).collect();
        assert_eq!(found, [("digest", 0), ("format", 0), ("months", 3), ("sheets", 1)]);
        let sheet = split(&all).last().and_then(|it| split(it.1).next()).unwrap();
        let members: Vec<Member> = split(sheet.1).map(|it| it.0.member(FILE)).collect();
        assert_eq!(members, [("\n".into(), r#""\"纸\\""#), ("a b".into(), "-0.5"), ("c".into(), r#"{"d":true}"#)]);
        assert_eq!(again(FILE), Json::parse(FILE).unwrap());
    }

    #[test]
    fn whatever_is_wrong_is_not_read_here() {
        for text in [
            "",
            " {}",
            "{} ",
            "{\"b\":1,\"a\":2}",
            "{\"a\":1,\"a\":2}",
            "{\"!\":1,\"\":2}",
            "{\"a\" :1}",
            "[1,]",
            "[01]",
            "[1.0]",
            "[-0]",
            "[1e3]",
            "[\"\\u0041\"]",
            "[\"\\/\"]",
            "[\"a\nb\"]",
            "[\"",
            "{\"a\"",
            "{\"a\":",
            "[tru]",
            "[,]",
            "{,}",
            "[1}",
            "{\"a\":1]",
            "[]]",
        ] {
            assert!(entries(text).is_none(), "{text}");
        }
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(entries(&nested(DEPTH_MAX)).is_some() && entries(&nested(DEPTH_MAX + 1)).is_none());
        assert!(entries(&format!("[{}1]", "1,".repeat(2_000_000))).is_none(), "minced");
    }
}
