//! What a file says at a path, its text composed (Unicode NFC) as spec/bundle.md asks.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::canonical;
use crate::domain::id::Id;
use crate::domain::json::Json;
use crate::domain::path::{Kind, Path};
use crate::domain::template::Template;
use crate::domain::text::{clean, has_control};
use crate::domain::value::{BadValue, Value, ValueRef, number_at, plain_at, ratio_of, stored_at};

/// As `from_json`, composed. The count says how many hidden characters were taken out.
pub fn value<P: Path>(path: &P, json: &Json, template: &Template) -> Result<(Option<Value>, usize), BadValue> {
    value_at((path.kind(), path.indicator()), json, template)
}

fn value_at((kind, indicator): Place, json: &Json, template: &Template) -> Result<(Option<Value>, usize), BadValue> {
    let Json::Text(text) = json else { return stored_at(kind, indicator, json, template) };
    // What is hidden goes first: it could stand between the parts of a character.
    let cleaned = clean(text);
    if is_nfc(&cleaned.text) || has_control(text) {
        return stored_at(kind, indicator, json, template);
    }
    let composed = Json::Text(cleaned.text.nfc().collect());
    stored_at(kind, indicator, &composed, template).map(|(value, _)| (value, cleaned.removed))
}

/// What a canonical text says at a path. What is plain is where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    Plain(&'a str),
    Made(Value),
}

impl Found<'_> {
    pub fn into_value(self) -> Value {
        match self {
            Self::Plain(it) => Value::Text(it.to_owned()),
            Self::Made(it) => it,
        }
    }

    pub fn borrowed(&self) -> ValueRef<'_> {
        match self {
            Self::Plain(it) => ValueRef::Text(it),
            Self::Made(it) => it.borrowed(),
        }
    }
}

/// What may stand at a path, and the indicator whose figure it is.
type Place<'a> = (Kind, Option<&'a Id>);

/// As `value`, from a canonical text.
pub fn read<P: Path>(path: &P, text: &str, template: &Template) -> Result<(Option<Value>, usize), BadValue> {
    find(path, text, template).map(|(found, removed)| (found.map(Found::into_value), removed))
}

/// As `read`, without a copy of what is plain.
pub fn find<'a, P: Path>(path: &P, text: &'a str, template: &Template) -> Result<(Option<Found<'a>>, usize), BadValue> {
    find_at((path.kind(), path.indicator()), text, template)
}

/// The same where such a value stands, and the figure of an indicator perhaps.
pub fn find_at<'a>(
    (kind, indicator): Place,
    text: &'a str,
    template: &Template,
) -> Result<(Option<Found<'a>>, usize), BadValue> {
    let made = |it: Option<Value>| (it.map(Found::Made), 0);
    match text.as_bytes().first() {
        Some(b'"') => {
            let inside = text.get(1..text.len() - 1).unwrap_or_default();
            if is_plain(inside) {
                return plain_at(kind, inside).map(|()| (Some(Found::Plain(inside)), 0));
            }
            if let Some(Cow::Owned(said)) = canonical::text(text).filter(|it| is_plain(it)) {
                return plain_at(kind, &said).map(|()| made(Some(Value::Text(said))));
            }
        }
        Some(b'{') if kind == Kind::Measure => {
            let all = canonical::members(text);
            let part = |name| match all.iter().find(|it| it.0 == name).map(|it| it.1) {
                None | Some("null") => Ok(None),
                Some(it) if it.starts_with(is_numeric) => Ok(Some(it)),
                Some(_) => Err(BadValue::NotARatio),
            };
            return ratio_of(part("num"), part("den")).map(made);
        }
        Some(b't' | b'f') if kind == Kind::Flag => return Ok(made(Some(Value::Flag(text == "true")))),
        Some(b'-' | b'0'..=b'9') => return number_at(kind, indicator, text, template).map(|it| made(Some(it))),
        _ => {}
    }
    value_at((kind, indicator), &canonical::json(text), template).map(|(it, removed)| (it.map(Found::Made), removed))
}

/// What a canonical text says where words may stand, as `find_at` finds it: none where it is not plain, or nothing that may be there.
pub fn plain_words(kind: Kind, text: &str) -> Option<&str> {
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    (is_plain(inside) && plain_at(kind, inside).is_ok()).then_some(inside)
}

