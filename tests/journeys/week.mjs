// The whole week: a manager starts, fills in every module in Chinese, some of it through an input method, loses the page
// and then the browser, hands over and backs up; both files bring every field into a browser that has never seen it.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { begin, check, control, fill, launch, launchProfile, mainProcess, open, ready, rows, saved, serve, show, shown, watch } from './lib/browser.mjs';
import { apply, backUp, bring, handOver, sheets } from './lib/files.mjs';

const WEEK = '2026-W48';
const [MON, TUE, WED, THU, FRI, SAT] = [23, 24, 25, 26, 27, 28].map((day) => `2026-11-${day}`);
const WHO = {
  language: 'zh',
  'manager/id': 'ZZ0412',
  'manager/name': '张三',
  'manager/area': '金水一区',
  'manager/unit': '市区营销部',
  role: 'manager',
  'device/name': '店内平板',
};
const SHOPS = { 41010001: '福来便利店', 'ZZ-0002': '老街烟酒行' };
const TARGETS = {
  vol: '38.5', amt: '136.2', apc: '35380', key: '1560', new: '75.5', fill: '92', ords: '98', epay: '98.5', price: '95', sat: '92', visit: '75', oos: '5',
};
// Visits and the value of a case are counted; nobody types them.
const ACTUALS = { amt: '128.75', key: '1498', sat: '92.4' };

/** Every field of the week, module by module, in the order a person meets them. */
const MODULES = {
  营销目标: {
    ...Object.fromEntries(Object.entries(TARGETS).map(([it, value]) => [`goals/${it}/target`, value])),
    ...Object.fromEntries(Object.entries(ACTUALS).map(([it, value]) => [`goals/${it}/actual`, value])),
    ...Object.fromEntries(Object.keys(TARGETS).filter((it) => it !== 'vol').map((it, at) => [`goals/${it}/note`, `第${at + 1}项：按月进度，“前松后紧”`])),
  },
  '工作任务：上周问题与任务': {
    'carried/p0/text': '紧俏规格断货，12户反映',
    'carried/p0/state': 'open',
    'carried/p0/cause': 'supply',
    'carried/p0/measure': '记清断货天数，报主任协调投放',
    'carried/p0/why': '投放按季，本周还没到',
    'carried/p0/since': '2026-W46',
    'carried/p0/from': '2026-W47',
    'carried/p9/text': '示范店陈列保持差',
    'carried/p9/state': 'solved',
    'carried/p9/why': '周四看完5户，全部整齐',
    'focus/kind': 'problem',
    'focus/ref': 'p0',
    ...task('svc-05', 'partly', '老城区20户\n每户讲清两条卖点\n周四复查上柜', '上柜18户，余2户下周再看'),
    ...task('ter-07', 'done', '缺价签14户，周二集中补换', '14户全部补齐'),
    ...task('inf-03', 'open', '样本40户，每天8户', '已采32户'),
    ...task('grp-01', 'done', '建设路小组20户，周三19点开会', '到会16户，签公约14户'),
    ...task('coop-05', 'dropped', '约厂家代表看3家示范店', '对方改期'),
  },
  '工作任务：拜访计划': {
    [`days/${MON}/focus`]: '新品上柜',
    [`days/${TUE}/focus`]: '价签补换',
    [`days/${WED}/focus`]: '小组会',
    [`days/${THU}/focus`]: '复查上柜',
    [`days/${FRI}/focus`]: '补访与小结',
    ...visit(MON, '41010001', 'done', '新品上柜', '已上柜2条，摆在收银台右侧', '周四前送价签', THU),
    ...visit(MON, 'ZZ-0002', 'partly', '货源政策讲解', '怕压货，先试订1条', '周五回来看动销', FRI),
    ...visit(TUE, '41010001', 'missed', '价签补换', '店门未开', '周四补访', THU),
  },
  '执行跟踪：数字': {
    [`days/${MON}/values/vol`]: '7.25',
    [`days/${TUE}/values/vol`]: '8.1',
    [`days/${WED}/values/vol`]: '0.05',
    [`days/${MON}/values/amt`]: '25.6',
    [`days/${MON}/values/key`]: '310',
    [`days/${MON}/values/new`]: '67.2',
    [`days/${MON}/values/fill/num`]: '45',
    [`days/${MON}/values/fill/den`]: '50',
    [`days/${TUE}/values/fill/num`]: '38',
    [`days/${TUE}/values/fill/den`]: '40',
    [`days/${MON}/values/ords/num`]: '49',
    [`days/${MON}/values/ords/den`]: '50',
    [`days/${MON}/values/epay/num`]: '97',
    [`days/${MON}/values/epay/den`]: '99',
    [`days/${MON}/values/price/num`]: '18',
    [`days/${MON}/values/price/den`]: '20',
    [`days/${MON}/values/oos/num`]: '2',
    [`days/${MON}/values/oos/den`]: '40',
  },
  '执行跟踪：每天': {
    [`days/${TUE}/summary`]: '补价签14户\n走访8户',
    [`days/${MON}/adhoc/a1/text`]: '协助盘点1户',
    [`days/${MON}/adhoc/a1/done`]: true,
    [`days/${MON}/adhoc/a2/text`]: '临时会议：讲投放办法',
    [`days/${MON}/problems/p1/text`]: '紧俏规格断货',
    [`days/${MON}/problems/p1/cause`]: 'supply',
    [`days/${MON}/problems/p1/measure`]: '报主任协调',
    [`days/${MON}/problems/p2/text`]: '价签缺14户',
    [`days/${MON}/problems/p2/cause`]: 'display',
    [`days/${MON}/problems/p2/measure`]: '周二集中补换',
    [`days/${MON}/principal`]: 'p2',
  },
  沟通绿色通道: {
    ...message('m1', 'head', ['hd-st4', 'hd-op1'], null, 'phone', '2026-11-25T09:30', '本周调整', 'answered'),
    ...message('m2', 'monopoly', ['mo-st1', 'mo-an2'], '学校旁一户疑似无证，请核查', 'platform', '2026-11-24T16:05', '周四去看', 'told'),
    ...message('m3', 'retailer', ['re-st2', 're-no1'], '新品价签周四送到\n请先整柜', 'wechat', '2026-11-26T08:00', '收到', 'closed'),
  },
  改进措施: {
    ...problem('p1', '紧俏规格断货', 'supply', '货源按上季分配，没跟上动销', '周三前报下周需求\n先保12户老客户', '李主任', FRI, 'open'),
    ...problem('p2', '价签缺14户', 'display', '补货后没人换', '拜访先看价签', '张三', SAT, 'solved'),
    'review/principal': 'p1',
  },
};

