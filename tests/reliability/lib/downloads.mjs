// Files that a page gives out, read back. The browser is nobody's but ours, so Playwright keeps no downloads of it.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Does what gives a file out; its text. */
export async function downloaded({ devtools }, act, within) {
  const folder = mkdtempSync(join(tmpdir(), 'onesheet-download-'));
  await devtools.send('Browser.setDownloadBehavior', { behavior: 'allowAndName', downloadPath: folder, eventsEnabled: true });
  let [hear, timer] = [];
  try {
    const whole = new Promise((done, failed) => {
      hear = ({ guid, state }) => { if (state === 'completed') done(guid); };
      devtools.on('Browser.downloadProgress', hear);
      timer = setTimeout(() => failed(new Error(`no file within ${within} ms`)), within);
    });
    // What acting throws is the better reason.
    const [guid] = await Promise.all([whole, act()]);
    return readFileSync(join(folder, guid), 'utf8');
  } finally {
    clearTimeout(timer);
    devtools.off('Browser.downloadProgress', hear);
    rmSync(folder, { recursive: true, force: true });
  }
}
