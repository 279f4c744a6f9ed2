// Every page of the demo site under the strict policy and Trusted Types.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSaid, assertSilent, ready, startBrowser } from "./support/browser.mjs";
import { ownPages, widgetPage, FALLBACK } from "./support/pages.mjs";
import { STRICT, startServer } from "./support/server.mjs";

const paths = await ownPages();
const pages = {
  "/no-policy": {
    body: widgetPage(`<machi-plan plan="okayama">${FALLBACK}</machi-plan>`),
    csp: STRICT.replace("trusted-types machi-plan", "trusted-types 'none'"),
  },
  "/other-policy": {
    body: widgetPage(`<machi-plan plan="okayama">${FALLBACK}</machi-plan>`),
    csp: STRICT.replace("trusted-types machi-plan", "trusted-types another"),
  },
  "/twice": widgetPage(
    `<script src="/assets/machi-plan.js" defer></script><machi-plan plan="okayama">${FALLBACK}</machi-plan>`,
  ),
  "/module": widgetPage(
    `<script type="module" src="/assets/machi-plan.js"></script><machi-plan plan="okayama">${FALLBACK}</machi-plan>`,
    { script: false },
  ),
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

test("the list of pages is that of the demo site", () => {
  assert.ok(paths.length >= 6, paths.join());
  for (const path of ["/index.html", "/okayama.html", "/assets/yamaguchi-fragment.html"]) assert.ok(paths.includes(path), path);
});

for (const path of paths) {
  test(`${path} is sent with the policy, mounts its widgets and stays silent`, async () => {
    const response = await fetch(server.url(path));
    assert.equal(response.headers.get("content-security-policy"), STRICT);
    const html = await response.text();
    const page = await browser.openPage({ url: server.url(path) });
    const widgets = html.match(/^<machi-plan /gm)?.length ?? 0;
    assert.equal(await page.locator("machi-plan").count(), widgets);
    const said = await ready(page, widgets);
    assert.deepEqual(said, Array(widgets).fill({ adopted: /-fragment|sample/.test(path) }));
    assert.equal(await page.locator(".machi-plan-result").count(), widgets);
    assertSilent(page);
  });

  test(`${path} refuses a string where markup is meant`, async () => {
    const page = await browser.openPage({ url: server.url(path) });
    const thrown = await page.evaluate(() => {
      try {
        document.createElement("p").innerHTML = "<b>x</b>";
        return "nothing was thrown";
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(thrown, "TypeError");
    assertSaid(page, [/^error: .*(TrustedHTML|trusted-types)/i]);
  });
}

for (const path of ["/no-policy", "/other-policy"]) {
  test(`a page that forbids the policy keeps what stands in the element: ${path.slice(1)}`, async () => {
    const page = await browser.openPage({ url: server.url(path) });
    assert.equal(await page.locator("#fallback").isVisible(), true);
    assert.deepEqual(await page.evaluate(() => [machiPlanReady.length, machiPlanErrors.length]), [0, 0]);
    assert.equal(await page.locator(".machi-plan-message").count(), 0);
    // The browser reports its own refusal; nothing of ours is added.
    assertSaid(page, [/^error: .*trusted-types/i]);
  });
}

test("the script works twice on a page, and as a module", async () => {
  for (const path of ["/twice", "/module"]) {
    const page = await browser.openPage({ url: server.url(path), until: "ready" });
    assert.equal(await page.locator("tbody.machi-plan-item").count(), 43, path);
    assert.equal(await page.locator("#fallback").count(), 0, path);
    assertSilent(page);
  }
});
