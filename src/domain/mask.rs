//! Mobile numbers made unreadable, for what leaves the device with personal data in it.

/// What stands in the place of the middle of a number.
pub const MASK: &str = "****";

/// Mainland mobile numbers as `138****1234`, written in one or as 3-4-4 groups; everything else as it is.
pub fn masked(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < all.len() {
        match phone(&all, at) {
            Some(end) => {
                let digits: Vec<char> = all[at..end].iter().copied().filter(char::is_ascii_digit).collect();
                out.extend(&digits[..3]);
                out.push_str(MASK);
                out.extend(&digits[7..]);
                at = end;
            }
            None => {
                out.push(all[at]);
                at += 1;
            }
        }
    }
    out
}

/// Where a mobile number that begins here ends.
fn phone(all: &[char], start: usize) -> Option<usize> {
    let is_digit = |at: usize| all.get(at).is_some_and(char::is_ascii_digit);
    // A longer number is something else; the country's code before it makes it none.
    let has_country = start >= 2 && all[start - 2..start] == ['8', '6'] && (start == 2 || !is_digit(start - 3));
    let begins = all[start] == '1' && matches!(all.get(start + 1), Some('3'..='9'));
    if !begins || (start > 0 && is_digit(start - 1) && !has_country) {
        return None;
    }
    let groups = |gap: usize| {
        let mut at = start;
        for (size, is_last) in [(3, false), (4, false), (4, true)] {
            if !(at..at + size).all(is_digit) {
                return None;
            }
            at += size;
            if gap > 0 && !is_last {
                matches!(all.get(at), Some(' ' | '-')).then_some(())?;
                at += gap;
            }
        }
        (!is_digit(at)).then_some(at)
    };
    groups(0).or_else(|| groups(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobile_numbers_are_masked_and_nothing_else_is() {
        for (text, expected) in [
            ("老王13812341234，周四送", "老王138****1234，周四送"),
            ("138-1234-1234 或 139 8765 4321", "138****1234 或 139****4321"),
            ("+8613812341234", "+86138****1234"),
            ("13812341234", "138****1234"),
            ("订单138123412345", "订单138123412345"),
            ("41010001 12812341234", "41010001 12812341234"),
            ("13812", "13812"),
            ("走访15 2026-11-23 5户", "走访15 2026-11-23 5户"),
            ("", ""),
        ] {
            assert_eq!(masked(text), expected);
        }
    }
}
