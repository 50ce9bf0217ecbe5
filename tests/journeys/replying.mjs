// What head office sends: a reply with a receipt, comments and an answer, shown at the sheet and answered; a setup whose days,
// goals and template hold from where they should; a value of a file taken instead of one's own; a message shared as a text.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { begin, check, fill, fromNpm, launch, open, saved, serve, shot, show, shown, watch } from './lib/browser.mjs';
import { apply, bring, handOver, rowOf } from './lib/files.mjs';
import { fromOffice } from './lib/sealed.mjs';

const server = await serve();
const week = `${server.url}week/2026-W48`;
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 800 } };
const context = await browser.newContext({ ...options, acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] });
const page = await context.newPage();
const seen = await watch(page);
const replies = page.getByRole('region', { name: '总部的回复', exact: true });

const identity = { 'manager/id': 'ZZ0412', 'manager/name': '张三', 'manager/area': '金水一区', 'manager/unit': '市区营销部' };
await begin(page, week, identity);
await fill(page, 'review/work', '新品铺货 18/20 户');
await fill(page, 'goals/vol/target', '38.5');
await fill(page, 'messages/m01/to', 'head');
await fill(page, 'messages/m01/text', '紧俏规格断货，请协调');
await fill(page, 'messages/m02/to', 'monopoly');
await fill(page, 'messages/m02/text', '疑似无证');
await saved(page);

await check('a message is shared as a text of its own, and is told then', async () => {
  await show(page, 'messages/m01/text');
  await page.getByRole('button', { name: '转发文字', exact: true }).click();
  await page.getByText('已复制，可以粘贴到聊天里', { exact: true }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(text, '致营销主任：\n紧俏规格断货，请协调\n——张三 · 金水一区 · 市区营销部');
  await saved(page);
  assert.equal(await shown(page, 'messages/m01/state'), 'told');
});

const handed = await handOver(page, server.url);
const reply = fromOffice('reply.onesheet.json', 'reply', {
  to: 'ZZ0412',
  replies: [{
    sheet: '2026-W48', digest: JSON.parse(handed.text).digest, status: 'correct',
    comments: { 'review/work': [{ id: 'c01', by: '李四', at: '2026-11-30T09:40:00+08:00', text: '还差哪两户？' }] },
    answers: { m01: '已报公司，下周试投' },
  }],
});

await check('a reply shows what would come, with the answered state ticked', async () => {
  assert.equal(await bring(page, server.url, reply), 'updated');
  const take = rowOf(page, reply).getByRole('checkbox');
  assert.equal(await take.isChecked(), true);
  await shot(page, 'reply-report');
  await apply(page);
  await open(page, week);
  assert.equal(await shown(page, 'messages/m01/state'), 'answered');
  assert.equal(await shown(page, 'messages/m01/answer'), '已报公司，下周试投');
});

await check('the receipt and the comment stand at the sheet, lead to the field, and are answered', async () => {
  await open(page, week);
  await replies.waitFor();
  assert.match(await replies.innerText(), /李四（2026年11月30日 10:05）请您更正这一周/);
  await shot(page, 'replies');
  await replies.getByRole('button', { name: '主要工作与完成', exact: true }).click();
  await page.waitForFunction(() => document.activeElement?.dataset.field === 'review/work');
  await page.locator('[data-comment="还差哪两户？"]').first().waitFor();
  await shot(page, 'replies-field');
  await open(page, week);
  await fill(page, 'comments/c01/answer', '北环便利和老王超市');
  await saved(page);
  await page.reload();
  await replies.waitFor();
  assert.equal(await shown(page, 'comments/c01/answer'), '北环便利和老王超市');
});

await check('the answer goes back with the next hand-over, and the receipt is for the file before', async () => {
  const { text } = await handOver(page, server.url);
  assert.deepEqual(JSON.parse(text).templates, []);
  const [sheet] = JSON.parse(text).sheets;
  assert.equal(sheet.comments.c01.answer, '北环便利和老王超市');
  assert.equal(sheet.receipts[Object.keys(sheet.receipts)[0]].status, 'correct');
  await open(page, week);
  await replies.waitFor();
  assert.ok(!/请您更正/.test(await replies.innerText()));
});

await check('a reply for somebody else is refused in words', async () => {
  const other = fromOffice('other.onesheet.json', 'reply', { to: 'ZZ0009', replies: [] });
  assert.equal(await bring(page, server.url, other), 'refused');
  assert.match(await rowOf(page, other).innerText(), /总部发给客户经理 ZZ0009 的/);
});

const named = (name) => page.locator('main.sheet').getByRole('rowheader', { name }).first().waitFor();
const target = () => page.locator('[data-field="month/goals/vol/target"]').inputValue();
const template = JSON.parse(readFileSync(new URL('../../public/template/tobacco-retail.json', import.meta.url), 'utf8'));
template.version = 2;
template.indicators[0].name = { zh: '卷烟总销量', en: 'Total volume' };
const setup = fromOffice('setup.onesheet.json', 'setup', {
  calendars: { '2026-12-05': true },
  months: [{ month: '2026-12', goals: { vol: { target: 176 } } }],
  templates: [template],
});

await check('a setup brings goals, days and a template; weeks before it keep theirs', async () => {
  await open(page, `${server.url}month/2026-12`);
  await page.locator('[data-field="month/goals/vol/target"]').fill('150');
  await saved(page);
  assert.equal(await bring(page, server.url, setup), 'merged');
  const row = await rowOf(page, setup).innerText();
  assert.match(row, /工作日安排：1 天有变动/);
  assert.match(row, /模板：烟草零售一张纸，第 2 版，从 2026 年第 50 周起用/);
  await shot(page, 'setup-report');
  await rowOf(page, setup).getByRole('checkbox').check();
  await apply(page);
  await open(page, `${server.url}month/2026-12`);
  assert.equal(await target(), '176');
  await open(page, week);
  await named('卷烟销量');
  await page.evaluate(() => { window.stays = true; });
  await page.getByRole('link', { name: '下一周', exact: true }).click();
  await page.waitForURL(/2026-W49/);
  assert.equal(await page.evaluate(() => window.stays), true, 'the same template: the page stays');
  await page.getByRole('link', { name: '下一周', exact: true }).click();
  await page.waitForFunction(() => !window.stays && document.documentElement.hasAttribute('data-ready'));
  await named('卷烟总销量');
  // Head office may not have that template: it travels with what was written in it.
  await page.getByRole('link', { name: '上交与导入', exact: true }).click();
  await page.getByRole('button', { name: '上交本周', exact: true }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '上交', exact: true }).click()]);
  const handed = JSON.parse(readFileSync(await file.path(), 'utf8'));
  assert.deepEqual([handed.template.version, handed.templates.map((it) => it.version)], [2, [2]]);
  await saved(page);
  await open(page, `${server.url}week/2026-W50`);
  await named('卷烟总销量');
  await page.getByRole('link', { name: '上一周', exact: true }).click();
  await named('卷烟销量');
});

