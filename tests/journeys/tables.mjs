// A small week goes out as a workbook and as CSV, its month and its year too, in both languages: cells are what they are in the
// sheet, texts that look like formulas are texts, and nothing for the officer and no telephone is among them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { begin, check, control, fill, launch, open, saved, serve, show, watch } from './lib/browser.mjs';
import { readWorkbook } from './lib/workbook.mjs';

const [WEEK, BEFORE] = ['2026-W48', '2026-W47'];
const MON = '2026-11-23';
const SHEET = {
  'goals/vol/target': '38.5',
  'goals/vol/note': '=1+1，按月进度',
  'tasks/svc-05/ticked': true,
  'tasks/svc-05/method': '－老城区20户',
  [`days/${MON}/values/vol`]: '7.25',
  [`days/${MON}/values/fill/num`]: '45',
  [`days/${MON}/values/fill/den`]: '50',
  [`days/${MON}/visits/00012/outcome`]: 'done',
  [`days/${MON}/visits/00012/note`]: '老王13812341234，已上柜2条',
  [`days/${MON}/visits/00012/due`]: '2026-11-26',
  'messages/m1/to': 'head',
  'messages/m1/text': '@主任：请批',
  'messages/m2/to': 'monopoly',
  'messages/m2/text': '学校旁一户疑似无证',
};
const TABLES = {
  zh: ['每周汇总', '营销目标', '工作任务', '拜访', '执行跟踪', '每日数字', '临时工作', '问题', '沟通绿色通道', '改进措施', '月目标', '各周份额', '月总结', '双五会自评', '指标说明', '说明'],
  en: ['Weeks', 'Goals', 'Tasks', 'Visits', 'Tracking', 'Day figures', 'Ad hoc work', 'Problems', 'Channel', 'Review', 'Month goals', 'Week shares', 'Month summary', 'Skills, rated by yourself', 'Indicators', 'About'],
};
const SAYS = {
  zh: { book: 'Excel 工作簿', csv: 'CSV 一张表', which: '哪张表', time: '时间' },
  en: { book: 'Excel workbook', csv: 'One table as CSV', which: 'Which table', time: 'Time' },
};

const server = await serve();
const browser = await launch();
const page = await (await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } })).newPage();
const seen = await watch(page);

/** Presses a button of the tables and gives back the file: { name, bytes }. */
async function take(lang, period, subject) {
  await open(page, `${server.url}exchange?lang=${lang}`);
  const says = SAYS[lang];
  await page.getByLabel(says.time, { exact: true }).selectOption({ index: period });
  if (subject) await page.getByLabel(says.which, { exact: true }).selectOption(subject);
  const button = page.getByRole('button', { name: subject ? says.csv : says.book, exact: true });
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  await page.getByRole('status').filter({ hasText: file.suggestedFilename() }).waitFor();
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** A table's rows as records by heading. */
function records([heads, ...rows]) {
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? null])));
}

/** No cell of a workbook is a formula, and none says what stays here. */
function isClean(book) {
  for (const [name, rows] of Object.entries(book)) {
    for (const cell of rows.flat()) {
      assert.ok(cell === null || cell?.formula === undefined, `${name} has a formula`);
      assert.ok(!/疑似|13812341234/.test(String(cell)), `${name} says ${cell}`);
    }
  }
}

await check('a small week and one before it are filled in', async () => {
  await begin(page, `${server.url}week/${BEFORE}`);
  await fill(page, 'days/2026-11-17/values/vol', '6');
  await saved(page);
  await open(page, `${server.url}week/${WEEK}`);
  await show(page, `days/${MON}/focus`);
  const form = page.locator('form.visit-add');
  await form.getByLabel('客户编码').fill('00012');
  await form.getByLabel('店名').fill('老街口旺达便利店');
  await form.getByRole('button', { name: '加入拜访', exact: true }).click();
  await control(page, `days/${MON}/visits/00012/planned`).first().waitFor({ state: 'attached' });
  for (const [field, value] of Object.entries(SHEET)) await fill(page, field, value);
  await saved(page);
});

