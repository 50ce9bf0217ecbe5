// A new build is being stored, and the network, the host or a kill is in the way, now at this file, now at that. With the host
// gone the app opens all the same, made of the old build or of the new, never of both, and what was typed is there.

import assert from 'node:assert/strict';
import { fill, open, saved, shown } from '../journeys/lib/browser.mjs';
import { FAULTS, build, host } from '../journeys/lib/host.mjs';
import { letters, offline, update } from '../journeys/lib/installed.mjs';
import { weekOf } from './lib/fields.mjs';
import { profile } from './lib/profile.mjs';
import { runs } from './lib/runs.mjs';

const BUILDS = { A: build('A'), B: build('B') };
const KILL = 'a kill';
const WAYS = [...Object.keys(FAULTS).filter((it) => it !== 'silence'), KILL];
const wayOf = (seed) => WAYS[seed % WAYS.length];
const NOTE = 'review/work';
/** So many files differ at least from one build to the next. */
const ASKED = 14;

await runs({
  hands: 2,
  name: wayOf,
  begin: async () => {
    const site = await host(BUILDS.A.folder);
    const own = await profile(site);
    // Every device has the one build before the run and the other after it.
    let [before, after] = [BUILDS.A, BUILDS.B];

    async function opened(address) {
      const page = await own.chromium.tab();
      await open(page, address);
      return page;
    }

    /** After a few files everything that is asked for goes wrong, or one answer does. */
    function obstruct(way, dice, struck) {
      const [spared, isAll] = [dice.whole(0, ASKED - 1), dice.chance(0.5)];
      let asked = 0;
      site.fault = (path) => {
        // A login page may stand before the worker's own code too.
        if (path === 'sw.js') return isAll && spared === 0 && way !== KILL ? way : null;
        asked += 1;
        if (asked <= spared || (asked > spared + 1 && !isAll && way !== KILL)) return null;
        if (way !== KILL) return way;
        struck();
        return 'silence';
      };
    }

    async function end(way, dice, page) {
      let strike;
      const struck = new Promise((done) => { strike = done; });
      obstruct(way, dice, strike);
      site.folder = after.folder;
      const ended = update(page).catch(() => 'killed');
      // A build that shares most of its files may be stored before the kill is due.
      const outcome = await (way === KILL ? Promise.race([ended, struck.then(() => 'killed')]) : ended);
      await (way === KILL || dice.chance(0.3) ? own.chromium.kill() : own.chromium.close());
      await site.stop();
      return outcome;
    }

    async function renew(address) {
      site.fault = () => null;
      await site.start();
      const page = await opened(address);
      if (await letters(page, BUILDS) === before.letter) {
        assert.equal(await update(page), 'installed');
        // The page comes up anew by itself.
        await page.evaluate(async () => { (await navigator.serviceWorker.getRegistration()).waiting?.postMessage('skip'); });
        await page.waitForSelector(`html[data-ready] script[data-build="${after.name}"]`, { state: 'attached' });
      }
      await offline(page);
      assert.equal(await letters(page, BUILDS), after.letter);
      await page.close();
    }

    async function run({ seed, dice, tally }) {
      const address = `${site.url}week/${weekOf(seed).name}`;
      const page = await opened(address);
      await offline(page);
      assert.equal(await letters(page, BUILDS), before.letter);
      await fill(page, NOTE, `${seed}`);
      await saved(page);
      tally.add(await end(wayOf(seed), dice, page));
      await own.start();
      const cold = await opened(address);
      const made = await letters(cold, BUILDS);
      assert.ok([before.letter, after.letter].includes(made), `made of ${made}`);
      assert.equal(await shown(cold, NOTE), `${seed}`);
      tally.add(made === before.letter ? 'opened with the old build' : 'opened with the new build');
      await cold.close();
      await renew(address);
      [before, after] = [after, before];
    }

    return { run, end: async () => { await own.end(); await site.stop(); } };
  },
});
