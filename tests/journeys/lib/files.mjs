// Files on their way out of the app and back in, the way a person does it on the page of exchange.

import { readFileSync } from 'node:fs';
import { open, saved } from './browser.mjs';

/** Hands over the week that was open; `{ name, text }` of the file. */
export async function handOver(page, site) {
  await open(page, `${site}exchange`);
  await page.getByRole('button', { name: '上交本周', exact: true }).click();
  return download(page, '上交');
}

/** Backs everything up; `{ name, text }` of the file. */
export async function backUp(page, site) {
  await open(page, `${site}exchange`);
  return download(page, '全部备份');
}

async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  await page.getByRole('status').filter({ hasText: file.suggestedFilename() }).waitFor();
  await saved(page);
  return { name: file.suggestedFilename(), text };
}

/** Gives a file to the input and says what its row in the report says. */
export async function bring(page, site, file) {
  await open(page, `${site}exchange`);
  await page.getByLabel('导入文件', { exact: true }).setInputFiles({ name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) });
  const row = rowOf(page, file);
  await row.waitFor();
  return row.getAttribute('data-result');
}

/** A file's row in the report. */
export function rowOf(page, file) {
  return page.getByRole('region', { name: '导入报告', exact: true }).locator(`[data-file="${file.name}"]`);
}

/** On the first page of a device nobody has begun on: takes a file in and goes on with what it brings. Says what its row says. */
export async function carryOn(page, address, file) {
  await open(page, address);
  await page.getByLabel('导入文件', { exact: true }).setInputFiles({ name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) });
  const row = rowOf(page, file);
  await row.waitFor();
  const result = await row.getAttribute('data-result');
  await page.getByRole('button', { name: '应用', exact: true }).click();
  await page.locator('main.sheet').waitFor();
  return result;
}

/** Stores what the report announces. */
export async function apply(page) {
  await page.getByRole('button', { name: '应用', exact: true }).click();
  await page.locator('[data-file][data-applied]').waitFor();
  await saved(page);
}

/** The bytes of the file's sheets, as they stand in it. */
export function sheets(text) {
  const start = text.indexOf('"sheets":[') + '"sheets":'.length;
  let [depth, inText] = [0, false];
  for (let at = start; at < text.length; at += 1) {
    const it = text[at];
    if (inText) {
      if (it === '\\') at += 1;
      else if (it === '"') inText = false;
    } else if (it === '"') inText = true;
    else if (it === '[' || it === '{') depth += 1;
    else if (it === ']' || it === '}') {
      depth -= 1;
      if (depth === 0) return text.slice(start, at + 1);
    }
  }
  throw new Error('the file has no sheets');
}
