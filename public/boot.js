// Starts the app: loads the glue and the wasm that the page's head already asked for, and speaks up when that fails. When no
// app comes, it leads to the rescue page (recover.html), and goes there by itself where nothing can still come.
// Plain JavaScript without build step, and no newer than need be: it must work on the very browser that cannot run the rest.

// Ticks and not one long timer: while the device sleeps or the page is hidden, no time passes.
const TICK_MS = 1000;
const LATE_TICKS = 20;
/** Longest wait for a first frame. */
const FRAME_MS = 100;
/** What went wrong, for the rescue page. */
const NOTE = 'onesheet/why';

const SAFE = {
  zh: '已保存的内容都还在这台设备上，没有改动。请不要清除浏览器数据。',
  en: 'Everything you saved is still on this device, unchanged. Please do not clear the browser\'s data.',
};

const THEN = {
  zh: '若还是打不开，稍后会自动转到救援页，在那里可以下载全部内容。',
  en: 'If it still does not open, the rescue page comes up by itself in a moment; everything can be downloaded there.',
};

const FAILED = {
  zh: ['一张纸没有打开。', SAFE.zh, '请重新载入本页；若仍打不开，请连上网络后再试，或者更新浏览器。', THEN.zh],
  en: ['OneSheet did not open.', SAFE.en, 'Reload this page; if that does not help, connect to the network and try again, or update the browser.', THEN.en],
};

const TOO_OLD = {
  zh: ['这个浏览器太旧，或者关闭了 WebAssembly，一张纸无法打开。', SAFE.zh, '请更新浏览器，或在其设置中允许 WebAssembly（如关闭“锁定模式”），再重新载入本页。', THEN.zh],
  en: ['This browser is too old for OneSheet, or WebAssembly is switched off.', SAFE.en, 'Update the browser or allow WebAssembly in its settings (Lockdown Mode forbids it), then reload this page.', THEN.en],
};

const FRAMED = {
  zh: ['为了安全，一张纸不在别的网页里面打开。', SAFE.zh, '请在单独的窗口中打开它。'],
  en: ['For safety OneSheet does not open inside another page.', SAFE.en, 'Open it in a window of its own.'],
};

const SLOW = {
  zh: ['打开得比平常慢，仍在继续。', SAFE.zh, '网络慢时请再等一会儿，或者重新载入本页。一直打不开时，可以到救援页下载全部内容。'],
  en: ['Opening takes longer than usual and is still going on.', SAFE.en, 'Wait a little on a slow network, or reload this page. If it never opens, everything can be downloaded on the rescue page.'],
};

/** The first page, and the pages of a week. */
const FIRST = /\/((week|day)\/[^/]+|today|this-week)?$/;

const html = document.documentElement;

/** The whole page has been read; this script does not wait for that. */
const parsed = new Promise((done) => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', done, { once: true });
  else done();
});

/** Shows what happened, what is safe and what to do, in both languages; `error` is for whoever is asked for help. */
function say(message, actions, error) {
  let boot = document.getElementById('boot');
  if (!boot) {
    boot = element('div');
    boot.id = 'boot';
    document.body.prepend(boot);
  }
  boot.setAttribute('role', 'alert');
  boot.textContent = '';
  for (const language of Object.keys(message)) {
    const part = element('section');
    part.lang = language;
    part.append(...message[language].map((line) => element('p', line)));
    boot.append(part);
  }
  boot.append(...actions);
  if (error) boot.append(element('pre', String(error)));
}

function element(name, text = '') {
  return Object.assign(document.createElement(name), { textContent: text });
}

function reload() {
  return Object.assign(element('button', '重新载入 Reload'), { type: 'button', className: 'button', onclick: () => location.reload() });
}

/** Beside index.html, wherever the page's own address is. */
function rescue() {
  return Object.assign(element('a', '打开救援页 Rescue page'), { href: 'recover.html' });
}

function ownWindow() {
  return Object.assign(element('a', '打开 Open'), { href: location.href, target: '_blank' });
}

function isReady() {
  return html.hasAttribute('data-ready');
}

/** `loading` while code may still be on its way, `running` once the app has it, `failed` or `old` when no app will come. */
let state = 'loading';
/** How long the person waits, and how long nothing has moved. */
let [waited, still] = [0, 0];
let ticking = 0;

function enter(next) {
  state = next;
  still = 0;
}

