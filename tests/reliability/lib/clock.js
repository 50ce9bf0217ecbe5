// Runs in the page before anything of its own: a clock that can be put wrong, `clock.set(milliseconds since 1970)`, and goes on
// from there; a reload keeps it. `clockAtStart` is what it shows first.

(() => {
  const Right = Date;
  const kept = () => { try { return sessionStorage.getItem('clock'); } catch { return null; } };
  let ahead = Number(kept() ?? (globalThis.clockAtStart ?? Right.now()) - Right.now());
  const now = () => Right.now() + ahead;
  globalThis.Date = new Proxy(Right, {
    construct: (target, details, as) => Reflect.construct(target, details.length ? details : [now()], as),
    apply: () => new Right(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  globalThis.clock = {
    now,
    set: (time) => {
      ahead = time - Right.now();
      sessionStorage.setItem('clock', ahead);
    },
  };
})();
