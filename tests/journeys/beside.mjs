// Two windows of head office: one collects, and while it is at it the other deletes a period. Every file that was told of as collected is
// there, but those that were deleted after it; each counts once; and what both windows say afterwards is what is stored.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { begin, check, launch, open, ready, serve, shot, watch } from './lib/browser.mjs';

const FOLDER = fileURLToPath(new URL('../bundles/office', import.meta.url));
const { files } = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8'));
const good = files.filter((it) => it.class === 'good').map((it) => join(FOLDER, it.file)).sort();
// Files that are counted at once (desk/office/sources).
const BATCH = 64;
const [FROM, TO] = ['2026-W31', '2026-W33'];

const folder = mkdtempSync(join(tmpdir(), 'onesheet-beside-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const server = await serve();
const browser = await launch({ whole: true });

/** What a file holds: whose which week, and its visits. */
function told(path) {
  const bytes = readFileSync(path);
  const file = JSON.parse(bytes);
  assert.equal(file.sheets.length, 1, path);
  const [{ week, days }] = file.sheets;
  const visits = Object.values(days).flatMap((it) => Object.values(it.visits ?? {}));
  return {
    path,
    name: basename(path),
    digest: file.digest ?? `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    manager: file.from.id,
    week,
    isInPeriod: FROM <= week && week <= TO,
    planned: visits.filter((it) => it.planned).length,
    done: visits.filter((it) => it.outcome === 'done').length,
  };
}

/** The same report of so many other managers; files are read in the order of their names. */
function others(name, from, many) {
  mkdirSync(join(folder, name));
  return Array.from({ length: many }, (_, at) => {
    const { digest, ...file } = JSON.parse(readFileSync(from[at % from.length], 'utf8'));
    const id = `N${name}${String(at).padStart(3, '0')}`;
    file.from.id = id;
    file.months = [];
    file.customers = [];
    file.sheets.forEach((it) => { it.manager = id; });
    const path = join(folder, name, `${name}-${String(at).padStart(3, '0')}.onesheet.json`);
    writeFileSync(path, JSON.stringify(file));
    return told(path);
  });
}

/** The digests of the files that lie in the database, told apart from what the pages say. */
function stored(page) {
  return page.evaluate(async () => {
    const answer = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
    const database = await answer(indexedDB.open('onesheet-office'));
    const found = await answer(database.transaction('files').objectStore('files').getAllKeys());
    database.close();
    return found;
  });
}

const tab = (page, name) => page.getByRole('navigation', { name: '总部工作台', exact: true }).getByRole('button', { name, exact: true });
const figure = async (page, mark) => Number(await page.locator(`[data-computed="office/${mark}"]`).first().textContent());

/** What a window says is what these files come to, each counted once. */
async function says(page, all) {
  const sum = (name) => all.reduce((sum, it) => sum + it[name], 0);
  const expected = { sheets: new Set(all.map((it) => `${it.manager} ${it.week}`)).size, 'visits/planned': sum('planned'), 'visits/done': sum('done') };
  assert.equal(expected.sheets, all.length, 'every file is a sheet of its own');
  const found = {};
  for (const it of Object.keys(expected)) found[it] = await figure(page, it);
  assert.deepEqual(found, expected);
}

const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } });
await context.clock.setFixedTime('2026-10-30T09:00:00+08:00');
const collecting = await context.newPage();
const seen = await watch(collecting);
await begin(collecting, `${server.url}office`, { 'manager/id': 'HQ01', role: 'office' }, 'main.office h1');
const deleting = await context.newPage();
const seenBeside = await watch(deleting);

const held = good.map(told);
// What is chosen then: as many new ones as are counted at once, and after them new ones and such as are here, of the period and of others.
const early = others('AA', good, BATCH);
const late = others('AB', good, 40);
const again = [...held.filter((it) => it.isInPeriod).slice(0, 4), ...held.filter((it) => !it.isInPeriod).slice(0, 4)];

const picker = collecting.getByLabel('导入文件', { exact: true });
const report = collecting.getByRole('region', { name: '导入报告', exact: true });

await check('what one window collects, the other knows', async () => {
  await picker.setInputFiles(held.map((it) => it.path));
  await report.waitFor();
  await open(deleting, `${server.url}office`);
  for (const page of [collecting, deleting]) await says(page, held);
});

await check('a period is deleted in the midst of collecting: nothing is lost, and nothing is counted twice', async () => {
  // A batch is read at once; those after the first wait until they are told to go on.
  const worker = collecting.workers()[0];
  await worker.evaluate(() => {
    let batches = 0;
    const released = new Promise((done) => { self.release = done; });
    const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = async function arrayBuffer() {
      if (batches++ > 0) await released;
      return read.call(this);
    };
  });
  await picker.setInputFiles([...early, ...late, ...again].map((it) => it.path));
  await collecting.waitForFunction((many) => document.querySelector('[data-slot="on-way"] progress')?.value === many, BATCH);

  await tab(deleting, '收存').click();
  await deleting.getByLabel('起始周', { exact: true }).selectOption(FROM);
  await deleting.getByLabel('截止周', { exact: true }).selectOption(TO);
  await deleting.getByRole('button', { name: '删除这一段…', exact: true }).click();
  // What the other has kept so far is seen: it is there.
  const goes = [...held, ...early].filter((it) => it.isInPeriod);
  await deleting.getByText(`会删除 ${goes.length} 个文件，${goes.length} 张。`).waitFor();
  await deleting.getByRole('button', { name: '确认删除', exact: true }).click();
  await deleting.locator('.collection__log').getByText(`${FROM} 至 ${TO}：${goes.length} 个文件，${goes.length} 张`, { exact: false }).waitFor();
  const left = [...held, ...early].filter((it) => !it.isInPeriod);
  assert.deepEqual(new Set(await stored(deleting)), new Set(left.map((it) => it.digest)));
  await tab(deleting, '汇总与提问').click();
  await deleting.locator('[data-computed="office/sheets"]').waitFor();
  await says(deleting, left);

  await worker.evaluate(() => self.release());
  await report.waitFor();
  await shot(collecting, 'beside-collected');
  const rows = Object.fromEntries(await report.locator('[data-file]').evaluateAll((all) => all.map((it) => [it.dataset.file, it.dataset.result])));
  assert.equal(Object.keys(rows).length, early.length + late.length + again.length);
  for (const it of [...early, ...late]) assert.equal(rows[it.name], 'merged', it.name);
  // Whoever is told that a file is here already finds it here, even if it had to be kept again.
  for (const it of again) assert.equal(rows[it.name], 'unchanged', it.name);
  const all = [...left, ...late, ...again.filter((it) => it.isInPeriod)];
  assert.deepEqual((await stored(collecting)).sort(), all.map((it) => it.digest).sort());
  await says(collecting, all);
  // The other hears of it, and says it as soon as it is asked.
  await tab(deleting, '汇总与提问').click();
  await deleting.waitForFunction((many) => document.querySelector('[data-computed="office/sheets"]')?.textContent === String(many), all.length);
  for (const page of [deleting, collecting]) {
    await says(page, all);
    await page.reload();
    await ready(page);
    await says(page, all);
  }
});

await check('what was deleted is collected again like anything else', async () => {
  await picker.setInputFiles([...held, ...early].map((it) => it.path));
  await report.waitFor();
  const all = [...held, ...early, ...late];
  await says(collecting, all);
  assert.equal((await stored(collecting)).length, all.length);
  await tab(deleting, '汇总与提问').click();
  await deleting.waitForFunction((many) => document.querySelector('[data-computed="office/sheets"]')?.textContent === String(many), all.length);
  await says(deleting, all);
});

await check('no error in the console', () => assert.deepEqual([...seen.errors, ...seenBeside.errors], []));
await check('nothing is asked of another host', () => assert.deepEqual([...seen.foreign, ...seenBeside.foreign], []));

await browser.close();
await server.stop();
