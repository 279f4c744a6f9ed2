// A page that adds and removes widgets (tabs, a router) must not grow: after 1,000 times the numbers of nodes and
// listeners and the heap are about the same. The first rounds do not count, because they load the program, and both
// plans and what a query needs of them, once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DEADLINE, assertSilent } from "./support/browser.mjs";
import { held, keepMemory, rest } from "./support/leak.mjs";
import { html, site } from "./support/widget.mjs";

const pages = site({ "/page.html": html("<p>まだ</p>") });
const ROUNDS = 1000;

/** Puts a widget in and takes it out, so many times, and uses every tenth in between. */
function rounds(page, count) {
  return page.evaluate(async (times) => {
    for (let at = 0; at < times; at += 1) {
      const host = document.createElement("machi-plan");
      Object.assign(host, { plan: at % 2 ? "okayama" : "yamaguchi", headingLevel: "3" });
      const mounted = new Promise((done) => host.addEventListener("machi-plan:ready", done, { once: true }));
      document.querySelector("main").append(host);
      await mounted;
      // In turn one city's and the other's.
      if (at % 20 === 0 || at % 20 === 11) {
        const input = host.querySelector("input[type=search]");
        input.value = "市民";
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        host.querySelector("tbody:not([hidden]) th a").click();
        host.view = "indicators";
      }
      host.remove();
      history.replaceState(null, "", location.pathname);
    }
  }, count);
}

test(`${ROUNDS} widgets that came and went leave nothing behind`, { timeout: 12 * DEADLINE }, async (t) => {
  const page = await pages.browser.openPage();
  await page.addInitScript(keepMemory);
  await page.goto(pages.server.url("/page.html"));
  page.setDefaultTimeout(10 * DEADLINE);
  await page.evaluate(() => (globalThis.machiPlanReady.push = () => 0));
  await rounds(page, 20);
  await rest(page);
  const before = await held(page);
  await rounds(page, ROUNDS);
  await rest(page);
  const after = await held(page);
  t.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  assert.ok(after.listeners - before.listeners <= 5, `listeners ${before.listeners} → ${after.listeners}`);
  assert.ok(after.nodes - before.nodes <= 200, `nodes ${before.nodes} → ${after.nodes}`);
  const grown = (after.heap - before.heap) / 1024;
  assert.ok(grown < 1024, `heap grew by ${Math.round(grown)} KB`);
  assert.ok(after.memory - before.memory <= 65_536, `the program's memory grew from ${before.memory} to ${after.memory}`);
  assertSilent(page);
});
