// The rescue page: shows what recover-read.js found, hands it out as one file, and resets the app. Until the reset it changes
// nothing, and the reset waits until a copy was handed out.
// Plain JavaScript, no module: it must work on the very browser that cannot run the app.

(function () {
  'use strict';

  const { DATABASE, JOURNAL, read, composed, factory, within, reason } = window.rescue;
  const FOLDER = new URL('./', location.href);
  /** The program's files, and what was shared with it from elsewhere; see sw.js. */
  const CACHES = `app-${FOLDER.pathname}|`;
  const SHARED = `shared-${FOLDER.pathname}`;
  /** What boot.js noted before it came here. */
  const NOTE = 'onesheet/why';

  const SAY_SLOW_MS = 3000;
  const RESET_MS = 15000;
  const MOST_FAULTS_SHOWN = 10;
  const MOST_WEEKS_OPEN = 12;

  const WHY = {
    failed: ['一张纸没有打开，所以转到了这里。已保存的内容都在，没有改动。', 'OneSheet did not open, so this page came up. Everything you saved is still here, unchanged.'],
    running: ['一张纸一直没有打开完，所以转到了这里。已保存的内容都在，没有改动。', 'OneSheet began to open and never finished, so this page came up. Everything you saved is still here, unchanged.'],
    old: ['这个浏览器太旧，或者关闭了 WebAssembly（如“锁定模式”），一张纸打不开，所以转到了这里。', 'This browser is too old for OneSheet, or WebAssembly is switched off (as in Lockdown Mode), so this page came up.'],
  };

  const FOUND = {
    none: ['这个浏览器里没有一张纸的数据库。如果您在别的浏览器里、或从主屏幕图标用过它，请到那里打开本页。', 'This browser holds no OneSheet database. If you used another browser or an icon on the home screen, open this page there.'],
    missing: ['这个浏览器现在不让网页使用数据库（如“锁定模式”或隐私模式）：数据库里的内容这里看不到，但没有被删除。请关闭锁定模式，再打开本页。还没确认的最后几笔修改另外存着，可以下载。', 'This browser gives pages no database now (as in Lockdown Mode or private mode): what is in it cannot be seen here, but has not been deleted. Switch Lockdown Mode off and open this page again. The last changes, not confirmed yet, are kept beside it and can be downloaded.'],
    closed: ['数据库没有打开，里面的内容没有被改动。请关掉其他“一张纸”窗口，再读一次。还没确认的最后几笔修改另外存着，可以下载。', 'The database did not open; what is in it has not been changed. Close other OneSheet windows and read again. The last changes, not confirmed yet, are kept beside it and can be downloaded.'],
    partly: ['有的内容没有读出来，其余的可以下载。', 'Some of it could not be read; the rest can be downloaded.'],
    read: ['都读出来了，可以下载。', 'Everything was read and can be downloaded.'],
  };

  let found = null;
  let text = '';

  const at = (id) => document.getElementById(id);

  function element(name, words) {
    const made = document.createElement(name);
    made.textContent = words || '';
    return made;
  }

  /** Both languages, Chinese first. */
  function both(zh, en) {
    const part = document.createDocumentFragment();
    part.appendChild(element('p', zh));
    part.appendChild(element('p', en)).lang = 'en';
    return part;
  }

  /** Puts the part where the id is; without one, the place goes. */
  function fill(id, part) {
    at(id).textContent = '';
    if (part) at(id).appendChild(part);
    at(id).hidden = !part;
  }

  function sayWhy() {
    const state = location.hash.slice(1);
    if (!WHY[state]) return;
    const part = both(WHY[state][0], WHY[state][1]);
    try {
      const note = sessionStorage.getItem(NOTE);
      if (state === 'failed' && note) part.appendChild(element('pre', note));
    } catch (blocked) {
      console.warn(blocked);
    }
    fill('why', part);
  }

  function look() {
    document.documentElement.setAttribute('data-read', 'reading');
    at('again').hidden = true;
    // What the copy holds may not be all any more.
    lock(true);
    fill('state', both('正在读取…', 'Reading…'));
    const slow = setTimeout(() => fill('state', both(
      '正在读取，比平常慢。如果还有别的“一张纸”窗口，请关掉它们。',
      'Reading takes longer than usual. Close other OneSheet windows, if there are any.'
    )), SAY_SLOW_MS);
    return read().then((it) => {
      clearTimeout(slow);
      found = it;
      text = composed(it);
      show();
    });
  }

  // What was found.

  function show() {
    const isPartly = found.base === 'read' && found.faults.length > 0;
    const words = FOUND[isPartly ? 'partly' : found.base];
    fill('state', both(words[0], words[1]));
    fill('figures', figures());
    fill('weeks', weekLists());
    fill('faults', faults());
    at('again').hidden = found.faults.length === 0;
    at('download').disabled = false;
    at('show').disabled = false;
    at('share').hidden = !shareable();
    at('text-row').hidden = true;
    document.documentElement.setAttribute('data-read', found.base);
  }

  /** Names of documents, in order: a key of the log is a document's name, a bar and a place; one of a snapshot the name alone. */
  function documents() {
    const names = {};
    const note = (key) => { names[String(key).split('|')[0]] = true; };
    found.shelves.forEach((shelf) => shelf[1].forEach((it) => note(it[0])));
    found.journal.forEach((it) => note(it[0].slice(JOURNAL.length)));
    return Object.keys(names).sort();
  }

  /** The weeks of each manager's sheets: [[manager, [week, …]], …]. */
  function weeks() {
    const all = [];
    documents().forEach((name) => {
      const sheet = /^sheet\/([\w-]{1,32})\/(\d{4}-W\d\d)$/.exec(name);
      if (!sheet) return;
      const last = all[all.length - 1];
      if (last && last[0] === sheet[1]) last[1].push(sheet[2]);
      else all.push([sheet[1], [sheet[2]]]);
    });
    return all;
  }

  /** How long the named lists are together. */
  function sum(lists) {
    return lists.reduce((before, it) => before + it[1].length, 0);
  }

  function counts() {
    const months = documents().filter((it) => /^month\/[\w-]{1,32}\/\d{4}-\d\d$/.test(it)).length;
    return { sheets: sum(weeks()), months, records: sum(found.shelves), lines: found.journal.length };
  }

  function figures() {
    const part = document.createDocumentFragment();
    const count = counts();
    const row = (name, zh, en) => {
      part.appendChild(element('dt', `${zh} `)).appendChild(element('span', en)).lang = 'en';
      part.appendChild(element('dd', String(count[name]))).setAttribute('data-figure', name);
    };
    row('sheets', '一张纸（周）', 'Sheets (weeks)');
    row('months', '月计划', 'Months');
    row('records', '数据库记录', 'Records in the database');
    row('lines', '还没确认的修改', 'Changes not confirmed yet');
    return part;
  }

  function weekLists() {
    const all = weeks();
    if (all.length === 0) return null;
    const part = element('details');
    // A long list must not push the download out of sight.
    part.open = sum(all) <= MOST_WEEKS_OPEN;
    part.appendChild(element('summary', '哪些周 ')).appendChild(element('span', 'Which weeks')).lang = 'en';
    all.forEach((it) => {
      part.appendChild(element('h3', it[0]));
      const list = part.appendChild(element('ul'));
      it[1].forEach((week) => list.appendChild(element('li', `${week} `)).appendChild(element('span', days(week))));
    });
    return part;
  }

  /** First and last day of a week, as in 11.23–11.29. The fourth of January lies in its year's first week. */
  function days(week) {
    const [year, number] = week.split('-W').map(Number);
    const fourth = new Date(Date.UTC(year, 0, 4)).getUTCDay();
    const day = (past) => {
      const date = new Date(Date.UTC(year, 0, 4 - (fourth + 6) % 7 + 7 * (number - 1) + past));
      return `${date.getUTCMonth() + 1}.${date.getUTCDate()}`;
    };
    return `${day(0)}–${day(6)}`;
  }

  function faults() {
    const count = found.faults.length;
    if (count === 0) return null;
    const part = both(`有 ${count} 处没有读出来：`, `${count} ${count === 1 ? 'place' : 'places'} could not be read:`);
    const list = part.appendChild(element('ul'));
    found.faults.slice(0, MOST_FAULTS_SHOWN).forEach((it) => list.appendChild(element('li', it)));
    if (count > MOST_FAULTS_SHOWN) list.appendChild(element('li', `+ ${count - MOST_FAULTS_SHOWN}`));
    return part;
  }

  // Handing it out.

  function fileName() {
    const now = new Date();
    const two = (number) => `0${number}`.slice(-2);
    return `onesheet-raw-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.json`;
  }

  function download() {
    const link = document.body.appendChild(element('a'));
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = fileName();
    link.hidden = true;
    link.click();
    link.remove();
    // Some browsers read the address only after the click is over.
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    given(
      `文件已交给浏览器：${link.download}。请到“下载”里看一眼，确认它在。`,
      `The file was given to the browser: ${link.download}. Look into its downloads and make sure that it is there.`
    );
  }

  /** The file as this browser's share sheet takes it: some refuse .json and take .txt. */
  function shareable() {
    if (!navigator.share || !navigator.canShare) return null;
    try {
      const file = (ending, type) => ({ files: [new File([text], fileName() + ending, { type })] });
      return [file('', 'application/json'), file('.txt', 'text/plain')].filter((it) => navigator.canShare(it))[0] || null;
    } catch (unsupported) {
      return null;
    }
  }

  function share() {
    const content = shareable();
    if (!content) return;
    navigator.share(content).then(() => {
      const name = content.files[0].name;
      given(`文件已交出：${name}。请到您选的地方看一眼，确认它在。`, `The file was given out: ${name}. Look where you sent it and make sure that it is there.`);
    }, (error) => {
      // A closed share sheet is neither success nor failure.
      if (error && error.name === 'AbortError') return;
      fill('given', both(`没有分享成（${reason(error)}）。请下载，或显示文字再复制。`, `Sharing failed (${reason(error)}). Download it, or show it as text and copy that.`));
    });
  }

  function showText() {
    at('text').value = text;
    at('text-row').hidden = false;
    at('text').focus();
    at('text').select();
  }

  function copy() {
    const done = () => given('已复制。请粘贴到备忘录或发给自己，确认它完整。', 'Copied. Paste it into a note or send it to yourself, and make sure that it is whole.');
    const byHand = () => {
      at('text').focus();
      at('text').select();
      if (document.execCommand('copy')) done();
      else fill('given', both('没有复制成。请按住文字，全选，再复制。', 'Copying failed. Press and hold the text, select all and copy.'));
    };
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, byHand);
    else byHand();
  }

  /** A copy is out: from now on a reset loses nothing. */
  function given(zh, en) {
    fill('given', both(zh, en));
    lock(false);
  }

  function lock(isLocked) {
    at('locked').hidden = !isLocked;
    at('reset-parts').disabled = isLocked;
    at('wipe').disabled = !factory();
  }

  // The reset.

  function ask() {
    fill('ask-says', at('wipe').checked ? whatGoes() : both(
      '会删除程序文件，下次打开时重新下载。填写的内容不动。',
      'The program\'s files are removed and fetched anew. What you filled in stays.'
    ));
    fill('done', null);
    at('ask').hidden = false;
    at('ask').focus();
  }

  function whatGoes() {
    const count = counts();
    const part = both(
      `会永远删除：${count.sheets} 张周表、${count.months} 个月计划、客户名册和设置，共 ${count.records} 条记录，还有 ${count.lines} 笔没确认的修改。此后，您刚才留下的文件是唯一的一份。`,
      `This deletes for good: ${count.sheets} sheets, ${count.months} months, the roster and the settings, ${count.records} records in all, and ${count.lines} unconfirmed changes. The file you kept is then the only copy.`
    );
    if (found.faults.length > 0) {
      part.appendChild(both(
        `有 ${found.faults.length} 处没有读出来：不在文件里，也会被删除。`,
        `What could not be read (${found.faults.length}) is not in the file, and is deleted too.`
      ));
    }
    return part;
  }

  function cancel() {
    at('ask').hidden = true;
    at('reset').focus();
  }

  function unregister() {
    if (!navigator.serviceWorker || !navigator.serviceWorker.getRegistrations) return undefined;
    // Other sites may live on the same host.
    const ours = (it) => it.scope === FOLDER.href;
    return navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.filter(ours).map((it) => it.unregister())));
  }

  function clearCaches() {
    if (!window.caches) return undefined;
    const ours = (name) => name.indexOf(CACHES) === 0;
    return caches.keys().then((names) => Promise.all(names.filter(ours).map((it) => caches.delete(it))));
  }

  /** The database first: as long as it is there, the journal belongs to it. */
  function wipe() {
    return new Promise((done, failed) => {
      const request = factory().deleteDatabase(DATABASE);
      request.onsuccess = done;
      request.onerror = () => failed(request.error);
      request.onblocked = () => failed(new Error('another window holds it'));
    }).then(() => window.caches && caches.delete(SHARED)).then(() => found.journal.concat(found.preferences).forEach((it) => localStorage.removeItem(it[0])));
  }

  function reset() {
    const isWipe = at('wipe').checked;
    const list = element('ul');
    const step = (zh, en, work) => within(RESET_MS, Promise.resolve().then(work)).then(
      () => list.appendChild(element('li', `${zh}：好了。${en}: done.`)),
      (error) => list.appendChild(element('li', `${zh}：没有做成。请关掉其他“一张纸”窗口，再重置一次。${en}: failed. Close other OneSheet windows and reset again. (${reason(error)})`))
    );
    at('ask').hidden = true;
    at('reset-parts').disabled = true;
    fill('done', both('正在重置…', 'Resetting…'));
    step('停用旧程序', 'Stop the old program', unregister)
      .then(() => step('删除程序文件', 'Remove the program\'s files', clearCaches))
      .then(() => (isWipe ? step('删除填写的内容', 'Delete what was filled in', wipe).then(look) : undefined))
      .then(() => {
        fill('done', list);
        at('wipe').checked = false;
        lock(false);
        at('done').focus();
      });
  }

  function start() {
    if (window.top !== window.self) {
      document.body.textContent = '';
      document.body.appendChild(both('为了安全，救援页不在别的网页里面打开。', 'For safety the rescue page does not open inside another page.'));
      return;
    }
    const presses = { download, share, show: showText, copy, again: look, reset: ask, sure: reset, cancel };
    Object.keys(presses).forEach((id) => at(id).addEventListener('click', presses[id]));
    at('ask').addEventListener('keydown', (event) => { if (event.key === 'Escape') cancel(); });
    // In an app on an iOS home screen a download opens a preview without a way back.
    if (navigator.standalone) at('download').parentNode.insertBefore(at('share'), at('download'));
    sayWhy();
    look();
  }

  start();
}());
