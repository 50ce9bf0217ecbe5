// An import is taken back: from the report at once, or later from the list of copies; what was written since stays, and the file
// can come again.

import assert from 'node:assert/strict';
import { begin, check, fill, launch, open, saved, serve, shot, shown, watch } from './lib/browser.mjs';
import { apply, backUp, bring } from './lib/files.mjs';

const server = await serve();
const week = `${server.url}week/2026-W48`;
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 } };

const tablet = await (await browser.newContext(options)).newPage();
await begin(tablet, week);
await fill(tablet, 'review/work', '平板上写的');
await fill(tablet, 'goals/vol/target', '38.5');
await saved(tablet);
const file = await backUp(tablet, server.url);
await tablet.context().close();

const page = await (await browser.newContext(options)).newPage();
const seen = await watch(page);
const copies = page.locator('.safety__line').filter({ hasText: '上次导入之前' });
const again = () => page.getByRole('button', { name: '应用', exact: true });
await begin(page, week);
await fill(page, 'review/work', '手机上写的');
await saved(page);

await check('what a file brought is taken back from its report', async () => {
  assert.equal(await bring(page, server.url, file), 'merged');
  await apply(page);
  await page.getByRole('button', { name: '撤销这次导入', exact: true }).click();
  await page.getByText('这会撤销上次导入').waitFor();
  await shot(page, 'undo-import');
  await again().click();
  await page.locator('[data-file][data-applied]').waitFor();
  await saved(page);
  assert.equal(await copies.count(), 0, 'there is nothing more to take back');
  await open(page, week);
  assert.equal(await shown(page, 'review/work'), '手机上写的');
  assert.equal(await shown(page, 'goals/vol/target'), '');
});

await check('the file comes again, and goes again later: what was written since stays', async () => {
  assert.equal(await bring(page, server.url, file), 'merged');
  await apply(page);
  await open(page, week);
  assert.equal(await shown(page, 'goals/vol/target'), '38.5');
  await fill(page, 'goals/vol/note', '导入以后写的');
  await saved(page);
  await open(page, `${server.url}exchange`);
  await copies.getByRole('button').click();
  await again().click();
  await page.locator('[data-file][data-applied]').waitFor();
  await saved(page);
  await open(page, week);
  assert.equal(await shown(page, 'goals/vol/target'), '');
  assert.equal(await shown(page, 'goals/vol/note'), '导入以后写的');
  assert.equal(await shown(page, 'review/work'), '手机上写的');
});

await check('no error in the console', async () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', async () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
