//! Numbers of a file in the one way RFC 8785 writes them, so that a file may be hashed and its figures read whatever program
//! wrote it: `4.50` and `45e-1` are `4.5`.

use crate::domain::json::Json;

/// Rewrites every number of a tree. What no double can hold stays as it is; no figure may be that large.
pub fn unify(json: &mut Json) {
    match json {
        Json::Number(it) if is_shortest(it) => {}
        Json::Number(it) => {
            if let Some(number) = it.parse::<f64>().ok().filter(|it| it.is_finite()) {
                *it = shortest(number);
            }
        }
        Json::List(all) => all.iter_mut().for_each(unify),
        Json::Object(members) => members.values_mut().for_each(unify),
        Json::Null | Json::Bool(_) | Json::Text(_) => {}
    }
}

/// Whether a text is surely a number written so: nearly all are, and reading and writing each is dear.
pub fn is_shortest(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let point = digits.iter().position(|it| *it == b'.');
    let (whole, fraction): (_, &[u8]) = point.map_or((digits, b"1"), |at| (&digits[..at], &digits[at + 1..]));
    let is_plain = |it: &[u8]| !it.is_empty() && it.iter().all(u8::is_ascii_digit);
    let is_whole = is_plain(whole) && (whole == b"0" || whole[0] != b'0') && text != "-0";
    digits.len() <= 15 && is_whole && is_plain(fraction) && fraction.len() <= 6 && !fraction.ends_with(b"0")
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_shortest_stays(text in "-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,8})?") {
            if is_shortest(&text) {
                prop_assert_eq!(shortest(text.parse().unwrap()), text);
            }
        }

        #[test]
        fn what_is_shortest_is_a_number(text in "[-+]?[0-9]{0,3}[.eE]?[-+0-9.]{0,3}") {
            prop_assert!(!is_shortest(&text) || matches!(Json::parse(&text), Ok(Json::Number(_))), "{}", text);
        }
    }

    #[test]
    fn numbers_are_written_as_rfc_8785_writes_them() {
        let text = "[1e30,4.50,2e-3,1e-7,-0,333333333.33333329,1E21,9007199254740993,{\"a\":1.0},1e400]";
        let mut json = Json::parse(text).unwrap();
        unify(&mut json);
        let expected = "[1e+30,4.5,0.002,1e-7,0,333333333.3333333,1e+21,9007199254740992,{\"a\":1},1e400]";
        assert_eq!(json.canonical(), expected);
    }
}
