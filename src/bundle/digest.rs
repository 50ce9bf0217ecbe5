//! The digest of a file: SHA-256 over its RFC 8785 form without the member `digest`.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::format::Members;
use super::print;
use crate::domain::json::Json;

/// The name of the member.
pub const MEMBER: &str = "digest";
const ALGORITHM: &str = "sha256:";

/// What the digest says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    Whole,
    /// None there: somebody edited the file and took it out.
    Missing,
    Broken,
}

/// A file as canonical text with its digest in place.
pub fn seal(file: &Members) -> String {
    sealed(file, Vec::new())
}

/// The same, with members that are canonical text already.
pub fn sealed(file: &Members, printed: Vec<(&str, String)>) -> String {
    let mut members: Vec<(&str, String)> = file.iter().map(|(name, it)| (name.as_str(), it.canonical())).collect();
    members.extend(printed);
    members.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
    let (mut head, mut tail) = ("{".to_owned(), String::new());
    for (name, it) in &members {
        let part = if *name < MEMBER { &mut head } else { &mut tail };
        if part.len() > 1 {
            part.push(',');
        }
        print::member(name, it, part);
    }
    tail.push('}');
    let is_between = head.len() > 1 && tail.len() > 1;
    let digest = of(&[head.as_bytes(), if is_between { b"," } else { b"" }, tail.as_bytes()]);
    // Neither is copied twice: a year is megabytes.
    head.reserve(tail.len() + digest.len() + 16);
    if head.len() > 1 {
        head.push(',');
    }
    head.push_str(&format!("\"{MEMBER}\":\"{digest}\""));
    if tail.len() > 1 {
        head.push(',');
    }
    head + &tail
}

/// Checks the digest of a file. `raw` is the text it came as, `canonical` its canonical form, `stated` the member, `proved` the one
/// that somebody found in the text and found to fit (`around`).
pub fn check(raw: &str, canonical: &str, stated: Option<&Json>, proved: Option<&str>) -> Seal {
    let stated = match stated {
        None => return Seal::Missing,
        Some(Json::Text(it)) => it,
        Some(_) => return Seal::Broken,
    };
    if proved == Some(stated) {
        return Seal::Whole;
    }
    let is_sealed = |text| cut(text, stated).is_some_and(|(head, tail)| of(&[head, tail]) == *stated);
    if is_sealed(canonical) || (raw != canonical && is_sealed(raw)) { Seal::Whole } else { Seal::Broken }
}

/// What stands before and after the digest and one of its commas.
fn cut<'a>(raw: &'a str, stated: &str) -> Option<(&'a [u8], &'a [u8])> {
    let at = raw.find(&format!("\"{MEMBER}\":\"{stated}\""))?;
    without(raw.as_bytes(), at, at + MEMBER.len() + stated.len() + 5)
}

fn without(bytes: &[u8], from: usize, to: usize) -> Option<(&[u8], &[u8])> {
    let (head, tail) = (bytes.get(..from)?, bytes.get(to..)?);
    match tail {
        [b',', tail @ ..] => Some((head, tail)),
        _ => Some((head.strip_suffix(b",")?, tail)),
    }
}

/// The first digest that stands in a file as our writer writes it, and what it is made of: for whoever hashes quicker than is done here.
/// Nothing else of the file is looked at.
pub fn around(bytes: &[u8]) -> Option<(&str, [&[u8]; 2])> {
    const BEFORE: &[u8] = b"\"digest\":\"";
    const LONG: usize = ALGORITHM.len() + 64;
    let mut quotes = bytes.iter().enumerate().filter(|it| *it.1 == BEFORE[0]).map(|it| it.0);
    let at = quotes.find(|at| bytes[*at..].starts_with(BEFORE))?;
    let from = at + BEFORE.len();
    let stated = std::str::from_utf8(bytes.get(from..from + LONG)?).ok().filter(|it| it.starts_with(ALGORITHM))?;
    let (head, tail) = (bytes.get(from + LONG) == Some(&b'"')).then(|| without(bytes, at, from + LONG + 1)).flatten()?;
    Some((stated, [head, tail]))
}

/// `sha256:…` of some bytes in a row.
pub fn of(pieces: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    pieces.iter().for_each(|it| hasher.update(it));
    said(&hasher.finalize())
}

/// A SHA-256 as it is written.
pub fn said(sum: &[u8]) -> String {
    sum.iter().fold(ALGORITHM.to_owned(), |mut text, it| {
        // Writing to a text cannot fail.
        _ = write!(text, "{it:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Members {
        let mut file = Json::parse(text).unwrap();
        crate::bundle::numbers::unify(&mut file);
        file.as_object().unwrap().clone()
    }

    #[track_caller]
    fn check_of(text: &str) -> Seal {
        let mut file = parsed(text);
        let canonical = Json::Object(file.clone()).canonical();
        check(text, &canonical, file.remove(MEMBER).as_ref(), None)
    }

    #[test]
    fn a_sealed_file_is_whole_in_any_form() {
        let sealed = seal(&parsed(r#"{"z":[1.50,{"b":"纸","a":null}],"format":"x","ﬀ":1,"😂":2}"#));
        assert!(sealed.starts_with("{\"digest\":\"sha256:") && !sealed.contains(' '), "{sealed}");
        assert_eq!(Json::parse(&sealed).unwrap().canonical(), sealed);
        assert_eq!(check_of(&sealed), Seal::Whole);
        let digest = Json::parse(&sealed).unwrap().get(MEMBER).unwrap().canonical();
        let pretty = format!(
            "{{\n \"ﬀ\": 1e0, \"z\": [1.5, {{\"a\":null,\"b\":\"\\u7eb8\"}}],\"format\":\"x\",\n\"digest\": {digest}, \"😂\":2}}"
        );
        assert_eq!(check_of(&pretty), Seal::Whole);
        assert_eq!(check_of(&pretty.replace("1.5", "1.6")), Seal::Broken);
        assert_eq!(check_of(&sealed.replace("1.5", "1.6")), Seal::Broken);
    }

    #[test]
    fn what_a_digest_is_made_of_is_found_without_reading_the_file() {
        let sealed = seal(&parsed(r#"{"a":[1,{"b":"纸"}],"format":"x"}"#));
        let (stated, pieces) = around(sealed.as_bytes()).unwrap();
        assert_eq!(
            (of(&pieces).as_str(), Seal::Whole),
            (stated, check(&sealed, &sealed, Some(&Json::text(stated)), Some(stated)))
        );
        for text in [r#"{"digest":"sha256:00"}"#, "{}", "", &sealed[..60], &sealed.replace("sha256", "sha512")] {
            assert_eq!(around(text.as_bytes()), None, "{text}");
        }
        // What was proved of another digest proves nothing.
        let hurt = sealed.replace("纸", "张");
        assert_eq!(check(&hurt, &hurt, Some(&Json::text(stated)), Some("sha256:00")), Seal::Broken);
    }

    #[test]
    fn a_digest_may_be_missing_but_not_wrong() {
        assert_eq!(check_of(r#"{"format":"x"}"#), Seal::Missing);
        assert_eq!(check_of(r#"{"format":"x","digest":"sha256:00"}"#), Seal::Broken);
        assert_eq!(check_of(r#"{"format":"x","digest":7}"#), Seal::Broken);
    }
}
