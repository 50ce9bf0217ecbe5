// Many runs of one test, each with a seed of its own that brings it back. Prints a line a run and the figures at the end.
//
//   cargo xtask bench reliability <part> [--runs 10] [--seed 1]

import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { check, serve } from '../../journeys/lib/browser.mjs';
import { dice } from './dice.mjs';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '1' }, seed: { type: 'string' } } });
const part = basename(process.argv[1], '.mjs');

/** Adds up what the runs have seen. */
class Tally {
  #sums = { lost: 0 };

  #most = {};

  add(name, count = 1) {
    this.#sums[name] = (this.#sums[name] ?? 0) + count;
  }

  most(name, value) {
    this.#most[name] = Math.max(this.#most[name] ?? 0, Math.ceil(value));
  }

  toString() {
    const { lost, ...sums } = this.#sums;
    const most = Object.entries(this.#most).map(([name, value]) => `${name} ${value} ms at most`);
    return `lost ${lost}; ${[...Object.entries(sums).map(([name, sum]) => `${sum} ${name}`), ...most].join(', ')}`;
  }
}

/**
 * Runs the test as often as the command line says. `begin` gives `{ run, end }`: all runs of one hand follow each other on what
 * it began, and after one that failed it begins anew. `name` says of a seed what its run is about; `folder` is the site if not
 * the release.
 */
export async function runs({ hands = 1, name = () => '', folder, begin }) {
  const tally = new Tally();
  const site = await serve({ folder });
  // A first seed of its own at every start: a thousand runs a night see more than the same ten.
  const first = Number(options.seed ?? Math.floor(Math.random() * 1e9));
  const seeds = Array.from({ length: Number(options.runs) }, (_, at) => first + at);
  const hand = async () => {
    let place;
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      let isGood = false;
      await check([part, name(seed), `seed ${seed}`].filter(Boolean).join(', '), async () => {
        place ??= await begin(site);
        await place.run({ seed, dice: dice(seed), tally }).catch((error) => {
          error.stack = `${error.stack}\nagain: cargo xtask bench reliability ${part} --seed ${seed} --runs 1`;
          throw error;
        });
        isGood = true;
      });
      if (isGood) continue;
      await place?.end().catch(() => {});
      place = undefined;
    }
    await place?.end();
  };
  await Promise.all(Array.from({ length: hands }, hand));
  await site.stop();
  console.log(`sum - ${tally}`);
}
