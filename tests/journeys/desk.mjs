// The marketing head's desk: a team's sheets read one after another, what is new in one, comments, an answer and a word on it that
// survive a reload and reach the manager's own sheet; goals, days, a template and customers sent out and taken in; whose a contested
// week is; the collection taken out, deleted by period, and taken in again.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { begin, check, control, fill, fromNpm, launch, open, ready, saved, serve, shot, shown, watch } from './lib/browser.mjs';
import { apply, bring, handOver, rowOf } from './lib/files.mjs';
import { digested, canonical } from './lib/sealed.mjs';

const server = await serve();
const browser = await launch();
const NOW = '2026-11-27T17:30:00+08:00';
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 }, acceptDownloads: true, bypassCSP: true };

async function device() {
  const context = await browser.newContext(options);
  await context.clock.setFixedTime(NOW);
  const page = await context.newPage();
  return { page, seen: await watch(page) };
}

const manager = await device();
const week = `${server.url}week/2026-W48`;
await begin(manager.page, week, { 'manager/id': 'ZZ0412', 'manager/name': '张三', 'manager/area': '金水一区', 'manager/unit': '市区营销部' });
await fill(manager.page, 'review/work', '新品铺货 18/20 户');
await fill(manager.page, 'goals/vol/target', '38.5');
await fill(manager.page, 'messages/m01/to', 'head');
await fill(manager.page, 'messages/m01/text', '紧俏规格断货，请协调');
await saved(manager.page);
const first = await handOver(manager.page, server.url);

const { page, seen } = await device();
await begin(page, `${server.url}office`, { 'manager/id': 'HQ01', 'manager/name': '李四', role: 'head' }, 'main.office h1');

/** Chooses files for collecting and waits for the report. */
async function collect(...files) {
  const buffers = files.map(({ name, text, bytes }) => ({ name, mimeType: 'application/json', buffer: bytes ?? Buffer.from(text) }));
  await page.getByLabel('导入文件', { exact: true }).setInputFiles(buffers);
  await page.getByRole('region', { name: '导入报告', exact: true }).waitFor();
}

/** Another manager's report, or another version of the first, by what is changed in it. */
function report(name, change) {
  const { digest, ...file } = JSON.parse(first.text);
  change(file);
  return { name, text: canonical(digested(file)) };
}

const other = (id, called) => report(`${id}.onesheet.json`, (it) => {
  [it.from.id, it.from.name, it.device] = [id, called, `d${id.toLowerCase()}`];
  for (const sheet of [...it.sheets, ...it.months]) sheet.manager = id;
  it.sheets[0].review = { ...it.sheets[0].review, problems: { k7q2: { text: '价签缺失' }, k8r3: { text: '断货' } }, principal: 'k7q2' };
});

const tab = (name) => page.getByRole('navigation', { name: '总部工作台', exact: true }).getByRole('button', { name, exact: true }).click();
const sheet = (key) => page.locator(`[data-sheet="${key}"]`).waitFor();
const press = (name) => page.getByRole('button', { name, exact: true }).first().click();
const line = (path) => page.locator(`[data-line="${path}"]`);

