//! Connections that cannot be had, die, or must give way to a newer version.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use onesheet::browser::database::{Database, Durability, Kind, Lost, Shelf, Write};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::database::{put, write};
use super::script;

/// Runs a script that gives a promise, and waits for it.
pub async fn promised(source: &str) -> JsValue {
    JsFuture::from(Promise::from(script(source))).await.expect("the script answers")
}

fn losses(database: &Database) -> Rc<RefCell<Vec<Lost>>> {
    let losses = Rc::new(RefCell::new(Vec::new()));
    let told = losses.clone();
    database.on_lost(move |it| told.borrow_mut().push(it));
    losses
}

#[wasm_bindgen_test]
async fn it_gives_way_to_a_newer_version_and_says_so() {
    let database = Database::open_named("t-newer").await.expect("opens");
    let losses = losses(&database);
    promised(
        "return new Promise((done, no) => { const it = indexedDB.open('t-newer', 99);
         it.onsuccess = () => { it.result.close(); done() }; it.onerror = it.onblocked = no })",
    )
    .await;
    assert_eq!(*losses.borrow(), [Lost::NewerVersion]);
    let refused = write(&database, vec![put(Shelf::Edits, "a", "1")], Durability::Relaxed).await;
    assert_eq!(refused.expect_err("is closed").kind, Kind::NewerVersion);
    assert_eq!(database.read(Shelf::Edits, "a").await.expect_err("is closed").kind, Kind::NewerVersion);
}

#[wasm_bindgen_test]
async fn one_of_a_newer_version_is_read_and_never_written() {
    let database = Database::open_named("t-later").await.expect("opens");
    write(&database, vec![put(Shelf::Edits, "a", "1")], Durability::Relaxed).await.expect("is written");
    assert!(!database.is_newer());
    promised(
        "return new Promise((done, no) => { const it = indexedDB.open('t-later', 99);
         it.onupgradeneeded = () => it.result.createObjectStore('unheard-of');
         it.onsuccess = () => { it.result.close(); done() }; it.onerror = it.onblocked = no })",
    )
    .await;
    for database in [Database::open_named("t-later").await.expect("is read"), database] {
        database.reopen().await.expect("is read");
        assert!(database.is_newer());
        assert_eq!(database.read(Shelf::Edits, "a").await, Ok(Some("1".to_owned())));
        let refused = write(&database, vec![put(Shelf::Edits, "a", "2")], Durability::Relaxed).await;
        assert_eq!(refused.expect_err("is newer").kind, Kind::NewerVersion);
        let exchanged = database.exchange((Shelf::Edits, &["a"]), |_| vec![put(Shelf::Edits, "a", "2")]).await;
        assert_eq!(exchanged.expect_err("is newer").kind, Kind::NewerVersion);
        assert_eq!(database.read(Shelf::Edits, "a").await, Ok(Some("1".to_owned())));
    }
}

#[wasm_bindgen_test]
async fn a_batch_with_a_fence_is_kept_whole_or_not_at_all() {
    let database = Database::open_named("t-fence").await.expect("opens");
    let fenced = |text: &str| vec![Write::Unless(Shelf::Meta, "fence".to_owned()), put(Shelf::Edits, "a", text)];
    write(&database, fenced("1"), Durability::Relaxed).await.expect("no fence yet");
    write(&database, fenced("2"), Durability::Relaxed).await.expect("it leaves none behind");
    let exchanged = database.exchange((Shelf::Edits, &["a", "b"]), |texts| {
        assert_eq!(texts, [Some("2".to_owned()), None]);
        vec![put(Shelf::Meta, "fence", ""), put(Shelf::Edits, "b", "3")]
    });
    exchanged.await.expect("is exchanged");
    let refused = write(&database, fenced("4"), Durability::Relaxed).await;
    assert_eq!(refused.expect_err("the fence is there").kind, Kind::Superseded);
    assert_eq!(database.read(Shelf::Edits, "a").await, Ok(Some("2".to_owned())));
    assert_eq!(database.read(Shelf::Edits, "b").await, Ok(Some("3".to_owned())));
}

#[wasm_bindgen_test]
async fn it_does_not_block_a_reset() {
    let database = Database::open_named("t-reset").await.expect("opens");
    let losses = losses(&database);
    promised(
        "return new Promise((done, no) => { const it = indexedDB.deleteDatabase('t-reset');
         it.onsuccess = () => done(); it.onerror = it.onblocked = no })",
    )
    .await;
    assert_eq!(*losses.borrow(), [Lost::Deleted]);
}

