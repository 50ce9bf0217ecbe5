//! The database on the device: texts under keys on a few shelves. Knows nothing of what the texts mean.
//!
//! A write is issued whole in the caller's task and committed at once, so that a tab killed right after a keystroke has
//! already handed it over. No transaction is held open across an `await`. Tests: tests/web/database.rs.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, IdbDatabase, IdbRequest, IdbVersionChangeEvent};

pub use super::database_error::{DatabaseError, Kind};
pub use super::database_texts::Texts;
use super::database_texts::{one, pairs, range, text};
use super::idb::{self, Connection, Store, Transaction};
use super::listening::Listening;
use super::once::once;
pub use super::shelf::SHELVES;
use super::shelf::{self, Prepared, STEPS, bit};
use super::timer::after;
pub use crate::shelf::{Durability, Shelf, Write};

/// A handle of the open database; clones share the connection.
#[derive(Clone)]
pub struct Database(Rc<Inner>);

/// Why the connection went without being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Another window runs a newer version and needs the database; it has been closed for it.
    NewerVersion,
    /// Someone is deleting the database; it has been closed for that.
    Deleted,
    /// The browser closed it: site data cleared, or its database process died.
    Closed,
    /// The connection stands, but to a new database: what was in the one before is gone.
    MadeAnew,
}

const NAME: &str = "onesheet";
const READ_LIMIT: u32 = 5_000;
/// How often one reading makes the connection anew.
const REOPENINGS: usize = 3;

type OnLost = Box<dyn FnMut(Lost)>;
/// Issues the requests of one reading, on shelves by name.
type Issue<'a, const N: usize> = dyn Fn(&dyn Fn(Shelf) -> Result<Store, JsValue>) -> Result<[IdbRequest; N], JsValue> + 'a;

struct Inner {
    name: String,
    open: RefCell<Open>,
    lost: Cell<Option<Lost>>,
    /// The row that tells the database from others of its name; those of the first builds have none.
    birth: RefCell<Option<Option<String>>>,
    openings: Cell<u32>,
    on_lost: RefCell<Option<OnLost>>,
    prepared: Prepared,
}

struct Open {
    database: IdbDatabase,
    _listening: Listening,
}

impl Database {
    /// Opens the database of this app, creating it on the first start.
    pub async fn open() -> Result<Database, DatabaseError> {
        Database::open_named(NAME).await
    }

    /// Opens a database of the same shape under another name, for tests and rehearsals.
    pub async fn open_named(name: &str) -> Result<Database, DatabaseError> {
        let database = connect(name).await?;
        let inner = Rc::new_cyclic(|inner| Inner {
            name: name.to_owned(),
            open: RefCell::new(Open::new(database, inner.clone())),
            lost: Cell::new(None),
            birth: RefCell::default(),
            openings: Cell::new(0),
            on_lost: RefCell::new(None),
            prepared: Prepared::new(),
        });
        mind_birth(inner.clone());
        Ok(Database(inner))
    }

    /// Drops the connection and makes a new one, for this handle and its clones.
    pub async fn reopen(&self) -> Result<(), DatabaseError> {
        self.0.open.borrow().database.close();
        let database = connect(&self.0.name).await?;
        let fresh = Open::new(database, Rc::downgrade(&self.0));
        self.0.lost.set(None);
        self.0.openings.set(self.0.openings.get() + 1);
        let stale = self.0.open.replace(fresh);
        stale.database.close();
        mind_birth(self.0.clone());
        Ok(())
    }

    /// Sets the one listener for a connection that went without being asked.
    pub fn on_lost(&self, listener: impl FnMut(Lost) + 'static) {
        *self.0.on_lost.borrow_mut() = Some(Box::new(listener));
    }

