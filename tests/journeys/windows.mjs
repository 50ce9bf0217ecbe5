// Two windows of one browser on the same week: one holds it, the other follows along and may take it over; what either was told
// is saved stays. Then the same where the browser has no locks, a window that slept through it, and what outlives a reload.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, ready, saved, serve, shot, show, shown, watch } from './lib/browser.mjs';

const WEEK = '2026-W48';

const server = await serve();
const week = `${server.url}week/${WEEK}`;
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1024, height: 768 } };

const seat = (page, word) => page.waitForSelector(`html[data-seat="${word}"]`, { state: 'attached' });
/** The holding has begun: its number stands in the database. */
const holds = (page) => page.waitForFunction(async () => (await navigator.locks.query()).held.some((it) => it.name.startsWith('edit/')));
const here = (page) => page.getByRole('button', { name: '在此编辑', exact: true });
const reads = (page, field, text) => page.waitForFunction(
  ([at, wanted]) => document.querySelector(`[data-field="${at}"]`)?.value === wanted, [field, text],
);

const context = await browser.newContext(options);
const first = await context.newPage();
const seen = [await watch(first)];
await begin(first, week);
await fill(first, 'review/work', '第一个窗口写的');
await saved(first);
await holds(first);
const second = await context.newPage();
seen.push(await watch(second));

await check('the second window follows along and cannot write', async () => {
  await open(second, week);
  await seat(second, 'elsewhere');
  await here(second).waitFor();
  assert.equal(await shown(second, 'review/work'), '第一个窗口写的');
  await control(second, 'review/work').pressSequentially('改');
  assert.equal(await control(second, 'review/work').inputValue(), '第一个窗口写的');
  await show(second, 'tasks/svc-05/ticked');
  await control(second, 'tasks/svc-05/ticked').click();
  assert.equal(await control(second, 'tasks/svc-05/ticked').isChecked(), false);
  await shot(second, 'second-window');
});

await check('it shows what the first writes, as soon as that is saved', async () => {
  await show(second, 'review/work');
  await fill(first, 'review/work', '第一个窗口又写的');
  await reads(second, 'review/work', '第一个窗口又写的');
  assert.equal(await shown(first, 'tasks/svc-05/ticked'), false, 'the refused tick is nowhere');
});

await check('"Edit here" turns it round, and what was being typed is not lost', async () => {
  await show(first, 'days/2026-11-24/summary');
  await control(first, 'days/2026-11-24/summary').pressSequentially('没离开这个框');
  await here(second).click();
  await seat(second, 'mine');
  await seat(first, 'elsewhere');
  assert.equal(await shown(second, 'days/2026-11-24/summary'), '没离开这个框');
  assert.ok(await first.getByRole('button', { name: '撤销', exact: true }).isDisabled(), 'there is nothing to take back where another writes');
  // Straight out of the box that can no longer be typed in: being told so once more takes no button from under the finger.
  await here(first).click();
  await seat(first, 'mine');
  await here(second).click();
  await seat(second, 'mine');
  await fill(second, 'review/work', '第二个窗口写的');
  await saved(second);
  await show(first, 'review/work');
  await reads(first, 'review/work', '第二个窗口写的');
});

await check('when the holder is closed the other holds by itself', async () => {
  await second.close();
  await seat(first, 'mine');
  await fill(first, 'review/work', '又回到第一个窗口');
  await saved(first);
  await first.reload();
  await ready(first);
  assert.equal(await shown(first, 'review/work'), '又回到第一个窗口');
});

await check('a window that did not hear of it is held off at the fence, and its last words are kept', async () => {
  await holds(first);
  // Deaf: neither lock nor channel tell it that another window took the week over.
  const deaf = await context.newPage();
  await deaf.addInitScript(() => {
    window.BroadcastChannel = class { postMessage() {} };
    const request = navigator.locks.request.bind(navigator.locks);
    navigator.locks.request = (name, how, call) => {
      const given = request(name, how, call);
      return how.steal || how.ifAvailable ? new Promise(() => given.catch(() => {})) : given;
    };
  });
  await first.close();
  await open(deaf, week);
  await holds(deaf);
  await fill(deaf, 'review/work', '没听见的窗口写的');
  await saved(deaf);
  const other = await context.newPage();
  await open(other, week);
  await seat(other, 'elsewhere');
  await here(other).click();
  await seat(other, 'mine');
  await fill(other, 'goals/vol/note', '接手后写的');
  await saved(other);
  await fill(deaf, 'days/2026-11-24/summary', '还不知道时写的');
  await seat(deaf, 'elsewhere');
  await saved(deaf);
  await open(other, week);
  assert.equal(await shown(other, 'days/2026-11-24/summary'), '还不知道时写的');
  assert.equal(await shown(other, 'goals/vol/note'), '接手后写的');
  await deaf.close();
  await other.close();
});

await check('without locks the number alone decides: whoever opened last holds', async () => {
  const lockless = await browser.newContext(options);
  await lockless.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
  const one = await lockless.newPage();
  await begin(one, week);
  await fill(one, 'review/work', '先开的');
  await saved(one);
  const two = await lockless.newPage();
  await open(two, week);
  await seat(one, 'elsewhere');
  await fill(two, 'review/work', '后开的');
  await saved(two);
  await show(one, 'review/work');
  await reads(one, 'review/work', '后开的');
  await here(one).click();
  await seat(one, 'mine');
  await seat(two, 'elsewhere');
  await lockless.close();
});