async function made(button) {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const textFile = ({ name, bytes }) => ({ name, text: bytes.toString('utf8') });

await check('sheets are read one after another by buttons and keys, and marked', async () => {
  await collect(first, other('ZZ0500', '王五'), other('ZZ0600', '赵六'));
  await tab('批阅');
  await sheet('ZZ0412 2026-W48');
  assert.match(await page.locator('.reading__head').innerText(), /张三 ZZ0412[\s\S]*金水一区 · 市区营销部[\s\S]*未读[\s\S]*第 1 张，共 3 张/);
  assert.match(await page.locator('.reading__sheet').innerText(), /新品铺货 18\/20 户/);
  await shot(page, 'desk-read');
  await press('下一张');
  await sheet('ZZ0500 2026-W48');
  await page.keyboard.press('ArrowLeft');
  await sheet('ZZ0412 2026-W48');
  // From the last line of one to the head of the next: the control that had the focus is gone.
  await page.locator('.reading__line').last().getByRole('button').focus();
  await page.keyboard.press('ArrowRight');
  await sheet('ZZ0500 2026-W48');
  await page.waitForFunction(() => document.activeElement?.matches('.reading__head h2'));
  await page.keyboard.press('ArrowLeft');
  await sheet('ZZ0412 2026-W48');
  await page.keyboard.press('r');
  await sheet('ZZ0500 2026-W48');
  await page.getByLabel('只看', { exact: true }).selectOption('unread');
  await page.waitForFunction(() => document.querySelector('.reading__head')?.innerText.includes('共 2 张'));
  await page.getByLabel('只看', { exact: true }).selectOption('');
  await sheet('ZZ0412 2026-W48');
  assert.match(await page.locator('.reading__head').innerText(), /已读/);
});

await check('the wall leads to reading a very sheet', async () => {
  await tab('汇总与提问');
  await page.getByRole('button', { name: /ZZ0600 2026-W48/ }).click();
  // Whoever opens a sheet is led to it, however long the wall is.
  await page.waitForFunction(() => document.activeElement?.matches('.whole > h2'));
  await press('批阅这一张');
  await sheet('ZZ0600 2026-W48');
  assert.match(await page.locator('.reading__head').innerText(), /赵六 ZZ0600[\s\S]*第 3 张，共 3 张/);
  assert.match(await page.locator('[data-path="review/principal"]').innerText(), /价签缺失/);
});

await check('a newer version shows field by field what it said when it was read', async () => {
  await open(manager.page, week);
  await fill(manager.page, 'goals/vol/target', '40');
  await saved(manager.page);
  const second = await handOver(manager.page, server.url);
  await collect({ ...second, name: 'again.onesheet.json' });
  await tab('批阅');
  await page.getByLabel('只看', { exact: true }).selectOption('changed');
  await page.waitForFunction(() => document.querySelector('.reading__head')?.innerText.includes('读过之后有改动'));
  const said = await line('goals/vol').innerText();
  assert.match(said, /38\.5[\s\S]*40/);
  await page.getByLabel('每张只列有改动的地方', { exact: true }).check();
  await line('review/work').waitFor({ state: 'detached' });
  assert.equal(await line('goals/vol').count(), 1);
  await shot(page, 'desk-changed');
  await page.getByLabel('每张只列有改动的地方', { exact: true }).uncheck();
  await line('review/work').waitFor();
});

await check('a comment, an answer and a word survive a reload at once', async () => {
  await line('review/work').getByRole('button', { name: /^批注/ }).click();
  const box = line('review/work').locator('textarea');
  await box.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await page.keyboard.type('还差哪两户？');
  await line('review/work').getByText('已存在本机').waitFor();
  await line('messages/m01').getByLabel('答复', { exact: true }).fill('已报公司，下周试投');
  await line('messages/m01').getByText('已存在本机').waitFor();
  await page.getByLabel('请更正', { exact: true }).check();
  await page.locator('.reading__word').getByText('已存在本机').waitFor();
  await shot(page, 'desk-comment');
  await page.reload();
  await ready(page);
  await tab('批阅');
  await sheet('ZZ0412 2026-W48');
  assert.equal(await line('review/work').locator('textarea').inputValue(), '还差哪两户？');
  assert.equal(await line('messages/m01').getByLabel('答复', { exact: true }).inputValue(), '已报公司，下周试投');
  assert.ok(await page.getByLabel('请更正', { exact: true }).isChecked());
});

await check('the manager finds all of it on his sheet', async () => {
  const reply = textFile(await made(page.getByRole('button', { name: '生成给他的回复文件', exact: true })));
  assert.equal(reply.name, 'ZZ0412_2026-11-27_reply.onesheet.json');
  assert.equal(await bring(manager.page, server.url, reply), 'updated');
  await apply(manager.page);
  await open(manager.page, week);
  const replies = manager.page.getByRole('region', { name: '总部的回复', exact: true });
  await replies.waitFor();
  assert.match(await replies.innerText(), /李四（\d{4}年.+）请您更正这一周[\s\S]*还差哪两户？/);
  assert.equal(await shown(manager.page, 'messages/m01/answer'), '已报公司，下周试投');
  assert.equal(await shown(manager.page, 'messages/m01/state'), 'answered');
  await open(manager.page, week);
  await fill(manager.page, 'comments/' + (await commentId()) + '/answer', '北环便利和老王超市');
  await saved(manager.page);
});

async function commentId() {
  const field = await manager.page.locator('[data-field^="comments/"]').first().getAttribute('data-field');
  return field.split('/')[1];
}

await check('his answer comes back beside the comment', async () => {
  const third = await handOver(manager.page, server.url);
  await collect({ ...third, name: 'third.onesheet.json' });
  await tab('批阅');
  await sheet('ZZ0412 2026-W48');
  await line('review/work').getByText('北环便利和老王超市').waitFor();
  await press('生成全部回复文件');
  await page.getByText('没有要发的。先写批注、答复，或者选一个意见。').waitFor();
});

await check('whose a contested week is, is said and can be taken back', async () => {
  const total = () => page.locator('[data-computed="office/sheets"]').textContent();
  await collect(report('stolen.onesheet.json', (it) => { [it.from.id, it.from.name, it.device] = ['ZZ0500', '钱七', 'zz9']; it.sheets[0].manager = 'ZZ0500'; it.months = []; delete it.sheets[0].rev; }));
  await tab('汇总与提问');
  await page.waitForFunction(() => document.querySelector('[data-computed="office/sheets"]')?.textContent === '2');
  await tab('批阅');
  await press('下一张');
  await sheet('ZZ0500 2026-W48');
  await page.getByText('两个人用同一个编号交了这一周').waitFor();
  await shot(page, 'desk-contested');
  await press('算他的 王五');
  await page.getByRole('button', { name: '撤销，重新待定', exact: true }).waitFor();
  await page.reload();
  await ready(page);
  assert.equal(await total(), '3');
  await tab('批阅');
  await press('下一张');
  await press('撤销，重新待定');
  await page.getByText('两个人用同一个编号交了这一周').waitFor();
  await tab('汇总与提问');
  await page.waitForFunction(() => document.querySelector('[data-computed="office/sheets"]')?.textContent === '2');
});

const goal = (id, name) => page.locator(`[name="goal/${id}/${name}"]`);

await check('goals for many are pasted, filled and copied, and survive a reload', async () => {
  await tab('下达');
  await goal('ZZ0412', 'vol').fill('176');
  await page.locator('[data-slot="goal-kept"]').getByText('已存在本机').waitFor();
  await goal('ZZ0412', 'vol').fill('一百');
  await page.getByText('“一百”不是这个指标的数，没有记下。').waitFor();
  await goal('ZZ0412', 'vol').fill('176');
  await page.locator('[data-slot="goal-kept"]').getByText('已存在本机').waitFor();
  await page.locator('.sending__paste summary').click();
  await page.getByLabel('从表格粘贴', { exact: true }).fill('编号\t卷烟销量\nZZ0500\t90.5\nXX\t1');
  await page.getByRole('button', { name: '填入', exact: true }).click();
  await page.getByText('填入 1 格。不认识的 1 行没有填：XX。').waitFor();
  await page.locator('[name="fill/new"]').fill('80');
  await page.getByRole('button', { name: /^填空格 新品/ }).first().click();
  await page.waitForFunction(() => document.querySelector('[name="goal/ZZ0600/new"]')?.value === '80');
  await shot(page, 'desk-goals');
  await page.reload();
  await ready(page);
  await tab('下达');
  assert.equal(await goal('ZZ0500', 'vol').inputValue(), '90.5');
  assert.equal(await goal('ZZ0412', 'vol').inputValue(), '176');
});

const template = JSON.parse(readFileSync(new URL('../../public/template/tobacco-retail.json', import.meta.url), 'utf8'));
template.version = 2;
template.indicators[0].name = { zh: '卷烟总销量', en: 'Total volume' };

await check('goals, days, a template and customers leave in one file and reach the manager', async () => {
  await page.getByLabel('改为上班的日子', { exact: true }).fill('2026-12-05');
  await page.locator('[data-slot="setup-days"]').getByText('已存在本机').waitFor();
  const broken = { ...template, indicators: [] };
  await page.getByLabel('模板文件（.json）').setInputFiles({ name: 't.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(broken)) });
  await page.getByText('这个模板不能用，没有收下').waitFor();
  await page.getByLabel('模板文件（.json）').setInputFiles({ name: 't.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(template)) });
  await page.locator('[data-slot="setup-template"]').getByText('第 2 版').waitFor();
  await page.getByLabel('谁的名册', { exact: true }).selectOption('ZZ0412');
  const table = '客户编码,店名,档位\n41010088,北环便利,6\n41010089,老王超市,9\n';
  await page.getByLabel('名册文件（Excel 或 CSV）').setInputFiles({ name: 'r.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.locator('[data-slot="setup-roster"]').getByText('ZZ0412：2 户').waitFor();
  await press('生成下达文件');
  await page.getByText('没有勾选要发的内容').waitFor();
  for (const name of ['这个月的目标', '工作日调整', '模板', '客户名册']) await page.getByLabel(name, { exact: true }).check();
  await shot(page, 'desk-setup');
  const setup = textFile(await made(page.getByRole('button', { name: '生成下达文件', exact: true })));
  assert.equal(setup.name, 'all_2026-11-27_setup.onesheet.json');
  assert.equal(JSON.parse(setup.text).months.length, 3);
  assert.equal(await bring(manager.page, server.url, setup), 'merged');
  assert.match(await rowOf(manager.page, setup).innerText(), /工作日安排：1 天有变动[\s\S]*第 2 版，从 \d{4} 年第 \d+ 周起用/);
  await apply(manager.page);
  await open(manager.page, `${server.url}month/2026-12`);
  assert.equal(await control(manager.page, 'month/goals/vol/target').inputValue(), '176');
  await open(manager.page, `${server.url}customers/41010088`);
  assert.equal(await control(manager.page, 'roster/41010088/name').inputValue(), '北环便利');
  await page.getByLabel('发给', { exact: true }).selectOption('ZZ0412');
  const own = textFile(await made(page.getByRole('button', { name: '生成下达文件', exact: true })));
  assert.deepEqual([JSON.parse(own.text).to, JSON.parse(own.text).months.length], ['ZZ0412', 1]);
  await page.getByLabel('发给', { exact: true }).selectOption('*');
  const each = await made(page.getByRole('button', { name: '生成下达文件', exact: true }));
  assert.equal(each.name, 'setups_2026-11-27.zip');
});

await check('a briefing stands on one page, of a week or a month, and goes out as a file', async () => {
  await tab('汇报');
  const paper = page.locator('[data-paper="briefing"]');
  await paper.waitFor();
  const text = async () => paper.evaluate((it) => it.textContent);
  assert.match(await text(), /工作汇报 · 全部片区[\s\S]*2026 年第 48 周[\s\S]*主要问题[\s\S]*做得好的/);
  const { bytes, name } = await made(page.getByRole('button', { name: '存成 PDF', exact: true }));
  assert.deepEqual([name, bytes.subarray(0, 5).toString()], ['briefing_2026-W48.pdf', '%PDF-']);
  await page.getByLabel('周或月', { exact: true }).selectOption('2026-11');
  await page.waitForFunction(() => document.querySelector('[data-paper="briefing"]')?.textContent.includes('2026 年 11 月'));
  await shot(page, 'desk-briefing');
});

let collection;
await check('the collection goes out as one file, is deleted by period with a record, and comes in again once', async () => {
  await tab('收存');
  collection = await made(page.getByRole('button', { name: '导出这一段的原件（zip）', exact: true }));
  assert.equal(collection.name, 'collection_2026-W48_2026-W48.zip');
  await press('删除这一段…');
  await page.getByText('会删除 6 个文件，3 张。').waitFor();
  await shot(page, 'desk-delete');
  await press('确认删除');
  await page.getByText('李四 删除了 2026-W48 至 2026-W48：6 个文件，3 张').waitFor();
  await tab('汇总与提问');
  await page.getByText('还没有收到任何一张。').waitFor();
  await collect(collection);
  await page.waitForFunction(() => document.querySelector('[data-computed="office/sheets"]')?.textContent === '2');
  // The originals, and with them what was written here.
  assert.equal(await page.locator('[data-file]').count(), 7);
  assert.equal(await page.locator('[data-file="office.json.gz"]').getAttribute('data-result'), 'merged');
  await collect(collection);
  await page.waitForFunction(() => document.querySelector('[data-computed="office/files/unchanged"]')?.textContent === '7');
  await tab('批阅');
  await sheet('ZZ0412 2026-W48');
  assert.equal(await line('review/work').locator('textarea').inputValue(), '还差哪两户？');
});

await check('axe finds nothing on any of its pages', async () => {
  for (const name of ['批阅', '汇报', '下达', '收存']) {
    await tab(name);
    await page.locator({ 批阅: '.reading__sheet', 汇报: '.briefing', 下达: '.sending__table', 收存: '.collection' }[name]).first().waitFor();
    await page.evaluate(fromNpm('axe-core').source);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0].html.slice(0, 160)}`), []);
  }
});

for (const [width, height, colorScheme] of [[1024, 768, 'light'], [390, 844, 'light'], [1024, 768, 'dark'], [390, 844, 'dark']]) {
  await check(`it can be looked at, ${width} × ${height}, ${colorScheme}`, async () => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    for (const [name, is] of [['批阅', '.reading__sheet'], ['汇报', '.briefing'], ['下达', '.sending__table'], ['收存', '.collection']]) {
      await tab(name);
      await page.locator(is).first().scrollIntoViewIfNeeded();
      await shot(page, `desk-${is.replace(/\W/g, '')}-${width}-${colorScheme}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name}: ${wide} px too wide`);
    }
  });
}

await check('two windows write at one sheet, and neither loses what the other wrote', async () => {
  const reading = async (of) => {
    await of.getByRole('navigation', { name: '总部工作台', exact: true }).getByRole('button', { name: '批阅', exact: true }).click();
    await of.locator('[data-sheet="ZZ0412 2026-W48"]').waitFor();
  };
  const boxes = (of) => of.locator('[data-line="review/work"] textarea');
  const write = async (of, text) => {
    const before = await boxes(of).count();
    await of.locator('[data-line="review/work"]').getByRole('button', { name: /^批注/ }).click();
    await of.waitForFunction((many) => document.querySelectorAll('[data-line="review/work"] textarea').length > many, before);
    await boxes(of).last().fill(text);
    await of.locator('[data-line="review/work"]').getByText('已存在本机').last().waitFor();
  };
  const other = await page.context().newPage();
  await open(other, `${server.url}office`);
  await reading(other);
  await reading(page);
  await write(page, '哪两户？');
  await write(other, '周五前补齐');
  await page.reload();
  await ready(page);
  await reading(page);
  assert.deepEqual(await boxes(page).evaluateAll((all) => all.map((it) => it.value)), ['还差哪两户？', '哪两户？', '周五前补齐']);
  await other.close();
});

await check('no error in the console', () => assert.deepEqual([...seen.errors, ...manager.seen.errors], []));
await check('nothing is asked of another host', () => assert.deepEqual([...seen.foreign, ...manager.seen.foreign], []));

await browser.close();
await server.stop();
