// The two pages side by side: the app with the filled week in its database, and the plain page with the same week in a
// file. Each knows where its fields are and how to take away what was typed.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromNpm, open, saved, serve } from '../../journeys/lib/browser.mjs';
import { offline } from '../../journeys/lib/installed.mjs';
import { before } from './year.mjs';
import { MANAGER, WEEK, paths, plainWeek, sheet, shops } from './week.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PLAIN = fileURLToPath(new URL('../plain', import.meta.url));
const TEMPLATE = JSON.parse(readFileSync(join(ROOT, 'public/template/tobacco-retail.json'), 'utf8'));

/** The browser keeps compiled code once nothing was added to it for two seconds. */
const KEPT_MS = 5_000;

const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** A browser with a profile on disk, so that a warm start finds the compiled code a person's browser would have kept. */
export async function browse() {
  const folder = mkdtempSync(join(tmpdir(), 'onesheet-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const context = await fromNpm('playwright-core').chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ARGUMENTS,
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
  });
  return { context, folder };
}

/**
 * The app, kept on the device as a person's is: what starts it is its service worker. `at` is the address of the sheet, opened at a
 * field if one is given. It has so many weeks before that one.
 */
export async function app({ context }, { name = 'app', past = 0 } = {}) {
  const site = await serve();
  const page = await context.newPage();
  await open(page, site.url);
  await offline(page);
  await page.waitForTimeout(KEPT_MS);
  await page.fill('[data-field="settings/manager/id"]', MANAGER);
  await saved(page);
  await page.click('button[type="submit"]');
  await ready(page, '.page');
  await page.evaluate(put, [[`sheet/${MANAGER}/${WEEK}`, row(sheet(TEMPLATE))], [`roster/${MANAGER}`, row(shops())]]);
  await page.evaluate(put, before(TEMPLATE, WEEK, past).map(([week, it]) => [`sheet/${MANAGER}/${week}`, row(it)]));
  await page.close();
  const at = (field) => `${site.url}week/${WEEK}${field ? `#${field}` : ''}`;
  const reset = async (page) => {
    if (!(await page.evaluate(() => navigator.serviceWorker.controller))) throw new Error('no service worker has opened the app');
    await page.evaluate(clear, ['onesheet', `sheet/${MANAGER}/`]);
  };
  return { name, at, reset, stop: site.stop };
}

/** The plain page: every field is shown at its one address. */
export async function plain({ folder }) {
  const site = join(folder, 'plain');
  mkdirSync(site);
  cpSync(PLAIN, site, { recursive: true });
  writeFileSync(join(site, 'week.json'), JSON.stringify(plainWeek(TEMPLATE)));
  const { url, stop } = await serve({ folder: site });
  return { name: 'plain', at: () => url, reset: (page) => page.evaluate(clear, ['plain', '']), stop };
}

function ready(page, selector) {
  return page.waitForSelector(selector, { state: 'attached' });
}

/** A snapshot of a document, the way the app keeps one (src/domain/row.rs): no stamps, as if it came with a file. */
function row(document) {
  return JSON.stringify(Object.fromEntries(paths(document).map(([path, value]) => [path, [[null, value]]])));
}

// The following run in the page.

function put(rows) {
  return new Promise((done, failed) => {
    const request = indexedDB.open('onesheet');
    request.onerror = () => failed(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction('snapshots', 'readwrite');
      for (const [key, text] of rows) transaction.objectStore('snapshots').put(text, key);
      transaction.oncomplete = () => done(request.result.close());
      transaction.onabort = () => failed(transaction.error);
    };
  });
}

function clear([name, prefix]) {
  return new Promise((done, failed) => {
    const request = indexedDB.open(name);
    request.onerror = () => failed(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction('edits', 'readwrite');
      transaction.objectStore('edits').delete(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
      transaction.oncomplete = () => done(request.result.close());
      transaction.onabort = () => failed(transaction.error);
    };
  });
}
