// Files as head office makes them: canonical, with their digest.

import { createHash } from 'node:crypto';

/** RFC 8785 for what tests write: names in ASCII, numbers short. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** The text of a file of head office; `{ name, text }`. */
export function fromOffice(name, kind, members) {
  const file = {
    format: 'onesheet.bundle', version: 1, kind, id: `0199d170-0000-7000-8000-${String(name.length).padStart(12, '0')}`,
    created: '2026-11-30T10:05:00+08:00', from: { id: 'ZZ0001', name: '李四', role: 'head' }, device: 'hq01',
    template: { id: 'tobacco-retail', version: 1 }, ...members,
  };
  return { name, text: canonical(digested(file)) };
}

/** The file with its digest. */
export function digested(file) {
  return { ...file, digest: `sha256:${createHash('sha256').update(canonical(file)).digest('hex')}` };
}
