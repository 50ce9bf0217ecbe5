// A person's browser with the first start behind it, in a folder of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { begin, saved } from '../../journeys/lib/browser.mjs';
import { start } from './chromium.mjs';
import { weekOf } from './fields.mjs';

export const MANAGER = 'ZZ0412';

/** `chromium` is the browser that runs now. */
export async function profile(site, zone) {
  const folder = mkdtempSync(join(tmpdir(), 'onesheet-reliability-'));
  const own = {
    /** Starts the browser, again if it has been killed. */
    start: async () => {
      own.chromium = await start(folder, zone);
      await own.chromium.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    },
    end: async () => {
      await own.chromium.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  await own.start();
  const page = await own.chromium.tab();
  await begin(page, `${site.url}week/${weekOf(999).name}`, { 'manager/id': MANAGER });
  await saved(page);
  await page.close();
  return own;
}
