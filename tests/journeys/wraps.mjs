// A file that comes packed, or locked with a passphrase: known by what it is and not by its name. The locked one is made here,
// by the RFCs alone (7516, 7518) and Node's ciphers, as another program at head office would make it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { begin, check, launch, open, saved, serve, shot, watch } from './lib/browser.mjs';
import { apply } from './lib/files.mjs';

const BACKUP = await readFile(new URL('../bundles/v1-backup.onesheet.json', import.meta.url));
const PASSPHRASE = '一张纸 OneSheet 2026';
const { files } = JSON.parse(await readFile(new URL('../bundles/office/manifest.json', import.meta.url), 'utf8'));
const { file: REPORT } = files.find((it) => it.class === 'good');
const NEW = { 'manager/id': 'ZZ0412' };

const server = await serve();
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' };
const page = await (await browser.newContext(options)).newPage();
const seen = await watch(page);

const base64 = (bytes) => Buffer.from(bytes).toString('base64url');
const { crypto } = globalThis;
const { subtle } = crypto;

/** A compact JWE by PBES2-HS512+A256KW and A256GCM. */
async function locked(content, passphrase, more = {}) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const header = { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2s: base64(salt), p2c: 600000, ...more };
  const head = base64(JSON.stringify(header));
  const secret = await subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey']);
  const whole = Buffer.concat([Buffer.from(`${header.alg}\0`), salt]);
  const how = { name: 'PBKDF2', hash: 'SHA-512', salt: whole, iterations: header.p2c };
  const wrapping = await subtle.deriveKey(how, secret, { name: 'AES-KW', length: 256 }, false, ['wrapKey']);
  const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const wrapped = await subtle.wrapKey('raw', key, wrapping, 'AES-KW');
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = Buffer.from(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: Buffer.from(head) }, key, content));
  return [head, ...[wrapped, iv, sealed.subarray(0, -16), sealed.subarray(-16)].map(base64)].join('.');
}

/** Opens one, by the RFCs alone. */
async function unlocked(text, passphrase) {
  const [head, wrapped, iv, sealed, tag] = text.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url'));
  const salt = Buffer.concat([Buffer.from(`${header.alg}\0`), Buffer.from(header.p2s, 'base64url')]);
  const secret = await subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: header.p2c };
  const wrapping = await subtle.deriveKey(how, secret, { name: 'AES-KW', length: 256 }, false, ['unwrapKey']);
  const raw = (it) => Buffer.from(it, 'base64url');
  const key = await subtle.unwrapKey('raw', raw(wrapped), wrapping, 'AES-KW', { name: 'AES-GCM' }, false, ['decrypt']);
  const whole = Buffer.concat([raw(sealed), raw(tag)]);
  return Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv: raw(iv), additionalData: Buffer.from(head) }, key, whole)).toString();
}

const bring = async (name, bytes) => {
  await page.locator('.import input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  await page.locator(`[data-file="${name}"]`).waitFor();
};
const row = (name) => page.locator(`[data-file="${name}"]`);
const result = (name) => row(name).getAttribute('data-result');
const box = page.getByLabel('口令', { exact: true });
const answer = async (passphrase, name, expected) => {
  await box.fill(passphrase);
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await row(name).filter({ hasText: expected }).waitFor();
};

await check('a packed file is taken as what is in it, under any name', async () => {
  await begin(page, `${server.url}week/2026-W48`, NEW);
  await open(page, `${server.url}exchange`);
  await bring('a.onesheet.json.gz', gzipSync(BACKUP));
  assert.equal(await result('a.onesheet.json.gz'), 'merged');
  await bring('renamed.txt', gzipSync(BACKUP));
  assert.equal(await result('renamed.txt'), 'merged');
  assert.equal(await box.count(), 0, 'nobody is asked for a passphrase');
});

await check('a packed file that becomes far too large is refused in words', async () => {
  const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, ' '), { level: 9 });
  assert.ok(bomb.length < 1024 * 1024, `${bomb.length} bytes`);
  await bring('bomb.json', bomb);
  assert.equal(await result('bomb.json'), 'refused');
  assert.match(await row('bomb.json').innerText(), /解压后超过 .* MB.*已保存的数据没有变/s);
});

await check('a locked file asks for its passphrase, says that one was wrong, and opens with the right one', async () => {
  await bring('locked.onesheet.jwe', await locked(BACKUP, PASSPHRASE));
  assert.match(await row('locked.onesheet.jwe').innerText(), /加了口令.*请输入口令再打开/s);
  assert.deepEqual([await box.getAttribute('type'), await box.getAttribute('autocomplete')], ['password', 'off']);
  await shot(page, 'wraps-asked');
  await answer(PASSPHRASE.toLowerCase(), 'locked.onesheet.jwe', '口令不对');
  await shot(page, 'wraps-wrong');
  await answer(PASSPHRASE, 'locked.onesheet.jwe', '并入');
  assert.equal(await box.count(), 0, 'the box is gone with the answer');
  await apply(page);
  const kept = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map((it) => it.name);
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const name of names) {
      const database = await new Promise((done) => { indexedDB.open(name).onsuccess = (it) => done(it.target.result); });
      for (const shelf of database.objectStoreNames) {
        const all = await new Promise((done) => { database.transaction(shelf).objectStore(shelf).getAll().onsuccess = (it) => done(it.target.result); });
        texts.push(JSON.stringify(all));
      }
      database.close();
    }
    return texts.join('\n');
  });
  assert.ok(kept.includes('紧俏规格断货') && !kept.includes('OneSheet 2026'), 'the content is kept, the passphrase is not');
});

