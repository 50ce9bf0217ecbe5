//! Databases of former versions: they are opened with all that is in them, and an upgrade that is cut off leaves them as they
//! were.

use onesheet::browser::database::{Database, Shelf};
use onesheet::domain::json::Json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::connection::promised;
use super::script;

const V1: &str = include_str!("../stores/v1.json");
/// The shelves of version 1.
const SHELVES: [(&str, Shelf); 3] = [("edits", Shelf::Edits), ("snapshots", Shelf::Snapshots), ("meta", Shelf::Meta)];

/// Makes a database as version 1 did.
async fn make(name: &str) {
    promised(&format!(
        "const {{ shelves }} = {V1}; return new Promise((done, no) => {{
         const it = indexedDB.open('{name}', 1); it.onerror = no;
         it.onupgradeneeded = () => Object.keys(shelves).forEach(name => it.result.createObjectStore(name));
         it.onsuccess = () => {{
             const all = it.result.transaction(Object.keys(shelves), 'readwrite');
             for (const name in shelves) for (const key in shelves[name]) all.objectStore(name).put(shelves[name][key], key);
             all.oncomplete = () => {{ it.result.close(); done() }} }} }})"
    ))
    .await;
}

/// Everything in a database, read by plain script: its version, its shelves, and their rows.
async fn found(name: &str) -> Json {
    let text = promised(&format!(
        "const its = request => new Promise((done, no) => {{ request.onsuccess = () => done(request.result); request.onerror = no }});
         return its(indexedDB.open('{name}')).then(async it => {{
             const shelves = {{}};
             for (const name of it.objectStoreNames) {{
                 const shelf = it.transaction(name).objectStore(name);
                 const [keys, texts] = await Promise.all([its(shelf.getAllKeys()), its(shelf.getAll())]);
                 shelves[name] = Object.fromEntries(keys.map((key, at) => [key, texts[at]]));
             }}
             it.close(); return JSON.stringify({{ shelves, version: it.version }}) }})"
    ))
    .await;
    Json::parse(&text.as_string().expect("a text")).expect("JSON")
}

/// What version 1 left there.
fn left() -> Json {
    let file = Json::parse(V1).expect("JSON");
    let member = |name: &str| file.get(name).expect("is there").clone();
    Json::object([("shelves", member("shelves")), ("version", member("version"))])
}

async fn check_all_is_there(database: &Database) {
    for (name, shelf) in SHELVES {
        let rows = database.read_under(shelf, "").await.expect("is read");
        let rows = Json::Object(rows.into_iter().map(|(key, text)| (key, Json::Text(text))).collect());
        assert_eq!(Some(&rows), left().get("shelves").and_then(|it| it.get(name)), "{name}");
    }
    assert_eq!(database.read_under(Shelf::Copies, "").await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn a_database_of_version_1_is_opened_with_all_that_is_in_it() {
    make("t-v1").await;
    assert!(found("t-v1").await == left());
    check_all_is_there(&Database::open_named("t-v1").await.expect("opens")).await;
}

#[wasm_bindgen_test]
async fn an_upgrade_that_is_cut_off_leaves_the_former_version_whole() {
    // Cut off once the shelf is made, and where it cannot be made at all.
    let cuts =
        ["const it = own.apply(this, all); it.transaction.abort(); return it", "throw new DOMException('no', 'UnknownError')"];
    for (number, cut) in cuts.into_iter().enumerate() {
        let name = format!("t-cut-{number}");
        make(&name).await;
        script(&format!(
            "const own = IDBDatabase.prototype.createObjectStore;
             IDBDatabase.prototype.createObjectStore = function (...all) {{ {cut} }};
             globalThis.undo = () => {{ IDBDatabase.prototype.createObjectStore = own }}"
        ));
        let opened = Database::open_named(&name).await;
        script("undo()");
        assert!(opened.is_err(), "{cut}");
        assert!(found(&name).await == left(), "{cut}");
        check_all_is_there(&Database::open_named(&name).await.expect("opens")).await;
    }
}
