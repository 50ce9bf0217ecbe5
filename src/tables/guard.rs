//! What a text must not do once it is outside: begin a formula in somebody's spreadsheet, or carry a telephone number.

/// Whether a spreadsheet might take a text for a formula when it reads it without types, as it does a CSV: by its first
/// character, behind blanks too, and in the wide forms Chinese keyboards make; or by a control character at its very front.
pub fn is_risky(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    text.starts_with(['\t', '\r', '\n', '\0']) || first.is_some_and(|it| "=+-@\0＝＋－＠".contains(it))
}

/// A text as a CSV may carry it: one that might begin a formula has an apostrophe before it, which says that it is a text.
pub fn guarded(text: &str) -> String {
    if is_risky(text) { ["'", text].concat() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_might_be_a_formula_is_a_text() {
        for risky in [
            "=1+1",
            "+86",
            "-5",
            "@SUM(A1)",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            "  =1",
            "\u{3000}=1",
            "\u{a0}-1",
            "\t1",
            "\r1",
            "\n1",
            "\0=1",
            " \0=1",
            "-",
            "=HYPERLINK(\"http://x\",\"点我\")",
        ] {
            assert!(is_risky(risky), "{risky:?}");
            assert_eq!(guarded(risky), format!("'{risky}"));
        }
        for plain in ["", " ", "新品上柜", "1-2", "a=b", "5+5", "'", "（-5）", "−5", "—5", "41010001", "x@y"] {
            assert!(!is_risky(plain), "{plain:?}");
            assert_eq!(guarded(plain), plain);
        }
    }
}
