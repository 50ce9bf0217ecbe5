//! In which fonts a paper is set: the same on screen (style/leaf/paper.css), in print and in a file.

use super::mark::Weight;

/// As in style/tokens.css.
pub const SANS: &str = r#""Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", system-ui, sans-serif"#;
pub const SERIF: &str = r#""Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun", serif"#;

/// Weight and family, as CSS has them.
pub fn of(weight: Weight) -> (u32, &'static str) {
    match weight {
        Weight::Regular => (400, SANS),
        Weight::Bold => (700, SANS),
        Weight::Title => (700, SERIF),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_set_in_the_fonts_of_the_screen() {
        let tokens = include_str!("../../style/tokens.css");
        assert!(tokens.contains(&format!("--sans: {SANS};")));
        assert!(tokens.contains(&format!("--serif: {SERIF};")));
    }
}
