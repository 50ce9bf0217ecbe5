// What lies on this device, read without the app, and one file of all of it (format "onesheet-raw", see src/bundle/raw.rs).
// For recover.js, which shows it. Knows what keys begin with and nothing of what records mean. Writes nothing.
// Plain JavaScript, no module: it must work on the very browser, and with the very data, that the app cannot start with.

window.rescue = (function () {
  'use strict';

  const DATABASE = 'onesheet';
  const JOURNAL = 'j/';
  const PREFERENCES = 'onesheet/';

  const POKE_MS = 1000;
  const OPEN_MS = 15000;
  const SHELF_MS = 15000;
  const RECORD_MS = 5000;
  /** After so many records in a row without an answer the shelf is given up: it would take for ever. */
  const MOST_SILENT = 3;

  /** The promise's answer, or a refusal once the time is over. */
  function within(time, promise) {
    return new Promise((done, failed) => {
      const silence = Object.assign(new Error(`no answer in ${time / 1000} s`), { isSilence: true });
      const timer = setTimeout(() => failed(silence), time);
      const settle = (how) => (it) => {
        clearTimeout(timer);
        how(it);
      };
      promise.then(settle(done), settle(failed));
    });
  }

  /** What went wrong, for whoever is asked for help. */
  function reason(error) {
    return error ? [error.name, error.message].filter(Boolean).join(': ') || String(error) : '?';
  }

  function factory() {
    // Reading it throws in some blocked pages, and in Lockdown Mode there is none.
    try { return window.indexedDB || null; } catch (blocked) { return null; }
  }

  /** The database as it is, whatever its version; `null` where there is none, and then none is made. */
  function opened() {
    const databases = factory();
    let isLate = false;
    const asked = new Promise((done, failed) => {
      let isNew = false;
      const request = databases.open(DATABASE);
      request.onupgradeneeded = () => {
        isNew = true;
        request.transaction.abort();
      };
      request.onsuccess = () => {
        const database = request.result;
        // Held open, it would keep another window from its work.
        database.onversionchange = () => database.close();
        if (isLate) database.close();
        done(database);
      };
      request.onerror = (event) => {
        event.preventDefault();
        if (isNew) done(null);
        else failed(request.error);
      };
      // WebKit's first open of a session can hang until something else wakes its database process.
      setTimeout(() => { if (databases.databases) databases.databases().catch(() => {}); }, POKE_MS);
    });
    return within(OPEN_MS, asked).catch((error) => {
      isLate = true;
      throw error;
    });
  }

  /** A reading transaction; what `issue` is given to say the result comes after the transaction has ended. */
  function transact(database, names, issue) {
    return new Promise((done, failed) => {
      const transaction = database.transaction(names, 'readonly');
      transaction.onabort = () => failed(transaction.error);
      const result = issue((name) => transaction.objectStore(name));
      transaction.oncomplete = () => done(result());
    });
  }

  /** Every record of these shelves, as they are at one moment: [[name, [[key, value], …]], …]. */
  function together(database, names) {
    return within(SHELF_MS, transact(database, names, (shelf) => {
      const asked = names.map((name) => [name, shelf(name).getAllKeys(), shelf(name).getAll()]);
      return () => asked.map((it) => [it[0], it[1].result.map((key, index) => [key, it[2].result[index]])]);
    }));
  }

  /** The keys of one shelf, in as far as they can be listed. */
  function listed(database, name, fault) {
    const keys = [];
    const walk = transact(database, [name], (shelf) => {
      const store = shelf(name);
      const request = store.openKeyCursor ? store.openKeyCursor() : store.openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) return;
        keys.push(cursor.primaryKey);
        cursor.continue();
      };
      return () => keys;
    });
    return within(SHELF_MS, walk).catch((error) => {
      fault(`${name} · ${reason(error)}`);
      return keys.slice();
    });
  }

  /** The records of one shelf one by one, without those that cannot be read. */
  function oneByOne(database, name, fault) {
    const records = [];
    let silent = 0;
    const read = (key) => within(RECORD_MS, transact(database, [name], (shelf) => {
      const request = shelf(name).get(key);
      return () => request.result;
    })).then((value) => {
      silent = 0;
      records.push([key, value]);
    }, (error) => {
      silent = error && error.isSilence ? silent + 1 : 0;
      fault(`${name} · ${key} · ${reason(error)}`);
    });
    const from = (keys, index) => {
      if (index === keys.length) return records;
      if (silent === MOST_SILENT) {
        fault(`${name} · ${keys.length - index} more records given up`);
        return records;
      }
      return read(keys[index]).then(() => from(keys, index + 1));
    };
    return listed(database, name, fault).then((keys) => from(keys, 0));
  }

  /** All shelves, whatever they are called; where they cannot be read together, each is read as far as it can be. */
  function shelves(database, fault) {
    const names = Array.from(database.objectStoreNames);
    if (names.length === 0) return Promise.resolve([]);
    const slowly = (name) => together(database, [name]).catch(() => oneByOne(database, name, fault).then((all) => [[name, all]]));
    const after = (done, name) => done.then((all) => slowly(name).then((more) => all.concat(more)));
    return together(database, names).catch(() => names.reduce(after, Promise.resolve([])));
  }

  function storage(prefix, fault) {
    const entries = [];
    try {
      const kept = window.localStorage;
      for (let index = 0; index < kept.length; index += 1) {
        const key = kept.key(index);
        if (key.indexOf(prefix) === 0) entries.push([key, kept.getItem(key)]);
      }
    } catch (error) {
      fault(`localStorage · ${reason(error)}`);
    }
    return entries.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }

  /**
   * Reads everything. `base` says how it went with the database: `read`, `none` (there is none), `missing` (the browser gives
   * none) or `closed` (it did not open). `faults` names what could not be read.
   */
  function read() {
    const faults = [];
    const fault = (words) => faults.push(words);
    const found = { base: 'none', version: 0, shelves: [], journal: storage(JOURNAL, fault), preferences: storage(PREFERENCES, fault), faults };
    if (!factory()) return Promise.resolve(Object.assign(found, { base: 'missing' }));
    return Promise.resolve().then(opened).then((database) => {
      if (!database) return found;
      Object.assign(found, { base: 'read', version: database.version });
      return shelves(database, fault).then((all) => {
        database.close();
        return Object.assign(found, { shelves: all });
      });
    }).catch((error) => {
      fault(`${DATABASE} · ${reason(error)}`);
      return found.base === 'read' ? found : Object.assign(found, { base: 'closed' });
    });
  }

  /** The file of what was found. One record a line, so that a damaged file can be mended by hand. */
  function composed(found) {
    const lines = (name, records) => {
      const good = [];
      records.forEach((it) => {
        try {
          good.push(whole(it));
        } catch (error) {
          found.faults.push(`${name} · ${it[0]} · ${reason(error)}`);
        }
      });
      return `[\n${good.join(',\n')}]`;
    };
    const all = found.shelves.map((it) => `${JSON.stringify(it[0])}:${lines(it[0], it[1])}`).join(',\n');
    return [
      `{"format":"onesheet-raw","version":1,"made":${JSON.stringify(new Date().toISOString())}`,
      `"database":${found.base === 'read' ? `{"version":${found.version},"shelves":{${all}}}` : 'null'}`,
      `"journal":${lines('journal', found.journal)}`,
      `"preferences":${lines('preferences', found.preferences)}`,
      // Last: what cannot be written is named as well.
      `"faults":${whole(found.faults)}}`,
    ].join(',\n');
  }

  /** As JSON; half a character, which no text file can hold, becomes the sign for one that is lost. */
  function whole(it) {
    const plain = (_, value) => {
      const kind = Object.prototype.toString.call(value);
      if (typeof value !== 'object' || value === null || Array.isArray(value) || kind === '[object Object]') return value;
      throw new Error(`not a text: ${kind}`);
    };
    return JSON.stringify(it, plain).replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, (sign) => (sign.length === 6 ? '\\ufffd' : sign));
  }

  return { DATABASE, JOURNAL, read, composed, factory, within, reason };
}());
