// Opens the parts that the build put into the script (xtask/src/build/pack.rs): deflate, written as base64. The browser
// inflates them itself. The bytes come from our own build, so they are not checked.

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
export async function inflated(base64) {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  writer.write(bytesOf(base64));
  writer.close();
  return new Uint8Array(await new Response(readable).arrayBuffer());
}
