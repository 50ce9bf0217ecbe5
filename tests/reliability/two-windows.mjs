// Two windows on the same week, side by side or one behind the other, and somebody types now in this, now in that. What either
// has called saved does not go away. A window that only reads is asked for the pen, or left alone.

import { open, ready, saved } from '../journeys/lib/browser.mjs';
import { fieldsOf, weekOf } from './lib/fields.mjs';
import { profile } from './lib/profile.mjs';
import { runs } from './lib/runs.mjs';
import { typist } from './lib/typist.mjs';
import { losses, refuse, witnessed } from './lib/witness.mjs';

const EDIT_HERE = '在此编辑';
const ENOUGH = 10;

await runs({
  hands: 2,
  begin: async (site) => {
    const own = await profile(site);

    async function run({ seed, dice, tally }) {
      const week = weekOf(seed);
      const address = `${site.url}week/${week.name}`;
      const fields = dice.some(fieldsOf(week), dice.whole(1, 4));
      const { tab, window } = own.chromium;
      const windows = [await witnessed(await tab()), await witnessed(await (dice.chance(0.5) ? window() : tab()))];
      for (const it of windows) {
        await open(it.page, address);
        it.hand = typist(it, dice);
      }

      /** Asks a window for the pen that only reads; says whether it takes a key now. */
      async function takesKeys({ page }) {
        const asked = page.getByRole('button', { name: EDIT_HERE, exact: true });
        if (!(await asked.isVisible())) return true;
        if (dice.chance(0.4)) return false;
        await asked.click();
        await asked.waitFor({ state: 'hidden' });
        tally.add('takeovers');
        return true;
      }

      for (let turn = 0; turn < ENOUGH; turn += 1) {
        const it = dice.one(windows);
        await it.page.bringToFront();
        if (!(await takesKeys(it))) continue;
        await it.hand.go(dice.one(fields));
        for (let left = dice.whole(1, 6); left > 0; left -= 1) await it.hand.stroke();
        // Half of the time the other window comes while this one is still saving.
        if (dice.chance(0.5)) await saved(it.page);
      }
      // Whoever has lost the pen need not say "saved". A hidden window draws no frames to look between.
      for (const it of windows) {
        await it.page.waitForFunction(() => document.documentElement.dataset.save !== 'saving', undefined, { polling: 50 });
      }
      const typed = windows.flatMap((it) => it.record.typed).filter((it) => !it.refused).sort((a, b) => a.at - b.at);
      tally.add('edits', typed.length);
      tally.add('acknowledged', typed.filter((it) => it.acknowledged).length);
      const [page] = windows.map((it) => it.page);
      await windows[1].page.close();
      await page.reload();
      await ready(page);
      const lost = await losses(page, typed, (it) => it.acknowledged);
      await page.close();
      refuse(lost, typed, tally);
    }

    return { run, end: own.end };
  },
});
