// Lighthouse on a browser of ours. It reports to nobody.

import { pathToFileURL } from 'node:url';
import { start } from '../../reliability/lib/chromium.mjs';
import { fromNpm } from './browser.mjs';
import { scratch } from './host.mjs';

/**
 * A person's browser that Lighthouse can look at: `context` for what comes before, `audit(url, categories, flags)` gives its
 * report. Unless the flags say otherwise it starts without service worker or files, and with what was filled in.
 */
export async function inspector() {
  const { default: lighthouse } = await import(pathToFileURL(fromNpm.resolve('lighthouse')));
  const chromium = await start(scratch());
  const audit = async (url, categories, flags = {}) => {
    const { lhr } = await lighthouse(url, { port: chromium.port, logLevel: 'silent', onlyCategories: categories, ...flags });
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    return lhr;
  };
  return { context: chromium.context, audit, close: () => chromium.kill() };
}

/** What keeps a category from its full mark: names and the first places. */
export function shortcomings(lhr, category) {
  const counted = lhr.categories[category].auditRefs.filter((it) => it.weight > 0).map((it) => lhr.audits[it.id]);
  const short = counted.filter((it) => it.score !== null && it.score < 1);
  const places = ({ details }) => (details?.items ?? []).slice(0, 3).map((it) => it.node?.snippet ?? it.description ?? JSON.stringify(it));
  return short.map((it) => [it.id, it.displayValue, ...places(it)].filter(Boolean).join(' · '));
}
