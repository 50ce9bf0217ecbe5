// The roster: taken in from CSV and Excel, its columns corrected, searched as people search, edited by hand, and kept. What
// never is taken stays out, a second import changes nothing, and a thousand customers do not slow the page.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, ready, rows, saved, serve, shot, watch } from './lib/browser.mjs';
import { backUp } from './lib/files.mjs';
import { workbook } from './lib/workbook.mjs';

const server = await serve();
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 } };
const page = await (await browser.newContext(options)).newPage();
const seen = await watch(page);

// 客户编码,客户名称,电话,身份证号,线路,老板叫啥 / 41010001,老王超市,13812345678,11010519491231002X,金水一线,王五 / … in GBK.
const GBK = Buffer.from(
  'bfcdbba7b1e0c2eb2cbfcdbba7c3fbb3c62cb5e7bbb02cc9edb7ddd6a4bac52ccfdfc2b72cc0cfb0e5bdd0c9b60d0a'
  + '34313031303030312cc0cfcdf5b3accad02c31333831323334353637382c3131303130353139343931323331303032582cbdf0cbaed2bbcfdf2ccdf5cee50d0a'
  + '34313031303030322cb3a4c0d6b1e3c0fbb5ea2c31333938373635343332312c2cbdf0cbaeb6fecfdf2cc0eec1f90d0a',
  'hex',
);
const ID = '11010519491231002X';

const customers = () => open(page, `${server.url}customers`);
const report = () => page.getByRole('region', { name: '导入报告', exact: true });
const part = async (kind) => Number(await report().locator(`[data-part="${kind}"]`).getAttribute('data-count', { timeout: 1_000 }).catch(() => 0));
const parts = async () => Object.fromEntries(await Promise.all(['added', 'changed', 'unchanged', 'missing', 'problems'].map(async (it) => [it, await part(it)])));
const taken = (column) => report().locator(`[data-column="${column}"]`).getAttribute('data-take');

const bring = async (name, buffer) => {
  await page.getByText('从 Excel 或 CSV 导入', { exact: true }).waitFor();
  if (!(await page.getByLabel('名册文件', { exact: true }).isVisible())) await page.getByText('从 Excel 或 CSV 导入', { exact: true }).click();
  await page.getByLabel('名册文件', { exact: true }).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await report().waitFor();
  await page.getByText('正在读取', { exact: false }).waitFor({ state: 'detached' });
};
const apply = async () => {
  await page.getByRole('button', { name: '应用', exact: true }).click();
  await page.getByRole('status').filter({ hasText: '已导入' }).waitFor();
  await saved(page);
};
const search = async (query) => {
  await page.getByRole('searchbox', { name: '搜索', exact: true }).fill(query);
  await page.locator(`[data-hits-for="${query}"]`).waitFor({ state: 'attached' });
  return page.locator('[data-hits-for] [data-hit]').evaluateAll((all) => all.map((it) => it.dataset.hit.replace('roster#', '')));
};
const held = async (path) => {
  const { snapshots, edits } = await rows(page);
  return [...Object.entries(snapshots), ...Object.entries(edits)].filter(([key, text]) => key.startsWith('roster/') && text.includes(path)).length;
};

await check('a CSV in GBK is previewed: what its columns are, and what never is taken', async () => {
  await begin(page, `${server.url}customers`, { 'manager/id': 'ZZ0412' }, 'main.customers');
  await page.getByText('还没有客户', { exact: false }).waitFor();
  await bring('名册.csv', GBK);
  for (const [column, take] of [['客户编码', 'code'], ['客户名称', 'name'], ['电话', 'phone'], ['身份证号', 'never'], ['线路', 'area'], ['老板叫啥', '']]) {
    assert.equal(await taken(column), take, column);
  }
  const text = await report().innerText();
  assert.ok(!text.includes(ID), 'no ID number is shown');
  assert.ok(text.includes('138****5678') && !/1[3-9]\d{9}/.test(text), 'phones are masked');
  assert.equal(await report().locator('[data-column="身份证号"] select').count(), 0);
  assert.deepEqual(await parts(), { added: 2, changed: 0, unchanged: 0, missing: 0, problems: 0 });
  assert.equal(await held('41010001'), 0, 'nothing is written before Apply');
  await shot(page, 'customers-import-phone');
});

