//! Files that come packed or under a passphrase: known by their content, taken strictly, and never larger than they may be.

use onesheet::bundle::gzip;
use onesheet::bundle::jwe::{self, Head, Jwe};
use onesheet::bundle::limits::FILE_MAX;
use onesheet::bundle::refusal::{FileRefusal, Locked};

use super::bundle::{BACKUP, REPORT};
use super::seeds;

fn locked(text: &[u8]) -> Vec<u8> {
    let head = Head::new([7; jwe::SALT], jwe::ROUNDS_MIN);
    jwe::compact(&Jwe {
        head,
        key: vec![1; jwe::KEY],
        vector: vec![2; jwe::VECTOR],
        text: text.to_vec(),
        tag: vec![3; jwe::TAG],
    })
}

/// A head in base64url, made by hand.
fn file(head: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Vec<u8> = head.bytes().flat_map(|it| (0..8).rev().map(move |at| it >> at & 1)).collect();
    let digit = |six: &[u8]| six.iter().chain(&[0; 6]).take(6).fold(0, |sum, it| sum * 2 + usize::from(*it));
    let head: String = bits.chunks(6).map(|it| char::from(DIGITS[digit(it)])).collect();
    let whole = String::from_utf8(locked(b"text")).unwrap();
    format!("{head}{}", &whole[whole.find('.').unwrap()..]).into_bytes()
}

const HEAD: &str = r#"{"alg":"PBES2-HS512+A256KW","enc":"A256GCM","p2c":600000,"p2s":"BwcHBwcHBwcHBwcHBwcHBw"}"#;

#[test]
fn a_packed_file_is_known_by_its_content_and_comes_back_as_it_was() {
    for text in [REPORT, BACKUP, ""] {
        let packed = gzip::deflate(text.as_bytes());
        assert!(gzip::is_gzip(&packed) && !gzip::is_gzip(text.as_bytes()) && !jwe::is_jwe(&packed));
        assert_eq!(gzip::inflate(&packed).unwrap(), text.as_bytes());
    }
}

#[test]
fn a_packed_file_that_is_not_whole_is_refused() {
    let packed = gzip::deflate(REPORT.as_bytes());
    assert_eq!(gzip::inflate(&packed[..packed.len() - 5]), Err(FileRefusal::CutOff));
    assert_eq!(gzip::inflate(&packed[..2]), Err(FileRefusal::CutOff));
    let twice = [&packed[..], &packed].concat();
    assert_eq!(gzip::inflate(&twice), Err(FileRefusal::Unpackable), "two files in one");
    let mut sum = packed.clone();
    *sum.iter_mut().rev().nth(6).unwrap() ^= 1;
    assert_eq!(gzip::inflate(&sum), Err(FileRefusal::Unpackable), "its checksum");
    assert_eq!(gzip::inflate(b"\x1f\x8bnot packed at all"), Err(FileRefusal::Unpackable));
}

#[test]
fn a_packed_file_that_becomes_too_large_is_given_up_while_it_does() {
    let zeros = vec![b' '; FILE_MAX + 1];
    let bomb = gzip::deflate(&zeros);
    assert!(bomb.len() < zeros.len() / 500, "{}", bomb.len());
    assert_eq!(gzip::inflate(&bomb), Err(FileRefusal::Inflates { most: FILE_MAX }));
    // Packed once more it is a small file with a small file in it, and no bundle.
    assert_eq!(gzip::inflate(&gzip::deflate(&bomb)).unwrap(), bomb);
    let whole = gzip::deflate(&zeros[..FILE_MAX]);
    assert_eq!(gzip::inflate(&whole).map(|it| it.len()), Ok(FILE_MAX), "as much as a file may have");
}

#[test]
fn a_locked_file_is_taken_apart_as_it_was_put_together() {
    for text in [&b""[..], b"t", REPORT.as_bytes()] {
        let bytes = locked(text);
        assert!(jwe::is_jwe(&bytes) && !jwe::is_jwe(REPORT.as_bytes()) && !gzip::is_gzip(&bytes));
        let it = jwe::parse(&bytes).unwrap();
        assert_eq!((it.text.as_slice(), it.head.rounds, jwe::compact(&it)), (text, 600_000, bytes.clone()));
        assert_eq!(jwe::parse(&[&bytes[..], b"\r\n"].concat()).unwrap(), it, "a line end is no damage");
    }
    assert_eq!(file(HEAD), locked(b"text"));
    let it = jwe::parse(&file(&HEAD.replace('}', ",\"typ\":\"JOSE\",\"cty\":\"json\"}"))).unwrap();
    assert_eq!(it.head.salt(), [b"PBES2-HS512+A256KW\0".as_slice(), &[7; 16]].concat());
}

