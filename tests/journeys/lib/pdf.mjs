// PDF files as poppler reads them: how many pages of what size, and the texts on them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Reads a file's bytes: `{ pages, sizes, text, dark }`; sizes in millimetres, `dark` how dark each page is, from 0 to 1, where it
 * is to be seen at all.
 */
export function readPdf(bytes, { isSeen = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'onesheet-pdf-'));
  try {
    const file = join(folder, 'it.pdf');
    writeFileSync(file, bytes);
    const tool = (name, ...details) => execFileSync(name, details, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const facts = tool('pdfinfo', '-f', '1', '-l', '99', file);
    const sizes = [...facts.matchAll(/^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts/gm)].map((it) => [it[1], it[2]].map((pt) => Math.round(pt / 72 * 25.4)));
    const text = tool('pdftotext', '-raw', file, '-');
    if (isSeen) tool('pdftoppm', '-gray', '-r', '100', file, join(folder, 'page'));
    const pictures = readdirSync(folder).filter((it) => it.endsWith('.pgm')).sort().map((it) => readFileSync(join(folder, it)));
    return { pages: sizes.length, sizes, text: text.replace(/\s/g, ''), dark: pictures.map(ink) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How dark a picture of greys is. */
function ink(picture) {
  // Behind three lines of head: its kind, its size, its white.
  const points = picture.subarray(picture.indexOf('\n255\n') + 5);
  return points.reduce((sum, it) => sum + 255 - it, 0) / 255 / points.length;
}
