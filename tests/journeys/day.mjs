// A day on the shop floor, on a phone: the app opens on today, an outcome is one tap, what came of the last visit stands on the
// card, own words are offered, an unplanned visit is found, and the evening's summary and Friday's review are drafted.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, ready, rows, saved, serve, shot, show, watch } from './lib/browser.mjs';

const server = await serve();
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 }, hasTouch: true };
const today = '2026-11-24';
const context = await browser.newContext(options);
await context.clock.setFixedTime(`${today}T09:00:00+08:00`);
const page = await context.newPage();
const seen = await watch(page);

const SHOPS = { 41010001: '老王超市', 41010002: '惠民便利店', 41010003: '东风副食' };
const shift = (date, days) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
const lastWeek = shift(today, -7);
const weekOf = (date) => {
  const day = new Date(`${date}T00:00:00Z`);
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * 86_400_000);
  const number = Math.ceil(((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
};
const card = (code) => page.locator('.visit-card').filter({ hasText: code });
const outcome = (code, word) => card(code).locator(`.outcome[data-outcome="${word}"]`);
const button = (name) => page.getByRole('button', { name, exact: true });
const summary = `days/${today}/summary`;

/** Adds a shop to a day's plan on the sheet. */
async function plan(date, code) {
  await open(page, `${server.url}week/${weekOf(date)}#days/${date}/focus`);
  await page.getByLabel('客户编码', { exact: true }).fill(code);
  await page.getByLabel('店名（新客户可填）', { exact: true }).fill(SHOPS[code]);
  await button('加入拜访').click();
  await control(page, `days/${date}/visits/${code}/planned`).waitFor();
}

await check('a week is planned, with one before it', async () => {
  await begin(page, `${server.url}week/${weekOf(lastWeek)}`);
  for (const code of Object.keys(SHOPS)) await plan(lastWeek, code);
  for (const code of ['41010001', '41010002']) {
    await fill(page, `days/${lastWeek}/visits/${code}/outcome`, 'done');
    await fill(page, `days/${lastWeek}/visits/${code}/note`, '价签补齐');
  }
  await fill(page, `days/${lastWeek}/visits/41010001/promise`, '带新品样条');
  await fill(page, `days/${lastWeek}/values/new`, '61.5');
  for (const code of ['41010001', '41010002']) await plan(today, code);
  await saved(page);
});

await check('who was missed last week and who is due is offered, and one tap plans him', async () => {
  const offered = page.locator('.due-customers .line');
  await button('该拜访谁').click();
  assert.deepEqual((await offered.allInnerTexts()).map((it) => it.replace(/\s+/g, ' ').trim()), ['东风副食 上周没记结果']);
  await offered.first().click();
  await control(page, `days/${today}/visits/41010003/planned`).waitFor();
  await page.getByText('名册里没有还没排上的客户', { exact: true }).waitFor();
  // On a phone the opened module covers the bar.
  await page.evaluate(() => { location.hash = ''; });
  await button('撤销').click();
  await saved(page);
  await fill(page, `days/${today}/focus`, '价签补换');
  await button('把当天重点作为还没写的服务点').click();
  await saved(page);
  for (const code of ['41010001', '41010002']) assert.equal(await control(page, `days/${today}/visits/${code}/point`).inputValue(), '价签补换');
});

await check('on a phone the app opens on today, with today\'s visits as cards', async () => {
  await open(page, server.url);
  await page.locator('main.day').waitFor();
  assert.equal(new URL(page.url()).pathname, `/day/${today}`);
  assert.equal(await page.locator('.visit-card').count(), 2);
  await card('41010001').getByText('上次').waitFor();
  const said = await card('41010001').locator('.visit-card__last').innerText();
  for (const part of ['完成', '价签补齐', '约定：带新品样条']) assert.ok(said.includes(part), `${part} in ${said}`);
});

await check('a visit without a note is one tap from the opened app', async () => {
  await outcome('41010001', 'done').tap();
  await saved(page);
  assert.equal(await page.locator('.day__count').innerText(), '1/2');
  const edits = Object.values((await rows(page)).edits).filter((it) => it.includes(`days/${today}/visits/41010001/outcome`));
  assert.equal(edits.length, 1);
});

await check('own words are offered: a visit with a note is two taps', async () => {
  await card('41010001').locator('.phrase').first().tap();
  await saved(page);
  assert.equal(await control(page, `days/${today}/visits/41010001/note`).inputValue(), '价签补齐');
  assert.equal(await card('41010001').locator('.phrase').count(), 0);
});

await check('an outcome is changed and taken back', async () => {
  await outcome('41010002', 'done').tap();
  await outcome('41010002', 'missed').tap();
  assert.equal(await card('41010002').getAttribute('data-outcome'), 'missed');
  await outcome('41010002', 'missed').tap();
  await page.waitForFunction((code) => ![...document.querySelectorAll('.visit-card')].find((it) => it.textContent.includes(code)).querySelector(':checked[type="radio"]'), '41010002');
  assert.equal(await card('41010002').getAttribute('data-outcome'), null);
  await outcome('41010002', 'missed').tap();
  await saved(page);
});

await check('an unplanned visit is found by name or its letters, and written by its first tap', async () => {
  const search = page.getByLabel('找客户（计划外拜访）', { exact: true });
  await search.fill('dffs');
  await button('东风副食').waitFor();
  await search.fill('东风');
  await button('东风副食').tap();
  await outcome('41010003', 'done').tap();
  await saved(page);
  assert.equal(await page.locator('.day__count').innerText(), '2/2');
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('.visit-card').count(), 3);
});

await check('the day\'s figures stand beside the ones before', async () => {
  const row = page.locator('.day-figures li').filter({ hasText: '新品上柜率' });
  await row.getByText('61.5').waitFor();
  assert.equal(await control(page, `days/${today}/values/new`).getAttribute('inputmode'), 'decimal');
  await control(page, `days/${today}/values/new`).fill('63');
  await saved(page);
});

await check('the evening\'s summary is drafted behind what was typed', async () => {
  await control(page, summary).fill('上午开晨会');
  await saved(page);
  await button('按当天的拜访起草').tap();
  await saved(page);
  assert.equal(await control(page, summary).inputValue(), '上午开晨会\n计划拜访2户，完成2户\n未访：惠民便利店\n计划外走访：东风副食');
  assert.equal(await button('按当天的拜访起草').count(), 0, 'it has nothing to add');
  await shot(page, 'day-phone');
});

await check('every field of a day opens by its address', async () => {
  for (const field of ['focus', 'visits/41010002/note', 'visits/41010002/promise', 'visits/41010001/point', 'values/vol', 'summary', 'adhoc/a1/text', 'problems/p1/text', 'work']) {
    await show(page, `days/${today}/${field}`);
  }
});

await check('the review is drafted from the week', async () => {
  await open(page, `${server.url}week/${weekOf(today)}`);
  await fill(page, 'tasks/svc-05/ticked', true);
  await fill(page, 'tasks/svc-05/state', 'done');
  await show(page, 'review/work');
  await button('按本周起草').tap();
  await saved(page);
  const lines = (await control(page, 'review/work').inputValue()).split('\n');
  assert.deepEqual(lines, ['新品推介：完成', '计划拜访2户，完成2户']);
});

await check('a day there is not says so and leads back', async () => {
  await open(page, `${server.url}day/2026-02-30`);
  await page.getByRole('heading', { name: '没有这一天', exact: true }).waitFor();
});

await check('a wide screen opens on the week', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, server.url);
  await page.locator('main.sheet').waitFor();
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
