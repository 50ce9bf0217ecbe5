// Handing over: this week, chosen weeks, a whole month; what is doubtful is listed first and leads to its place; afterwards each
// week says what has become of it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { begin, check, fill, fromNpm, launch, open, saved, serve, shot, watch } from './lib/browser.mjs';

const server = await serve();
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 } };
const context = await browser.newContext({ ...options, acceptDownloads: true });
const page = await context.newPage();
const seen = await watch(page);
const button = (name) => page.getByRole('button', { name, exact: true });
const week = (name) => page.locator(`[data-week="${name}"]`);
const exchange = () => open(page, `${server.url}exchange`);

async function hand() {
  const [file] = await Promise.all([page.waitForEvent('download'), button('上交').click()]);
  const json = JSON.parse(await readFile(await file.path(), 'utf8'));
  await page.getByRole('status').filter({ hasText: file.suggestedFilename() }).waitFor();
  await saved(page);
  return { name: file.suggestedFilename(), json };
}

async function others() {
  await page.getByText('上交别的周，或者整月', { exact: true }).click();
  await week('2026-W48').waitFor();
}

await begin(page, `${server.url}week/2026-W45`);
for (const name of ['2026-W45', '2026-W47', '2026-W48']) {
  await open(page, `${server.url}week/${name}`);
  await fill(page, 'goals/vol/target', '38.5');
  await fill(page, 'review/work', `${name} 的工作`);
}
await fill(page, 'tasks/svc-05/ticked', true);
await saved(page);

await check('what is doubtful is listed, leads to its place, and is no wall', async () => {
  await exchange();
  await button('上交本周').click();
  const doubts = page.locator('.doubts li');
  await doubts.first().waitFor();
  assert.equal(await doubts.count(), 1);
  assert.match(await doubts.first().innerText(), /没有写怎么做$/);
  await shot(page, 'doubts');
  await doubts.first().getByRole('link').click();
  await page.waitForFunction(() => document.activeElement?.dataset.field === 'tasks/svc-05/method');
  await exchange();
  await button('上交本周').click();
  const { name, json } = await hand();
  assert.equal(name, 'ZZ0412_2026-W48.onesheet.json');
  assert.deepEqual(json.sheets.map((it) => it.week), ['2026-W48']);
  await exchange();
  await open(page, `${server.url}week/2026-W48`);
  await fill(page, 'tasks/svc-05/method', '每户讲清两条卖点');
  await saved(page);
  await exchange();
  await button('上交本周').click();
  await button('上交').waitFor();
  assert.equal(await doubts.count(), 0);
});

await check('each week says what has become of it, and several go in one file', async () => {
  await exchange();
  await others();
  const states = () => page.locator('[data-week]').evaluateAll((all) => all.map((it) => `${it.dataset.week} ${it.dataset.state}`));
  assert.deepEqual(await states(), ['2026-W48 changed', '2026-W47 open', '2026-W45 open']);
  assert.match(await week('2026-W48').innerText(), /已上交，之后有改动/);
  await button('上交所选').click();
  await page.getByRole('alert').filter({ hasText: '先在上面选一周或几周' }).waitFor();
  await week('2026-W45').getByRole('checkbox').check();
  await week('2026-W48').getByRole('checkbox').check();
  await shot(page, 'weeks-held');
  await button('上交所选').click();
  await page.getByText('2026 年第 45 周、2026 年第 48 周').waitFor();
  const { name, json } = await hand();
  assert.equal(name, 'ZZ0412_2026-W45_2026-W48.onesheet.json');
  assert.deepEqual(json.sheets.map((it) => it.week), ['2026-W45', '2026-W48']);
  assert.ok(json.sheets.every((it) => it.handed.bundle === json.id));
  await page.waitForFunction(() => document.querySelector('[data-week="2026-W45"]').dataset.state === 'handed');
  assert.deepEqual(await states(), ['2026-W48 handed', '2026-W47 open', '2026-W45 handed']);
});

await check('a whole month is every week with a day in it', async () => {
  await page.getByLabel('整月').selectOption('2026-11');
  await button('上交所选').click();
  const { json } = await hand();
  assert.deepEqual(json.sheets.map((it) => it.week), ['2026-W45', '2026-W47', '2026-W48']);
});

await check('on a phone it is as easy, and axe finds nothing', async () => {
  const phone = await browser.newContext({ ...options, viewport: { width: 390, height: 844 }, hasTouch: true, bypassCSP: true, colorScheme: 'dark' });
  const small = await phone.newPage();
  await begin(small, `${server.url}week/2026-W48`);
  await fill(small, 'goals/vol/note', '有一张');
  await saved(small);
  await open(small, `${server.url}exchange`);
  await small.getByText('上交别的周，或者整月', { exact: true }).click();
  await small.locator('[data-week]').first().waitFor();
  await small.getByRole('button', { name: '上交本周', exact: true }).click();
  await small.locator('.doubts li').first().waitFor();
  await shot(small, 'handing-phone');
  await small.evaluate(fromNpm('axe-core').source);
  const { violations } = await small.evaluate(() => window.axe.run());
  assert.deepEqual(violations.filter((it) => ['serious', 'critical'].includes(it.impact)).map((it) => it.id), []);
  const low = await small.locator('.doubts a, [data-week] label, .weeks-held summary').evaluateAll((all) => (
    all.filter((it) => it.getBoundingClientRect().height < 43.5).map((it) => it.outerHTML.slice(0, 60))));
  assert.deepEqual(low, []);
  await phone.close();
});

await check('no error in the console', async () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', async () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
