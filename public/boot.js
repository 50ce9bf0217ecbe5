// Starts the app: loads the glue and the wasm that the page's head already asked for, and speaks up when that fails.
// Plain JavaScript without build step: it must work on the very browser that cannot run the rest.

const SLOW_AFTER_MS = 20_000;

const SAFE = {
  zh: '已保存的内容都还在这台设备上，没有改动。请不要清除浏览器数据。',
  en: 'Everything you saved is still on this device, unchanged. Please do not clear the browser\'s data.',
};

const FAILED = {
  zh: ['一张纸没有打开。', SAFE.zh, '请重新载入本页；若仍打不开，请连上网络后再试，或者更新浏览器。'],
  en: ['OneSheet did not open.', SAFE.en, 'Reload this page; if that does not help, connect to the network and try again, or update the browser.'],
};

const TOO_OLD = {
  zh: ['这个浏览器太旧，或者关闭了 WebAssembly，一张纸无法打开。', SAFE.zh, '请更新浏览器，或在其设置中允许 WebAssembly（如关闭“锁定模式”），再重新载入本页。'],
  en: ['This browser is too old for OneSheet, or WebAssembly is switched off.', SAFE.en, 'Update the browser or allow WebAssembly in its settings (Lockdown Mode forbids it), then reload this page.'],
};

const FRAMED = {
  zh: ['为了安全，一张纸不在别的网页里面打开。', SAFE.zh, '请在单独的窗口中打开它。'],
  en: ['For safety OneSheet does not open inside another page.', SAFE.en, 'Open it in a window of its own.'],
};

const SLOW = {
  zh: ['打开得比平常慢，仍在继续。', SAFE.zh, '网络慢时请再等一会儿，或者重新载入本页。'],
  en: ['Opening takes longer than usual and is still going on.', SAFE.en, 'Wait a little on a slow network, or reload this page.'],
};

const html = document.documentElement;

/** The whole page has been read; this script does not wait for that. */
const parsed = new Promise((done) => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', done, { once: true });
  else done();
});

/** Shows what happened, what is safe and what to do, in both languages; `error` is for whoever is asked for help. */
function say(message, action, error) {
  let boot = document.getElementById('boot');
  if (!boot) {
    boot = element('div');
    boot.id = 'boot';
    document.body.prepend(boot);
  }
  boot.setAttribute('role', 'alert');
  boot.replaceChildren(...Object.entries(message).map(([language, lines]) => {
    const part = element('section');
    part.lang = language;
    part.append(...lines.map((line) => element('p', line)));
    return part;
  }), action);
  if (error) boot.append(element('pre', String(error)));
}

function element(name, text = '') {
  return Object.assign(document.createElement(name), { textContent: text });
}

function reload() {
  return Object.assign(element('button', '重新载入 Reload'), { type: 'button', onclick: () => location.reload() });
}

function ownWindow() {
  return Object.assign(element('a', '打开 Open'), { href: location.href, target: '_blank' });
}

/** The app is late; the hint goes when it comes after all. */
function hint() {
  if (html.hasAttribute('data-ready')) return;
  say(SLOW, reload());
  const arrival = new MutationObserver(() => {
    arrival.disconnect();
    document.getElementById('boot')?.remove();
  });
  arrival.observe(html, { attributeFilter: ['data-ready'] });
}

async function start() {
  const { js, wasm } = document.querySelector('script[data-wasm]').dataset;
  const guard = setTimeout(hint, SLOW_AFTER_MS);
  try {
    // The code is compiled while the page and the glue are read; where that cannot be, the glue says why.
    const code = WebAssembly.compileStreaming?.(fetch(wasm)).catch(() => wasm) ?? wasm;
    const [glue, module] = await Promise.all([import(js), code, parsed]);
    await glue.default({ module_or_path: module });
  } catch (error) {
    clearTimeout(guard);
    console.error(error);
    await parsed;
    say(FAILED, reload(), error);
  }
}

if (window.top !== window.self) parsed.then(() => say(FRAMED, ownWindow()));
else if (typeof WebAssembly !== 'object') parsed.then(() => say(TOO_OLD, reload()));
else start();
