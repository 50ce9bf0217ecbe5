// Installing, and files that come or go by other ways than the picker and the download: what the manifest promises is there, the
// hints are right for each browser and come before the first key, and a file dropped, pasted, opened or shared is looked at.

import assert from 'node:assert/strict';
import { begin, check, fill, launch, open, saved, serve, shot, shown, watch } from './lib/browser.mjs';
import { backUp, carryOn } from './lib/files.mjs';
import { install, person } from './lib/installed.mjs';

const FILE = JSON.stringify({ format: 'onesheet' });
const AGENTS = {
  ios: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  wechat: 'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/134.0 Mobile Safari/537.36 MicroMessenger/8.0.50',
};

const server = await serve();
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 390, height: 844 } };
const context = await browser.newContext(options);
const page = await context.newPage();
const seen = await watch(page);

/** The row of the report on a file. */
const row = (name) => page.locator(`[data-file="${name}"]`);

await check('the manifest is whole, and every picture is there in the size it says', async () => {
  await page.goto(server.url);
  const manifest = await page.evaluate(async () => (await fetch(document.querySelector('link[rel="manifest"]').href)).json());
  for (const name of ['id', 'start_url', 'scope']) assert.equal(manifest[name], '/', name);
  assert.deepEqual(manifest.icons.map((it) => it.purpose).sort(), ['any', 'any', 'any', 'maskable', 'maskable']);
  assert.deepEqual(manifest.screenshots.map((it) => it.form_factor), ['wide', 'narrow']);
  assert.deepEqual(manifest.shortcuts.map((it) => it.url), ['/today', '/this-week', '/exchange']);
  const touch = await page.evaluate(() => document.querySelector('link[rel="apple-touch-icon"]').getAttribute('href'));
  const pictures = [...manifest.icons, ...manifest.screenshots, { src: touch, sizes: '180x180' }];
  const wrong = await page.evaluate((all) => Promise.all(all.map(async ({ src, sizes }) => {
    const picture = new Image();
    picture.src = src;
    await picture.decode().catch(() => {});
    const is = `${picture.naturalWidth}x${picture.naturalHeight}`;
    return sizes === is || (sizes === 'any' && picture.naturalWidth > 0) ? '' : `${src} is ${is}`;
  })), pictures);
  assert.deepEqual(wrong.filter(Boolean), []);
  const devtools = await context.newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
});

await check('a shortcut leads to today, and to this week', async () => {
  await begin(page, `${server.url}today`, undefined, 'main.day');
  assert.match(page.url(), /\/day\/\d{4}-\d\d-\d\d$/);
  await open(page, `${server.url}this-week`);
  await page.waitForURL(/\/week\/\d{4}-W\d\d$/);
});

await check('a file is looked at that is dropped on any page, and one that is pasted', async () => {
  await page.locator('main.sheet').waitFor();
  // Once it is listened for, it is not shown in place of the app.
  await page.waitForFunction(() => {
    const carrier = new DataTransfer();
    carrier.items.add(new File([''], 'x.json'));
    return !document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer: carrier, bubbles: true, cancelable: true }));
  });
  await page.evaluate((text) => {
    const carrier = new DataTransfer();
    carrier.items.add(new File([text], '拖来的.json', { type: 'application/json' }));
    document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer: carrier, bubbles: true, cancelable: true }));
  }, FILE);
  await row('拖来的.json').waitFor();
  assert.match(page.url(), /\/exchange$/);
  await page.evaluate((text) => {
    const carrier = new DataTransfer();
    carrier.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carrier, bubbles: true }));
  }, FILE);
  await row('pasted.json').waitFor();
});

await check('a file the system opens with the app is looked at', async () => {
  const opened = await context.newPage();
  await opened.addInitScript((text) => {
    const handle = { getFile: async () => new File([text], '双击的.onesheet.json') };
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (consumer) => consumer({ files: [handle] }) } });
  }, FILE);
  await open(opened, `${server.url}exchange`);
  await opened.locator('[data-file="双击的.onesheet.json"]').waitFor();
  await opened.close();
});

await check('a file shared from another app is looked at, once', async () => {
  const own = await person(browser);
  const sharing = await install(own, server.url);
  await sharing.evaluate(async (text) => {
    const form = new FormData();
    form.append('files', new File([text], '分享来的.json', { type: 'application/json' }));
    await fetch('/share', { method: 'POST', body: form, redirect: 'manual' });
  }, FILE);
  await open(sharing, `${server.url}exchange?shared`);
  await sharing.locator('[data-file="分享来的.json"]').waitFor();
  await sharing.waitForFunction(async () => (await (await caches.open('shared-/')).keys()).length === 0);
  await own.close();
});

