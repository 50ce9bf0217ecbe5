// How the filled example looks and feels: pictures at four sizes, light and dark; nothing scrolls sideways or moves by itself;
// axe finds nothing serious; on a desk the week is one screen; on a touch screen everything is large enough for a finger.

import assert from 'node:assert/strict';
import { begin, check, fill, fromNpm, launch, open, saved, serve, shot } from './lib/browser.mjs';

const SIZES = [[1280, 800], [1024, 768], [768, 1024], [390, 844]];
const MODULES = ['goals', 'tasks', 'tracking', 'messages', 'review', 'links'];
const TOUCH = 44;
// A day with visits in the example: of a Sunday there would be nothing to look at.
const TODAY = '2026-11-24';
// A layout at a fraction of a pixel is still the layout that was meant.
const SLACK = 0.5;
// A tenth is what is called good; a module that is filled after the others moves what is below it by less than this.
const MOST_SHIFT = 0.05;

const server = await serve();
const browser = await launch();
const { source: axe } = fromNpm('axe-core');

/** A new profile; `bypassCSP` lets axe be brought in. */
async function fresh(options) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', bypassCSP: true, ...options });
  await context.clock.setFixedTime(`${TODAY}T09:00:00+08:00`);
  return context.newPage();
}

async function example(page) {
  await open(page, server.url);
  await page.getByRole('button', { name: '先看一份填好的示例', exact: true }).click();
  await page.locator('main.sheet, main.day').waitFor();
  // A small screen opens on the day.
  if (await page.locator('main.day').count() > 0) await page.locator('.day__week').click();
  await page.locator('main.sheet .module').first().waitFor();
  // Small screens name no visits in the overview; they are in the page as soon as the sheet is.
  await page.locator('.visit').first().waitFor({ state: 'attached' });
}

async function openModule(page, name) {
  await page.evaluate((hash) => { location.hash = hash; }, name);
  await page.locator(`main.sheet[data-open="${name}"] .module[data-open="true"]`).waitFor();
}

/** What stands on each of the plain pages once it is drawn. */
const PLAIN = { exchange: 'section', settings: '.safety__line', history: '.board > *', problems: '.board > *', help: '.board > *', office: '.board > *' };

/** Every page in turn: the welcome page, the sheet closed and with each module open, the day, the month, the plain pages, rescue. */
async function eachPage(page, look) {
  await open(page, server.url);
  await page.locator('main.welcome').waitFor();
  await look('welcome');
  await example(page);
  await look('sheet');
  for (const name of MODULES) {
    await openModule(page, name);
    await look(`sheet#${name}`);
  }
  await open(page, `${server.url}day/${TODAY}`);
  await page.locator('.visit-card').first().waitFor({ state: 'attached' });
  await page.locator('.visit-card__name').first().click();
  await look('day');
  await open(page, `${server.url}month/${TODAY.slice(0, 7)}`);
  await page.locator('[data-field="month/goals/vol/target"]').fill('168');
  await saved(page);
  await look('month');
  for (const [name, drawn] of Object.entries(PLAIN)) {
    await open(page, `${server.url}${name}`);
    // What the worker draws comes after the page.
    await page.locator(`main.plain ${drawn}`).first().waitFor();
    await look(name);
  }
  await page.goto(`${server.url}recover.html`);
  await page.locator('html[data-read="read"]').waitFor({ state: 'attached' });
  for (const name of ['显示文字', '复制全部', /^重置/]) await page.getByRole('button', { name }).click();
  await page.getByRole('alertdialog').waitFor();
  await look('rescue');
}

async function sideways(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - width;
    if (over <= 0) return [];
    const outside = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > width + 1);
    return [`${over} px too wide: ${outside.slice(0, 5).map((it) => `${it.tagName.toLowerCase()}.${it.className}`).join(', ')}`];
  });
}

async function violations(page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await window.axe.run(document, { resultTypes: ['violations'] });
    const serious = found.violations.filter((it) => ['serious', 'critical'].includes(it.impact));
    return serious.flatMap((it) => it.nodes.map((node) => {
      const why = [...node.any, ...node.all, ...node.none].map((part) => part.message).join('; ');
      return `${it.id} (${it.impact}) ${node.html.slice(0, 120)} — ${why}`;
    }));
  });
}

/** Controls that are smaller than a finger, and not in a label that is large enough. */
async function small(page, selector) {
  return page.evaluate(({ selector, least }) => {
    const isShown = (it) => it.checkVisibility({ visibilityProperty: true }) && it.getClientRects().length > 0;
    const size = (it) => { const { width, height } = it.getBoundingClientRect(); return { width, height }; };
    const fits = ({ width, height }) => width >= least && height >= least;
    const counted = new Map();
    for (const it of document.querySelectorAll(selector)) {
      const label = it.closest('label');
      if (!isShown(it) || it.disabled || fits(size(it)) || (label && fits(size(label)))) continue;
      const { width, height } = size(label ?? it);
      const around = it.parentElement.closest('[class]')?.className ?? '';
      const key = `${it.tagName.toLowerCase()}${it.type && it.tagName === 'INPUT' ? `[${it.type}]` : ''}.${it.className} in .${around}`;
      const row = counted.get(key) ?? { times: 0, width, height };
      counted.set(key, { times: row.times + 1, width: Math.min(row.width, width), height: Math.min(row.height, height) });
    }
    return [...counted].map(([key, row]) => `${row.times} × ${key}: ${row.width.toFixed(1)} × ${row.height.toFixed(1)}`);
  }, { selector, least: TOUCH - SLACK });
}

