// From one build to the next: offered when all is saved, never under a writing hand, one reload in every window; and whatever the
// network, the host or a kill do in the middle of it, the app opens without a network, made of one build.

import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, fill, mainProcess, open, ready, saved, shot, show, shown } from './lib/browser.mjs';
import { FAULTS, build, host, scratch } from './lib/host.mjs';
import { WEEK, browse, coldStart, install, letters, offline, person, profile, stored, update } from './lib/installed.mjs';

const A = build('A');
const B = build('B');
/** Breaks the glue of a build: its start fails. */
const C = build('C', (folder) => {
  const [glue] = A.files.filter((it) => /^onesheet-.*\.js$/.test(it));
  appendFileSync(join(folder, glue), "\nthrow new Error('this build is broken');\n");
});
/** As C, and it cannot even say so. */
const D = build('D', (folder) => writeFileSync(join(folder, 'boot.js'), '}'));
const BUILDS = { A, B, C, D };

const browser = await browse();

const banner = (page) => page.locator('.banner--update');
const press = (page) => banner(page).getByRole('button', { name: '现在更新', exact: true }).click();
const made = (page, by) => page.waitForSelector(`html[data-ready] script[data-build="${by.name}"]`, { state: 'attached' });

/** Counts how often a page is loaded. */
function loads(page) {
  const count = { loads: 0 };
  page.on('load', () => { count.loads += 1; });
  return count;
}

// Not the first: a browser just started looks for nothing new until its first page has been at rest, and in the next check somebody
// types without one.
await check('the host is asked on load, on return and every hour, and a build that waits already is noticed', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  const page = await install(context, site.url);
  await page.close();
  const later = await context.newPage();
  await later.clock.install();
  // Browsers look by themselves as well; only what the page asks for counts.
  await later.addInitScript(() => {
    window.checks = 0;
    const look = ServiceWorkerRegistration.prototype.update;
    ServiceWorkerRegistration.prototype.update = function update() {
      window.checks += 1;
      return look.call(this);
    };
  });
  const checks = (count) => later.waitForFunction((it) => window.checks === it, count);
  await open(later, `${site.url}week/${WEEK}`);
  await later.clock.runFor(1_000);
  await checks(1);
  await later.clock.runFor(3_600_000);
  await checks(2);
  const back = () => later.evaluate(() => { document.dispatchEvent(new Event('visibilitychange')); });
  await later.clock.runFor(29_000);
  await back();
  await later.clock.runFor(2_000);
  await back();
  await checks(3);
  await later.close();
  site.folder = B.folder;
  const third = await context.newPage();
  await open(third, `${site.url}week/${WEEK}`);
  assert.equal(await update(third), 'installed');
  await site.stop();
  // Beside the window that has it on offer: without one, the browser changes over by itself.
  const fourth = await context.newPage();
  await open(fourth, `${site.url}week/${WEEK}`);
  await banner(fourth).waitFor();
  await press(fourth);
  await made(fourth, B);
  assert.equal(await letters(fourth, BUILDS), 'B');
  await context.close();
});

await check('a new build waits while somebody types, is offered, and changes every window over once', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  const page = await install(context, site.url);
  const other = await context.newPage();
  await open(other, `${site.url}settings`);
  await offline(other);
  site.folder = B.folder;
  await page.bringToFront();
  await show(page, 'review/work');
  const [here, there] = [loads(page), loads(other)];
  await page.evaluate(() => {
    window.seen = [];
    const look = () => {
      const { update, save } = document.documentElement.dataset;
      if (update) window.seen.push([save, performance.now() - window.lastKey]);
    };
    document.addEventListener('input', () => { window.lastKey = performance.now(); }, true);
    new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['data-update'] });
  });
  const found = update(other);
  let ended;
  found.then((it) => { ended = it; });
  // While the new build comes, and beyond.
  for (let after = 20; after > 0; after -= ended ? 1 : 0) {
    await page.keyboard.type('新字');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    assert.equal(await banner(page).isVisible(), false, 'nothing moves while somebody types');
  }
  await page.keyboard.type('新的');
  assert.equal(ended, 'installed');
  assert.equal(await letters(page, BUILDS), 'A');
  await banner(page).waitFor();
  await banner(other).waitFor();
  const [[save, calm]] = await page.evaluate(() => window.seen);
  assert.equal(save, 'saved');
  assert.ok(calm > 1_000, `offered ${calm} ms after the last key`);
  await shot(page, 'update-banner');
  await page.setViewportSize({ width: 390, height: 844 });
  await shot(page, 'update-banner-phone');
  // More may come before the button is pressed.
  await page.keyboard.type('再');
  await press(page);
  await Promise.all([made(page, B), made(other, B)]);
  await Promise.all([offline(page), offline(other)]);
  assert.equal(await shown(page, 'review/work'), '新的再');
  assert.deepEqual([await letters(page, BUILDS), await letters(other, BUILDS)], ['B', 'B']);
  assert.deepEqual([here.loads, there.loads], [1, 1]);
  assert.deepEqual(await stored(page), [`app-/|${B.name}`], 'what was before B has gone once B has started');
  assert.equal(await banner(page).isVisible(), false);
  await open(page, `${site.url}settings`);
  await page.getByText(`程序版本 ${B.name}`).waitFor();
  await context.close();
  await site.stop();
});

