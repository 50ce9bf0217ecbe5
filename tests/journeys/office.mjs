// Head office: files another program made are collected at once, each with its result; what they come to is what that program says,
// after a reload, collected twice, and broken off in the middle. The wall and the questions lead down to the very sheet.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { begin, check, fromNpm, launch, open, ready, serve, shot, watch } from './lib/browser.mjs';
import { apply, bring } from './lib/files.mjs';
import { fromOffice } from './lib/sealed.mjs';
import { readWorkbook, unpacked } from './lib/workbook.mjs';

const FOLDER = process.env.ONESHEET_OFFICE ?? fileURLToPath(new URL('../bundles/office', import.meta.url));
const TODAY = '2026-10-30T09:00:00+08:00';
const KILLS = 5;
const { files, totals } = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8'));
const paths = files.map((it) => join(FOLDER, it.file)).sort();

const server = await serve();
const browser = await launch();

async function fresh(options = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 }, bypassCSP: true, ...options });
  await context.clock.setFixedTime(TODAY);
  const page = await context.newPage();
  const seen = await watch(page);
  await begin(page, `${server.url}office`, { 'manager/id': 'HQ01', role: 'office' }, 'main.office h1');
  return { page, seen };
}

async function collect(page, chosen = paths) {
  await page.getByLabel('导入文件', { exact: true }).setInputFiles(chosen);
  await page.getByRole('region', { name: '导入报告', exact: true }).waitFor();
}

async function figure(page, mark) {
  return Number(await page.locator(`[data-computed="office/${mark}"]`).first().textContent());
}

/** What the collection comes to is what the maker of the files says. */
async function isWhole(page) {
  await page.waitForFunction(([sheets]) => document.querySelector('[data-computed="office/sheets"]')?.textContent === sheets, [String(totals.sheets)]);
  for (const [mark, expected] of [['managers', totals.managers], ['visits/planned', totals.visits.planned], ['visits/done', totals.visits.done]]) {
    assert.equal(await figure(page, mark), expected, mark);
  }
}

const { page, seen } = await fresh();

await check('every file has its result, and all of them come to what their maker says', async () => {
  await collect(page);
  const rows = await page.locator('[data-file]').evaluateAll((all) => all.map((it) => [it.dataset.file, it.dataset.result, it.innerText]));
  const found = new Map(rows.map(([name, result, text]) => [name, { result, text }]));
  assert.equal(found.size, Math.min(files.length, 1000));
  for (const { file, expect, class: kind } of files) {
    const { result, text } = found.get(file);
    assert.ok(expect.split('|').includes(result) || (kind === 'update' && result === 'updated'), `${file}: ${result}, not ${expect}`);
    if (result === 'refused') assert.ok(text.length > file.length + 10, `${file} says why`);
  }
  await isWhole(page);
});

await check('a reload changes nothing, and the same files count once', async () => {
  await page.reload();
  await ready(page);
  await isWhole(page);
  await collect(page);
  await isWhole(page);
  assert.equal(await figure(page, 'files/merged'), 0);
  assert.equal(await figure(page, 'files/refused'), files.filter((it) => it.expect === 'refused').length);
});

/** The keys of what was counted, batch by batch. */
const batches = () => page.evaluate(() => new Promise((done, failed) => {
  const asked = indexedDB.open('onesheet-office');
  asked.onerror = () => failed(asked.error);
  asked.onsuccess = () => {
    const database = asked.result;
    const request = database.transaction('facts').objectStore('facts').getAllKeys();
    request.onsuccess = () => { database.close(); done(request.result); };
  };
}));

await check('what another build counted, or nobody can read, is counted anew from the files', async () => {
  // The first batch is of the build before, of the second there is half.
  const before = await batches();
  await page.evaluate(() => new Promise((done, failed) => {
    const asked = indexedDB.open('onesheet-office');
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      const database = asked.result;
      const change = database.transaction('facts', 'readwrite');
      let at = 0;
      change.objectStore('facts').openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor || at === 2) return;
        at += 1;
        cursor.update(at === 1 ? new Uint8Array([1, ...cursor.value.slice(1)]) : cursor.value.slice(0, cursor.value.length / 2));
        cursor.continue();
      };
      change.oncomplete = () => { database.close(); done(); };
      change.onerror = () => failed(change.error);
    };
  }));
  await page.reload();
  await ready(page);
  await isWhole(page);
  const after = await batches();
  assert.ok(before.length >= 2 && after.length > 0, `${before} and ${after}`);
  assert.deepEqual(after.filter((it) => before.includes(it)), before.slice(2));
  // What was renewed is kept: the next time it is only read.
  await page.reload();
  await ready(page);
  await isWhole(page);
  assert.deepEqual(await batches(), after);
});

