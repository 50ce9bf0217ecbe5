// The device is full at a random moment, and has room again later. Half of the runs use up a real quota, the others have every
// write refused, the journal's too. Nothing is lost, what was there before stays readable, and saving goes on by itself.

import { open, ready, saved, show } from '../journeys/lib/browser.mjs';
import { failing, siteThatFails } from './lib/failing.mjs';
import { fieldsOf, weekOf } from './lib/fields.mjs';
import { profile } from './lib/profile.mjs';
import { runs } from './lib/runs.mjs';
import { typist } from './lib/typist.mjs';
import { losses, refuse, witnessed } from './lib/witness.mjs';

/** The room that is left, in bytes: a few hundred strokes use it up at the latest. */
const MOST_ROOM = 20_000;
const MOST_STROKES = 400;
const OLD = { field: 'review/work', value: '早先写好的改进' };

/** Whether anything was typed after a place that made a field another: what is taken back in an empty one does not. */
const isChangedSince = (all, place) => place >= 0 && all.some((it, at) => at > place && it.what === 'typed'
  && it.value !== (all.slice(0, at).findLast(({ what, field }) => what === 'typed' && field === it.field)?.value ?? ''));

const kindOf = (seed) => ['a full quota', 'every write refused'][seed % 2];

await runs({
  hands: 2,
  folder: siteThatFails(),
  name: kindOf,
  begin: async (site) => {
    const own = await profile(site);
    const origin = new URL(site.url).origin;
    const address = (week) => `${site.url}week/${week.name}`;

    const ways = {
      'a full quota': {
        // Chromium looks at the quota when it opens a database for the first time, and again when that much is used up.
        before: async (dice) => {
          await own.chromium.close();
          await own.start();
          const sheet = await failing(own.chromium);
          const { usage } = await sheet.devtools.send('Storage.getUsageAndQuota', { origin });
          await sheet.devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + dice.whole(0, MOST_ROOM) });
          return sheet;
        },
        amid: () => {},
        after: async ({ devtools, off }) => {
          await devtools.send('Storage.overrideQuotaForOrigin', { origin });
          await off();
        },
      },
      'every write refused': {
        before: () => failing(own.chromium),
        amid: (sheet) => sheet.on('quota and journal'),
        after: (sheet) => sheet.off(),
      },
    };

    async function writeOld(week) {
      const { page } = await witnessed(await own.chromium.tab());
      await open(page, address(week));
      await show(page, OLD.field);
      await page.keyboard.insertText(OLD.value);
      await saved(page);
      await page.close();
    }

    /** Types in these fields until it fails. */
    async function fill(sheet, hand, dice, fields, amid) {
      const due = dice.whole(1, 30);
      for (let stroke = 1; stroke <= MOST_STROKES; ) {
        await hand.go(dice.one(fields));
        for (let left = dice.whole(1, 6); left > 0; left -= 1, stroke += 1) {
          await hand.stroke();
          if (stroke === due) await amid(sheet);
        }
        // Opening a week writes too, and when that is refused there is nothing yet that anybody could lose.
        if (isChangedSince(sheet.record.all, sheet.record.all.findLastIndex((it) => it.what === 'fault' && it.says === 'struck'))) return;
      }
      throw new Error(`${MOST_STROKES} strokes and still not full`);
    }

    async function run({ seed, dice, tally }) {
      const way = ways[kindOf(seed)];
      const [week, older] = [weekOf(2 * seed + 1), weekOf(2 * seed)];
      await writeOld(older);
      const sheet = await way.before(dice);
      const { page, record, problems } = sheet;
      await open(page, address(week));
      const fields = dice.some(fieldsOf(week), dice.whole(1, 5));
      const hand = typist(sheet, dice);
      await fill(sheet, hand, dice, fields, way.amid);
      // Where old copies could go there is room again, and nothing to say.
      // Opening a week was refused perhaps before anything was typed: there was nothing to tell until then.
      const from = record.typed.find((it) => !it.acknowledged)?.at;
      const banner = await sheet.toldSoon({ from, orMended: !sheet.isOn() });
      for (let turns = dice.whole(1, 3); turns > 0; turns -= 1) {
        await hand.go(dice.one(fields));
        for (let left = dice.whole(1, 6); left > 0; left -= 1) await hand.stroke();
      }
      await page.getByRole('link', { name: '上一周', exact: true }).click();
      await page.waitForURL(address(older));
      await page.locator('main').waitFor();
      const unreadable = await losses(page, [OLD], () => true);
      if (unreadable.length) problems.push(`the older week shows “${unreadable[0].found}”`);
      if (sheet.isOn()) sheet.heldBack();
      await way.after(sheet);
      const resumed = await sheet.resumes();
      await page.goto(address(week));
      await ready(page);
      const { typed } = record;
      const mine = typed.filter((it) => it.path.endsWith(week.name));
      tally.add('edits', mine.length);
      if (banner !== undefined) tally.most('banner', banner);
      if (resumed !== undefined) tally.most('resumed', resumed);
      const lost = await losses(page, mine, () => true);
      await page.close();
      refuse(lost, mine, tally, problems);
    }

    return { run, end: own.end };
  },
});
