// How safe a device is: the line that is always there, the browser asked to keep what is stored, what the page of settings says
// where browsers differ, the week's copy, a lost and a damaged sheet brought back from it, and copies giving way on a full disk.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, ready, rows, saved, serve, shot, shown, watch } from './lib/browser.mjs';
import { handOver } from './lib/files.mjs';

const WEEK = '2026-W48';
const FIELDS = { 'review/work': '新品铺货 17 户', 'goals/vol/note': '前松后紧', 'days/2026-11-24/summary': '走访 15 户' };

const server = await serve();
const week = `${server.url}week/${WEEK}`;
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 } };

/** A browser that says other things: the script runs in its pages and in their workers before anything of ours. */
async function fresh(fake = '', more = {}) {
  const context = await browser.newContext({ ...options, ...more });
  await context.addInitScript(fake);
  await context.route(/\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${fake};\n${await response.text()}` });
  });
  return context.newPage();
}

const line = (page) => page.locator('.saved small');
const says = (page, text) => page.waitForFunction((it) => document.querySelector('.saved small')?.textContent === it, text);
const time = () => new Date().toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
const copies = async (page) => Object.keys((await rows(page)).copies);
const row = (page, about) => page.locator(`.safety__line[data-about="${about}"]`);
const sign = (page, about) => row(page, about).getAttribute('data-sign');

/** Changes the database by hand: writes texts under keys, or with none takes away all that a key begins with. */
async function meddle(page, changes) {
  await page.evaluate(async (changes) => {
    const database = await new Promise((done) => { indexedDB.open('onesheet').onsuccess = (event) => done(event.target.result); });
    const write = database.transaction([...database.objectStoreNames], 'readwrite');
    for (const [shelf, key, text] of changes) {
      if (text === undefined) write.objectStore(shelf).delete(IDBKeyRange.bound(key, `${key}\uffff`));
      else write.objectStore(shelf).put(text, key);
    }
    await new Promise((done) => { write.oncomplete = done; });
    database.close();
  }, changes);
}

/** Waits until a shelf holds so many keys, or a row is another than it was. */
function until(page, shelf, key, is, than) {
  // Not by waitForFunction: to that a promise is as good as true.
  return page.evaluate(async ([shelf, key, is, than]) => {
    const database = await new Promise((done) => { indexedDB.open('onesheet').onsuccess = (event) => done(event.target.result); });
    for (;;) {
      const store = database.transaction(shelf).objectStore(shelf);
      const request = key ? store.get(key) : store.count();
      const found = await new Promise((done) => { request.onsuccess = () => done(request.result); });
      if ((found === than) === (is === 'equal')) break;
      await new Promise(requestAnimationFrame);
    }
    database.close();
  }, [shelf, key, is, than]);
}

async function safety(page) {
  await open(page, `${server.url}settings`);
  await row(page, 'copies').waitFor();
}

/** Looks at what restoring a copy would do; the report. */
async function look(page, name) {
  await page.getByRole('button', { name: new RegExp(`^恢复：${name}`) }).click();
  const report = page.getByRole('region', { name: '导入报告', exact: true });
  await report.waitFor();
  return report;
}

async function apply(page, report) {
  await report.getByRole('button', { name: '应用', exact: true }).click();
  await report.locator('[data-applied]').waitFor();
  await saved(page);
}

const COUNT_PERSIST = `self.asked = 0; if (self.StorageManager) StorageManager.prototype.persist = async () => { self.asked += 1; return true; }`;
const page = await fresh(COUNT_PERSIST);
const seen = [await watch(page)];
const asked = () => page.evaluate('asked');

await check('the browser is asked to keep what is stored once, after the first edit of a sheet', async () => {
  await begin(page, week);
  await says(page, '还没有文件');
  assert.equal(await asked(), 0);
  await fill(page, 'review/work', FIELDS['review/work']);
  await saved(page);
  await page.waitForFunction('asked === 1');
});

await check('a line says what stands in no file', async () => {
  await fill(page, 'goals/vol/note', FIELDS['goals/vol/note']);
  await fill(page, 'days/2026-11-24/summary', FIELDS['days/2026-11-24/summary']);
  await saved(page);
  await says(page, '还没有文件 · 其后 3 处');
  assert.equal(await asked(), 1);
  await page.evaluate(() => { location.hash = ''; });
  await shot(page, 'line-phone');
});

await check('a file that was handed over is said, and what is written from then on counted, also after a reload', async () => {
  const before = time();
  await handOver(page, server.url);
  await line(page).filter({ hasText: /^文件 \d\d:\d\d$/ }).waitFor();
  const at = (await line(page).textContent()).slice(-5);
  assert.ok([before, time()].includes(at), at);
  await open(page, week);
  await fill(page, 'review/work', '改一');
  await fill(page, 'goals/vol/note', '改二');
  await fill(page, 'review/work', FIELDS['review/work']);
  await fill(page, 'goals/vol/note', FIELDS['goals/vol/note']);
  await saved(page);
  await says(page, `文件 ${at} · 其后 4 处`);
  await page.reload();
  await ready(page);
  await says(page, `文件 ${at} · 其后 4 处`);
  assert.equal(await line(page).getAttribute('data-due'), null);
});

await check('after a day without a file the line asks for one', async () => {
  const given = (await rows(page)).meta['last-file'].split(' ');
  await meddle(page, [['meta', 'last-file', given.with(3, '2020-01-01T08:00:00+08:00').join(' ')]]);
  await page.reload();
  await ready(page);
  await page.locator('.saved small[data-due]').waitFor();
  assert.match(await line(page).textContent(), /4 处待备份$/);
  await meddle(page, [['meta', 'last-file', given.join(' ')]]);
});

await check('the week is copied once, when nobody types any more', async () => {
  await open(page, week);
  await fill(page, 'days/2026-11-24/summary', FIELDS['days/2026-11-24/summary'] + '。');
  await fill(page, 'days/2026-11-24/summary', FIELDS['days/2026-11-24/summary']);
  await until(page, 'copies', null, 'equal', 1);
  const [copy] = await copies(page);
  assert.match(copy, /^copy\/ZZ0412\/\d{4}-W\d\d\|/);
  await page.reload();
  await ready(page);
  await fill(page, 'review/work', '存档以后改的');
  await saved(page);
  // The next quiet moment is told by what is written through then.
  await until(page, 'meta', 'flushed', 'other', (await rows(page)).meta.flushed);
  assert.deepEqual(await copies(page), [copy]);
});

await check('what a copy would change is said first, old and new, and only then done', async () => {
  await open(page, `${server.url}exchange`);
  const held = JSON.stringify((await rows(page)).edits);
  const report = await look(page, '2026 年第');
  assert.match(await report.innerText(), /新增 0 处，改动 1 处，去掉 0 处[\s\S]*2026 年第 48 周 · 主要工作与完成：“存档以后改的” → “新品铺货 17 户”/);
  assert.equal(JSON.stringify((await rows(page)).edits), held, 'nothing is written yet');
  await report.scrollIntoViewIfNeeded();
  await shot(page, 'restore-phone');
  await apply(page, report);
  await open(page, week);
  assert.equal(await shown(page, 'review/work'), FIELDS['review/work']);
});

await check('a restore can be taken back', async () => {
  await open(page, `${server.url}exchange`);
  await apply(page, await look(page, '上次恢复之前'));
  await open(page, week);
  assert.equal(await shown(page, 'review/work'), '存档以后改的');
  assert.equal((await copies(page)).length, 2);
});

await check('a sheet that was lost leads to the copies and comes back', async () => {
  await fill(page, 'review/work', '再写一次');
  await saved(page);
  await until(page, 'meta', `tally/sheet/ZZ0412/${WEEK}`, 'other', undefined);
  await meddle(page, [['edits', 'sheet/'], ['snapshots', 'sheet/']]);
  await open(page, week);
  const alarm = page.getByRole('alert').filter({ hasText: '这张表原有' });
  await alarm.getByRole('link', { name: '去恢复', exact: true }).click();
  const report = await look(page, '2026 年第');
  assert.match(await report.innerText(), /新增 \d+ 处，改动 0 处/);
  await apply(page, report);
  await alarm.waitFor({ state: 'detached' });
  await open(page, week);
  for (const [field, text] of Object.entries(FIELDS)) assert.equal(await shown(page, field), text);
});

await check('a sheet that cannot be read leads there too; what is damaged is put aside, not thrown away', async () => {
  const key = `sheet/ZZ0412/${WEEK}|000000000000001.zzzz`;
  await meddle(page, [['edits', key, '{"path":']]);
  await page.goto(week);
  await page.getByRole('heading', { name: '这一周的一张纸读不出来' }).waitFor();
  await page.getByRole('link', { name: '去恢复', exact: true }).click();
  const report = await look(page, '2026 年第');
  assert.match(await report.innerText(), /有 1 处存储读不懂/);
  await apply(page, report);
  await open(page, week);
  for (const [field, text] of Object.entries(FIELDS)) assert.equal(await shown(page, field), text);
  const held = await rows(page);
  assert.deepEqual([held.edits[key], held.meta[`damaged/${key}`]], [undefined, '{"path":']);
});

await check('a full disk costs copies, the oldest first, and no edit', async () => {
  const full = await fresh(`
    self.gone = 0; self.until = 0; self.alarms = 0;
    const { put, delete: remove } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...all) {
      if (this.name === 'edits' && self.gone < self.until) throw new DOMException('', 'QuotaExceededError');
      return put.apply(this, all);
    };
    IDBObjectStore.prototype.delete = function (...all) {
      if (this.name === 'copies') self.gone += 1;
      return remove.apply(this, all);
    };
    if (self.document) new MutationObserver(() => { self.alarms += document.querySelectorAll('.banner--failing').length; })
      .observe(document, { subtree: true, childList: true });`);
  await begin(full, week);
  await fill(full, 'review/work', '一');
  await saved(full);
  const key = (it) => `copy/ZZ0412/2026-W0${it}|2026-01-0${it}T08:00:00+08:00|1.1.1|x|`;
  await meddle(full, [1, 2, 3, 4, 5].map((it) => ['copies', key(it), 'x']));
  // Three have to go before there is room, then two more, and then nothing is left that could.
  await full.evaluate('gone = 0; until = 3');
  await fill(full, 'review/work', '二');
  await saved(full);
  assert.deepEqual(await copies(full), [4, 5].map(key));
  await full.evaluate('until = 5');
  await fill(full, 'review/work', '三');
  await saved(full);
  assert.deepEqual(await copies(full), []);
  assert.equal(await full.evaluate('alarms'), 0, 'there was nothing to be alarmed about');
  await full.evaluate('until = Infinity');
  await fill(full, 'review/work', '四');
  await full.getByRole('alert').filter({ hasText: '设备存储满了' }).waitFor({ timeout: 1000 });
  await full.evaluate('until = 0');
  await full.getByRole('button', { name: '再试一次' }).click();
  await saved(full);
  await full.reload();
  await ready(full);
  assert.equal(await shown(full, 'review/work'), '四');
  await safety(full);
  assert.equal(await sign(full, 'fault'), 'mind');
  assert.match(await row(full, 'fault').innerText(), /设备存储满了/);
  await full.context().close();
});

await check('a browser that says nothing is told from one that is safe', async () => {
  const mute = await fresh(`
    for (const it of [self.Navigator, self.WorkerNavigator]) if (it) {
      for (const name of ['storage', 'locks', 'standalone']) Object.defineProperty(it.prototype, name, { value: undefined });
    }
    if (self.document) Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });`);
  seen.push(await watch(mute));
  await begin(mute, week);
  await fill(mute, 'review/work', '照样能写');
  await saved(mute);
  await safety(mute);
  const signs = await mute.locator('.safety__line').evaluateAll((all) => Object.fromEntries(all.map((it) => [it.dataset.about, it.dataset.sign])));
  assert.deepEqual(signs, {
    installed: 'mind', persistent: 'unknown', private: 'unknown', browser: 'fine', room: 'unknown',
    clock: 'fine', fault: 'fine', file: 'mind', net: 'mind', copies: 'unknown',
  });
  await mute.context().close();
});

await check('an app on the home screen with a promise is safe, and asking again changes what is said', async () => {
  const safe = await fresh(`
    // What the page is promised its worker must know.
    self.promised = false;
    const channel = new BroadcastChannel('promise');
    if (!self.document) channel.onmessage = () => { self.promised = true; channel.postMessage('heard'); };
    StorageManager.prototype.persisted = async () => self.promised;
    StorageManager.prototype.persist = () => new Promise((done) => {
      channel.onmessage = () => done(true);
      channel.postMessage('promised');
    });
    const { matchMedia } = self;
    if (matchMedia) self.matchMedia = (query) => (query.includes('standalone') ? { matches: true } : matchMedia(query));`);
  await begin(safe, `${server.url}settings`, undefined, 'main.plain');
  await row(safe, 'copies').waitFor();
  assert.deepEqual([await sign(safe, 'installed'), await sign(safe, 'persistent')], ['fine', 'mind']);
  await row(safe, 'persistent').getByRole('button', { name: '再问一次' }).click();
  await safe.locator('.safety__line[data-about="persistent"][data-sign="fine"]').waitFor();
  assert.equal(await sign(safe, 'private'), 'fine', 'no private window is promised anything');
  await safe.context().close();
});

await check('WeChat, a private window, little room and a wrong clock are called by their names', async () => {
  const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50';
  const bad = await fresh(`
    StorageManager.prototype.getDirectory = async () => { throw new DOMException('', 'SecurityError'); };
    StorageManager.prototype.estimate = async () => ({ usage: 5 << 20, quota: 15 << 20 });
    for (const it of [self.Navigator, self.WorkerNavigator]) if (it) Object.defineProperty(it.prototype, 'userAgent', { value: '${agent}' });`);
  await begin(bad, week);
  await fill(bad, 'review/work', '一');
  await saved(bad);
  await says(bad, '还没有文件 · 其后 1 处');
  await open(bad, week);
  const noted = (await rows(bad)).meta['last-file'].split(' ').slice(0, 4);
  await meddle(bad, [['meta', 'last-file', [...noted, '2036-11-24T08:00:00+08:00'].join(' ')]]);
  await open(bad, week);
  await says(bad, '还没有文件 · 其后 1 处');
  await bad.locator('.bar__pages a').last().click();
  await row(bad, 'copies').waitFor();
  for (const [about, expected, words] of [
    ['installed', 'bad', /七天/], ['browser', 'bad', /微信[\s\S]*在浏览器打开/], ['private', 'bad', /无痕/],
    ['room', 'bad', /最多还给 10 MB/], ['clock', 'mind', /2036年11月24日 08:00/],
  ]) {
    assert.equal(await sign(bad, about), expected, about);
    assert.match(await row(bad, about).innerText(), words);
  }
  await row(bad, 'private').evaluate((it) => it.scrollIntoView());
  await shot(bad, 'safety-phone');
  await bad.context().close();
});

await check('no error in the console', () => assert.deepEqual(seen.flatMap((it) => it.errors), []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.flatMap((it) => it.violations), []));

await browser.close();
await server.stop();
