// Opens the parts that the build put into the script (xtask/src/build/pack.rs): Brotli, written as base64. A module of 3 KB
// reads them (src/widget/unpack). The bytes come from our own build, so they are not checked.

import { UNPACKER } from "built";

/** @typedef {{ memory: WebAssembly.Memory, read(from: number, to: number, streams: number): void, join(from: number, to: number): void }} Unpacker */

// Before it is the first memory of the unpacker, with its tables.
const PACKED = 25 << 16;
/** @type {Promise<WebAssembly.Module> | undefined} */
let unpacker;

/** Lets the browser answer and paint before the next piece of work. A timer within timers waits 4 ms longer. */
export const pause = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    // An open port keeps a program outside browsers alive.
    port1.close();
    done(undefined);
  };
  port2.postMessage(0);
});

/** @param {string} base64 @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(base64) {
  const { fromBase64 } = /** @type {any} */ (Uint8Array);
  if (fromBase64) return fromBase64.call(Uint8Array, base64);
  const chars = atob(base64);
  const bytes = new Uint8Array(chars.length);
  // `Uint8Array.from` would call a function for each character, which takes seven times as long.
  for (let at = 0; at < bytes.length; at++) bytes[at] = chars.charCodeAt(at);
  return bytes;
}

/** @param {string} base64 */
async function open(base64) {
  unpacker ??= WebAssembly.compile(bytesOf(UNPACKER));
  // A memory for each content: nothing holds it afterwards.
  const { exports } = await WebAssembly.instantiate(await unpacker);
  // Several contents would be read in one task.
  await pause();
  const { memory, read, join } = /** @type {Unpacker} */ (/** @type {unknown} */ (exports));
  const more = (/** @type {number} */ bytes) => memory.grow(Math.ceil(bytes / 0x10000));
  const number = (/** @type {number} */ at) => new DataView(memory.buffer).getUint32(at, true);
  const packed = bytesOf(base64);
  // It reads a few bytes too far.
  const from = PACKED + packed.length + 8;
  more(packed.length + 8);
  new Uint8Array(memory.buffer).set(packed, PACKED);
  const length = number(PACKED);
  more(length);
  read(PACKED + 5, from, packed[4]);
  return {
    content: () => new Uint8Array(memory.buffer, from, length),
    joined() {
      const size = number(from);
      more(size);
      join(from, from + length);
      return new Uint8Array(memory.buffer, from + length, size);
    },
  };
}

/** @param {string} base64 */
export const unpacked = async (base64) => (await open(base64)).content();

/**
 * A module that the build took apart.
 * @param {string} base64
 */
export async function joined(base64) {
  const opened = await open(base64);
  await pause();
  return opened.joined();
}
