// Where one can type on a sheet, and what; and sheets enough for every run to have one of its own.

const FIRST_MONDAY = Date.UTC(2016, 0, 4);
const DAY = 86_400_000;

/** The week that a run has for itself: `{ name, days }`. */
export function weekOf(seed) {
  return week(FIRST_MONDAY + (seed % 1000) * 7 * DAY);
}

/** A week 53; runs share them. */
export function weeksOf53(seed) {
  const all = Array.from({ length: 1000 }, (_, at) => weekOf(at)).filter((it) => it.name.endsWith('W53'));
  return all[seed % all.length];
}

/** The week that begins on this Monday. */
function week(monday) {
  const days = Array.from({ length: 7 }, (_, at) => new Date(monday + at * DAY).toISOString().slice(0, 10));
  const year = Number(days[3].slice(0, 4));
  const number = 1 + Math.floor((Date.parse(days[3]) - Date.UTC(year, 0, 1)) / DAY / 7);
  return { name: `${year}-W${String(number).padStart(2, '0')}`, days };
}

/** Every kind of field of a week: `{ path, kind }`. */
export function fieldsOf({ days: [monday, tuesday, wednesday] }) {
  const of = (kind, ...paths) => paths.map((path) => ({ path, kind }));
  return [
    ...of('line', 'focus/text', 'goals/vol/note', 'goals/key/note', `days/${monday}/focus`, `days/${tuesday}/visits/A1/note`),
    ...of('line', `days/${monday}/adhoc/a1/text`, 'messages/m1/answer', 'review/problems/p1/text'),
    ...of('area', 'tasks/svc-05/method', 'tasks/ter-07/result', `days/${monday}/summary`, `days/${wednesday}/summary`),
    ...of('area', 'messages/m1/text', 'review/work', 'review/problems/p1/analysis', 'review/problems/p1/measure'),
    ...of('figure', 'goals/vol/target', 'goals/amt/target', 'goals/key/actual', `days/${monday}/values/vol`, `days/${tuesday}/values/amt`),
    ...of('figure', `days/${monday}/values/fill/num`, `days/${monday}/values/fill/den`),
    ...of('tick', 'tasks/svc-05/ticked', 'tasks/ter-07/ticked', `days/${monday}/adhoc/a1/done`, `days/${tuesday}/visits/A1/planned`),
    ...of('choice', 'tasks/svc-05/state', 'review/problems/p1/state'),
  ];
}

/** What each of the choices offers. */
export const CHOICES = { 'tasks/svc-05/state': ['open', 'done', 'partly'], 'review/problems/p1/state': ['open', 'solved', 'dropped'] };

/** Whether a field holds a number. */
export function isFigure(field) {
  return /\/(target|actual)$|\/values\//.test(field);
}
