// Runs in a worker: a search of ours, and the same by a plain scan in JavaScript, turn by turn.

import init, { Search } from './search.js';

const WARM_UPS = 3;

onmessage = ({ data }) => measured(data).then(postMessage, (why) => postMessage({ fault: String(why) }));

async function measured({ texts, aWeek, queries, letters, rounds }) {
  await init({ module_or_path: new URL('./search_bg.wasm', import.meta.url) });
  const [template, initials] = await Promise.all(['template.json', 'initials.txt'].map(async (it) => (await fetch(it)).text()));
  const search = new Search(template, initials, texts.join('\n'), aWeek);
  let plain = joined(texts);
  const folded = texts.map((it) => it.toLowerCase());
  const wrong = queries.filter((it) => search.find(it) !== folded.filter((text) => text.includes(it.toLowerCase())).length);
  const foundByLetters = letters.map((it) => search.find(it));
  const times = { build: [], plainBuild: [], put: [], find: [], plainFind: [], letters: [] };
  for (let round = -WARM_UPS; round < rounds; round += 1) {
    const told = round >= 0 ? times : { build: [], plainBuild: [], put: [], find: [], plainFind: [], letters: [] };
    search.read();
    told.build.push(timed(() => search.build()));
    told.plainBuild.push(timed(() => { plain = joined(texts); }));
    told.put.push(timed(() => search.put(round + WARM_UPS)));
    for (const query of queries) {
      told.find.push(timed(() => search.find(query)));
      told.plainFind.push(timed(() => scan(plain, query.toLowerCase())));
    }
    for (const query of letters) told.letters.push(timed(() => search.find(query)));
  }
  return { wrong, foundByLetters, times };
}

function timed(step) {
  const from = performance.now();
  step();
  return performance.now() - from;
}

/** One text with offsets. */
function joined(texts) {
  const ends = new Uint32Array(texts.length);
  let at = 0;
  texts.forEach((it, number) => { at += it.length; ends[number] = at; at += 1; });
  return { text: texts.join('\0').toLowerCase(), ends };
}

/** The numbers of the texts with the query in them. */
function scan({ text, ends }, query) {
  const found = [];
  let number = 0;
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, ends[number])) {
    let [low, high] = [number, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] <= at) low = middle + 1;
      else high = middle;
    }
    number = low;
    found.push(number);
  }
  return found;
}
