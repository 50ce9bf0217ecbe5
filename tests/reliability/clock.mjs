// The clock and its zone jump while somebody types, within a text and between two, over the end of a year of 53 weeks and of
// summer time, and the page is opened at yet another time. What was typed last is what is shown, whatever the clock said.

import { readFileSync } from 'node:fs';
import { open, ready, saved } from '../journeys/lib/browser.mjs';
import { fieldsOf, weekOf, weeksOf53 } from './lib/fields.mjs';
import { profile } from './lib/profile.mjs';
import { runs } from './lib/runs.mjs';
import { typist } from './lib/typist.mjs';
import { losses, refuse, witnessed } from './lib/witness.mjs';

const SCRIPT = readFileSync(new URL('lib/clock.js', import.meta.url), 'utf8');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const ZONES = ['Asia/Shanghai', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
const CHANGES = [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)];

/** What a run is about: its week, when and where it begins, and where a jump leads from there. */
const WAYS = {
  'ten years back': (seed) => ({ week: weekOf(seed), jump: (dice, now) => ({ time: now - dice.whole(1, 2) * 10 * YEAR }) }),
  'ten years on': (seed) => ({ week: weekOf(seed), jump: (dice, now) => ({ time: now + dice.whole(1, 2) * 10 * YEAR }) }),
  'there and back': (seed) => ({ week: weekOf(seed), jump: (dice, now) => ({ time: now + dice.whole(-10, 10) * YEAR }) }),
  'another zone': (seed) => ({ week: weekOf(seed), jump: (dice) => ({ zone: dice.one(ZONES) }) }),
  'week 53': (seed, dice) => {
    const week = weeksOf53(seed);
    const midnight = Date.parse(`${week.days[4].slice(0, 4)}-01-01`) - 8 * HOUR;
    return { week, time: midnight - dice.whole(0, 3 * DAY), jump: () => ({ time: midnight + dice.whole(-3 * DAY, 7 * DAY) }) };
  },
  'summer time': (seed, dice) => {
    const change = dice.one(CHANGES);
    return { week: weekOf(seed), zone: 'Europe/Berlin', time: change - dice.whole(0, HOUR), jump: () => ({ time: change + dice.whole(-2 * HOUR, 2 * HOUR) }) };
  },
};

const wayOf = (seed) => Object.keys(WAYS)[seed % 6];

await runs({
  hands: 2,
  name: wayOf,
  begin: async (site) => {
    const own = await profile(site);

    /** One sitting: fields are typed in, again and again, with a jump now and then. */
    async function sit({ dice, sheet, fields, jump }) {
      const { page, devtools } = sheet;
      const hand = typist(sheet, dice);
      const leap = async () => {
        const { time, zone } = jump(dice, await page.evaluate(() => window.clock.now()));
        if (zone) await devtools.send('Emulation.setTimezoneOverride', { timezoneId: zone });
        if (time) await page.evaluate((it) => window.clock.set(it), time);
      };
      for (let turns = dice.whole(2, 4); turns > 0; turns -= 1) {
        const field = dice.one(fields);
        await hand.go(field);
        // Its text of an earlier run or sitting has no place in the limits the typist keeps.
        if (field.kind !== 'tick' && field.kind !== 'choice') await hand.replace();
        for (let left = dice.whole(1, 5); left > 0; left -= 1) {
          await hand.stroke();
          if (dice.chance(0.3)) await leap();
        }
        if (dice.chance(0.5)) await leap();
      }
      await saved(page);
    }

    async function run({ seed, dice, tally }) {
      const { week, time = Date.now(), zone = 'Asia/Shanghai', jump } = WAYS[wayOf(seed)](seed, dice);
      const fields = dice.some(fieldsOf(week), 3);
      const typed = [];
      let at = time;
      let sheet;
      for (let sitting = 0; sitting < 2; sitting += 1) {
        sheet = await witnessed(await own.chromium.tab(), `window.clockAtStart = ${at};`, SCRIPT);
        await sheet.devtools.send('Emulation.setTimezoneOverride', { timezoneId: zone });
        await open(sheet.page, `${site.url}week/${week.name}`);
        if (typed.length) refuse(await losses(sheet.page, typed, () => true), typed, tally);
        await sit({ dice, sheet, fields, jump });
        typed.push(...sheet.record.typed);
        at = jump(dice, at).time ?? at;
        if (sitting === 0) await sheet.page.close();
      }
      tally.add('edits', typed.length);
      await sheet.page.evaluate((it) => window.clock.set(it), at);
      await sheet.page.reload();
      await ready(sheet.page);
      refuse(await losses(sheet.page, typed, () => true), typed, tally);
      await sheet.page.close();
    }

    return { run, end: own.end };
  },
});
