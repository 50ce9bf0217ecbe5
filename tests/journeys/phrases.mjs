// Own earlier words are offered while one types: by key and by touch, never in the way, and never what names a customer.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, saved, serve, shot, show, shown, watch } from './lib/browser.mjs';

const [BEFORE, NOW] = ['2026-W47', '2026-W48'];
const server = await serve();
const browser = await launch();
const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 } });
const page = await context.newPage();
const seen = await watch(page);
await page.clock.setFixedTime(new Date('2026-11-25T09:00:00+08:00'));
const week = (it) => `${server.url}week/${it}`;
const list = page.locator('.phrases:not([hidden])');
const offered = () => list.locator('button').allInnerTexts();
/** Types as a person does, and waits for what is offered. */
const type = async (field, text) => {
  await show(page, field);
  await control(page, field).pressSequentially(text);
  await list.waitFor();
};

await begin(page, week(BEFORE));
await fill(page, 'tasks/svc-01/ticked', true);
await fill(page, 'tasks/svc-01/method', '每户三分钟\n先看货架');
await fill(page, 'review/problems/p1/text', '紧俏规格断货，客户有意见');
await fill(page, 'review/problems/p1/measure', '报主任协调');
await fill(page, 'review/problems/p1/state', 'solved');
await saved(page);
await open(page, `${server.url}customers/41010001`);
await control(page, 'roster/41010001/name').fill('老王超市');
await saved(page);
await open(page, week(BEFORE));
await fill(page, 'tasks/svc-02/ticked', true);
await fill(page, 'tasks/svc-02/method', '每户带上老王超市的照片');
await saved(page);
await open(page, week(NOW));
await fill(page, 'tasks/svc-02/ticked', true);

await check('what was written before is offered, but nothing that names a customer, and a key takes it', async () => {
  await type('tasks/svc-02/method', '每');
  assert.deepEqual(await offered(), ['每户三分钟']);
  await shot(page, 'phrases');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await list.waitFor({ state: 'hidden' });
  assert.equal(await control(page, 'tasks/svc-02/method').inputValue(), '每户三分钟');
  await page.waitForFunction((it) => document.activeElement?.dataset?.field === it, 'tasks/svc-02/method');
  await saved(page);
  await open(page, week(NOW));
  assert.equal(await shown(page, 'tasks/svc-02/method'), '每户三分钟');
});

await check('a line of several is taken by a tap, the others stay', async () => {
  await show(page, 'tasks/svc-02/method');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await type('tasks/svc-02/method', 'xkhj');
  await list.locator('button', { hasText: '先看货架' }).click();
  await list.waitFor({ state: 'hidden' });
  assert.equal(await control(page, 'tasks/svc-02/method').inputValue(), '每户三分钟\n先看货架');
});

await check('Escape closes it and nothing else, and typing goes on', async () => {
  await page.keyboard.press('Enter');
  await type('tasks/svc-02/method', '每');
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  assert.equal(new URL(page.url()).hash, '#tasks/svc-02/method');
  await type('tasks/svc-02/method', '户');
  await page.keyboard.type('去');
  assert.equal(await list.count(), 0, 'the next key takes it away');
  assert.equal(await control(page, 'tasks/svc-02/method').inputValue(), '每户三分钟\n先看货架\n每户去');
});

await check('nothing opens while an input method composes', async () => {
  await type('tasks/svc-02/method', '\n每');
  const client = await context.newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'hu', selectionStart: 2, selectionEnd: 2 });
  await list.waitFor({ state: 'hidden' });
  await client.send('Input.insertText', { text: '户' });
  await list.waitFor();
  assert.deepEqual(await offered(), ['每户三分钟']);
});

await check('against a problem like an earlier one it is told what worked, and one tap takes it', async () => {
  await type('review/problems/q1/text', '紧俏规格又断货');
  const [said] = await offered();
  for (const it of ['第 47 周', '已解决', '紧俏规格断货', '报主任协调']) assert.ok(said.includes(it), `${it} is missing in ${said}`);
  await shot(page, 'phrases-problem');
  await list.locator('button').first().click();
  await page.waitForFunction(() => document.querySelector('[data-field="review/problems/q1/measure"]').value === '报主任协调');
  await saved(page);
});

await check('on a phone it stands within the screen', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, week(NOW));
  await type('tasks/svc-02/method', '\n每');
  const box = await list.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await shot(page, 'phrases-phone');
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
