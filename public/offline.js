// Keeps the app on the device: registers the service worker (sw.js), looks for newer builds, and changes over when it is told
// to. It speaks with the app through marks on <html>: it reads data-save, sets data-offline="ready" and data-update="ready", and
// changes over at data-update="take". boot.js loads it last: after the start, or after one that failed (data-broken).

const html = document.documentElement;
const { build } = document.querySelector('script[data-build]').dataset;
const container = navigator.serviceWorker;

const HOUR_MS = 3_600_000;
const BETWEEN_CHECKS_MS = 30_000;
/** After the last key: nothing moves under a hand that writes. */
const CALM_MS = 2_000;
const LOOK_MS = 250;
/** A browser that does not change over within this time does so at the reload. */
const CHANGE_MS = 5_000;
/** The build this window last reloaded for by itself; it does so once. */
const RELOADED = 'onesheet/reloaded';

// The page's side of a change.

let touched = -CALM_MS;
let isComposing = false;

/** What was typed is on the device; of a window that may not write any more, the journal holds it. */
function isSaved() {
  return html.dataset.save !== 'saving' && html.dataset.save !== 'failing' || html.dataset.seat === 'newer';
}

function isCalm() {
  return isSaved() && !isComposing && performance.now() - touched > CALM_MS;
}

async function until(condition) {
  while (!condition()) await new Promise((done) => setTimeout(done, LOOK_MS));
}

/** Somebody pressed the button, here or in another window; or another window did and this one follows. */
let isTaking = false;
let isOffered = false;

async function offer() {
  if (isOffered) return;
  isOffered = true;
  await until(isCalm);
  if (!isTaking) html.dataset.update = 'ready';
}

async function take() {
  isTaking = true;
  await until(isSaved);
  const registration = await container.getRegistration();
  if (registration && registration.waiting) {
    registration.waiting.postMessage('skip');
    setTimeout(() => location.reload(), CHANGE_MS);
  } else {
    location.reload();
  }
}

/** Once per build: a window that came up with another build all the same would do so for ever. */
async function reload(to) {
  try {
    if (sessionStorage.getItem(RELOADED) === to) return;
    sessionStorage.setItem(RELOADED, to);
  } catch (blocked) {
    return;
  }
  await until(isTaking ? isSaved : isCalm);
  location.reload();
}

// The worker's side.

/** Whether a worker answered this page before; the first one takes nothing over. */
let hadWorker = Boolean(container && container.controller);
let isFollowing = false;

function greet() {
  if (container.controller) container.controller.postMessage({ started: build });
}

function hear({ data }) {
  if (data.build !== build) {
    if (isTaking || isFollowing) reload(data.build);
    else offer();
  } else if (data.isWhole) {
    html.dataset.offline = 'ready';
  }
}

const known = new WeakSet();

function mind(registration) {
  const look = () => { if (registration.active && registration.waiting) offer(); };
  // One that came while nobody listened is waiting already.
  look();
  if (known.has(registration)) return;
  known.add(registration);
  const coming = () => {
    if (registration.installing) registration.installing.addEventListener('statechange', look);
  };
  registration.addEventListener('updatefound', coming);
  coming();
}

let checked = -BETWEEN_CHECKS_MS;

async function check() {
  if (performance.now() - checked < BETWEEN_CHECKS_MS) return;
  checked = performance.now();
  try {
    const registration = await container.register(new URL('sw.js', import.meta.url), { updateViaCache: 'none' });
    // Where workers are blocked there may be no registration.
    if (!registration) return;
    mind(registration);
    if (registration.active) await registration.update();
  } catch (error) {
    // Without a network, or without leave: the app works all the same.
    console.warn(error);
  }
}

function begin() {
  for (const event of ['keydown', 'input', 'compositionupdate']) {
    document.addEventListener(event, () => { touched = performance.now(); }, true);
  }
  document.addEventListener('compositionstart', () => { isComposing = true; }, true);
  document.addEventListener('compositionend', () => { isComposing = false; }, true);
  new MutationObserver(() => { if (html.dataset.update === 'take' && !isTaking) take(); })
    .observe(html, { attributeFilter: ['data-update'] });
  container.addEventListener('controllerchange', () => {
    isFollowing = hadWorker;
    hadWorker = true;
    greet();
  });
  container.addEventListener('message', hear);
  greet();
  check();
  setInterval(check, HOUR_MS);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) check(); });
  addEventListener('pageshow', check);
}

/** The start failed and nobody has typed anything: a newer build takes over as soon as there is one. */
async function mend() {
  const { controller } = container;
  if (!controller) return;
  controller.postMessage({ failed: build });
  const registration = await container.getRegistration();
  const skip = () => { if (registration.waiting) registration.waiting.postMessage('skip'); };
  container.addEventListener('controllerchange', () => reload('mended'));
  registration.addEventListener('updatefound', () => registration.installing.addEventListener('statechange', skip));
  skip();
  await registration.update();
}

// A site under development has no build, and no worker.
if (container && build !== 'dev') {
  if (html.hasAttribute('data-ready') && !html.hasAttribute('data-broken')) begin();
  else mend().catch(console.warn);
}
