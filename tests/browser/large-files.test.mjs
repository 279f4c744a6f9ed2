// A file that is too large is refused by its size, before it is read if the server states the size.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertSilent, failed, ready, startBrowser } from "./support/browser.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";

const SIZE = 50_000_000;
const PART = Buffer.alloc(64 * 1024, 32);
const sent = {};

/** Streams `SIZE` bytes as fast as the connection takes them, and counts them. */
function stream(name, headers) {
  return (request, response) => {
    sent[name] = 0;
    response.writeHead(200, { "content-type": "application/json", ...headers });
    const more = () => {
      while (!response.destroyed && sent[name] < SIZE) {
        sent[name] += PART.length;
        if (!response.write(PART)) {
          response.once("drain", more);
          return;
        }
      }
      response.end();
    };
    more();
  };
}

// White space after the plan is ignored, so a real plan can be of any size.
const city = await readFile(fileURLToPath(new URL("../../pkg/plans/yamaguchi.json", import.meta.url)), "utf8");
const LARGE = 21_000_000;

const element = (src, attributes = "") => widgetPage(`<machi-plan src="${src}"${attributes}>${FALLBACK}</machi-plan>`);
const pages = {
  "/stated": element("/stated.json"),
  "/stated.json": { respond: stream("stated", { "content-length": Math.ceil(SIZE / PART.length) * PART.length }) },
  "/unstated": element("/unstated.json"),
  "/refused": element("/large.json"),
  "/allowed": element("/large.json", ` max-bytes="${LARGE}"`),
  "/large.json": city.padEnd(LARGE - (Buffer.byteLength(city) - city.length)),
  "/unstated.json": { respond: stream("unstated", {}) },
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

async function refused(name, size) {
  const page = await browser.openPage({ url: server.url(`/${name}`) });
  const [{ code, message }] = await failed(page);
  assert.equal(code, "too-large");
  assert.match(message, size);
  assert.match(message, /計画ファイルは20MBまで/);
  assert.equal(await page.locator("#fallback").isVisible(), true);
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
  console.log(`${name}: ${(sent[name] / 1e6).toFixed(1)} MB of ${SIZE / 1e6} MB sent; heap ${(usedSize / 1e6).toFixed(1)} MB, buffers ${(backingStorageSize / 1e6).toFixed(1)} MB`);
  assert.ok(usedSize + backingStorageSize < 40_000_000, "the file is not kept");
  assertSilent(page);
}

test("a file of 50 MB whose size is stated is not read", async () => {
  await refused("stated", /50\.\dMB/);
  // What the connection's own buffers took before it was closed.
  assert.ok(sent.stated < 15_000_000, `${sent.stated} bytes were sent`);
});

test("a file of 50 MB whose size is not stated is read to the limit, not to its end", async () => {
  await refused("unstated", /20\.\dMB/);
  assert.ok(sent.unstated < 40_000_000, `${sent.unstated} bytes were sent`);
});

test("a larger file is read where max-bytes allows it, and not where the page does not", async () => {
  const allowed = await browser.openPage({ url: server.url("/allowed") });
  await ready(allowed);
  assert.ok((await allowed.locator("tbody.machi-plan-item").count()) > 10);
  assertSilent(allowed);
  const page = await browser.openPage({ url: server.url("/refused") });
  const [{ code, message }] = await failed(page);
  assert.equal(code, "too-large");
  assert.match(message, /計画ファイルは20MBまで/);
  // Another limit is another load of the same file.
  await page.evaluate((most) => { document.querySelector("machi-plan").maxBytes = most; }, LARGE);
  await ready(page);
  assertSilent(page);
});
