// Nothing computed is typed twice, and it is the same wherever it is shown: a week over a month's end and the one after it are
// filled in day by day, and every indicator reads alike on the sheet, in the tracking, on the months' pages and in the file,
// and as a plain model here counts it. So do the visits, on the sheet, the days, the hand-over and in the drafts.

import assert from 'node:assert/strict';
import { begin, check, control, fill, launch, open, saved, serve, show, watch } from './lib/browser.mjs';
import { handOver } from './lib/files.mjs';

const [CROSSING, WHOLE] = ['2026-W49', '2026-W50'];
/** What is typed, by day: a number in the indicator's own decimals, or a pair. */
const DAYS = {
  '2026-11-30': { vol: '7.25', amt: '25.60', key: '310', new: '61.5', fill: [45, 50], ords: [19, 20], epay: [18, 18], price: [9, 12], sat: '90', oos: [3, 40] },
  '2026-12-01': { vol: '8.10', amt: '28.91', key: '295', fill: [47, 52], ords: [20, 21], price: [11, 12], oos: [2, 41] },
  '2026-12-04': { vol: '6.95', key: '0', new: '63', fill: [40, 41], epay: [17, 19], sat: '91.5', oos: [0, 40] },
  '2026-12-07': { vol: '9.05', amt: '31.07', key: '402', new: '64.2', fill: [50, 55], ords: [22, 23], epay: [20, 21], price: [12, 13], oos: [4, 39] },
  '2026-12-09': { vol: '0', amt: '3.33', key: '17', fill: [1, 3], price: [7, 7], sat: '92' },
};
/** Visits by day: how many are planned, how many of them done, and how many done unplanned. */
const VISITS = { '2026-11-30': [3, 2, 0], '2026-12-01': [2, 1, 1], '2026-12-04': [1, 1, 0], '2026-12-07': [2, 2, 1], '2026-12-09': [0, 0, 1] };
const TARGETS = { vol: '24', amt: '80', apc: '35000', key: '900', new: '65', fill: '92', ords: '97.5', epay: '98', price: '85', sat: '90', visit: '6', oos: '5' };
/** Typed for the whole week, though days say otherwise: it stands for them in the week and in the month. */
const TYPED = { [WHOLE]: { sat: '93.5' } };

// The model: exact figures as whole tens of thousandths.
const SCALE = 10_000n;
const exact = (text) => {
  const [, sign, whole, part] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  return (sign ? -1n : 1n) * (BigInt(whole) * SCALE + BigInt((part ?? '').padEnd(4, '0')));
};
/** Half up to so many places, of figures that are not negative. */
const divided = (top, bottom, places) => {
  if (bottom === 0n) return null;
  const unit = 10n ** BigInt(4 - places);
  return ((2n * top * SCALE) / unit + bottom) / (2n * bottom) * unit;
};
const fixed = (it, places) => {
  if (it === null) return '';
  const size = it < 0n ? -it : it;
  const part = places > 0 ? `.${String(size % SCALE).padStart(4, '0').slice(0, places)}` : '';
  return `${it < 0n ? '-' : ''}${size / SCALE}${part}`;
};
const plain = (it) => (it === null ? '' : fixed(it, 4).replace(/\.?0+$/, ''));

