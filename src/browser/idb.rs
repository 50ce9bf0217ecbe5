//! IndexedDB as this app needs it: the hot calls as own externs, opening with a time limit, and the end of a transaction.
//!
//! web-sys shows a transaction's durability only under its unstable flag, hence the externs; they also pass texts and
//! prepared values straight on, which spares a call per keystroke.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbOpenDbRequest, IdbRequest, IdbVersionChangeEvent};

use super::database_error::{DatabaseError, Kind};
use super::once::{Answer, once};
use super::random;
use super::timer::after;

#[wasm_bindgen]
extern "C" {
    /// An open connection.
    #[wasm_bindgen(extends = Object)]
    pub(super) type Connection;
    #[wasm_bindgen(method, catch)]
    pub(super) fn transaction(
        this: &Connection,
        shelves: &Array,
        mode: &JsValue,
        options: &JsValue,
    ) -> Result<Transaction, JsValue>;

    /// One transaction.
    #[wasm_bindgen(extends = Object)]
    #[derive(Clone)]
    pub(super) type Transaction;
    #[wasm_bindgen(method, catch, js_name = objectStore)]
    pub(super) fn object_store(this: &Transaction, shelf: &JsValue) -> Result<Store, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn commit(this: &Transaction) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn abort(this: &Transaction) -> Result<(), JsValue>;
    #[wasm_bindgen(method, getter)]
    fn error(this: &Transaction) -> JsValue;
    #[wasm_bindgen(method, setter, js_name = oncomplete)]
    fn set_on_complete(this: &Transaction, call: &JsValue);
    #[wasm_bindgen(method, setter, js_name = onabort)]
    fn set_on_abort(this: &Transaction, call: &JsValue);

    /// One shelf within a transaction.
    #[wasm_bindgen(extends = Object)]
    pub(super) type Store;
    #[wasm_bindgen(method, catch)]
    pub(super) fn put(this: &Store, text: &str, key: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn add(this: &Store, text: &str, key: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn delete(this: &Store, key: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = delete)]
    pub(super) fn delete_range(this: &Store, range: &IdbKeyRange) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn get(this: &Store, key: &str) -> Result<IdbRequest, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAll)]
    pub(super) fn get_all(this: &Store, range: &IdbKeyRange) -> Result<IdbRequest, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAllKeys)]
    pub(super) fn get_all_keys(this: &Store, range: &IdbKeyRange) -> Result<IdbRequest, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn count(this: &Store, range: &IdbKeyRange) -> Result<IdbRequest, JsValue>;
}

/// The row every database gets when it is made, on a shelf of its first version: one that was deleted and made anew has another.
pub(super) const BORN: (&str, &str) = ("meta", "born");

