//! Databases of bytes under keys: head office's, for files and what is kept of them, and that of files to be read offline. Apart from
//! the sheets of this device, so that neither can fill or hurt the other's shelves. Knows nothing of what the bytes mean.

use futures::future::{OptionFuture, join};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbKeyRange};

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
    #[wasm_bindgen(method, catch)]
    fn delete(this: &Room, key: &str) -> Result<(), JsValue>;
}

const OFFICE: &str = "onesheet-office";
const KEPT: &str = "onesheet-files";
/// Files as they came, packed, by digest; and batches of what is kept of them, in the order they were stored.
pub const FILES: &str = "files";
pub const FACTS: &str = "facts";
/// What head office has read, written and said of it.
pub const NOTES: &str = "notes";
/// The rooms by the version that brought them; the first database has a row of its birth.
const STEPS: idb::Steps = &[&[FILES, FACTS, "meta"], &[NOTES]];

/// Rows that are read at once where a room has many: of facts some megabytes.
const PIECE: usize = 32;

/// Something to store: room, key and bytes.
pub type Stored = (&'static str, String, Vec<u8>);
/// Something to take away: room and key.
pub type Gone = (&'static str, String);

/// The open database.
pub struct Vault {
    database: IdbDatabase,
    _listening: Listening,
}

impl Vault {
    /// Head office's.
    pub async fn open() -> Result<Self, DatabaseError> {
        Self::named(OFFICE).await
    }

    /// That of files to be read offline: their bytes, and what is known of each.
    pub async fn of_kept_files() -> Result<Self, DatabaseError> {
        Self::named(KEPT).await
    }

    async fn named(name: &str) -> Result<Self, DatabaseError> {
        let database = idb::open(name, STEPS).await?;
        let handle = database.clone();
        // Held open, it would block whoever deletes or renews it.
        let listening = Listening::to(&database, "versionchange", move |_: Event| handle.close());
        Ok(Self { database, _listening: listening })
    }

    /// Issues a transaction at once: all of it is kept or nothing. What comes back tells how it ended.
    pub fn keep(&self, all: &[Stored]) -> Result<impl Future<Output = Result<(), DatabaseError>> + use<>, DatabaseError> {
        // Thousands of files come again if the power goes; waiting for the disk after each batch would take longer than that.
        self.change("relaxed", all, &[])
    }

    /// The same for what nobody has a second time: down to the disk. What is to go goes first.
    pub fn note(
        &self,
        all: &[Stored],
        gone: &[Gone],
    ) -> Result<impl Future<Output = Result<(), DatabaseError>> + use<>, DatabaseError> {
        self.change("strict", all, gone)
    }

    fn change(
        &self,
        durability: &str,
        all: &[Stored],
        gone: &[Gone],
    ) -> Result<impl Future<Output = Result<(), DatabaseError>> + use<>, DatabaseError> {
        let transaction = self.transaction("readwrite", durability)?;
        let (answer, ended) = once();
        idb::when_ended(&transaction, move |it| _ = answer.give(it));
        let room =
            |name: &str| -> Result<Room, JsValue> { Ok(transaction.object_store(&JsValue::from_str(name))?.unchecked_into()) };
        let mut is_issued = gone.iter().try_for_each(|(name, key)| room(name)?.delete(key));
        let put = |(name, key, bytes): &Stored| room(name)?.put(&Uint8Array::from(bytes.as_slice()), key);
        is_issued = is_issued.and_then(|()| all.iter().try_for_each(put));
        if let Err(thrown) = is_issued {
            _ = transaction.abort();
            return Err(DatabaseError::in_use(&thrown));
        }
        _ = transaction.commit();
        Ok(ended)
    }

    /// Takes what is under a key out of both rooms.
    pub async fn forget(&self, key: &str) -> Result<(), DatabaseError> {
        let transaction = self.transaction("readwrite", "relaxed")?;
        let (answer, ended) = once();
        idb::when_ended(&transaction, move |it| _ = answer.give(it));
        for room in [FILES, FACTS] {
            let delete = |room: JsValue| room.unchecked_into::<Room>().delete(key);
            let is_gone = transaction.object_store(&JsValue::from_str(room)).and_then(|it| delete(it.into()));
            is_gone.map_err(|it| DatabaseError::in_use(&it))?;
        }
        ended.await
    }

    /// Keys and bytes of a room, in the order of the keys.
    pub async fn rows(&self, room: &'static str) -> Result<Vec<(String, Vec<u8>)>, DatabaseError> {
        let found = self.ask(room, idb::under("")).await?;
        Ok(rows(&found).collect())
    }

    /// Hears of each row of a room from one of these keys to the next, which are in their order. They are read some at a time, for all of
    /// them would take as much memory as what comes of them; and while some are looked at, the next are read.
    pub async fn each(
        &self,
        room: &'static str,
        keys: &[String],
        mut take: impl FnMut(String, Vec<u8>),
    ) -> Result<(), DatabaseError> {
        let bounds = |it: &[String]| Some((it.first()?.clone(), it.last()?.clone()));
        let mut pieces = keys.chunks(PIECE).filter_map(bounds).map(async |(first, last)| {
            self.ask(room, IdbKeyRange::bound(&JsValue::from_str(&first), &JsValue::from_str(&last))).await
        });
        let mut coming = OptionFuture::from(pieces.next()).await.transpose()?;
        while let Some(found) = coming {
            let next = OptionFuture::from(pieces.next());
            let taken = async { rows(&found).for_each(|(key, bytes)| take(key, bytes)) };
            coming = join(next, taken).await.0.transpose()?;
        }
        Ok(())
    }

    /// The keys of a room, in their order.
    pub async fn keys(&self, room: &'static str) -> Result<Vec<String>, DatabaseError> {
        let transaction = self.transaction("readonly", "relaxed")?;
        let in_use = |thrown: JsValue| DatabaseError::in_use(&thrown);
        let store = transaction.object_store(&JsValue::from_str(room)).map_err(in_use)?;
        let request = store.get_all_keys(&idb::under("").map_err(in_use)?).map_err(in_use)?;
        let (answer, ended) = once();
        idb::when_read(&transaction, &request, move |it| _ = answer.give(it));
        ended.await?;
        let keys: Array = request.result().map_err(in_use)?.unchecked_into();
        Ok(keys.iter().filter_map(|it| it.as_string()).collect())
    }

    /// The bytes under a key, if there are any.
    pub async fn one(&self, room: &'static str, key: &str) -> Result<Option<Vec<u8>>, DatabaseError> {
        let [_, found] = self.ask(room, idb::under(key)).await?;
        Ok(found.iter().next().map(|it| bytes(&it)))
    }

    /// The keys of a range, and what lies under them.
    async fn ask(&self, room: &'static str, range: Result<IdbKeyRange, JsValue>) -> Result<[Array; 2], DatabaseError> {
        let transaction = self.transaction("readonly", "relaxed")?;
        let in_use = |thrown: JsValue| DatabaseError::in_use(&thrown);
        let store = transaction.object_store(&JsValue::from_str(room)).map_err(in_use)?;
        let range = range.map_err(in_use)?;
        let keys = store.get_all_keys(&range).map_err(in_use)?;
        let request = store.get_all(&range).map_err(in_use)?;
        let (answer, ended) = once();
        idb::when_read(&transaction, &request, move |it| _ = answer.give(it));
        ended.await?;
        let found = |it: &web_sys::IdbRequest| Ok(it.result().map_err(in_use)?.unchecked_into::<Array>());
        Ok([found(&keys)?, found(&request)?])
    }

    fn transaction(&self, mode: &str, durability: &str) -> Result<Transaction, DatabaseError> {
        let connection: &Connection = self.database.unchecked_ref();
        let (rooms, options) = (Array::of3(&FILES.into(), &FACTS.into(), &NOTES.into()), Object::new());
        _ = Reflect::set(&options, &"durability".into(), &durability.into());
        connection.transaction(&rooms, &mode.into(), &options).map_err(|thrown| DatabaseError::in_use(&thrown))
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.database.close();
    }
}

fn rows([keys, found]: &[Array; 2]) -> impl Iterator<Item = (String, Vec<u8>)> {
    keys.iter().map(|it| it.as_string().unwrap_or_default()).zip(found.iter().map(|it| bytes(&it)))
}

fn bytes(value: &JsValue) -> Vec<u8> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
}