await check('a column is corrected, and the file is taken in', async () => {
  await page.getByLabel('老板叫啥：作为', { exact: true }).selectOption('owner');
  await page.waitForFunction(() => document.querySelector('[data-column="老板叫啥"]')?.dataset.take === 'owner');
  await apply();
  assert.equal(await page.locator('[data-hit]').count(), 2);
  await page.reload();
  await ready(page);
  assert.deepEqual(await search(''), ['41010001', '41010002']);
  const { snapshots, edits } = await rows(page);
  assert.ok(!JSON.stringify([snapshots, edits]).includes(ID), 'no ID number is stored');
});

await check('customers are found by name, code, end of the phone and pinyin', async () => {
  for (const [query, codes] of [
    ['老王', ['41010001']], ['便利', ['41010002']], ['lwcs', ['41010001']], ['clbl', ['41010002']], ['zybl', ['41010002']],
    ['4321', ['41010002']], ['5678', ['41010001']], ['41010002', ['41010002']], ['没有这家', []],
  ]) {
    assert.deepEqual(await search(query), codes, query);
  }
});

await check('the same file again changes nothing', async () => {
  await customers();
  const before = await rows(page);
  await bring('名册.csv', GBK);
  await page.getByLabel('老板叫啥：作为', { exact: true }).selectOption('owner');
  await page.waitForFunction(() => document.querySelector('[data-column="老板叫啥"]')?.dataset.take === 'owner');
  assert.deepEqual(await parts(), { added: 0, changed: 0, unchanged: 2, missing: 0, problems: 0 });
  await report().getByText('没有要改的', { exact: false }).waitFor();
  assert.equal(await page.getByRole('button', { name: '应用', exact: true }).count(), 0);
  assert.deepEqual((await rows(page)).snapshots, before.snapshots);
});

await check('a workbook says what it changes, field by field', async () => {
  await bring('名册.xlsx', workbook([
    ['客户编码', '店名', '电话', '档位', '拜访周期', '备注'],
    ['41010001', '老王超市', '13812345679', 12, 7, '靠近学校'],
    ['41010003', '重庆小面烟酒店', '13700001111', 30, 14, ''],
    ['41010004', '档位不对', '', 99, '', ''],
  ]));
  assert.deepEqual(await parts(), { added: 2, changed: 1, unchanged: 0, missing: 1, problems: 1 });
  await report().locator('[data-part="changed"] summary').click();
  await report().getByText('档位：（空） → 12', { exact: false }).waitFor();
  await report().getByText('联系电话：138****5678 → 138****5679', { exact: false }).waitFor();
  assert.ok(!/1[3-9]\d{9}/.test(await report().innerText()), 'phones are masked');
  await apply();
  assert.deepEqual(await search('cqxm'), ['41010003']);
});

await check('a customer is added by hand', async () => {
  await customers();
  await page.getByText('加客户', { exact: true }).first().click();
  await page.getByLabel('店名', { exact: true }).waitFor();
  await page.getByLabel('客户编码', { exact: true }).fill('b 1');
  await page.getByRole('button', { name: '加客户', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: '编码只用' }).waitFor();
  await page.getByLabel('客户编码', { exact: true }).fill('Ｂ1 ');
  await page.getByRole('button', { name: '加客户', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: '请填店名' }).waitFor();
  await page.getByLabel('店名', { exact: true }).fill('新街口烟酒');
  await page.getByRole('button', { name: '加客户', exact: true }).click();
  await page.locator('main.customer').waitFor();
  assert.equal(new URL(page.url()).pathname, '/customers/B1');
  await page.getByRole('heading', { name: '新街口烟酒', exact: true }).waitFor();
  await saved(page);
});

await check('every field is edited by hand and is there after a reload', async () => {
  const given = [['name', '新街口名烟'], ['tier', '15'], ['visit_cycle', '7'], ['order_day', '3'], ['format', '烟酒商店'], ['joined', '2024-03-01'], ['phone', '13900001234'], ['note', '靠近地铁\n下午人多']];
  for (const [field, value] of given) {
    const box = control(page, `roster/B1/${field}`);
    if (await box.evaluate((it) => it.tagName === 'SELECT')) await box.selectOption(value);
    else await box.fill(value);
  }
  await control(page, 'roster/B1/scan').check();
  await saved(page);
  await page.reload();
  await ready(page);
  for (const [field, value] of given.filter(([it]) => it !== 'phone')) {
    assert.equal(await control(page, `roster/B1/${field}`).inputValue(), value, field);
  }
  assert.ok(await control(page, 'roster/B1/scan').isChecked());
  await control(page, 'roster/B1/tier').fill('31');
  assert.equal(await control(page, 'roster/B1/tier').getAttribute('aria-invalid'), 'true');
  const fields = await page.locator('[data-field^="roster/B1/"]').count();
  assert.equal(fields, 31, 'every field of the roster has its control');
});

