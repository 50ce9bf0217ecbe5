// The area at a glance: what the roster comes to, what is late, who was seen in which week, the log of what was handed over, the other
// systems that know a customer, and files kept to be read without a network.

import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { begin, check, control, fill, fromNpm, launch, open, saved, serve, shot, watch } from './lib/browser.mjs';

const NOW = '2026-W48';
const server = await serve();
const browser = await launch();
const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 }, acceptDownloads: true });
const page = await context.newPage();
const seen = await watch(page);
await page.clock.setFixedTime(new Date('2026-11-25T09:00:00+08:00'));
const area = `${server.url}area`;
const part = (name) => page.getByRole('region', { name, exact: true });

await begin(page, `${server.url}week/${NOW}`);

await check('without a roster it says what to do', async () => {
  await open(page, area);
  await part('我的辖区概况').getByRole('link', { name: '客户名册' }).waitFor();
  await part('上报记录').getByText('还没有上交过。').waitFor();
});

await check('customers are counted by kind, and who was not seen in time is warned of', async () => {
  const roster = [
    ['41010001', { name: '老王超市', format: '超市', market: '城镇', tier: '20', status: '正常', visit_cycle: '7', group: '一组', group_lead: true }],
    ['41010002', { name: '长乐便利店', format: '便利店', market: '城镇', visit_cycle: '30', group: '一组' }],
    ['41010003', { name: '村口商店', format: '便利店', market: '乡村', status: '停业', visit_cycle: '7' }],
  ];
  for (const [code, fields] of roster) {
    await open(page, `${server.url}customers/${code}`);
    for (const [field, value] of Object.entries(fields)) {
      const box = control(page, `roster/${code}/${field}`);
      const kind = await box.evaluate((it) => it.type);
      if (kind === 'checkbox') await box.setChecked(value);
      else if (kind.startsWith('select')) await box.selectOption(value);
      else await box.fill(value);
    }
    await saved(page);
  }
  await open(page, `${server.url}week/2026-W46`);
  const visit = 'days/2026-11-10/visits/41010001';
  for (const [field, value] of [['planned', true], ['outcome', 'done'], ['promise', '带价签'], ['due', '2026-11-16']]) {
    await fill(page, `${visit}/${field}`, value);
  }
  await saved(page);
  await open(page, area);
  const glance = await part('我的辖区概况').innerText();
  for (const it of ['一共 3 户', '便利店', '67%', '没有填']) assert.ok(glance.includes(it), `${it} is missing in ${glance}`);
  const warnings = await part('预警清单').innerText();
  for (const it of ['过期 8 天', '从来没有去过', '带价签', '过期 9 天']) assert.ok(warnings.includes(it), `${it} is missing in ${warnings}`);
  assert.ok(!warnings.includes('村口商店'), 'a closed shop waits for nobody');
  assert.ok((await part('互助小组').innerText()).includes('组长'));
  await shot(page, 'area');
});

await check('anybody is found among the visits by the letters of his name', async () => {
  assert.deepEqual(await part('走访记录').locator('[data-customer]').evaluateAll((all) => all.map((it) => it.dataset.customer)), ['41010001']);
  const box = page.getByLabel('店名、编码或拼音首字母', { exact: true });
  await box.pressSequentially('clbl');
  await part('走访记录').getByText('这些周里没有拜访。').waitFor();
  await box.fill('lwcs');
  await part('走访记录').locator('[data-customer="41010001"]').waitFor();
  assert.equal(await part('走访记录').getByRole('img', { name: '完成' }).count(), 1);
});

/** A picture of one dot. */
function png() {
  const crc = (bytes) => {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0]))), chunk('IEND', Buffer.alloc(0))]);
}

const kept = (name) => page.locator(`[data-kept="${name}"]`);
const picker = () => page.getByLabel('放一份文件进来', { exact: true });

