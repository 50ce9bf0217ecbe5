//! Journal, preferences, clock, random names, files out and the fetch of data.

use onesheet::browser::fetch::{self, FetchKind};
use onesheet::browser::files::{self, FileError};
use onesheet::browser::journal::{Journal, JournalError};
use onesheet::browser::{clock, preferences, random};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::script;

const BLOCK: &str = "const own = Object.getOwnPropertyDescriptor(window, 'localStorage');
    Object.defineProperty(window, 'localStorage', { configurable: true, get: HOW });
    globalThis.undo = () => Object.defineProperty(window, 'localStorage', own)";

fn block(how: &str) {
    script(&BLOCK.replace("HOW", how));
}

#[wasm_bindgen_test]
fn the_journal_keeps_its_lines_apart() {
    script("localStorage.clear(); localStorage.setItem('other', '1'); localStorage.setItem('onesheet/x', '1')");
    let journal = Journal::probe();
    assert!(journal.is_kept());
    journal.put("b/2", "second").expect("is kept");
    journal.put("a/1", "第一").expect("is kept");
    journal.put("b/2", "again").expect("is kept");
    assert_eq!(script("return localStorage.getItem('j/a/1')").as_string().as_deref(), Some("第一"));
    let lines = [("a/1", "第一"), ("b/2", "again")].map(|(key, text)| (key.to_owned(), text.to_owned()));
    let mut found = Journal::probe().all();
    found.sort();
    assert_eq!(found, lines);
    journal.remove("a/1");
    journal.remove("never");
    assert_eq!(journal.all(), lines[1..]);
    assert_eq!(journal.put("big", &"x".repeat(6_000_000)), Err(JournalError::Full));
    script("localStorage.clear()");
}

#[wasm_bindgen_test]
fn where_storage_is_blocked_nothing_breaks() {
    for how in ["() => { throw new DOMException('no', 'SecurityError') }", "() => null"] {
        block(how);
        let journal = Journal::probe();
        assert!(!journal.is_kept());
        assert_eq!(journal.put("a", "1"), Err(JournalError::Blocked));
        journal.remove("a");
        assert_eq!(journal.all(), []);
        assert!(!preferences::set("language", "zh"));
        assert_eq!(preferences::get("language"), None);
        preferences::remove("language");
        script("undo()");
    }
}

#[wasm_bindgen_test]
fn preferences_are_kept_and_foreign_ones_ignored() {
    script("localStorage.setItem('density', 'theirs')");
    assert_eq!(preferences::get("density"), None);
    assert!(preferences::set("density", "紧凑"));
    assert_eq!(preferences::get("density").as_deref(), Some("紧凑"));
    assert_eq!(script("return localStorage.getItem('density')").as_string().as_deref(), Some("theirs"));
    preferences::remove("density");
    assert_eq!(preferences::get("density"), None);
    assert!(script("return localStorage.getItem('onesheet/density')").is_null());
}

#[wasm_bindgen_test]
fn the_clock_tells_local_time_with_its_offset() {
    let now = clock::now();
    let parsed = script(&format!("return Date.parse('{now}')")).as_f64().expect("a number");
    assert!((parsed - clock::millis()).abs() < 2_000.0, "{now}");
    assert_eq!(now.len(), "2026-11-27T17:41:05+08:00".len());
    let (year, month, day) = clock::today();
    assert_eq!(now[..10], format!("{year:04}-{month:02}-{day:02}"));
    assert_eq!(clock::time_of_day().len(), 5);
    script("globalThis.own = Date.prototype.getTimezoneOffset; Date.prototype.getTimezoneOffset = () => 210");
    assert!(clock::now().ends_with("-03:30"));
    script("Date.prototype.getTimezoneOffset = () => -480");
    assert!(clock::now().ends_with("+08:00"));
    script("Date.prototype.getTimezoneOffset = own");
}

