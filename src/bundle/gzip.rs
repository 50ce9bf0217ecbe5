//! A file that came packed (gzip, RFC 1952), known by its content. What it inflates to is counted while it inflates: the length
//! a packed file states about itself is anybody's word.

use std::io::{Cursor, ErrorKind, Read};

use flate2::Compression;
use flate2::bufread::{GzDecoder, GzEncoder};

use super::limits::{BACKUP_MAX, FILE_MAX};
use super::refusal::FileRefusal;

/// What a packed file is called after its own ending.
pub const EXTENSION: &str = ".gz";
/// So many times its size a file may become once that is more than any but a backup may have. Our own backups become fifteen
/// times as large; only a file made to do so becomes hundreds of times.
const RATIO_MAX: usize = 100;

/// The head of a packed file that says nothing of its name, its time or its maker.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// Whether these bytes are a packed file.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Unpacks a file. What becomes too large is given up while it does, and nothing of it is kept.
pub fn inflate(bytes: &[u8]) -> Result<Vec<u8>, FileRefusal> {
    let most = BACKUP_MAX.min(FILE_MAX.max(bytes.len().saturating_mul(RATIO_MAX)));
    // What it states is nearly always so, and asks for no more room than any file may.
    let mut text = Vec::with_capacity(stated(bytes).min(FILE_MAX));
    let mut bounded = GzDecoder::new(Cursor::new(bytes)).take(most as u64 + 1);
    bounded.read_to_end(&mut text).map_err(broken)?;
    if text.len() > most {
        return Err(FileRefusal::Inflates { most });
    }
    // Something behind the end would be another file.
    let end = bounded.into_inner().into_inner().position() as usize;
    if end == bytes.len() { Ok(text) } else { Err(FileRefusal::Unpackable) }
}

/// How long a packed file says that it becomes.
pub fn stated(bytes: &[u8]) -> usize {
    bytes.last_chunk().map_or(0, |it| u32::from_le_bytes(*it) as usize)
}

/// A stream that was packed by somebody else (RFC 1951) as a file of its own: its check value and length are as he says, and are
/// found out when it is unpacked.
pub fn framed(stream: &[u8], check: u32, length: u32) -> Vec<u8> {
    [&HEAD, stream, &check.to_le_bytes(), &length.to_le_bytes()].concat()
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