    /// Issues the batch as one transaction before it returns; all of it is kept or none.
    ///
    /// `done` is called later and once, never from within: `Ok` only when the browser confirmed the transaction.
    pub fn write(
        &self,
        batch: impl AsRef<[Write]>,
        durability: Durability,
        done: impl FnOnce(Result<(), DatabaseError>) + 'static,
    ) {
        let batch = batch.as_ref();
        match self.0.issue(batch, durability) {
            Ok(Some(transaction)) => {
                idb::when_ended(&transaction, done);
                // Without it the transaction waits for another turn of the page, which a killed tab never gets. Where it is
                // missing (Safari before 15) the browser commits by itself.
                _ = transaction.commit();
            }
            Ok(None) => spawn_local(async move { done(Ok(())) }),
            Err(error) => spawn_local(async move { done(Err(error)) }),
        }
    }

    /// As `write`, waiting until it is kept or refused.
    pub async fn keep(&self, batch: impl AsRef<[Write]>, durability: Durability) -> Result<(), DatabaseError> {
        let (answer, ended) = once();
        self.write(batch, durability, move |it| _ = answer.give(it));
        ended.await
    }

    /// Whether the connection has not been lost.
    pub fn is_open(&self) -> bool {
        self.0.lost.get().is_none()
    }

    /// Whether a newer version of this app wrote it: it is read as far as it goes, and never written.
    pub fn is_newer(&self) -> bool {
        self.0.is_newer()
    }

    /// Reads texts of one shelf and writes what follows from them, in one transaction and down to the disk. The texts come in the
    /// order of their keys; at least one is read.
    pub async fn exchange(
        &self,
        (shelf, keys): (Shelf, &[&str]),
        follow: impl FnOnce(Vec<Option<String>>) -> Vec<Write> + 'static,
    ) -> Result<(), DatabaseError> {
        let transaction = self.0.writing((1 << SHELVES.len()) - 1, Durability::Strict)?;
        let in_use = |thrown: JsValue| DatabaseError::in_use(&thrown);
        let store = transaction.object_store(&self.0.prepared.names[shelf as usize]).map_err(in_use)?;
        let mut requests = Vec::with_capacity(keys.len());
        for key in keys {
            requests.push(store.get(key).map_err(in_use)?);
        }
        let (answer, ended) = once();
        idb::when_ended(&transaction, move |it| _ = answer.give(it));
        let inner = self.0.clone();
        let asked = requests.clone();
        idb::when_answered(&requests, move || {
            let texts = asked.iter().map(|it| it.result().ok().and_then(|it| it.as_string())).collect();
            if inner.fill(&transaction, &follow(texts)).is_err() {
                // Nothing of it is kept, and whoever waits is told.
                _ = transaction.abort();
            }
            _ = transaction.commit();
        });
        ended.await
    }

    /// Issues requests on a set of shelves (by their bits) and takes their results once the last of them is there. A connection
    /// that died is made anew: asked again on the same one, it never answers.
    async fn ask<const N: usize>(&self, set: usize, issue: &Issue<'_, N>) -> Result<[JsValue; N], DatabaseError> {
        for _ in 0..REOPENINGS {
            let opening = self.0.openings.get();
            match self.0.ask_once(set, issue).await {
                Err(why) if why.is_retryable() => {
                    if self.0.openings.get() == opening {
                        self.reopen().await?;
                    }
                }
                answer => return answer,
            }
        }
        self.0.ask_once(set, issue).await
    }

    /// The text under the key, if there is one.
    pub async fn read(&self, shelf: Shelf, key: &str) -> Result<Option<String>, DatabaseError> {
        let [found] = self.ask(bit(shelf), &|on| Ok([on(shelf)?.get(key)?])).await?;
        one(&found, key)
    }

