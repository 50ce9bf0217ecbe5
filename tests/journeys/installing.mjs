// Installing, and files that come or go by other ways than the picker and the download: what the manifest promises is there, the
// hints are right for each browser and come before the first key, and a file dropped, pasted, opened or shared is looked at.

import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { begin, check, fill, launch, open, saved, serve, shot, shown, watch } from './lib/browser.mjs';
import { backUp, carryOn } from './lib/files.mjs';
import { install, person } from './lib/installed.mjs';

const FILE = JSON.stringify({ format: 'onesheet' });
const PACKED = gzipSync(FILE).toString('base64');
/** As one looks that is locked, as far as anybody is asked for a passphrase; wraps.mjs opens them. */
const LOCKED = locked();
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

/** A file under a passphrase whose content nobody will see. */
function locked() {
  const base64 = (size) => Buffer.alloc(size).toString('base64url');
  const head = { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 600000, p2s: base64(16) };
  return [Buffer.from(JSON.stringify(head)).toString('base64url'), ...[40, 12, 9, 16].map(base64)].join('.');
}

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

await check('the manifest names every kind of file, for a double click and for sharing', async () => {
  const manifest = await page.evaluate(async () => (await fetch(document.querySelector('link[rel="manifest"]').href)).json());
  const [handler] = manifest.file_handlers;
  const [shared] = manifest.share_target.params.files;
  const endings = Object.values(handler.accept).flat();
  // Systems go by the last ending alone, or by all of them.
  for (const ending of ['.json', '.gz', '.jwe', '.onesheet.json', '.onesheet.json.gz', '.onesheet.jwe']) {
    assert.ok(endings.includes(ending), `${ending} is opened`);
  }
  // Where the system does not know an ending, it calls the file a stream of bytes.
  const types = [...Object.keys(handler.accept), 'text/plain', 'application/octet-stream'];
  for (const type of [...types, '.json', '.txt', '.gz', '.jwe']) assert.ok(shared.accept.includes(type), `${type} is shared`);
  assert.equal(handler.action, '/exchange');
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

/** Lets go of a file over the page, or pastes it: `content` is a text, or bytes in base64. */
const hand = (type, name, content, isBase64) => page.evaluate(([event, called, text, isBytes]) => {
  const carrier = new DataTransfer();
  carrier.items.add(new File([isBytes ? Uint8Array.from(atob(text), (it) => it.charCodeAt(0)) : text], called));
  const given = event === 'drop' ? new DragEvent('drop', { dataTransfer: carrier, bubbles: true, cancelable: true })
    : new ClipboardEvent('paste', { clipboardData: carrier, bubbles: true });
  document.querySelector('main').dispatchEvent(given);
}, [type, name, content, isBase64]);

await check('packed and locked files come the same ways, and a locked one as a text too', async () => {
  await row('pasted.json').waitFor();
  for (const way of ['drop', 'paste']) {
    await hand(way, `${way}.onesheet.json.gz`, PACKED, true);
    await row(`${way}.onesheet.json.gz`).filter({ hasText: '这不是一张纸导出的文件' }).waitFor();
    await hand(way, `${way}.onesheet.jwe`, LOCKED, false);
    await row(`${way}.onesheet.jwe`).filter({ hasText: '请输入口令' }).waitFor();
  }
  await page.evaluate((text) => {
    const carrier = new DataTransfer();
    carrier.setData('text/plain', `${text}\n`);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carrier, bubbles: true }));
  }, LOCKED);
  await row('pasted.json').filter({ hasText: '请输入口令' }).waitFor();
});

/** Waits until a plain, a packed and a locked file of a name are looked at: what is in the first two is no file of ours. */
async function cameIn(at, name) {
  for (const [ending, says] of [['json', '这不是一张纸导出的文件'], ['json.gz', '这不是一张纸导出的文件'], ['jwe', '请输入口令']]) {
    await at.locator(`[data-file="${name}.onesheet.${ending}"]`).filter({ hasText: says }).waitFor();
  }
}

await check('a file the system opens with the app is looked at', async () => {
  const opened = await context.newPage();
  await opened.addInitScript(([text, packed, locked]) => {
    const bytes = Uint8Array.from(atob(packed), (it) => it.charCodeAt(0));
    const all = [['双击的.onesheet.json', text], ['双击的.onesheet.json.gz', bytes], ['双击的.onesheet.jwe', locked]];
    const files = all.map(([name, content]) => ({ getFile: async () => new File([content], name) }));
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (consumer) => consumer({ files }) } });
  }, [FILE, PACKED, LOCKED]);
  await open(opened, `${server.url}exchange`);
  await cameIn(opened, '双击的');
  await opened.close();
});

await check('a file shared from another app is looked at, once', async () => {
  const own = await person(browser);
  const sharing = await install(own, server.url);
  await sharing.evaluate(async ([text, packed, locked]) => {
    const form = new FormData();
    const add = (content, ending, type) => form.append('files', new File([content], `分享来的.onesheet.${ending}`, { type }));
    add(text, 'json', 'application/json');
    add(Uint8Array.from(atob(packed), (it) => it.charCodeAt(0)), 'json.gz', 'application/gzip');
    add(locked, 'jwe', 'application/octet-stream');
    await fetch('/share', { method: 'POST', body: form, redirect: 'manual' });
  }, [FILE, PACKED, LOCKED]);
  await open(sharing, `${server.url}exchange?shared`);
  await cameIn(sharing, '分享来的');
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
