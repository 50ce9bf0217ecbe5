// A page whose storage fails, and what must hold while it does: it is told within a second, nothing is called saved that is
// not, the week can still be handed over with all that was typed, and saving goes on by itself once it can.

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloaded } from './downloads.mjs';
import { witnessed } from './witness.mjs';

/** Lets a page and its worker fail: `window.fault.on(kind)`. */
export const SCRIPT = readFileSync(new URL('fault.js', import.meta.url), 'utf8');

const BANNER_MS = 1_000;
/** Of that second, what the page only waits; the rest is work, which a machine that draws fewer frames does as much slower. */
const WAITED_MS = 700;
const FRAME_MS = 1000 / 60;
/** A page that stands still is not a slow machine. */
const SLOWEST = 3;

/** In the page: when it drew. */
const BEATS = `(${function beats() {
  window.beats = [];
  const beat = (at) => { window.beats.push(performance.timeOrigin + at); requestAnimationFrame(beat); };
  requestAnimationFrame(beat);
}})();`;
/** How long a late one is waited for, so that it can be said how late. */
export const LATE_MS = 7_000;
const EXPORT_MS = 10_000;
const RESUME_MS = 10_000;

/** A copy of the release site whose worker can fail as its page can. */
export function siteThatFails() {
  const folder = mkdtempSync(join(tmpdir(), 'onesheet-failing-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(process.env.ONESHEET_DIST ?? 'dist', folder, { recursive: true });
  const start = readdirSync(folder).find((it) => /^worker-.*\.start\.js$/.test(it));
  writeFileSync(join(folder, start), `${SCRIPT}\n${readFileSync(join(folder, start), 'utf8')}`);
  return folder;
}

/** A new page that can fail, from the start or later. */
export async function failing(chromium, { kind = '', before = [] } = {}) {
  const sheet = await witnessed(await chromium.tab(), ...before, BEATS, `window.faultAtStart = ${JSON.stringify(kind)};`, SCRIPT);
  const { page, record } = sheet;
  const problems = [];
  const index = (says) => record.all.findIndex((it) => it.what === 'fault' && it.says === says);
  const last = (what) => record.all.findLast((it) => it.what === what);
  /** A warning; or that a newer version has the data, which is nothing to be alarmed about. */
  const isTold = (it) => (it.what === 'alert' && it.says) || (it.what === 'seat' && it.says === 'newer');

  /** How many times fewer frames the page drew in a time than a quiet machine does. */
  const slowness = async (from, to) => {
    const drawn = await page.evaluate(([from, to]) => window.beats.filter((at) => at >= from && at <= to).length, [from, to]);
    return Math.min(SLOWEST, Math.max(1, (to - from) / FRAME_MS / Math.max(1, drawn)));
  };

  return {
    ...sheet,
    /** What did not hold. */
    problems,
    on: (it) => page.evaluate((it) => window.fault.on(it), it),

    isOn: () => index('on') >= 0,
    isStruck: () => index('struck') >= 0,

    /**
     * The person has been told, and in time, since the fault first struck, or since `from`; says how long it took. With `orMended`
     * there is nothing to tell if everything has been saved after all.
     */
    async toldSoon({ from = 0, orMended = false } = {}) {
      const struck = record.all[index('struck')];
      if (!struck) return undefined;
      const since = orMended ? index('struck') : Math.max(index('on'), 0);
      const isMended = (it) => orMended && it.what === 'save' && it.says === 'saved';
      const told = await record.until('a banner', (it) => isTold(it) || isMended(it), { since, within: LATE_MS }).catch(() => undefined);
      if (told && isMended(told)) return undefined;
      const took = told && Math.max(0, told.at - Math.max(struck.at, from));
      if (!told) problems.push(`no banner in ${LATE_MS} ms`);
      else if (took > BANNER_MS) {
        const most = WAITED_MS + (BANNER_MS - WAITED_MS) * await slowness(told.at - took, told.at);
        if (took > most) problems.push(`the banner came after ${Math.round(took)} ms, of ${Math.round(most)} on this machine just then`);
      }
      return took;
    },

    /** Hands the open week over; the file holds every text. */
    async handsOver(texts) {
      try {
        const file = await downloaded(chromium, async () => {
          await page.getByRole('link', { name: '上交与导入', exact: true }).click();
          await page.getByRole('button', { name: '上交本周', exact: true }).click();
          await page.getByRole('button', { name: '上交', exact: true }).click({ timeout: EXPORT_MS });
        }, EXPORT_MS);
        const missing = texts.filter((it) => !file.includes(JSON.stringify(it).slice(1, -1)));
        if (missing.length) problems.push(`the file lacks ${missing.join(' and ')}`);
      } catch (error) {
        const said = await page.locator('main [role="alert"]').allInnerTexts();
        problems.push(`no file${said.length ? `: “${said.join(' ')}”` : `, and no word why (${String(error).split('\n')[0]})`}`);
      }
    },

    /** It has not been called saved while it could not be, and the banner has not gone. */
    heldBack() {
      const on = index('on');
      const first = record.all.findIndex((it, at) => at > on && it.what === 'typed');
      const isCalled = record.all.some((it, at) => first >= 0 && at > first && it.what === 'save' && it.says === 'saved');
      if (isCalled) problems.push('it was called saved while it was not');
      if (index('struck') >= 0 && !['alert', 'seat'].some((it) => isTold(last(it) ?? {}))) problems.push('there is no banner while it fails');
    },

    off: () => page.evaluate(() => window.fault.off()),

    /** Whether a newer version has the data: then this one waits to be loaded anew. */
    isOutdated: () => last('seat')?.says === 'newer',

    /** Everything typed is saved without a touch, and the banner goes; says how long it took. */
    async resumes() {
      const since = index('off');
      const start = record.all[since].at;
      const isPending = record.typed.some((it) => !it.acknowledged);
      if (isPending) {
        const saved = await record.until('saved', (it) => it.what === 'save' && it.says === 'saved', { since, within: RESUME_MS }).catch(() => undefined);
        if (!saved) {
          problems.push(`saving does not go on by itself in ${RESUME_MS} ms`);
          return undefined;
        }
        // What a page itself has to say of a file may stay.
        await page.locator('.banners [role="alert"]').waitFor({ state: 'detached', timeout: BANNER_MS }).catch(() => problems.push('the banner stays'));
        return saved.at - start;
      }
      return undefined;
    },
  };
}
