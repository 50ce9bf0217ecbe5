// Knows how the app can be installed here and marks it on <html>, for the hints of src/ui/part/install.rs: data-install="done",
// "offered" (the browser asks, once "ask" is put there), "steps" (by hand, on Apple's devices) or "elsewhere" (inside another app,
// which is no place to begin). Loaded by boot.js before anybody can type.

const html = document.documentElement;
const agent = navigator.userAgent;

const IN_ANOTHER_APP = /MicroMessenger|QQ\/|DingTalk|Weibo/;

/** An iPad says that it is a Mac; no Mac has a screen for fingers. */
const isApple = /iPhone|iPad|iPod/.test(agent) || (agent.includes('Macintosh') && navigator.maxTouchPoints > 1);

function mark(how) {
  html.dataset.install = how;
}

let offered = null;

/** A prompt can be shown once; the browser offers another when it likes. */
async function ask() {
  const prompt = offered;
  offered = null;
  if (!prompt) return;
  await prompt.prompt();
  const { outcome } = await prompt.userChoice;
  mark(outcome === 'accepted' ? 'done' : 'later');
}

if (navigator.standalone || matchMedia('(display-mode: standalone)').matches) mark('done');
else if (IN_ANOTHER_APP.test(agent)) mark('elsewhere');
else if (isApple) mark('steps');

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offered = event;
  mark('offered');
});
addEventListener('appinstalled', () => mark('done'));
new MutationObserver(() => { if (html.dataset.install === 'ask') ask().catch(console.warn); })
  .observe(html, { attributeFilter: ['data-install'] });