#[wasm_bindgen_test]
fn random_names_have_their_shape_and_differ() {
    let token = random::token(40);
    assert_eq!(token.len(), 40);
    assert!(token.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit()), "{token}");
    assert_ne!(token, random::token(40));
    assert_eq!(random::token(0), "");
    let (first, second) = (random::uuid_v7(), random::uuid_v7());
    assert_ne!(first, second);
    assert!(first[..8] <= second[..8]);
    let shape =
        format!("return /^[0-9a-f]{{8}}-[0-9a-f]{{4}}-7[0-9a-f]{{3}}-[89ab][0-9a-f]{{3}}-[0-9a-f]{{12}}$/.test('{first}')");
    assert_eq!(script(&shape).as_bool(), Some(true), "{first}");
}

#[wasm_bindgen_test]
async fn picked_files_are_read_within_the_limit_and_the_input_is_emptied() {
    let event = script(
        "const box = document.createElement('input'); box.type = 'file'; box.multiple = true;
         const held = new DataTransfer();
         held.items.add(new File(['{\"a\":1}'], '一周.json')); held.items.add(new File(['xy'], 'b.txt'));
         box.files = held.files; globalThis.box = box;
         let seen; box.addEventListener('change', it => seen = it); box.dispatchEvent(new Event('change')); return seen",
    );
    let picked = files::picked(event.unchecked_ref());
    let names: Vec<_> = picked.iter().map(|it| (it.name.as_str(), it.size())).collect();
    assert_eq!(names, [("一周.json", 7), ("b.txt", 2)]);
    assert_eq!(script("return box.files.length").as_f64(), Some(0.0));
    assert_eq!(picked[0].bytes(7).await, Ok(b"{\"a\":1}".to_vec()));
    assert_eq!(picked[0].bytes(6).await, Err(FileError::TooLarge { size: 7, limit: 6 }));
    let dropped = script(
        "const held = new DataTransfer(); held.items.add(new File(['z'], 'z.json'));
         return new DragEvent('drop', { dataTransfer: held })",
    );
    assert_eq!(files::picked(dropped.unchecked_ref())[0].bytes(10).await, Ok(b"z".to_vec()));
    assert!(files::picked(script("return new Event('change')").unchecked_ref()).is_empty());
}

#[wasm_bindgen_test]
async fn a_closed_dialog_is_told_from_a_failure() {
    script("globalThis.own = window.showSaveFilePicker; window.showSaveFilePicker = undefined");
    assert_eq!(files::save_as("a.json", b"1").await, Err(FileError::Unsupported));
    script("window.showSaveFilePicker = async () => { throw new DOMException('closed', 'AbortError') }");
    assert_eq!(files::save_as("a.json", b"1").await, Err(FileError::Dismissed));
    script("window.showSaveFilePicker = async () => { throw new DOMException('tap', 'NotAllowedError') }");
    assert!(matches!(files::save_as("a.json", b"1").await, Err(FileError::Refused(_))));
    script(
        "globalThis.saved = []; window.showSaveFilePicker = async it => ({ name: it.suggestedName + '!',
         createWritable: async () => ({ write: async it => { saved.push(...it) }, close: async () => { saved.push('end') } }) })",
    );
    assert_eq!(files::save_as("a.json", b"12").await.as_deref(), Ok("a.json!"));
    assert_eq!(script("return saved.join()").as_string().as_deref(), Some("49,50,end"));
    script("window.showSaveFilePicker = own");
}

