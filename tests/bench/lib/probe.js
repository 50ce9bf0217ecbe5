// Runs in the page before anything of its own: notes when it is ready, when the first input is through, how long each
// edit takes into the database, and the memory of its wasm. The same for both pages.

(() => {
  const bench = { ready: null, firstInput: null, saves: [], memories: [] };
  window.bench = bench;

  /** Two frames later, so the one with the last change is drawn. */
  bench.painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

  bench.wasmBytes = () => bench.memories.reduce((sum, it) => sum + it.buffer.byteLength, 0);

  /** Puts the caret where the first key shall go, as soon as that is there, and says so to the driver. */
  const place = () => {
    const control = document.querySelector(`[data-field="${window.benchField}"]`);
    if (!control) return requestAnimationFrame(place);
    control.focus();
    window.benchReady('');
  };

  const arrival = new MutationObserver(() => {
    if (!document.documentElement.hasAttribute('data-ready')) return;
    arrival.disconnect();
    bench.ready = performance.now();
    if (window.benchField) place();
  });
  arrival.observe(document, { subtree: true, attributeFilter: ['data-ready'] });

  let typedAt = null;
  addEventListener('input', () => { typedAt = performance.now(); }, true);
  // On the way out, after the page's own listeners.
  addEventListener('input', () => { bench.firstInput ??= performance.now(); });

  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function transaction(...details) {
    const begun = begin.apply(this, details);
    if (typedAt !== null && begun.mode === 'readwrite') {
      const from = typedAt;
      typedAt = null;
      begun.addEventListener('complete', () => bench.saves.push(performance.now() - from));
    }
    return begun;
  };

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...details) => {
      const made = await make.apply(WebAssembly, details);
      const exports = (made.instance ?? made).exports;
      bench.memories.push(...Object.values(exports).filter((it) => it instanceof WebAssembly.Memory));
      return made;
    };
  }
})();
