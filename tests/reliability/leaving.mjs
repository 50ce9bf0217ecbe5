// The page is left within 400 ms of a key, in one of five ways. Every edit is there, however young: nobody had a chance to say
// that it was not saved.

import { setTimeout as wait } from 'node:timers/promises';
import { open, ready } from '../journeys/lib/browser.mjs';
import { killAll, noticed, renderers } from './lib/chromium.mjs';
import { fieldsOf, weekOf } from './lib/fields.mjs';
import { profile } from './lib/profile.mjs';
import { runs } from './lib/runs.mjs';
import { typist } from './lib/typist.mjs';
import { losses, refuse, witnessed } from './lib/witness.mjs';

const LONGEST_MS = 400;
const SHORT_MS = 10;

/** Each leaves the page, and gives the page that shows the sheet anew if that is the same. */
const WAYS = {
  close: async ({ page }) => {
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
  },
  reload: async ({ page }) => {
    await page.reload();
    await ready(page);
    return page;
  },
  navigate: ({ page }) => page.goto('about:blank').then(() => {}),
  back: async ({ page, devtools }) => {
    const { entries: [first] } = await devtools.send('Page.getNavigationHistory');
    await Promise.all([page.waitForURL(first.url), devtools.send('Page.navigateToHistoryEntry', { entryId: first.id })]);
  },
  // A page out of sight may be thrown away without another word.
  hide: async ({ page, record }, chromium) => {
    const since = record.all.length;
    const other = await chromium.tab();
    await record.until('hidden', (it) => it.what === 'sight' && it.says === 'hidden', { since });
    const gone = page.waitForEvent('crash');
    const ids = await renderers(chromium);
    killAll(ids);
    await gone;
    await noticed(chromium, ids);
    await other.close();
  },
};

const wayOf = (seed) => Object.keys(WAYS)[seed % 5];

await runs({
  hands: 2,
  name: wayOf,
  begin: async (site) => {
    const own = await profile(site);

    async function run({ seed, dice, tally }) {
      const week = weekOf(seed);
      const address = `${site.url}week/${week.name}`;
      const sheet = await witnessed(await own.chromium.tab());
      await open(sheet.page, address);
      const hand = typist(sheet, dice);
      for (const field of dice.some(fieldsOf(week), dice.whole(1, 2))) {
        await hand.go(field);
        for (let left = dice.whole(1, 6); left > 0 || !sheet.record.typed.length; left -= 1) await hand.stroke();
      }
      // Every other time at once: what is on its way then is what matters.
      await wait(dice.whole(0, dice.chance(0.5) ? SHORT_MS : LONGEST_MS));
      const same = await WAYS[wayOf(seed)](sheet, own.chromium);
      const { typed } = sheet.record;
      tally.add('edits', typed.length);
      tally.add('not yet acknowledged', typed.filter((it) => !it.acknowledged).length);
      const page = same ?? await own.chromium.tab();
      if (!same) await open(page, address);
      refuse(await losses(page, typed, () => true, sheet.record), typed, tally);
      for (const it of new Set([page, sheet.page])) if (!it.isClosed()) await it.close();
    }

    return { run, end: own.end };
  },
});
