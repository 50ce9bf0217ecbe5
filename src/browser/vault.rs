//! Head office's own database: bytes under keys, for files and what is kept of them. Apart from the sheets of this device, so that
//! neither can fill or hurt the other's shelves. Knows nothing of what the bytes mean.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase};

use super::database_error::DatabaseError;
use super::idb::{self, Connection, Transaction};
use super::listening::Listening;
use super::once::once;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type Room;
    #[wasm_bindgen(method, catch)]
    fn put(this: &Room, bytes: &Uint8Array, key: &str) -> Result<(), JsValue>;
}

const NAME: &str = "onesheet-office";
/// Files as they came, packed, by digest; and batches of what is kept of them, in the order they were stored.
pub const FILES: &str = "files";
pub const FACTS: &str = "facts";
/// The rooms by the version that brought them; the first database has a row of its birth.
const STEPS: idb::Steps = &[&[FILES, FACTS, "meta"]];

/// Something to store: room, key and bytes.
pub type Stored = (&'static str, String, Vec<u8>);

/// The open database.
pub struct Vault {
    database: IdbDatabase,
    _listening: Listening,
}

impl Vault {
    pub async fn open() -> Result<Self, DatabaseError> {
        let database = idb::open(NAME, STEPS).await?;
        let handle = database.clone();
        // Held open, it would block whoever deletes or renews it.
        let listening = Listening::to(&database, "versionchange", move |_: Event| handle.close());
        Ok(Self { database, _listening: listening })
    }

    /// Issues a transaction at once: all of it is kept or nothing. What comes back tells how it ended.
    pub fn keep(&self, all: &[Stored]) -> Result<impl Future<Output = Result<(), DatabaseError>> + use<>, DatabaseError> {
        let transaction = self.transaction("readwrite")?;
        let (answer, ended) = once();
        idb::when_ended(&transaction, move |it| _ = answer.give(it));
        for (room, key, bytes) in all {
            let put = |room: JsValue| room.unchecked_into::<Room>().put(&Uint8Array::from(bytes.as_slice()), key);
            let is_put = transaction.object_store(&JsValue::from_str(room)).and_then(|it| put(it.into()));
            if let Err(thrown) = is_put {
                _ = transaction.abort();
                return Err(DatabaseError::in_use(&thrown));
            }
        }
        _ = transaction.commit();
        Ok(ended)
    }

    /// All bytes of a room, in the order of their keys.
    pub async fn all(&self, room: &'static str) -> Result<Vec<Vec<u8>>, DatabaseError> {
        let found = self.ask(room, "").await?;
        Ok(found.unchecked_into::<Array>().iter().map(|it| bytes(&it)).collect())
    }

    /// The bytes under a key, if there are any.
    pub async fn one(&self, room: &'static str, key: &str) -> Result<Option<Vec<u8>>, DatabaseError> {
        let found = self.ask(room, key).await?;
        Ok(found.unchecked_into::<Array>().iter().next().map(|it| bytes(&it)))
    }

    async fn ask(&self, room: &'static str, prefix: &str) -> Result<JsValue, DatabaseError> {
        let transaction = self.transaction("readonly")?;
        let in_use = |thrown: JsValue| DatabaseError::in_use(&thrown);
        let store = transaction.object_store(&JsValue::from_str(room)).map_err(in_use)?;
        let request = idb::under(prefix).and_then(|it| store.get_all(&it)).map_err(in_use)?;
        let (answer, ended) = once();
        idb::when_read(&transaction, &request, move |it| _ = answer.give(it));
        ended.await?;
        request.result().map_err(in_use)
    }

    fn transaction(&self, mode: &str) -> Result<Transaction, DatabaseError> {
        let connection: &Connection = self.database.unchecked_ref();
        let (rooms, options) = (Array::of2(&FILES.into(), &FACTS.into()), Object::new());
        // Thousands of files come again if the power goes; waiting for the disk after each batch would take longer than that.
        _ = Reflect::set(&options, &"durability".into(), &"relaxed".into());
        connection.transaction(&rooms, &mode.into(), &options).map_err(|thrown| DatabaseError::in_use(&thrown))
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.database.close();
    }
}

fn bytes(value: &JsValue) -> Vec<u8> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
}
