// Weeks of chance for papers: empty, typical and full to the limits, the same at every run. A backup of them all, and what must be read
// of each. Made-up shops.

import { date, week } from '../../bench/lib/year.mjs';
import { dice } from '../../reliability/lib/dice.mjs';
import { canonical, digested } from './sealed.mjs';

const FIRST_MONDAY = Date.UTC(2025, 9, 6);
const DAY_MS = 86_400_000;
const VISITS = [0, 2, 8, 15, 25, 30];
/** Characters of a text, ordinary and the most there may be. */
const LENGTHS = [8, 20, 60, 200, 500];
const WORDS = [
  '新品上柜', '价签补换', '老城区', '20户', '每户讲清两条卖点', '周四复查', '细支断货', '报主任协调', 'OPPO', 'VIP会员', '18/20',
  '93.5%', '（含代售点）', '“一店一策”', '《公约》', '动销慢', '库存偏高', 'A1-07', '结算失败', '3天', 'e-mail', 'Super Market', '……',
];
const SIGNS = ['，', '。', '；', '、', '：', '！', '？', ' '];
const NAMES = ['金', '水', '建', '设', '路', '惠', '民', '便', '利', '店', '烟', '酒', '超', '市', '副', '食', '商', '行', '永', '兴'];
const CAUSES = ['supply', 'price', 'will', 'coop'];
const OUTCOMES = ['done', 'partly', 'missed'];

/** So many weeks; `{ weeks: [{ week, wanted: [[path, text]] }], text }`, the text being the backup's. */
export function archive(count, manager, template) {
  const chance = dice(7);
  const items = template.categories.flatMap((it) => it.items.map((one) => one.id));
  const customers = Array.from({ length: 150 }, (_, at) => ({ code: String(41010001 + at), name: name(chance) }));
  const weeks = Array.from({ length: count }, (_, at) => {
    const monday = FIRST_MONDAY + at * 7 * DAY_MS;
    const made = { chance, items, customers, length: LENGTHS[Math.floor(at / VISITS.length) % LENGTHS.length], visits: VISITS[at % VISITS.length] };
    return { week: week(monday), ...sheet(made, template, monday) };
  });
  const text = canonical(digested({
    format: 'onesheet.bundle', version: 1, kind: 'backup', id: '0199c2a4-7c1e-7b32-9d5e-0a4a3f1c2b12', created: '2026-11-27T17:41:05+08:00',
    app: '0.1.0', from: { role: 'manager', id: manager, name: '张三', area: '金水一区' }, device: 'k7f2q8',
    template: { id: template.id, version: template.version }, sheets: weeks, months: [], customers, templates: [], replies: [],
    settings: { role: 'manager', manager: { id: manager, name: '张三', area: '金水一区' } },
  }));
  const names = Object.fromEntries(customers.map((it) => [it.code, it.name]));
  return { text, weeks: weeks.map(({ week: it, ...members }) => ({ week: it, wanted: wanted(members, names) })) };
}

/** Empty where there are no visits and texts are short. */
function sheet(made, template, monday) {
  const { chance, items, length, visits } = made;
  if (visits === 0 && length === LENGTHS[0]) return {};
  const words = () => text(chance, length);
  const days = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [date(monday + at * DAY_MS), day(made)]));
  const goals = template.indicators.filter((it) => it.on).map((it) => [it.id, { target: chance.whole(1, it.range ? 100 : 900), note: words() }]);
  const tasks = chance.some(items, 5).map((it) => [it, { ticked: true, method: words(), result: words(), state: 'partly' }]);
  const review = Object.fromEntries(['r1', 'r2', 'r3'].map((it) => [it, { text: words(), cause: chance.one(CAUSES), analysis: words(), measure: words(), owner: '本人' }]));
  return {
    goals: Object.fromEntries(goals), focus: { kind: 'text', text: words() }, tasks: Object.fromEntries(tasks), days,
    messages: { m1: { to: 'head', text: words(), means: 'wechat', state: 'told' } },
    review: { work: words(), problems: review, principal: 'r1' },
  };
}

function day({ chance, customers, length, visits }) {
  const words = () => text(chance, length);
  const all = chance.some(customers, visits).map((it) => [it.code, { planned: true, point: text(chance, 10), outcome: chance.one(OUTCOMES), note: text(chance, Math.min(length, 120)) }]);
  return {
    focus: text(chance, 12), visits: Object.fromEntries(all), values: { vol: chance.whole(1, 99), key: chance.whole(1, 400) }, summary: words(),
    problems: { p1: { text: words(), cause: chance.one(CAUSES), measure: words() } }, principal: 'p1',
  };
}

/** Every text that was written, and every shop by its name. */
function wanted(members, names, under = '') {
  return Object.entries(members).flatMap(([name, it]) => {
    const path = under ? `${under}/${name}` : name;
    if (it !== null && typeof it === 'object') return wanted(it, names, path);
    if (name === 'planned') return [[path, names[path.split('/').at(-2)]]];
    return ['text', 'note', 'method', 'result', 'analysis', 'measure', 'work', 'summary', 'focus', 'point'].includes(name) ? [[path, it]] : [];
  });
}

function text(chance, length) {
  let made = '';
  while (made.length < length) made += chance.one(WORDS) + (chance.chance(0.4) ? chance.one(SIGNS) : '');
  return made.slice(0, length).trim();
}

/** Four to twelve characters. */
function name(chance) {
  return Array.from({ length: chance.whole(4, 12) }, () => chance.one(NAMES)).join('');
}
