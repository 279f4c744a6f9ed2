// Tests of the test support: a gap in it would let every other test pass.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, axe } from "./support/axe.mjs";
import { assertSilent, ready, said, startBrowser } from "./support/browser.mjs";
import { composeText } from "./support/compose.mjs";
import { assertValidHtml, htmlMistakes } from "./support/html.mjs";
import { STRICT, WITHOUT_WASM, startServer } from "./support/server.mjs";

const page = (body, head = "") =>
  `<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>試験</title>${head}</head>` +
  `<body><main><h1>試験</h1>${body}</main></body></html>`;

// The smallest module there is: it says whether WebAssembly may run.
const wasm = `WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
  () => { document.body.dataset.wasm = "runs"; }, () => { document.body.dataset.wasm = "refused"; });`;

const pages = {
  "/quiet": page("<p>静か</p>"),
  "/wasm": page("", '<script src="/wasm.js" defer></script>'),
  "/no-wasm": { body: page("", '<script src="/wasm.js" defer></script>'), csp: WITHOUT_WASM },
  "/wasm.js": wasm,
  "/inline": page('<script>document.title = "ran"</script>'),
  "/open": { body: page('<script>document.title = "ran"</script>'), csp: null },
  "/foreign": { body: page('<img src="http://machi-plan.invalid/x.png" alt="">'), csp: null },
  "/broken": page('<img src="/nothing.png" alt="">'),
  "/loud": page("", '<script src="/loud.js" defer></script>'),
  "/loud.js": 'console.warn("a warning"); console.log("no matter"); null.x;',
  "/no-name": page("<button></button>"),
  "/field": page('<label>検索 <input id="q"></label>', '<script src="/field.js" defer></script>'),
  "/field.js": `const q = document.getElementById("q"), seen = []; globalThis.seen = seen;
    for (const type of ["compositionstart", "compositionend", "input"]) {
      q.addEventListener(type, (event) => seen.push(type === "input" ? [type, q.value, event.isComposing] : [type]));
    }`,
  "/ready": page("<p id=x>…</p>", '<script src="/ready.js" defer></script>'),
  "/ready.js": `document.getElementById("x").dispatchEvent(
    new CustomEvent("machi-plan:ready", { bubbles: true, detail: { adopted: true } }));`,
};

let server, browser;
before(async () => {
  server = await startServer({ pages });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
});
const open = (path, options) => browser.openPage({ url: server.url(path), ...options });
const kinds = (tab) => said(tab).map(({ kind }) => kind);

test("a page is sent with the strict policy, and the policy holds", async () => {
  const response = await fetch(server.url("/quiet"));
  assert.equal(response.headers.get("content-security-policy"), STRICT);
  assert.match(STRICT, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; .*form-action 'none'$/);
  const tab = await open("/inline");
  assert.equal(await tab.title(), "試験");
  assert.deepEqual(kinds(tab), ["error"]);
  assert.equal(await (await open("/open")).title(), "ran");
});

test("WebAssembly runs under the strict policy and not without 'wasm-unsafe-eval'", async () => {
  for (const [path, expect] of [["/wasm", "runs"], ["/no-wasm", "refused"]]) {
    const tab = await open(path);
    await tab.waitForSelector(`[data-wasm="${expect}"]`);
  }
});

test("nothing outside the folder is served", async () => {
  for (const path of ["/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "/%ff", "/nothing.html"]) {
    assert.equal((await fetch(server.origin + path)).status, 404, path);
  }
});

test("a silent page is silent", async () => {
  const tab = await open("/quiet");
  assertSilent(tab);
  assert.equal(await tab.evaluate(() => navigator.language), "ja-JP");
});

test("a request to another host, a missing file, a warning and an exception are caught", async () => {
  const foreign = await open("/foreign");
  assert.ok(kinds(foreign).includes("foreign request"), kinds(foreign).join());
  assert.throws(() => assertSilent(foreign), /machi-plan\.invalid/);
  const loud = await open("/loud");
  assert.deepEqual(kinds(loud).sort(), ["exception", "warning"]);
  assert.ok(kinds(await open("/broken")).includes("missing"));
});

test("without JavaScript no script runs", async () => {
  const tab = await open("/wasm", { javaScriptEnabled: false, width: 320 });
  assert.equal(await tab.locator("body").getAttribute("data-wasm"), null);
  assert.equal(tab.viewportSize().width, 320);
  assertSilent(tab);
});

test("an event that was over before the test asked is not missed", async () => {
  const tab = await open("/ready", { until: "ready" });
  assert.deepEqual(await ready(tab), [{ adopted: true }]);
});

test("axe-core runs under the strict policy and finds what is wrong", async () => {
  const good = await open("/quiet");
  await assertAccessible(good);
  assertSilent(good);
  const bad = await axe(await open("/no-name"));
  assert.deepEqual(bad.map(({ id }) => id), ["button-name"]);
});

test("an input method composes before it decides", async () => {
  const tab = await open("/field");
  await tab.focus("#q");
  await composeText(tab, "窓口", { steps: ["ま", "まど", "窓口"] });
  const seen = await tab.evaluate(() => globalThis.seen);
  assert.deepEqual(seen[0], ["compositionstart"]);
  assert.deepEqual(seen.filter(([type]) => type === "compositionend").length, 1);
  assert.deepEqual(seen.filter(([, value]) => value === "まど"), [["input", "まど", true]]);
  assert.equal(await tab.inputValue("#q"), "窓口");
  assertSilent(tab);
});

test("the HTML checker passes what is right and names what is wrong", async () => {
  await assertValidHtml(pages["/quiet"]);
  assert.match((await htmlMistakes("<p><div>x</div></p>")).join("\n"), /element-permitted-content|no-implicit-close|close-order/);
});
