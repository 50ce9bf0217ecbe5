// What was written serves again: it is found as one types, in its context, and opens at its very field.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { begin, check, control, fill, fromNpm, launch, open, saved, serve, shot, shown } from './lib/browser.mjs';

const [BEFORE, NOW] = ['2026-W47', '2026-W48'];
const MANAGER = 'ZZ0412';

const server = await serve();
const browser = await launch();
const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 }, bypassCSP: true, acceptDownloads: true });
const page = await context.newPage();
await page.clock.setFixedTime(new Date('2026-11-25T09:00:00+08:00'));
const week = (it) => `${server.url}week/${it}`;
const box = page.getByRole('searchbox', { name: '搜索', exact: true });
const found = (query) => page.locator('[data-hits-for]').and(page.locator(`[data-hits-for=${JSON.stringify(query)}]`));
const hits = () => page.locator('[data-hit]').evaluateAll((all) => all.map((it) => it.dataset.hit));

await begin(page, week(BEFORE));
await fill(page, 'review/work', '新品铺货，老城区二十户上柜');
await fill(page, 'goals/vol/target', '40');
await fill(page, 'goals/vol/actual', '36');
await fill(page, 'review/problems/p1/text', '紧俏规格断货，客户不愿上新品');
await fill(page, 'review/problems/p1/cause', 'supply');
await fill(page, 'review/problems/p1/measure', '报主任协调');
await fill(page, 'review/principal', 'p1');
await fill(page, 'tasks/svc-01/ticked', true);
await fill(page, 'tasks/svc-01/method', '每户三分钟');
await fill(page, 'tasks/svc-01/state', 'done');
await saved(page);
await open(page, week(NOW));
await fill(page, 'goals/vol/note', '断货拖后腿');
await fill(page, 'goals/vol/target', '40');
await fill(page, 'goals/vol/actual', '38');
await saved(page);
await open(page, `${server.url}month/2026-11`);
await control(page, 'month/summary/work').fill('断货三次');
await saved(page);

await check('it is found as one types, in Chinese and by letters', async () => {
  await open(page, `${server.url}history`);
  await box.pressSequentially('断货');
  await found('断货').waitFor();
  assert.deepEqual(await hits(), [
    `month/${MANAGER}/2026-11#summary/work`, `sheet/${MANAGER}/${NOW}#goals/vol/note`,
    `sheet/${MANAGER}/${BEFORE}#review/problems/p1/text`,
  ]);
  assert.deepEqual(await page.locator('[data-hit] mark').allTextContents(), ['断货', '断货', '断货']);
  await shot(page, 'search');
  await box.fill('xpph');
  await found('xpph').waitFor();
  assert.deepEqual(await hits(), [`sheet/${MANAGER}/${BEFORE}#review/work`]);
});

await check('a composition asks once it stands', async () => {
  await box.fill('');
  const client = await context.newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'duan', selectionStart: 4, selectionEnd: 4 });
  assert.equal(await found('duan').count(), 0);
  await client.send('Input.insertText', { text: '断货' });
  await found('断货').waitFor();
  assert.equal(await box.inputValue(), '断货');
});

await check('a cause narrows it, and a period', async () => {
  await page.getByText('筛选', { exact: true }).click();
  await page.getByLabel('原因', { exact: true }).selectOption('supply');
  await page.waitForFunction(() => document.querySelectorAll('[data-hit]').length === 1);
  await page.getByLabel('原因', { exact: true }).selectOption('');
  await page.getByLabel('从', { exact: true }).fill('2026-11-23');
  await page.waitForFunction(() => document.querySelectorAll('[data-hit]').length === 2);
  await page.getByLabel('从', { exact: true }).fill('');
  await page.waitForFunction(() => document.querySelectorAll('[data-hit]').length === 3);
});

await check('whatever is typed is answered', async () => {
  for (const query of ['👍🏽', '%', '"\\]', 'x', '断'.repeat(1000), '<b>']) {
    await box.fill(query);
    await page.waitForFunction((it) => document.querySelector('[data-hits-for]')?.dataset.hitsFor === it, query);
  }
  assert.deepEqual(await hits(), []);
});

await check('a hit opens at the very field, of a week and of a month', async () => {
  for (const [hit, field] of [
    [`sheet/${MANAGER}/${BEFORE}#review/problems/p1/text`, 'review/problems/p1/text'],
    [`month/${MANAGER}/2026-11#summary/work`, 'month/summary/work'],
  ]) {
    await open(page, `${server.url}history`);
    await box.fill('断货');
    await page.locator(`[data-hit="${hit}"]`).click();
    await page.waitForFunction((it) => document.activeElement?.dataset?.field === it, field);
  }
});