/** Texts typed with an input method: the keys on their way, and what is chosen in the end. */
const COMPOSED = {
  'goals/vol/note': [[['x', 'xi', 'xi zhi', 'xi zhi duan huo'], '细支断货约影响0.9箱']],
  'focus/text': [[['xian', 'xian bao'], '先保'], [['lao ke hu'], '老客户不断供']],
  [`days/${MON}/summary`]: [[['ji', 'ji hua'], '计划15户\n'], [['wan', 'wan cheng'], '完成12户']],
  'messages/m1/text': [[['jin qiao', '紧俏 gui ge'], '紧俏规格连续两周不够订']],
  'review/work': [[['xin', 'xin pin', 'xin pin pu huo'], '新品铺货18/20户，“𠮷野家”旁一户待访']],
  'review/problems/p1/analysis': [[['（', '（huo yuan'], '（货源紧）']],
};

function task(item, state, method, result) {
  return { [`tasks/${item}/ticked`]: true, [`tasks/${item}/method`]: method, [`tasks/${item}/state`]: state, [`tasks/${item}/result`]: result };
}

function visit(day, code, outcome, point, note, promise, due) {
  const at = `days/${day}/visits/${code}`;
  return {
    [`${at}/planned`]: true, [`${at}/point`]: point, [`${at}/outcome`]: outcome, [`${at}/note`]: note, [`${at}/promise`]: promise, [`${at}/due`]: due,
  };
}

function message(id, to, items, text, means, at, answer, state) {
  return {
    [`messages/${id}/to`]: to,
    ...Object.fromEntries(items.map((it) => [`messages/${id}/items/${it}`, true])),
    ...(text && { [`messages/${id}/text`]: text }),
    [`messages/${id}/means`]: means,
    [`messages/${id}/at`]: at,
    [`messages/${id}/answer`]: answer,
    [`messages/${id}/customers/41010001`]: true,
    [`messages/${id}/customers/ZZ-0002`]: true,
    [`messages/${id}/state`]: state,
  };
}