await check('taken back, the setup is as if it had never come', async () => {
  await open(page, `${server.url}exchange`);
  await page.locator('.safety__line').filter({ hasText: '上次导入之前' }).getByRole('button').click();
  await page.getByRole('button', { name: '应用', exact: true }).click();
  await page.locator('[data-file][data-applied]').waitFor();
  await saved(page);
  await open(page, `${server.url}month/2026-12`);
  assert.equal(await target(), '150');
  await open(page, `${server.url}week/2026-W50`);
  await named('卷烟销量');
});

await check('axe finds nothing, on a phone and in the dark too', async () => {
  const phone = await browser.newContext({ ...options, viewport: { width: 390, height: 844 }, hasTouch: true, bypassCSP: true, colorScheme: 'dark' });
  const small = await phone.newPage();
  await begin(small, week);
  await bring(small, server.url, reply);
  await apply(small);
  await open(small, week);
  await small.getByRole('region', { name: '总部的回复', exact: true }).waitFor();
  await shot(small, 'replies-phone');
  await small.evaluate(fromNpm('axe-core').source);
  const { violations } = await small.evaluate(() => window.axe.run());
  assert.deepEqual(violations.filter((it) => ['serious', 'critical'].includes(it.impact)).map((it) => it.id), []);
  await phone.close();
});

await check('no error in the console', async () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', async () => assert.deepEqual(seen.violations, []));
await check('nothing is asked of another host', () => assert.deepEqual(seen.foreign, []));

await browser.close();
await server.stop();
