// The smallest workbook there is: one sheet of texts, in an archive with stored entries. And reading one that the app made, by
// hand: what is read here no library has smoothed over.

import { inflateRawSync } from 'node:zlib';

const TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const RELS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const BOOK = `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const BOOK_RELS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;

/** The bytes of an .xlsx with these rows of texts and numbers. */
export function workbook(rows) {
  const escaped = (it) => String(it).replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const cell = (it, at, row) => {
    const name = `${String.fromCharCode(65 + at)}${row + 1}`;
    return typeof it === 'number' ? `<c r="${name}"><v>${it}</v></c>` : `<c r="${name}" t="inlineStr"><is><t>${escaped(it)}</t></is></c>`;
  };
  const row = (cells, at) => `<row r="${at + 1}">${cells.map((it, column) => cell(it, column, at)).join('')}</row>`;
  const sheet = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map(row).join('')}</sheetData></worksheet>`;
  return archive([
    ['[Content_Types].xml', TYPES], ['_rels/.rels', RELS], ['xl/workbook.xml', BOOK],
    ['xl/_rels/workbook.xml.rels', BOOK_RELS], ['xl/worksheets/sheet1.xml', sheet],
  ]);
}

/** A zip archive of texts by name, nothing compressed. */
export function archive(entries) {
  const parts = [];
  const central = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const [title, data] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), head, title, data);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, rest, title);
    offset += 30 + title.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

function crc32(data) {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Reads a workbook: { sheet: rows of cells }. A text is a string, a number a number, a date `{ date }`; nothing is null. */
export function readWorkbook(bytes) {
  const parts = unpacked(bytes);
  const text = (name) => parts.get(name)?.toString('utf8') ?? '';
  const all = (xml, pattern) => [...xml.matchAll(pattern)];
  const strings = all(text('xl/sharedStrings.xml'), /<si>(.*?)<\/si>/gs).map(([, si]) => plain(all(si, /<t[^>]*>(.*?)<\/t>/gs).map(([, it]) => it).join('')));
  const styles = text('xl/styles.xml');
  const formats = Object.fromEntries(all(styles, /<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g).map(([, id, code]) => [id, plain(code)]));
  const looks = all(/<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)[1], /<xf [^>]*numFmtId="(\d+)"[^>]*>/g).map(([xf, id]) => ({ format: formats[id] ?? id, xf }));
  const targets = Object.fromEntries(all(text('xl/_rels/workbook.xml.rels'), /<Relationship [^>]*>/g).map(([it]) => [attribute(it, 'Id'), attribute(it, 'Target')]));
  const cell = (it, inside) => {
    const [type, look] = [attribute(it, 't'), looks[Number(attribute(it, 's') ?? 0)]];
    const value = /<v>(.*?)<\/v>/s.exec(inside ?? '')?.[1];
    if (inside?.includes('<f>')) return { formula: inside };
    if (value === undefined) return null;
    if (type === 's') return strings[Number(value)];
    if (type !== undefined) return { type, value };
    return look.format.startsWith('yy') ? { date: dateOf(Number(value)) } : Number(value);
  };
  const sheet = (xml) => all(xml, /<row [^>]*>(.*?)<\/row>/gs).map(([, row]) => {
    const cells = [];
    for (const [, open, inside] of all(row, /<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) cells[column(attribute(open, 'r'))] = cell(open, inside);
    return Array.from(cells, (it) => it ?? null);
  });
  const listed = all(text('xl/workbook.xml'), /<sheet [^>]*>/g).map(([it]) => [plain(attribute(it, 'name')), targets[attribute(it, 'r:id')]]);
  return Object.fromEntries(listed.map(([name, target]) => [name, sheet(text(`xl/${target}`))]));
}

const attribute = (tag, name) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
const column = (place) => [.../^[A-Z]+/.exec(place)[0]].reduce((sum, it) => sum * 26 + it.charCodeAt(0) - 64, 0) - 1;
const plain = (xml) => xml.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');
/** Days since the thirtieth of December 1899; the time of the day beside it, if there is one. */
const dateOf = (serial) => new Date(Math.round((serial - 25_569) * 86_400) * 1000).toISOString().replace('T00:00:00.000Z', '').slice(0, 16);

/** The parts of an archive by name. */
export function unpacked(bytes) {
  const parts = new Map();
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, title, extra, note, start] = [
      bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42),
    ];
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const data = bytes.subarray(from, from + size);
    parts.set(bytes.toString('utf8', at + 46, at + 46 + title), method === 0 ? data : inflateRawSync(data));
    at += 46 + title + extra + note;
  }
  return parts;
}