function problem(id, text, cause, analysis, measure, owner, due, state) {
  const at = `review/problems/${id}`;
  return {
    [`${at}/text`]: text, [`${at}/cause`]: cause, [`${at}/analysis`]: analysis, [`${at}/measure`]: measure, [`${at}/owner`]: owner, [`${at}/due`]: due, [`${at}/state`]: state,
  };
}

/** What has been typed so far: the fields every later look has to show. */
const typed = {};

/** Does all of it and says at the end what did not work. */
async function each(entries, act) {
  const failures = [];
  for (const [field, value] of entries) {
    await act(field, value).catch((error) => failures.push(`${field}: ${String(error.message).split('\n')[0]}`));
  }
  assert.deepEqual(failures, []);
}

async function type(page, fields) {
  await each(Object.entries(fields), async (field, value) => {
    await fill(page, field, value);
    typed[field] = value;
  });
  await saved(page);
}

/** Every field shows what was typed. */
async function compare(page, fields = typed) {
  await each(Object.entries(fields), async (field, value) => {
    assert.equal(await shown(page, field), value);
  });
}

/** The value the database holds last for a field of the sheet. */
async function held(page, field) {
  const { edits } = await rows(page);
  const own = Object.entries(edits).filter(([key]) => key.startsWith(`sheet/ZZ0412/${WEEK}|`)).map(([, text]) => JSON.parse(text));
  return own.filter((it) => it.path === field).map((it) => [Number(it.stamp.split('.')[0]), it.value]).sort(([a], [b]) => a - b).at(-1)?.[1];
}

/** What lies beside the database: the journal of edits on their way, and preferences. */
const journal = (page) => page.evaluate(() => ({ ...localStorage }));

/** Types one piece after another through an input method; while one is on its way nothing may be saved. */
async function compose(page, keyboard, field, pieces) {
  await show(page, field);
  let text = await control(page, field).inputValue();
  await saved(page);
  for (const [steps, chosen] of pieces) {
    const before = [await rows(page), await journal(page)];
    for (const step of steps) {
      await keyboard.send('Input.imeSetComposition', { text: step, selectionStart: step.length, selectionEnd: step.length });
      assert.equal(await control(page, field).inputValue(), text + step, 'the composition is in the box');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.save), 'saved', `“${step}” is not being saved`);
      assert.deepEqual([await rows(page), await journal(page)], before, `“${step}” is neither in the database nor in the journal`);
    }
    await keyboard.send('Input.insertText', { text: chosen });
    text += chosen;
    assert.equal(await control(page, field).inputValue(), text);
    await saved(page);
    assert.equal(await held(page, field), text, 'what was chosen is held, no more and no less');
  }
  typed[field] = text;
}

const server = await serve();
const week = `${server.url}week/${WEEK}`;
const OPTIONS = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } };
const folder = mkdtempSync(join(tmpdir(), 'onesheet-week-'));
let profile = await launchProfile(folder, OPTIONS);
let page = profile.pages()[0] ?? await profile.newPage();
const seen = await watch(page);
const files = {};

await check('the first start leads to the week that was asked for', async () => {
  await begin(page, week, WHO);
  assert.equal(new URL(page.url()).pathname, `/week/${WEEK}`);
});

for (const [name, fields] of Object.entries(MODULES)) {
  if (name.endsWith('拜访计划')) {
    await check('two shops join the visit plan by code and name', async () => {
      await show(page, `days/${MON}/focus`);
      const form = page.locator('form.visit-add');
      for (const [code, shop] of Object.entries(SHOPS)) {
        await form.getByLabel('客户编码').fill(code);
        await form.getByLabel('店名').fill(shop);
        await form.getByRole('button', { name: '加入拜访', exact: true }).click();
        await page.locator('.visit-row__name b', { hasText: shop }).waitFor();
        typed[`days/${MON}/visits/${code}/planned`] = true;
      }
      await saved(page);
      await compare(page, Object.fromEntries(Object.keys(SHOPS).map((code) => [`days/${MON}/visits/${code}/planned`, true])));
    });
  }
  await check(`${name} is filled in`, () => type(page, fields));
}

await check('a Saturday is made a working day and a Friday taken off', () => type(page, { [`days/${SAT}/work`]: true, [`days/${FRI}/work`]: false }));

