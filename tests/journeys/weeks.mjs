// From month to weeks and from week to week, on a phone: a month's goal gives the weeks their targets, an unsolved problem
// walks on with its age until it is solved, and what is shown computed is written by the first decision or the hand-over alone.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, ready, rows, saved, serve, shot, show, shown, watch } from './lib/browser.mjs';
import { handOver } from './lib/files.mjs';

const [FIRST, SECOND, THIRD] = ['2026-W48', '2026-W49', '2026-W50'];
const server = await serve();
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 } };
const page = await (await browser.newContext(options)).newPage();
const seen = await watch(page);

const week = (it) => open(page, `${server.url}week/${it}`);
const month = (it) => open(page, `${server.url}month/${it}`);
const figure = (mark) => page.locator(`[data-computed="${mark}"]`).textContent();
const box = (path) => control(page, `month/${path}`);
const computed = (path) => box(path).getAttribute('placeholder');
const sheetsHeld = async () => {
  const { edits, snapshots } = await rows(page);
  return Object.keys({ ...edits, ...snapshots }).filter((it) => it.startsWith('sheet/'));
};

/** Waits until an attribute or a text says what it must: the page reads other weeks after it is drawn. */
const becomes = async (locator, expected) => {
  await page.waitForFunction(([it, text]) => it.placeholder === text || it.textContent === text, [await locator.elementHandle(), expected]);
};

await check('a month\'s goal is laid over its weeks by working days', async () => {
  await begin(page, `${server.url}month/2026-11`, { 'manager/id': 'ZZ0412' }, 'main.month');
  await box('goals/vol/target').fill('168');
  await box('goals/fill/target').fill('97');
  await saved(page);
  for (const [slice, share] of [['2026-W44', '0.00'], ['2026-W45', '40.00'], ['2026-W48', '40.00'], ['2026-W49', '8.00']]) {
    assert.equal(await computed(`goals/vol/slices/${slice}`), share, slice);
    assert.equal(await computed(`goals/fill/slices/${slice}`), '97.0', slice);
  }
});

await check('an edited share stands, the rest is shown, and the plan comes back', async () => {
  await box('goals/vol/slices/2026-W48').fill('44.5');
  await saved(page);
  assert.equal(await figure('month/goals/vol/remainder'), '-4.50');
  await page.reload();
  await ready(page);
  assert.equal(await box('goals/vol/slices/2026-W48').inputValue(), '44.5');
  await shot(page, 'month-phone');
  await page.getByRole('button', { name: '恢复原计划', exact: true }).click();
  await saved(page);
  assert.equal(await box('goals/vol/slices/2026-W48').inputValue(), '');
  assert.equal(await figure('month/goals/vol/remainder'), '0.00');
});

await check('a week takes its target from its month, and one typed on the sheet stands', async () => {
  await week(FIRST);
  await show(page, 'goals/vol/target');
  await becomes(control(page, 'goals/vol/target'), '40.00');
  await fill(page, 'days/2026-11-23/values/vol', '30');
  await show(page, 'goals/vol/target');
  assert.equal(await figure('goals/vol/gap'), '-10.00');
  await fill(page, 'goals/vol/target', '35');
  assert.equal(await figure('goals/vol/gap'), '-5.00');
  await fill(page, 'goals/vol/target', '');
  assert.equal(await figure('goals/vol/gap'), '-10.00');
});

await check('a week over a month\'s end waits for both months', async () => {
  await week(SECOND);
  await show(page, 'goals/vol/target');
  await becomes(control(page, 'goals/fill/target'), '');
  assert.equal(await control(page, 'goals/vol/target').getAttribute('placeholder'), '');
  await month('2026-12');
  await box('goals/vol/target').fill('115');
  await box('goals/fill/target').fill('98');
  await saved(page);
  await week(SECOND);
  await show(page, 'goals/vol/target');
  // One day of November at 8, four of December's 23 at 5; the rate is the month's with most of the days.
  await becomes(control(page, 'goals/vol/target'), '28.00');
  assert.equal(await control(page, 'goals/fill/target').getAttribute('placeholder'), '98.0');
});

await check('a day switched to free lays the month anew', async () => {
  await week(FIRST);
  await show(page, 'goals/vol/target');
  await becomes(control(page, 'goals/vol/target'), '40.00');
  await fill(page, 'days/2026-11-27/work', false);
  await show(page, 'goals/vol/target');
  await becomes(control(page, 'goals/vol/target'), '33.60');
  await month('2026-11');
  assert.equal(await computed('goals/vol/slices/2026-W45'), '42.00');
  await week(FIRST);
  await fill(page, 'days/2026-11-27/work', true);
  await saved(page);
});

await check('the month counts what the weeks hold, and drafts its summary from their reviews', async () => {
  await fill(page, 'review/work', '新品铺货18户\n价签补齐');
  await saved(page);
  await month('2026-11');
  assert.equal(await figure('month/goals/vol/actual'), '30.00');
  await box('summary/work').fill('自己先写一条');
  await page.getByRole('button', { name: '从各周带入', exact: true }).first().click();
  await saved(page);
  assert.equal(await box('summary/work').inputValue(), '自己先写一条\n新品铺货18户\n价签补齐');
  await box('skills/speak/score').selectOption('4');
  await saved(page);
});

