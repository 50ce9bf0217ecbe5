// Kept on the device: the app opens on every address with its server gone, today and a month later, at the root and in a folder,
// locked down as the policy says; and the way out for everybody at once.
//
// The traps of service workers, and where they are tested: here and in updates.mjs, or why they are not.
//  1 redirected answers, 10 variations of an address, 11 which navigations are the app's, 14 registered late: here.
//  2 error pages, 3 stored only when good, 4 stale copies, 5 one by one, 6 integrity of each file: updates.mjs.
//  7 mended later, 8 the network where a file is missing, 9 neighbours on the same origin: here.
// 12 waiting before it was asked, 13 an update by another window: updates.mjs.
// 15 room: nothing is stored but builds, two at most. 16 asking for the version: a build answers every greeting with its name.

import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, fill, open, ready, rows, saved, serve, shot, shown, watch } from './lib/browser.mjs';
import { backUp } from './lib/files.mjs';
import { build, host, replace, scratch } from './lib/host.mjs';
import { WEEK, browse, coldStart, install, letters, offline, person, profile, stored } from './lib/installed.mjs';

const A = build('A');
const BUILDS = { A };
const ADDRESSES = [
  ['', 'main'], [`week/${WEEK}`, 'main.sheet'], ['day/2026-11-24', 'main'], ['month/2026-11', 'main.month'], ['customers', 'main.customers'],
  ['customers/41010001', 'main'], ['exchange', 'main'], ['settings', 'main'], ['office', 'main'], ['history', 'main'],
  ['index.html', 'main'], [`week/${WEEK}?lang=en&utm_source=mail#review/work`, 'main.sheet'],
];

const browser = await browse();

await check('after the first start everything needed offline is stored, and the page says so', async () => {
  const site = await host(A.folder);
  // As hosts do that show no file's ending.
  site.fault = (path) => path === 'index.html' && ((answer) => answer.writeHead(308, { Location: '/' }).end());
  const context = await person(browser);
  await context.addInitScript(() => {
    const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
    navigator.serviceWorker.register = (...given) => {
      window.registeredReady = document.documentElement.hasAttribute('data-ready');
      return register(...given);
    };
  });
  const page = await install(context, site.url);
  assert.equal(await page.evaluate(() => window.registeredReady), true);
  await page.getByText('可离线使用').first().waitFor();
  assert.deepEqual(await stored(page), [`app-/|${A.name}`]);
  await shot(page, 'offline-bar');
  await page.goto(`${site.url}settings`);
  await page.getByText(`程序版本 ${A.name}`).waitFor();
  await shot(page, 'offline-settings');
  assert.equal(await letters(page, BUILDS), 'A');
  await context.close();
  await site.stop();
});

await check('with the server gone every address opens cold, and whatever is asked for is there', async () => {
  const server = await serve({ folder: A.folder });
  const context = await person(browser);
  const requests = [];
  context.on('request', (it) => requests.push(it.url()));
  const first = await install(context, server.url);
  await fill(first, 'review/work', '断网前写下');
  await saved(first);
  await first.close();
  await server.stop();
  for (const [address, asked] of ADDRESSES) {
    const page = await context.newPage();
    const seen = await watch(page);
    await open(page, `${server.url}${address}`);
    await page.locator(asked).first().waitFor();
    await offline(page);
    assert.deepEqual([seen.errors, seen.violations, seen.foreign], [[], [], []], address);
    await page.close();
  }
  const page = await context.newPage();
  await page.goto(`${server.url}recover.html`);
  await page.locator('html[data-read="read"]').waitFor({ state: 'attached' });
  await page.goto(`${server.url}schema/bundle-v1.schema.json`);
  assert.match(await page.locator('body').innerText(), /json-schema/);
  for (const address of ['schema/', 'schema', 'schema/index.html#digest']) {
    await page.goto(`${server.url}${address}`);
    await page.getByRole('heading', { level: 1, name: '文件格式' }).waitFor();
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('main')).maxInlineSize), 'none', address);
  }
  await page.getByRole('link', { name: '上交的例子' }).click();
  assert.match(await page.locator('body').innerText(), /"kind":"report"/);
  await open(page, `${server.url}week/${WEEK}`);
  assert.equal(await shown(page, 'review/work'), '断网前写下');
  assert.match((await backUp(page, server.url)).text, /断网前写下/, 'the worker makes files');
  const own = new URL(server.url).origin;
  assert.deepEqual(requests.filter((it) => it.startsWith('http') && new URL(it).origin !== own), []);
  await context.close();
});

await check('a month later, in a browser started anew, it still opens without a server', async () => {
  const server = await serve({ folder: A.folder });
  const folder = scratch();
  const before = await profile(folder);
  await install(before, server.url);
  await before.close();
  await server.stop();
  const after = await profile(folder);
  await after.clock.install({ time: Date.now() + 30 * 86_400_000 });
  for (const [address] of ADDRESSES.filter((_, at) => at % 3 === 0)) {
    const page = await after.newPage();
    await open(page, `${server.url}${address}`);
    await page.close();
  }
  await after.close();
});

