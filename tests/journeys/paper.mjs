// The week on paper: what was written is seen before it is printed, is one page whatever the paper, and goes out as a file that
// others can open and search.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { begin, check, fill, fromNpm, launch, open, saved, serve, shot } from './lib/browser.mjs';
import { readPdf } from './lib/pdf.mjs';

const WEEK = '2026-W48';
const NOTE = '细支缺货的十二户先走';
const PROBLEM = '紧俏规格断货，客户不愿上新品';
/** Paper in millimetres. */
const A4 = [297, 210];
const A3 = [420, 297];

const server = await serve();
const week = `${server.url}week/${WEEK}`;
const browser = await launch();
const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 }, bypassCSP: true });
const page = await context.newPage();

const sheets = page.locator('svg.paper__page');
const choose = async (name, value) => {
  const before = await sheets.first().elementHandle();
  await page.getByLabel(name, { exact: true }).selectOption(value);
  await before.waitForElementState('hidden');
  await sheets.first().waitFor();
};
const onPaper = async () => (await sheets.allTextContents()).join('').replace(/\s/g, '');
const printed = async () => readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));

await begin(page, week);
await fill(page, 'goals/vol/note', NOTE);
await fill(page, 'review/problems/p1/text', PROBLEM);
await saved(page);

await check('the sheet leads to its paper, and what was written stands on it', async () => {
  // An opened module lies over the rest.
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '打印', exact: true }).click();
  await sheets.first().waitFor();
  assert.match(page.url(), new RegExp(`/week/${WEEK}/paper$`));
  assert.equal(await page.locator('[data-paper="pages"]').innerText(), '1');
  const text = await onPaper();
  for (const it of [NOTE, PROBLEM, 'ZZ0412', '2026年第48周', '客户经理一张纸']) assert.ok(text.includes(it), `${it} is missing`);
  await shot(page, 'paper');
});

await check('it prints as one page of its size, with nothing of the app, whatever the paper', async () => {
  for (const [kind, size] of [['own', A4], ['wall', A3], ['form', A4]]) {
    if (kind !== 'own') await choose('纸型', kind);
    const { pages, sizes, text, dark } = await printed();
    assert.deepEqual([kind, pages, sizes], [kind, 1, [size]]);
    assert.ok(!text.includes('分享PDF') && !text.includes('回到一张纸'), `${kind}: the app is on it`);
    assert.equal(text.includes(NOTE), kind !== 'form', kind);
    assert.ok(dark[0] > 0.01, `${kind}: nothing is on it`);
  }
});

await check('in English, in black, and back', async () => {
  await choose('纸型', 'own');
  await choose('语言', 'en');
  assert.ok((await onPaper()).includes('Goals'));
  await choose('颜色', 'black');
  const inks = await sheets.locator('[fill]').evaluateAll((all) => all.map((it) => it.getAttribute('fill')).filter((it) => it !== 'none'));
  const isGrey = (it) => it.slice(1, 3) === it.slice(3, 5) && it.slice(3, 5) === it.slice(5, 7);
  assert.deepEqual(inks.filter((it) => !isGrey(it)), []);
  await choose('颜色', 'colour');
  await choose('语言', 'zh');
});

await check('a file for the chat is the same page, small, and can be searched', async () => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '分享PDF', exact: true }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /^ZZ0412_2026-W48_.*\.pdf$/);
  const bytes = await readFile(await file.path());
  assert.ok(bytes.length < 1_000_000, `${bytes.length} bytes`);
  const { pages, sizes, text, dark } = readPdf(bytes);
  assert.deepEqual([pages, sizes], [1, [A4]]);
  for (const it of [NOTE, PROBLEM]) assert.ok(text.includes(it), `${it} cannot be found`);
  const [drawn] = (await printed()).dark;
  assert.ok(Math.abs(dark[0] - drawn) < 0.2 * drawn, `it is dark by ${dark[0]}, and the print by ${drawn}`);
});

await check('what is for nobody yet says so', async () => {
  await choose('纸型', 'officer');
  assert.ok((await onPaper()).includes('没有要告知专卖人员的事'));
  await page.getByLabel('纸型', { exact: true }).selectOption('retailer');
  await page.getByRole('alert').filter({ hasText: '没有安排拜访' }).waitFor();
  await page.getByLabel('纸型', { exact: true }).selectOption('own');
  await sheets.first().waitFor();
});

await check('the address opens by itself, and axe finds nothing', async () => {
  await open(page, `${week}/paper`);
  await sheets.first().waitFor();
  await page.evaluate(fromNpm('axe-core').source);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map((it) => `${it.id}: ${it.nodes[0].html}`), []);
});

await check('on a phone the page is as wide as the screen and nothing is wider', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await shot(page, 'paper-phone');
});

await browser.close();
await server.stop();
