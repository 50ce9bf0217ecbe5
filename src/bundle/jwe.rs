//! A file under a passphrase: a JWE in its compact form (RFC 7516) with PBES2-HS512+A256KW (RFC 7518) and A256GCM. Here is its
//! text: the head, which must say exactly that, and the parts. Keys and ciphers are the browser's (browser/crypto).
//!
//! ```text
//! <head>.<wrapped key>.<initial vector>.<cipher text>.<tag>     each in base64url without padding
//! ```

use unicode_normalization::UnicodeNormalization;

use super::format::Members;
use super::refusal::{FileRefusal, Locked};
use crate::domain::json::Json;

/// How the name of such a file ends.
pub const EXTENSION: &str = ".onesheet.jwe";
const ALGORITHM: &str = "PBES2-HS512+A256KW";
const ENCRYPTION: &str = "A256GCM";
/// Rounds of the derivation: fewer can be guessed through, more would hold a phone up for as long as somebody likes.
pub const ROUNDS_MIN: u32 = 600_000;
pub const ROUNDS_MAX: u32 = 2_000_000;
/// Bytes of the random salt, of the wrapped key, of the initial vector and of the tag.
pub const SALT: usize = 16;
pub const KEY: usize = 40;
pub const VECTOR: usize = 12;
pub const TAG: usize = 16;
const SALT_MAX: usize = 128;
/// Bytes of a head as text; ours has 150.
const HEAD_MAX: usize = 4_096;
/// What every head begins with: `{"` in base64url.
const BEGINS: &[u8] = b"eyJ";

/// A file under a passphrase, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwe {
    pub head: Head,
    /// The content's key, wrapped.
    pub key: Vec<u8>,
    pub vector: Vec<u8>,
    pub text: Vec<u8>,
    pub tag: Vec<u8>,
}

/// The head of such a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// As it stands in the file: what the tag vouches for besides the content.
    pub text: String,
    /// The salt of the file alone; what the derivation takes is `Head::salt`.
    salt: Vec<u8>,
    pub rounds: u32,
}

/// Whether these bytes look like such a file.
pub fn is_jwe(bytes: &[u8]) -> bool {
    let head = bytes.iter().position(|it| *it == b'.');
    bytes.starts_with(BEGINS) && head.is_some_and(|it| it <= HEAD_MAX)
}

/// The bytes of a passphrase. Composed, because the keyboards of two devices may put one sign together differently.
pub fn secret(passphrase: &str) -> Vec<u8> {
    passphrase.nfc().collect::<String>().into_bytes()
}

/// Takes a file apart. Another method than ours is refused, whatever it is worth.
pub fn parse(bytes: &[u8]) -> Result<Jwe, FileRefusal> {
    let damaged = || FileRefusal::Locked(Locked::Damaged);
    // A line end at the end is what a mail program adds.
    let bytes = bytes.trim_ascii_end();
    let parts: Vec<&[u8]> = bytes.split(|it| *it == b'.').take(6).collect();
    let [head, key, vector, text, tag] = parts[..] else {
        return Err(if parts.len() < 5 { FileRefusal::CutOff } else { damaged() });
    };
    let sized = |part: &[u8], size: usize| decode(part).filter(|it| it.len() == size).ok_or_else(damaged);
    let head = Head::parse(head)?;
    // The tag stands last, so it tells whether the file has come whole.
    let tag = decode(tag).ok_or_else(damaged)?;
    if tag.len() < TAG {
        return Err(FileRefusal::CutOff);
    }
    let (key, vector) = (sized(key, KEY)?, sized(vector, VECTOR)?);
    if tag.len() > TAG {
        return Err(damaged());
    }
    Ok(Jwe { head, key, vector, text: decode(text).ok_or_else(damaged)?, tag })
}

impl Head {
    /// The head of a file that is made.
    pub fn new(salt: [u8; SALT], rounds: u32) -> Self {
        let json = Json::object([
            ("alg", Json::text(ALGORITHM)),
            ("enc", Json::text(ENCRYPTION)),
            ("p2c", Json::from(rounds)),
            ("p2s", Json::text(encode(&salt))),
        ]);
        Self { text: encode(json.canonical().as_bytes()), salt: salt.to_vec(), rounds }
    }

    /// The salt as the derivation takes it: the method, a zero and the file's own (RFC 7518, 4.8.1.1).
    pub fn salt(&self) -> Vec<u8> {
        [ALGORITHM.as_bytes(), &[0], &self.salt].concat()
    }

