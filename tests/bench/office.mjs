// Head office collecting thousands of sheets. First its counting alone, beside plain JavaScript that parses and adds up without a
// check, in one worker and turn by turn (office.rs is the app's own code); then the page itself: all files chosen at once, compressed and
// kept, the page's memory, and the office opened anew. The files come from the maker of test bundles, 5 % twice, 5 % in a later version,
// 5 % broken, and what they come to is what the maker says.
//
// At last the browser is killed again and again while it collects: what it all comes to is the same.
//
//   cargo xtask bench office [--maker ../shared/tools/make_bundles.py] [--managers 105] [--weeks 104] [--rounds 5] [--whole no] [--kills 20]

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { begin, launch, launchProfile, mainProcess, open, ready, serve } from '../journeys/lib/browser.mjs';
import { line, median, spread } from './lib/table.mjs';

const MIB = 1024 * 1024;
const FILE_MAX = 8 * MIB;
const PARSE = 0.65;
const WHOLE = 2 * PARSE;
const MEMORY = 150;
const QUESTION = 20;
const COLUMNS = 2048;
const OPENED = 2000;
const MARKS = ['sheets', 'managers', 'visits/planned', 'visits/done'];
const TODAY = '2027-01-02';
const ITEM = 'ter-08';
const QUESTIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20].map((it) => `Q${it}`);
const here = (it) => fileURLToPath(new URL(it, import.meta.url));

