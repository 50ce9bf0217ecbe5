// Collecting under hand: a folder that is dropped, a file nobody can read, stopping in the middle, and a device that is full. Whatever
// comes, what was told as collected is there, and choosing the files again goes on.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { begin, check, launch, launchProfile, open, ready, serve, watch } from './lib/browser.mjs';

const FOLDER = fileURLToPath(new URL('../bundles/office', import.meta.url));
const { files } = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8'));
const good = files.filter((it) => it.class === 'good').map((it) => join(FOLDER, it.file));
const MANY = 1500;
// Bytes; all of them take twice as much.
const ROOM = 3_000_000;

const folder = mkdtempSync(join(tmpdir(), 'onesheet-collecting-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const server = await serve();
const browser = await launch({ whole: true });

async function office(own) {
  const context = own ?? await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } });
  await context.clock.setFixedTime('2026-10-30T09:00:00+08:00');
  const page = await context.newPage();
  const seen = await watch(page);
  await begin(page, `${server.url}office`, { 'manager/id': 'HQ01', role: 'office' }, 'main.office h1');
  return { page, seen };
}

const picker = (page) => page.getByLabel('导入文件', { exact: true });
const report = (page) => page.getByRole('region', { name: '导入报告', exact: true });
const count = async (page, mark) => Number(await page.locator(`[data-computed="office/${mark}"]`).first().textContent());

/** What lies in the database, told apart from what the page says. */
function kept(page) {
  return page.evaluate(async () => {
    const answer = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
    const database = await answer(indexedDB.open('onesheet-office'));
    const found = await answer(database.transaction('files').objectStore('files').count());
    database.close();
    return found;
  });
}

/** Every bundle there is, hurt ones too, one of them packed once more and a setup with a question: more than one batch. */
function mixed() {
  const all = join(folder, 'mixed');
  mkdirSync(all);
  files.forEach((it) => cpSync(join(FOLDER, it.file), join(all, it.file)));
  writeFileSync(join(all, 'zz-again.onesheet.json.gz'), gzipSync(readFileSync(good[0])));
  const { sheets, months, customers, digest, ...setup } = JSON.parse(readFileSync(good[0], 'utf8'));
  setup['x-questions'] = [{ name: '一区的缺口', form: { view: 'Q3' } }];
  writeFileSync(join(all, 'a-setup.onesheet.json'), JSON.stringify({ ...setup, kind: 'setup' }));
  return readdirSync(all).sort().map((it) => join(all, it));
}

/** What files come to: every row of the report, every total, and what deleting all of it would take away. */
async function come(chosen, prepare = async () => {}) {
  const { page } = await office();
  await prepare(page);
  let readers = 0;
  page.on('worker', () => { readers += 1; });
  await picker(page).setInputFiles(chosen);
  await report(page).waitFor();
  const rows = await page.locator('.report__row').evaluateAll((all) => all.map((it) => [it.dataset.file, it.dataset.result, it.textContent]));
  const totals = {};
  for (const it of ['sheets', 'managers', 'visits/planned', 'visits/done']) totals[it] = await count(page, it);
  await page.getByRole('navigation', { name: '总部工作台', exact: true }).getByRole('button', { name: '收存', exact: true }).click();
  await page.getByRole('button', { name: '删除这一段…', exact: true }).click();
  const goes = await page.getByText(/会删除 \d+ 个文件/).textContent();
  const found = { rows, totals, goes, kept: await kept(page) };
  await page.context().close();
  return { found, readers };
}

