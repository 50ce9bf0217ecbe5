// THE YARDSTICK, not product: the same filled week as one plain page, every control shown, as a careful developer would
// write it without a framework. One listener hears all input; every edit is one put into IndexedDB; totals are live.
// `cargo xtask bench typing` holds the app against it. Do not make it slower, nor as clever as the app.

const html = document.documentElement;

const OUTCOMES = { '': '未填', done: '已完成', partly: '部分完成', missed: '未完成' };
const TASK_STATES = { open: '未开始', done: '已完成', partly: '部分完成', dropped: '取消' };
const PROBLEM_STATES = { open: '未解决', solved: '已解决', dropped: '放弃' };

const [week, database] = await Promise.all([fetch('week.json').then((it) => it.json()), opened()]);
const { sheet, indicators } = week;
const totals = new Map();
let counter = 0;
let pending = 0;

document.body.innerHTML = page();
for (const it of document.querySelectorAll('[data-computed]')) totals.set(it.dataset.computed, it);
for (const it of indicators) showFigures(it);
for (const date of week.days) showVisits(date);
document.addEventListener('input', heard);
html.dataset.save = 'saved';
html.dataset.ready = '';

// --- an edit

function heard({ target }) {
  const path = target.dataset.field;
  if (!path) return;
  const value = target.type === 'checkbox' ? target.checked : read(target);
  set(path, value);
  recompute(path.split('/'));
  keep(path, value);
}

function read(control) {
  if (control.inputMode !== 'decimal') return control.value;
  return control.value === '' || Number.isNaN(Number(control.value)) ? null : Number(control.value);
}

function set(path, value) {
  const names = path.split('/');
  const last = names.pop();
  let at = sheet;
  for (const name of names) at = at[name] ??= {};
  at[last] = value;
}

function keep(path, value) {
  pending += 1;
  html.dataset.save = 'saving';
  const transaction = database.transaction('edits', 'readwrite', { durability: 'relaxed' });
  transaction.objectStore('edits').put(JSON.stringify({ path, value, counter: ++counter }), path);
  transaction.oncomplete = () => {
    pending -= 1;
    if (pending === 0) html.dataset.save = 'saved';
  };
  transaction.onabort = () => { html.dataset.save = 'failing'; };
  transaction.commit();
}

