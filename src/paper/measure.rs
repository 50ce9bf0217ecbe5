//! How wide a text is: asked through a trait, for only whoever draws knows the fonts. The table here stands in for them in tests
//! and wherever there is no browser.

use super::mark::{POINT, Weight};

/// Measures texts in the fonts they will be drawn with.
pub trait Measure {
    /// The width of one line in millimetres; figures are tabular.
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32;
}

/// Widths by kind of character: an ideograph an em, Latin by groups, every digit the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Widths;

impl Measure for Widths {
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let stretch = if weight == Weight::Regular { 1.0 } else { 1.04 };
        let of = |it: char| if is_wide(it) { 1.0 } else { narrow(it) * stretch };
        text.chars().map(of).sum::<f32>() * size * POINT
    }
}

/// Whether a character takes a whole em: ideographs, their punctuation, full-width forms, pictographs.
pub fn is_wide(it: char) -> bool {
    matches!(it as u32, 0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f000..=0x1faff | 0x20000..=0x3fffd)
}

/// The width of a narrow character, of its size, as in the common Chinese sans.
fn narrow(it: char) -> f32 {
    match it {
        ' ' => 0.224,
        '|' | 'i' | 'j' | 'l' | 'I' | '\'' | ',' | '.' | ':' | ';' => 0.28,
        '!' | 'f' | '(' | ')' | '[' | ']' | '{' | '}' | '-' => 0.34,
        't' | 'r' | '/' | '\\' => 0.39,
        's' | 'z' | 'x' | 'c' | 'v' | 'y' | '"' | '?' | '*' => 0.5,
        '0'..='9' | '#' | '$' | '+' | '<' | '=' | '>' | '^' | '~' | '−' | '_' | '–' => 0.555,
        'a' | 'e' | 'g' | 'k' | 'F' | 'J' | 'L' | 'Y' => 0.555,
        'm' | '%' | '@' | 'W' | 'M' | 'w' => 0.9,
        'U' | 'N' | 'H' | 'O' | 'Q' | 'D' | 'G' => 0.72,
        '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' => 0.0,
        it if it.is_ascii() || matches!(it, '\u{c0}'..='\u{24f}') => 0.61,
        // Signs that Chinese fonts set as wide as an ideograph.
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ideograph_is_an_em_and_digits_are_alike() {
        let width = |text: &str| Widths.width(text, 10.0 / POINT, Weight::Regular);
        assert_eq!((width("一张纸"), width("，")), (30.0, 10.0));
        assert_eq!(width("111"), width("808"));
        assert!(width("iii") < width("mmm") && width("") == 0.0);
    }
}