/// How a number begins.
fn is_numeric(it: char) -> bool {
    it == '-' || it.is_ascii_digit()
}

/// Whether there are only signs that are composed, hide nothing and combine with nothing, as nearly all are that are written here; and no
/// escape. Told by their bytes, for a text is nothing else (Unicode, table 3-6).
fn is_plain(text: &str) -> bool {
    let mut left = text.as_bytes();
    loop {
        left = match *left {
            // U+5000 to U+9FFF
            [0xe5..=0xe9, _, _, ref left @ ..] => left,
            [0x20..=b'[' | b']'..=0x7e | b'\n', ref left @ ..] => left,
            // U+4E00 to U+4FFF
            [0xe4, 0xb8..=0xff, _, ref left @ ..] => left,
            // U+2010 to U+2027, U+3000 to U+3020, U+FF01 to U+FF5E
            [0xe2, 0x80, 0x90..=0xa7, ref left @ ..] => left,
            [0xe3, 0x80, ..=0xa0, ref left @ ..] => left,
            [0xef, 0xbc, 0x81..=0xff, ref left @ ..] => left,
            [0xef, 0xbd, ..=0x9e, ref left @ ..] => left,
            [] => return true,
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::path::SheetPath;
    use unicode_normalization::char::canonical_combining_class;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    #[test]
    fn texts_are_composed() {
        let template = Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap();
        for (text, expected) in [
            ("e\u{301}", Ok(("é", 0))),
            ("e\u{200b}\u{301}", Ok(("é", 1))),
            ("新品上柜", Ok(("新品上柜", 0))),
            ("e\u{301}\u{7}", Err(BadValue::ControlCharacter)),
        ] {
            let expected = expected.map(|(text, removed)| (Some(Value::Text(text.to_owned())), removed));
            assert_eq!(value(&SheetPath::ReviewWork(), &Json::text(text), &template), expected, "{text:?}");
        }
        let decomposed = "e\u{301}".repeat(500);
        assert!(value(&SheetPath::ReviewWork(), &Json::text(decomposed), &template).is_ok(), "counted as it is kept");
    }

    #[test]
    fn what_is_plain_needs_no_composing_and_no_cleaning() {
        let plain: Vec<char> = ('\0'..=char::MAX).filter(|it| is_plain(it.encode_utf8(&mut [0; 4]))).collect();
        assert!(plain.len() > 21_000);
        for it in plain {
            let alone = it.to_string();
            let is_stable = is_nfc_quick(alone.chars()) == IsNormalized::Yes && canonical_combining_class(it) == 0;
            assert!(is_stable && clean(&alone).removed == 0 && clean(&alone).text == alone && !has_control(&alone), "{it:?}");
        }
        let template = Template::parse(include_str!("../../public/template/tobacco-retail.json")).unwrap();
        let texts =
            ["", "新品上柜，“两条”\n——OK", "e\u{301}", "a\u{202e}b", "x\u{7}", "a\"b\\", "done", "2026-11-23", "12", "-1.5"];
        let long = ["纸".repeat(500), "纸".repeat(501)];
        let all = texts.into_iter().chain(long.iter().map(String::as_str)).map(Json::text);
        let others = [
            "null",
            "true",
            "false",
            "7.25",
            "-1",
            "123456789012345678",
            "1e+30",
            "{}",
            "{\"den\":50,\"num\":45}",
            "{\"den\":null,\"num\":4}",
            "{\"den\":1.5}",
            "{\"den\":\"1\"}",
            "[1]",
        ];
        let (date, id) = ("2026-11-23".parse().unwrap(), |it: &str| it.parse().unwrap());
        for json in all.chain(others.into_iter().map(|it| Json::parse(it).unwrap())) {
            for path in [
                SheetPath::ReviewWork(),
                SheetPath::FocusKind(),
                SheetPath::FocusRef(),
                SheetPath::HandedAt(),
                SheetPath::TaskTicked(id("svc-05")),
                SheetPath::TaskState(id("svc-05")),
                SheetPath::GoalTarget(id("vol")),
                SheetPath::GoalActual(id("other")),
                SheetPath::DayValue(date, id("fill")),
                SheetPath::VisitDue(date, id("1")),
                SheetPath::Day(date),
            ] {
                assert_eq!(read(&path, &json.canonical(), &template), value(&path, &json, &template), "{path} {json:?}");
            }
        }
    }
}
