// Runs in a worker, as the app's work on files does: each step of ours and each of the browser's in turns, timed.

import init, { Files } from './files.js';

const WARM_UPS = 5;

onmessage = ({ data }) => measured(data).then(postMessage, (why) => postMessage({ fault: String(why) }));

async function measured({ rounds, isStamped }) {
  await init({ module_or_path: new URL('./files_bg.wasm', import.meta.url) });
  const [template, backup] = await Promise.all(['template.json', 'backup.json'].map((it) => fetch(it)));
  const files = new Files(await template.text(), new Uint8Array(await backup.arrayBuffer()), isStamped);
  const bytes = files.write();
  const text = new TextDecoder().decode(bytes);
  const value = JSON.parse(text);
  const steps = {
    stringify: () => JSON.stringify(value),
    parse: () => JSON.parse(text),
    digest: () => crypto.subtle.digest('SHA-256', bytes),
    write: () => files.write(),
    export: () => files.export(),
    ourDigest: () => files.digest(bytes),
    ourParse: () => files.parse(text),
    ourRead: () => files.read(bytes),
    importNew: () => files.import(bytes, false),
    importKnown: () => files.import(bytes, true),
  };
  const results = { importNew: steps.importNew(), importKnown: steps.importKnown() };
  const told = [];
  for (let round = -WARM_UPS; round < rounds; round += 1) {
    const times = {};
    // Whoever went first goes last next time, so that a machine getting slower favors nobody.
    const order = Object.keys(steps);
    order.push(...order.splice(0, (round + WARM_UPS) % order.length));
    for (const name of order) {
      const from = performance.now();
      await steps[name]();
      times[name] = performance.now() - from;
    }
    if (round >= 0) told.push(times);
  }
  return { bytes: bytes.length, results, rounds: told };
}
