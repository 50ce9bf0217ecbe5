// A planned visit goes to another day: by a list of days with their loads, by keys alone, dragged on a desk, and from the
// card on the shop floor. Everything said of it goes along, one undo brings it back, and what happened stays where it did.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, ready, rows, saved, serve, shot, watch } from './lib/browser.mjs';

const WEEK = '2026-W48';
const [MON, TUE, WED] = ['2026-11-23', '2026-11-24', '2026-11-25'];
const SHOPS = { 41010001: '老王超市', 41010002: '惠民便利店', 41010003: '东风副食' };
const SAID = { point: '新品上柜', note: '先打电话', promise: '带样条', due: '2026-11-30' };

const server = await serve();
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' };
const page = await (await browser.newContext(options)).newPage();
const seen = await watch(page);

const button = (name) => page.getByRole('button', { name, exact: true });
const tab = (day) => page.locator('.day-tab').filter({ hasText: String(Number(day.slice(8))) });
const row = (code) => page.locator('.visit-row').filter({ hasText: code });
const mover = (date, code) => page.locator(`[data-field="move/${date}/${code}"]`);
const told = (text) => page.locator('.moving').filter({ hasText: text }).waitFor();
const figure = (mark) => page.locator(`[data-computed="${mark}"]`).textContent();
const undo = () => page.locator('.bar').getByRole('button', { name: '撤销', exact: true }).click();
const week = () => open(page, `${server.url}week/${WEEK}`);
/** The plan with a day chosen, the address saying no more than the module. */
const plan = async (date) => {
  await open(page, `${server.url}week/${WEEK}#tasks`);
  await tab(date).click();
  await page.locator(`[data-field="days/${date}/focus"]`).waitFor();
};

/** Who stands on which day with what, out of the database alone: the latest edit of each path, without what a removal ended. */
const stored = async () => {
  const { edits } = await rows(page);
  const all = Object.entries(edits).filter(([key]) => key.startsWith(`sheet/`) && key.includes(WEEK)).map((it) => JSON.parse(it[1]));
  all.sort((a, b) => Number(a.stamp.split('.')[0]) - Number(b.stamp.split('.')[0]));
  const days = {};
  for (const { path, value } of all) {
    const [, date, kind, code, field] = path.split('/');
    if (kind !== 'visits') continue;
    days[date] ??= {};
    days[date][code] ??= {};
    if (field === undefined) days[date][code] = {};
    else if (value === null) delete days[date][code][field];
    else days[date][code][field] = value;
  }
  const held = Object.entries(days).flatMap(([date, visits]) => Object.entries(visits).map(([code, it]) => [`${date} ${code}`, it]));
  return Object.fromEntries(held.filter(([, it]) => Object.keys(it).length > 0));
};
const WHOLE = { planned: true, ...SAID };

await check('three visits are planned on a day, one of them with all that can be said before it', async () => {
  await begin(page, `${server.url}week/${WEEK}`);
  await plan(MON);
  for (const [code, name] of Object.entries(SHOPS)) {
    await page.getByLabel('客户编码', { exact: true }).fill(code);
    await page.getByLabel('店名（新客户可填）', { exact: true }).fill(name);
    await button('加入拜访').click();
    await control(page, `days/${MON}/visits/${code}/planned`).waitFor();
  }
  for (const [field, value] of Object.entries(SAID)) await fill(page, `days/${MON}/visits/41010002/${field}`, value);
  await saved(page);
});

await check('the list says how much each day has, and one tap moves the visit whole', async () => {
  await plan(MON);
  await mover(MON, '41010002').click();
  const days = row('41010002').locator('.move-to button');
  assert.deepEqual(await days.allInnerTexts(), ['周二 24 · 0 户', '周三 25 · 0 户', '周四 26 · 0 户', '周五 27 · 0 户', '周六 28（休） · 0 户', '周日 29（休） · 0 户']);
  await shot(page, 'moving-list');
  await days.first().click();
  await told('惠民便利店改到了11月24日 周二');
  await saved(page);
  const { [`${TUE} 41010002`]: it, [`${MON} 41010002`]: left } = await stored();
  assert.deepEqual([it, left], [WHOLE, undefined]);
  assert.equal(await row('41010002').count(), 0);
  assert.equal(await figure('visits/planned'), '3');
  assert.match(await tab(TUE).innerText(), /0\/1/);
});

await check('one undo brings it back', async () => {
  await undo();
  await row('41010002').waitFor();
  await saved(page);
  const held = await stored();
  assert.deepEqual(Object.keys(held).sort(), Object.keys(SHOPS).map((it) => `${MON} ${it}`));
  assert.deepEqual(held[`${MON} 41010002`], WHOLE);
  assert.equal(await control(page, `days/${MON}/visits/41010002/note`).inputValue(), SAID.note);
});

