// One of the workers that count batches of files, as the app's readers do.

import init, { Office } from './office.js';

let office;

onmessage = async ({ data }) => {
  if (data.template) {
    await init({ module_or_path: new URL('./office_bg.wasm', import.meta.url) });
    office = new Office(data.template, data.calendar, data.today);
    return postMessage('ready');
  }
  const pack = await office.count(data.map((it) => new Uint8Array(it)));
  postMessage(pack, [pack.buffer]);
};