await check('what is personal is masked until tapped', async () => {
  const phone = control(page, 'roster/B1/phone');
  assert.equal(await phone.inputValue(), '139****1234');
  await phone.click();
  assert.equal(await phone.inputValue(), '13900001234');
  await phone.press('End');
  await phone.pressSequentially('5');
  await saved(page);
  await control(page, 'roster/B1/name').focus();
  assert.equal(await phone.inputValue(), '139****2345');
  await phone.fill('13900001234');
  await saved(page);
  await control(page, 'roster/B1/name').focus();
  assert.equal(await phone.inputValue(), '139****1234');
});

await check('visits of a year stand on the customer\'s page, newest first', async () => {
  const visit = async (week, date, values) => {
    await open(page, `${server.url}week/${week}`);
    await fill(page, `days/${date}/focus`, '走访');
    await page.getByLabel('客户编码', { exact: true }).fill('B1');
    await page.getByRole('button', { name: '加入拜访', exact: true }).click();
    for (const [field, value] of Object.entries(values)) await fill(page, `days/${date}/visits/B1/${field}`, value);
    await saved(page);
  };
  await visit('2026-W20', '2026-05-11', { point: '新品上柜', outcome: 'done', note: '上柜两条' });
  await visit('2026-W47', '2026-11-16', { point: '库存盘点', outcome: 'partly', promise: '周五送陈列架', due: '2026-11-20' });
  await open(page, `${server.url}customers/B1`);
  await page.locator('.customer-visit').nth(1).waitFor();
  assert.deepEqual(await page.locator('.customer-visit').evaluateAll((all) => all.map((it) => it.dataset.date)), ['2026-11-16', '2026-05-11']);
  const text = await page.locator('.customer-visits').innerText();
  for (const said of ['新品上柜', '上柜两条', '周五送陈列架', '11月20日']) assert.ok(text.includes(said), said);
  const due = await page.locator('.customer__head').innerText();
  for (const said of ['上次拜访 11月16日 周一', '下次应访 11月23日 周一']) assert.ok(due.includes(said), due);
  await shot(page, 'customer-phone');
  await page.locator('.customer-visit a').first().click();
  await control(page, 'days/2026-11-16/visits/B1/note').waitFor();
});

await check('messages about a customer wait on his page until they are closed, and none to the officer is among them', async () => {
  const tell = async (week, messages) => {
    await open(page, `${server.url}week/${week}`);
    for (const [id, fields] of Object.entries(messages)) {
      for (const [field, value] of Object.entries({ ...fields, 'customers/B1': true })) await fill(page, `messages/${id}/${field}`, value);
    }
    await saved(page);
  };
  // No visit of B1 stands in the first of these weeks.
  await tell('2026-W46', { m1: { to: 'head', text: '建议按周保供紧俏规格', state: 'answered', answer: '下周起保供' } });
  await tell('2026-W47', {
    m2: { to: 'retailer', text: '陈列架周五送到' },
    m3: { to: 'monopoly', text: '疑似外来烟' },
    m4: { to: 'retailer', text: '已经说清楚了', state: 'closed' },
    m5: { text: '还没定给谁' },
  });
  await open(page, `${server.url}customers/B1`);
  await page.locator('.customer-message').nth(1).waitFor();
  await page.locator('.customer-visit').nth(1).waitFor();
  await page.getByText('正在读取', { exact: false }).waitFor({ state: 'detached' });
  assert.deepEqual(await page.locator('.customer-message').evaluateAll((all) => all.map((it) => it.dataset.message)), ['m2', 'm1']);
  const said = (await page.locator('.customer-message').allInnerTexts()).map((it) => it.replace(/\s+/g, ' ').trim());
  assert.deepEqual(said, ['2026 年第 47 周 零售客户 待办 陈列架周五送到', '2026 年第 46 周 营销主任 已回复 建议按周保供紧俏规格 答复 下周起保供']);
  const whole = await page.content();
  for (const hidden of ['疑似', '专卖', '还没定', 'm3']) assert.ok(!whole.includes(hidden), hidden);
  await shot(page, 'customer-messages-phone');
  await page.locator('.customer-message a').last().click();
  await page.waitForFunction(() => document.activeElement?.dataset.field === 'messages/m1/text');
  assert.equal(new URL(page.url()).pathname, '/week/2026-W46');
});

