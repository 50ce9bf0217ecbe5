// The texts of five years, the same at every run: as many fields and characters as a manager was found to write.

const WEEKS = 260;
export const A_WEEK = 347;

const HOW = ['价签补齐', '已上柜2条', '紧俏规格断货', '约周四复查', '新品铺货', '客户不愿上新品', '陈列调整', '讲清两条卖点', '库存偏高', '已回复'];
const WHERE = ['老城区', '长乐路', '金水一区', '重庆小面旁', '城南市场', 'MART24', '学校门口', '车站'];
/** Of these names and remarks are made that are written once or twice. */
const SIGNS = [...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗店铺超市烟酒便利副食百货鑫源福顺兴隆达盛佳宜家万和平安东西南北街道口里弄巷桥河山水花园'];
const MORE = ['20户', '18/20', '下周再看', '', '', '', '缺3个规格', '主任协调', '行情平稳'];

/** The texts, and a source of numbers that goes on from them. */
export function fiveYears() {
  let state = 20261129;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const one = (all) => all[next(all.length)];
  const name = () => Array.from({ length: 3 + next(5) }, () => one(SIGNS)).join('');
  const shapes = [() => one(HOW), () => `${name()}${one(MORE)}`, () => `${one(WHERE)}${name()}`, () => `${name()}，${one(HOW)}${next(100)}`];
  const text = () => one(shapes)();
  return { texts: Array.from({ length: WEEKS * A_WEEK }, text), next };
}

/** Queries as people type them: some of a text, a word that is nowhere, one sign. None is also the letters of pinyin. */
export function queries({ texts, next }, count) {
  const some = () => {
    const chars = [...texts[next(texts.length)]];
    const from = next(chars.length);
    return chars.slice(from, from + 1 + next(4)).join('').trim();
  };
  const all = Array.from({ length: count }, some).filter(Boolean);
  return [...all.filter((it) => !/[a-z]{2}/i.test(it)), '没有这句', '👍', '2', '%', '断货复查'];
}

/** Letters of pinyin, from two on. */
export const LETTERS = ['jq', 'xp', 'xpph', 'dh', 'cll', 'zll', 'cqxm', 'jqggdh', 'lcq', 'khby', 'zjx', 'ysg2t'];
