//! Many files as one: an archive any program opens. Files that are packed already lie in it as they are.

use std::io::{self, Cursor, Read, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::bundle::gzip::framed;

/// How such a file's name ends.
pub const EXTENSION: &str = ".zip";
/// Bytes an archive may have that is made here, where it is held whole.
pub const ARCHIVE_MAX: usize = 192 * 1024 * 1024;
/// Files an archive may have.
pub const FILES_MAX: usize = 100_000;

/// The archive of files by name; none where there are too many for one.
pub fn packed(files: impl Iterator<Item = (String, Vec<u8>)>) -> Option<Vec<u8>> {
    let mut packing = Packing::default();
    for (name, bytes) in files {
        packing.file(&name, true).ok()?.write_all(&bytes).ok()?;
    }
    packing.done().ok()
}

/// An archive that is written file by file. The same files make the same archive.
pub struct Packing(ZipWriter<Cursor<Vec<u8>>>);

impl Default for Packing {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }
}

impl Packing {
    /// Begins a file; what is written goes into it. One that is packed already lies in it as it is.
    ///
    /// # Errors
    /// Where there is no room for more.
    pub fn file(&mut self, name: &str, is_packed: bool) -> io::Result<&mut (impl Write + Send + use<>)> {
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // When it was packed is nothing anybody reads.
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.0.start_file(name, options)?;
        Ok(&mut self.0)
    }

    /// The whole archive.
    ///
    /// # Errors
    /// Where there is no room for its table of contents.
    pub fn done(self) -> io::Result<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }
}

/// An archive that is read file by file.
pub struct Archive<R>(ZipArchive<R>);

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive; none where it is none, or holds more files than anybody collects at once.
    pub fn open(reader: R) -> Option<Self> {
        ZipArchive::new(reader).ok().filter(|it| it.len() <= FILES_MAX).map(Self)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A file of it: its bare name, and its bytes where they can be had and are no more than so many. What lies packed in it comes as a
    /// packed file of its own.
    pub fn file(&mut self, at: usize, most: usize) -> (String, Option<Vec<u8>>) {
        let Ok(part) = self.0.by_index_raw(at) else { return (at.to_string(), None) };
        let name = part.name().map(|it| it.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        let name = name.unwrap_or_else(|_| at.to_string());
        if part.compression() == CompressionMethod::Deflated && !part.encrypted() {
            let (check, length) = (part.crc32(), part.size() as u32);
            return (name, all(part, most).map(|it| framed(&it, check, length)));
        }
        drop(part);
        (name, self.0.by_index(at).ok().and_then(|it| all(it, most)))
    }

    /// Bytes a file has, as the archive says.
    pub fn size(&mut self, at: usize) -> u64 {
        self.0.by_index_raw(at).map_or(0, |it| it.size())
    }

    /// Whether an entry is a folder, which holds nothing itself.
    pub fn is_folder(&self, at: usize) -> bool {
        matches!(self.0.name_for_index(at), Some(Ok(name)) if name.ends_with('/'))
    }
}

/// All that can be read, unless it is more than so many bytes.
fn all(from: impl Read, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let is_read = from.take(most as u64 + 1).read_to_end(&mut bytes).is_ok_and(|it| it <= most);
    is_read.then_some(bytes)
}
