// Questions of head office that are saved: asked again with one tap, carried to another office machine in a setup, and taken away.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { begin, check, launch, ready, serve, shot, watch } from './lib/browser.mjs';

const FOLDER = fileURLToPath(new URL('../bundles/office', import.meta.url));
const { files } = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8'));
const some = files.filter((it) => it.class === 'good').slice(0, 20).map((it) => join(FOLDER, it.file));
const NAME = '一区各周的拜访';

const server = await serve();
const browser = await launch();

/** An office machine that has collected a few files. */
async function office() {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 900 }, acceptDownloads: true, bypassCSP: true });
  await context.clock.setFixedTime('2026-10-30T09:00:00+08:00');
  const page = await context.newPage();
  const seen = await watch(page);
  await begin(page, `${server.url}office`, { 'manager/id': 'HQ01', role: 'office' }, 'main.office h1');
  await page.getByLabel('导入文件', { exact: true }).setInputFiles(some);
  await page.getByRole('region', { name: '导入报告', exact: true }).waitFor();
  return { page, seen };
}

async function again(page) {
  await page.reload();
  await ready(page);
  await page.locator('.saved-questions').waitFor();
  await page.locator('.saved-questions > summary').click();
}

const choose = (page, label, value) => page.getByLabel(label, { exact: true }).selectOption(value);
const chosen = (page) => page.locator('.office__form select').evaluateAll((all) => Object.fromEntries(all.map((it) => [it.name, it.value]).filter((it) => it[1])));
const saved = (page) => page.locator('.saved-questions__list button').filter({ hasNotText: '删去' }).allInnerTexts();

const first = await office();
let asked;

await check('a question is saved under a name and asked again after a reload', async () => {
  const { page } = first;
  await page.locator('.saved-questions > summary').click();
  await page.getByRole('button', { name: '存下', exact: true }).click();
  await page.locator('[data-slot="question-save"] [role="alert"]').waitFor();
  await page.locator('.office__filters summary').click();
  await choose(page, '看什么', 'Q0');
  await choose(page, '算什么', 'done');
  await choose(page, '按什么分行', 'week');
  await choose(page, '片区', { index: 1 });
  await page.locator('[data-question="Q0"] tbody tr').first().waitFor();
  asked = [await chosen(page), await page.locator('[data-question="Q0"]').innerText()];
  await page.getByLabel('给现在的问题起个名', { exact: true }).fill(NAME);
  await page.getByRole('button', { name: '存下', exact: true }).click();
  await page.getByText('存好了。', { exact: true }).waitFor();
  await shot(page, 'office-saved');
  await again(page);
  assert.deepEqual(await saved(page), [NAME]);
  await page.getByRole('button', { name: NAME, exact: true }).click();
  await page.locator('[data-question="Q0"] tbody tr').first().waitFor();
  assert.deepEqual([await chosen(page), await page.locator('[data-question="Q0"]').innerText()], asked);
});

const second = await office();

await check('it travels to another office in a setup, once', async () => {
  const { page } = first;
  await page.getByRole('navigation', { name: '总部工作台', exact: true }).getByRole('button', { name: '下达', exact: true }).click();
  await page.getByLabel('存下的问题（给另一台总部电脑）', { exact: true }).check();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '生成下达文件', exact: true }).click()]);
  const file = { name: download.suggestedFilename(), mimeType: 'application/json', buffer: readFileSync(await download.path()) };
  const other = second.page;
  for (const [result, told] of [['merged', /收下 1 个存下的问题/], ['unchanged', /无变化/]]) {
    await other.getByLabel('导入文件', { exact: true }).setInputFiles(file);
    const row = other.locator(`[data-file="${file.name}"][data-result="${result}"]`);
    await row.waitFor({ state: 'attached' });
    assert.match(await row.evaluate((it) => it.textContent), told);
  }
  await again(other);
  assert.deepEqual(await saved(other), [NAME]);
  await other.getByRole('button', { name: NAME, exact: true }).click();
  await other.locator('[data-question="Q0"] tbody tr').first().waitFor();
  assert.deepEqual([await chosen(other), await other.locator('[data-question="Q0"]').innerText()], asked);
});

await check('taken away it is gone', async () => {
  const { page } = second;
  await page.locator('.saved-questions > summary').click();
  await page.getByRole('button', { name: `删去 ${NAME}`, exact: true }).click();
  await page.getByText('还没有存过。', { exact: false }).waitFor();
  await again(page);
  assert.deepEqual(await saved(page), []);
});

await check('no error in the console', () => assert.deepEqual([...first.seen.errors, ...second.seen.errors], []));
await browser.close();
await server.stop();
