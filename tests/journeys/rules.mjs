// The sheet's rules as a person meets them: the sixth tick, what a box takes, addresses, undo, moving between weeks, Esc,
// both languages, the example, and figures that are counted.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, ready, rows, saved, serve, show, shown, watch } from './lib/browser.mjs';

const WEEK = '2026-W48';
const [MON, TUE, WED] = ['2026-11-23', '2026-11-24', '2026-11-25'];
const REGIONS = {
  zh: ['营销目标', '工作任务', '执行跟踪', '沟通绿色通道', '改进措施', '信息系统链接区'],
  en: ['Goals', 'Tasks', 'Tracking', 'Channel', 'Review', 'Links'],
};
const STEPS = { zh: '步骤', en: 'Steps' };

const server = await serve();
const week = `${server.url}week/${WEEK}`;
const browser = await launch();
const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const seen = await watch(page);

const button = (name) => page.getByRole('button', { name, exact: true });
const link = (name) => page.getByRole('link', { name, exact: true });
const pathname = () => new URL(page.url()).pathname;
const close = () => page.evaluate(() => { location.hash = ''; });

async function figure(mark, expected) {
  const place = page.locator(`[data-computed="${mark}"]`);
  assert.equal(await place.count(), 1, `${mark} stands on the page once`);
  assert.equal(await place.textContent(), expected, mark);
}

/** Opens a module; its figures and boxes are there then. */
async function module(name) {
  await page.evaluate((hash) => { location.hash = hash; }, name);
  await page.locator('.module[data-open="true"]').waitFor();
}

await check('nothing but an id is asked for, and it is asked for in words', async () => {
  await open(page, week);
  await button('开始').click();
  await page.getByRole('alert').filter({ hasText: '我的编号' }).waitFor();
  assert.equal(await page.locator('main.sheet').count(), 0);
});

await check('the example opens on the first start, is changed, and is removed whole', async () => {
  await button('先看一份填好的示例').click();
  await page.locator('main.sheet').waitFor();
  await page.getByText('这是一份示例', { exact: false }).waitFor();
  assert.ok(await shown(page, 'goals/vol/target'), 'it is filled');
  await fill(page, 'review/work', '我改了示例');
  await saved(page);
  await page.reload();
  await ready(page);
  assert.equal(await shown(page, 'review/work'), '我改了示例');
  await button('退出示例').click();
  await button('开始').waitFor();
  assert.equal(await page.locator('main.sheet').count(), 0, 'the welcome page is back');
  await saved(page);
  const { edits, snapshots } = await rows(page);
  assert.deepEqual(Object.keys({ ...edits, ...snapshots }).filter((it) => it.includes('EXAMPLE')), []);
});

await check('the example leaves nothing in the person\'s own sheet', async () => {
  await begin(page, week, { 'manager/id': 'ZZ0412', 'manager/name': '张三' });
  assert.equal(pathname(), `/week/${WEEK}`);
  assert.equal(await shown(page, 'goals/vol/target'), '');
  assert.equal(await shown(page, 'review/work'), '');
  await close();
});

await check('another code opens that manager\'s sheet, and the first comes back with his', async () => {
  await fill(page, 'review/work', '张三写的');
  for (const [code, shows] of [['ZZ0413', ''], ['ZZ0412', '张三写的']]) {
    await close();
    await link('设置').click();
    await page.fill('[data-field="settings/manager/id"]', code);
    await saved(page);
    await page.getByRole('link', { name: '回到一张纸', exact: true }).click();
    await page.locator('main.sheet').waitFor();
    assert.equal(await shown(page, 'review/work'), shows, code);
    if (!shows) await fill(page, 'review/work', '李四写的');
  }
  await fill(page, 'review/work', '');
  await close();
});

