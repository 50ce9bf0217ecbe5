// The way out: put on the host in the place of sw.js, it ends the service worker on every device that comes by. Windows are
// loaded anew from the host; files of the app go, what people filled in stays. README says how to use it.

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  const builds = `app-${new URL('./', self.location).pathname}|`;
  for (const name of await caches.keys()) if (name.startsWith(builds)) await caches.delete(name);
  await registration.unregister();
  // Not waited for: a window opens only once this is over.
  for (const window of await clients.matchAll({ type: 'window' })) window.navigate(window.url);
})()));
