// What a key changes in the page, as a list: nothing in closed facets, no box of controls, and no row that stays as it was.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { element, field, html, site } from "./support/widget.mjs";
import { readFile } from "node:fs/promises";

const own = site({ "/key.html": html(element("yamaguchi")) });

/** Where the page changes while `act` runs, as the classes of what changed, each once. */
async function changed(page, act) {
  await page.evaluate(() => {
    globalThis.changes = [];
    const told = ({ type, target, attributeName }) => {
      const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      return `${type === "attributes" ? attributeName : "content"} of ${element.closest(".machi-plan-facet") ? "a facet" : [...element.classList].at(-1) ?? element.localName}`;
    };
    globalThis.watcher = new MutationObserver((records) => globalThis.changes.push(...records.map(told)));
    globalThis.watcher.observe(document.querySelector(".machi-plan"), { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await act();
  return page.evaluate(() => {
    globalThis.watcher.disconnect();
    return [...new Set(globalThis.changes)].sort();
  });
}

test("a key hides rows and says what was found, and leaves closed facets as they are", async () => {
  const page = await own.open("/key.html");
  await field(page).fill("窓");
  const found = await changed(page, () => field(page).fill("窓口"));
  const allowed = ["hidden of machi-plan-item", "content of machi-plan-hits", "content of machi-plan-chips", "content of machi-plan-result", "content of machi-plan-to-result",
    "content of machi-plan-tail", "content of caption", "content of machi-plan-count", "content of machi-plan-live"];
  assert.deepEqual(found.filter((one) => !allowed.includes(one)), []);
  assert.ok(found.includes("content of machi-plan-hits"), `${found}`);
  assertSilent(page);
});

test("an open facet is counted at each key, a closed one when it opens, before the frame that shows it", async () => {
  const page = await own.open("/key.html");
  const counts = (key) => page.locator(`.machi-plan-facet[data-key=${key}] li .machi-plan-count`).allTextContents();
  const before = await counts("department");
  await field(page).fill("窓口");
  assert.deepEqual(await counts("department"), before, "nobody sees them");
  const [atPress, later] = await page.evaluate(async () => {
    const facet = document.querySelector(".machi-plan-facet[data-key=department]");
    const said = () => [...facet.querySelectorAll("li .machi-plan-count")].map((one) => one.textContent);
    const toggled = new Promise((done) => facet.addEventListener("toggle", done, { once: true }));
    facet.querySelector("summary").click();
    const atPress = said();
    await toggled;
    return [atPress, said()];
  });
  assert.notDeepEqual(atPress, before);
  assert.deepEqual(later, atPress);
  await field(page).fill("");
  assert.deepEqual(await counts("department"), before, "it is open");
  await page.evaluate(() => {
    const facet = document.querySelector(".machi-plan-facet[data-key=year]");
    const toggled = new Promise((done) => facet.addEventListener("toggle", done, { once: true }));
    document.querySelector("machi-plan").q = "窓口";
    facet.open = true;
    return toggled;
  });
  const open = await counts("year");
  await page.evaluate(() => { document.querySelector("machi-plan").q = null; });
  assert.notDeepEqual(await counts("year"), open, "what opened it is no matter");
  assertSilent(page);
});

test("the inside of a row of a fragment gets its buttons when it is opened, or in idle time", async () => {
  const fragment = await readFile(new URL("../../pkg/fragments/okayama.html", import.meta.url), "utf8");
  own.server.pages["/buttons.html"] = html(fragment);
  const page = await own.browser.openPage();
  await page.addInitScript(() => {
    const held = [];
    globalThis.requestIdleCallback = (run) => held.push(run);
    globalThis.idle = () => {
      const waiting = held.splice(0);
      for (const run of waiting) run();
      return waiting.length;
    };
  });
  await page.goto(own.server.url("/buttons.html"));
  await page.waitForFunction(() => globalThis.machiPlanReady.length === 1);
  const bare = () => page.locator(".machi-plan-inside .machi-plan-copy:empty").count();
  const all = await page.locator(".machi-plan-inside").count();
  assert.equal(await bare(), all);
  const button = page.locator("tbody[data-item='1-1-2'] .machi-plan-copy button").first();
  await page.locator("tbody[data-item='1-1-2'] summary").first().click();
  await button.waitFor();
  assert.equal(await bare(), all - 1);
  await button.evaluate((one) => { one.dataset.first = ""; });
  await page.evaluate(() => { while (globalThis.idle()); });
  assert.equal(await bare(), 0);
  assert.equal(await page.locator("tbody[data-item='1-1-2'] .machi-plan-copy button[data-first]").count(), 1, "once");
  assert.equal(await page.locator(".machi-plan-items .machi-plan-save:empty").count(), 0);
  assert.equal(await page.locator(".machi-plan-items .machi-plan-figure svg.machi-plan-chart:not([tabindex])").count(), 0);
  assertSilent(page);
});
