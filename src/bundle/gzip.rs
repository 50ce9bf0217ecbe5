//! A file that came packed (gzip, RFC 1952), known by its content. What it inflates to is counted while it inflates: the length
//! a packed file states about itself is anybody's word.

use std::io::{Cursor, ErrorKind, Read, copy, sink};

use flate2::Compression;
use flate2::bufread::{GzDecoder, GzEncoder};

use super::limits::{BACKUP_MAX, FILE_MAX};
use super::refusal::FileRefusal;

/// What a packed file is called after its own ending.
pub const EXTENSION: &str = ".gz";
/// So many times its size a file may become once that is more than any but a backup may have. Our own backups become fifteen
/// times as large; only a file made to do so becomes hundreds of times.
const RATIO_MAX: usize = 100;

/// Whether these bytes are a packed file.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Unpacks a file. What becomes too large is given up while it does, and nothing of it is kept.
pub fn inflate(bytes: &[u8]) -> Result<Vec<u8>, FileRefusal> {
    let most = BACKUP_MAX.min(FILE_MAX.max(bytes.len().saturating_mul(RATIO_MAX)));
    // Counted first, so that room is made once and for what truly comes.
    let mut bounded = GzDecoder::new(Cursor::new(bytes)).take(most as u64 + 1);
    let size = copy(&mut bounded, &mut sink()).map_err(broken)?;
    if size > most as u64 {
        return Err(FileRefusal::Inflates { most });
    }
    // Something behind the end would be another file.
    let mut decoder = GzDecoder::new(Cursor::new(bytes));
    let mut text = Vec::with_capacity(size as usize);
    decoder.read_to_end(&mut text).map_err(broken)?;
    let end = decoder.into_inner().position() as usize;
    if end == bytes.len() { Ok(text) } else { Err(FileRefusal::Unpackable) }
}

fn broken(why: std::io::Error) -> FileRefusal {
    if why.kind() == ErrorKind::UnexpectedEof { FileRefusal::CutOff } else { FileRefusal::Unpackable }
}

/// Packs a file.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    packed(bytes, Compression::default())
}

/// Packs one of thousands of files: a tenth larger, in a fraction of the time.
pub fn deflate_quickly(bytes: &[u8]) -> Vec<u8> {
    packed(bytes, Compression::fast())
}

fn packed(bytes: &[u8], how: Compression) -> Vec<u8> {
    let mut packed = Vec::new();
    // Reading from memory and writing to memory cannot fail.
    _ = GzEncoder::new(Cursor::new(bytes), how).read_to_end(&mut packed);
    packed
}
