// The published format: its page is there without the app and without a script, in both languages and at every width, what it
// links to lies beside it, and the app reads its examples.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, check, fromNpm, launch, serve, shot, watch } from './lib/browser.mjs';
import { bring, rowOf } from './lib/files.mjs';

const DIST = process.env.ONESHEET_DIST ?? 'dist';

const server = await serve();
/** The same site below a folder. */
const folder = await serve({ base: '/app/' });
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

await check('the page needs neither the app nor a script, and all it links to is there', async () => {
  const context = await browser.newContext({ ...options, javaScriptEnabled: false });
  for (const site of [server.url, folder.url]) {
    for (const address of ['schema/', 'schema', 'schema/index.html']) {
      const page = await context.newPage();
      const errors = [];
      page.on('console', (it) => { if (it.type() === 'error') errors.push(it.text()); });
      const answer = await page.goto(`${site}${address}`);
      assert.equal(answer.status(), 200, address);
      await page.getByRole('heading', { level: 1, name: '文件格式' }).waitFor();
      const links = await page.locator('a').all();
      for (const link of links) {
        const to = new URL(await link.getAttribute('href'), page.url()).href;
        assert.ok(to.startsWith(site), to);
        assert.equal((await context.request.get(to)).status(), 200, to);
      }
      assert.equal(links.length, 6);
      assert.deepEqual(errors, [], address);
      await page.close();
    }
  }
  await context.close();
});

for (const [width, height, colorScheme] of [[1024, 768, 'light'], [390, 844, 'dark'], [390, 844, 'light'], [1024, 768, 'dark'], [320, 640, 'light']]) {
  await check(`it is easy to read at ${width} × ${height}, ${colorScheme}, and axe finds nothing`, async () => {
    // The page forbids scripts; axe is one.
    const context = await browser.newContext({ ...options, viewport: { width, height }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const seen = await watch(page);
    await page.goto(`${server.url}schema/`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, 'nothing stands out');
    const squeezed = await page.locator('caption, tbody th, td').evaluateAll((all) => all.filter((it) => it.offsetHeight > 8 * it.offsetWidth).length);
    assert.equal(squeezed, 0, 'nothing is squeezed');
    await shot(page, `format-${width}-${colorScheme}`);
    await page.evaluate(fromNpm('axe-core').source);
    const found = await page.evaluate(async () => (await window.axe.run()).violations.map((it) => `${it.id}: ${it.nodes[0].html}`));
    assert.deepEqual([found, seen.errors, seen.foreign], [[], [], []]);
    await context.close();
  });
}

await check('the app takes the backup of the examples in, and finds nothing new in the report', async () => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await begin(page, `${server.url}exchange`, { 'manager/id': 'ZZ0412' }, 'main.exchange');
  const example = (name) => ({ name, text: readFileSync(join(DIST, 'schema', name), 'utf8') });
  const backup = example('backup.onesheet.json');
  assert.equal(await bring(page, server.url, backup), 'merged');
  await page.getByRole('button', { name: '应用', exact: true }).click();
  await page.locator('[data-file][data-applied]').waitFor();
  const report = example('report.onesheet.json');
  assert.equal(await bring(page, server.url, report), 'unchanged');
  assert.equal(await rowOf(page, report).getByText('校验').count(), 0, 'its digest is right');
  await context.close();
});

await browser.close();
await Promise.all([server.stop(), folder.stop()]);