await check('files are kept, opened without a network, given out as they came, and deleted', async () => {
  const pdf = Buffer.from('%PDF-1.4\n%\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
  await picker().setInputFiles([
    { name: '价签.png', mimeType: 'image/png', buffer: png() },
    { name: '投放策略.txt', mimeType: 'text/plain', buffer: Buffer.from('本周投放：细支每户两条') },
    { name: '规范.pdf', mimeType: 'application/pdf', buffer: pdf },
    { name: '假的.pdf', mimeType: 'application/pdf', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]) },
    { name: '大.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(5 << 20)]) },
  ]);
  await kept('规范.pdf').waitFor();
  const says = await part('工作文件').innerText();
  for (const it of ['假的.pdf：不是 PDF', '大.pdf：超过 5 MB', '3 份']) assert.ok(says.includes(it), `${it} is missing in ${says}`);
  // What comes after the start must have come.
  const last = page.waitForResponse('**/offline.js');
  await open(page, area);
  await (await last).finished();
  await context.setOffline(true);
  await kept('价签.png').getByRole('button', { name: /打开/ }).click();
  const picture = kept('价签.png').locator('img');
  await picture.waitFor();
  assert.equal(await picture.evaluate((it) => it.decode().then(() => it.naturalWidth)), 1);
  await kept('投放策略.txt').getByRole('button', { name: /打开/ }).click();
  assert.equal(await kept('投放策略.txt').locator('pre').innerText(), '本周投放：细支每户两条');
  await shot(page, 'area-files');
  const [file] = await Promise.all([page.waitForEvent('download'), kept('规范.pdf').getByRole('button', { name: /另存/ }).click()]);
  assert.equal(file.suggestedFilename(), '规范.pdf');
  assert.deepEqual(readFileSync(await file.path()), pdf);
  await kept('规范.pdf').getByRole('button', { name: /删除/ }).click();
  await page.getByRole('button', { name: '确定删除', exact: true }).click();
  await kept('规范.pdf').waitFor({ state: 'detached' });
  assert.equal(await page.locator('[data-kept]').count(), 2);
  await context.setOffline(false);
});

await check('what was handed over stands in the log', async () => {
  await open(page, `${server.url}week/${NOW}`);
  await fill(page, 'review/work', '铺货');
  await saved(page);
  await open(page, `${server.url}exchange`);
  await page.getByRole('button', { name: '上交本周', exact: true }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '上交', exact: true }).click()]);
  const { digest } = JSON.parse(readFileSync(await file.path(), 'utf8'));
  await saved(page);
  await open(page, area);
  const log = part('上报记录');
  assert.equal(await log.locator('code').getAttribute('title'), digest);
  assert.ok((await log.innerText()).includes('已上交'));
});

await check('the menu of a week leads to the very part', async () => {
  await open(page, `${server.url}week/${NOW}#links`);
  await page.getByRole('link', { name: '预警客户清单', exact: true }).first().click();
  await part('预警清单').waitFor();
  await page.waitForFunction(() => document.getElementById('warnings').getBoundingClientRect().top < innerHeight / 2);
});

await check('a system of the company knows the customer by his code, in a window that learns nothing of this one', async () => {
  const template = JSON.parse(readFileSync(new URL('../../public/template/tobacco-retail.json', import.meta.url), 'utf8'));
  const rows = template.links.flatMap((it) => it.rows);
  rows.find((it) => it.id === 'sales').target = { url: 'https://sales.example/c/{code}?tab=1' };
  rows.find((it) => it.id === 'ordering').target = { url: 'https://known@evil.example/{code}' };
  await page.route('**/template/tobacco-retail.json', (route) => route.fulfill({ json: template }));
  await open(page, `${server.url}customers/41010001`);
  const link = page.getByRole('link', { name: '营销系统客户档案', exact: true });
  assert.deepEqual(await link.evaluate((it) => [it.href, it.target, it.rel]), ['https://sales.example/c/41010001?tab=1', '_blank', 'noopener noreferrer']);
  assert.equal(await page.getByRole('link', { name: '网上订货平台', exact: true }).count(), 0);
  await page.unroute('**/template/tobacco-retail.json');
});

await check('axe finds nothing, and on a phone nothing is wider than the screen', async () => {
  await open(page, area);
  await part('走访记录').waitFor();
  await page.evaluate(fromNpm('axe-core').source);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map((it) => `${it.id}: ${it.nodes[0].html}`), []);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await shot(page, 'area-phone');
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
