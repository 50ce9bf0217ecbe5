//! Reading a JSON text (RFC 8259) into a tree, strictly. Ours rather than serde_json's, whose floats, formats and error texts
//! are a tenth of the page's budget for its first load; held against serde_json in the tests, which agree on every text.

use std::collections::BTreeMap;

use super::Json;

/// How deep lists and objects may lie in one another; the same as serde_json's limit.
const DEPTH: usize = 127;

/// A text that is no JSON, and where: line and column count from 1, columns in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJson {
    pub fault: Fault,
    pub line: usize,
    pub column: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It breaks off.
    CutOff,
    /// Something that may not stand there, or lies too deep.
    Syntax,
    /// An object names this member twice.
    Doubled(String),
}

pub(super) fn parse(text: &str) -> Result<Json, NotJson> {
    whole(text, |reader| reader.value(0))
}

/// Reads a text that is one object, member by member, without building the object. A name may come twice.
pub(super) fn members(text: &str, take: &mut dyn FnMut(&str, Json) -> bool) -> Result<(), NotJson> {
    whole(text, |reader| {
        reader.space();
        match reader.peek() {
            Some(b'{') => {}
            Some(_) => return Err(Fault::Syntax),
            None => return Err(Fault::CutOff),
        }
        reader.members(1, &mut |reader, name| {
            let value = reader.member(1)?;
            if take(&name, value) { Ok(()) } else { Err(Fault::Syntax) }
        })
    })
}

