// An app that is kept on the device: waiting until it is, and which build a page is made of.

import { begin, launch, launchProfile, ready } from './browser.mjs';

export const WEEK = '2026-W48';
const LOCALE = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
const WORKED = { serviceWorkers: 'allow', ...LOCALE };

export const browse = () => launch();
export const person = (browser) => browser.newContext(WORKED);
export const profile = (folder) => launchProfile(folder, WORKED);

/** Waits until everything needed offline is stored. */
export function offline(page) {
  return page.waitForSelector('html[data-offline="ready"]', { state: 'attached' });
}

/** The first start of somebody who has a network, up to the app being kept. */
export async function install(context, url) {
  const page = await context.newPage();
  await begin(page, `${url}week/${WEEK}`);
  await offline(page);
  return page;
}

/** The letters of the builds a page's files are of: what stands there, and what it could still fetch. One means unmixed. */
export async function letters(page, builds) {
  const seen = await page.evaluate(async () => {
    const fetched = async (name) => (await fetch(new URL(name, document.baseURI))).text();
    const template = await fetched('template/tobacco-retail.json');
    return {
      page: document.querySelector('script[data-build]').dataset.build,
      script: document.documentElement.dataset.letter,
      template: String.fromCharCode(/ *$/.exec(template)[0].length),
      rescue: /<!-- (.) -->\s*$/.exec(await fetched('recover.html'))[1],
    };
  });
  const known = Object.values(builds).find((it) => it.name === seen.page);
  return [...new Set([known?.letter ?? seen.page, seen.script, seen.template, seen.rescue])].join('');
}

/** Opens the week in a page of its own, as after a cold start, and says what it is made of. */
export async function coldStart(context, url, builds) {
  const page = await context.newPage();
  await page.goto(`${url}week/${WEEK}`);
  await ready(page);
  await page.locator('main.sheet').waitFor();
  const made = await letters(page, builds);
  await page.close();
  return made;
}

/** Looks for a newer build and says what becomes of it: `installed`, `redundant`, `refused` where its worker does not even come. */
export function update(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    // The page and the browser look as well, and may have found it already.
    const coming = new Promise((done) => {
      registration.addEventListener('updatefound', () => done(registration.installing), { once: true });
      const found = registration.installing ?? registration.waiting;
      if (found) done(found);
    });
    try { await registration.update(); } catch { return 'refused'; }
    const worker = await coming;
    if (worker.state === 'installing') await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    return worker.state;
  });
}

/** The names of the caches of builds. */
export function stored(page) {
  return page.evaluate(async () => (await caches.keys()).filter((it) => !it.endsWith('|state')));
}
