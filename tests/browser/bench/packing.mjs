// How the program is packed into the script, by the time until the widget is ready: `node tests/browser/bench/packing.mjs`
// prints the figures of the table in `docs/decisions/size.md`. The scripts differ in the literal that holds the program, and in how it is
// opened. MACHI_PLAN_ROUNDS: how many rounds (7). Nothing is asserted.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, deflateRawSync, gzipSync } from "node:zlib";
import { WHOLE, startBrowser } from "../support/browser.mjs";
import { markdown } from "./report.mjs";
import { starts } from "./start.mjs";

const file = (path) => readFile(fileURLToPath(new URL(path, new URL("../../../", import.meta.url))));
const [script, program, plan] = [`${await file("pkg/machi-plan.js")}`, await file("pkg/machi-plan_bg.wasm"), `${await file("pkg/plans/yamaguchi.json")}`];

/** The script with the program as `bytes`, which the function of this text opens. */
function packed(bytes, open) {
  const call = /[\w$]+\("[A-Za-z0-9+/=]{100000,}"\)/g;
  if (script.match(call)?.length !== 1) throw new Error("the script has not one packed program");
  const opened = `(${open})(Uint8Array.fromBase64("${bytes.toString("base64")}"))`;
  return script.replace(call, () => opened);
}

const scripts = {
  // Its streams, which a module of ours reads.
  brotli: script,
  // As one, which the browser reads.
  deflate: packed(
    deflateRawSync(program, { level: 9 }),
    (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer(),
  ),
  unpacked: packed(program, async (bytes) => bytes),
};
const named = Object.entries(scripts).map(([name, text]) => [name, `/${name}.js`, text]);
const page = (path) => `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>計画</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="${path}" defer></script></head><body><main><machi-plan plan="yamaguchi"></machi-plan></main></body></html>`;

const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const sizes = named.map(([name, , text]) => [name, ...[brotliCompressSync(text, best), gzipSync(text, { level: 9 }), text].map(({ length }) => length.toLocaleString("en"))]);
console.log(markdown(["the program", "bytes in brotli", "gzip", "as it is"], sizes));

const browser = await startBrowser(WHOLE);
try {
  const files = Object.fromEntries(named.map(([, path, text]) => [path, ["text/javascript", text]]));
  const pages = Object.fromEntries(named.map(([name, path]) => [`/${name}`, page(path)]));
  console.log(await starts(browser, { ...files, "/plan.json": ["application/json", plan] }, pages, Number(process.env.MACHI_PLAN_ROUNDS ?? 7)));
} finally {
  await browser.close();
}
