// One figure of the plan in a page: `indicator` shows only its figure and its item, by attribute, link and property.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertSilent } from "./support/browser.mjs";
import { readPlan } from "./support/plan.mjs";
import { chips, element, fragment, result, shown, site } from "./support/widget.mjs";

const { open } = site();
const { items } = await readPlan("yamaguchi");
const several = items.find(({ indicators }) => new Set(indicators.map((row) => row.指標名)).size > 1);
const [first, second] = several.indicators.filter((row, at, rows) => rows.findIndex((other) => other.指標名 === row.指標名) === at);

/** The heads of the figures that can be seen. */
const figures = (page) =>
  page.locator("[data-view=indicators] .machi-plan-figure").evaluateAll((all) =>
    all.filter((figure) => figure.checkVisibility()).map((figure) => figure.querySelector("h4").textContent),
  );
const names = new Set(items.flatMap((item) => item.indicators.map((row) => `${item.id} ${row.指標名}`)));

test("by attribute the figure stands alone, and its chip brings the others back", async () => {
  const page = await open(element("yamaguchi", `view="indicators" indicator="${second.指標ID}"`));
  assert.deepEqual(await figures(page), [second.指標名]);
  assert.match(await result(page), /^1件（全\d+件/);
  assert.match(await chips(page).innerText(), new RegExp(`指標「${second.指標名}」`));
  await chips(page).click();
  assert.equal((await figures(page)).length, names.size);
  assert.equal(await fragment(page), "#machi-plan?view=indicators");
  assertSilent(page);
});

test("a link narrows a fragment that shows them all, and the way back widens it", async () => {
  const page = await open("/yamaguchi.html", { hash: "#machi-plan?view=indicators" });
  const all = (await figures(page)).length;
  await page.evaluate((hash) => { location.hash = hash; }, `machi-plan?view=indicators&indicator=${first.指標ID}`);
  await page.waitForFunction(() => document.querySelector(".machi-plan-chips button"));
  assert.deepEqual(await figures(page), [first.指標名]);
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector(".machi-plan-chips button"));
  assert.equal((await figures(page)).length, all);
  assertSilent(page);
});

test("in the list it leaves the item, with all that stands inside", async () => {
  const page = await open(element("yamaguchi", `item="${several.id}"`));
  await page.evaluate((id) => { document.querySelector("machi-plan").indicator = id; }, second.指標ID);
  assert.deepEqual(await shown(page), [several.id]);
  const inside = page.locator(`tbody[data-item="${several.id}"] .machi-plan-figure:visible`);
  assert.equal(await inside.count(), new Set(several.indicators.map((row) => row.指標名)).size);
  assertSilent(page);
});

test("an indicator that the plan does not have leaves nothing and says which", async () => {
  const page = await open(element("yamaguchi", 'view="indicators" indicator="99.9"'));
  assert.deepEqual(await figures(page), []);
  assert.match(await chips(page).innerText(), /指標「99\.9」/);
  assertSilent(page);
});