await check('days that are laid later count in what was collected before', async () => {
  const before = await batches();
  assert.equal(await bring(page, server.url, fromOffice('days.onesheet.json', 'setup', { calendars: { '2026-09-26': true } })), 'merged');
  await apply(page);
  await page.addInitScript(() => {
    const told = (window.told = []);
    const hear = () => told.push(document.querySelector('[data-slot="on-way"]')?.textContent ?? '');
    new MutationObserver(hear).observe(document, { subtree: true, childList: true });
  });
  await open(page, `${server.url}office`);
  await isWhole(page);
  const after = await batches();
  assert.ok(after.length > 0 && after.every((it) => !before.includes(it)), 'every batch is counted anew');
  const told = await page.evaluate(() => window.told.filter(Boolean));
  assert.ok(told.length > 0 && told.every((it) => it.includes('重新统计')), `and that is told: ${told}`);
  await page.reload();
  await ready(page);
  await isWhole(page);
  assert.deepEqual(await batches(), after, 'and only once');
  assert.deepEqual(await page.evaluate(() => window.told.filter(Boolean)), []);
});

await check('counting anew that is stopped says what is safe, and goes on from there', async () => {
  assert.equal(await bring(page, server.url, fromOffice('more-days.onesheet.json', 'setup', { calendars: { '2026-09-27': true } })), 'merged');
  await apply(page);
  // As soon as it can be stopped, for it takes no longer than a moment here.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('is-stopped')) return;
    new MutationObserver((_, observer) => {
      const cancel = document.querySelector('main.office [data-ask="cancel"]');
      if (!cancel) return;
      observer.disconnect();
      sessionStorage.setItem('is-stopped', 'yes');
      cancel.click();
    }).observe(document, { subtree: true, childList: true });
  });
  await open(page, `${server.url}office`);
  await page.getByRole('status').getByText('已停止。收进来的都在', { exact: false }).waitFor();
  await shot(page, 'office-stopped');
  await page.getByRole('button', { name: '接着统计', exact: true }).click();
  await isWhole(page);
  await page.reload();
  await ready(page);
  await isWhole(page);
});

await check('a worker that takes its time is not taken for a storage that does not answer', async () => {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'block' });
  const page = await context.newPage();
  await begin(page, `${server.url}office`, { 'manager/id': 'HQ01', role: 'office' }, 'main.office h1');
  let release;
  const held = new Promise((done) => { release = done; });
  await page.route(/worker-\w+_bg\.wasm$/, async (route) => { await held; await route.continue(); });
  await page.clock.install();
  await page.goto(`${server.url}office`);
  await page.locator('main.office').waitFor({ state: 'attached' });
  await page.clock.runFor(10_000);
  assert.match(await page.locator('#boot').innerText(), /正在打开/);
  release();
  await page.locator('main.office h1').waitFor();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await context.close();
});

await check('a name on the wall leads to what its manager himself sees', async () => {
  await page.locator('.wall tbody th button').first().click();
  const his = page.locator('.performance');
  await his.getByRole('heading', { level: 2 }).getByText('业绩表', { exact: false }).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('.performance'));
  await his.locator('figure details summary').click();
  const row = his.locator('figure tbody tr').first();
  const actual = (await row.locator('td').nth(1).innerText()).trim();
  await shot(page, 'office-performance');
  await row.getByRole('button').click();
  const sheet = page.locator('.whole');
  await sheet.waitFor();
  const told = await sheet.locator('tbody tr').first().locator('td').nth(1).innerText();
  assert.equal(Number(actual), Number(told));
  await his.getByLabel('指标', { exact: true }).selectOption('amt');
  await his.locator('figcaption').getByText('销售额', { exact: false }).waitFor();
  // The next one's says what it shows: what was chosen holds.
  const before = await his.locator('h2').innerText();
  await page.locator('.wall tbody th button').nth(1).click();
  await page.waitForFunction((before) => document.querySelector('.performance h2')?.innerText !== before, before);
  assert.equal(await his.getByLabel('指标', { exact: true }).inputValue(), 'amt');
  assert.match(await his.locator('figcaption').innerText(), /销售额/);
});

