// When the app does not come up: the page leads to the rescue page, by itself where nothing can still come; that page shows and
// hands out all records of the device, in whatever state they are, and the app takes the file in. The reset waits for a copy.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, check, fill, launch, open, ready, rows, saved, serve, shot, shown, watch } from './lib/browser.mjs';
import { apply, backUp, bring, carryOn, rowOf, sheets } from './lib/files.mjs';

const WEEK = '2026-W48';
const SHEET = `sheet/ZZ0412/${WEEK}`;
const LINE = `j/${SHEET}|000000000000900.zz`;
const NOTE = '{"path":"goals/vol/note","stamp":"900.k7f2q9.zz","value":"没有确认的一笔"}';
const LATE_MS = 21_000;

const server = await serve();
/** The same site below a folder. */
const folder = await serve({ base: '/app/' });
const site = server.url;
const week = `${site}week/${WEEK}`;
const rescuePage = `${site}recover.html`;
const browser = await launch();

/** A new profile with a page in it. */
async function fresh({ clock = false, ...options } = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 }, ...options });
  if (clock) {
    // Playwright's clock knows nothing of what was fetched; boot.js asks for that.
    await context.addInitScript(() => { window.fetched = performance.getEntriesByName.bind(performance); });
    await context.clock.install();
    await context.addInitScript(() => { performance.getEntriesByName = window.fetched; });
  }
  return context.newPage();
}

/** Opens the rescue page and waits until it has looked; gives back what it says of the database. */
async function look(page) {
  await page.goto(rescuePage);
  return looked(page);
}

async function looked(page) {
  const root = page.locator('html:not([data-read="reading"])[data-read]');
  await root.waitFor({ state: 'attached' });
  return root.getAttribute('data-read');
}

function figure(page, name) {
  return page.locator(`[data-figure="${name}"]`).innerText();
}

/** Presses the button and reads the file. */
async function download(page) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载全部' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  return { name: file.suggestedFilename(), text, json: JSON.parse(text) };
}

function button(page, name) {
  return page.getByRole('button', { name });
}

/** Makes a database as some other build might have left it: { shelf: { key: value } }. */
async function make(page, version, shelves) {
  await page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${site}blank`);
  await page.evaluate(([number, all]) => new Promise((done, failed) => {
    const request = indexedDB.open('onesheet', number);
    request.onupgradeneeded = () => {
      for (const [name, records] of Object.entries(all)) {
        const shelf = request.result.createObjectStore(name);
        for (const [key, value] of Object.entries(records)) shelf.put(value, key);
      }
    };
    request.onsuccess = () => { request.result.close(); done(); };
    request.onerror = () => failed(request.error);
  }), [version, shelves]);
}

const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map((it) => it.name));

// The page's own guard.

await check('a start that failed shows the way at once and goes there by itself', async () => {
  const page = await fresh({ clock: true });
  await page.route('**/*_bg.wasm', (route) => route.abort());
  await page.goto(week);
  const alert = page.getByRole('alert');
  await alert.filter({ hasText: '一张纸没有打开' }).waitFor();
  assert.equal(await alert.getByRole('link', { name: '救援页' }).evaluate((it) => it.href), rescuePage);
  await shot(page, 'recover-failed');
  await page.clock.runFor(LATE_MS);
  await page.waitForURL(`${rescuePage}#failed`);
  await page.getByRole('status').filter({ hasText: '一张纸没有打开，所以转到了这里' }).waitFor();
  await page.unroute('**/*_bg.wasm');
  await page.getByRole('link', { name: '再试一次' }).click();
  await ready(page);
  await page.context().close();
});

