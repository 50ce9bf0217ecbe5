// Twelve ways in which a database fails, at six moments; then it works again. Nothing typed is lost and nothing empty is ever
// shown or written, the person is told within a second and can still hand the week over, and saving goes on by itself.

import { open, ready, saved, show } from '../journeys/lib/browser.mjs';
import { LATE_MS, failing, siteThatFails } from './lib/failing.mjs';
import { weekOf } from './lib/fields.mjs';
import { profile } from './lib/profile.mjs';
import { runs } from './lib/runs.mjs';
import { losses, now, witnessed } from './lib/witness.mjs';

const KINDS = [
  'quota', 'quota of Firefox', 'quota by number', 'connection lost', 'closing', 'no transaction', 'abort', 'backing store', 'version',
  'open hangs', 'hangs', 'blocked',
];
const MOMENTS = ['at start', 'at another week', 'while typing', 'on leaving a field', 'at hand-over', 'when shown again'];
const cellOf = (seed) => ({ kind: KINDS[seed % KINDS.length], moment: MOMENTS[Math.floor(seed / KINDS.length) % MOMENTS.length] });

/** What stands in both weeks before anything fails. */
const BEFORE = { 'review/work': '早先写好的改进', 'goals/key/note': '早先的备注', 'messages/m1/text': '早先的话' };
/** Where it is typed while it fails. */
const FIELDS = ['focus/text', 'goals/vol/note'];

/** In the page, at each frame: a sheet that is shown shows what stands in it. */
const WATCH = `(${function watch(before) {
  const look = () => {
    const isEmpty = ([field, value]) => {
      const control = document.querySelector(`main.sheet [data-field="${field}"]`);
      return control && control.value !== value;
    };
    const found = Object.entries(before).find(isEmpty);
    if (found) window.tell({ what: 'empty', says: found[0] });
    else requestAnimationFrame(look);
  };
  if (location.protocol.startsWith('http')) requestAnimationFrame(look);
}})(${JSON.stringify(BEFORE)});`;

const folder = siteThatFails();
const cells = {};

