// A policy without 'wasm-unsafe-eval', as in Lockdown Mode: the fragment is the widget, without any error.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSilent, startBrowser } from "./support/browser.mjs";
import { missing, rowsOfPage } from "./support/contents.mjs";
import { FALLBACK, widgetPage } from "./support/pages.mjs";
import { readPackage } from "./support/plans.mjs";
import { WITHOUT_WASM, startServer } from "./support/server.mjs";

const pages = {
  "/assets/okayama-fragment.html": { csp: WITHOUT_WASM },
  "/assets/yamaguchi-fragment.html": { csp: WITHOUT_WASM },
  "/fallback": { body: widgetPage(`<machi-plan plan="okayama">${FALLBACK}</machi-plan>`), csp: WITHOUT_WASM },
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

/** Opens a page and waits until the browser has refused the widget's module. */
async function open(path) {
  const page = await browser.openPage();
  await page.addInitScript(() => {
    const { compile } = WebAssembly;
    WebAssembly.compile = (bytes) =>
      compile(bytes).catch((error) => {
        globalThis.refused = `${error.name}: ${error.message}`;
        throw error;
      });
  });
  await page.goto(server.url(path), { waitUntil: "load" });
  const refused = await page.waitForFunction(() => globalThis.refused);
  assert.match(await refused.jsonValue(), /unsafe-eval|Content Security Policy|disallowed/);
  return page;
}

for (const city of ["okayama", "yamaguchi"]) {
  test(`${city}: every item, schedule cell and printed value stands in the page, and the console is silent`, async () => {
    const page = await open(`/assets/${city}-fragment.html`);
    assert.deepEqual(missing(await readPackage(city), await page.evaluate(rowsOfPage)), []);
    assert.equal(await page.locator(".machi-plan-message, [role=alert]").count(), 0, "no error banner");
    assert.equal(await page.locator("machi-plan :is(button, input, select)").count(), 0, "no control that does nothing");
    assert.deepEqual(await page.evaluate(() => [machiPlanReady.length, machiPlanErrors.length]), [0, 0]);
    await page.locator("tbody.machi-plan-item summary").first().click();
    assert.equal(await page.locator(".machi-plan-inside").first().isVisible(), true);
    assertSilent(page);
  });
}

test("what an author put into the element stays", async () => {
  const page = await open("/fallback");
  assert.equal(await page.locator("#fallback").isVisible(), true);
  assert.equal(await page.locator(".machi-plan-message").count(), 0);
  assertSilent(page);
});

for (const lacking of ["WebAssembly", "WebAssembly.compile", "WebAssembly.instantiate", "TextDecoder"]) {
  test(`an older browser without ${lacking} keeps the fragment, the same`, async () => {
    const page = await browser.openPage();
    await page.addInitScript((lacking) => {
      const path = lacking.split(".");
      const last = path.pop();
      delete path.reduce((object, key) => object[key], globalThis)[last];
    }, lacking);
    await page.goto(server.url("/assets/okayama-fragment.html"), { waitUntil: "load" });
    // Then the script has given up.
    await page.waitForFunction(() => document.querySelector(".machi-plan-controls") === null);
    assert.deepEqual(await page.evaluate(() => [machiPlanReady.length, machiPlanErrors.length]), [0, 0]);
    assert.deepEqual(missing(await readPackage("okayama"), await page.evaluate(rowsOfPage)), []);
    assertSilent(page);
  });
}

test("no empty hole stands where the controls would be", async () => {
  const page = await open("/assets/okayama-fragment.html");
  await page.waitForFunction(() => document.querySelector(".machi-plan-controls") === null);
  const gap = await page.evaluate(() => {
    const [above, below] = [".machi-plan-about", ".machi-plan-items"].map((part) =>
      document.querySelector(part).getBoundingClientRect(),
    );
    return below.top - above.bottom;
  });
  assert.ok(gap < 60, `a hole of ${gap} px`);
  assertSilent(page);
});