await check('the week as a workbook: real numbers and dates, texts as they were written', async () => {
  const { name, bytes } = await take('zh', 0);
  assert.equal(name, `ZZ0412_${WEEK}.xlsx`);
  const book = readWorkbook(bytes);
  assert.deepEqual(Object.keys(book), TABLES.zh);
  isClean(book);
  const vol = records(book['营销目标']).find((it) => it['指标编码'] === 'vol');
  assert.deepEqual(
    [vol['周'], vol['起始日期'], vol['目标'], vol['实际'], vol['差距（正为好）'], vol['达成率'], vol['结果'], vol['备注']],
    [WEEK, { date: MON }, 38.5, 7.25, -31.25, 0.1883, '未达成', '=1+1，按月进度'],
  );
  const amt = records(book['营销目标']).find((it) => it['指标编码'] === 'amt');
  assert.deepEqual([amt['实际'], amt['结果']], [null, '未测'], 'what is not measured is empty, not zero');
  const [visit] = records(book['拜访']);
  assert.deepEqual(
    [visit['日期'], visit['客户编码'], visit['店名'], visit['是否计划'], visit['拜访情况'], visit['要点'], visit['期限']],
    [{ date: MON }, '00012', '老街口旺达便利店', '是', '完成', '老王138****1234，已上柜2条', { date: '2026-11-26' }],
  );
  const fill = records(book['每日数字']).find((it) => it['指标编码'] === 'fill');
  assert.deepEqual([fill['数值'], fill['分子'], fill['分母']], [90, 45, 50]);
  assert.deepEqual(records(book['沟通绿色通道']).map((it) => [it['对象'], it['内容']]), [['营销主任', '@主任：请批']]);
  assert.equal(records(book['每周汇总'])[0]['沟通条数'], 1);
});

await check('one table of the week as CSV: marked, cut and guarded', async () => {
  const { name, bytes } = await take('zh', 0, '工作任务');
  assert.equal(name, `ZZ0412_${WEEK}_tasks.csv`);
  const text = bytes.toString('utf8');
  const [head, row, end] = text.split('\r\n');
  assert.equal(head, '\ufeff客户经理编号,周,任务类别,任务编码,任务,是否选定,具体方法,状态,完成结果');
  assert.equal(row, `ZZ0412,${WEEK},服务客户,svc-05,新品推介,是,'－老城区20户,进行,`);
  assert.equal(end, '');
  const goals = (await take('zh', 0, '营销目标')).bytes.toString('utf8');
  assert.ok(goals.includes(`ZZ0412,${WEEK},${MON},vol,卷烟销量,箱,38.5,7.25,-31.25,0.1883,未达成,'=1+1，按月进度\r\n`), goals);
});

for (const lang of ['zh', 'en']) {
  await check(`the year as a workbook (${lang}): all its weeks, one sheet a module`, async () => {
    const { name, bytes } = await take(lang, 2);
    assert.equal(name, 'ZZ0412_2026.xlsx');
    const book = readWorkbook(bytes);
    assert.deepEqual(Object.keys(book), TABLES[lang]);
    isClean(book);
    const [weeks, figures] = [TABLES[lang][0], TABLES[lang][5]].map((it) => book[it].slice(1));
    assert.deepEqual(weeks.map((it) => it[1]), [BEFORE, WEEK]);
    assert.deepEqual(figures.filter((it) => it[4] === 'vol').map((it) => it[7]), [6, 7.25]);
    const [, ...rows] = book[TABLES[lang][1]];
    assert.equal(rows.find((it) => it[1] === WEEK && it[3] === 'vol')[10], lang === 'zh' ? '未达成' : 'missed');
  });
}

await check('the month holds its own weeks', async () => {
  const { name, bytes } = await take('en', 1);
  assert.equal(name, 'ZZ0412_2026-11.xlsx');
  const book = readWorkbook(bytes);
  assert.deepEqual(records(book.Weeks).map((it) => it.Week), [BEFORE, WEEK]);
  const vol = records(book['Month goals']).find((it) => it['Indicator code'] === 'vol');
  assert.deepEqual([vol['So far'], vol['Month goal'], vol.Standing], [13.25, null, 'not measured']);
  assert.equal(records(book.Visits)[0].Outcome, 'done');
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));
await check('nothing is asked of another host', () => assert.deepEqual(seen.foreign, []));

await browser.close();
await server.stop();