await check('the sixth tick is a choice: cancelled it changes nothing', async () => {
  for (const item of ['svc-01', 'svc-02', 'svc-03', 'svc-04', 'svc-05']) await fill(page, `tasks/${item}/ticked`, true);
  await fill(page, 'tasks/svc-02/method', '已经写好的方法');
  await figure('tasks/ticked', '5');
  for (const leave of [() => page.getByRole('dialog').getByRole('button', { name: '取消', exact: true }).click(), () => page.keyboard.press('Escape')]) {
    await show(page, 'tasks/ana-01/ticked');
    await control(page, 'tasks/ana-01/ticked').click();
    await page.getByRole('dialog', { name: '六项里，这周哪一项最不要紧？', exact: true }).waitFor();
    assert.equal(await page.getByRole('dialog').locator('.choice').count(), 6);
    await leave();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.equal(await control(page, 'tasks/ana-01/ticked').isChecked(), false);
    await figure('tasks/ticked', '5');
    assert.equal(await page.locator('.module--tasks').getAttribute('data-open'), 'true', 'Esc closes the question, not the module');
  }
});

await check('the sixth tick is a choice: the chosen one makes room and keeps its method', async () => {
  await show(page, 'tasks/ana-01/ticked');
  await control(page, 'tasks/ana-01/ticked').click();
  const least = await page.locator('.tick-list__item', { has: control(page, 'tasks/svc-02/ticked') }).innerText();
  await page.getByRole('dialog').getByRole('button', { name: least, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.equal(await control(page, 'tasks/ana-01/ticked').isChecked(), true);
  assert.equal(await control(page, 'tasks/svc-02/ticked').isChecked(), false);
  await figure('tasks/ticked', '5');
  assert.equal(await shown(page, 'tasks/svc-02/method'), '已经写好的方法');
  await saved(page);
  await page.reload();
  await ready(page);
  assert.equal(await shown(page, 'tasks/ana-01/ticked'), true);
  assert.equal(await shown(page, 'tasks/svc-02/ticked'), false);
});

await check('full-width digits are taken and shown plain once the box is left', async () => {
  const box = control(page, 'goals/vol/target');
  await show(page, 'goals/vol/target');
  await page.keyboard.insertText('１２，３４５．５');
  assert.equal(await box.inputValue(), '１２，３４５．５', 'as typed while it is being typed');
  assert.equal(await box.getAttribute('aria-invalid'), null);
  await show(page, 'goals/amt/target');
  assert.equal(await box.inputValue(), '12345.5');
  await saved(page);
  await page.reload();
  await ready(page);
  assert.equal(await shown(page, 'goals/vol/target'), '12345.5');
});

await check('a letter in a number is refused in place, with words, and stays as typed', async () => {
  const box = control(page, 'goals/vol/target');
  await show(page, 'goals/vol/target');
  await saved(page);
  const before = await rows(page);
  await page.keyboard.press('End');
  await page.keyboard.type('x');
  await show(page, 'goals/amt/target');
  assert.equal(await box.inputValue(), '12345.5x');
  assert.equal(await box.getAttribute('aria-invalid'), 'true');
  assert.match(await box.getAttribute('aria-description'), /只收数字/);
  assert.deepEqual((await rows(page)).edits, before.edits, 'it is not saved');
  await show(page, 'goals/vol/target');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  assert.equal(await box.getAttribute('aria-invalid'), null, 'put right, the mark goes');
  await page.reload();
  await ready(page);
  assert.equal(await shown(page, 'goals/vol/target'), '12345.5');
});

await check('a number with too many decimals is refused with words', async () => {
  await fill(page, 'goals/amt/target', '1.234');
  const box = control(page, 'goals/amt/target');
  assert.equal(await box.getAttribute('aria-invalid'), 'true');
  assert.match(await box.getAttribute('aria-description'), /最多 2 位小数/);
  await box.fill('');
});

await check('a text over 500 is refused with words and the former text stays', async () => {
  const former = '好'.repeat(499) + '𠮷';
  const box = control(page, 'review/work');
  await fill(page, 'review/work', former);
  await saved(page);
  assert.equal(await box.inputValue(), former, '500 characters fit, one of them of two units');
  const { edits } = await rows(page);
  await page.keyboard.press('Control+End');
  for (const more of ['多', '多出来的一大段'.repeat(20)]) {
    await page.keyboard.insertText(more);
    assert.equal(await box.inputValue(), former);
    assert.equal(await box.getAttribute('aria-invalid'), 'true');
    assert.match(await box.getAttribute('aria-description'), /500/);
  }
  assert.deepEqual((await rows(page)).edits, edits, 'the former text is held');
  await page.reload();
  await ready(page);
  assert.equal(await shown(page, 'review/work'), former);
  await fill(page, 'review/work', '');
  await close();
});

for (const [address, words] of [['nowhere/at/all', '没有这个页面'], ['week/2026-W99', '没有这一周'], ['week/2026-W54', '没有这一周'], ['week/soon', '没有这一周']]) {
  await check(`/${address} says so and leads back`, async () => {
    await open(page, `${server.url}${address}`);
    await page.getByRole('heading', { level: 1, name: words, exact: true }).waitFor();
    await page.getByRole('link', { name: '打开本周的一张纸', exact: true }).click();
    await page.locator('main.sheet').waitFor();
    assert.match(pathname(), /^\/week\/\d{4}-W\d\d$/);
  });
}

await check('undo and redo by buttons and by keys outside a text', async () => {
  await open(page, week);
  await fill(page, 'focus/text', '第一稿');
  await fill(page, 'tasks/svc-01/state', 'done');
  await fill(page, 'focus/kind', 'text');
  const state = async () => [await shown(page, 'focus/text'), await shown(page, 'tasks/svc-01/state'), await shown(page, 'focus/kind')];
  assert.deepEqual(await state(), ['第一稿', 'done', 'text']);
  await button('撤销').click();
  assert.deepEqual(await state(), ['第一稿', 'done', '']);
  await button('撤销').click();
  assert.deepEqual(await state(), ['第一稿', 'open', '']);
  await button('撤销').click();
  assert.deepEqual(await state(), ['', 'open', '']);
  await button('重做').click();
  assert.deepEqual(await state(), ['第一稿', 'open', '']);
  await show(page, 'tasks/svc-01/ticked');
  await page.keyboard.press('Control+y');
  assert.deepEqual(await state(), ['第一稿', 'done', '']);
  await show(page, 'tasks/svc-01/ticked');
  await page.keyboard.press('Control+Shift+Z');
  assert.deepEqual(await state(), ['第一稿', 'done', 'text']);
  assert.equal(await button('重做').isDisabled(), true, 'nothing is left to redo');
  await show(page, 'tasks/svc-01/ticked');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.deepEqual(await state(), ['第一稿', 'open', '']);
  await saved(page);
  await page.reload();
  await ready(page);
  assert.deepEqual(await state(), ['第一稿', 'open', '']);
  await close();
});

await check('previous, next and this week', async () => {
  await open(page, week);
  await link('上一周').click();
  await page.waitForURL('**/week/2026-W47');
  await page.getByRole('heading', { level: 1, name: /2026 年第 47 周/ }).waitFor();
  assert.equal(await shown(page, 'focus/text'), '', 'another week, another sheet');
  await link('下一周').click();
  await page.waitForURL('**/week/2026-W48');
  await page.getByRole('heading', { level: 1, name: /2026 年第 48 周/ }).waitFor();
  assert.equal(await shown(page, 'focus/text'), '第一稿');
  await open(page, `${server.url}week/2026-W53`);
  await link('下一周').click();
  await page.waitForURL('**/week/2027-W01');
  await link('回到本周').click();
  await page.waitForFunction(() => !/2027-W01/.test(location.pathname));
  await page.locator('main.sheet').waitFor();
  const thisWeek = pathname();
  assert.equal(await link('回到本周').count(), 0, 'this week needs no way to itself');
  await open(page, server.url);
  await page.waitForURL(`**${thisWeek}`);
});

await check('a title opens a module; Esc closes it and clears the hash', async () => {
  await open(page, week);
  for (const name of REGIONS.zh) {
    const region = page.getByRole('region', { name, exact: true });
    await button(`展开 ${name}`).click();
    await button(`收起 ${name}`).waitFor();
    assert.equal(await region.getAttribute('data-open'), 'true');
    await page.keyboard.press('Escape');
    await button(`展开 ${name}`).waitFor();
    await page.waitForFunction(() => location.hash === '');
  }
});

await check('Esc in a field closes its module, and what was typed stays', async () => {
  await fill(page, 'goals/key/note', '写到一半');
  await page.keyboard.press('Escape');
  await page.locator('.module[data-open="true"]').waitFor({ state: 'detached' });
  await page.waitForFunction(() => location.hash === '');
  assert.equal(await shown(page, 'goals/key/note'), '写到一半');
  await close();
});

/** Every field of a sheet that a person fills in, each by a record that is not there yet. */
function addresses(day) {
  const under = (record, ...fields) => fields.map((it) => `${record}/${it}`);
  return [
    ...under('goals/vol', 'target', 'actual', 'note'), ...under('focus', 'kind', 'ref', 'text'),
    ...under('carried/c1', 'from', 'text', 'cause', 'measure', 'since', 'state', 'why'),
    ...under('tasks/inf-03', 'ticked', 'method', 'state', 'result'),
    ...under(`days/${day}`, 'work', 'focus', 'values/vol', 'values/fill/num', 'values/fill/den', 'summary'),
    ...under(`days/${day}/visits/NEW-1`, 'planned', 'point', 'outcome', 'note', 'promise', 'due'),
    ...under(`days/${day}`, 'adhoc/a1/text', 'adhoc/a1/done', 'problems/p1/text', 'problems/p1/cause', 'problems/p1/measure'),
    ...under('messages/m1', 'to', 'items/hd-st4', 'text', 'means', 'at', 'answer', 'customers/NEW-1', 'state'),
    'review/work',
    ...under('review/problems/p2', 'text', 'cause', 'analysis', 'measure', 'owner', 'due', 'state'),
  ];
}

await check('every address of a sheet opens and takes the focus, on a day off too, and writes nothing', async () => {
  const failures = [];
  for (const [other, day] of [['2026-W49', '2026-12-02'], ['2026-W50', '2026-12-13']]) {
    await open(page, `${server.url}week/${other}`);
    const before = await rows(page);
    for (const field of addresses(day)) await show(page, field).catch((error) => failures.push(error.message));
    assert.deepEqual((await rows(page)).edits, before.edits);
    // The one that is held is chosen among problems, so there has to be one.
    for (const [problem, principal] of [[`days/${day}/problems/p1/text`, `days/${day}/principal`], ['review/problems/p2/text', 'review/principal']]) {
      await fill(page, problem, 'X');
      await show(page, principal).catch((error) => failures.push(error.message));
    }
  }
  assert.deepEqual(failures, []);
});

await check('an address opens on a fresh start, and a record opens at its first field', async () => {
  const focused = (field) => page.waitForFunction((it) => document.activeElement?.dataset.field === it, field, { timeout: 5_000 });
  await open(page, `${week}#days/${TUE}/work`);
  await focused(`days/${TUE}/work`);
  for (const [record, field] of [['goals/vol', 'target'], ['tasks/inf-03', 'ticked'], [`days/${TUE}`, 'summary'], ['messages/m1', 'text']]) {
    await page.evaluate((hash) => { location.hash = hash; }, record);
    await focused(`${record}/${field}`);
  }
  await close();
});

await check('an unknown hash shows the page', async () => {
  await page.evaluate(() => { location.hash = 'no/such/field'; });
  await page.waitForFunction(() => location.hash === '#no/such/field');
  assert.equal(await page.locator('.module[data-open="true"]').count(), 0);
  assert.equal(await page.locator('main.sheet').count(), 1);
});

await check('figures are counted from the days', async () => {
  await open(page, week);
  await fill(page, 'goals/vol/target', '1');
  for (const [day, value] of [[MON, '0.1'], [TUE, '0.2'], [WED, '０．３']]) await fill(page, `days/${day}/values/vol`, value);
  for (const [day, num, den] of [[MON, '1', '2'], [TUE, '30', '30']]) {
    await fill(page, `days/${day}/values/fill/num`, num);
    await fill(page, `days/${day}/values/fill/den`, den);
  }
  for (const [day, code, planned, outcome] of [[MON, 'A1', true, 'done'], [MON, 'A2', true, 'partly'], [TUE, 'A1', true, 'missed'], [TUE, 'A3', false, 'done'], [WED, 'A2', true, '']]) {
    if (planned) await fill(page, `days/${day}/visits/${code}/planned`, true);
    if (outcome) await fill(page, `days/${day}/visits/${code}/outcome`, outcome);
  }
  await fill(page, 'tasks/svc-03/state', 'done');
  await figure('visits/planned', '4');
  // Done counts whether it was planned or not; "partly" is not done.
  await figure('visits/done', '2');
  await figure('tasks/ticked', '5');
  await figure('tasks/done', '1');
  await module('goals');
  // Decimals, never binary floats: 0.1 + 0.2 + 0.3 is 0.6 and no more.
  await figure('goals/vol/actual', '0.60');
  await figure('goals/vol/gap', '-0.40');
  await figure('goals/vol/attainment', '0.6');
  // Both sums first, then the share: 31 of 32.
  await figure('goals/fill/actual', '96.9');
  await figure('goals/visit/actual', '2');
  await fill(page, `days/${WED}/values/vol`, '');
  await close();
  await figure('goals/vol/actual', '0.30');
  await fill(page, 'goals/vol/actual', '0.95');
  await figure('goals/vol/actual', '0.95');
  await fill(page, 'goals/vol/actual', '');
  await figure('goals/vol/actual', '0.30');
  await close();
});

async function named(lang) {
  for (const name of REGIONS[lang]) assert.equal(await page.getByRole('region', { name, exact: true }).count(), 1, name);
  assert.equal(await page.getByRole('navigation', { name: STEPS[lang], exact: true }).count(), 1, STEPS[lang]);
}

await check('the six regions and the steps carry their names in Chinese', async () => {
  await open(page, week);
  await named('zh');
});

await check('the language is switched to English at once, and stays', async () => {
  await open(page, `${server.url}settings`);
  await control(page, 'settings/language').selectOption('en');
  await page.getByRole('heading', { level: 1, name: 'Settings', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await saved(page);
  await open(page, week);
  await named('en');
  assert.equal(await shown(page, 'focus/text'), '第一稿', 'what was written stays as written');
  const width = await page.evaluate(() => {
    const quote = Object.assign(document.createElement('span'), { textContent: '“' });
    document.body.append(quote);
    const range = document.createRange();
    range.selectNodeContents(quote);
    const { width } = range.getBoundingClientRect();
    quote.remove();
    return width / parseFloat(getComputedStyle(document.body).fontSize);
  });
  assert.ok(width < 0.6, `a quote is ${width} em wide`);
  await page.reload();
  await ready(page);
  await named('en');
});

await check('?lang=zh holds for the visit only', async () => {
  await open(page, `${week}?lang=zh`);
  await named('zh');
  await open(page, week);
  await named('en');
});

await check('no Chinese is left on the English pages but what the manager and the brand wrote', async () => {
  const han = () => page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (/\p{Script=Han}/u.test(node.data) && !node.parentElement.closest('.seal, option[value="zh"], script, noscript')) found.push(node.data.trim());
    }
    return found.filter((it) => it !== '第一稿');
  });
  for (const path of ['exchange', 'settings']) {
    await open(page, `${server.url}${path}`);
    assert.deepEqual(await han(), [], path);
  }
  await open(page, week);
  for (const name of ['goals', 'tasks', 'tracking', 'messages', 'review', 'links']) {
    await module(name);
    assert.deepEqual((await han()).filter((it) => !it.includes('已经写好的方法')), [], name);
  }
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));
await check('nothing is asked of another host', () => assert.deepEqual(seen.foreign, []));

await browser.close();
await server.stop();
