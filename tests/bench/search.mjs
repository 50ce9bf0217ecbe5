// Search through five years of texts, beside a plain scan in JavaScript over the same texts, in one worker and turn by turn.
// search.rs is the app's own code. Nothing may be missed and nothing false. A query's time is the median of its rounds: what else
// the machine does is no time of ours.
//
//   cargo xtask bench search [--rounds 15]

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, serve } from '../journeys/lib/browser.mjs';
import { A_WEEK, LETTERS, fiveYears, queries } from './lib/five_years.mjs';
import { line, median } from './lib/table.mjs';

const here = (it) => fileURLToPath(new URL(it, import.meta.url));

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const made = fiveYears();
const asked = { texts: made.texts, aWeek: A_WEEK, queries: queries(made, 60), letters: LETTERS, rounds: Number(options.rounds) };
const folder = site();
const { url, stop } = await serve({ folder });
const browser = await launch();
const page = await browser.newPage();
await page.goto(url);
const { wrong, foundByLetters, times } = await page.evaluate(measured, asked);
await browser.close();
await stop();

const characters = made.texts.reduce((sum, it) => sum + [...it].length, 0);
console.log(`\n${made.texts.length} texts, ${characters} characters, ${asked.queries.length} queries, ${asked.rounds} rounds`);
line('', 'ours: median, p95', 'plain JS: median, p95', 'held', 'limit');
const each = (all, count) => Array.from({ length: count }, (_, at) => median(all.filter((_, number) => number % count === at)));
const [find, plainFind] = [times.find, times.plainFind].map((it) => each(it, asked.queries.length));
const letters = each(times.letters, LETTERS.length);
console.log(`letters: ${LETTERS.map((it, at) => `${it} ${foundByLetters[at]} in ${letters[at].toFixed(1)} ms`).join(', ')}`);
const gates = [
  gate('joining all texts', times.build, times.plainBuild, median(times.build), 40),
  gate('a query', find, plainFind, p95(find), 1),
  gate('a query by letters', letters, undefined, p95(letters), 2),
  gate('a week put in anew', times.put, undefined, median(times.put), 5),
];
line('wrong counts', String(wrong.length), '', '', '0', wrong.length === 0 ? 'ok' : `MISSED: ${wrong}`);
process.exitCode = gates.every(Boolean) && wrong.length === 0 ? 0 : 1;

function gate(name, ours, theirs, figure, limit) {
  const isKept = figure <= limit;
  line(name, both(ours), theirs ? both(theirs) : '', figure.toFixed(2), `${limit} ms`, isKept ? 'ok' : 'MISSED');
  return isKept;
}

function p95(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)];
}

function both(values) {
  return `${median(values).toFixed(2)}, ${p95(values).toFixed(2)} ms`;
}

/** The one folder with all that the worker fetches. */
function site() {
  const folder = mkdtempSync(join(tmpdir(), 'onesheet-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(process.env.ONESHEET_PIECES, folder, { recursive: true });
  cpSync(here('lib/search_steps.js'), join(folder, 'search_steps.js'));
  cpSync(here('../../public/template/tobacco-retail.json'), join(folder, 'template.json'));
  cpSync(here('../../public/pinyin/initials.txt'), join(folder, 'initials.txt'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>search</title>');
  return folder;
}

/** Runs in the page. */
function measured(asked) {
  return new Promise((done, failed) => {
    const worker = new Worker('search_steps.js', { type: 'module' });
    worker.onmessage = ({ data }) => (data.fault ? failed(new Error(data.fault)) : done(data));
    worker.onerror = (event) => failed(new Error(event.message));
    worker.postMessage(asked);
  });
}