#[wasm_bindgen_test]
async fn sharing_asks_with_the_very_file() {
    script(
        "globalThis.asked = []; navigator.canShare = it => it.files[0].type === 'text/plain';
         navigator.share = async it => { asked.push(it.files[0].name, await it.files[0].text()) }",
    );
    assert!(files::can_share_file("a.txt", "text/plain", b"1"));
    assert!(!files::can_share_file("a.json", "application/json", b"1"));
    assert_eq!(files::share("a.txt", "text/plain", b"text").await, Ok(()));
    assert_eq!(script("return asked.join()").as_string().as_deref(), Some("a.txt,text"));
    script("navigator.share = async () => { throw new DOMException('closed', 'AbortError') }");
    assert_eq!(files::share("a.txt", "text/plain", b"1").await, Err(FileError::Dismissed));
    script("navigator.canShare = navigator.share = undefined");
    assert!(!files::can_share_file("a.txt", "text/plain", b"1"));
    assert_eq!(files::share("a.txt", "text/plain", b"1").await, Err(FileError::Unsupported));
    script("delete navigator.canShare; delete navigator.share");
}

#[wasm_bindgen_test]
fn a_download_carries_name_and_content_and_leaves_nothing_in_the_page() {
    script(
        "globalThis.clicked = []; globalThis.own = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () { clicked.push(this.download, this.href.slice(0, 5), this.isConnected) }",
    );
    assert_eq!(files::download("周.json", "application/json", b"{}"), Ok(()));
    assert_eq!(script("return clicked.join()").as_string().as_deref(), Some("周.json,blob:,true"));
    assert_eq!(script("return document.querySelectorAll('a[download]').length").as_f64(), Some(0.0));
    script("HTMLAnchorElement.prototype.click = own");
}

#[wasm_bindgen_test]
async fn files_are_loaded_as_one_and_where_that_fails_each_by_itself() {
    let event = "const it = new DataTransfer();
         for (const [name, text] of [['a', '一'], ['b', ''], ['large', 'x'.repeat(9)], ['c', 'ccc']]) it.items.add(new File([text], name));
         return new DragEvent('drop', { dataTransfer: it })";
    script(
        "globalThis.own = Blob.prototype.arrayBuffer; globalThis.asked = [];
         Blob.prototype.arrayBuffer = function () { asked.push(this.name ?? 'all'); return own.call(this) }",
    );
    let picked = files::picked(&script(event).unchecked_into());
    let said = async |limit| {
        let mut said = Vec::new();
        for it in files::load(&picked, limit).await {
            said.push((it.name.clone(), it.bytes(limit).await.map(|it| String::from_utf8(it).expect("is text"))));
        }
        said
    };
    let ok = |name: &str, text: &str| (name.to_owned(), Ok(text.to_owned()));
    let large = ("large".to_owned(), Err(FileError::TooLarge { size: 9, limit: 8 }));
    let expected = [ok("a", "一"), ok("b", ""), large, ok("c", "ccc")];
    assert_eq!(said(8).await, expected);
    assert_eq!(script("return asked.join()").as_string().as_deref(), Some("all"), "read once");
    script(
        "Blob.prototype.arrayBuffer = async function () {
         if (!this.name || this.name === 'c') throw new DOMException('gone', 'NotReadableError');
         return own.call(this) }",
    );
    let mut expected = expected;
    expected[3].1 = Err(FileError::Failed("NotReadableError: gone".to_owned()));
    assert_eq!(said(8).await, expected);
    script("Blob.prototype.arrayBuffer = own");
}

#[wasm_bindgen_test]
async fn a_page_instead_of_data_is_an_error() {
    script(
        "globalThis.own = window.fetch; window.fetch = async it => {
         if (it === 'off') throw new TypeError('Failed to fetch');
         if (it === 'none') return new Response('', { status: 404 });
         const type = it === 'portal' ? 'text/html; charset=utf-8' : 'application/json';
         return new Response('数据', { headers: { 'content-type': type } }) }",
    );
    assert_eq!(fetch::text("data").await.as_deref(), Ok("数据"));
    assert_eq!(fetch::text("portal").await.map_err(|it| it.kind), Err(FetchKind::Page));
    assert_eq!(fetch::text("none").await.map_err(|it| it.kind), Err(FetchKind::Status(404)));
    assert!(matches!(fetch::text("off").await.map_err(|it| it.kind), Err(FetchKind::Unreachable(_))));
    script("window.fetch = own");
}
