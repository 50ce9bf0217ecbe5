// Runs in a worker: files collected by ours, and by plain JavaScript that parses and adds up without a check, turn by turn.

import init, { Office } from './office.js';

const BATCH = 64;

onmessage = ({ data }) => measured(data).then(postMessage, (why) => postMessage({ fault: String(why.stack ?? why) }));

async function measured({ sizes, rounds, today, questions, item }) {
  const { memory } = await init({ module_or_path: new URL('./office_bg.wasm', import.meta.url) });
  const [template, calendar] = await Promise.all(['template.json', 'calendar.json'].map(async (it) => (await fetch(it)).text()));
  // All files are one: fetching ten thousand is no part of what is measured.
  const all = new Uint8Array(await (await fetch('files.bin')).arrayBuffer());
  let at = 0;
  const files = sizes.map((size) => all.subarray(at, (at += size)));
  const office = new Office(template, calendar, today);
  const empty = memory.buffer.byteLength;
  const told = { ours: [], plain: [], pack: [], reopen: [], asked: {} };
  let plain;
  for (let round = 0; round < rounds; round += 1) {
    office.clear();
    told.ours.push(timed(() => files.forEach((it) => office.take(it))));
    told.plain.push(timed(() => { plain = addedUp(files); }));
  }
  office.clear();
  let packed = 0;
  told.pack.push(timed(() => files.forEach((it, at) => {
    office.take(it);
    if (at % BATCH === BATCH - 1 || at === files.length - 1) packed += office.pack();
  })));
  told.reopen.push(timed(() => office.reopen()));
  for (const question of questions) {
    told.asked[question] = Array.from({ length: 5 }, () => timed(() => office.ask(question, item)));
  }
  return { ...told, totals: [...office.totals()], plainTotals: plain, packed, memory: memory.buffer.byteLength - empty };
}

function timed(step) {
  const from = performance.now();
  step();
  return performance.now() - from;
}

/** The totals of the files that parse, the last of each manager and week, nothing checked. */
function addedUp(files) {
  const decoder = new TextDecoder();
  const last = new Map();
  const managers = new Set();
  for (const bytes of files) {
    let bundle;
    try { bundle = JSON.parse(decoder.decode(bytes)); } catch { continue; }
    if (bundle?.kind !== 'report') continue;
    managers.add(bundle.from?.id);
    for (const { week, manager, days = {} } of bundle.sheets ?? []) {
      let [planned, done] = [0, 0];
      for (const { visits = {} } of Object.values(days)) {
        for (const visit of Object.values(visits)) {
          planned += visit.planned ? 1 : 0;
          done += visit.outcome === 'done' ? 1 : 0;
        }
      }
      last.set(`${manager} ${week}`, [planned, done]);
    }
  }
  return [last.size, managers.size, ...[...last.values()].reduce((sum, it) => [sum[0] + it[0], sum[1] + it[1]], [0, 0])];
}
