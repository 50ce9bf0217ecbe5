// Saving fails: it is said within a second, nothing is called saved that is not, a file can still be made, and saving goes on by
// itself once it can. More faults at more moments: tests/reliability.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { SCRIPT, siteThatFails } from '../reliability/lib/failing.mjs';
import { begin, check, control, fill, launch, open, saved, serve, shot, show, shown } from './lib/browser.mjs';

const WEEK = '2026-W48';

const server = await serve();
const week = `${server.url}week/${WEEK}`;
const browser = await launch();
const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 } });

/** From now on every transaction that `kind` names ends as the browser ends them when something is wrong. */
const breakIt = (page, kind, name, message) => page.evaluate(([mode, error, text]) => {
  const own = IDBDatabase.prototype.transaction;
  window.mend = () => { IDBDatabase.prototype.transaction = own; };
  IDBDatabase.prototype.transaction = function transaction(names, how, ...rest) {
    if (mode === 'all' || how === 'readwrite') throw new DOMException(text, error);
    return own.call(this, names, how, ...rest);
  };
}, [kind, name, message]);
const mend = (page) => page.evaluate(() => window.mend());
const alarm = (page) => page.getByRole('alert').filter({ hasText: '都在这个页面里' });
/** Milliseconds from a key to the banner, by the page's own clock. */
const alarmed = (page, field, text) => page.evaluate(([at, value]) => new Promise((done) => {
  const box = document.querySelector(`[data-field="${at}"]`);
  const since = performance.now();
  const look = new MutationObserver(() => {
    if (document.querySelector('.banner--failing')) { look.disconnect(); done(performance.now() - since); }
  });
  look.observe(document.body, { childList: true, subtree: true });
  box.value = value;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}), [field, text]);

const page = await context.newPage();
await begin(page, week);

await check('a full disk is said within a second, and what is typed meanwhile stays', async () => {
  await show(page, 'goals/vol/note');
  await breakIt(page, 'writes', 'QuotaExceededError', 'full');
  assert.ok(await alarmed(page, 'goals/vol/note', '磁盘满时写的') < 1000);
  assert.equal(await page.getAttribute('html', 'data-save'), 'failing');
  await alarm(page).waitFor();
  await fill(page, 'goals/new/note', '还在写');
  assert.equal(await page.getAttribute('html', 'data-save'), 'failing');
  await shot(page, 'failing');
});

await check('saving goes on by itself once it can', async () => {
  await mend(page);
  await saved(page);
  await alarm(page).waitFor({ state: 'detached' });
  await open(page, week);
  assert.equal(await shown(page, 'goals/vol/note'), '磁盘满时写的');
  assert.equal(await shown(page, 'goals/new/note'), '还在写');
});

await check('a write without an answer is said within a second', async () => {
  await show(page, 'goals/vol/note');
  await page.evaluate(() => {
    const own = IDBDatabase.prototype.transaction;
    window.mend = () => { IDBDatabase.prototype.transaction = own; };
    IDBDatabase.prototype.transaction = function transaction(...all) {
      const it = own.apply(this, all);
      // Neither complete nor abort is ever told.
      for (const name of ['oncomplete', 'onabort']) Object.defineProperty(it, name, { set() {} });
      return it;
    };
  });
  assert.ok(await alarmed(page, 'goals/vol/note', '没有回音') < 1000);
  await mend(page);
  await saved(page);
});

await check('a connection that dies is made anew without a word', async () => {
  await page.evaluate(() => {
    const own = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function transaction(...all) {
      IDBDatabase.prototype.transaction = own;
      this.close();
      return own.apply(this, all);
    };
    window.banners = 0;
    new MutationObserver(() => { if (document.querySelector('.banner--failing')) window.banners += 1; })
      .observe(document.body, { childList: true, subtree: true });
  });
  await fill(page, 'goals/vol/note', '断开之后');
  await saved(page);
  assert.equal(await page.evaluate(() => window.banners), 0);
  await open(page, week);
  assert.equal(await shown(page, 'goals/vol/note'), '断开之后');
});