await check('what it answers is locked down, and of the type browsers want', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  const page = await install(context, site.url);
  const answer = await page.reload();
  assert.equal(answer.fromServiceWorker(), true);
  const said = await answer.allHeaders();
  assert.match(said['content-security-policy'], /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';.*; frame-ancestors 'none'$/);
  for (const [name, value] of [
    ['cross-origin-opener-policy', 'same-origin'], ['referrer-policy', 'no-referrer'], ['x-content-type-options', 'nosniff'],
    ['content-type', 'text/html; charset=utf-8'],
  ]) assert.equal(said[name], value);
  assert.match(said['permissions-policy'], /geolocation=\(\)/);
  const types = await page.evaluate(async (names) => {
    const asked = names.map(async (name) => (await fetch(`/${name}`)).headers.get('Content-Type'));
    return Promise.all(asked);
  }, A.files);
  const kinds = {
    html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json',
    wasm: 'application/wasm', txt: 'text/plain; charset=utf-8', webmanifest: 'application/manifest+json', png: 'image/png',
    svg: 'image/svg+xml',
  };
  assert.deepEqual(types, A.files.map((it) => kinds[it.split('.').at(-1)]));
  // The page can have no say in this: only a header forbids frames.
  const other = await host(scratch());
  other.fault = () => (reply) => reply.writeHead(200, { 'Content-Type': 'text/html' }).end(`<iframe src="${site.url}"></iframe>`);
  const outer = await context.newPage();
  const refused = outer.waitForEvent('console', (it) => it.text().includes('frame-ancestors'));
  await outer.goto(other.url);
  await refused;
  await context.close();
  await Promise.all([site.stop(), other.stop()]);
});

await check('only what it holds is its own: other requests, origins and folders are left alone', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  const page = await install(context, site.url);
  await page.reload();
  await offline(page);
  site.fault = (path) => path.startsWith('api/') && ((answer) => answer.writeHead(200, { 'Content-Type': 'text/plain' }).end('from the host'));
  const ask = (name, options) => page.evaluate(async (it) => (await fetch(...it)).text(), [`/${name}`, options]);
  assert.equal(await ask('api/1'), 'from the host');
  assert.equal(await ask('api/1', { method: 'POST', body: '1' }), 'from the host');
  assert.match(await ask('boot.js'), /letter = 'A'/);
  site.asked.length = 0;
  // Even a browser that has thrown a file away gets the very same again, and a host that has another by now is not believed.
  const drop = () => page.evaluate(async () => {
    const [name] = (await caches.keys()).filter((it) => !it.endsWith('|state'));
    await (await caches.open(name)).delete(new URL('/pinyin/initials.txt', location.href).href);
  });
  await drop();
  assert.match(await ask('pinyin/initials.txt'), /A$/);
  assert.ok(site.asked.includes('pinyin/initials.txt'));
  await context.close();
  await site.stop();
});

await check('in a folder of a host it keeps to that folder', async () => {
  const inFolder = build('A', (folder) => replace(folder, 'index.html', '="/', '="/app/'));
  const site = await host(inFolder.folder, { base: '/app/' });
  const context = await person(browser);
  const neighbour = await context.newPage();
  await neighbour.goto(`${site.url}schema/bundle-v1.schema.json`);
  await neighbour.evaluate(() => Promise.all(['app-/|1', 'app-/app2/|1', 'tiles'].map((it) => caches.open(it))));
  const page = await install(context, site.url);
  assert.deepEqual((await stored(page)).sort(), ['app-/app/|' + inFolder.name, 'app-/app2/|1', 'app-/|1', 'tiles']);
  await site.stop();
  await page.close();
  assert.equal(await coldStart(context, site.url, { inFolder }), 'A');
  await neighbour.goto(site.url.replace('/app/', '/other/')).then(() => assert.fail('not ours'), () => {});
  await context.close();
});

await check('files shared from elsewhere wait for the app', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  const page = await install(context, site.url);
  const kind = await page.evaluate(async () => {
    const form = new FormData();
    form.append('files', new File(['{"a":1}'], '周一.json', { type: 'application/json' }));
    form.append('files', new File(['two'], 'b.txt', { type: 'text/plain' }));
    return (await fetch('/share', { method: 'POST', body: form, redirect: 'manual' })).type;
  });
  assert.equal(kind, 'opaqueredirect');
  const waiting = await page.evaluate(async () => {
    const shared = await caches.open('shared-/');
    const all = (await shared.keys()).map(async (it) => {
      const file = await shared.match(it);
      return [decodeURIComponent(file.headers.get('X-Name')), await file.text()];
    });
    return Promise.all(all);
  });
  assert.deepEqual(waiting, [['周一.json', '{"a":1}'], ['b.txt', 'two']]);
  await context.close();
  await site.stop();
});

await check('the way out: sw-off.js in the place of sw.js ends the worker everywhere and leaves what was filled in', async () => {
  const folder = build('A').folder;
  const site = await host(folder);
  const context = await person(browser);
  const page = await install(context, site.url);
  await fill(page, 'review/work', '还在');
  await saved(page);
  const kept = (await rows(page)).edits;
  await page.reload();
  await offline(page);
  let loads = 0;
  page.on('load', () => { loads += 1; });
  copyFileSync(join(folder, 'sw-off.js'), join(folder, 'sw.js'));
  const over = page.waitForEvent('load');
  // The page may go before this answers.
  page.evaluate(() => navigator.serviceWorker.getRegistration().then((it) => it.update())).catch(() => {});
  await over;
  await ready(page);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0 && navigator.serviceWorker.controller === null);
  assert.deepEqual(await stored(page), []);
  assert.deepEqual((await rows(page)).edits, kept);
  assert.equal(await shown(page, 'review/work'), '还在');
  assert.equal(loads, 1, 'loaded anew once');
  await context.close();
  await site.stop();
});

await browser.close();