await check('all weeks stand as small pages with what mattered of them', async () => {
  await open(page, `${server.url}history`);
  const weeks = page.locator('[data-week]');
  assert.deepEqual(await weeks.evaluateAll((all) => all.map((it) => it.dataset.week)), [NOW, BEFORE]);
  const before = page.locator(`[data-week="${BEFORE}"]`);
  assert.equal(await before.getAttribute('data-state'), 'open');
  const text = await before.innerText();
  for (const it of ['第 47 周', '打钩完成', '1/1', '紧俏规格断货', '还没有上交']) assert.ok(text.includes(it), `${it} is missing in ${text}`);
  await shot(page, 'weeks-past');
});

await check('a week stands beside the present one, and a part of it goes there as one step', async () => {
  await page.locator(`[data-week="${BEFORE}"]`).getByRole('button', { name: '与本周并排看' }).click();
  await page.locator('.weeks-past__pair svg').nth(1).waitFor();
  await shot(page, 'weeks-beside');
  await page.getByRole('button', { name: '放入任务', exact: true }).click();
  await page.waitForURL(`**/week/${NOW}`);
  await page.locator('main.sheet').waitFor();
  assert.equal(await shown(page, 'tasks/svc-01/method'), '每户三分钟');
  assert.equal(await shown(page, 'tasks/svc-01/ticked'), true);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  assert.equal(await shown(page, 'tasks/svc-01/ticked'), false);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '重做', exact: true }).click();
  assert.equal(await shown(page, 'tasks/svc-01/method'), '每户三分钟');
  await saved(page);
  await open(page, week(NOW));
  assert.equal(await shown(page, 'tasks/svc-01/ticked'), true);
});

await check('the ledger follows a problem', async () => {
  await open(page, `${server.url}problems`);
  const row = page.locator('[data-problem="p1"]');
  assert.equal(await row.getAttribute('data-state'), 'open');
  const text = await row.innerText();
  for (const it of ['紧俏规格断货', '货源', '2 周', '报主任协调']) assert.ok(text.includes(it), `${it} is missing in ${text}`);
  await shot(page, 'problems');
  await page.evaluate(fromNpm('axe-core').source);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map((it) => `${it.id}: ${it.nodes[0].html}`), []);
  // Where it stands now: among last week's problems.
  await row.getByRole('link').click();
  await page.waitForFunction(() => document.activeElement?.dataset?.field?.startsWith('carried/p1/'));
  assert.match(page.url(), new RegExp(`/week/${NOW}`));
});

await check('trends are drawn, with a table behind, for whichever indicator', async () => {
  await open(page, `${server.url}history`);
  await page.getByText('趋势', { exact: true }).click();
  const chart = page.locator('figure .chart');
  await chart.waitFor();
  assert.equal(await chart.getAttribute('aria-label'), '卷烟销量：目标与实际');
  assert.equal(await chart.locator('polyline.chart--do').count(), 2, 'a line and its key');
  await page.locator('figure').getByText('看表格', { exact: true }).click();
  const rows = await page.locator('figure tbody tr').allInnerTexts();
  assert.deepEqual(rows.map((it) => it.split(/\s+/).slice(-4)), [['40', '38', '95%', '5'], ['40', '36', '90%', '5']]);
  await shot(page, 'trends');
  await page.getByLabel('指标', { exact: true }).selectOption('fill');
  await page.getByText('还没有数。', { exact: true }).waitFor();
  await page.getByLabel('指标', { exact: true }).selectOption('vol');
  await page.getByLabel('按', { exact: true }).selectOption('months');
  // Its table is folded away again.
  await page.locator('figure tbody a', { hasText: '2026 年 11 月' }).waitFor({ state: 'attached' });
  await page.evaluate(fromNpm('axe-core').source);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map((it) => `${it.id}: ${it.nodes[0].html}`), []);
});

/** What a button gives out: its name and its bytes. */
async function given(button) {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return [file.suggestedFilename(), readFileSync(await file.path())];
}

await check('a chart goes out as a drawing that needs nothing else, and as a picture', async () => {
  const [svg, drawing] = await given(page.locator('figure').getByRole('button', { name: '存矢量图（SVG）' }));
  assert.equal(svg, 'trend.svg');
  const text = drawing.toString('utf8');
  for (const it of ['<title>卷烟销量：目标与实际</title>', '2026-11', 'stroke="#2f6b4f"']) assert.ok(text.includes(it), `${it} is missing in ${text}`);
  const looked = await page.evaluate((it) => new Promise((done, failed) => {
    const picture = new Image();
    picture.onload = () => done([picture.naturalWidth, picture.naturalHeight]);
    picture.onerror = failed;
    picture.src = `data:image/svg+xml;base64,${it}`;
  }), drawing.toString('base64'));
  assert.deepEqual(looked, [640, 252]);
  const [name, picture] = await given(page.getByRole('region', { name: '达成日历' }).getByRole('button', { name: '存图片（PNG）' }));
  assert.equal(name, 'calendar.png');
  assert.equal(picture.subarray(1, 4).toString(), 'PNG');
  assert.equal(picture.readUInt32BE(16), 1920);
  mkdirSync('target/shots', { recursive: true });
  writeFileSync('target/shots/chart.png', picture);
  writeFileSync('target/shots/chart.svg', drawing);
  await open(page, `${server.url}problems`);
  const [causes] = await given(page.getByRole('button', { name: '存图片（PNG）' }));
  assert.equal(causes, 'causes.png');
  await open(page, `${server.url}history`);
});

