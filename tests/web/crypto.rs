//! Ciphers, in a browser: what is locked opens with the same passphrase alone, and what was changed is told from what was mistyped.

use onesheet::browser::crypto::{CryptoError, Sealed, Stretched, open, seal, sha256};
use onesheet::bundle::digest::{of, said};
use wasm_bindgen_test::wasm_bindgen_test;

fn by<'a>(secret: &'a [u8], salt: &'a [u8]) -> Stretched<'a> {
    Stretched { secret, salt, rounds: 1_000 }
}

#[wasm_bindgen_test]
async fn what_is_locked_opens_with_its_passphrase_alone() {
    let text = "一张纸".as_bytes();
    let Sealed { key, vector, text: locked, tag } = seal(&by(b"a", b"salt"), b"head", text).await.unwrap();
    assert_eq!((key.len(), vector.len(), locked.len(), tag.len()), (40, 12, text.len(), 16));
    assert_ne!(locked, text);
    let whole = || Sealed { key: key.clone(), vector: vector.clone(), text: locked.clone(), tag: tag.clone() };
    assert_eq!(open(&by(b"a", b"salt"), b"head", &whole()).await.unwrap(), text);
    assert_eq!(open(&by(b"b", b"salt"), b"head", &whole()).await, Err(CryptoError::Key));
    assert_eq!(open(&by(b"a", b"pepper"), b"head", &whole()).await, Err(CryptoError::Key));
    assert_eq!(open(&by(b"a", b"salt"), b"other", &whole()).await, Err(CryptoError::Content));
    let mut changed = whole();
    changed.text[0] ^= 1;
    assert_eq!(open(&by(b"a", b"salt"), b"head", &changed).await, Err(CryptoError::Content));
    let mut changed = whole();
    changed.key[0] ^= 1;
    assert_eq!(open(&by(b"a", b"salt"), b"head", &changed).await, Err(CryptoError::Key));
}

#[wasm_bindgen_test]
async fn sums_come_in_the_order_of_their_texts() {
    let texts: [[&[u8]; 2]; 3] = [[b"", b""], [b"a", b"bc"], ["一张".as_bytes(), "纸".as_bytes()]];
    let sums = sha256(texts.into_iter()).await.expect("this browser can");
    assert_eq!(sums.iter().map(|it| said(it)).collect::<Vec<_>>(), texts.map(|it| of(&it)));
    assert_eq!(sha256(std::iter::empty()).await, Some(Vec::new()));
}
