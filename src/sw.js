// The service worker: keeps whole builds of the app on the device and answers from them, whatever the network says. It knows
// files alone, never the database. `cargo xtask precache` fills in what the site consists of; public/offline.js is its page's side.

const BUILD = '__BUILD__';
/** Everything the app can ever need: path → [integrity, content type]. */
const FILES = new Map(__FILES__);

/** What a plain static host does not say of its files. */
const HEADERS = {
  'Content-Security-Policy': "__POLICY__; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
/** Beside a stored file, so that a later build can take over what has not changed. */
const INTEGRITY = 'X-Integrity';

const HERE = new URL('./', self.location);
// Sites below other folders of the same origin have caches of their own, which are none of ours.
const BUILDS = `app-${HERE.pathname}|`;
const MINE = BUILDS + BUILD;
const STATE = `${BUILDS}state`;
/** Where the system sends shared files; they wait in a cache of their own, for they are the person's. */
const SHARE = 'share';
const SHARED = `shared-${HERE.pathname}`;
/** A new build that failed so often gives way to the one before. */
const FAILURES = 2;

function at(path) {
  return new URL(path, HERE).href;
}

// Storing a build.

/** Of the network, only what has the very bytes of this build: no error page, no login page, no half file, nothing stale. */
async function fetched(path) {
  const [integrity] = FILES.get(path);
  let why;
  // What the page has just loaded is taken from where the browser keeps it; if that is anything else, from the host.
  for (const cache of ['force-cache', 'reload']) {
    try {
      const response = await fetch(at(path), { integrity, cache, mode: 'same-origin', credentials: 'same-origin' });
      if (response.ok) return response;
      why = response.status;
    } catch (error) {
      why = error;
    }
  }
  throw new Error(`${path}: ${why}`);
}

/** The same file of another build. */
async function kept(path) {
  const [integrity] = FILES.get(path);
  for (const build of await builds()) {
    const response = await caches.match(at(path), { cacheName: build });
    if (response && response.headers.get(INTEGRITY) === integrity) return response;
  }
  return null;
}

/** A response of our own, also because one that was redirected could not answer a navigation. */
function dressed(path, response) {
  const [integrity, type] = FILES.get(path);
  return new Response(response.body, { headers: { ...HEADERS, 'Content-Type': type, [INTEGRITY]: integrity } });
}

async function missing() {
  const there = new Set((await (await caches.open(MINE)).keys()).map((it) => it.url));
  return [...FILES.keys()].filter((path) => !there.has(at(path)));
}

/** One file after another, going on where a former attempt was cut off. */
async function fill() {
  for (const path of await missing()) {
    const response = dressed(path, await kept(path) ?? await fetched(path));
    await (await caches.open(MINE)).put(at(path), response);
  }
  const lost = await missing();
  if (lost.length > 0) throw new Error(`did not stay: ${lost}`);
}

let whole = null;

/** Whether this build is here in full; what the browser has thrown away of it is fetched again. */
function isWhole() {
  whole ??= fill().then(() => true, () => { whole = null; return false; });
  return whole;
}

async function builds() {
  return (await caches.keys()).filter((name) => name.startsWith(BUILDS) && name !== STATE);
}

async function clean(keep) {
  // What a coming build has stored so far is its own.
  if (registration.installing || registration.waiting) return;
  for (const name of await builds()) if (!keep.includes(name)) await caches.delete(name);
  isAlone = keep.length === 1;
}

// Which build answers: this one, unless it has failed to start and the one before has not.

/** `started`: the build that started last; `trying`, `open`, `failed`: the build on trial, its windows and its failures. */
async function read() {
  const state = await caches.match(at(STATE), { cacheName: STATE });
  return state ? state.json() : {};
}

async function write(state) {
  await (await caches.open(STATE)).put(at(STATE), new Response(JSON.stringify(state)));
}

let turn = Promise.resolve();

function inTurn(work) {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

/** This build has started once: there is no way back, and none is needed. */
let isSettled = false;

async function answering() {
  if (isSettled) return MINE;
  const state = await read();
  const before = BUILDS + state.started;
  const hasFailed = state.trying === BUILD && state.failed >= FAILURES;
  return hasFailed && await caches.has(before) ? before : MINE;
}

/** A window is about to open. Those before it that are gone without having started have failed. */
async function attempt(id) {
  if (isSettled) return;
  const state = await read();
  isSettled = state.started === BUILD;
  if (isSettled || !state.started) return;
  const trial = state.trying === BUILD ? state : { started: state.started, trying: BUILD, open: [], failed: 0 };
  const stands = await Promise.all(trial.open.map((it) => clients.get(it)));
  trial.failed += stands.filter((it) => !it).length;
  trial.open = trial.open.filter((_, at) => stands[at]).concat(id);
  await write(trial);
}

async function failed(id) {
  const state = await read();
  if (state.trying !== BUILD || !state.open.includes(id)) return;
  await write({ ...state, open: state.open.filter((it) => it !== id), failed: state.failed + 1 });
}

/** Windows that have started with this build since the worker woke. */
const ours = new Set();
/** No other build is here, nor any window that could ask for a part of one. */
let isAlone = false;

async function started(build, id) {
  if (build !== BUILD) return;
  ours.add(id);
  isSettled = true;
  if ((await read()).started !== BUILD) await write({ started: BUILD });
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  // One of the former build may still be in use; the last that starts anew ends it.
  if (windows.every((it) => ours.has(it.id) || !it.url.startsWith(HERE.href))) await clean([MINE]);
}

// Answering.

async function answer(request, path) {
  const build = await answering();
  const own = () => caches.match(at(path), { cacheName: build });
  if (build === MINE && !(await isWhole())) {
    // All from the network or, without one, what is left: never both in one page.
    try { return await fetch(request); } catch (error) { return await own() ?? Response.error(); }
  }
  return await own() ?? await elsewhere(path) ?? fetch(request);
}

/** A window of the former build may still be open, and asks for parts of its own. */
async function elsewhere(path) {
  for (const build of await builds()) {
    const response = await caches.match(at(path), { cacheName: build });
    if (response) return response;
  }
  return null;
}

/** Every address is the app's, but for files that are pages themselves, by the name of their folder too. */
async function page(request, path, id) {
  const file = path.endsWith('/') ? `${path}index.html` : path;
  if (FILES.has(file) && file !== 'index.html') return answer(request, file);
  // As hosts do: what such a page links to lies beside it.
  if (FILES.has(`${path}/index.html`)) return Response.redirect(at(`${path}/`), 301);
  await inTurn(() => attempt(id)).catch(() => {});
  return answer(request, 'index.html');
}

/** Keeps files shared from another app until the app asks for them. */
async function stash(request) {
  const files = (await request.formData()).getAll('files').filter((it) => it instanceof File);
  await caches.delete(SHARED);
  const shared = await caches.open(SHARED);
  for (const [number, file] of files.entries()) {
    const headers = { 'X-Name': encodeURIComponent(file.name) };
    await shared.put(at(`${SHARE}/${number}`), new Response(file, { headers }));
  }
  return Response.redirect(at('exchange?shared'), 303);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== HERE.origin || !url.pathname.startsWith(HERE.pathname)) return;
  const path = url.pathname.slice(HERE.pathname.length);
  if (request.method === 'POST' && path === SHARE) event.respondWith(stash(request));
  else if (request.method !== 'GET') return;
  else if (request.mode === 'navigate') event.respondWith(page(request, path, event.resultingClientId));
  else if (FILES.has(path) || !isAlone) event.respondWith(answer(request, path));
});

// No skipWaiting here: a new build waits until somebody asks for it. The first has nobody to wait for.
self.addEventListener('install', (event) => event.waitUntil(fill()));

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  await clean([MINE, BUILDS + (await read()).started]);
  await clients.claim();
})()));

/** Tells a page which build answers, and whether it is all there. */
async function tell(page) {
  const build = await answering();
  page.postMessage({ build: build.slice(BUILDS.length), isWhole: build !== MINE || await isWhole() });
}

self.addEventListener('message', (event) => {
  const { data, source } = event;
  if (data === 'skip') self.skipWaiting();
  else if (data.failed) event.waitUntil(inTurn(() => failed(source.id)));
  else if (data.started) event.waitUntil(inTurn(() => started(data.started, source.id)).then(() => tell(source)));
});
