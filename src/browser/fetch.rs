//! Reading the app's own files from where it is hosted.

use std::fmt;

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::fault::Fault;

#[wasm_bindgen]
extern "C" {
    // With an address alone the mode is cors and credentials are same-origin, which is what a
    // `<link rel="preload" as="fetch" crossorigin>` asked with; anything else would fetch a second time.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn fetch(url: &str) -> Result<Promise, JsValue>;
}

/// Why a file did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchError {
    pub url: String,
    pub kind: FetchKind,
}

/// What came instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchKind {
    /// Nothing: no network and nothing kept, or the answer broke off.
    Unreachable(String),
    /// An answer that says no.
    Status(u16),
    /// A page where data was asked for: the sign-in page of a Wi-Fi, or a host that answers every address with its start page.
    Page,
}

/// The text of a data file of this app.
pub async fn text(url: &str) -> Result<String, FetchError> {
    answer(url).await.map_err(|kind| FetchError { url: url.to_owned(), kind })
}

async fn answer(url: &str) -> Result<String, FetchKind> {
    let unreachable = |thrown: JsValue| FetchKind::Unreachable(Fault::of(&thrown).to_string());
    let response = JsFuture::from(fetch(url).map_err(unreachable)?).await.map_err(unreachable)?;
    let response: Response = response.unchecked_into();
    if response.status() >= 400 {
        return Err(FetchKind::Status(response.status()));
    }
    let mime = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    if mime.to_ascii_lowercase().starts_with("text/html") {
        return Err(FetchKind::Page);
    }
    let text = JsFuture::from(response.text().map_err(unreachable)?).await.map_err(unreachable)?;
    text.as_string().ok_or_else(|| FetchKind::Unreachable("no text".to_owned()))
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FetchKind::Unreachable(said) => write!(f, "{}: {said}", self.url),
            FetchKind::Status(status) => write!(f, "{}: status {status}", self.url),
            FetchKind::Page => write!(f, "{}: a page instead of data", self.url),
        }
    }
}

impl std::error::Error for FetchError {}