function opened() {
  return new Promise((found, failed) => {
    const request = indexedDB.open('plain', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('edits');
    request.onsuccess = () => found(request.result);
    request.onerror = () => failed(request.error);
  });
}

// --- totals

function recompute([top, first, part, name, leaf]) {
  if (top === 'goals') showFigures(byId(first));
  if (part === 'values') {
    showFigures(byId(name));
    for (const it of indicators) if (it.quotient && Object.values(it.quotient).includes(name)) showFigures(it);
  }
  if (leaf === 'outcome' || leaf === 'planned') {
    showVisits(first);
    showFigures(byId('visit'));
  }
}

function byId(id) {
  return indicators.find((it) => it.id === id);
}

function showFigures(indicator) {
  const { id, decimals } = indicator;
  const { target, actual: typed } = sheet.goals[id] ?? {};
  const counted = measured(indicator);
  const actual = typed ?? counted;
  const isKnown = actual != null && target != null;
  const gap = isKnown ? (indicator.lower ? target - actual : actual - target) : null;
  const share = isKnown ? (indicator.lower ? target / actual : actual / target) : null;
  show(`goals/${id}/actual`, actual?.toFixed(decimals));
  show(`goals/${id}/gap`, gap?.toFixed(decimals), gap < 0);
  show(`goals/${id}/attainment`, share == null ? null : `${(share * 100).toFixed(1)}%`);
  show(`tracking/${id}`, counted?.toFixed(decimals));
}

function measured({ id, way, quotient }) {
  if (quotient) {
    const [of, by] = [measured(byId(quotient.of)), measured(byId(quotient.by))];
    return of == null || !by ? null : of / by * 10_000;
  }
  if (way === 'visits') return week.days.reduce((sum, date) => sum + count(date).done, 0);
  const values = week.days.map((date) => sheet.days[date].values[id]).filter((it) => it != null);
  if (values.length === 0) return null;
  if (way === 'last') return values.at(-1);
  if (way === 'sum') return values.reduce((sum, it) => sum + it, 0);
  const sum = (half) => values.reduce((all, it) => all + (it[half] ?? 0), 0);
  return sum('den') ? sum('num') / sum('den') * 100 : null;
}

function count(date) {
  const visits = Object.values(sheet.days[date].visits);
  return { planned: visits.filter((it) => it.planned).length, done: visits.filter((it) => it.outcome === 'done').length };
}

function showVisits(date) {
  const { planned, done } = count(date);
  show(`visits/${date}`, `${done}/${planned}`);
  show(`tracking/visit/${date}`, String(done));
  const all = week.days.map(count);
  show('visits/planned', String(all.reduce((sum, it) => sum + it.planned, 0)));
  show('visits/done', String(all.reduce((sum, it) => sum + it.done, 0)));
}

function show(name, text, isMinus = false) {
  const cell = totals.get(name);
  if (!cell || cell.textContent === (text ?? '')) return;
  cell.textContent = text ?? '';
  cell.classList.toggle('minus', isMinus);
}

// --- the page, built once

function page() {
  return `<h1>一张纸 ${week.week}</h1>${goals()}${tasks()}${week.days.map(visits).join('')}${tracking()}${messages()}${review()}`;
}

function goals() {
  const row = (it) => {
    const goal = sheet.goals[it.id] ?? {};
    const path = `goals/${it.id}`;
    const isCounted = it.quotient || it.way === 'visits';
    return `<tr><th>${it.name} <small>${it.unit}</small></th><td>${number(`${path}/target`, goal.target)}</td>
      <td class="number" data-computed="${path}/actual"></td>
      <td>${isCounted ? '自动计算' : number(`${path}/actual`, goal.actual)}</td>
      <td class="number" data-computed="${path}/gap"></td><td class="number" data-computed="${path}/attainment"></td>
      <td>${line(`${path}/note`, goal.note)}</td></tr>`;
  };
  return `<section><h2>营销目标</h2>${table(['指标', '目标', '完成', '手填', '差距', '完成率', '备注'], indicators.map(row))}</section>`;
}

function tasks() {
  const row = ([id, task]) => `<tr><th>${label(id)}</th><td>${area(`tasks/${id}/method`, task.method)}</td>
    <td>${choice(`tasks/${id}/state`, TASK_STATES, task.state)}</td><td>${line(`tasks/${id}/result`, task.result)}</td></tr>`;
  const item = ({ id, name }) => `<label>${tick(`tasks/${id}/ticked`, sheet.tasks[id]?.ticked)} ${name}</label>`;
  const category = (it) => `<h3>${it.name}</h3><p class="ticks">${it.items.map(item).join(' ')}</p>`;
  return `<section><h2>工作任务</h2><p>本周最要紧：${line('focus/text', sheet.focus.text)}</p>
    ${table(['任务', '方法', '状态', '结果'], Object.entries(sheet.tasks).map(row))}${week.categories.map(category).join('')}
    <p>拜访计划 <b data-computed="visits/planned"></b>，完成 <b data-computed="visits/done"></b></p></section>`;
}

function label(item) {
  return week.categories.flatMap((it) => it.items).find((it) => it.id === item).name;
}

function visits(date) {
  const row = ([code, it]) => {
    const path = `days/${date}/visits/${code}`;
    return `<tr><td>${tick(`${path}/planned`, it.planned)}</td><th>${week.shops[code].name} <small>${code}</small></th>
      <td>${line(`${path}/point`, it.point)}</td><td>${choice(`${path}/outcome`, OUTCOMES, it.outcome)}</td>
      <td>${line(`${path}/note`, it.note)}</td><td>${line(`${path}/promise`, it.promise)}</td>
      <td>${box('date', `${path}/due`, it.due)}</td></tr>`;
  };
  return `<section><h2>${date} <small data-computed="visits/${date}"></small></h2>
    <p>当日重点：${line(`days/${date}/focus`, sheet.days[date].focus)}</p>
    ${table(['计划', '客户', '服务点', '结果', '说明', '承诺', '期限'], Object.entries(sheet.days[date].visits).map(row))}</section>`;
}

function tracking() {
  const cell = (it, date) => {
    const path = `days/${date}/values/${it.id}`;
    const held = sheet.days[date].values[it.id];
    if (it.quotient) return '<td>·</td>';
    if (it.way === 'visits') return `<td class="number" data-computed="tracking/visit/${date}"></td>`;
    if (it.way !== 'ratio') return `<td>${number(path, held)}</td>`;
    return `<td>${number(`${path}/num`, held?.num, 'half')} / ${number(`${path}/den`, held?.den, 'half')}</td>`;
  };
  const row = (it) => `<tr><th>${it.name} <small>${it.unit}</small></th>${week.days.map((date) => cell(it, date)).join('')}
    <td class="number" data-computed="tracking/${it.id}"></td></tr>`;
  return `<section><h2>执行跟踪</h2>${table(['指标', ...week.days, '本周'], indicators.map(row))}${week.days.map(words).join('')}</section>`;
}

function words(date) {
  const day = sheet.days[date];
  const path = `days/${date}`;
  const adhoc = ([id, it]) => `<p>临时工作：${tick(`${path}/adhoc/${id}/done`, it.done)} ${line(`${path}/adhoc/${id}/text`, it.text)}</p>`;
  const problem = ([id, it]) => `<p>问题：${line(`${path}/problems/${id}/text`, it.text)}
    ${choice(`${path}/problems/${id}/cause`, week.causes, it.cause)} ${line(`${path}/problems/${id}/measure`, it.measure)}</p>`;
  return `<h3>${date}</h3>${area(`${path}/summary`, day.summary)}${Object.entries(day.adhoc ?? {}).map(adhoc).join('')}
    ${Object.entries(day.problems ?? {}).map(problem).join('')}`;
}

function messages() {
  const row = ([id, it]) => `<tr><th>${week.recipients[it.to]}</th><td>${area(`messages/${id}/text`, it.text)}</td>
    <td>${choice(`messages/${id}/means`, week.means, it.means)}</td><td>${line(`messages/${id}/answer`, it.answer)}</td></tr>`;
  return `<section><h2>沟通绿色通道</h2>${table(['对象', '内容', '方式', '答复'], Object.entries(sheet.messages).map(row))}</section>`;
}

function review() {
  const problem = ([id, it]) => {
    const path = `review/problems/${id}`;
    return `<p>问题：${line(`${path}/text`, it.text)} ${choice(`${path}/cause`, week.causes, it.cause)}
      ${line(`${path}/analysis`, it.analysis)} ${line(`${path}/measure`, it.measure)} ${line(`${path}/owner`, it.owner)}
      ${box('date', `${path}/due`, it.due)} ${choice(`${path}/state`, PROBLEM_STATES, it.state)}</p>`;
  };
  return `<section><h2>改进措施</h2>${area('review/work', sheet.review.work)}
    ${Object.entries(sheet.review.problems).map(problem).join('')}</section>`;
}

function table(heads, rows) {
  return `<table><thead><tr>${heads.map((it) => `<th>${it}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function box(type, path, value, more = '') {
  return `<input type="${type}" data-field="${path}" aria-label="${path}" value="${value ?? ''}" ${more}>`;
}

function line(path, value) {
  return box('text', path, value, 'autocomplete="off"');
}

function number(path, value, kind = '') {
  return box('text', path, value, `inputmode="decimal" autocomplete="off" class="number ${kind}"`);
}

function tick(path, value) {
  return `<input type="checkbox" data-field="${path}" aria-label="${path}"${value ? ' checked' : ''}>`;
}

function choice(path, options, value) {
  const option = ([word, name]) => `<option value="${word}"${word === (value ?? '') ? ' selected' : ''}>${name}</option>`;
  return `<select data-field="${path}" aria-label="${path}">${Object.entries(options).map(option).join('')}</select>`;
}

function area(path, value) {
  return `<textarea rows="2" data-field="${path}" aria-label="${path}">${value ?? ''}</textarea>`;
}
