// The table of a bench: a line a figure, ours beside theirs, the ratio and what it is held to.

/** Prints the line of a figure. */
export function line(name, ours = '', theirs = '', ratio = '', limit = '', verdict = '') {
  const text = `${name.padEnd(33)}| ${ours.padStart(24)} | ${theirs.padStart(24)} | ${ratio.padStart(6)} | ${limit.padStart(6)} | ${verdict}`;
  console.log(text.trimEnd());
}

/** The median, and between what the rest lies. */
export function spread(values, unit) {
  const short = (it) => (it < 100 ? it.toFixed(1) : it.toFixed(0)).replace(/\.0$/, '');
  return `${short(median(values))} ${unit} (${short(Math.min(...values))}–${short(Math.max(...values))})`;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