fn whole<T>(text: &str, read: impl FnOnce(&mut Reader) -> Result<T, Fault>) -> Result<T, NotJson> {
    let mut reader = Reader { text, at: 0 };
    let whole = read(&mut reader).and_then(|it| {
        reader.space();
        if reader.peek().is_some() { Err(Fault::Syntax) } else { Ok(it) }
    });
    whole.map_err(|fault| {
        let before = &text.as_bytes()[..reader.at.min(text.len())];
        let line = before.iter().filter(|it| **it == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|it| **it != b'\n').count() + 1;
        NotJson { fault, line, column }
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Result<u8, Fault> {
        let byte = self.peek().ok_or(Fault::CutOff)?;
        self.at += 1;
        Ok(byte)
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        for wanted in word.bytes() {
            if self.next()? != wanted {
                self.at -= 1;
                return Err(Fault::Syntax);
            }
        }
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<Json, Fault> {
        self.space();
        match self.peek().ok_or(Fault::CutOff)? {
            b'n' => self.word("null").map(|()| Json::Null),
            b't' => self.word("true").map(|()| Json::Bool(true)),
            b'f' => self.word("false").map(|()| Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            b'[' if depth >= DEPTH => Err(Fault::Syntax),
            b'[' => self.list(depth + 1),
            b'{' => self.object(depth + 1),
            b'-' | b'0'..=b'9' => self.number(),
            _ => Err(Fault::Syntax),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, Fault> {
        let mut list = Vec::new();
        self.at += 1;
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Json::List(list));
        }
        loop {
            list.push(self.value(depth)?);
            if self.is_last(b']')? {
                return Ok(Json::List(list));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, Fault> {
        let mut members = BTreeMap::new();
        self.members(depth, &mut |reader, name| {
            if members.contains_key(&name) {
                return Err(Fault::Doubled(name));
            }
            let value = reader.member(depth)?;
            members.insert(name, value);
            Ok(())
        })?;
        Ok(Json::Object(members))
    }

    /// Reads an object; `take` is given each name and reads the value after it.
    fn members(&mut self, depth: usize, take: &mut dyn FnMut(&mut Self, String) -> Result<(), Fault>) -> Result<(), Fault> {
        if depth > DEPTH {
            return Err(Fault::Syntax);
        }
        self.at += 1;
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.space();
            let name = match self.peek() {
                Some(b'"') => self.string()?,
                Some(_) => return Err(Fault::Syntax),
                None => return Err(Fault::CutOff),
            };
            take(self, name)?;
            if self.is_last(b'}')? {
                return Ok(());
            }
        }
    }

    fn member(&mut self, depth: usize) -> Result<Json, Fault> {
        self.space();
        self.word(":")?;
        self.value(depth)
    }

    /// Reads over a comma, or over the end of a list or an object.
    fn is_last(&mut self, end: u8) -> Result<bool, Fault> {
        self.space();
        match self.next()? {
            b',' => Ok(false),
            it if it == end => Ok(true),
            _ => {
                self.at -= 1;
                Err(Fault::Syntax)
            }
        }
    }

    fn number(&mut self) -> Result<Json, Fault> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(Fault::Syntax);
        }
        Ok(Json::Number(self.text[start..self.at].to_owned()))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b'0'..=b'9') => {}
            Some(_) => return Err(Fault::Syntax),
            None => return Err(Fault::CutOff),
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), Some(b'"' | b'\\' | 0..=0x1f) | None) {
                self.at += 1;
            }
            // Both ends lie beside ASCII signs or ends of the text, never inside a character.
            out.push_str(&self.text[start..self.at]);
            match self.next()? {
                b'"' => return Ok(out),
                b'\\' => out.push(self.escape()?),
                _ => {
                    self.at -= 1;
                    return Err(Fault::Syntax);
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        Ok(match self.next()? {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            it @ (b'"' | b'\\' | b'/') => char::from(it),
            b'u' => return self.unit_pair(),
            _ => return Err(Fault::Syntax),
        })
    }

    /// One `\u` escape, or two that are the halves of one character.
    fn unit_pair(&mut self) -> Result<char, Fault> {
        let first = self.unit()?;
        if !(0xd800..0xe000).contains(&first) {
            return char::from_u32(first).ok_or(Fault::Syntax);
        }
        self.word("\\u")?;
        let second = self.unit()?;
        if first >= 0xdc00 || !(0xdc00..0xe000).contains(&second) {
            return Err(Fault::Syntax);
        }
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)).ok_or(Fault::Syntax)
    }

    fn unit(&mut self) -> Result<u32, Fault> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.next()?).to_digit(16).ok_or(Fault::Syntax)?;
            unit = unit * 16 + digit;
        }
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What serde_json, an independent reader, makes of a text.
    fn theirs(text: &str) -> Option<serde_json::Value> {
        serde_json::from_str(text).ok()
    }

    /// The same tree? Numbers are compared as doubles, which is all serde_json keeps of them.
    fn is_same(ours: &Json, theirs: &serde_json::Value) -> bool {
        use serde_json::Value as V;
        match (ours, theirs) {
            (Json::Null, V::Null) => true,
            (Json::Bool(a), V::Bool(b)) => a == b,
            (Json::Number(a), V::Number(b)) => a.parse::<f64>().ok() == b.as_f64(),
            (Json::Text(a), V::String(b)) => a == b,
            (Json::List(a), V::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
            (Json::Object(a), V::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(name, it)| b.get(name).is_some_and(|b| is_same(it, b)))
            }
            _ => false,
        }
    }

    fn a_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            (-1e9..1e9).prop_map(|it: f64| it.into()),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|it| serde_json::Value::Object(it.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_what_serde_json_reads(json in a_json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&json) } else { serde_json::to_string(&json) }.unwrap();
            prop_assert!(is_same(&Json::parse(&text).unwrap(), &json), "{}", text);
        }

        #[test]
        fn refuses_what_serde_json_refuses(json in a_json(), at in any::<prop::sample::Index>(), cut in 0..3_usize, put in "[\\PC]{0,2}|[\\[\\]{}\":,.eE+0-9\\\\-]{0,3}") {
            let text: Vec<char> = serde_json::to_string(&json).unwrap().chars().collect();
            let at = at.index(text.len() + 1);
            let rest = &text[(at + cut).min(text.len())..];
            let text: String = text[..at].iter().copied().chain(put.chars()).chain(rest.iter().copied()).collect();
            match (Json::parse(&text), theirs(&text)) {
                (Ok(ours), Some(theirs)) => prop_assert!(is_same(&ours, &theirs), "{}", text),
                // Ours keeps numbers no double can hold, and refuses doubled members.
                (Ok(_), None) => prop_assert!(text.contains(['e', 'E']) || text.len() > 300, "{}", text),
                (Err(NotJson { fault: Fault::Doubled(_), .. }), _) | (Err(_), None) => {}
                (Err(why), Some(_)) => prop_assert!(false, "{}: {:?}", text, why),
            }
        }
    }

    #[test]
    fn refuses_what_cannot_be_kept_and_says_where() {
        let at = |fault, line, column| Err(NotJson { fault, line, column });
        for (text, expected) in [
            (r#"{"a":1,"a":2}"#, at(Fault::Doubled("a".into()), 1, 11)),
            (r#"{"a":1,"\u0061":2}"#, at(Fault::Doubled("a".into()), 1, 16)),
            (r#""\ud83d""#, at(Fault::Syntax, 1, 8)),
            ("{", at(Fault::CutOff, 1, 2)),
            ("{\"a\":[1,\n2", at(Fault::CutOff, 2, 2)),
            ("01", at(Fault::Syntax, 1, 2)),
            ("\"\u{1}\"", at(Fault::Syntax, 1, 2)),
            ("[1,]", at(Fault::Syntax, 1, 4)),
            ("\u{feff}{}", at(Fault::Syntax, 1, 1)),
            ("{}\n x", at(Fault::Syntax, 2, 2)),
        ] {
            assert_eq!(Json::parse(text), expected, "{text}");
        }
        let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(Json::parse(&deep(127)).is_ok() && Json::parse(&deep(128)).is_err());
    }
}
