// The wall of head office: who has handed in, late, or not at all, learned from the files or as a list of managers says; on paper it
// stands alone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { begin, check, launch, ready, serve, shot, watch } from './lib/browser.mjs';
import { readPdf } from './lib/pdf.mjs';
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
  const { sizes, text } = readPdf(await page.pdf({ format: 'A4', landscape: true }), { isSeen: false });
  assert.equal(sizes.length, 1);
  for (const said of ['上交墙', '2026-W38', '周末', 'ZZ0099', '七区']) assert.ok(text.includes(said), said);
  for (const said of ['导入文件', '看什么', '完成拜访', '收存', '打印']) assert.ok(!text.includes(said), said);
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
