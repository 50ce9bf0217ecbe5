//! What a file says at a path, its text composed (Unicode NFC) as spec/bundle.md asks.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::canonical;
use crate::domain::json::Json;
use crate::domain::path::{Kind, Path};
use crate::domain::template::Template;
use crate::domain::text::{clean, has_control};
use crate::domain::value::{BadValue, Value, from_json, number_at, plain_at, ratio_of};

/// As `from_json`, composed. The count says how many hidden characters were taken out.
pub fn value<P: Path>(path: &P, json: &Json, template: &Template) -> Result<(Option<Value>, usize), BadValue> {
    let Json::Text(text) = json else { return from_json(path, json, template) };
    // What is hidden goes first: it could stand between the parts of a character.
    let cleaned = clean(text);
    if is_nfc(&cleaned.text) || has_control(text) {
        return from_json(path, json, template);
    }
    let composed = Json::Text(cleaned.text.nfc().collect());
    from_json(path, &composed, template).map(|(value, _)| (value, cleaned.removed))
}

/// As `value`, from a canonical text. What is plain is read where it stands.
pub fn read<P: Path>(path: &P, text: &str, template: &Template) -> Result<(Option<Value>, usize), BadValue> {
    let kind = path.kind();
    match text.as_bytes().first() {
        Some(b'"') => {
            let inside = text.get(1..text.len() - 1).unwrap_or_default();
            if inside.chars().all(|it| is_plain(it) && it != '\\') {
                return plain_at(kind, inside).map(|it| (Some(it), 0));
            }
        }
        Some(b'{') if kind == Kind::Measure => {
            let all = canonical::members(text);
            let part = |name| match all.iter().find(|it| it.0 == name).map(|it| it.1) {
                None | Some("null") => Ok(None),
                Some(it) if it.starts_with(is_numeric) => Ok(Some(it)),
                Some(_) => Err(BadValue::NotARatio),
            };
            return ratio_of(part("num"), part("den")).map(|it| (it, 0));
        }
        Some(b't' | b'f') if kind == Kind::Flag => return Ok((Some(Value::Flag(text == "true")), 0)),
        Some(b'-' | b'0'..=b'9') => return number_at(kind, path.indicator(), text, template).map(|it| (Some(it), 0)),
        _ => {}
    }
    value(path, &canonical::json(text), template)
}

/// How a number begins.
fn is_numeric(it: char) -> bool {
    it == '-' || it.is_ascii_digit()
}

/// Signs that are composed, hide nothing and combine with nothing: nearly all of what is written here.
#[inline(always)]
fn is_plain(it: char) -> bool {
    matches!(it, ' '..='~' | '\n' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3020}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
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
        let plain: Vec<char> = ('\0'..=char::MAX).filter(|it| is_plain(*it)).collect();
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