await check('where the share sheet takes no .json the same bytes go as .txt', async () => {
  const phone = await browser.newContext(options);
  const sheet = await phone.newPage();
  await sheet.addInitScript(() => {
    Object.defineProperty(navigator, 'standalone', { value: true });
    navigator.canShare = ({ files: [file] }) => file.name.endsWith('.txt') && file.type === 'text/plain';
    navigator.share = async ({ files: [file] }) => { window.shared = [file.name, await file.text()]; };
  });
  await begin(sheet, `${server.url}exchange`, undefined, 'main.exchange');
  await sheet.getByRole('button', { name: '全部备份', exact: true }).click();
  await sheet.waitForFunction(() => window.shared);
  const [name, text] = await sheet.evaluate(() => window.shared);
  assert.match(name, /\.onesheet\.json\.txt$/);
  assert.equal(JSON.parse(text).kind, 'backup');
  await sheet.getByRole('button', { name: '分享…', exact: true }).waitFor();
  await phone.close();
});

/** The first page in a browser that calls itself so, with a script before it; what it says of installing. */
async function hint(agent, script = () => {}) {
  const own = await browser.newContext({ ...options, userAgent: agent });
  const first = await own.newPage();
  await first.addInitScript(script);
  await open(first, server.url);
  return { first, says: async () => (await first.locator('.install').innerText()).trim(), close: () => own.close() };
}

await check('an iPhone is told to install before the first key, WeChat to open elsewhere, and others nothing', async () => {
  const ios = await hint(AGENTS.ios);
  assert.match(await ios.says(), /^先放到主屏幕/);
  await shot(ios.first, 'install-ios');
  await ios.close();
  const installed = await hint(AGENTS.ios, () => Object.defineProperty(navigator, 'standalone', { value: true }));
  assert.equal(await installed.says(), '');
  await installed.close();
  const wechat = await hint(AGENTS.wechat);
  assert.match(await wechat.says(), /在浏览器打开/);
  await wechat.close();
  const plain = await hint(undefined);
  assert.equal(await plain.says(), '');
  await plain.close();
});

await check('whoever has begun in the browser takes everything along to the app on the home screen', async () => {
  const week = `${server.url}week/2026-W48`;
  const tab = await browser.newContext({ ...options, userAgent: AGENTS.ios });
  const before = await tab.newPage();
  await begin(before, week, { 'manager/id': 'ZZ0412', 'manager/name': '周敏' });
  await fill(before, 'review/work', '带过去的');
  await saved(before);
  await open(before, `${server.url}settings`);
  const steps = before.locator('.install__steps');
  await steps.getByRole('heading', { name: '把这里填的搬到主屏幕上去' }).waitFor();
  await steps.scrollIntoViewIfNeeded();
  await shot(before, 'install-move');
  await steps.getByRole('link', { name: '上交与导入' }).click();
  await before.locator('main.exchange').waitFor();
  const file = await backUp(before, server.url);
  await tab.close();
  const home = await browser.newContext({ ...options, userAgent: AGENTS.ios });
  await home.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: true }));
  const after = await home.newPage();
  await open(after, week);
  await shot(after, 'install-carry');
  await carryOn(after, week, file);
  assert.equal(await shown(after, 'review/work'), '带过去的');
  await open(after, `${server.url}settings`);
  assert.equal(await after.locator('[data-field="settings/manager/name"]').inputValue(), '周敏');
  await home.close();
});

await check('what the browser offers is asked for at a press, and gone after it', async () => {
  const offered = await hint(undefined);
  await offered.first.evaluate(() => {
    const event = new Event('beforeinstallprompt', { cancelable: true });
    Object.assign(event, { prompt: async () => { window.prompted = true; }, userChoice: Promise.resolve({ outcome: 'accepted' }) });
    window.dispatchEvent(event);
  });
  await offered.first.getByRole('button', { name: '安装', exact: true }).click();
  await offered.first.waitForSelector('html[data-install="done"]', { state: 'attached' });
  assert.equal(await offered.first.evaluate(() => window.prompted), true);
  assert.equal(await offered.says(), '');
  await offered.close();
});

await check('no error in the console', async () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy, and nothing is asked of others', async () => {
  assert.deepEqual([seen.violations, seen.foreign], [[], []]);
});

await browser.close();
await server.stop();