    fn parse(text: &[u8]) -> Result<Self, FileRefusal> {
        let foreign = || FileRefusal::Locked(Locked::Foreign);
        let json = decode(text).filter(|_| text.len() <= HEAD_MAX).ok_or(FileRefusal::Locked(Locked::Damaged))?;
        let json = String::from_utf8(json).ok().and_then(|it| Json::parse(&it).ok());
        let Some(Json::Object(members)) = json else { return Err(FileRefusal::Locked(Locked::Damaged)) };
        let is_known = |it: &String| ["alg", "enc", "p2c", "p2s", "typ", "cty"].contains(&it.as_str());
        // What stands in a head changes how the rest is meant, so what is not known cannot be passed over.
        let is_ours = said(&members, "alg") == Some(ALGORITHM) && said(&members, "enc") == Some(ENCRYPTION);
        if !is_ours || !members.keys().all(is_known) {
            return Err(foreign());
        }
        let salt = said(&members, "p2s").and_then(|it| decode(it.as_bytes())).filter(|it| (8..=SALT_MAX).contains(&it.len()));
        let rounds = match members.get("p2c") {
            Some(Json::Number(it)) => it.parse::<u32>().ok().filter(|it| (ROUNDS_MIN..=ROUNDS_MAX).contains(it)),
            _ => None,
        };
        let text = String::from_utf8_lossy(text).into_owned();
        salt.zip(rounds).map(|(salt, rounds)| Self { text, salt, rounds }).ok_or_else(foreign)
    }
}

fn said<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
    members.get(name).and_then(Json::as_text)
}

/// The file of its parts.
pub fn compact(it: &Jwe) -> Vec<u8> {
    let parts = [&it.key, &it.vector, &it.text, &it.tag].map(|it| encode(it));
    [std::slice::from_ref(&it.head.text), &parts].concat().join(".").into_bytes()
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// base64url without padding.
fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let all = group.iter().enumerate().fold(0_u32, |sum, (at, it)| sum | u32::from(*it) << (16 - 8 * at));
        (0..=group.len()).for_each(|at| text.push(char::from(DIGITS[(all >> (18 - 6 * at)) as usize & 63])));
    }
    text
}

/// The bytes of such a text, in the one way they can be written.
fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.chunks(4) {
        let mut all = 0_u32;
        for (at, it) in group.iter().enumerate() {
            let digit = match it {
                b'A'..=b'Z' => it - b'A',
                b'a'..=b'z' => it - b'a' + 26,
                b'0'..=b'9' => it - b'0' + 52,
                b'-' => 62,
                b'_' => 63,
                _ => return None,
            };
            all |= u32::from(digit) << (18 - 6 * at);
        }
        let whole = group.len() - 1;
        // A digit too few, or bits that belong to no byte.
        if whole == 0 || all & (0x00ff_ffff >> (8 * whole)) != 0 {
            return None;
        }
        bytes.extend_from_slice(&all.to_be_bytes()[1..=whole]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_one_text() {
        for (bytes, text) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("纸?>", "57q4Pz4")] {
            assert_eq!((encode(bytes.as_bytes()).as_str(), decode(text.as_bytes()).as_deref()), (text, Some(bytes.as_bytes())));
        }
        assert_eq!(encode(&[0xfb, 0xff]), "-_8");
        for bad in ["Z", "Zh", "Zg==", "Zm8=", "Zm9+", "Zm 9v", "Zm9vY", "纸"] {
            assert_eq!(decode(bad.as_bytes()), None, "{bad}");
        }
    }

    /// The example of RFC 7517, appendix C: the salt of its head as the derivation takes it, for its own method.
    #[test]
    fn the_salt_is_the_method_a_zero_and_the_files_own() {
        let own = decode(b"2WCTcJZ1Rvd_CJuJripQ1w").unwrap();
        let theirs = [b"PBES2-HS256+A128KW".as_slice(), &[0], &own].concat();
        let stated = [
            80, 66, 69, 83, 50, 45, 72, 83, 50, 53, 54, 43, 65, 49, 50, 56, 75, 87, 0, 217, 96, 147, 112, 150, 117, 70, 247,
            127, 8, 155, 137, 174, 42, 80, 215,
        ];
        assert_eq!(theirs, stated);
        let head = Head::new(own.try_into().unwrap(), ROUNDS_MIN);
        assert_eq!(head.salt()[ALGORITHM.len()..], stated[18..]);
        assert_eq!(Head::parse(head.text.as_bytes()).unwrap(), head);
    }
}
