// Sixty weeks of chance on paper, from empty ones to ones that are full to the limits: each prints as one page, and what was written
// is read on it or named on screen as shortened.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { check, launch, open, serve } from './lib/browser.mjs';
import { carryOn } from './lib/files.mjs';
import { readPdf } from './lib/pdf.mjs';
import { archive } from './lib/weeks.mjs';

const COUNT = 60;
const A4 = [[297, 210]];

const server = await serve();
const template = await (await fetch(`${server.url}template/tobacco-retail.json`)).json();
const { text, weeks } = archive(COUNT, 'ZZ0412', template);
const browser = await launch();
const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 } });
const page = await context.newPage();
const sheets = page.locator('svg.paper__page');
const bare = (it) => it.replace(/\s/g, '');

/** A week's paper in a language, printed; with an annex where it is asked for. */
async function printed(week, lang, hasAnnex) {
  await open(page, `${server.url}week/${week}/paper`);
  await sheets.first().waitFor();
  for (const choose of [
    lang === 'en' && (() => page.getByLabel('语言', { exact: true }).selectOption('en')),
    hasAnnex && (() => page.locator('[name="annex"]').check()),
  ].filter(Boolean)) {
    const before = await sheets.first().elementHandle();
    await choose();
    await before.waitForElementState('hidden');
    await sheets.first().waitFor();
  }
  return readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }), { isSeen: false });
}

await check('sixty weeks are brought by a file', async () => {
  assert.equal(await carryOn(page, server.url, { name: 'weeks.onesheet.json', text }), 'merged');
});

for (const [at, { week, wanted }] of weeks.entries()) {
  // The second half is as full as the first, in the other language.
  const [lang, hasAnnex] = [(at + Math.floor((2 * at) / COUNT)) % 2 ? 'en' : 'zh', at % 20 === 19];
  await check(`${week}, ${wanted.length} values, in ${lang}${hasAnnex ? ' with its annex' : ''}`, async () => {
    const { sizes, text: read } = await printed(week, lang, hasAnnex);
    assert.deepEqual(sizes, hasAnnex ? [...A4, ...A4] : A4);
    const shown = await sheets.locator('text').allTextContents();
    assert.ok(shown.length > 50, `${shown.length} texts are drawn`);
    const lost = shown.map(bare).filter((it) => !read.includes(it));
    assert.deepEqual(lost, [], 'drawn, and not in the file');
    const named = new Set(await page.locator('[data-shortened]').evaluateAll((all) => all.map((it) => it.dataset.shortened)));
    const whole = bare((await sheets.evaluateAll((all) => all.map((it) => [...it.querySelectorAll('text')].map((one) => one.textContent).join('')))).join(''));
    const hidden = wanted.filter(([path, it]) => !named.has(path) && !whole.includes(bare(it)));
    assert.deepEqual(hidden, [], 'neither shown nor named');
  });
}

await check('of the fullest week every paper is a file for the chat', async () => {
  const fullest = weeks.reduce((most, it) => (JSON.stringify(it.wanted).length > JSON.stringify(most.wanted).length ? it : most));
  await open(page, `${server.url}week/${fullest.week}/paper`);
  await sheets.first().waitFor();
  for (const kind of ['wall', 'head', 'form', 'retailer', 'own']) {
    const before = await sheets.first().elementHandle();
    await page.getByLabel('纸型', { exact: true }).selectOption(kind);
    await before.waitForElementState('hidden');
    await sheets.first().waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '分享PDF', exact: true }).click()]);
    const bytes = await readFile(await file.path());
    assert.ok(bytes.length <= 1_000_000, `${kind}: ${bytes.length} bytes`);
    assert.equal(readPdf(bytes, { isSeen: false }).pages, await sheets.count(), kind);
  }
});

await browser.close();
await server.stop();
