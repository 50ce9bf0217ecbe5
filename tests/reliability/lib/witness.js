// Runs in the page before anything of its own, and tells the driver at once what happens in it, in the order it happens: what
// was typed, what the page says of saving, what it warns of, and whether it is seen. Its clock is not the one tests put wrong.

(() => {
  if (window.top !== window.self) return;
  const tell = (what) => window.witnessed?.(JSON.stringify({ ...what, at: performance.timeOrigin + performance.now() }));
  window.tell = tell;
  tell({ what: 'began' });
  const valueOf = (control) => (control.type === 'checkbox' ? control.checked : control.value);

  /** Texts tell of themselves by `input`, ticks and choices by `change`. What an input method is still at is not typed yet. */
  const isTyped = ({ target, type, isComposing }) => {
    const isText = target.tagName === 'TEXTAREA' || (target.tagName === 'INPUT' && target.type !== 'checkbox');
    return Boolean(target.closest?.('[data-field]')) && !isComposing && isText === (type !== 'change');
  };
  const taken = new WeakMap();
  // Before the page's own listeners: an edit counts from the moment the browser has taken the key.
  const typed = (event) => {
    if (!isTyped(event)) return;
    const it = { field: event.target.closest('[data-field]').dataset.field, value: valueOf(event.target), path: location.pathname };
    taken.set(event, it);
    tell({ what: 'typed', ...it });
  };
  // After them: what is not in its box any more, or is marked there as wrong, was openly refused.
  const refused = (event) => {
    const it = taken.get(event);
    if (it && (valueOf(event.target) !== it.value || event.target.ariaInvalid === 'true')) tell({ what: 'refused', ...it });
  };
  for (const name of ['input', 'change', 'compositionend']) {
    addEventListener(name, typed, true);
    addEventListener(name, refused);
  }

  /** What the page says of saving, and of who may write. */
  const marked = (all) => {
    for (const name of new Set(all.map((it) => it.attributeName.slice('data-'.length)))) {
      tell({ what: name, says: document.documentElement.dataset[name] ?? null });
    }
  };
  new MutationObserver(marked).observe(document, { subtree: true, attributeFilter: ['data-save', 'data-seat'] });

  let warned = '';
  const alerts = () => {
    const shown = [...document.querySelectorAll('[role="alert"]')].filter((it) => it.checkVisibility() && it.innerText.trim());
    const says = shown.map((it) => it.innerText.trim()).join('\n');
    if (says !== warned) tell({ what: 'alert', says });
    warned = says;
  };
  new MutationObserver(alerts).observe(document, { subtree: true, childList: true, attributeFilter: ['role'] });

  document.addEventListener('visibilitychange', () => tell({ what: 'sight', says: document.visibilityState }));
})();
