//! Handing a file out: download, share sheet, save dialog. Part of `files`.
//!
//! Share sheet and dialog need the tap that asked for them to be recent, so both are called before the first await: make the
//! bytes before the tap.

use std::future::Future;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, HtmlAnchorElement, Url};

use super::files::FileError;
use super::timer::later;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type Sharing;
    #[wasm_bindgen(method, catch, js_name = canShare)]
    fn can_share(this: &Sharing, content: &Object) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn share(this: &Sharing, content: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Clipboard;
    #[wasm_bindgen(method, catch, js_name = writeText)]
    fn write_text(this: &Clipboard, text: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Saving;
    #[wasm_bindgen(method, catch, js_name = showSaveFilePicker)]
    fn show_save_file_picker(this: &Saving, options: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Place;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &Place) -> Result<Promise, JsValue>;

    #[wasm_bindgen(extends = Object)]
    type Writing;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writing, bytes: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writing) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn abort(this: &Writing) -> Result<Promise, JsValue>;
}

/// Some browsers read the address only after the click is over.
const REVOKE_AFTER: u32 = 60_000;

/// Starts a download. Whether it reached the disk nobody tells.
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), FileError> {
    let failed = |it: JsValue| FileError::of(&it);
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts(bytes), &options).map_err(failed)?;
    let document = web_sys::window().and_then(|it| it.document()).ok_or(FileError::Unsupported)?;
    let body = document.body().ok_or(FileError::Unsupported)?;
    let link: HtmlAnchorElement = document.create_element("a").map_err(failed)?.unchecked_into();
    let url = Url::create_object_url_with_blob(&blob).map_err(failed)?;
    link.set_href(&url);
    link.set_download(name);
    link.set_hidden(true);
    // Older browsers ignore the click of a link that is not in the page.
    body.append_child(&link).map_err(failed)?;
    link.click();
    link.remove();
    // An address that cannot be revoked goes with the page.
    later(REVOKE_AFTER, move || _ = Url::revoke_object_url(&url));
    Ok(())
}

/// Whether the share sheet takes this very file; Chrome for one refuses `.json` and takes `.txt`.
pub fn can_share_file(name: &str, mime: &str, bytes: &[u8]) -> bool {
    let content = shared(name, mime, bytes);
    content.is_ok_and(|content| sharing().is_some_and(|it| it.can_share(&content).unwrap_or(false)))
}

/// Opens the share sheet with the file.
pub fn share(name: &str, mime: &str, bytes: &[u8]) -> impl Future<Output = Result<(), FileError>> + use<> {
    let asked = shared(name, mime, bytes).and_then(|content| {
        let sharing = sharing().ok_or(FileError::Unsupported)?;
        sharing.share(&content).map_err(|it| FileError::of(&it))
    });
    async move { settled(asked).await.map(|_| ()) }
}

/// Shares a text, or copies it where this browser has no share sheet; tells whether it was copied.
pub fn share_text(text: &str) -> impl Future<Output = Result<bool, FileError>> + use<> {
    let content = Object::new();
    // A plain object of our own takes every property.
    _ = Reflect::set(&content, &"text".into(), &text.into());
    let has_sheet = |it: &Sharing| Reflect::get(it, &"share".into()).is_ok_and(|it| it.is_function());
    let (asked, is_copied) = match sharing().filter(has_sheet) {
        Some(sharing) => (sharing.share(&content), false),
        None => (copy(text), true),
    };
    let asked = asked.map_err(|it| FileError::of(&it));
    async move { settled(asked).await.map(|_| is_copied) }
}

fn copy(text: &str) -> Result<Promise, JsValue> {
    let navigator: JsValue = web_sys::window().map(|it| it.navigator()).into();
    let clipboard: Clipboard = Reflect::get(&navigator, &"clipboard".into())?.dyn_into::<Object>()?.unchecked_into();
    clipboard.write_text(text)
}

/// Whether this browser has a save dialog for pages.
pub fn can_save_as() -> bool {
    let window: JsValue = web_sys::window().into();
    Reflect::get(&window, &"showSaveFilePicker".into()).is_ok_and(|it| it.is_function())
}

/// Asks where to, writes the file there, and tells the name it got.
pub fn save_as(name: &str, bytes: &[u8]) -> impl Future<Output = Result<String, FileError>> + use<> {
    let content = Uint8Array::from(bytes);
    let asked = ask_where(name);
    async move {
        let place: Place = settled(asked).await?.unchecked_into();
        let writing = settled(place.create_writable().map_err(|it| FileError::of(&it))).await?;
        let writing: Writing = writing.unchecked_into();
        if let Err(error) = written(&writing, &content).await {
            // Leaves the old file as it was; the reason is told already.
            _ = settled(writing.abort().map_err(|it| FileError::of(&it))).await;
            return Err(error);
        }
        let name = Reflect::get(&place, &"name".into()).ok().and_then(|it| it.as_string());
        Ok(name.unwrap_or_default())
    }
}

/// Whether this is an app on an iOS home screen, where a download opens a preview without a way back.
pub fn is_home_screen_app() -> bool {
    let navigator = web_sys::window().map(|it| it.navigator());
    navigator.is_some_and(|it| Reflect::get(&it, &"standalone".into()).is_ok_and(|it| it.is_truthy()))
}

fn ask_where(name: &str) -> Result<Promise, FileError> {
    if !can_save_as() {
        return Err(FileError::Unsupported);
    }
    let window = web_sys::window().ok_or(FileError::Unsupported)?.unchecked_into::<Saving>();
    let options = Object::new();
    // A plain object of our own takes every property.
    _ = Reflect::set(&options, &"suggestedName".into(), &name.into());
    window.show_save_file_picker(&options).map_err(|it| FileError::of(&it))
}

async fn written(writing: &Writing, content: &Uint8Array) -> Result<(), FileError> {
    settled(writing.write(content).map_err(|it| FileError::of(&it))).await?;
    settled(writing.close().map_err(|it| FileError::of(&it))).await?;
    Ok(())
}

async fn settled(asked: Result<Promise, FileError>) -> Result<JsValue, FileError> {
    JsFuture::from(asked?).await.map_err(|it| FileError::of(&it))
}

fn sharing() -> Option<Sharing> {
    web_sys::window().map(|it| it.navigator().unchecked_into())
}

fn shared(name: &str, mime: &str, bytes: &[u8]) -> Result<Object, FileError> {
    let options = FilePropertyBag::new();
    options.set_type(mime);
    let file = File::new_with_u8_array_sequence_and_options(&parts(bytes), name, &options).map_err(|it| FileError::of(&it))?;
    let content = Object::new();
    // A plain object of our own takes every property.
    _ = Reflect::set(&content, &"files".into(), &Array::of1(&file));
    Ok(content)
}

fn parts(bytes: &[u8]) -> Array {
    Array::of1(&Uint8Array::from(bytes))
}
