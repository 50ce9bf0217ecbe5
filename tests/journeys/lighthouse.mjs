// What Lighthouse thinks of every page: full marks for accessibility and best practices, as on a phone. How fast it thinks they
// are is a bench (tests/bench/lighthouse.mjs).

import assert from 'node:assert/strict';
import { begin, check, serve } from './lib/browser.mjs';
import { offline } from './lib/installed.mjs';
import { inspector, shortcomings } from './lib/lighthouse.mjs';

const WEEK = '2026-W48';
const CATEGORIES = ['accessibility', 'best-practices'];
const PAGES = [`week/${WEEK}`, 'day/2026-11-24', 'customers', 'exchange', 'settings'];

const server = await serve();
const lighthouse = await inspector();

const perfect = (address) => check(`/${address}: full marks`, async () => {
  // The service worker stays, for it says "found" of addresses that the host knows nothing of.
  const lhr = await lighthouse.audit(server.url + address, CATEGORIES, { disableStorageReset: true });
  assert.deepEqual(CATEGORIES.flatMap((it) => shortcomings(lhr, it)), []);
  for (const it of CATEGORIES) assert.equal(lhr.categories[it].score, 1, it);
  assert.equal(lhr.finalDisplayedUrl, server.url + address);
});

// Before anything is filled in.
await perfect('');

const page = await lighthouse.context.newPage();
await begin(page, `${server.url}week/${WEEK}`);
await offline(page);
await page.close();
for (const address of PAGES) await perfect(address);

await lighthouse.close();
await server.stop();
