//! The database: what is written is read, batches are whole, and `done` tells the truth.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use onesheet::browser::database::{Database, DatabaseError, Durability, Kind, Shelf, Write};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::script;

pub fn put(shelf: Shelf, key: &str, text: &str) -> Write {
    Write::Put(shelf, key.to_owned(), text.to_owned())
}

/// Writes and waits for the answer.
pub async fn write(database: &Database, batch: Vec<Write>, durability: Durability) -> Result<(), DatabaseError> {
    let answer = Rc::new(RefCell::new(None));
    let told = answer.clone();
    let promise = Promise::new(&mut |resolve, _| {
        let told = told.clone();
        database.write(&batch, durability, move |it| {
            *told.borrow_mut() = Some(it);
            resolve.call0(&JsValue::NULL).expect("resolves");
        });
    });
    JsFuture::from(promise).await.expect("is resolved");
    let answer = answer.borrow_mut().take();
    answer.expect("an answer")
}

#[wasm_bindgen_test]
async fn what_is_written_is_read() {
    let database = Database::open_named("t-read").await.expect("opens");
    assert_eq!(database.read(Shelf::Edits, "a").await, Ok(None));
    let batch = vec![put(Shelf::Edits, "a", "周计划 🙂"), put(Shelf::Meta, "a", "")];
    assert_eq!(write(&database, batch, Durability::Relaxed).await, Ok(()));
    assert_eq!(database.read(Shelf::Edits, "a").await, Ok(Some("周计划 🙂".to_owned())));
    assert_eq!(database.read(Shelf::Meta, "a").await, Ok(Some(String::new())));
    assert_eq!(database.read(Shelf::Snapshots, "a").await, Ok(None));
    assert_eq!(write(&database, vec![Write::Delete(Shelf::Edits, "a".to_owned())], Durability::Relaxed).await, Ok(()));
    assert_eq!(database.read(Shelf::Edits, "a").await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_prefix_finds_and_deletes_what_begins_with_it_and_nothing_else() {
    let database = Database::open_named("t-range").await.expect("opens");
    let keys = ["w1", "w1/", "w1/b", "w1/a", "w1/中", "w10/a", "w2/a"];
    let batch = keys.iter().map(|it| put(Shelf::Edits, it, &format!("text {it}"))).collect();
    write(&database, batch, Durability::Relaxed).await.expect("is written");
    let found = database.read_under(Shelf::Edits, "w1/").await.expect("is read");
    let expected = ["w1/", "w1/a", "w1/b", "w1/中"];
    assert_eq!(found, expected.map(|it| (it.to_owned(), format!("text {it}"))));
    assert_eq!(database.keys_under(Shelf::Edits, "w1/").await.expect("is read"), expected);
    assert_eq!(database.count_under(Shelf::Edits, "w1/").await, Ok(4));
    assert_eq!(database.count_under(Shelf::Edits, "").await, Ok(7));
    let sweep = vec![Write::DeleteUnder(Shelf::Edits, "w1/".to_owned()), put(Shelf::Edits, "w1/new", "n")];
    write(&database, sweep, Durability::Relaxed).await.expect("is written");
    assert_eq!(database.keys_under(Shelf::Edits, "").await.expect("is read"), ["w1", "w1/new", "w10/a", "w2/a"]);
}

#[wasm_bindgen_test]
async fn durability_and_shelves_are_those_asked_for() {
    let database = Database::open_named("t-durability").await.expect("opens");
    // After every opening its birth is looked at; that has been by then.
    database.read(Shelf::Meta, "a").await.expect("is read");
    script(
        "const own = IDBDatabase.prototype.transaction; globalThis.seen = [];
         IDBDatabase.prototype.transaction = function (...all) {
             const it = own.apply(this, all); seen.push([...it.objectStoreNames].join(), it.mode, it.durability); return it };
         globalThis.undo = () => { IDBDatabase.prototype.transaction = own }",
    );
    let both = vec![put(Shelf::Meta, "a", "1"), put(Shelf::Edits, "a", "1"), put(Shelf::Meta, "b", "1")];
    write(&database, both, Durability::Strict).await.expect("is written");
    write(&database, vec![put(Shelf::Snapshots, "a", "1")], Durability::Relaxed).await.expect("is written");
    let seen: Vec<String> = Array::from(&script("undo(); return seen")).iter().filter_map(|it| it.as_string()).collect();
    assert_eq!(seen, ["edits,meta", "readwrite", "strict", "snapshots", "readwrite", "relaxed"]);
}

#[wasm_bindgen_test]
async fn done_comes_after_complete_and_the_write_is_issued_and_committed_at_once() {
    let database = Database::open_named("t-order").await.expect("opens");
    script(
        "globalThis.log = []; const own = IDBTransaction.prototype.commit;
         IDBTransaction.prototype.commit = function () {
             log.push('commit'); this.addEventListener('complete', () => log.push('complete')); return own.call(this) };
         globalThis.undo = () => { IDBTransaction.prototype.commit = own }",
    );
    let told = Promise::new(&mut |resolve, _| {
        database.write([put(Shelf::Edits, "a", "1")], Durability::Relaxed, move |it| {
            assert_eq!(it, Ok(()));
            script("log.push('done')");
            resolve.call0(&JsValue::NULL).expect("resolves");
        });
        script("log.push('returned')");
    });
    JsFuture::from(told).await.expect("is told");
    super::pause(20).await;
    // Our handler was set before the probe's, hence `done` before the probe's `complete` of the same event.
    let log: Vec<String> = Array::from(&script("undo(); return log")).iter().filter_map(|it| it.as_string()).collect();
    assert_eq!(log, ["commit", "returned", "done", "complete"]);
}

#[wasm_bindgen_test]
async fn an_abort_tells_its_reason_and_keeps_nothing_of_the_batch() {
    let database = Database::open_named("t-abort").await.expect("opens");
    write(&database, vec![put(Shelf::Edits, "taken", "old")], Durability::Relaxed).await.expect("is written");
    script(
        "const own = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (text, key) { return this.add(text, key) };
         globalThis.undo = () => { IDBObjectStore.prototype.put = own }",
    );
    let batch = vec![put(Shelf::Edits, "fresh", "new"), put(Shelf::Edits, "taken", "new")];
    let refused = write(&database, batch, Durability::Relaxed).await.expect_err("is refused");
    script("undo()");
    assert_eq!(refused.kind, Kind::Superseded);
    assert!(refused.detail.starts_with("ConstraintError"), "{}", refused.detail);
    assert_eq!(database.read(Shelf::Edits, "fresh").await, Ok(None));
    assert_eq!(database.read(Shelf::Edits, "taken").await, Ok(Some("old".to_owned())));
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_under_all_its_names() {
    let database = Database::open_named("t-quota").await.expect("opens");
    let reasons = [
        ("new DOMException('full', 'QuotaExceededError')", Kind::Quota),
        ("{ name: 'NS_ERROR_DOM_QUOTA_REACHED' }", Kind::Quota),
        ("{ name: 'Error', code: 22 }", Kind::Quota),
        ("new DOMException('Encountered full disk while opening backing store', 'UnknownError')", Kind::Quota),
        ("new DOMException('Connection to Indexed Database server lost. Refresh the page', 'UnknownError')", Kind::Closed),
        ("new DOMException('Attempt to get without an in-progress transaction', 'UnknownError')", Kind::Closed),
        ("null", Kind::Other),
    ];
    for (reason, kind) in reasons {
        script(&format!(
            "const put = IDBObjectStore.prototype.put;
             const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error');
             IDBObjectStore.prototype.put = function (...all) {{ put.apply(this, all); this.transaction.abort() }};
             Object.defineProperty(IDBTransaction.prototype, 'error', {{ configurable: true, get: () => ({reason}) }});
             globalThis.undo = () => {{ IDBObjectStore.prototype.put = put;
                 Object.defineProperty(IDBTransaction.prototype, 'error', error) }}"
        ));
        let refused = write(&database, vec![put(Shelf::Edits, "a", "1")], Durability::Relaxed).await;
        script("undo()");
        assert_eq!(refused.expect_err("is refused").kind, kind, "{reason}");
    }
    assert_eq!(database.read(Shelf::Edits, "a").await, Ok(None));
}

#[wasm_bindgen_test]
async fn two_hundred_writes_of_one_task_are_told_and_kept_in_order() {
    let database = Database::open_named("t-many").await.expect("opens");
    let told = Rc::new(RefCell::new(Vec::new()));
    let all = Promise::new(&mut |resolve, _| {
        for number in 0..200 {
            let (told, resolve) = (told.clone(), resolve.clone());
            let batch = [put(Shelf::Edits, &format!("{number:03}"), "x"), put(Shelf::Meta, "last", &number.to_string())];
            database.write(batch, Durability::Relaxed, move |it| {
                assert_eq!(it, Ok(()));
                told.borrow_mut().push(number);
                if number == 199 {
                    resolve.call0(&JsValue::NULL).expect("resolves");
                }
            });
        }
    });
    JsFuture::from(all).await.expect("all are told");
    assert_eq!(*told.borrow(), (0..200).collect::<Vec<_>>());
    assert_eq!(database.count_under(Shelf::Edits, "").await, Ok(200));
    assert_eq!(database.read(Shelf::Meta, "last").await, Ok(Some("199".to_owned())));
}

#[wasm_bindgen_test]
async fn an_empty_batch_is_done_but_not_from_within() {
    let database = Database::open_named("t-empty").await.expect("opens");
    assert_eq!(write(&database, Vec::new(), Durability::Strict).await, Ok(()));
    let inside = Rc::new(RefCell::new(false));
    let told = inside.clone();
    database.write([], Durability::Relaxed, move |_| *told.borrow_mut() = true);
    assert!(!*inside.borrow());
    super::pause(5).await;
    assert!(*inside.borrow());
}

#[wasm_bindgen_test]
async fn a_damaged_text_is_an_error_and_not_an_empty_place() {
    let database = Database::open_named("t-damaged").await.expect("opens");
    let spoil = "return new Promise(done => { const it = indexedDB.open('t-damaged'); it.onsuccess = () => {
        const tx = it.result.transaction('edits', 'readwrite'); tx.objectStore('edits').put({ no: 'text' }, 'k/1');
        tx.oncomplete = () => { it.result.close(); done() } } })";
    JsFuture::from(Promise::from(script(spoil))).await.expect("is spoilt");
    assert_eq!(database.read(Shelf::Edits, "k/1").await.expect_err("is damaged").kind, Kind::Damaged);
    assert_eq!(database.read_under(Shelf::Edits, "k/").await.expect_err("is damaged").kind, Kind::Damaged);
    assert_eq!(database.keys_under(Shelf::Edits, "k/").await.expect("keys are whole"), ["k/1"]);
}