#[wasm_bindgen_test]
async fn one_made_anew_is_told_from_the_one_before_and_one_reopened_is_not() {
    let database = Database::open_named("t-birth").await.expect("opens");
    let losses = losses(&database);
    let asked = async || _ = database.read(Shelf::Meta, "a").await.expect("is read");
    asked().await;
    database.reopen().await.expect("opens");
    asked().await;
    promised(
        "return new Promise((done, no) => { const it = indexedDB.deleteDatabase('t-birth');
         it.onsuccess = () => done(); it.onerror = it.onblocked = no })",
    )
    .await;
    database.reopen().await.expect("is made anew");
    // An edit that was on its way is there before anybody looks.
    write(&database, vec![put(Shelf::Edits, "a", "1")], Durability::Relaxed).await.expect("is written");
    asked().await;
    assert_eq!(*losses.borrow(), [Lost::Deleted, Lost::MadeAnew]);
    database.reopen().await.expect("opens");
    asked().await;
    assert_eq!(losses.borrow().len(), 2);
}

#[wasm_bindgen_test]
async fn a_dead_handle_is_retryable_and_lives_again_after_reopening_for_its_clones_too() {
    let database = Database::open_named("t-dead").await.expect("opens");
    let clone = database.clone();
    write(&database, vec![put(Shelf::Edits, "a", "1")], Durability::Relaxed).await.expect("is written");
    script(
        "const own = IDBDatabase.prototype.transaction;
         IDBDatabase.prototype.transaction = function (...all) { this.close(); return own.apply(this, all) };
         globalThis.undo = () => { IDBDatabase.prototype.transaction = own }",
    );
    let dead = write(&database, vec![put(Shelf::Edits, "b", "2")], Durability::Relaxed).await.expect_err("is dead");
    script("undo()");
    assert_eq!((dead.kind, dead.is_retryable()), (Kind::Closed, true));
    // Reading makes the connection anew by itself; what is written waits for whoever keeps it.
    assert_eq!(clone.read(Shelf::Edits, "a").await, Ok(Some("1".to_owned())));
    write(&clone, vec![put(Shelf::Edits, "b", "2")], Durability::Strict).await.expect("is written");
    assert_eq!(clone.read(Shelf::Edits, "a").await, Ok(Some("1".to_owned())));
    assert_eq!(database.read(Shelf::Edits, "b").await, Ok(Some("2".to_owned())));
}

#[wasm_bindgen_test]
async fn where_there_is_no_database_it_is_unavailable() {
    let hidden = [
        "get: () => undefined",
        "get: () => { throw new DOMException('blocked', 'SecurityError') }",
        "value: { open() { throw new DOMException('blocked', 'SecurityError') } }",
    ];
    for how in hidden {
        script(&format!(
            "const own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
             Object.defineProperty(globalThis, 'indexedDB', {{ configurable: true, {how} }});
             globalThis.undo = () => Object.defineProperty(globalThis, 'indexedDB', own)"
        ));
        let opened = Database::open_named("t-none").await;
        script("undo()");
        assert_eq!(opened.err().expect("is not there").kind, Kind::Unavailable, "{how}");
    }
}

#[wasm_bindgen_test]
async fn a_database_without_its_shelves_is_damaged_and_is_left_alone() {
    promised(
        "return new Promise(done => { const it = indexedDB.open('t-bare', 1);
         it.onsuccess = () => { it.result.close(); done() } })",
    )
    .await;
    assert_eq!(Database::open_named("t-bare").await.err().expect("is bare").kind, Kind::Damaged);
}

#[wasm_bindgen_test]
async fn an_open_held_up_ends_in_time_and_its_late_answer_holds_up_nobody() {
    // A foreign window that will not let go, and a reset waiting for it: everything behind waits too.
    promised(
        "return new Promise(done => { const it = indexedDB.open('t-late', 1);
         it.onsuccess = () => { globalThis.stubborn = it.result; indexedDB.deleteDatabase('t-late').onblocked = () => done() } })",
    )
    .await;
    assert_eq!(Database::open_named("t-late").await.err().expect("gives up").kind, Kind::TimedOut);
    // The late connection gives way to a higher version only if it was closed: it has no listener that would do it.
    promised(
        "stubborn.close(); return new Promise((done, no) => { const it = indexedDB.open('t-late', 3);
         it.onsuccess = () => done(); it.onerror = it.onblocked = no })",
    )
    .await;
}
