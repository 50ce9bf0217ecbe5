// A filled week, the same at every run: 25 visits on each of five days, every figure, every module. Made-up shops.

export const MANAGER = 'BENCH01';
export const WEEK = '2026-W48';
export const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
export const VISITS_A_DAY = 25;

/** The fields that are typed in: a shop in the middle of Wednesday, and Wednesday's volume. */
export const NOTE = `days/${DAYS[2]}/visits/${code(2, 12)}/note`;
export const FIGURE = `days/${DAYS[2]}/values/vol`;

const POINTS = ['新品上柜两条', '重点品牌陈列', '明码实价检查', '订货结构指导', '库存盘点', '断货规格登记', '电子结算提醒', '宣讲货源政策'];
const NOTES = ['已上柜两条，价签齐全', '店主外出，改约周五', '库存偏高，建议减量', '试销反应好，愿再订', '陈列已调整到位'];
const PROMISES = ['周五前补价签', '下期订两条新品', '整理背柜', '存足货款'];
const FOCUS = ['新品上柜', '重点品牌', '明码实价', '诚信小组', '库存与动销'];
const OUTCOMES = ['done', 'done', 'done', 'partly', 'missed'];
const SURNAMES = ['张', '王', '李', '赵', '刘', '陈', '杨', '黄', '周', '吴', '孙', '郑'];
const SHOPS = ['便利店', '烟酒店', '超市', '副食店', '商行'];
const METHODS = ['老城区二十户，每户讲清两条卖点\n周四复查上柜', '逐户核对价签，当场改正', '带样品上门，留试吸反馈', '小组会上讲一遍，签到', '电话回访，记在表上'];
const TICKED = ['svc-05', 'svc-06', 'ana-02', 'ter-03', 'grp-01'];

/** The sheet of a week with these working days as nested members, the way a bundle holds it. */
export function sheet(template, days = DAYS, visits = VISITS_A_DAY) {
  const active = template.indicators.filter((it) => it.on);
  return {
    goals: Object.fromEntries(active.map((it, at) => [it.id, goal(it, at)])),
    focus: { kind: 'text', text: '新品上柜率从六成提到八成' },
    tasks: Object.fromEntries(TICKED.map((id, at) => [id, task(at)])),
    days: Object.fromEntries(days.map((date, at) => [date, day(at, active, days, visits)])),
    messages: { m1: message(0), m2: message(1), m3: message(2) },
    review: {
      work: '新品铺货一百户，上柜九十二户\n明码实价复查四十户',
      problems: { r1: { text: '紧俏规格断货', cause: 'supply', analysis: '到货不均', measure: '报主任协调', owner: '张三', due: days[4], state: 'open' } },
      principal: 'r1',
    },
  };
}

/** Names of the shops that are visited. */
export function shops(visits = VISITS_A_DAY) {
  const all = DAYS.flatMap((_, day) => Array.from({ length: visits }, (_, at) => [day, at]));
  return Object.fromEntries(all.map(([day, at]) => {
    const number = day * visits + at;
    return [code(day, at, visits), { name: `${pick(SURNAMES, number)}记${pick(SHOPS, number)}${number + 1}号` }];
  }));
}

/** Nested members as [path, value]; numerator and denominator are one value. */
export function paths(members, under = '') {
  return Object.entries(members).flatMap(([name, it]) => {
    const path = under ? `${under}/${name}` : name;
    const isRecord = it !== null && typeof it === 'object' && !('num' in it);
    return isRecord ? paths(it, path) : [[path, it]];
  });
}

function code(day, at, visits = VISITS_A_DAY) {
  return String(41010001 + day * visits + at);
}

function pick(list, at) {
  return list[at % list.length];
}

function goal(indicator, at) {
  const target = indicator.range ? 85 + at : 40 + at * 5;
  return { target, note: at % 3 === 0 ? '按工作日分解' : '' };
}

function task(at) {
  return { ticked: true, method: METHODS[at], state: pick(['open', 'done', 'partly'], at), result: at % 2 ? '' : '已办十八户' };
}

function day(at, active, days, visits) {
  const rows = Array.from({ length: visits }, (_, row) => [code(at, row, visits), visit(at * 7 + row, days[Math.min(at + 1, 4)])]);
  const filled = {
    focus: FOCUS[at],
    visits: Object.fromEntries(rows),
    values: Object.fromEntries(active.filter(isMeasured).map((it, row) => [it.id, value(it, at, row)])),
    summary: '计划二十五户，完成二十二户\n新品上柜九户',
  };
  if (at % 2) filled.adhoc = { a1: { text: '配合专卖走访一户', done: at === 3 } };
  if (at % 2 === 0) {
    filled.problems = { p1: { text: '紧俏规格断货', cause: 'supply', measure: '报主任协调' } };
    filled.principal = 'p1';
  }
  return filled;
}

/** Sales per case and the number of visits are counted, never typed. */
function isMeasured(indicator) {
  return typeof indicator.week === 'string' && indicator.week !== 'visits';
}

function value(indicator, day, row) {
  if (indicator.week === 'ratio') return { num: 20 + day * 3 + row, den: 40 + day * 3 + row };
  if (indicator.range) return 80 + day + row;
  return indicator.decimals === 0 ? 120 + day * 11 + row : 7 + day + row / 4;
}

function visit(seed, due) {
  const filled = { planned: seed % 9 !== 0, point: pick(POINTS, seed), outcome: pick(OUTCOMES, seed), note: pick(NOTES, seed) };
  return seed % 4 ? filled : { ...filled, promise: pick(PROMISES, seed), due };
}

function message(at) {
  const to = ['head', 'monopoly', 'retailer'][at];
  return { to, text: '三户反映紧俏规格断货，请协调', means: 'wechat', answer: '', state: 'told' };
}

/** All the plain page needs, in the one file it fetches. */
export function plainWeek(template) {
  const zh = (list) => Object.fromEntries(list.map((it) => [it.id, it.name.zh]));
  const indicators = template.indicators.filter((it) => it.on).map(({ id, name, unit, decimals, better, week }) => ({
    id, name: name.zh, unit: unit.zh, decimals, lower: better === 'lower', way: week, quotient: week.quotient,
  }));
  const categories = template.categories.map(({ name, items }) => {
    return { name: name.zh, items: items.map((it) => ({ id: it.id, name: it.name.zh })) };
  });
  return {
    week: WEEK, days: DAYS, indicators, categories, shops: shops(), sheet: sheet(template),
    causes: zh(template.causes), means: zh(template.means), recipients: zh(template.recipients),
  };
}
