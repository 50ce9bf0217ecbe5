//! Marks, focus, address and the life of the page.

use std::cell::Cell;
use std::rc::Rc;

use onesheet::browser::lifecycle::{self, Idle};
use onesheet::browser::page;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{pause, script};

#[wasm_bindgen_test]
fn marks_come_and_go() {
    page::mark("data-save", "saving");
    page::mark("data-save", "saved");
    assert_eq!(script("return document.documentElement.dataset.save").as_string().as_deref(), Some("saved"));
    page::unmark("data-save");
    page::unmark("data-save");
    assert!(script("return document.documentElement.dataset.save").is_undefined());
    script("const it = document.createElement('div'); it.id = 'boot'; document.body.append(it)");
    page::remove_boot();
    page::remove_boot();
    assert!(script("return document.getElementById('boot')").is_null());
}

#[wasm_bindgen_test]
fn focus_finds_a_field_whatever_its_path_is_made_of() {
    let odd = r#"roster/a"]\b 店/na:me"#;
    script(
        r#"const row = document.createElement('div'); row.id = 'row'; document.body.append(row);
           for (const path of ['goals/vol/target', 'roster/a"]\\b 店/na:me']) {
               const it = document.createElement('input'); it.dataset.field = path; row.append(it) }
           const group = document.createElement('fieldset'); group.dataset.field = 'group';
           group.innerHTML = '<label>x <input type=radio name=g value=1></label>'; row.append(group)"#,
    );
    for path in ["goals/vol/target", odd] {
        assert!(page::focus_field(path), "{path}");
        assert_eq!(script("return document.activeElement.dataset.field").as_string().as_deref(), Some(path));
    }
    assert!(page::focus_field("group"));
    assert_eq!(script("return document.activeElement.type").as_string().as_deref(), Some("radio"));
    assert!(!page::focus_field("nowhere"));
    script("row.remove()");
}

#[wasm_bindgen_test]
fn the_address_is_told_in_plain_text() {
    script("history.replaceState(null, '', '#roster/%E5%BA%97')");
    assert_eq!(page::hash(), "roster/店");
    script("history.replaceState(null, '', '#50%')");
    assert_eq!(page::hash(), "50%");
    script("history.replaceState(null, '', location.pathname)");
    assert_eq!(page::hash(), "");
    assert_eq!(page::base_path(), "");
    script("const it = document.createElement('base'); it.href = '/sales/sheet/'; it.id = 'base'; document.head.append(it)");
    assert_eq!(page::base_path(), "/sales/sheet");
    script("document.getElementById('base').remove()");
    assert!(!page::browser_language().is_empty());
    assert!(page::media_matches("(min-width: 1px)"));
    assert!(!page::media_matches("not a query ("));
}

#[wasm_bindgen_test]
fn going_offline_and_hiding_are_heard_until_the_handle_is_dropped() {
    let heard = Rc::new(Cell::new(0));
    let count = heard.clone();
    let listening = page::on_online(move |online| count.set(count.get() + if online { 1 } else { 10 }));
    script("dispatchEvent(new Event('offline')); dispatchEvent(new Event('online'))");
    assert_eq!(heard.get(), 11);
    drop(listening);
    script("dispatchEvent(new Event('offline'))");
    assert_eq!(heard.get(), 11);

    let count = heard.clone();
    let listening = lifecycle::on_hidden(move || count.set(count.get() + 100));
    let count = heard.clone();
    let shown = lifecycle::on_shown(move || count.set(count.get() + 1_000));
    script(
        "dispatchEvent(new Event('pagehide'));
         Object.defineProperty(document, 'hidden', { configurable: true, value: true });
         document.dispatchEvent(new Event('visibilitychange')); delete document.hidden;
         document.dispatchEvent(new Event('visibilitychange'))",
    );
    assert_eq!(heard.get(), 1_211);
    drop((listening, shown));
    script("dispatchEvent(new Event('pagehide'))");
    assert_eq!(heard.get(), 1_211);
}

#[wasm_bindgen_test]
async fn idle_waits_for_the_last_touch_and_calls_once() {
    let calls = Rc::new(Cell::new(0));
    let count = calls.clone();
    let idle = Idle::new(80, move || count.set(count.get() + 1));
    pause(120).await;
    assert_eq!(calls.get(), 0);
    for _ in 0..5 {
        idle.touch();
        pause(40).await;
    }
    assert_eq!(calls.get(), 0);
    pause(150).await;
    assert_eq!(calls.get(), 1);
    idle.touch();
    pause(150).await;
    assert_eq!(calls.get(), 2);
    idle.touch();
    idle.rest();
    pause(150).await;
    assert_eq!(calls.get(), 2);
    idle.touch();
    drop(idle);
    pause(150).await;
    assert_eq!(calls.get(), 2);
}

#[wasm_bindgen_test]
fn the_browser_composes_characters() {
    for (typed, composed) in [("cafe\u{301}", "café"), ("新品上柜", "新品上柜"), ("plain", "plain"), ("", "")] {
        assert_eq!(onesheet::browser::text::composed(typed.to_owned()), composed);
    }
}
