// Runs in the page and in its worker before anything of their own: a database that fails in the ways browsers have been seen to
// fail, `fault.on(kind)`, until `fault.off()`. What it failed meanwhile stays failed; a handle it took away never works again.
//
// What hangs is no real object: a real one could not be kept from ending. It takes every call and answers none.

(() => {
  const scope = globalThis;
  // An empty page has no storage.
  if (!scope.location.protocol.startsWith('http')) return;
  const error = (name, message) => () => new DOMException(message, name);
  const unknown = (message) => error('UnknownError', message);
  const closing = error('InvalidStateError', 'Failed to execute \'transaction\' on \'IDBDatabase\': The database connection is closing.');
  const lost = unknown('Connection to Indexed Database server lost. Refresh the page to try again');

  /**
   * `writes`: reading goes on. `abort`: a transaction ends with this error; `deny`: it is not even begun; `hang`: it never ends.
   * `open`: how opening fails, by an error, or `hangs`, or `blocked`. `gone`: how a handle goes that is open, `silently` or with
   * the event of that name. `journal`: what is written beside the database is refused as well.
   */
  const KINDS = {
    quota: { writes: true, abort: error('QuotaExceededError', 'The current transaction exceeded its quota limitations.') },
    'quota and journal': { writes: true, journal: true, abort: error('QuotaExceededError', 'The current transaction exceeded its quota limitations.') },
    'quota of Firefox': { writes: true, abort: error('NS_ERROR_DOM_QUOTA_REACHED', 'Persistent storage maximum size reached') },
    'quota by number': { writes: true, abort: () => ({ name: '', message: '', code: 22 }) },
    'connection lost': { gone: 'silently', abort: lost, open: lost },
    closing: { gone: 'silently', deny: closing },
    'no transaction': { abort: unknown('Attempt to put a record in an object store without an in-progress transaction') },
    abort: { abort: error('AbortError', 'The transaction was aborted, so the request cannot be fulfilled.') },
    'backing store': { gone: 'close', deny: closing, open: unknown('Internal error opening backing store for indexedDB.open.') },
    version: { gone: 'versionchange', deny: closing, open: error('VersionError', 'The requested version (1) is less than the existing version (2).') },
    'open hangs': { gone: 'close', deny: closing, open: 'hangs' },
    hangs: { hang: true },
    blocked: { gone: 'close', deny: closing, open: 'blocked' },
  };

  const { open } = IDBFactory.prototype;
  const { transaction } = IDBDatabase.prototype;
  const handles = new Set();
  /** Handles that were taken away, and by what. */
  const dead = new Map();
  /** Openings that go on when the fault is over. */
  const blocked = new Set();
  let kind;

  const tell = (says) => scope.tell?.({ what: 'fault', says });
  let isStruck = false;
  const strike = () => {
    if (!isStruck) tell('struck');
    isStruck = true;
  };

  const take = (handle) => {
    dead.set(handle, kind);
    if (kind.gone === 'close') handle.dispatchEvent(new Event('close'));
    if (kind.gone === 'versionchange') handle.dispatchEvent(new IDBVersionChangeEvent('versionchange', { oldVersion: 1, newVersion: 2 }));
  };

  const silent = () => Object.assign(new EventTarget(), { result: undefined, error: null, readyState: 'pending' });

  const send = (target, event) => {
    target.dispatchEvent(event);
    target[`on${event.type}`]?.(event);
  };

  const hanging = (mode) => {
    const store = new Proxy({}, { get: () => silent });
    return Object.assign(new EventTarget(), { mode, error: null, objectStore: () => store, commit() {}, abort() {} });
  };

  const aborting = (handle, details, why) => {
    const it = transaction.apply(handle, details);
    Object.defineProperty(it, 'error', { value: why() });
    it.commit = () => {};
    // Whoever began it issues its requests first.
    queueMicrotask(() => it.abort());
    return it;
  };

  IDBDatabase.prototype.transaction = function begin(...details) {
    const mode = details[1] ?? 'readonly';
    const its = dead.get(this) ?? (kind?.writes && mode === 'readonly' ? undefined : kind);
    if (!its || !(its.abort || its.deny || its.hang)) {
      const it = transaction.apply(this, details);
      // A real one counts as well.
      it.addEventListener('abort', strike);
      return it;
    }
    strike();
    if (its.deny) throw its.deny();
    return its.hang ? hanging(mode) : aborting(this, details, its.abort);
  };

  const really = (factory, details) => {
    const request = open.apply(factory, details);
    request.addEventListener('success', () => {
      handles.add(request.result);
      if (kind?.gone) dead.set(request.result, kind);
    });
    return request;
  };

  IDBFactory.prototype.open = function begin(...details) {
    if (!kind?.open) return really(this, details);
    strike();
    const request = silent();
    const how = kind.open;
    if (how === 'blocked') {
      setTimeout(() => send(request, new IDBVersionChangeEvent('blocked', { oldVersion: 1, newVersion: 2 })));
      blocked.add(() => {
        const real = really(this, details);
        real.onsuccess = () => send(Object.assign(request, { result: real.result, readyState: 'done' }), new Event('success'));
      });
    } else if (how !== 'hangs') {
      setTimeout(() => send(Object.assign(request, { error: how(), readyState: 'done' }), new Event('error')));
    }
    return request;
  };

  const { setItem } = scope.Storage?.prototype ?? {};
  if (setItem) {
    scope.Storage.prototype.setItem = function set(...details) {
      if (kind?.journal && this === localStorage) throw error('QuotaExceededError', 'Setting the value exceeded the quota.')();
      return setItem.apply(this, details);
    };
  }

  const channel = new BroadcastChannel('fault');
  const on = (name) => {
    kind = KINDS[name];
    isStruck = false;
    tell('on');
    if (kind.gone) for (const handle of handles) take(handle);
    handles.clear();
  };
  const off = () => {
    if (kind?.gone) for (const handle of handles) dead.set(handle, kind);
    kind = undefined;
    tell('off');
    for (const go of blocked) go();
    blocked.clear();
  };
  // The worker has no other way to hear of it.
  channel.onmessage = ({ data }) => (data ? on(data) : off());

  if (scope.document) {
    let name = sessionStorage.getItem('fault') ?? scope.faultAtStart ?? '';
    const keep = (it) => {
      name = it;
      sessionStorage.setItem('fault', it);
      channel.postMessage(it);
    };
    scope.fault = { on: (it) => { keep(it); on(it); }, off: () => { keep(''); off(); } };
    const { Worker } = scope;
    scope.Worker = class extends Worker {
      constructor(address, details) { super(`${address}#${name}`, details); }
    };
    if (name) on(name);
  } else if (scope.location.hash.length > 1) {
    on(decodeURIComponent(scope.location.hash.slice(1)));
  }
})();
