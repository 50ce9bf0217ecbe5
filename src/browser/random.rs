//! Random names that need no server to be unique.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Crypto;

#[wasm_bindgen]
extern "C" {
    // A page and a worker both have it as a global.
    #[wasm_bindgen(thread_local_v2, js_name = crypto)]
    pub(super) static CRYPTO: Option<Crypto>;
}

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// So many random characters of `0-9a-z`.
pub fn token(length: usize) -> String {
    // Bytes beyond the last multiple of 36 are thrown away, or some digits would come more often.
    const FAIR: u8 = 252;
    let mut token = String::with_capacity(length);
    while token.len() < length {
        let fair = bytes::<32>().into_iter().filter(|it| *it < FAIR);
        token.extend(fair.take(length - token.len()).map(|it| DIGITS[usize::from(it % 36)] as char));
    }
    token
}

/// A UUID of version 7: sorts by the time it was made.
pub fn uuid_v7() -> String {
    let mut uuid: [u8; 16] = bytes();
    let millis = super::clock::millis() as u64;
    uuid[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    uuid[6] = 0x70 | (uuid[6] & 0x0f);
    uuid[8] = 0x80 | (uuid[8] & 0x3f);
    let hex: String = uuid.iter().map(|it| format!("{it:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// So many random bytes, fit for a secret; none where the browser has no such source.
pub fn secret<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let is_drawn = CRYPTO.with(|it| it.as_ref().is_some_and(|it| it.get_random_values_with_u8_array(&mut bytes).is_ok()));
    is_drawn.then_some(bytes)
}

fn bytes<const N: usize>() -> [u8; N] {
    // These are names, not secrets: an old web view without crypto still has to start.
    secret().unwrap_or_else(|| [0; N].map(|_| (js_sys::Math::random() * 256.0) as u8))
}
