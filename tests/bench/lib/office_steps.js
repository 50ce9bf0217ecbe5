// Runs in a worker: files collected by ours, and by plain JavaScript that parses and adds up without a check, turn by turn.

import init, { Office } from './office.js';

// As in the app (src/desk/office: sources, readers, collecting).
const BATCH = 64;
const MOST_READERS = 4;
const AHEAD = 3;

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
  const readers = await Promise.all(Array.from({ length: Math.min(navigator.hardwareConcurrency, MOST_READERS) }, () => reader({ template, calendar, today })));
  const told = { ours: [], plain: [], alone: [], reopen: [], asked: {}, readers: readers.length };
  let [plain, packed] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    for (const [times, hands] of [[told.ours, readers], [told.alone, readers.slice(0, 1)]]) {
      office.clear();
      // Read from the disk into buffers of their own, which are handed over.
      const batches = Array.from({ length: Math.ceil(files.length / BATCH) }, (_, at) => files.slice(at * BATCH, (at + 1) * BATCH).map((it) => it.slice().buffer));
      const from = performance.now();
      packed = await counted(office, batches, hands);
      times.push(performance.now() - from);
    }
    told.plain.push(timed(() => { plain = addedUp(files); }));
  }
  readers.forEach((it) => it.end());
  told.reopen.push(timed(() => office.reopen()));
  for (const question of questions) {
    told.asked[question] = Array.from({ length: 5 }, () => timed(() => office.ask(question, item)));
  }
  return { ...told, totals: [...office.totals()], held: office.held(), plainTotals: plain, packed, memory: memory.buffer.byteLength - empty };
}

/** Batches counted by readers and taken in, in their order; how many bytes they come to. */
async function counted(office, batches, readers) {
  const told = [];
  let bytes = 0;
  const taken = async (at) => { bytes += office.put(await told[at]); };
  let last = Promise.resolve();
  for (const [at, files] of batches.entries()) {
    if (at >= readers.length * AHEAD) await told[at - readers.length * AHEAD];
    told.push(readers.reduce((least, it) => (it.busy < least.busy ? it : least)).count(files));
    last = last.then(() => taken(at));
  }
  await last;
  return bytes;
}

async function reader(made) {
  const worker = new Worker('office_reader.js', { type: 'module' });
  const waiting = [];
  const told = () => new Promise((done, failed) => waiting.push([done, failed]));
  worker.onmessage = ({ data }) => waiting.shift()[0](data);
  worker.onerror = (event) => waiting.shift()[1](new Error(event.message));
  const ready = told();
  worker.postMessage(made);
  await ready;
  const it = { busy: 0, end: () => worker.terminate() };
  it.count = async (files) => {
    it.busy += 1;
    worker.postMessage(files, files);
    const pack = await told();
    it.busy -= 1;
    return pack;
  };
  return it;
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
