// A person's own browser on a profile folder. Playwright only connects to it: what it starts itself it keeps in the foreground
// for ever, and a page that is never hidden is no person's. Its number is known, so that it can be killed.

import { spawn } from 'node:child_process';
import { ARGUMENTS, fromNpm } from '../../journeys/lib/browser.mjs';

const OURS = ['--headless', '--remote-debugging-port=0', '--accept-lang=zh-CN', '--window-size=1280,900'];

/** Starts Chromium; what it keeps in the folder outlives it. */
export async function start(folder, zone = 'Asia/Shanghai') {
  const child = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', [...ARGUMENTS, ...OURS, `--user-data-dir=${folder}`, 'about:blank'], {
    // A group of its own: killed together, as by a system that is short of memory.
    detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TZ: zone },
  });
  const ended = new Promise((done) => child.once('exit', done));
  const strike = () => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* It has ended by itself. */ } };
  process.once('exit', strike);
  const address = await listening(child);
  const browser = await fromNpm('playwright-core').chromium.connectOverCDP(address, { noDefaults: true, isLocal: true });
  const devtools = await browser.newBrowserCDPSession();
  const over = async () => {
    await ended;
    process.removeListener('exit', strike);
  };
  const [context] = browser.contexts();
  return {
    context,
    devtools,
    /** Where others may speak with it. */
    port: Number(new URL(address).port),
    /** A new page in front of the others, which are hidden by it. */
    tab: () => context.newPage(),
    /** A new page in a window of its own, beside the others. */
    window: async () => {
      const [page] = await Promise.all([context.waitForEvent('page'), devtools.send('Target.createTarget', { url: 'about:blank', newWindow: true })]);
      return page;
    },
    /** Every process of it, at once and without notice. */
    kill: () => { strike(); return over(); },
    close: async () => {
      // Its answer may be lost with it.
      await devtools.send('Browser.close').catch(() => {});
      return over();
    },
  };
}

/** The numbers of the processes that draw pages and run their code. */
export async function renderers({ devtools }) {
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  return processInfo.filter((it) => it.type === 'renderer').map((it) => it.id);
}

/** Kills those processes, and with them every page, while the browser goes on. */
export function killAll(ids) {
  for (const id of ids) {
    try { process.kill(id, 'SIGKILL'); } catch { /* It has ended by itself. */ }
  }
}

/** Waits until the browser has noticed that they are gone: until then it may give one of them a new page. */
export async function noticed(chromium, ids) {
  let all;
  do all = await renderers(chromium); while (all.some((it) => ids.includes(it)));
}

function listening(child) {
  let said = '';
  return new Promise((found, failed) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      // Read to the end of its days: a full pipe would stop it.
      if (said === null) return;
      said += text;
      const address = /^DevTools listening on (\S+)$/m.exec(said)?.[1];
      if (!address) return;
      said = null;
      found(address);
    });
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`Chromium ended with ${code}:\n${said}`)));
  });
}
