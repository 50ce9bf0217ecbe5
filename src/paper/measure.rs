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

/// The width of a narrow character, of its size.
fn narrow(it: char) -> f32 {
    match it {
        '0'..='9' | '$' | '+' | '−' | '±' | '×' | '÷' | '=' | '<' | '>' | '~' => 0.556,
        'i' | 'j' | 'l' | '\'' | '|' | 'I' => 0.26,
        ' ' | '.' | ',' | ':' | ';' | '!' | '·' | '/' | '\\' | '(' | ')' | '[' | ']' | 'f' | 't' | 'r' | '-' => 0.34,
        '…' | '—' | '“' | '”' | '‘' | '’' | '→' | '↓' | '↑' => 1.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.92,
        'A'..='Z' | '&' | '–' => 0.66,
        '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' => 0.0,
        'a'..='z' => 0.56,
        _ => 0.62,
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