const keyboard = await profile.newCDPSession(page);
for (const [field, pieces] of Object.entries(COMPOSED)) {
  await check(`an input method in ${field} saves what was chosen and nothing before`, async () => {
    await show(page, field);
    if (await control(page, field).inputValue()) await control(page, field).fill('');
    await compose(page, keyboard, field, pieces);
  });
}

await check('a composition called off leaves text and database alone', async () => {
  const field = 'review/work';
  await show(page, field);
  await saved(page);
  const before = await rows(page);
  await keyboard.send('Input.imeSetComposition', { text: 'cuo', selectionStart: 3, selectionEnd: 3 });
  await keyboard.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
  assert.equal(await control(page, field).inputValue(), typed[field]);
  await page.locator('.module--review .module__close').focus();
  assert.deepEqual((await rows(page)).edits, before.edits);
});

await check('every field shows what was typed', () => compare(page));

await check('every field shows it after a reload', async () => {
  await saved(page);
  await page.reload();
  await ready(page);
  await compare(page);
});

await check('the browser is killed right after a last edit; everything is there when it starts again', async () => {
  await type(page, { [`days/${WED}/summary`]: '拜访6户' });
  const gone = new Promise((done) => profile.once('close', done));
  process.kill(mainProcess(folder), 'SIGKILL');
  await gone;
  profile = await launchProfile(folder, OPTIONS);
  page = profile.pages()[0] ?? await profile.newPage();
  await open(page, week);
  await compare(page);
});

await check('the killed browser has kept who the manager is and the shops\' names', async () => {
  await open(page, `${server.url}settings`);
  for (const [path, value] of Object.entries(WHO)) assert.equal(await control(page, `settings/${path}`).inputValue(), value, path);
  await open(page, week);
  await shopNames(page);
});

await check('the week is handed over and everything backed up as files', async () => {
  files.report = await handOver(page, server.url);
  files.backup = await backUp(page, server.url);
  assert.equal(files.report.name, `ZZ0412_${WEEK}.onesheet.json`);
  const [report, backup] = [files.report, files.backup].map((it) => JSON.parse(it.text));
  assert.deepEqual([report.kind, report.sheets.length, backup.kind, backup.sheets.length], ['report', 1, 'backup', 1]);
  assert.deepEqual(report.from, { role: 'manager', id: 'ZZ0412', name: '张三', area: '金水一区', unit: '市区营销部' });
});

const browser = await launch();

for (const kind of ['report', 'backup']) {
  const fresh = await (await browser.newContext(OPTIONS)).newPage();
  await check(`the ${kind} is merged into a browser that has never seen it, only once applied`, async () => {
    await begin(fresh, week);
    const before = await rows(fresh);
    assert.equal(await bring(fresh, server.url, files[kind]), 'merged');
    assert.deepEqual((await rows(fresh)).snapshots, before.snapshots, 'nothing changes before Apply');
    await apply(fresh);
  });
  await check(`the ${kind} imported again reports that nothing changes`, async () => {
    assert.equal(await bring(fresh, server.url, files[kind]), 'unchanged');
    assert.equal(await fresh.getByRole('button', { name: '应用', exact: true }).count(), 0, 'there is nothing to apply');
  });
  await check(`every field of the ${kind} is shown there`, async () => {
    await open(fresh, week);
    await compare(fresh);
    // A report carries codes and classes of customers only, never their names.
    if (kind === 'backup') await shopNames(fresh);
  });
  await check(`what is exported there has the same bytes as the ${kind}`, async () => {
    if (kind === 'backup') {
      // Nothing left out: stamps and the mark of the hand-over travel with a backup.
      assert.equal(sheets((await backUp(fresh, server.url)).text), sheets(files.backup.text));
    }
    // Left out of a report: `handed`, the time and number of each file, and `rev`, the newest stamp, which includes it.
    assert.equal(plain((await handOver(fresh, server.url)).text), plain(files.report.text));
  });
  await fresh.context().close();
}

await check('no error in the console before the kill', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));
await check('nothing is asked of another host', () => assert.deepEqual(seen.foreign, []));

await profile.close();
await browser.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });

async function shopNames(page) {
  await show(page, `days/${MON}/focus`);
  await page.locator('.visit-row').first().waitFor();
  assert.deepEqual((await page.locator('.visit-row__name b').allTextContents()).sort(), Object.values(SHOPS).sort());
}

function plain(text) {
  return sheets(text).replace(/"handed":\{[^{}]*\},?/g, '').replace(/,?"rev":"[^"]*"/g, '');
}
