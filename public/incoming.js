// Files that come in another way than by the picker: dropped, pasted, opened by the system (launchQueue) or shared from another
// app (kept by sw.js until now). All are put into the page's picker, that of /exchange where it has none, as if they had been
// picked. Loaded by boot.js beside the app.

const PICKER = '.import__files input';
const EXCHANGE = 'a[href$="/exchange"]';
/** What sw.js calls the cache of shared files, and what it puts behind the address it leads to. */
const SHARED = `shared-${new URL('./', import.meta.url).pathname}`;
const MARK = 'shared';
const PASTED = 'pasted.json';

/** Waits for the picker; from another page it goes there by the app's own link. */
async function picker() {
  const there = () => document.querySelector(PICKER);
  if (!there()) document.querySelector(EXCHANGE)?.click();
  if (there()) return there();
  return new Promise((found) => {
    const look = new MutationObserver(() => {
      if (!there()) return;
      look.disconnect();
      found(there());
    });
    look.observe(document.body, { childList: true, subtree: true });
  });
}

async function give(files) {
  if (files.length === 0) return;
  const carrier = new DataTransfer();
  for (const file of files) carrier.items.add(file);
  const input = await picker();
  input.files = carrier.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function take(files) {
  give(files).catch(console.warn);
}

function isText(target) {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}

function hasFiles(event) {
  return event.dataTransfer && [...event.dataTransfer.types].includes('Files');
}

/** The files of what was dropped, those of folders among them. */
async function inside(entry) {
  if (entry.isFile) return [await new Promise((found, failed) => { entry.file(found, failed); })];
  const reader = entry.createReader();
  const all = [];
  // A folder is read some at a time; none are left when none come.
  for (;;) {
    const some = await new Promise((found, failed) => { reader.readEntries(found, failed); });
    if (some.length === 0) return all;
    for (const it of some) all.push(...await inside(it));
  }
}

function dropped(carrier) {
  // Asked for at once: after the event nothing of it is left.
  const entries = [...carrier.items].map((it) => it.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((it) => it.isDirectory)) return Promise.resolve([...carrier.files]);
  return Promise.all(entries.map(inside)).then((all) => all.flat());
}

// Not taken, a dropped file would be shown in place of the app.
addEventListener('dragover', (event) => { if (hasFiles(event)) event.preventDefault(); });
addEventListener('drop', (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  dropped(event.dataTransfer).then(take, console.warn);
});

// What is pasted into a box is a text; beside it, on the page of files, it is a file, locked (`eyJ`) or not.
addEventListener('paste', (event) => {
  if (isText(event.target) || !document.querySelector(PICKER)) return;
  const files = [...event.clipboardData.files];
  const text = event.clipboardData.getData('text/plain').trim();
  if (files.length === 0 && /^({|eyJ)/.test(text)) files.push(new File([text], PASTED));
  take(files);
});

window.launchQueue?.setConsumer(async ({ files }) => {
  take(await Promise.all([...files].map((it) => it.getFile())));
});

/** A file that cannot be read stays in the cache: the next start tries again. */
async function shared() {
  const cache = await caches.open(SHARED);
  const kept = await cache.keys();
  const files = await Promise.all(kept.map(async (it) => {
    const response = await cache.match(it);
    return new File([await response.blob()], decodeURIComponent(response.headers.get('X-Name') ?? PASTED));
  }));
  // Held by the picker from here on; taken twice they would be asked about twice.
  await give(files);
  await Promise.all(kept.map((it) => cache.delete(it)));
}

if (new URL(location.href).searchParams.has(MARK)) shared().catch(console.warn);
