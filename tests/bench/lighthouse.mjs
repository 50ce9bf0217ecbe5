// How fast a first visit is by Lighthouse's mobile profile (a slow phone on a slow line), from a host that sends brotli: the
// median of five visits, of the first page of all and of a filled sheet.
//
//   cargo xtask bench lighthouse [--rounds 5]

import { parseArgs } from 'node:util';
import { begin, fill, saved } from '../journeys/lib/browser.mjs';
import { host } from '../journeys/lib/host.mjs';
import { inspector, shortcomings } from '../journeys/lib/lighthouse.mjs';

const WEEK = '2026-W48';
const LEAST = 95;
const FIGURES = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const site = await host(process.env.ONESHEET_DIST ?? 'dist', { isGood: true });
const lighthouse = await inspector();

/** Visits an address so often, each time with nothing of the site stored but what was filled in. */
async function median(address) {
  const reports = [];
  for (let left = Number(options.rounds); left > 0; left -= 1) reports.push(await lighthouse.audit(site.url + address, ['performance']));
  const score = (it) => Math.round(it.categories.performance.score * 100);
  reports.sort((one, other) => score(one) - score(other));
  const middle = reports[Math.floor(reports.length / 2)];
  console.log(`/${address}: ${reports.map(score).join(', ')}; median ${score(middle)} of ${LEAST} wanted`);
  for (const it of FIGURES) console.log(`  ${it}: ${middle.audits[it].displayValue}`);
  if (score(middle) < LEAST) shortcomings(middle, 'performance').forEach((it) => console.log(`  short: ${it}`));
  return score(middle) >= LEAST;
}

const verdicts = [await median('')];
const page = await lighthouse.context.newPage();
await begin(page, `${site.url}week/${WEEK}`);
await fill(page, 'goals/vol/note', '本周先把两条街走完');
await saved(page);
await page.close();
verdicts.push(await median(`week/${WEEK}`));

await lighthouse.close();
await site.stop();
const passed = verdicts.filter(Boolean).length;
console.log(`${passed} passed, ${verdicts.length - passed} failed`);
process.exitCode = passed === verdicts.length ? 0 : 1;
