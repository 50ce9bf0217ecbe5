// The app starts, on its first address and on a deep one, without a complaint and under its policy.

import assert from 'node:assert/strict';
import { check, launch, open, ready, serve, shot, watch } from './lib/browser.mjs';

const site = await serve();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const seen = await watch(page);

await check('the app opens and takes input', async () => {
  await open(page, site.url);
  assert.equal(await page.title(), '一张纸 OneSheet');
  assert.equal(await page.locator('#boot').count(), 0, 'the opening text is gone');
  await shot(page, 'smoke');
});

await check('a deep link opens although the host has no such file', async () => {
  await open(page, `${site.url}week/2026-W48`);
  assert.equal(new URL(page.url()).pathname, '/week/2026-W48');
});

await check('a start that fails says what happened, what is safe and what to do', async () => {
  const broken = await browser.newPage();
  await broken.route('**/*_bg.wasm', (route) => route.abort());
  await broken.goto(site.url);
  const alert = broken.getByRole('alert');
  await alert.waitFor();
  for (const text of ['一张纸没有打开', '已保存的内容都还在这台设备上', 'OneSheet did not open', 'Reload this page']) {
    assert.ok((await alert.innerText()).includes(text), text);
  }
  await broken.unroute('**/*_bg.wasm');
  await broken.getByRole('button', { name: '重新载入 Reload', exact: true }).click();
  await ready(broken);
  await broken.close();
});

await check('inside another page it does not open, and says so', async () => {
  const outer = await browser.newPage();
  await outer.route('**/outer', (route) => route.fulfill({ contentType: 'text/html', body: '<iframe src="/"></iframe>' }));
  await outer.goto(`${site.url}outer`);
  await outer.frameLocator('iframe').getByRole('alert').filter({ hasText: '不在别的网页里面打开' }).waitFor();
  await outer.close();
});

await check('the policy is in force: an inline script does not run', async () => {
  const inForce = await browser.newPage();
  await open(inForce, site.url);
  const ran = await inForce.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    return window.inlineRan === true;
  });
  await inForce.close();
  assert.equal(ran, false);
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));
await check('nothing is asked of another host', () => assert.deepEqual(seen.foreign, []));

await browser.close();
await site.stop();