await check('the wall leads to the very sheet', async () => {
  const missing = totals.missing.length;
  const told = Number((await page.locator('.wall__counts [data-is="missing"]').textContent()).match(/\d+/)[0]);
  assert.ok(told > 0 && told <= missing, `${told} of ${missing}`);
  await page.locator('.wall td button').first().click();
  const sheet = page.locator('.whole');
  await sheet.waitFor();
  assert.match(await sheet.innerText(), /营销目标[\s\S]*执行跟踪[\s\S]*现在算的/);
  // The last one of its manager has the weeks before beside it, and a target that is only the month's.
  await page.locator('.wall tbody tr').first().locator('button').last().click();
  await page.waitForFunction(() => document.querySelectorAll('.whole thead th').length === 8);
  const first = await sheet.locator('tbody tr').first().locator('td').allInnerTexts();
  assert.ok(first.every((it) => /^-?[\d.]+$/.test(it)), first);
  await shot(page, 'office-wall');
});

/** Asks up to a week; nothing asks of all there are. */
const until = (week) => page.locator('.office__form select[name="to"]').evaluate((it, week) => {
  it.value = week;
  it.dispatchEvent(new Event('change', { bubbles: true }));
}, week);
// Up to the last week of the set everybody was seen who could be.
const UNTIL = { Q11: '2026-W37' };

await check('each question has its figure, its definition and its table', async () => {
  const view = page.getByLabel('看什么', { exact: true });
  const names = await view.locator('option').evaluateAll((all) => all.map((it) => it.value));
  // What an answer does not heed is not asked for.
  const [indicator, item] = ['指标', '工作项目'].map((it) => page.locator('.office__form').getByLabel(it, { exact: true }));
  for (const [name, of] of [['wall', [false, false]], ['Q1', [false, false]], ['Q2', [true, false]], ['Q14', [false, false]], ['Q0', [false, false]], ['Q8', [true, true]]]) {
    await view.selectOption(name);
    assert.deepEqual(await Promise.all([indicator.isVisible(), item.isVisible()]), of, name);
  }
  await item.selectOption('ter-08');
  for (const name of names.filter((it) => !['wall', 'Q0', 'Q19'].includes(it))) {
    await until(UNTIL[name] ?? '');
    await view.selectOption(name);
    // The answer is there when it says what was asked.
    const asked = await view.locator(`option[value="${name}"]`).innerText();
    await page.locator('.question > h2').getByText(asked.slice(name.length).trim(), { exact: true }).waitFor();
    await page.locator('.question__definition summary').click();
    assert.ok((await page.locator('.question__definition p').innerText()).length > 20, name);
    if (!['Q8'].includes(name)) assert.ok(await page.locator(`[data-question="${name}"] tbody tr`).count() > 0, name);
    await shot(page, `office-${name}`);
  }
});

await check('a line leads to the very sheets it is made of', async () => {
  for (const [name, lead, leads] of [['Q14', '看这些张', '.question__sheets'], ['Q7', '看这些张', '.question__sheets'], ['Q17', '看这些张', '.question__sheets'], ['Q12', '看这些张', '.question__sheets'], ['Q14+', '看这些张', '.question__sheets'], ['Q5+', '看这些张', '.question__sheets'], ['Q15+', '看这些张', '.question__sheets'], ['Q11', '看这些张', '.question__sheets'], ['Q16', '同样的话', '.same-words'], ['Q3', '看各周', '.wall']]) {
    await until(UNTIL[name] ?? '');
    await page.getByLabel('看什么', { exact: true }).selectOption(name.replace('+', ''));
    const row = page.locator(`[data-question="${name}"] tbody tr`).first();
    await row.waitFor();
    const counted = Number((await row.locator('td').allInnerTexts()).find((it) => /^\d+$/.test(it)));
    await row.getByRole('button', { name: lead }).click();
    await page.waitForFunction((leads) => document.activeElement?.closest('[data-slot="drill"]')?.querySelector(leads), leads);
    const found = await page.locator(`[data-slot="drill"] ${leads} :is(li > button, tbody tr)`).count();
    // A sheet may tell of one thing twice, a group have somebody who measured nothing.
    const some = found > 0;
    const fits = { Q17: some && found <= counted, Q3: found >= counted, Q12: some, Q11: some, Q16: some, 'Q5+': some, 'Q15+': some };
    assert.ok(fits[name] ?? found === counted, `${name}: ${found} of ${counted}`);
  }
  await page.getByLabel('看什么', { exact: true }).selectOption('Q14');
  await page.locator('[data-question="Q14"]').getByRole('button', { name: '看这些张' }).first().click();
  await page.locator('.question__sheets button').first().click();
  await page.locator('.whole').waitFor();
  await page.getByLabel('看什么', { exact: true }).selectOption('Q16');
  await page.locator('[data-question="Q16"]').getByRole('button', { name: '同样的话' }).first().click();
  const same = page.locator('[data-same] tbody tr').first();
  const many = Number(await same.locator('.question__number').innerText());
  await same.getByRole('button', { name: '对照原文' }).click();
  await page.locator('.same-words__texts').waitFor();
  assert.equal(await page.locator('.same-words__texts tbody tr').count(), many);
});

