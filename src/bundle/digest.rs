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

/// Checks the digest of a file. `raw` is the text it came as, `canonical` its canonical form, `stated` the member.
pub fn check(raw: &str, canonical: &str, stated: Option<&Json>) -> Seal {
    let stated = match stated {
        None => return Seal::Missing,
        Some(Json::Text(it)) => it,
        Some(_) => return Seal::Broken,
    };
    let is_sealed = |text| cut(text, stated).is_some_and(|(head, tail)| of(&[head, tail]) == *stated);
    if is_sealed(canonical) || (raw != canonical && is_sealed(raw)) { Seal::Whole } else { Seal::Broken }
}

/// What stands before and after the digest and one of its commas.
fn cut<'a>(raw: &'a str, stated: &str) -> Option<(&'a [u8], &'a [u8])> {
    let member = format!("\"{MEMBER}\":\"{stated}\"");
    let (head, tail) = raw.split_once(&member)?;
    let (head, tail) = match tail.strip_prefix(',') {
        Some(tail) => (head, tail),
        None => (head.strip_suffix(',')?, tail),
    };
    Some((head.as_bytes(), tail.as_bytes()))
}

/// `sha256:…` of some bytes in a row.
pub fn of(pieces: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    pieces.iter().for_each(|it| hasher.update(it));
    hasher.finalize().iter().fold(ALGORITHM.to_owned(), |mut text, it| {
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
        check(text, &canonical, file.remove(MEMBER).as_ref())
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
    fn a_digest_may_be_missing_but_not_wrong() {
        assert_eq!(check_of(r#"{"format":"x"}"#), Seal::Missing);
        assert_eq!(check_of(r#"{"format":"x","digest":"sha256:00"}"#), Seal::Broken);
        assert_eq!(check_of(r#"{"format":"x","digest":7}"#), Seal::Broken);
    }
}