await check('a program that stops after its start, and one that never comes up, go there by themselves', async () => {
  const stopped = 'queueMicrotask(() => { throw new WebAssembly.RuntimeError("unreachable"); });';
  for (const [body, state] of [[stopped, 'failed'], ['', 'running']]) {
    const page = await fresh({ clock: true });
    const script = `export default async () => { ${body} document.documentElement.dataset.began = ''; };`;
    await page.route('**/onesheet-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
    await page.goto(week);
    await page.waitForLoadState('networkidle');
    await page.locator('html[data-began]').waitFor({ state: 'attached' });
    if (state === 'failed') await page.getByRole('alert').filter({ hasText: 'unreachable' }).waitFor();
    await page.clock.runFor(LATE_MS);
    await page.waitForURL(`${rescuePage}#${state}`);
    await page.locator('#why').filter({ hasText: '所以转到了这里' }).waitFor();
    await page.context().close();
  }
});

await check('what is still on its way is not torn away: the page shows the link and waits', async () => {
  const page = await fresh({ clock: true });
  let release;
  const held = new Promise((done) => { release = done; });
  await page.route('**/*_bg.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(week, { waitUntil: 'commit' });
  await page.locator('#boot').waitFor();
  await page.clock.runFor(LATE_MS);
  const slow = page.getByRole('alert').filter({ hasText: '打开得比平常慢' });
  await slow.getByRole('link', { name: '救援页' }).waitFor();
  await page.clock.runFor(5 * LATE_MS);
  assert.equal(page.url(), week);
  release();
  await ready(page);
  assert.equal(await slow.count(), 0);
  await page.clock.runFor(5 * LATE_MS);
  assert.equal(page.url(), week);
  await page.context().close();
});

await check('without a network it stays with its own words', async () => {
  const page = await fresh({ clock: true });
  await page.route('**/*_bg.wasm', (route) => route.abort());
  await page.route('**/recover.html', (route) => route.abort());
  await page.goto(week);
  await page.getByRole('alert').waitFor();
  const asked = page.waitForEvent('requestfailed', (it) => it.url() === rescuePage);
  await page.clock.runFor(LATE_MS);
  await asked;
  assert.equal(page.url(), week);
  await page.context().close();
});

await check('where WebAssembly is missing it says so and leads on, below the folder where the site is hosted', async () => {
  const page = await fresh({ clock: true });
  const html = readFileSync(join(process.env.ONESHEET_DIST ?? 'dist', 'index.html'), 'utf8').replaceAll('="/', '="/app/');
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.route(`**/app/week/${WEEK}`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${folder.url}week/${WEEK}`);
  const alert = page.getByRole('alert').filter({ hasText: '关闭了 WebAssembly' });
  assert.equal(await alert.getByRole('link', { name: '救援页' }).evaluate((it) => it.href), `${folder.url}recover.html`);
  await page.clock.runFor(LATE_MS);
  await page.waitForURL(`${folder.url}recover.html#old`);
  assert.equal(await looked(page), 'none');
  assert.equal(await page.getByRole('link', { name: '再试一次' }).evaluate((it) => it.href), folder.url);
  await page.context().close();
});

await check('where not even boot.js comes, the way out shows after twenty seconds', async () => {
  const page = await fresh();
  await page.route('**/boot.js', (route) => route.abort());
  await page.goto(week);
  const link = page.getByRole('link', { name: '打不开？' });
  await page.waitForFunction(() => document.getAnimations().some((it) => it.animationName === 'later'));
  const after = (time) => page.evaluate((at) => {
    document.getAnimations().find((it) => it.animationName === 'later').currentTime = at;
  }, time);
  await after(19_000);
  assert.equal(await link.count(), 0);
  await after(20_001);
  await link.click();
  await page.waitForURL(rescuePage);
  await page.context().close();
});

// The records and the file.

const device = await fresh();
const seen = await watch(device);
let file;

await check('everything on the device is listed and downloaded as it lies there, the unconfirmed change too', async () => {
  await begin(device, week, { 'manager/id': 'ZZ0412', 'manager/name': '张三' });
  await fill(device, 'review/work', '新品铺货18户\n差2户');
  await fill(device, 'tasks/svc-05/ticked', true);
  await fill(device, 'goals/vol/target', '38.5');
  await saved(device);
  await open(device, `${site}week/2026-W49`);
  await fill(device, 'review/work', '下一周');
  await saved(device);
  await device.goto(rescuePage);
  await device.evaluate(([line, note]) => {
    localStorage.setItem(line, note);
    localStorage.setItem('elsewhere', 'not ours');
  }, [LINE, NOTE]);
  assert.equal(await look(device), 'read');
  assert.equal(await figure(device, 'sheets'), '2');
  assert.equal(await figure(device, 'lines'), '1');
  const stored = await rows(device);
  const records = Object.values(stored).flatMap((it) => Object.keys(it)).length;
  assert.equal(await figure(device, 'records'), String(records));
  assert.deepEqual(await device.locator('#weeks li').allInnerTexts(), ['2026-W48 11.23–11.29', '2026-W49 11.30–12.6']);
  await shot(device, 'recover');
  file = await download(device);
  assert.match(file.name, /^onesheet-raw-\d{4}-\d\d-\d\d\.json$/);
  const { database, journal, preferences, ...head } = file.json;
  const { version } = (await device.evaluate(() => indexedDB.databases())).find((it) => it.name === 'onesheet');
  assert.deepEqual([head.format, head.version, head.faults, database.version], ['onesheet-raw', 1, [], version]);
  const shelves = Object.fromEntries(Object.entries(database.shelves).map(([name, all]) => [name, Object.fromEntries(all)]));
  assert.deepEqual(shelves, stored);
  assert.deepEqual(journal, [[LINE, NOTE]]);
  assert.ok(preferences.some(([key]) => key === 'onesheet/last-week') && !file.text.includes('not ours'), String(preferences));
});

await check('another device takes the file in, and then holds the same', async () => {
  const page = await fresh();
  await begin(page, week);
  assert.equal(await bring(page, site, file), 'merged', await rowOf(page, file).innerText());
  await apply(page);
  assert.equal(await bring(page, site, file), 'unchanged');
  await open(page, week);
  assert.equal(await shown(page, 'review/work'), '新品铺货18户\n差2户');
  assert.equal(await shown(page, 'tasks/svc-05/ticked'), true);
  assert.equal(await shown(page, 'goals/vol/note'), '没有确认的一笔');
  // On the device itself the app takes its unconfirmed change up when it opens the week.
  await open(device, week);
  assert.equal(await shown(device, 'goals/vol/note'), '没有确认的一笔');
  await saved(device);
  assert.equal(sheets((await backUp(page, site)).text), sheets((await backUp(device, site)).text));
  await page.context().close();
});

await check('so does one that nobody has begun on: whose the file is, it says itself', async () => {
  const page = await fresh();
  await carryOn(page, week, file);
  assert.equal(await shown(page, 'review/work'), '新品铺货18户\n差2户');
  assert.equal(await shown(page, 'goals/vol/note'), '没有确认的一笔');
  await page.context().close();
});

await check('damaged and torn records are named in the report, and another manager\'s file is refused with a way on', async () => {
  const page = await fresh();
  await begin(page, week);
  const json = JSON.parse(file.text);
  json.database.shelves.edits.push([`${SHEET}|000000000000777.zz`, '{"path":"review/wo']);
  json.journal.push([`${LINE}b`, `00000000 ${NOTE}`]);
  const damaged = { name: 'damaged.json', text: JSON.stringify(json) };
  assert.equal(await bring(page, site, damaged), 'partly');
  const said = await rowOf(page, damaged).innerText();
  assert.match(said, /2026 年第 48 周的周表（ZZ0412）里的 1 条记录没有导入：读不懂（第一条是“sheet\/ZZ0412\/2026-W48\|000000000000777.zz”）/);
  assert.match(said, /最后 1 笔没确认的修改没有导入：没有写完整/);
  await shot(page, 'recover-report');
  await apply(page);
  await open(page, week);
  assert.equal(await shown(page, 'review/work'), '新品铺货18户\n差2户');
  const other = { name: 'other.json', text: file.text.replaceAll('ZZ0412', 'ZZ0001') };
  assert.equal(await bring(page, site, other), 'refused');
  assert.match(await rowOf(page, other).innerText(), /客户经理 ZZ0001 的设备上取出的原始记录，这台设备上是 ZZ0412/);
  await page.context().close();
});

await check('a database that another build left half made is downloaded as it is', async () => {
  const page = await fresh();
  await make(page, 7, { edits: { [`${SHEET}|1.a`]: 'half\ud800' }, photos: { 1: { of: [null, 3] } } });
  assert.equal(await look(page), 'read');
  const { json } = await download(page);
  assert.deepEqual(json.database, { version: 7, shelves: { edits: [[`${SHEET}|1.a`, 'half\ufffd']], photos: [['1', { of: [null, 3] }]] } });
  // The app says that it cannot open it, and leads to the same page.
  await open(page, week);
  await page.getByRole('link', { name: '救援页：下载全部内容' }).click();
  await page.waitForURL(rescuePage);
  await page.context().close();
});

await check('what cannot be read is named and keeps nothing else back', async () => {
  const page = await fresh();
  await make(page, 1, { edits: { [`${SHEET}|1.a`]: 'one', [`${SHEET}|2.a`]: 'two' }, meta: { device: 'aa' }, snapshots: {} });
  await page.addInitScript(() => {
    const { getAll, get, getAllKeys, openKeyCursor } = IDBObjectStore.prototype;
    const broken = (name, whole) => function read(...given) {
      if (name.includes(`${this.name}/${given[0] ?? '*'}`)) throw new DOMException('damaged', 'UnknownError');
      return whole.apply(this, given);
    };
    IDBObjectStore.prototype.getAll = broken(['edits/*'], getAll);
    IDBObjectStore.prototype.get = broken([`edits/sheet/ZZ0412/2026-W48|1.a`], get);
    IDBObjectStore.prototype.getAllKeys = broken(['snapshots/*'], getAllKeys);
    IDBObjectStore.prototype.openKeyCursor = broken(['snapshots/*'], openKeyCursor);
  });
  assert.equal(await look(page), 'read');
  const named = await page.getByRole('alert').innerText();
  assert.match(named, /有 2 处没有读出来[\s\S]*edits · sheet\/ZZ0412\/2026-W48\|1\.a · UnknownError[\s\S]*snapshots · UnknownError/);
  await shot(page, 'recover-faults');
  const { json } = await download(page);
  assert.deepEqual(json.database.shelves, { edits: [[`${SHEET}|2.a`, 'two']], meta: [['device', 'aa']], snapshots: [] });
  assert.equal(json.faults.length, 2);
  await page.context().close();
});

await check('looking makes no database where there is none', async () => {
  const page = await fresh();
  assert.equal(await look(page), 'none');
  assert.equal((await download(page)).json.database, null);
  assert.deepEqual(await databases(page), []);
  await page.context().close();
});

await check('without IndexedDB, and with one that never answers, it says so and still gives the journal', async () => {
  const missing = () => Object.defineProperty(window, 'indexedDB', { value: undefined });
  const silent = () => { IDBFactory.prototype.open = () => ({}); };
  for (const [change, state, words] of [[missing, 'missing', '没有被删除'], [silent, 'closed', '数据库没有打开']]) {
    const page = await fresh({ clock: true });
    await page.addInitScript(change);
    await page.addInitScript(([line, note]) => localStorage.setItem(line, note), [LINE, NOTE]);
    await page.goto(rescuePage);
    if (state === 'closed') {
      await page.clock.runFor(4_000);
      await page.locator('#state').filter({ hasText: '比平常慢' }).waitFor();
      await page.clock.runFor(LATE_MS);
    }
    assert.equal(await looked(page), state);
    await page.locator('#state').filter({ hasText: words }).waitFor();
    assert.deepEqual(await page.locator('#weeks li').allInnerTexts(), ['2026-W48 11.23–11.29']);
    const { json } = await download(page);
    assert.deepEqual([json.database, json.journal], [null, [[LINE, NOTE]]]);
    assert.equal(await page.getByLabel('同时删除填写的全部内容').isDisabled(), state === 'missing');
    await page.context().close();
  }
});

await check('where neither download nor share sheet works, the text can be copied', async () => {
  const page = await fresh({ permissions: ['clipboard-read', 'clipboard-write'] });
  await look(page);
  await button(page, '显示文字').click();
  await button(page, '复制全部').click();
  await page.getByRole('status').filter({ hasText: '已复制' }).waitFor();
  assert.equal(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())).format, 'onesheet-raw');
  assert.equal(await button(page, /^重置/).isDisabled(), false);
  await page.context().close();
});

await check('the share sheet takes the file, as .txt where it refuses .json; a closed one is no copy', async () => {
  const page = await fresh();
  await page.addInitScript(() => {
    window.shares = [];
    navigator.canShare = ({ files }) => files[0].type === 'text/plain';
    navigator.share = ({ files }) => {
      window.shares.push(files[0].name);
      return window.shares.length > 1 ? Promise.resolve() : Promise.reject(new DOMException('closed', 'AbortError'));
    };
  });
  await look(page);
  await button(page, '分享文件').click();
  await page.waitForFunction(() => window.shares.length === 1);
  assert.equal(await button(page, /^重置/).isDisabled(), true);
  await button(page, '分享文件').click();
  await page.getByRole('status').filter({ hasText: '文件已交出' }).waitFor();
  assert.match((await page.evaluate(() => window.shares))[1], /\.json\.txt$/);
  assert.equal(await button(page, /^重置/).isDisabled(), false);
  await page.context().close();
});

// The reset.

await check('the reset waits for a copy, asks once more, and leaves what was filled in', async () => {
  await device.addInitScript(() => {
    const registration = (scope) => ({ scope, unregister: async () => { (window.unregistered ??= []).push(scope); } });
    navigator.serviceWorker.getRegistrations = async () => [registration(`${location.origin}/`), registration('https://elsewhere.test/')];
  });
  await look(device);
  await device.evaluate(() => Promise.all(['app-/|1', 'app-/|state', 'app-/other/|1', 'map-tiles'].map((it) => caches.open(it))));
  assert.equal(await button(device, /^重置/).isDisabled(), true);
  await download(device);
  await button(device, /^重置/).click();
  const asked = device.getByRole('alertdialog');
  await asked.filter({ hasText: '填写的内容不动' }).waitFor();
  await device.keyboard.press('Escape');
  await asked.waitFor({ state: 'hidden' });
  await button(device, /^重置/).click();
  await button(device, '是的，重置').click();
  await device.locator('#done').filter({ hasText: '删除程序文件：好了' }).waitFor();
  assert.deepEqual(await device.evaluate(() => caches.keys()), ['app-/other/|1', 'map-tiles']);
  assert.deepEqual(await device.evaluate(() => window.unregistered), [site]);
  assert.deepEqual(await databases(device), ['onesheet']);
  await open(device, week);
  assert.equal(await shown(device, 'review/work'), '新品铺货18户\n差2户');
});

await check('with its own box ticked it deletes what was filled in, and nothing that is another site\'s', async () => {
  await look(device);
  await download(device);
  await device.getByLabel('同时删除填写的全部内容').check();
  await button(device, /^重置/).click();
  await device.getByRole('alertdialog').filter({ hasText: '会永远删除：2 张周表' }).waitFor();
  await shot(device, 'recover-ask');
  await button(device, '是的，重置').click();
  await device.locator('#done').filter({ hasText: '删除填写的内容：好了' }).waitFor();
  assert.deepEqual(await databases(device), []);
  assert.deepEqual(await device.evaluate(() => Object.keys(localStorage)), ['elsewhere']);
  await open(device, site);
  await device.locator('main.welcome').waitFor();
});

await check('a sheet that cannot be read leads to the rescue page', async () => {
  const page = await fresh();
  await begin(page, week);
  await saved(page);
  await page.evaluate((key) => new Promise((done, failed) => {
    const request = indexedDB.open('onesheet');
    request.onsuccess = () => {
      const transaction = request.result.transaction('snapshots', 'readwrite');
      transaction.objectStore('snapshots').put('{"damaged', key);
      transaction.oncomplete = () => { request.result.close(); done(); };
      transaction.onabort = () => failed(transaction.error);
    };
  }), SHEET);
  await open(page, week);
  await page.getByRole('alert').filter({ hasText: '读不出来' }).getByRole('link', { name: '救援页：下载全部内容' }).click();
  await page.waitForURL(rescuePage);
  assert.equal(await looked(page), 'read');
  await page.context().close();
});

await check('inside another page it does not open', async () => {
  const page = await fresh();
  await page.route('**/outer', (route) => route.fulfill({ contentType: 'text/html', body: '<iframe src="/recover.html"></iframe>' }));
  await page.goto(`${site}outer`);
  const frame = page.frameLocator('iframe');
  await frame.getByText('救援页不在别的网页里面打开').waitFor();
  assert.equal(await frame.getByRole('button').count(), 0);
  await page.context().close();
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));
await check('nothing is asked of another host', () => assert.deepEqual(seen.foreign, []));

await browser.close();
await server.stop();
await folder.stop();