function fail(error) {
  if (state === 'failed' || isReady()) return;
  enter('failed');
  console.error(error);
  note(error);
  parsed.then(() => say(FAILED, [reload(), rescue()], error));
  keep();
}

/** How everything looks that the first pages do not show; what waits for its looks is shown even if they do not come. */
function dress() {
  if (document.querySelector('link[href="later.css"]')) return;
  const dressed = () => html.setAttribute('data-dressed', '');
  document.head.append(Object.assign(element('link'), { rel: 'stylesheet', href: 'later.css', onload: dressed, onerror: dressed }));
}

/** What keeps the app on the device comes after the start; one that failed it helps on to a newer build. */
function keep() {
  dress();
  import('./offline.js').catch(console.warn);
}

/** The app is late; the hint goes when it comes after all. */
function hint() {
  say(SLOW, [reload(), rescue()]);
  const arrival = new MutationObserver(() => {
    arrival.disconnect();
    const boot = document.getElementById('boot');
    if (boot) boot.remove();
  });
  arrival.observe(html, { attributeFilter: ['data-ready'] });
}

/** Whether nothing more can come: no app will, or all that was asked for has. Where no browser tells, something may. */
function isSettled() {
  if (state !== 'running') return state !== 'loading';
  const asked = Array.from(document.querySelectorAll('link[rel="preload"], link[rel="modulepreload"]'), (it) => it.href);
  asked.push(new URL(document.querySelector('script[data-wasm]').dataset.wasm, document.baseURI).href);
  return asked.every((it) => performance.getEntriesByName(it).some((one) => one.responseEnd > 0));
}

/** To the rescue page, if it is to be had: without a network this page still says more than the browser's own would. */
async function leave() {
  keep();
  try {
    const page = await (await fetch('recover.html')).text();
    if (page.includes('recover.js') && !isReady()) location.replace(new URL(`recover.html#${state}`, document.baseURI));
  } catch (error) {
    console.warn(error);
  }
}

/** What slowly loads is not torn away; what has failed, or stands still with everything there, goes on by itself. */
function tick() {
  if (isReady()) {
    clearInterval(ticking);
    keep();
    return;
  }
  if (document.hidden) return;
  waited += 1;
  still = isSettled() ? still + 1 : 0;
  if (still > 0 && still % LATE_TICKS === 0) leave();
  else if (waited === LATE_TICKS && state !== 'failed' && state !== 'old') hint();
}

function guard() {
  ticking = setInterval(tick, TICK_MS);
}

function note(error) {
  // Storage may be blocked; the page then only knows that it failed.
  try { sessionStorage.setItem(NOTE, String(error)); } catch (blocked) { console.warn(blocked); }
}

/** A first visit comes over a network: the words to read meanwhile come and are painted before the code takes line and thread. */
async function introduced() {
  if (navigator.serviceWorker && navigator.serviceWorker.controller) return;
  html.dataset.first = '';
  await parsed;
  await Promise.race([
    new Promise((done) => requestAnimationFrame(() => setTimeout(done))),
    // A page out of sight is not painted.
    new Promise((done) => setTimeout(done, FRAME_MS)),
  ]);
}

/** The code, compiled while it comes; where that cannot be, its address, and the glue says why. */
function compiled(wasm) {
  return WebAssembly.compileStreaming ? WebAssembly.compileStreaming(fetch(wasm)).catch(() => wasm) : wasm;
}

async function start() {
  const { js, wasm } = document.querySelector('script[data-wasm]').dataset;
  guard();
  if (!FIRST.test(location.pathname)) dress();
  for (const part of ['./install.js', './incoming.js']) import(part).catch(console.warn);
  // What stops the program after its start is no failure of `start` below.
  const stopped = (error) => { if (error instanceof WebAssembly.RuntimeError) fail(error); };
  addEventListener('error', (event) => stopped(event.error));
  addEventListener('unhandledrejection', (event) => stopped(event.reason));
  try {
    const [glue, module] = await Promise.all([import(js), introduced().then(() => compiled(wasm)), parsed]);
    enter('running');
    await glue.default({ module_or_path: module });
  } catch (error) {
    fail(error);
  }
}

if (window.top !== window.self) {
  parsed.then(() => say(FRAMED, [ownWindow()]));
} else if (typeof WebAssembly !== 'object') {
  enter('old');
  parsed.then(() => say(TOO_OLD, [reload(), rescue()]));
  guard();
} else {
  start();
}