await check('read on every core, where readers cannot start, and out of an archive, the same files come to the same', async () => {
  const chosen = mixed();
  const { found, readers } = await come(chosen);
  assert.ok(readers > 1, `${readers} readers`);
  assert.deepEqual([...new Set(found.rows.map((it) => it[1]))].sort(), ['merged', 'refused', 'unchanged', 'updated']);
  const row = (file) => found.rows.find((it) => it[0] === file).slice(1).join(' ');
  assert.match(row('a-setup.onesheet.json'), /^merged .*1 个/);
  // Which of two equal files is the new one does not depend on who was quicker.
  assert.match(row('zz-again.onesheet.json.gz'), /^unchanged /);
  assert.equal(found.rows.length, chosen.length);
  // Two readers have kept it: it is one file all the same.
  assert.match(found.goes, new RegExp(`会删除 ${found.kept} 个文件`));
  let refused = 0;
  const broken = await come(chosen, (page) => page.context().route('**/worker*', (route) => {
    refused += 1;
    return route.abort();
  }));
  assert.ok(refused > 0, 'no reader was kept from starting');
  assert.deepEqual(broken.found, found);
  // One that breaks while it has work: what it had is done by another.
  let hasBroken = false;
  const halfway = await come(chosen, (page) => page.on('console', (it) => { hasBroken ||= it.text() === 'broken'; }).workers()[0].evaluate(() => {
    let made = 0;
    self.Worker = class extends Worker {
      constructor(...given) {
        super(...given);
        // It hears that it is to begin.
        this.left = made++ === 0 ? 1 : Infinity;
      }

      postMessage(...given) {
        if (this.left-- > 0) return super.postMessage(...given);
        console.log('broken');
        setTimeout(() => this.dispatchEvent(new ErrorEvent('error')));
      }
    };
  }));
  assert.ok(hasBroken, 'a reader has broken');
  assert.deepEqual(halfway.found, found);
  const archive = join(folder, 'mixed.zip');
  execFileSync('python3', ['-m', 'zipfile', '-c', archive, ...chosen]);
  assert.deepEqual((await come([archive])).found, found);
});

await check('a mark that could not be kept is told, and is set once there is room', async () => {
  const { page } = await office();
  await picker(page).setInputFiles(good.slice(0, 3));
  await report(page).waitFor();
  const worker = page.workers()[0];
  await worker.evaluate(() => {
    self.ownPut = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function put(...given) {
      if (this.name === 'notes') throw new DOMException('', 'QuotaExceededError');
      return self.ownPut.apply(this, given);
    };
  });
  await page.getByRole('navigation', { name: '总部工作台', exact: true }).getByRole('button', { name: '批阅', exact: true }).click();
  const head = page.locator('.reading__head h2');
  const first = await head.innerText();
  await page.getByRole('button', { name: '已阅，下一张', exact: true }).first().click();
  await page.getByText('没有存下来', { exact: false }).waitFor();
  assert.equal(await head.innerText(), first, 'it stays where it is');
  await worker.evaluate(() => { IDBObjectStore.prototype.put = self.ownPut; });
  await page.getByRole('button', { name: '已阅，下一张', exact: true }).first().click();
  await page.waitForFunction((first) => document.querySelector('.reading__head h2')?.innerText !== first, first);
  await page.reload();
  await ready(page);
  await page.getByRole('navigation', { name: '总部工作台', exact: true }).getByRole('button', { name: '批阅', exact: true }).click();
  await page.locator('.reading__mark[data-is="read"]').waitFor();
  await page.context().close();
});

await check('a folder is dropped, with folders in it', async () => {
  const { page, seen } = await office();
  const inner = join(folder, 'dropped', '一区', '八月');
  mkdirSync(inner, { recursive: true });
  good.slice(0, 3).forEach((it, at) => cpSync(it, join(folder, 'dropped', `${at}.json`)));
  good.slice(3, 5).forEach((it, at) => cpSync(it, join(inner, `${at}.json`)));
  const { x, y, width, height } = await picker(page).boundingBox();
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(folder, 'dropped')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await client.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data });
  await report(page).waitFor();
  assert.deepEqual([await count(page, 'files/merged'), await kept(page)], [5, 5]);
  assert.deepEqual(seen.errors, []);
  await page.context().close();
});