const sum = (all) => all.reduce((one, other) => one + other, 0n);
/** An indicator over days, as its rule says. */
function counted(indicator, dates) {
  const held = (id) => dates.map((it) => DAYS[it][id]).filter((it) => it !== undefined);
  const own = held(indicator.id);
  if (indicator.week === 'visits') return dates.length > 0 ? sum(dates.map((it) => BigInt(VISITS[it][1] + VISITS[it][2]))) * SCALE : null;
  if (indicator.week.quotient) {
    const { of, by, times } = indicator.week.quotient;
    const both = dates.filter((it) => DAYS[it][of] !== undefined && DAYS[it][by] !== undefined);
    const total = (id) => sum(both.map((it) => exact(DAYS[it][id])));
    return both.length > 0 ? divided(total(of) * BigInt(times), total(by), indicator.decimals) : null;
  }
  if (own.length === 0) return null;
  if (indicator.week === 'sum') return sum(own.map(exact));
  if (indicator.week === 'last') return exact(own.at(-1));
  assert.equal(indicator.week, 'ratio', indicator.id);
  return divided(sum(own.map((it) => BigInt(it[0]))) * 100n, sum(own.map((it) => BigInt(it[1]))), indicator.decimals);
}
/** A week's figures as the page and the file write them. */
function expected(indicator, week, dates) {
  const typed = TYPED[week]?.[indicator.id];
  const actual = typed === undefined ? counted(indicator, dates) : exact(typed);
  const target = exact(TARGETS[indicator.id]);
  if (actual === null) return { actual, gap: null, attainment: null };
  const isLower = indicator.better === 'lower';
  const [top, bottom] = isLower ? [target, actual] : [actual, target];
  return { actual, gap: isLower ? target - actual : actual - target, attainment: divided(top, bottom, 4) };
}

const server = await serve();
const browser = await launch();
const options = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 800 } };
const page = await (await browser.newContext(options)).newPage();
const seen = await watch(page);
const indicators = (await (await fetch(`${server.url}template/tobacco-retail.json`)).json()).indicators.filter((it) => it.on);
const datesOf = (week) => Object.keys(DAYS).filter((it) => (it < '2026-12-07') === (week === CROSSING));
const figure = async (mark) => (await page.locator(`[data-computed="${mark}"]`).textContent()).replace('−', '-');
const visitsOf = (dates, ...kinds) => dates.reduce((all, it) => all + kinds.reduce((one, kind) => one + VISITS[it][kind], 0), 0);
const drafted = (planned, done) => `计划拜访${planned}户，完成${done}户`;

await check('five days of two weeks are filled in where they are worked, and each day counts its visits', async () => {
  await begin(page, `${server.url}day/2026-11-30`, { 'manager/id': 'ZZ0412' }, 'main.day');
  for (const [date, values] of Object.entries(DAYS)) {
    await open(page, `${server.url}day/${date}`);
    for (const [id, value] of Object.entries(values)) {
      const path = `days/${date}/values/${id}`;
      if (!Array.isArray(value)) await control(page, path).fill(value);
      else for (const [at, half] of ['num', 'den'].entries()) await control(page, `${path}/${half}`).fill(String(value[at]));
    }
    const [planned, done, others] = VISITS[date];
    for (let at = 0; at < planned + others; at += 1) {
      if (at < planned) await fill(page, `days/${date}/visits/4101000${at}/planned`, true);
      if (at < done || at >= planned) await fill(page, `days/${date}/visits/4101000${at}/outcome`, 'done');
      else await fill(page, `days/${date}/visits/4101000${at}/outcome`, at % 2 ? 'partly' : 'missed');
    }
    assert.deepEqual([await figure(`days/${date}/visits/planned`), await figure(`days/${date}/visits/done`)], [planned, done + others].map(String), date);
    const counted = page.locator('.day-figures li').filter({ hasText: '拜访户数' }).locator('.num').first();
    assert.equal(await counted.textContent(), String(done + others), date);
    await page.getByRole('button', { name: '按当天的拜访起草', exact: true }).click();
    assert.ok((await control(page, `days/${date}/summary`).inputValue()).startsWith(planned + done + others > 0 ? drafted(planned, done + others) : ''), date);
    await saved(page);
  }
});