await check('fifty steps can be taken back after a reload', async () => {
  const page = await context.newPage();
  seen.push(await watch(page));
  await open(page, week);
  await fill(page, 'review/work', '起点');
  for (let step = 0; step < 52; step += 1) await fill(page, step % 2 ? 'goals/vol/note' : 'goals/new/note', `第${step}步`);
  await saved(page);
  await page.reload();
  await ready(page);
  const undo = page.getByRole('button', { name: '撤销', exact: true });
  for (let step = 0; step < 50; step += 1) await undo.click();
  await show(page, 'goals/vol/note');
  await reads(page, 'goals/vol/note', '第1步');
  await reads(page, 'goals/new/note', '第0步');
  await page.getByRole('button', { name: '重做', exact: true }).click();
  await reads(page, 'goals/new/note', '第2步');
  await saved(page);
});

await check('a long log is folded into its snapshot once nobody types, and nothing changes', async () => {
  const page = await context.newPage();
  seen.push(await watch(page));
  await open(page, week);
  await seat(page, 'elsewhere');
  await here(page).click();
  await seat(page, 'mine');
  const note = control(page, 'goals/vol/note');
  await show(page, 'goals/vol/note');
  for (let at = 0; at < 310; at += 1) {
    await note.fill(`第${at}次`);
    await note.evaluate((it) => it.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
  }
  const log = () => page.evaluate(async () => {
    const database = await new Promise((done) => { indexedDB.open('onesheet').onsuccess = (event) => done(event.target.result); });
    const keys = await new Promise((done) => {
      database.transaction('edits').objectStore('edits').getAllKeys().onsuccess = (event) => done(event.target.result);
    });
    database.close();
    return keys.filter((it) => it.startsWith('sheet/')).length;
  });
  assert.ok(await log() > 300);
  await page.waitForFunction(async () => {
    const database = await new Promise((done) => { indexedDB.open('onesheet').onsuccess = (event) => done(event.target.result); });
    const count = await new Promise((done) => {
      database.transaction('edits').objectStore('edits').count(IDBKeyRange.bound('sheet/', 'sheet0')).onsuccess = (event) => done(event.target.result);
    });
    database.close();
    return count === 0;
  });
  await note.fill('折叠之后');
  await saved(page);
  await open(page, week);
  assert.equal(await shown(page, 'goals/vol/note'), '折叠之后');
  assert.equal(await shown(page, 'review/work'), '起点');
});

await check('undo takes back what is on the page: a goal of the month, a customer, never the sheet behind it', async () => {
  const page = await context.newPage();
  seen.push(await watch(page));
  await open(page, `${server.url}month/2026-11`);
  const undo = page.getByRole('button', { name: '撤销', exact: true });
  const redo = page.getByRole('button', { name: '重做', exact: true });
  const target = control(page, 'month/goals/vol/target');
  await target.fill('120');
  await target.press('Tab');
  await undo.click();
  assert.equal(await target.inputValue(), '');
  await redo.click();
  assert.equal(await target.inputValue(), '120');
  await page.reload();
  const canUndo = page.getByRole('button', { name: '撤销', exact: true, disabled: false });
  await canUndo.waitFor();
  await undo.click();
  assert.equal(await target.inputValue(), '');
  await redo.click();
  await open(page, `${server.url}customers/41010001`);
  const name = control(page, 'roster/41010001/name');
  await name.fill('老王超市');
  await name.press('Tab');
  await page.reload();
  await canUndo.waitFor();
  await undo.click();
  assert.equal(await name.inputValue(), '');
  assert.ok(await undo.isDisabled());
  await saved(page);
  await page.close();
});

await check('a sheet that holds less than it did says so, and leads to Restore', async () => {
  const page = await context.newPage();
  await open(page, week);
  await page.evaluate(async () => {
    const database = await new Promise((done) => { indexedDB.open('onesheet').onsuccess = (event) => done(event.target.result); });
    const write = database.transaction(['edits', 'snapshots'], 'readwrite');
    for (const shelf of ['edits', 'snapshots']) write.objectStore(shelf).delete(IDBKeyRange.bound('sheet/', 'sheet0'));
    await new Promise((done) => { write.oncomplete = done; });
    database.close();
  });
  await open(page, week);
  const alarm = page.getByRole('alert').filter({ hasText: '这张表原有' });
  await alarm.waitFor();
  assert.match(await alarm.innerText(), /现在只读到 0 处/);
  await shot(page, 'loss');
  await alarm.getByRole('button', { name: '就按现在的' }).click();
  await alarm.waitFor({ state: 'detached' });
  await open(page, week);
  await page.waitForFunction(async () => (await navigator.locks.query()).pending.length + (await navigator.locks.query()).held.length > 0);
  assert.equal(await page.getByRole('alert').filter({ hasText: '这张表原有' }).count(), 0);
});

await check('a device that held sheets and holds nothing any more says so before it begins anew', async () => {
  const page = await context.newPage();
  await open(page, week);
  await page.evaluate(async () => {
    const database = await new Promise((done) => { indexedDB.open('onesheet').onsuccess = (event) => done(event.target.result); });
    const names = [...database.objectStoreNames];
    const write = database.transaction(names, 'readwrite');
    for (const shelf of names) write.objectStore(shelf).clear();
    await new Promise((done) => { write.oncomplete = done; });
    database.close();
  });
  await open(page, week);
  await page.getByRole('alert').filter({ hasText: '这台设备上原有 1 张周表' }).waitFor();
});

await check('no error in the console', () => assert.deepEqual(seen.flatMap((it) => it.errors), []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.flatMap((it) => it.violations), []));

await browser.close();
await server.stop();