#[test]
fn only_our_own_way_of_locking_is_taken() {
    for (from, to) in [
        ("PBES2-HS512+A256KW", "PBES2-HS256+A128KW"),
        ("PBES2-HS512+A256KW", "dir"),
        ("PBES2-HS512+A256KW", "none"),
        ("A256GCM", "A128CBC-HS256"),
        ("600000", "599999"),
        ("600000", "2000001"),
        ("600000", "4294967297"),
        ("600000", "6e5"),
        ("600000", "\"600000\""),
        ("BwcHBwcHBwcHBwcHBwcHBw", "BwcH"),
        ("BwcHBwcHBwcHBwcHBwcHBw", "BwcHBwcHBwcHBwcHBwcHBw=="),
        (",\"p2s\":\"BwcHBwcHBwcHBwcHBwcHBw\"", ""),
        ("}", ",\"zip\":\"DEF\"}"),
        ("}", ",\"crit\":[\"exp\"]}"),
        ("}", ",\"kid\":\"7\"}"),
    ] {
        assert_eq!(jwe::parse(&file(&HEAD.replace(from, to))), Err(FileRefusal::Locked(Locked::Foreign)), "{to}");
    }
    let damaged = Err(FileRefusal::Locked(Locked::Damaged));
    assert_eq!(jwe::parse(&file("{\"alg\":\"dir\",\"alg\":\"dir\"}")), damaged, "a doubled member");
    assert_eq!(jwe::parse(&file("{\"alg\":")), damaged);
}

#[test]
fn a_locked_file_that_is_not_whole_is_refused() {
    let whole = String::from_utf8(locked(b"some text")).unwrap();
    let parts: Vec<&str> = whole.split('.').collect();
    let with = |at: usize, part: &str| {
        let mut parts = parts.clone();
        parts[at] = part;
        jwe::parse(parts.join(".").as_bytes())
    };
    assert_eq!(jwe::parse(parts[..4].join(".").as_bytes()), Err(FileRefusal::CutOff));
    assert_eq!(jwe::parse(&whole.as_bytes()[..whole.len() - 6]), Err(FileRefusal::CutOff));
    let damaged = Err(FileRefusal::Locked(Locked::Damaged));
    for (at, part) in
        [(1, "AAAA"), (1, ""), (2, "AAAA"), (3, "A"), (3, "+/8"), (3, "Zh"), (4, "!"), (4, "AwMDAwMDAwMDAwMDAwMDAwMD")]
    {
        assert_eq!(with(at, part), damaged, "{at} {part}");
    }
    assert_eq!(jwe::parse(format!("{whole}.AAAA").as_bytes()), damaged);
}

#[test]
fn a_passphrase_is_the_same_however_it_is_put_together() {
    assert_eq!(jwe::secret("e\u{301}纸"), "é纸".as_bytes());
    assert_eq!(jwe::secret(" a "), b" a ", "a space is part of it");
}

/// Whatever the bytes are, they are packed, locked or neither, and nothing falls.
#[test]
fn no_hurt_wrapping_makes_its_reader_fall() {
    let whole = [gzip::deflate(REPORT.as_bytes()), locked(REPORT.as_bytes()), file(HEAD)];
    seeds::run_one_in(10, "wraps::no_hurt_wrapping_makes_its_reader_fall", ["unpacked", "unlocked"], |dice| {
        let mut bytes = dice.pick(&whole).clone();
        for _ in 0..dice.within(1, 4) {
            let at = dice.below(bytes.len());
            match dice.below(4) {
                0 => bytes[at] ^= 1 << dice.below(8),
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, b'.'),
                _ => bytes[at] = b"A-_={}\0.\xff"[dice.below(9)],
            }
        }
        let inflated = gzip::is_gzip(&bytes).then(|| gzip::inflate(&bytes));
        let parsed = jwe::is_jwe(&bytes).then(|| jwe::parse(&bytes));
        [usize::from(matches!(inflated, Some(Ok(_)))), usize::from(matches!(parsed, Some(Ok(_))))]
    });
}
