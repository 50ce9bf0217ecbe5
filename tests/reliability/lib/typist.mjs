// Types the way people do, by chance: Latin keys, Chinese at once or through an input method, pasted text, figures, ticks; now
// in one field, now in another.

import { setTimeout as wait } from 'node:timers/promises';
import { control, show } from '../../journeys/lib/browser.mjs';
import { CHOICES } from './fields.mjs';

const KEYS = [...'abcdefghijklmnopqrstuvwxyz ABCXYZ0123456789.,-+%'];
const PHRASES = ['紧俏规格断货', '已上柜两条，', '店主外出', '库存偏高；', '“前松后紧”', '约周五复查', '（三户）', '𠮷野家', '九折👍', 'Ａ区', '—'];
const COMPOSED = [
  [['x', 'xi', 'xi zhi'], '细支'], [['lao', 'lao ke', 'lao ke hu'], '老客户'], [['pu huo'], '铺货'], [['jin', '紧 q', '紧俏 gui ge'], '紧俏规格'],
];
const PASTED = ['价签齐全，陈列整齐', 'Pasted: 12/20 shops, 60.5%', '老城区二十户，每户讲清两条卖点', ' 前后有空格 '];

/** Texts stay far below their limit of 500, figures below theirs. */
const LONG_TEXT = 300;
const LONG_FIGURE = 5;

const STROKES = {
  line: { key: 6, han: 4, compose: 3, paste: 1, erase: 2, replace: 0.5 },
  area: { key: 6, han: 4, compose: 3, paste: 1, erase: 2, replace: 0.5, enter: 1 },
  figure: { digit: 6, erase: 1, replace: 0.5 },
  tick: { toggle: 1 },
  choice: { choose: 1 },
};

/** Someone at the keyboard of a witnessed page. */
export function typist({ page, devtools, record }, dice) {
  let at;
  const keyboard = page.keyboard;
  const type = (text) => devtools.send('Input.insertText', { text });
  const compose = (text) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

  /** What a stroke makes of its field. A page that is killed may have taken several without a word of them getting out. */
  const leads = (by) => record.make(at.path, by);
  const add = (text, by) => {
    leads((held) => `${held}${text}`);
    return by(text);
  };
  const press = (key) => keyboard.press(key);

  const strokes = {
    key: () => add(dice.one(KEYS), press),
    digit: () => add(dice.one([...'0123456789']), press),
    han: () => add(dice.one(PHRASES), type),
    enter: () => add('\n', () => keyboard.press('Enter')),
    erase: () => {
      leads((held) => [...held].slice(0, -1).join(''));
      return keyboard.press('Backspace');
    },
    toggle: () => {
      leads((held) => !held);
      return keyboard.press('Space');
    },
    choose: () => {
      const chosen = dice.one(CHOICES[at.path]);
      leads(() => chosen);
      return control(page, at.path).selectOption(chosen);
    },
    replace: async () => {
      const key = at.kind === 'figure' ? dice.one([...'123456789']) : dice.one(KEYS);
      leads(() => key);
      await keyboard.press('ControlOrMeta+a');
      await keyboard.press(key);
    },
    compose: async () => {
      const [steps, chosen] = dice.one(COMPOSED);
      leads((held) => `${held}${chosen}`);
      for (const step of steps) await compose(step);
      // Now and then it is called off.
      await (dice.chance(0.1) ? compose('') : type(chosen));
    },
    paste: async () => {
      const pasted = dice.one(PASTED);
      leads((held) => `${held}${pasted}`);
      await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
      await keyboard.press('ControlOrMeta+v');
    },
  };

  return {
    /** Goes to a field, the caret at the end of its text. */
    async go(field) {
      at = field;
      await show(page, field.path);
      if (field.kind !== 'tick' && field.kind !== 'choice') await keyboard.press('ControlOrMeta+End');
    },
    /** Types over whatever stands in a field of text or figures. */
    replace: () => strokes.replace(),
    /** One stroke, or what an input method or the clipboard makes one of. */
    stroke() {
      const length = record.last(at.path)?.length ?? 0;
      const isLong = length >= (at.kind === 'figure' ? LONG_FIGURE : LONG_TEXT);
      return strokes[isLong && at.kind !== 'choice' ? 'replace' : dice.weighted(STROKES[at.kind])]();
    },
    /** Types by chance in these fields until `isOver`; pauses as people do, but mostly does not. */
    async typeIn(fields, isOver) {
      while (!isOver()) {
        await this.go(dice.one(fields));
        for (let left = dice.whole(1, 12); left > 0 && !isOver(); left -= 1) {
          await this.stroke();
          if (dice.chance(0.1)) await wait(dice.whole(1, 120));
        }
      }
    },
  };
}

/**
 * Somebody types in these fields; some time after the first key, `longest` milliseconds at most, `strike` comes in between, and
 * whatever breaks off from then on is its doing.
 */
export async function strikeTyping(sheet, dice, fields, longest, strike) {
  let isStruck = false;
  const typing = typist(sheet, dice).typeIn(fields, () => isStruck).catch((error) => { if (!isStruck) throw error; });
  const due = sheet.record.until('a first key', (it) => it.what === 'typed').then(() => wait(dice.whole(0, longest)));
  await Promise.race([typing, due]);
  isStruck = true;
  await strike();
  await typing;
}