await check('a figure is found as it was typed', async () => {
  await box.fill('36');
  await found('36').waitFor();
  assert.deepEqual(await hits(), [`sheet/${MANAGER}/${BEFORE}#goals/vol/actual`]);
  await page.locator('[data-hit]').click();
  await page.waitForFunction(() => document.activeElement?.dataset?.field === 'goals/vol/actual');
  await open(page, `${server.url}history`);
});

await check('help says how, in both languages, and leads on', async () => {
  await page.getByRole('link', { name: '帮助', exact: true }).click();
  await page.getByRole('heading', { name: '换一台设备' }).waitFor();
  await shot(page, 'help');
  await page.evaluate(fromNpm('axe-core').source);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map((it) => `${it.id}: ${it.nodes[0].html}`), []);
  await open(page, `${server.url}help?lang=en`);
  await page.getByRole('heading', { name: 'Moving to a new device' }).waitFor();
  assert.ok(!/[\u4e00-\u9fff]/.test(await page.locator('main').innerText()));
  await open(page, `${server.url}help?lang=zh`);
});

await check('the tour walks through the example, field by field, and leaves nothing behind', async () => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole('button', { name: '在示例里走一遍', exact: true }).click();
  const tour = page.getByRole('group', { name: '第一周：五分钟走一遍' });
  await page.getByRole('link', { name: '第一周：五分钟走一遍' }).click();
  for (const field of ['goals/vol/note', 'focus/text', 'tasks/svc-05/method']) {
    await page.waitForFunction((it) => document.activeElement?.dataset?.field === it, field);
    if (field === 'focus/text') await shot(page, 'tour');
    await tour.getByRole('link', { name: '下一步' }).click();
  }
  await page.locator('main.day').waitFor();
  await tour.getByRole('link', { name: '下一步' }).click();
  await page.waitForFunction(() => document.activeElement?.dataset?.field === 'review/work');
  await tour.getByRole('link', { name: '下一步' }).click();
  await tour.getByText('6/8').waitFor();
  await page.getByRole('button', { name: '退出示例', exact: true }).click();
  await tour.waitFor({ state: 'detached' });
  await open(page, week(NOW));
  assert.equal(await shown(page, 'goals/vol/note'), '断货拖后腿');
});

await check('the tour goes where the example lies, whichever week that is', async () => {
  const other = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const guest = await other.newPage();
  await guest.clock.setFixedTime(new Date('2026-11-25T09:00:00+08:00'));
  await open(guest, week('2026-W40'));
  await guest.getByRole('button', { name: '先看一份填好的示例', exact: true }).click();
  const first = guest.getByRole('link', { name: '第一周：五分钟走一遍' });
  assert.match(await first.getAttribute('href'), /week\/2026-W40#/);
  await other.close();
});

await check('a damaged week says so, shows its raw record, and hinders nobody else', async () => {
  await page.goto('about:blank');
  await open(page, `${server.url}settings`);
  await page.evaluate((key) => new Promise((done, failed) => {
    const opened = indexedDB.open('onesheet');
    opened.onerror = () => failed(opened.error);
    opened.onsuccess = () => {
      const writing = opened.result.transaction('snapshots', 'readwrite');
      writing.objectStore('snapshots').put('{"review/work":[[nu', key);
      writing.oncomplete = () => { opened.result.close(); done(); };
    };
  }), `sheet/${MANAGER}/${BEFORE}`);
  await open(page, `${server.url}history`);
  const before = page.locator(`[data-week="${BEFORE}"]`);
  assert.equal(await before.getAttribute('data-state'), 'damaged');
  await before.getByText('看原始记录', { exact: true }).click();
  assert.ok((await before.locator('pre').innerText()).includes('{"review/work":[[nu'));
  await box.fill('断货');
  await found('断货').waitFor();
  assert.equal((await hits()).length, 3);
});

await check('axe finds nothing, and on a phone nothing is wider than the screen', async () => {
  await open(page, `${server.url}history`);
  await box.fill('断货');
  await found('断货').waitFor();
  await page.evaluate(fromNpm('axe-core').source);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map((it) => `${it.id}: ${it.nodes[0].html}`), []);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await shot(page, 'search-phone');
});

await browser.close();
await server.stop();