await check('a window in which somebody is in the middle of a word keeps all of its own build until that is over', async () => {
  const former = build('A', (folder) => writeFileSync(join(folder, 'of-the-former.txt'), 'A'));
  const site = await host(former.folder);
  const context = await person(browser);
  const writing = await install(context, site.url);
  const page = await context.newPage();
  await open(page, `${site.url}settings`);
  await writing.bringToFront();
  await show(writing, 'review/work');
  const compose = (event) => writing.evaluate((it) => {
    document.activeElement.dispatchEvent(new CompositionEvent(it, { bubbles: true }));
  }, event);
  await compose('compositionstart');
  site.folder = B.folder;
  assert.equal(await update(page), 'installed');
  await site.stop();
  await banner(page).waitFor();
  await press(page);
  await made(page, B);
  await offline(page);
  // A part that only its own build has, and that it has not needed so far.
  assert.equal(await writing.evaluate(async () => (await fetch('/of-the-former.txt')).text()), 'A');
  assert.equal(await letters(page, BUILDS), 'B');
  await compose('compositionend');
  await made(writing, B);
  await offline(writing);
  assert.deepEqual(await stored(writing), [`app-/|${B.name}`]);
  await context.close();
});

await check('whatever comes instead of a file, the app opens without a network, made of the build before', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  await (await install(context, site.url)).close();
  const kinds = Object.keys(FAULTS).filter((it) => it !== 'silence');
  const broken = ['boot.js', 'index.html', B.files.find((it) => /^onesheet.*wasm$/.test(it)), B.files.find((it) => /^worker.*wasm$/.test(it))];
  let runs = 0;
  site.folder = B.folder;
  for (const file of broken) {
    for (const kind of kinds) {
      site.fault = (path) => (path === file ? kind : null);
      const page = await context.newPage();
      await page.goto(`${site.url}schema/bundle-v1.schema.json`);
      assert.equal(await update(page), 'redundant', `${kind} for ${file}`);
      await site.stop();
      assert.equal(await coldStart(context, site.url, BUILDS), 'A', `${kind} for ${file}`);
      await site.start();
      await page.close();
      runs += 1;
    }
  }
  assert.equal(runs, 20);
  // A login page for everything, the worker's own code too.
  site.fault = () => 'a login page';
  const page = await context.newPage();
  await page.goto(`${site.url}schema/bundle-v1.schema.json`);
  assert.equal(await update(page), 'refused');
  assert.equal(await coldStart(context, site.url, BUILDS), 'A');
  // And once the network is itself again, it goes on where it stopped.
  site.fault = () => null;
  site.asked.length = 0;
  assert.equal(await update(page), 'installed');
  const again = site.asked.filter((it) => it !== 'sw.js');
  assert.ok(again.includes(broken[3]) && !again.includes('boot.js'), `what was stored is not asked for again: ${again}`);
  assert.equal(again.length, new Set(again).size);
  await context.close();
  await site.stop();
});

await check('a first start that meets such a network works, and is kept once the network is itself again', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  let kind = 'status 404';
  // A day's leave to keep it: what lies in the browser's own store of files is not believed either.
  site.headers = { 'Cache-Control': 'max-age=86400' };
  site.fault = (path) => kind && path === 'pinyin/initials.txt' && ((answer, body) => {
    answer.setHeader('Cache-Control', 'max-age=86400');
    FAULTS[kind](answer, body);
  });
  const page = await context.newPage();
  await page.goto(`${site.url}week/${WEEK}`);
  await ready(page);
  await site.whenAsked('pinyin/initials.txt', 1);
  for (kind of Object.keys(FAULTS).filter((it) => it !== 'silence')) {
    const ended = await page.evaluate(async () => {
      await fetch('/pinyin/initials.txt', { cache: 'reload' }).then((it) => it.text()).catch(() => {});
      const { installing } = await navigator.serviceWorker.register('/sw.js');
      return new Promise((done) => installing.addEventListener('statechange', () => done(installing.state), { once: true }));
    });
    assert.equal(ended, 'redundant', kind);
  }
  assert.equal(await page.locator('html[data-offline]').count(), 0);
  kind = null;
  await page.reload();
  await offline(page);
  await site.stop();
  assert.match(await page.evaluate(async () => (await fetch('/pinyin/initials.txt')).text()), /A$/);
  await context.close();
});

