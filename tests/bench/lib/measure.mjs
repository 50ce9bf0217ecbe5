// One visit of one page on a slowed processor: how long it takes to start, or what typing in one field costs.

import { readFileSync } from 'node:fs';
import { ready, saved } from '../../journeys/lib/browser.mjs';

const SLOWDOWN = 4;
const WARM_UP_KEYS = 10;
const SETTLE_MS = 1_000;
const IDLE_FRAMES = 20;
const PROBE = readFileSync(new URL('probe.js', import.meta.url), 'utf8');

/** Milliseconds from the navigation to readiness and to the end of the first input. */
export async function start(context, side, field) {
  const { page, devtools } = await visitor(context, `window.benchField = ${JSON.stringify(field)};`);
  await devtools.send('Runtime.addBinding', { name: 'benchReady' });
  const typed = new Promise((done, failed) => {
    devtools.once('Runtime.bindingCalled', () => devtools.send('Input.insertText', { text: '1' }).then(done, failed));
  });
  await page.goto(side.at());
  await typed;
  await page.waitForFunction(() => window.bench.saves.length > 0);
  await saved(page);
  const times = await page.evaluate(() => ({ ready: window.bench.ready, firstInput: window.bench.firstInput }));
  await leave(page, side);
  return times;
}

/**
 * What typing these keys in a field costs: milliseconds of the main thread per key, and the edits' ways to the database.
 * `probe` names what the page shall tell at the end.
 */
export async function typing(context, side, field, keys, computed) {
  const { page, devtools } = await visitor(context);
  await page.goto(side.at(field));
  await ready(page);
  const control = page.locator(`[data-field="${field}"]`);
  await control.focus();
  await page.keyboard.press('End');
  await page.waitForTimeout(SETTLE_MS);
  const before = await control.inputValue();
  const idle = await cost(devtools, IDLE_FRAMES, () => painted(devtools));
  await strike(page, devtools, keys.slice(0, WARM_UP_KEYS));
  await saved(page);
  await page.evaluate(() => { window.bench.saves.length = 0; });
  const measured = keys.slice(WARM_UP_KEYS);
  const spent = await cost(devtools, measured.length, async () => {
    await strike(page, devtools, measured);
    await saved(page);
  });
  const saves = await page.evaluate(() => window.bench.saves);
  const { text, shown, controls, elements } = await control.evaluate((it, mark) => ({
    text: it.value,
    shown: document.querySelector(`[data-computed="${mark}"]`)?.textContent,
    controls: document.querySelectorAll('input, select, textarea').length,
    elements: document.querySelectorAll('*').length,
  }), computed);
  if (saves.length !== measured.length) throw new Error(`${side.name}: ${measured.length} keys, ${saves.length} writes`);
  const memory = await heap(page, devtools);
  await leave(page, side);
  return { ...spent, idle: idle.task, saves, typed: text.slice(before.length), shown, controls, elements, memory };
}

async function visitor(context, before = '') {
  const page = await context.newPage();
  await page.addInitScript(before + PROBE);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Runtime.enable');
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  return { page, devtools };
}

async function leave(page, side) {
  await side.reset(page);
  await page.close();
}

/** Each key alone, the next one when what it changed is drawn. */
async function strike(page, devtools, keys) {
  for (const key of keys) {
    if (key.length > 1 || key < '\u0080') await page.keyboard.press(key);
    else await devtools.send('Input.insertText', { text: key });
    await painted(devtools);
  }
}

function painted(devtools) {
  return devtools.send('Runtime.evaluate', { expression: 'bench.painted()', awaitPromise: true });
}

/** Milliseconds of the main thread for one of `times` while `body` runs. */
async function cost(devtools, times, body) {
  const before = await metrics(devtools);
  await body();
  const after = await metrics(devtools);
  const each = (name) => (after[name] - before[name]) * 1_000 / times;
  return { task: each('TaskDuration'), script: each('ScriptDuration'), layout: each('LayoutDuration') + each('RecalcStyleDuration') };
}

async function metrics(devtools) {
  const { metrics: list } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

/** MiB in use after collecting garbage: objects of JavaScript, and all of the wasm memory. */
async function heap(page, devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate(() => window.bench.wasmBytes());
  return { heap: usedSize / 2 ** 20, wasm: wasm / 2 ** 20 };
}
