//! Taking a file out of what it came in: a passphrase, a packing, or both, each known by its content and not by its name. What a
//! file is locked with is asked for by the page and lives no longer than the question.

use crate::browser::crypto::{self, CryptoError, Sealed, Stretched};
use crate::browser::files::FileError;
use crate::bundle::refusal::{FileRefusal, Locked};
use crate::bundle::{gzip, jwe};

/// The file itself, of what was read from the disk.
pub(super) async fn unwrapped(read: Result<Vec<u8>, FileError>, passphrase: &str) -> Result<Vec<u8>, FileRefusal> {
    opened(came(read)?, passphrase).await
}

/// What was read, or why it was not.
pub(super) fn came(read: Result<Vec<u8>, FileError>) -> Result<Vec<u8>, FileRefusal> {
    read.map_err(|why| match why {
        FileError::TooLarge { size, limit } => FileRefusal::TooLarge { bytes: size as usize, most: limit as usize },
        _ => FileRefusal::Unreadable,
    })
}

/// Whether these bytes are the file itself, as far as its content tells.
pub(super) fn is_open(bytes: &[u8]) -> bool {
    !gzip::is_gzip(bytes) && !jwe::is_jwe(bytes)
}

/// The file itself, of what came. A locked file may be packed inside, and outside by an archive it came in.
pub(super) async fn opened(bytes: Vec<u8>, passphrase: &str) -> Result<Vec<u8>, FileRefusal> {
    let bytes = unpacked(bytes)?;
    let bytes = if jwe::is_jwe(&bytes) { unlocked(bytes, passphrase).await? } else { bytes };
    unpacked(bytes)
}

fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, FileRefusal> {
    if gzip::is_gzip(&bytes) { gzip::inflate(&bytes) } else { Ok(bytes) }
}

async fn unlocked(bytes: Vec<u8>, passphrase: &str) -> Result<Vec<u8>, FileRefusal> {
    // What is no such file is said before anybody is asked for a passphrase.
    let file = jwe::parse(&bytes)?;
    drop(bytes);
    if passphrase.is_empty() {
        return Err(FileRefusal::Locked(Locked::NoPassphrase));
    }
    let (secret, salt) = (jwe::secret(passphrase), file.head.salt());
    let by = Stretched { secret: &secret, salt: &salt, rounds: file.head.rounds };
    let sealed = Sealed { key: file.key, vector: file.vector, text: file.text, tag: file.tag };
    let opened = crypto::open(&by, file.head.text.as_bytes(), &sealed).await;
    opened.map_err(|why| {
        FileRefusal::Locked(match why {
            CryptoError::Key => Locked::WrongPassphrase,
            CryptoError::Content => Locked::Damaged,
            CryptoError::Unsupported | CryptoError::Failed(_) => Locked::Unable,
        })
    })
}
