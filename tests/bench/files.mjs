// What the worker's work on a year's backup costs, beside what the browser takes for the same bytes with its own JSON and SHA-256:
// in one worker, turn by turn. The ratios are the gates; they hold on any machine, the milliseconds do not. files.rs is the app's
// own code, without the database.
//
//   cargo xtask bench files [--rounds 25]

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, serve } from '../journeys/lib/browser.mjs';
import { line, median, spread } from './lib/table.mjs';
import { backup } from './lib/year.mjs';

const TEMPLATE = fileURLToPath(new URL('../../public/template/tobacco-retail.json', import.meta.url));
const STEPS = fileURLToPath(new URL('lib/steps.js', import.meta.url));

/** Name, our step, what of the browser's it is held against, and how many times that it may take. */
const GATES = [
  { name: 'writing, digest included', ours: 'write', theirs: (it) => it.stringify, times: 1.5 },
  { name: 'verified export', ours: 'export', theirs: (it) => it.stringify + it.parse + 2 * it.digest, times: 1.5 },
  { name: 'staged import, all of it new', ours: 'importNew', theirs: (it) => it.parse + it.digest, times: 3 },
  { name: 'staged import, nothing new', ours: 'importKnown', theirs: (it) => it.parse + it.digest, times: 3 },
];

/** Worth knowing when a gate fails: a part of ours, and what of the browser's does the same. */
const PARTS = [
  { name: 'JSON to text', theirs: 'stringify' },
  { name: 'text to JSON', ours: 'ourParse', theirs: 'parse' },
  { name: 'SHA-256', ours: 'ourDigest', theirs: 'digest' },
  { name: 'text to documents', ours: 'ourRead' },
];

/**
 * The backup a device makes has a stamp for each value; that is what the gates are of. A file of another program has none: a third of
 * the bytes, hence less of what the browser is slow at.
 */
const FILES = [{ name: 'with stamps', isStamped: true, isHeld: true }, { name: 'without stamps', isStamped: false, isHeld: false }];

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '25' } } });
const folder = site();
const { url, stop } = await serve({ folder });
const browser = await launch();
const verdicts = [];
for (const file of FILES) verdicts.push(...await held(file));
await browser.close();
await stop();
const passed = verdicts.filter(Boolean).length;
console.log(`${passed} passed, ${verdicts.length - passed} failed`);
process.exitCode = passed === verdicts.length ? 0 : 1;

/** The one folder with all that the worker fetches. */
function site() {
  const folder = mkdtempSync(join(tmpdir(), 'onesheet-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(process.env.ONESHEET_PIECES, folder, { recursive: true });
  cpSync(STEPS, join(folder, 'steps.js'));
  cpSync(TEMPLATE, join(folder, 'template.json'));
  writeFileSync(join(folder, 'backup.json'), JSON.stringify(backup(JSON.parse(readFileSync(TEMPLATE, 'utf8')))));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>files</title>');
  return folder;
}

/** Measures one file and prints its lines; says which gates it keeps. */
async function held({ name, isStamped, isHeld }) {
  const page = await browser.newPage();
  await page.goto(url);
  const { bytes, results, rounds } = await page.evaluate(measured, { rounds: Number(options.rounds), isStamped });
  await page.close();
  console.log(`\n52 weeks ${name}, ${(bytes / 1e6).toFixed(2)} MB, ${rounds.length} rounds; medians (least–most); ratio is the median of the rounds'`);
  console.log(`staged: ${results.importNew}; where it is known: ${results.importKnown}`);
  line('', 'ours', 'the browser', 'ratio', 'limit');
  const verdicts = GATES.map(({ name, ours, theirs, times }) => {
    const [our, their] = [rounds.map((it) => it[ours]), rounds.map(theirs)];
    const ratio = median(our.map((it, at) => it / their[at]));
    const verdict = ratio <= times ? 'ok' : 'MISSED';
    line(name, spread(our, 'ms'), spread(their, 'ms'), `${ratio.toFixed(2)}×`, isHeld ? `${times}×` : '', isHeld ? verdict : '');
    return ratio <= times;
  });
  const part = (it) => (it ? spread(rounds.map((round) => round[it]), 'ms') : '');
  for (const { name, ours, theirs } of PARTS) line(name, part(ours), part(theirs));
  return isHeld ? verdicts : [];
}

/** Runs in the page. */
function measured(asked) {
  return new Promise((done, failed) => {
    const worker = new Worker('steps.js', { type: 'module' });
    worker.onmessage = ({ data }) => (data.fault ? failed(new Error(data.fault)) : done(data));
    worker.onerror = (event) => failed(new Error(event.message));
    worker.postMessage(asked);
  });
}
