//! A JSON value tree that keeps what a stored document needs: no doubled members, exact decimals, canonical printing
//! (RFC 8785). Knows no document; limits on size and depth are the bundle reader's.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::decimal::Decimal;

/// A JSON value. Numbers are held as their canonical text, so that printing and hashing never round again.
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
    /// Reads a JSON text. Doubled member names, lone surrogates and numbers beyond the range of a double are errors.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
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
        Self::Object(members.into_iter().map(|(name, it)| (name.to_owned(), it)).collect())
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
    let mut sorted: Vec<(&String, &Json)> = members.iter().collect();
    if members.keys().any(|it| !it.is_ascii()) {
        sorted.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
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

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            it if it < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(it))),
            it => out.push(it),
        }
    }
    out.push('"');
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

/// A double as ECMAScript writes it, which is what RFC 8785 asks for.
fn shortest(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 {
        "0".to_owned()
    } else if (1e-6..1e21).contains(&size) {
        format!("{number}")
    } else {
        let text = format!("{number:e}");
        if size >= 1e21 { text.replacen('e', "e+", 1) } else { text }
    }
}

struct Tree;

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Tree)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, it: bool) -> Result<Json, E> {
        Ok(Json::Bool(it))
    }

    fn visit_u64<E: Error>(self, it: u64) -> Result<Json, E> {
        Ok(Json::Number(shortest(it as f64)))
    }

    fn visit_i64<E: Error>(self, it: i64) -> Result<Json, E> {
        Ok(Json::Number(shortest(it as f64)))
    }

    fn visit_f64<E: Error>(self, it: f64) -> Result<Json, E> {
        Ok(Json::Number(shortest(it)))
    }

    fn visit_str<E: Error>(self, it: &str) -> Result<Json, E> {
        Ok(Json::Text(it.to_owned()))
    }

    fn visit_string<E: Error>(self, it: String) -> Result<Json, E> {
        Ok(Json::Text(it))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(it) = all.next_element()? {
            list.push(it);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Json, A::Error> {
        let mut members = BTreeMap::new();
        while let Some((name, it)) = all.next_entry::<String, Json>()? {
            if members.contains_key(&name) {
                return Err(A::Error::custom(format_args!("doubled member {name}")));
            }
            members.insert(name, it);
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, canonical: &str) {
        assert_eq!(Json::parse(text).unwrap().canonical(), canonical);
    }

    #[test]
    fn prints_what_rfc_8785_prints() {
        check(r#"{ "b": 1.0, "a": [true, null, "x\u0041\n\u0007\/"] }"#, r#"{"a":[true,null,"xA\n\u0007/"],"b":1}"#);
        check(
            "[1e30, 4.50, 2e-3, 1e-7, -0, 333333333.33333329, 1E21, 9007199254740993]",
            "[1e+30,4.5,0.002,1e-7,0,333333333.3333333,1e+21,9007199254740992]",
        );
        check(r#"{"\ufb33":1,"\ud83d\ude02":2,"€":3}"#, "{\"€\":3,\"😂\":2,\"\u{fb33}\":1}");
    }

    #[test]
    fn refuses_what_cannot_be_kept() {
        for text in
            [r#"{"a":1,"a":2}"#, r#"{"a":1,"\u0061":2}"#, r#""\ud83d""#, "1e400", "{", "01", "\"\u{1}\"", "[1,]", "\u{feff}{}"]
        {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }
}