await check('a file that is gone before it is read is told as one, and the others are taken', async () => {
  const { page } = await office();
  const gone = join(folder, 'gone.onesheet.json');
  cpSync(good[0], gone);
  // Picked and not yet read: what hears of it first lets the file go.
  await page.evaluate(() => addEventListener('change', (event) => {
    if (window.isReleased) return;
    event.stopImmediatePropagation();
    window.waiting = [event.target, [...event.target.files]];
  }, { capture: true }));
  await picker(page).setInputFiles([gone, good[1]]);
  await page.waitForFunction(() => window.waiting);
  rmSync(gone);
  await page.evaluate(() => {
    const [input, all] = window.waiting;
    const carrier = new DataTransfer();
    all.forEach((it) => carrier.items.add(it));
    input.files = carrier.files;
    window.isReleased = true;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await report(page).waitFor();
  const row = page.locator('[data-file="gone.onesheet.json"]');
  assert.match(await row.innerText(), /读不出来.*再选一次/);
  assert.deepEqual([await row.getAttribute('data-result'), await count(page, 'files/merged')], ['refused', 1]);
  await page.context().close();
});

/** So many files of one sheet each, all different. */
function many() {
  const all = join(folder, 'many');
  mkdirSync(all);
  const first = JSON.parse(readFileSync(good[0], 'utf8'));
  delete first.digest;
  return Array.from({ length: MANY }, (_, at) => {
    const path = join(all, `${String(at).padStart(5, '0')}.onesheet.json`);
    first.sheets[0].review = { work: `第${at}份` };
    writeFileSync(path, JSON.stringify(first));
    return path;
  });
}

const paths = many();

await check('stopped in the middle, what was collected stays, and it goes on where it was', async () => {
  const { page } = await office();
  await picker(page).setInputFiles(paths);
  await page.waitForFunction(() => document.querySelector('[data-slot="on-way"] progress')?.value > 200);
  await page.getByRole('button', { name: '取消', exact: true }).click();
  await page.getByText('已停止。收进来的都在', { exact: false }).waitFor();
  const before = await kept(page);
  assert.ok(before > 0 && before < MANY, `${before} of ${MANY}`);
  await page.reload();
  await ready(page);
  assert.equal(await kept(page), before, 'nothing went on behind it');
  await picker(page).setInputFiles(paths);
  await report(page).waitFor();
  assert.deepEqual([await count(page, 'files/refused'), await kept(page)], [0, MANY]);
  // All are one sheet: those that came to nothing new say that they are kept all the same.
  assert.match(await page.locator('[data-result="unchanged"]').filter({ hasText: '已收存' }).first().innerText(), /更新的一份/);
  await page.context().close();
});

await check('on a device that is full it says so, keeps what it told of, and goes on with room again', async () => {
  // Only a profile of its own can be told how large its disk is, and Chromium looks when it first opens a database.
  const profile = join(folder, 'profile');
  const start = () => launchProfile(profile, { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  let context = await start();
  try {
    const client = await context.newCDPSession(context.pages()[0]);
    await client.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: ROOM });
    const { page } = await office(context);
    await picker(page).setInputFiles(paths);
    await page.getByText('这台设备存不下了', { exact: false }).waitFor();
    let told = 0;
    for (const it of ['merged', 'updated', 'unchanged']) told += await count(page, `files/${it}`);
    const before = await kept(page);
    assert.ok(before < MANY && told === before, `${told} told of, ${before} there, of ${MANY}`);
    await context.close();
    context = await start();
    const again = await context.newPage();
    await open(again, `${server.url}office`);
    await again.locator('.wall').waitFor();
    assert.equal(await kept(again), before);
    await picker(again).setInputFiles(paths);
    await report(again).waitFor();
    assert.deepEqual([await count(again, 'files/refused'), await kept(again)], [0, MANY]);
  } finally {
    await context.close();
  }
});

await browser.close();
await server.stop();
