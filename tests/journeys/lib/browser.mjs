// What every journey needs: a browser, the static server on the release site, a harness of three functions.
// Started by `cargo xtask test`, which sets the ONESHEET_… variables; by hand:
//   ONESHEET_NPM=… ONESHEET_XTASK=target/debug/xtask ONESHEET_DIST=dist node tests/journeys/smoke.mjs

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SHOTS = join(ROOT, 'target', 'shots');
const CHECK_MS = 120_000;
const READY_MS = 60_000;

const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Loads one of the packages of package.json; they live in the tools' cache, not in the repository. */
export const fromNpm = createRequire(`${required('ONESHEET_NPM')}/`);

/** Starts Chromium; `options` go to Playwright's launch, `args` in addition to ours. */
export function launch({ args = [], ...options } = {}) {
  const { chromium } = fromNpm('playwright-core');
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...ARGUMENTS, ...args], ...options });
}

/**
 * Starts the static server on the release site. `url` ends with a slash; `stop` ends it for good, as a network that is
 * gone; the same `port` given again brings it back.
 */
export async function serve({ folder = process.env.ONESHEET_DIST ?? 'dist', base = '/', port = 0 } = {}) {
  const child = spawn(required('ONESHEET_XTASK'), ['host', resolve(folder), '--base', base, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  const url = await new Promise((found, failed) => {
    createInterface(child.stdout).on('line', (line) => {
      const address = /^listening on (\S+)$/.exec(line);
      if (address) found(address[1]);
    });
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the static server ended with ${code}`)));
  });
  const stop = () => {
    process.removeListener('exit', orphan);
    child.kill('SIGKILL');
    return ended;
  };
  return { url, port: Number(new URL(url).port), stop };
}

/** Notes what a healthy page never has: errors in its console, exceptions, breaches of the policy, requests elsewhere. */
export async function watch(page) {
  const seen = { errors: [], violations: [], foreign: [] };
  await page.exposeBinding('noteViolation', (_, text) => { seen.violations.push(text); });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.noteViolation(`${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
    });
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  const opened = new Set();
  page.on('console', (message) => {
    const { url } = message.location();
    // A static host answers a deep link with 404.html and status 404; the browser reports that, and it is as it should be.
    const deepLink = opened.has(url) && message.text().includes('404');
    if (message.type() === 'error' && !deepLink) seen.errors.push(`${message.text()} (${url})`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (request.isNavigationRequest()) opened.add(url.href);
    const home = [...opened].some((page) => new URL(page).origin === url.origin);
    if (url.protocol.startsWith('http') && !home) seen.foreign.push(url.href);
  });
  return seen;
}

/** Opens an address of the app and waits until it takes input. */
export async function open(page, url) {
  await page.goto(url);
  await ready(page);
}

export async function ready(page) {
  await page.waitForSelector('html[data-ready]', { state: 'attached', timeout: READY_MS });
}

/** Waits until the last edit is in the database. */
export async function saved(page) {
  await page.waitForSelector('html[data-save="saved"]', { state: 'attached' });
}

/** A picture of the page in target/shots. */
export async function shot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Runs one check and prints its line; a failure does not stop the journey but its exit code says so. */
export async function check(name, body) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`took longer than ${CHECK_MS / 1000} s`)), CHECK_MS);
  });
  try {
    await Promise.race([body(), late]);
    console.log(`ok - ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`not ok - ${name}`);
    console.log(String(error?.stack ?? error).replace(/^/gm, '  # '));
  } finally {
    clearTimeout(timer);
  }
}

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; \`cargo xtask test\` sets it`);
  return value;
}
