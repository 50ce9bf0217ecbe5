//! Putting a file that was made into a packing, under a passphrase, or both, and opening it again.

use super::unwrap::unwrapped;
use crate::browser::crypto::{self, Stretched};
use crate::browser::random;
use crate::bundle::format::EXTENSION;
use crate::bundle::jwe::{Head, Jwe};
use crate::bundle::{gzip, jwe};

/// Its new name and its bytes; `None` if it was not made, or does not open to what it was.
pub(super) async fn wrapped(name: &str, bytes: Vec<u8>, pack: bool, passphrase: &str) -> Option<(String, Vec<u8>)> {
    let packed = if pack { gzip::deflate(&bytes) } else { bytes.clone() };
    let (name, out) = match passphrase {
        "" => (if pack { [name, gzip::EXTENSION].concat() } else { name.to_owned() }, packed),
        _ => ([name.trim_end_matches(EXTENSION), jwe::EXTENSION].concat(), sealed(&packed, passphrase).await?),
    };
    let opened = unwrapped(Ok(out.clone()), passphrase).await.ok()?;
    (opened == bytes).then_some((name, out))
}

async fn sealed(text: &[u8], passphrase: &str) -> Option<Vec<u8>> {
    let head = Head::new(random::secret()?, jwe::ROUNDS_MIN);
    let (secret, salt) = (jwe::secret(passphrase), head.salt());
    let by = Stretched { secret: &secret, salt: &salt, rounds: head.rounds };
    let it = crypto::seal(&by, head.text.as_bytes(), text).await.ok()?;
    Some(jwe::compact(&Jwe { head, key: it.key, vector: it.vector, text: it.text, tag: it.tag }))
}