await check('a browser killed while a build is being stored opens with the one it has, and stores the rest later', async () => {
  const site = await host(A.folder);
  const folder = scratch();
  const stall = async (after, act) => {
    let left = after;
    const stalled = new Promise((done) => {
      site.fault = (path) => {
        if (path === 'sw.js' || left > 0) { left -= path === 'sw.js' ? 0 : 1; return null; }
        done();
        return 'silence';
      };
    });
    await act();
    await stalled;
    process.kill(mainProcess(folder), 'SIGKILL');
    site.fault = () => null;
  };
  // The page takes what it needs; the kill comes among what the worker stores after it.
  const first = await profile(folder);
  const opened = await first.newPage();
  await open(opened, `${site.url}week/${WEEK}`);
  await stall(1, async () => {});
  await first.close().catch(() => {});
  const second = await profile(folder);
  await (await install(second, site.url)).close();
  await site.stop();
  assert.equal(await coldStart(second, site.url, BUILDS), 'A');
  await site.start();
  site.folder = B.folder;
  const page = await second.newPage();
  await page.goto(`${site.url}schema/bundle-v1.schema.json`);
  await stall(5, async () => { update(page).catch(() => {}); });
  await second.close().catch(() => {});
  await site.stop();
  const third = await profile(folder);
  assert.equal(await coldStart(third, site.url, BUILDS), 'A');
  await site.start();
  const last = await third.newPage();
  await open(last, `${site.url}week/${WEEK}`);
  await banner(last).waitFor();
  await press(last);
  await made(last, B);
  await site.stop();
  assert.equal(await coldStart(third, site.url, BUILDS), 'B');
  await third.close();
});

await check('a build that fails its start twice gives way to the one before, until a better one comes', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  const page = await install(context, site.url);
  await fill(page, 'review/work', '甲');
  await saved(page);
  site.folder = C.folder;
  assert.equal(await update(page), 'installed');
  await banner(page).waitFor();
  await press(page);
  const fails = () => page.getByRole('alert').filter({ hasText: '一张纸没有打开' }).waitFor();
  await fails();
  await page.evaluate(() => { window.isOld = true; });
  await page.getByRole('button', { name: '重新载入' }).click();
  await page.waitForFunction(() => !window.isOld);
  await fails();
  await page.getByRole('button', { name: '重新载入' }).click();
  await ready(page);
  assert.equal(await letters(page, BUILDS), 'A');
  assert.equal(await shown(page, 'review/work'), '甲');
  await offline(page);
  await site.stop();
  assert.equal(await coldStart(context, site.url, BUILDS), 'A', 'and stays away');
  await site.start();
  site.folder = B.folder;
  assert.equal(await update(page), 'installed');
  await banner(page).waitFor();
  await press(page);
  await made(page, B);
  assert.equal(await letters(page, BUILDS), 'B');
  await offline(page);
  assert.deepEqual(await stored(page), [`app-/|${B.name}`]);
  await context.close();
  await site.stop();
});

await check('so does a build that cannot say that it fails, and one that waits helps a broken one by itself', async () => {
  const site = await host(A.folder);
  const context = await person(browser);
  const page = await install(context, site.url);
  site.folder = D.folder;
  assert.equal(await update(page), 'installed');
  await banner(page).waitFor();
  await press(page);
  await page.waitForSelector(`script[data-build="${D.name}"]`, { state: 'attached' });
  await page.close();
  const again = await context.newPage();
  await again.goto(`${site.url}week/${WEEK}`);
  assert.equal(await again.locator(`script[data-build="${D.name}"]`).count(), 1);
  await again.close();
  assert.equal(await coldStart(context, site.url, BUILDS), 'A');
  await context.close();
  // The first build of all is broken, and a better one is there at the next start.
  site.folder = C.folder;
  const unlucky = await person(browser);
  const start = await unlucky.newPage();
  await start.goto(`${site.url}schema/bundle-v1.schema.json`);
  await start.evaluate(async () => {
    const { installing } = await navigator.serviceWorker.register('/sw.js');
    await new Promise((done) => installing.addEventListener('statechange', () => installing.state === 'activated' && done()));
  });
  site.folder = A.folder;
  await start.goto(`${site.url}week/${WEEK}`);
  await made(start, A);
  await unlucky.close();
  await site.stop();
});

await browser.close();