for (const week of [CROSSING, WHOLE]) {
  const dates = datesOf(week);
  const wanted = () => indicators.map((it) => [it, expected(it, week, dates)]);

  await check(`${week}: the sheet, its tracking and the model read alike`, async () => {
    await open(page, `${server.url}week/${week}`);
    for (const { id } of indicators) await fill(page, `goals/${id}/target`, TARGETS[id]);
    for (const [id, value] of Object.entries(TYPED[week] ?? {})) await fill(page, `goals/${id}/actual`, value);
    await saved(page);
    for (const [{ id, decimals }, it] of wanted()) {
      const shown = [await figure(`goals/${id}/actual`), await figure(`goals/${id}/gap`), await figure(`goals/${id}/attainment`)];
      assert.deepEqual(shown, [fixed(it.actual, decimals), fixed(it.gap, decimals), plain(it.attainment)], id);
    }
    assert.deepEqual([await figure('visits/planned'), await figure('visits/done')], [visitsOf(dates, 0), visitsOf(dates, 1, 2)].map(String));
    await show(page, `days/${dates[0]}/values/vol`);
    for (const [{ id, decimals, name }, it] of wanted()) {
      const row = page.locator('.tracking tbody tr').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name.zh}`) }) });
      assert.equal(await row.locator('.tracking__week').textContent(), fixed(it.actual, decimals), id);
    }
    await show(page, 'review/work');
    await page.getByRole('button', { name: '按本周起草', exact: true }).click();
    assert.ok((await control(page, 'review/work').inputValue()).split('\n').includes(drafted(visitsOf(dates, 0), visitsOf(dates, 1, 2))));
    await saved(page);
  });

  await check(`${week}: so does the file that is handed over`, async () => {
    await open(page, `${server.url}week/${week}`);
    const { week: named, computed } = JSON.parse((await handOver(page, server.url)).text).sheets[0];
    assert.equal(named, week);
    for (const [{ id }, it] of wanted()) {
      const { actual = null, gap = null, attainment = null, target } = computed.goals[id];
      const said = [target, actual, gap, attainment].map((it) => (it === null ? '' : String(it)));
      assert.deepEqual(said, [plain(exact(TARGETS[id])), plain(it.actual), plain(it.gap), plain(it.attainment)], id);
    }
    assert.deepEqual(computed.visits, { planned: visitsOf(dates, 0), done: visitsOf(dates, 1, 2) });
  });
}

await check('each month has the days that are its own, and what was typed for a week', async () => {
  for (const [month, dates] of [['2026-11', ['2026-11-30']], ['2026-12', Object.keys(DAYS).slice(1)]]) {
    await open(page, `${server.url}month/${month}`);
    for (const indicator of indicators) {
      const typed = month === '2026-12' ? TYPED[WHOLE][indicator.id] : undefined;
      const actual = typed === undefined ? counted(indicator, dates) : exact(typed);
      assert.equal(await figure(`month/goals/${indicator.id}/actual`), fixed(actual, indicator.decimals), `${month} ${indicator.id}`);
    }
    // The slice of the week after is that whole week.
    const whole = page.locator('[data-field="month/goals/vol/slices/2026-W50"]');
    if (month === '2026-12') {
      const cell = await whole.locator('xpath=ancestor::td').innerText();
      assert.ok(cell.includes(fixed(counted(indicators.find((it) => it.id === 'vol'), datesOf(WHOLE)), 2)), cell);
    }
  }
});

await check('what adds up adds up: two months are two weeks', async () => {
  const all = Object.keys(DAYS);
  for (const indicator of indicators.filter((it) => ['sum', 'visits'].includes(it.week))) {
    const parts = async (marks) => {
      let total = 0n;
      for (const [address, mark] of marks) {
        await open(page, `${server.url}${address}`);
        total += exact(await figure(mark));
      }
      return total;
    };
    const months = await parts(['2026-11', '2026-12'].map((it) => [`month/${it}`, `month/goals/${indicator.id}/actual`]));
    const weeks = await parts([CROSSING, WHOLE].map((it) => [`week/${it}`, `goals/${indicator.id}/actual`]));
    assert.deepEqual([months, weeks], [counted(indicator, all), counted(indicator, all)], indicator.id);
  }
});

await check('no error in the console', () => assert.deepEqual(seen.errors, []));
await check('nothing breaks the policy', () => assert.deepEqual(seen.violations, []));

await browser.close();
await server.stop();