await check('packed and locked is both, and what was changed or locked otherwise is refused', async () => {
  await bring('both.jwe', await locked(gzipSync(BACKUP), PASSPHRASE));
  await answer(PASSPHRASE, 'both.jwe', '没有变化');
  const whole = await locked(BACKUP, PASSPHRASE);
  const parts = whole.split('.');
  parts[3] = (parts[3][0] === 'A' ? 'B' : 'A') + parts[3].slice(1);
  await bring('changed.jwe', parts.join('.'));
  await answer(PASSPHRASE, 'changed.jwe', '在加密之后被改过或损坏了');
  await bring('weak.jwe', await locked(BACKUP, PASSPHRASE, { p2c: 1000 }));
  assert.match(await row('weak.jwe').innerText(), /加密的方式本应用不支持/);
  assert.equal(await box.count(), 0, 'before anybody types a passphrase into it');
});

/** Presses a button and gives back the file that comes of it. */
const taken = async (name) => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
  await page.getByRole('status').filter({ hasText: file.suggestedFilename() }).first().waitFor();
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
};

await check('a backup goes out packed or locked, and another program opens it', async () => {
  await open(page, `${server.url}exchange`);
  const paper = page.locator('.paper').filter({ has: page.getByRole('button', { name: '全部备份', exact: true }) });
  await paper.getByText('压缩或加口令', { exact: true }).click();
  await paper.getByLabel('压缩（.gz）', { exact: true }).check();
  const packed = await taken('全部备份');
  assert.match(packed.name, /_backup\.onesheet\.json\.gz$/);
  const plain = gunzipSync(packed.bytes).toString();
  assert.equal(JSON.parse(plain).kind, 'backup');
  await paper.getByLabel('压缩（.gz）', { exact: true }).uncheck();
  await paper.getByLabel('用口令加密', { exact: true }).fill('短');
  await page.getByRole('button', { name: '全部备份', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: '口令至少要六个字' }).waitFor();
  await paper.getByLabel('用口令加密', { exact: true }).fill(PASSPHRASE);
  const sealed = await taken('全部备份');
  assert.match(sealed.name, /_backup\.onesheet\.jwe$/);
  assert.equal(JSON.parse(await unlocked(sealed.bytes.toString(), PASSPHRASE)).kind, 'backup');
  await shot(page, 'wraps-given');
  await bring(sealed.name, sealed.bytes);
  await answer(PASSPHRASE, sealed.name, '没有变化');
});

await check('the customers go along only where somebody says so, their numbers masked', async () => {
  await open(page, `${server.url}customers/41010001`);
  const phone = page.locator('[data-field="roster/41010001/phone"]');
  await phone.fill('13812341234');
  await saved(page);
  const handed = async () => {
    const { name, bytes } = await taken('上交');
    return { name, ...JSON.parse(bytes) };
  };
  await open(page, `${server.url}exchange`);
  await page.getByRole('button', { name: '上交本周', exact: true }).click();
  const box = page.getByLabel('连同客户资料', { exact: true });
  await box.waitFor();
  await page.getByText('不选：只带客户编码和分类', { exact: false }).waitFor();
  const bare = await handed();
  assert.ok(bare.customers.every((it) => it.phone === undefined && it.name === undefined));
  await page.getByRole('button', { name: '上交本周', exact: true }).click();
  await box.check();
  await page.getByText('会带上名册的全部内容', { exact: false }).waitFor();
  assert.equal(await box.evaluate((it) => it === document.activeElement), true, 'the focus stays where it was');
  await shot(page, 'personal');
  const whole = await handed();
  const one = whole.customers.find((it) => it.code === '41010001');
  assert.deepEqual([one.phone, typeof one.name], ['138****1234', 'string']);
  await bring('back.json', Buffer.from(JSON.stringify(whole)));
  assert.doesNotMatch(await row('back.json').innerText(), /138\*/, 'what was masked takes no number away');
});

await check('reading many files says how far it is, and can be broken off', async () => {
  await open(page, `${server.url}exchange`);
  const many = Array.from({ length: 60 }, (_, at) => ({
    name: `f${at}.json`, mimeType: 'application/json', buffer: Buffer.from('['.padEnd(1_200_000, ' ')),
  }));
  await page.locator('.import input[type=file]').setInputFiles(many.slice(0, 40));
  await page.getByRole('status').filter({ hasText: /正在读取第 \d+ 个文件，共 40 个/ }).waitFor();
  await page.getByRole('button', { name: '取消', exact: true }).click();
  await page.getByText('已停下，什么也没有导入', { exact: false }).waitFor();
  await bring('after.json', BACKUP);
  assert.equal(await result('after.json'), 'unchanged', 'the next question has a worker again');
});

await check('head office opens locked reports with the passphrase it was told', async () => {
  const report = await readFile(new URL(`../bundles/office/${REPORT}`, import.meta.url));
  const file = { name: 'report.onesheet.jwe', mimeType: 'application/octet-stream', buffer: Buffer.from(await locked(report, PASSPHRASE)) };
  const taken = async (expected) => {
    await page.getByLabel('导入文件', { exact: true }).setInputFiles(file);
    await page.locator(`[data-file="${file.name}"][data-result="${expected}"]`).waitFor({ state: 'attached' });
  };
  await open(page, `${server.url}office`);
  await taken('refused');
  assert.match(await row(file.name).innerText(), /加了口令/);
  await page.locator('.office__locked summary').click();
  await box.fill(PASSPHRASE);
  await taken('merged');
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