await check('a month stands beside the two before it', async () => {
  await month('2026-12');
  await page.getByRole('button', { name: '与前两个月对比', exact: true }).click();
  const row = page.locator('.three-months__table tr').filter({ hasText: '卷烟销量' }).locator('td');
  await row.first().waitFor();
  assert.deepEqual((await row.allInnerTexts()).map((it) => it.replace(/\s+/g, ' ').trim()), ['— 目标 —', '30.00 目标 168.00 17.9%', '— 目标 115.00']);
});

await check('an unsolved problem walks into the next week with its age, and opening that writes nothing', async () => {
  await week(FIRST);
  await fill(page, 'review/problems/p1/text', '紧俏规格断货');
  await fill(page, 'review/problems/p1/cause', 'supply');
  await fill(page, 'review/problems/p2/text', '已经解决的');
  await fill(page, 'review/problems/p2/state', 'solved');
  await saved(page);
  const before = await sheetsHeld();
  await week(SECOND);
  const line = page.locator('.carried li');
  await line.first().waitFor();
  assert.deepEqual(await line.allInnerTexts().then((all) => all.map((it) => it.replace(/\s+/g, ' ').trim())), ['紧俏规格断货 第 2 周']);
  assert.equal(await shown(page, 'carried/p1/text'), '紧俏规格断货');
  assert.equal(await shown(page, 'carried/p1/cause'), 'supply');
  assert.equal(await shown(page, 'carried/p1/since'), FIRST);
  assert.deepEqual(await sheetsHeld(), before);
});

await check('ask the most, hold the one: two candidates side by side, until one is the focus', async () => {
  await week(SECOND);
  await page.locator('.carried li').first().waitFor();
  // One day of November and four of December want 28; two are there, so the goal is behind.
  await fill(page, 'days/2026-11-30/values/vol', '2');
  await show(page, 'focus/text');
  await page.getByRole('button', { name: '问最执一：帮我选', exact: true }).click();
  const two = page.getByRole('group', { name: '问最执一：帮我选', exact: true }).locator('.choice');
  assert.deepEqual((await two.allInnerTexts()).map((it) => it.replace(/\s+/g, ' ').trim()), ['紧俏规格断货 第 2 周', '卷烟销量 差距 -26.00箱']);
  await two.first().click();
  await saved(page);
  assert.equal(await shown(page, 'focus/kind'), 'problem');
  assert.equal(await shown(page, 'focus/ref'), 'p1');
  await fill(page, 'days/2026-11-30/values/vol', '');
  await fill(page, 'focus/kind', '');
  await saved(page);
});

await check('a week nobody wrote in hands it on', async () => {
  await week(THIRD);
  await page.locator('.carried li').first().waitFor();
  assert.match(await page.locator('.carried li').innerText(), /第 3 周/);
});

await check('the first decision writes the row, whole', async () => {
  await week(SECOND);
  await page.locator('.carried li').first().waitFor();
  await fill(page, 'carried/p1/measure', '报主任协调');
  await saved(page);
  await page.reload();
  await ready(page);
  assert.equal(await shown(page, 'carried/p1/text'), '紧俏规格断货');
  assert.equal(await shown(page, 'carried/p1/measure'), '报主任协调');
  const { edits } = await rows(page);
  const written = Object.keys(edits).filter((it) => it.includes(SECOND) && edits[it].includes('carried/p1/'));
  assert.equal(written.length, 5, 'from, text, cause, since and the measure');
});

await check('a problem of last week is taken into the review under its own id', async () => {
  await show(page, 'review/work');
  await page.getByRole('button', { name: '+ 紧俏规格断货', exact: true }).click();
  await saved(page);
  assert.equal(await shown(page, 'review/problems/p1/text'), '紧俏规格断货');
  assert.equal(await shown(page, 'review/problems/p1/measure'), '报主任协调');
  await page.getByRole('button', { name: '撤销', exact: true }).dispatchEvent('click');
  await saved(page);
  assert.equal(await shown(page, 'review/problems/p1/text'), '');
});

await check('a hand-over carries the rows that are still computed', async () => {
  await week(THIRD);
  await page.locator('.carried li').first().waitFor();
  const file = JSON.parse((await handOver(page, server.url)).text);
  const { p1 } = file.sheets[0].carried;
  assert.deepEqual([p1.text, p1.measure, p1.since, p1.from], ['紧俏规格断货', '报主任协调', FIRST, SECOND]);
  assert.equal(file.sheets[0].week, THIRD);
});

await check('solved, it ends', async () => {
  await week(SECOND);
  await page.locator('.carried li').first().waitFor();
  await fill(page, 'carried/p1/state', 'solved');
  await saved(page);
  // What was handed over stands in its own week until it is decided there.
  await week(THIRD);
  await fill(page, 'carried/p1/state', 'dropped');
  await fill(page, 'carried/p1/why', '不再订这个规格');
  await fill(page, 'review/problems/p3/text', '另一个问题');
  await saved(page);
  await week('2026-W51');
  const line = page.locator('.carried li');
  await line.first().waitFor();
  assert.deepEqual(await line.allInnerTexts().then((all) => all.map((it) => it.replace(/\s+/g, ' ').trim())), ['另一个问题 第 2 周']);
});

await check('a file\'s figures carry the target of its months', async () => {
  await week(FIRST);
  const file = JSON.parse((await handOver(page, server.url)).text);
  const { vol } = file.sheets[0].computed.goals;
  assert.deepEqual([vol.target, vol.actual, vol.gap], [40, 30, -10]);
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