    /// The text under a key of one shelf, and all that begins with a prefix on another, as they are at the same moment.
    pub async fn read_beside(
        &self,
        one_of: (Shelf, &str),
        all_of: (Shelf, &str),
    ) -> Result<(Option<String>, Texts), DatabaseError> {
        let range = range(all_of.1)?;
        let issue = |on: &dyn Fn(Shelf) -> Result<Store, JsValue>| {
            let all = on(all_of.0)?;
            Ok([on(one_of.0)?.get(one_of.1)?, all.get_all_keys(&range)?, all.get_all(&range)?])
        };
        let [found, keys, texts] = self.ask(bit(one_of.0) | bit(all_of.0), &issue).await?;
        Ok((one(&found, one_of.1)?, pairs(keys, texts, all_of.1)?))
    }

    /// Keys and texts of all keys that begin with the prefix, in the order of the keys.
    pub async fn read_under(&self, shelf: Shelf, prefix: &str) -> Result<Texts, DatabaseError> {
        let range = range(prefix)?;
        let [keys, texts] =
            self.ask(bit(shelf), &|on| Ok([on(shelf)?.get_all_keys(&range)?, on(shelf)?.get_all(&range)?])).await?;
        pairs(keys, texts, prefix)
    }

    /// All keys that begin with the prefix, in order.
    pub async fn keys_under(&self, shelf: Shelf, prefix: &str) -> Result<Vec<String>, DatabaseError> {
        let range = range(prefix)?;
        let [keys] = self.ask(bit(shelf), &|on| Ok([on(shelf)?.get_all_keys(&range)?])).await?;
        keys.unchecked_into::<Array>().iter().map(|it| text(&it, prefix)).collect()
    }

    /// How many keys begin with the prefix. The cheapest sign of life there is.
    pub async fn count_under(&self, shelf: Shelf, prefix: &str) -> Result<u32, DatabaseError> {
        let range = range(prefix)?;
        let [count] = self.ask(bit(shelf), &|on| Ok([on(shelf)?.count(&range)?])).await?;
        Ok(count.as_f64().unwrap_or_default() as u32)
    }
}

impl Inner {
    /// `None` for an empty batch.
    fn issue(&self, batch: &[Write], durability: Durability) -> Result<Option<Transaction>, DatabaseError> {
        let set = batch.iter().fold(0, |set, it| set | bit(it.shelf()));
        if set == 0 {
            return Ok(None);
        }
        let transaction = self.writing(set, durability)?;
        if let Err(thrown) = self.fill(&transaction, batch) {
            // Already over if it was the transaction itself that failed.
            _ = transaction.abort();
            return Err(DatabaseError::in_use(&thrown));
        }
        Ok(Some(transaction))
    }

    fn is_newer(&self) -> bool {
        self.open.borrow().database.version() > STEPS.len() as f64
    }

    fn writing(&self, set: usize, durability: Durability) -> Result<Transaction, DatabaseError> {
        if self.is_newer() {
            return Err(DatabaseError::new(Kind::NewerVersion, "written by a newer version"));
        }
        let options = match durability {
            Durability::Relaxed => &self.prepared.relaxed,
            Durability::Strict => &self.prepared.strict,
        };
        self.transaction(set, &self.prepared.readwrite, options)
    }

    fn fill(&self, transaction: &Transaction, batch: &[Write]) -> Result<(), JsValue> {
        let mut at: Option<(Shelf, Store)> = None;
        for write in batch {
            let shelf = write.shelf();
            let store = match at.take() {
                Some((last, store)) if last == shelf => store,
                _ => transaction.object_store(&self.prepared.names[shelf as usize])?,
            };
            match write {
                Write::Put(_, key, text) => store.put(text, key)?,
                Write::Delete(_, key) => store.delete(key)?,
                Write::DeleteUnder(_, prefix) => store.delete_range(&idb::under(prefix)?)?,
                // Adding fails where the key is there, and a failed request fails its transaction.
                Write::Unless(_, key) => store.add("", key).and_then(|()| store.delete(key))?,
            }
            at = Some((shelf, store));
        }
        Ok(())
    }

