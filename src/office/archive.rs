//! Many files as one: an archive any program opens. Files that are packed already lie in it as they are.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// How such a file's name ends.
pub const EXTENSION: &str = ".zip";
/// Bytes an archive may have, and files in it: it is held whole.
pub const ARCHIVE_MAX: usize = 192 * 1024 * 1024;
pub const FILES_MAX: usize = 100_000;

/// Whether bytes begin as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The archive of files by name; none where there are too many for one.
pub fn packed(files: impl Iterator<Item = (String, Vec<u8>)>) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // When it was packed is nothing anybody reads, and the same files make the same archive.
    let as_it_is =
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored).last_modified_time(DateTime::default());
    for (name, bytes) in files {
        writer.start_file(name, as_it_is).ok()?;
        writer.write_all(&bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// An archive that is read file by file.
pub struct Archive(ZipArchive<Cursor<Vec<u8>>>);

impl Archive {
    /// Opens an archive; none where it is none, or holds more files than anybody collects at once.
    pub fn open(bytes: Vec<u8>) -> Option<Self> {
        ZipArchive::new(Cursor::new(bytes)).ok().filter(|it| it.len() <= FILES_MAX).map(Self)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A file of it: its bare name, and its bytes where they can be had and are no more than so many.
    pub fn file(&mut self, at: usize, most: usize) -> (String, Option<Vec<u8>>) {
        let Ok(part) = self.0.by_index(at) else { return (at.to_string(), None) };
        let name = part.name().map(|it| it.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        let mut bytes = Vec::new();
        let is_read = part.take(most as u64 + 1).read_to_end(&mut bytes).is_ok_and(|it| it <= most);
        (name.unwrap_or_else(|_| at.to_string()), is_read.then_some(bytes))
    }

    /// Whether an entry is a folder, which holds nothing itself.
    pub fn is_folder(&mut self, at: usize) -> bool {
        self.0.by_index(at).is_ok_and(|it| it.is_dir())
    }
}
