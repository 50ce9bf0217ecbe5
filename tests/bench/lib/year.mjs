// A backup of a whole year, the same at every run: 52 filled weeks of 30 visits a day, their months, and the shops. It has no stamps
// and no digest, as files of another program; files.rs can give it both.

import { MANAGER, sheet, shops } from './week.mjs';

const WEEKS = 52;
const VISITS_A_DAY = 30;
const FIRST_MONDAY = Date.UTC(2025, 11, 1);
const DAY_MS = 86_400_000;

const CLASSES = { format: '便利店', market: '城镇', size: '中', tier: 12, visit_cycle: 7, order_day: 3, status: '正常' };

export function backup(template) {
  const weeks = Array.from({ length: WEEKS }, (_, at) => FIRST_MONDAY + at * 7 * DAY_MS);
  const months = new Set(weeks.map((monday) => date(monday).slice(0, 7)));
  return {
    format: 'onesheet.bundle', version: 1, kind: 'backup',
    id: '0199c2a4-7c1e-7b32-9d5e-0a4a3f1c2b11', created: '2026-11-27T17:41:05+08:00', app: '0.1.0',
    from: { role: 'manager', id: MANAGER, name: '张三', area: '金水一区', unit: '市区营销部' },
    device: 'k7f2q9', template: { id: template.id, version: template.version },
    sheets: weeks.map((monday) => ({ week: week(monday), ...sheet(template, days(monday), VISITS_A_DAY) })),
    months: [...months].map((month) => ({ month, goals: goals(template), summary: { work: '新品铺货四百户，上柜三百六十户' } })),
    customers: Object.entries(shops(VISITS_A_DAY)).map(([code, shop]) => ({ code, ...shop, ...CLASSES })),
    templates: [], replies: [], settings: { role: 'manager', manager: { id: MANAGER, name: '张三' } },
  };
}

/** So many filled weeks before one, as `[week, sheet]`. */
export function before(template, last, count) {
  const [year, number] = last.split('-W').map(Number);
  // The fourth of January is in the first week.
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS + (number - 1) * 7 * DAY_MS;
  return Array.from({ length: count }, (_, at) => monday - (at + 1) * 7 * DAY_MS)
    .map((it) => [week(it), sheet(template, days(it), VISITS_A_DAY)]);
}

function days(monday) {
  return Array.from({ length: 5 }, (_, at) => date(monday + at * DAY_MS));
}

/** The day of a moment. */
export function date(at) {
  return new Date(at).toISOString().slice(0, 10);
}

/** The ISO week of a Monday: that of its Thursday. */
export function week(monday) {
  const thursday = new Date(monday + 3 * DAY_MS);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = 1 + Math.floor((thursday.getTime() - first) / DAY_MS / 7);
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
}

function goals(template) {
  return Object.fromEntries(template.indicators.filter((it) => it.on).map((it) => [it.id, { target: it.range ? 85 : 150 }]));
}