await check('while the database gives nothing a file is made of what is open, and says so', async () => {
  await show(page, 'goals/vol/note');
  await breakIt(page, 'all', 'UnknownError', 'Internal error opening backing store for indexedDB.open.');
  await control(page, 'goals/vol/note').fill('只在内存里');
  await alarm(page).waitFor();
  await page.getByRole('link', { name: '上交与导入', exact: true }).click();
  await page.getByRole('button', { name: '上交本周', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '上交', exact: true }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  assert.ok(text.includes('只在内存里'));
  await mend(page);
  await saved(page);
  await open(page, week);
  assert.equal(await shown(page, 'goals/vol/note'), '只在内存里');
});

/** The browser clears what the site has stored, as it does in want of room or at a person's wish. */
const clear = async () => {
  const other = await context.newPage();
  await other.goto(`${server.url}schema/bundle-v1.schema.json`);
  const client = await context.newCDPSession(other);
  await client.send('Storage.clearDataForOrigin', { origin: new URL(server.url).origin, storageTypes: 'indexeddb' });
  await other.close();
};
const cleared = (page) => page.getByRole('alert').filter({ hasText: '浏览器清除了本机数据' });

await check('what the browser clears under an open page is stored again', async () => {
  await clear();
  await cleared(page).waitFor();
  await saved(page);
  await fill(page, 'goals/new/note', '清除之后');
  await saved(page);
  await open(page, week);
  assert.equal(await shown(page, 'goals/vol/note'), '只在内存里');
  assert.equal(await shown(page, 'goals/new/note'), '清除之后');
});

await check('so it is when an edit was on its way, which is written into the new database before anybody looks', async () => {
  await page.evaluate(() => {
    const own = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function transaction(names, how, ...rest) {
      const it = own.call(this, names, how, ...rest);
      if (how !== 'readwrite') return it;
      IDBDatabase.prototype.transaction = own;
      // It goes on reading, and so never ends but by what ends its database.
      it.commit = () => {};
      const shelf = it.objectStore(it.objectStoreNames[0]);
      const on = () => { shelf.count().onsuccess = on; };
      on();
      return it;
    };
  });
  await show(page, 'goals/new/note');
  await control(page, 'goals/new/note').fill('正写着时被清除');
  await clear();
  await cleared(page).waitFor();
  await saved(page);
  await open(page, week);
  assert.equal(await shown(page, 'goals/vol/note'), '只在内存里');
  assert.equal(await shown(page, 'goals/new/note'), '正写着时被清除');
});

await check('a database that gives no answer is not waited for again and again: the file comes', async () => {
  const failing = await serve({ folder: siteThatFails() });
  const own = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await own.addInitScript(SCRIPT);
  const page = await own.newPage();
  await begin(page, `${failing.url}week/${WEEK}`);
  await fill(page, 'goals/vol/note', '写在挂住之前');
  await saved(page);
  await page.evaluate(() => window.fault.on('hangs'));
  // One reading is given up after five seconds: two of them would be too long.
  const download = page.waitForEvent('download', { timeout: 9_000 });
  await page.getByRole('link', { name: '上交与导入', exact: true }).click();
  await page.getByRole('button', { name: '上交本周', exact: true }).click();
  await page.getByRole('button', { name: '上交', exact: true }).click();
  assert.ok((await readFile(await (await download).path(), 'utf8')).includes('写在挂住之前'));

  // The sheet is printed all the same, and one that cannot be read does not look empty.
  await page.getByRole('link', { name: '回到一张纸', exact: true }).click();
  await page.getByRole('link', { name: '打印', exact: true }).click();
  await page.locator('svg.paper__page').waitFor();
  assert.ok((await page.locator('svg.paper__page').textContent()).includes('写在挂住之前'));
  await page.getByRole('alert').filter({ hasText: '纸上只有打开着的内容' }).waitFor();
  await page.evaluate(() => {
    history.pushState({}, '', location.pathname.replace('W48', 'W47'));
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await page.getByRole('alert').filter({ hasText: '读不出来' }).waitFor();
  assert.equal(await page.locator('svg.paper__page').count(), 0);
  await page.evaluate(() => window.fault.off());
  await own.close();
  await failing.stop();
});

await browser.close();
await server.stop();
