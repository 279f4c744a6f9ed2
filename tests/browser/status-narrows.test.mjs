// 状況: a condition like any other where a plan has statuses; otherwise the page does not mention it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/axe.mjs";
import { assertSilent, ready } from "./support/browser.mjs";
import { csvRows, planFile, smallPlan } from "./support/plans.mjs";
import { chips, choose, countsOf, element, fragment, result, shown, site } from "./support/widget.mjs";

const plan = smallPlan((plan) => {
  const of = (fiscal_year, status) => ({ fiscal_year, result: "した。", status });
  // The plan reports 2024; earlier statuses are history.
  plan.items[0].results = [of(2023, "検討中"), of(2024, "実施")];
  plan.items[1].results = [of(2024, "一部実施, 継続")];
  plan.items[2].results = [of(2023, "実施")];
  plan.statuses = [{ status: "一部実施, 継続", stage: "partial" }, { status: "実施", stage: "done" }];
});
const { open } = site({ "/plan.json": planFile(plan) });
const host = (attributes = "") => `<machi-plan src="/plan.json" ${attributes}></machi-plan>`;
const property = (page) => page.evaluate(() => document.querySelector("machi-plan").state.status);

test("chosen, counted, taken off, written to the address and read from it", async () => {
  const page = await open(host());
  assert.deepEqual(await countsOf(page, "status"), { "一部実施, 継続": "1件", 実施: "1件" });
  await choose(page, "status", "実施");
  assert.deepEqual(await shown(page), ["1-1"]);
  assert.match(await result(page), /^1件（全/);
  assert.equal(await fragment(page), "#machi-plan?status=実施");
  await choose(page, "status", "一部実施, 継続");
  assert.deepEqual(await shown(page), ["1-1", "2-1"]);
  assert.equal(await property(page), "実施,一部実施\\, 継続");
  assert.deepEqual(await chips(page).evaluateAll((all) => all.map((chip) => chip.firstChild.data)), ["状況: 実施", "状況: 一部実施, 継続"]);
  const csv = await page.evaluate(() => document.querySelector("machi-plan").exportCsv());
  assert.deepEqual(csvRows(csv).map((row) => row.item_id), ["1-1", "2-1"]);
  await assertAccessible(page);
  await page.reload();
  await ready(page);
  assert.deepEqual(await shown(page), ["1-1", "2-1"]);
  await chips(page).first().click();
  assert.deepEqual(await shown(page), ["2-1"]);
  assertSilent(page);
});

test("as an attribute, as a property, in planData, and its rule in データ", async () => {
  const page = await open(host('status="実施"'));
  assert.deepEqual(await shown(page), ["1-1"]);
  await page.evaluate(() => { document.querySelector("machi-plan").status = "検討中"; });
  assert.deepEqual(await shown(page), [], "history does not count");
  await page.evaluate(() => { document.querySelector("machi-plan").status = null; });
  assert.equal((await shown(page)).length, 3);
  // Without a reported year each item's latest counts.
  await page.evaluate(() => {
    const element = document.querySelector("machi-plan");
    const data = element.planData;
    delete data.about.results_year;
    element.planData = data;
  });
  await ready(page, 2);
  assert.deepEqual(await countsOf(page, "status"), { "一部実施, 継続": "1件", 実施: "1件" }, "a repost is counted apart");
  await choose(page, "status", "実施");
  assert.deepEqual(await shown(page), ["1-1", "2-2"]);
  await page.click("[data-do=view][data-value=data]");
  assert.match(await page.locator(".machi-plan-rules").innerText(), /状況での絞り込み/);
  assertSilent(page);
});

test("a plan without statuses shows neither facet nor rule", async () => {
  const page = await open(element("okayama", 'view="data"'));
  assert.equal(await countsOf(page, "status"), null);
  assert.doesNotMatch(await page.locator(".machi-plan-rules").innerText(), /状況/);
});
