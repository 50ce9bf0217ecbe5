// Ten years on a device: how long the present week takes to be ready and to take its first input, beside a device on which it is
// the only one, turn by turn in one run.
//
//   cargo xtask bench years [--rounds 15]

import { parseArgs } from 'node:util';
import { start } from './lib/measure.mjs';
import { app, browse } from './lib/sides.mjs';
import { line, median, spread } from './lib/table.mjs';

const PAST = 519;
const FIELD = 'goals/vol/target';
const UNCOUNTED_LOOKS = 3;
const MOST = 1.1;
const FIGURES = [['start to data-ready', 'ready'], ['start to first input', 'firstInput']];

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const browser = await browse();
const sides = [await app(browser, { name: 'ten years', past: PAST }), await app(browser, { name: 'one week' })];
for (const side of sides) for (let look = 0; look < UNCOUNTED_LOOKS; look += 1) await start(browser.context, side, FIELD);
const told = { 'ten years': [], 'one week': [] };
for (let round = 0; round < Number(options.rounds); round += 1) {
  for (const side of sides) told[side.name].push(await start(browser.context, side, FIELD));
  // Whoever went first goes second next time, so that a machine getting slower favors nobody.
  sides.reverse();
}
await browser.context.close();
for (const side of sides) await side.stop();

console.log(`${options.rounds} rounds, 4x slower processor; medians (least–most); ratio is of the medians`);
line('', `${PAST + 1} weeks`, 'one week', 'ratio', 'limit', '');
const passed = FIGURES.filter(([name, figure]) => {
  const [many, one] = ['ten years', 'one week'].map((it) => told[it].map((look) => look[figure]));
  const ratio = median(many) / median(one);
  line(name, spread(many, 'ms'), spread(one, 'ms'), `${ratio.toFixed(2)}×`, `${MOST}×`, ratio <= MOST ? 'ok' : 'MISSED');
  return ratio <= MOST;
}).length;
console.log(`${passed} passed, ${FIGURES.length - passed} failed`);
process.exitCode = passed === FIGURES.length ? 0 : 1;
