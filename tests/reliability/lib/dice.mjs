// Chance that can be had again: the same seed throws the same numbers.

/** Dice of a seed. */
export function dice(seed) {
  let state = seed >>> 0;
  // Mulberry32: short, and good enough to choose keys.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let it = Math.imul(state ^ (state >>> 15), 1 | state);
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
    return ((it ^ (it >>> 14)) >>> 0) / 2 ** 32;
  };
  /** A whole number from the first to the last, both included. */
  const whole = (first, last) => first + Math.floor(next() * (last - first + 1));
  const one = (list) => list[whole(0, list.length - 1)];
  const chance = (share) => next() < share;
  /** A name, each as likely as its weight says. */
  const weighted = (weights) => {
    const all = Object.entries(weights);
    let left = next() * all.reduce((sum, [, weight]) => sum + weight, 0);
    return all.find(([, weight]) => (left -= weight) < 0)?.[0] ?? all.at(-1)[0];
  };
  /** So many of the list, none twice. */
  const some = (list, count) => {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(whole(0, left.length - 1), 1)[0]);
  };
  return { whole, one, chance, weighted, some };
}