await check('a broken file says so, and nothing changes', async () => {
  await customers();
  const before = await rows(page);
  for (const [name, buffer, said] of [
    ['坏.xlsx', Buffer.from('PK\x03\x04 and nothing more', 'latin1'), '可能已经损坏'],
    ['空.csv', Buffer.alloc(0), '文件是空的'],
    ['旧.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧版 Excel'],
    ['图.csv', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), '不是 Excel 表格'],
    ['无编码.csv', Buffer.from('店名,电话\n老王,13812345678\n'), '还不知道哪一列是客户编码'],
  ]) {
    await bring(name, buffer);
    await report().getByRole('alert').filter({ hasText: said }).waitFor();
    assert.equal(await page.getByRole('button', { name: '应用', exact: true }).count(), 0, name);
  }
  assert.deepEqual((await rows(page)).snapshots, before.snapshots);
});

await check('a thousand customers: a hundred rows, and the search stays quick', async () => {
  const lines = Array.from({ length: 1_000 }, (_, at) => `5${String(at).padStart(7, '0')},第${at}家烟酒超市,1370000${String(at).padStart(4, '0')},${(at % 30) + 1}`);
  await bring('千户.csv', Buffer.from(`\ufeff客户编码,店名,电话,档位\n${lines.join('\n')}\n`));
  assert.equal(await part('added'), 1_000);
  await report().locator('[data-part="added"] summary').click();
  assert.equal(await report().locator('[data-part="added"] li').count(), 201, 'two hundred lines, and how many more');
  await apply();
  assert.equal(await page.locator('[data-hit]').count(), 100);
  await page.getByText('还有 905 户', { exact: false }).waitFor();
  const took = await page.evaluate(async () => {
    const box = document.querySelector('input[type=search]');
    const started = performance.now();
    for (const query of ['d', 'd9', '', 'd99', '第9', '0999']) {
      box.value = query;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
      if (document.querySelector('[data-hits-for]').dataset.hitsFor !== query) throw new Error(`no answer to ${query}`);
    }
    return (performance.now() - started) / 6;
  });
  console.log(`  # ${took.toFixed(1)} ms a search`);
  assert.ok(took < 150, `${took} ms`);
  assert.deepEqual(await search('0999'), ['50000999']);
  await search('');
  await shot(page, 'customers-phone');
});

await check('a backup carries the roster', async () => {
  const file = JSON.parse((await backUp(page, server.url)).text);
  const list = JSON.stringify(file.customers);
  assert.ok(list.includes('老王超市') && list.includes('13900001234'));
});

await check('a customer is removed after a question', async () => {
  await open(page, `${server.url}customers/41010004`);
  await page.getByRole('button', { name: '从名册中删除', exact: true }).click();
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await page.locator('main.customers').waitFor();
  await saved(page);
  await page.reload();
  await ready(page);
  assert.deepEqual(await search('41010004'), []);
});

await check('in English, on a desk', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, `${server.url}customers?lang=en`);
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('lwcs');
  await page.locator('[data-hit="roster#41010001"]').waitFor();
  assert.equal(await page.locator('[data-hit]').count(), 1);
  await page.getByText('Import from Excel or CSV', { exact: true }).waitFor();
  await shot(page, 'customers-wide');
  await page.locator('[data-hit] a').click();
  await page.locator('main.customer').waitFor();
  await shot(page, 'customer-wide');
});

await check('the template\'s links and the settings lead to the roster', async () => {
  await open(page, `${server.url}settings?lang=zh`);
  await page.locator('main').getByRole('link', { name: '客户名册', exact: true }).click();
  await page.locator('main.customers').waitFor();
  await open(page, `${server.url}week/2026-W48#links`);
  await page.getByRole('link', { name: '客户名册', exact: true }).first().click();
  await page.locator('main.customers').waitFor();
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
