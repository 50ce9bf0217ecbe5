// The wall of head office: who has handed in, late, or not at all, learned from the files or as a list of managers says; on paper it
// stands alone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { begin, check, launch, ready, serve, shot, watch } from './lib/browser.mjs';
import { readPdf } from './lib/pdf.mjs';
import { canonical, digested } from './lib/sealed.mjs';
import { workbook } from './lib/workbook.mjs';

const FOLDER = fileURLToPath(new URL('../bundles/office', import.meta.url));
const { files, totals } = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8'));

const server = await serve();
const browser = await launch();
const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 }, bypassCSP: true });
await context.clock.setFixedTime('2026-10-30T09:00:00+08:00');
const page = await context.newPage();
const seen = await watch(page);
await begin(page, `${server.url}office`, { 'manager/id': 'HQ01', role: 'office' }, 'main.office h1');
await page.getByLabel('导入文件', { exact: true }).setInputFiles(files.map((it) => join(FOLDER, it.file)));
await page.getByRole('region', { name: '导入报告', exact: true }).waitFor();

const tab = (name) => page.getByRole('navigation', { name: '总部工作台', exact: true }).getByRole('button', { name, exact: true }).click();
/** What is on paper, and what is pressed or chosen and never is. */
const BUTTONS = ['导入文件', '看什么', '收存', '打印', '筛选'];
const paper = async (options) => readPdf(await page.pdf({ format: 'A4', margin: { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' }, ...options }), { isSeen: false });
const lines = () => page.locator('.wall tbody tr').evaluateAll((all) => all.map((row) => [row.querySelector('th').innerText.trim(), [...row.querySelectorAll('td')].map((it) => it.dataset.is)]));

async function take(name, buffer) {
  await page.getByLabel('导入名单', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer });
}

await check('whoever handed in once is waited for', async () => {
  const all = await lines();
  assert.equal(all.length, totals.managers);
  assert.ok(all.every(([, tiles]) => tiles.some((it) => it === 'in-time')));
});

await check('a list says who is waited for, and what of it was no use', async () => {
  await tab('收存');
  await take('list.xlsx', workbook([['市区营销部名单'], ['工号', '姓名', '片区', '部门', '起始周'], ['ZZ0099', '周末', '七区', '市区', '2026-W36'], ['ZZ0001', '', '', '', '八月'], ['ZZ0099', '又一个', '', '', '']]));
  await page.getByText('名单上有 1 人', { exact: true }).waitFor();
  assert.deepEqual(await page.locator('[data-slot="staff"] li').allInnerTexts(), [
    '第 4 行没有用：“八月”不是周（2026-W48），也不是日期。',
    '第 5 行没有用：工号 ZZ0099 前面已经有了。',
  ]);
  await shot(page, 'office-staff');
  await page.reload();
  await ready(page);
  await page.locator('.wall').waitFor();
  const all = new Map(await lines());
  assert.equal(all.size, totals.managers + 1);
  const weeks = await page.locator('.wall thead th').allInnerTexts();
  const [from] = [weeks.indexOf('2026-W36') - 1];
  assert.deepEqual(all.get('周末 ZZ0099 七区'), weeks.slice(1).map((_, at) => (at < from ? 'not-due' : 'missing')));
  assert.ok([...all].filter(([name]) => !name.includes('ZZ0099')).every(([, tiles]) => !tiles.includes('missing')));
});

await check('a file that is no list leaves the list', async () => {
  await tab('收存');
  await take('no.csv', Buffer.from('ZZ0001,张三\n'));
  await page.locator('[data-slot="staff"] [role="alert"]').waitFor();
  assert.ok(await page.getByText('名单上有 1 人', { exact: true }).isVisible());
});

await check('on paper the wall stands alone, with its weeks', async () => {
  await tab('汇总与提问');
  await page.locator('.wall').waitFor();
  const { sizes, text } = await paper({ landscape: true });
  assert.equal(sizes.length, 1);
  for (const said of ['上交墙', '2026-W38', '周末', 'ZZ0099', '七区', '截至2026-10-30']) assert.ok(text.includes(said), said);
  for (const said of [...BUTTONS, '完成拜访']) assert.ok(!text.includes(said), said);
});

await check('a sheet that is opened is what is printed', async () => {
  await page.locator('.wall td button').first().click();
  const title = await page.locator('.whole h2').innerText();
  const { text } = await paper();
  for (const said of [title.replace(/\s/g, ''), '营销目标', '执行跟踪']) assert.ok(text.includes(said), said);
  for (const said of [...BUTTONS, '上交墙', '批阅']) assert.ok(!text.includes(said), said);
});

await check('answers and sheets that are read have no buttons on paper', async () => {
  await page.getByLabel('看什么', { exact: true }).selectOption('Q2');
  await page.locator('[data-question="Q2"]').waitFor();
  const { text } = await paper();
  for (const said of ['指标完成率排名', '2026-W38']) assert.ok(text.includes(said), said);
  for (const said of [...BUTTONS, '存成', '看各周', '怎么算的']) assert.ok(!text.includes(said), said);
  await tab('批阅');
  await page.locator('.reading__sheet').waitFor();
  const read = (await paper()).text;
  assert.ok(read.includes((await page.locator('.reading__head h2').innerText()).replace(/\s/g, '')));
  for (const said of [...BUTTONS, '下一张', '只看', '退回', '全部']) assert.ok(!read.includes(said), said);
});

await check('every week of a long time is on paper, held either way', async () => {
  // The first week of somebody, ten weeks earlier.
  const { digest, ...early } = JSON.parse(readFileSync(join(FOLDER, files.find((it) => it.class === 'good').file), 'utf8'));
  [early.created, early.sheets[0].week] = ['2026-05-23T17:00:00+08:00', '2026-W21'];
  for (const name of ['days', 'computed', 'months']) delete early.sheets[0][name];
  await page.getByLabel('导入文件', { exact: true }).setInputFiles({ name: 'early.onesheet.json', mimeType: 'application/json', buffer: Buffer.from(canonical(digested(early))) });
  await page.locator('[data-file="early.onesheet.json"][data-result="merged"]').waitFor({ state: 'attached' });
  await tab('汇总与提问');
  await page.locator('.office__filters summary').click();
  await page.getByLabel('起始周', { exact: true }).selectOption('2026-W21');
  await page.locator('.wall thead').getByText('2026-W21', { exact: true }).first().waitFor();
  for (const landscape of [false, true]) {
    const { text } = await paper({ landscape });
    for (let week = 21; week <= 38; week += 1) assert.ok(text.split(`2026-W${week}`).length > (week === 21 || week === 38 ? 2 : 1), `week ${week}`);
    assert.equal(text.split('ZZ0099').length - 1, 2, 'names stand beside each stretch');
  }
});

await check('without the list it is as it was', async () => {
  await tab('收存');
  await page.getByRole('button', { name: '不用名单', exact: true }).click();
  await page.getByText('现在没有名单。', { exact: true }).waitFor();
  await page.reload();
  await ready(page);
  await page.locator('.wall').waitFor();
  assert.equal((await lines()).length, totals.managers);
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await browser.close();
await server.stop();
