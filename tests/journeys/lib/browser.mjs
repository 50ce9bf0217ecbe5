// What every journey needs: a browser, the static server on the release site, a harness of three functions.
// Started by `cargo xtask test`, which sets the ONESHEET_… variables; by hand:
//   ONESHEET_NPM=… ONESHEET_XTASK=target/debug/xtask ONESHEET_DIST=dist node tests/journeys/smoke.mjs

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SHOTS = join(ROOT, 'target', 'shots');
const CHECK_MS = 120_000;
const READY_MS = 60_000;
const SHOW_MS = 5_000;

/** What every Chromium of ours is started with. */
export const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Loads one of the packages of package.json; they live in the tools' cache, not in the repository. */
export const fromNpm = createRequire(`${required('ONESHEET_NPM')}/`);

/** No service worker stands between a page and the faults a test puts in the network; offline.mjs asks for one. */
const UNWORKED = { serviceWorkers: 'block' };

/**
 * Starts Chromium, the one without windows where there is one, unless the `whole` of it is needed; `options` go to Playwright's launch,
 * `args` in addition to ours.
 */
export async function launch({ args = [], whole = false, ...options } = {}) {
  const { chromium } = fromNpm('playwright-core');
  const executablePath = (whole ? undefined : process.env.CHROMIUM_LIGHT) ?? process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: [...ARGUMENTS, ...args], ...options });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = (it) => newContext({ ...UNWORKED, ...it });
  return browser;
}

/** Starts Chromium on a profile folder, as a person's own browser: what it keeps outlives it. */
export function launchProfile(folder, { args = [], ...options } = {}) {
  const { chromium } = fromNpm('playwright-core');
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launchPersistentContext(folder, { executablePath, args: [...ARGUMENTS, ...args], ...UNWORKED, ...options });
}

/** The number of the browser's own process: the one of this profile that is no child of another kind. */
export function mainProcess(folder) {
  const line = (id) => { try { return readFileSync(`/proc/${id}/cmdline`, 'utf8'); } catch { return ''; } };
  const own = (text) => text.includes(`--user-data-dir=${folder}`) && !text.includes('--type=');
  const ids = readdirSync('/proc').filter((it) => /^\d+$/.test(it) && own(line(it)));
  if (ids.length !== 1) throw new Error(`processes of the profile: ${ids}`);
  return Number(ids[0]);
}

/**
 * Starts the static server on the release site. `url` ends with a slash; `stop` ends it for good, as a network that is
 * gone; the same `port` given again brings it back.
 */
export async function serve({ folder = process.env.ONESHEET_DIST ?? 'dist', base = '/', port = 0 } = {}) {
  const child = spawn(required('ONESHEET_XTASK'), ['host', resolve(folder), '--base', base, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  const url = await new Promise((found, failed) => {
    createInterface(child.stdout).on('line', (line) => {
      const address = /^listening on (\S+)$/.exec(line);
      if (address) found(address[1]);
    });
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the static server ended with ${code}`)));
  });
  const stop = () => {
    process.removeListener('exit', orphan);
    child.kill('SIGKILL');
    return ended;
  };
  return { url, port: Number(new URL(url).port), stop };
}

/** Notes what a healthy page never has: errors in its console, exceptions, breaches of the policy, requests elsewhere. */
export async function watch(page) {
  const seen = { errors: [], violations: [], foreign: [] };
  await page.exposeBinding('noteViolation', (_, text) => { seen.violations.push(text); });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.noteViolation(`${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
    });
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  const opened = new Set();
  page.on('console', (message) => {
    const [url] = message.location().url.split('#');
    // A static host answers a deep link with 404.html and status 404; the browser reports that, and it is as it should be.
    const deepLink = opened.has(url) && message.text().includes('404');
    if (message.type() === 'error' && !deepLink) seen.errors.push(`${message.text()} (${url})`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (request.isNavigationRequest()) opened.add(url.href.split('#')[0]);
    const home = [...opened].some((page) => new URL(page).origin === url.origin);
    if (url.protocol.startsWith('http') && !home) seen.foreign.push(url.href);
  });
  return seen;
}

/** Opens an address of the app and waits until it takes input. */
export async function open(page, url) {
  await page.goto(url);
  await ready(page);
}

export async function ready(page) {
  await page.waitForSelector('html[data-ready]', { state: 'attached', timeout: READY_MS });
}

/** Waits until the last edit is in the database. */
export async function saved(page) {
  await page.waitForSelector('html[data-save="saved"]', { state: 'attached' });
}

/** The control of a field; of a group of radio buttons the one with the value. */
export function control(page, field, value) {
  const radio = value === undefined ? '' : `[value="${value}"]`;
  return page.locator(`[data-field="${field}"]${radio}`);
}

/** Opens a field as everybody may, by the hash of the week's address, and waits until the focus is there. */
export async function show(page, field) {
  await page.evaluate((hash) => {
    if (decodeURIComponent(location.hash) === `#${hash}`) document.querySelector(`[data-field="${hash}"]`)?.focus();
    else location.hash = hash;
  }, field);
  const focused = (path) => document.activeElement?.dataset?.field === path;
  await page.waitForFunction(focused, field, { timeout: SHOW_MS }).catch(async () => {
    const there = await control(page, field).count();
    throw new Error(`#${field} does not put the focus on its field: ${there} controls carry it`);
  });
}

/** Opens a field and writes, ticks or chooses as its kind asks. */
export async function fill(page, field, value) {
  await show(page, field);
  const kind = await control(page, field).first().evaluate((it) => it.type);
  if (kind === 'checkbox') await control(page, field).setChecked(value);
  else if (kind === 'radio') await control(page, field, value).check({ force: true });
  else if (kind.startsWith('select')) await control(page, field).selectOption(value);
  else await control(page, field).fill(value);
}

/** Opens a field and reads what it shows: a text, whether it is ticked, or which radio button is chosen. */
export async function shown(page, field) {
  await show(page, field);
  return control(page, field).evaluateAll((all) => {
    const [it] = all;
    if (it.type === 'radio') return all.find((radio) => radio.checked)?.value ?? null;
    return it.type === 'checkbox' ? it.checked : it.value;
  });
}

/** The first start, on the address asked for, up to its page. */
export async function begin(page, url, identity = { 'manager/id': 'ZZ0412' }, asked = 'main.sheet') {
  await open(page, url);
  for (const [path, value] of Object.entries(identity)) {
    const box = control(page, `settings/${path}`);
    if (await box.evaluate((it) => it.tagName === 'SELECT')) await box.selectOption(value);
    else await box.fill(value);
  }
  await page.getByRole('button', { name: '开始', exact: true }).click();
  await page.locator(asked).waitFor();
}

/** Everything the database holds: { shelf: { key: text } }. */
export function rows(page) {
  return page.evaluate(async () => {
    const answer = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const database = await answer(indexedDB.open('onesheet'));
    const all = {};
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, texts] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
      all[name] = Object.fromEntries(keys.map((key, at) => [key, texts[at]]));
    }
    database.close();
    return all;
  });
}

/** A picture of the page in target/shots. */
export async function shot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Runs one check and prints its line; a failure does not stop the journey but its exit code says so. */
export async function check(name, body) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`took longer than ${CHECK_MS / 1000} s`)), CHECK_MS);
  });
  try {
    await Promise.race([body(), late]);
    console.log(`ok - ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`not ok - ${name}`);
    console.log(String(error?.stack ?? error).replace(/^/gm, '  # '));
  } finally {
    clearTimeout(timer);
  }
}

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; \`cargo xtask test\` sets it`);
  return value;
}
