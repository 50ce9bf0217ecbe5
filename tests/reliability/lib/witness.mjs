// What is known from outside of a page: what was typed in it and how much of that it has called saved; and whether another
// page, later, still shows it.

import { readFileSync } from 'node:fs';
import { shown } from '../../journeys/lib/browser.mjs';
import { isFigure } from './fields.mjs';

const SCRIPT = readFileSync(new URL('witness.js', import.meta.url), 'utf8');

/** Milliseconds since 1970, as the page's witness counts them. */
export const now = () => performance.timeOrigin + performance.now();

/** Puts a witness into an empty page, and `scripts` after it. */
export async function witnessed(page, ...scripts) {
  const devtools = await page.context().newCDPSession(page);
  const record = new Record();
  devtools.on('Runtime.bindingCalled', ({ name, payload }) => { if (name === 'witnessed') record.hear(JSON.parse(payload)); });
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', { name: 'witnessed' });
  for (const content of [SCRIPT, ...scripts]) await page.addInitScript({ content });
  return { page, devtools, record };
}

/** What a witness has told. */
export class Record {
  /** Everything, in order. */
  all = [];

  /** The last strokes: { field, by, after }, what each makes of what stands there, and how much had been told before it. */
  #strokes = [];

  /** Edits: { field, value, at, acknowledged, refused }. */
  typed = [];

  #waiting = new Set();

  #began = 0;

  hear(it) {
    this.all.push(it);
    if (it.what === 'typed') this.typed.push({ ...it, acknowledged: false, refused: false });
    if (it.what === 'refused') this.typed.findLast(({ field }) => field === it.field).refused = true;
    if (it.what === 'began') this.#began = this.typed.length;
    // Told in the page's order, so whatever was typed before in this document has been confirmed. A new one starts with "saved".
    if (it.what === 'save' && it.says === 'saved') for (const edit of this.typed.slice(this.#began)) edit.acknowledged = true;
    for (const look of this.#waiting) look();
  }

  /** Waits until something is told that passes, now or later; `since` counts what is not asked about any more. */
  async until(name, passes, { since = 0, within = 10_000 } = {}) {
    let [look, timer] = [];
    try {
      return await new Promise((found, failed) => {
        look = () => {
          const it = this.all.find((it, at) => at >= since && passes(it));
          if (it) found(it);
        };
        timer = setTimeout(() => failed(new Error(`not within ${within} ms: ${name}`)), within);
        this.#waiting.add(look);
        look();
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }

  /** A stroke is made that turns what stands in a field into something else. */
  make(field, by) {
    this.#strokes = [...this.#strokes.slice(-5), { field, by, after: this.typed.length }];
  }

  /** What the strokes make of a value that the page could not tell of any more. */
  untold(field, value) {
    const mine = this.#strokes.filter((it) => it.field === field);
    const told = mine.length ? this.typed.slice(mine[0].after).filter((it) => it.field === field).length : 0;
    let made = value;
    return mine.slice(told).map(({ by }) => { made = by(made); return made; });
  }

  /** The newest value typed in a field. */
  last(field) {
    return this.typed.findLast((it) => it.field === field)?.value;
  }
}

/**
 * Fields that do not show the last edit that counts, or a later one: { field, wanted, found }. A field in which nothing counts
 * may show what it showed before.
 */
export async function losses(page, typed, counts, record = null) {
  const lost = [];
  for (const field of new Set(typed.map((it) => it.field))) {
    const edits = typed.filter((it) => it.field === field);
    const due = edits.findLastIndex(counts);
    const allowed = edits.slice(Math.max(due, 0)).map((it) => it.value);
    allowed.push(...record?.untold(field, edits.at(-1).value) ?? []);
    if (due < 0) allowed.unshift(typeof edits[0].value === 'boolean' ? false : '');
    const found = await shown(page, field).catch((error) => error);
    if (!allowed.some((it) => isSame(field, it, found))) lost.push({ field, wanted: allowed, found: found instanceof Error ? String(found) : found });
  }
  return lost;
}

/** Throws what was lost, in words, with the last of what was typed there, after whatever else is wrong. */
export function refuse(lost, typed, tally, problems = []) {
  if (!typed.length) throw new Error('nothing was typed');
  tally.add('lost', lost.length);
  const edits = (field) => typed.filter((it) => it.field === field).slice(-6)
    .map(({ value, at, acknowledged }) => `    ${at.toFixed(1)}${acknowledged ? ' saved' : ''} ${JSON.stringify(value)}`);
  const told = lost.map(({ field, wanted, found }) => [
    `lost: ${field} shows ${JSON.stringify(found)}, not ${wanted.map((it) => JSON.stringify(it)).join(' or ')}`, ...edits(field),
  ].join('\n'));
  const all = [...problems, ...told];
  // Where in the test it was found is nobody's question.
  if (all.length) throw Object.assign(new Error(all[0]), { stack: all.join('\n') });
}

/** A figure is shown as it is held: 7 for 007. */
function isSame(field, typed, found) {
  if (typed === found) return true;
  const isNumber = isFigure(field) && typed !== '' && found !== '' && typeof found === 'string';
  return isNumber && Number(typed) === Number(found);
}
