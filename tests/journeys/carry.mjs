// A week is filled in, kept over a reload, handed over as a file, and comes back in a browser that has never seen it.

import { readFileSync } from 'node:fs';
import { check, launch, open, ready, saved, serve } from './lib/browser.mjs';

const WEEK = '2026-W48';
const DAY = '2026-11-23';
const FIELDS = {
  'goals/vol/target': '38.5',
  'goals/sat/actual': '92.4',
  'goals/vol/note': '按月进度，前松后紧',
  'focus/kind': 'text',
  'focus/text': '老城区新品上柜20户',
  'carried/p0/text': '紧俏规格断货',
  'carried/p0/state': 'solved',
  'tasks/svc-05/ticked': true,
  'tasks/svc-05/method': '老城区20户\n每户讲清两条卖点',
  'tasks/svc-05/state': 'partly',
  [`days/${DAY}/focus`]: '新品上柜',
  [`days/${DAY}/visits/41010001/planned`]: true,
  [`days/${DAY}/visits/41010001/point`]: '新品上柜',
  [`days/${DAY}/visits/41010001/outcome`]: 'done',
  [`days/${DAY}/visits/41010001/note`]: '已上柜2条',
  [`days/${DAY}/visits/41010001/due`]: '2026-11-27',
  [`days/${DAY}/values/vol`]: '7.25',
  [`days/${DAY}/values/fill/num`]: '45',
  [`days/${DAY}/values/fill/den`]: '50',
  [`days/${DAY}/summary`]: '计划15户\n完成12户',
  [`days/${DAY}/adhoc/a1/text`]: '协助盘点1户',
  [`days/${DAY}/problems/p1/text`]: '紧俏规格断货',
  [`days/${DAY}/problems/p1/cause`]: 'supply',
  [`days/${DAY}/problems/p1/measure`]: '报主任协调',
  [`days/${DAY}/principal`]: 'p1',
  'messages/m1/to': 'head',
  'messages/m1/items/hd-st4': true,
  'messages/m1/text': '紧俏规格连续两周不够订',
  'messages/m1/means': 'phone',
  'messages/m1/answer': '本周调整',
  'review/work': '新品铺货18/20户',
  'review/problems/p1/text': '紧俏规格断货',
  'review/problems/p1/measure': '周三前报下周需求',
  'review/principal': 'p1',
};

const control = (page, field) => page.locator(`[data-field="${field}"]`);

async function show(page, field) {
  await page.evaluate((hash) => { location.hash = hash; }, field);
  await control(page, field).waitFor({ state: 'attached' });
}

async function fill(page, field, value) {
  await show(page, field);
  const kind = await control(page, field).evaluate((it) => it.type);
  if (kind === 'checkbox') await control(page, field).setChecked(value);
  else if (kind === 'radio') await control(page, field).check({ force: true });
  else if (kind.startsWith('select')) await control(page, field).selectOption(value);
  else await control(page, field).fill(value);
}

async function shown(page, field) {
  await show(page, field);
  return control(page, field).evaluate((it) => (['checkbox', 'radio'].includes(it.type) ? it.checked : it.value));
}

const expected = (value, field) => (field.endsWith('/principal') ? true : value);

async function begin(page, url) {
  await open(page, `${url}week/${WEEK}`);
  await page.fill('[data-field="settings/manager/id"]', 'ZZ0412');
  await page.fill('[data-field="settings/manager/name"]', '张三');
  await page.getByRole('button', { name: '开始', exact: true }).click();
  await page.locator('main.sheet').waitFor();
}

async function handOver(page, url) {
  await saved(page);
  await open(page, `${url}exchange`);
  await page.getByRole('button', { name: '上交本周', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '上交', exact: true }).click(),
  ]);
  const path = await download.path();
  await saved(page);
  return { path, name: download.suggestedFilename(), bundle: JSON.parse(readFileSync(path, 'utf8')) };
}

async function compare(page) {
  for (const [field, value] of Object.entries(FIELDS)) {
    const now = await shown(page, field);
    if (now !== expected(value, field)) throw new Error(`${field} shows ${now}, not ${value}`);
  }
}

/** A sheet without what every hand-over stamps anew. */
const plain = ({ handed, rev, ...sheet }) => JSON.stringify(sheet);

const server = await serve();
const browser = await launch();
const context = () => browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 800 } });
const first = await (await context()).newPage();
let file;

await check('a week is filled in', async () => {
  await begin(first, server.url);
  for (const [field, value] of Object.entries(FIELDS)) await fill(first, field, value);
  await saved(first);
});

await check('an input method is never saved half-way', async () => {
  const field = 'review/problems/p1/analysis';
  await show(first, field);
  await control(first, field).focus();
  const session = await first.context().newCDPSession(first);
  await session.send('Input.imeSetComposition', { text: 'huo yuan', selectionStart: 8, selectionEnd: 8 });
  const halfway = await first.evaluate(() => document.documentElement.dataset.save);
  if (halfway !== 'saved') throw new Error(`a composition is ${halfway}`);
  await session.send('Input.insertText', { text: '货源按上季分配' });
  await saved(first);
  FIELDS[field] = '货源按上季分配';
});

await check('a reload brings every field back', async () => {
  await first.reload();
  await ready(first);
  await compare(first);
});

await check('figures are counted from the days', async () => {
  await first.evaluate(() => { location.hash = 'goals'; });
  for (const [mark, figure] of [['goals/vol/actual', 7.25], ['goals/vol/gap', -31.25], ['goals/fill/actual', 90], ['visits/done', 1], ['tasks/ticked', 1]]) {
    const text = await first.locator(`[data-computed="${mark}"]`).textContent();
    if (Number(text) !== figure) throw new Error(`${mark} is ${text}, not ${figure}`);
  }
});

await check('the week is handed over as a file', async () => {
  file = await handOver(first, server.url);
  if (file.bundle.kind !== 'report' || file.bundle.sheets.length !== 1) throw new Error(JSON.stringify(file.bundle).slice(0, 200));
});

await check('a browser that has never seen it shows the same sheet', async () => {
  const second = await (await context()).newPage();
  await begin(second, server.url);
  const bring = async () => {
    await open(second, `${server.url}exchange`);
    await second.getByLabel('导入文件').setInputFiles({ name: file.name, mimeType: 'application/json', buffer: readFileSync(file.path) });
    await second.getByRole('region', { name: '导入报告' }).waitFor();
    return second.locator('[data-file]').getAttribute('data-result');
  };
  if (await bring() !== 'merged') throw new Error('the report was not merged');
  await second.getByRole('button', { name: '应用', exact: true }).click();
  await second.locator('[data-file][data-applied]').waitFor();
  await saved(second);
  await open(second, `${server.url}week/${WEEK}`);
  await compare(second);
  const again = await handOver(second, server.url);
  if (plain(again.bundle.sheets[0]) !== plain(file.bundle.sheets[0])) throw new Error('the documents differ');
  if (await bring() === 'merged') throw new Error('a second import changed something');
});

await browser.close();
await server.stop();
