// What nobody has opened is written later: the insides of closed rows and the figures below the first ones. Opening, a
// link, paper and idle time bring them; until then they are no nodes of the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent, filled } from "./support/browser.mjs";
import { plain, sheets } from "./support/paper.mjs";
import { readPlan } from "./support/plan.mjs";
import { element, html, row, site } from "./support/widget.mjs";

const own = site({ "/later.html": html(element("yamaguchi")), "/figures.html": html(element("okayama", 'view="indicators"')) });
const plan = await readPlan("yamaguchi");

/** Runs in the page before its own scripts: idle time comes when the test says so. */
function holdIdleTime() {
  const held = [];
  globalThis.requestIdleCallback = (run) => held.push(run);
  globalThis.cancelIdleCallback = () => {};
  globalThis.idle = () => {
    const waiting = held.splice(0);
    for (const run of waiting) run({ didTimeout: false, timeRemaining: () => 50 });
    return waiting.length;
  };
}

async function open(path) {
  const page = await own.browser.openPage();
  await page.addInitScript(holdIdleTime);
  await page.goto(own.server.url(path));
  await page.waitForFunction(() => globalThis.machiPlanReady.length === 1);
  return page;
}
const insides = (page) => page.locator(".machi-plan-inside").count();

test("at first a row is its head alone; opening it, and idle time, write its inside once", async () => {
  const page = await open("/later.html");
  assert.equal(await page.locator("tbody.machi-plan-item").count(), 42);
  assert.equal(await insides(page), 0);
  await row(page, "3").locator("th a").click();
  assert.equal(await row(page, "3").locator(".machi-plan-inside").isVisible(), true);
  await page.evaluate(() => (location.hash = "#machi-plan-item-40"));
  await row(page, "40").locator(".machi-plan-inside").waitFor();
  assert.equal(await insides(page), 2);
  const nodes = await page.evaluate(() => {
    document.querySelector("[data-item='40'] .machi-plan-inside").dataset.first = "";
    const focused = document.activeElement;
    let slices = 0;
    while (globalThis.idle()) slices += 1;
    return { slices, isSame: focused === document.activeElement };
  });
  assert.ok(nodes.slices > 1, "all in one task");
  assert.equal(nodes.isSame, true);
  assert.equal(await insides(page), 42);
  assert.equal(await page.locator("[data-item='40'] .machi-plan-inside[data-first]").count(), 1);
  await filled(page);
  assertSilent(page);
});

test("paper has what nobody has opened, though the browser was never idle", async () => {
  const page = await open("/later.html");
  const paper = (await sheets(page)).join("");
  const lost = plan.items.flatMap((item) => item.results.map((one) => plain(one.状況))).filter((text) => !paper.includes(text));
  assert.deepEqual(lost, []);
  assertSilent(page);
});

test("a widget that is taken out while parts of it wait writes nothing more", async () => {
  const page = await open("/later.html");
  const left = await page.evaluate(() => {
    const host = document.querySelector("machi-plan");
    host.remove();
    while (globalThis.idle());
    return host.querySelectorAll(".machi-plan-inside").length;
  });
  assert.equal(left, 0);
  assertSilent(page);
});

test("the first figures are drawn with their view, the others later, without moving what is seen", async () => {
  const page = await open("/figures.html");
  const drawn = () => page.locator(".machi-plan-figure:not(:empty)").count();
  const all = await page.locator(".machi-plan-figure").count();
  const first = await drawn();
  assert.ok(first >= 8 && first < all, `${first} of ${all}`);
  // As far as two windows.
  const tops = () => page.evaluate(() => [...document.querySelectorAll(".machi-plan-item")].map((one) => one.getBoundingClientRect().top).filter((top) => top < 2 * innerHeight));
  const before = await tops();
  assert.ok(before.at(-1) > 900, "a window and more is drawn");
  await page.evaluate(() => { while (globalThis.idle()); });
  assert.equal(await drawn(), all);
  // What was below two windows may be above their end now, because a figure is lower than the room that was kept for it.
  assert.deepEqual((await tops()).slice(0, before.length), before);
  assertSilent(page);
});