const { values: options } = parseArgs({ options: {
  maker: { type: 'string', default: '../shared/tools/make_bundles.py' }, managers: { type: 'string', default: '105' },
  weeks: { type: 'string', default: '104' }, rounds: { type: 'string', default: '5' }, whole: { type: 'string', default: 'yes' },
  kills: { type: 'string', default: '20' },
} });
assert.ok(existsSync(options.maker), `the maker of bundles is not at ${options.maker}: name it with --maker`);
const folder = mkdtempSync(join(tmpdir(), 'onesheet-office-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const made = join(folder, 'made');
execFileSync('python3', [options.maker, made, '--managers', options.managers, '--weeks', options.weeks, '--resend', '0.05', '--update', '0.05', '--broken', '0.05', '--quiet']);
const { totals, files: told } = JSON.parse(readFileSync(join(made, 'manifest.json'), 'utf8'));
// Written as the app writes its files: in canonical form. The broken ones stay as they are.
for (const { file } of told.filter((it) => it.class !== 'broken')) {
  writeFileSync(join(made, file), JSON.stringify(sorted(JSON.parse(readFileSync(join(made, file), 'utf8')))));
}
const names = readdirSync(made).filter((it) => it !== 'manifest.json').sort();
const wanted = [totals.sheets, totals.managers, totals.visits.planned, totals.visits.done];
const gates = [];

const browser = await launch();
const counted = await alone();
const plain = median(counted.plain);
if (options.whole === 'yes') {
  await whole('files', names.map((it) => join(made, it)));
  await whole('one archive', [archive()]);
}
await browser.close();
if (Number(options.kills) > 0) await killed(Number(options.kills));

const passed = gates.filter(Boolean).length;
console.log(`${passed} passed, ${gates.length - passed} failed`);
process.exitCode = passed === gates.length ? 0 : 1;

async function alone() {
  const site = join(folder, 'site');
  cpSync(process.env.ONESHEET_PIECES, site, { recursive: true });
  for (const it of ['office_steps.js', 'office_reader.js']) cpSync(here(`lib/${it}`), join(site, it));
  cpSync(here('../../public/template/tobacco-retail.json'), join(site, 'template.json'));
  cpSync(here('../../public/calendar/cn.json'), join(site, 'calendar.json'));
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>office</title>');
  // What is larger than a file may be is refused by its size, and read by nobody.
  const files = names.map((it) => readFileSync(join(made, it))).filter((it) => it.length <= FILE_MAX);
  writeFileSync(join(site, 'files.bin'), Buffer.concat(files));
  const sizes = files.map((it) => it.length);
  const { url, stop } = await serve({ folder: site });
  const page = await browser.newPage();
  await page.goto(url);
  const told = await page.evaluate(measured, { sizes, rounds: Number(options.rounds), today: TODAY, questions: QUESTIONS, item: ITEM });
  await page.close();
  await stop();
  const read = sizes.reduce((sum, it) => sum + it, 0);
  console.log(`\n${totals.sheets} sheets in ${names.length} files, ${(read / MIB).toFixed(0)} MiB`);
  line('', 'ours', 'plain JS, unchecked', 'ratio', 'limit');
  gate(`parsing, checking, totals, digest: ${told.readers} readers`, told.ours, told.plain, median(told.ours) / median(told.plain), PARSE, '×');
  line('the same with one reader', spread(told.alone, 'ms'), '', `${(median(told.alone) / median(told.plain)).toFixed(2)}×`);
  const bytes = told.held / totals.sheets;
  line('facts in memory', `${(bytes / 1024).toFixed(2)} KiB a sheet`, '', '', `${COLUMNS / 1024} KiB`, held(bytes <= COLUMNS));
  line('as they are kept', '', `${(told.packed / totals.sheets / 1024).toFixed(2)} KiB a sheet`);
  line('columns read again', spread(told.reopen, 'ms'));
  line('memory of the counting', `${(told.memory / MIB).toFixed(0)} MiB`);
  const worst = Object.entries(told.asked).map(([name, times]) => [name, median(times)]).sort((a, b) => b[1] - a[1]);
  line('questions, slowest three', worst.slice(0, 3).map(([name, it]) => `${name} ${it.toFixed(1)}`).join(', '), '', worst[0][1].toFixed(1), `${QUESTION} ms`, held(worst[0][1] <= QUESTION));
  line('totals of the maker', told.totals.join(' '), wanted.join(' '), '', '', held(String(told.totals) === String(wanted)));
  return told;
}

/** The files as one: to open thousands of them one by one takes the browser longer than anything that is done with them. */
function archive() {
  const file = join(folder, 'all.zip');
  execFileSync('python3', ['-m', 'zipfile', '-c', file, ...names], { cwd: made });
  return file;
}

/** The page itself, with everything kept. */
async function whole(as, chosen) {
  const { url, stop } = await serve();
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await context.clock.setFixedTime(`${TODAY}T09:00:00+08:00`);
  const page = await context.newPage();
  await begin(page, `${url}office`, { 'manager/id': 'HQ01', role: 'office' }, 'main.office h1');
  const before = await memory(page);
  // From when the page has the files: handing ten thousand of them over is the driver's time and no person's.
  let from;
  await page.exposeFunction('chosen', () => { from = performance.now(); });
  await page.evaluate(() => document.addEventListener('change', () => window.chosen(), { capture: true, once: true }));
  await page.getByLabel('导入文件', { exact: true }).setInputFiles(chosen);
  await page.getByRole('region', { name: '导入报告', exact: true }).waitFor({ timeout: 0 });
  const took = performance.now() - from;
  const after = await memory(page);
  const figure = async (mark) => Number(await page.locator(`[data-computed="office/${mark}"]`).first().textContent());
  await page.waitForFunction((sheets) => document.querySelector('[data-computed="office/sheets"]')?.textContent === sheets, String(totals.sheets));
  const told = [];
  for (const mark of MARKS) told.push(await figure(mark));
  gate(`whole import, kept: ${as}`, [took], [plain], took / plain, WHOLE, '×');
  line('page memory beyond an empty page', `${(after - before).toFixed(0)} MiB`, '', '', `${MEMORY} MiB`, held(after - before <= MEMORY));
  const again = performance.now();
  await page.reload();
  await ready(page);
  await page.locator('[data-computed="office/sheets"]').first().waitFor();
  const opened = performance.now() - again;
  line('office opened anew, first answer', `${opened.toFixed(0)} ms`, '', '', `${OPENED} ms`, held(opened <= OPENED));
  line('totals of the maker', told.join(' '), wanted.join(' '), '', '', held(String(told) === String(wanted)));
  await context.close();
  await stop();
}

/** The files again and again in one profile, the browser killed each time a little further on; at last to the end. */
async function killed(kills) {
  const { url, stop } = await serve();
  const profile = join(folder, 'profile');
  const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  const start = async () => {
    const context = await launchProfile(profile, options);
    await context.clock.setFixedTime(`${TODAY}T09:00:00+08:00`);
    const page = context.pages()[0] ?? await context.newPage();
    await open(page, `${url}office`);
    if (await page.locator('main.welcome').count() > 0) await begin(page, `${url}office`, { 'manager/id': 'HQ01', role: 'office' }, 'main.office h1');
    return { context, page };
  };
  const choose = (page) => page.getByLabel('导入文件', { exact: true }).setInputFiles(names.map((it) => join(made, it)));
  for (let at = 1; at <= kills; at += 1) {
    const { context, page } = await start();
    await choose(page);
    await page.waitForFunction((count) => (document.querySelector('[data-slot="on-way"] progress')?.value ?? 0) >= count, Math.floor(names.length * at / (kills + 1)), { timeout: 0 });
    const gone = new Promise((done) => { context.once('close', done); });
    process.kill(mainProcess(profile), 'SIGKILL');
    await gone;
  }
  const { context, page } = await start();
  await choose(page);
  await page.getByRole('region', { name: '导入报告', exact: true }).waitFor({ timeout: 0 });
  const told = await page.evaluate((marks) => marks.map((it) => Number(document.querySelector(`[data-computed="office/${it}"]`).textContent)), MARKS);
  line(`totals after ${kills} kills`, told.join(' '), wanted.join(' '), '', '', held(String(told) === String(wanted)));
  await context.close();
  await stop();
}

/** The same with the members of every object in the order of their names. */
function sorted(it) {
  if (it === null || typeof it !== 'object') return it;
  if (Array.isArray(it)) return it.map(sorted);
  return Object.fromEntries(Object.keys(it).sort().map((name) => [name, sorted(it[name])]));
}

/** What the renderers hold for themselves, after what is garbage is gone; in MiB. */
async function memory(page) {
  await page.requestGC();
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const held = ({ id }) => Number(/^Private_Dirty:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))[1]) / 1024;
  return processInfo.filter((it) => it.type === 'renderer').reduce((sum, it) => sum + held(it), 0);
}

function gate(name, ours, theirs, figure, limit, unit) {
  line(name, spread(ours, 'ms'), spread(theirs, 'ms'), `${figure.toFixed(2)}${unit}`, `${limit}${unit}`, held(figure <= limit));
}

function held(isKept) {
  gates.push(isKept);
  return isKept ? 'ok' : 'MISSED';
}

/** Runs in the page. */
function measured(asked) {
  return new Promise((done, failed) => {
    const worker = new Worker('office_steps.js', { type: 'module' });
    worker.onmessage = ({ data }) => (data.fault ? failed(new Error(data.fault)) : done(data));
    worker.onerror = (event) => failed(new Error(event.message));
    worker.postMessage(asked);
  });
}
