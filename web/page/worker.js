"use strict";
// Runs the core beside the page, so that typing never waits for it.

let core;

/** Unpacks the core and has it read its rules. */
async function start(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { instance } = await WebAssembly.instantiate(await new Response(unpacked).arrayBuffer());
  core = instance.exports;
  check("");
}

/** What the core says of a text. */
function check(text) {
  const bytes = new TextEncoder().encode(text);
  const room = core.room(bytes.length);
  new Uint8Array(core.memory.buffer, room, bytes.length).set(bytes);
  const length = core.check();
  return JSON.parse(new TextDecoder().decode(new Uint8Array(core.memory.buffer, core.place(), length)));
}

self.onmessage = async ({ data }) => {
  try {
    if (data.packed) await start(data.packed);
    else self.postMessage({ text: data.text, answer: check(data.text) });
    if (data.packed) self.postMessage({ ready: true });
  } catch (error) {
    self.postMessage({ fault: String(error) });
  }
};