    fn transaction(&self, set: usize, mode: &JsValue, options: &JsValue) -> Result<Transaction, DatabaseError> {
        let open = self.open.borrow();
        let connection: &Connection = open.database.unchecked_ref();
        connection.transaction(&self.prepared.sets[set], mode, options).map_err(|thrown| match self.lost.get() {
            Some(Lost::NewerVersion) => DatabaseError::new(Kind::NewerVersion, "closed for a newer version"),
            _ => DatabaseError::in_use(&thrown),
        })
    }

    async fn ask_once<const N: usize>(&self, set: usize, issue: &Issue<'_, N>) -> Result<[JsValue; N], DatabaseError> {
        let transaction = self.transaction(set, &self.prepared.readonly, &self.prepared.relaxed)?;
        let (answer, ended) = once();
        let in_use = |thrown: JsValue| DatabaseError::in_use(&thrown);
        let requests = issue(&|it| transaction.object_store(&self.prepared.names[it as usize])).map_err(in_use)?;
        let late = answer.clone();
        // A suspended window of WebKit can hold up everyone's transactions for half an hour.
        let _limit = after(READ_LIMIT, move || _ = late.give(Err(DatabaseError::new(Kind::TimedOut, "no answer to read"))));
        let done = move |it| _ = answer.give(it);
        match requests.last() {
            Some(last) => idb::when_read(&transaction, last, done),
            None => idb::when_ended(&transaction, done),
        }
        ended.await?;
        let mut results = [const { JsValue::UNDEFINED }; N];
        for (result, request) in results.iter_mut().zip(&requests) {
            *result = request.result().map_err(in_use)?;
        }
        Ok(results)
    }

    /// Tells when the connection leads to another database than before. The rows that are there do not: an edit on its way when
    /// the browser cleared everything is written into the new one before anybody looks.
    async fn mind_birth(&self) {
        let issue: &Issue<'_, 1> = &|on| Ok([on(Shelf::Meta)?.get(idb::BORN.1)?]);
        let Ok([found]) = self.ask_once(bit(Shelf::Meta), issue).await else { return };
        let found = found.as_string();
        let before = self.birth.replace(Some(found.clone()));
        if before.is_some_and(|it| it != found) {
            self.hear(Lost::MadeAnew);
        }
    }

    fn tell(&self, lost: Lost) {
        self.lost.set(Some(lost));
        self.hear(lost);
    }

    fn hear(&self, lost: Lost) {
        // Taken out while it runs, so that it may set another listener.
        let listener = self.on_lost.borrow_mut().take();
        if let Some(mut listener) = listener {
            listener(lost);
            self.on_lost.borrow_mut().get_or_insert(listener);
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.open.get_mut().database.close();
    }
}

impl Open {
    fn new(database: IdbDatabase, inner: Weak<Inner>) -> Open {
        let handle = database.clone();
        let for_close = inner.clone();
        let listening = Listening::to(&database, "versionchange", move |event: Event| {
            // Held open, it would block the other window for ever.
            handle.close();
            let version = event.unchecked_into::<IdbVersionChangeEvent>().new_version();
            let lost = if version.is_some() { Lost::NewerVersion } else { Lost::Deleted };
            if let Some(inner) = inner.upgrade() {
                inner.tell(lost);
            }
        })
        .and(Listening::to(&database, "close", move |_| {
            if let Some(inner) = for_close.upgrade() {
                inner.tell(Lost::Closed);
            }
        }));
        Open { database, _listening: listening }
    }
}

async fn connect(name: &str) -> Result<IdbDatabase, DatabaseError> {
    let database = idb::open(name, STEPS).await?;
    let present = database.object_store_names();
    match SHELVES.iter().find(|it| !present.contains(shelf::name(**it))) {
        None => Ok(database),
        Some(missing) => {
            database.close();
            Err(DatabaseError::new(Kind::Damaged, format!("no shelf {}", shelf::name(*missing))))
        }
    }
}

fn mind_birth(inner: Rc<Inner>) {
    spawn_local(async move { inner.mind_birth().await });
}