await check('by keys alone, one after the other: the focus goes on to the next visit', async () => {
  await mover(MON, '41010001').focus();
  await page.keyboard.press('Enter');
  await row('41010001').locator('.move-to button').first().waitFor();
  // Past the cross of the row to the second day.
  for (let at = 0; at < 2; at += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await told('老王超市改到了11月25日 周三');
  await page.waitForFunction((field) => document.activeElement?.dataset.field === field, `move/${MON}/41010002`);
  await saved(page);
  assert.ok(`${WED} 41010001` in await stored());
  await undo();
  await row('41010001').waitFor();
  await saved(page);
});

await check('dragged onto a day\'s tab, which says that it takes it', async () => {
  await plan(MON);
  const [from, to] = await Promise.all([row('41010002').locator('.visit-row__name').boundingBox(), tab(WED).boundingBox()]);
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 8 });
  await page.locator('.day-tab[data-over]').waitFor();
  assert.equal(await page.locator('[data-over]').count(), 1);
  await shot(page, 'moving-drag');
  await page.mouse.up();
  await told('惠民便利店改到了11月25日 周三');
  assert.equal(await page.locator('[data-over]').count(), 0);
  await saved(page);
  assert.deepEqual((await stored())[`${WED} 41010002`], WHOLE);
});

await check('dragged from day to day over the whole week, and back by one undo', async () => {
  await week();
  const day = (date) => page.locator('.visit-day').nth(Number(date.slice(8)) - 23);
  const shops = async () => Promise.all([MON, TUE, WED].map(async (it) => (await day(it).locator('.visit').allInnerTexts()).map((text) => text.trim().split(' ')[0])));
  await day(WED).locator('.visit').first().waitFor();
  assert.deepEqual(await shops(), [['老王超市', '东风副食'], [], ['惠民便利店']]);
  await day(MON).locator('.visit').filter({ hasText: '东风副食' }).dragTo(day(TUE));
  await told('东风副食改到了11月24日 周二');
  assert.deepEqual(await shops(), [['老王超市'], ['东风副食'], ['惠民便利店']]);
  assert.equal(new URL(page.url()).hash, '', 'no module opens under a drag');
  await shot(page, 'moving-week');
  await undo();
  await day(MON).locator('.visit').nth(1).waitFor();
  await saved(page);
  assert.deepEqual(await shops(), [['老王超市', '东风副食'], [], ['惠民便利店']]);
});

await check('a customer stands on a day once, and what happened stays', async () => {
  await plan(TUE);
  await page.getByLabel('客户编码', { exact: true }).fill('41010001');
  await button('加入拜访').click();
  await mover(TUE, '41010001').click();
  assert.ok(!(await row('41010001').locator('.move-to button').allInnerTexts()).some((it) => it.includes('周一')), 'Monday has it');
  await saved(page);
  const before = await stored();
  await row('41010001').locator('.visit-row__name').dragTo(tab(MON));
  await told('没有改期');
  assert.deepEqual(await stored(), before);
  await fill(page, `days/${MON}/visits/41010003/outcome`, 'partly');
  await saved(page);
  await mover(MON, '41010003').waitFor({ state: 'detached' });
  assert.equal(await row('41010003').locator('.visit-row__name').getAttribute('draggable'), null);
  await week();
  await page.locator('.visit').first().waitFor();
  assert.equal(await page.locator('.visit[draggable]').count(), 3, 'all but the one that was made');
});

await check('a row the address asks for leaves with its visit', async () => {
  await open(page, `${server.url}week/${WEEK}#days/${WED}/visits/41010002/note`);
  await mover(WED, '41010002').click();
  await row('41010002').locator('.move-to button').filter({ hasText: '周四' }).click();
  await row('41010002').waitFor({ state: 'detached' });
  assert.equal(await tab(WED).getAttribute('aria-selected'), 'true');
  await saved(page);
});

await check('on the shop floor a card moves too, and undo brings it back', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, `${server.url}day/${MON}`);
  const card = (code) => page.locator('.visit-card').filter({ hasText: code });
  await card('41010001').locator('.visit-card__name').click();
  await mover(MON, '41010001').click();
  await shot(page, 'moving-card');
  await card('41010001').locator('.move-to button').filter({ hasText: '周五' }).click();
  await told('老王超市改到了11月27日 周五');
  await page.waitForFunction(() => document.activeElement?.dataset.field === 'moved');
  await card('41010001').waitFor({ state: 'detached' });
  await saved(page);
  await undo();
  await card('41010001').waitFor();
  await saved(page);
  await page.reload();
  await ready(page);
  await card('41010001').waitFor();
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
