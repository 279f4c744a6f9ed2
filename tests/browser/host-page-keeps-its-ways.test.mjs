// The page around a widget works as before: it jumps to its own anchors, lays the widget out in a flex column or a
// float, sets one attribute, prints, or has a fragment of a plan that the script does not have.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent, assertSaid } from "./support/browser.mjs";
import { planFile, smallPlan } from "./support/plans.mjs";
import { element, field, result, shown, site } from "./support/widget.mjs";

const long = smallPlan((plan) => {
  const [item] = plan.items;
  plan.items = Array.from({ length: 450 }, (_, at) => ({ ...item, item_id: `${at + 1}`, indicators: [], repost_of: undefined }));
  // Optional sheets may be missing.
  delete plan.departments;
});
const { open } = site({ "/long.json": { body: planFile(long) } });
const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

test("a jump to an anchor of the page leaves the reader's search, and back finds it", async () => {
  const page = await open(`<p><a href="#about">案内</a></p>${element("yamaguchi")}<h2 id="about">案内</h2>`);
  await field(page).fill("窓口");
  const found = await shown(page);
  await page.getByRole("link", { name: "案内", exact: true }).click();
  await settle(page);
  assert.deepEqual(await shown(page), found);
  assert.equal(await field(page).inputValue(), "窓口");
  await page.goBack();
  await settle(page);
  assert.deepEqual(await shown(page), found);
  assertSilent(page);
});

test("in a flex column, a flex row and a float the widget has a width, and none is wider than the page", async () => {
  const holders = { column: "display:flex;flex-direction:column;align-items:flex-start", row: "display:flex", float: "float:left" };
  for (const width of [1280, 320]) {
    for (const [name, style] of Object.entries(holders)) {
      const page = await open(`<div id="holder">${element("okayama")}</div>`, { width });
      await page.evaluate((style) => (document.querySelector("#holder").style.cssText = style), style);
      const box = await page.locator(".machi-plan-items").boundingBox();
      const room = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(box.width > width / 2, `${name} at ${width}: ${box.width}`);
      assert.ok(room <= width, `${name} at ${width}: the page scrolls to ${room}`);
      assertSilent(page);
    }
  }
});

test("one attribute that the page sets leaves what the reader chose beside it", async () => {
  const page = await open(element("yamaguchi"));
  await field(page).fill("窓口");
  const found = await shown(page);
  await page.evaluate(() => document.querySelector("machi-plan").setAttribute("sort", "-number"));
  assert.deepEqual(await shown(page), found.toReversed());
  await page.evaluate(() => document.querySelector("machi-plan").removeAttribute("sort"));
  assert.deepEqual(await shown(page), found);
  assertSilent(page);
});

test("without controls no room is kept for them, and the rest of a long list can be reached", async () => {
  const page = await open('<machi-plan src="/long.json" controls="none"></machi-plan>');
  assert.equal(await page.locator(".machi-plan-controls").isVisible(), false);
  assert.equal((await shown(page)).length, 200);
  await page.getByRole("button", { name: "さらに200件を表示" }).click();
  assert.equal((await shown(page)).length, 400);
  assert.equal(await page.evaluate(() => document.activeElement.closest("[data-item]").dataset.item), "201", "reading goes on");
  await page.getByRole("button", { name: "さらに50件を表示" }).click();
  assert.equal((await shown(page)).length, 450);
  assertSilent(page);
});

test("departments are offered and found where the plan has no sheet of them", async () => {
  const page = await open('<machi-plan src="/long.json"></machi-plan>');
  const choices = page.locator(".machi-plan-facet[data-key=department] li");
  const names = [...new Set(long.items.flatMap((item) => item.departments ?? []).map((one) => one.department))];
  assert.ok(names.length > 0);
  // All items share their departments here. A facet that does not divide the plan is not offered, but a state can ask
  // for it.
  assert.equal(await choices.count(), 0);
  await page.evaluate((name) => document.querySelector("machi-plan").setAttribute("department", name), names[0]);
  assert.match(await result(page), /450件/);
  assertSilent(page);
});

test("printing shows every row that matches, tells nobody, and leaves no trace", async () => {
  const page = await open('<machi-plan src="/long.json"></machi-plan>');
  await page.evaluate(() => {
    globalThis.changes = 0;
    addEventListener("machi-plan:change", () => globalThis.changes++);
  });
  // Printing begins twice and ends once, as a page's own button and the browser may report it.
  for (let time = 0; time < 2; time += 1) await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal((await shown(page)).length, 450);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal((await shown(page)).length, 200);
  assert.equal(await page.evaluate(() => globalThis.changes), 0);
  assertSilent(page);
});

test("a table says how many of how many it holds, and under which conditions", async () => {
  const page = await open(element("okayama", 'department="下水道河川局" controls="none"'));
  assert.equal(await page.locator("caption").first().textContent(), "具体的取組の一覧（全43件のうち4件。条件: 下水道河川局）");
  assertSilent(page);
});

test("a fragment of a plan that the script does not have stands as it is, with a word for the officer only", async () => {
  const fragment = '<div class="machi-plan" data-plan="mycity"><p>計画の全文</p></div>';
  // The second is ready after the first has had its turn.
  const page = await open(element("mycity", "", fragment) + element("okayama"));
  assert.equal(await page.locator("[role=alert]").count(), 0);
  assert.equal(await page.locator("machi-plan").first().innerText(), "計画の全文");
  assertSaid(page, [/^warning: .*「mycity」/]);
});