await check('what is told under an answer goes out as well', async () => {
  await page.getByLabel('看什么', { exact: true }).selectOption('Q5');
  const below = page.locator('.question .question');
  await below.getByRole('heading', { name: '按月看季节' }).waitFor();
  const file = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), below.getByRole('button', { name: `${name} 按月看季节`, exact: true }).click()]);
    return [download.suggestedFilename(), readFileSync(await download.path())];
  };
  const [name, text] = await file('存成 CSV');
  assert.match(name, /^Q5-2_vol_.*[.]csv$/);
  assert.equal(text.toString().trim().split('\n').length, await below.locator('tbody tr').count() + 1);
  const [, drawn] = await file('存矢量图（SVG）');
  assert.match(drawn.toString(), /<svg[\s\S]*按月看季节[\s\S]*2026-W\d\d — 2026-W38 · 卷烟销量（箱）/);
});

await check('what no sheet can answer says what it would take', async () => {
  await page.getByLabel('看什么', { exact: true }).selectOption('Q19');
  assert.match(await page.locator('[data-question="Q19"]').innerText(), /做的工作帮到这个客户了吗.*表上没有.*导出/s);
});

await check('a filter narrows it to one manager, and axe finds nothing', async () => {
  await page.getByLabel('看什么', { exact: true }).selectOption('Q10');
  await page.locator('.office__filters summary').click();
  await page.getByLabel('客户经理', { exact: true }).selectOption('ZZ0001');
  await page.waitForFunction(() => document.querySelectorAll('[data-question="Q10"] tbody tr').length === 1);
  await page.locator('[data-question="Q10"] button').click();
  await page.waitForFunction(() => document.activeElement?.closest('[data-slot="drill"]'));
  await page.locator('[data-slot="drill"] .wall').waitFor();
  await page.evaluate(fromNpm('axe-core').source);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`), []);
});

await check('customers are asked of by their classes', async () => {
  const planned = async () => Number(await page.locator('[data-question="Q10"] tbody td').first().innerText());
  const choose = async (label, value) => {
    await page.getByLabel(label, { exact: true }).selectOption(value);
    await page.waitForFunction((said) => document.querySelector('.question')?.parentElement?.innerText.includes(said), typeof value === 'string' ? value : '');
  };
  await page.getByLabel('客户经理', { exact: true }).selectOption('');
  await page.waitForFunction(() => document.querySelectorAll('[data-question="Q10"] tbody tr').length > 1);
  const all = await planned();
  const formats = await page.getByLabel('业态', { exact: true }).locator('option').evaluateAll((them) => them.map((it) => it.value).filter(Boolean));
  let sum = 0;
  for (const format of formats) {
    await choose('业态', format);
    sum += await planned();
  }
  assert.ok(formats.length > 1);
  assert.equal(sum, all, 'every customer has one format');
  await page.getByLabel('业态', { exact: true }).selectOption('');
});

await check('a question is put together, adds up, and says what cannot be divided so', async () => {
  const choose = (label, value) => page.getByLabel(label, { exact: true }).selectOption(value);
  await choose('客户经理', '');
  await choose('起始周', { index: await page.getByLabel('起始周', { exact: true }).locator('option').count() - 1 });
  assert.ok(!await page.getByLabel('算什么', { exact: true }).isVisible(), 'what it is put together from shows where it is');
  await choose('看什么', 'Q0');
  const indicator = page.locator('.office__form').getByLabel('指标', { exact: true });
  await choose('按什么分行', 'manager');
  assert.ok(await indicator.isVisible(), 'attainment is of an indicator');
  await choose('按什么分行', 'indicator');
  assert.ok(!await indicator.isVisible(), 'and of all of them where it is divided so');
  await choose('算什么', 'done');
  await page.getByText('这个数不能这样分', { exact: false }).waitFor();
  await choose('按什么分行', 'manager');
  await choose('按什么分列', 'weekday');
  const head = page.locator('[data-question="Q0"] thead th');
  await head.filter({ hasText: '周五' }).waitFor();
  const rows = await page.locator('[data-question="Q0"] tbody tr').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td.question__number')].map((it) => Number(it.textContent.replace('—', '0')))));
  assert.equal(rows.length, totals.managers);
  assert.equal(rows.reduce((sum, [whole]) => sum + whole, 0), totals.visits.done);
  for (const [whole, ...parts] of rows) assert.equal(parts.reduce((sum, it) => sum + it, 0), whole);
  await shot(page, 'office-built');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '存成 Excel', exact: true }).click()]);
  const [sheet] = Object.values(readWorkbook(readFileSync(await download.path())));
  assert.deepEqual([sheet.length - 1, sheet[0].slice(0, 3)], [totals.managers, ['客户经理', '完成拜访', '周一']]);
});

await check('all facts go out as one archive, as Parquet and as lines of JSON', async () => {
  await page.locator('.office__star summary').click();
  for (const [name, form] of [['Parquet 文件', 'parquet'], ['JSON 行文件', 'ndjson']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    assert.match(download.suggestedFilename(), new RegExp(`^onesheet-facts-${form}_.*[.]zip$`));
    const tables = unpacked(readFileSync(await download.path()));
    assert.match(tables.get('README.md').toString(), /CREATE TABLE asked/);
    if (form === 'parquet') {
      assert.equal(tables.get('visit.parquet').subarray(-4).toString(), 'PAR1');
      continue;
    }
    const rows = tables.get('visit.ndjson').toString().trim().split('\n').map((it) => JSON.parse(it));
    assert.equal(rows.filter((it) => it.is_planned).length, totals.visits.planned);
  }
});

await check(`killed ${KILLS} times in the middle, it goes on without half a file`, async () => {
  const { page } = await fresh();
  for (let at = 0; at < KILLS; at += 1) {
    await page.getByLabel('导入文件', { exact: true }).setInputFiles(paths);
    await page.locator('[data-slot="on-way"]').waitFor({ state: 'attached' });
    await page.evaluate((turns) => new Promise((done) => {
      const turn = (left) => (left > 0 ? requestAnimationFrame(() => turn(left - 1)) : done());
      turn(turns);
    }), at * 4);
    await page.reload();
    await ready(page);
  }
  await collect(page);
  await isWhole(page);
  const sheets = await page.evaluate(async () => {
    const answer = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
    const database = await answer(indexedDB.open('onesheet-office'));
    return answer(database.transaction('files').objectStore('files').count());
  });
  const taken = files.filter((it) => ['good', 'update'].includes(it.class) || it.broken === 'no-digest').length;
  assert.equal(sheets, taken);
});

for (const [width, height, colorScheme] of [[1024, 768, 'light'], [390, 844, 'light'], [1024, 768, 'dark'], [390, 844, 'dark']]) {
  await check(`it can be looked at, ${width} × ${height}, ${colorScheme}`, async () => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await open(page, `${server.url}office`);
    await page.locator('.wall').waitFor();
    await shot(page, `office-${width}-${colorScheme}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await page.getByLabel('看什么', { exact: true }).selectOption('Q2');
    await page.locator('[data-question="Q2"]').waitFor();
    await page.locator('.question').scrollIntoViewIfNeeded();
    await shot(page, `office-q2-${width}-${colorScheme}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) <= 0);
    // Every bar with its figure is seen, whatever the width.
    const bars = await page.locator('.question :is(.question__chart, .question__narrow) :is(rect, text)').evaluateAll((all) => all.map((it) => it.getBoundingClientRect()).filter((it) => it.width).map((it) => [it.left, it.right]));
    assert.ok(bars.length > 0 && bars.every(([left, right]) => left >= 0 && right <= width), `${bars}`);
  });
}

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing is asked of another host', () => assert.deepEqual(seen.foreign, []));

await browser.close();
await server.stop();
