//! What a file says at a path, its text composed (Unicode NFC) as spec/bundle.md asks.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::domain::json::Json;
use crate::domain::path::Path;
use crate::domain::template::Template;
use crate::domain::text::{clean, has_control};
use crate::domain::value::{BadValue, Value, from_json};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::path::SheetPath;

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
}
