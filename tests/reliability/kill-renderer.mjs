// The process that draws the page is killed at a random moment while somebody types, as a system short of memory does. Every
// edit older than 50 ms is there when the page is opened again, whether the page had called it saved or not.

import { open } from '../journeys/lib/browser.mjs';
import { killAll, noticed, renderers } from './lib/chromium.mjs';
import { fieldsOf, weekOf } from './lib/fields.mjs';
import { profile } from './lib/profile.mjs';
import { runs } from './lib/runs.mjs';
import { strikeTyping } from './lib/typist.mjs';
import { losses, now, refuse, witnessed } from './lib/witness.mjs';

const LONGEST_MS = 1_500;
const YOUNG_MS = 50;

await runs({
  hands: 2,
  begin: async (site) => {
    const own = await profile(site);

    async function run({ seed, dice, tally }) {
      const week = weekOf(seed);
      const address = `${site.url}week/${week.name}`;
      const sheet = await witnessed(await own.chromium.tab());
      await open(sheet.page, address);
      let killedAt;
      await strikeTyping(sheet, dice, dice.some(fieldsOf(week), dice.whole(1, 5)), LONGEST_MS, async () => {
        const gone = sheet.page.waitForEvent('crash');
        const ids = await renderers(own.chromium);
        killedAt = now();
        killAll(ids);
        await gone;
        await noticed(own.chromium, ids);
        // Only now is a stroke answered that was on its way.
        await sheet.page.close();
      });
      const { typed } = sheet.record;
      const isOld = (it) => it.at < killedAt - YOUNG_MS;
      tally.add('edits', typed.length);
      tally.add('older than 50 ms', typed.filter(isOld).length);
      tally.add('not yet acknowledged', typed.filter((it) => !it.acknowledged).length);
      const page = await own.chromium.tab();
      await open(page, address);
      refuse(await losses(page, typed, (it) => it.acknowledged || isOld(it), sheet.record), typed, tally);
      await page.close();
    }

    return { run, end: own.end };
  },
});
