// What a key costs: the app beside a plain page of the same filled week with every control shown (plain/), on a processor
// slowed four times, turn by turn in one run. The ratios are the gates; they hold on any machine, the milliseconds do not.
//
//   cargo xtask bench typing [--rounds 5]

import { parseArgs } from 'node:util';
import { start, typing } from './lib/measure.mjs';
import { app, browse, plain } from './lib/sides.mjs';
import { line, median, spread } from './lib/table.mjs';
import { FIGURE, NOTE } from './lib/week.mjs';

const FIRST_FIELD = 'goals/vol/target';
const TOTAL = 'goals/vol/actual';
const UNCOUNTED_LOOKS = 3;

// Ten keys more than are measured, each of them changing what is held.
const NOTE_KEYS = [...'已经和店主说好周五之前补齐价签并把新品摆到柜台最上面一层请他留意老顾客的反应下次拜访时再核对库存数量'];
const DIGITS = ['3', '1', '4', '1', 'Backspace', 'Backspace', 'Backspace', 'Backspace'];
const FIGURE_KEYS = Array.from({ length: 50 }, (_, at) => DIGITS[at % DIGITS.length]);

const MEASURES = {
  start: async (context, side) => quicker(await start(context, side, FIRST_FIELD), await start(context, side, FIRST_FIELD)),
  note: (context, side) => typing(context, side, NOTE, NOTE_KEYS, TOTAL),
  figure: (context, side) => typing(context, side, FIGURE, FIGURE_KEYS, TOTAL),
};

/** Name, unit, what a round tells, and the limit: `times` the plain page, or `most` by itself, or none. */
const GATES = [
  { name: 'note: main-thread CPU a key', unit: 'ms', tell: (it) => it.note.task, times: 0.75 },
  { name: 'figure: main-thread CPU a key', unit: 'ms', tell: (it) => it.figure.task, times: 0.5 },
  { name: 'start to first input, warm', unit: 'ms', tell: (it) => it.start.firstInput, times: 0.75 },
  { name: 'edit to IndexedDB complete, p50', unit: 'ms', tell: (it) => median([...it.note.saves, ...it.figure.saves]), times: 1.1 },
  { name: 'note: layout and style a key', unit: 'ms', tell: (it) => it.note.layout, most: 10 },
  { name: 'figure: layout and style a key', unit: 'ms', tell: (it) => it.figure.layout, most: 10 },
  { name: 'JS heap and wasm memory', unit: 'MiB', tell: (it) => it.note.memory.heap + it.note.memory.wasm, most: 8 },
];

/** Worth knowing when a gate fails. */
const NOTES = [
  { name: 'start to data-ready', unit: 'ms', tell: (it) => it.start.ready },
  { name: 'note: script a key', unit: 'ms', tell: (it) => it.note.script },
  { name: 'figure: script a key', unit: 'ms', tell: (it) => it.figure.script },
  { name: 'note: a frame without a key', unit: 'ms', tell: (it) => it.note.idle },
  { name: 'wasm memory', unit: 'MiB', tell: (it) => it.note.memory.wasm },
  { name: 'note: controls on the page', unit: '', tell: (it) => it.note.controls },
  { name: 'note: elements on the page', unit: '', tell: (it) => it.note.elements },
];

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = await measured(Number(options.rounds));
console.log(`${rounds.length} rounds, 4x slower processor; medians (least–most); ratio is the median of the rounds'`);
line('', 'app', 'plain', 'ratio', 'limit', '');
const passed = GATES.map(gate).filter(Boolean).length;
NOTES.forEach(gate);
console.log(`${passed} passed, ${GATES.length - passed} failed`);
process.exitCode = passed === GATES.length ? 0 : 1;

/** What every round tells of both sides. */
async function measured(times) {
  const browser = await browse();
  const sides = [await app(browser), await plain(browser)];
  // A browser keeps the compiled code of scripts it has seen a few times.
  for (const side of sides) for (let look = 0; look < UNCOUNTED_LOOKS; look += 1) await start(browser.context, side, FIRST_FIELD);
  const rounds = [];
  for (let round = 0; round < times; round += 1) {
    const told = { app: {}, plain: {} };
    for (const [what, measure] of Object.entries(MEASURES)) {
      for (const side of sides) told[side.name][what] = await measure(browser.context, side);
      // Whoever went first goes second next time, so that a machine getting slower favors nobody.
      sides.reverse();
    }
    agree(told);
    rounds.push(told);
  }
  await browser.context.close();
  for (const side of sides) await side.stop();
  return rounds;
}

/** Of two looks the one that was disturbed less. */
function quicker(one, other) {
  return one.firstInput < other.firstInput ? one : other;
}

/** Both pages have taken every key and have come to the same total. */
function agree({ app, plain }) {
  for (const what of ['note', 'figure']) {
    for (const told of ['typed', 'shown']) {
      if (app[what][told] === plain[what][told]) continue;
      throw new Error(`${what}: the app has ${told} “${app[what][told]}”, the plain page “${plain[what][told]}”`);
    }
  }
}

/** Prints the line of a figure and says whether it keeps its limit. */
function gate({ name, unit, tell, times, most }) {
  const [ours, theirs] = [rounds.map((it) => tell(it.app)), rounds.map((it) => tell(it.plain))];
  const ratio = median(ours.map((it, at) => it / theirs[at]));
  const isKept = most === undefined ? !(ratio > times) : median(ours) <= most;
  const limit = most === undefined ? times && `${times}×` : `${most} ${unit}`;
  const shown = Number.isFinite(ratio) ? `${ratio.toFixed(2)}×` : '–';
  line(name, spread(ours, unit), spread(theirs, unit), shown, limit ?? '', limit ? (isKept ? 'ok' : 'MISSED') : '');
  return isKept;
}