await runs({
  hands: 2,
  folder,
  name: (seed) => Object.values(cellOf(seed)).join(' '),
  begin: async (site) => {
    const own = await profile(site);
    const address = (week, field) => `${site.url}week/${week.name}${field ? `#${field}` : ''}`;

    /** Two weeks that follow each other, with what stood in them before. */
    async function before(seed) {
      const weeks = [weekOf(2 * seed), weekOf(2 * seed + 1)];
      const { page } = await witnessed(await own.chromium.tab());
      for (const week of weeks) {
        await open(page, address(week));
        for (const [field, text] of Object.entries(BEFORE)) {
          await show(page, field);
          await page.keyboard.insertText(text);
        }
        await saved(page);
      }
      await page.close();
      return weeks;
    }

    /** Some more text in a field, key by key; nothing where a page that must not write puts it back. */
    async function type({ page, record, problems, isOutdated }, field, text) {
      await show(page, field);
      await page.keyboard.press('ControlOrMeta+End');
      const since = record.all.length;
      for (const key of text) await page.keyboard.insertText(key);
      const isTaken = (it) => it.what === 'typed' && it.value.endsWith(text);
      const it = await record.until(`${text} in ${field}`, (it) => it.field === field && (isTaken(it) || it.what === 'refused'), { since });
      if (it.what === 'typed') return it.value;
      // Only one who has met a newer version has to wait for it.
      if (!isOutdated()) problems.push('typing is refused');
      return undefined;
    }

    const isUp = (sheet) => sheet.page.locator('main.sheet').isVisible();
    const button = (sheet, name) => sheet.page.getByRole('link', { name, exact: true });

    /** Brings the page to the moment and has it fail there. */
    const moments = {
      'at start': async (kind, [week], number) => {
        // A tab was closed while it failed: what was typed there is in the journal alone.
        const closed = await begun([week]);
        await closed.on(kind);
        await type(closed, FIELDS[1], `没有存上${number}`);
        await closed.page.close();
        const sheet = await failing(own.chromium, { kind, before: [WATCH] });
        await sheet.page.goto(address(week, 'review/work'));
        await somethingIsThere(sheet);
        return { ...sheet, earlier: closed.record.typed };
      },
      'at another week': async (kind, [week], number) => {
        const sheet = await begun([week]);
        await type(sheet, FIELDS[0], `先写${number}`);
        await saved(sheet.page);
        await sheet.on(kind);
        await button(sheet, '下一周').click();
        await sheet.page.waitForFunction((name) => !location.pathname.endsWith(name), week.name);
        await somethingIsThere(sheet);
        return sheet;
      },
      'while typing': async (kind, weeks, number) => {
        const sheet = await begun(weeks);
        await type(sheet, FIELDS[0], `正在写${number}`);
        await sheet.on(kind);
        await type(sheet, FIELDS[0], '，接着写');
        return sheet;
      },
      'on leaving a field': async (kind, weeks, number) => {
        const sheet = await begun(weeks);
        await type(sheet, FIELDS[0], `写完${number}`);
        await saved(sheet.page);
        await sheet.on(kind);
        await sheet.page.keyboard.press('Tab');
        return sheet;
      },
      'at hand-over': async (kind, weeks, number) => {
        const sheet = await begun(weeks);
        const text = await type(sheet, FIELDS[0], `要上交${number}`);
        await saved(sheet.page);
        await sheet.on(kind);
        await sheet.handsOver([text, ...Object.values(BEFORE)]);
        return sheet;
      },
      'when shown again': async (kind, weeks, number) => {
        const sheet = await begun(weeks);
        await type(sheet, FIELDS[0], `放下${number}`);
        await saved(sheet.page);
        const since = sheet.record.all.length;
        const other = await own.chromium.tab();
        await sheet.record.until('hidden', (it) => it.what === 'sight' && it.says === 'hidden', { since });
        await sheet.on(kind);
        await other.close();
        await sheet.page.bringToFront();
        await sheet.record.until('shown', (it) => it.what === 'sight' && it.says === 'visible', { since });
        return sheet;
      },
    };

    /** The sheet, or why it is not there; the page of a first start would be neither. */
    async function somethingIsThere({ page, problems }) {
      const something = page.locator('main.sheet').or(page.getByRole('alert')).first();
      await something.waitFor({ timeout: LATE_MS }).catch(() => problems.push(`neither a sheet nor a word in ${LATE_MS} ms`));
    }

    async function begun([week]) {
      const sheet = await failing(own.chromium, { before: [WATCH] });
      await open(sheet.page, address(week, 'review/work'));
      return sheet;
    }

    async function run({ seed, tally }) {
      const { kind, moment } = cellOf(seed);
      const weeks = await before(seed);
      const sheet = await moments[moment](kind, weeks, seed);
      const { page, record, problems } = sheet;
      // Nobody has lost anything yet who comes back and finds all of it: that counts from the first key.
      let banner = moment === 'when shown again' ? undefined : await sheet.toldSoon();
      if (!(await isUp(sheet)) && moment === 'at hand-over') {
        await button(sheet, '回到一张纸').click();
        await page.locator('main.sheet').waitFor({ timeout: 5_000 }).catch(() => problems.push('the sheet does not come back'));
      }
      const texts = [];
      if (await isUp(sheet)) {
        const from = now();
        for (const field of FIELDS) texts.push(await type(sheet, field, `坏了也写${seed}`) ?? '');
        banner ??= await sheet.toldSoon({ from });
        if (moment !== 'at hand-over') await sheet.handsOver([...texts, ...Object.values(BEFORE)]);
      }
      if (!record.all.some((it) => it.what === 'fault' && it.says === 'struck')) problems.push('the fault never struck');
      sheet.heldBack();
      await sheet.off();
      const resumed = sheet.isOutdated() ? undefined : await sheet.resumes();
      if (record.all.some((it) => it.what === 'empty')) problems.push('an empty sheet was shown');
      for (const week of weeks) {
        await page.goto(address(week));
        await ready(page);
        const due = Object.entries(BEFORE).map(([field, value]) => ({ field, value }));
        due.push(...[...sheet.earlier ?? [], ...record.typed].filter((it) => it.path.endsWith(week.name) && !it.refused));
        const lost = await losses(page, due, () => true);
        tally.add('lost', lost.length);
        for (const { field, wanted, found } of lost) problems.push(`lost: ${field} of ${week.name} shows “${found}”, not “${wanted}”`);
      }
      await page.close();
      tally.add('edits', record.typed.length);
      if (banner !== undefined) tally.most('banner', banner);
      if (resumed !== undefined) tally.most('resumed', resumed);
      cells[moment] = { ...cells[moment], [kind]: problems };
      if (problems.length) throw Object.assign(new Error(problems.join('; ')), { stack: problems.join('\n') });
    }

    return { run, end: own.end };
  },
});

const width = Math.max(...KINDS.map((it) => it.length));
console.log(`\n${''.padEnd(width)} | ${MOMENTS.join(' | ')}`);
for (const kind of KINDS.filter((kind) => MOMENTS.some((moment) => cells[moment]?.[kind]))) {
  const cell = (moment) => {
    const problems = cells[moment]?.[kind];
    return (problems ? (problems.length ? `${problems.length} wrong` : 'ok') : '').padEnd(moment.length);
  };
  console.log(`${kind.padEnd(width)} | ${MOMENTS.map(cell).join(' | ')}`.trimEnd());
}
