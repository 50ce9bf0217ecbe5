//! Ciphers for files under a passphrase, as the browser has them (Web Cryptography): PBKDF2 with SHA-512, AES key wrap, AES-GCM.
//! What the parts of such a file are and how they are written is not here.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::fault::Fault;
use super::random::{self, CRYPTO};

const WRAP: &str = "AES-KW";
const CIPHER: &str = "AES-GCM";
/// Bytes of the tag, which the browser puts behind the cipher text.
const TAG: usize = 16;

/// Why something was not locked or unlocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CryptoError {
    /// This browser has no ciphers here: it is old, or the address is not a safe one.
    Unsupported,
    /// The key does not come out of its wrapping: another passphrase.
    Key,
    /// The content is not what was locked.
    Content,
    /// Anything else, as the browser said it.
    Failed(String),
}

/// What a passphrase is stretched with.
pub struct Stretched<'a> {
    pub secret: &'a [u8],
    pub salt: &'a [u8],
    pub rounds: u32,
}

/// A text locked with a fresh key, and that key wrapped.
pub struct Sealed {
    pub key: Vec<u8>,
    pub vector: Vec<u8>,
    pub text: Vec<u8>,
    pub tag: Vec<u8>,
}

/// The SHA-256 of each of many texts, which are given in two pieces; a third of what it takes in our own code. None where the browser has
/// none here.
pub async fn sha256(all: impl Iterator<Item = [&[u8]; 2]>) -> Option<Vec<Vec<u8>>> {
    let subtle = subtle().ok()?;
    // The browser copies what it is given before it goes to work: a text needs no buffer of its own. And they are waited for together,
    // for to wait for one takes as long as to hash it.
    let issued: Result<Array, JsValue> = all.map(|it| subtle.digest_with_str_and_u8_array("SHA-256", &it.concat())).collect();
    let sums = JsFuture::from(Promise::all_iterable(&issued.ok()?)).await.ok()?;
    Some(Array::from(&sums).iter().map(|it| bytes(&it)).collect())
}

/// Locks a text; `vouched` is not hidden and cannot be changed.
pub async fn seal(by: &Stretched<'_>, vouched: &[u8], text: &[u8]) -> Result<Sealed, CryptoError> {
    let subtle = subtle()?;
    let wrapping = stretch(&subtle, by, "wrapKey").await?;
    let kind = object(&[("name", CIPHER.into()), ("length", 256.into())]);
    let key = key(subtle.generate_key_with_object(&kind, true, &list(&["encrypt"]))).await?;
    let wrapped = done(subtle.wrap_key_with_str("raw", &key, &wrapping, WRAP)).await?;
    let vector: [u8; 12] = random::secret().ok_or(CryptoError::Unsupported)?;
    let sealed = done(subtle.encrypt_with_object_and_u8_array(&cipher(&vector, vouched), &key, text)).await?;
    let mut text = bytes(&sealed);
    let tag = text.split_off(text.len().saturating_sub(TAG));
    Ok(Sealed { key: bytes(&wrapped), vector: vector.to_vec(), text, tag })
}

/// Unlocks what was locked.
pub async fn open(by: &Stretched<'_>, vouched: &[u8], sealed: &Sealed) -> Result<Vec<u8>, CryptoError> {
    let subtle = subtle()?;
    let wrapping = stretch(&subtle, by, "unwrapKey").await?;
    let wrapped = Uint8Array::from(sealed.key.as_slice());
    let usages = list(&["decrypt"]);
    let unwrapped =
        subtle.unwrap_key_with_js_u8_array_and_str_and_str("raw", &wrapped, &wrapping, WRAP, CIPHER, false, &usages);
    let key = key(unwrapped).await.map_err(|why| refused(why, CryptoError::Key))?;
    let whole = [sealed.text.as_slice(), &sealed.tag].concat();
    let opened = done(subtle.decrypt_with_object_and_u8_array(&cipher(&sealed.vector, vouched), &key, &whole)).await;
    opened.map(|it| bytes(&it)).map_err(|why| refused(why, CryptoError::Content))
}

/// A cipher's refusal says no more than that it refused.
fn refused(why: CryptoError, meant: CryptoError) -> CryptoError {
    if matches!(why, CryptoError::Failed(_)) { meant } else { why }
}

fn subtle() -> Result<SubtleCrypto, CryptoError> {
    // On an address that is not safe the global is there and its ciphers are not.
    let crypto = CRYPTO.with(Clone::clone).ok_or(CryptoError::Unsupported)?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).unwrap_or_default();
    subtle.dyn_into().map_err(|_| CryptoError::Unsupported)
}

/// The wrapping key that a passphrase becomes.
async fn stretch(subtle: &SubtleCrypto, by: &Stretched<'_>, usage: &str) -> Result<CryptoKey, CryptoError> {
    let secret = Uint8Array::from(by.secret);
    let secret = key(subtle.import_key_with_str("raw", &secret, "PBKDF2", false, &list(&["deriveKey"]))).await?;
    let salt = Uint8Array::from(by.salt).into();
    let how = [("name", "PBKDF2".into()), ("hash", "SHA-512".into()), ("salt", salt), ("iterations", by.rounds.into())];
    let kind = object(&[("name", WRAP.into()), ("length", 256.into())]);
    key(subtle.derive_key_with_object_and_object(&object(&how), &secret, &kind, false, &list(&[usage]))).await
}

fn cipher(vector: &[u8], vouched: &[u8]) -> Object {
    let (vector, vouched) = (Uint8Array::from(vector).into(), Uint8Array::from(vouched).into());
    object(&[("name", CIPHER.into()), ("iv", vector), ("additionalData", vouched), ("tagLength", 128.into())])
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, it) in members {
        // A plain object takes every member.
        _ = Reflect::set(&object, &JsValue::from_str(name), it);
    }
    object
}

fn list(words: &[&str]) -> JsValue {
    words.iter().map(|it| JsValue::from_str(it)).collect::<Array>().into()
}

fn bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}

async fn done(promise: Result<Promise, JsValue>) -> Result<JsValue, CryptoError> {
    let failed = |it: JsValue| CryptoError::Failed(Fault::of(&it).to_string());
    JsFuture::from(promise.map_err(failed)?).await.map_err(failed)
}

async fn key(promise: Result<Promise, JsValue>) -> Result<CryptoKey, CryptoError> {
    done(promise).await.map(JsCast::unchecked_into)
}