/// The shelves each version added, oldest first: only ever appended to, since databases of every version are in the field.
pub(super) type Steps = &'static [&'static [&'static str]];

const OPEN_LIMIT: u32 = 5_000;
const POKE_AFTER: u32 = 1_000;

/// Opens the database, creating what its version lacks. A late answer after the time limit is closed again.
/// One of a newer version is opened as it is.
pub(super) async fn open(name: &str, steps: Steps) -> Result<IdbDatabase, DatabaseError> {
    match asked(name, steps, Some(steps.len() as u32)).await {
        Err(why) if why.kind == Kind::NewerVersion => asked(name, steps, None).await,
        opened => opened,
    }
}

async fn asked(name: &str, steps: Steps, version: Option<u32>) -> Result<IdbDatabase, DatabaseError> {
    let factory = factory()?;
    let request = match version {
        Some(version) => factory.open_with_u32(name, version),
        None => factory.open(name),
    };
    let request = request.map_err(|it| DatabaseError::at_open(&it))?;
    let (answer, opened) = once();
    let blocked = Rc::new(Cell::new(false));

    request.set_onupgradeneeded(Some(&upgrade(request.clone(), steps)));
    request.set_onblocked(Some(&noting(blocked.clone())));
    let settled = settling(request.clone(), answer.clone());
    request.set_onsuccess(Some(settled.unchecked_ref()));
    request.set_onerror(Some(settled.unchecked_ref()));

    // WebKit's first open of a session can hang until something else wakes its database process.
    let _poke = after(POKE_AFTER, move || poke(&factory));
    let _limit = after(OPEN_LIMIT, move || {
        let kind = if blocked.get() { Kind::Blocked } else { Kind::TimedOut };
        // An answer that came first stands.
        _ = answer.give(Err(DatabaseError::new(kind, "no answer to open in 5 s")));
    });
    opened.await
}

/// All keys that begin with the prefix.
pub(super) fn under(prefix: &str) -> Result<IdbKeyRange, JsValue> {
    IdbKeyRange::bound(&JsValue::from_str(prefix), &JsValue::from_str(&format!("{prefix}\u{ffff}")))
}

/// Tells how the transaction ended: `Ok` on complete and on nothing else. To be called once, in the task that opened it.
pub(super) fn when_ended(transaction: &Transaction, done: impl FnOnce(Result<(), DatabaseError>) + 'static) {
    // One function for both events: exactly one of them comes, so calling it also frees it.
    let call = Closure::once_into_js(move |event: Event| {
        done(match event.type_().as_str() {
            "complete" => Ok(()),
            _ => Err(reason(&event)),
        });
    });
    transaction.set_on_complete(&call);
    transaction.set_on_abort(&call);
}

/// Tells when the last of the requests of a reading transaction has its result, and with it all before it: what was read does
/// not wait for the transaction to end.
pub(super) fn when_read(transaction: &Transaction, last: &IdbRequest, done: impl FnOnce(Result<(), DatabaseError>) + 'static) {
    let ending = transaction.clone();
    let call = Closure::once_into_js(move |event: Event| {
        // Called once: a transaction may still be aborted after its last result.
        ending.set_on_abort(&JsValue::NULL);
        done(match event.type_().as_str() {
            "success" => Ok(()),
            _ => Err(reason(&event)),
        });
    });
    last.set_onsuccess(Some(call.unchecked_ref()));
    transaction.set_on_abort(&call);
}

/// Tells when the last of the requests has its result, within its transaction.
pub(super) fn when_answered(requests: &[IdbRequest], done: impl FnOnce() + 'static) {
    if let Some(last) = requests.last() {
        last.set_onsuccess(Some(Closure::once_into_js(done).unchecked_ref()));
    }
}

fn reason(event: &Event) -> DatabaseError {
    // A full disk shows up here and nowhere else: no request fails, the transaction does.
    let error = event.target().map(|it| it.unchecked_into::<Transaction>().error());
    match error {
        Some(error) if !error.is_null() => DatabaseError::in_use(&error),
        _ => DatabaseError::new(Kind::Other, "transaction aborted without a reason"),
    }
}

fn factory() -> Result<IdbFactory, DatabaseError> {
    // Reading it throws in a blocked frame, where the plain static would end the program.
    let found = Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"));
    match found {
        Ok(found) if found.is_object() => Ok(found.unchecked_into()),
        Ok(_) => Err(DatabaseError::new(Kind::Unavailable, "no indexedDB")),
        Err(thrown) => Err(DatabaseError::new(Kind::Unavailable, super::fault::Fault::of(&thrown).to_string())),
    }
}

fn upgrade(request: IdbOpenDbRequest, steps: Steps) -> js_sys::Function {
    Closure::once_into_js(move |event: IdbVersionChangeEvent| {
        let Ok(database) = request.result().map(|it| it.unchecked_into::<IdbDatabase>()) else { return };
        let old = event.old_version() as usize;
        let added = steps.iter().skip(old).copied().flatten().try_for_each(|it| database.create_object_store(it).map(drop));
        let begun = added.and_then(|()| if old == 0 { note_birth(&request) } else { Ok(()) });
        if begun.is_err() {
            // The former version must stay: as the new one without its shelf it could never be opened again.
            _ = request.transaction().map(|it| it.abort());
        }
    })
    .unchecked_into()
}

fn note_birth(request: &IdbOpenDbRequest) -> Result<(), JsValue> {
    let Some(transaction) = request.transaction() else { return Ok(()) };
    let shelf: Store = transaction.unchecked_into::<Transaction>().object_store(&JsValue::from_str(BORN.0))?.unchecked_into();
    shelf.put(&random::token(12), BORN.1)
}

fn noting(flag: Rc<Cell<bool>>) -> js_sys::Function {
    Closure::once_into_js(move || flag.set(true)).unchecked_into()
}

fn settling(request: IdbOpenDbRequest, answer: Answer<Result<IdbDatabase, DatabaseError>>) -> JsValue {
    Closure::once_into_js(move || {
        let result = match request.result() {
            Ok(database) if database.is_object() => Ok(database.unchecked_into::<IdbDatabase>()),
            // A failed request throws here by the book, and is merely undefined in Chromium.
            Ok(nothing) | Err(nothing) => Err(match request.error() {
                Ok(Some(error)) => DatabaseError::at_open(&error),
                _ => DatabaseError::at_open(&nothing),
            }),
        };
        // Nobody waits any more: an unused connection would block every later upgrade.
        if let Err(Ok(unused)) = answer.give(result) {
            unused.close();
        }
    })
}

/// Asks for the list of databases and ignores the answer.
fn poke(factory: &IdbFactory) {
    let asked = Reflect::get(factory, &JsValue::from_str("databases"))
        .and_then(|it| it.dyn_into::<js_sys::Function>())
        .and_then(|it| it.call0(factory));
    if let Ok(promise) = asked.and_then(|it| it.dyn_into::<js_sys::Promise>()) {
        // Waiting for it keeps a refusal from being reported as unhandled.
        wasm_bindgen_futures::spawn_local(async move {
            _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}