/** Looks at every page in several ways at once; what each has found, and on which pages. */
async function walked(page, looks) {
  const found = Object.keys(looks).map(() => new Map());
  await eachPage(page, async (name) => {
    for (const [at, look] of Object.values(looks).entries()) {
      for (const it of await look(page)) found[at].set(it, (found[at].get(it) ?? new Set()).add(name));
    }
  });
  return Object.fromEntries(Object.keys(looks).map((key, at) => [key, found[at]]));
}

/** Says what was found, if anything; a walk that broke off has found nothing at all. */
function none(found) {
  assert.ok(found, 'nobody came so far');
  if (found.size > 0) throw new Error([...found].map(([it, pages]) => `${it} [${[...pages].join(', ')}]`).join('\n'));
}

for (const [width, height] of SIZES) {
  for (const colorScheme of ['light', 'dark']) {
    await check(`pictures at ${width} × ${height}, ${colorScheme}`, async () => {
      const page = await fresh({ viewport: { width, height }, colorScheme });
      await example(page);
      await shot(page, `look-${width}x${height}-${colorScheme}`);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const [red] = background.match(/[\d.]+/g).map(Number);
      assert.equal(red < 100, colorScheme === 'dark', `the background is ${background}`);
      await page.context().close();
    });
  }
}

/** Each walk takes its time, so all that can be looked for on it is. */
const WALKS = [
  ['1280 × 800', { viewport: { width: 1280, height: 800 } }, ['scrolls', 'axe']],
  ['1280 × 800, dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }, ['axe']],
  ['1024 × 768', { viewport: { width: 1024, height: 768 } }, ['scrolls']],
  ['390 × 844, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }, ['axe']],
  ['a phone', touch(390, 844), ['scrolls', 'axe', 'boxes', 'links']],
  ['a tablet', touch(768, 1024), ['scrolls', 'boxes', 'links']],
  ['a wide tablet', touch(1180, 820), ['scrolls', 'boxes', 'links']],
];
const LOOKS = {
  scrolls: ['nothing scrolls sideways', sideways],
  axe: ['axe finds nothing serious', violations],
  boxes: ['every button and box is large enough for a finger', (page) => small(page, 'button, input, select, textarea, summary')],
  links: ['every link of the bar and the menus is large enough for a finger', (page) => small(page, 'header a, nav a, main ul a, a.button')],
};

for (const [name, device, looks] of WALKS) {
  let found = {};
  await check(`every page is there at ${name}`, async () => {
    const page = await fresh(device);
    found = await walked(page, Object.fromEntries(looks.map((look) => [look, LOOKS[look][1]])));
    await page.context().close();
  });
  for (const look of looks) await check(`${LOOKS[look][0]} at ${name}`, () => none(found[look]));
}

function touch(width, height) {
  return { viewport: { width, height }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
}

/** Opens an address on a slow device and adds up how far what stands on the page moves while the rest comes (web.dev/cls). */
async function shift(context, address) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((all) => { for (const it of all.getEntries()) window.shift += it.value; })
      .observe({ type: 'layout-shift', buffered: true });
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await open(page, server.url + address);
  // The bar comes last of what is seen at once.
  await page.locator('.bar__pages').waitFor();
  await page.evaluate(() => new Promise((done) => { requestIdleCallback(() => requestIdleCallback(done)); }));
  const moved = await page.evaluate(() => window.shift);
  await page.close();
  return moved;
}

for (const [width, height] of SIZES) {
  await check(`nothing moves under the eye while a page comes at ${width} × ${height}`, async () => {
    const page = await fresh({ viewport: { width, height }, hasTouch: width < 1280 });
    await begin(page, `${server.url}week/2026-W48`);
    await fill(page, 'goals/vol/note', '本周先把两条街走完');
    await saved(page);
    // A second window on the same sheet would be told that it only follows.
    await page.close();
    const moved = [];
    for (const address of ['week/2026-W48', 'week/2026-W49#review', `day/${TODAY}`, 'month/2026-11', 'customers', 'exchange', 'settings']) {
      const by = await shift(page.context(), address);
      if (by > MOST_SHIFT) moved.push(`${address} by ${by.toFixed(3)}`);
    }
    assert.deepEqual(moved, []);
    await page.context().close();
  });
}

await check('axe finds nothing serious on an empty sheet', async () => {
  const page = await fresh({ viewport: { width: 1280, height: 800 } });
  await begin(page, server.url);
  await saved(page);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

for (const [width, height] of [[1280, 800], [1280, 720]]) {
  await check(`the whole week is one screen at ${width} × ${height}, and nothing of it is cut`, async () => {
    const page = await fresh({ viewport: { width, height } });
    await example(page);
    const cut = await page.evaluate(() => [...document.querySelectorAll('main.sheet, .module__body, .steps')]
      .filter((it) => it.scrollHeight > it.clientHeight || it.scrollWidth > it.clientWidth)
      .map((it) => `${it.parentElement.className} ${it.className}: ${it.scrollWidth} × ${it.scrollHeight} in ${it.clientWidth} × ${it.clientHeight}`));
    assert.deepEqual(cut, []);
    await page.context().close();
  });
}

await check('what is drawn before its looks are there takes no room from the sheet', async () => {
  const page = await fresh({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'block' });
  let give;
  const given = new Promise((done) => { give = done; });
  await page.route('**/later.css', async (route) => { await given; await route.continue(); });
  await example(page);
  await page.locator('.tour').waitFor({ state: 'attached' });
  const room = () => page.locator('main.sheet').evaluate((it) => it.clientHeight);
  const before = await room();
  give();
  await page.locator('.tour').waitFor();
  assert.equal(before, await room());
  await page.context().close();
});

await browser.close();
await server.stop();
