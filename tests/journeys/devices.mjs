// Two devices of one manager: each is written on without the other, files carry the work over in both directions, what both
// wrote is chosen at the top of the week, and in the end they hold the same. Then a file that says otherwise without saying when.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, saved, serve, shot, shown, watch } from './lib/browser.mjs';
import { apply, backUp, bring, handOver, rowOf, sheets } from './lib/files.mjs';

const WEEK = '2026-W48';
const MON = '2026-11-23';
const SHOP = '41010001';
const WORK = { tablet: '新品铺货18户，差2户', phone: '新品铺货20户\n全部到位' };

const server = await serve();
const week = `${server.url}week/${WEEK}`;
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } };
const tablet = await (await browser.newContext(options)).newPage();
const phone = await (await browser.newContext({ ...options, viewport: { width: 390, height: 844 } })).newPage();
const seen = [await watch(tablet), await watch(phone)];

const disputes = (page) => page.getByRole('status').filter({ hasText: '两台设备改了同一处' });

/** Carries everything from one device to the other and says what the report made of it. */
async function carry(from, to) {
  const file = await backUp(from, server.url);
  const result = await bring(to, server.url, file);
  const said = (await rowOf(to, file).innerText()).split('\n').map((it) => it.trim());
  if (result === 'merged') await apply(to);
  return { result, said };
}

await check('a week is begun on the tablet and carried to the phone', async () => {
  for (const page of [tablet, phone]) await begin(page, week, { 'manager/id': 'ZZ0412', 'manager/name': '张三' });
  await fill(tablet, 'review/work', '新品铺货');
  await fill(tablet, 'tasks/svc-05/ticked', true);
  await fill(tablet, `days/${MON}/visits/${SHOP}/planned`, true);
  await saved(tablet);
  assert.equal((await carry(tablet, phone)).result, 'merged');
  await open(phone, week);
  assert.equal(await shown(phone, 'review/work'), '新品铺货');
});

await check('both write, apart from each other', async () => {
  await open(tablet, week);
  await fill(tablet, 'review/work', WORK.tablet);
  await fill(tablet, `days/${MON}/visits/${SHOP}/outcome`, 'done');
  await fill(tablet, 'goals/vol/target', '38.5');
  await saved(tablet);
  await fill(phone, 'review/work', WORK.phone);
  await fill(phone, `days/${MON}/visits/${SHOP}/outcome`, 'partly');
  await fill(phone, 'tasks/svc-05/method', '老城区20户');
  await saved(phone);
});

await check('the report names what both wrote before anything changes', async () => {
  const { result, said } = await carry(phone, tablet);
  assert.equal(result, 'merged');
  const about = (place) => said.filter((it) => it.startsWith(place)).join();
  assert.match(about('主要工作与完成'), /两台设备各写了一个/);
  for (const text of Object.values(WORK)) assert.ok(said.join('\n').includes(text.split('\n')[0]), text);
  assert.match(about(`11月23日 周一 · ${SHOP} · 拜访情况`), /“(完成|部分)”和“(完成|部分)”/);
});

await check('what only one of them wrote is simply there', async () => {
  await open(tablet, week);
  assert.equal(await shown(tablet, 'goals/vol/target'), '38.5');
  assert.equal(await shown(tablet, 'tasks/svc-05/method'), '老城区20户');
  await tablet.evaluate(() => { location.hash = ''; });
});

await check('what both wrote stands side by side at the top of the week', async () => {
  const rows = disputes(tablet).getByRole('listitem');
  assert.equal(await rows.count(), 2);
  const work = rows.filter({ hasText: '主要工作与完成' });
  const choices = await work.locator('.choice').allInnerTexts();
  assert.deepEqual(choices.map((it) => it.trim()).sort(), Object.values(WORK).sort());
  await shot(tablet, 'disputes');
  await work.getByRole('button', { name: '主要工作与完成', exact: true }).click();
  await tablet.locator('.module--review[data-open="true"]').waitFor();
  await tablet.keyboard.press('Escape');
});

await check('choosing settles it, one by one, and nothing else is asked', async () => {
  await disputes(tablet).locator('.choice').filter({ hasText: '差2户' }).click();
  await disputes(tablet).locator('.choice').filter({ hasText: '部分' }).click();
  await disputes(tablet).waitFor({ state: 'detached' });
  await saved(tablet);
  assert.equal(await shown(tablet, 'review/work'), WORK.tablet);
  assert.equal(await shown(tablet, `days/${MON}/visits/${SHOP}/outcome`), 'partly');
});

await check('the choice travels: the other device is not asked again', async () => {
  assert.equal((await carry(tablet, phone)).result, 'merged');
  await open(phone, week);
  assert.equal(await disputes(phone).count(), 0);
  assert.equal(await shown(phone, 'review/work'), WORK.tablet);
  assert.equal(await shown(phone, `days/${MON}/visits/${SHOP}/outcome`), 'partly');
  assert.equal(await shown(phone, 'goals/vol/target'), '38.5');
});

await check('both hold the same now, and carrying on changes nothing', async () => {
  assert.equal((await carry(phone, tablet)).result, 'unchanged');
  assert.equal((await carry(tablet, phone)).result, 'unchanged');
  assert.equal(sheets((await backUp(tablet, server.url)).text), sheets((await backUp(phone, server.url)).text));
});

await check('a file without stamps fills what is empty and leaves what stands, naming both', async () => {
  const report = await handOver(tablet, server.url);
  const file = JSON.parse(report.text);
  const [sheet] = file.sheets;
  delete file.digest;
  delete sheet.rev;
  sheet.review.work = '别处写的';
  sheet.tasks['svc-05'].state = 'done';
  sheet.goals.vol.note = '按月进度';
  const changed = { name: 'changed.onesheet.json', text: JSON.stringify(file) };
  assert.equal(await bring(tablet, server.url, changed), 'updated');
  const said = await rowOf(tablet, changed).innerText();
  assert.match(said, new RegExp(`主要工作与完成：本机“${WORK.tablet}”，文件“别处写的”，以本机为准`));
  await shot(tablet, 'differences');
  await apply(tablet);
  await open(tablet, week);
  assert.equal(await shown(tablet, 'review/work'), WORK.tablet);
  assert.equal(await shown(tablet, 'goals/vol/note'), '按月进度');
  assert.equal(await shown(tablet, 'tasks/svc-05/state'), 'done');
  assert.equal(await disputes(tablet).count(), 0);
});

await check('no error in the console', () => assert.deepEqual(seen.flatMap((it) => it.errors), []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.flatMap((it) => it.violations), []));

await browser.close();
await server.stop();
