//! Cleaning of text, typed or from a file: no control, bidirectional or zero-width characters; how long it is. Composing it
//! (NFC) is done where it comes in, by whatever stands there: the browser for a keyboard (browser/text), a library for files
//! (bundle/text). The library's tables would be a fifth of all that the page loads first.

use super::path::TEXT_MAX;

/// A cleaned text and how many characters had to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    pub text: String,
    pub removed: usize,
}

/// Takes out what can hide or reorder text. A joiner between pictographs stays (an emoji family is
/// one sign); `\r\n` counts as one line end; a tab becomes a space.
pub fn clean(text: &str) -> Cleaned {
    if !text.chars().any(|it| is_hidden(it) || matches!(it, '\u{2028}' | '\u{2029}')) {
        return Cleaned { text: text.to_owned(), removed: 0 };
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n").replace(['\t', '\u{2028}', '\u{2029}'], " ");
    let mut kept = String::with_capacity(unified.len());
    let mut removed = 0;
    let mut all = unified.chars().peekable();
    let mut before = '\0';
    while let Some(it) = all.next() {
        let joins = it == '\u{200d}' && is_pictograph(before) && all.peek().copied().is_some_and(is_pictograph);
        if joins || !is_hidden(it) {
            kept.push(it);
            before = it;
        } else {
            removed += 1;
        }
    }
    Cleaned { text: kept, removed }
}

/// Length as people and limits count it: Unicode scalar values.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether the text may be stored.
pub fn fits(text: &str) -> bool {
    text.len() <= TEXT_MAX || length(text) <= TEXT_MAX
}

/// Whether a control character is in it, which no file may hold; a line end is none.
pub fn has_control(text: &str) -> bool {
    text.chars().any(|it| it.is_control() && it != '\n')
}

/// Control, bidirectional, zero-width and tag characters.
fn is_hidden(it: char) -> bool {
    (it.is_control() && it != '\n')
        || matches!(it,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Signs that a joiner may hold together, variation selectors and skin tones included.
fn is_pictograph(it: char) -> bool {
    matches!(it, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// A text out of a file, short enough for a sentence and without anything that hides or reorders.
pub fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let plain = clean(text).text.replace('\n', " ");
    if length(&plain) <= MOST { plain } else { plain.chars().take(MOST).chain(['…']).collect() }
}

/// Bytes as MiB, rounded up so that what is over a limit also looks over it.
pub fn mib(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(dirty: &str, expected: &str, removed: usize) {
        assert_eq!(clean(dirty), Cleaned { text: expected.to_owned(), removed }, "{dirty:?}");
    }

    #[test]
    fn cleans_what_hides_or_reorders() {
        check("新品上柜20户\n周四复查", "新品上柜20户\n周四复查", 0);
        check("a\u{202e}b\u{2066}c", "abc", 2);
        check("老\u{200b}王\u{feff}", "老王", 2);
        check("a\r\nb\rc\td", "a\nb\nc d", 0);
        check("x\u{0}y\u{7}", "xy", 2);
        check("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧", 0);
        check("a\u{200d}b", "ab", 1);
        check("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥", 0);
    }

    #[test]
    fn counts_signs_not_bytes() {
        assert_eq!(length("纸a👍"), 3);
        assert!(fits(&"纸".repeat(500)) && !fits(&"纸".repeat(501)));
    }
}
