// The whole browser is killed at a random moment while somebody types. What the page had called saved is there when the same
// profile starts again.

import { open } from '../journeys/lib/browser.mjs';
import { fieldsOf, weekOf } from './lib/fields.mjs';
import { profile } from './lib/profile.mjs';
import { runs } from './lib/runs.mjs';
import { strikeTyping } from './lib/typist.mjs';
import { losses, refuse, witnessed } from './lib/witness.mjs';

const LONGEST_MS = 1_500;

await runs({
  hands: 2,
  begin: async (site) => {
    const own = await profile(site);

    async function run({ seed, dice, tally }) {
      const week = weekOf(seed);
      const address = `${site.url}week/${week.name}`;
      const sheet = await witnessed(await own.chromium.tab());
      await open(sheet.page, address);
      await strikeTyping(sheet, dice, dice.some(fieldsOf(week), dice.whole(1, 5)), LONGEST_MS, () => own.chromium.kill());
      await own.start();
      const { typed } = sheet.record;
      tally.add('edits', typed.length);
      tally.add('acknowledged', typed.filter((it) => it.acknowledged).length);
      const page = await own.chromium.tab();
      await open(page, address);
      refuse(await losses(page, typed, (it) => it.acknowledged, sheet.record), typed, tally);
    }

    return { run, end: own.end };
  },
});
