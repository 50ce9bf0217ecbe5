// A host whose faults are ours, for what the plain static server never does, and builds made of the release without building.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.wasm': 'application/wasm', '.txt': 'text/plain',
};
const PORTAL = '<!doctype html><title>Wi-Fi</title><form>Please log in</form>';

/** How an answer can go wrong. Each is given the answer and what should have been in it. */
export const FAULTS = {
  'a login page': (answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end(PORTAL),
  'status 404': (answer) => answer.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found'),
  'status 500': (answer) => answer.writeHead(500, { 'Content-Type': 'text/html' }).end('<h1>500</h1>'),
  'half the file': (answer, body) => {
    answer.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length });
    answer.write(body.subarray(0, body.length / 2), () => answer.destroy());
  },
  'another file': (answer, body) => {
    answer.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(Buffer.concat([body.subarray(0, -1), Buffer.from('?')]));
  },
  silence: () => {},
};

const inBrotli = new Map();

/** A file as a good host sends it. */
function brotli(path, body) {
  if (!inBrotli.has(path)) inBrotli.set(path, brotliCompressSync(body));
  return inBrotli.get(path);
}

/**
 * Serves a folder; a good host sends it in brotli, and the app's addresses as found. `folder` may be swapped; `fault` is asked about
 * each file and gives a name of FAULTS, an answer of its own (a function as there), or nothing; `asked` lists the files asked for, `whenAsked` waits for one. `stop` ends it for good, `start`
 * brings it back.
 */
export async function host(folder, { base = '/', isGood = false } = {}) {
  const own = { folder, fault: () => null, asked: [], url: '', headers: {} };
  const sockets = new Set();
  const waiting = new Set();
  /** Waits until the file has been asked for so often. */
  own.whenAsked = (path, times) => new Promise((done) => {
    const look = () => {
      if (own.asked.filter((it) => it === path).length < times) return;
      waiting.delete(look);
      done();
    };
    waiting.add(look);
    look();
  });
  let server;
  let port = 0;
  const respond = (request, answer) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname).slice(base.length);
    const read = (name) => { try { return readFileSync(join(own.folder, name)); } catch { return null; } };
    const name = path === '' ? 'index.html' : path;
    const found = read(name);
    own.asked.push(path);
    waiting.forEach((it) => it());
    const fault = own.fault(path);
    if (fault) return (FAULTS[fault] ?? fault)(answer, found ?? Buffer.from(''));
    const type = found ? TYPES[extname(name)] ?? 'application/octet-stream' : TYPES['.html'];
    const [sent, body] = found ? [name, found] : ['404.html', read('404.html')];
    const headers = { 'Content-Type': type, ...(isGood && { 'Content-Encoding': 'br' }), ...own.headers };
    return answer.writeHead(found || isGood ? 200 : 404, headers).end(isGood ? brotli(sent, body) : body);
  };
  own.start = () => new Promise((done) => {
    server = createServer(respond).on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    // A check that failed leaves its host behind; that must not keep the process.
    server.unref();
    server.listen(port, '127.0.0.1', () => {
      ({ port } = server.address());
      own.url = `http://127.0.0.1:${port}${base}`;
      done();
    });
  });
  own.stop = () => new Promise((done) => {
    server.close(done);
    sockets.forEach((it) => it.destroy());
  });
  await own.start();
  return own;
}

const folders = [];
process.once('exit', () => folders.forEach((it) => rmSync(it, { recursive: true, force: true })));

/** A folder that goes with the process. */
export function scratch() {
  folders.push(mkdtempSync(join(tmpdir(), 'onesheet-offline-')));
  return folders.at(-1);
}

const MARKS = {
  '.js': (letter) => `\ndocument.documentElement.dataset.letter = '${letter}';\n`,
  '.html': (letter) => `\n<!-- ${letter} -->\n`,
  '.json': (letter) => ' '.repeat(letter.charCodeAt(0)),
  '.txt': (letter) => letter,
  // A section of its own name, which engines pass over.
  '.wasm': (letter) => Buffer.from([0, 2, 1, letter.charCodeAt(0)]),
};

/** The release as another build: nearly every file differs by a letter. `change` may change more: it is given the folder. */
export function build(letter, change = () => {}) {
  const folder = join(scratch(), 'site');
  cpSync(process.env.ONESHEET_DIST ?? 'dist', folder, { recursive: true });
  for (const path of files(folder)) {
    const mark = path === 'boot.js' || extname(path) !== '.js' ? MARKS[extname(path)]?.(letter) : `\n// ${letter}\n`;
    if (mark) appendFileSync(join(folder, path), mark);
  }
  change(folder);
  execFileSync(process.env.ONESHEET_XTASK, ['precache', folder]);
  const [, name] = /data-build="(\w+)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'));
  const listed = readFileSync(join(folder, 'sw.js'), 'utf8').matchAll(/^ {2}\["([^"]+)", \["sha256-/gm);
  return { folder, letter, name, files: [...listed].map((it) => it[1]) };
}

/** Replaces in a file of a build. */
export function replace(folder, path, what, by) {
  const text = readFileSync(join(folder, path), 'utf8');
  writeFileSync(join(folder, path), text.replaceAll(what, by));
}

function files(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  return all.map((it) => relative(folder, join(it.parentPath, it.name))).sort();
}
