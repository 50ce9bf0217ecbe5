//! A picked file read where it lies, piece by piece and without waiting, for archives that are larger than a worker should hold. A page
//! cannot: the browser forbids it to wait.

use std::io::{self, Read, Seek, SeekFrom};

use js_sys::Uint8Array;
use web_sys::{File, FileReaderSync};

use super::fault::Fault;

/// Bytes that are read at once: what is looked at next nearly always stands behind what was looked at before.
const PIECE: u64 = 1024 * 1024;

/// The file, where one stands in it, and the piece around that.
pub struct OnDisk {
    file: File,
    reader: FileReaderSync,
    size: u64,
    at: u64,
    piece: Vec<u8>,
    piece_at: u64,
}

impl OnDisk {
    /// None on a page.
    pub(super) fn of(file: &File) -> Option<Self> {
        let reader = FileReaderSync::new().ok()?;
        Some(Self { size: file.size() as u64, file: file.clone(), reader, at: 0, piece: Vec::new(), piece_at: 0 })
    }

    /// What of the piece stands where one is.
    fn here(&self) -> &[u8] {
        let from = self.at.checked_sub(self.piece_at).and_then(|it| usize::try_from(it).ok());
        from.and_then(|it| self.piece.get(it..)).unwrap_or_default()
    }

    fn read_piece(&mut self) -> io::Result<()> {
        let end = (self.at + PIECE).min(self.size);
        let slice = self.file.slice_with_f64_and_f64(self.at as f64, end as f64);
        let bytes = slice.and_then(|it| self.reader.read_as_array_buffer(&it));
        let bytes = bytes.map_err(|thrown| io::Error::other(Fault::of(&thrown).to_string()))?;
        (self.piece, self.piece_at) = (Uint8Array::new(&bytes).to_vec(), self.at);
        Ok(())
    }
}

impl Read for OnDisk {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.here().is_empty() && self.at < self.size {
            self.read_piece()?;
        }
        let mut here = self.here();
        let many = here.read(into)?;
        self.at += many as u64;
        Ok(many)
    }
}

impl Seek for OnDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
