//! Files a person picks, drops or pastes, and files handed out again.

use std::fmt;

use futures::future::join_all;
use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, File, FileList, HtmlInputElement};

use super::fault::Fault;
use super::on_disk::OnDisk;
pub use super::outgoing::{can_save_as, can_share_file, download, is_home_screen_app, save_as, share, share_text};

/// A file that was picked; nothing of it has been read yet.
#[derive(Clone)]
pub struct PickedFile {
    pub name: String,
    file: File,
}

/// A file that was read and not looked at: it can be handed to another worker without a copy. One that could not be read is handed on
/// as it is, so that who looks at it sees why.
pub struct Loaded {
    pub name: String,
    pub(super) content: JsValue,
}

impl Loaded {
    /// As it is handed on.
    pub(super) fn of(pair: &Array) -> Self {
        Self { name: pair.get(0).as_string().unwrap_or_default(), content: pair.get(1) }
    }

    /// The whole content, unless the file is larger than the limit.
    pub async fn bytes(self, limit: u64) -> Result<Vec<u8>, FileError> {
        match self.content.dyn_into::<Uint8Array>() {
            Ok(it) => Ok(it.to_vec()),
            Err(file) => PickedFile::of(file.unchecked_into()).bytes(limit).await,
        }
    }
}

/// Why a file did not get in or out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// Larger than the caller takes; nothing was read.
    TooLarge { size: u64, limit: u64 },
    /// The person closed the sheet or the dialog. Not a failure, and not a success.
    Dismissed,
    /// The browser wants a fresh tap, or forbids it here.
    Refused(String),
    /// This browser has no such way.
    Unsupported,
    /// Anything else, as the browser said it.
    Failed(String),
}

impl PickedFile {
    pub(super) fn of(file: File) -> Self {
        Self { name: file.name(), file }
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Bytes it has. The first to ask waits for the disk.
    pub fn size(&self) -> u64 {
        self.file.size() as u64
    }

    /// To be read where it lies; none on a page.
    pub fn on_disk(&self) -> Option<OnDisk> {
        OnDisk::of(&self.file)
    }

    /// The whole content, unless the file is larger than the limit.
    pub async fn bytes(&self, limit: u64) -> Result<Vec<u8>, FileError> {
        self.content(limit).await.map(|it| it.to_vec())
    }

    async fn content(&self, limit: u64) -> Result<Uint8Array, FileError> {
        let size = self.size();
        if size > limit {
            return Err(FileError::TooLarge { size, limit });
        }
        read(&self.file).await.map(|it| Uint8Array::new(&it))
    }

    fn loaded(&self, content: Option<Uint8Array>) -> Loaded {
        Loaded { name: self.name.clone(), content: content.map_or_else(|| self.file.clone().into(), JsValue::from) }
    }
}

async fn read(blob: &Blob) -> Result<ArrayBuffer, FileError> {
    JsFuture::from(blob.array_buffer()).await.map(JsCast::unchecked_into).map_err(|it| FileError::of(&it))
}

/// Files to be handed on, none of them larger than the limit. They are read as one: for each file by itself the browser takes longer than
/// for anything that is done with it. Where one of them cannot be read, each is.
pub async fn load(files: &[PickedFile], limit: u64) -> Vec<Loaded> {
    match load_as_one(files, limit).await {
        Some(all) => all,
        None => join_all(files.iter().map(|it| async { it.loaded(it.content(limit).await.ok()) })).await,
    }
}

async fn load_as_one(files: &[PickedFile], limit: u64) -> Option<Vec<Loaded>> {
    let is_read = |it: &&PickedFile| it.size() <= limit;
    let parts: Array = files.iter().filter(is_read).map(PickedFile::file).collect();
    let whole = read(&Blob::new_with_blob_sequence(&parts).ok()?).await.ok()?;
    let mut at = 0_u32;
    let mut part = |it: &PickedFile| {
        let (from, size) = (at, u32::try_from(it.size()).ok()?);
        at = from.checked_add(size).filter(|end| *end <= whole.byte_length())?;
        Some(Uint8Array::new_with_byte_offset_and_length(&whole, from, size))
    };
    let mut loaded = |it| Some(PickedFile::loaded(it, if is_read(&it) { Some(part(it)?) } else { None }));
    let all: Option<Vec<Loaded>> = files.iter().map(&mut loaded).collect();
    all.filter(|_| at == whole.byte_length())
}

/// The files of an input's change, of a drop or of a paste. An input is emptied, so that the same file can be picked again.
pub fn picked(event: &Event) -> Vec<PickedFile> {
    let target: JsValue = event.target().map(JsValue::from).unwrap_or_default();
    let sources = [target.clone(), member(event, "dataTransfer"), member(event, "clipboardData")];
    let lists = sources.iter().filter_map(|it| member(it, "files").dyn_into::<FileList>().ok());
    let files = lists.map(|it| listed(&it)).find(|it| !it.is_empty()).unwrap_or_default();
    if let Some(input) = target.dyn_ref::<HtmlInputElement>().filter(|it| it.type_() == "file") {
        input.set_value("");
    }
    files
}

fn listed(list: &FileList) -> Vec<PickedFile> {
    let files = (0..list.length()).filter_map(|index| list.get(index));
    files.map(PickedFile::of).collect()
}

fn member(object: &JsValue, name: &str) -> JsValue {
    // Nothing has no members, and asking throws.
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

impl FileError {
    pub(super) fn of(thrown: &JsValue) -> FileError {
        let fault = Fault::of(thrown);
        match fault.name.as_str() {
            _ if fault.is_dismissal() => FileError::Dismissed,
            "NotAllowedError" | "SecurityError" => FileError::Refused(fault.to_string()),
            // A method that is not there is a TypeError when called.
            "TypeError" => FileError::Unsupported,
            _ => FileError::Failed(fault.to_string()),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::TooLarge { size, limit } => write!(f, "{size} bytes, limit {limit}"),
            FileError::Dismissed => f.write_str("dismissed"),
            FileError::Refused(said) | FileError::Failed(said) => f.write_str(said),
            FileError::Unsupported => f.write_str("unsupported"),
        }
    }
}

impl std::error::Error for FileError {}
