// The request for a plan file: early, once, and never to another site.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertSilent, failed, ready, startBrowser } from "./support/browser.mjs";
import { snippet } from "./support/guide.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { startServer } from "./support/server.mjs";

const plan = await readFile(new URL("../../pkg/plans/okayama.json", import.meta.url));
const PLAN = "/machi-plan/plan.txt";
const html = widgetPage(`<machi-plan src="${PLAN}">${FALLBACK}</machi-plan>`);
const element = (src) => widgetPage(`<machi-plan src="${src}">${FALLBACK}</machi-plan>`);

let server, other, browser;
before(async () => {
  other = await startServer({ pages: { "/plan.txt": { body: plan, headers: { "access-control-allow-origin": "*" } } } });
  const redirect = (location) => ({ status: 302, headers: { location }, body: "" });
  server = await startServer({
    pages: {
      [PLAN]: plan,
      "/without": html,
      "/preloaded": html.replace("<head>", `<head>${snippet("preload")}`),
      "/elsewhere.txt": redirect(other.url("/plan.txt")),
      "/moved.txt": redirect(PLAN),
      "/page-elsewhere": { body: element("/elsewhere.txt"), csp: null },
      "/page-other": { body: element(other.url("/plan.txt")), csp: null },
      "/page-moved": element("/moved.txt"),
    },
  });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
  await other?.close();
});

const requests = (path) => server.requests.filter((one) => one === path).length;

test("the line of the guide fetches the plan file, and the widget takes it", async () => {
  assert.ok(server.pages["/preloaded"].includes('rel="preload"'));
  const before = requests(PLAN);
  const page = await browser.openPage({ url: server.url("/preloaded"), until: "ready" });
  assert.equal(requests(PLAN) - before, 1);
  assertSilent(page);
});

test("without the line the widget asks once, before the program is compiled", async () => {
  const before = requests(PLAN);
  const page = await browser.openPage({});
  // The module is given to the compiler only after the request: if the request waited for it, nothing would happen.
  await page.addInitScript(() => {
    const { fetch } = globalThis;
    const asked = new Promise((done) => {
      globalThis.fetch = (...given) => {
        done();
        return fetch(...given);
      };
    });
    const { compile } = WebAssembly;
    WebAssembly.compile = (bytes) => asked.then(() => compile(bytes));
  });
  await page.goto(server.url("/without"));
  await ready(page);
  assert.equal(requests(PLAN) - before, 1);
  assertSilent(page);
});

test("a redirect within the site is followed", async () => {
  const page = await browser.openPage({ url: server.url("/page-moved"), until: "ready" });
  assert.equal(await page.locator("#fallback").count(), 0);
});

for (const path of ["/page-elsewhere", "/page-other"]) {
  test(`another site is never asked, though it would answer: ${path.slice(1)}`, async () => {
    const page = await browser.openPage({ url: server.url(path) });
    const errors = await failed(page);
    assert.deepEqual(errors.map(({ code }) => code), ["not-found"]);
    assert.equal(await page.locator("#fallback").isVisible(), true);
    assert.deepEqual(other.requests, []);
  });
}
